//! Data in source, as tests and fixtures have it: base64 in pieces of a line each, bytes as numbers with casts.

use super::{super::tree::Tree, text};
use base64::{Engine, engine::general_purpose::STANDARD};

/// The data, which is all that there is.
fn data(tree: &Tree) -> &[u8] {
    match tree {
        Tree::Bytes(bytes) => bytes,
        _ => &[],
    }
}

/// Its base64, so many characters a line, each line in quotes.
fn pieces(tree: &Tree, length: usize, between: &str, quote: char) -> String {
    lines(tree, length, between, |line| format!("{quote}{line}{quote}"))
}

fn lines(tree: &Tree, length: usize, between: &str, each: impl Fn(&str) -> String) -> String {
    let base64 = STANDARD.encode(data(tree));
    let lines: Vec<&[u8]> = base64.as_bytes().chunks(length).collect();
    text::join(&lines, between, |line| each(std::str::from_utf8(line).unwrap()))
}

/// Joined with `+`, as Go, Java, Kotlin and JavaScript do.
pub fn plus(tree: &Tree) -> String {
    format!("b, err := base64.StdEncoding.DecodeString({})\n", pieces(tree, 61, " +\n\t\t", '"'))
}

/// `+` at the starts of lines.
pub fn plus_before(tree: &Tree) -> String {
    format!("    String data =\n        {};\n", pieces(tree, 76, "\n            + ", '"'))
}

/// Side by side, as Python and C join literals.
pub fn adjacent(tree: &Tree) -> String {
    format!("DATA = (\n    {}\n)\n", pieces(tree, 72, "\n    ", '\''))
}

/// Joined with `.`, as PHP does.
pub fn dots(tree: &Tree) -> String {
    format!("$data = base64_decode({});\n", pieces(tree, 64, "\n    . ", '\''))
}

/// One literal whose lines end with `\`.
pub fn backslashes(tree: &Tree) -> String {
    format!("DATA=\"{}\"\n", lines(tree, 70, "\\\n", str::to_owned))
}

/// A here-document.
pub fn heredoc(tree: &Tree) -> String {
    format!("expected = <<~DATA\n  {}\nDATA\n", lines(tree, 60, "\n  ", str::to_owned))
}

fn rows(tree: &Tree, each: impl Fn(&u8) -> String) -> String {
    let rows: Vec<&[u8]> = data(tree).chunks(12).collect();
    text::join(&rows, "", |row| format!("    {},\n", text::join(row, ", ", &each)))
}

/// Java, whose bytes are signed.
pub fn casts(tree: &Tree) -> String {
    let cast =
        |byte: &u8| if *byte < 0x80 { format!("0x{byte:02X}") } else { format!("(byte) 0x{byte:02X}") };
    format!("byte[] data = new byte[] {{\n{}}};\n", rows(tree, cast))
}

/// Kotlin, whose bytes are too.
pub fn to_byte(tree: &Tree) -> String {
    let cast = |byte: &u8| if *byte < 0x80 { byte.to_string() } else { format!("0x{byte:02x}.toByte()") };
    format!("val data = byteArrayOf(\n{})\n", rows(tree, cast))
}

/// Rust's slices, Go's too but for the name.
pub fn slice(tree: &Tree) -> String {
    format!("const DATA: &[u8] = &[\n{}];\n", rows(tree, |byte| format!("0x{byte:02x}")))
}

/// `BitConverter.ToString` of .NET.
pub fn dashes(tree: &Tree) -> String {
    format!("data {}", text::join(data(tree), "-", |byte| format!("{byte:02X}")))
}
