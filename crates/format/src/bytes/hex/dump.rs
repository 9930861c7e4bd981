//! Dumps with an offset on each line: xxd, hexdump, od, Wireshark. The offsets are checked against the bytes.

use super::{Decoded, DumpFault, Form, digits::Pairs, nibble};
use crate::bytes::Span;

/// How many bytes `*` lines may stand for: more than any Kinesis record has (10 MiB), and a bound on
/// what a few characters can make us write.
const MAX_SQUEEZED: u64 = 16 << 20;

/// One line, taken apart.
struct Row<'a> {
    /// Its offset as digits; the base is only known from the line after.
    offset: &'a [u8],
    colon: bool,
    bar: bool,
    /// Where its bytes stand, in the text.
    hex: Span,
}

fn row(text: &[u8], line: Span) -> Option<Row<'_>> {
    let all = line.of(text);
    let body = all.trim_ascii_start();
    let lead = all.len() - body.len();
    let marked = if body.starts_with(b"0x") { 2 } else { 0 };
    let body = body.get(marked..)?;
    let digits = body.iter().take_while(|&&byte| nibble(byte).is_some()).count();
    let (offset, rest) = body.split_at_checked(digits)?;
    let colon = rest.first() == Some(&b':');
    let rest = rest.get(usize::from(colon)..)?;
    let set_off = matches!(rest.first(), None | Some(b' ' | b'\t'));
    // Wireshark and tshark: four digits, two or three blanks, and the characters behind some more.
    let short = !colon && digits < 6 && rest.starts_with(b"  ");
    if !set_off || digits > 16 || digits < if colon || short { 4 } else { 6 } {
        return None;
    }
    let hex = rest.trim_ascii_start();
    let start = line.offset + lead + marked + digits + usize::from(colon) + (rest.len() - hex.len());
    let bar = !colon && !short && hex.contains(&b'|');
    // What follows is the same bytes as characters, which may look like hex themselves.
    let len = if colon || short {
        hex.windows(2).position(|two| two == b"  " || two == b" \t" || two[..] == [b'\t'; 2])
    } else {
        hex.iter().position(|&byte| byte == b'|' || byte == b'>').or_else(|| in_columns(hex))
    };
    Some(Row { offset, colon, bar, hex: Span::new(start, len.unwrap_or(hex.len())) })
}

/// Characters of sixteen bytes with a blank between them.
const COLUMNS: usize = 16 * 3 - 1;

/// Where the bytes end in a line of PowerShell's Format-Hex, which sets them in columns with the characters behind.
fn in_columns(hex: &[u8]) -> Option<usize> {
    let (columns, behind) = hex.split_at_checked(COLUMNS)?;
    let in_place = columns.chunks(3).all(|column| {
        let byte = column.iter().take(2).all(|byte| nibble(*byte).is_some());
        (byte || column.starts_with(b"  ")) && column.get(2).is_none_or(|blank| *blank == b' ')
    });
    (in_place && behind.first() == Some(&b' ')).then_some(COLUMNS)
}

/// Whether a line stands above the lines of a dump, as Format-Hex prints it.
fn is_header(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let starts: [&[u8]; 5] = [b"00 01 02 03 ", b"Offset Bytes", b"------ ---", b"Label:", b"Path:"];
    starts.iter().any(|start| line.starts_with(start))
}

/// The lines of a window, without their ends.
fn lines(text: &[u8], window: Span) -> impl Iterator<Item = Span> {
    let mut offset = window.offset;
    window.of(text).split(|&byte| byte == b'\n').map(move |line| {
        let span = Span::new(offset, line.len());
        offset = span.end() + 1;
        span
    })
}

/// Whether the window is a dump, from its first lines.
pub(super) fn form(text: &[u8], content: Span) -> Option<Form> {
    let mut lines_of = lines(text, content)
        .skip_while(|line| line.of(text).trim_ascii().is_empty() || is_header(line.of(text)));
    let first = row(text, lines_of.next()?)?;
    if first.colon {
        return plausible(text, &first).then_some(Form::Xxd);
    }
    if first.bar {
        return plausible(text, &first).then_some(Form::Hexdump);
    }
    // Without a mark of its own the offset is one only where the next one fits.
    let next = lines_of.find_map(|line| row(text, line))?;
    let hex = first.hex.of(text);
    let words = hex.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let (mut count, mut form) = (0u64, Form::Hexdump);
    for word in words {
        count += match word.len() {
            2 => 1,
            4 => {
                form = Form::Words;
                2
            }
            _ => return None,
        };
    }
    let fits = |base| {
        let advance = number(next.offset, base)?.checked_sub(number(first.offset, base)?)?;
        // Words are dumped in pairs of bytes, so an odd end is stated one short.
        (advance == count || (form == Form::Words && advance + 1 == count)).then_some(())
    };
    (count > 0 && (fits(16).is_some() || fits(8).is_some())).then_some(form)
}

/// The dumps of a window, what stands above the first with it.
pub(super) fn each(text: &[u8], content: Span) -> Vec<Span> {
    let offset =
        |line| row(text, line).filter(|row| !row.hex.is_empty()).and_then(|row| number(row.offset, 16));
    let mut of_lines = lines(text, content).filter_map(|line| Some((line, offset(line)?)));
    let Some((_, first)) = of_lines.next() else { return vec![content] };
    let again = of_lines.filter(|(_, offset)| *offset == first).map(|(line, _)| line.offset);
    let mut starts = vec![content.offset];
    starts.extend(again);
    let ends = starts.iter().skip(1).copied().chain([content.end()]);
    starts.iter().zip(ends).map(|(&start, end)| Span::between(start, end)).collect()
}

fn plausible(text: &[u8], row: &Row<'_>) -> bool {
    let hex = row.hex.of(text);
    let counting = hex.iter().filter(|byte| !byte.is_ascii_whitespace()).count();
    counting > 0 && hex.iter().filter(|&&byte| nibble(byte).is_some()).count() * 10 >= counting * 9
}

fn number(digits: &[u8], base: u32) -> Option<u64> {
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, base).ok()
}

/// od counts in octal unless told otherwise; the first two offsets tell. With a colon or a bar it is not
/// od, and an offset that only fits in octal is a line missing.
fn base(text: &[u8], content: Span) -> u32 {
    let mut rows = lines(text, content).filter_map(|line| row(text, line));
    let (Some(first), Some(next)) = (rows.next(), rows.next()) else { return 16 };
    if first.colon || first.bar {
        return 16;
    }
    let digits = first.hex.of(text).iter().filter(|&&byte| nibble(byte).is_some()).count();
    let advance = |base| Some(number(next.offset, base)?.wrapping_sub(number(first.offset, base)?));
    let is = |base| advance(base).and_then(|bytes| usize::try_from(bytes).ok()) == Some(digits / 2);
    if !is(16) && is(8) { 8 } else { 16 }
}

/// Reads a dump.
pub(super) fn decode(text: &[u8], content: Span, form: Form) -> Decoded {
    let base = base(text, content);
    let mut out = Decoded::new(form, content);
    out.substituted = true;
    let mut dump = Dump { pairs: Pairs::new(out), origin: None, last: Span::default(), star: false };
    for line in lines(text, content) {
        let body = line.of(text).trim_ascii();
        if body == b"*" {
            dump.star = true;
        } else if !body.is_empty() {
            let parsed = row(text, line).and_then(|row| Some((number(row.offset, base)?, row.hex)));
            match parsed {
                Some((stated, hex)) => dump.line(text, line, stated, hex, form),
                None if is_header(body) => {}
                None => dump.pairs.out.fault(DumpFault::Line, line),
            }
        }
    }
    dump.pairs.out
}

struct Dump {
    pairs: Pairs,
    /// The offset that the first byte has; a dump need not start at 0.
    origin: Option<u64>,
    /// The bytes of the line before, for `*`.
    last: Span,
    star: bool,
}

impl Dump {
    fn line(&mut self, text: &[u8], line: Span, stated: u64, hex: Span, form: Form) {
        let origin = *self.origin.get_or_insert(stated);
        if std::mem::take(&mut self.star) {
            self.repeat(stated.saturating_sub(origin));
        }
        let out = &mut self.pairs.out;
        let have = out.bytes.len();
        let counted = origin.wrapping_add(u64::try_from(have).unwrap_or(u64::MAX));
        if form == Form::Words && hex.is_empty() && counted.checked_sub(1) == Some(stated) {
            // The last word was filled up with a zero byte.
            out.bytes.pop();
            return;
        }
        if stated != counted {
            out.fault(DumpFault::Offset { stated, counted }, line);
            // Count on from what the line says, so that one missing line is one fault.
            self.origin = Some(stated.wrapping_sub(counted).wrapping_add(origin));
        }
        let mut word = have;
        for (at, &byte) in (hex.offset..).zip(hex.of(text)) {
            let span = Span::new(at, 1);
            match nibble(byte) {
                Some(value) => {
                    self.pairs.out.digits += 1;
                    self.pairs.digit(value, span);
                }
                None if byte.is_ascii_whitespace() || byte == b'-' => {
                    self.end_word(&mut word, form);
                }
                // The bytes of a dump stand in columns, so this one stands where a digit was.
                None => {
                    self.pairs.out.bad(span);
                    self.pairs.digit(0, span);
                }
            }
        }
        self.end_word(&mut word, form);
        // A digit too few on this line must not shift the lines after it.
        self.pairs.flush();
        self.last = Span::between(have, self.pairs.out.bytes.len());
    }

    /// Low byte first: what was read since the last blank is turned around.
    fn end_word(&mut self, start: &mut usize, form: Form) {
        let bytes = &mut self.pairs.out.bytes;
        if form == Form::Words
            && let Some(word) = bytes.get_mut(*start..)
        {
            word.reverse();
        }
        *start = bytes.len();
    }

    /// `*` says that the line before it goes on until the offset of the line after it.
    fn repeat(&mut self, until: u64) {
        let out = &mut self.pairs.out;
        let have = u64::try_from(out.bytes.len()).unwrap_or(u64::MAX);
        let line = self.last.of(&out.bytes).to_vec();
        let room = MAX_SQUEEZED.saturating_sub(u64::try_from(out.squeezed).unwrap_or(u64::MAX));
        let wanted = until.saturating_sub(have);
        if line.is_empty() || wanted > room {
            return;
        }
        let wanted = usize::try_from(wanted).unwrap_or_default();
        out.bytes.extend(line.iter().cycle().take(wanted));
        out.squeezed += wanted;
    }
}
