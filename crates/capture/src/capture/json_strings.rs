//! An array of base64 strings: a record each, where one of them at least is an aggregate.

use super::{
    Shape,
    json::{Entry, Fields, ShapeOf},
    likeness,
};
use kpl_format::bytes::json::{JsonKind, Value};

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::JsonStrings, is, fields };

/// Whether an array is such a list.
pub(super) fn is_list(text: &[u8], items: &[Value]) -> bool {
    let inside = |item: &Value| item.text(text).map(|string| string.inside.of(text));
    // Of one that was cut there may be too little to say.
    items.iter().all(|item| inside(item).is_some_and(|text| !item.whole || likeness::is_base64_field(text)))
        && items.iter().filter_map(inside).any(likeness::has_base64_magic)
}

fn is(entry: &Entry<'_>) -> bool {
    entry.around.strings && entry.value.kind == JsonKind::String
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields { data: Some(entry.value), ..Fields::default() }
}
