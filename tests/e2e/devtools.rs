//! What only Chromium's driver can do: read its logs and speak the DevTools protocol.

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A command of the driver that takes JSON. Its address is below that of the session.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

async fn post(client: &Client, path: &'static str, body: Value) -> Value {
    let shown = body.to_string();
    match client.issue_cmd(Post { path, body }).await {
        Ok(answer) => answer,
        Err(error) => panic!("{path} {shown}: {error}"),
    }
}

/// Sends a command of the DevTools protocol and returns its result.
pub async fn cdp(client: &Client, command: &str, parameters: Value) -> Value {
    post(client, "goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
}

/// What was logged since the last call: `browser` is the console, `performance` the network.
pub async fn log(client: &Client, kind: &str) -> Vec<Value> {
    match post(client, "se/log", json!({ "type": kind })).await {
        Value::Array(entries) => entries,
        other => panic!("a log is a list, not {other}"),
    }
}
