//! Reads dumps that have an offset on each line: those of xxd, hexdump, od, Wireshark and PowerShell. The offsets are
//! checked against the number of bytes.

use super::{Decoded, DumpFault, HexForm, digits::Pairs, nibble};
use crate::bytes::Span;

/// The most bytes that `*` lines may stand for: 16 MiB, which is more than the largest Kinesis record (10 MiB). The
/// limit is needed because a few characters could otherwise ask for any amount of memory.
const MAX_SQUEEZED: u64 = 16 << 20;

/// One line of a dump.
struct DumpLine<'a> {
    /// The digits of its offset. Whether they are hexadecimal or octal only the next line shows.
    offset: &'a [u8],
    /// Whether a colon follows the offset, as in xxd's dumps.
    colon: bool,
    /// Whether a `|` stands before the characters, as in the dumps of `hexdump -C`.
    bar: bool,
    /// The place of its bytes in the text.
    hex: Span,
}

fn parse_line(text: &[u8], line: Span) -> Option<DumpLine<'_>> {
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
    // Wireshark and tshark write an offset of four digits, two or three blanks, the bytes, more blanks, the
    // characters.
    let short = !colon && digits < 6 && rest.starts_with(b"  ");
    if !set_off || digits > 16 || digits < if colon || short { 4 } else { 6 } {
        return None;
    }
    let hex = rest.trim_ascii_start();
    let start = line.offset + lead + marked + digits + usize::from(colon) + (rest.len() - hex.len());
    let bar = !colon && !short && hex.contains(&b'|');
    // After the bytes the line repeats them as characters, and these may look like hex. So the end must be found.
    let len = if colon || short {
        hex.windows(2).position(|two| two == b"  " || two == b" \t" || two[..] == [b'\t'; 2])
    } else {
        hex.iter().position(|&byte| byte == b'|' || byte == b'>').or_else(|| in_columns(hex))
    };
    Some(DumpLine { offset, colon, bar, hex: Span::new(start, len.unwrap_or(hex.len())) })
}

/// The width of sixteen bytes in hex, with a blank between two bytes.
const COLUMNS: usize = 16 * 3 - 1;

/// The length of the bytes in a line of PowerShell's Format-Hex. It writes them in columns, and the characters after
/// them without a mark.
fn in_columns(hex: &[u8]) -> Option<usize> {
    let (columns, behind) = hex.split_at_checked(COLUMNS)?;
    let in_place = columns.chunks(3).all(|column| {
        let byte = column.iter().take(2).all(|byte| nibble(*byte).is_some());
        (byte || column.starts_with(b"  ")) && column.get(2).is_none_or(|blank| *blank == b' ')
    });
    (in_place && behind.first() == Some(&b' ')).then_some(COLUMNS)
}

/// Whether this is one of the heading lines that Format-Hex prints above a dump.
fn is_header(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let starts: [&[u8]; 5] = [b"00 01 02 03 ", b"Offset Bytes", b"------ ---", b"Label:", b"Path:"];
    starts.iter().any(|start| line.starts_with(start))
}

/// The lines of a window, without the `\n` at their ends.
fn lines(text: &[u8], window: Span) -> impl Iterator<Item = Span> {
    let mut offset = window.offset;
    window.of(text).split(|&byte| byte == b'\n').map(move |line| {
        let span = Span::new(offset, line.len());
        offset = span.end() + 1;
        span
    })
}

/// The form of a dump, judged by its first lines. `None` where the window is not a dump.
pub(super) fn form(text: &[u8], content: Span) -> Option<HexForm> {
    let mut lines_of = lines(text, content)
        .skip_while(|line| line.of(text).trim_ascii().is_empty() || is_header(line.of(text)));
    let first = parse_line(text, lines_of.next()?)?;
    if first.colon {
        return plausible(text, &first).then_some(HexForm::Xxd);
    }
    if first.bar {
        return plausible(text, &first).then_some(HexForm::Hexdump);
    }
    // Without a colon or a bar, the first number is an offset only if the next line's number fits to the bytes
    // between.
    let next = lines_of.find_map(|line| parse_line(text, line))?;
    let hex = first.hex.of(text);
    let words = hex.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let (mut count, mut form) = (0u64, HexForm::Hexdump);
    for word in words {
        count += match word.len() {
            2 => 1,
            4 => {
                form = HexForm::Words;
                2
            }
            _ => return None,
        };
    }
    let fits = |base| {
        let advance = number(next.offset, base)?.checked_sub(number(first.offset, base)?)?;
        // Words come in pairs of bytes. With an odd number of bytes, the last offset is one less than the words show.
        (advance == count || (form == HexForm::Words && advance + 1 == count)).then_some(())
    };
    (count > 0 && (fits(16).is_some() || fits(8).is_some())).then_some(form)
}

/// The spans of the dumps in a window. The first includes what stands above it.
pub(super) fn each(text: &[u8], content: Span) -> Vec<Span> {
    let offset = |line| {
        parse_line(text, line).filter(|row| !row.hex.is_empty()).and_then(|row| number(row.offset, 16))
    };
    let mut of_lines = lines(text, content).filter_map(|line| Some((line, offset(line)?)));
    let Some((_, first)) = of_lines.next() else { return vec![content] };
    let again = of_lines.filter(|(_, offset)| *offset == first).map(|(line, _)| line.offset);
    let mut starts = vec![content.offset];
    starts.extend(again);
    let ends = starts.iter().skip(1).copied().chain([content.end()]);
    starts.iter().zip(ends).map(|(&start, end)| Span::between(start, end)).collect()
}

fn plausible(text: &[u8], row: &DumpLine<'_>) -> bool {
    let hex = row.hex.of(text);
    let counting = hex.iter().filter(|byte| !byte.is_ascii_whitespace()).count();
    counting > 0 && hex.iter().filter(|&&byte| nibble(byte).is_some()).count() * 10 >= counting * 9
}

fn number(digits: &[u8], base: u32) -> Option<u64> {
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, base).ok()
}

/// The base of a dump's offsets, 8 or 16. `od` counts in octal unless told otherwise, and the first two offsets show
/// which. A dump with a colon or a bar is not from `od`: if its offset fits only in octal, a line is missing.
fn base(text: &[u8], content: Span) -> u32 {
    let mut rows = lines(text, content).filter_map(|line| parse_line(text, line));
    let (Some(first), Some(next)) = (rows.next(), rows.next()) else { return 16 };
    if first.colon || first.bar {
        return 16;
    }
    let digits = first.hex.of(text).iter().filter(|&&byte| nibble(byte).is_some()).count();
    let advance = |base| Some(number(next.offset, base)?.wrapping_sub(number(first.offset, base)?));
    let is = |base| advance(base).and_then(|bytes| usize::try_from(bytes).ok()) == Some(digits / 2);
    if !is(16) && is(8) { 8 } else { 16 }
}

/// Reads a dump in the given form.
pub(super) fn decode(text: &[u8], content: Span, form: HexForm) -> Decoded {
    let base = base(text, content);
    let mut out = Decoded::new(form, content);
    out.substituted = true;
    let mut dump = Dump { pairs: Pairs::new(out), origin: None, last: Span::default(), star: false };
    for line in lines(text, content) {
        let body = line.of(text).trim_ascii();
        if body == b"*" {
            dump.star = true;
        } else if !body.is_empty() {
            let parsed = parse_line(text, line).and_then(|row| Some((number(row.offset, base)?, row.hex)));
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
    /// The offset of the dump's first byte, once it is known. It need not be 0.
    origin: Option<u64>,
    /// The place of the last line's bytes in the output. A `*` line repeats them.
    last: Span,
    /// Whether the last line was `*`.
    star: bool,
}

impl Dump {
    fn line(&mut self, text: &[u8], line: Span, stated: u64, hex: Span, form: HexForm) {
        let origin = *self.origin.get_or_insert(stated);
        if std::mem::take(&mut self.star) {
            self.repeat(stated.saturating_sub(origin));
        }
        let out = &mut self.pairs.out;
        let have = out.bytes.len();
        let counted = origin.wrapping_add(u64::try_from(have).unwrap_or(u64::MAX));
        if form == HexForm::Words && hex.is_empty() && counted.checked_sub(1) == Some(stated) {
            // The dump ends with an odd number of bytes: the last word was padded with a zero byte.
            out.bytes.pop();
            return;
        }
        if stated != counted {
            out.fault(DumpFault::Offset { stated, counted }, line);
            // Counting goes on from the stated offset, so that one missing line gives only one fault.
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
                // The bytes of a dump stand in columns, so this character replaced a digit.
                None => {
                    self.pairs.out.bad(span);
                    self.pairs.digit(0, span);
                }
            }
        }
        self.end_word(&mut word, form);
        // If a digit is missing in this line, the lines after it must not shift.
        self.pairs.flush();
        self.last = Span::between(have, self.pairs.out.bytes.len());
    }

    /// Ends a word. In the form [`HexForm::Words`] its bytes are reversed, because the low byte is written last.
    fn end_word(&mut self, start: &mut usize, form: HexForm) {
        let bytes = &mut self.pairs.out.bytes;
        if form == HexForm::Words
            && let Some(word) = bytes.get_mut(*start..)
        {
            word.reverse();
        }
        *start = bytes.len();
    }

    /// Writes out a `*` line: the line before it is repeated up to the offset of the line after it.
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
