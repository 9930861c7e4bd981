//! The libraries with which people take aggregates apart today. The peer tests install them.

use std::path::PathBuf;

use super::contest::Contestant;
use crate::{peers, setup, shell};

/// The library with which the others are compared.
pub const YARDSTICK: &str = NODE;

const NODE: &str = "npm aws-kinesis-agg 4.2.8";
const PYTHON: &str = "PyPI aws_kinesis_agg 1.2.3";

type Ways = &'static [(&'static str, &'static [&'static str])];

const NODE_WAYS: Ways = &[(NODE, &[]), ("the same, asked the least", &["--least"])];
const PYTHON_WAYS: Ways = &[(PYTHON, &[])];

/// A library that is installed here.
pub struct Peer {
    program: PathBuf,
    script: &'static str,
    /// The ways to run it: the argument of its program, and the name in the table.
    ways: Ways,
}

impl Peer {
    /// The contestants that read captures with this library.
    pub fn contestants(&self) -> impl Iterator<Item = Contestant> {
        self.ways.iter().map(|(name, arguments)| {
            let (program, script) = (self.program.clone(), self.script);
            Contestant::program(name, move || {
                let mut command = shell::command(&program.to_string_lossy());
                command.env("NODE_PATH", peers::node_modules());
                command.arg(shell::root().join("crates/bench/peers").join(script)).args(*arguments);
                command
            })
        })
    }
}

/// Installs the libraries that are missing. If one cannot be had, a sentence says so, and the others are measured
/// without it.
pub fn install() -> Vec<Peer> {
    if let Err(sentence) = setup::for_the_peers() {
        println!("  Not every library is here: {sentence}");
    }
    let node = shell::find("node").filter(|_| peers::node_modules().join("aws-kinesis-agg").is_dir());
    let node = node.map(|program| Peer { program, script: "node.js", ways: NODE_WAYS });
    let python = Some(peers::python()).filter(|program| program.exists());
    let python = python.map(|program| Peer { program, script: "python.py", ways: PYTHON_WAYS });
    node.into_iter().chain(python).collect()
}
