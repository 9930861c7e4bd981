//! Whether a text is a capture beyond doubt, so that nobody looks for another one in it.

use super::{Guess, Reading, Shape, detect, framed, likeness, lines, read_guess, source::Source};
use kpl_format::bytes::{
    Span,
    hex::{self, HexForm},
};

/// How many records are in a piece.
pub(super) fn count(piece: &[u8]) -> usize {
    let source = Source::open(piece);
    let guess = detect::detect(&source);
    count_as(&source, guess)
}

fn count_as(source: &Source<'_>, guess: Guess) -> usize {
    let mut reading = Reading::new(source.text());
    read_guess(&mut reading, source, guess);
    reading.next_index()
}

/// Whether a text is a capture and nothing else.
pub(super) fn is_capture(text: &[u8]) -> bool {
    let source = Source::open(text);
    let guess = detect::detect(&source);
    is_sure(guess.shape, text, || count_as(&source, guess))
}

/// Whether a text that seems to be of a shape is so beyond doubt: words may look like base64 or hex. `records` counts
/// those that are read of it.
pub(super) fn is_sure(shape: Shape, text: &[u8], records: impl FnOnce() -> usize) -> bool {
    let window = Span::new(0, text.len());
    let begins = |is: fn(&[u8]) -> bool| lines::lines(text, window).any(|line| is(line.of(text)));
    match shape {
        Shape::InText => !framed::dumps(text).is_empty(),
        Shape::Unknown | Shape::Text | Shape::Binary | Shape::Concatenated => false,
        Shape::Base64 | Shape::Base64Lines => begins(likeness::has_base64_magic),
        Shape::Hex => {
            !matches!(hex::form(text, window), None | Some(HexForm::Digits))
                || begins(likeness::is_hex_aggregate)
        }
        _ => records() > 0,
    }
}
