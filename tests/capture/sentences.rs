//! Every sentence that can be said of a capture, in one golden file, so that it can be read as a whole and
//! translated.

use super::support;
use kpl_capture::capture::{Code, OutputFormat, Printer, Shape, Why, Written};
use kpl_capture::text::unpack::Packed;
use kpl_format::bytes::{Place, base64::Cleaned, hex::HexForm};
use std::fmt::Write;

fn codes() -> Vec<Code> {
    let cleaned = Cleaned { line_breaks: 2, quotes: 2, commas: 1, missing_padding: 1, ..Cleaned::default() };
    let more = Cleaned {
        prefix: 7,
        spaces: 1,
        escapes: 3,
        url_alphabet: 1,
        excess_padding: 2,
        ..Cleaned::default()
    };
    let bad = |substituted| Code::Base64BadCharacter { character: '*', substituted };
    let bad_hex = |substituted| Code::HexBadCharacter { character: '\u{fffd}', substituted };
    vec![
        Code::NothingToRead { bytes: 2 },
        Code::TooLarge { most: 16_777_216 },
        Code::InPieces { most: 16_777_216 },
        Code::NoKinesisRecord,
        Code::NotRead { fields: 1 },
        Code::NotRead { fields: 7 },
        Code::LoggedFailure,
        Code::Typographic,
        Code::LinePrefixes,
        Code::Utf16 { big_endian: false },
        Code::MoreFindings { listed: 500, more: 7 },
        Code::Base64Cleaned(cleaned),
        Code::Base64Cleaned(more),
        bad(false),
        bad(true),
        Code::Base64MoreBad { listed: 100, count: 120 },
        Code::Base64LoneCharacter { bytes: 45 },
        Code::Base64TrailingBits,
        Code::Base64Chunks { chunks: 2 },
        Code::LineNotBase64 { bytes: 26 },
        bad_hex(false),
        bad_hex(true),
        Code::HexMoreBad { listed: 100, count: 120 },
        Code::HexOddDigits { digits: 165 },
        Code::HexDumpOffset { stated: 0x20, counted: 0x10 },
        Code::HexDumpLine,
        Code::HexSqueezed { bytes: 48 },
        Code::JsonCutShort { records: 1 },
        Code::JsonBroken { records: 2 },
        Code::JsonTooDeep { most: 256 },
        Code::JsonMissingComma,
        Code::JsonTrailingComma,
        Code::JsonControlCharacter,
        Code::JsonOtherDocument,
        Code::NoRecords,
        Code::NotThisShape,
        Code::DataMissing,
        Code::DataNotString,
        Code::DataNotBase64 { bytes: 12 },
        Code::DataCutShort { bytes: 60 },
        Code::NumberNotByte,
        Code::FoundInJson,
        Code::FoundInText,
        Code::OnFailureNoData,
        Code::PutAnswer { records: 2 },
        Code::Unpacked { packed: Packed::Gzip, bytes: 4096 },
        Code::Unpacked { packed: Packed::Zlib, bytes: 4096 },
        Code::UnpackStopped { most: 256 << 20 },
        Code::UnpackBroken { bytes: 700 },
        Code::BetweenAggregates { bytes: 14 },
        Code::LeftOut { printer: Printer::Node, count: Some(24), characters: false },
        Code::LeftOut { printer: Printer::Node, count: Some(1), characters: true },
        Code::LeftOut { printer: Printer::Java, count: Some(124), characters: false },
        Code::LeftOut { printer: Printer::DotNet, count: None, characters: false },
        Code::LeftOut { printer: Printer::Go, count: Some(124), characters: false },
        Code::LeftOut { printer: Printer::Elixir, count: None, characters: false },
        Code::LeftOut { printer: Printer::Other, count: None, characters: false },
        Code::TimestampLocal,
        Code::DataElsewhere,
        Code::CliText,
        Code::TimestampUnreadable,
    ]
}

fn whys() -> Vec<Why> {
    let forms = [
        HexForm::Digits,
        HexForm::Prefixed,
        HexForm::Escaped,
        HexForm::Xxd,
        HexForm::Hexdump,
        HexForm::Words,
    ];
    let fields = |shape, records| Why::Fields { shape, records };
    let mut whys = vec![
        Why::Asked,
        Why::Empty,
        Why::OnlyBlanks,
        Why::NotUtf8 { offset: 0 },
        Why::ControlCharacter { byte: 0, offset: 3 },
        Why::HexMagic,
        Why::HexDigits { characters: 64 },
        fields(Shape::GetRecords, 3),
        fields(Shape::PutRecords, 1),
        fields(Shape::LambdaEvent, 3),
        fields(Shape::SubscribeToShard, 2),
        fields(Shape::OnFailure, 1),
        fields(Shape::OnFailure, 0),
        fields(Shape::Pipes, 2),
        fields(Shape::FirehoseEvent, 2),
        fields(Shape::FirehoseResponse, 2),
        fields(Shape::FirehoseFailed, 2),
        fields(Shape::AnalyticsEvent, 2),
        fields(Shape::MultiLang, 2),
        fields(Shape::MultiLang, 0),
        fields(Shape::CloudWatchLogs, 1),
        fields(Shape::NodeBuffer, 1),
        fields(Shape::JavaBytes, 1),
        fields(Shape::DynamoDb, 1),
        fields(Shape::JsonStrings, 2),
        fields(Shape::PutRecords, 0),
        fields(Shape::GetRecords, 0),
        Why::OtherJson,
        Why::OneAfterAnother { records: 3 },
        Why::Printed { shape: Shape::Python, records: 2 },
        Why::Printed { shape: Shape::NodeBuffer, records: 2 },
        Why::Command { records: 1 },
        Why::Base64Magic,
        Why::Base64Alphabet { characters: 16 },
        Why::WrappedEach { records: 3 },
        Why::Wrapped { lines: 3 },
        Why::LinesPadded { lines: 3 },
        Why::LinesMagic { lines: 3 },
        Why::FirstLineWhole { lines: 3 },
        Why::LinesVary { lines: 3 },
        Why::AwsOutput { format: OutputFormat::Text, records: 2 },
        Why::AwsOutput { format: OutputFormat::Yaml, records: 2 },
        Why::InText { records: 2, first: None },
        Why::InText { records: 2, first: Some((Place { line: 7, column: 11 }, Written::Base64)) },
        Why::InText { records: 1, first: Some((Place { line: 1, column: 3 }, Written::Hex)) },
        Why::InText { records: 1, first: Some((Place { line: 1, column: 3 }, Written::Numbers)) },
        Why::InText { records: 1, first: Some((Place { line: 1, column: 3 }, Written::Escaped)) },
        Why::InText { records: 1, first: Some((Place { line: 1, column: 3 }, Written::Characters)) },
        Why::NothingElse,
    ];
    whys.extend(forms.map(Why::HexForm));
    whys
}

/// Does nothing. But a new code does not compile until somebody has come here and added it to the list above.
const fn listed(code: &Code) {
    match code {
        Code::NothingToRead { .. } | Code::Utf16 { .. } | Code::MoreFindings { .. } => {}
        Code::Typographic | Code::LinePrefixes => {}
        Code::Base64Cleaned(_) | Code::Base64BadCharacter { .. } | Code::Base64MoreBad { .. } => {}
        Code::Base64LoneCharacter { .. } | Code::Base64TrailingBits | Code::Base64Chunks { .. } => {}
        Code::LineNotBase64 { .. } | Code::HexBadCharacter { .. } | Code::HexMoreBad { .. } => {}
        Code::HexOddDigits { .. } | Code::HexDumpOffset { .. } | Code::HexDumpLine => {}
        Code::HexSqueezed { .. } | Code::JsonCutShort { .. } | Code::JsonBroken { .. } => {}
        Code::JsonTooDeep { .. } | Code::JsonMissingComma | Code::JsonTrailingComma => {}
        Code::JsonControlCharacter | Code::JsonOtherDocument | Code::NoRecords | Code::NotThisShape => {}
        Code::DataCutShort { .. } | Code::NumberNotByte | Code::FoundInJson | Code::FoundInText => {}
        Code::Unpacked { .. } | Code::UnpackStopped { .. } | Code::UnpackBroken { .. } => {}
        Code::BetweenAggregates { .. } | Code::LeftOut { .. } | Code::TimestampLocal => {}
        Code::TooLarge { .. }
        | Code::InPieces { .. }
        | Code::LoggedFailure
        | Code::NoKinesisRecord
        | Code::NotRead { .. } => {}
        Code::DataElsewhere | Code::CliText | Code::OnFailureNoData | Code::PutAnswer { .. } => {}
        Code::DataMissing | Code::DataNotString | Code::DataNotBase64 { .. } | Code::TimestampUnreadable => {}
    }
}

#[test]
fn every_sentence_is_listed() {
    let mut out = String::new();
    for code in codes() {
        listed(&code);
        let (severity, word) = (code.severity().word(), code.word());
        writeln!(out, "{severity} {word}\n  {}\n  {}", code.message(), code.help()).unwrap();
    }
    writeln!(out, "\nwhy").unwrap();
    for why in whys() {
        writeln!(out, "  {}", why.sentence()).unwrap();
    }
    let path = support::corpus().join("sentences-capture.txt");
    assert!(support::golden(&path, &out), "BLESS=1 writes sentences-capture.txt anew");
}
