//! A Node Buffer or Uint8Array as `JSON.stringify` writes it.

use super::{
    Shape,
    json::{Entry, Fields, ShapeOf, is_data},
};
use kpl_format::bytes::json::JsonKind;

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::NodeBuffer, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    let bytes = matches!(entry.value.kind, JsonKind::Object(_)) && is_data(entry.text, entry.value);
    let buffer = entry.string(&["type"]).is_some_and(|kind| kind == "Buffer");
    bytes && (buffer || entry.value.get(entry.text, "0").is_some_and(|_| entry.value.members().len() > 3))
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields { data: Some(entry.value), ..Fields::default() }
}
