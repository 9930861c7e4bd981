//! What leaves the page through the clipboard or as a file is what was captured, byte for byte.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use kpl_engine::fixture::samples::Sample;
use kpl_engine::literal::LiteralForm;
use kpl_engine::report;
use kpl_format::kpl::{
    self,
    schema::{AggregatedRecord, Record},
};

use crate::filled::THREE_KEYS;
use crate::page::Page;
use crate::roles::part;

impl Page {
    async fn copied(&self, menu: &str, form: &str) -> String {
        self.mark_clipboard().await;
        // The button of the details comes after that of the payload, so it is the last with this name.
        let buttons = self.find_all("button", menu).await;
        buttons.last().expect("there is such a menu").click().await.expect("it opens");
        self.take(form).await
    }

    async fn copied_payload(&self, form: &str) -> String {
        self.mark_clipboard().await;
        self.click("button", "Copy as").await;
        self.take(form).await
    }

    async fn take(&self, form: &str) -> String {
        self.click("menuitem", form).await;
        self.reads("Copied.").await;
        self.copied_since().await
    }
}

#[tokio::test]
async fn a_record_in_every_form() {
    let page = Page::example("Three keys").await;
    let bytes = BASE64_STANDARD.decode(THREE_KEYS).unwrap();
    assert_eq!(page.copied("Copy record", "Base64").await, THREE_KEYS);
    assert_eq!(page.copied("Copy record", "Rust").await, LiteralForm::Rust.write(&bytes));
    assert!(page.copied("Copy record", "Hex").await.starts_with("f3899ac20a03313233"));
    assert!(
        page.copied("Copy record", "Outline of all fields").await.starts_with("0x0000 | f3 89 9a c2 | magic")
    );
    page.click("button", "Copy record").await;
    page.click("menuitem", "Save record").await;
    assert_eq!(page.downloaded("kinesis-record-0.bin").await, bytes);
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_field_and_its_path() {
    let page = Page::example("Three keys").await;
    page.click("row", part("[1] \"124\" 9 5")).await;
    page.details_of("partition_key_table[1]").await;
    assert_eq!(page.copied("Copy as", "Base64").await, "MTI0");
    assert_eq!(page.copied("Copy as", "Rust").await, "&[0x31, 0x32, 0x34]");
    assert_eq!(page.copied("Copy as", "Python").await, "bytes.fromhex(\"313234\")");
    assert_eq!(page.copied("Copy as", "Path").await, "partition_key_table[1]");
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_payload_that_is_no_text() {
    let payload = vec![0x00, 0xff, 0xfe, b'\r', b'\n', 0x80, b'a', 0xc3];
    let record =
        Record { partition_key_index: 0, explicit_hash_key_index: None, data: payload.clone(), tags: vec![] };
    let bytes = kpl::encode(&AggregatedRecord {
        partition_key_table: vec!["key".into()],
        explicit_hash_key_table: Vec::new(),
        records: vec![record],
    });
    let page = Page::opened().await;
    page.drop_files(&[("binary.bin", &bytes)]).await;
    page.click("row", part("0 key")).await;
    page.find("heading", "User record 0 · binary · 8 bytes").await;
    page.click("tab", "Text").await;
    page.reads("These bytes are not UTF-8").await;
    page.click("button", "Save bytes").await;
    assert_eq!(page.downloaded("user-record-0.bin").await, payload);
    assert_eq!(page.copied_payload("Base64").await, BASE64_STANDARD.encode(&payload));
    assert_eq!(page.copied_payload("Path").await, "records[0].data");
    page.click("tab", "Hex").await;
    page.reads("000000  00 ff fe 0d 0a 80 61 c3").await;
    page.click("tab", "Base64").await;
    page.reads(&BASE64_STANDARD.encode(&payload)).await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn the_report_is_the_one_of_the_terminal() {
    for (name, sample) in [("A get-records output", Sample::GetRecords), ("Truncated", Sample::Truncated)] {
        let page = Page::example(name).await;
        let report = report::report(sample.text().as_bytes());
        page.click("button", "Report").await;
        page.click("menuitem", "Save report").await;
        let saved = page.downloaded("kpl-lens-report.json").await;
        assert!(saved == report.as_bytes(), "{}", String::from_utf8_lossy(&saved));
        assert!(page.copied("Report", "Copy report").await == report);
        page.stayed_quiet().await;
    }
}
