//! Runs the commands that the builder gives in a real bash. Both generations of awscli put what was built into
//! kinesalite and moto on this machine, the read-back commands get it, and the page reads the same bytes and keys.
//! `cargo xtask setup --peers` installs all of these programs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "this is a test"
)]

#[path = "../support/page.rs"]
mod page;
mod server;

use kpl_capture::capture;
use kpl_engine::{
    fixture::{
        Defect, Draft, DraftRecord, OuterKey, build,
        command::{Cli, Way},
        notation,
    },
    session::{
        Wanted,
        builder::{Edit, Mode, Product, Setting},
    },
};
use page::Page;
use server::Server;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

/// Outer partition keys that a shell or awscli may misunderstand.
const KEYS: [&str; 6] =
    ["a", "-dash", "file://key", "it's \"quoted\" $HOME `x` \\", "two\nlines", "ключ \u{1f600}"];

impl Page {
    fn of(server: &Server, cli: Cli) -> Self {
        let mut page = Self::default();
        page.edit(Edit::Go(Mode::Build));
        for (setting, text) in [
            (Setting::Stream, STREAM.to_owned()),
            (Setting::Region, "us-east-1".to_owned()),
            (Setting::Endpoint, server.address()),
        ] {
            page.edit(Edit::Set(setting, text));
        }
        page.edit(Edit::Cli(cli));
        page
    }

    /// Saves the files that must lie beside a command, and runs the command as if it were pasted. Returns what it
    /// prints.
    fn run(&mut self, product: Product, aws: &Path) -> Vec<u8> {
        self.edit(Edit::Product(product));
        let command = String::from_utf8(self.fetch(Wanted::Product(product))).unwrap();
        let made = self.screen.made.as_ref().clone().unwrap();
        let folder = scratch();
        for (at, (name, _)) in made.files.iter().enumerate() {
            fs::write(folder.join(name), self.fetch(Wanted::ProductFile(product, at))).unwrap();
        }
        bash(&command, &folder, aws)
    }
}

const STREAM: &str = "fixtures";

/// A new folder for each command.
fn scratch() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("kpl-lens-commands-{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a command in a folder, with this `aws` before all others on the path, and removes the folder.
fn bash(command: &str, folder: &Path, aws: &Path) -> Vec<u8> {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).unwrap();
    std::os::unix::fs::symlink(aws, bin.join("aws")).unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    fs::write(folder.join("run.sh"), command).unwrap();
    let output = Command::new("bash")
        .arg("run.sh")
        .current_dir(folder)
        .env("PATH", path)
        .envs([("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_PAGER", "")])
        .envs([("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_CONFIG_FILE", "/dev/null")])
        .output()
        .unwrap();
    fs::remove_dir_all(folder).unwrap();
    assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Good and broken fixtures, with keys that a shell or awscli may misunderstand.
fn drafts() -> Vec<Draft> {
    let draft = |(at, key): (usize, &&str)| {
        let records =
            (0..3).map(|number| DraftRecord::text(&format!("{key} {number}"), "{\"n\":1}")).collect();
        let defects = Defect::named(["md5-bit", "truncated", "md5-missing"][at % 3]).into_iter().collect();
        Draft { outer_partition_key: OuterKey::Chosen((*key).to_owned()), defects, ..Draft::of(records) }
    };
    // Too large for a line: the script carries it.
    let large = Draft::of(vec![DraftRecord::text("large", &"0123456789".repeat(15_000))]);
    KEYS.iter().enumerate().map(draft).chain([large]).collect()
}

/// Puts every draft inline, as a file, and all at once. What is read back must be what was built.
fn round_trip(server: &Server, cli: Cli, aws: &Path) {
    let line = format!(
        "aws kinesis create-stream --stream-name {STREAM} --shard-count 1 --region us-east-1 --endpoint-url {0} && \
         aws kinesis wait stream-exists --stream-name {STREAM} --region us-east-1 --endpoint-url {0}",
        server.address()
    );
    bash(&line, &scratch(), aws);
    let mut page = Page::of(server, cli);
    let mut expected: Vec<(Vec<u8>, String)> = Vec::new();
    for (at, draft) in drafts().iter().enumerate() {
        page.edit(Edit::Given(notation::write(draft).into_bytes(), None));
        page.edit(Edit::Way(if at % 2 == 0 { Way::Inline } else { Way::File }));
        page.run(Product::PutRecord, aws);
        page.edit(Edit::Keep);
        expected.push((page.fetch(Wanted::Built(None)), build(draft).partition_key));
    }
    page.run(Product::PutRecords, aws);
    expected.extend(expected.clone());
    let read = capture::read(&page.run(Product::ReadBack, aws));
    let read: Vec<(Vec<u8>, String)> = read
        .records
        .into_iter()
        .map(|record| (record.data, record.envelope.partition_key.unwrap_or_default()))
        .collect();
    assert_eq!(read.len(), expected.len());
    for (read, expected) in read.iter().zip(&expected) {
        assert_eq!(read, expected);
    }
}

#[test]
fn awscli_1_puts_into_kinesalite_what_was_built() {
    round_trip(&Server::kinesalite(), Cli::V1, &server::awscli_1());
}

#[test]
fn awscli_2_puts_into_kinesalite_what_was_built() {
    round_trip(&Server::kinesalite(), Cli::V2, &server::awscli_2());
}

#[test]
fn awscli_1_puts_into_moto_what_was_built() {
    round_trip(&Server::moto(), Cli::V1, &server::awscli_1());
}

#[test]
fn awscli_2_puts_into_moto_what_was_built() {
    round_trip(&Server::moto(), Cli::V2, &server::awscli_2());
}
