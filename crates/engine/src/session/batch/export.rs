//! Writes records into a file, piece by piece, since the file may be larger than the memory.

use super::Batch;
use crate::{fixture::rows::payload_line, report::Report, session::Inspection};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::capture::KinesisRecord;
use kpl_format::{
    bytes::{Span, base64, json, json_out::Writer},
    kpl::{self, Anatomy, UserRecord},
};
use std::{collections::BTreeSet, rc::Rc};

/// The size in bytes from which on a piece is handed out.
const PIECE: usize = 2 << 20;

/// What a file holds. All but the last hold what the filters let through, in the order in which it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ExportKind {
    /// User records, one JSON object per line. A plain Kinesis record counts as one.
    Ndjson,
    /// Their payloads alone, one JSON value per line.
    Payloads,
    /// User records as rows of columns.
    Csv,
    Data,
    /// The report on the Kinesis records that show.
    Report,
    /// The report on all Kinesis records of the capture.
    WholeReport,
}

impl ExportKind {
    /// The files that hold what shows, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Payloads, Self::Ndjson, Self::Csv, Self::Data, Self::Report];
}

const COLUMNS: &str = "kinesis_record,sequence_number,sub_sequence_number,approximate_arrival_timestamp,partition_key,\
                       explicit_hash_key,hash_key,bytes,text,data_base64\r\n";

/// User records, by the place of their Kinesis record and their place in it.
pub type Picked = BTreeSet<(usize, usize)>;

/// A file that is being written.
#[derive(Debug)]
pub struct Export {
    kind: ExportKind,
    /// The user records that are written; `None` for all that show.
    only: Option<Rc<Picked>>,
    next: usize,
    report: Option<Report>,
    head: bool,
    over: bool,
}

impl Export {
    #[must_use]
    pub const fn new(kind: ExportKind) -> Self {
        Self { kind, only: None, next: 0, report: None, head: false, over: false }
    }

    /// A file of these user records alone, in the order of their Kinesis records.
    #[must_use]
    pub const fn of_picked(kind: ExportKind, only: Rc<Picked>) -> Self {
        Self { kind, only: Some(only), next: 0, report: None, head: false, over: false }
    }

    /// How many Kinesis records were written so far.
    #[must_use]
    pub const fn done(&self) -> usize {
        self.next
    }

    /// Writes the next piece; `None` once the file is whole.
    ///
    /// # Errors
    /// Why a record could not be read again.
    pub fn step(&mut self, inspection: &Inspection, batch: &Batch) -> Result<Option<Vec<u8>>, String> {
        if self.over {
            return Ok(None);
        }
        let mut out = Vec::new();
        if !std::mem::replace(&mut self.head, true) {
            match self.kind {
                ExportKind::Csv => out.extend_from_slice(COLUMNS.as_bytes()),
                ExportKind::Report | ExportKind::WholeReport => self.report = Some(inspection.report()),
                ExportKind::Ndjson | ExportKind::Payloads | ExportKind::Data => {}
            }
        }
        while out.len() < PIECE {
            let index = match self.kind {
                ExportKind::WholeReport => Some(self.next).filter(|&next| next < inspection.index().len()),
                _ => batch.record_at(self.next),
            };
            let Some(index) = index else {
                self.over = true;
                out.extend(self.report.take().map(Report::end).unwrap_or_default().into_bytes());
                break;
            };
            self.next += 1;
            let has_any = |only: &Rc<Picked>| only.range((index, 0)..=(index, usize::MAX)).next().is_some();
            if !self.only.as_ref().is_none_or(has_any) {
                continue;
            }
            let record = inspection.record(index)?;
            match self.kind {
                ExportKind::Data => out.extend_from_slice(&record.data),
                ExportKind::Report | ExportKind::WholeReport => {
                    if let Some(report) = &mut self.report {
                        report.record(index, &record);
                        out.extend(report.take().into_bytes());
                    }
                }
                ExportKind::Ndjson | ExportKind::Payloads | ExportKind::Csv => {
                    self.users(inspection, batch, index, &record, &mut out);
                }
            }
        }
        Ok(Some(out))
    }

    fn users(
        &self,
        inspection: &Inspection,
        batch: &Batch,
        index: usize,
        record: &KinesisRecord,
        out: &mut Vec<u8>,
    ) {
        let anatomy = record.dissect();
        let mut write = |line: &Line<'_>| match self.kind {
            ExportKind::Csv => line.csv(out),
            ExportKind::Payloads => payload_line::write(line.data().unwrap_or_default(), out),
            _ => line.json(out),
        };
        // A Kinesis record without user records is written as it is, so that nothing of a capture is missing.
        if anatomy.user_records.is_empty() {
            return write(&Line { index, record, anatomy: &anatomy, user: None });
        }
        for (place, user) in anatomy.user_records.iter().enumerate() {
            let shows = match &self.only {
                Some(only) => only.contains(&(index, place)),
                None => batch.shows_user(&inspection.index(), index, place),
            };
            if shows {
                write(&Line { index, record, anatomy: &anatomy, user: Some(user) });
            }
        }
    }
}

/// A line of the file: a user record, or a Kinesis record without any.
struct Line<'a> {
    index: usize,
    record: &'a KinesisRecord,
    anatomy: &'a Anatomy,
    user: Option<&'a UserRecord>,
}

impl Line<'_> {
    fn data(&self) -> Option<&[u8]> {
        match self.user {
            None => Some(&self.record.data),
            Some(user) => user.data.map(|span: Span| span.of(&self.record.data)),
        }
    }

    /// The place among the user records of its Kinesis record, as far as the capture says it of one that stands alone.
    fn sub_sequence_number(&self) -> Option<String> {
        match self.user {
            Some(user) => Some(user.index.to_string()),
            None => self.record.envelope.sub_sequence_number.clone(),
        }
    }

    fn keys(&self) -> (Option<&str>, Option<&str>, Option<u128>) {
        let envelope = &self.record.envelope;
        let Some(user) = self.user else {
            let (key, explicit) = (envelope.partition_key.as_deref(), envelope.explicit_hash_key.as_deref());
            let hash_key = match explicit {
                Some(explicit) => kpl::parse_explicit_hash_key(explicit).ok(),
                None => key.map(|key| kpl::hash_of_partition_key(key.as_bytes())),
            };
            return (key, explicit, hash_key);
        };
        let key = user.partition_key.and_then(|entry| self.anatomy.partition_keys.get(entry));
        let hash_key = user.explicit_hash_key.and_then(|entry| self.anatomy.explicit_hash_keys.get(entry));
        let data = &self.record.data;
        (key.and_then(|key| key.text(data)), hash_key.and_then(|key| key.text(data)), user.hash_key)
    }

    fn json(&self, out: &mut Vec<u8>) {
        let mut line = Writer::on_one_line();
        let (key, explicit, hash_key) = self.keys();
        let envelope = &self.record.envelope;
        line.object(|line| {
            line.member("kinesisRecord").raw(self.index);
            line.member("sequenceNumber").string_or_null(envelope.sequence_number.as_deref());
            let place = self.sub_sequence_number();
            match place.as_deref().filter(|place| json::is_json(place.as_bytes())) {
                Some(place) => line.member("subSequenceNumber").raw(place),
                None => line.member("subSequenceNumber").string_or_null(place.as_deref()),
            }
            let arrival = envelope.approximate_arrival_timestamp.as_deref();
            line.member("approximateArrivalTimestamp").string_or_null(arrival);
            line.member("partitionKey").string_or_null(key);
            line.member("explicitHashKey").string_or_null(explicit);
            line.member("hashKey").string_or_null(hash_key.map(|key| key.to_string()).as_deref());
            // A user record without data says so by having neither text nor JSON.
            let data = self.data();
            line.member("data").string(&base64::encode(data.unwrap_or_default()));
            // JSON is written as JSON as well, so that jq can look into it. Other text is written as text.
            match data.and_then(|data| std::str::from_utf8(data).ok()) {
                Some(text) if json::is_json(text.as_bytes()) && !text.contains(['\n', '\r']) => {
                    line.member("json").raw(text.trim());
                }
                Some(text) => line.member("text").string(text),
                None => {}
            }
        });
        out.extend(line.finish().into_bytes());
    }

    fn csv(&self, out: &mut Vec<u8>) {
        let (key, explicit, hash_key) = self.keys();
        let (envelope, data) = (&self.record.envelope, self.data());
        let text = data.and_then(|data| std::str::from_utf8(data).ok());
        let cells = [
            Some(self.index.to_string()),
            envelope.sequence_number.clone(),
            self.sub_sequence_number(),
            envelope.approximate_arrival_timestamp.clone(),
            key.map(str::to_owned),
            explicit.map(str::to_owned),
            hash_key.map(|key| key.to_string()),
            data.map(|data| data.len().to_string()),
            text.map(str::to_owned),
            Some(base64::encode(data.unwrap_or_default())),
        ];
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            let Some(cell) = cell else { continue };
            // Quoting follows RFC 4180, sections 2.6 and 2.7. A text that is empty has quotes, one
            // that is not known has none.
            if cell.is_empty() || cell.trim() != cell || cell.contains([',', '"', '\n', '\r']) {
                out.push(b'"');
                out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
                out.push(b'"');
            } else {
                out.extend_from_slice(cell.as_bytes());
            }
        }
        out.extend_from_slice(b"\r\n");
    }
}
