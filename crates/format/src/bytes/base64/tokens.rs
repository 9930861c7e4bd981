//! Splits a pasted base64 text into tokens: six bits, padding, or a known kind of clutter between them.

use crate::bytes::Span;

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base64Token {
    /// The six bits of a character, and whether the character is `-` or `_` of the URL-safe alphabet.
    Sextet(u8, bool),
    /// The padding character `=`.
    Pad,
    /// A blank, tab, no-break space, zero-width space or byte order mark.
    Space,
    /// A line break, or one that is written out as `\n`.
    LineBreak,
    /// A straight or curly quote, or a backtick.
    Quote,
    /// A comma or semicolon.
    Comma,
    /// The start of an escape, such as `\` or `%`. The escaped character is the next token.
    Escape,
    /// All that stands before the base64 itself: a label, `data:…;base64,`, or Python's `b` before a quote.
    Prefix,
    /// Any other character.
    Bad,
}

/// Iterates over the tokens of a window of the text.
pub(super) struct Base64Tokens<'a> {
    text: &'a [u8],
    offset: usize,
    end: usize,
    prefix: Option<Span>,
    /// The escaped character of a `%2B` or `\u002b` and its length. Its start was the last token.
    escaped: Option<(Base64Token, usize)>,
}

impl<'a> Base64Tokens<'a> {
    pub(super) fn new(text: &'a [u8], window: Span) -> Self {
        let end = window.end().min(text.len());
        let offset = window.offset.min(end);
        let prefix = prefix(Span::between(offset, end).of(text));
        Self { text, offset, end, prefix: (prefix > 0).then(|| Span::new(offset, prefix)), escaped: None }
    }

    fn step(&mut self, token: Base64Token, len: usize) -> (Base64Token, Span) {
        let span = Span::between(self.offset, self.offset.saturating_add(len).min(self.end));
        self.offset = span.end();
        (token, span)
    }
}

impl Base64Tokens<'_> {
    /// Whether the plus sign at the cursor joins two string literals, as in `"84ma" + "wgoD"`. It must have a quote
    /// on each side and at least one blank: in `"+"` the plus is the content of a literal.
    fn joins_literals(&self, rest: &[u8]) -> bool {
        let quote = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'"' | b'\''));
        let before = self.text.get(..self.offset).unwrap_or_default();
        let behind = rest.get(1..).unwrap_or_default();
        let (quote_before, quote_behind) = (before.trim_ascii_end(), behind.trim_ascii_start());
        let blank = (quote_before.len(), quote_behind.len()) != (before.len(), behind.len());
        blank && quote(quote_before.last()) && quote(quote_behind.first())
    }
}

impl Iterator for Base64Tokens<'_> {
    type Item = (Base64Token, Span);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(prefix) = self.prefix.take() {
            return Some(self.step(Base64Token::Prefix, prefix.len));
        }
        if let Some((token, len)) = self.escaped.take() {
            return Some(self.step(token, len));
        }
        let rest = Span::between(self.offset, self.end).of(self.text);
        let (token, len) = match *rest.first()? {
            byte @ b'A'..=b'Z' => (Base64Token::Sextet(byte - b'A', false), 1),
            byte @ b'a'..=b'z' => (Base64Token::Sextet(byte - b'a' + 26, false), 1),
            byte @ b'0'..=b'9' => (Base64Token::Sextet(byte - b'0' + 52, false), 1),
            b'+' if self.joins_literals(rest) => (Base64Token::Quote, 1),
            b'+' => (Base64Token::Sextet(62, false), 1),
            b'/' => (Base64Token::Sextet(63, false), 1),
            b'-' => (Base64Token::Sextet(62, true), 1),
            b'_' => (Base64Token::Sextet(63, true), 1),
            b'=' => (Base64Token::Pad, 1),
            b'\r' if rest.starts_with(b"\r\n") => (Base64Token::LineBreak, 2),
            b'\n' | b'\r' => (Base64Token::LineBreak, 1),
            b' ' | b'\t' | 0x0b | 0x0c => (Base64Token::Space, 1),
            b'"' | b'\'' | b'`' => (Base64Token::Quote, 1),
            b',' | b';' => (Base64Token::Comma, 1),
            _ => {
                let (token, len, escaped) = rare(rest);
                self.escaped = escaped;
                (token, len)
            }
        };
        Some(self.step(token, len))
    }
}

type Rare = (Base64Token, usize, Option<(Base64Token, usize)>);

/// The rarer tokens: escapes, and spaces and quotes beyond ASCII. All else is a bad character. For an escape of
/// several characters, the third value is the token that comes next.
fn rare(rest: &[u8]) -> Rare {
    match rest {
        [b'\\', b'r', b'\\', b'n', ..] => (Base64Token::LineBreak, 4, None),
        [b'\\', b'n' | b'r' | b't', ..] => (Base64Token::LineBreak, 2, None),
        [b'\\', b'/' | b'"' | b'\'', ..] => (Base64Token::Escape, 1, None),
        // A backslash at the end of a line continues it in every shell.
        [b'\\', b'\r' | b'\n', ..] => (Base64Token::Escape, 1, None),
        [b'%', b'2', b'B' | b'b', ..] => (Base64Token::Escape, 1, Some((Base64Token::Sextet(62, false), 2))),
        [b'%', b'2', b'F' | b'f', ..] => (Base64Token::Escape, 1, Some((Base64Token::Sextet(63, false), 2))),
        [b'%', b'3', b'D' | b'd', ..] => (Base64Token::Escape, 1, Some((Base64Token::Pad, 2))),
        [b'\\', b'u', b'0', b'0', unit @ ..] if html_safe(unit).is_some() => {
            (Base64Token::Escape, 4, html_safe(unit).map(|token| (token, 2)))
        }
        [0xc2, 0xa0, ..] => (Base64Token::Space, 2, None),
        [0xe2, 0x80, 0x8b, ..] | [0xef, 0xbb, 0xbf, ..] => (Base64Token::Space, 3, None),
        [0xe2, 0x80, 0x98..=0x9f, ..] => (Base64Token::Quote, 3, None),
        _ => (Base64Token::Bad, character_len(rest), None),
    }
}

/// The token of an escape such as `\u003d`, from its last two digits. Gson and others write `=`, `+` and `/` like
/// this to be safe within HTML.
fn html_safe(unit: &[u8]) -> Option<Base64Token> {
    match unit.get(..2)?.to_ascii_lowercase().as_slice() {
        b"3d" => Some(Base64Token::Pad),
        b"2b" => Some(Base64Token::Sextet(62, false)),
        b"2f" => Some(Base64Token::Sextet(63, false)),
        _ => None,
    }
}

/// The length in bytes of the UTF-8 character at the start, or 1 where the bytes are not valid UTF-8.
pub(in crate::bytes) fn character_len(rest: &[u8]) -> usize {
    let len = match rest.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => 1,
    };
    rest.get(..len).filter(|bytes| std::str::from_utf8(bytes).is_ok()).map_or(1, <[u8]>::len)
}

/// The length in bytes of what stands before the base64 and labels it: `data:…;base64,`, `"Data":`, `Data: `, or `b`
/// before a quote. Leading blanks count. It is 0 where there is nothing of the kind.
#[must_use]
pub fn prefix(window: &[u8]) -> usize {
    let body = window.trim_ascii_start();
    let blank = window.len() - body.len();
    let head = body.get(..body.len().min(200)).unwrap_or_default();
    let label = if head.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"data:")) {
        data_url(head).or_else(|| label(head))
    } else {
        label(head)
    }
    .unwrap_or_default();
    let rest = body.get(label..).unwrap_or_default();
    let inner = rest.trim_ascii_start();
    let python = match inner {
        [b'b' | b'B', b'"' | b'\'', ..] => rest.len() - inner.len() + 1,
        _ => 0,
    };
    if label + python == 0 { 0 } else { blank + label + python }
}

fn data_url(head: &[u8]) -> Option<usize> {
    let mark = b";base64,";
    head.windows(mark.len()).position(|window| window.eq_ignore_ascii_case(mark)).map(|at| at + mark.len())
}

/// The length of a label: a word and a colon. A stray `:` within base64 must not make the text before it a label, so
/// the word must be quoted, or be short (24 bytes at most) with a blank or a quote after the colon.
fn label(head: &[u8]) -> Option<usize> {
    let colon = head.iter().take(40).position(|&byte| byte == b':')?;
    let (word, rest) = head.split_at_checked(colon)?;
    let word = word.trim_ascii_end();
    let quoted = matches!(word, [b'"', .., b'"'] | [b'\'', .., b'\'']);
    let inner = if quoted { word.get(1..word.len() - 1)? } else { word };
    let plain =
        !inner.is_empty() && inner.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte));
    let set_off = matches!(rest, [b':', b' ' | b'\t' | b'"' | b'\'', ..]);
    let is_label = plain && (quoted || (set_off && inner.len() <= 24 && !inner.starts_with(b"84maw")));
    is_label.then_some(colon + 1)
}
