//! Finds elements as a screen reader would: by role and accessible name, as Chromium computes them.

use std::fmt;

use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Locator, error::CmdError};
use serde_json::{Value, json};

use crate::devtools::cdp;

/// How a name is matched: `"Copy"` is the whole name, `part("Copy")` a part of it, and `any()` matches every name.
#[derive(Clone, Debug)]
pub enum Name {
    Whole(String),
    Part(String),
    Any,
}

pub fn part(text: &str) -> Name {
    Name::Part(text.to_owned())
}

/// Any name, also an empty one.
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

/// A node of the accessibility tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// The role: `button`, `textbox`, `treegrid` …
    pub role: String,
    pub name: String,
    /// The number that DevTools gives to it.
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

/// Every node of the page, in document order. Hidden ones are missing, as for a screen reader.
pub async fn nodes(client: &Client) -> Vec<Node> {
    listed(&cdp(client, "Accessibility.getFullAXTree", json!({})).await)
}

/// The nodes with this role and name, in document order. The browser selects by role, since sending the whole tree of
/// a page with its bytes takes it ten times as long.
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

/// The element behind a node, for WebDriver to act upon. ChromeDriver makes the id of an element from the ids of the
/// frame and the document and DevTools' number for the node. So the id of any element shows what those of the others
/// are.
pub async fn element(client: &Client, node: &Node) -> Result<Element, CmdError> {
    let root = client.find(Locator::Css("html")).await?.element_id().to_string();
    let document = root.rsplit_once('.').map_or("", |(document, _)| document);
    assert!(
        root.starts_with("f.") && document.ends_with(".e"),
        "ChromeDriver names elements otherwise: {root}"
    );
    Ok(Element::from_element_id(client.clone(), ElementRef::from(format!("{document}.{}", node.backend))))
}

/// What is printed with a failure: every node with a role worth looking for.
pub fn listing(nodes: &[Node]) -> String {
    let dull = ["StaticText", "InlineTextBox", "generic", "none", "RootWebArea", "LineBreak"];
    let lines = nodes.iter().filter(|node| !dull.contains(&node.role.as_str()));
    lines.map(|node| format!("  {} “{}”", node.role, node.name)).collect::<Vec<_>>().join("\n")
}
