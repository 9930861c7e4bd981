//! The desk: JSON that folds, what is found in a payload, columns, several rows, several files, and a command without
//! scrolling.

use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;
use crate::roles::part;

/// A text with three Kinesis records whose data is JSON.
fn lines(name: &str) -> String {
    let line = |at: u32| {
        let data =
            json!({ "order": at, "lines": [{ "sku": format!("{name}-{at}") }, null], "note": "Zo\u{eb}" });
        let data = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, data.to_string());
        json!({ "Data": data, "PartitionKey": format!("key-{at}"), "SequenceNumber": at.to_string() })
            .to_string()
    };
    (1..=3).map(line).collect::<Vec<_>>().join("\n")
}

const PAYLOAD: &str =
    "return document.querySelector('section[aria-label=Payload] .sheet-grid')?.innerText ?? ''";

impl Page {
    async fn payload_reads(&self, what: &str, holds: impl Fn(&str) -> bool) {
        self.until(what, async || self.script(PAYLOAD, json!([])).await.as_str().is_some_and(&holds)).await;
    }
}

#[tokio::test]
async fn json_folds_and_what_stands_in_it_is_found_and_copied() {
    let page = Page::opened().await;
    page.resize(1280, 720).await;
    page.paste(&lines("sku")).await;
    page.payload_reads("the payload", |text| text.contains("\"sku-1\"")).await;
    page.focus("treegrid", "Payload").await;
    page.press(&(Key::Down + "")).await;
    page.press(&(Key::Down + "")).await;
    page.reads("$.lines").await;
    page.press(&(Key::Left + "")).await;
    page.payload_reads("a closed list", |text| {
        text.contains("[…]") && text.contains("2 values") && !text.contains("sku-1")
    })
    .await;
    // What is looked for is opened.
    page.press("/").await;
    page.press("SKU-1").await;
    page.reads("1 match").await;
    page.press(&(Key::Enter + "")).await;
    page.payload_reads("an open list", |text| text.contains("\"sku-1\"")).await;
    page.reads("$.lines[0].sku").await;
    page.mark_clipboard().await;
    page.click("button", "Copy value").await;
    page.reads("Copied.").await;
    assert_eq!(page.copied_since().await, "sku-1");
    page.stayed_quiet().await;
}

#[tokio::test]
async fn columns_come_and_go_and_are_remembered() {
    let page = Page::opened().await;
    page.paste(&lines("sku")).await;
    page.find("columnheader", part("Payload")).await;
    page.gone("columnheader", "Hash key").await;
    page.click("button", "Columns").await;
    page.click("menuitem", "Show: Hash key").await;
    page.find("columnheader", "Hash key").await;
    page.click("button", "Columns").await;
    page.click("menuitem", "Hide: Bytes").await;
    page.gone("columnheader", part("Bytes")).await;
    page.reload().await;
    page.find("columnheader", "Hash key").await;
    page.idle().await;
    page.requests().await;
    page.gone("columnheader", part("Bytes")).await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn several_rows_are_copied_together() {
    let page = Page::opened().await;
    page.paste(&lines("sku")).await;
    page.focus("grid", "All user records").await;
    page.press(&(Key::Shift + &(Key::Down + ""))).await;
    page.reads("2 user records chosen").await;
    page.mark_clipboard().await;
    page.press(&(Key::Control + "c")).await;
    page.reads("Copied.").await;
    let copied = page.copied_since().await;
    let orders: Vec<_> = copied
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["order"].clone())
        .collect();
    assert_eq!(orders, [json!(1), json!(2)]);
    page.click("button", "Choose none").await;
    page.gone("button", "Choose none").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn each_record_says_which_file_it_is_of() {
    let page = Page::opened().await;
    let (one, two) = (lines("one"), lines("two"));
    page.drop_files(&[("one.json", one.as_bytes()), ("two.json", two.as_bytes())]).await;
    page.find("columnheader", "File").await;
    page.find("gridcell", "two.json").await;
    page.script(
        "const select = document.querySelector('[aria-label=\"Only of this file\"]');
         select.selectedIndex = 2; select.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([]),
    )
    .await;
    page.gone("gridcell", "one.json").await;
    page.reads("3 of 6 Kinesis records").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn three_typed_records_are_a_command_without_scrolling() {
    let page = Page::building().await;
    page.resize(1280, 720).await;
    page.find("heading", "Three ways to begin").await;
    page.click("button", "Add record").await;
    let mut presses = 1;
    for record in 0..3 {
        page.press(&format!("key-{record}")).await;
        page.press(&(Key::Tab + &(Key::Tab + ""))).await;
        page.press("payload").await;
        presses += 2;
        if record < 2 {
            page.press(&(Key::Enter + "")).await;
            presses += 1;
        }
    }
    page.reads("3 user records · 3 partition keys · MD5 holds").await;
    let seen = "const box = document.getElementById('out-copy').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight && scrollY === 0";
    page.gives("Copy in sight", seen, json!([]), true).await;
    page.mark_clipboard().await;
    page.click("button", "Copy").await;
    presses += 1;
    page.reads("Copied.").await;
    let command = page.copied_since().await;
    assert!(command.starts_with("aws kinesis put-record"), "{command}");
    assert!(presses <= 12, "{presses} presses");
    page.stayed_quiet().await;
}
