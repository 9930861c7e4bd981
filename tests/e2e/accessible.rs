//! The page for people who listen, who use only the keyboard, or who do not see well: all that it shows, in both
//! themes, wide and narrow.

use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;
use crate::roles::part;

const SWEEP: &str = include_str!("sweep.js");

/// The widths of elements that are wider than the page and do not scroll by themselves.
const OVERFLOW: &str = "const wide = [...document.querySelectorAll('body *')].filter((one) => {
        if (!one.checkVisibility() || one.closest('.off-screen, .windowed > *, pre > *, dialog')) return false;
        const box = one.getBoundingClientRect();
        return box.right > innerWidth + 1 && !one.closest('[role=tablist]');
    });
    return { page: document.documentElement.scrollWidth, wide: wide.map((one) => one.outerHTML.slice(0, 90)) }";

impl Page {
    /// Fails if something on the page has no name, is too small, or is hidden behind something else.
    pub async fn swept(&self, what: &str) {
        self.idle().await;
        let complaints = self.script(SWEEP, json!([])).await;
        assert_eq!(complaints, json!([]), "{what}: {complaints:#}");
    }

    pub async fn fits(&self, width: u32) {
        self.idle().await;
        let found = self.script(OVERFLOW, json!([])).await;
        assert_eq!(found, json!({ "page": width, "wide": [] }), "{found:#}");
    }
}

#[tokio::test]
async fn nothing_to_complain_about_in_either_theme() {
    for theme in ["light", "dark"] {
        let page = Page::blank(crate::site::Site::built()).await;
        page.prefer("prefers-color-scheme", theme).await;
        page.goto("/").await;
        page.find("button", "Inspect").await;
        page.swept(&format!("empty, {theme}")).await;
        for name in ["Explicit hash keys", "Truncated", "A get-records output"] {
            page.click("button", name).await;
            page.find("region", "Verdict").await;
            page.swept(&format!("{name}, {theme}")).await;
            // Now every tint shows at once: lit, pinned, and all roles.
            page.focus("treegrid", "Fields").await;
            page.press(&(Key::Down + "")).await;
            page.press(&(Key::Enter + "")).await;
            page.press(&(Key::Down + "")).await;
            page.swept(&format!("{name} with a selection, {theme}")).await;
            page.find("region", "Payload").await;
            page.swept(&format!("{name} with a payload, {theme}")).await;
            for tab in ["Key tables", "Findings", "Consumers"] {
                page.click("tab", part(tab)).await;
                page.swept(&format!("{name}, {tab}, {theme}")).await;
            }
            page.click("button", "Copy record").await;
            page.swept(&format!("{name} with a menu, {theme}")).await;
            page.click("button", "New capture").await;
        }
        for button in ["Help"] {
            page.click("button", button).await;
            page.find("dialog", "Help").await;
            page.swept(&format!("{button}, {theme}")).await;
        }
        page.assert_quiet().await;
    }
}

#[tokio::test]
async fn bytes_that_nobody_claims_can_be_read() {
    let page = Page::opened().await;
    // A frame whose message ends in bytes that are no field, and a frame of twenty bytes, which is an aggregate of
    // nothing.
    let bytes = kpl_format::kpl::frame(b"\x0a\x01k\x1a\x05\x08\x00\x1a\x01d\x07\x07\x07");
    page.drop_files(&[("unclaimed.bin", &bytes)]).await;
    page.find("gridcell", part("unclaimed")).await;
    for theme in ["Theme: light", "Theme: dark"] {
        page.click("button", part("Theme")).await;
        page.find("button", theme).await;
        page.swept(theme).await;
    }
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_finding_brings_its_bytes_forward_where_it_is_narrow() {
    let page = Page::opened().await;
    page.resize(360, 740).await;
    // The example stands far down the page; what is said about it stands at the top.
    page.click("button", "Index out of range").await;
    page.find("tab", "Records 6").await;
    page.gives("scrolled to the top", "return window.scrollY", json!([]), 0).await;
    assert_eq!(page.count("grid", "Bytes").await, 0);
    page.click("button", "Next finding").await;
    page.find("grid", "Bytes").await;
    page.reads("records[2].partition_key_index").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn one_pane_at_a_time_where_it_is_narrow() {
    let page = Page::opened().await;
    page.resize(360, 740).await;
    page.fits(360).await;
    page.swept("empty and narrow").await;
    for name in ["A thousand records", "Truncated", "A get-records output"] {
        page.click("button", name).await;
        // Of several Kinesis records, the anatomy of one is a page behind the list.
        if name == "A get-records output" {
            page.find("region", "Summary of the capture").await;
            page.fits(360).await;
            page.swept(&format!("{name}, narrow")).await;
            page.click("button", part("Anatomy of Kinesis record 0")).await;
        }
        page.find("region", "Verdict").await;
        page.fits(360).await;
        let tabs = page.names("tab").await;
        let panes = ["Records", "Keys", "Findings", "Consumers", "Fields", "Bytes"];
        for pane in panes {
            let tab =
                tabs.iter().find(|tab| tab.starts_with(pane)).unwrap_or_else(|| panic!("{pane} in {tabs:?}"));
            page.click("tab", &**tab).await;
            let front = "return say(document.querySelector('[aria-label=Panes] [aria-selected=true]'))";
            page.gives("the tab in front", front, json!([]), tab.as_str()).await;
            let shown = json!([
                page.count("treegrid", "Fields").await,
                page.count("grid", "Bytes").await,
                page.count("tabpanel", &**tab).await
            ]);
            let fields = usize::from(pane == "Fields");
            let bytes = usize::from(pane == "Bytes");
            assert_eq!(shown, json!([fields, bytes, 1]), "{name}, {pane}");
            page.fits(360).await;
            page.swept(&format!("{name}, {pane}, narrow")).await;
        }
        page.click("button", "New capture").await;
    }
    page.resize(2560, 1440).await;
    page.click("button", "A thousand records").await;
    page.find("region", "Verdict").await;
    page.fits(2560).await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn dark_from_the_system_and_by_the_switch() {
    let dark = "const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
        return red + green + blue < 200";
    let page = Page::opened().await;
    page.gives("light at first", dark, json!([]), false).await;
    page.prefer("prefers-color-scheme", "dark").await;
    page.gives("dark as the system has it", dark, json!([]), true).await;
    page.click("button", "Theme: system").await;
    page.find("button", "Theme: light").await;
    page.gives("light by the switch", dark, json!([]), false).await;
    page.click("button", "Theme: light").await;
    page.find("button", "Theme: dark").await;
    page.prefer("prefers-color-scheme", "light").await;
    page.gives("dark by the switch", dark, json!([]), true).await;
    page.assert_quiet().await;
    page.reload().await;
    page.find("button", "Theme: dark").await;
    page.gives("dark after a reload", dark, json!([]), true).await;
    page.click("button", "Theme: dark").await;
    page.find("button", "Theme: system").await;
    page.gives("as the system again", dark, json!([]), false).await;
    page.assert_quiet().await;
}
