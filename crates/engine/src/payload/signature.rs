//! Recognises formats by a signature in their first bytes.

use super::{Guess, Payload, Score};
use kpl_format::kpl::MAGIC;

/// The format whose signature the payload begins with.
pub fn guess(bytes: &[u8]) -> Option<Guess> {
    let certain = |payload| Some(Guess { payload, score: Score::Certain });
    let likely = |payload| Some(Guess { payload, score: Score::Likely });
    if bytes.starts_with(&MAGIC) {
        return certain(Payload::Aggregate);
    }
    match bytes {
        [0x1f, 0x8b, 0x08, ..] => certain(Payload::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => certain(Payload::Zstd),
        [0x04, 0x22, 0x4d, 0x18, ..] => certain(Payload::Lz4),
        // The first is the framing format. The second is the header of snappy-java, which Kafka and Flink programs
        // write.
        [0xff, 0x06, 0x00, 0x00, b's', b'N', b'a', b'P', b'p', b'Y', ..]
        | [0x82, b'S', b'N', b'A', b'P', b'P', b'Y', 0x00, ..] => certain(Payload::Snappy),
        [0xe0, 0x01, 0x00, 0xea, ..] => certain(Payload::Ion),
        [b'O', b'b', b'j', 0x01, ..] => certain(Payload::Avro),
        [b'P', b'A', b'R', b'1', .., b'P', b'A', b'R', b'1'] => certain(Payload::Parquet),
        [0x89, b'P', b'N', b'G', ..]
        | [0xff, 0xd8, 0xff, ..]
        | [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..]
        | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => certain(Payload::Image),
        // A version byte of 3, a byte for the compression (none or zlib) and sixteen bytes of schema version id
        // (aws-glue-schema-registry, AWSSchemaRegistryConstants.java).
        [0x03, 0x00 | 0x05, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, ..] => likely(Payload::Glue),
        // The header names deflate, and its two bytes as a number are a multiple of 31 (RFC 1950, 2.2). Other bytes
        // can meet this by coincidence, so only the usual first byte 78 counts as likely.
        [cmf, flg, ..]
            if cmf & 0x0f == 8 && cmf >> 4 <= 7 && u16::from_be_bytes([*cmf, *flg]).is_multiple_of(31) =>
        {
            Some(Guess {
                payload: Payload::Zlib,
                score: if *cmf == 0x78 { Score::Likely } else { Score::Plausible },
            })
        }
        // A zero byte, then the schema's id in four bytes. Ids are small, so their first byte is zero too.
        [0x00, 0x00, _, _, _, _, ..] => likely(Payload::Confluent),
        _ => None,
    }
}
