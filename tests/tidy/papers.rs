//! What is written for people: each path that a paper names is there, each link leads somewhere, and nothing outside of
//! the repository is cited.

use super::files::{File, read, root, with_extension};

/// The papers at the root and in docs/.
pub fn all() -> Vec<File> {
    let mut papers = with_extension("docs", "md");
    let at_root = std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    papers.extend(
        at_root.filter(|path| path.extension().is_some_and(|kind| kind == "md")).map(|path| read(&path)),
    );
    papers.extend(with_extension("crates", "md"));
    papers
}

/// What sets the project up: manifests, the page's shell, what CI runs.
pub fn settings() -> Vec<File> {
    let named = ["Cargo.toml", "Trunk.toml", "index.html", ".cargo/config.toml", ".ci/run"];
    let mut files: Vec<File> = named.iter().map(|name| read(&root().join(name))).collect();
    files.extend(["toml", "js", "py", "html"].iter().flat_map(|kind| with_extension("crates", kind)));
    files.extend(["js", "py"].iter().flat_map(|kind| with_extension("tests", kind)));
    files
}

/// Folders of the root; a word that begins with one and has an extension is a path.
const FOLDERS: [&str; 7] = ["crates/", "docs/", "examples/", "src/", "static/", "tests/", ".ci/"];

/// Complains of each path and each link of a paper that leads nowhere.
pub fn names_what_there_is(paper: &str, text: &str) -> Vec<String> {
    let folder = root().join(paper).parent().unwrap().to_owned();
    let dead = links(text).into_iter().filter(|link| !folder.join(link).exists());
    let dead = dead.map(|link| format!("{link} is not there"));
    let mut complaints: Vec<String> = dead.chain(paths_lead_somewhere(text, &FOLDERS)).collect();
    complaints.sort();
    complaints.dedup();
    complaints
}

/// The same in code, whose comments also cite files in the `src/` of other projects.
pub fn code_names_what_there_is(_: &str, text: &str) -> Vec<String> {
    let ours: Vec<&str> = FOLDERS.into_iter().filter(|folder| *folder != "src/").collect();
    paths_lead_somewhere(text, &ours)
}

/// Complains of each path below one of the folders that leads nowhere.
fn paths_lead_somewhere(text: &str, folders: &[&str]) -> Vec<String> {
    let ends = |letter: char| letter.is_whitespace() || "`()[]{}\"',;:|".contains(letter);
    let words = text.split(ends).map(|word| word.trim_end_matches(['.', '/']));
    let dead = words.filter(|word| is_path(word, folders) && !root().join(word).exists());
    dead.map(|word| format!("{word} is not there")).collect()
}

fn is_path(word: &str, folders: &[&str]) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    let is_file = word.rsplit('/').next().is_some_and(|name| name.contains('.') && !name.starts_with('.'));
    is_file && folders.iter().any(|folder| word.starts_with(folder)) && word.chars().all(plain)
}

/// The files that Markdown links to, without the place in them.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|after| after.split(')').next());
    let files = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
    files.map(|target| target.split('#').next().unwrap_or_default()).collect()
}

/// Complains of a path that leads out of the repository.
pub fn stays_inside(text: &str) -> Vec<String> {
    // Spelt in two halves, so that this file passes its own check.
    let outside = [concat!("../sha", "red"), concat!("/wo", "rk/"), concat!(".lib", "rary/")];
    let cited = outside.iter().filter(|path| text.contains(**path));
    cited.map(|path| format!("cites {path}, which is not in the repository")).collect()
}

#[test]
fn a_path_or_link_that_leads_nowhere_is_found() {
    let fine =
        "`src/lib.rs`, `src/…`, [map](docs/no.md#x \"t\")".replace("docs/no.md#x \"t\"", "Cargo.toml#x");
    assert_eq!(names_what_there_is("README.md", &fine), Vec::<String>::new());
    assert_eq!(names_what_there_is("README.md", "`src/attic.rs` and [map](docs/attic.md)").len(), 2);
    assert_eq!(stays_inside(concat!("see ../sha", "red/x")).len(), 1);
}
