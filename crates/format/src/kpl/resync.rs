//! Finds where whole fields begin again after a field whose end is not known.
//!
//! Protobuf has no markers between fields. But a run of known fields whose lengths lead exactly to the end of the
//! message around them is no coincidence. So this searches for the first place from which such a run reaches the end.
//! The run must begin with something that is unlikely to occur within a payload: a whole record in an aggregate, or a
//! payload field in a record.
//!
//! Two things make the search more lenient. A later field may be broken inside, so after a whole record only the
//! lengths must fit. And the end itself may be cut, so that no run reaches it: then a whole record that is followed
//! by another whole record is enough.

use super::{
    NodeKind, Wire,
    schema::Message,
    wire::{self, FieldKey},
};
use crate::bytes::{Cursor, Span};

/// The most fields of a record that are checked. The limit keeps the time linear; tags are rare, so few records have
/// more.
const MAX_FIELDS: usize = 64;

/// How far a run of known fields from some offset leads. Later variants are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// To bytes that are not a known field.
    Lost,
    /// To a field that is cut by the end, over fields whose lengths fit.
    Cut,
    /// Exactly to the end, over fields whose lengths fit. What they contain may be broken.
    Fits,
    /// Exactly to the end, and every field is whole.
    Whole,
}

/// The places in a window at which whole fields begin again. They are found once for all faults in the window, which
/// keeps the time linear.
pub struct Starts {
    window: Span,
    /// The offsets from which a run reaches the end. The highest comes first.
    sure: Vec<usize>,
    /// The offsets that are used where there is no sure one. The highest comes first.
    likely: Vec<usize>,
}

impl Starts {
    /// Searches a window for the places at which fields of `message` begin.
    pub fn find(bytes: &[u8], window: Span, message: Message) -> Self {
        let mut starts = Self { window, sure: Vec::new(), likely: Vec::new() };
        let start_kind = match message {
            Message::Aggregate => NodeKind::Record,
            Message::Record => NodeKind::Data,
            Message::Tag | Message::Group => return starts,
        };
        // For each offset in the window, the run from there, and whether a whole record (in a record: a payload)
        // begins there. It is filled from the end, because each run builds on the one after its first field.
        let mut runs = vec![(Reach::Lost, false); window.len];
        runs.push((Reach::Whole, false));
        for at in (window.offset..window.end()).rev() {
            let rest = Span::between(at, window.end());
            let from = |end: usize| runs.get(end - window.offset).copied().unwrap_or((Reach::Lost, false));
            let (run, start) = if let Some((kind, end)) = whole_field(bytes, rest, message) {
                let ((run, another), start) = (from(end), kind == start_kind);
                if start && run >= Reach::Fits {
                    starts.sure.push(at);
                } else if start && message == Message::Aggregate && (run == Reach::Cut || another) {
                    starts.likely.push(at);
                }
                (run, start)
            } else if message == Message::Aggregate {
                let fits =
                    |length: Option<usize>| length.map_or(Reach::Cut, |end| from(end).0.min(Reach::Fits));
                (fitting(bytes, rest).map_or(Reach::Lost, fits), false)
            } else {
                continue;
            };
            if let Some(place) = runs.get_mut(at - window.offset) {
                *place = (run, start);
            }
        }
        starts
    }

    /// Whether the search covered this window.
    pub fn knows(&self, window: Span) -> bool {
        self.window.covers(window) && self.window.end() == window.end()
    }

    /// The first place from `offset` on at which whole fields begin. `broken` is the field whose end is not known.
    pub fn first(&self, bytes: &[u8], offset: usize, broken: NodeKind) -> Option<usize> {
        let next = |starts: &[usize]| {
            starts
                .partition_point(|&start| start >= offset)
                .checked_sub(1)
                .and_then(|at| starts.get(at).copied())
        };
        let first = next(&self.sure).or_else(|| next(&self.likely));
        match broken {
            NodeKind::PartitionKey | NodeKind::ExplicitHashKey => {
                entries_before(bytes, Span::between(offset, self.window.end()), first)
            }
            _ => first,
        }
    }
}

/// The first place from which table entries lead without a gap to the first record, or to the end. After a broken
/// entry of a key table, more entries usually follow, and they should be read too.
fn entries_before(bytes: &[u8], window: Span, record: Option<usize>) -> Option<usize> {
    let before = Span::between(window.offset, record.unwrap_or(window.end()));
    let mut lead = vec![false; before.len + 1];
    *lead.last_mut()? = true;
    let mut first = record;
    for at in (before.offset..before.end()).rev() {
        let entry = whole_field(bytes, Span::between(at, before.end()), Message::Aggregate)
            .filter(|&(kind, end)| kind != NodeKind::Record && lead.get(end - before.offset) == Some(&true));
        if entry.is_some() {
            first = Some(at);
            if let Some(place) = lead.get_mut(at - before.offset) {
                *place = true;
            }
        }
    }
    first
}

/// Where a known field at the top ends according to its length, whatever it contains. `Some(None)` where it is cut,
/// `None` where no known field begins here.
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

/// Whether a record begins in the window, whole or cut, possibly after table entries. This tells whether the sixteen
/// bytes where the digest should stand belong to the message instead.
pub fn starts_record(bytes: &[u8], window: Span) -> bool {
    let mut cursor = Cursor::new(bytes, window);
    while let Some((kind, end)) = whole_field(bytes, cursor.rest(), Message::Aggregate) {
        if kind == NodeKind::Record {
            return true;
        }
        cursor.skip_to(end);
    }
    let is = |key: &FieldKey, kind| Message::Record.field(key.number) == Some((kind, key.wire));
    let length = match (wire::key(&mut cursor), cursor.varint()) {
        (Ok(key), Ok(length))
            if Message::Aggregate.field(key.number) == Some((NodeKind::Record, key.wire)) =>
        {
            length
        }
        _ => return false,
    };
    let start = cursor.offset();
    for expected in [NodeKind::PartitionKeyIndex, NodeKind::ExplicitHashKeyIndex, NodeKind::Data] {
        let mut ahead = cursor;
        let Ok(key) = wire::key(&mut ahead) else { return false };
        if !is(&key, expected) {
            if expected == NodeKind::ExplicitHashKeyIndex {
                continue;
            }
            return false;
        }
        let Ok(value) = ahead.varint() else { return false };
        if expected == NodeKind::Data {
            let header = (ahead.offset() - start) as u64;
            return length.value.checked_sub(header).is_some_and(|room| value.value <= room);
        }
        cursor = ahead;
    }
    false
}

/// The kind and the end of the known field at the start of the window. `None` where there is none, where its wire
/// type is not the schema's, and for a record that is not whole.
fn whole_field(bytes: &[u8], window: Span, message: Message) -> Option<(NodeKind, usize)> {
    let mut cursor = Cursor::new(bytes, window);
    let FieldKey { number, wire, varint } = wire::key(&mut cursor).ok()?;
    let (kind, expected) = message.field(number)?;
    if wire != expected || varint.is_long_form() {
        return None;
    }
    let varint = cursor.varint().ok().filter(|varint| !varint.is_long_form())?;
    if wire == Wire::Varint {
        return Some((kind, cursor.offset()));
    }
    let value = cursor.take(varint.value)?;
    (kind != NodeKind::Record || is_record(bytes, value)).then_some((kind, value.end()))
}

/// Whether the bytes are a whole record: it has an index and a payload, and all its fields are known.
fn is_record(bytes: &[u8], value: Span) -> bool {
    let mut cursor = Cursor::new(bytes, value);
    let (mut has_index, mut has_data) = (false, false);
    for _ in 0..MAX_FIELDS {
        if cursor.is_done() {
            break;
        }
        let Some((kind, end)) = whole_field(bytes, cursor.rest(), Message::Record) else { return false };
        has_index |= kind == NodeKind::PartitionKeyIndex;
        has_data |= kind == NodeKind::Data;
        cursor.skip_to(end);
    }
    has_index && has_data
}
