//! The event of a CloudWatch Logs subscription: gzip in base64 under `awslogs`. A stream would carry the same gzip.

use super::{
    Shape,
    json::{Entry, Fields, ShapeOf},
};

const LOGS: &[&str] = &["awslogs"];

pub(super) const SHAPE: ShapeOf = ShapeOf { shape: Shape::CloudWatchLogs, is, fields };

fn is(entry: &Entry<'_>) -> bool {
    entry.inner(LOGS).is_some_and(|logs| logs.has(&["data"]))
}

fn fields<'v>(entry: &Entry<'v>) -> Fields<'v> {
    Fields { data: entry.inner(LOGS).and_then(|logs| logs.field(&["data"])), ..Fields::default() }
}
