//! Takes what comes into the builder: fixtures as text or JSON, rows, and captured records.

use super::{Builder, Mode};
use crate::fixture::{Draft, notation, rows};
use kpl_capture::capture;
use kpl_format::kpl::MAGIC;

/// Whether bytes are a fixture, as text or as JSON.
#[must_use]
pub fn is_fixture(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if let Some(json) = head.strip_prefix('{') {
        return json.trim_start().starts_with("\"fixture\"");
    }
    let first = head.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    first.is_some_and(|line| {
        line.trim_start().strip_prefix("fixture").is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}

impl Builder {
    /// Changes the mode because the engine wants it, not because somebody asked for it.
    pub fn go(&mut self, mode: Mode) {
        if self.mode != mode {
            self.mode = mode;
            self.moved = self.moved.wrapping_add(1);
        }
    }

    /// Opens a draft and goes to the builder.
    pub fn open(&mut self, draft: Draft) {
        self.at = None;
        self.replace(draft);
        self.go(Mode::Build);
    }

    /// Makes a draft of a captured Kinesis record. The keys are those it was put with, where they are known.
    pub fn import(&mut self, bytes: &[u8], partition_key: Option<&str>, explicit_hash_key: Option<&str>) {
        let draft = Draft::from_record(bytes, partition_key, explicit_hash_key);
        self.plain = draft.origin.is_none().then(|| bytes.into());
        self.open(draft);
    }

    /// Takes a file or a paste: a fixture, captured records, or rows.
    pub fn take_given(&mut self, bytes: &[u8], name: Option<&str>) {
        self.go(Mode::Build);
        let text = std::str::from_utf8(bytes);
        if let Some(text) = text.ok().filter(|_| is_fixture(bytes)) {
            let draft = match text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
                true => notation::read_json(text),
                false => notation::read(text),
            };
            let name = name.and_then(|name| name.strip_suffix(".kpl.txt").or(name.strip_suffix(".json")));
            match draft {
                Ok(draft) => {
                    self.open(draft);
                    name.into_iter().for_each(|name| name.clone_into(&mut self.name));
                }
                Err(error) => self.trouble = Some(error.sentence()),
            }
            return;
        }
        let text = text.ok();
        let exported = text.filter(|text| rows::is_exported(text));
        let capture = exported.is_none().then(|| capture::read(bytes));
        let capture = capture.filter(|capture| rows::is_capture(capture, bytes));
        let records = capture.map(|capture| capture.records).unwrap_or_default();
        match (records.as_slice(), text) {
            ([record], _) if record.data.starts_with(&MAGIC) => {
                let keys =
                    (record.envelope.partition_key.as_deref(), record.envelope.explicit_hash_key.as_deref());
                self.import(&record.data, keys.0, keys.1);
            }
            (records, None) if !records.is_empty() => {
                self.append_rows(rows::of_records(records));
            }
            (_, Some(text)) => self.take_rows(text, None),
            (_, None) => {
                self.trouble = Some(
                    "This is no fixture, no aggregate and no rows. A payload's file is chosen at its record."
                        .to_owned(),
                );
            }
        }
    }
}
