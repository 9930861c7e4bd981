//! JSON as a list of its values in the order of the text, and the lines that show of them.

use super::escapes::unescaped;
use kpl_format::bytes::{
    Span,
    json::{self, JsonKind, Value},
};
use memchr::memchr3_iter;
use std::{collections::HashSet, rc::Rc};

/// The most values of which each has a line. Larger JSON shows as text.
const MOST_VALUES: usize = 2_000_000;

/// A value, and where it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct JsonNode {
    /// The key of a member, quotes included.
    pub(super) key: Option<Span>,
    pub(super) span: Span,
    pub(super) kind: NodeShape,
    /// The object or array that holds it.
    pub(super) parent: Option<usize>,
    /// Its place in that object or array.
    pub(super) place: usize,
    /// Whether another value follows it there.
    pub(super) more: bool,
    pub(super) depth: usize,
    /// The node after the last one within it.
    pub(super) end: usize,
    /// How many values it holds itself.
    pub(super) holds: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeShape {
    Object,
    Array,
    String,
    Number,
    /// `true`, `false` or `null`.
    Word,
}

/// A line of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct JsonLine {
    pub(super) node: usize,
    /// Whether it is the closing bracket.
    pub(super) closes: bool,
}

/// The values of a text that is JSON, or lines of JSON, with the text in which their spans are. `None` where the text
/// is neither.
pub(super) fn read(text: &str) -> Option<(Rc<str>, Vec<JsonNode>)> {
    // Before each value but the first of a document stands one of these.
    let most = memchr3_iter(b',', b'[', b'{', text.as_bytes()).take(MOST_VALUES + 1).count();
    if most > MOST_VALUES {
        return None;
    }
    let text: Rc<str> = unescaped(text).into();
    let (documents, fault) = json::documents(text.as_bytes());
    if fault.is_some() || documents.is_empty() {
        return None;
    }
    let mut nodes = Vec::new();
    for document in &documents {
        add(&mut nodes, document, None, (None, 0, false), 0);
    }
    Some((text, nodes))
}

/// Adds a value and what it holds. The reader reads at most [`json::MAX_DEPTH`] levels, so this cannot go deeper.
fn add(
    nodes: &mut Vec<JsonNode>,
    value: &Value,
    parent: Option<usize>,
    (key, place, more): (Option<Span>, usize, bool),
    depth: usize,
) {
    let node = nodes.len();
    let (kind, holds) = match &value.kind {
        JsonKind::Object(members) => (NodeShape::Object, members.len()),
        JsonKind::Array(items) => (NodeShape::Array, items.len()),
        JsonKind::String => (NodeShape::String, 0),
        JsonKind::Number => (NodeShape::Number, 0),
        JsonKind::Null | JsonKind::Bool(_) => (NodeShape::Word, 0),
    };
    nodes.push(JsonNode { key, span: value.span, kind, parent, place, more, depth, end: 0, holds });
    for (place, member) in value.members().iter().enumerate() {
        add(nodes, &member.value, Some(node), (Some(member.key), place, place + 1 < holds), depth + 1);
    }
    for (place, item) in value.items().unwrap_or_default().iter().enumerate() {
        add(nodes, item, Some(node), (None, place, place + 1 < holds), depth + 1);
    }
    let end = nodes.len();
    if let Some(node) = nodes.get_mut(node) {
        node.end = end;
    }
}

/// The lines that show while these nodes are closed.
pub(super) fn lines(nodes: &[JsonNode], folded: &HashSet<usize>) -> Vec<JsonLine> {
    let mut lines = Vec::new();
    // The objects and arrays that are open, with the node after their last.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    loop {
        while let Some((node, _)) = open.pop_if(|(_, end)| *end <= at) {
            lines.push(JsonLine { node, closes: true });
        }
        let Some(node) = nodes.get(at) else { break };
        lines.push(JsonLine { node: at, closes: false });
        if node.holds > 0 && !folded.contains(&at) {
            open.push((at, node.end));
            at += 1;
        } else {
            at = node.end;
        }
    }
    lines
}

/// The path to a node in the notation of JSONPath (RFC 9535).
pub(super) fn path(text: &str, nodes: &[JsonNode], node: usize) -> String {
    let mut steps = Vec::new();
    let mut at = nodes.get(node);
    while let Some((node, parent)) = at.and_then(|node| Some((node, node.parent?))) {
        steps.push(match node.key {
            None => format!("[{}]", node.place),
            Some(key) => step(text, key),
        });
        at = nodes.get(parent);
    }
    steps.push("$".to_owned());
    steps.reverse();
    steps.concat()
}

/// A member's step in a path: its name alone where that may stand so.
fn step(text: &str, key: Span) -> String {
    let written = key.of(text.as_bytes());
    let name = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
    let first = name.first().is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_');
    if first && name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        format!(".{}", String::from_utf8_lossy(name))
    } else {
        // JSON's escapes are those of a JSONPath name in double quotes.
        format!("[{}]", String::from_utf8_lossy(written))
    }
}
