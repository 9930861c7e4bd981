//! English: what a Kinesis record and its fields are.

use super::{count, grouped, size, wide};
use kpl_engine::session::{
    Counts,
    select::{Banner, ByteLeaf},
};
use kpl_format::kpl::{Md5Status, NodeKind, Role, Severity, Verdict, Wire};

/// The banner's first line.
#[must_use]
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Aggregated => "Aggregated record",
        Verdict::Damaged => "Damaged aggregate",
        Verdict::Plain => "Plain record, not aggregated",
    }
}

/// The banner's first line, with its sign: what is known is worse than what the bytes are taken for.
#[must_use]
pub fn headline(banner: &Banner) -> (&'static str, &'static str) {
    let damaged = banner.happened.as_ref().is_some_and(|said| said.on_its_way);
    match banner.verdict {
        Verdict::Plain if damaged => ("✖", "Damaged on its way"),
        Verdict::Aggregated if banner.placed.as_ref().is_some_and(|placed| placed.shards.len() > 1) => {
            ("▲", "Mixed shards")
        }
        Verdict::Aggregated if banner.consumers.as_ref().is_some_and(|said| said.lose > 0) => {
            ("▲", "Aggregated record that some consumers lose")
        }
        verdict => (verdict_sign(verdict), self::verdict(verdict)),
    }
}

/// The verdict in a table.
#[must_use]
pub const fn verdict_short(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Aggregated => "aggregated",
        Verdict::Damaged => "damaged",
        Verdict::Plain => "plain",
    }
}

/// The sign in front of a verdict.
#[must_use]
pub const fn verdict_sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Aggregated => "✔",
        Verdict::Damaged => "✖",
        Verdict::Plain => "○",
    }
}

/// The banner's other lines.
#[must_use]
pub fn banner(banner: &Banner) -> Vec<String> {
    let mut lines = Vec::new();
    if banner.verdict != Verdict::Plain {
        let md5 = match banner.md5 {
            Some(Md5Status::Match) => "MD5 holds",
            Some(Md5Status::Mismatch) => "MD5 does not match",
            Some(Md5Status::Absent) | None => "MD5 is missing",
        };
        let users = count(banner.user_records, "user record", "user records");
        let keys = count(banner.partition_keys, "partition key", "partition keys");
        lines.push(format!("{users} · {keys} · {md5}"));
    }
    let units = |number| count(number, "payload unit", "payload units");
    let cost = format!("{}, {} of 25 KB", size(wide(banner.bytes)), units(banner.units));
    lines.push(match banner.user_records {
        0 => cost,
        _ => format!("{cost} ({} if sent singly)", grouped(banner.units_singly)),
    });
    lines
}

/// How many findings there are.
#[must_use]
pub fn counts(counts: Counts) -> String {
    let parts = [
        (counts.errors, "error", "errors"),
        (counts.warnings, "warning", "warnings"),
        (counts.notes, "note", "notes"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| part.0 > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    if parts.is_empty() { "No findings".to_owned() } else { parts.join(" · ") }
}

/// A severity.
#[must_use]
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}

/// The sign in front of a finding.
#[must_use]
pub const fn severity_sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Note => "i",
    }
}

/// A field's name in the tree.
#[must_use]
pub fn field(kind: NodeKind, number: u32, index: usize) -> String {
    match kind {
        NodeKind::PartitionKey | NodeKind::ExplicitHashKey | NodeKind::Record => format!("[{index}]"),
        NodeKind::Tag => format!("tags[{index}]"),
        NodeKind::Unknown => format!("unknown field {number}"),
        kind => kind.name().to_owned(),
    }
}

/// Whether the digest holds.
#[must_use]
pub const fn md5(status: Md5Status) -> &'static str {
    match status {
        Md5Status::Match => "matches",
        Md5Status::Mismatch => "does not match",
        Md5Status::Absent => "absent",
    }
}

/// What a byte is for.
#[must_use]
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Magic => "magic",
        Role::Key => "key",
        Role::Length => "length",
        Role::Value => "value",
        Role::Md5 => "MD5",
        Role::Unclaimed => "unclaimed",
    }
}

/// A byte's accessible name.
#[must_use]
pub fn byte(offset: usize, byte: u8, leaf: &ByteLeaf) -> String {
    let changed = if leaf.changed { ", changed" } else { "" };
    format!("0x{offset:x}, {byte:02x}, {} {}{changed}", leaf.path, role(leaf.role))
}

/// The byte at the caret.
#[must_use]
pub fn byte_at(offset: usize, byte: u8, role_of: Role) -> String {
    format!("{byte:02x} at 0x{offset:x}: {}", role(role_of))
}

/// Offset and length of a field.
#[must_use]
pub fn place(offset: usize, len: usize) -> String {
    match len {
        0 => format!("offset {} (0x{offset:x})", grouped(offset)),
        len => format!("offset {} (0x{offset:x}) · {}", grouped(offset), count(len, "byte", "bytes")),
    }
}

/// A field's key.
#[must_use]
pub fn key(hex: &str, number: u32, wire: Wire) -> String {
    format!("{hex}: field {number}, {} (wire type {})", wire.name(), wire.number())
}

/// Names of the readings in the details.
pub mod reading {
    /// Of the key.
    pub const KEY: &str = "Key";
    /// Of the length.
    pub const LENGTH: &str = "Length";
    /// An unsigned number.
    pub const UNSIGNED: &str = "Unsigned";
    /// A signed one.
    pub const SIGNED: &str = "Signed";
    /// A zigzag one.
    pub const ZIGZAG: &str = "Zigzag";
    /// Text.
    pub const TEXT: &str = "Text";
    /// Hex.
    pub const HEX: &str = "Hex";
    /// A hash key.
    pub const HASH_KEY: &str = "Hash key";
    /// The byte at the caret.
    pub const BYTE: &str = "Byte";
}

/// An entry's remark.
#[must_use]
pub fn key_remark(uses: usize, duplicate_of: Option<usize>) -> String {
    let unused = (uses == 0).then(|| "unused, which is normal".to_owned());
    let duplicate = duplicate_of.map(|first| format!("same as [{first}], which is allowed"));
    [unused, duplicate].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
