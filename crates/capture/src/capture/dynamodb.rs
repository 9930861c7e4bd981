//! A binary attribute as DynamoDB writes it: `{"B": "…"}`.

use super::{
    Shape,
    json::{Entry, Fields, ShapeOf, is_data},
    likeness,
};

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::DynamoDb, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    let text = entry.field(&["B"]).and_then(|value| value.text(entry.text));
    let inside = text.map(|text| text.inside.of(entry.text));
    // Deep in other JSON a B may be anything.
    let likely = |inside| likeness::is_base64_field(inside) && entry.around.outermost;
    is_data(entry.text, entry.value)
        && inside.is_some_and(|inside| likeness::has_base64_magic(inside) || likely(inside))
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields { data: Some(entry.value), ..Fields::default() }
}
