//! A capture of many Kinesis records. It is too large to be held, and is filtered, sorted, searched, drawn and
//! exported.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use kpl_format::kpl::{
    self,
    schema::{AggregatedRecord, Record},
};
use serde_json::{Value, json};

use crate::devtools::cdp;
use crate::page::Page;
use crate::roles::part;
use crate::site::Site;

/// Answers of get-records, 10 MB in all: 300 aggregates of 25 user records. Every hundredth aggregate has a broken
/// digest.
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

    // A click on the head of the column sorts damaged records first.
    page.click("tab", "Kinesis records 300").await;
    page.click("button", part("Verdict")).await;
    let first = "return say(document.querySelector('.records-grid .body [role=row] [role=gridcell]'))";
    page.gives("the first row", first, json!([]), "7").await;
    page.click("row", part("7 damaged 25")).await;
    page.find("heading", part("Damaged aggregate")).await;

    // Only one user record has this text.
    let typed = page.argument("searchbox", "Search keys and payloads").await;
    page.script("arguments[0].focus()", json!([typed])).await;
    page.press("\"order\":4321}").await;
    page.reads("1 of 300 Kinesis records · 1 user record").await;
    page.click("button", "Next match").await;
    page.details_of("records[21].data").await;
    page.click("tab", part("All user records")).await;
    page.find("row", part("172 21 customer-36")).await;

    // The records that show are saved as a file.
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

/// Is put before the worker's script. It pretends that the machine has four processors, and counts on the page the
/// groups that are handed to the helper. With a certain number, the helper breaks at that group.
const FOUR_PROCESSORS: &str = r#"
    const counted = `
        Object.defineProperty(WorkerNavigator.prototype, 'hardwareConcurrency', { get: () => 4 });
        const channel = new BroadcastChannel('handed over');
        const RealWorker = self.Worker;
        let groups = 0;
        if (self.name !== 'helper') self.Worker = class extends RealWorker {
            postMessage(...message) {
                channel.postMessage(++groups);
                if (groups === LAST) return this.terminate();
                super.postMessage(...message);
            }
        };`;
    window.handedOver = 0;
    new BroadcastChannel('handed over').onmessage = ({ data }) => (window.handedOver = data);
    const RealBlob = window.Blob;
    window.Blob = class extends RealBlob {
        constructor(parts, options) {
            const address = /^import (".*");$/.exec(parts?.[0] ?? '');
            super(address ? [`${counted}\nawait import(${address[1]});`] : parts, options);
        }
    };"#;

#[tokio::test]
async fn a_helper_takes_part_where_there_are_processors_and_is_not_missed_when_it_is_lost() {
    let file = std::env::temp_dir().join(format!("kpl-lens-helped-{}.json", std::process::id()));
    std::fs::write(&file, pages()).unwrap();
    // The helper is warmed up with some sixteen groups, and the file has ten.
    for last in [0, 20] {
        let page = Page::blank(Site::built()).await;
        let script = FOUR_PROCESSORS.replace("LAST", &last.to_string());
        cdp(&page.client, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        page.goto("/").await;
        page.until("the helper to be warmed up", async || {
            let handed = page.script("return window.handedOver", json!([])).await;
            handed.as_u64().is_some_and(|handed| handed >= 16)
        })
        .await;
        page.requests().await;
        page.pick_file(&file).await;
        page.find("tab", "Kinesis records 300").await;
        page.find("tab", "All user records 7,500").await;
        page.find("button", "damaged 3").await;
        let handed = page.script("return window.handedOver", json!([])).await;
        assert!(handed.as_u64().is_some_and(|handed| handed > 16), "{handed}");
        page.stayed_quiet().await;
    }
    std::fs::remove_file(&file).unwrap();
}
