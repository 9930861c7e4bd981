//! Packets as lines of hex: `tcpdump -x`, `-X` and `-XX`, `tshark -x`; a stream that Wireshark followed, as a hex dump. Each
//! line has its offset in the packet, or in its side of the stream, before it.

use super::{
    http,
    layer::{Made, Stretches},
    packets::{self, Link, Packet},
};
use kpl_format::bytes::Span;

/// The most bytes that a line has.
const MOST: usize = 16;

/// The bodies of HTTP in the packets, or in the bytes of a stream that Wireshark followed.
pub(super) fn unwrap(text: &[u8]) -> Vec<Made> {
    let has = |sign: &[u8]| memchr::memmem::find(text, sign).is_some();
    if !has(b"0000: ") && !has(b"0000  ") {
        return Vec::new();
    }
    // Of a stream the lines of the answers are deeper in.
    let mut sides = [Side::default(), Side::default()];
    let mut at = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        if let Some((offset, bytes)) = offset(line) {
            let [ask, answer] = &mut sides;
            let is_deeper = matches!(line.first(), Some(b' ' | b'\t'));
            (if is_deeper { answer } else { ask }).line(line, at, offset, bytes);
        }
        at += line.len();
    }
    sides.into_iter().flat_map(Side::bodies).collect()
}

/// Lines that begin alike: the bytes of their packets, one behind another.
#[derive(Default)]
struct Side {
    all: Stretches,
    packets: Vec<Packet>,
    /// Where the packet begins to which lines may be added.
    open: Option<usize>,
}

impl Side {
    fn close(&mut self) {
        let end = self.all.text.len();
        let packet = |start| Packet { link: Link::Unknown, span: Span::between(start, end) };
        self.packets.extend(self.open.take().map(packet));
    }

    /// Takes a line that stands at `at`, with its offset in the packet and where its bytes begin.
    fn line(&mut self, line: &[u8], at: usize, offset: usize, bytes: usize) {
        if offset == 0 {
            self.close();
            self.open = Some(self.all.text.len());
        }
        // Where a line is missing, the rest of its packet has no place.
        if self.open.is_some_and(|start| self.all.text.len() - start != offset) {
            self.close();
        }
        if self.open.is_some() {
            digits(line, bytes, |byte, place| self.all.put(byte, at + place));
        }
    }

    fn bodies(mut self) -> Vec<Made> {
        self.close();
        let bodies = packets::bodies(&self.all.text, &self.packets);
        if bodies.is_empty() && http::begins(&self.all.text) {
            return http::bodies(&self.all.text).iter().map(|body| self.all.body(body)).collect();
        }
        bodies.into_iter().map(|made| self.all.outwards(made)).collect()
    }
}

/// The offset before the bytes of a line, and where they begin.
fn offset(line: &[u8]) -> Option<(usize, usize)> {
    let blanks = line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let rest = line.get(blanks..)?;
    let mark = if rest.starts_with(b"0x") { 2 } else { 0 };
    let digits = rest.get(mark..)?.iter().take(9).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let number = std::str::from_utf8(rest.get(mark..mark + digits)?).ok()?;
    let behind = mark + digits + usize::from(rest.get(mark + digits) == Some(&b':'));
    let is_offset = (4..=8).contains(&digits) && matches!(rest.get(behind), Some(b' ' | b'\t'));
    let offset = usize::from_str_radix(number, 16).ok().filter(|_| is_offset)?;
    let gap = rest.get(behind..)?.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    Some((offset, blanks + behind + gap))
}

/// Gives the bytes of a line, which end at two blanks: the characters follow.
fn digits(line: &[u8], from: usize, mut put: impl FnMut(u8, usize)) {
    let (mut at, mut count) = (from, 0);
    while count < MOST {
        let blanks = line.get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count();
        // Some put two blanks in the middle.
        if blanks > 2 || (blanks == 2 && count != MOST / 2) {
            return;
        }
        at += blanks;
        let digit =
            |at: usize| char::from(*line.get(at)?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let (Some(high), Some(low)) = (digit(at), digit(at + 1)) else { return };
        put(high << 4 | low, at);
        at += 2;
        count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::http::tests::{expected, messages, write};
    use crate::value::packets::tests::{Connection, connections, frames, is_made_of};
    use proptest::prelude::*;

    /// What `tcpdump -X` prints.
    fn print(frame: &[u8]) -> String {
        let mut text =
            String::from("06:40:00.125000 IP localhost.51234 > localhost.4566: Flags [P.], length 3\n");
        for (index, line) in frame.chunks(16).enumerate() {
            let digits: Vec<String> =
                line.chunks(2).map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
            let shown: String = line
                .iter()
                .map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { '.' })
                .collect();
            text += &format!("\t0x{:04x}:  {:<39}  {shown}\n", 16 * index, digits.join(" "));
        }
        text
    }

    proptest! {
        #[test]
        fn bodies_are_read_out_of_dumps(all in connections(), seed in any::<u64>(), ethernet in any::<bool>()) {
            let frames = frames(&all, seed, if ethernet { 14 } else { 0 });
            let text: String = frames.iter().map(|(_, frame)| print(frame)).collect();
            let made = unwrap(text.as_bytes());
            prop_assert!(is_made_of(&made, &Connection::in_order(&all, &frames)));
            for body in &made {
                for (at, byte) in body.text.iter().enumerate() {
                    let source = body.origins.at(at);
                    prop_assert_eq!(text[source..source + 2].to_owned(), format!("{byte:02x}"));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn bodies_are_read_out_of_a_stream(asked in messages(), answered in messages(), size in 1usize..300) {
            let mut text = String::new();
            let (ask, answer) = (write(&asked), write(&answered));
            let mut blocks = [(ask.chunks(size), 0, ""), (answer.chunks(size), 0, "    ")];
            for turn in 0..(ask.len().max(answer.len()) / size + 1) * 2 {
                let (chunks, offset, pad) = &mut blocks[turn % 2];
                for line in chunks.next().unwrap_or_default().chunks(16) {
                    let digits: Vec<String> = line.iter().map(|byte| format!("{byte:02x}")).collect();
                    text += &format!("{pad}{offset:08x}  {:<48}  ....\n", digits.join(" "));
                    *offset += line.len();
                }
            }
            let made: Vec<Vec<u8>> = unwrap(text.as_bytes()).into_iter().map(|made| made.text).collect();
            prop_assert_eq!(made, [expected(&asked), expected(&answered)].concat());
        }
    }

    #[test]
    fn a_line_of_wireshark() {
        let line = b"0010  45 00 04 ce 16 2b 40 00  40 06 22 04 7f 00 00 01   E....+@.@.\".....\n";
        let (at, from) = offset(line).unwrap();
        let mut bytes = Vec::new();
        digits(line, from, |byte, _| bytes.push(byte));
        assert_eq!((at, bytes.len(), bytes[15]), (16, 16, 1));
        assert_eq!(offset(b"x0000  45"), None);
    }
}
