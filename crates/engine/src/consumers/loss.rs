//! How many of the user records in a Kinesis record the application does not get as user records.

use super::{Consumer, Judgement, Outcome, OutcomeReason, judge_one};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::kpl::{self, Anatomy, Verdict, schema};

/// How many user records the application does not get as user records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum Loss {
    /// None is lost. The application gets all of them, or there are none, or the record is plain.
    Nothing,
    /// The application gets the aggregate as one record, not taken apart.
    Raw,
    /// The application gets some, and the rest is lost.
    Some,
    /// The application gets none.
    All,
}

impl Loss {
    /// Whether the application misses user records.
    #[must_use]
    pub const fn is_any(self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

impl Judgement {
    /// How many user records are lost. `anatomy` is that of the Kinesis record that was judged.
    #[must_use]
    pub fn loss(&self, anatomy: &Anatomy) -> Loss {
        match self.outcome {
            _ if self.reason == OutcomeReason::NoRecords => Loss::Nothing,
            Outcome::Records => Loss::Nothing,
            Outcome::Partial => Loss::Some,
            Outcome::Passthrough if anatomy.verdict == Verdict::Plain => Loss::Nothing,
            Outcome::Passthrough => Loss::Raw,
            Outcome::Nothing | Outcome::Error | Outcome::Crash => Loss::All,
        }
    }
}

/// Tells for many Kinesis records whether a consumer loses user records, without judging each. A consumer does the
/// same with every plain record. It also does the same with every aggregate that has no finding, unless shards
/// matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unseen {
    plain: bool,
    clean: bool,
    sharded: bool,
}

impl Unseen {
    /// Finds out what `consumer` does with a plain record and with a sound aggregate. `sharded` says whether the
    /// shards of the stream are known. Only the KCL then depends on them.
    #[must_use]
    pub fn of(consumer: Consumer, sharded: bool) -> Self {
        let loses = |data: &[u8]| {
            let anatomy = kpl::dissect(data);
            judge_one(consumer, data, &anatomy, None).loss(&anatomy).is_any()
        };
        let clean = kpl::encode(&schema::AggregatedRecord {
            partition_key_table: vec!["a".to_owned()],
            explicit_hash_key_table: Vec::new(),
            records: vec![schema::Record { data: b"a".to_vec(), ..Default::default() }],
        });
        Self { plain: loses(b"a"), clean: loses(&clean), sharded: sharded && consumer == Consumer::Kcl }
    }

    /// Whether the consumer loses user records of a Kinesis record with this verdict. `clean` says that the record
    /// has no finding. `None` where the record must be judged.
    #[must_use]
    pub const fn loses(self, verdict: Verdict, clean: bool) -> Option<bool> {
        match verdict {
            Verdict::Plain => Some(self.plain),
            Verdict::Aggregated if clean && !self.sharded => Some(self.clean),
            Verdict::Aggregated | Verdict::Damaged => None,
        }
    }
}
