//! Kinesis records from a seed, with keys and payloads that are awkward to print.

use super::support::generate::Rng;
use kpl_format::kpl::{self, schema};

/// A Kinesis record, as its producer and its stream know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    pub data: Vec<u8>,
    pub is_aggregate: bool,
    pub partition_key: String,
    pub explicit_hash_key: Option<String>,
    pub sequence_number: String,
    /// When the stream took it, in milliseconds since 1970.
    pub millis: i64,
    pub shard: String,
}

/// What stands in a key, and in a payload that is printed as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Letters, digits and a few marks that no notation uses.
    Tame,
    /// What can be told from the rest where nothing stands around a text: quotes, pairs of brackets, what printers write
    /// instead of something.
    Bare,
    /// What a cell of a table can hold: no break, no blank or quote at an end, and no backslash, which some tables double.
    Cell,
    /// Anything but colours of a terminal, which nobody can tell from those of the print.
    Colourless,
    /// Anything.
    Any,
}

const TAME: &[&str] = &[
    "a",
    "host-3",
    "user_17",
    "42",
    "007",
    "x",
    "Müller",
    "東京",
    "😀",
    "/item/9",
    "v1.2",
    "me@example.com",
    "Z",
    "84maw",
    "data",
    "Records",
    "key",
    "0xff",
    "b",
    "c",
    "undefined0",
    "-",
    "~",
    "more",
    "true1",
];

const BARE: &[&str] = &[
    "it's",
    "a\"b",
    "user 7",
    "k{x}",
    "x[1]",
    "a;b",
    "undefined",
    "k<1>",
    "`t`",
    "#7",
    "a|b",
    "(x)",
    "b'x'",
    "null?",
    "…",
    "[1]",
    "'x'",
    "\"x\"",
    "x(1)",
    "[]",
    "()",
    "<a>",
    "x // y",
    "Some(1)",
    "... 3 more items",
    "… 24 more items",
    "[Object]",
    "None",
    "a@[1]",
    "#{x}",
    "<Buffer f3>",
    "[1, 2, 3]",
];

const AWKWARD: &[&str] = &[
    "'",
    "\"",
    "`",
    "\\",
    "\\\\",
    "'''",
    "\"\"\"",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "<<",
    ">>",
    ",",
    ", ",
    ":",
    ": ",
    "=",
    " = ",
    "=>",
    " => ",
    ";",
    "|",
    " | ",
    "#",
    "#{x}",
    "${x}",
    "%s",
    "&amp;",
    "&",
    "undefined",
    "null",
    "None",
    "nil",
    "… 24 more items",
    "... 24 more items",
    "... 74 more bytes",
    "[Object]",
    "[Circular *1]",
    "84maw",
    "84mawgo",
    "...",
    "…",
    "data",
    "Data: ",
    "Records",
    "partitionKey",
    "SequenceNumber=1, ",
    "b'x'",
    "u'x'",
    "<Buffer f3 89>",
    "!!binary",
    "//",
    "/*",
    "*/",
    "--",
    "---",
    "\\x41",
    "\\u0041",
    "\\n",
    "' + '",
    "\" \"",
    "END",
    " ",
    "  ",
    "\u{a0}",
    "é",
    "ß",
    "東京",
    "😀",
    "“x”",
    "’",
    "%",
    "$",
    "@",
    "!",
    "?",
    "*",
    "+",
    "-",
    "0",
    "1e5",
    "~",
    "^",
    "true",
    "x)",
    "}]}",
    "{\"data\":\"aGk=\"}",
    "\\'",
    "\\\"",
    "<b>",
    "(len=3)",
    "0x",
    "\\x",
    "u",
    "é́",
];

const CONTROLS: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{1b}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{8}",
    "\u{c}",
    "\n\n",
    "\n)\n",
    "\n  ",
];

/// A text of that sort, never empty.
pub fn text(rng: &mut Rng, texts: Texts) -> String {
    if texts == Texts::Bare && rng.chance(50) {
        return rng.pick(BARE).to_owned();
    }
    let mut text = String::new();
    for _ in 0..=rng.below(5) {
        text += match texts {
            Texts::Tame | Texts::Bare => rng.pick(TAME),
            Texts::Any | Texts::Colourless if rng.chance(15) => rng.pick(CONTROLS),
            _ if rng.chance(30) => rng.pick(TAME),
            _ => rng.pick(AWKWARD),
        };
    }
    match texts {
        Texts::Any => text,
        Texts::Colourless => text.replace('\u{1b}', "~"),
        Texts::Cell | Texts::Tame | Texts::Bare => {
            let text = text.replace('\\', "");
            let text = text.trim_matches(|end: char| end == '"' || end.is_whitespace());
            if text.is_empty() { "k".to_owned() } else { text.to_owned() }
        }
    }
}

/// The records of a seed: one to five, mostly with an aggregate among them.
pub fn records(seed: u64, keys: Texts, payloads: Texts, needs_aggregate: bool) -> Vec<Sample> {
    let mut rng = Rng(seed);
    let count = 1 + rng.below(5);
    let only_plain = !needs_aggregate && rng.chance(15);
    let first = 49_660_123_456_789 + rng.below(1 << 40);
    let start = 1_779_000_000_000 + i64::try_from(rng.below(1 << 34)).unwrap();
    let shard = format!("shardId-{:012}", rng.below(300));
    let aggregate_at = rng.below(count);
    let mut records = Vec::new();
    for at in 0..count {
        let is_aggregate = !only_plain && (at == aggregate_at || rng.chance(40));
        let data = if is_aggregate { aggregate(&mut rng, keys, payloads) } else { plain(&mut rng, payloads) };
        let later = i64::try_from(at * 1250 + rng.below(1250)).unwrap();
        // Some fall on a second, some on a minute: what has no fraction is printed differently.
        let step = rng.pick(&[1, 1, 10, 125, 1000, 60_000]);
        records.push(Sample {
            data,
            is_aggregate,
            partition_key: text(&mut rng, keys),
            explicit_hash_key: rng.chance(40).then(|| hash_key(&mut rng)),
            sequence_number: format!("{first:014}{:042}", 12_345_678_901_234_567_u64 + at as u64 * 12),
            millis: (start + later) / step * step,
            shard: shard.clone(),
        });
    }
    records
}

fn hash_key(rng: &mut Rng) -> String {
    let any = u128::from(rng.next()) << 64 | u128::from(rng.next());
    rng.pick(&[0, 1, u128::MAX, any, any]).to_string()
}

fn aggregate(rng: &mut Rng, keys: Texts, payloads: Texts) -> Vec<u8> {
    let table: Vec<String> = (0..=rng.below(3)).map(|_| text(rng, keys)).collect();
    let hash_keys: Vec<String> = (0..rng.below(2)).map(|_| hash_key(rng)).collect();
    let record = |rng: &mut Rng| schema::Record {
        partition_key_index: rng.below(table.len()) as u64,
        explicit_hash_key_index: (!hash_keys.is_empty() && rng.chance(50)).then_some(0),
        data: plain(rng, payloads),
        tags: Vec::new(),
    };
    let records = (0..=rng.below(4)).map(|_| record(rng)).collect();
    kpl::encode(&schema::AggregatedRecord {
        partition_key_table: table.clone(),
        explicit_hash_key_table: hash_keys.clone(),
        records,
    })
}

/// The data of a record that is no aggregate. Never empty, as a stream takes none that is.
fn plain(rng: &mut Rng, texts: Texts) -> Vec<u8> {
    match rng.below(8) {
        0..3 => json(rng, texts),
        3 if matches!(texts, Texts::Any | Texts::Colourless) => {
            rng.bytes(120).into_iter().chain([0xff]).collect()
        }
        4 => rng.pick(&["1", "ok", "hello", "0", "-", "null", "true"]).into(),
        5 => (text(rng, texts) + &text(rng, texts) + &text(rng, texts)).into(),
        6 => text(rng, Texts::Tame).repeat(1 + rng.below(20)).into(),
        _ => text(rng, texts).into(),
    }
}

fn json(rng: &mut Rng, texts: Texts) -> Vec<u8> {
    let value = serde_json::json!({
        "event": text(rng, texts),
        "n": rng.below(1000),
        (text(rng, texts)): [text(rng, texts), null_or(rng)],
    });
    value.to_string().into()
}

fn null_or(rng: &mut Rng) -> serde_json::Value {
    rng.pick(&[
        serde_json::Value::Null,
        serde_json::Value::Bool(true),
        serde_json::json!({"data": "aGVsbG8="}),
    ])
}
