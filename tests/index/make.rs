//! Captures from a seed: they are as services write them, with all that people and programs do to them.

use super::support::generate::{self, Rng};
use base64::{Engine, engine::general_purpose::STANDARD};

/// A capture: several documents, lines, or aggregates one after another.
pub fn capture(seed: u64) -> Vec<u8> {
    let mut rng = Rng(seed);
    match rng.below(10) {
        0 => (0..rng.below(5) + 2).flat_map(|_| rng_frame(&mut rng, 60)).collect(),
        1 => lines(&mut rng),
        2..5 => {
            let documents: Vec<String> = (0..rng.below(5) + 1).map(|_| record(&mut rng, 0, 15)).collect();
            documents.join(rng.pick(&["\n", "", ",", " \r\n\r\n", "\x1e", "\r", "\n\u{feff}"])).into_bytes()
        }
        _ => {
            let pages: Vec<String> = (0..rng.below(3) + 1).map(|_| page(&mut rng, 6, 12)).collect();
            spoilt(&mut rng, pages.join("\n"))
        }
    }
}

/// A capture that consists of one or two long lists of records.
pub fn list(seed: u64) -> Vec<u8> {
    let mut rng = Rng(seed);
    // If a list is too large to be held, it is only read if it is the document's own, and what follows it says
    // nothing about its records. These documents are left out for that.
    let others = ["SubscribeToShardEvent", "processRecords", "],\"ContinuationS", "],\"applicationArn"];
    let fits = |page: &String| !others.iter().any(|other| page.contains(other));
    let count = rng.below(2) + 1;
    let pages: Vec<String> =
        std::iter::repeat_with(|| page(&mut rng, 60, 8)).filter(fits).take(count).collect();
    pages.join("\n").into_bytes()
}

/// The capture with some bytes changed, removed or doubled, but not at its very beginning.
pub fn mutated(seed: u64, mut input: Vec<u8>) -> Vec<u8> {
    let mut rng = Rng(seed ^ 0x5eed);
    for _ in 0..rng.below(4) {
        let at = (rng.below(input.len()) + 29).min(input.len() - 1);
        match rng.below(4) {
            0 => input[at] = rng.pick(b"{}[]\",:\\7 \n\r\xf3A"),
            1 => drop(input.remove(at)),
            2 => input.insert(at, rng.pick(b"{}[]\",:\\7 \n\r\xf3A")),
            _ => {
                let end = (at + rng.below(40)).min(input.len());
                let copy = input[at..end].to_vec();
                input.splice(at..at, copy);
            }
        }
    }
    input
}

fn rng_frame(rng: &mut Rng, plain: usize) -> Vec<u8> {
    if rng.chance(plain) {
        kpl_format::kpl::frame(&[0x1a, 4, 8, 0, 0x1a, 0])
    } else {
        generate::frame(rng.next()).1
    }
}

fn lines(rng: &mut Rng) -> Vec<u8> {
    let line = |rng: &mut Rng| match rng.below(12) {
        0 => "not base64, is it?".to_owned(),
        1 => "  84mawg".to_owned(),
        2 => String::new(),
        _ => STANDARD.encode(rng_frame(rng, 50)),
    };
    let lines: Vec<String> = (0..rng.below(8) + 2).map(|_| line(rng)).collect();
    format!("84mawg==\n{}", lines.join(rng.pick(&["\n", "\r\n", "\r", "\n\n"]))).into_bytes()
}

/// An answer, event or input with some records. Of a hundred records, `odd` are not as services write them.
fn page(rng: &mut Rng, most: usize, odd: usize) -> String {
    let kind = rng.below(7);
    let records: Vec<String> = (0..rng.below(most) + 1).map(|_| record(rng, kind, odd)).collect();
    let gap = rng.pick(&["", " ", "\n  ", "\r\n"]);
    // An array whose first item is a number is no list of records.
    let records: Vec<String> = records.into_iter().skip_while(|record| record == "7").collect();
    let list = records.join(&format!(",{gap}"));
    let (before, after) = match kind {
        0 => rng.pick(&[
            ("{\"Records\":[", "],\"NextShardIterator\":\"AAAA\\\"\",\"MillisBehindLatest\":0}"),
            ("{\"MillisBehindLatest\": 12.5, \"Records\": [ ", " ]}"),
            ("[", "]"),
            ("{\"Records\":[", "],\"a\":{\"b\":[1,{}]},\"c\":null}"),
            ("{\"a\":\"é東\",\"Records\":[", "]}"),
            ("{\"records\":[", "]}"),
            ("{\"Records\":[", "],\"ContinuationSequenceNumber\":\"7\"}"),
            ("{\"ContinuationSequenceNumber\":null,\"Records\":[", "],\"ChildShards\":[]}"),
            (
                "{\"SubscribeToShardEvent\":{\"MillisBehindLatest\":0,\"Records\":[",
                "],\"ContinuationSequenceNumber\":\"7\", \"ChildShards\":[{\"ShardId\":\"s\"}]} }",
            ),
            ("{ \"a\":1, \"SubscribeToShardEvent\": {\"Records\": [", "]},\"shardId\":\"s\"}"),
        ]),
        1 => rng.pick(&[("{\"StreamName\":\"s\",\"Records\":[", "]}"), ("{\"Records\":[", "]}"), ("[", "]")]),
        2 | 3 => rng.pick(&[
            ("{\"Records\":[", "]}"),
            ("{\"shardId\":\"shardId-000000000007\",\"Records\":[", "]}"),
            ("[", "]"),
        ]),
        4 | 5 => rng.pick(&[
            ("{\"invocationId\":\"i\",\"region\":\"us-east-2\",\"records\":[", "]}"),
            ("{\"applicationArn\":\"arn\",\"records\":[", "]}"),
            ("{\"records\":[", "],\"applicationArn\":null}"),
            ("[", "]"),
        ]),
        _ => rng.pick(&[
            ("{\"action\":\"processRecords\",\"records\":[", "],\"millisBehindLatest\":0}"),
            (
                "{\"action\":\"initialize\",\"shardId\":\"shardId-000000000002\"}\n{\"action\": \"processRecords\", \"records\": [",
                "]}\n{\"action\":\"checkpoint\"}",
            ),
            ("{\"action\":\"processRecords\",\"shardId\":\"s\\\"3\",\"records\":[", "]}"),
            ("{\"action\":\"processRecords\",\"Records\":[", "]}"),
            ("{\"records\":[", "]}"),
            ("[", "]"),
        ]),
    };
    format!("{before}{gap}{list}{gap}{after}")
}

fn record(rng: &mut Rng, kind: usize, odd: usize) -> String {
    if rng.chance(odd) {
        return odd_record(rng, kind);
    }
    let data = STANDARD.encode(rng_frame(rng, 30));
    let data = if rng.chance(10) { data.replace('/', "\\/") } else { data };
    fields(rng, kind, &format!("\"{data}\""))
}

/// A record with these fields in any order.
fn fields(rng: &mut Rng, kind: usize, data: &str) -> String {
    let key = rng.pick(&["a", "b", "cl\u{e9}", "q\\\"\\u00e9", "123", ""]);
    let number = rng.pick(&["49590338271490256608559692538361571095921575989136588898", "7", "007", "x"]);
    let time =
        rng.pick(&["1589615965.123", "\"2020-05-16T07:59:25.5+02:00\"", "1589615965123", "null", "-1"]);
    let shard = rng.pick(&["shardId-000000000001:49", "other:1"]);
    let names: Vec<String> = match kind {
        0 => vec![
            format!("\"SequenceNumber\":\"{number}\""),
            format!("\"Data\": {data}"),
            format!("\"PartitionKey\":\"{key}\""),
            format!("\"ApproximateArrivalTimestamp\":{time}"),
            "\"EncryptionType\":\"KMS\"".to_owned(),
        ],
        1 => vec![
            format!("\"Data\":{data}"),
            format!("\"PartitionKey\":\"{key}\""),
            "\"ExplicitHashKey\":\"5\"".to_owned(),
        ],
        2 => {
            let inner = format!(
                "\"kinesis\":{{\"partitionKey\":\"{key}\",\"sequenceNumber\":\"{number}\",\"data\":{data},\"approximateArrivalTimestamp\":{time}}}"
            );
            vec![inner, format!("\"eventID\":\"{shard}\""), "\"eventSource\":\"aws:kinesis\"".to_owned()]
        }
        3 => vec![
            "\"kinesisSchemaVersion\":\"1.0\"".to_owned(),
            format!("\"partitionKey\":\"{key}\",\"sequenceNumber\":\"{number}\",\"data\":{data}"),
            format!("\"approximateArrivalTimestamp\":{time}"),
            format!("\"eventID\":\"{shard}\",\"eventSource\":\"aws:kinesis\",\"awsRegion\":\"us-east-2\""),
        ],
        4 | 5 => {
            let name = match kind {
                4 => "kinesisRecordMetadata",
                _ => rng.pick(&["kinesisStreamRecordMetadata", "kinesisFirehoseRecordMetadata"]),
            };
            let outer = rng.pick(&["7", "null", "1589615965123"]);
            let inner = rng.pick(&["", ",\"subsequenceNumber\":3", ",\"shardId\":\"shardId-000000000009\""]);
            let arrival = rng.chance(70).then(|| format!(",\"approximateArrivalTimestamp\":{time}"));
            let metadata = format!(
                "\"{name}\":{{\"sequenceNumber\":\"{number}\",\"partitionKey\":\"{key}\"{inner}{}}}",
                arrival.unwrap_or_default()
            );
            let mut names = vec!["\"recordId\":\"49\"".to_owned(), format!("\"data\":{data}")];
            if kind == 4 {
                names.push(format!("\"approximateArrivalTimestamp\":{outer}"));
            }
            names.extend(rng.chance(80).then_some(metadata));
            names
        }
        _ => vec![
            "\"action\":\"record\"".to_owned(),
            format!("\"data\":{data},\"partitionKey\":\"{key}\",\"sequenceNumber\":\"{number}\""),
            format!("\"approximateArrivalTimestamp\":{time},\"subSequenceNumber\":0"),
        ],
    };
    let mut names = names;
    let turn = rng.below(names.len());
    names.rotate_left(turn);
    format!("{{{}}}", names.join(rng.pick(&[",", ", ", ",\n"])))
}

fn odd_record(rng: &mut Rng, kind: usize) -> String {
    let data = rng.pick(&[
        "\"SGVs*G8=\"",
        "\"SGk\"",
        "\" SGk=\"",
        "\"hello, world\"",
        "[72,105]",
        "null",
        "7",
        "{\"type\":\"Buffer\",\"data\":[243,137]}",
        "\"SG\\u006b=\"",
        "\"SGk=\",\"Data\":\"QQ==\"",
        "\"SGk=\",\"more\":{\"Data\":[1]}",
        "\"SG\tk=\"",
    ]);
    match rng.below(8) {
        0 => rng
            .pick(&["7", "null", "\"84mawg==\"", "{}", "[]", "{\"SequenceNumber\":\"1\",\"ShardId\":\"s\"}"])
            .to_owned(),
        1 => {
            let (other, data) = (rng.below(7), STANDARD.encode(rng.bytes(9)));
            fields(rng, other, &format!("\"{data}\""))
        }
        2 => {
            fields(rng, kind, "\"SGk=\"").replace("\"PartitionKey\":\"", "\"PartitionKey\":\"\\ud83d\\ude00")
        }
        3 => fields(rng, kind, "\"SGk=\"").replace("Timestamp\":", "Timestamp\":\"yesterday\",\"x\":"),
        _ => fields(rng, kind, data),
    }
}

/// Sometimes spoils the text: a comma too many or missing, an end that is missing, a character too many.
fn spoilt(rng: &mut Rng, text: String) -> Vec<u8> {
    if rng.chance(75) {
        return text.into_bytes();
    }
    match rng.below(5) {
        0 => text.replacen("},", "}", 1).into_bytes(),
        1 => text.replacen("}]", "},]", 1).into_bytes(),
        2 => text.get(..rng.below(text.len()).max(40)).map_or(text.clone(), str::to_owned).into_bytes(),
        3 => text.replacen("},", "},}", 1).into_bytes(),
        _ => format!("\u{feff}{text} x").into_bytes(),
    }
}
