//! Base64: one record, or one a line.

use super::{finding::Code, likeness, lines::lines, reading::Reading};
use crate::bytes::{
    Span,
    base64::{self, Cleaned},
};

/// The whole text is one record.
pub(super) fn read(reading: &mut Reading<'_>) {
    let decoded = base64::decode(reading.text, reading.window());
    reading.base64(None, &decoded, |offset| offset);
    reading.cleaned(None, decoded.content, decoded.cleaned);
    reading.push_data(decoded.bytes, decoded.content);
}

/// Each line is a record; blank ones are none, and one that is not base64 is a finding.
pub(super) fn read_lines(reading: &mut Reading<'_>) {
    let mut cleaned = Cleaned::default();
    for line in lines(reading.text, reading.window()) {
        if !likeness::is_base64_line(line.of(reading.text)) {
            reading.find(None, line, Code::LineNotBase64 { bytes: line.len });
            continue;
        }
        let decoded = base64::decode(reading.text, line);
        reading.base64(Some(reading.next_index()), &decoded, |offset| offset);
        cleaned.add(&decoded.cleaned);
        reading.push_data(decoded.bytes, decoded.content);
    }
    reading.cleaned(None, Span::new(0, reading.text.len()), cleaned);
}
