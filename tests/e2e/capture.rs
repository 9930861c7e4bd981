//! A capture of many Kinesis records: larger than what is read whole, filtered, sorted, searched, drawn and exported.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use kpl_lens::kpl::{
    self,
    schema::{AggregatedRecord, Record},
};
use serde_json::{Value, json};

use crate::page::Page;
use crate::roles::part;

/// Pages of get-records output, 10 MB in all: 300 aggregates of 25 user records, every hundredth with a broken digest.
fn pages() -> Vec<u8> {
    let data = |number: u64| {
        let record = |index: u64| Record {
            partition_key_index: index % 3,
            explicit_hash_key_index: None,
            data: format!("{{\"order\":{}}}{}", number * 25 + index, "x".repeat(980)).into_bytes(),
            tags: Vec::new(),
        };
        let mut bytes = kpl::encode(&AggregatedRecord {
            partition_key_table: (0..3).map(|key| format!("customer-{}", (number * 3 + key) % 40)).collect(),
            explicit_hash_key_table: Vec::new(),
            records: (0..25).map(record).collect(),
        });
        if number % 100 == 7
            && let Some(last) = bytes.last_mut()
        {
            *last ^= 1;
        }
        bytes
    };
    let page = |page: u64| {
        let records = (0..100).map(|at| page * 100 + at).map(|number| {
            json!({
                "SequenceNumber": format!("4960714841925817450329734854000000000000000000{number:010}"),
                "ApproximateArrivalTimestamp": 1_589_615_965 + number,
                "Data": BASE64_STANDARD.encode(data(number)),
                "PartitionKey": "a",
            })
        });
        json!({ "Records": records.collect::<Vec<_>>(), "MillisBehindLatest": 0 }).to_string()
    };
    (0..3).map(page).collect::<Vec<_>>().join("\n").into_bytes()
}

#[tokio::test]
async fn a_large_capture_is_searched_sorted_and_exported() {
    let bytes = pages();
    assert!(bytes.len() > 9 << 20, "{} bytes would be read whole", bytes.len());
    let file = std::env::temp_dir().join(format!("kpl-lens-pages-{}.json", std::process::id()));
    std::fs::write(&file, &bytes).unwrap();
    let page = Page::opened().await;
    page.pick_file(&file).await;
    page.find("tab", "Kinesis records 300").await;
    page.find("tab", "All user records 7,500").await;
    page.find("button", "damaged 3").await;

    // The damaged first, by the column's head.
    page.click("button", part("Verdict")).await;
    let first = "return say(document.querySelector('.records-grid .body [role=row] [role=gridcell]'))";
    page.gives("the first row", first, json!([]), "7").await;
    page.click("row", part("7 damaged 25")).await;
    page.find("heading", part("Damaged aggregate")).await;

    // A text that one user record has.
    let typed = page.argument("searchbox", "Search keys and payloads").await;
    page.script("arguments[0].focus()", json!([typed])).await;
    page.press("\"order\":4321}").await;
    page.reads("1 of 300 Kinesis records · 1 user record").await;
    page.click("button", "Next match").await;
    page.details_of("records[21].data").await;
    page.click("tab", part("All user records")).await;
    page.find("row", part("172 21 customer-36")).await;

    // What shows, as a file.
    page.click("button", "Export").await;
    page.click("menuitem", "User records, JSON lines").await;
    let lines = page.downloaded("user-records.ndjson").await;
    let line: Value = serde_json::from_slice(&lines).unwrap();
    assert_eq!((&line["kinesisRecord"], &line["subSequenceNumber"]), (&json!(172), &json!(21)));
    page.click("tab", "Charts").await;
    page.find("heading", "Kinesis records by arrival").await;
    page.swept("charts of a capture").await;
    page.stayed_quiet().await;
    std::fs::remove_file(&file).unwrap();
}
