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

/// Folders of the root; a word in back-ticks that begins with one is a path.
const FOLDERS: [&str; 7] = ["crates/", "docs/", "examples/", "src/", "static/", "tests/", ".ci/"];

/// Complains of each path and each link that leads nowhere.
pub fn names_what_there_is(paper: &str, text: &str) -> Vec<String> {
    let folder = root().join(paper).parent().unwrap().to_owned();
    let paths =
        in_back_ticks(text).into_iter().filter(|word| is_path(word)).map(|word| (word, root().join(word)));
    let links = links(text).into_iter().map(|link| (link, folder.join(link)));
    let missing = paths.chain(links).filter(|(_, path)| !path.exists());
    missing.map(|(word, _)| format!("{word} is not there")).collect()
}

fn is_path(word: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    FOLDERS.iter().any(|folder| word.starts_with(folder)) && word.chars().all(plain)
}

/// What stands between two back-ticks of one line.
fn in_back_ticks(text: &str) -> Vec<&str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
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
