//! The filled page as somebody who uses it would describe it: its tables, what is selected, where the keyboard is.

use serde_json::{Value, json};

use crate::page::Page;
use crate::roles::Name;

/// The record of the gallery's first example: keys 123, 124, 125, data `1234567890`.
pub const THREE_KEYS: &str = "84mawgoDMTIzCgMxMjQKAzEyNRoOCAAaCjEyMzQ1Njc4OTAaDggBGgoxMjM0NTY3ODkwGg4IAhoKMTIzNDU2Nzg5MNCo3lrg5XuCo6Wk1yB/xI8=";

/// How an element reads: its label, or else its text without what is hidden from those who listen. A row is read cell
/// by cell.
pub const SAY: &str = "const say = (one) => {
    if (one.ariaLabel !== null) return one.ariaLabel;
    if (one.role === 'row') return [...one.querySelectorAll('[role=gridcell]')].map(say).join(' | ');
    const copy = one.cloneNode(true);
    copy.querySelectorAll('[aria-hidden=true]').forEach((hidden) => hidden.remove());
    return copy.textContent.replace(/\\s+/g, ' ').trim();
};";

const TABLE: &str = "return [...arguments[0].querySelectorAll('.body > [role=row]')].map((row) =>
    [...row.querySelectorAll('[role=gridcell]')].map(say))";

/// What is selected, and what is lit: fields by name and value, bytes as they are, with a space between.
const SELECTED: &str = "return [...arguments[0].querySelectorAll('[aria-selected=true]')].map((one) =>
    one.role === 'row' ? say(one).split(' | ')[0] : one.innerText).join(' ')";
const LIT: &str = "return [...arguments[0].querySelectorAll('[role].lit')].map((one) =>
    one.role === 'row' ? say(one).split(' | ')[0] : one.innerText).join(' ')";

/// The element with the focus, or the active element of a list that has the focus.
const AT: &str = "const focused = document.activeElement;
    if (focused === document.body) return 'nothing';
    const id = focused.getAttribute('aria-activedescendant');
    const at = id === null ? focused : document.getElementById(id);
    return at === null ? `${id} is not in the page` : say(at)";

/// What is wrong with the ring around the focus; empty if it can be seen.
const RING: &str = "const at = document.activeElement;
    if (at === null || at === document.body) return 'nothing has the focus';
    const name = `${at.tagName} ${at.ariaLabel ?? at.innerText.slice(0, 40)}`;
    const style = getComputedStyle(at), box = at.getBoundingClientRect();
    if (!at.matches(':focus-visible')) return `${name} does not show the focus`;
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0) return `${name} has no outline`;
    if (box.bottom <= 0 || box.top >= innerHeight || box.width < 2) return `${name} is out of sight`;
    return ''";

impl Page {
    /// Opens the page and waits until it has loaded. Later requests count as unexpected.
    pub async fn opened() -> Self {
        let page = Self::open("/").await;
        page.idle().await;
        page.requests().await;
        page
    }

    /// The same for the builder.
    pub async fn building() -> Self {
        let page = Self::open("/#build").await;
        page.find("button", "Add record").await;
        page.idle().await;
        page.requests().await;
        page
    }

    pub async fn example(name: &str) -> Self {
        let page = Self::opened().await;
        page.click("button", name).await;
        page.find("region", "Verdict").await;
        page
    }

    /// Checks what must hold at the end of every test: the page has asked for nothing, and neither the page nor its
    /// policy complained.
    pub async fn stayed_quiet(&self) {
        self.idle().await;
        let mut asked = self.requests().await;
        // The browser fetches these two on its own, at any time.
        asked
            .retain(|address| !address.ends_with("/icon.svg") && !address.ends_with("/manifest.webmanifest"));
        assert_eq!(asked, Vec::<String>::new(), "the page asked for something after its load");
        self.assert_quiet().await;
    }

    /// Waits until a script returns `expected`.
    pub async fn gives(&self, what: &str, script: &str, arguments: Value, expected: impl Into<Value>) {
        let expected = expected.into();
        let deadline = std::time::Instant::now() + self.patience;
        loop {
            let given = self.script(&format!("{SAY}{script}"), arguments.clone()).await;
            if given == expected {
                return;
            }
            assert!(
                std::time::Instant::now() < deadline,
                "{what}: waited for {expected:#}, there is {given:#}"
            );
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// An element, as an argument for a script.
    pub async fn argument(&self, role: &str, name: impl Into<Name>) -> Value {
        serde_json::to_value(self.find(role, name).await).expect("it has an id")
    }

    /// Puts the focus where pressing Tab often enough would.
    pub async fn focus(&self, role: &str, name: &str) {
        let element = self.argument(role, name).await;
        self.script("arguments[0].focus()", json!([element])).await;
    }

    async fn of_pane(&self, script: &str, role: &str, name: &str) -> Value {
        let pane = self.argument(role, name).await;
        self.script(&format!("{SAY}{script}"), json!([pane])).await
    }

    /// Waits until a script about a pane returns this text.
    async fn pane_gives(&self, script: &str, (role, name): (&str, &str), expected: &str) {
        let pane = self.argument(role, name).await;
        self.gives(&format!("in {name}"), script, json!([pane]), expected).await;
    }

    pub async fn table(&self, role: &str, name: &str) -> Vec<Vec<String>> {
        serde_json::from_value(self.of_pane(TABLE, role, name).await).expect("rows of cells")
    }

    /// Waits until these bytes of the grid are selected.
    pub async fn bytes_selected(&self, expected: &str) {
        self.pane_gives(SELECTED, ("grid", "Bytes"), expected).await;
    }

    /// Waits until this row of the tree is selected.
    pub async fn field_selected(&self, expected: &str) {
        self.pane_gives(SELECTED, ("treegrid", "Fields"), expected).await;
    }

    /// Waits until these bytes are lit.
    pub async fn bytes_lit(&self, expected: &str) {
        self.pane_gives(LIT, ("grid", "Bytes"), expected).await;
    }

    /// Waits until this row of the tree is lit.
    pub async fn field_lit(&self, expected: &str) {
        self.pane_gives(LIT, ("treegrid", "Fields"), expected).await;
    }

    /// Waits until the keyboard is at the element that reads so.
    pub async fn at(&self, expected: &str) {
        self.gives("at the keyboard's place", AT, json!([]), expected).await;
    }

    /// The element that the keyboard is at, as it reads.
    pub async fn place(&self) -> String {
        self.script(&format!("{SAY}{AT}"), json!([])).await.as_str().unwrap_or_default().to_owned()
    }

    /// Fails unless the focus is on something that can be seen and has a ring around it.
    pub async fn focus_shows(&self) {
        self.gives("the focus", RING, json!([]), "").await;
    }

    /// Waits until the strip with details begins with this path.
    pub async fn details_of(&self, path: &str) {
        let script =
            "return document.querySelector('[aria-label=\"Selected field\"] strong')?.innerText ?? ''";
        self.gives("the details", script, json!([]), path).await;
    }

    /// How far a pane is scrolled, in CSS pixels.
    pub async fn scrolled(&self, role: &str, name: &str) -> i64 {
        self.of_pane("return Math.round(arguments[0].scrollTop)", role, name).await.as_i64().unwrap_or(-1)
    }

    /// Scrolls a pane as a wheel does.
    pub async fn scroll(&self, role: &str, name: &str, to: u32) {
        let pane = self.argument(role, name).await;
        self.script("arguments[0].scrollTop = arguments[1]", json!([pane, to])).await;
        self.idle().await;
    }
}
