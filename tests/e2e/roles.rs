//! Finding things as a screen reader would: by role and accessible name, both as Chromium itself computes them.

use std::fmt;

use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Locator, error::CmdError};
use serde_json::{Value, json};

use crate::devtools::cdp;

/// How a name is meant: `"Copy"` is the whole name, `part("Copy")` some of it, `any()` whatever it is.
#[derive(Clone, Debug)]
pub enum Name {
    /// The whole name.
    Whole(String),
    /// Some of it.
    Part(String),
    /// Whatever it is.
    Any,
}

/// A name that contains this.
pub fn part(text: &str) -> Name {
    Name::Part(text.to_owned())
}

/// Any name, and none.
pub fn any() -> Name {
    Name::Any
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::Whole(text.to_owned())
    }
}

impl Name {
    fn fits(&self, name: &str) -> bool {
        match self {
            Self::Whole(text) => name == text,
            Self::Part(text) => name.contains(text.as_str()),
            Self::Any => true,
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Whole(text) => write!(f, "named “{text}”"),
            Self::Part(text) => write!(f, "named “…{text}…”"),
            Self::Any => write!(f, "of any name"),
        }
    }
}

/// One node of the accessibility tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// `button`, `textbox`, `treegrid` …
    pub role: String,
    /// The accessible name.
    pub name: String,
    /// What DevTools calls it.
    backend: u64,
    properties: Value,
}

impl Node {
    fn from(node: &Value) -> Option<Self> {
        if node["ignored"] == json!(true) {
            return None;
        }
        Some(Self {
            role: node["role"]["value"].as_str()?.to_owned(),
            name: node["name"]["value"].as_str().unwrap_or_default().to_owned(),
            backend: node["backendDOMNodeId"].as_u64()?,
            properties: node["properties"].clone(),
        })
    }

    /// A state that assistive technology sees: `expanded`, `checked`, `selected`, `focused`, `disabled`, `level` …
    pub fn state(&self, state: &str) -> Option<&Value> {
        let all = self.properties.as_array()?;
        all.iter().find(|one| one["name"] == json!(state)).map(|one| &one["value"]["value"])
    }
}

/// Every node of the page, in document order. Hidden ones are not there, as for a screen reader.
pub async fn nodes(client: &Client) -> Vec<Node> {
    listed(&cdp(client, "Accessibility.getFullAXTree", json!({})).await)
}

/// Those of a role with a name, in document order. The browser picks the role: to hand over a whole page with its
/// bytes takes it ten times as long.
pub async fn matching(client: &Client, role: &str, name: &Name) -> Vec<Node> {
    let document = cdp(client, "Runtime.evaluate", json!({ "expression": "document" })).await;
    let query = json!({ "objectId": document["result"]["objectId"], "role": role });
    let found = cdp(client, "Accessibility.queryAXTree", query).await;
    let mut nodes = listed(&found);
    nodes.retain(|node| name.fits(&node.name));
    nodes
}

fn listed(tree: &Value) -> Vec<Node> {
    tree["nodes"].as_array().map(|nodes| nodes.iter().filter_map(Node::from).collect()).unwrap_or_default()
}

/// The element behind a node, for WebDriver to act upon. ChromeDriver's ids for elements are the frame's, the
/// document's, and DevTools' own number for the node, so one known id tells all others.
pub async fn element(client: &Client, node: &Node) -> Result<Element, CmdError> {
    let root = client.find(Locator::Css("html")).await?.element_id().to_string();
    let document = root.rsplit_once('.').map_or("", |(document, _)| document);
    assert!(
        root.starts_with("f.") && document.ends_with(".e"),
        "ChromeDriver names elements otherwise: {root}"
    );
    Ok(Element::from_element_id(client.clone(), ElementRef::from(format!("{document}.{}", node.backend))))
}

/// What a failure shows: everything that has a role worth looking for.
pub fn listing(nodes: &[Node]) -> String {
    let dull = ["StaticText", "InlineTextBox", "generic", "none", "RootWebArea", "LineBreak"];
    let lines = nodes.iter().filter(|node| !dull.contains(&node.role.as_str()));
    lines.map(|node| format!("  {} “{}”", node.role, node.name)).collect::<Vec<_>>().join("\n")
}
