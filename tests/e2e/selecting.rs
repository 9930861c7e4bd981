//! One selection in all panes. The pointer lights a field, a click selects it, and the other panes scroll to it.

use serde_json::json;

use crate::page::Page;
use crate::roles::part;

#[tokio::test]
async fn the_pointer_lights_up_and_scrolls_nothing() {
    let page = Page::example("Three keys").await;
    page.hover("row", part("data \"1234567890\" 39 12")).await;
    page.field_lit("data \"1234567890\"").await;
    page.bytes_lit("1a 0a 31 32 33 34 35 36 37 38 39 30").await;
    page.details_of("records[1].data").await;

    // This finds the deepest field at the byte, not the record around it.
    page.hover("gridcell", "0x16, 00, records[0].partition_key_index value").await;
    page.bytes_lit("08 00").await;
    page.field_lit("partition_key_index 0 → \"123\"").await;
    page.bytes_selected("").await;
    page.hover("heading", "KPL Lens").await;
    page.bytes_lit("").await;
    page.field_lit("").await;

    let page = Page::example("A thousand records").await;
    page.scroll("grid", "Bytes", 20_000).await;
    let before = page.scrolled("grid", "Bytes").await;
    let tree = page.scrolled("treegrid", "Fields").await;
    page.hover("row", part("2 sensor-17")).await;
    page.details_of("records[2]").await;
    let bytes = page.argument("grid", "Bytes").await;
    let first = "return arguments[0].querySelector('.body > :nth-child(12) [role=gridcell]').ariaLabel";
    let name = page.script(first, json!([bytes])).await.as_str().unwrap().to_owned();
    page.hover("gridcell", &*name).await;
    page.until("the byte's field in the details", async || {
        let shown =
            page.script("return document.querySelector('.details .path')?.innerText", json!([])).await;
        shown.as_str().is_some_and(|path| name.contains(path) && path != "records[2]")
    })
    .await;
    page.idle().await;
    assert_eq!(page.scrolled("grid", "Bytes").await, before);
    assert_eq!(page.scrolled("treegrid", "Fields").await, tree);
    page.stayed_quiet().await;
}

/// Whether an element lies completely within a pane.
const WITHIN: &str = "const [pane, id] = arguments, one = document.getElementById(id);
    if (one === null) return false;
    const outer = pane.getBoundingClientRect(), inner = one.getBoundingClientRect();
    return inner.top >= outer.top && inner.bottom <= outer.bottom + 1";

#[tokio::test]
async fn a_click_keeps_and_the_other_panes_go_there() {
    let page = Page::example("A thousand records").await;
    page.scroll("grid", "User records", 20_000).await;
    let users = page.scrolled("grid", "User records").await;
    let row = "const rows = [...arguments[0].querySelectorAll('.body > [role=row]')];
        return rows[Math.floor(rows.length / 2)].querySelector('[role=gridcell]').innerText";
    let users_grid = page.argument("grid", "User records").await;
    let number = page.script(row, json!([users_grid])).await.as_str().unwrap().to_owned();
    page.click("row", part(&format!("{number} sensor-17"))).await;
    page.details_of(&format!("records[{number}].data")).await;
    assert_eq!(page.scrolled("grid", "User records").await, users, "the list that was clicked stays");

    // The bytes and the field of the payload have come into view.
    let selected = "return arguments[0].querySelector('[aria-selected=true]')?.id ?? ''";
    for (role, name) in [("treegrid", "Fields"), ("grid", "Bytes")] {
        let pane = page.argument(role, name).await;
        let id = page.script(selected, json!([pane])).await;
        page.gives(&format!("{name} shows {id}"), WITHIN, json!([pane, id]), true).await;
    }
    page.find("region", "Payload").await;
    page.find("heading", part(&format!("User record {number} · JSON"))).await;

    // Going back from the bytes finds the row of the record.
    page.scroll("grid", "Bytes", 0).await;
    page.click("gridcell", part("records[0].data value")).await;
    page.details_of("records[0].data").await;
    assert_eq!(page.scrolled("grid", "Bytes").await, 0, "the pane that was clicked stays");
    for (pane, id) in [(page.argument("grid", "User records").await, "u-0")] {
        page.gives("the user record is in view", WITHIN, json!([pane, id]), true).await;
    }
    page.find("heading", part("User record 0 · JSON")).await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn the_details_hold_every_reading() {
    let page = Page::example("Explicit hash keys").await;
    page.click("button", "Details on the whole page (Esc: back)").await;
    let details = "return say(document.querySelector('[aria-label=\"Selected field\"] dl'))";
    page.click("row", part("[1] \"tenant-b\"")).await;
    page.details_of("partition_key_table[1]").await;
    let hash = kpl_format::kpl::hash_of_partition_key(b"tenant-b");
    page.gives(
        "readings of a key",
        details,
        json!([]),
        format!("Key0a: field 1, length-delimited (wire type 2)Length8Texttenant-bHash key{hash}Hex74 65 6e 61 6e 74 2d 62Byte0a at 0xe: key"),
    )
    .await;
    page.click("row", part("explicit_hash_key_index 2")).await;
    page.details_of("records[2].explicit_hash_key_index").await;
    page.gives(
        "readings of a varint",
        details,
        json!([]),
        "Key10: field 2, varint (wire type 0)Unsigned2Zigzag1Hex02Byte10 at 0x96: key",
    )
    .await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_nested_aggregate_is_taken_apart_in_its_turn() {
    let record = |data: &[u8]| kpl_format::kpl::schema::Record { data: data.to_vec(), ..Default::default() };
    let aggregate = |key: &str, data: &[u8]| {
        kpl_format::kpl::encode(&kpl_format::kpl::schema::AggregatedRecord {
            partition_key_table: vec![key.into()],
            explicit_hash_key_table: Vec::new(),
            records: vec![record(data)],
        })
    };
    let page = Page::opened().await;
    page.drop_files(&[("nested.bin", &aggregate("outer", &aggregate("inner", b"deep")))]).await;
    page.click("row", part("0 outer")).await;
    page.find("heading", part("User record 0 · nested aggregate")).await;
    page.click("button", "Take apart").await;
    page.find("row", part("0 inner")).await;
    page.click("button", "Kinesis record 0, user record 0").await;
    page.find("row", part("0 outer")).await;
    assert_eq!(page.count("navigation", "Levels above").await, 0);
    page.stayed_quiet().await;
}
