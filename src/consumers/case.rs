//! A Kinesis record as it comes to a consumer, what a consumer's model is asked, and what it answers.

use super::{
    Outcome, Reason,
    emitted::Emitted,
    message::{Fault, Fields, Message},
};
use crate::{
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
#[derive(Clone, Copy, Debug)]
pub struct Ruling {
    pub outcome: Outcome,
    pub emitted: usize,
    pub found: usize,
    pub silent: bool,
    pub reason: Reason,
    pub source: &'static str,
}

impl Ruling {
    /// The Kinesis record is handed over whole.
    pub const fn whole(reason: Reason, source: &'static str) -> Self {
        Self { outcome: Outcome::Passthrough, emitted: 1, found: 0, silent: false, reason, source }
    }

    /// All `found` user records are handed over; where there are none, nothing is, and nobody is told.
    pub const fn all(found: usize, source: &'static str) -> Self {
        match found {
            0 => Self::nothing(0, true, Reason::NoRecords, source),
            _ => Self {
                outcome: Outcome::Records,
                emitted: found,
                found,
                silent: false,
                reason: Reason::Read,
                source,
            },
        }
    }

    /// `emitted` of `found` are handed over, and the consumer says so in a log; none is `nothing`.
    pub const fn some(emitted: usize, found: usize, reason: Reason, source: &'static str) -> Self {
        match emitted {
            0 => Self::nothing(found, false, reason, source),
            _ => Self { outcome: Outcome::Partial, emitted, found, silent: false, reason, source },
        }
    }

    /// No record and no error.
    pub const fn nothing(found: usize, silent: bool, reason: Reason, source: &'static str) -> Self {
        Self { outcome: Outcome::Nothing, emitted: 0, found, silent, reason, source }
    }

    /// An error is thrown or returned.
    pub const fn error(reason: Reason, source: &'static str) -> Self {
        Self { outcome: Outcome::Error, emitted: 0, found: 0, silent: false, reason, source }
    }

    /// The process dies.
    pub const fn crash(reason: Reason, source: &'static str) -> Self {
        Self { outcome: Outcome::Crash, emitted: 0, found: 0, silent: false, reason, source }
    }
}

/// A consumer.
pub trait Model: Sync {
    /// What it does with a Kinesis record.
    fn judge(&self, case: &Case<'_>) -> Ruling;

    /// What its decoder makes of the message.
    fn decode(&self, case: &Case<'_>) -> Result<Message, Fault>;

    /// What its decoder makes of a record of that message.
    fn fields(&self, case: &Case<'_>, record: Span) -> Result<Fields, Fault>;

    /// The user record that it makes of them; `None` where it leaves it out. `index`: its place in the message.
    fn give<'a>(
        &self,
        case: &Case<'a>,
        message: &Message,
        fields: &Fields,
        index: usize,
    ) -> Option<Emitted<'a>>;
}
