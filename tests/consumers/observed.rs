//! What can be observed of a consumer, in one form for what was written down, what a live peer does, and what we
//! predict.

use crate::support::hex;
use kpl_engine::consumers::{Consumer, Emitted, EmittedKey, Judgement, Outcome};
use kpl_format::kpl::Anatomy;

/// In one line: how a consumer ended, whether it gave a message, and each record with its keys.
#[derive(Debug, PartialEq, Eq)]
pub struct Observed {
    pub outcome: &'static str,
    pub silent: bool,
    pub records: Vec<String>,
}

impl Observed {
    pub fn ours(judgement: &Judgement, bytes: &[u8], anatomy: &Anatomy) -> Self {
        let records: Vec<String> = match judgement.outcome {
            Outcome::Passthrough => Vec::new(),
            _ => judgement.records(bytes, anatomy).map(|record| line(judgement.consumer, &record)).collect(),
        };
        let emitted = if judgement.outcome == Outcome::Passthrough { 1 } else { records.len() };
        assert_eq!(judgement.emitted, emitted, "{judgement:?}");
        Self { outcome: judgement.outcome.word(), silent: judgement.silent, records }
    }

    pub fn without_records(outcome: &'static str) -> Self {
        Self { outcome, silent: false, records: Vec::new() }
    }

    /// The line for some records. `logged` is whether something was logged, which happens when something is lost.
    pub fn of_records(records: Vec<String>, logged: bool) -> Self {
        let outcome = match records.len() {
            0 => "nothing",
            _ if logged => "partial",
            _ => "records",
        };
        Self { outcome, silent: records.is_empty() && !logged, records }
    }
}

/// A record that we predict, as it stands in the line.
fn line(consumer: Consumer, record: &Emitted<'_>) -> String {
    let key = |key: EmittedKey<'_>| match key {
        EmittedKey::Text(text) => format!("{text:?}"),
        EmittedKey::Replaced(_) | EmittedKey::ReplacedByJava(_) => format!("{:?}", key.text().unwrap()),
        EmittedKey::Bytes(bytes) => format!("bytes {}", hex(bytes)),
        EmittedKey::Undefined => "undefined".to_owned(),
        EmittedKey::Null => "null".to_owned(),
        EmittedKey::Absent => "absent".to_owned(),
        EmittedKey::Outer => panic!("{consumer:?} hands over the Kinesis record among user records"),
    };
    format!(
        "{} {} {:?} {}",
        key(record.partition_key.key),
        key(record.explicit_hash_key.key),
        record.sub_sequence_number,
        hex(record.data.unwrap_or_default())
    )
}
