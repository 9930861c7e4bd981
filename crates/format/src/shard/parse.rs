//! Reads the shards of a stream from the output of `aws kinesis list-shards` or `describe-stream`, of one or more
//! pages.

use super::{HashKeyRange, Shard, ShardFault, ShardMap};
use crate::bytes::json::{self, FaultKind, JsonKind, Value};

/// Reads a shard map from JSON. The text holds one document or several, one for each page. Each is
/// `{"Shards": […]}`, `{"StreamDescription": {"Shards": […]}}` or a plain list of shards.
///
/// # Errors
/// Fails where the text is not JSON, where it lists no shards, and where a shard lacks what Kinesis always writes.
pub fn parse(text: &[u8]) -> Result<ShardMap, ShardFault> {
    let (documents, fault) = json::documents(text);
    if let Some(fault) = fault.filter(|fault| fault.kind.stops()) {
        return Err(match fault.kind {
            FaultKind::CutShort => ShardFault::CutShort(fault.place),
            _ => ShardFault::NotJson(fault.place),
        });
    }
    let mut shards = Vec::new();
    let (mut found, mut more_pages) = (false, false);
    for document in &documents {
        let document = document.get(text, "StreamDescription").unwrap_or(document);
        let Some(list) = document.get(text, "Shards").unwrap_or(document).items() else { continue };
        found = true;
        // Each page says whether another follows, so only what the last page says counts.
        more_pages = has_more(text, document);
        for value in list {
            shards.push(shard(text, value, shards.len())?);
        }
    }
    if found {
        return ShardMap::new(shards, more_pages);
    }
    Err(documents.iter().find_map(|document| summary(text, document)).unwrap_or(ShardFault::NoShards))
}

fn has_more(text: &[u8], document: &Value) -> bool {
    let token = document.get(text, "NextToken").is_some_and(|token| token.kind == JsonKind::String);
    token || document.get(text, "HasMoreShards").is_some_and(|more| more.kind == JsonKind::Bool(true))
}

fn summary(text: &[u8], document: &Value) -> Option<ShardFault> {
    let summary = document.get(text, "StreamDescriptionSummary")?;
    let open = summary.get(text, "OpenShardCount").and_then(|count| word(text, count)?.parse().ok());
    Some(ShardFault::SummaryOnly { open })
}

fn shard(text: &[u8], value: &Value, place: usize) -> Result<Shard, ShardFault> {
    let member = |value: &Value, name| value.get(text, name).and_then(|value| word(text, value));
    let id = member(value, "ShardId").ok_or(ShardFault::NoId { shard: place })?;
    let range = value.get(text, "HashKeyRange");
    let end = |name| {
        let text = range.and_then(|range| member(range, name));
        let text = text.ok_or_else(|| ShardFault::NoRange { id: id.clone() })?;
        hash_key(&text).ok_or_else(|| ShardFault::NotAHashKey { id: id.clone(), text })
    };
    let (start, end) = (end("StartingHashKey")?, end("EndingHashKey")?);
    let range = HashKeyRange::new(start, end).ok_or_else(|| ShardFault::Backwards { id: id.clone() })?;
    let numbers = value.get(text, "SequenceNumberRange");
    let number = |name| numbers.and_then(|numbers| member(numbers, name));
    Ok(Shard {
        range,
        parent: member(value, "ParentShardId"),
        adjacent_parent: member(value, "AdjacentParentShardId"),
        starting_sequence_number: number("StartingSequenceNumber"),
        ending_sequence_number: number("EndingSequenceNumber"),
        id,
    })
}

/// The text of a string or of a number. A number is not converted, because a float would change a hash key.
fn word(text: &[u8], value: &Value) -> Option<String> {
    match value.kind {
        JsonKind::Number => Some(String::from_utf8_lossy(value.span.of(text)).into_owned()),
        _ => value.text(text).map(|text| text.decode().into_owned()),
    }
}

fn hash_key(text: &str) -> Option<u128> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
