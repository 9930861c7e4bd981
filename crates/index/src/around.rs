//! What stands around a list of records in its document.

use kpl_format::bytes::{Span, json};
use std::rc::Rc;

/// What stands around a list of records and decides what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// Whether the list is the document itself, not a field of it.
    pub(super) array: bool,
    /// Whether the list is called `records`, not `Records`.
    pub(super) lower: bool,
    /// Whether the document names a stream, so that it is a request to put records.
    pub(super) for_stream: bool,
    /// Whether the document names an application of Kinesis Analytics.
    pub(super) application: bool,
    /// Whether the document is an event of SubscribeToShard.
    pub(super) subscribed: bool,
    /// Whether the list stands in an object inside the document, as in such an event.
    pub(super) inside: bool,
    /// Whether MultiLangDaemon wrote the document.
    pub(super) processed: bool,
    /// The shard of all records in the list, with its quotes.
    pub(super) shard: Option<Span>,
}

impl Around {
    /// Whether the list can be read item by item before the end of the document is known.
    pub(super) const fn can_be_long(&self) -> bool {
        !self.inside && !self.processed
    }
}

/// The shard that a document gives for all its records.
pub(super) fn shard_of(around: &Around, text: &[u8]) -> Option<Rc<str>> {
    let quoted = around.shard?;
    let value = json::Value { kind: json::JsonKind::String, span: quoted, whole: true };
    value.text(text).map(|string| Rc::from(string.decode()))
}
