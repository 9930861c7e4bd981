//! Partition keys that are hard to quote, and the commands in which they are tried.

use crate::support::generate::Rng;
use kpl_engine::fixture::command::{Cli, Command, Put, Shell, Target, Way, put_record, put_records};

/// Some keys that were chosen by hand, and some from a seed. They consist of characters that mean something to a
/// shell.
pub fn nasty() -> Vec<String> {
    let by_hand = [
        "",
        "a",
        "customer-88",
        "-x",
        "--help",
        "-",
        "file://x",
        "fileb:///etc/passwd",
        "http://x",
        "https://x/y",
        "it's",
        "say \"hi\"",
        "two\nlines",
        "tab\there",
        "cr\rlf\n",
        "100%",
        "%PATH%",
        "!!",
        "!PATH!",
        "$HOME",
        "`ls`",
        "$(ls)",
        "a\\",
        "a b\\",
        "\\\"",
        "\\\\\"x",
        "a & b | c > d < e ^ f",
        "(x)",
        "*?[a]",
        "~",
        "~root",
        "=ls",
        "#x",
        "a;b",
        "{a,b}",
        "é東京😀",
        "‘typographic’ ‚quotes‛",
        "“double”",
        "\u{202e}rtl",
        "\u{1}\u{7f}",
        "nul\0here",
        "'",
        "''",
        "\"",
        "\"\"",
        "\\'",
        "a'\\",
        " ",
        "  a  ",
        "a,b=c",
        "'a\\'",
        "x\\",
        "@file",
        "1e3",
        "007",
        "0x10",
        "é\u{301}",
        "\u{feff}bom",
        "a\u{2028}b",
    ];
    let mut rng = Rng(7);
    let letters: Vec<char> = "ab -=:/\\'\"`$%!^&|<>()*?~#;,@\n\t\r{}[]é‘’\u{1}😀".chars().collect();
    let made = (0..400).map(|_| (0..=rng.below(9)).map(|_| rng.pick(&letters)).collect());
    let made: Vec<String> = made.collect();
    by_hand.into_iter().map(str::to_owned).chain(made).collect()
}

pub const DATA: &[u8] = b"\xf3\x89\x9a\xc2\x0a\x01a\x1a\x05\x08\x00\x1a\x01x";

pub fn target(shell: Shell, cli: Cli, way: Way) -> Target {
    Target {
        stream: "my-stream".to_owned(),
        region: Some("eu-central-1".to_owned()),
        profile: Some("my profile".to_owned()),
        endpoint: Some("http://localhost:4566".to_owned()),
        cli,
        shell,
        way,
        file_stem: "record".to_owned(),
    }
}

/// What is put, and the command for it.
pub struct Case {
    pub key: String,
    pub hash_key: Option<String>,
    pub command: Command,
    pub cli: Cli,
}

/// Every key in every command of a shell.
pub fn cases(shell: Shell) -> Vec<Case> {
    let mut cases = Vec::new();
    for (at, key) in nasty().into_iter().enumerate() {
        let hash_key = (at % 3 == 0).then(|| (at * 1000).to_string());
        let put = Put { data: DATA, partition_key: &key, explicit_hash_key: hash_key.as_deref() };
        for cli in [Cli::V2, Cli::V1] {
            for way in [Way::Inline, Way::File] {
                let target = target(shell, cli, way);
                for command in [put_record(&target, &put), put_records(&target, &[put])] {
                    cases.push(Case { key: key.clone(), hash_key: hash_key.clone(), command, cli });
                }
            }
        }
    }
    cases
}
