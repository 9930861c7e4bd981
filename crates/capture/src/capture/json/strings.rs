//! JSON of a shape that nobody listed: strings that are aggregates in base64 are the records.

use super::{Documents, inside::Inside};
use crate::capture::{finding::Code, likeness, reading::Reading};
use kpl_format::bytes::{
    Span, base64,
    json::{JsonKind, Value},
};

/// How many times JSON may be a string in other JSON.
const MAX_LEVELS: usize = 4;

/// How many strings are aggregates.
pub(super) fn count(documents: &Documents, text: &[u8]) -> usize {
    count_level(documents, text, 0)
}

fn count_level(documents: &Documents, text: &[u8], level: usize) -> usize {
    let mut count = 0;
    each(documents, &mut |value, _| {
        count += match inside(text, value, level) {
            Some(inside) => count_level(&inside.documents, &inside.text, level + 1),
            None => usize::from(is_aggregate(text, value)),
        };
    });
    count
}

/// Reads them, each with a finding that says where it was.
pub(super) fn read(documents: &Documents, reading: &mut Reading<'_>) {
    read_level(documents, reading, 0, "");
    if reading.next_index() == 0 {
        reading.find(None, reading.window(), Code::NotThisShape);
    }
}

fn read_level(documents: &Documents, reading: &mut Reading<'_>, level: usize, before: &str) {
    let text = reading.text;
    let many = documents.values.len() > 1;
    each(documents, &mut |value, steps| {
        if let Some(inside) = inside(text, value, level) {
            let before = format!("{before}{}{}", path(text, steps, many), inside.filters);
            reading.nested(&inside.text, &inside.origins, |reading| {
                read_level(&inside.documents, reading, level + 1, &before);
            });
        } else if is_aggregate(text, value) {
            let Some(string) = value.text(text) else { return };
            let unescaped = string.is_escaped().then(|| string.unwrap());
            let (from, window) = match &unescaped {
                Some((bytes, _)) => (bytes.as_slice(), Span::new(0, bytes.len())),
                None => (text, string.inside),
            };
            let decoded = base64::decode(from, window);
            let index = Some(reading.next_index());
            reading.find_with(index, value.span, Code::FoundInJson, || {
                format!("{before}{}", path(text, steps, many))
            });
            let origin = |offset| unescaped.as_ref().map_or(offset, |(_, origins)| origins.at(offset));
            reading.base64(index, &decoded, origin);
            reading.cleaned(index, string.inside, decoded.cleaned);
            reading.push_data(decoded.bytes, string.inside);
        }
    });
}

fn is_aggregate(text: &[u8], value: &Value) -> bool {
    value.text(text).is_some_and(|string| likeness::has_base64_magic(string.inside.of(text)))
}

/// The JSON in a string, where there is an aggregate in it.
fn inside(text: &[u8], value: &Value, level: usize) -> Option<Inside> {
    let inside = (level < MAX_LEVELS).then(|| Inside::of(text, value))??;
    (count_level(&inside.documents, &inside.text, level + 1) > 0).then_some(inside)
}

/// A step on the way to a value.
#[derive(Clone, Copy)]
enum Step {
    Key(Span),
    Index(usize),
}

/// Gives every string with the way to it.
fn each(documents: &Documents, visit: &mut dyn FnMut(&Value, &[Step])) {
    let mut steps = Vec::new();
    for (index, root) in documents.values.iter().enumerate() {
        steps.push(Step::Index(index));
        walk(root, &mut steps, visit);
        steps.pop();
    }
}

fn walk(value: &Value, steps: &mut Vec<Step>, visit: &mut dyn FnMut(&Value, &[Step])) {
    match &value.kind {
        JsonKind::String => visit(value, steps),
        JsonKind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                steps.push(Step::Index(index));
                walk(item, steps, visit);
                steps.pop();
            }
        }
        JsonKind::Object(members) => {
            for member in members {
                steps.push(Step::Key(member.key));
                walk(&member.value, steps, visit);
                steps.pop();
            }
        }
        _ => {}
    }
}

/// The way as jq writes it: `.a[0].b`. The first step is the document's number, said where there are several.
fn path(text: &[u8], steps: &[Step], many: bool) -> String {
    let (mut out, mut steps) = (String::new(), steps.iter());
    if let (Some(Step::Index(document)), true) = (steps.next(), many) {
        out.push_str(&format!("document {document}: "));
    }
    let start = out.len();
    for step in steps {
        match step {
            Step::Index(index) => out.push_str(&format!("[{index}]")),
            Step::Key(key) => {
                let raw = String::from_utf8_lossy(key.of(text)).into_owned();
                let name = raw.trim_matches('"');
                let plain = |name: &str| {
                    let mut letters = name.bytes();
                    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
                        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
                };
                if plain(name) {
                    out.push_str(&format!(".{name}"))
                } else {
                    out.push_str(&format!("[{raw}]"))
                }
            }
        }
    }
    if !out.get(start..).unwrap_or_default().starts_with('.') {
        out.insert(start, '.');
    }
    out
}
