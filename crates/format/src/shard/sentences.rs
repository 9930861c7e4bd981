//! All sentences about shard maps and the search for a partition key: what is wrong, where, and what to do.

use super::{MOST_SHARDS, MapNote, SearchFault, ShardFault};

const PASTE: &str = "paste the JSON output of aws kinesis list-shards or describe-stream";

impl ShardFault {
    /// Says in one or two English sentences what is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NotJson(place) => format!(
                "This is not JSON: reading stops in line {}, column {}; {PASTE} (with --output json).",
                place.line, place.column
            ),
            Self::CutShort(place) => format!(
                "The JSON ends too early, in line {}, column {}; copy it again, to its last bracket.",
                place.line, place.column
            ),
            Self::NoShards => format!("There is no list of shards in this JSON; {PASTE}."),
            Self::SummaryOnly { open: None } => {
                format!("describe-stream-summary counts shards and does not list them; {PASTE}.")
            }
            Self::SummaryOnly { open: Some(open) } => format!(
                "describe-stream-summary counts {open} open shard{} and does not list them; {PASTE}, or take {open} \
                 even shards if the stream was never resharded.",
                if *open == 1 { "" } else { "s" }
            ),
            Self::Empty => format!("The list of shards is empty; {PASTE} of a stream that is active."),
            Self::NoId { shard } => format!("Shard {shard} of the list, counted from 0, has no ShardId."),
            Self::SameId { id } => format!("{id} stands in the list twice; paste each page once."),
            Self::NoRange { id } => {
                format!("{id} has no HashKeyRange with StartingHashKey and EndingHashKey.")
            }
            Self::NotAHashKey { id, text } => {
                format!("{id} has the hash key “{text}”, which is no number from 0 to 2^128 - 1.")
            }
            Self::Backwards { id } => format!("The HashKeyRange of {id} begins after its end."),
            Self::Count { asked } => {
                format!("{asked} even shards cannot be made: give a number from 1 to {MOST_SHARDS}.")
            }
        }
    }
}

impl MapNote {
    /// Says in one English sentence what is unusual.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::MorePages => {
                "The stream has more shards than are listed here; paste the next pages behind this one."
                    .to_owned()
            }
            Self::Hole(range) => format!("No open shard of the list has the hash keys {range}."),
            Self::Overlap { first, second } => {
                format!("{first} and {second} are both open and share hash keys, which Kinesis does not do.")
            }
            Self::AllClosed => {
                "Every shard of the list is closed: a record finds the last that had its hash key.".to_owned()
            }
        }
    }
}

impl SearchFault {
    /// Says in one English sentence why no key was found, and what to do.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NotFound { tries, hash_key } => format!(
                "None of {tries} partition keys lands there, the range is narrow; put with the explicit hash key \
                 {hash_key} instead."
            ),
            Self::PrefixTooLong => {
                "A partition key has at most 256 characters: take a shorter prefix.".to_owned()
            }
        }
    }
}
