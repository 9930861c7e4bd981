//! What the browser itself noticed: messages in the console, and every request of the page.

use serde_json::{Value, json};

use crate::devtools;
use crate::page::Page;

impl Page {
    /// What was written to the console since the last call, including violations of the policy and failed loads.
    pub async fn console(&self) -> Vec<String> {
        let entries = devtools::log(&self.client, "browser").await;
        entries.iter().map(|entry| format!("{} {}", said(entry, "level"), said(entry, "message"))).collect()
    }

    /// Fails if anything worse than information was written to the console.
    pub async fn assert_quiet(&self) {
        let mut lines = self.console().await;
        lines.retain(|line| line.starts_with("SEVERE") || line.starts_with("WARNING"));
        assert!(lines.is_empty(), "the console says:\n{}", lines.join("\n"));
    }

    /// The addresses that the page has asked for since the last call, on whichever host. What stays in the browser
    /// (`data:`, `blob:`) is not among them.
    pub async fn requests(&self) -> Vec<String> {
        let entries = devtools::log(&self.client, "performance").await;
        let events =
            entries.iter().filter_map(|entry| serde_json::from_str::<Value>(said(entry, "message")).ok());
        let sent = events.filter(|event| {
            let method = &event["message"]["method"];
            *method == json!("Network.requestWillBeSent") || *method == json!("Network.webSocketCreated")
        });
        let addresses = sent.map(|event| {
            let parameters = &event["message"]["params"];
            let address = parameters["request"]["url"].as_str().or(parameters["url"].as_str());
            address.unwrap_or("a request without an address").to_owned()
        });
        addresses.filter(|address| !address.starts_with("data:") && !address.starts_with("blob:")).collect()
    }

    /// Waits until the page has nothing left to do: two frames are drawn and it is idle. This is for tests of what
    /// does *not* happen, where there is nothing else to wait for.
    pub async fn idle(&self) {
        let idle = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => done(true))))";
        self.client.execute_async(idle, Vec::new()).await.expect("the page comes to rest");
    }
}

fn said<'a>(entry: &'a Value, field: &str) -> &'a str {
    entry[field].as_str().unwrap_or_default()
}
