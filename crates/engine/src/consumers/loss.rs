//! What becomes of the user records of a Kinesis record: whether the application gets them as user records.

use super::{Consumer, Judgement, Outcome, Reason, judge_one};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::kpl::{self, Anatomy, Verdict, schema};

/// How many of the user records do not come as user records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum Loss {
    /// None is lost: all come, or there are none. A plain record comes as it is.
    Nothing,
    /// The aggregate comes whole, as one record, and nobody takes it apart.
    Raw,
    /// Some come, the rest does not.
    Some,
    /// None comes.
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
    /// What becomes of the user records of the Kinesis record that was judged, whose anatomy this is.
    #[must_use]
    pub fn loss(&self, anatomy: &Anatomy) -> Loss {
        match self.outcome {
            _ if self.reason == Reason::NoRecords => Loss::Nothing,
            Outcome::Records => Loss::Nothing,
            Outcome::Partial => Loss::Some,
            Outcome::Passthrough if anatomy.verdict == Verdict::Plain => Loss::Nothing,
            Outcome::Passthrough => Loss::Raw,
            Outcome::Nothing | Outcome::Error | Outcome::Crash => Loss::All,
        }
    }
}

/// What a consumer does with Kinesis records that need not be looked at: it does the same with every plain one, and the
/// same with every aggregate that has no finding, as long as it knows nothing of shards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unseen {
    plain: bool,
    clean: bool,
    sharded: bool,
}

impl Unseen {
    /// What `consumer` does; `sharded`: whether the shards of the stream are known.
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

    /// Whether user records of a Kinesis record are lost, as far as its verdict tells and whether it has any finding;
    /// `None` where it has to be judged.
    #[must_use]
    pub const fn loses(self, verdict: Verdict, clean: bool) -> Option<bool> {
        match verdict {
            Verdict::Plain => Some(self.plain),
            Verdict::Aggregated if clean && !self.sharded => Some(self.clean),
            Verdict::Aggregated | Verdict::Damaged => None,
        }
    }
}
