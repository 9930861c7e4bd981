//! The model of zio-kinesis for Scala, made by reading its source, without running it. The stream fails at any record
//! that begins with the magic but is not a sound aggregate.

use super::{
    Emitted, OutcomeReason,
    dialect::JAVA,
    kcl::Kcl,
    message::{DecodedMessage, RecordFields},
    model::{Decoder, Model, ReceivedRecord, Ruling},
};

const DECODE: &str = "svroonland/zio-kinesis ProtobufAggregation.scala:41-62";
const RECORD: &str = "svroonland/zio-kinesis Consumer.scala:187-213";

pub struct ZioKinesis;

impl Model for ZioKinesis {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        if !received.has_magic() {
            return Ruling::whole(OutcomeReason::NoMagic, RECORD);
        }
        if !received.md5_holds {
            return Ruling::error(OutcomeReason::Digest, DECODE);
        }
        let message = match self.decode(received) {
            Ok(message) => message,
            Err(fault) => return Ruling::error(OutcomeReason::Unreadable(fault), DECODE),
        };
        for (record, &span) in message.records.iter().enumerate() {
            let fields = self.fields(received, span).unwrap_or_default();
            if self.give(received, &message, &fields, record).is_none() {
                return Ruling::error(bad_index(&message, &fields, record), RECORD);
            }
        }
        Ruling::all(message, RECORD)
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
        // zio-kinesis converts indexes with `.toInt`, which does what the KCL's cast does.
        Kcl.give(received, message, fields, index)
    }
}

/// Which of a record's two indexes points past its table.
fn bad_index(message: &DecodedMessage<'_>, fields: &RecordFields, record: usize) -> OutcomeReason {
    let known = RecordFields { explicit_hash_key_index: None, ..*fields };
    let keys = message.partition_keys.len();
    match (fields.explicit_hash_key_index, known.partition_key_index) {
        (Some(index), Some(key)) if usize::try_from(key & 0xffff_ffff).is_ok_and(|key| key < keys) => {
            OutcomeReason::ExplicitHashKeyIndex { record, index, entries: message.explicit_hash_keys.len() }
        }
        (_, index) => {
            OutcomeReason::PartitionKeyIndex { record, index: index.unwrap_or_default(), entries: keys }
        }
    }
}
