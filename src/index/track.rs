//! The line and column of the stream so far.

use super::ends::last_line_break;
use crate::bytes::{Place, Places};

/// A place in the stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Track {
    place: Place,
}

impl Track {
    pub(super) const fn new() -> Self {
        Self { place: Place { line: 1, column: 1 } }
    }

    /// Goes past `text`, which ends in a whole character and not within `\r\n`.
    pub(super) fn pass(&mut self, text: &[u8]) {
        let last = last_line_break(text);
        if let Some(last) = last {
            let lines = text.get(..=last).unwrap_or_default();
            let breaks = memchr::memchr_iter(b'\n', lines).count();
            // A carriage return before a line feed is no line break of its own.
            let lone =
                memchr::memchr_iter(b'\r', lines).filter(|at| lines.get(at + 1) != Some(&b'\n')).count();
            self.place.line = self.place.line.saturating_add(breaks + lone);
            self.place.column = 1;
        }
        let rest = text.get(last.map_or(0, |last| last + 1)..).unwrap_or_default();
        let characters = if rest.is_ascii() {
            rest.len()
        } else {
            rest.iter().filter(|&byte| byte & 0xc0 != 0x80).count()
        };
        self.place.column = self.place.column.saturating_add(characters);
    }

    /// The places of offsets in the text that comes next, in ascending order.
    pub(super) fn places<'a>(&self, text: &'a [u8]) -> impl FnMut(usize) -> Place + use<'a> {
        let (before, mut places) = (self.place, Places::new(text));
        move |offset| {
            let place = places.at(offset);
            let column = if place.line == 1 { before.column - 1 } else { 0 };
            Place {
                line: before.line.saturating_add(place.line - 1),
                column: place.column.saturating_add(column),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_whole() {
        let text = "ab\ncé d\r\nx\ryé\u{1f600}z".as_bytes();
        let boundaries = (0..=text.len()).filter(|&at| {
            std::str::from_utf8(&text[..at]).is_ok()
                && !(text[..at].ends_with(b"\r") && text[at..].starts_with(b"\n"))
        });
        for at in boundaries {
            let mut track = Track::new();
            track.pass(&text[..at]);
            let mut place = track.places(&text[at..]);
            for offset in at..=text.len() {
                assert_eq!(place(offset - at), Place::of(text, offset), "{at} {offset}");
            }
        }
    }
}
