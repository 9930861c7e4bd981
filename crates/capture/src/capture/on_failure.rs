//! What Lambda sends to an on-failure destination: to S3 with the event under `payload`, to SQS and SNS without it.

use super::{
    Shape,
    finding::Code,
    json::{Entry, ShapeOf},
    lambda_event,
};
use kpl_format::bytes::json::Value;

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
    let numbers = match (field("startSequenceNumber"), field("endSequenceNumber")) {
        (Some(start), Some(end)) => Some(format!("sequence numbers {start} to {end}")),
        (start, end) => start.or(end).map(|number| format!("sequence number {number}")),
    };
    let size = field("batchSize").map(|size| format!("batch size {size}"));
    let named: Vec<String> = [field("shardId"), numbers, size].into_iter().flatten().collect();
    (Code::OnFailureNoData, named.join(", "))
}
