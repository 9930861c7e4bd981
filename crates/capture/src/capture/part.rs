//! Pieces of a capture that is read as a stream: whole JSON documents or lines, read as those of a capture in memory.

use super::{
    Capture, Finding, KinesisRecord, Shape, base64, concatenated, detect, hex, improved, json::Documents,
    packed, reading::Reading, retyped, shapes, source::Source, timestamp, why::Why,
};
use crate::text::unpack::Packed;
pub use concatenated::Piece;

/// What a piece holds. Spans and places are those of the piece.
#[derive(Debug, Default)]
pub struct Part {
    /// Its Kinesis records.
    pub records: Vec<KinesisRecord>,
    /// What is wrong with it, the fault aside. The last one may say that there were more.
    pub findings: Vec<Finding>,
    /// What is wrong with the JSON.
    pub fault: Option<Finding>,
    /// Whether nothing behind that fault was read.
    pub stopped: bool,
    /// The shape of the first records, and how many are listed.
    pub shape: Option<(Shape, usize)>,
}

/// Reads JSON documents. `shard` is what MultiLangDaemon named before, and is afterwards what it named last.
#[must_use]
pub fn json(text: &[u8], shard: &mut Option<String>) -> Part {
    let documents = Documents::read(text);
    let mut reading = Reading::part(text);
    documents.read_part(&mut reading, shard);
    let mut at_fault = Reading::new(text);
    let stopped = documents.fault_of_part(&mut at_fault, reading.next_index());
    let (_, fault) = at_fault.finish();
    let shape = documents.recognise_lists(text);
    let (mut records, mut findings) = reading.finish();
    improved::improve(text, &mut records, &mut findings);
    Part { records, findings, fault: fault.into_iter().next(), stopped, shape }
}

/// Reads lines of base64, a record each.
#[must_use]
pub fn base64_lines(text: &[u8]) -> Part {
    lines(text, base64::read_lines)
}

/// Reads a line of hex that is a record.
#[must_use]
pub fn hex_line(text: &[u8]) -> Part {
    lines(text, |reading| hex::read_line(reading, reading.window()))
}

/// What stands in a piece of a text, as in a text of its own, and how it was found. A piece without a record is none that
/// every consumer is handed, unless it is the `only` one.
#[must_use]
pub fn text(text: &[u8], only: bool) -> (Part, Why) {
    let Capture { shape, why, records, findings, .. } = super::read(text);
    // Of what is unknown it is known that no record stands in it.
    if only || !is_text(shape) {
        return (Part { shape: Some((shape, records.len())), records, findings, ..Part::default() }, why);
    }
    let mut reading = Reading::part(text);
    shapes::read(&mut reading);
    let (records, findings) = reading.finish();
    let found = super::why_in_text(text, &records);
    (Part { records, findings, ..Part::default() }, found)
}

/// Whether that is what a text is as a whole, or nothing.
const fn is_text(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Text
            | Shape::Binary
            | Shape::Base64
            | Shape::Base64Lines
            | Shape::Hex
            | Shape::Concatenated
            | Shape::AwsCli
    )
}

/// Where the beginning of a text ends that can be read before the rest is known, at the start of a line; `None` where
/// more of it has to be seen. If it is `full` there is always a place; the second result says that something is open there.
#[must_use]
pub fn cut(text: &[u8], full: bool) -> Option<(usize, bool)> {
    shapes::cut(text, full)
}

fn lines(text: &[u8], read: impl FnOnce(&mut Reading<'_>)) -> Part {
    let mut reading = Reading::part(text);
    read(&mut reading);
    let (records, findings) = reading.finish();
    Part { records, findings, ..Part::default() }
}

/// The piece that begins at `at`; `None` at the end. Only a whole one ends where it does whatever follows.
/// `work` is what may still be hashed in search of ends, see [`most_work`].
#[must_use]
pub fn piece(bytes: &[u8], at: usize, work: &mut usize) -> Option<Piece> {
    concatenated::piece(bytes, at, work)
}

/// How many bytes may be hashed to find the aggregates in so many.
#[must_use]
pub const fn most_work(bytes: u64) -> u64 {
    concatenated::most_work(bytes)
}

/// What a beginning is taken for, and why. `whole` says that there is nothing behind it.
#[must_use]
pub fn recognise(head: &[u8], whole: bool) -> (Shape, Why) {
    let head = if whole { head } else { without_half_character(head) };
    let guess = detect::detect(&Source::open(head));
    (guess.shape, guess.why)
}

fn without_half_character(head: &[u8]) -> &[u8] {
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => head.get(..error.valid_up_to()).unwrap_or(head),
        _ => head,
    }
}

/// Whether a beginning is compressed, as it is or in base64.
#[must_use]
pub fn is_packed(head: &[u8]) -> bool {
    Packed::of(head).is_some() || packed::is_base64(head)
}

/// Whether it is text that mail or a word processor changed, and a capture without that.
#[must_use]
pub fn is_retyped(head: &[u8]) -> bool {
    retyped::undone(without_half_character(head)).is_some()
}

/// Whether text that was decoded was UTF-16 before: its offsets are others.
#[must_use]
pub fn is_utf16(head: &[u8]) -> bool {
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff")
}

/// Whether hex is a record a line.
#[must_use]
pub fn is_hex_lines(head: &[u8]) -> bool {
    hex::is_lines(head)
}

/// A timestamp as services write it, made one: `2020-05-16T07:59:25.000Z`; `None` where it is unreadable.
#[must_use]
pub fn timestamp(text: &str) -> Option<String> {
    timestamp::normalise(text)
}

/// A timestamp as services write it, in milliseconds since 1970; `None` where it is unreadable.
#[must_use]
pub fn milliseconds(text: &str) -> Option<i64> {
    timestamp::milliseconds(text)
}
