//! Where whole fields begin again after one whose end is not known.
//!
//! Protobuf has no marks to find one's place by. What tells is that a run of known fields, each with its length,
//! ends exactly where its container ends: chance doesn't do that. So this looks for the first place from which
//! such a run reaches the end, and that starts with something that does not turn up in payloads by itself: a
//! whole record in an aggregate, a payload field in a record.

use super::{
    Kind, Wire,
    schema::Message,
    wire::{self, Key},
};
use crate::bytes::{Cursor, Span};

/// Records with more fields than this are not checked to their end: tags are rare, and time must stay linear.
const MAX_FIELDS: usize = 64;

/// The first offset in `window` from which known fields of `message` reach its end; `None` where there is none.
pub fn resume(bytes: &[u8], window: Span, message: Message) -> Option<usize> {
    let start_kind = match message {
        Message::Aggregate => Kind::Record,
        Message::Record => Kind::Data,
        Message::Tag | Message::Group => return None,
    };
    // From the back: `reaches` says for each offset (relative to the window) whether a run from there ends right.
    let mut reaches = vec![false; window.len + 1];
    *reaches.last_mut()? = true;
    let mut first = None;
    for at in (window.offset..window.end()).rev() {
        let Some((kind, end)) = whole_field(bytes, Span::between(at, window.end()), message) else {
            continue;
        };
        if !reaches.get(end - window.offset).copied().unwrap_or(false) {
            continue;
        }
        if let Some(reach) = reaches.get_mut(at - window.offset) {
            *reach = true;
        }
        if kind == start_kind {
            first = Some(at);
        }
    }
    first
}

/// A known field with its right wire type at the start of the window: what it is and where it ends.
fn whole_field(bytes: &[u8], window: Span, message: Message) -> Option<(Kind, usize)> {
    let mut cursor = Cursor::new(bytes, window);
    let Key { number, wire, varint } = wire::key(&mut cursor).ok()?;
    let (kind, expected) = message.field(number)?;
    if wire != expected || varint.is_long_form() {
        return None;
    }
    let varint = cursor.varint().ok().filter(|varint| !varint.is_long_form())?;
    if wire == Wire::Varint {
        return Some((kind, cursor.offset()));
    }
    let value = cursor.take(varint.value)?;
    (kind != Kind::Record || is_record(bytes, value)).then_some((kind, value.end()))
}

/// Whether the bytes are a record with an index and a payload and nothing else but known fields.
fn is_record(bytes: &[u8], value: Span) -> bool {
    let mut cursor = Cursor::new(bytes, value);
    let (mut has_index, mut has_data) = (false, false);
    for _ in 0..MAX_FIELDS {
        if cursor.is_done() {
            break;
        }
        let Some((kind, end)) = whole_field(bytes, cursor.rest(), Message::Record) else { return false };
        has_index |= kind == Kind::PartitionKeyIndex;
        has_data |= kind == Kind::Data;
        cursor.skip_to(end);
    }
    has_index && has_data
}
