//! What each consumer does with a Kinesis record: which user records its application gets and with which keys, what
//! is lost, and whether an error says so.
//!
//! Each consumer has a model of a few lines. It stands on a model of the consumer's protobuf decoder: `strict.rs`
//! with the differences in `dialect.rs`, or `protobufjs.rs`. `tests/corpus/consumers.json` records what real
//! libraries did with unusual records, and tests check that the models agree with all of it. `tests/peers` compares
//! them with the installed libraries on generated records.

mod aiokpl;
mod dialect;
mod elastic;
mod emitted;
mod firehose;
mod go;
mod handed_over;
mod hudi;
mod kcl;
mod kinesis_tailf;
mod lambda;
mod lifion;
mod loss;
mod message;
mod model;
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

pub use emitted::{Emitted, EmittedKey, Flaws, Given};
pub use loss::{Loss, Unseen};
pub use message::DecodeFault;
pub use reason::{HashKeyProblem, OutcomeReason};
pub use roll::Consumer;

use handed_over::UserRecords;
use kpl_format::{kpl::Anatomy, shard::HashKeyRange};
use model::ReceivedRecord;

/// What a consumer makes of a Kinesis record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Outcome {
    /// The application gets all user records that the consumer finds. Their keys may still be wrong: see [`Flaws`].
    Records,
    /// The application gets some of the user records. The rest is lost.
    Partial,
    /// The application gets the Kinesis record as it is, as one plain record.
    Passthrough,
    /// The application gets no record and no error.
    Nothing,
    /// The application gets an error, returned or thrown, and no record.
    Error,
    /// The process or the goroutine panics.
    Crash,
}

impl Outcome {
    /// The word that stands for the outcome in the report.
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
    pub consumer: Consumer,
    pub outcome: Outcome,
    /// How many records the application gets. It is 1 where it gets the Kinesis record as it is.
    pub emitted: usize,
    /// How many user records the consumer found, those that it loses included. It is 0 where it did not get that far.
    pub found: usize,
    /// Whether data is lost, or the Kinesis record gives no record at all, and nothing is logged, returned or thrown.
    pub silent: bool,
    /// What decided the outcome.
    pub reason: OutcomeReason,
    /// What is wrong with the records that the application gets.
    pub flaws: Flaws,
    /// The source of this fact: repository, path and lines of the consumer's code. For closed code, the page that
    /// documents it.
    pub source: &'static str,
    range: HashKeyRange,
}

impl Judgement {
    /// Says in one sentence what the application gets, what is lost, and why.
    #[must_use]
    pub fn why(&self) -> String {
        sentences::why(self)
    }

    /// The records that the application gets, in their order. `data` and `anatomy` must be those that were judged.
    pub fn records<'a>(
        &self,
        data: &'a [u8],
        anatomy: &Anatomy,
    ) -> impl Iterator<Item = Emitted<'a>> + use<'a> {
        UserRecords::new(self, ReceivedRecord::new(data, anatomy, self.range))
    }
}

/// What each known consumer does with a Kinesis record, in the order of [`Consumer::ALL`]. `anatomy` is that of
/// `data`. `shard` is the range of hash keys of the shard from which the record was read. `None` stands for all hash
/// keys, which a consumer assumes that does not know its shard.
#[must_use]
pub fn judge(data: &[u8], anatomy: &Anatomy, shard: Option<HashKeyRange>) -> Vec<Judgement> {
    Consumer::ALL.iter().map(|consumer| judge_one(*consumer, data, anatomy, shard)).collect()
}

/// What one consumer does with a Kinesis record. The parameters are those of [`judge`].
#[must_use]
pub fn judge_one(
    consumer: Consumer,
    data: &[u8],
    anatomy: &Anatomy,
    shard: Option<HashKeyRange>,
) -> Judgement {
    let range = shard.unwrap_or(HashKeyRange::FULL);
    let received = ReceivedRecord::new(data, anatomy, range);
    let ruling = consumer.model().judge(&received);
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
        judgement.flaws = UserRecords::of(&judgement, received, message).fold(Flaws::default(), Flaws::and);
    }
    judgement
}
