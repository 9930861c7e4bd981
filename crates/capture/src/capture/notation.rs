//! What Python's `repr` and Node's `console.log` print, made JSON: `b'\xf3…'`, `<Buffer f3 …>`, bare keys, dates.
//! Bytes become `{"B":"…"}`, a form that the JSON shapes know; every byte keeps its place in what was pasted.

mod call;

use super::finding::Code;
use crate::text::escapes;
use kpl_format::bytes::Origins;
use kpl_format::{
    bytes::{Span, base64, hex},
    kpl::MAGIC,
};

/// JSON that was made.
#[derive(Default)]
pub(super) struct Made {
    pub(super) json: Vec<u8>,
    pub(super) origins: Origins,
    /// What was not there as it seems, and where in what was pasted.
    pub(super) notes: Vec<(Span, Code)>,
}

/// Whether the text is bytes as Python prints them, or printed values with such bytes in them.
pub(super) fn is_python(body: &[u8]) -> bool {
    let literal = matches!(body, [b'b' | b'B', b'\'' | b'"', ..]) && has(body, b"\\x");
    let inside = matches!(body, [b'{' | b'[' | b'(', ..]) && (has(body, b"b'") || has(body, b"b\""));
    // A string of Latin-1 characters instead of bytes: somebody decoded too early, and lost nothing.
    let magic = body.strip_prefix(b"'").unwrap_or(body).starts_with(b"\\xf3\\x89\\x9a\\xc2");
    literal || inside || magic || is_dictionary(body)
}

/// Whether the text begins as a dictionary does that Python prints, or a list of them.
pub(super) fn is_dictionary(text: &[u8]) -> bool {
    let list = text.strip_prefix(b"[").map_or(text, <[u8]>::trim_ascii_start);
    list.strip_prefix(b"{").is_some_and(|inside| inside.trim_ascii_start().starts_with(b"'"))
}

/// Whether the text is a Buffer as Node prints it, or printed values with one in them.
pub(super) fn is_node(body: &[u8]) -> bool {
    matches!(body, [b'{' | b'[' | b'<', ..]) && has(body, b"<Buffer ")
        || body.starts_with(b"Uint8Array(")
        || (matches!(body, [b'{' | b'[', ..]) && has(body, b": Uint8Array("))
}

fn has(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

/// Makes JSON of the text, as far as it can be read; what cannot stands in it as it is.
pub(super) fn to_json(text: &[u8]) -> Made {
    let mut made = Made::default();
    let mut at = text.len() - text.trim_ascii_start().len();
    if text.get(at..).is_some_and(|rest| rest.starts_with(b"\\x")) {
        // Escapes without quotes: up to the end of the text.
        let (bytes, _) = unescape(text, at, None);
        made.bytes(&bytes, Span::between(at, text.trim_ascii_end().len()), true);
        return made;
    }
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let len = match rest {
            [b'b' | b'B', quote @ (b'\'' | b'"'), ..] => made.byte_string(text, at, at + 1, *quote),
            [quote @ (b'\'' | b'"' | b'`'), ..] => made.string(text, at, *quote),
            [b'<', ..] if rest.starts_with(b"<Buffer") => made.buffer(text, at),
            [b'(', ..] => made.put(b"[", at, 1),
            [b')', ..] => made.put(b"]", at, 1),
            [b'.', b'.', b'.', ..] => made.more_items(rest, at),
            [first, ..] if first.is_ascii_alphanumeric() || b"_$-+.".contains(first) => made.word(text, at),
            [byte, ..] => made.put(&[*byte], at, 1),
            [] => break,
        };
        at += len.max(1);
    }
    made.origins.add(made.json.len(), text.len());
    made
}

impl Made {
    /// Writes `json` for the `len` bytes at `at`.
    fn put(&mut self, json: &[u8], at: usize, len: usize) -> usize {
        self.origins.add(self.json.len(), at);
        self.json.extend_from_slice(json);
        len
    }

    /// Writes bytes for the literal at `span`; one that was cut stays open.
    fn bytes(&mut self, bytes: &[u8], span: Span, whole: bool) {
        self.put(b"{\"B\":\"", span.offset, 0);
        let encoded = base64::encode(bytes);
        self.put(encoded.as_bytes(), span.offset, 0);
        if let Some(last) = encoded.len().checked_sub(1).filter(|_| span.len > 1) {
            self.origins.add(self.json.len() - encoded.len() + last, span.end() - 1);
        }
        self.put(if whole { b"\"}" } else { b"" }, span.end(), 0);
    }

    /// `b'…'`; literals that stand side by side are one.
    fn byte_string(&mut self, text: &[u8], start: usize, quote_at: usize, quote: u8) -> usize {
        let (bytes, end) = unescape(text, quote_at + 1, Some(quote));
        let whole = end.is_some();
        let end = end.unwrap_or(text.len());
        self.bytes(&bytes, Span::between(start, end), whole);
        end - start
    }

    fn string(&mut self, text: &[u8], start: usize, quote: u8) -> usize {
        // Most strings are the same in JSON, and some are long.
        let rest = text.get(start + 1..).unwrap_or_default();
        let plain = memchr::memchr2(quote, b'\\', rest).filter(|&end| rest.get(end) == Some(&quote));
        let plain = plain.and_then(|end| rest.get(..end));
        let is_same = |byte: &u8| *byte >= 0x20 && *byte != b'"';
        if let Some(plain) = plain.filter(|plain| plain.iter().all(is_same) && !plain.starts_with(&MAGIC)) {
            self.put(b"\"", start, 0);
            self.json.extend_from_slice(plain);
            self.json.push(b'"');
            return plain.len() + 2;
        }
        let (bytes, end) = unescape(text, start + 1, Some(quote));
        let whole = end.is_some();
        let end = end.unwrap_or(text.len());
        if bytes.starts_with(&MAGIC) {
            self.bytes(&bytes, Span::between(start, end), whole);
            return end - start;
        }
        let mut json = vec![b'"'];
        for &byte in &bytes {
            match byte {
                b'"' | b'\\' => json.extend([b'\\', byte]),
                0..0x20 => json.extend(format!("\\u{byte:04x}").bytes()),
                _ => json.push(byte),
            }
        }
        if whole {
            json.push(b'"');
        }
        self.put(&json, start, end - start)
    }

    /// `<Buffer f3 89 … 33 more bytes>`.
    fn buffer(&mut self, text: &[u8], start: usize) -> usize {
        let rest = text.get(start..).unwrap_or_default();
        let close = rest.iter().position(|&byte| byte == b'>');
        let inside = Span::between(start + 7, start + close.unwrap_or(rest.len()));
        let dots = inside.of(text).windows(3).position(|window| window == b"...");
        let digits = Span::new(inside.offset, dots.unwrap_or(inside.len));
        let bytes = hex::decode(text, digits).bytes;
        if let Some(dots) = dots {
            self.notes.push((
                Span::between(inside.offset + dots, inside.end()),
                Code::LeftOut { printer: super::Printer::Node, count: None, characters: false },
            ));
        }
        let len = close.map_or(rest.len(), |close| close + 1);
        self.bytes(&bytes, Span::new(start, len), close.is_some());
        len
    }

    /// `... 33 more items`: Node prints a hundred.
    fn more_items(&mut self, rest: &[u8], at: usize) -> usize {
        let end = rest.iter().position(|byte| b"]}>\n".contains(byte)).unwrap_or(rest.len());
        self.notes.push((
            Span::new(at, end),
            Code::LeftOut { printer: super::Printer::Node, count: None, characters: false },
        ));
        // The comma before it would have nothing behind it. Only blanks stand between them, and not many.
        let mut json = self.json.iter_mut().rev().take(64);
        if let Some(comma) = json.find(|byte| !byte.is_ascii_whitespace())
            && *comma == b','
        {
            *comma = b' ';
        }
        end
    }

    /// A name, number or date that stands bare.
    fn word(&mut self, text: &[u8], start: usize) -> usize {
        let rest = text.get(start..).unwrap_or_default();
        let date = rest.len() > 10 && rest.get(4) == Some(&b'-') && rest.get(10) == Some(&b'T');
        let of_word =
            |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.-+".contains(byte) || (date && *byte == b':');
        let len = rest.iter().position(|byte| !of_word(byte)).unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or_default();
        let after = rest.get(len..).unwrap_or_default();
        if after.starts_with(b"(") {
            return self.call(text, start, len);
        }
        let known: Option<&[u8]> = match word {
            b"True" | b"true" => Some(b"true"),
            b"False" | b"false" => Some(b"false"),
            b"None" | b"null" | b"undefined" => Some(b"null"),
            _ => None,
        };
        let is_key = after.trim_ascii_start().starts_with(b":");
        let number = word.first().is_some_and(|first| first.is_ascii_digit() || *first == b'-');
        let number = number && word.iter().skip(1).all(|byte| byte.is_ascii_digit() || *byte == b'.');
        match known.filter(|_| !is_key) {
            Some(known) => self.put(known, start, len),
            None if number && !is_key => self.put(word, start, len),
            None => {
                let quoted = [b"\"", word, b"\""].concat();
                self.put(&quoted, start, len)
            }
        }
    }
}

/// The bytes from `at` up to the quote, or to the end of the text; and the offset behind the quote.
pub(super) fn unescape(text: &[u8], at: usize, quote: Option<u8>) -> (Vec<u8>, Option<usize>) {
    let (mut bytes, mut at) = (Vec::new(), at);
    let text = if quote.is_none() { text.trim_ascii_end() } else { text };
    while let Some(rest) = text.get(at..) {
        match rest {
            [] => break,
            [byte, ..] if Some(*byte) == quote => return (bytes, Some(at + 1)),
            [b'\'', ..] if quote.is_none() => break,
            [b'\\', b'\n', ..] => at += 2,
            [b'\\', ..] => {
                let (byte, len) = escapes::one(rest);
                bytes.push(byte.unwrap_or(b'\\'));
                at += len;
            }
            [byte, ..] => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    (bytes, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        String::from_utf8(to_json(text.as_bytes()).json).unwrap()
    }

    #[test]
    fn values_become_json() {
        let rows = [
            ("b'Hi\\x21'", r#"{"B":"SGkh"}"#),
            (
                "{'a': b\"'\", 'b': (1, None), \"c\": True}",
                r#"{"a": {"B":"Jw=="}, "b": [1, null], "c": true}"#,
            ),
            ("[ <Buffer 48 69 21> ]", r#"[ {"B":"SGkh"} ]"#),
            ("{ Data: Uint8Array(2) [ 72, 105 ], n: undefined }", r#"{ "Data":  [ 72, 105 ], "n": null }"#),
            ("[1, ... 5 more items\n]", "[1  \n]"),
            ("{ at: 2020-05-16T07:59:25.000Z }", r#"{ "at": "2020-05-16T07:59:25.000Z" }"#),
            (
                "datetime.datetime(2020, 5, 16, 7, 59, 25, 123000, tzinfo=tzutc())",
                r#""2020-05-16T07:59:25.123000Z""#,
            ),
            (
                "datetime.datetime(2020, 5, 16, 7, 59, tzinfo=tzoffset(None, -34200))",
                r#""2020-05-16T07:59:00.000000-09:30""#,
            ),
            ("'it\\'s \"x\"\\n'", r#""it's \"x\"\u000a""#),
            ("b'Hi", r#"{"B":"SGk="#),
        ];
        for (text, expected) in rows {
            assert_eq!(json(text), expected, "{text}");
        }
    }
}
