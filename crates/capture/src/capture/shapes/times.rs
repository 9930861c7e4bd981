//! When a stream took a record, in every form in which programs print a time.

use super::roles::letters;
use crate::{
    capture::timestamp,
    value::{Kind, Tree},
};

/// A time, and whether its zone was not printed.
pub(super) struct Time {
    pub(super) text: String,
    pub(super) local: bool,
}

/// The time that a value is.
pub(super) fn read(text: &[u8], tree: &Tree, node: u32) -> Option<Time> {
    within(text, tree, node, 0)
}

fn within(text: &[u8], tree: &Tree, node: u32, level: usize) -> Option<Time> {
    let at = tree.get(node).filter(|_| level < 6)?;
    match at.kind {
        Kind::Text(_) | Kind::Number | Kind::BinaryNumber | Kind::Time => {
            let (written, _) = tree.text(text, node);
            let written = std::str::from_utf8(&written).ok()?.trim();
            timestamp::normalise(written).map(|text| Time { text, local: false })
        }
        Kind::Tagged { name } if name.of(text).ends_with(b"datetime") || name.of(text) == b"time.Date" => {
            python(text, tree, node)
        }
        Kind::List | Kind::Map | Kind::Tagged { .. } => {
            let named = |names: &[&[u8]]| {
                let mut children = tree.children(node);
                children.find(|(_, child)| {
                    child.key.is_some_and(|key| names.contains(&letters(key.of(text)).as_slice()))
                })
            };
            let number = |names: &[&[u8]]| -> Option<i64> {
                std::str::from_utf8(named(names)?.1.span.of(text)).ok()?.parse().ok()
            };
            if let Some(seconds) = number(&[b"epochsecond", b"epochseconds", b"seconds", b"secs", b"sec"]) {
                let nanos =
                    number(&[b"nano", b"nanos", b"subsecondnanos", b"nanoseconds", b"nsec"]).unwrap_or(0);
                let milliseconds =
                    seconds.checked_mul(1000)?.checked_add(nanos.checked_add(500_000)? / 1_000_000)?;
                return timestamp::format_milliseconds(milliseconds).map(|text| Time { text, local: false });
            }
            let inner = named(&[b"date", b"long", b"value", b"time", b"timestamp"]).map(|(inner, _)| inner);
            let inner = inner.or_else(|| tree.children(node).next().map(|(inner, _)| inner))?;
            within(text, tree, inner, level + 1)
        }
        _ => None,
    }
}

/// `datetime.datetime(2026, 5, 17, 6, 40, 0, 125000, tzinfo=…)`.
fn python(text: &[u8], tree: &Tree, node: u32) -> Option<Time> {
    let mut parts = [0u32; 7];
    let mut slots = parts.iter_mut();
    let mut zone = None;
    for (index, child) in tree.children(node) {
        let written = std::str::from_utf8(child.span.of(text)).ok()?;
        match child.key {
            Some(key) if key.of(text) == b"tzinfo" => zone = Some((index, written)),
            Some(_) => {}
            None if child.kind == Kind::Number && slots.len() > 0 => *slots.next()? = written.parse().ok()?,
            // Go: the month by its name, and nanoseconds.
            None if slots.len() == 6 => *slots.next()? = month(written)?,
            None => zone = Some((index, written)),
        }
    }
    let [year, month, day, hour, minute, second, fraction] = parts;
    let micros =
        if fraction >= 1_000_000 || text_is_go(text, tree, node) { fraction / 1000 } else { fraction };
    let (offset, local) = match zone {
        None => (Some(0), true),
        Some((_, written)) if written.contains("utc") || written.contains("UTC") => (Some(0), false),
        Some((index, _)) => {
            let seconds = seconds_in(text, tree, index);
            (Some(seconds.unwrap_or(0)), seconds.is_none())
        }
    };
    let offset: i64 = offset?;
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
    let written = format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micros:06}{sign}{:02}:{:02}",
        minutes / 60,
        minutes % 60
    );
    timestamp::normalise(&written).map(|text| Time { text, local })
}

/// `time.July`.
fn month(name: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = name.strip_prefix("time.")?;
    NAMES.iter().zip(1..).find(|(known, _)| **known == name).map(|(_, number)| number)
}

fn text_is_go(text: &[u8], tree: &Tree, node: u32) -> bool {
    matches!(tree.get(node).map(|node| node.kind), Some(Kind::Tagged { name }) if name.of(text) == b"time.Date")
}

/// The seconds that a zone is off: the last number in `tzoffset(None, 32400)` or `timezone(timedelta(seconds=32400))`.
fn seconds_in(text: &[u8], tree: &Tree, node: u32) -> Option<i64> {
    let end = tree.get(node)?.next;
    let mut seconds: Option<i64> = None;
    for index in node..end {
        let child = tree.get(index)?;
        if child.kind == Kind::Number {
            let value: i64 = std::str::from_utf8(child.span.of(text)).ok()?.parse().ok()?;
            let days = child.key.is_some_and(|key| key.of(text) == b"days");
            seconds = Some(seconds.unwrap_or(0).saturating_add(if days {
                value.saturating_mul(86_400)
            } else {
                value
            }));
        }
    }
    seconds.filter(|seconds| seconds.abs() < 86_400)
}
