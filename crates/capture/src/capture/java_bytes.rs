//! A byte array as Java's `Arrays.toString` writes it: `[-13, -119, -102, -62]`.

use super::{
    Shape,
    json::{Entry, Fields, ShapeOf, is_data},
};
use kpl_format::{
    bytes::json::{JsonKind, Value},
    kpl::MAGIC,
};

/// From this many on, numbers among which one is negative are bytes rather than anything else.
const MANY: usize = 16;

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::JavaBytes, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    let JsonKind::Array(items) = &entry.value.kind else { return false };
    let number =
        |value: &Value| -> Option<i16> { std::str::from_utf8(value.span.of(entry.text)).ok()?.parse().ok() };
    let is_byte = |value: &Value| number(value).is_some_and(|number| (-128..=255).contains(&number));
    let mut numbers = items.iter().map(|item| number(item).map(|number| number.rem_euclid(256)));
    let magic = MAGIC.iter().all(|&byte| numbers.next() == Some(Some(i16::from(byte))));
    let bytes = || {
        items.len() >= MANY && items.iter().all(is_byte) && items.iter().any(|item| number(item) < Some(0))
    };
    is_data(entry.text, entry.value) && (magic || bytes())
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields { data: Some(entry.value), ..Fields::default() }
}
