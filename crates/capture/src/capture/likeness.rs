//! How much a text looks like base64 or hex. Guesses stand here, and only here.

use kpl_format::{
    bytes::{Span, base64, hex},
    kpl::{MAGIC, is_sealed},
};

/// `F3 89 9A C2` and six more bits: how every KPL aggregate starts in base64
/// (amazon-kinesis-producer, aggregation-format.md).
pub(super) const BASE64_MAGIC: &[u8] = b"84maw";

/// The text without what people leave around it: blanks, quotes, commas, a label, `b` before a quote.
pub(super) fn bare(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut text = text.get(base64::prefix(text)..).unwrap_or_default();
    while let [b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'' | b'`', rest @ ..] = text {
        text = rest;
    }
    while let [rest @ .., b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'' | b'`' | b',' | b';'] = text {
        text = rest;
    }
    text
}

/// Whether the text starts as an aggregate does in base64.
pub(super) fn has_base64_magic(text: &[u8]) -> bool {
    bare(text).starts_with(BASE64_MAGIC)
}

/// Whether base64 starts as that of a JSON object or array does: `{"`, or a brace or bracket before a blank or another.
pub(super) fn is_base64_of_json(text: &[u8]) -> bool {
    let start = text.first_chunk::<3>().is_some_and(|start| {
        matches!(
            start,
            b"eyJ" | b"ewo" | b"ew0" | b"eyA" | b"W3s" | b"W1s" | b"WyI" | b"Wwo" | b"Ww0" | b"WyA"
        )
    });
    // Three parts with dots between them are a signed token.
    start && !text.contains(&b'.')
}

/// Whether a text begins as a damaged aggregate may: near its beginning stand two letters of Latin-1, signs of a console's
/// character set or U+FFFD side by side, or escapes of such; or it begins with `??`, or with an object's name that was
/// printed instead of bytes.
pub(super) fn may_be_damaged(text: &[u8]) -> bool {
    const NAMES: [&[u8]; 3] = [b"java.nio.", b"[object ", b"[B@"];
    let head = text.get(..text.len().min(HEAD)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    // The magic gives at least two such characters side by side; of words an accent is mostly alone. Lines of tables are
    // not among them.
    let strange = |char: char| matches!(char, '\u{80}'..='\u{2ff}' | '\u{2010}'..='\u{24ff}' | '\u{fffd}');
    let mut before = false;
    let pair = head.chars().any(|char| std::mem::replace(&mut before, strange(char)) && before);
    let escaped = [&b"\\u00f3"[..], b"\\u00F3", b"\\ufffd"]
        .iter()
        .any(|mark| memchr::memmem::find(head.as_bytes(), mark).is_some());
    pair || escaped || text.starts_with(b"??") || NAMES.iter().any(|name| text.starts_with(name))
}

/// How many bytes of a text tell whether it may be a damaged aggregate.
const HEAD: usize = 24;

/// Whether a line is one whole aggregate: the magic, and an MD5 that holds.
pub(super) fn is_whole_aggregate(text: &[u8]) -> bool {
    has_base64_magic(text) && is_sealed(&base64::decode(text, Span::new(0, text.len())).bytes)
}

/// Whether lines are a record each in hex: each is whole bytes, the last one aside, which may be cut, and one of them a
/// whole aggregate.
pub(super) fn are_hex_records(lines: &[&[u8]]) -> bool {
    let Some((last, before)) = lines.split_last() else { return false };
    let window = |line: &[u8]| Span::new(0, line.len());
    let is_hex = |line: &[u8]| line.len() < 2 || hex::form(line, window(line)).is_some();
    let are_bytes = |line: &[u8]| is_hex(line) && hex::decode(line, window(line)).odd.is_none();
    before.iter().all(|line| are_bytes(line))
        && is_hex(last)
        && lines.iter().any(|line| is_whole_hex_aggregate(line))
}

/// Whether a line is an aggregate in hex.
pub(super) fn is_hex_aggregate(line: &[u8]) -> bool {
    // Four bytes in any form that stands on one line.
    hex::decode(line, Span::new(0, line.len().min(64))).bytes.starts_with(&MAGIC)
}

/// Whether hex is one whole aggregate.
pub(super) fn is_whole_hex_aggregate(text: &[u8]) -> bool {
    is_hex_aggregate(text) && is_sealed(&hex::decode(text, Span::new(0, text.len())).bytes)
}

/// Whether the text is base64 rather than words.
pub(super) fn is_base64(text: &[u8]) -> bool {
    let bare = bare(text);
    if bare.starts_with(BASE64_MAGIC) {
        return true;
    }
    let census = Census::of(bare);
    census.sextets >= 2 && census.mostly_alphabet() && !has_words(bare) && census.length_fits()
}

/// Whether a line among others can be base64: they vouch for it, so it may be damaged.
pub(super) fn is_base64_line(line: &[u8]) -> bool {
    let bare = bare(line);
    let census = Census::of(bare);
    bare.starts_with(BASE64_MAGIC) || (census.sextets >= 2 && census.mostly_alphabet() && !has_words(bare))
}

/// Whether a field that ought to be base64 is: where it is damaged, what is left of it is worth reading.
pub(super) fn is_base64_field(text: &[u8]) -> bool {
    let census = Census::of(bare(text));
    let repairable = census.others * 4 <= census.sextets + census.padding && !has_words(bare(text));
    bare(text).is_empty() || has_base64_magic(text) || (repairable && census.length_fits())
}

/// Whether a text is a literal of Python's bytes, as its `str` makes it, and these are no base64: what they would be as
/// that is neither an aggregate nor text, and they have not all of the letters that base64 has.
pub(super) fn is_literal_of_text(text: &[u8], decoded: &[u8]) -> bool {
    let Some(inside) = text.strip_prefix(b"b'").and_then(|text| text.strip_suffix(b"'")) else {
        return false;
    };
    let has = |is: fn(&u8) -> bool| inside.iter().any(is);
    let mixed = inside.len() >= SHORTEST_MIXED
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit);
    let is_text = inside.len().is_multiple_of(4) && std::str::from_utf8(decoded).is_ok();
    !(decoded.starts_with(&MAGIC) || mixed || is_text)
}

/// From so many characters on base64 has letters of each sort.
const SHORTEST_MIXED: usize = 16;

/// Whether there is enough of the alphabet that somebody may want to see it as base64.
pub(super) fn may_be_base64(text: &[u8]) -> bool {
    let census = Census::of(bare(text));
    census.sextets >= 2 && census.mostly_alphabet()
}

#[derive(Default)]
struct Census {
    sextets: usize,
    padding: usize,
    /// Characters that are neither of these nor blank.
    others: usize,
    /// Whether `=` are the last thing.
    padded: bool,
    /// Digits and signs, or capitals within: not how words are written.
    mixed: bool,
}

impl Census {
    fn of(bare: &[u8]) -> Self {
        let mut census = Self::default();
        let mut lower = false;
        for &byte in bare {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' | b'-' | b'_' => {
                    census.sextets += 1;
                    census.padded = false;
                    census.mixed |=
                        matches!(byte, b'0'..=b'9' | b'+') || (lower && byte.is_ascii_uppercase());
                    lower |= byte.is_ascii_lowercase();
                }
                b'=' => {
                    census.padding += 1;
                    census.padded = true;
                }
                b' ' | b'\t' | b'\r' | b'\n' => {}
                _ => census.others += 1,
            }
        }
        census
    }

    /// At least nine in ten characters.
    const fn mostly_alphabet(&self) -> bool {
        let all = self.sextets + self.padding + self.others;
        self.others <= all / 10
    }

    /// Words have any length. Base64 has a multiple of four, unless its padding is off or it is damaged;
    /// then it must at least be longer than words are and written as no word is.
    const fn length_fits(&self) -> bool {
        let all = self.sextets + self.padding + self.others;
        let longer_than_words = if all % 4 == 1 { all >= 24 } else { all >= 8 };
        self.padded || all.is_multiple_of(4) || (self.mixed && longer_than_words)
    }
}

/// Whether blanks stand between words: pieces of different lengths on one line. Base64 is set in
/// pieces of one length, if in pieces at all.
fn has_words(bare: &[u8]) -> bool {
    bare.split(|&byte| byte == b'\n' || byte == b'\r').any(|line| {
        let mut pieces = line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|piece| !piece.is_empty());
        let (Some(first), Some(last)) = (pieces.next().map(<[u8]>::len), pieces.next_back()) else {
            return false;
        };
        !first.is_multiple_of(4) || last.len() > first || pieces.any(|piece| piece.len() != first)
    })
}

/// Whether quotes and signs in a text are entities: it has tags of a page, or more such quotes than plain ones.
pub(super) fn is_page(text: &[u8]) -> bool {
    if memchr::memchr(b'&', text).is_none() {
        return false;
    }
    let count = |word: &[u8]| memchr::memmem::find_iter(text, word).count();
    let quotes: usize =
        [&b"&quot;"[..], b"&#34;", b"&#39;", b"&#x27;", b"&apos;"].into_iter().map(count).sum();
    let any = quotes + count(b"&lt;") + count(b"&gt;");
    let tagged = TAGS.iter().any(|tag| memchr::memmem::find(text, tag).is_some());
    (any > 0 && memchr::memchr2_iter(b'"', b'\'', text).count() <= quotes)
        || (tagged && any + count(b"&amp;") > 0)
}

/// What pages have at the ends of a text in them.
pub(super) const TAGS: [&[u8]; 7] = [b"</p>", b"</pre>", b"</code>", b"<br", b"</td>", b"</span>", b"</div>"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_not_base64() {
        let words = [
            "",
            "=",
            "hello",
            "hello world",
            "The quick brown fox jumps",
            "don't",
            "foo@example.com",
            "A",
            "user_1234",
            "key: value",
            "====",
            "one two three four",
            "camelCaseName",
            "https://a.example/x?y=z",
        ];
        for text in words {
            assert!(!is_base64(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn base64_is() {
        let rows = [
            "test",
            "SGVsbG8gV29ybGQ=",
            "SGVsbG8gV29ybGQ",
            "84maw",
            "  \"SGVsbG8gV29y\",\n",
            "SGVs bG8g V29y bGQ=",
            "SGVs*G8gV29ybGQ=",
            "b'SGVsbG8gV29ybGQ='",
            "data:;base64,SGVsbG8gV29ybGQ=",
            "84maw hello, you *there*",
        ];
        for text in rows {
            assert!(is_base64(text.as_bytes()), "{text}");
        }
    }
}
