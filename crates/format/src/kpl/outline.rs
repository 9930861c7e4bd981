//! Writes an anatomy as plain text, one line for each leaf. It is used in golden files and for copying.

use super::{Anatomy, NodeKind, Role};
use std::fmt::Write;

/// The most bytes of a leaf that a line shows. A line that shows fewer than all states the length.
const SHOWN: usize = 16;

/// Writes one line for each leaf, such as `0x0004 | 0a | partition_key_table[0] key`: offset, bytes, path and role.
/// Below stands one line for each finding.
#[must_use]
pub fn outline(bytes: &[u8], anatomy: &Anatomy) -> String {
    let mut text = String::new();
    for leaf in anatomy.leaves() {
        let mut hex: String =
            leaf.span.of(bytes).iter().take(SHOWN).map(|byte| format!("{byte:02x} ")).collect();
        if leaf.span.len > SHOWN {
            let _ = write!(hex, "… ({} bytes) ", leaf.span.len);
        }
        let role = match leaf.role {
            Role::Key => " key",
            Role::Length => " length",
            Role::Value => " value",
            Role::Magic | Role::Md5 | Role::Unclaimed => "",
        };
        let node = anatomy.node(leaf.node);
        let mut mark = String::new();
        if node.is_some_and(|node| node.broken && node.kind != NodeKind::Unclaimed) {
            mark.push_str(" (broken)");
        }
        if node.is_some_and(|node| node.overridden) {
            mark.push_str(" (a later one wins)");
        }
        // Writing to a String cannot fail.
        let _ = writeln!(text, "0x{:04x} | {hex}| {}{role}{mark}", leaf.span.offset, anatomy.path(leaf.node));
    }
    for finding in &anatomy.findings {
        let (code, span) = (&finding.code, finding.span);
        let (severity, word, message) = (code.severity().word(), code.word(), code.message());
        let _ = writeln!(text, "{severity} {word} at 0x{:04x}, {} bytes: {message}", span.offset, span.len);
    }
    text
}
