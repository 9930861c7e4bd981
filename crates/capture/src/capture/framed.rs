//! What people paste around a capture: the fences of Markdown, the prompts of a terminal.

use super::{Guess, Reading, Shape, Why, detect, likeness, lines, read_guess, source::Source};
use kpl_format::bytes::{
    Origins, Span,
    hex::{self, Form},
};

/// The pieces of a text between such lines that are captures beyond doubt, in their order.
pub(super) fn pieces(text: &[u8]) -> Vec<Span> {
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
    pieces.pieces.retain(|piece| is_capture(piece.of(text)));
    pieces.pieces
}

/// Reads a piece as what it is.
pub(super) fn read(reading: &mut Reading<'_>) {
    let source = Source::open(reading.text);
    read_guess(reading, &source, detect::detect(&source));
}

/// Reads a piece of a text.
pub(super) fn read_inside(reading: &mut Reading<'_>, piece: Span) {
    let mut origins = Origins::default();
    origins.add(0, piece.offset);
    reading.nested(piece.of(reading.text), &origins, read);
}

/// The pieces between fences and prompts that are base64, hex or dumps, not values.
pub(super) fn dumps(text: &[u8]) -> Vec<Span> {
    let of_piece = |piece: Span| {
        let guess = detect::detect(&Source::open(piece.of(text)));
        match guess.shape {
            Shape::Hex | Shape::Base64 | Shape::Base64Lines => vec![piece],
            Shape::GetRecords if matches!(guess.why, Why::AwsOutput { .. }) => vec![piece],
            // Prompts between fences.
            Shape::InText if piece.len < text.len() => {
                let inner = dumps(piece.of(text)).into_iter();
                inner.map(|inner| Span::new(piece.offset + inner.offset, inner.len)).collect()
            }
            _ => Vec::new(),
        }
    };
    pieces(text).into_iter().flat_map(of_piece).collect()
}

/// How many records are in a piece.
pub(super) fn count(piece: &[u8]) -> usize {
    let source = Source::open(piece);
    let guess = detect::detect(&source);
    count_as(&source, guess)
}

fn count_as(source: &Source<'_>, guess: Guess) -> usize {
    let mut reading = Reading::new(source.text());
    read_guess(&mut reading, source, guess);
    reading.next_index()
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

/// Whether a text is a capture and nothing else.
pub(super) fn is_capture(text: &[u8]) -> bool {
    let source = Source::open(text);
    let guess = detect::detect(&source);
    is_sure(guess.shape, text, || count_as(&source, guess))
}

/// Whether a text that seems to be of a shape is so beyond doubt: words may look like base64 or hex. `records` counts
/// those that are read of it.
pub(super) fn is_sure(shape: Shape, text: &[u8], records: impl FnOnce() -> usize) -> bool {
    let window = Span::new(0, text.len());
    let begins = |is: fn(&[u8]) -> bool| lines::lines(text, window).any(|line| is(line.of(text)));
    match shape {
        Shape::InText => !pieces(text).is_empty(),
        Shape::Text | Shape::Binary | Shape::Concatenated => false,
        Shape::Base64 | Shape::Base64Lines => begins(likeness::has_base64_magic),
        Shape::Hex => {
            !matches!(hex::form(text, window), None | Some(Form::Digits))
                || begins(likeness::is_hex_aggregate)
        }
        _ => records() > 0,
    }
}

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
        let found: Vec<String> = pieces(text.as_bytes())
            .iter()
            .map(|piece| String::from_utf8_lossy(piece.of(text.as_bytes())).into_owned())
            .collect();
        assert_eq!(found, [dump]);
        let text = format!("$ xxd a\n{dump}$ xxd b\n{dump}$ \n");
        assert_eq!(pieces(text.as_bytes()).len(), 2);
    }
}
