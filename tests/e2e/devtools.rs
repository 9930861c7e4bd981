//! The two things that only Chromium's driver can do: its logs, and the DevTools protocol.

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A command that takes a JSON body, below the session's own address.
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

/// One command of the DevTools protocol, and its result.
pub async fn cdp(client: &Client, command: &str, parameters: Value) -> Value {
    post(client, "goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
}

/// What was logged since the last call: `browser` (the console) or `performance` (the network).
pub async fn log(client: &Client, kind: &str) -> Vec<Value> {
    match post(client, "se/log", json!({ "type": kind })).await {
        Value::Array(entries) => entries,
        other => panic!("a log is a list, not {other}"),
    }
}
