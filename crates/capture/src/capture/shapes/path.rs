//! The way to a value, as jq writes it: `.a[0].b`.

use super::record::is_container;
use crate::value::{How, Tree};

/// The way to a node from the value that it stands in; behind the number of that value where there are several.
pub(super) fn path(text: &[u8], tree: &Tree, node: u32) -> String {
    let mut out = String::new();
    let containers = tree.roots().filter(|(_, root)| is_container(root.kind));
    let Some((document, (mut at, root))) =
        containers.enumerate().find(|(_, (root, at))| *root <= node && node < at.next)
    else {
        return ".".into();
    };
    if tree.roots().filter(|(_, root)| is_container(root.kind)).nth(1).is_some() {
        out.push_str(&format!("document {document}: "));
    }
    let start = out.len();
    let mut end = root.next;
    while at != node {
        let inside =
            tree.children(at).enumerate().find(|(_, (child, node_at))| *child <= node && node < node_at.next);
        let Some((index, (child, child_at))) = inside.filter(|_| at < end) else { break };
        match child_at.key {
            Some(key) => {
                let raw = String::from_utf8_lossy(key.of(text)).into_owned();
                let name = raw.trim_matches(['"', '\'']);
                let plain = !name.is_empty()
                    && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
                    && !name.starts_with(|first: char| first.is_ascii_digit());
                out.push_str(&if plain { format!(".{name}") } else { format!("[{raw}]") });
            }
            None => out.push_str(&format!("[{index}]")),
        }
        (at, end) = (child, child_at.next);
    }
    if !out.get(start..).unwrap_or_default().starts_with('.') {
        out.insert(start, '.');
    }
    out
}

/// What jq makes of a string to get at what is in it.
pub(super) const fn filters(how: How) -> &'static str {
    match how {
        How::String => "|fromjson|",
        How::Base64 => "|@base64d|fromjson|",
        How::Unpacked => "|@base64d|gunzip|",
        How::Body | How::Plain => "|",
    }
}
