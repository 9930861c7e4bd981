//! The keyboard alone: from the empty page to a byte without a mouse. The focus can be seen at every step.

use fantoccini::key::Key;
use serde_json::json;

use crate::filled::THREE_KEYS;
use crate::page::Page;
use crate::roles::part;

#[tokio::test]
async fn from_the_empty_page_to_a_field() {
    let page = Page::opened().await;
    page.at("Captured record").await;
    page.press(THREE_KEYS).await;
    page.focus_shows().await;
    page.press(&(Key::Tab + "")).await;
    page.at("Inspect").await;
    page.focus_shows().await;
    page.press(&(Key::Enter + "")).await;
    page.find("heading", part("Aggregated record")).await;

    // When a record was read, the keyboard is in the list of its user records.
    page.at("0 | 123 | 10 | text 1234567890").await;
    page.focus_shows().await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn the_tree() {
    let page = Page::example("Three keys").await;
    page.focus("treegrid", "Fields").await;

    page.press(&(Key::Home + "")).await;
    page.at("magic f3 89 9a c2 | 0 | 4").await;
    page.press(&(Key::Down + "")).await;
    page.at("partition_key_table 3 entries | 4 | 15").await;
    page.press(&(Key::Right + "")).await;
    page.at("[0] \"123\" | 4 | 5").await;
    page.press(&(Key::Left + "")).await;
    page.press(&(Key::Left + "")).await;
    page.at("partition_key_table 3 entries | 4 | 15").await;
    assert_eq!(page.node("row", part("partition_key_table")).await.state("expanded"), Some(&json!(false)));
    page.press("*").await;
    page.at("partition_key_table 3 entries | 4 | 15").await;
    page.press(&(Key::End + "")).await;
    page.at("md5 d0a8de5ae0e57b82a3a5a4d7207fc48f matches | 67 | 16").await;
    page.field_lit("md5 d0a8de5ae0e57b82a3a5a4d7207fc48f matches").await;
    page.bytes_lit("d0 a8 de 5a e0 e5 7b 82 a3 a5 a4 d7 20 7f c4 8f").await;
    page.bytes_selected("").await;

    page.press(&(Key::Up + "")).await;
    page.at("data \"1234567890\" | 55 | 12").await;
    page.press(&(Key::Enter + "")).await;
    page.field_selected("data \"1234567890\"").await;
    page.bytes_selected("1a 0a 31 32 33 34 35 36 37 38 39 30").await;
    page.details_of("records[2].data").await;
    page.focus_shows().await;

    page.press(&(Key::Escape + "")).await;
    page.bytes_selected("").await;
    page.field_selected("").await;
    page.focus_shows().await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn the_bytes() {
    let page = Page::example("Three keys").await;
    page.focus("grid", "Bytes").await;
    page.press(&(Key::Right + "")).await;
    page.at("0x1, 89, magic magic").await;
    page.press(&(Key::Down + "")).await;
    let columns = page
        .script("return document.querySelector('.bytes').dataset.columns", json!([]))
        .await
        .as_str()
        .and_then(|text| text.parse::<usize>().ok())
        .expect("a number of columns");
    assert!(page.place().await.starts_with(&format!("0x{:x}, ", columns + 1)), "{}", page.place().await);
    page.press(&(Key::Home + "")).await;
    page.press(&(Key::Left + "")).await;
    assert!(page.place().await.starts_with(&format!("0x{:x}, ", columns - 1)), "{}", page.place().await);
    page.press(&(Key::Control + &(Key::End + ""))).await;
    page.at("0x52, 8f, md5 MD5").await;
    page.press(&(Key::Enter + "")).await;
    page.bytes_selected("d0 a8 de 5a e0 e5 7b 82 a3 a5 a4 d7 20 7f c4 8f").await;
    page.field_selected("md5 d0a8de5ae0e57b82a3a5a4d7207fc48f matches").await;
    page.press(&(Key::Control + &(Key::Home + ""))).await;
    page.at("0x0, f3, magic magic").await;
    page.focus_shows().await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn findings_filter_and_payload() {
    let page = Page::example("Truncated").await;
    page.focus("treegrid", "Fields").await;
    for path in ["records[3]", "records[3].data"] {
        page.press("]").await;
        page.details_of(path).await;
    }
    // The third finding is about missing bytes, so the field before them shows. After it comes the first again.
    page.press("]").await;
    page.press("]").await;
    page.details_of("records[3]").await;
    page.press("]").await;
    page.details_of("records[3].data").await;
    page.press("[").await;
    page.details_of("records[3]").await;

    page.press("/").await;
    page.at("Filter user records").await;
    page.focus_shows().await;
    page.press("4001").await;
    page.reads("1 of 3").await;
    let rows = page.table("grid", "User records").await;
    assert_eq!(rows.len(), 1);
    assert!(rows[0][3].contains("\"order\":4001"), "{rows:?}");
    // Between the filter and the list stand the menus of columns and of files.
    page.press(&(Key::Tab + "")).await;
    page.press(&(Key::Tab + "")).await;
    page.press(&(Key::Tab + "")).await;
    page.press(&(Key::Enter + "")).await;
    page.find("region", "Payload").await;
    page.find("heading", part("User record 1 · JSON")).await;
    page.details_of("records[1].data").await;
    page.focus_shows().await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn what_floats_gives_the_focus_back() {
    let page = Page::example("Three keys").await;
    page.focus("treegrid", "Fields").await;
    let at = page.place().await;

    page.press("?").await;
    page.find("dialog", "Help").await;
    page.at("Close").await;
    page.focus_shows().await;
    page.press(&(Key::Escape + "")).await;
    page.gone("dialog", "Help").await;
    page.at(&at).await;

    page.press("?").await;
    page.find("dialog", "Help").await;
    page.press(&(Key::Enter + "")).await;
    page.gone("dialog", "Help").await;
    page.at(&at).await;

    page.press(&(Key::Control + "g")).await;
    page.find("dialog", "Go to offset").await;
    page.at("").await;
    page.press("0x18").await;
    page.reads("24 (0x18): records[0].data").await;
    page.press(&(Key::Enter + "")).await;
    page.gone("dialog", "Go to offset").await;
    page.details_of("records[0].data").await;
    page.bytes_selected("1a 0a 31 32 33 34 35 36 37 38 39 30").await;
    page.focus_shows().await;
    page.at("data \"1234567890\" | 23 | 12").await;

    page.press(&(Key::Control + "g")).await;
    page.find("dialog", "Go to offset").await;
    page.press("0x53").await;
    page.reads("Past the record: the last byte is at 82 (0x52).").await;
    page.press(&(Key::Escape + "")).await;
    page.gone("dialog", "Go to offset").await;
    page.focus_shows().await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn every_stop_of_the_tab_key_shows() {
    let page = Page::example("A get-records output").await;
    page.script(
        "document.querySelector('h1').setAttribute('tabindex', '-1'); document.querySelector('h1').focus()",
        json!([]),
    )
    .await;
    let mut stops = Vec::new();
    for _ in 0..60 {
        page.press(&(Key::Tab + "")).await;
        if page.script("return document.activeElement === document.body", json!([])).await == json!(true) {
            break;
        }
        page.focus_shows().await;
        let name = "const at = document.activeElement; return at.ariaLabel ?? at.innerText.trim()";
        stops.push(page.script(name, json!([])).await.as_str().unwrap_or_default().to_owned());
    }
    for stop in [
        "New capture",
        "All user records",
        "Width of the list",
        "Height of the details",
        "Fields",
        "Go to offset",
    ] {
        assert_eq!(stops.iter().filter(|one| *one == stop).count(), 1, "{stop} among {stops:?}");
    }
    assert!(stops.len() < 56, "{stops:?}");

    // On the empty page the keyboard is in the box again.
    page.click("button", "New capture").await;
    page.at("Captured record").await;
    page.stayed_quiet().await;
}
