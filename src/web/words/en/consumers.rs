//! English: what consumers do with a Kinesis record, for whoever is on call.

use super::{count, grouped};
use kpl_engine::{
    consumers::{Consumer, Loss, Outcome},
    session::select::{ConsumerRow, ConsumersSaid},
};

/// The tab.
pub const CONSUMERS: &str = "Consumers";
/// Column heads of the matrix.
pub const CONSUMER_COLUMNS: [&str; 4] = ["Consumer", "Your application", "User records", "Why"];
/// Marks a loss that nobody hears of.
pub const SILENT_LOSS: &str = "silent loss";
/// Marks silence where nothing is lost.
pub const SILENT: &str = "silent";
/// What that means.
pub const SILENT_MEANS: &str = "Nothing is logged, returned or thrown.";
/// In front of where a consumer’s source says so.
pub const SOURCE: &str = "Source:";
/// The button that lists what a consumer hands over.
pub const LIST: &str = "List";
/// Column heads of that list.
pub const EMITTED_COLUMNS: [&str; 5] = ["#", "Partition key", "Explicit hash key", "Bytes", "Payload"];
/// A key as the producer gave it.
pub const KEY_RIGHT: &str = "as the producer gave it";
/// A key that is not.
pub const KEY_WRONG: &str = "not what the producer gave";
/// A consumer’s records have no such key.
pub const KEY_ABSENT: &str = "not given by this consumer";
/// The key of the Kinesis record.
pub const KEY_OUTER: &str = "the Kinesis record’s";

/// How what a consumer does is known.
#[must_use]
pub const fn how_known(consumer: Consumer) -> &'static str {
    match consumer {
        Consumer::Firehose | Consumer::Lambda => "from its documentation",
        consumer if consumer.measured() => "measured",
        _ => "from its source",
    }
}

/// How it ends for the application, with a sign.
#[must_use]
pub const fn outcome(row: &ConsumerRow) -> (&'static str, &'static str) {
    match (row.outcome, row.loss) {
        (Outcome::Records, _) if row.wrong_keys => ("▲", "gets all, with wrong keys"),
        (Outcome::Records, _) => ("✔", "gets all"),
        (Outcome::Partial, _) => ("✖", "loses some"),
        (Outcome::Passthrough, Loss::Raw) => ("▲", "gets the aggregate undecoded"),
        (Outcome::Passthrough, _) => ("✔", "gets it as it is"),
        (Outcome::Nothing, _) if row.empty => ("○", "gets nothing"),
        (Outcome::Nothing, _) => ("✖", "loses all"),
        (Outcome::Error, _) => ("✖", "gets an error, nothing else"),
        (Outcome::Crash, _) => ("✖", "crashes"),
    }
}

/// The severity of how it ends.
#[must_use]
pub const fn outcome_severity(row: &ConsumerRow) -> &'static str {
    match row.loss {
        Loss::Some | Loss::All => "error",
        Loss::Raw => "warning",
        Loss::Nothing if row.wrong_keys => "warning",
        Loss::Nothing => "good",
    }
}

/// How many of the user records come.
#[must_use]
pub fn emitted(row: &ConsumerRow) -> String {
    match row.outcome {
        Outcome::Passthrough => "1, whole".to_owned(),
        _ if row.found > 0 => format!("{} of {}", grouped(row.emitted), grouped(row.found)),
        _ => "none".to_owned(),
    }
}

/// Names the list of what a consumer hands over.
#[must_use]
pub fn emitted_by(consumer: Consumer) -> String {
    format!("What {} hands over", consumer.name())
}

/// The banner’s line about them; `None` where it would say nothing.
#[must_use]
pub fn consumers_said(said: &ConsumersSaid) -> Option<String> {
    let of = |number: usize, does: &str, do_: &str| {
        format!(
            "{} of {} consumers {}",
            grouped(number),
            grouped(said.all),
            if number == 1 { does } else { do_ }
        )
    };
    let mut parts = Vec::new();
    if said.lose > 0 {
        parts.push(match said.silent {
            0 => of(said.lose, "loses user records", "lose user records"),
            all if all == said.lose => of(all, "silently loses user records", "silently lose user records"),
            some => {
                format!(
                    "{} ({} silently)",
                    of(said.lose, "loses user records", "lose user records"),
                    grouped(some)
                )
            }
        });
    }
    if said.raw > 0 {
        parts.push(match said.lose {
            0 => of(said.raw, "gets the aggregate undecoded", "get the aggregate undecoded"),
            _ => count(said.raw, "gets it undecoded", "get it undecoded"),
        });
    }
    if said.wrong_keys > 0 && parts.is_empty() {
        parts.push(of(said.wrong_keys, "gives user records wrong keys", "give user records wrong keys"));
    }
    (!parts.is_empty()).then(|| format!("{}.", parts.join(", ")))
}

/// A filter by what a consumer loses.
#[must_use]
pub fn lost_by(consumer: Consumer) -> String {
    format!("lost by {}", consumer.name())
}
