//! Trunk and wasm-bindgen: which versions are needed, whether they are here, and how they are built.

use std::fs;
use std::path::Path;

use crate::Result;
use crate::shell;

/// The newest version of trunk that rust-version in Cargo.toml can build. Trunk.toml asks for the same version.
const TRUNK: &str = "0.21.14";

/// A program from crates.io in the one version that fits.
pub struct Tool {
    krate: &'static str,
    version: String,
    /// The programs that must all be there. The first one tells its version.
    programs: &'static [&'static str],
    arguments: &'static [&'static str],
}

/// What is needed to build the page, apart from the compiler.
pub fn all() -> Result<[Tool; 2]> {
    let lock = fs::read_to_string(shell::root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read ({error})."))?;
    let bindgen = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen.")?;
    Ok([
        // Its default features are a downloader, which must never run, and TLS for that.
        Tool {
            krate: "trunk",
            version: TRUNK.into(),
            programs: &["trunk"],
            arguments: &["--no-default-features"],
        },
        // wasm-bindgen must have exactly the version with which the page is compiled.
        Tool {
            krate: "wasm-bindgen-cli",
            version: bindgen.into(),
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            arguments: &[],
        },
    ])
}

/// The version of a package in the text of a Cargo.lock.
pub fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

impl Tool {
    /// What set-up prints: `trunk 0.21.14`.
    pub fn label(&self) -> String {
        format!("{} {}", self.krate, self.version)
    }

    /// Whether the right version is on the path or among the project's own tools.
    pub fn is_here(&self) -> bool {
        let Some(first) = self.programs.first() else { return false };
        self.programs.iter().all(|program| shell::find(program).is_some())
            && shell::answer(shell::command(first).arg("--version"))
                .is_some_and(|said| said.split_whitespace().nth(1) == Some(&self.version))
    }

    /// Builds it and puts it into the project's own folder.
    pub fn install(&self) -> Result<()> {
        self.install_into(&shell::tools())
    }

    fn install_into(&self, root: &Path) -> Result<()> {
        let scratch = shell::root().join("target").join("tools-build");
        let mut cargo =
            shell::cargo(&["install", self.krate, "--version", &self.version, "--locked", "--root"]);
        cargo.arg(root).args(self.arguments).args(["--quiet", "--force"]);
        // A release build of these takes three times as long, and the programs only run for a second.
        cargo
            .env("CARGO_TARGET_DIR", &scratch)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
        let outcome = shell::run(&mut cargo, &format!("{} could not be installed", self.label()));
        // This folder has more than a gigabyte that nobody needs afterwards. If it cannot be removed, only space is
        // lost.
        if outcome.is_ok() && fs::remove_dir_all(&scratch).is_err() && scratch.exists() {
            println!("  {} can be deleted.", scratch.display());
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_version_is_the_one_under_the_very_name() {
        let lock =
            "[[package]]\nname = \"a-b\"\nversion = \"1\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0\"\n";
        assert_eq!(locked_version(lock, "a"), Some("2.0"));
        assert_eq!(locked_version(lock, "b"), None);
    }
}
