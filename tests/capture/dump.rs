//! A capture as text that a diff can be read in.

use kpl_capture::capture::{Capture, Envelope, KinesisRecord};
use kpl_format::bytes::hex;
use md5::{Digest, Md5};
use std::fmt::Write;

pub fn md5(data: &[u8]) -> String {
    hex::encode(&Md5::digest(data))
}

pub fn dump(input: &[u8], capture: &Capture) -> String {
    let mut out = String::new();
    let others: Vec<&str> = capture.others.iter().map(|shape| shape.word()).collect();
    let others = if others.is_empty() { "-".into() } else { others.join(" ") };
    writeln!(out, "shape   {}", capture.shape.word()).unwrap();
    writeln!(out, "why     {}", capture.why.sentence()).unwrap();
    writeln!(out, "others  {others}").unwrap();
    writeln!(out, "bytes   {}", capture.bytes).unwrap();
    let text = capture.decoded.as_deref().unwrap_or(input);
    for finding in &capture.findings {
        let (code, span) = (finding.code, finding.span);
        writeln!(out, "\n{} {} [{}, {}]", code.severity().word(), code.word(), span.offset, span.len)
            .unwrap();
        writeln!(out, "  {}", finding.message()).unwrap();
        writeln!(out, "  {}", finding.help()).unwrap();
    }
    for (index, record) in capture.records.iter().enumerate() {
        writeln!(out, "\nrecords[{index}]").unwrap();
        one(&mut out, text, record);
    }
    out
}

fn one(out: &mut String, text: &[u8], record: &KinesisRecord) {
    let source = record.source;
    let head = String::from_utf8_lossy(source.of(text)).chars().take(16).collect::<String>();
    writeln!(out, "  source    [{}, {}] {head:?}", source.offset, source.len).unwrap();
    let dots = if record.data.len() > 24 { "…" } else { "" };
    let hex = hex::encode(&record.data[..record.data.len().min(24)]);
    writeln!(out, "  data      {} bytes  {hex}{dots}  md5 {}", record.data.len(), md5(&record.data)).unwrap();
    let Envelope {
        partition_key,
        explicit_hash_key,
        sequence_number,
        sub_sequence_number,
        shard_id,
        approximate_arrival_timestamp,
        encryption_type,
        message_alone,
    } = &record.envelope;
    for (name, value) in [
        ("key", partition_key),
        ("hash key", explicit_hash_key),
        ("sequence", sequence_number),
        ("sub", sub_sequence_number),
        ("shard", shard_id),
        ("arrival", approximate_arrival_timestamp),
        ("encrypted", encryption_type),
    ] {
        if let Some(value) = value {
            writeln!(out, "  {name:<9} {value}").unwrap();
        }
    }
    if *message_alone {
        writeln!(out, "  a message alone").unwrap();
    }
}
