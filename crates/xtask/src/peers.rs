//! Installs the libraries with which our predictions are compared. Their versions are pinned. They go into
//! `target/peers`: a Python environment and a Node folder.

use std::fs;
use std::path::PathBuf;

use crate::Result;
use crate::{apt, shell};

/// The versions with which `tests/corpus/consumers.json` was measured. The deaggregator needs six but does not ask
/// for it.
const PYTHON: &[&str] = &["aws_kinesis_agg==1.2.3", "protobuf==4.21.6", "six==1.17.0"];
/// Installed without what it asks for: its decoder is a module of its own, and only its producer needs the rest.
const PYTHON_ALONE: &[&str] = &["aiokpl==0.2.0"];
const NODE: &[&str] = &["aws-kinesis-agg@4.2.8", "protobufjs@7.2.4", "kinesalite@3.3.3"];
/// The packages that check the types of the test code which the builder writes.
const TYPES: &[&str] = &["typescript@5.9.3", "@types/node@20.19.25"];
/// What the builder's commands are run with and against. They have an environment of their own, because these
/// versions would not fit the others. Of moto's server only what Kinesis needs is installed.
const COMMANDS: &[&str] = &["awscli==1.40.0", "moto==5.1.5", "flask==3.1.3", "flask-cors==6.0.5"];

/// Programs, and the Debian packages that have them.
const PROGRAMS: &[(&str, &[&str])] = &[
    ("python3", &["python3", "python3-venv"]),
    ("node", &["nodejs"]),
    ("npm", &["npm"]),
    ("go", &["golang-go"]),
    ("javac", &["default-jdk-headless"]),
];

/// Version 2 of awscli is not on PyPI. It is the one of Debian, whatever else is called `aws` here.
const AWSCLI_2: &str = "/usr/bin/aws";

/// What set-up calls them in its line.
pub const LABEL: &str = "Python and Node deaggregators, awscli, kinesalite, moto, TypeScript, Go, Java";

fn folder() -> PathBuf {
    shell::root().join("target").join("peers")
}

/// The Python of the environment with the deaggregators.
pub fn python() -> PathBuf {
    folder().join("python").join("bin").join("python")
}

/// The folder where Node finds its packages.
pub fn node_modules() -> PathBuf {
    folder().join("node").join("node_modules")
}

/// A file that exists once these versions were installed. Its name depends on the versions, so that other versions
/// are installed anew.
fn stamp() -> PathBuf {
    folder().join("installed.txt")
}

fn pins() -> String {
    [PYTHON, PYTHON_ALONE, NODE, TYPES, COMMANDS].concat().join("\n")
}

/// Whether exactly these versions are here, and Node too.
pub fn are_here() -> bool {
    python().exists()
        && std::path::Path::new(AWSCLI_2).exists()
        && ["node", "go", "javac"].iter().all(|program| shell::find(program).is_some())
        && fs::read_to_string(stamp()).is_ok_and(|stamp| stamp == pins())
}

pub fn install() -> Result<()> {
    programs()?;
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| format!("{} could not be removed ({error}).", folder.display()))?;
    }
    let python = folder.join("python");
    if make_environment(&python).is_err() {
        // In Debian, Python comes without the module that makes environments.
        apt::install(&["python3-venv"], &by_hand())?;
        make_environment(&python)?;
    }
    let pip = |packages: &[&str], more: &[&str]| {
        let mut command = shell::command(&self::python().to_string_lossy());
        command
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(more)
            .args(packages);
        shell::run_quietly(&mut command, "The Python libraries could not be installed")
    };
    pip(PYTHON, &[])?;
    pip(PYTHON_ALONE, &["--no-deps"])?;
    make_environment(&folder.join("commands"))?;
    let mut pip = shell::command(&folder.join("commands").join("bin").join("python").to_string_lossy());
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(COMMANDS);
    shell::run_quietly(&mut pip, "awscli and moto could not be installed")?;
    let mut npm = shell::command("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
    npm.arg(folder.join("node")).args(NODE).args(TYPES);
    shell::run_quietly(&mut npm, "The Node library could not be installed")?;
    fs::write(stamp(), pins())
        .map_err(|error| format!("{} could not be written ({error}).", stamp().display()))
}

fn make_environment(folder: &std::path::Path) -> Result<()> {
    shell::run_quietly(
        shell::command("python3").args(["-m", "venv"]).arg(folder),
        "Python could not make an environment",
    )
}

fn programs() -> Result<()> {
    let missing = PROGRAMS.iter().filter(|(program, _)| shell::find(program).is_none());
    let mut packages: Vec<&str> = missing.flat_map(|(_, packages)| packages.iter().copied()).collect();
    if !std::path::Path::new(AWSCLI_2).exists() {
        packages.push("awscli");
    }
    if packages.is_empty() { Ok(()) } else { apt::install(&packages, &by_hand()) }
}

fn by_hand() -> String {
    let packages: Vec<&str> = PROGRAMS.iter().flat_map(|(_, packages)| packages.iter().copied()).collect();
    format!(
        "The peer tests need Python 3 with venv, Node.js, npm, Go, a JDK and awscli 2; on Debian or Ubuntu type: \
         sudo apt-get install {} awscli",
        packages.join(" ")
    )
}
