//! What Lambda sends to an on-failure destination: to S3 with the event under `payload`, to SQS and SNS without it.

use super::{
    Shape,
    finding::Code,
    json::{Entry, ShapeOf},
    lambda_event,
};
use crate::bytes::json::Value;

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::OnFailure, is, fields: lambda_event::fields };

fn is(entry: &Entry<'_>) -> bool {
    entry.around.batch.is_some() && lambda_event::is(entry)
}

/// What the message names instead of data.
pub(super) fn no_data(text: &[u8], batch: &Value) -> (Code, String) {
    let field = |name: &str| {
        let value = batch.get(text, name)?;
        Some(match value.text(text) {
            Some(string) => string.decode().into_owned(),
            None => String::from_utf8_lossy(value.span.of(text)).into_owned(),
        })
    };
    let named = [
        ("", field("shardId")),
        ("from sequence number ", field("startSequenceNumber")),
        ("to ", field("endSequenceNumber")),
        ("batch size ", field("batchSize")),
    ];
    let named: Vec<String> =
        named.into_iter().filter_map(|(word, value)| Some(format!("{word}{}", value?))).collect();
    (Code::OnFailureNoData, named.join(", "))
}
