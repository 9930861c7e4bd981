//! Giving the page something to read: pasted, dropped, picked, small and large, and read in another way.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use kpl_engine::fixture::samples::Sample;
use kpl_format::kpl::{
    self,
    schema::{AggregatedRecord, Record},
};
use serde_json::json;

use crate::filled::THREE_KEYS;
use crate::page::Page;
use crate::roles::part;

fn record(partition_key_index: u64, data: impl Into<Vec<u8>>) -> Record {
    Record { partition_key_index, explicit_hash_key_index: None, data: data.into(), tags: Vec::new() }
}

#[tokio::test]
async fn base64_pasted_anywhere() {
    let page = Page::opened().await;
    page.script("document.activeElement.blur()", json!([])).await;
    page.paste(&format!("  \"{THREE_KEYS}\",\n")).await;
    page.find("heading", part("Aggregated record")).await;
    page.reads("3 user records · 3 partition keys · MD5 holds").await;
    page.reads("83 bytes, 1 payload unit of 25 KB").await;

    // Hash keys are MD5s of the partition keys: `printf 123
    // md5sum`.
    let hash = |hex: &str| u128::from_str_radix(hex, 16).unwrap().to_string();
    let (first, second, third) = (
        hash("202cb962ac59075b964b07152d234b70"),
        hash("c8ffe9a587b126f152ed3d89a146b445"),
        hash("3def184ad8f4755ff269862ea77393dd"),
    );
    assert_eq!(
        page.table("grid", "User records").await,
        [
            ["0", "123", "10", "text 1234567890"],
            ["1", "124", "10", "text 1234567890"],
            ["2", "125", "10", "text 1234567890"],
        ]
    );
    page.click("tab", "Key tables 3").await;
    assert_eq!(
        page.table("grid", "Key tables").await,
        [
            ["partition key [0]", "123", &first, "1", "–", ""],
            ["partition key [1]", "124", &second, "1", "–", ""],
            ["partition key [2]", "125", &third, "1", "–", ""],
        ]
    );
    page.stayed_quiet().await;
}

#[tokio::test]
async fn several_files_are_read_one_after_another() {
    let text = |payload: &str| {
        let keys = vec!["key".to_owned()];
        let records = vec![record(0, payload)];
        BASE64_STANDARD.encode(kpl::encode(&AggregatedRecord {
            partition_key_table: keys,
            records,
            ..AggregatedRecord::default()
        }))
    };
    let (first, second) = (text("first"), text("second, and longer"));
    let page = Page::opened().await;
    page.drop_files(&[("2.txt", second.as_bytes()), ("empty.txt", b""), ("1.txt", first.as_bytes())]).await;
    page.reads("Read 3 files, ").await;
    page.click("tab", "All user records 2").await;
    let rows = page.table("grid", "All user records").await;
    let payloads: Vec<&str> = rows.iter().filter_map(|row| row.last()).map(String::as_str).collect();
    assert!(payloads[0].contains("first") && payloads[1].contains("second"), "{payloads:?}");
    page.stayed_quiet().await;
}

#[tokio::test]
async fn tables_name_what_is_shared_unused_and_double() {
    let keys = ["shared", "unused", "twice", "twice"].map(str::to_owned).to_vec();
    let bytes = kpl::encode(&AggregatedRecord {
        partition_key_table: keys,
        explicit_hash_key_table: vec!["340282366920938463463374607431768211455".into()],
        records: vec![
            record(0, "a"),
            record(0, "b"),
            record(2, "c"),
            Record { explicit_hash_key_index: Some(0), ..record(3, [0xff, 0x00]) },
        ],
    });
    let page = Page::opened().await;
    page.drop_files(&[("shared.bin", &bytes)]).await;
    page.reads("Read shared.bin, ").await;
    page.click("tab", "Key tables 5").await;
    let rows = page.table("grid", "Key tables").await;
    let cells = |row: usize| [0, 1, 3, 4, 5].map(|column| rows[row][column].as_str());
    assert_eq!(cells(0), ["partition key [0]", "shared", "2", "8 bytes", ""]);
    assert_eq!(cells(1), ["partition key [1]", "unused", "0", "–", "unused, which is normal"]);
    assert_eq!(cells(2), ["partition key [2]", "twice", "1", "–", ""]);
    assert_eq!(cells(3), ["partition key [3]", "twice", "1", "–", "same as [2], which is allowed"]);
    let hash_key = "340282366920938463463374607431768211455";
    assert_eq!(cells(4), ["explicit hash key [0]", hash_key, "1", "–", ""]);
    // The hash key of a user record stands above its payload.
    page.click("row", part("3 twice")).await;
    page.reads("Explicit hash key").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn another_reading_and_back() {
    let page = Page::opened().await;
    // Every hex digit is a base64 character as well.
    page.paste("f3899ac20a0161").await;
    page.reads("as hex").await;
    page.click("button", "Other readings").await;
    page.click("menuitem", "base64").await;
    page.reads("as base64").await;
    page.find("heading", part("Plain record, not aggregated")).await;
    page.click("button", "Other readings").await;
    page.click("menuitem", "hex").await;
    page.reads("as hex").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn ten_mebibytes_from_the_file_picker() {
    let payload = |number: u64| format!("{number:08}{}", "x".repeat(1024 - 8 - 7));
    let bytes = kpl::encode(&AggregatedRecord {
        partition_key_table: vec!["all".into()],
        explicit_hash_key_table: Vec::new(),
        records: (0..10_240).map(|number| record(0, payload(number))).collect(),
    });
    assert!(bytes.len() > 10 * 1024 * 1024);
    let file = std::env::temp_dir().join(format!("kpl-lens-large-{}.bin", std::process::id()));
    std::fs::write(&file, &bytes).unwrap();
    let page = Page::opened().await;
    page.pick_file(&file).await;
    page.reads("10,240 user records · 1 partition key · MD5 holds").await;
    std::fs::remove_file(&file).unwrap();

    page.scroll("grid", "Bytes", u32::MAX / 4).await;
    let last = bytes.len() - 1;
    page.find("gridcell", part(&format!("0x{last:x}, {:02x}, md5 MD5", bytes[last]))).await;
    // The tooltip is complete, and no edge cuts it.
    let edges =
        "const list = document.querySelector('[role=grid][aria-label=Bytes]').getBoundingClientRect();
        const last = document.getElementById(arguments[0]).getBoundingClientRect();
        return last.top >= list.top && last.bottom <= list.bottom + 1";
    page.gives("the last byte is in view", edges, json!([format!("b-{last}")]), true).await;

    page.scroll("grid", "User records", u32::MAX / 4).await;
    page.find("row", part("10239 all")).await;
    page.scroll("treegrid", "Fields", u32::MAX / 4).await;
    page.find("row", part("md5")).await;
    let elements = page.script("return document.querySelectorAll('*').length", json!([])).await;
    assert!(elements.as_u64().unwrap() < 5_000, "{elements} elements");

    page.scroll("grid", "Bytes", 0).await;
    page.find("gridcell", part("0x0, f3, magic")).await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn text_is_never_taken_for_markup() {
    let hostile = "<img src=x onerror=alert(1)>";
    let bytes = kpl::encode(&AggregatedRecord {
        partition_key_table: vec![hostile.into()],
        explicit_hash_key_table: vec![hostile.into()],
        records: vec![Record { explicit_hash_key_index: Some(0), ..record(0, hostile) }],
    });
    let page = Page::opened().await;
    page.drop_files(&[("<img src=x onerror=alert(1)>.bin", &bytes)]).await;
    let rows = page.table("grid", "User records").await;
    assert_eq!((rows[0][1].as_str(), rows[0][3].as_str()), (hostile, &*format!("text {hostile}")));
    page.click("gridcell", part("0x6, 3c")).await;
    page.click("row", part(hostile)).await;
    page.click("tab", "Key tables 2").await;
    page.click("tab", part("Findings")).await;
    page.reads(hostile).await;
    assert_eq!(page.script("return document.querySelectorAll('img').length", json!([])).await, json!(0));
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_new_record_starts_at_its_beginning() {
    let page = Page::example("A thousand records").await;
    page.scroll("grid", "Bytes", 5_000).await;
    page.scroll("treegrid", "Fields", 600).await;
    page.scroll("grid", "User records", 100_000).await;
    page.click("row", part("999 sensor-17")).await;
    page.details_of("records[999].data").await;
    assert!(page.scrolled("treegrid", "Fields").await > 600);
    page.paste(&Sample::Thousand.text()).await;
    page.details_of("").await;
    page.idle().await;
    for (role, name) in [("treegrid", "Fields"), ("grid", "Bytes"), ("grid", "User records")] {
        assert_eq!(page.scrolled(role, name).await, 0, "{name}");
    }
    page.stayed_quiet().await;
}
