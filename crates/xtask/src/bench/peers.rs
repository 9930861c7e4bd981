//! The libraries that people take aggregates apart with today, as the peer tests install them.

use std::path::PathBuf;

use super::contest::Contestant;
use crate::{peers, setup, shell};

/// The peer that the others are compared with.
pub const YARDSTICK: &str = NODE;

const NODE: &str = "npm aws-kinesis-agg 4.2.8";
const PYTHON: &str = "PyPI aws_kinesis_agg 1.2.3";

type Ways = &'static [(&'static str, &'static [&'static str])];

const NODE_WAYS: Ways = &[(NODE, &[]), ("the same, asked the least", &["--least"])];
const PYTHON_WAYS: Ways = &[(PYTHON, &[])];

/// A library that is installed.
pub struct Peer {
    program: PathBuf,
    script: &'static str,
    /// Ways to run it, and what they are called in the table.
    ways: Ways,
}

impl Peer {
    /// The programs that read captures with it.
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

/// Installs what is missing. Where something cannot be had, a sentence says so and what is there goes on without it.
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
