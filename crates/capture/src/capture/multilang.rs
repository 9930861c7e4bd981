//! Lines that the KCL's MultiLangDaemon writes to its child (`JsonFriendlyRecord.java`): records taken apart
//! already, without their explicit hash keys.

use super::{
    Shape,
    get_records::{self, DATA},
    json::{Entry, ShapeOf},
};
use kpl_format::bytes::json::Value;

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::MultiLang, is, fields: get_records::fields };

/// What the daemon and its child say to one another.
const ACTIONS: &[&str] = &[
    "initialize",
    "processRecords",
    "checkpoint",
    "shutdown",
    "shutdownRequested",
    "leaseLost",
    "shardEnded",
    "status",
];

fn is(entry: &Entry<'_>) -> bool {
    entry.string(&["action"]).is_some_and(|action| action == "record") && entry.has(DATA)
}

/// Whether a line is one of theirs, with records or without.
pub(super) fn is_action(text: &[u8], root: &Value) -> bool {
    let action = root.get(text, "action").and_then(|action| action.text(text));
    let named = action.is_some_and(|action| ACTIONS.iter().any(|known| action.is(known)));
    let fields = ["records", "shardId", "sequenceNumber", "responseFor", "checkpoint", "reason"];
    named && (root.members().len() == 1 || fields.iter().any(|field| root.get(text, field).is_some()))
}
