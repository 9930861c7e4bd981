//! An open payload, ready to be shown.

use crate::{
    payload::{Guess, Payload},
    session::PayloadView,
};

/// What was found in a compressed payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Inside {
    /// What it is recognised as.
    pub payload: Payload,
    /// How many bytes were unpacked.
    pub bytes: usize,
    /// Whether there are more bytes than were unpacked.
    pub stopped: bool,
    /// Whether the compressed data is cut or damaged.
    pub broken: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct OpenPayload {
    /// What is known of its user record beside the payload.
    pub about: About,
    /// The sub-sequence number of its user record; `None` for a plain record, which is its own payload.
    pub index: Option<usize>,
    /// What the payload may be, the likeliest first.
    pub guesses: Vec<Guess>,
    /// The size of the payload in bytes.
    pub bytes: usize,
    /// What is in the payload, if it is compressed and this view shows that.
    pub unpacked: Option<Inside>,
    pub view: PayloadView,
    /// Whether bytes had to be replaced because they are no text.
    pub lossy: bool,
}

/// What is known of a user record beside its payload.
#[derive(Clone, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct About {
    /// The place of its Kinesis record in the capture.
    pub record: usize,
    /// Whether that Kinesis record is an aggregate, so that its bytes stand here only because nothing in it can be read.
    pub unread: bool,
    /// Its partition key, or the beginning of a long one.
    pub key: Option<String>,
    /// Whether that is the key to the byte: whole, and without characters that were made visible.
    pub exact: bool,
    /// The partition key that the Kinesis record was put with, where that is another one.
    pub outer_key: Option<String>,
    /// Its explicit hash key, as written.
    pub explicit_hash_key: Option<String>,
    /// Its effective hash key.
    pub hash_key: Option<u128>,
    /// The file that the Kinesis record stands in, where the capture was joined of several.
    pub file: Option<String>,
    /// The shard that the Kinesis record was read from.
    pub shard_id: Option<String>,
    /// The sequence number of the Kinesis record.
    pub sequence_number: Option<String>,
    /// When the Kinesis record arrived, in milliseconds since 1970.
    pub arrived: Option<i64>,
}

impl OpenPayload {
    /// Whether it may hold records, so that it can be opened as a capture.
    #[must_use]
    pub fn opens(&self) -> bool {
        self.payload() == Payload::Aggregate || self.payload().is_packed()
    }

    /// What it is most likely.
    #[must_use]
    pub fn payload(&self) -> Payload {
        self.guesses.first().map_or(Payload::Binary, |guess| guess.payload)
    }
}
