//! The model of Amazon Data Firehose that reads from a stream. It takes aggregates apart before it delivers them and
//! before it calls a transformation Lambda. Its code is closed and its documentation does not say what happens to a
//! damaged record. The model then assumes what the KCL does, and gives [`OutcomeReason::NotDocumented`].

use super::{
    Emitted, EmittedKey, Given, OutcomeReason,
    dialect::JAVA,
    kcl::Kcl,
    message::{DecodedMessage, RecordFields},
    model::{Decoder, Model, ReceivedRecord, Ruling},
};
use kpl_format::shard::HashKeyRange;

const DOCUMENTED: &str = "docs.aws.amazon.com/streams/latest/dev/kpl-with-firehose.html";

pub struct Firehose;

impl Model for Firehose {
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a> {
        let ruling = Kcl.judge(&ReceivedRecord { range: HashKeyRange::FULL, ..*received });
        let reason = match ruling.reason {
            plain @ (OutcomeReason::NoMagic | OutcomeReason::Read | OutcomeReason::NoRecords) => plain,
            _ => OutcomeReason::NotDocumented,
        };
        Ruling { reason, source: DOCUMENTED, ..ruling }
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
        let right = fields.explicit_hash_key_index.is_none();
        let emitted = Kcl.give(received, message, fields, index)?;
        Some(Emitted { explicit_hash_key: Given { key: EmittedKey::Absent, right }, ..emitted })
    }
}
