//! All sentences about what a consumer does: what the application gets, what is lost, and why.

use super::{Consumer, DecodeFault, Flaws, HashKeyProblem, Judgement, Outcome, OutcomeReason};
use kpl_format::kpl::NodeKind;

/// Says in one sentence what the consumer does and why.
pub fn why(judgement: &Judgement) -> String {
    let (name, does) = (name(judgement.consumer), does(judgement));
    let flaws = flaws(judgement);
    match reason(judgement) {
        Some(reason) => format!("{name} {does}{flaws}: {reason}."),
        None => format!("{name} {does}{flaws}."),
    }
}

impl Consumer {
    /// The name of the consumer at the start of a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        name(self)
    }
}

const fn name(consumer: Consumer) -> &'static str {
    match consumer {
        Consumer::Kcl => "KCL",
        Consumer::Python => "Python (aws_kinesis_agg)",
        Consumer::Node => "Node (aws-kinesis-agg)",
        Consumer::NodeUnchecked => "Node with checksums off",
        Consumer::Go => "Go (awslabs)",
        Consumer::KinesisTailf => "kinesis-tailf",
        Consumer::RustProst => "Rust with prost",
        Consumer::Aiokpl => "aiokpl",
        Consumer::Hudi => "Hudi",
        Consumer::Elastic => "elastic-serverless-forwarder",
        Consumer::Lifion => "lifion-kinesis",
        Consumer::ZioKinesis => "zio-kinesis",
        Consumer::Firehose => "Firehose",
        Consumer::Lambda => "Lambda without a deaggregator",
    }
}

fn does(judgement: &Judgement) -> String {
    let Judgement { consumer, emitted, found, .. } = *judgement;
    let lost = |verb: &str| match found {
        1 => format!("{verb} the only user record"),
        _ => format!("{verb} all {found} user records"),
    };
    let gives = gives(consumer);
    match judgement.outcome {
        Outcome::Records => lost(gives),
        Outcome::Partial if consumer == Consumer::Elastic => {
            format!("{gives} {emitted} of {found} user records, skips the rest and logs an error")
        }
        Outcome::Partial => format!(
            "{gives} {}, then loses {} and {}",
            records(0, emitted),
            numbers(emitted, found),
            logs(consumer)
        ),
        Outcome::Passthrough => format!("{gives} the whole Kinesis record as one plain record"),
        Outcome::Nothing if found == 0 => format!("{gives} nothing and says nothing"),
        Outcome::Nothing if judgement.silent => format!("{} without a word", lost("drops")),
        Outcome::Nothing => format!("{} and {}", lost("loses"), logs(consumer)),
        Outcome::Error => fails(consumer).to_owned(),
        Outcome::Crash => "panics, and the process dies with it".to_owned(),
    }
}

const fn gives(consumer: Consumer) -> &'static str {
    match consumer {
        Consumer::KinesisTailf => "prints",
        Consumer::Firehose => "delivers",
        Consumer::Lambda => "hands your function",
        _ => "hands your application",
    }
}

/// Names the records from `start` up to but not including `end`: `record 3` or `records 3–7`.
fn records(start: usize, end: usize) -> String {
    let one = end.saturating_sub(start) == 1;
    format!("record{} {}", if one { "" } else { "s" }, numbers(start, end))
}

fn numbers(start: usize, end: usize) -> String {
    match end.saturating_sub(1) {
        last if last <= start => start.to_string(),
        last => format!("{start}–{last}"),
    }
}

const fn logs(consumer: Consumer) -> &'static str {
    match consumer {
        Consumer::Python => "prints an error to stderr",
        _ => "logs an error",
    }
}

const fn fails(consumer: Consumer) -> &'static str {
    match consumer {
        Consumer::Python => "raises an exception, and nothing of the batch is handed over",
        Consumer::Node | Consumer::NodeUnchecked => "calls back with an error and hands over nothing",
        Consumer::Go => "returns an error, and nothing of the batch is handed over",
        Consumer::Aiokpl => "raises a ValueError and hands over nothing",
        Consumer::Hudi => "fails the read, and nothing of the batch is handed over",
        Consumer::Lifion => "rejects its promise, and nothing of the batch is handed over",
        Consumer::ZioKinesis => "fails the stream",
        _ => "fails and hands over nothing",
    }
}

/// What is wrong with the records that the application gets, as a clause: `, 2 of them without …`.
fn flaws(judgement: &Judgement) -> String {
    let Flaws {
        undefined_partition_keys,
        wrong_partition_keys,
        replaced_partition_keys,
        raw_partition_keys,
        wrong_explicit_hash_keys,
        broken_explicit_hash_keys,
        lost_explicit_hash_keys,
        missing_payloads,
    } = judgement.flaws;
    let said = [
        (undefined_partition_keys, "with an undefined partition key"),
        (wrong_partition_keys, "with a partition key that the producer did not give"),
        (replaced_partition_keys, "with replacement characters in the partition key"),
        (raw_partition_keys, "with a partition key that is not UTF-8"),
        (wrong_explicit_hash_keys, "with an explicit hash key that the producer did not give"),
        (broken_explicit_hash_keys, "with an explicit hash key that is not UTF-8"),
        (lost_explicit_hash_keys, "without the explicit hash key that the producer gave"),
        (missing_payloads, "with an empty payload where the producer wrote none"),
    ];
    let clause = |(count, what): (usize, &str)| match count {
        0 => String::new(),
        _ if judgement.emitted == 1 => format!(", {what}"),
        count if count == judgement.emitted => format!(", each {what}"),
        count => format!(", {count} of them {what}"),
    };
    said.into_iter().map(clause).collect()
}

/// The clause after the colon, which says why. `None` where nothing went wrong.
fn reason(judgement: &Judgement) -> Option<String> {
    let table = |entries: usize| match entries {
        0 => "has no entry".to_owned(),
        1 => "has 1 entry".to_owned(),
        _ => format!("has {entries} entries"),
    };
    Some(match judgement.reason {
        OutcomeReason::Read => return None,
        OutcomeReason::NoMagic if judgement.consumer == Consumer::Aiokpl => {
            "it takes aggregates alone, and this does not begin with their magic".to_owned()
        }
        OutcomeReason::NoMagic => "it does not begin with the magic of an aggregate".to_owned(),
        OutcomeReason::TooShort { had } => {
            format!("it has {}, and magic and MD5 alone take 20", bytes(had))
        }
        OutcomeReason::NoRoomForDigest { had } => {
            format!("it begins as an aggregate does, and in {} there is no room for an MD5", bytes(had))
        }
        OutcomeReason::Digest => "the MD5 does not match".to_owned(),
        OutcomeReason::Unreadable(fault) => format!("its protobuf decoder stops at {}", thing(fault)),
        OutcomeReason::PartitionKeyIndex { record, index, entries } => {
            format!("the partition key index of record {record} is {index}, and the table {}", table(entries))
        }
        OutcomeReason::ExplicitHashKeyIndex { record, index, entries } => format!(
            "the explicit hash key index of record {record} is {index}, and the table {}",
            table(entries)
        ),
        OutcomeReason::HashKeyNotANumber { record } => {
            format!("the explicit hash key of record {record} is not a decimal number")
        }
        OutcomeReason::OutsideOfShard { record, problem } => outside(record, problem),
        OutcomeReason::NoRecords => "it finds no user record".to_owned(),
        OutcomeReason::NotDeaggregated => {
            "nobody takes the aggregate apart, so your code sees magic, protobuf and MD5".to_owned()
        }
        OutcomeReason::NotDocumented => {
            "that is what the KCL does; AWS does not say what Firehose does with a record that does not hold"
                .to_owned()
        }
    })
}

fn outside(record: usize, problem: HashKeyProblem) -> String {
    match problem {
        HashKeyProblem::Negative => {
            format!("the explicit hash key of record {record} is below zero, outside of every shard")
        }
        HashKeyProblem::TooLarge => {
            format!("the explicit hash key of record {record} is 2^128 or more, outside of every shard")
        }
        HashKeyProblem::OtherShard => {
            format!("the hash key of record {record} belongs to another shard, and one such record is enough")
        }
    }
}

fn bytes(count: usize) -> String {
    if count == 1 { "1 byte".to_owned() } else { format!("{count} bytes") }
}

/// What made the decoder give up.
fn thing(fault: DecodeFault) -> String {
    let named = |kind: NodeKind| match kind {
        NodeKind::PartitionKey => "a partition key",
        NodeKind::ExplicitHashKey => "an explicit hash key",
        NodeKind::TagKey => "a tag's key",
        NodeKind::TagValue => "a tag's value",
        NodeKind::Record => "a record",
        kind => kind.name(),
    };
    match fault {
        DecodeFault::CutShort => "a field that is cut short".to_owned(),
        DecodeFault::VarintTooLong => "a varint that is too long".to_owned(),
        DecodeFault::NumberTooLarge => "a number that is too large".to_owned(),
        DecodeFault::LengthPastEnd => "a length that reaches past the end".to_owned(),
        DecodeFault::FieldNumber => "a field number that is not allowed".to_owned(),
        DecodeFault::WireType(number) => format!("wire type {number}, which it does not know here"),
        DecodeFault::EndGroup => "the end of a group that did not begin".to_owned(),
        DecodeFault::TooDeep => "groups that are nested too deep".to_owned(),
        DecodeFault::WrongWireType(kind) => format!("{} with the wrong wire type", named(kind)),
        DecodeFault::NotUtf8(kind) => format!("{} that is not UTF-8", named(kind)),
        DecodeFault::Missing(NodeKind::TagKey) => "a tag without its key, which is required".to_owned(),
        DecodeFault::Missing(kind) => format!("a record without its {}, which is required", kind.name()),
    }
}
