//! The names that a Rust file takes from elsewhere: `use` declarations and paths in the code, each as its segments.

/// A name that a file makes its own by `use`: what it is called here, and the path that leads to it.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    pub name: String,
    pub path: Vec<String>,
    pub is_public: bool,
}

/// All `use` declarations of a file, braces taken apart; of `*` the name is `*`.
pub fn of(code: &str) -> Vec<Use> {
    let mut uses = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rsplit('\n').next().unwrap_or_default().trim();
        let is_public = line.starts_with("pub");
        if !(line.is_empty() || is_public) {
            continue;
        }
        let Some((tree, _)) = code[at + 4..].split_once(';') else { continue };
        take_apart(tree.trim(), &[], is_public, &mut uses);
    }
    uses
}

fn take_apart(tree: &str, before: &[String], is_public: bool, uses: &mut Vec<Use>) {
    if let Some((head, list)) = tree.split_once('{') {
        let mut path = before.to_vec();
        path.extend(segments(head));
        let list = list.rsplit_once('}').map_or(list, |(list, _)| list);
        for item in items(list) {
            take_apart(item.trim(), &path, is_public, uses);
        }
        return;
    }
    let (path, renamed) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name)));
    let mut path = [before.to_vec(), segments(path)].concat();
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let Some(last) = path.last().cloned() else { return };
    let name = renamed.map_or(last, |name| name.trim().to_owned());
    uses.push(Use { name, path, is_public });
}

/// The items of a braced list, those in inner braces left together.
fn items(list: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&list[start..]);
    items.retain(|item| !item.trim().is_empty());
    items
}

fn segments(path: &str) -> Vec<String> {
    let words = path.split("::").map(|word| word.trim().trim_start_matches("r#"));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Paths in the code that begin with `crate::`, `super::` or `self::`, or with one of `names` and `::`.
pub fn paths(code: &str, names: &[String]) -> Vec<Vec<String>> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(is_part) {
        let boundary = !rest[..at].ends_with("::");
        let after = &rest[at..];
        let end = after.find(|letter: char| !is_part(letter) && letter != ':').unwrap_or(after.len());
        let path = segments(after[..end].trim_end_matches(':'));
        let starts = path.first().is_some_and(|first| {
            ["crate", "super", "self"].contains(&first.as_str()) || names.contains(first)
        });
        if boundary && starts && path.len() > 1 {
            found.push(path);
        }
        rest = &after[end.max(1)..];
    }
    found
}

#[test]
fn braces_and_other_names_are_taken_apart() {
    let code = "use a::{self, b::{C, D as E}, *};\npub use super::f;\nlet reuse = 1;";
    let names: Vec<(String, String, bool)> =
        of(code).into_iter().map(|one| (one.name, one.path.join("::"), one.is_public)).collect();
    let expected = [
        ("a", "a", false),
        ("C", "a::b::C", false),
        ("E", "a::b::D", false),
        ("*", "a::*", false),
        ("f", "super::f", true),
    ];
    assert_eq!(names, expected.map(|(name, path, public)| (name.to_owned(), path.to_owned(), public)));
}

#[test]
fn paths_in_code_are_found() {
    let found = paths("let x = crate::a::b(std::mem::take(y), part::C::new());", &["part".to_owned()]);
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["crate::a::b", "part::C::new"]);
}
