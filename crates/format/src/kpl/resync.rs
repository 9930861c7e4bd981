//! Where whole fields begin again after one whose end is not known.
//!
//! Protobuf has no marks to find one's place by. What tells is that a run of known fields, each with its length,
//! ends exactly where its container ends: chance doesn't do that. So this looks for the first place from which
//! such a run reaches the end, and that starts with something that does not turn up in payloads by itself: a
//! whole record in an aggregate, a payload field in a record. Something later may be broken too, so from a whole
//! record the lengths alone may lead on; and where nothing reaches the end, because that is cut, another whole
//! record behind the first will do.

use super::{
    Kind, Wire,
    schema::Message,
    wire::{self, Key},
};
use crate::bytes::{Cursor, Span};

/// Records with more fields than this are not checked to their end: tags are rare, and time must stay linear.
const MAX_FIELDS: usize = 64;

/// What a run of known fields comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Run {
    /// Nothing.
    Lost,
    /// To a field that is cut, over fields that fit.
    Cut,
    /// To the end, over fields that fit, whatever they hold.
    Fits,
    /// To the end, each field whole.
    Whole,
}

/// Where in a window fields can be read again. Found once for all faults in it, so that time stays linear.
pub struct Starts {
    window: Span,
    /// From the back: places from which a run reaches the end.
    sure: Vec<usize>,
    /// From the back: places that will do where there is no such.
    likely: Vec<usize>,
}

impl Starts {
    /// Looks for the places at which fields of `message` start again.
    pub fn find(bytes: &[u8], window: Span, message: Message) -> Self {
        let mut starts = Self { window, sure: Vec::new(), likely: Vec::new() };
        let start_kind = match message {
            Message::Aggregate => Kind::Record,
            Message::Record => Kind::Data,
            Message::Tag | Message::Group => return starts,
        };
        // From the back: the run from each offset (relative to the window), and whether a whole record is there.
        let mut runs = vec![(Run::Lost, false); window.len];
        runs.push((Run::Whole, false));
        for at in (window.offset..window.end()).rev() {
            let rest = Span::between(at, window.end());
            let from = |end: usize| runs.get(end - window.offset).copied().unwrap_or((Run::Lost, false));
            let (run, start) = if let Some((kind, end)) = whole_field(bytes, rest, message) {
                let ((run, another), start) = (from(end), kind == start_kind);
                if start && run >= Run::Fits {
                    starts.sure.push(at);
                } else if start && message == Message::Aggregate && (run == Run::Cut || another) {
                    starts.likely.push(at);
                }
                (run, start)
            } else if message == Message::Aggregate {
                let fits = |length: Option<usize>| length.map_or(Run::Cut, |end| from(end).0.min(Run::Fits));
                (fitting(bytes, rest).map_or(Run::Lost, fits), false)
            } else {
                continue;
            };
            if let Some(place) = runs.get_mut(at - window.offset) {
                *place = (run, start);
            }
        }
        starts
    }

    /// Whether this knows of every start in `window`.
    pub fn knows(&self, window: Span) -> bool {
        self.window.covers(window) && self.window.end() == window.end()
    }

    /// The first start from `offset` on; `broken` is the field whose end is not known.
    pub fn first(&self, bytes: &[u8], offset: usize, broken: Kind) -> Option<usize> {
        let next = |starts: &[usize]| {
            starts
                .partition_point(|&start| start >= offset)
                .checked_sub(1)
                .and_then(|at| starts.get(at).copied())
        };
        let first = next(&self.sure).or_else(|| next(&self.likely));
        match broken {
            Kind::PartitionKey | Kind::ExplicitHashKey => {
                entries_before(bytes, Span::between(offset, self.window.end()), first)
            }
            _ => first,
        }
    }
}

/// After a broken entry of a table, more entries may stand before the first record (or the end).
fn entries_before(bytes: &[u8], window: Span, record: Option<usize>) -> Option<usize> {
    let before = Span::between(window.offset, record.unwrap_or(window.end()));
    let mut lead = vec![false; before.len + 1];
    *lead.last_mut()? = true;
    let mut first = record;
    for at in (before.offset..before.end()).rev() {
        let entry = whole_field(bytes, Span::between(at, before.end()), Message::Aggregate)
            .filter(|&(kind, end)| kind != Kind::Record && lead.get(end - before.offset) == Some(&true));
        if entry.is_some() {
            first = Some(at);
            if let Some(place) = lead.get_mut(at - before.offset) {
                *place = true;
            }
        }
    }
    first
}

/// Where a field at the top ends by its length, whatever it holds: `Some(None)` where it is cut.
fn fitting(bytes: &[u8], window: Span) -> Option<Option<usize>> {
    let mut cursor = Cursor::new(bytes, window);
    let key = wire::key(&mut cursor).ok()?;
    let (_, expected) = Message::Aggregate.field(key.number)?;
    if key.wire != expected || key.varint.is_long_form() {
        return None;
    }
    let length = cursor.varint().ok().filter(|length| !length.is_long_form())?;
    Some(cursor.take(length.value).map(Span::end))
}

/// Whether a record starts here, whole or cut, perhaps behind entries of a table: for sixteen bytes that could be
/// a digest.
pub fn starts_record(bytes: &[u8], window: Span) -> bool {
    let mut cursor = Cursor::new(bytes, window);
    while let Some((kind, end)) = whole_field(bytes, cursor.rest(), Message::Aggregate) {
        if kind == Kind::Record {
            return true;
        }
        cursor.skip_to(end);
    }
    let is = |key: &Key, kind| Message::Record.field(key.number) == Some((kind, key.wire));
    let length = match (wire::key(&mut cursor), cursor.varint()) {
        (Ok(key), Ok(length)) if Message::Aggregate.field(key.number) == Some((Kind::Record, key.wire)) => {
            length
        }
        _ => return false,
    };
    let start = cursor.offset();
    for expected in [Kind::PartitionKeyIndex, Kind::ExplicitHashKeyIndex, Kind::Data] {
        let mut ahead = cursor;
        let Ok(key) = wire::key(&mut ahead) else { return false };
        if !is(&key, expected) {
            if expected == Kind::ExplicitHashKeyIndex {
                continue;
            }
            return false;
        }
        let Ok(value) = ahead.varint() else { return false };
        if expected == Kind::Data {
            let header = (ahead.offset() - start) as u64;
            return length.value.checked_sub(header).is_some_and(|room| value.value <= room);
        }
        cursor = ahead;
    }
    false
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
