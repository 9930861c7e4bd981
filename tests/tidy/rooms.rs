//! Which rooms of a crate may know which: the order in which records travel, where the compiler does not hold it.

use super::files::{code, complaint};

/// A crate's source folder, and its rooms from the ground up: a room may know those before it.
const CRATES: &[(&str, &[&str])] = &[
    ("crates/format/src/", &["bytes", "kpl", "shard"]),
    ("crates/capture/src/", &["text", "value", "capture"]),
    ("crates/engine/src/", &["literal", "payload", "consumers", "forensics", "fixture", "report", "session"]),
];

/// Rooms that stand side by side: they may not know one another, whichever comes first above.
const APART: &[&[&str]] = &[&["payload", "consumers", "forensics", "fixture"]];

/// Complains of every import of a room that stands above, and of a room without a place in the order.
pub fn imports_downwards(path: &str, text: &str) -> Vec<String> {
    let Some((rooms, inside)) =
        CRATES.iter().find_map(|(folder, rooms)| Some((*rooms, path.strip_prefix(folder)?)))
    else {
        return Vec::new();
    };
    let room = inside.split('/').next().unwrap_or_default();
    let room = room.strip_suffix(".rs").unwrap_or(room);
    if room == "lib" {
        return Vec::new();
    }
    let Some(place) = rooms.iter().position(|known| *known == room) else {
        return vec![format!("the room {room} has no place in CRATES of tests/tidy/rooms.rs")];
    };
    let apart = |other: &str| APART.iter().any(|rooms| rooms.contains(&room) && rooms.contains(&other));
    let may_know = |other: &str| {
        other == room || (rooms.iter().take(place).any(|known| *known == other) && !apart(other))
    };
    let named = rooms_named(&code(text)).into_iter().filter(|name| rooms.contains(&name.as_str()));
    named.flat_map(|name| complaint(!may_know(&name), &format!("{room} may not know {name}"))).collect()
}

/// Every `x` of `crate::x`, also in `crate::{x::…, y}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(list) => names.extend(heads(list)),
            None => names.push(identifier(after)),
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

#[test]
fn the_import_check_can_fail() {
    let fine = "use crate::bytes::Span;\n// crate::shard is above\nuse crate::{bytes::{Cursor, shard}, kpl};";
    assert!(imports_downwards("crates/format/src/kpl/wire.rs", fine).is_empty());
    assert!(imports_downwards("crates/engine/src/report.rs", "use crate::payload;").is_empty());
    assert!(imports_downwards("src/main.rs", "use crate::web;").is_empty());
    for (path, text) in [
        ("crates/format/src/bytes/mod.rs", "use crate::kpl::Anatomy;"),
        ("crates/format/src/kpl/tree.rs", "fn f() -> crate::shard::Shard {}"),
        ("crates/engine/src/payload/json.rs", "use crate::{literal::{LiteralForm}, session::State};"),
        ("crates/engine/src/consumers/kcl.rs", "use crate::payload;"),
        ("crates/engine/src/attic/mod.rs", ""),
    ] {
        assert_eq!(imports_downwards(path, text).len(), 1, "{path}: {text}");
    }
}
