//! The compilers of its languages read the builder's test code. TypeScript is checked against the real library. Rust
//! is built with the real crates and run. Go and Java are checked against declarations of what they use, since
//! nothing can be fetched for them here.

use crate::{
    built::{Folder, runs, tests},
    installed, root,
};
use kpl_engine::fixture::code::Language;
use std::{fs, process::Command};

/// Runs a command, and fails with what it printed.
fn silent(command: &mut Command) {
    let output = command.output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{}", said.chars().take(4_000).collect::<String>());
}

#[test]
fn test_code_for_typescript_has_the_types_of_the_library() {
    let folder = Folder::new(installed("node"));
    let tests = tests(Language::TypeScript);
    // The code must work in both kinds of modules that projects use.
    for (module, more, end) in [("commonjs", "node10", "ts"), ("nodenext", "nodenext", "mts")] {
        let folder = folder.0.join(format!("{module}-{end}"));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &tests {
            fs::write(folder.join(format!("{name}.test.{end}")), text).unwrap();
        }
        let config = serde_json::json!({
            "compilerOptions": {
                "strict": true, "noEmit": true, "esModuleInterop": true, "skipLibCheck": true, "target": "es2022",
                "module": module, "moduleResolution": more, "types": ["node"],
            },
        });
        fs::write(folder.join("tsconfig.json"), config.to_string()).unwrap();
        let mut node = Command::new("node");
        silent(node.arg(installed("node/node_modules/typescript/bin/tsc")).arg("-p").arg(&folder));
    }
}

#[test]
fn test_code_for_go_compiles() {
    let folder = Folder::new(std::env::temp_dir());
    let stubs = root().join("tests/peers/stubs/go");
    let module = fs::read_to_string(stubs.join("go.mod.txt")).unwrap();
    fs::write(folder.0.join("go.mod"), module.replace("STUBS", stubs.to_str().unwrap())).unwrap();
    for (name, text) in tests(Language::Go) {
        fs::write(folder.0.join(format!("t{name}_test.go")), text).unwrap();
    }
    // gofmt lists the files that it would format differently.
    silent(Command::new("gofmt").arg("-l").arg(&folder.0));
    let mut go = Command::new("go");
    go.args(["vet", "./..."]).current_dir(&folder.0);
    silent(go.envs([("GOPROXY", "off"), ("GOFLAGS", "-mod=mod"), ("GOTOOLCHAIN", "local")]));
}

#[test]
fn test_code_for_java_compiles() {
    let folder = Folder::new(std::env::temp_dir());
    let mut javac = Command::new("javac");
    javac.args(["-encoding", "UTF-8", "-Xlint:all", "-implicit:none", "-Werror", "-sourcepath"]);
    javac.arg(root().join("tests/peers/stubs/java")).arg("-d").arg(folder.0.join("classes"));
    for (name, text) in tests(Language::Java) {
        let file = folder.0.join(format!("T{name}.java"));
        fs::write(&file, text).unwrap();
        javac.arg(file);
    }
    silent(&mut javac);
}

#[test]
fn test_code_for_rust_holds() {
    let folder = Folder::new(installed("node"));
    fs::create_dir_all(folder.0.join("src")).unwrap();
    let mut modules = "#![deny(warnings)]\n".to_owned();
    let tests = tests(Language::Rust);
    for (name, text) in &tests {
        fs::write(folder.0.join(format!("src/t{name}.rs")), text).unwrap();
        modules += &format!("#[cfg(test)]\nmod t{name};\n");
    }
    fs::write(folder.0.join("src/lib.rs"), modules).unwrap();
    let needs = "[package]\nname = \"fixtures\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
                 [dev-dependencies]\nprost = \"0.14\"\nmd-5 = \"0.10\"\nbase64 = \"0.22\"\n";
    fs::write(folder.0.join("Cargo.toml"), needs).unwrap();
    // The versions that are here already are used, so that little is fetched.
    fs::copy(root().join("Cargo.lock"), folder.0.join("Cargo.lock")).unwrap();
    // Of these versions some may not be here yet: another crate of ours may have moved on to later ones.
    let manifest = folder.0.join("Cargo.toml");
    let fetched =
        Command::new(env!("CARGO")).args(["fetch", "--quiet", "--manifest-path"]).arg(&manifest).status();
    assert!(fetched.is_ok_and(|status| status.success()), "the crates of the test code cannot be fetched");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--quiet", "--offline", "--lib", "--manifest-path"]).arg(&manifest);
    cargo.env("CARGO_TARGET_DIR", root().join("target/peers/rust"));
    runs(&mut cargo, tests.len(), "test result: ok. ");
}
