//! All sentences for findings about a record: what was found, what it means, and what to do.

use super::{Code, HashKeyFault, NodeKind, hex16, schema::Message};

const SPOILT: &str = "The KCL hands the record over whole, as a plain one: it was changed or cut after it was built, \
                      or the producer's encoder is at fault.";
const CAPTURE_AGAIN: &str =
    "Capture the record again, as base64 or as a file, and check that nothing cut it on its way.";
const PROTO3: &str = "The KCL hands the whole record over as a plain one: encode it with proto2, the format's schema, \
                      since a proto3 encoder leaves out an index of 0 and empty data.";
const LOST_FROM_HERE: &str =
    "The KCL logs an error and loses this user record and all after it; fix the producer's table.";
const LOST_FROM_KEY: &str = "The KCL logs an error and loses the user records from the first that uses it on; write \
                             0 to 2^128 - 1 in decimal.";

impl Code {
    /// Says in one English sentence what was found, with the number that was found and the one that was expected.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::MagicCutShort { had } => {
                format!("The record ends inside of the magic: {} of its 4 bytes.", had)
            }
            Self::VariantMagic { first } => format!(
                "Begins with {first:02x} 89 9a c2: not the KPL's magic but that of {}.",
                match first {
                    0xf4 => "ex_kpl's deflated form",
                    0x01 => "erlmld's deflated form",
                    _ => "erlmld, or of an older ex_kpl",
                }
            ),
            Self::FrameTooShort { had, holds: true } => {
                format!("{had} bytes: magic and MD5 hold, and there is no message between them.")
            }
            Self::FrameTooShort { had, holds: false } => {
                format!("{had} bytes are too few for an aggregate: magic and MD5 alone take 20.")
            }
            Self::Md5Mismatch { stored, computed } => {
                format!("MD5 does not match: stored {}, computed {}.", hex16(stored), hex16(computed))
            }
            Self::Md5Absent => "There is no MD5: the message reaches to the last byte.".to_owned(),
            Self::FrameNotCaptured => {
                "This is the message of an aggregate alone, without the magic before it and the MD5 after it."
                    .to_owned()
            }
            Self::Md5CutShort { had } => {
                format!("The MD5 is cut short: {had} of its 16 bytes are there, and they match.")
            }
            Self::BytesAfterDigest { count, aggregate: false } => {
                format!(
                    "{} the MD5, which matches what stands before it.",
                    bytes(*count, " follows", " follow")
                )
            }
            Self::BytesAfterDigest { count, aggregate: true } => {
                format!(
                    "The MD5 matches, and then a second aggregate begins: {} more.",
                    bytes(*count, "", "")
                )
            }
            Self::NoUserRecords => "A whole aggregate without any user record.".to_owned(),
            Self::VarintCutShort { had: 0 } => {
                "A field ends after its key: what should follow is missing.".to_owned()
            }
            Self::VarintCutShort { .. } => {
                "A varint is cut short: its last byte says that more would come.".to_owned()
            }
            Self::VarintTooLong => "A varint has more than 10 bytes.".to_owned(),
            Self::VarintOverflow { read } => {
                format!(
                    "A varint is too large for what it stands for; readers drop the upper bits and see {read}."
                )
            }
            Self::LongVarint { needed, had } => format!("A varint takes {had} bytes and needs {needed}."),
            Self::FieldNumberZero => "A field has number 0, which protobuf does not allow.".to_owned(),
            Self::ReservedWireType { wire } => {
                format!("A field has wire type {wire}, which does not exist: nobody knows where it ends.")
            }
            Self::UnmatchedEndGroup { number } => {
                format!("A group with number {number} ends and never began.")
            }
            Self::UnclosedGroup { number } => format!("A group with number {number} begins and never ends."),
            Self::TooDeep => "Messages and groups are nested more than 100 deep.".to_owned(),
            Self::LengthPastEnd { kind, needed, had } => {
                format!(
                    "{} needs {needed} byte{}, and {had} {} left.",
                    subject(*kind),
                    if *needed == 1 { "" } else { "s" },
                    if *had == 1 { "is" } else { "are" }
                )
            }
            Self::ReadingResumed { skipped: 0 } => {
                "From the next byte on, fields can be read again.".to_owned()
            }
            Self::ReadingResumed { skipped } => {
                format!(
                    "{} left out; from the next byte on, fields can be read again.",
                    bytes(*skipped, " is", " are")
                )
            }
            Self::WrongWireType { kind, expected, found } => format!(
                "{} has wire type {} ({}) and must have {} ({}): readers take it for an unknown field.",
                subject(*kind),
                found.number(),
                found.name(),
                expected.number(),
                expected.name()
            ),
            Self::UnknownField { number, message } => {
                format!("Field {number} is not in the schema of {}.", message_name(*message))
            }
            Self::RepeatedScalar { kind } => {
                format!(
                    "{} is written again later in the same message, and the last one wins.",
                    subject(*kind)
                )
            }
            Self::MissingRequired { kind } => match kind {
                NodeKind::TagKey => "The tag has no key, which is required.".to_owned(),
                kind => format!("The record has no {}, which is required.", kind.name()),
            },
            Self::IndexOutOfRange { kind, index, entries } => format!(
                "{} is {index}, and the table has {}.",
                subject(*kind),
                match entries {
                    0 => "no entry".to_owned(),
                    1 => "1 entry (index 0)".to_owned(),
                    _ => format!("{entries} entries (0 to {})", entries - 1),
                }
            ),
            Self::BadExplicitHashKey { fault, used } => format!(
                "An {}explicit hash key {}.",
                if *used { "" } else { "unused " },
                match fault {
                    HashKeyFault::Empty => "has no digit",
                    HashKeyFault::NotDecimal => "is not a decimal number",
                    HashKeyFault::Negative => "is below zero",
                    HashKeyFault::TooLarge => "is 2^128 or more",
                }
            ),
            Self::ExplicitHashKeyForm => {
                "An explicit hash key is not in canonical form: digits 0 to 9 without sign or leading zeros."
                    .to_owned()
            }
            Self::MoreFindings { listed, more, .. } => {
                format!("{listed} findings are listed, {more} more are not.")
            }
            Self::InvalidUtf8 { kind, at, used } => format!(
                "{} is not UTF-8: the first byte that does not fit is at {at} (0x{at:x}){}.",
                subject(*kind),
                match kind {
                    _ if *used => "",
                    NodeKind::TagKey | NodeKind::TagValue => "; the KCL drops tags",
                    _ => "; no record points to it",
                }
            ),
        }
    }

    /// Says in one English sentence what the finding means for the user's data, and what to do.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::MagicCutShort { .. } => CAPTURE_AGAIN,
            Self::VariantMagic { .. } => {
                "Only that library reads it; every other consumer hands it over whole, as a plain record."
            }
            Self::FrameTooShort { holds: true, .. } => {
                "The KCL takes up to 20 bytes for a plain record, other readers for an aggregate of nothing."
            }
            Self::FrameTooShort { .. } => {
                "The KCL takes up to 20 bytes for a plain record; capture it again if more was sent."
            }
            Self::Md5Mismatch { .. } => {
                "Someone changed or cut this record after it was built; the KCL hands it over whole, as a plain one."
            }
            Self::Md5Absent => {
                "The end is missing, or the producer wrote no digest; the KCL hands the record over whole, as a plain one."
            }
            Self::FrameNotCaptured => {
                "The user records are read. A consumer that is handed these very bytes takes them for a plain record."
            }
            Self::Md5CutShort { .. } => {
                "The end is missing and every user record is whole; the KCL hands the record over whole, as a plain one."
            }
            Self::BytesAfterDigest { aggregate: false, .. } => {
                "Take off what follows, often a newline from a shell pipe: with it the KCL sees a plain record."
            }
            Self::BytesAfterDigest { aggregate: true, .. } => {
                "Two records were run together, as files in S3 have them; take each apart by itself."
            }
            Self::NoUserRecords => {
                "Consumers hand over nothing and say nothing; see whether the producer flushes empty batches."
            }
            Self::VarintCutShort { .. } | Self::LengthPastEnd { .. } => {
                "The record is cut short, or a length was changed; the KCL hands it over whole, as a plain one."
            }
            Self::VarintTooLong | Self::FieldNumberZero | Self::ReservedWireType { .. } => SPOILT,
            Self::UnmatchedEndGroup { .. } | Self::UnclosedGroup { .. } | Self::TooDeep => SPOILT,
            Self::VarintOverflow { .. } => {
                "Readers differ here: prost rejects it, protobuf-java drops the bits; write it shorter."
            }
            Self::LongVarint { .. } => "Readers accept it; it only costs bytes.",
            Self::ReadingResumed { .. } => {
                "What follows is read as if the broken field ended here; no consumer does that."
            }
            Self::WrongWireType { .. } => {
                "Fix the producer's schema; some readers, protobufjs and prost among them, fail on it."
            }
            Self::UnknownField { .. } => "Readers skip it; a newer or a foreign producer wrote it.",
            Self::RepeatedScalar { .. } => {
                "The earlier value is lost to every reader; check the producer if it was meant."
            }
            Self::MissingRequired { kind: NodeKind::TagKey } => {
                "The KCL hands the whole record over as a plain one: write the key of a tag, also where it is empty."
            }
            Self::MissingRequired { .. } => PROTO3,
            Self::IndexOutOfRange { index: 0x1_0000_0000.., .. } => {
                "The KCL keeps the lower 32 bits: it hands over a wrong key, or loses this user record and all after it."
            }
            Self::IndexOutOfRange { .. } => LOST_FROM_HERE,
            Self::BadExplicitHashKey { used: false, .. } => {
                "No record points to it, so no reader trips over it."
            }
            Self::BadExplicitHashKey { fault: HashKeyFault::Negative | HashKeyFault::TooLarge, .. } => {
                "The KCL drops the whole aggregate without a word; write 0 to 2^128 - 1 in decimal."
            }
            Self::BadExplicitHashKey { .. } => LOST_FROM_KEY,
            Self::ExplicitHashKeyForm => "The KCL reads it; the Kinesis API would refuse it in a put.",
            Self::InvalidUtf8 { kind: NodeKind::ExplicitHashKey, used: true, .. } => LOST_FROM_KEY,
            Self::MoreFindings { .. } => {
                "So many say that this is no aggregate, or that its producer gets every record wrong."
            }
            Self::InvalidUtf8 { used: true, .. } => {
                "The KCL puts replacement characters in and hashes those, and strict readers fail; write keys in UTF-8."
            }
            Self::InvalidUtf8 { .. } => {
                "The KCL does not mind; strict readers such as prost reject the whole record."
            }
        }
    }
}

fn message_name(message: Message) -> &'static str {
    match message {
        Message::Aggregate => "AggregatedRecord",
        Message::Record => "Record",
        Message::Tag => "Tag",
        Message::Group => "this group",
    }
}

fn bytes(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 byte{one}") } else { format!("{count} bytes{many}") }
}

/// The words with which a sentence about a field begins. Names from the schema are not changed.
fn subject(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Unknown => "An unknown field",
        NodeKind::Tag => "A tag",
        NodeKind::TagKey => "A tag's key",
        NodeKind::TagValue => "A tag's value",
        NodeKind::PartitionKey => "An entry of partition_key_table",
        NodeKind::ExplicitHashKey => "An entry of explicit_hash_key_table",
        NodeKind::Record => "A record",
        kind => kind.name(),
    }
}
