//! Events of SubscribeToShard (enhanced fan-out): the records of get-records with a place to go on from.

use super::{
    Shape, get_records,
    json::{Entry, ShapeOf},
};

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::SubscribeToShard, is, fields: get_records::fields };

fn is(entry: &Entry<'_>) -> bool {
    entry.around.subscribed && get_records::is(entry)
}
