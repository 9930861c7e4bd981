//! What a model of a consumer is given (`ReceivedRecord`), what it must implement (`Model`), and what it answers
//! (`Ruling`).

use super::{
    Outcome, OutcomeReason,
    dialect::Dialect,
    emitted::Emitted,
    message::{DecodeFault, DecodedMessage, RecordFields},
    protobufjs, strict,
};
use kpl_format::{
    bytes::Span,
    kpl::{Anatomy, DIGEST_LEN, MAGIC, Md5Status},
    shard::HashKeyRange,
};

/// The bytes of the magic and the MD5 together: 20. Most consumers treat a record of no more bytes as plain.
pub const FRAME: usize = MAGIC.len() + DIGEST_LEN;

/// A Kinesis record as a consumer receives it.
#[derive(Clone, Copy, Debug)]
pub struct ReceivedRecord<'a> {
    /// The data of the record.
    pub data: &'a [u8],
    /// Whether the last 16 bytes are the MD5 of all bytes between the magic and them.
    pub md5_holds: bool,
    /// The hash keys of the shard from which the record was read. All hash keys where the shard is not known.
    pub range: HashKeyRange,
}

impl<'a> ReceivedRecord<'a> {
    pub fn new(data: &'a [u8], anatomy: &Anatomy, range: HashKeyRange) -> Self {
        let md5_holds = anatomy.md5.as_ref().is_some_and(|md5| md5.status == Md5Status::Match);
        Self { data, md5_holds, range }
    }

    /// Whether the record begins with the four bytes of the magic.
    pub fn has_magic(&self) -> bool {
        self.data.starts_with(&MAGIC)
    }

    /// The bytes between the magic and the MD5. The span is empty where there is no room.
    pub const fn message(&self) -> Span {
        Span::between(MAGIC.len(), self.data.len().saturating_sub(DIGEST_LEN))
    }

    /// Why a consumer with the KCL's rules treats the record as plain without decoding the message. `None` where it
    /// goes on to the message.
    pub fn plain(&self) -> Option<OutcomeReason> {
        if !self.has_magic() {
            Some(OutcomeReason::NoMagic)
        } else if self.data.len() <= FRAME {
            Some(OutcomeReason::TooShort { had: self.data.len() })
        } else if !self.md5_holds {
            Some(OutcomeReason::Digest)
        } else {
            None
        }
    }
}

/// What a model answers. The fields are those of [`super::Judgement`].
#[derive(Clone, Debug)]
pub struct Ruling<'a> {
    pub outcome: Outcome,
    pub emitted: usize,
    pub found: usize,
    pub silent: bool,
    pub reason: OutcomeReason,
    pub source: &'static str,
    /// The decoded message, where the application gets records of it.
    pub message: Option<DecodedMessage<'a>>,
}

impl<'a> Ruling<'a> {
    const fn without_records(outcome: Outcome, reason: OutcomeReason, source: &'static str) -> Self {
        Self { outcome, emitted: 0, found: 0, silent: false, reason, source, message: None }
    }

    /// The application gets the Kinesis record as it is.
    pub fn whole(reason: OutcomeReason, source: &'static str) -> Self {
        Self { emitted: 1, ..Self::without_records(Outcome::Passthrough, reason, source) }
    }

    /// The application gets all user records. Where the message has none, it gets nothing, and no error either.
    pub fn all(message: DecodedMessage<'a>, source: &'static str) -> Self {
        match message.records.len() {
            0 => Self::nothing(0, true, OutcomeReason::NoRecords, source),
            found => {
                let (outcome, reason) = (Outcome::Records, OutcomeReason::Read);
                let message = Some(message);
                Self { outcome, emitted: found, found, silent: false, reason, source, message }
            }
        }
    }

    /// The application gets `emitted` of the user records, and the consumer logs an error. If `emitted` is 0, the
    /// outcome is [`Outcome::Nothing`].
    pub fn some(
        emitted: usize,
        message: DecodedMessage<'a>,
        reason: OutcomeReason,
        source: &'static str,
    ) -> Self {
        let found = message.records.len();
        match emitted {
            0 => Self::nothing(found, false, reason, source),
            _ => {
                let (outcome, message) = (Outcome::Partial, Some(message));
                Self { outcome, emitted, found, silent: false, reason, source, message }
            }
        }
    }

    /// The application gets no record and no error.
    pub fn nothing(found: usize, silent: bool, reason: OutcomeReason, source: &'static str) -> Self {
        Self { found, silent, ..Self::without_records(Outcome::Nothing, reason, source) }
    }

    /// The application gets an error.
    pub const fn error(reason: OutcomeReason, source: &'static str) -> Self {
        Self::without_records(Outcome::Error, reason, source)
    }

    /// The process panics.
    pub const fn crash(reason: OutcomeReason, source: &'static str) -> Self {
        Self::without_records(Outcome::Crash, reason, source)
    }
}

/// The protobuf decoder of a consumer.
pub enum Decoder {
    /// A decoder with the given dialect. It reads what stands between the magic and the MD5.
    Strict(&'static Dialect),
    /// protobufjs, which reads the message at the given span.
    Protobufjs(Span),
    /// The consumer does not decode messages.
    None,
}

/// The model of a consumer.
pub trait Model: Sync {
    /// What the consumer does with a Kinesis record.
    fn judge<'a>(&self, received: &ReceivedRecord<'a>) -> Ruling<'a>;

    fn decoder(&self, received: &ReceivedRecord<'_>) -> Decoder;

    /// Decodes the message.
    fn decode<'a>(&self, received: &ReceivedRecord<'a>) -> Result<DecodedMessage<'a>, DecodeFault> {
        match self.decoder(received) {
            Decoder::Strict(dialect) => strict::message(received.data, received.message(), dialect),
            Decoder::Protobufjs(window) => protobufjs::message(received.data, window),
            Decoder::None => Ok(DecodedMessage::default()),
        }
    }

    /// Decodes the record at this place of the message.
    fn fields(&self, received: &ReceivedRecord<'_>, record: Span) -> Result<RecordFields, DecodeFault> {
        match self.decoder(received) {
            Decoder::Strict(dialect) => strict::record(received.data, record, dialect),
            Decoder::Protobufjs(window) => protobufjs::record(received.data, record, window.end()),
            Decoder::None => Ok(RecordFields::default()),
        }
    }

    /// The user record that the application gets. `None` where the consumer leaves the record out. `index` is the
    /// record's place in the message.
    fn give<'a>(
        &self,
        received: &ReceivedRecord<'a>,
        message: &DecodedMessage<'a>,
        fields: &RecordFields,
        index: usize,
    ) -> Option<Emitted<'a>>;
}
