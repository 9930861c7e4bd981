//! How a shape was recognised, in one sentence each.

use super::count;
use crate::capture::{OutputFormat, Shape, Why, why::Written};
use kpl_format::bytes::hex::HexForm;

impl Why {
    /// One sentence: how the shape was recognised.
    #[must_use]
    pub fn sentence(&self) -> String {
        match *self {
            Self::Asked => "Read this way because you chose to.".into(),
            Self::Empty => "There are no bytes.".into(),
            Self::OnlyBlanks => "There is nothing but blanks.".into(),
            Self::NotUtf8 { offset } => {
                format!("The byte at offset {offset} is not UTF-8 text, so these are bytes.")
            }
            Self::ControlCharacter { byte, offset } => {
                format!("The byte 0x{byte:02x} at offset {offset} stands in no text, so these are bytes.")
            }
            Self::HexForm(form) => form_sentence(form).into(),
            Self::HexMagic => "The hex digits start with f3899ac2, the magic number of an aggregate.".into(),
            Self::HexDigits { characters } => {
                format!("The {} are nothing but hex digits.", count(characters, "character"))
            }
            Self::Fields { shape, records } => fields_sentence(shape, records),
            Self::OtherJson => "It is JSON, but of no shape that carries Kinesis records.".into(),
            Self::OneAfterAnother { records } => {
                format!("Aggregates whose MD5 matches, one after another: {}.", count(records, "record"))
            }
            Self::Printed { shape, records } => {
                let by = if shape == Shape::Python { "Python" } else { "Node" };
                format!("Values as {by} prints them: {}.", count(records, "record"))
            }
            Self::AwsOutput { format, records } => {
                let output = if format == OutputFormat::Text { "text" } else { "yaml" };
                format!("What get-records prints with --output {output}: {}.", count(records, "record"))
            }
            Self::Command { records } => {
                format!("A command line that puts {}.", count(records, "record"))
            }
            Self::Base64Magic => "It starts with 84maw, as every aggregate does in base64.".into(),
            Self::Base64Alphabet { characters } => {
                format!("The {} are those of base64.", count(characters, "character"))
            }
            Self::Wrapped { lines } => {
                format!(
                    "{}, all of one length but a shorter last: one record, wrapped.",
                    count(lines, "line")
                )
            }
            Self::WrappedEach { records } => {
                format!("{} of base64 one after another, each wrapped over lines.", count(records, "record"))
            }
            Self::LinesPadded { lines } => {
                format!(
                    "{} of base64, and one before the last ends in =: a record a line.",
                    count(lines, "line")
                )
            }
            Self::LinesMagic { lines } => {
                format!("{} of base64, each starts with 84maw: a record a line.", count(lines, "line"))
            }
            Self::FirstLineWhole { lines } => {
                format!(
                    "{} of base64, and the first alone is an aggregate whose MD5 matches: a record a line.",
                    count(lines, "line")
                )
            }
            Self::LinesVary { lines } => {
                format!("{} of base64 that differ in length: a record a line.", count(lines, "line"))
            }
            Self::InText { records, first: None } => format!("Text with {} in it.", count(records, "record")),
            Self::InText { records, first: Some((place, written)) } => {
                let found = count(records, "record");
                let which = if records == 1 { "It" } else { "The first" };
                let (line, column) = (place.line, place.column);
                format!(
                    "Text with {found} in it. {which} stands at line {line}, column {column}, {}.",
                    how(written)
                )
            }
            Self::NothingElse => "It is text, and neither base64, hex nor JSON.".into(),
        }
    }
}

const fn form_sentence(form: HexForm) -> &'static str {
    match form {
        HexForm::Digits => "It is hex digits.",
        HexForm::Prefixed => "The hex digits come with 0x.",
        HexForm::Escaped => r"The hex digits come with \x.",
        HexForm::Xxd => "Each line is an offset, a colon and hex: a dump as xxd writes it.",
        HexForm::Hexdump => {
            "Each line is an offset and bytes in hex: a dump as hexdump -C, od and Wireshark write it."
        }
        HexForm::Words => {
            "Each line is an offset and 16-bit words in hex, low byte first: a dump as hexdump writes it."
        }
    }
}

fn fields_sentence(shape: Shape, records: usize) -> String {
    let fields = match shape {
        Shape::GetRecords => "with data and a sequence number, as get-records prints them",
        Shape::PutRecords => "with data and keys but no sequence number, as put-records takes them",
        Shape::LambdaEvent => "with their data under kinesis, as Lambda hands them over",
        Shape::SubscribeToShard => "in an event of SubscribeToShard",
        Shape::OnFailure => "under payload, as Lambda sends them to an on-failure destination",
        Shape::Pipes => "with eventSource beside their data, as EventBridge Pipes hands them over",
        Shape::FirehoseEvent => "with a recordId, as Firehose hands them to a function",
        Shape::FirehoseResponse => "with recordId and result, as a function answers Firehose",
        Shape::FirehoseFailed => "with rawData, as Firehose writes what failed",
        Shape::AnalyticsEvent => "with a recordId, as Kinesis Analytics hands them to a function",
        Shape::MultiLang => "as the KCL's MultiLangDaemon hands them to its child",
        Shape::CloudWatchLogs => "under awslogs, as CloudWatch Logs hands it to a function",
        Shape::NodeBuffer => "as Node writes a Buffer",
        Shape::JavaBytes => "as Java prints an array of bytes",
        Shape::DynamoDb => "under B, as DynamoDB writes bytes",
        Shape::JsonStrings => "in strings: base64 that starts with 84maw",
        _ => "of Kinesis",
    };
    match (shape, records) {
        (Shape::OnFailure, 0) => {
            "JSON with KinesisBatchInfo, as Lambda sends it to an on-failure queue.".into()
        }
        (Shape::MultiLang, 0) => "JSON with an action, as the KCL's MultiLangDaemon writes it.".into(),
        (Shape::PutRecords, 0) => "JSON as put-records takes or answers it, without a record's data.".into(),
        (_, 0) => format!("JSON with an empty list for records {fields}."),
        _ => format!("JSON with {} {fields}.", count(records, "record")),
    }
}

const fn how(written: Written) -> &'static str {
    match written {
        Written::Base64 => "as base64",
        Written::Hex => "as hex",
        Written::Numbers => "as numbers",
        Written::Escaped => "with escapes",
        Written::Characters => "as it is",
    }
}
