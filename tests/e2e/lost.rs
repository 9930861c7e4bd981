//! Nothing is lost: a reload brings back what was typed and opened, what does not fit is asked about, and what is given
//! before anything is loaded is held.

use fantoccini::key::Key;
use serde_json::json;

use crate::devtools::cdp;
use crate::filled::THREE_KEYS;
use crate::page::Page;
use crate::roles::{any, part};
use crate::site::Site;

/// The keys of the draft's records.
const KEYS: &str =
    "return [...document.querySelectorAll('.draft-grid input[id$=key]')].map((one) => one.value).join(' ')";

/// Whether the browser would ask before it leaves the page.
const ASKS: &str = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";

/// What the browser keeps for this tab and for the page's origin, by name.
const KEPT: &str =
    "return [sessionStorage, localStorage].flatMap((one) => Object.keys(one)).sort().join(' ')";

/// Holds every message of the page's worker until `letGo` is called.
const WORKER_LATE: &str = "const held = []; let open = false;
    globalThis.Worker = class extends Worker {
        constructor(...given) {
            super(...given);
            this.addEventListener('message', (event) => {
                if (open) return;
                event.stopImmediatePropagation();
                held.push(() => this.dispatchEvent(new MessageEvent('message', { data: event.data })));
            });
        }
    };
    globalThis.letGo = () => { open = true; held.forEach((send) => send()); };";

/// Holds the page's wasm until `letGo` is called.
const PAGE_LATE: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            await new Promise((done) => { globalThis.letGo = done; });
            return real.apply(WebAssembly, given);
        };
    }";

const BOX: &str = "return document.querySelector('#input').value";

impl Page {
    async fn with_script(script: &str, path: &str) -> Self {
        let page = Self::blank(Site::built()).await;
        cdp(&page.client, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        page.goto(path).await;
        page
    }

    /// Waits until the browser would not ask, since everything is kept.
    async fn is_safe(&self) {
        self.gives("nothing at risk", ASKS, json!([]), false).await;
    }

    /// Loads the page again once everything is kept.
    async fn reloaded(&self) {
        self.is_safe().await;
        self.reload().await;
        self.gives("the page", "return document.getElementById('loading') === null", json!([]), true).await;
        self.idle().await;
        self.requests().await;
    }
}

#[tokio::test]
async fn a_typed_draft_is_there_after_a_reload() {
    let page = Page::building().await;
    page.click("button", "Add record").await;
    page.at("Partition key of record 0").await;
    page.press("customer-7").await;
    page.press(&(Key::Enter + "")).await;
    page.at("Partition key of record 1").await;
    page.press("customer-8").await;
    page.click("checkbox", "Truncated").await;
    page.type_into("textbox", "Stream", "orders").await;
    page.reloaded().await;
    page.gives("both keys", KEYS, json!([]), "customer-7 customer-8").await;
    page.reads("--stream-name orders").await;
    assert_eq!(page.node("checkbox", "Truncated").await.state("checked"), Some(&json!("true")));
    // Rows that were pasted and not added yet stay in their box.
    page.click("button", "Paste rows…").await;
    page.type_into("textbox", "Paste rows", "key-9,nine").await;
    page.click("button", "Close").await;
    page.reloaded().await;
    page.click("button", "Paste rows…").await;
    page.click("button", "Add rows").await;
    page.gone("dialog", any()).await;
    page.gives("three keys", KEYS, json!([]), "customer-7 customer-8 key-9").await;
    page.click("button", "Undo").await;
    page.gives("both keys", KEYS, json!([]), "customer-7 customer-8").await;
    // The other mode has the draft as well, and so has the next reload.
    page.client.back().await.unwrap();
    page.goto("/#build").await;
    page.reloaded().await;
    page.gives("both keys", KEYS, json!([]), "customer-7 customer-8").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn captures_are_there_after_a_reload_and_back_walks_them() {
    let page = Page::opened().await;
    page.paste("aGVsbG8gd29ybGQ=").await;
    page.find("heading", part("Plain record")).await;
    page.paste(THREE_KEYS).await;
    page.find("heading", part("Aggregated record")).await;
    page.reloaded().await;
    page.find("heading", part("Aggregated record")).await;
    page.client.back().await.unwrap();
    page.find("heading", part("Plain record")).await;
    page.reloaded().await;
    page.find("heading", part("Plain record")).await;
    page.client.forward().await.unwrap();
    page.find("heading", part("Aggregated record")).await;
    // What stands in the box is text like any other.
    page.click("button", "New capture").await;
    page.type_into("textbox", "Captured record", "84maw, and more").await;
    page.reloaded().await;
    page.gives("the box", BOX, json!([]), "84maw, and more").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn it_is_said_what_is_kept_and_it_can_be_forgotten() {
    let page = Page::opened().await;
    page.click("button", "Three keys").await;
    page.find("region", "Verdict").await;
    page.click("button", "Edit as fixture").await;
    page.find("checkbox", "Remember these in this browser").await;
    page.type_into("textbox", "Region", "eu-central-1").await;
    page.click("checkbox", "Remember these in this browser").await;
    page.is_safe().await;
    let all = "kpl-lens.capture.1 kpl-lens.draft kpl-lens.load kpl-lens.settings";
    page.gives("what is kept", KEPT, json!([]), all).await;
    // Another tab has the settings and nothing else.
    page.script("sessionStorage.clear()", json!([])).await;
    page.reloaded().await;
    page.gives("no draft", KEYS, json!([]), "").await;
    // Nothing is made before there is a record.
    page.click("button", "Add record").await;
    page.at("Partition key of record 0").await;
    page.press("key").await;
    page.reads("--region eu-central-1").await;
    page.is_safe().await;
    page.click("button", part("Help")).await;
    page.reads("It is kept until the tab is closed").await;
    page.click("button", "Forget all of it").await;
    page.reads("Forgotten.").await;
    page.gone("dialog", any()).await;
    page.gives("what is kept", KEPT, json!([]), "").await;
    page.reloaded().await;
    page.find("button", "Add record").await;
    assert!(!page.text().await.contains("eu-central-1"));
    page.stayed_quiet().await;
}

#[tokio::test]
async fn the_browser_asks_where_something_would_be_lost_and_nowhere_else() {
    let page = Page::opened().await;
    page.is_safe().await;
    page.drop_files(&[("small.txt", THREE_KEYS.as_bytes())]).await;
    page.find("heading", part("Aggregated record")).await;
    page.is_safe().await;
    let large = format!("{THREE_KEYS}\n").repeat((2 << 20) / THREE_KEYS.len() + 1);
    page.drop_files(&[("large.txt", large.as_bytes())]).await;
    page.gives("a question", ASKS, json!([]), true).await;
    page.find("region", "Summary of the capture").await;
    page.gives("a question", ASKS, json!([]), true).await;
    page.click("button", "New capture").await;
    page.is_safe().await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn what_is_kept_may_be_damaged() {
    let page = Page::building().await;
    // In one go: the engine may still tell the page that there is no draft to keep.
    page.script("sessionStorage['kpl-lens.draft'] = '1.nonsense'; location.reload()", json!([])).await;
    page.reads("could not be read").await;
    page.click("button", "Add record").await;
    page.reloaded().await;
    page.gives("its key", KEYS, json!([]), "key-1").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_paste_is_held_until_there_is_somebody_to_read_it() {
    let page = Page::with_script(WORKER_LATE, "/").await;
    page.find("textbox", "Captured record").await;
    page.paste(THREE_KEYS).await;
    page.reads("Reading 112 bytes… It is held here").await;
    page.gives("the box", BOX, json!([]), THREE_KEYS).await;
    page.script("letGo()", json!([])).await;
    page.find("heading", part("Aggregated record")).await;
    page.assert_quiet().await;

    let page = Page::with_script(PAGE_LATE, "/").await;
    page.gives("waiting wasm", "return typeof letGo", json!([]), "function").await;
    page.paste(THREE_KEYS).await;
    page.reads("What you gave is held").await;
    page.script("letGo()", json!([])).await;
    page.find("heading", part("Aggregated record")).await;
    page.assert_quiet().await;

    let page = Page::with_script(WORKER_LATE, "/#build").await;
    page.reads("Loading what this tab had open").await;
    page.script("letGo()", json!([])).await;
    page.find("button", "Add record").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn letters_typed_before_the_new_record_is_there_are_its() {
    let page = Page::building().await;
    let typed = "const [press, keys] = arguments; const at = document.activeElement;
        const down = (key) => at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        if (press) down('Enter'); else document.querySelector('#draft-add').click();
        [...keys].forEach(down)";
    page.script(typed, json!([false, "or"])).await;
    page.gives("its key", KEYS, json!([]), "or").await;
    page.press("der").await;
    page.script(typed, json!([true, "next"])).await;
    page.gives("both keys", KEYS, json!([]), "order next").await;
    page.at("Partition key of record 1").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_mark_stays_in_sight_and_a_built_record_opens_above_the_capture() {
    let page = Page::example("Three keys").await;
    page.click("tab", "Compare").await;
    page.click("button", "Mark this Kinesis record").await;
    page.reads("Marked: Kinesis record 0 of what was pasted").await;
    page.click("button", "Edit as fixture").await;
    page.find("button", "Inspect it").await;
    page.reads("Marked: Kinesis record 0").await;
    page.click("button", "Inspect it").await;
    page.reads("Read fixture.bin").await;
    page.client.back().await.unwrap();
    page.find("button", "Inspect it").await;
    page.client.back().await.unwrap();
    page.reads("Read 112 bytes as base64").await;
    page.click("button", "New capture").await;
    page.find("textbox", "Captured record").await;
    page.reads("Marked: Kinesis record 0").await;
    page.resize(320, 700).await;
    page.fits(320).await;
    page.click("button", "Unmark").await;
    page.gone("button", "Unmark").await;
    page.find("textbox", any()).await;
    page.stayed_quiet().await;
}
