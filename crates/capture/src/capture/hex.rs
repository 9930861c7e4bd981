//! Hex: one record; one a line where every line starts as an aggregate does, or one is whole; or several that are
//! wrapped or dumped one after another.

use super::{finding::Code, likeness, lines::lines, reading::Reading, wrapped};
use kpl_format::bytes::{
    Span,
    hex::{self, Decoded, DumpFault, HexForm},
};

/// Reads the whole text.
pub(super) fn read(reading: &mut Reading<'_>) {
    match record_lines(reading.text).or_else(|| one_after_another(reading.text)) {
        Some(records) => records.into_iter().for_each(|record| read_one(reading, record, true)),
        None => read_one(reading, reading.window(), false),
    }
}

/// Records over several lines each, where there is more than one.
fn one_after_another(text: &[u8]) -> Option<Vec<Span>> {
    let window = Span::new(0, text.len());
    match hex::form(text, window)? {
        HexForm::Digits | HexForm::Prefixed => wrapped::in_hex(text),
        HexForm::Escaped => None,
        HexForm::Xxd | HexForm::Hexdump | HexForm::Words => {
            Some(hex::dumps(text, window)).filter(|dumps| dumps.len() > 1)
        }
    }
}

/// The lines, where each of them is an aggregate in hex.
fn record_lines(text: &[u8]) -> Option<Vec<Span>> {
    let window = Span::new(0, text.len());
    let lines: Vec<Span> = lines(text, window).collect();
    let is_dump =
        !matches!(hex::form(text, window), Some(HexForm::Digits | HexForm::Prefixed | HexForm::Escaped));
    let each = |line: &Span| likeness::is_hex_aggregate(line.of(text));
    let records = || {
        lines.iter().all(each)
            || likeness::are_hex_records(&lines.iter().map(|line| line.of(text)).collect::<Vec<_>>())
    };
    (lines.len() > 1 && !is_dump && records()).then_some(lines)
}

/// Whether each line is a record.
pub(super) fn is_lines(text: &[u8]) -> bool {
    record_lines(text).is_some()
}

/// Reads one line of many.
pub(super) fn read_line(reading: &mut Reading<'_>, line: Span) {
    read_one(reading, line, true);
}

fn read_one(reading: &mut Reading<'_>, window: Span, one_of_many: bool) {
    let decoded = hex::decode(reading.text, window);
    let record = one_of_many.then_some(reading.next_index());
    findings(reading, record, &decoded);
    reading.push_data(decoded.bytes, decoded.content);
}

fn findings(reading: &mut Reading<'_>, record: Option<usize>, decoded: &Decoded) {
    for &span in &decoded.bad {
        let character = String::from_utf8_lossy(span.of(reading.text)).chars().next().unwrap_or_default();
        reading.find(record, span, Code::HexBadCharacter { character, substituted: decoded.substituted });
    }
    if decoded.bad_count > decoded.bad.len() {
        let (listed, count) = (decoded.bad.len(), decoded.bad_count);
        reading.find(record, decoded.content, Code::HexMoreBad { listed, count });
    }
    if let Some(span) = decoded.odd {
        reading.find(record, span, Code::HexOddDigits { digits: decoded.digits });
    }
    for &(fault, span) in &decoded.faults {
        let code = match fault {
            DumpFault::Offset { stated, counted } => Code::HexDumpOffset { stated, counted },
            DumpFault::Line => Code::HexDumpLine,
        };
        reading.find(record, span, code);
    }
    if decoded.squeezed > 0 {
        reading.find(record, decoded.content, Code::HexSqueezed { bytes: decoded.squeezed });
    }
}
