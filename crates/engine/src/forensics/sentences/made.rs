//! All sentences about how a record is written, and about the producer that probably wrote it.

use super::count;
use crate::forensics::{Likeness, Lint, Maker};

impl Lint {
    /// Says in one sentence what was noticed and what it means.
    #[must_use]
    pub fn message(&self) -> String {
        match *self {
            Self::LongVarints { count: long, wasted } => format!(
                "{} longer than needed, {} in all; every reader takes that, no encoder of protobuf writes it.",
                count(long, "varint is", "varints are"),
                count(wasted, "byte", "bytes")
            ),
            Self::TablesOutOfOrder => {
                "A key table stands behind records: readers take that, and a reader that streams cannot know the keys."
                    .to_owned()
            }
            Self::FieldsOutOfOrder { records } => format!(
                "In {} fields stand in another order than their numbers; readers take that, encoders do not write it.",
                count(records, "user record", "user records")
            ),
            Self::Unused { entries, bytes } => format!(
                "{} no user record, {}; some producers write an entry 0 that they never use.",
                count(entries, "entry of a key table belongs to", "entries of a key table belong to"),
                count(bytes, "byte", "bytes")
            ),
            Self::Duplicate { entries, bytes } => format!(
                "{} in its table already, {} that sharing would save; the format allows it.",
                count(entries, "entry stands", "entries stand"),
                count(bytes, "byte", "bytes")
            ),
            Self::Tags { count: tags } => {
                format!("{} here, and no consumer hands tags on, but aiokpl.", count(tags, "tag stands", "tags stand"))
            }
            Self::LongKey { characters } => format!(
                "A partition key has {characters} characters; Kinesis takes 256, so that its record could not be put by \
                 itself."
            ),
            Self::EmptyKey => {
                "A partition key is empty; Kinesis takes none that is, so that its record could not be put by itself."
                    .to_owned()
            }
            Self::HashKeyForm { entries } => format!(
                "{} in a form that the Kinesis API refuses (a sign, leading zeros or other digits); the KCL reads it.",
                count(entries, "explicit hash key is written", "explicit hash keys are written")
            ),
            Self::Single => {
                "One user record alone is aggregated: 28 bytes or more around it for nothing. The KPL sends it raw."
                    .to_owned()
            }
            Self::OverDefault { bytes } => {
                format!("{bytes} bytes are more than the 51,200 at which the KPL closes an aggregate by default.")
            }
            Self::OverStreamDefault { bytes } => format!(
                "{bytes} bytes are more than 1 MiB: a stream takes that only with a higher MaxRecordSizeInKiB."
            ),
            Self::OverMost { bytes } => format!("{bytes} bytes are more than 10 MiB: no stream takes that."),
        }
    }
}

impl Maker {
    /// The name of the producer in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kpl => "the KPL, or aiokpl",
            Self::AwslabsJava => "awslabs’ aggregator for Java",
            Self::FirstKey => "awslabs’ aggregator for Python or Node, or Fluent Bit’s plugin",
            Self::AwslabsNode => "awslabs’ aggregator for Node",
            Self::A8m => "a8m/kinesis-producer",
            Self::Fluentd => "a plugin of fluentd",
            Self::ZioKinesis => "zio-kinesis",
            Self::Kinesis4cats => "kinesis4cats",
            Self::Ruby => "hawknewton’s kinesis-aggregation for Ruby",
            Self::KinesisTailf => "kinesis-tailf",
        }
    }

    /// Says why the aggregate looks like one of this producer.
    #[must_use]
    pub const fn because(self) -> &'static str {
        match self {
            Self::Kpl => "it was put with the key “a”, and the key table stands in the order of use.",
            Self::AwslabsJava => {
                "every user record has the hash of its own partition key as explicit hash key."
            }
            Self::FirstKey => "it was put with the key of its first user record.",
            Self::AwslabsNode => {
                "it was put with another key than its first user record has, and whole numbers lead the key table."
            }
            Self::A8m => "all user records share one key, and it was put with that.",
            Self::Fluentd => "the key table is “a” and one key, and every index is 1.",
            Self::ZioKinesis => {
                "there is an explicit hash key “0” for each user record, and none points to one."
            }
            Self::Kinesis4cats => "all user records share one key, and have its hash as explicit hash key.",
            Self::Ruby => {
                "there is an entry for each user record, the same key more than once, and indexes that count."
            }
            Self::KinesisTailf => "a partition key is the MD5 of its payload, in hex.",
        }
    }

    /// Says what is known to go wrong with this producer's aggregates.
    #[must_use]
    pub const fn known(self) -> &'static str {
        match self {
            Self::Kpl => {
                "Known: it groups by the shard that it predicts; after a reshard an aggregate may be in a shard that not \
                 all of its keys belong to, and the KCL drops it whole. The order of user records is not kept."
            }
            Self::AwslabsJava => {
                "Known: it leaves grouping to its caller; where keys of several shards come together, the KCL drops the \
                 aggregate whole. Early versions wrote negative explicit hash keys (issue 17)."
            }
            Self::FirstKey => {
                "Known: it leaves grouping to its caller; where keys of several shards come together, the KCL drops the \
                 aggregate whole. The Node one moves keys that are whole numbers, Fluent Bit’s puts keys in any order."
            }
            Self::AwslabsNode => {
                "Known: it writes Object.keys() for the table, so that keys that are whole numbers move to the front and \
                 user records get each other’s keys. It is so here: do not trust these keys."
            }
            Self::A8m => {
                "Known: it gives every user record the key of the first (issue 1), so that the true keys are lost."
            }
            Self::Fluentd => {
                "Known: the entry “a” is never used, on purpose: proto3 cannot write an index of 0."
            }
            Self::ZioKinesis => {
                "Known: readers for Python and Node show the explicit hash key “0” on every user record."
            }
            Self::Kinesis4cats => {
                "Known: with more than four explicit hash keys the order of their table is not that of the indexes."
            }
            Self::Ruby => {
                "Known: where some user records lack an explicit hash key, the indexes of the others are wrong or past \
                 the table."
            }
            Self::KinesisTailf => "Known: it makes such a key where none was given.",
        }
    }
}

impl Likeness {
    /// Says in one sentence which producer probably made the aggregate, and why.
    #[must_use]
    pub fn message(self) -> String {
        let like = if self.only { "Looks like" } else { "Could be" };
        format!("{like} the work of {}: {}", self.maker.name(), self.maker.because())
    }
}
