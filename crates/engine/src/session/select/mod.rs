//! The selectors: what each pane shows of a state, for the rows that are on the page. They give data; the page finds
//! the words.

mod banner;
mod bytes;
mod capture;
mod compare;
mod consumers;
mod details;
mod fields;
mod given;
mod happened;
mod lists;
mod payload;
mod scrub;
mod shards;

pub use banner::{Banner, banner};
pub use bytes::{ByteLeaf, ByteRow, byte_rows, bytes_total};
pub use capture::{
    CaptureUserRow, Overview, Progress, RecordRow, Task, capture_charts, capture_user_rows,
    capture_users_total, overview, progress, record_row_at_hand, record_rows, records_through,
};
pub use compare::{
    CompareResult, CompareRow, CompareView, Dump, DumpRow, compare_view, compared_rows, compared_total,
};
pub use consumers::{
    ConsumerRow, ConsumersSaid, EmittedRow, SeenKey, consumer_rows, consumers_said, emitted_rows,
    emitted_total,
};
pub use details::{Details, Reading, details};
pub use fields::{FieldRow, FieldValue, field_rows, fields_total};
pub use given::{CaptureFinding, Given, given, record, record_outline};
pub use happened::{HappenedSaid, HappenedView, RepairSaid, Said, happened, happened_said};
pub use lists::{
    FindingRow, KeyRow, Table, UserRow, finding_rows, findings_total, key_node, key_rows, keys_total,
    user_at_caret, user_rows, users_total,
};

pub use scrub::{scrub_proof, scrubbed};
pub use shards::{PlacedView, ShardRow, ShardsView, placed, shard_rows, shards_total, shards_view};

pub(super) use payload::make_ready;
pub use payload::{Inside, OpenPayload, open_payload, payload_bytes};

use crate::session::State;
use kpl_capture::text::legible::legible;
use kpl_format::bytes::Span;

/// The beginning of a text that may be long.
#[derive(Clone, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Preview {
    /// The text on one line. Control characters, and bytes that are not UTF-8, are made visible.
    pub text: String,
    /// Whether the text goes on.
    pub cut: bool,
}

/// The first `max` characters of `span`, on one line.
fn preview(bytes: &[u8], span: Span, max: usize) -> Preview {
    // A character has at most four bytes. This keeps a line from decoding megabytes.
    let head = Span::new(span.offset, span.len.min(max * 4)).of(bytes);
    let text: String = String::from_utf8_lossy(head).chars().take(max).map(legible).collect();
    let cut = head.len() < span.len || String::from_utf8_lossy(head).chars().count() > max;
    Preview { text, cut }
}

/// A preview of any bytes: as text if they are text, otherwise in hex. Returns whether they are text.
fn glimpse(bytes: &[u8], span: Span, max: usize) -> (Preview, bool) {
    let head = Span::new(span.offset, span.len.min(max * 4)).of(bytes);
    // The last character may be cut in two here; that does not make the bytes anything but text.
    let whole =
        (0..4).filter_map(|less| head.get(..head.len().checked_sub(less)?)).any(crate::payload::is_text);
    if whole {
        return (preview(bytes, span, max), true);
    }
    let head = Span::new(span.offset, span.len.min(max / 3)).of(bytes);
    let pairs: Vec<String> = head.iter().map(|byte| format!("{byte:02x}")).collect();
    (Preview { text: pairs.join(" "), cut: head.len() < span.len }, false)
}

#[must_use]
pub fn path_at(state: &State, offset: usize) -> Option<String> {
    let anatomy = &state.shown.as_ref()?.anatomy;
    anatomy.node_at(offset).map(|id| anatomy.path(id))
}

/// The size in bytes of the Kinesis record at hand.
#[must_use]
pub fn record_len(state: &State) -> usize {
    state.shown.as_ref().map_or(0, |shown| shown.data.len())
}

/// The bytes of a node: its value, or all of the node if it has no value of its own.
#[must_use]
pub fn node_bytes(state: &State, node: usize) -> &[u8] {
    let found = state.shown.as_ref().and_then(|shown| Some((shown, shown.anatomy.node(node)?)));
    found.map_or(&[], |(shown, node)| node.value().of(&shown.data))
}
