//! A Kinesis record of a capture, and what the capture says about it.

use kpl_format::{
    bytes::Span,
    kpl::{self, Anatomy},
};

/// A Kinesis record, aggregated or plain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KinesisRecord {
    /// Its data, decoded. Empty where the capture had none that could be read: a finding says so.
    pub data: Vec<u8>,
    /// What the capture says about it.
    pub envelope: Envelope,
    /// Where its data stands in the input, as it was written there (without quotes);
    /// where there is no data, the whole record.
    pub source: Span,
}

/// What a capture says about a record beside its data. `None` is what it doesn't say.
#[derive(Clone, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Envelope {
    /// The key the record was put with: of an aggregate, the outer one.
    pub partition_key: Option<String>,
    /// The explicit hash key the record was put with; no consumer ever gets to see it.
    pub explicit_hash_key: Option<String>,
    /// The sequence number, decimal.
    pub sequence_number: Option<String>,
    /// The place among the user records of the aggregate that it was, where somebody took that apart already.
    pub sub_sequence_number: Option<String>,
    /// The shard, `shardId-…`.
    pub shard_id: Option<String>,
    /// When the stream took it: UTC, RFC 3339, milliseconds, such as `2020-05-16T07:59:25.000Z`.
    pub approximate_arrival_timestamp: Option<String>,
    /// `NONE` or `KMS`.
    pub encryption_type: Option<String>,
    /// Whether the capture says that the data is the message of an aggregate alone, without magic and MD5: error
    /// logs of consumers print it so.
    pub message_alone: bool,
}

impl Envelope {
    /// Takes data with this envelope apart.
    #[must_use]
    pub fn dissect(&self, data: &[u8]) -> Anatomy {
        if self.message_alone { kpl::dissect_message(data) } else { kpl::dissect(data) }
    }
}

impl KinesisRecord {
    /// Takes its data apart.
    #[must_use]
    pub fn dissect(&self) -> Anatomy {
        self.envelope.dissect(&self.data)
    }
}
