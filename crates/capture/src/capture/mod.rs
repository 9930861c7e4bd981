//! Text or file → Kinesis records with their envelopes. Never fails: what cannot be read is a finding.
//!
//! `source` makes text of the bytes, [`detect`](self) says what the text is, one small file a shape reads it.

mod analytics_event;
mod aws_cli;
mod aws_output;
mod base64;
mod by_line;
mod cloudwatch_logs;
mod concatenated;
mod detect;
mod dynamodb;
mod finding;
mod firehose_event;
mod firehose_failed;
mod firehose_response;
mod framed;
mod get_records;
mod hex;
mod improved;
mod java_bytes;
mod json;
mod json_strings;
mod lambda_event;
mod likeness;
mod lines;
mod multilang;
mod node_buffer;
mod on_failure;
mod packed;
pub mod part;
mod pipes;
mod printed;
mod put_output;
mod put_records;
mod reading;
mod record;
mod retyped;
mod runs;
mod sentences;
mod shape;
mod shapes;
mod source;
mod subscribe_to_shard;
mod sure;
mod timestamp;
mod why;
mod wrapped;

pub use aws_output::OutputFormat;
use detect::Guess;
pub use finding::{Code, Finding, Printer, Severity};
use kpl_format::{
    bytes::{Place, Span},
    kpl::{MAGIC, is_sealed},
};
use packed::Layer;
use reading::Reading;
pub use record::{Envelope, KinesisRecord};
pub use shape::Shape;
use source::Source;
pub use timestamp::format_milliseconds;
pub use why::{Why, Written};

/// What was captured: Kinesis records, how they were found, and what is wrong with what they came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// What the input was taken for.
    pub shape: Shape,
    /// How that was recognised.
    pub why: Why,
    /// The size of the input in bytes.
    pub bytes: usize,
    /// What is wrong with the capture itself, or was cleaned to read it.
    pub findings: Vec<Finding>,
    /// The Kinesis records, in the order of the input.
    pub records: Vec<KinesisRecord>,
    /// Other plausible readings, likeliest first; never `shape` itself.
    pub others: Vec<Shape>,
    /// The bytes that spans and places refer to, where they are not the input itself: UTF-16 made UTF-8, or
    /// what was compressed.
    pub decoded: Option<Vec<u8>>,
}

/// Reads a capture as what it most likely is.
#[must_use]
pub fn read(input: &[u8]) -> Capture {
    read_with(input, None)
}

/// Reads a capture as the given shape, whatever it looks like.
#[must_use]
pub fn read_as(input: &[u8], shape: Shape) -> Capture {
    read_with(input, Some(shape))
}

fn read_with(input: &[u8], asked: Option<Shape>) -> Capture {
    let source = Source::open(input);
    let guess = detect::detect(&source);
    if let Some(capture) = values(&source, &guess).filter(|_| asked.is_none()) {
        return capture;
    }
    let Some((layers, unpacked)) = unpack(&source, guess.shape) else {
        return read_plain(source, guess, asked);
    };
    let inner = Source::open(&unpacked);
    let mut inside = detect::detect(&inner);
    if asked.is_none()
        && let Some(values) = values(&inner, &inside)
    {
        let said = layers.iter().flat_map(Layer::codes).map(Finding::of_all);
        let findings = said.chain(values.findings).collect();
        let decoded = values.decoded.or_else(|| Some(unpacked.clone()));
        return Capture { bytes: input.len(), findings, decoded, ..values };
    }
    if !is_capture(&inner, inside.shape) {
        return capture(source, guess.asked(asked), &[]);
    }
    let packed = [guess.shape, Shape::Binary, Shape::Text];
    if asked.is_some_and(|asked| packed.contains(&asked) && asked != inside.shape) {
        let mut guess = guess;
        guess.others.insert(0, inside.shape);
        return capture(source, guess.asked(asked), &[]);
    }
    inside.or_else(guess.shape);
    let codes: Vec<Code> = layers.iter().flat_map(Layer::codes).collect();
    let mut capture = capture(inner, inside.asked(asked), &codes);
    if asked.is_none() && matches!(capture.why, Why::Fields { .. }) {
        improved::improve(&unpacked, &mut capture.records, &mut capture.findings);
    }
    capture.bytes = input.len();
    capture.decoded = capture.decoded.or(Some(unpacked));
    capture
}

/// Reads the values in a text that is of no shape as a whole, where records stand in them.
fn values(source: &Source<'_>, guess: &Guess) -> Option<Capture> {
    if matches!(guess.shape, Shape::Binary | Shape::Concatenated | Shape::Base64) {
        let found = held(source);
        let printed = || !source.input.starts_with(&MAGIC) && is_mostly_text(source.input);
        if found.is_some() || (guess.shape == Shape::Concatenated && !printed()) {
            return found;
        }
    }
    // Most lines of YAML are those of its base64.
    // And a character that no text has may stand in a key that was printed as it is.
    let printed = match source.binary() {
        Some(Why::ControlCharacter { .. }) => true,
        // What could not be compressed stands in gzip as it is.
        Some(Why::NotUtf8 { .. }) => packed::is_none(source.input) && is_mostly_text(source.input),
        _ => false,
    };
    let doubtful = printed || matches!(guess.shape, Shape::Base64 | Shape::Base64Lines);
    let of_values = [
        Shape::InText,
        Shape::Unknown,
        Shape::Text,
        Shape::Python,
        Shape::NodeBuffer,
        Shape::JavaBytes,
        Shape::JsonStrings,
    ];
    // JSON of these shapes is read as it is.
    let json = matches!(guess.why, Why::Fields { shape: Shape::NodeBuffer | Shape::JavaBytes, .. });
    let awscli = matches!(guess.why, Why::AwsOutput { format: OutputFormat::Yaml, .. });
    if (!of_values.contains(&guess.shape) && !doubtful && !awscli)
        || (source.binary().is_some() && !printed)
        || json
    {
        return None;
    }
    let read = |text: &[u8], code: Option<Code>| {
        let mut reading = Reading::new(text);
        code.into_iter().for_each(|code| reading.find(None, Span::new(0, 0), code));
        source.findings(&mut reading);
        shapes::read(&mut reading);
        reading.finish()
    };
    let (mut records, mut findings) = source.values().clone();
    let mut straight = retyped::straight(source.text());
    match straight.as_deref().map(|text| read(text, Some(Code::Typographic))) {
        Some((more, said)) if more.len() > records.len() => (records, findings) = (more, said),
        _ => straight = None,
    }
    let whole = |records: &[KinesisRecord]| records.iter().filter(|record| is_sealed(&record.data)).count();
    let as_it_is = || {
        let mut reading = Reading::new(source.text());
        read_plainly(&mut reading, source, guess.shape);
        let (records, _) = reading.finish();
        (whole(&records), records.len())
    };
    // The lines of a here-document are those of its base64.
    let here =
        [&b"<<"[..], b"&lt;&lt;"].iter().any(|sign| memchr::memmem::find(source.text(), sign).is_some());
    // Only what has literals in it can be both, and begins with other words than base64.
    let first = source.body().split(|byte| *byte == b'\n').next().unwrap_or_default();
    let literals = memchr::memchr3(b'"', b'\'', b'<', source.text()).is_some() && !likeness::is_base64(first);
    let more = doubtful && literals && whole(&records) > 0 && {
        let (known, listed) = as_it_is();
        whole(&records) > known || (here && whole(&records) == known && records.len() < listed)
    };
    // Aggregates that were printed as they are stand in what seems to be records between them.
    let together = guess.shape == Shape::Concatenated && {
        let mut reading = Reading::new(source.text());
        concatenated::read(&mut reading);
        let (pieces, _) = reading.finish();
        if whole(&records) < whole(&pieces) || records.len() > pieces.len() {
            return None;
        }
        whole(&records) > 0
    };
    let named = |record: &KinesisRecord| more || together || record.envelope != Envelope::default();
    let fewer = matches!(guess.why, Why::AwsOutput { records: listed, .. } if records.len() < listed);
    if fewer || (records.is_empty() && findings.is_empty()) || (doubtful && !records.iter().any(named)) {
        return None;
    }
    let unread = |finding: &Finding| matches!(finding.code, Code::NotRead { .. });
    if records.is_empty() && findings.iter().any(unread) && !findings.iter().any(|finding| !unread(finding)) {
        findings.insert(0, Finding::of_all(Code::NoKinesisRecord));
        let (bytes, others) = (source.input.len(), guess.others.clone());
        let (shape, decoded) = (Shape::Unknown, source.is_utf16().then(|| source.text().to_vec()));
        return Some(Capture { shape, why: guess.why, bytes, findings, records, others, decoded });
    }
    let (shape, why) = match guess.why {
        Why::Printed { shape, .. } => (shape, Why::Printed { shape, records: records.len() }),
        Why::Fields { shape, .. } => (shape, Why::Fields { shape, records: records.len() }),
        Why::AwsOutput { format, .. } => (guess.shape, Why::AwsOutput { format, records: records.len() }),
        _ => (Shape::InText, why_in_text(straight.as_deref().unwrap_or(source.text()), &records)),
    };
    let others: Vec<Shape> = std::iter::once(Shape::Text).collect();
    let bytes = source.input.len();
    let decoded = straight.or_else(|| source.is_utf16().then(|| source.text().to_vec()));
    Some(Capture { shape, why, bytes, findings, records, others, decoded })
}

/// Reads what is not compressed: as it is, unless that is no capture beyond doubt, and one without what mail or a word
/// processor did to it.
fn read_plain(source: Source<'_>, guess: Guess, asked: Option<Shape>) -> Capture {
    let (input, shape, is_text) =
        (source.input, guess.shape, source.binary().is_none() && !source.is_utf16());
    let mut as_it_is = capture(source, guess.asked(asked), &[]);
    if asked.is_none() && matches!(as_it_is.why, Why::Fields { .. }) && is_text {
        improved::improve(input, &mut as_it_is.records, &mut as_it_is.findings);
    }
    let is_sure = || asked.is_none() && sure::is_sure(shape, input, || as_it_is.records.len());
    if !is_text || is_sure() {
        return as_it_is;
    }
    let Some((code, plain)) = retyped::undone(input) else { return as_it_is };
    let inner = Source::open(&plain);
    let mut inside = detect::detect(&inner);
    if asked.is_some_and(|asked| asked != inside.shape) {
        return as_it_is;
    }
    inside.or_else(shape);
    let mut capture = capture(inner, inside.asked(asked), &[code]);
    capture.decoded = Some(plain);
    capture
}

/// How records were found in a text.
fn why_in_text(text: &[u8], records: &[KinesisRecord]) -> Why {
    let first = records.iter().map(|record| record.source).min_by_key(|source| source.offset);
    let first = first.map(|source| (Place::of(text, source.offset), Written::of(source.of(text))));
    Why::InText { records: records.len(), first }
}

/// Whether bytes begin as a text does in which others stand that a program printed as they are.
fn is_mostly_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let text = head.iter().filter(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()).count();
    head.contains(&b'\n') && text * 10 >= head.len() * 7
}

/// How many bytes tell whether they are a text.
const HEAD: usize = 1024;

/// Reads what seems to be base64, or bytes, as that.
fn read_plainly(reading: &mut Reading<'_>, source: &Source<'_>, shape: Shape) {
    match shape {
        Shape::Base64 => base64::read(reading),
        Shape::Base64Lines => base64::read_lines(reading),
        _ => reading.plain(source.input),
    }
}

/// Reads bytes that hold values: the wire form of the SDKs, a file of packets.
fn held(source: &Source<'_>) -> Option<Capture> {
    let mut reading = Reading::new(source.input);
    shapes::read_bytes(&mut reading);
    let (records, findings) = reading.finish();
    // The bytes are no text: a line and a column say nothing.
    let why = Why::InText { records: records.len(), first: None };
    (!records.is_empty()).then(|| Capture {
        shape: Shape::InText,
        why,
        bytes: source.input.len(),
        findings,
        records,
        others: vec![if source.binary().is_some() { Shape::Binary } else { Shape::Text }],
        decoded: None,
    })
}

/// What was compressed, where the input looks like it: how, the outermost first, and what is in all of that.
fn unpack(source: &Source<'_>, shape: Shape) -> Option<(Vec<Layer>, Vec<u8>)> {
    let unpacked = match shape {
        // What could not be compressed stands in gzip as it is: aggregates, seemingly with something before them.
        Shape::Binary | Shape::Concatenated => packed::unpack(source.input),
        Shape::Base64 => packed::unpack_base64(source.text()),
        _ => None,
    }?;
    let (layer, mut bytes) = Layer::of(unpacked);
    let mut layers = vec![layer];
    while let Some(unpacked) = packed::unpack(&bytes).filter(|_| layers.len() < packed::MAX_LAYERS) {
        let (layer, inner) = Layer::of(unpacked);
        layers.push(layer);
        bytes = inner;
    }
    Some((layers, bytes))
}

/// Whether what was compressed is a capture. A record's own data may be gzip as well: then the record is
/// what was captured.
fn is_capture(inner: &Source<'_>, shape: Shape) -> bool {
    match shape {
        Shape::Unknown | Shape::Text => false,
        Shape::Binary => inner.input.starts_with(&MAGIC),
        // What stands around it was told from it where an aggregate holds.
        Shape::Base64 => {
            let whole = || {
                let mut reading = Reading::new(inner.text());
                base64::read(&mut reading);
                reading.finish().0.iter().any(|record| is_sealed(&record.data))
            };
            likeness::has_base64_magic(inner.body()) || whole()
        }
        Shape::Hex => likeness::is_hex_aggregate(inner.body()),
        _ => true,
    }
}

/// Reads a text as what it was taken for; `undone` says what was done to it before.
fn capture(source: Source<'_>, mut guess: Guess, undone: &[Code]) -> Capture {
    let (shape, why, others) = (guess.shape, guess.why, std::mem::take(&mut guess.others));
    let mut reading = Reading::new(source.text());
    undone.iter().for_each(|&code| reading.find(None, Span::new(0, 0), code));
    source.findings(&mut reading);
    read_guess(&mut reading, &source, guess);
    let (records, findings) = reading.finish();
    let why = if matches!(why, Why::InText { .. }) { why_in_text(source.text(), &records) } else { why };
    let bytes = source.input.len();
    Capture { shape, why, bytes, findings, records, others, decoded: source.into_decoded() }
}

/// Adds what a text holds, read as what it was taken for.
fn read_guess(reading: &mut Reading<'_>, source: &Source<'_>, guess: Guess) {
    let Guess { shape, why, documents, .. } = guess;
    let json = || documents.unwrap_or_else(|| json::Documents::read(source.text()));
    match shape {
        Shape::Base64 => base64::read(reading),
        Shape::Base64Lines => base64::read_lines(reading),
        Shape::Hex => hex::read(reading),
        Shape::Binary => reading.plain(source.input),
        Shape::Unknown => reading.find(None, reading.window(), Code::NoKinesisRecord),
        Shape::Text => source.read_text(reading),
        Shape::Concatenated => concatenated::read(reading),
        Shape::AwsCli => aws_cli::read(reading),
        Shape::GetRecords if matches!(why, Why::AwsOutput { .. }) => aws_output::read(reading),
        Shape::InText | Shape::Python => shapes::read(reading),
        Shape::NodeBuffer if matches!(why, Why::Printed { .. }) => shapes::read(reading),
        _ => json().read_records(reading, shape, why == Why::Asked),
    }
}

#[cfg(test)]
mod tests;
