//! The filled page in the words of someone who uses it: its tables, what is selected, where the keyboard is.

use serde_json::{Value, json};

use crate::page::Page;
use crate::roles::Name;

/// The record of the gallery's first example: keys 123, 124, 125, data `1234567890`.
pub const THREE_KEYS: &str = "84mawgoDMTIzCgMxMjQKAzEyNRoOCAAaCjEyMzQ1Njc4OTAaDggBGgoxMjM0NTY3ODkwGg4IAhoKMTIzNDU2Nzg5MNCo3lrg5XuCo6Wk1yB/xI8=";

/// How an element reads: its label, or its text without what is hidden from those who listen; a row cell by cell.
pub const SAY: &str = "const say = (one) => {
    if (one.ariaLabel !== null) return one.ariaLabel;
    if (one.role === 'row') return [...one.querySelectorAll('[role=gridcell]')].map(say).join(' | ');
    const copy = one.cloneNode(true);
    copy.querySelectorAll('[aria-hidden=true]').forEach((hidden) => hidden.remove());
    return copy.textContent.replace(/\\s+/g, ' ').trim();
};";

/// The cells of each row.
const TABLE: &str = "return [...arguments[0].querySelectorAll('.body > [role=row]')].map((row) =>
    [...row.querySelectorAll('[role=gridcell]')].map(say))";

/// Fields by name and value, bytes as they are, a space between: those that are selected, and those that light up.
const SELECTED: &str = "return [...arguments[0].querySelectorAll('[aria-selected=true]')].map((one) =>
    one.role === 'row' ? say(one).split(' | ')[0] : one.innerText).join(' ')";
const LIT: &str = "return [...arguments[0].querySelectorAll('[role].lit')].map((one) =>
    one.role === 'row' ? say(one).split(' | ')[0] : one.innerText).join(' ')";

/// The element that has the focus, or that the focused list says is its active one.
const AT: &str = "const focused = document.activeElement;
    if (focused === document.body) return 'nothing';
    const id = focused.getAttribute('aria-activedescendant');
    const at = id === null ? focused : document.getElementById(id);
    return at === null ? `${id} is not in the page` : say(at)";

/// Empty where the focus can be seen, or what is wrong with it.
const RING: &str = "const at = document.activeElement;
    if (at === null || at === document.body) return 'nothing has the focus';
    const name = `${at.tagName} ${at.ariaLabel ?? at.innerText.slice(0, 40)}`;
    const style = getComputedStyle(at), box = at.getBoundingClientRect();
    if (!at.matches(':focus-visible')) return `${name} does not show the focus`;
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0) return `${name} has no outline`;
    if (box.bottom <= 0 || box.top >= innerHeight || box.width < 2) return `${name} is out of sight`;
    return ''";

impl Page {
    /// The page, with its load behind it and nothing asked for since.
    pub async fn opened() -> Self {
        let page = Self::open("/").await;
        page.idle().await;
        page.requests().await;
        page
    }

    /// The page with an example of the gallery in it.
    pub async fn example(name: &str) -> Self {
        let page = Self::opened().await;
        page.click("button", name).await;
        page.find("region", "Verdict").await;
        page
    }

    /// What every test ends with: the page has asked for nothing, and neither it nor its policy complained.
    pub async fn stayed_quiet(&self) {
        self.idle().await;
        let mut asked = self.requests().await;
        // The browser fetches these two for itself, when it pleases.
        asked
            .retain(|address| !address.ends_with("/icon.svg") && !address.ends_with("/manifest.webmanifest"));
        assert_eq!(asked, Vec::<String>::new(), "the page asked for something after its load");
        self.assert_quiet().await;
    }

    /// Waits until a script gives `expected`.
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

    /// An element as a script takes it.
    pub async fn argument(&self, role: &str, name: impl Into<Name>) -> Value {
        serde_json::to_value(self.find(role, name).await).expect("it has an id")
    }

    /// Puts the focus where so many presses of Tab would.
    pub async fn focus(&self, role: &str, name: &str) {
        let element = self.argument(role, name).await;
        self.script("arguments[0].focus()", json!([element])).await;
    }

    async fn of_pane(&self, script: &str, role: &str, name: &str) -> Value {
        let pane = self.argument(role, name).await;
        self.script(&format!("{SAY}{script}"), json!([pane])).await
    }

    /// Waits until a script about a pane gives that text.
    async fn pane_gives(&self, script: &str, (role, name): (&str, &str), expected: &str) {
        let pane = self.argument(role, name).await;
        self.gives(&format!("in {name}"), script, json!([pane]), expected).await;
    }

    /// The rows of a table, as they read.
    pub async fn table(&self, role: &str, name: &str) -> Vec<Vec<String>> {
        serde_json::from_value(self.of_pane(TABLE, role, name).await).expect("rows of cells")
    }

    /// Waits until these bytes of the grid are the selected ones.
    pub async fn bytes_selected(&self, expected: &str) {
        self.pane_gives(SELECTED, ("grid", "Bytes"), expected).await;
    }

    /// Waits until this row of the tree is the selected one.
    pub async fn field_selected(&self, expected: &str) {
        self.pane_gives(SELECTED, ("treegrid", "Fields"), expected).await;
    }

    /// Waits until these bytes light up.
    pub async fn bytes_lit(&self, expected: &str) {
        self.pane_gives(LIT, ("grid", "Bytes"), expected).await;
    }

    /// Waits until this row of the tree lights up.
    pub async fn field_lit(&self, expected: &str) {
        self.pane_gives(LIT, ("treegrid", "Fields"), expected).await;
    }

    /// Waits until the keyboard is at what reads so.
    pub async fn at(&self, expected: &str) {
        self.gives("at the keyboard's place", AT, json!([]), expected).await;
    }

    /// What the keyboard is at.
    pub async fn place(&self) -> String {
        self.script(&format!("{SAY}{AT}"), json!([])).await.as_str().unwrap_or_default().to_owned()
    }

    /// Fails unless the focus is on something that can be seen, with a ring around it.
    pub async fn focus_shows(&self) {
        self.gives("the focus", RING, json!([]), "").await;
    }

    /// Waits until the details strip begins with that path.
    pub async fn details_of(&self, path: &str) {
        let script =
            "return document.querySelector('[aria-label=\"Selected field\"] strong')?.innerText ?? ''";
        self.gives("the details", script, json!([]), path).await;
    }

    /// How far a pane is scrolled.
    pub async fn scrolled(&self, role: &str, name: &str) -> i64 {
        self.of_pane("return Math.round(arguments[0].scrollTop)", role, name).await.as_i64().unwrap_or(-1)
    }

    /// Scrolls a pane, as a wheel does.
    pub async fn scroll(&self, role: &str, name: &str, to: u32) {
        let pane = self.argument(role, name).await;
        self.script("arguments[0].scrollTop = arguments[1]", json!([pane, to])).await;
        self.idle().await;
    }
}
