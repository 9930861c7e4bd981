//! One inspection as JSON, for people and programs. The same bytes give the same report, in the page and in a
//! terminal.

mod happened;

use crate::{
    consumers::{self, Consumer},
    payload,
};
use kpl_capture::capture::{self, Capture, Envelope, KinesisRecord, Shape, Why};
use kpl_format::{
    bytes::{Span, base64, json_out::Writer},
    kpl::{Anatomy, DigestCheck, Finding, Md5Status, TableEntry, UserRecord, Verdict, hex16},
};
use std::fmt::Display;

/// The name and version of the tool: the report's member `"tool"`.
pub const TOOL: &str = concat!("kpl-lens ", env!("CARGO_PKG_VERSION"));

/// Reads `input` as if it were pasted, and reports on it.
#[must_use]
pub fn report(input: &[u8]) -> String {
    report_of(&capture::read(input))
}

#[must_use]
pub fn report_of(capture: &Capture) -> String {
    let findings = capture.findings.iter();
    let mut report = Report::begin(capture.shape, capture.why, capture.bytes, findings);
    for (index, record) in capture.records.iter().enumerate() {
        report.record(index, record);
    }
    report.end()
}

/// A report that is written record by record, so that a capture too large to hold can have one.
#[derive(Debug)]
pub struct Report(Writer);

impl Report {
    /// Begins with what is said of the capture as a whole. `bytes` is the capture's size.
    #[must_use]
    pub fn begin<'a>(
        shape: Shape,
        why: Why,
        bytes: impl Display,
        findings: impl IntoIterator<Item = &'a capture::Finding>,
    ) -> Self {
        let mut out = Writer::default();
        out.open('{');
        out.member("tool").string(TOOL);
        out.member("capture").object(|out| {
            out.member("shape").string(shape.word());
            out.member("why").string(&why.sentence());
            out.member("bytes").raw(bytes);
            out.member("findings").array(findings, |out, finding| {
                let (severity, code) = (finding.code.severity().word(), finding.code.word());
                found(out, severity, code, finding.span, &finding.message(), finding.help());
            });
        });
        out.member("records").open('[');
        Self(out)
    }

    /// Adds a Kinesis record; `index` is its place in the capture.
    pub fn record(&mut self, index: usize, record: &KinesisRecord) {
        self.0.item();
        kinesis_record(&mut self.0, index, record);
    }

    /// Takes what was written since the last call.
    #[must_use]
    pub fn take(&mut self) -> String {
        self.0.take()
    }

    /// Closes the report and returns what was not taken yet.
    #[must_use]
    pub fn end(mut self) -> String {
        self.0.close(']');
        self.0.close('}');
        self.0.finish()
    }
}

fn kinesis_record(out: &mut Writer, index: usize, record: &KinesisRecord) {
    let data = &record.data;
    let anatomy = record.dissect();
    out.object(|out| {
        out.member("index").raw(index);
        out.member("envelope").object(|out| envelope(out, &record.envelope));
        out.member("bytes").raw(data.len());
        out.member("verdict").string(match anatomy.verdict {
            Verdict::Aggregated => "aggregated",
            Verdict::Damaged => "damaged",
            Verdict::Plain => "plain",
        });
        digest(out.member("md5"), anatomy.md5.as_ref());
        table(out.member("partitionKeyTable"), data, &anatomy, &anatomy.partition_keys);
        table(out.member("explicitHashKeyTable"), data, &anatomy, &anatomy.explicit_hash_keys);
        out.member("userRecords")
            .array(&anatomy.user_records, |out, user| user_record(out, data, &anatomy, user));
        out.member("findings").array(&anatomy.findings, |out, finding: &Finding| {
            let code = &finding.code;
            found(out, code.severity().word(), code.word(), finding.span, &code.message(), code.help());
        });
        out.member("consumers").object(|out| consumers_of(out, data, &anatomy));
        let outer_key = record.envelope.partition_key.as_deref();
        out.member("forensics").object(|out| happened::write(out, data, &anatomy, outer_key));
    });
}

/// What each measured consumer does with the record when it owns the whole range of hash keys.
fn consumers_of(out: &mut Writer, data: &[u8], anatomy: &Anatomy) {
    for consumer in Consumer::ALL.into_iter().filter(|consumer| consumer.measured()) {
        let judgement = consumers::judge_one(consumer, data, anatomy, None);
        out.member(consumer.id()).object(|out| {
            out.member("outcome").string(judgement.outcome.word());
            out.member("emitted").raw(judgement.emitted);
            out.member("silent").raw(judgement.silent);
            out.member("why").string(&judgement.why());
        });
    }
}

fn envelope(out: &mut Writer, envelope: &Envelope) {
    // These five are always there, as null where the capture held none: readers of a report may look for each.
    out.member("partitionKey").string_or_null(envelope.partition_key.as_deref());
    out.member("explicitHashKey").string_or_null(envelope.explicit_hash_key.as_deref());
    out.member("sequenceNumber").string_or_null(envelope.sequence_number.as_deref());
    out.member("shardId").string_or_null(envelope.shard_id.as_deref());
    let arrival = envelope.approximate_arrival_timestamp.as_deref();
    out.member("approximateArrivalTimestamp").string_or_null(arrival);
    if let Some(number) = &envelope.sub_sequence_number {
        out.member("subSequenceNumber").string(number);
    }
    if let Some(encryption) = &envelope.encryption_type {
        out.member("encryptionType").string(encryption);
    }
}

fn digest(out: &mut Writer, md5: Option<&DigestCheck>) {
    let Some(md5) = md5 else { return out.raw("null") };
    out.object(|out| {
        out.member("status").string(match md5.status {
            Md5Status::Match => "match",
            Md5Status::Mismatch => "mismatch",
            Md5Status::Absent => "absent",
        });
        out.member("stored").string_or_null(md5.stored.as_ref().map(hex16).as_deref());
        out.member("computed").string(&hex16(&md5.computed));
    });
}

fn table(out: &mut Writer, data: &[u8], anatomy: &Anatomy, entries: &[TableEntry]) {
    out.array(entries.iter().enumerate(), |out, (index, entry)| {
        out.object(|out| {
            out.member("index").raw(index);
            let key = entry.text(data);
            out.member("key").string_or_null(key);
            if key.is_none() {
                out.member("keyBase64").string(&base64::encode(entry.value.of(data)));
            }
            out.member("uses").raw(entry.uses);
            span(out.member("span"), anatomy.node(entry.node).map_or(entry.value, |node| node.span));
        });
    });
}

fn user_record(out: &mut Writer, data: &[u8], anatomy: &Anatomy, user: &UserRecord) {
    let key =
        |table: &'_ [TableEntry], entry: Option<usize>| table.get(entry?)?.text(data).map(str::to_owned);
    out.object(|out| {
        out.member("index").raw(user.index);
        out.member("partitionKey")
            .string_or_null(key(&anatomy.partition_keys, user.partition_key).as_deref());
        let explicit = key(&anatomy.explicit_hash_keys, user.explicit_hash_key);
        out.member("explicitHashKey").string_or_null(explicit.as_deref());
        out.member("hashKey").string_or_null(user.hash_key.map(|key| key.to_string()).as_deref());
        // Data that is missing or cut is null, so that nobody takes it for an empty payload.
        let payload = user.data.map(|span| span.of(data));
        out.member("data").string_or_null(payload.map(base64::encode).as_deref());
        out.member("payload").string_or_null(payload.map(|payload| payload::recognise(payload).word()));
        out.member("tags").array(&user.tags, |out, tag| {
            let text =
                |span: Option<Span>| span.map(|span| String::from_utf8_lossy(span.of(data)).into_owned());
            out.object(|out| {
                out.member("key").string_or_null(text(tag.key).as_deref());
                out.member("value").string_or_null(text(tag.value).as_deref());
            });
        });
        span(out.member("span"), user.span);
    });
}

fn found(out: &mut Writer, severity: &str, code: &str, at: Span, message: &str, help: &str) {
    out.object(|out| {
        out.member("severity").string(severity);
        out.member("code").string(code);
        span(out.member("span"), at);
        out.member("message").string(message);
        out.member("help").string(help);
    });
}

/// Writes `[offset, length]` on one line.
fn span(out: &mut Writer, span: Span) {
    out.raw(format_args!("[{}, {}]", span.offset, span.len));
}
