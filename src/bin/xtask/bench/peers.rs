//! The libraries that people take aggregates apart with today, installed into target/peers.

use std::path::PathBuf;
use std::process::Command;

use super::contest::Contestant;
use crate::Result;
use crate::shell::{self, timed};

/// The peer that the others are compared with.
pub const YARDSTICK: &str = NODE;

const NODE: &str = "npm aws-kinesis-agg 4.2.8";
const PYTHON: &str = "PyPI aws_kinesis_agg 1.2.3";

/// A library that is installed.
pub struct Peer {
    program: PathBuf,
    script: &'static str,
    /// Ways to run it, and what they are called in the table.
    ways: &'static [(&'static str, &'static [&'static str])],
}

impl Peer {
    /// The programs that read captures with it.
    pub fn contestants(&self) -> impl Iterator<Item = Contestant> {
        self.ways.iter().map(|(name, arguments)| {
            let (program, script) = (self.program.clone(), self.script);
            Contestant::program(name, move || {
                let mut command = shell::command(&program.to_string_lossy());
                command.env("NODE_PATH", folder().join("node_modules"));
                command.arg(shell::root().join("benches").join("peers").join(script)).args(*arguments);
                command
            })
        })
    }
}

fn folder() -> PathBuf {
    shell::root().join("target").join("peers")
}

/// Installs what is missing. Where one cannot be had, a sentence says so and the others go on without it.
pub fn install() -> Vec<Peer> {
    let peers = [(NODE, node as fn() -> Result<Peer>), (PYTHON, python)];
    let install = |(name, install): (&str, fn() -> Result<Peer>)| match install() {
        Ok(peer) => Some(peer),
        Err(sentence) => {
            println!("  Without {name}: {sentence}");
            None
        }
    };
    peers.into_iter().filter_map(install).collect()
}

fn node() -> Result<Peer> {
    let (Some(program), Some(_)) = (shell::find("node"), shell::find("npm")) else {
        return Err("node and npm are not on the path; they come from https://nodejs.org.".into());
    };
    if !folder().join("node_modules").join("aws-kinesis-agg").is_dir() {
        timed(&format!("installing {NODE}"), || {
            let mut npm = shell::command("npm");
            npm.args(["install", "--silent", "--no-fund", "--no-audit", "--no-save", "--prefix"]);
            npm.arg(folder()).arg("aws-kinesis-agg@4.2.8");
            shell::run_quietly(&mut npm, "npm could not install it")
        })?;
    }
    let ways: &[(&str, &[&str])] = &[(NODE, &[]), ("the same, asked the least", &["--least"])];
    Ok(Peer { program, script: "node.js", ways })
}

fn python() -> Result<Peer> {
    let found = ["python3", "python"].into_iter().find(|name| shell::find(name).is_some());
    let system = found.ok_or("python3 is not on the path; it comes from https://www.python.org.")?;
    let venv = folder().join("python");
    let program =
        if cfg!(windows) { venv.join("Scripts").join("python.exe") } else { venv.join("bin").join("python") };
    let peer = Peer { program, script: "python.py", ways: &[(PYTHON, &[])] };
    let ready = || {
        shell::answer(Command::new(&peer.program).args(["-c", "import aws_kinesis_agg.deaggregator"]))
            .is_some()
    };
    if !ready() {
        timed(&format!("installing {PYTHON}"), || {
            let mut make = shell::command(system);
            make.args(["-m", "venv"]).arg(&venv);
            shell::run_quietly(&mut make, "python could not make a venv (Debian: apt install python3-venv)")?;
            // It imports six and does not say so to pip.
            let mut pip = Command::new(&peer.program);
            pip.args(["-m", "pip", "install", "--quiet", "aws_kinesis_agg==1.2.3", "six"]);
            shell::run_quietly(&mut pip, "pip could not install it")
        })?;
    }
    Ok(peer)
}
