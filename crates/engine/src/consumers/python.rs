//! The model of `aws_kinesis_agg` 1.2.3 for Python, over protobuf 4.21 (upb): `deaggregate_records`.
//!
//! The library's generator, `iter_deaggregate_records`, differs in one thing: where it raises an error, the
//! application has got the user records that it yielded before.

use super::{
    Emitted, EmittedKey, Given, OutcomeReason,
    dialect::UPB,
    handed_over::payload,
    message::{DecodedMessage, KeyEntry, RecordFields, entry},
    model::{Decoder, Model, ReceivedRecord, Ruling},
    strict,
};

const PLAIN: &str = "awslabs/kinesis-aggregation python/aws_kinesis_agg/deaggregator.py:236-257, 282-283";
const PARSE: &str = "awslabs/kinesis-aggregation python/aws_kinesis_agg/deaggregator.py:279-280";
const LOOP: &str = "awslabs/kinesis-aggregation python/aws_kinesis_agg/deaggregator.py:267-277";
const DUMP: &str = "awslabs/kinesis-aggregation python/aws_kinesis_agg/deaggregator.py:102-103";

pub struct Python;

impl Model for Python {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        if let Some(plain) = received.plain() {
            return Ruling::whole(plain, PLAIN);
        }
        match self.decode(received) {
            Err(fault) => Ruling::whole(OutcomeReason::Unreadable(fault), PARSE),
            Ok(message) => hand_over(received, message),
        }
    }

    fn decoder(&self, _: &ReceivedRecord<'_>) -> Decoder {
        Decoder::Strict(&UPB)
    }

    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        index: usize,
    ) -> Option<Emitted<'a>> {
        // A missing index reads as 0. So a record without an explicit hash key gets the entry 0 of that table.
        let look_up = |table: &[KeyEntry<'a>], index: Option<u64>| {
            let entry = entry(table, index.unwrap_or_default())?;
            let key = match EmittedKey::of(entry) {
                EmittedKey::Replaced(bytes) => EmittedKey::Bytes(bytes),
                key => key,
            };
            Some(Given { key, right: index.is_some() && entry.is_utf8() })
        };
        let explicit_hash_key = if message.explicit_hash_keys.is_empty() {
            Given { key: EmittedKey::Null, right: fields.explicit_hash_key_index.is_none() }
        } else {
            look_up(&message.explicit_hash_keys, fields.explicit_hash_key_index)?
        };
        Some(Emitted {
            partition_key: look_up(&message.partition_keys, fields.partition_key_index)?,
            explicit_hash_key,
            sub_sequence_number: Some(index),
            data: payload(received.data, fields),
        })
    }
}

/// The library's loop over the records. At the first bad index the loop ends, and the library prints
/// the whole message. To print it, it looks up all explicit hash keys; a bad index there raises an error out of the
/// library.
fn hand_over<'a>(received: &ReceivedRecord<'a>, message: DecodedMessage<'a>) -> Ruling<'a> {
    let mut failed = None;
    for (record, &span) in message.records.iter().enumerate() {
        let fields = strict::record(received.data, span, &UPB).unwrap_or_default();
        let index = fields.explicit_hash_key_index.unwrap_or_default();
        let table = &message.explicit_hash_keys;
        if !table.is_empty() && entry(table, index).is_none() {
            let reason = OutcomeReason::ExplicitHashKeyIndex { record, index, entries: table.len() };
            return Ruling::error(reason, DUMP);
        }
        let index = fields.partition_key_index.unwrap_or_default();
        if failed.is_none() && entry(&message.partition_keys, index).is_none() {
            failed = Some(OutcomeReason::PartitionKeyIndex {
                record,
                index,
                entries: message.partition_keys.len(),
            });
        }
    }
    match failed {
        Some(reason @ OutcomeReason::PartitionKeyIndex { record, .. }) => {
            Ruling::some(record, message, reason, LOOP)
        }
        _ => Ruling::all(message, LOOP),
    }
}
