//! What a person can do with a page: click, type, paste, drop, pick a file; and what arrives on the clipboard or
//! disk.

use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::Locator;
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use serde_json::json;

use crate::devtools::cdp;
use crate::page::Page;
use crate::roles::Name;

/// Makes the events that a browser makes of a paste or a drop. Only `isTrusted` tells them apart.
const SYNTHETIC: &str = r"
    const [kind, target, text, files] = arguments;
    const data = new DataTransfer();
    if (text !== null) data.setData('text/plain', text);
    for (const { name, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
    }
    const to = target ?? document.activeElement ?? document.body;
    const options = { bubbles: true, cancelable: true, composed: true };
    if (kind === 'paste') return to.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
    for (const step of ['dragenter', 'dragover', 'drop'])
        to.dispatchEvent(new DragEvent(step, { ...options, dataTransfer: data }));
";

/// The text that is put on the clipboard before something is copied.
const MARK: &str = "nothing was copied yet";

impl Page {
    /// Clicks the first element with this role and name, as soon as there is one.
    pub async fn click(&self, role: &str, name: impl Into<Name>) {
        let name = name.into();
        let element = self.find(role, name.clone()).await;
        element.click().await.unwrap_or_else(|error| panic!("the {role} {name} cannot be clicked: {error}"));
    }

    /// Moves the pointer onto the element.
    pub async fn hover(&self, role: &str, name: impl Into<Name>) {
        let element = self.find(role, name).await;
        let onto = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        let mouse = MouseActions::new("mouse".into()).then(onto);
        self.client.perform_actions(mouse).await.expect("the pointer moves");
    }

    /// Types into the element, after the text that it has.
    pub async fn type_into(&self, role: &str, name: impl Into<Name>, text: &str) {
        self.find(role, name).await.send_keys(text).await.expect("it takes keys");
    }

    /// Types wherever the focus is. A key without a letter is given as `fantoccini::key::Key::Down + ""`.
    pub async fn press(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("it takes keys");
    }

    pub async fn paste(&self, text: &str) {
        self.script(SYNTHETIC, json!(["paste", null, text, []])).await;
    }

    /// Pastes a file, as from a file manager.
    pub async fn paste_file(&self, name: &str, bytes: &[u8]) {
        let file = json!({ "name": name, "base64": BASE64_STANDARD.encode(bytes) });
        self.script(SYNTHETIC, json!(["paste", null, null, [file]])).await;
    }

    pub async fn drop_files(&self, files: &[(&str, &[u8])]) {
        let body = self.client.find(Locator::Css("body")).await.expect("there is a page");
        let files: Vec<_> = files
            .iter()
            .map(|(name, bytes)| json!({ "name": name, "base64": BASE64_STANDARD.encode(bytes) }))
            .collect();
        self.script(SYNTHETIC, json!(["drop", body, null, files])).await;
    }

    /// Gives a file on disk to the page's file input, hidden or not.
    pub async fn pick_file(&self, file: &Path) {
        let input =
            self.client.wait().for_element(Locator::Css("input[type=file]")).await.expect("a file input");
        input.send_keys(&file.display().to_string()).await.expect("it takes a file");
    }

    /// The bytes of a file that the page saved, once it is complete. Chromium first makes an empty file of that name
    /// and then moves the complete one there in one step. No page here saves an empty file.
    pub async fn downloaded(&self, name: &str) -> Vec<u8> {
        let file = self.driver.downloads().join(name);
        let arrived = async || std::fs::metadata(&file).is_ok_and(|file| file.is_file() && file.len() > 0);
        self.until(&format!("the download {name}"), arrived).await;
        std::fs::read(file).expect("it is there")
    }

    pub async fn clipboard(&self) -> String {
        self.in_clipboard("navigator.clipboard.readText()").await
    }

    /// Puts a text on the clipboard that nobody else would put there, to notice when it is replaced.
    pub async fn mark_clipboard(&self) {
        self.in_clipboard(&format!("navigator.clipboard.writeText('{MARK}')")).await;
    }

    /// What was put on the clipboard since then.
    pub async fn copied_since(&self) -> String {
        let deadline = std::time::Instant::now() + self.patience;
        loop {
            let text = self.clipboard().await;
            if text != MARK {
                return text;
            }
            assert!(std::time::Instant::now() < deadline, "nothing was copied");
        }
    }

    async fn in_clipboard(&self, call: &str) -> String {
        let grant = json!({ "origin": self.site.origin(), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        cdp(&self.client, "Browser.grantPermissions", grant).await;
        let script = format!("const done = arguments[0]; {call}.then(done, (e) => done(String(e)))");
        let text = self.client.execute_async(&script, Vec::new()).await.expect("the clipboard answers");
        text.as_str().unwrap_or_default().to_owned()
    }
}
