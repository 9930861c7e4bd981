//! What the compiler does not hold: who may import whom, how big a file may be, what may stand in one.
//! Each check is a function from text to complaints, tried on small texts at the end.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// A folder or file of src/ and the rooms below it that it may know. From the ground up.
const ROOMS: &[(&str, &[&str])] = &[
    ("bytes", &[]),
    ("kpl", &["bytes"]),
    ("shard", &["bytes", "kpl"]),
    ("payload", &["bytes", "kpl"]),
    ("consumers", &["bytes", "kpl", "shard"]),
    ("capture", &["bytes", "kpl"]),
    ("index", &["bytes", "kpl", "capture"]),
    ("forensics", &["bytes", "kpl", "capture"]),
    ("fixture", &["bytes", "kpl", "shard"]),
    (
        "report",
        &["bytes", "kpl", "shard", "payload", "consumers", "capture", "index", "forensics", "fixture"],
    ),
    (
        "session",
        &[
            "bytes",
            "kpl",
            "shard",
            "payload",
            "consumers",
            "capture",
            "index",
            "forensics",
            "fixture",
            "report",
        ],
    ),
    (
        "web",
        &[
            "bytes",
            "kpl",
            "shard",
            "payload",
            "consumers",
            "capture",
            "index",
            "forensics",
            "fixture",
            "report",
            "session",
        ],
    ),
];

const MOST_LINES: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` with that extension, and their paths from the root with forward slashes.
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push((relative(&path), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// Runs a check over files, and fails with everything that it complained about.
fn hold(files: Vec<(String, String)>, check: impl Fn(&str, &str) -> Vec<String>) {
    assert!(!files.is_empty(), "there is nothing to check: has a folder moved?");
    let complaints: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| {
            check(path, text).into_iter().map(move |complaint| format!("{path}: {complaint}"))
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn rust() -> Vec<(String, String)> {
    ["src", "tests", "examples", "benches"].iter().flat_map(|folder| files(folder, "rs")).collect()
}

#[test]
fn every_file_says_first_what_it_is_for() {
    hold(rust(), |_, text| opens_with_its_purpose(text));
}

#[test]
fn no_file_is_a_giant() {
    hold(rust(), |_, text| small_enough(text));
}

#[test]
fn nothing_is_left_undone() {
    hold(rust(), |_, text| finished(text));
}

#[test]
fn imports_point_at_the_ground() {
    hold(files("src", "rs"), imports_downwards);
}

#[test]
fn every_room_has_its_place_in_the_order() {
    hold(vec![("src/lib.rs".into(), fs::read_to_string(root().join("src/lib.rs")).unwrap())], |_, text| {
        known_rooms(text)
    });
}

#[test]
fn colours_stand_in_one_sheet() {
    let mut sheets = files("static", "css");
    sheets.retain(|(path, _)| path != "static/css/tokens.css");
    if !sheets.is_empty() {
        hold(sheets, |_, text| no_colours(text));
    }
}

#[test]
fn views_style_by_class() {
    hold([files("src/web", "rs"), files("src", "rs")].concat(), |path, text| {
        if path.starts_with("src/web") || path == "src/main.rs" {
            no_style_attributes(text)
        } else {
            Vec::new()
        }
    });
}

fn opens_with_its_purpose(text: &str) -> Vec<String> {
    let first = text.lines().next().unwrap_or_default();
    complaint(!(first.starts_with("//! ") && first.len() > 10), "the first line is not a //! sentence")
}

fn small_enough(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    complaint(lines > MOST_LINES, &format!("{lines} lines; at most {MOST_LINES}"))
}

fn finished(text: &str) -> Vec<String> {
    // Spelt in two halves, so that this file passes its own check.
    let banned =
        [concat!("#[ig", "nore"), concat!("to", "do!"), concat!("unimple", "mented!"), concat!("db", "g!(")];
    banned.iter().filter(|word| code(text).contains(**word)).map(|word| format!("has {word}")).collect()
}

/// The room of a source file: `src/kpl/wire.rs` and `src/kpl.rs` are both of `kpl`.
fn room(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let room = inside.split('/').next()?;
    let room = room.strip_suffix(".rs").unwrap_or(room);
    (!["lib", "main", "bin"].contains(&room)).then_some(room)
}

fn imports_downwards(path: &str, text: &str) -> Vec<String> {
    let Some(room) = room(path) else { return Vec::new() };
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("the room {room} has no place in ROOMS of tests/tidy.rs")];
    };
    let named = rooms_named(&code(text));
    let strangers = named.iter().filter(|name| ROOMS.iter().any(|(known, _)| known == name));
    strangers
        .filter(|name| *name != room && !allowed.contains(&name.as_str()))
        .map(|name| format!("{room} may not know {name}"))
        .collect()
}

/// Every `x` of `crate::x` and `kpl_lens::x`, also in `crate::{x::…, y}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for start in ["crate::", "kpl_lens::"] {
        for after in code.split(start).skip(1) {
            match after.strip_prefix('{') {
                Some(list) => names.extend(heads(list)),
                None => names.push(identifier(after)),
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

/// The first names of a braced list, up to its closing brace.
fn heads(list: &str) -> Vec<String> {
    let (mut heads, mut depth, mut fresh) = (Vec::new(), 0, true);
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            _ if fresh && letter.is_alphabetic() => {
                heads.push(identifier(&list[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The text without line comments, which may name anything.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}

fn known_rooms(lib: &str) -> Vec<String> {
    let modules = lib.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
    let names = modules.map(identifier);
    names
        .filter(|name| !ROOMS.iter().any(|(known, _)| known == name))
        .map(|name| format!("the room {name} has no place in ROOMS of tests/tidy.rs"))
        .collect()
}

fn no_colours(css: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in css.lines().enumerate() {
        let values = line.split_once(':').map_or("", |(_, values)| values);
        let hex = values.split('#').skip(1).any(|after| {
            let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
            (3..=8).contains(&digits)
                && !after[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
        });
        let function = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
        if hex || function.iter().any(|name| values.contains(name)) {
            complaints.push(format!("line {}: a colour; name it in tokens.css", number + 1));
        }
    }
    complaints
}

fn no_style_attributes(text: &str) -> Vec<String> {
    let code = code(text);
    let squeezed: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let as_attribute = code.match_indices("style").any(|(at, _)| {
        let before = code[..at].ends_with(char::is_whitespace);
        let after = code[at + 5..].trim_start();
        before && after.starts_with('=') && !code[..at].trim_end().ends_with("let")
    });
    complaint(
        as_attribute || squeezed.contains("set_attribute(\"style\""),
        "a style attribute, which the policy refuses; use a class",
    )
}

fn complaint(bad: bool, words: &str) -> Vec<String> {
    if bad { vec![words.to_owned()] } else { Vec::new() }
}

#[test]
fn the_checks_can_fail() {
    assert!(opens_with_its_purpose("//! Reads a record.\n").is_empty());
    assert_eq!(opens_with_its_purpose("use std::fmt;\n//! Reads.\n").len(), 1);
    assert_eq!(opens_with_its_purpose("//!\n").len(), 1);

    assert!(small_enough(&"a\n\n".repeat(MOST_LINES)).is_empty());
    assert_eq!(small_enough(&"a\n".repeat(MOST_LINES + 1)).len(), 1);

    assert!(finished(concat!("// to", "do! is fine here\nlet todo = 1;")).is_empty());
    for bad in [concat!("#[ig", "nore]"), concat!("#[ig", "nore = \"slow\"]"), concat!("to", "do!()")] {
        assert_eq!(finished(bad).len(), 1, "{bad}");
    }

    assert!(known_rooms("pub mod bytes;\nmod kpl;\nuse x::mod_y;").is_empty());
    assert_eq!(known_rooms("pub mod attic;").len(), 1);
}

#[test]
fn the_import_check_can_fail() {
    let fine = "use crate::bytes::Span;\n// crate::web is far above\nuse crate::{bytes::{Cursor, web}, kpl};";
    assert!(imports_downwards("src/kpl/wire.rs", fine).is_empty());
    assert!(imports_downwards("src/main.rs", "use kpl_lens::web;").is_empty());
    assert!(imports_downwards("src/consumers/kcl.rs", "crate::shard::owner(key)").is_empty());
    assert!(imports_downwards("src/report.rs", "use crate::payload;").is_empty());
    for (path, text) in [
        ("src/bytes/mod.rs", "use crate::kpl::Anatomy;"),
        ("src/kpl/tree.rs", "fn f() -> crate::report::Report {}"),
        ("src/payload/json.rs", "use crate::{bytes::{Span, Cursor}, shard::Map};"),
        ("src/report.rs", "use kpl_lens::session::State;"),
        ("src/attic/mod.rs", ""),
    ] {
        assert_eq!(imports_downwards(path, text).len(), 1, "{path}: {text}");
    }
}

#[test]
fn the_style_checks_can_fail() {
    assert!(no_colours("#app { color: var(--ink); }\na:hover { background: url(#deadbeefs) }").is_empty());
    for bad in ["p { color: #fff; }", "  border: 1px solid #12345678;", "p { color: rgb(1 2 3) }"] {
        assert_eq!(no_colours(bad).len(), 1, "{bad}");
    }
    assert!(no_style_attributes("let style = 1; html! { <p class=\"style\"></p> }").is_empty());
    for bad in ["<p style=\"x\">", "<p style = { x }>", "e.set_attribute( \"style\", x)"] {
        assert_eq!(no_style_attributes(bad).len(), 1, "{bad}");
    }
}
