//! What happened to a record: it is said, repaired with a click, and what was captured can be reached again.

use crate::page::Page;
use crate::roles::part;

#[tokio::test]
async fn a_damaged_paste_is_repaired_by_a_click() {
    let page = Page::example("Latin-1 as UTF-8").await;
    page.find("heading", part("Damaged on its way")).await;
    page.reads("It begins with c3 b3 c2 89 c2 9a c3 82: read back, the magic.").await;
    page.click("button", "Repair").await;
    page.find("heading", part("Aggregated record")).await;
    page.reads("6 user records · 2 partition keys · MD5 holds").await;
    page.reads("repaired").await;
    // What was captured is still there, one level up.
    page.click("button", "Kinesis record 0").await;
    page.find("heading", part("Damaged on its way")).await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn why_an_md5_fails_is_said_with_the_place() {
    let page = Page::example("Broken MD5").await;
    page.reads("One bit of the MD5 is flipped: bit 0 of byte 82. The message is whole.").await;
    page.click("tab", "What happened").await;
    page.reads("Why the MD5 does not hold").await;
    page.click("button", part("offset 82 (0x52)")).await;
    page.details_of("md5").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_cut_says_what_survived() {
    let page = Page::example("Truncated").await;
    page.reads("The end was cut off in records[3].data").await;
    page.reads("3 user records are whole").await;
    page.stayed_quiet().await;
}
