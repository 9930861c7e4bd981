//! HTTP/1 messages, one after another, and the bodies in them: as long as they say, in chunks, or up to the next message.

use super::{
    layer::{Made, Stretches},
    lines::{count, line},
};
use kpl_format::bytes::Span;

/// How much may stand before the first message: more makes a text that only mentions some.
const MOST_BEFORE: usize = 1024;

/// What requests of an API begin with.
const METHODS: [&[u8]; 5] = [b"POST ", b"GET ", b"PUT ", b"DELETE ", b"HEAD "];

/// The bodies of the messages in a text, and what stands around the messages. Empty where the bodies can be read as they
/// stand there.
pub(super) fn unwrap(bytes: &[u8]) -> Vec<Made> {
    if next_message(bytes.get(..MOST_BEFORE).unwrap_or(bytes), 0).is_none() {
        return Vec::new();
    }
    let bodies = bodies(bytes);
    let as_they_are =
        |body: &Vec<Span>| matches!(body.as_slice(), [only] if std::str::from_utf8(only.of(bytes)).is_ok());
    if bodies.iter().all(as_they_are) {
        return Vec::new();
    }
    let mut all = Stretches::default();
    all.push(bytes, Span::new(0, bytes.len()));
    bodies.iter().map(|body| all.body(body)).collect()
}

/// Whether a text begins with a message.
pub(super) fn begins(bytes: &[u8]) -> bool {
    next_message(head_of(bytes), 0) == Some(0)
}

/// The parts of each body; what stands between messages is one as well.
pub(super) fn bodies(bytes: &[u8]) -> Vec<Vec<Span>> {
    let mut bodies = Vec::new();
    let (mut at, mut taken) = (0, 0);
    let mut add = |parts: Vec<Span>| {
        if !parts.iter().all(|part| part.of(bytes).trim_ascii().is_empty()) {
            bodies.push(parts);
        }
    };
    while let Some(start) = next_message(bytes, at) {
        let headers = match Headers::read(bytes, start) {
            Ok(headers) => headers,
            Err(end) => {
                at = end.max(start.saturating_add(1));
                continue;
            }
        };
        add(vec![Span::between(taken, start)]);
        let (parts, end) = headers.body(bytes);
        add(parts);
        (at, taken) = (end, end);
    }
    add(vec![Span::between(taken, bytes.len())]);
    bodies
}

/// Where the next message begins: a line of its own, or right behind the body before it.
fn next_message(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let next = next_message_in(bytes, at, rest);
    count(next.map_or(rest.len(), |next| next - at));
    next
}

fn next_message_in(bytes: &[u8], at: usize, rest: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(rest, b"HTTP/1.").find_map(|found| {
        let found = at + found;
        let behind = bytes.get(found + 7..).unwrap_or_default();
        match behind {
            [b'0' | b'1', b' ', a, b, c, next @ ..]
                if [a, b, c].iter().all(|digit| digit.is_ascii_digit()) =>
            {
                next.first().is_none_or(|next| b" \r\n".contains(next)).then_some(found)
            }
            [b'0' | b'1', b'\r' | b'\n', ..] => {
                let before = bytes.get(at..found)?;
                let line = memchr::memrchr2(b'\r', b'\n', before).map_or(0, |end| end + 1);
                let line_of = before.get(line..)?;
                let method =
                    METHODS.iter().filter_map(|method| memchr::memmem::rfind(line_of, method)).max()?;
                Some(at + line + method)
            }
            _ => None,
        }
    })
}

/// What the headers of a message say about its body.
struct Headers {
    /// Where the body begins.
    end: usize,
    length: Option<usize>,
    is_chunked: bool,
}

impl Headers {
    /// Reads the headers of the message at `start`; where they are none, says up to where it was looked.
    fn read(bytes: &[u8], start: usize) -> Result<Self, usize> {
        let mut headers = Self { end: next_line(bytes, start), length: None, is_chunked: false };
        loop {
            let at = headers.end;
            let end = next_line(bytes, at);
            let line = Span::between(at, end).of(bytes);
            if line.trim_ascii().is_empty() {
                headers.end = end;
                return if line.is_empty() { Err(at) } else { Ok(headers) };
            }
            let Some(colon) = memchr::memchr(b':', line) else { return Err(at) };
            let (name, value) = line.split_at(colon);
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
            if name.is_empty() || !name.iter().all(is_name) {
                return Err(at);
            }
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            if name.eq_ignore_ascii_case(b"content-length") {
                headers.length = std::str::from_utf8(value).ok().and_then(|value| value.parse().ok());
            } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
                headers.is_chunked = value.to_ascii_lowercase().ends_with(b"chunked");
            }
            headers.end = end;
        }
    }

    /// The parts of the body, and where what follows begins.
    fn body(&self, bytes: &[u8]) -> (Vec<Span>, usize) {
        if self.is_chunked
            && let Some(chunks) = chunks(bytes, self.end)
        {
            return chunks;
        }
        // A length counts where a message, a line or nothing follows: an export may have changed the body.
        let end = self.length.and_then(|length| self.end.checked_add(length)).filter(|end| {
            let rest = bytes.get(*end..);
            rest.is_some_and(|rest| {
                matches!(rest, [] | [b'\r' | b'\n', ..]) || next_message(head_of(rest), 0) == Some(0)
            })
        });
        let end = end.unwrap_or_else(|| next_message(bytes, self.end).unwrap_or(bytes.len()));
        (vec![Span::between(self.end, end)], end)
    }
}

/// Enough of a text for the first line of a message.
fn head_of(rest: &[u8]) -> &[u8] {
    rest.get(..256).unwrap_or(rest)
}

fn next_line(bytes: &[u8], at: usize) -> usize {
    line(bytes, at).map_or(bytes.len(), |(_, next)| next)
}

/// The chunks of a body; `None` where not even the first is one. An export may have put them together already.
fn chunks(bytes: &[u8], start: usize) -> Option<(Vec<Span>, usize)> {
    let mut parts = Vec::new();
    let mut at = start;
    loop {
        let line = next_line(bytes, at);
        let size = Span::between(at, line.min(at.saturating_add(64))).of(bytes);
        let digits = size.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        if digits == size.len() && !parts.is_empty() && line == bytes.len() {
            // The end of the input is in the size of a chunk.
            at = line;
        }
        let is_size = size.get(digits).is_some_and(|next| b"\r\n; ".contains(next)) && digits > 0;
        let size = std::str::from_utf8(size.get(..digits)?).ok().filter(|_| is_size);
        let Some(size) = size.and_then(|size| usize::from_str_radix(size, 16).ok()) else { break };
        if size == 0 {
            at = line;
            break;
        }
        let part = Span::new(line, size);
        parts.push(Span::between(line, part.end().min(bytes.len())));
        at = part.end().min(bytes.len());
        match bytes.get(at..).unwrap_or_default() {
            [b'\r', b'\n', ..] => at += 2,
            [b'\n', ..] => at += 1,
            _ => break,
        }
    }
    (at > start).then_some((parts, at))
}

#[cfg(test)]
pub(super) mod tests;
