//! The model of the Kinesis Client Library (KCL) for Java, versions 1 to 3: `AggregatorUtil.deaggregate`, which is
//! `UserRecord.deaggregate` in version 1.
//!
//! Its javadoc says that user records outside of the shard are left out. In fact a single one makes it drop the whole
//! aggregate, without a line in the log (`AggregatorUtil.java:144-150`).

use super::{
    Emitted, EmittedKey, Given, OutcomeReason,
    dialect::JAVA,
    handed_over::payload,
    message::{DecodedMessage, KeyEntry, RecordFields},
    model::{Decoder, Model, ReceivedRecord, Ruling},
    reason::HashKeyProblem,
    strict, text,
};
use kpl_format::kpl::{self, HashKeyFault};

const PLAIN: &str = "awslabs/amazon-kinesis-client AggregatorUtil.java:104-112, 204-207";
const DIGEST: &str = "awslabs/amazon-kinesis-client AggregatorUtil.java:123-124";
const PARSE: &str = "awslabs/amazon-kinesis-client AggregatorUtil.java:195-196";
const LOOP: &str = "awslabs/amazon-kinesis-client AggregatorUtil.java:133-194";
const RANGE: &str = "awslabs/amazon-kinesis-client AggregatorUtil.java:144-150, 217-223";

pub struct Kcl;

impl Model for Kcl {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        match received.plain() {
            Some(OutcomeReason::Digest) => return Ruling::whole(OutcomeReason::Digest, DIGEST),
            Some(plain) => return Ruling::whole(plain, PLAIN),
            None => {}
        }
        match self.decode(received) {
            Err(fault) => Ruling::whole(OutcomeReason::Unreadable(fault), PARSE),
            Ok(message) => hand_over(received, message),
        }
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Strict(&JAVA)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        let look_up = |table: &[KeyEntry<'a>], index: u64| {
            let entry = *table.get(wrapped(index)?)?;
            let right = entry.is_utf8() && index <= u64::from(u32::MAX);
            let key = match EmittedKey::of(entry) {
                EmittedKey::Replaced(bytes) => EmittedKey::ReplacedByJava(bytes),
                key => key,
            };
            Some(Given { key, right })
        };
        let explicit_hash_key = match fields.explicit_hash_key_index {
            None => Given { key: EmittedKey::Null, right: true },
            Some(index) => look_up(&message.explicit_hash_keys, index)?,
        };
        Some(Emitted {
            partition_key: look_up(&message.partition_keys, fields.partition_key_index?)?,
            explicit_hash_key,
            sub_sequence_number: Some(index),
            data: payload(received.data, fields),
        })
    }
}

/// The index that the KCL uses. It casts the index to an `int` (`AggregatorUtil.java:137,139`), so only the low 32
/// bits count. From 2^31 on these are a negative number, which points to no entry: `None`.
fn wrapped(index: u64) -> Option<usize> {
    usize::try_from(index & 0xffff_ffff).ok().filter(|&index| index < 1 << 31)
}

/// The KCL's loop over the records. A record whose keys cannot be looked up ends the loop, and the records before it
/// are kept. A record outside of the shard ends it too, and drops all records.
fn hand_over<'a>(received: &ReceivedRecord<'a>, message: DecodedMessage<'a>) -> Ruling<'a> {
    let found = message.records.len();
    let text = |entry: &KeyEntry<'a>| text::java(entry.bytes);
    let hash = |entry: &KeyEntry<'a>| kpl::hash_of_partition_key(text(entry).as_bytes());
    let hashes: Vec<u128> = message.partition_keys.iter().map(hash).collect();
    let explicit: Vec<Result<u128, HashKeyFault>> =
        message.explicit_hash_keys.iter().map(|entry| kpl::parse_explicit_hash_key(&text(entry))).collect();
    for (record, &span) in message.records.iter().enumerate() {
        let Ok(fields) = strict::record(received.data, span, &JAVA) else { break };
        let index = fields.partition_key_index.unwrap_or_default();
        let Some(&hash) = wrapped(index).and_then(|index| hashes.get(index)) else {
            let reason = OutcomeReason::PartitionKeyIndex { record, index, entries: hashes.len() };
            return Ruling::some(record, message, reason, LOOP);
        };
        let hash_key = match fields.explicit_hash_key_index {
            None => Ok(hash),
            Some(index) => match wrapped(index).and_then(|index| explicit.get(index)) {
                Some(&hash_key) => hash_key,
                None => {
                    let reason =
                        OutcomeReason::ExplicitHashKeyIndex { record, index, entries: explicit.len() };
                    return Ruling::some(record, message, reason, LOOP);
                }
            },
        };
        let problem = match hash_key {
            Err(HashKeyFault::Empty | HashKeyFault::NotDecimal) => {
                return Ruling::some(record, message, OutcomeReason::HashKeyNotANumber { record }, LOOP);
            }
            Err(HashKeyFault::Negative) => HashKeyProblem::Negative,
            Err(HashKeyFault::TooLarge) => HashKeyProblem::TooLarge,
            Ok(hash_key) if received.range.contains(hash_key) => continue,
            Ok(_) => HashKeyProblem::OtherShard,
        };
        return Ruling::nothing(found, true, OutcomeReason::OutsideOfShard { record, problem }, RANGE);
    }
    Ruling::all(message, LOOP)
}
