//! The page as a test uses it: open it, find elements by role and name, act, and wait until something holds.
//!
//! Nothing here sleeps. Every wait asks again and again until its condition holds, or else reports what was there
//! instead.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::devtools::cdp;
use crate::driver::Driver;
use crate::roles::{self, Name, Node};
use crate::site::Site;

/// The longest wait. Nothing takes so long even on a slow machine; only a test that fails waits so long, once.
const PATIENCE: Duration = Duration::from_secs(10);
const AGAIN: Duration = Duration::from_millis(20);

/// A browser window with the page in it. Dropping it ends the browser.
pub struct Page {
    pub client: Client,
    pub site: Site,
    /// How long to wait for anything.
    pub patience: Duration,
    pub(crate) driver: Driver,
}

impl Page {
    /// Opens the built page and waits until the app has replaced the shell. `path` may have a query and a fragment.
    pub async fn open(path: &str) -> Self {
        let page = Self::blank(Site::built()).await;
        page.goto(path).await;
        page.until("the app to take the shell's place", async || {
            page.script("return document.getElementById('loading') === null", json!([])).await == json!(true)
        })
        .await;
        page
    }

    /// A browser that shows nothing yet, for tests that change something before the page loads.
    pub async fn blank(site: Site) -> Self {
        let driver = Driver::start();
        let client = driver.session().await;
        let page = Self { client, site, patience: PATIENCE, driver };
        page.resize(1280, 800).await;
        // The page that Chromium shows first loads a hundred files, which must not count as requests of ours.
        page.client.goto("about:blank").await.expect("nothing loads");
        page.requests().await;
        page
    }

    /// Loads a path of the site and waits for its load event.
    pub async fn goto(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site.origin())).await.expect("the page loads");
    }

    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page loads again");
    }

    /// Waits until `holds` returns true. `what` completes the sentence "waited for …".
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        let deadline = Instant::now() + self.patience;
        while !holds().await {
            if Instant::now() > deadline {
                panic!("waited for {what}, in vain; there is:\n{}", self.listing().await);
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// The first element with this role and name, as soon as there is one.
    pub async fn find(&self, role: &str, name: impl Into<Name>) -> Element {
        let node = self.node(role, name).await;
        roles::element(&self.client, &node).await.expect("the element is still there")
    }

    /// The accessibility node of that element, for its states: `page.node("button", "Dark").await.state("pressed")`.
    pub async fn node(&self, role: &str, name: impl Into<Name>) -> Node {
        let name = name.into();
        self.until(&format!("a {role} {name}"), async || self.count(role, name.clone()).await > 0).await;
        let mut found = roles::matching(&self.client, role, &name).await;
        assert!(!found.is_empty(), "the {role} {name} was there and is gone");
        found.swap_remove(0)
    }

    /// All elements that have this role and name now.
    pub async fn find_all(&self, role: &str, name: impl Into<Name>) -> Vec<Element> {
        let mut elements = Vec::new();
        for node in roles::matching(&self.client, role, &name.into()).await {
            elements.push(roles::element(&self.client, &node).await.expect("the element is still there"));
        }
        elements
    }

    /// The accessible names of all elements that have this role now, in document order.
    pub async fn names(&self, role: &str) -> Vec<String> {
        roles::matching(&self.client, role, &Name::Any).await.into_iter().map(|node| node.name).collect()
    }

    /// How many elements have this role and name now.
    pub async fn count(&self, role: &str, name: impl Into<Name>) -> usize {
        roles::matching(&self.client, role, &name.into()).await.len()
    }

    /// Waits until no element has this role and name.
    pub async fn gone(&self, role: &str, name: impl Into<Name>) {
        let name = name.into();
        self.until(&format!("no {role} {name}"), async || self.count(role, name.clone()).await == 0).await;
    }

    /// Waits until this text can be read somewhere on the page.
    pub async fn reads(&self, text: &str) {
        self.until(&format!("the text “{text}”"), async || self.text().await.contains(text)).await;
    }

    /// All text that can be seen.
    pub async fn text(&self) -> String {
        self.script("return document.body.innerText", json!([])).await.as_str().unwrap_or_default().to_owned()
    }

    /// The role and name of every element, for failures and for looking around.
    pub async fn listing(&self) -> String {
        roles::listing(&roles::nodes(&self.client).await)
    }

    /// Runs the body of a function in the page, with `arguments`, and returns its result. An element is passed as
    /// `serde_json::to_value(&element)`.
    pub async fn script(&self, body: &str, arguments: Value) -> Value {
        let Value::Array(arguments) = arguments else { panic!("arguments are a list") };
        match self.client.execute(body, arguments).await {
            Ok(value) => value,
            Err(error) => panic!("the script failed: {error}\n{body}"),
        }
    }

    /// Sets the size of the area in which the page shows. The window is larger by its borders.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        cdp(&self.client, "Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Sets a preference of the system: `("prefers-color-scheme", "dark")`, `("prefers-reduced-motion", "reduce")`.
    pub async fn prefer(&self, feature: &str, value: &str) {
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        cdp(&self.client, "Emulation.setEmulatedMedia", features).await;
    }

    /// Writes what is on screen to `target/screenshots/NAME.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join("screenshots");
        std::fs::create_dir_all(&folder).expect("target/ can be written");
        let file = folder.join(format!("{name}.png"));
        let picture = self.client.screenshot().await.expect("the browser draws");
        std::fs::write(&file, picture).expect("target/ can be written");
        file
    }
}
