//! Base64: one record, several that are wrapped over lines, or one a line.

use super::{finding::Code, likeness, lines::lines, reading::Reading, wrapped};
use kpl_format::bytes::{
    Span,
    base64::{self, Cleaned},
};

/// The whole text is one record, or several that are wrapped.
pub(super) fn read(reading: &mut Reading<'_>) {
    if let Some(records) = wrapped::in_base64(reading.text) {
        return read_all(reading, records.into_iter());
    }
    let decoded = base64::decode(reading.text, reading.window());
    reading.base64(None, &decoded, |offset| offset);
    reading.cleaned(None, decoded.content, decoded.cleaned);
    reading.push_data(decoded.bytes, decoded.content);
}

/// Each line is a record; blank ones are none, and one that is not base64 is a finding.
pub(super) fn read_lines(reading: &mut Reading<'_>) {
    let text = reading.text;
    read_all(reading, lines(text, reading.window()));
}

fn read_all(reading: &mut Reading<'_>, records: impl Iterator<Item = Span>) {
    let mut cleaned = Cleaned::default();
    for record in records {
        if !likeness::is_base64_line(record.of(reading.text)) {
            reading.find(None, record, Code::LineNotBase64 { bytes: record.len });
            continue;
        }
        let decoded = base64::decode(reading.text, record);
        reading.base64(Some(reading.next_index()), &decoded, |offset| offset);
        cleaned.add(&decoded.cleaned);
        reading.push_data(decoded.bytes, decoded.content);
    }
    reading.cleaned(None, Span::new(0, reading.text.len()), cleaned);
}
