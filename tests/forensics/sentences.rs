//! Every sentence about what happened, in one golden file, so that it can be read as a whole and translated.

use crate::support::{corpus, golden};
use kpl_capture::text::unpack::Packed;
use kpl_engine::forensics::{
    Appended, Charset, Cut, Damage, Diagnosis, DigestFault, Likeness, Lint, Maker, Printer, Recoverable,
    tried,
};
use kpl_format::bytes::Span;
use std::fmt::Write;

fn damages() -> Vec<Diagnosis> {
    let row = |damage, head: &[u8], recoverable| Diagnosis { damage, head: head.to_vec(), recoverable };
    let (yes, no) = (Recoverable::Repair, Recoverable::No);
    let magic = [0xf3, 0x89, 0x9a, 0xc2, 0x0a, 0x03];
    let mut rows = vec![
        row(Damage::ReplacementCharacters, b"\xef\xbf\xbd\xef\xbf\xbd\n\x03123", no),
        row(Damage::QuestionMarks, b"????\n\x03123", no),
        row(Damage::TopBitStripped, b"s\t\x1aB\n\x03123", yes),
        row(Damage::TopBitStripped, b"s\t\x1aB\n\x03123", no),
    ];
    rows.extend(
        Charset::ALL.map(|charset| row(Damage::Transcoded(charset), charset.text_of(&magic).as_bytes(), yes)),
    );
    let strict = Charset::Windows1252.text_of(&magic);
    rows.extend([
        row(Damage::StrictWindows1252 { lost: 1 }, strict.as_bytes(), yes),
        row(Damage::StrictWindows1252 { lost: 7 }, strict.as_bytes(), yes),
        row(Damage::Base64, b"84mawgoDMTIzCgMx", yes),
        row(Damage::Hex, b"f3899ac20a033132", yes),
        row(Damage::Printed(Printer::Python), b"b'\\xf3\\x89\\x9a\\xc2", yes),
        row(Damage::Printed(Printer::Java), b"[-13, -119, -102", yes),
        row(Damage::Printed(Printer::Node), b"{\"type\":\"Buffer\"", yes),
        row(Damage::JsonString, b"\"\\u00f3\\u0089\\u009a", yes),
        row(Damage::Prepended { bytes: 1 }, b"\n\xf3\x89\x9a\xc2", yes),
        row(Damage::Prepended { bytes: 10 }, b"0123456789\xf3\x89", yes),
        row(Damage::MagicMissing, b"\x0a\x03123", yes),
        row(Damage::MessageAlone, b"\x0a\x03123", yes),
        row(Damage::Packed(Packed::Gzip), b"\x1f\x8b\x08\x00\x00", yes),
        row(Damage::LineFeedsToCrLf, &magic, yes),
        row(Damage::CrLfToLineFeeds { lost: 1 }, &magic, yes),
        row(Damage::CrLfToLineFeeds { lost: 3 }, &magic, yes),
        row(Damage::LineBreakAppended { bytes: 1 }, &magic, yes),
        row(Damage::LineBreakAppended { bytes: 2 }, &magic, yes),
        row(Damage::VariantMagic { first: 0 }, b"\x00\x89\x9a\xc2", yes),
        row(Damage::VariantMagic { first: 1 }, b"\x01\x89\x9a\xc2", yes),
        row(Damage::VariantMagic { first: 0xf4 }, b"\xf4\x89\x9a\xc2", yes),
        row(Damage::RunTogether { pieces: 2 }, &magic, yes),
        row(Damage::NoData(Printer::Java), b"java.nio.HeapByt", no),
        row(Damage::NoData(Printer::Node), b"[object Object]", no),
    ]);
    rows
}

fn reasons() -> Vec<DigestFault> {
    let appended = |bytes, what| DigestFault::Appended { bytes, what };
    let cut = |survived, record, path: &str, value| {
        DigestFault::TailCut(Cut { survived, record, path: path.to_owned(), value })
    };
    vec![
        appended(1, Appended::LineBreaks),
        appended(40, Appended::Zeros),
        appended(83, Appended::Aggregate),
        appended(3, Appended::Other),
        cut(3, Some(3), "records[3].data", Some((47, 25))),
        cut(1, Some(1), "records[1]", None),
        cut(0, None, "partition_key_table[0]", Some((3, 1))),
        cut(0, None, "", None),
        DigestFault::DigestCut { had: 9 },
        DigestFault::Missing,
        DigestFault::Zeros,
        DigestFault::OverMagicAndMessage,
        DigestFault::InHex,
        DigestFault::InBase64,
        DigestFault::Reversed,
        DigestFault::WordsReversed,
        DigestFault::OverPart { part: Span::new(4, 0) },
        DigestFault::OverPart { part: Span::new(4, 60) },
        DigestFault::DigestBit { offset: 82, bit: 0 },
        DigestFault::DigestByte { offset: 82 },
        DigestFault::MessageBit { offset: 23, bit: 5, path: "records[0].data".to_owned() },
        DigestFault::Converted(Damage::LineFeedsToCrLf),
        DigestFault::Unknown,
    ]
}

const LINTS: [Lint; 16] = [
    Lint::LongVarints { count: 1, wasted: 2 },
    Lint::LongVarints { count: 3, wasted: 9 },
    Lint::TablesOutOfOrder,
    Lint::FieldsOutOfOrder { records: 1 },
    Lint::FieldsOutOfOrder { records: 4 },
    Lint::Unused { entries: 1, bytes: 3 },
    Lint::Unused { entries: 2, bytes: 8 },
    Lint::Duplicate { entries: 1, bytes: 3 },
    Lint::Tags { count: 2 },
    Lint::LongKey { characters: 257 },
    Lint::EmptyKey,
    Lint::HashKeyForm { entries: 1 },
    Lint::Single,
    Lint::OverDefault { bytes: 51_201 },
    Lint::OverStreamDefault { bytes: 1_048_577 },
    Lint::OverMost { bytes: 10_485_761 },
];

const MAKERS: [Maker; 10] = [
    Maker::Kpl,
    Maker::AwslabsJava,
    Maker::FirstKey,
    Maker::AwslabsNode,
    Maker::A8m,
    Maker::Fluentd,
    Maker::ZioKinesis,
    Maker::Kinesis4cats,
    Maker::Ruby,
    Maker::KinesisTailf,
];

#[test]
fn every_sentence_is_listed() {
    let mut out = String::from("damage\n");
    for damage in damages() {
        writeln!(out, "\n  {}\n  {}\n  {}", damage.message(), damage.evidence(), damage.help()).unwrap();
    }
    writeln!(out, "\n\nwhy the MD5 does not hold").unwrap();
    for reason in reasons() {
        writeln!(out, "\n  {}\n  {}", reason.message(), reason.help()).unwrap();
    }
    for (done, all) in [(0, 2_000_000), (60, 60), (8000, 60_000)] {
        writeln!(out, "\n  {}", tried(done, all)).unwrap();
    }
    writeln!(out, "\n\nhow it is written\n").unwrap();
    for lint in LINTS {
        writeln!(out, "  {}", lint.message()).unwrap();
    }
    writeln!(out, "\n\nwhose work it looks like").unwrap();
    for maker in MAKERS {
        let only = maker != Maker::FirstKey;
        writeln!(out, "\n  {}\n  {}", Likeness { maker, only }.message(), maker.known()).unwrap();
    }
    assert!(
        golden(&corpus().join("sentences-forensics.txt"), &out),
        "run with BLESS=1, then look at what changed"
    );
}
