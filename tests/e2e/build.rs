//! The builder: making three records with the keyboard alone, going there and back, and what goes in and out.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::key::Key;
use kpl_format::kpl::{self, Md5Status};
use serde_json::json;

use crate::page::Page;
use crate::roles::{any, part};

/// A fixture as a repository may hold it.
const NOTATION: &str =
    "fixture: 1\ndefect: md5-zero\n\nrecord {\n  partition_key: \"from-a-file\"\n  data: text | one\n}\n";

const KEYS: &str =
    "return [...document.querySelectorAll('.draft-grid input[id$=key]')].map((one) => one.value).join(' ')";

impl Page {
    /// Presses Tab until the focus is on the element with this name.
    async fn tab_to(&self, name: &str) {
        for _ in 0..120 {
            if self.place().await == name {
                return;
            }
            self.press(&(Key::Tab + "")).await;
        }
        panic!("Tab does not come to {name}, but to {}", self.place().await);
    }
}

#[tokio::test]
async fn three_records_a_broken_md5_and_the_command_by_the_keyboard_alone() {
    let page = Page::opened().await;
    page.at("Captured record").await;
    for _ in 0..3 {
        page.press(&(Key::Shift + &(Key::Tab + ""))).await;
    }
    page.at("Build").await;
    page.focus_shows().await;
    page.press(&(Key::Enter + "")).await;
    page.find("button", "Add record").await;
    page.tab_to("Add record").await;
    page.press(&(Key::Enter + "")).await;
    let records = [("customer-1", "{\"order\":1}"), ("customer-2", "second"), ("customer-1", "third")];
    for (place, (key, payload)) in records.iter().enumerate() {
        page.at(&format!("Partition key of record {place}")).await;
        page.focus_shows().await;
        page.press(key).await;
        page.press(&(Key::Tab + &(Key::Tab + ""))).await;
        page.at(&format!("Payload of record {place}")).await;
        page.press(payload).await;
        if place < 2 {
            page.press(&(Key::Enter + "")).await;
        }
    }
    page.reads("3 user records · 2 partition keys · MD5 holds").await;
    page.tab_to("MD5: one bit wrong").await;
    page.focus_shows().await;
    page.press(" ").await;
    page.reads("MD5 does not match").await;
    page.tab_to("Copy").await;
    page.focus_shows().await;
    page.mark_clipboard().await;
    page.press(&(Key::Enter + "")).await;
    page.reads("Copied.").await;
    let command = page.copied_since().await;
    let data = command.split("--data ").nth(1).expect("data in the command").trim().trim_matches('\'');
    let bytes = BASE64_STANDARD.decode(data).expect("base64");
    let anatomy = kpl::dissect(&bytes);
    assert_eq!(anatomy.md5.as_ref().map(|md5| md5.status), Some(Md5Status::Mismatch));
    let payloads: Vec<&[u8]> =
        anatomy.user_records.iter().filter_map(|user| Some(user.data?.of(&bytes))).collect();
    assert_eq!(payloads, records.map(|(_, payload)| payload.as_bytes()));
    assert!(command.starts_with("aws kinesis put-record"), "{command}");
    page.stayed_quiet().await;
}

#[tokio::test]
async fn undo_move_duplicate_and_delete_by_keys() {
    let page = Page::building().await;
    page.click("button", "Add record").await;
    page.at("Partition key of record 0").await;
    page.press("first").await;
    page.press(&(Key::Enter + "")).await;
    page.at("Partition key of record 1").await;
    page.press("second").await;
    page.gives("both keys", KEYS, json!([]), "first second").await;
    page.press(&(Key::Alt + &(Key::Up + ""))).await;
    page.gives("moved up", KEYS, json!([]), "second first").await;
    page.at("Partition key of record 0").await;
    page.press(&(Key::Alt + &(Key::Shift + &(Key::Down + "")))).await;
    page.gives("twice", KEYS, json!([]), "second second first").await;
    page.at("Partition key of record 1").await;
    page.press(&(Key::Alt + &(Key::Delete + ""))).await;
    page.gives("once", KEYS, json!([]), "second first").await;
    page.press(&(Key::Control + "z")).await;
    page.press(&(Key::Control + "z")).await;
    page.press(&(Key::Control + "z")).await;
    page.gives("as before", KEYS, json!([]), "first second").await;
    page.press(&(Key::Control + &(Key::Shift + "z"))).await;
    page.gives("once more", KEYS, json!([]), "second first").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn several_records_by_the_keyboard_alone() {
    let page = Page::building().await;
    page.tab_to("Add record").await;
    page.press(&(Key::Enter + "")).await;
    for (place, key) in ["a", "b", "c", "d"].iter().enumerate() {
        page.at(&format!("Partition key of record {place}")).await;
        page.press(key).await;
        if place < 3 {
            page.press(&(Key::Enter + "")).await;
        }
    }
    page.press(&(Key::Shift + &(Key::Up + ""))).await;
    page.reads("2 selected").await;
    page.at("Partition key of record 2").await;
    page.press(&(Key::Alt + &(Key::Up + ""))).await;
    page.gives("keys", KEYS, json!([]), "a c d b").await;
    page.press(&(Key::Alt + &(Key::Delete + ""))).await;
    page.gives("keys", KEYS, json!([]), "a b").await;
    page.press(&(Key::Control + "z")).await;
    page.gives("keys", KEYS, json!([]), "a c d b").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn an_inspected_record_and_the_way_back() {
    let page = Page::example("Three keys").await;
    page.click("button", "Edit as fixture").await;
    page.reads("Identical to the captured bytes ✓").await;
    page.gives("the address", "return location.hash", json!([]), "#build").await;
    page.type_into("textbox", "Partition key of record 1", "x").await;
    page.reads("Edited:").await;
    page.click("tab", "Anatomy").await;
    page.find("gridcell", part(", changed")).await;
    page.click("button", "Undo").await;
    page.reads("Identical to the captured bytes ✓").await;
    page.client.back().await.expect("there is a step back");
    page.find("region", "Verdict").await;
    page.client.forward().await.expect("there is a step on");
    page.click("button", "Inspect it").await;
    page.find("region", "Verdict").await;
    page.reads("Read fixture.bin").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_text_form_and_a_link_open_in_the_builder() {
    let page = Page::opened().await;
    page.drop_files(&[("orders.kpl.txt", NOTATION.as_bytes())]).await;
    page.reads("MD5 does not match").await;
    let key = "return document.querySelector('.draft-grid input[id$=key]')?.value ?? ''";
    page.gives("its key", key, json!([]), "from-a-file").await;
    page.click("button", "Link…").await;
    page.find("dialog", "A link that holds this fixture").await;
    page.reads("1 user record with 3 bytes of payload").await;
    page.mark_clipboard().await;
    page.click("button", "Copy link").await;
    page.reads("Copied.").await;
    let link = page.copied_since().await;
    let other = Page::open(&link.replace(&page.site.origin(), "")).await;
    other.reads("MD5 does not match").await;
    other.gives("its key", key, json!([]), "from-a-file").await;
    other.gives("the address", "return location.hash", json!([]), "#build").await;
    other.assert_quiet().await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn nothing_to_complain_about_in_the_builder() {
    for theme in ["light", "dark"] {
        let page = Page::blank(crate::site::Site::built()).await;
        page.prefer("prefers-color-scheme", theme).await;
        page.goto("/#build").await;
        page.find("button", "Add record").await;
        page.swept(&format!("empty, {theme}")).await;
        page.drop_files(&[("orders.kpl.txt", NOTATION.as_bytes())]).await;
        page.reads("MD5 does not match").await;
        page.click("button", "Add tag").await;
        page.click("checkbox", "Truncated").await;
        page.click("checkbox", "Explicit hash key not decimal").await;
        page.reads("What consumers do with it").await;
        page.swept(&format!("broken, {theme}")).await;
        for dialog in ["Generate…", "Paste rows…", "Link…"] {
            page.click("button", dialog).await;
            page.find("dialog", any()).await;
            page.swept(&format!("{dialog}, {theme}")).await;
            page.click("button", "Close").await;
            page.gone("dialog", any()).await;
        }
        page.resize(360, 740).await;
        for tab in ["Records", "Defects", "Result", "Out"] {
            page.click("tab", tab).await;
            page.find("tabpanel", tab).await;
            page.fits(360).await;
            page.swept(&format!("{tab}, narrow, {theme}")).await;
        }
        page.assert_quiet().await;
    }
}

#[tokio::test]
async fn rows_and_templates_make_records() {
    let page = Page::building().await;
    page.click("button", "Generate…").await;
    page.click("button", "Generate").await;
    page.gone("dialog", any()).await;
    page.reads("10 user records · 3 partition keys").await;
    page.click("button", "Paste rows…").await;
    page.type_into("textbox", "Paste rows", "a,\"open").await;
    page.click("button", "Add rows").await;
    page.reads("a quote is not closed").await;
    page.type_into("textbox", "Paste rows", "\"").await;
    page.click("button", "Add rows").await;
    page.gone("dialog", any()).await;
    page.reads("11 user records · 4 partition keys").await;
    page.stayed_quiet().await;
}
