//! What the report says about damage: it names what is wrong, and the report on the repaired record finds nothing
//! wrong.

use crate::{
    frames::{Payloads, aggregate},
    support::{self, generate},
};
use kpl_engine::report;
use kpl_format::bytes::base64;
use serde_json::Value;

fn records(bytes: &[u8]) -> Vec<Value> {
    let report: Value = serde_json::from_str(&report::report(bytes)).unwrap();
    report["records"].as_array().unwrap().clone()
}

#[test]
fn a_repair_is_whole_in_its_own_report() {
    let mut frames: Vec<Vec<u8>> = support::all_frames().into_iter().map(|frame| frame.bytes).collect();
    frames.extend((0..500).map(|seed| generate::frame(seed).1));
    let (mut well, mut explained, mut repaired) = (0, 0, 0);
    for record in frames.iter().flat_map(|bytes| records(bytes)) {
        let told = &record["forensics"];
        if record["md5"]["status"] == "match" {
            assert_eq!((&told["damages"], &told["md5Fails"]), (&Value::Array(Vec::new()), &Value::Null));
            well += 1;
        }
        explained += usize::from(told["md5Fails"]["code"].as_str().is_some_and(|code| code != "unknown"));
        if told["repaired"]["proven"] == true {
            let data = told["repaired"]["data"].as_str().unwrap();
            assert!(
                records(data.as_bytes()).iter().all(|record| record["md5"]["status"] == "match"),
                "{record}"
            );
            repaired += 1;
        }
    }
    assert!(well > 100 && explained > 20 && repaired > 20, "{well} {explained} {repaired}");
}

#[test]
fn a_flipped_bit_of_a_short_message_is_found() {
    for seed in 0..20 {
        let frame = aggregate(seed, Payloads::Ascii);
        let mut flipped = frame.clone();
        let at = 4 + seed as usize * 7 % (frame.len() - 20);
        flipped[at] ^= 1 << (seed % 8);
        let data = &records(&flipped)[0];
        // A flipped bit in a length may make another reason likelier.
        if data["forensics"]["md5Fails"]["code"] == "message-bit" {
            assert_eq!(data["forensics"]["md5Fails"]["span"][0], at);
            assert_eq!(data["forensics"]["repaired"]["data"], base64::encode(&frame));
        } else {
            assert_ne!(data["forensics"]["md5Fails"]["code"], "unknown", "{data}");
        }
    }
}
