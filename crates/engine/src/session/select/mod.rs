//! The selectors: what each pane shows of a state, for the rows that are on the page. They give data; the page finds
//! the words.

mod banner;
mod bytes;
mod capture;
mod compare;
mod consumers;
mod details;
mod emitted;
mod fields;
mod given;
mod happened;
mod lists;
mod opened;
mod payload;
mod preview;
mod scrub;
mod shards;
mod sheet;

pub use banner::{Banner, banner};
pub use bytes::{ByteLeaf, ByteRow, byte_rows, bytes_total};
pub use capture::{
    CaptureUserRow, Overview, Progress, RecordRow, Task, capture_charts, capture_user_rows,
    capture_users_total, overview, progress, record_row_at_hand, record_rows, records_through,
};
pub use compare::{
    CompareResult, CompareRow, CompareView, Dump, DumpRow, compare_view, compared_rows, compared_total,
};
pub use consumers::{ConsumerRow, ConsumersSaid, consumer_rows, consumers_said, emitted_rows, emitted_total};
pub use details::{Details, Reading, details};
pub use emitted::{EmittedRow, SeenKey};
pub use fields::{FieldRow, FieldValue, field_rows, fields_total};
pub use given::{CaptureFinding, Given, given, record, record_outline};
pub use happened::{HappenedSaid, HappenedView, RepairSaid, Said, happened, happened_said};
pub use lists::{
    FindingRow, KeyRow, Table, UserRow, finding_rows, findings_total, key_node, key_rows, keys_total,
    user_at_caret, user_rows, users_total,
};
pub use opened::{Inside, OpenPayload};
pub use preview::Preview;
pub use scrub::{scrub_proof, scrubbed};
pub use shards::{PlacedView, ShardRow, ShardsView, placed, shard_rows, shards_total, shards_view};
pub use sheet::{SheetView, readable, sheet_rows, sheet_total, sheet_view};

pub(super) use payload::make_ready;
pub use payload::{open_payload, payload_bytes};
use preview::{glimpse, preview, sought};

use crate::session::State;

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
