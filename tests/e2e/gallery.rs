//! Every example of the gallery: what the page says about it, and where its findings lead.

use serde_json::json;

use crate::page::Page;
use crate::roles::part;

#[tokio::test]
async fn each_example_has_its_verdict() {
    let page = Page::opened().await;
    for (name, verdict, says, counts) in [
        ("Three keys", "Aggregated record", "3 user records · 3 partition keys · MD5 holds", "No findings"),
        (
            "A thousand records",
            "Aggregated record",
            "1,000 user records · 1 partition key · MD5 holds",
            "No findings",
        ),
        (
            "Explicit hash keys",
            "Aggregated record",
            "4 user records · 2 partition keys · MD5 holds",
            "No findings",
        ),
        ("Tags", "Aggregated record", "2 user records · 1 partition key · MD5 holds", "No findings"),
        (
            "Broken MD5",
            "Damaged aggregate",
            "3 user records · 3 partition keys · MD5 does not match",
            "1 error",
        ),
        (
            "Index out of range",
            "Damaged aggregate",
            "6 user records · 2 partition keys · MD5 holds",
            "1 error",
        ),
        ("Truncated", "Damaged aggregate", "3 user records · 2 partition keys · MD5 is missing", "3 errors"),
        (
            "Latin-1 as UTF-8",
            "Damaged on its way",
            "The bytes were read as Latin-1 characters, and these were written as UTF-8.",
            "No findings",
        ),
        (
            "Base64 twice",
            "Plain record, not aggregated",
            "The data is base64 as text: it was encoded once more than it was decoded.",
            "No findings",
        ),
        (
            "A get-records output",
            "Aggregated record",
            "6 user records · 2 partition keys · MD5 holds",
            "No findings",
        ),
    ] {
        page.click("button", name).await;
        page.find("heading", part(verdict)).await;
        page.reads(says).await;
        page.find("button", counts).await;
        page.click("button", "New capture").await;
        page.find("button", "Inspect").await;
    }
    page.stayed_quiet().await;
}

#[tokio::test]
async fn findings_lead_to_their_bytes() {
    for (name, findings) in [
        (
            "Broken MD5",
            &[("md5 offset 67 (0x43) · 16 bytes", "md5", "d0 a8 de 5a e0 e5 7b 82 a3 a5 a4 d7 20 7f c4 8e")]
                [..],
        ),
        (
            "Index out of range",
            &[(
                "records[2].partition_key_index offset 138 (0x8a) · 2 bytes",
                "records[2].partition_key_index",
                "08 07",
            )],
        ),
        (
            "Truncated",
            &[
                (
                    "records[3] offset 189 (0xbd) · 29 bytes",
                    "records[3]",
                    "1a 33 08 01 1a 2f 7b 22 6f 72 64 65 72 22 3a 34 30 30 33 2c 22 74 6f 74 61 6c 22 3a 22",
                ),
                (
                    "records[3].data offset 193 (0xc1) · 25 bytes",
                    "records[3].data",
                    "1a 2f 7b 22 6f 72 64 65 72 22 3a 34 30 30 33 2c 22 74 6f 74 61 6c 22 3a 22",
                ),
            ],
        ),
    ] {
        let page = Page::example(name).await;
        // The banner names the worst finding, and its words lead there as well.
        for (place, path, bytes) in findings {
            // A finding brings its bytes forward.
            page.click("tab", part("Findings")).await;
            page.click("button", *place).await;
            page.details_of(path).await;
            page.bytes_selected(bytes).await;
        }
        page.stayed_quiet().await;
    }
}

#[tokio::test]
async fn a_get_records_output_lists_its_records() {
    let page = Page::example("A get-records output").await;
    page.click("tab", "Kinesis records 5").await;
    let rows = page.table("grid", "Kinesis records").await;
    let columns: Vec<[&str; 6]> =
        rows.iter().map(|row| [0, 1, 2, 3, 4, 5].map(|at| row[at].as_str())).collect();
    assert_eq!(
        columns,
        [
            ["0", "aggregated", "6", "364", "", "a"],
            ["1", "plain", "0", "47", "", "customer-88"],
            ["2", "aggregated", "3", "83", "", "a"],
            ["3", "damaged", "3", "83", "✖ 1", "a"],
            ["4", "plain", "0", "19", "", "web-3"],
        ]
    );
    page.click("row", part("3 damaged")).await;
    page.find("heading", part("Damaged aggregate")).await;
    page.reads("MD5 does not match").await;
    assert_eq!(page.node("row", part("3 damaged")).await.state("selected"), Some(&json!(true)));

    // With the keyboard, the record at the caret shows.
    page.focus("grid", "Kinesis records").await;
    page.press(&(fantoccini::key::Key::Down + "")).await;
    page.find("heading", part("Plain record, not aggregated")).await;
    page.reads("GET /health 200 1ms").await;
    page.focus_shows().await;
    page.press(&(fantoccini::key::Key::Home + "")).await;
    page.reads("6 user records · 2 partition keys · MD5 holds").await;

    // One verdict is filtered for, and then all records show again.
    let indexes = async || {
        let rows = page.table("grid", "Kinesis records").await;
        rows.into_iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    page.click("button", "plain 2").await;
    page.reads("2 of 5 Kinesis records").await;
    assert_eq!(indexes().await, ["1", "4"]);
    page.click("button", "plain 2").await;
    page.reads("5 Kinesis records").await;
    assert_eq!(indexes().await, ["0", "1", "2", "3", "4"]);
    page.stayed_quiet().await;
}
