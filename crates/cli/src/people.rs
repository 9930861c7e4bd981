//! The report for people: what was read, each Kinesis record with what is wrong, its user records, and what consumers
//! do with it.

use kpl_capture::{
    capture::{Capture, Envelope, KinesisRecord},
    text::legible::line,
};
use kpl_engine::{
    consumers::{self, Judgement},
    payload::{self, Payload},
};
use kpl_format::{
    bytes::Span,
    kpl::{Anatomy, Md5Status, TableEntry, UserRecord, Verdict},
};
use std::io::{self, Write};

/// How many user records of a Kinesis record are listed, unless all are asked for.
const LISTED: usize = 20;

/// How many characters of a payload, and of a key, stand in a line. A hash key has up to 39 digits.
const MOST_PAYLOAD: usize = 60;
const MOST_KEY: usize = 32;
const MOST_HASH_KEY: usize = 39;

/// Writes the report.
pub fn write(out: &mut impl Write, capture: &Capture, all: bool) -> io::Result<()> {
    writeln!(out, "{}, {}", capture.shape.word(), counted(capture.bytes, "byte"))?;
    writeln!(out, "{}", capture.why.sentence())?;
    for finding in &capture.findings {
        let word = finding.code.severity().word();
        told(out, word, &finding.message(), finding.help())?;
    }
    capture.records.iter().enumerate().try_for_each(|(index, record)| kinesis_record(out, index, record, all))
}

fn kinesis_record(out: &mut impl Write, index: usize, record: &KinesisRecord, all: bool) -> io::Result<()> {
    let data = &record.data;
    let anatomy = record.dissect();
    let bytes = counted(data.len(), "byte");
    let users = counted(anatomy.user_records.len(), "user record");
    let md5 = match anatomy.md5.as_ref().map(|md5| md5.status) {
        Some(Md5Status::Match) => "the MD5 holds",
        Some(Md5Status::Mismatch) => "the MD5 does not hold",
        Some(Md5Status::Absent) | None => "there is no MD5",
    };
    match anatomy.verdict {
        Verdict::Plain => writeln!(out, "\nKinesis record {index}: plain, {bytes}")?,
        Verdict::Aggregated => {
            writeln!(out, "\nKinesis record {index}: aggregated, {bytes}, {users}, {md5}")?
        }
        Verdict::Damaged => writeln!(out, "\nKinesis record {index}: DAMAGED, {bytes}, {users}, {md5}")?,
    }
    envelope(out, &record.envelope)?;
    for finding in &anatomy.findings {
        let (code, place) = (&finding.code, bytes_of(finding.span));
        told(
            out,
            &format!("{} {}{place}", code.severity().word(), code.word()),
            &code.message(),
            code.help(),
        )?;
    }
    if anatomy.verdict == Verdict::Plain {
        return writeln!(out, "  data  {}", payload_of(data));
    }
    let most = if all { usize::MAX } else { LISTED };
    for user in anatomy.user_records.iter().take(most) {
        user_record(out, data, &anatomy, user)?;
    }
    let more = anatomy.user_records.len().saturating_sub(most);
    if more > 0 {
        writeln!(out, "  … {more} more; --all lists them")?;
    }
    consumers_of(out, &consumers::judge(data, &anatomy, None))
}

/// A finding: what and where, then the sentence, then what to do.
fn told(out: &mut impl Write, what: &str, message: &str, help: &str) -> io::Result<()> {
    writeln!(out, "  {what}: {}", line(message))?;
    if help.is_empty() { Ok(()) } else { writeln!(out, "    {}", line(help)) }
}

fn bytes_of(span: Span) -> String {
    match span.len {
        0 => format!(", at byte {}", span.offset),
        1 => format!(", byte {}", span.offset),
        len => format!(", bytes {} to {}", span.offset, span.offset + (len - 1)),
    }
}

fn envelope(out: &mut impl Write, envelope: &Envelope) -> io::Result<()> {
    let fields = [
        ("partition key", &envelope.partition_key),
        ("explicit hash key", &envelope.explicit_hash_key),
        ("sequence number", &envelope.sequence_number),
        ("sub-sequence number", &envelope.sub_sequence_number),
        ("shard", &envelope.shard_id),
        ("arrival", &envelope.approximate_arrival_timestamp),
        ("encryption", &envelope.encryption_type),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "  {name}  {}", line(value))?;
        }
    }
    Ok(())
}

fn user_record(out: &mut impl Write, data: &[u8], anatomy: &Anatomy, user: &UserRecord) -> io::Result<()> {
    let key = |table: &[TableEntry], entry: Option<usize>| {
        let entry = table.get(entry?)?;
        Some(line(&String::from_utf8_lossy(entry.value.of(data))))
    };
    let partition_key = key(&anatomy.partition_keys, user.partition_key);
    let partition_key =
        partition_key.map_or_else(|| "no key".to_owned(), |key| format!("“{}”", shortened(&key, MOST_KEY)));
    let hash_key = key(&anatomy.explicit_hash_keys, user.explicit_hash_key);
    let hash_key = hash_key.map(|key| format!(", explicit hash key {}", shortened(&key, MOST_HASH_KEY)));
    let hash_key = hash_key.unwrap_or_default();
    let payload = user.data.map_or_else(|| "no data".to_owned(), |span| payload_of(span.of(data)));
    writeln!(out, "  #{}  {partition_key}{hash_key}  {payload}", user.index)
}

/// A payload on one line: its size, what it looks like, and how it begins.
fn payload_of(bytes: &[u8]) -> String {
    let kind = payload::recognise(bytes);
    let size = counted(bytes.len(), "byte");
    if kind == Payload::Empty {
        return size;
    }
    let shown = if kind.is_text() {
        shortened(&line(&String::from_utf8_lossy(bytes)), MOST_PAYLOAD)
    } else {
        let most = MOST_PAYLOAD / 3;
        let digits: Vec<String> = bytes.iter().take(most).map(|byte| format!("{byte:02x}")).collect();
        format!("{}{}", digits.join(" "), if bytes.len() > most { " …" } else { "" })
    };
    format!("{size}, {}  {shown}", kind.word())
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// One line for all consumers that hand over every user record that they find, and a line for each other.
fn consumers_of(out: &mut impl Write, judgements: &[Judgement]) -> io::Result<()> {
    let good = |judgement: &&Judgement| {
        judgement.outcome == consumers::Outcome::Records && judgement.flaws == consumers::Flaws::default()
    };
    let fine: Vec<&str> = judgements.iter().filter(good).map(|judgement| judgement.consumer.id()).collect();
    if !fine.is_empty() {
        writeln!(out, "  hand over every user record that they find: {}", fine.join(", "))?;
    }
    for judgement in judgements.iter().filter(|judgement| !good(judgement)) {
        let (id, word) = (judgement.consumer.id(), judgement.outcome.word());
        let silent = if judgement.silent { ", silently" } else { "" };
        writeln!(out, "  {id}: {word}{silent}. {}", line(&judgement.why()))?;
    }
    Ok(())
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
