//! Counts lines and columns of the stream.

use super::ends::last_line_break;
use kpl_format::bytes::{Place, Places};

/// A place in the stream. As in [`Places`], a byte ends a character if the next byte does not continue it. So the
/// column also depends on the byte that comes next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Track {
    line: usize,
    /// How many characters began in this line, without the one at its start.
    began: usize,
    /// Whether the line has no character so far.
    fresh: bool,
    /// Whether the last byte was a carriage return. It ends the line unless a line feed follows.
    returned: bool,
}

impl Track {
    pub(super) const fn new() -> Self {
        Self { line: 1, began: 0, fresh: true, returned: false }
    }

    pub(super) fn pass(&mut self, text: &[u8]) {
        if text.is_empty() {
            return;
        }
        *self = self.before(text.first());
        let (inside, returned) = match text {
            [inside @ .., b'\r'] => (inside, true),
            _ => (text, false),
        };
        self.returned = returned;
        let last = last_line_break(inside);
        if let Some(last) = last {
            let lines = text.get(..=last).unwrap_or_default();
            let breaks = memchr::memchr_iter(b'\n', lines).count();
            // A carriage return before a line feed is no line break of its own.
            let lone =
                memchr::memchr_iter(b'\r', lines).filter(|at| text.get(at + 1) != Some(&b'\n')).count();
            self.line = self.line.saturating_add(breaks + lone);
            (self.began, self.fresh) = (0, true);
        }
        let rest = text.get(last.map_or(0, |last| last + 1)..).unwrap_or_default();
        let Some((first, others)) = rest.split_first() else { return };
        self.began += usize::from(!self.fresh && begins(*first));
        self.began += match others.is_ascii() {
            true => others.len(),
            false => others.iter().filter(|byte| begins(**byte)).count(),
        };
        self.fresh = false;
    }

    /// Goes past so many ASCII characters, none of which ends a line. What was read as base64 need not be looked
    /// through again.
    pub(super) fn pass_plain(&mut self, characters: usize) {
        let Some(others) = characters.checked_sub(1) else { return };
        *self = self.before(Some(&b'A'));
        self.began += usize::from(!self.fresh) + others;
        self.fresh = false;
    }

    /// The place before the byte `next`, which is known here.
    fn before(self, next: Option<&u8>) -> Self {
        if self.returned && next != Some(&b'\n') {
            return Self { line: self.line.saturating_add(1), ..Self::new() };
        }
        Self { returned: false, ..self }
    }

    /// The places of offsets in the text that comes next. The offsets must be given in ascending order.
    pub(super) fn places<'a>(&self, text: &'a [u8]) -> impl FnMut(usize) -> Place + use<'a> {
        let here = self.before(text.first());
        let next = text.first().is_none_or(|byte| begins(*byte));
        let column = here.began + usize::from(!here.fresh && next);
        let (line, mut places) = (here.line, Places::new(text));
        move |offset| {
            let place = places.at(offset);
            let column = if place.line == 1 { column } else { 0 };
            Place { line: line.saturating_add(place.line - 1), column: place.column.saturating_add(column) }
        }
    }
}

/// Whether a byte begins a character. In UTF-8 those that do not have the form 10xxxxxx.
const fn begins(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_whole() {
        let text = b"ab\nc\xc3\xa9 d\r\nx\ry\xf0\x9f\x98\x80z\n\x80\x80a\n\xffb\x80";
        for at in 0..=text.len() {
            let mut track = Track::new();
            // Goes past the text in two pieces that meet anywhere.
            track.pass(&text[..at / 2]);
            track.pass(&text[at / 2..at]);
            let mut plain = track;
            plain.pass_plain(7);
            let mut passed = track;
            passed.pass(b"1234567");
            assert_eq!(
                (plain.places(b"")(0), plain.places(b"\n")(1)),
                (passed.places(b"")(0), passed.places(b"\n")(1))
            );
            let mut place = track.places(&text[at..]);
            for offset in at..=text.len() {
                assert_eq!(place(offset - at), Place::of(text, offset), "{at} {offset}");
            }
        }
    }
}
