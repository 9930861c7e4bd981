//! Tasks of somebody who has a capture, at three sizes of the window: how many presses each takes, and whether the answer
//! can then be seen without scrolling.

use base64::{Engine, prelude::BASE64_STANDARD};
use fantoccini::key::Key;
use kpl_format::kpl::{
    self,
    schema::{AggregatedRecord, Record},
};
use serde_json::{Value, json};

use crate::page::Page;
use crate::roles::part;

const WIDE: [(u32, u32); 2] = [(1440, 900), (1280, 720)];
const NARROW: (u32, u32) = (390, 844);

fn payload(record: u64, user: u64) -> String {
    format!("{{\"order\":\"{record}-{user}\",\"filler\":\"{}\"}}", "x".repeat(usize::try_from(user).unwrap()))
}

/// Five Kinesis records: three sound aggregates, a plain record and, at place 3, one with a broken digest.
fn capture() -> String {
    let aggregate = |record: u64| {
        let user = |user: u64| Record {
            partition_key_index: user,
            explicit_hash_key_index: None,
            data: payload(record, user).into_bytes(),
            tags: Vec::new(),
        };
        kpl::encode(&AggregatedRecord {
            partition_key_table: (0..4).map(|key| format!("customer-{key}")).collect(),
            explicit_hash_key_table: Vec::new(),
            records: (0..4).map(user).collect(),
        })
    };
    let records = (0..5u64).map(|record| {
        let mut data = if record == 2 { payload(2, 0).into_bytes() } else { aggregate(record) };
        if let Some(last) = data.last_mut().filter(|_| record == 3) {
            *last ^= 1;
        }
        json!({
            "SequenceNumber": format!("4960714841925817450329734854000000000000000000000000000{record}"),
            "ApproximateArrivalTimestamp": 1_589_615_965 + record,
            "Data": BASE64_STANDARD.encode(data),
            "PartitionKey": "outer",
        })
    });
    json!({ "Records": records.collect::<Vec<Value>>(), "MillisBehindLatest": 0 }).to_string()
}

/// Whether the open payload has this text, and its beginning is in sight.
const PAYLOAD_SEEN: &str = "const pre = document.querySelector('section[aria-label=Payload] .sheet-grid');
    const box = pre?.getBoundingClientRect();
    return pre !== null && pre.innerText.includes(arguments[0]) && box.top >= 0 && box.top + 40 <= innerHeight
        && box.left >= 0 && box.right <= innerWidth";

/// Whether the summary of the capture has this text and is in sight.
const SUMMARY_SEEN: &str = "const one = document.querySelector('[aria-label=\"Summary of the capture\"]');
    const box = one?.getBoundingClientRect();
    return one !== null && one.innerText.includes(arguments[0]) && box.top >= 0 && box.bottom <= innerHeight";

impl Page {
    async fn with_capture((width, height): (u32, u32)) -> Self {
        let page = Self::opened().await;
        page.resize(width, height).await;
        page.paste(&capture()).await;
        page.find("region", "Summary of the capture").await;
        page
    }

    async fn sees_payload(&self, record: u64, user: u64) {
        let text = format!("\"{record}-{user}\"");
        self.gives(&format!("the payload {text} in sight"), PAYLOAD_SEEN, json!([text]), true).await;
    }

    async fn sees_summary(&self, text: &str) {
        self.gives("the summary in sight", SUMMARY_SEEN, json!([text]), true).await;
    }
}

#[tokio::test]
async fn a_paste_shows_the_first_payload_and_names_the_damaged_record() {
    for size in WIDE {
        let page = Page::with_capture(size).await;
        page.sees_payload(0, 0).await;
        page.sees_summary("1 of 5 Kinesis records is damaged: record 3").await;
        page.sees_summary("16 user records · 1 plain record").await;
        // One press leads there.
        page.click("button", "Show it").await;
        page.sees_payload(3, 0).await;
        page.find("heading", part("Damaged aggregate")).await;
        page.stayed_quiet().await;
    }
    let page = Page::with_capture(NARROW).await;
    page.sees_summary("1 of 5 Kinesis records is damaged: record 3").await;
    page.click("row", part("0 0 customer-0")).await;
    page.sees_payload(0, 0).await;
    page.click("button", "‹ Back").await;
    page.find("tab", "All user records 17").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn any_user_record_is_one_press_away_and_the_arrows_walk() {
    for size in WIDE {
        let page = Page::with_capture(size).await;
        page.click("row", part("1 2 customer-2")).await;
        page.sees_payload(1, 2).await;
        page.press(&(Key::Down + "")).await;
        page.sees_payload(1, 3).await;
        // A plain record is a row like the others.
        page.press(&(Key::Down + "")).await;
        page.sees_payload(2, 0).await;
        page.find("heading", part("Plain record · JSON")).await;
        page.click("button", "Previous user record").await;
        page.sees_payload(1, 3).await;
        // What is chosen among the fields is chosen in the list.
        page.click("button", "Details on the whole page (Esc: back)").await;
        page.click("row", part("partition_key_index 0")).await;
        page.press(&(Key::Escape + "")).await;
        page.sees_payload(1, 0).await;
        page.stayed_quiet().await;
    }
}

#[tokio::test]
async fn the_payload_is_copied_by_keys_and_all_are_saved() {
    let page = Page::with_capture(WIDE[1]).await;
    page.mark_clipboard().await;
    page.press(&(Key::Control + "c")).await;
    page.reads("Copied.").await;
    assert_eq!(page.copied_since().await, payload(0, 0));
    page.click("button", "Export").await;
    page.click("menuitem", "User records, JSON lines").await;
    let lines = page.downloaded("user-records.ndjson").await;
    assert_eq!(String::from_utf8(lines).unwrap().lines().count(), 17);
    // A single aggregate is saved in the same way.
    page.paste(crate::filled::THREE_KEYS).await;
    page.gone("region", "Summary of the capture").await;
    page.click("button", "Export").await;
    page.click("menuitem", "User records, CSV").await;
    let csv = page.downloaded("user-records.csv").await;
    assert_eq!(String::from_utf8(csv).unwrap().lines().count(), 4);
    page.stayed_quiet().await;
}

#[tokio::test]
async fn back_and_forward_walk_the_captures() {
    let page = Page::with_capture(WIDE[0]).await;
    page.click("row", part("1 2 customer-2")).await;
    page.sees_payload(1, 2).await;
    page.paste(crate::filled::THREE_KEYS).await;
    page.find("heading", part("Aggregated record")).await;
    page.gone("region", "Summary of the capture").await;
    page.client.back().await.unwrap();
    page.sees_payload(1, 2).await;
    page.client.back().await.unwrap();
    page.find("textbox", "Captured record").await;
    page.client.forward().await.unwrap();
    page.sees_payload(1, 2).await;
    // A closed capture comes back as well.
    page.click("button", "New capture").await;
    page.find("textbox", "Captured record").await;
    page.client.back().await.unwrap();
    page.sees_payload(1, 2).await;
    let title = page.client.title().await.unwrap();
    assert_eq!(title, "get-records output: ✖ 1 of 5 damaged – KPL Lens");
    page.stayed_quiet().await;
}

#[tokio::test]
async fn panes_are_sized_by_keys_and_each_can_have_the_page() {
    let page = Page::with_capture(WIDE[1]).await;
    let width = "return Math.round(document.querySelector('.list-side').getBoundingClientRect().width)";
    let before = page.script(width, json!([])).await.as_i64().unwrap();
    page.focus("separator", "Width of the list").await;
    page.press(&(Key::Right + "")).await;
    page.until("a wider list", async || page.script(width, json!([])).await.as_i64() > Some(before)).await;
    page.click("button", part("Payload on the whole page")).await;
    page.gone("treegrid", "Fields").await;
    page.sees_payload(0, 0).await;
    page.press(&(Key::Escape + "")).await;
    page.find("treegrid", "Fields").await;
    page.click("button", "Close the details").await;
    page.gone("treegrid", "Fields").await;
    page.click("tab", "Consumers").await;
    page.find("tabpanel", "Consumers").await;
    page.stayed_quiet().await;
}
