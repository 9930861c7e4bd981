//! The records that an application gets, one after another, and what models ask to make them.

use super::{
    Judgement, Outcome, OutcomeReason,
    emitted::{Emitted, EmittedKey, Given},
    message::{DecodedMessage, RecordFields, entry},
    model::{Model, ReceivedRecord},
};

/// Iterates over the records that the application gets. Each is decoded when it is asked for.
pub struct UserRecords<'a> {
    judgement: Judgement,
    received: ReceivedRecord<'a>,
    message: DecodedMessage<'a>,
    /// How many records were returned so far.
    given: usize,
    /// The place of the next record in the message.
    next: usize,
}

impl<'a> UserRecords<'a> {
    /// The records of a judgement. Where needed, this decodes the message again.
    pub fn new(judgement: &Judgement, received: ReceivedRecord<'a>) -> Self {
        let message = match judgement.outcome {
            Outcome::Records | Outcome::Partial => {
                judgement.consumer.model().decode(&received).unwrap_or_default()
            }
            _ => DecodedMessage::default(),
        };
        Self::of(judgement, received, message)
    }

    /// The records of a judgement whose message is already decoded.
    pub fn of(judgement: &Judgement, received: ReceivedRecord<'a>, message: DecodedMessage<'a>) -> Self {
        Self { judgement: judgement.clone(), received, message, given: 0, next: 0 }
    }
}

impl<'a> Iterator for UserRecords<'a> {
    type Item = Emitted<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.given >= self.judgement.emitted {
            return None;
        }
        if self.judgement.outcome == Outcome::Passthrough {
            self.given += 1;
            return Some(Emitted::whole(self.received.data));
        }
        let model = self.judgement.consumer.model();
        loop {
            let record = *self.message.records.get(self.next)?;
            let index = self.next;
            self.next += 1;
            let given = model
                .fields(&self.received, record)
                .ok()
                .and_then(|fields| model.give(&self.received, &self.message, &fields, index));
            if given.is_some() {
                self.given += 1;
                return given;
            }
        }
    }
}

pub fn payload<'a>(data: &'a [u8], fields: &RecordFields) -> Option<&'a [u8]> {
    fields.data.map(|span| span.of(data))
}

/// Looks up a record's partition key and explicit hash key. A missing partition key index reads as 0. A record
/// without an explicit hash key gets `none` for it. `None` where an index points past its table.
pub fn looked_up<'a>(
    message: &DecodedMessage<'a>,
    fields: &RecordFields,
    none: EmittedKey<'a>,
) -> Option<(Given<'a>, Given<'a>)> {
    let key = entry(&message.partition_keys, fields.partition_key_index.unwrap_or_default())?;
    let right = fields.partition_key_index.is_some() && key.is_utf8();
    let partition_key = Given { key: EmittedKey::of(key), right };
    let explicit_hash_key = match fields.explicit_hash_key_index {
        None => Given { key: none, right: true },
        Some(index) => {
            let key = entry(&message.explicit_hash_keys, index)?;
            Given { key: EmittedKey::of(key), right: key.is_utf8() }
        }
    };
    Some((partition_key, explicit_hash_key))
}

/// The first index of a record that points past its table, as the reason for what the consumer does. A missing
/// partition key index reads as 0.
pub fn first_bad_index<'a>(
    model: &impl Model,
    received: &ReceivedRecord<'a>,
    message: &DecodedMessage<'a>,
) -> Option<OutcomeReason> {
    let (keys, hash_keys) = (&message.partition_keys, &message.explicit_hash_keys);
    message.records.iter().enumerate().find_map(|(record, &span)| {
        let fields = model.fields(received, span).unwrap_or_default();
        let index = fields.partition_key_index.unwrap_or_default();
        if entry(keys, index).is_none() {
            return Some(OutcomeReason::PartitionKeyIndex { record, index, entries: keys.len() });
        }
        let index = fields.explicit_hash_key_index.filter(|&index| entry(hash_keys, index).is_none())?;
        Some(OutcomeReason::ExplicitHashKeyIndex { record, index, entries: hash_keys.len() })
    })
}
