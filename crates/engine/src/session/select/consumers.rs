//! What each consumer does with the Kinesis record at hand, and what its application gets.

use super::{
    emitted::{EmittedRow, SeenKey},
    glimpse, preview,
};
use crate::{
    consumers::{Consumer, Emitted, EmittedKey, Flaws, Given, Judgement, Loss, Outcome, OutcomeReason},
    session::{Shown, State, Tab},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::{bytes::Span, kpl::Verdict};
use std::ops::Range;

/// How many characters of a key or payload a row shows.
const SHOWN: usize = 160;

/// Up to this many bytes and user records, the banner asks every consumer. That is some twenty milliseconds of work
/// at most, once for each record.
const AT_ONCE: usize = 256 << 10;
const USERS_AT_ONCE: usize = 4_000;

/// A row of the list of consumers.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ConsumerRow {
    pub consumer: Consumer,
    pub outcome: Outcome,
    pub loss: Loss,
    /// Whether it finds no user record in an aggregate that has none.
    pub empty: bool,
    /// Whether some records get keys that the producer did not give them.
    pub wrong_keys: bool,
    /// How many user records the application gets; 1 where it gets the Kinesis record undivided.
    pub emitted: usize,
    /// How many user records the consumer found.
    pub found: usize,
    /// Whether it loses or changes something without a message.
    pub silent: bool,
    pub why: String,
    /// The place in its source where this is decided.
    pub source: String,
    /// Whether the records that it hands over are listed.
    pub open: bool,
}

/// What consumers do, in numbers for the banner.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ConsumersSaid {
    /// How many consumers there are.
    pub all: usize,
    pub lose: usize,
    /// How many of those say nothing about it.
    pub silent: usize,
    /// How many hand over the aggregate undivided.
    pub raw: usize,
    /// How many hand over keys that the producer did not give.
    pub wrong_keys: usize,
    /// What the most important one does: the KCL, otherwise the first that loses something. `None` where only keys
    /// are wrong.
    pub why: Option<String>,
}

fn row(state: &State, shown: &Shown, judgement: &Judgement) -> ConsumerRow {
    ConsumerRow {
        consumer: judgement.consumer,
        outcome: judgement.outcome,
        loss: judgement.loss(&shown.anatomy),
        empty: judgement.reason == OutcomeReason::NoRecords,
        wrong_keys: has_wrong_keys(judgement.flaws),
        emitted: judgement.emitted,
        found: judgement.found,
        silent: judgement.silent,
        why: judgement.why(),
        source: judgement.source.to_owned(),
        open: state.consumer == Some(judgement.consumer),
    }
}

fn has_wrong_keys(flaws: Flaws) -> bool {
    flaws != Flaws { missing_payloads: flaws.missing_payloads, ..Flaws::default() }
}

/// What each consumer does, if its tab is at the front.
#[must_use]
pub fn consumer_rows(state: &State) -> Vec<ConsumerRow> {
    let Some(shown) = state.shown.as_ref().filter(|_| state.tab == Tab::Consumers) else { return Vec::new() };
    let verdicts = shown.verdicts(&state.shards);
    verdicts
        .judgements(&shown.data, &shown.anatomy)
        .iter()
        .map(|judgement| row(state, shown, judgement))
        .collect()
}

/// What consumers do, in numbers. `None` where they agree, or where the record is too large to ask all of them at
/// once.
#[must_use]
pub fn consumers_said(state: &State) -> Option<ConsumersSaid> {
    let shown = state.shown.as_ref()?;
    let large = shown.data.len() > AT_ONCE || shown.anatomy.user_records.len() > USERS_AT_ONCE;
    if large || shown.anatomy.verdict == Verdict::Plain {
        return None;
    }
    let verdicts = shown.verdicts(&state.shards);
    let judgements = verdicts.judgements(&shown.data, &shown.anatomy);
    let mut said = ConsumersSaid { all: judgements.len(), ..ConsumersSaid::default() };
    let mut worst: Option<(u8, &Judgement)> = None;
    for judgement in judgements {
        let loss = judgement.loss(&shown.anatomy);
        // A consumer that never de-aggregates comes last: whoever runs one knows it.
        let rank = match loss {
            Loss::Some | Loss::All => {
                said.lose += 1;
                said.silent += usize::from(judgement.silent);
                if judgement.silent { 3 } else { 2 }
            }
            Loss::Raw if judgement.reason != OutcomeReason::NotDeaggregated => {
                said.raw += 1;
                1
            }
            Loss::Raw | Loss::Nothing if has_wrong_keys(judgement.flaws) => {
                said.wrong_keys += 1;
                0
            }
            Loss::Raw | Loss::Nothing => continue,
        };
        let rank = if judgement.consumer == Consumer::Kcl && rank > 0 { 4 } else { rank };
        if worst.is_none_or(|(most, _)| rank > most) {
            worst = Some((rank, judgement));
        }
    }
    let (rank, worst) = worst?;
    said.why = (rank > 0).then(|| worst.why());
    Some(said)
}

/// How many records the open consumer hands over.
#[must_use]
pub fn emitted_total(state: &State) -> usize {
    open(state).map_or(0, |(_, judgement)| judgement.emitted)
}

/// The rows `window` of the records that the open consumer hands over.
#[must_use]
pub fn emitted_rows(state: &State, window: Range<usize>) -> Vec<EmittedRow> {
    let Some((shown, judgement)) = open(state) else { return Vec::new() };
    shown.verdicts(&state.shards).emitted(judgement.consumer, window, |window| {
        let records = judgement.records(&shown.data, &shown.anatomy).enumerate();
        let rows = records.skip(window.start).take(window.len());
        rows.map(|(place, record)| emitted_row(place, record)).collect()
    })
}

fn open(state: &State) -> Option<(&Shown, Judgement)> {
    let consumer = state.consumer.filter(|_| state.tab == Tab::Consumers)?;
    let shown = state.shown.as_deref()?;
    let verdicts = shown.verdicts(&state.shards);
    let judgement = verdicts
        .judgements(&shown.data, &shown.anatomy)
        .iter()
        .find(|judgement| judgement.consumer == consumer)?;
    Some((shown, judgement.clone()))
}

fn emitted_row(place: usize, record: Emitted<'_>) -> EmittedRow {
    let data = record.data.unwrap_or_default();
    EmittedRow {
        place,
        partition_key: seen(record.partition_key),
        explicit_hash_key: seen(record.explicit_hash_key),
        bytes: record.data.map(<[u8]>::len),
        preview: glimpse(data, Span::new(0, data.len()), SHOWN).0,
    }
}

fn seen(given: Given<'_>) -> (SeenKey, bool) {
    let text = |bytes: &[u8]| SeenKey::Text(preview(bytes, Span::new(0, bytes.len()), SHOWN));
    let key = match given.key {
        EmittedKey::Undefined => SeenKey::Undefined,
        EmittedKey::Null => SeenKey::Null,
        EmittedKey::Absent => SeenKey::Absent,
        EmittedKey::Outer => SeenKey::Outer,
        EmittedKey::Bytes(bytes) => text(bytes),
        key => text(key.text().unwrap_or_default().as_bytes()),
    };
    // If a consumer's records have no such key at all, that is no mistake about this record.
    let right = given.right || key == SeenKey::Absent;
    (key, right)
}
