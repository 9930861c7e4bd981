//! The files that are checked, and how a check fails.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file: its path from the root with forward slashes, and its text.
pub type File = (String, String);

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` with that extension, in the order of their paths.
pub fn with_extension(folder: &str, extension: &str) -> Vec<File> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(read(&path));
            }
        }
    }
    found.sort();
    found
}

pub fn read(path: &Path) -> File {
    let relative = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    (relative, fs::read_to_string(path).unwrap())
}

/// Every Rust file of the project.
pub fn rust() -> Vec<File> {
    ["crates", "src", "tests", "examples"].iter().flat_map(|folder| with_extension(folder, "rs")).collect()
}

/// Runs a check over files, and fails with everything that it complained about.
pub fn hold(files: Vec<File>, check: impl Fn(&str, &str) -> Vec<String>) {
    assert!(!files.is_empty(), "there is nothing to check: has a folder moved?");
    let complaints: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| {
            check(path, text).into_iter().map(move |complaint| format!("{path}: {complaint}"))
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// One complaint, where something is bad.
pub fn complaint(bad: bool, words: &str) -> Vec<String> {
    if bad { vec![words.to_owned()] } else { Vec::new() }
}

/// The text without line comments, which may name anything.
pub fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}
