//! What each consumer does with a Kinesis record: which user records its application gets, with which keys, what is
//! lost, and whether anybody hears of it. Knows the format and shards, nothing of captures or of the page.
//!
//! Each consumer is a model of a few lines over a model of its protobuf decoder (`dialect.rs` for the strict
//! ones, `protobufjs.rs`). What real libraries did with odd frames is written down in `tests/corpus/consumers.json`; the
//! models agree with every cell, and with live libraries on generated frames (`tests/peers`).

mod aiokpl;
mod case;
mod dialect;
mod elastic;
mod emitted;
mod firehose;
mod go;
mod hudi;
mod kcl;
mod kinesis_tailf;
mod lambda;
mod lifion;
mod loss;
mod message;
mod node;
mod node_unchecked;
mod protobufjs;
mod python;
mod reason;
mod roll;
mod rust_prost;
mod sentences;
mod strict;
mod text;
mod zio_kinesis;

pub use emitted::{Emitted, Flaws, Given, Key};
pub use loss::{Loss, Unseen};
pub use message::Fault;
pub use reason::{HashKeyProblem, Reason};
pub use roll::Consumer;

use case::Case;
use emitted::UserRecords;
use kpl_format::{kpl::Anatomy, shard::HashKeyRange};

/// How a consumer ends with a Kinesis record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Outcome {
    /// All user records that it finds are handed over, with the keys that it gives them.
    Records,
    /// Some are handed over, the rest is lost.
    Partial,
    /// The Kinesis record is handed over whole, as one plain record.
    Passthrough,
    /// No record and no error.
    Nothing,
    /// An error is returned or thrown to the application, no record.
    Error,
    /// The process or goroutine panics.
    Crash,
}

impl Outcome {
    /// Its word in the report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Partial => "partial",
            Self::Passthrough => "passthrough",
            Self::Nothing => "nothing",
            Self::Error => "error",
            Self::Crash => "crash",
        }
    }
}

/// What one consumer does with one Kinesis record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Which consumer.
    pub consumer: Consumer,
    /// How it ends.
    pub outcome: Outcome,
    /// User records that the application gets; 1 where it gets the Kinesis record whole.
    pub emitted: usize,
    /// User records that the consumer found, those that it loses included. 0 where it did not get so far.
    pub found: usize,
    /// Whether something is lost, or a whole Kinesis record comes to nothing, and nothing is logged, returned or thrown.
    pub silent: bool,
    /// Why.
    pub reason: Reason,
    /// What is wrong with the keys of what is handed over.
    pub flaws: Flaws,
    /// Where its source says so: repository, path and lines; for what is closed, the page that documents it.
    pub source: &'static str,
    range: HashKeyRange,
}

impl Judgement {
    /// One sentence for whoever is on call: what the application gets, what is lost, and why.
    #[must_use]
    pub fn why(&self) -> String {
        sentences::why(self)
    }

    /// The records that the application gets, one after another. `data` and `anatomy` are those that were judged.
    pub fn records<'a>(
        &self,
        data: &'a [u8],
        anatomy: &Anatomy,
    ) -> impl Iterator<Item = Emitted<'a>> + use<'a> {
        UserRecords::new(self, Case::new(data, anatomy, self.range))
    }
}

/// What each consumer does with `data`, whose anatomy this is; all that are known, in the order of [`Consumer::ALL`].
/// `shard`: the hash keys of the shard that the record was read from; `None` for all of them, as a consumer has it
/// that does not know its shard.
#[must_use]
pub fn judge(data: &[u8], anatomy: &Anatomy, shard: Option<HashKeyRange>) -> Vec<Judgement> {
    Consumer::ALL.iter().map(|consumer| judge_one(*consumer, data, anatomy, shard)).collect()
}

/// What one consumer does, as in [`judge`].
#[must_use]
pub fn judge_one(
    consumer: Consumer,
    data: &[u8],
    anatomy: &Anatomy,
    shard: Option<HashKeyRange>,
) -> Judgement {
    let range = shard.unwrap_or(HashKeyRange::FULL);
    let case = Case::new(data, anatomy, range);
    let ruling = consumer.model().judge(&case);
    let mut judgement = Judgement {
        consumer,
        outcome: ruling.outcome,
        emitted: ruling.emitted,
        found: ruling.found,
        silent: ruling.silent,
        reason: ruling.reason,
        flaws: Flaws::default(),
        source: ruling.source,
        range,
    };
    if let Some(message) = ruling.message {
        judgement.flaws = UserRecords::of(&judgement, case, message).fold(Flaws::default(), Flaws::and);
    }
    judgement
}
