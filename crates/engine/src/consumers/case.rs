//! A Kinesis record as it comes to a consumer, what a consumer's model is asked, and what it answers.

use super::{
    Outcome, Reason,
    emitted::Emitted,
    message::{Fault, Fields, Message},
};
use kpl_format::{
    bytes::Span,
    kpl::{Anatomy, DIGEST_LEN, MAGIC, Md5Status},
    shard::HashKeyRange,
};

/// Magic and MD5 alone: most consumers take up to so many bytes for a plain record.
pub const FRAME: usize = MAGIC.len() + DIGEST_LEN;

/// A Kinesis record as it comes to a consumer.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Its data.
    pub data: &'a [u8],
    /// Whether its last 16 bytes are the MD5 of what stands between the magic and them.
    pub md5_holds: bool,
    /// The hash keys of the shard, all of them where it is not known.
    pub range: HashKeyRange,
}

impl<'a> Case<'a> {
    pub fn new(data: &'a [u8], anatomy: &Anatomy, range: HashKeyRange) -> Self {
        let md5_holds = anatomy.md5.as_ref().is_some_and(|md5| md5.status == Md5Status::Match);
        Self { data, md5_holds, range }
    }

    /// Whether it begins with the four bytes of the magic.
    pub fn has_magic(&self) -> bool {
        self.data.starts_with(&MAGIC)
    }

    /// What stands between magic and MD5, empty where there is no room.
    pub const fn message(&self) -> Span {
        Span::between(MAGIC.len(), self.data.len().saturating_sub(DIGEST_LEN))
    }

    /// Why a consumer with the rules of the KCL takes it for a plain record, before it looks into the message.
    pub fn plain(&self) -> Option<Reason> {
        if !self.has_magic() {
            Some(Reason::NoMagic)
        } else if self.data.len() <= FRAME {
            Some(Reason::TooShort { had: self.data.len() })
        } else if !self.md5_holds {
            Some(Reason::Digest)
        } else {
            None
        }
    }
}

/// What a model answers.
#[derive(Clone, Debug)]
pub struct Ruling<'a> {
    pub outcome: Outcome,
    pub emitted: usize,
    pub found: usize,
    pub silent: bool,
    pub reason: Reason,
    pub source: &'static str,
    /// The message whose records are handed over.
    pub message: Option<Message<'a>>,
}

impl<'a> Ruling<'a> {
    const fn without_records(outcome: Outcome, reason: Reason, source: &'static str) -> Self {
        Self { outcome, emitted: 0, found: 0, silent: false, reason, source, message: None }
    }

    /// The Kinesis record is handed over whole.
    pub fn whole(reason: Reason, source: &'static str) -> Self {
        Self { emitted: 1, ..Self::without_records(Outcome::Passthrough, reason, source) }
    }

    /// All user records are handed over; where there are none, nothing is, and nobody is told.
    pub fn all(message: Message<'a>, source: &'static str) -> Self {
        match message.records.len() {
            0 => Self::nothing(0, true, Reason::NoRecords, source),
            found => {
                let (outcome, reason) = (Outcome::Records, Reason::Read);
                let message = Some(message);
                Self { outcome, emitted: found, found, silent: false, reason, source, message }
            }
        }
    }

    /// `emitted` of the user records are handed over, and the consumer says so in a log; none is `nothing`.
    pub fn some(emitted: usize, message: Message<'a>, reason: Reason, source: &'static str) -> Self {
        let found = message.records.len();
        match emitted {
            0 => Self::nothing(found, false, reason, source),
            _ => {
                let (outcome, message) = (Outcome::Partial, Some(message));
                Self { outcome, emitted, found, silent: false, reason, source, message }
            }
        }
    }

    /// No record and no error.
    pub fn nothing(found: usize, silent: bool, reason: Reason, source: &'static str) -> Self {
        Self { found, silent, ..Self::without_records(Outcome::Nothing, reason, source) }
    }

    /// An error is thrown or returned.
    pub const fn error(reason: Reason, source: &'static str) -> Self {
        Self::without_records(Outcome::Error, reason, source)
    }

    /// The process dies.
    pub const fn crash(reason: Reason, source: &'static str) -> Self {
        Self::without_records(Outcome::Crash, reason, source)
    }
}

/// A consumer.
pub trait Model: Sync {
    /// What it does with a Kinesis record.
    fn judge<'a>(&self, case: &Case<'a>) -> Ruling<'a>;

    /// What its decoder makes of the message.
    fn decode<'a>(&self, case: &Case<'a>) -> Result<Message<'a>, Fault>;

    /// What its decoder makes of a record of that message.
    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault>;

    /// The user record that it makes of them; `None` where it leaves it out. `index`: its place in the message.
    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message<'a>,
        fields: &Fields,
        index: usize,
    ) -> Option<Emitted<'a>>;
}
