//! The input of `aws kinesis put-records` and `put-record`: data and keys, no sequence number yet.

use super::{
    Shape,
    get_records::{DATA, PARTITION_KEY, SEQUENCE_NUMBER},
    json::{Entry, Fields, ShapeOf},
};

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::PutRecords, is, fields };

/// Whether the entry is such a record: listed for a stream, or without the number that a stream gives.
fn is(entry: &Entry<'_>) -> bool {
    if entry.around.for_stream {
        return entry.has(DATA) || (entry.listed && entry.has(PARTITION_KEY));
    }
    // Outside of a list named Records, any JSON with a field called data would do: ask for the key as well.
    let keyed = entry.has(PARTITION_KEY);
    let named = if entry.listed { entry.has(DATA) } else { entry.has_data(DATA) && keyed };
    // Of a record that was cut nobody knows whether the number would have followed; most are read, not put.
    named && !entry.has(SEQUENCE_NUMBER) && (entry.value.whole || keyed)
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields {
        data: entry.field(DATA),
        partition_key: entry.field(PARTITION_KEY),
        explicit_hash_key: entry.field(&["ExplicitHashKey", "explicitHashKey"]),
        ..Fields::default()
    }
}
