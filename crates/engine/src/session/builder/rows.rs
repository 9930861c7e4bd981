//! The rows in the table of user records, and the record at hand in full.

use super::{Builder, Cell, PayloadForm};
use crate::fixture::{Content, DraftRecord, Field, Problem};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::kpl::Severity;
use std::ops::Range;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DraftRow {
    /// The record's id, which stays the same when it moves.
    pub id: u32,
    pub key: String,
    /// The explicit hash key; empty where there is none.
    pub hash_key: String,
    pub form: PayloadForm,
    /// The text of the payload if it can be typed in one line.
    pub text: Option<String>,
    /// The beginning of the payload if it cannot.
    pub glimpse: String,
    /// Whether the payload is compressed.
    pub gzip: bool,
    /// How many tags the record has.
    pub tags: usize,
    /// The size of the payload in bytes, as it is sent.
    pub bytes: usize,
    /// The shard that the record belongs to, if shards are known.
    pub shard: Option<String>,
    /// What is wrong, and in which cell.
    pub faults: Vec<(Cell, String)>,
    /// Whether the record is at hand.
    pub caret: bool,
    /// Whether the record is chosen, alone or with others.
    pub chosen: bool,
}

/// The user record at hand, in full.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Editor {
    pub id: u32,
    /// Its place in the draft, from 0.
    pub place: usize,
    pub form: PayloadForm,
    /// The text of the payload, if it is a text that can be typed.
    pub text: Option<String>,
    /// The name of the file that is the payload.
    pub file: Option<String>,
    /// Whether the payload is compressed.
    pub gzip: bool,
    /// The size of the payload in bytes, as it is sent.
    pub bytes: usize,
    /// The names and values of its tags.
    pub tags: Vec<(String, Option<String>)>,
    /// Its effective hash key.
    pub hash_key: Option<u128>,
    /// The shard that the record belongs to, if shards are known.
    pub shard: Option<String>,
    /// What is wrong or worth knowing: the cell, the severity, what it is, and what to do.
    pub faults: Vec<(Cell, Severity, String, String)>,
}

/// The most bytes of a text that is typed in a line of the table.
const LINE: usize = 2_000;
/// The most bytes of a text that is typed at all.
const MOST: usize = 256 << 10;
/// How many characters of another payload show.
const SHOWN: usize = 120;

impl Builder {
    pub(super) fn rows(&self, window: Range<usize>) -> Vec<DraftRow> {
        let records = self.draft.records.get(window.clone()).unwrap_or_default();
        let ids = self.ids.get(window.clone()).unwrap_or_default();
        records
            .iter()
            .zip(ids)
            .zip(window)
            .map(|((record, &id), place)| self.row(record, id, place))
            .collect()
    }

    fn row(&self, record: &DraftRecord, id: u32, place: usize) -> DraftRow {
        let text = record.payload.content.typed();
        let line = text.filter(|text| text.len() <= LINE && !text.contains(['\n', '\r']));
        let glimpse = match (&record.payload.content, line) {
            (_, Some(_)) => String::new(),
            (Content::File { name, .. }, _) => name.clone(),
            _ => text
                .unwrap_or_default()
                .chars()
                .take(SHOWN)
                .map(|c| if c.is_control() { '↵' } else { c })
                .collect(),
        };
        DraftRow {
            id,
            key: record.partition_key.clone(),
            hash_key: record.explicit_hash_key.clone().unwrap_or_default(),
            form: PayloadForm::of_content(&record.payload.content),
            text: line.map(str::to_owned),
            glimpse,
            gzip: record.payload.gzip,
            tags: record.tags.len(),
            bytes: record.payload.read().0.len(),
            shard: self.shard_of(record),
            faults: self
                .problems_of(place)
                .filter(|problem| problem.fault.severity() != Severity::Note)
                .filter_map(|problem| Some((cell(problem.field)?, problem.fault.message())))
                .collect(),
            caret: self.at == Some(id),
            chosen: self.is_chosen(id),
        }
    }

    /// The record at hand, in full.
    pub(super) fn editor(&self) -> Option<Editor> {
        let id = self.at?;
        let place = self.place_of(id)?;
        let record = self.draft.records.get(place)?;
        let file = match &record.payload.content {
            Content::File { name, .. } => Some(name.clone()),
            _ => None,
        };
        Some(Editor {
            id,
            place,
            form: PayloadForm::of_content(&record.payload.content),
            text: record.payload.content.typed().filter(|text| text.len() <= MOST).map(str::to_owned),
            file,
            gzip: record.payload.gzip,
            bytes: record.payload.read().0.len(),
            tags: record.tags.iter().map(|tag| (tag.key.clone(), tag.value.clone())).collect(),
            hash_key: record.hash_key(),
            shard: self.shard_of(record),
            faults: self
                .problems_of(place)
                .filter_map(|problem| {
                    let (fault, cell) = (&problem.fault, cell(problem.field)?);
                    Some((cell, fault.severity(), fault.message(), fault.help().to_owned()))
                })
                .collect(),
        })
    }

    fn shard_of(&self, record: &DraftRecord) -> Option<String> {
        let map = self.map()?;
        map.shard(map.owner(record.hash_key()?)?).map(|shard| shard.id.clone())
    }

    /// The problems of a record. In the list, problems of user records come first, in the order of the records.
    fn problems_of(&self, place: usize) -> impl Iterator<Item = &Problem> {
        let about = |problem: &Problem| problem.record.filter(|_| cell(problem.field).is_some());
        let start =
            self.problems.partition_point(|problem| about(problem).is_some_and(|record| record < place));
        self.problems.iter().skip(start).take_while(move |problem| about(problem) == Some(place))
    }
}

/// The cell in which a field is typed.
const fn cell(field: Field) -> Option<Cell> {
    match field {
        Field::PartitionKey => Some(Cell::PartitionKey),
        Field::ExplicitHashKey => Some(Cell::ExplicitHashKey),
        Field::Payload => Some(Cell::Payload),
        Field::Tags => Some(Cell::TagKey(0)),
        _ => None,
    }
}
