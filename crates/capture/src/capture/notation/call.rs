//! Calls in printed values: `datetime.datetime(2020, 5, 16, …)`, `Uint8Array(83) [`, `Decimal('1')`.

use super::Made;
use crate::capture::finding::Code;
use kpl_format::bytes::Span;

impl Made {
    /// Reads the call whose name of `name_len` bytes stands at `start`.
    pub(super) fn call(&mut self, text: &[u8], start: usize, name_len: usize) -> usize {
        let rest = text.get(start..).unwrap_or_default();
        let name = rest.get(..name_len).unwrap_or_default();
        let len = closing(rest, name_len);
        let arguments = rest.get(name_len..len).unwrap_or_default();
        let list = matches!(rest.get(len..).unwrap_or_default().trim_ascii_start(), [b'[' | b'{', ..]);
        if name.ends_with(b"datetime") {
            let (written, zoned) = datetime(arguments);
            if !zoned {
                self.notes.push((Span::new(start, len), Code::TimestampLocal));
            }
            self.put(format!("\"{written}\"").as_bytes(), start, len)
        } else if list {
            // The list itself follows.
            len
        } else {
            self.put(b"null", start, len)
        }
    }
}

/// The length up to and with the bracket that closes the one at `open`. A name with nothing closed goes on
/// as far as calls of this kind do.
fn closing(rest: &[u8], open: usize) -> usize {
    const FAR: usize = 4096;
    let mut depth = 0usize;
    for (index, byte) in rest.iter().enumerate().skip(open).take(FAR) {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    rest.len().min(open + FAR)
}

/// The date as ISO 8601, and whether its zone is known.
fn datetime(arguments: &[u8]) -> (String, bool) {
    let text = String::from_utf8_lossy(arguments);
    let (date, zone) = text.split_once("tzinfo=").unwrap_or((&text, ""));
    let mut parts = numbers(date).into_iter().chain(std::iter::repeat(0));
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day, hour, minute, second, micro) =
        (part(), part(), part(), part(), part(), part(), part());
    let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micro:06}");
    if zone.contains("utc") || zone.contains("UTC") {
        return (format!("{date}Z"), true);
    }
    let seconds = match numbers(zone).as_slice() {
        [days, seconds] if zone.contains("days=") => {
            days.checked_mul(86_400).and_then(|days| days.checked_add(*seconds))
        }
        [.., seconds] if zone.contains("offset") || zone.contains("delta") => Some(*seconds),
        _ => None,
    };
    match seconds.filter(|seconds| seconds.abs() < 86_400) {
        Some(seconds) => {
            let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
            (format!("{date}{sign}{:02}:{:02}", minutes / 60, minutes % 60), true)
        }
        None => (date, false),
    }
}

fn numbers(text: &str) -> Vec<i64> {
    let pieces = text.split(|letter: char| !letter.is_ascii_digit() && letter != '-');
    pieces.filter_map(|piece| piece.parse().ok()).collect()
}
