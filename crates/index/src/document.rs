//! A JSON document as services write it, taken apart by spans: a record, or an object or array that lists records.

use super::{
    around::Around,
    ends::{Ends, string_end},
    fast::{Item, blank, item, scalar},
    names::RecordKind,
};
use kpl_format::bytes::{Span, json};

/// An entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "nearly every entry is the large one")]
pub(super) enum Entry {
    /// A record of a known kind.
    Clean(Item),
    /// A value that the reader in `capture` must look at.
    Odd(Span),
}

/// What a document was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) kind: RecordKind,
    /// What stands around the list; `None` where the document is itself a record.
    pub(super) around: Option<Around>,
}

/// Takes a document apart and adds its entries to `entries`. `None` where anything around them is unusual.
pub(super) fn document(text: &[u8], entries: &mut Vec<Entry>) -> Option<Document> {
    entries.clear();
    // A record of MultiLangDaemon means nothing without its list.
    let alone =
        |(kind, item): &(RecordKind, Item)| *kind != RecordKind::MultiLang && item.object.end() == text.len();
    if let Some((kind, item)) = first(text, 0).filter(alone) {
        entries.push(Entry::Clean(item));
        return Some(Document { kind, around: None });
    }
    let (mut around, at) = head(text)?;
    let at = blank(text, at);
    let (kind, found) = first(text, at)?;
    entries.push(Entry::Clean(found));
    let mut at = blank(text, found.object.end());
    while text.get(at) == Some(&b',') {
        at = blank(text, at + 1);
        let entry = entry(text, at, kind)?;
        entries.push(entry);
        at = blank(text, entry.end());
    }
    (text.get(at) == Some(&b']')).then_some(())?;
    let before = around;
    let end = if around.array { at + 1 } else { tail(text, at + 1, &mut around)? };
    // If an item is no JSON, nothing is known of what stands behind it.
    let known = around == before || entries.iter().all(|entry| matches!(entry, Entry::Clean(_)));
    let fits = end == text.len() && kind.fits(&around) && known;
    fits.then_some(Document { kind, around: Some(around) })
}

impl Entry {
    pub(super) const fn end(&self) -> usize {
        match self {
            Self::Clean(item) => item.object.end(),
            Self::Odd(span) => span.end(),
        }
    }
}

/// The first record of a list and its kind, which is the kind of all of them.
pub(super) fn first(text: &[u8], at: usize) -> Option<(RecordKind, Item)> {
    if text.get(at) != Some(&b'{') {
        return None;
    }
    RecordKind::EVERY.into_iter().find_map(|kind| Some((kind, item(text, at, kind)?)))
}

fn entry(text: &[u8], at: usize, kind: RecordKind) -> Option<Entry> {
    if let Some(item) = item(text, at, kind) {
        return Some(Entry::Clean(item));
    }
    // A comma or bracket is left to the reader in `capture`, since what it says about it depends on what stands
    // around.
    let begins = text.get(at).is_some_and(|byte| !matches!(byte, b',' | b']' | b'}'));
    let len = begins.then(|| Ends::new().step(text.get(at..)?))??;
    Some(Entry::Odd(Span::new(at, len)))
}

/// Reads up to the opening bracket of the list. Returns the offset where the first entry may stand.
pub(super) fn head(text: &[u8]) -> Option<(Around, usize)> {
    let mut around = Around::default();
    match text.first()? {
        b'[' => {
            around.array = true;
            return Some((around, 1));
        }
        b'{' => {}
        _ => return None,
    }
    let mut at = blank(text, 1);
    loop {
        let (name, value) = name(text, at)?;
        match name {
            b"Records" | b"records" => {
                around.lower = name == b"records";
                return (text.get(value) == Some(&b'[')).then_some((around, value + 1));
            }
            b"SubscribeToShardEvent" if !around.inside => {
                (around.inside, around.subscribed) = (true, true);
                (text.get(value) == Some(&b'{')).then_some(())?;
                at = blank(text, value + 1);
                continue;
            }
            _ if around.inside => at = blank(text, passed(text, value)?),
            _ => at = blank(text, field(text, name, value, &mut around)?),
        }
        (text.get(at) == Some(&b',')).then_some(())?;
        at = blank(text, at + 1);
    }
}

/// Reads what follows the closing bracket of the list. Returns the offset where the document ends.
fn tail(text: &[u8], at: usize, around: &mut Around) -> Option<usize> {
    let at = if around.inside { members(text, at, |_, value| passed(text, value))? } else { at };
    members(text, at, |name, value| field(text, name, value, around))
}

/// Passes the remaining members of the object that has the list. Returns the offset where the object ends.
fn members(text: &[u8], at: usize, mut pass: impl FnMut(&[u8], usize) -> Option<usize>) -> Option<usize> {
    let mut at = blank(text, at);
    while text.get(at) == Some(&b',') {
        let (name, value) = name(text, blank(text, at + 1))?;
        (!matches!(name, b"Records" | b"records")).then_some(())?;
        at = blank(text, pass(name, value)?);
    }
    (text.get(at) == Some(&b'}')).then_some(at + 1)
}

/// The name of a member, and the offset where its value begins.
fn name(text: &[u8], at: usize) -> Option<(&[u8], usize)> {
    (text.get(at) == Some(&b'"')).then_some(())?;
    let (end, escaped) = string_end(text, at + 1)?;
    let name = text.get(at + 1..end).filter(|name| !escaped && name.iter().all(|&byte| byte >= 0x20))?;
    let colon = blank(text, end + 1);
    (text.get(colon) == Some(&b':')).then(|| (name, blank(text, colon + 1)))
}

/// Passes a member that is not the list. `None` for a member that changes what the records mean.
fn field(text: &[u8], name: &[u8], at: usize, around: &mut Around) -> Option<usize> {
    match name {
        b"StreamName" | b"StreamARN" | b"streamName" | b"streamARN" => around.for_stream = true,
        b"shardId" => {
            let (value, end) = scalar(text, at)?;
            let first = around.shard.is_none();
            around.shard = value.filter(|value| value.string && first).map(|value| value.span);
            return around.shard.map(|_| end);
        }
        b"applicationArn" => around.application = true,
        b"ContinuationSequenceNumber" => around.subscribed = true,
        b"action" => {
            let (value, end) = scalar(text, at)?;
            around.processed = value.is_some_and(|value| value.raw(text) == b"processRecords");
            return around.processed.then_some(end);
        }
        b"FailedRecordCount" | b"KinesisBatchInfo" | b"SubscribeToShardEvent" => return None,
        _ => {}
    }
    passed(text, at)
}

/// The offset where the value at `at` ends.
fn passed(text: &[u8], at: usize) -> Option<usize> {
    if let Some((_, end)) = scalar(text, at) {
        return Some(end);
    }
    let value = Span::new(at, Ends::new().step(text.get(at..)?)?);
    let (read, fault) = json::parse(value.of(text));
    (read.is_some() && fault.is_none()).then_some(value.end())
}
