//! What people paste around a capture: the fences of Markdown, the prompts of a terminal.

use super::{OutputFormat, Reading, Shape, aws_output, base64, by_line, hex as hex_records, likeness, lines};
use kpl_format::bytes::{
    Origins, Span,
    hex::{self, HexForm},
};

/// The pieces of a text between such lines, in their order.
fn pieces(text: &[u8]) -> Vec<Span> {
    let all = || lines::lines(text, Span::new(0, text.len()));
    let is_prompt = |line: Option<Span>| line.is_some_and(|line| is_prompt(line.of(text)));
    let fenced = memchr::memmem::find(text, FENCE).is_some();
    let prompted = is_prompt(all().next()) || is_prompt(last_line(text));
    if !fenced && !prompted {
        return Vec::new();
    }
    let mut pieces = Between { text, pieces: Vec::new(), open: prompted.then_some(0), fence: false };
    for line in all() {
        let is_fence = line.of(text).starts_with(FENCE);
        if is_fence || (prompted && !pieces.fence && is_prompt(Some(line))) {
            pieces.close(line.offset);
            pieces.fence = is_fence && !pieces.fence;
            pieces.open = (pieces.fence || prompted).then(|| behind(text, line.end()));
        }
    }
    pieces.close(text.len());
    pieces.pieces
}

/// A piece that is no values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dump {
    pub(super) span: Span,
    shape: Shape,
}

impl Dump {
    /// Reads it as what it is.
    pub(super) fn read(self, reading: &mut Reading<'_>) {
        let mut origins = Origins::default();
        origins.add(0, self.span.offset);
        reading.nested(self.span.of(reading.text), &origins, |reading| match self.shape {
            Shape::Hex => hex_records::read(reading),
            Shape::Base64 => base64::read(reading),
            Shape::Base64Lines => base64::read_lines(reading),
            _ => aws_output::read(reading),
        });
    }
}

/// The pieces between fences and prompts that are base64, hex, dumps or what awscli prints as text, not values.
pub(super) fn dumps(text: &[u8]) -> Vec<Dump> {
    let of_piece = |piece: Span| {
        let inside = piece.of(text);
        // Prompts between fences.
        let inner = if piece.len < text.len() { dumps(inside) } else { Vec::new() };
        if inner.is_empty() {
            let dump = shape_of(inside).map(|shape| Dump { span: piece, shape });
            return dump.into_iter().collect();
        }
        let moved =
            |dump: Dump| Dump { span: Span::new(piece.offset + dump.span.offset, dump.span.len), ..dump };
        inner.into_iter().map(moved).collect::<Vec<Dump>>()
    };
    pieces(text).into_iter().flat_map(of_piece).collect()
}

/// What a piece is beyond doubt: words may look like base64 or hex.
fn shape_of(piece: &[u8]) -> Option<Shape> {
    let window = Span::new(0, piece.len());
    let begins = |is: fn(&[u8]) -> bool| lines::lines(piece, window).any(|line| is(line.of(piece)));
    match hex::form(piece, window) {
        Some(form) if form != HexForm::Digits || begins(likeness::is_hex_aggregate) => {
            return Some(Shape::Hex);
        }
        _ => {}
    }
    let is_value = |line: &[u8]| !likeness::is_base64_line(line) && has_sign(line);
    let is_bracket = || matches!(piece.trim_ascii().first(), Some(b'{' | b'[' | b'('));
    let is_lines = || begins(likeness::has_base64_magic) && !begins(is_value) && !is_bracket();
    if let Some((shape, _)) = by_line::by_line(piece).filter(|_| is_lines()) {
        return Some(shape);
    }
    let base64 = likeness::has_base64_magic(piece.trim_ascii()) && likeness::is_base64(piece);
    // YAML is values.
    let awscli = || aws_output::recognise(piece).filter(|(format, _)| *format != OutputFormat::Yaml);
    base64.then_some(Shape::Base64).or_else(|| awscli().map(|_| Shape::GetRecords))
}

/// Whether a line has a sign of values in it: a name before a colon, cells, the beginning of a here-document.
fn has_sign(line: &[u8]) -> bool {
    [&b": "[..], b" = ", b"<<", b"\t"].iter().any(|sign| memchr::memmem::find(line, sign).is_some())
}

const FENCE: &[u8] = b"```";

struct Between<'a> {
    text: &'a [u8],
    pieces: Vec<Span>,
    /// Where a piece began.
    open: Option<usize>,
    /// Whether that is behind a fence.
    fence: bool,
}

impl Between<'_> {
    fn close(&mut self, end: usize) {
        let piece = self.open.take().map(|start| Span::between(start, end));
        self.pieces.extend(piece.filter(|piece| !piece.of(self.text).trim_ascii().is_empty()));
    }
}

fn last_line(text: &[u8]) -> Option<Span> {
    let text = text.trim_ascii_end();
    let start = memchr::memrchr2(b'\n', b'\r', text).map_or(0, |end| end + 1);
    (start < text.len()).then(|| Span::between(start, text.len()))
}

/// Where the line after the one that ends at `end` begins.
fn behind(text: &[u8], end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |line| end + line + 1)
}

/// Whether a line is a prompt, with or without a command: `$ …`, `% …`, `>>> …`, `In [1]: …`, `PS C:\> …`,
/// `user@host:~$ …`, `[user@host ~]# …`.
fn is_prompt(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let ends =
        |sign: &[u8]| line == sign || line.strip_prefix(sign).is_some_and(|rest| rest.starts_with(b" "));
    if [&b"$"[..], b"%", b">>>"].into_iter().any(ends) {
        return true;
    }
    if line.starts_with(b"In [") || (line.starts_with(b"PS ") && memchr::memchr(b'>', line).is_some()) {
        return true;
    }
    let name = line.strip_prefix(b"[").unwrap_or(line);
    let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(byte)).count();
    let host = name.get(len..).filter(|rest| len > 0 && rest.starts_with(b"@"));
    host.is_some_and(|host| {
        let sign = |at: usize| matches!(host.get(at), Some(b'$' | b'#' | b'%' | b'>'));
        (1..host.len().min(MOST_PROMPT)).any(|at| sign(at) && matches!(host.get(at + 1), None | Some(b' ')))
    })
}

/// How long a prompt may be behind the name in it.
const MOST_PROMPT: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_known() {
        for line in [
            "$ xxd r",
            "$",
            "% cat",
            ">>> r",
            "In [12]: r",
            "PS C:\\Users\\me> cat",
            "me@host:~/a b$ cat x",
            "[me@h ~]#",
        ] {
            assert!(is_prompt(line.as_bytes()), "{line}");
        }
        for line in [
            "",
            "a $ b",
            "$a",
            "00000000: f389 9ac2  .@$ ",
            "me@host",
            "> quoted",
            "{\"a\": \"b@c$ d\"}",
            "100% x",
        ] {
            assert!(!is_prompt(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn pieces_stand_between() {
        let dump = "00000000: f389 9ac2                                ....\n";
        let text = format!("Words.\n```hex\n{dump}```\nMore.\n```\nno capture\n```\n$ xxd b\n{dump}");
        let found: Vec<String> = dumps(text.as_bytes())
            .iter()
            .map(|dump| String::from_utf8_lossy(dump.span.of(text.as_bytes())).into_owned())
            .collect();
        assert_eq!(found, [dump]);
        let text = format!("$ xxd a\n{dump}$ xxd b\n{dump}$ \n");
        assert_eq!(dumps(text.as_bytes()).len(), 2);
    }
}
