//! What each consumer does with the Kinesis record at hand, and what its application would get.

use super::{Preview, glimpse, preview};
use crate::{
    consumers::{Consumer, Emitted, Flaws, Given, Judgement, Key, Loss, Outcome, Reason},
    session::{Shown, State, Tab},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::{bytes::Span, kpl::Verdict};
use std::ops::Range;

/// Characters of a key or payload that a row shows.
const SHOWN: usize = 160;

/// Bytes and user records up to which every consumer is asked for the banner's line: some twenty milliseconds of work at
/// most, once a record.
const AT_ONCE: usize = 256 << 10;
const USERS_AT_ONCE: usize = 4_000;

/// A consumer and what it does.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ConsumerRow {
    /// Which one.
    pub consumer: Consumer,
    /// How it ends.
    pub outcome: Outcome,
    /// What becomes of the user records.
    pub loss: Loss,
    /// Whether it finds no user record where none is.
    pub empty: bool,
    /// Whether keys of what is handed over are not the producer's.
    pub wrong_keys: bool,
    /// User records that the application gets; 1 where it gets the Kinesis record whole.
    pub emitted: usize,
    /// User records that the consumer found.
    pub found: usize,
    /// Whether nobody hears of it.
    pub silent: bool,
    /// Why, in a sentence.
    pub why: String,
    /// Where its source says so.
    pub source: String,
    /// Whether what it hands over is listed.
    pub open: bool,
}

/// A key as the application sees it.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum SeenKey {
    /// A text, or bytes as a text.
    Text(Preview),
    /// JavaScript's `undefined`.
    Undefined,
    /// None: `null`, `None`.
    Null,
    /// This consumer's records have no such key.
    Absent,
    /// The key of the Kinesis record.
    Outer,
}

/// A user record as an application gets it.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct EmittedRow {
    /// Its place among them.
    pub place: usize,
    /// Its partition key, and whether it is the producer's.
    pub partition_key: (SeenKey, bool),
    /// Its explicit hash key, and whether it is the producer's.
    pub explicit_hash_key: (SeenKey, bool),
    /// Bytes of its payload; `None` where it is empty because there is none.
    pub bytes: Option<usize>,
    /// How the payload begins.
    pub preview: Preview,
}

/// The consumers in a line, for the banner.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ConsumersSaid {
    /// How many there are.
    pub all: usize,
    /// How many lose user records.
    pub lose: usize,
    /// How many of those without a word.
    pub silent: usize,
    /// How many hand over the aggregate whole.
    pub raw: usize,
    /// How many give user records keys that the producer did not give.
    pub wrong_keys: usize,
    /// What the one does that matters most: the KCL, else the first that loses something; `None` where it is only keys.
    pub why: Option<String>,
}

fn row(state: &State, shown: &Shown, judgement: &Judgement) -> ConsumerRow {
    ConsumerRow {
        consumer: judgement.consumer,
        outcome: judgement.outcome,
        loss: judgement.loss(&shown.anatomy),
        empty: judgement.reason == Reason::NoRecords,
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

/// What each consumer does, where that shows.
#[must_use]
pub fn consumer_rows(state: &State) -> Vec<ConsumerRow> {
    let Some(shown) = state.shown.as_ref().filter(|_| state.tab == Tab::Consumers) else { return Vec::new() };
    let verdicts = shown.verdicts(&state.shards);
    verdicts.judgements(shown).iter().map(|judgement| row(state, shown, judgement)).collect()
}

/// The consumers in a line; `None` where they agree, and where there are too many bytes to ask them all at once.
#[must_use]
pub fn consumers_said(state: &State) -> Option<ConsumersSaid> {
    let shown = state.shown.as_ref()?;
    let large = shown.data.len() > AT_ONCE || shown.anatomy.user_records.len() > USERS_AT_ONCE;
    if large || shown.anatomy.verdict == Verdict::Plain {
        return None;
    }
    let verdicts = shown.verdicts(&state.shards);
    let judgements = verdicts.judgements(shown);
    let mut said = ConsumersSaid { all: judgements.len(), ..ConsumersSaid::default() };
    let mut worst: Option<(u8, &Judgement)> = None;
    for judgement in judgements {
        let loss = judgement.loss(&shown.anatomy);
        // A function that does not de-aggregate never does, and who runs one knows.
        let rank = match loss {
            Loss::Some | Loss::All => {
                said.lose += 1;
                said.silent += usize::from(judgement.silent);
                if judgement.silent { 3 } else { 2 }
            }
            Loss::Raw if judgement.reason != Reason::NotDeaggregated => {
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

/// How many records the consumer that is open hands over.
#[must_use]
pub fn emitted_total(state: &State) -> usize {
    open(state).map_or(0, |(_, judgement)| judgement.emitted)
}

/// The rows `window` of them.
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
    let judgement = verdicts.judgements(shown).iter().find(|judgement| judgement.consumer == consumer)?;
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
        Key::Undefined => SeenKey::Undefined,
        Key::Null => SeenKey::Null,
        Key::Absent => SeenKey::Absent,
        Key::Outer => SeenKey::Outer,
        Key::Bytes(bytes) => text(bytes),
        key => text(key.text().unwrap_or_default().as_bytes()),
    };
    // Records without such a key at all are no mistake about this one.
    let right = given.right || key == SeenKey::Absent;
    (key, right)
}
