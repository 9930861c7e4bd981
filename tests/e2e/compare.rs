//! Compares the record at hand with a marked one, using the keyboard.

use crate::page::Page;
use crate::roles::part;

#[tokio::test]
async fn a_marked_record_is_compared_with_the_next_capture() {
    let page = Page::opened().await;
    page.click("button", "Truncated").await;
    page.click("tab", "Compare").await;
    page.click("button", "Mark this Kinesis record").await;
    page.reads("This is what was marked. Open another one to compare it with.").await;
    page.click("button", "New capture").await;
    page.click("button", "Index out of range").await;
    page.reads("2 the same · 1 other payload · 3 added · 218 → 364 bytes").await;
    page.click("row", part("other payload")).await;
    page.find("region", "Marked").await;
    page.find("region", "This one").await;
    page.click("checkbox", "Show the same ones too").await;
    page.find("row", part("the same")).await;
    page.click("radio", "whole captures").await;
    page.reads("Compared with the capture that was marked.").await;
    page.click("button", "Unmark").await;
    page.find("button", "Mark this Kinesis record").await;
    page.stayed_quiet().await;
}
