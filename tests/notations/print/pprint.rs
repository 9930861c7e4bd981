//! `pprint.pprint` of Python 3: 80 columns, names in order, long literals in pieces side by side. The algorithm is that
//! of Lib/pprint.py.

use super::{
    super::tree::{Map, Tree},
    python::Python,
};

const WIDTH: usize = 80;

const PYTHON: Python = Python { is_old: false, zone: "datetime.timezone.utc" };

pub fn pprint(tree: &Tree) -> String {
    let mut out = String::new();
    format(&mut out, &tree.sorted(), At { indent: 0, allowance: 0, is_top: true });
    out + "\n"
}

/// Where a value is printed: the blanks before it, what its closing marks need, whether nothing is around it.
#[derive(Clone, Copy)]
struct At {
    indent: usize,
    allowance: usize,
    is_top: bool,
}

fn len(text: &str) -> usize {
    text.chars().count()
}

fn format(out: &mut String, tree: &Tree, at: At) {
    let repr = PYTHON.repr(tree);
    if len(&repr) + at.indent + at.allowance <= WIDTH {
        out.push_str(&repr);
        return;
    }
    match tree {
        Tree::Map(map) => fields(out, map, at),
        Tree::List(list) => items(out, list, at),
        Tree::Text(text) => pieces(out, text_pieces(text, at.inside()), at),
        Tree::Bytes(bytes) if bytes.len() > 4 => pieces(out, bytes_pieces(bytes, at.inside()), at),
        _ => out.push_str(&repr),
    }
}

impl At {
    /// At the top, parentheses stand around a literal in pieces.
    fn inside(self) -> Self {
        let more = usize::from(self.is_top);
        Self { indent: self.indent + more, allowance: self.allowance + more, ..self }
    }
}

fn fields(out: &mut String, map: &Map, at: At) {
    let (indent, last) = (at.indent + 1, map.fields.len() - 1);
    out.push('{');
    for (index, field) in map.fields.iter().enumerate() {
        let name = PYTHON.text(&field.name) + ": ";
        out.push_str(&name);
        let allowance = if index == last { at.allowance + 1 } else { 1 };
        format(out, &field.value, At { indent: indent + len(&name), allowance, is_top: false });
        if index < last {
            out.push_str(&format!(",\n{}", " ".repeat(indent)));
        }
    }
    out.push('}');
}

fn items(out: &mut String, items: &[Tree], at: At) {
    let (indent, last) = (at.indent + 1, items.len() - 1);
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        let allowance = if index == last { at.allowance + 1 } else { 1 };
        format(out, item, At { indent, allowance, is_top: false });
        if index < last {
            out.push_str(&format!(",\n{}", " ".repeat(indent)));
        }
    }
    out.push(']');
}

fn pieces(out: &mut String, pieces: Vec<String>, at: At) {
    let is_wrapped = at.is_top && (pieces.len() > 1 || pieces.iter().any(|piece| piece.starts_with('b')));
    let between = format!("\n{}", " ".repeat(at.inside().indent));
    let joined = pieces.join(&between);
    out.push_str(&if is_wrapped { format!("({joined})") } else { joined });
}

fn text_pieces(text: &str, at: At) -> Vec<String> {
    let repr = |text: &str| PYTHON.text(text);
    let (mut pieces, lines, width) = (Vec::new(), lines(text), WIDTH - at.indent);
    for (index, line) in lines.iter().enumerate() {
        let is_last_line = index + 1 == lines.len();
        let room = width - if is_last_line { at.allowance } else { 0 };
        if len(&repr(line)) <= room {
            pieces.push(repr(line));
            continue;
        }
        let words = words(line);
        let mut current = String::new();
        for (at_word, word) in words.iter().enumerate() {
            let ends = is_last_line && at_word + 1 == words.len();
            let candidate = current.clone() + word;
            if len(&repr(&candidate)) <= width - if ends { at.allowance } else { 0 } {
                current = candidate;
            } else {
                if !current.is_empty() {
                    pieces.push(repr(&current));
                }
                current = (*word).to_owned();
            }
        }
        if !current.is_empty() {
            pieces.push(repr(&current));
        }
    }
    pieces
}

/// Each line with its end, as `str.splitlines(True)` knows ends.
fn lines(text: &str) -> Vec<&str> {
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let next = at + character.len_utf8();
        if ends.contains(&character) && !(character == '\r' && text[next..].starts_with('\n')) {
            lines.push(&text[start..next]);
            start = next;
        }
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

/// Each word with the blanks behind it.
fn words(line: &str) -> Vec<&str> {
    let (mut words, mut start, mut was_blank) = (Vec::new(), 0, false);
    for (at, character) in line.char_indices() {
        let is_blank = character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character);
        if was_blank && !is_blank {
            words.push(&line[start..at]);
            start = at;
        }
        was_blank = is_blank;
    }
    if start < line.len() {
        words.push(&line[start..]);
    }
    words
}

fn bytes_pieces(bytes: &[u8], at: At) -> Vec<String> {
    let repr = |bytes: &[u8]| PYTHON.repr(&Tree::Bytes(bytes.to_vec()));
    let (mut pieces, mut current, mut width) = (Vec::new(), Vec::new(), WIDTH - at.indent);
    let last = bytes.len() / 4 * 4;
    for (index, part) in bytes.chunks(4).enumerate() {
        let candidate = [&current[..], part].concat();
        if index * 4 == last {
            width -= at.allowance;
        }
        if len(&repr(&candidate)) > width {
            if !current.is_empty() {
                pieces.push(repr(&current));
            }
            current = part.to_vec();
        } else {
            current = candidate;
        }
    }
    if !current.is_empty() {
        pieces.push(repr(&current));
    }
    pieces
}
