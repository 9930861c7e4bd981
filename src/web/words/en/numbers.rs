//! English: numbers, with their thousands apart and their nouns in the right form.

use super::{KINESIS_RECORDS, UNKNOWN};

/// `1 byte`, `2 bytes`, with thousands apart.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its thousands apart.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A size, exact, and in larger units where it is large.
#[must_use]
pub fn size(bytes: usize) -> String {
    let exact = count(bytes, "byte", "bytes");
    match bytes {
        0..10_240 => exact,
        10_240..1_048_576 => format!("{exact} ({} KiB)", bytes / 1024),
        _ => format!("{exact} ({}.{} MiB)", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// A list's size.
#[must_use]
pub fn entries(number: usize) -> String {
    count(number, "entry", "entries")
}

/// Bytes saved.
#[must_use]
pub fn saved(bytes: usize) -> String {
    if bytes == 0 { UNKNOWN.to_owned() } else { count(bytes, "byte", "bytes") }
}

/// How many user records the filter lets through.
#[must_use]
pub fn matches(through: usize, all: usize) -> String {
    if through == all {
        count(all, "user record", "user records")
    } else {
        format!("{} of {}", grouped(through), grouped(all))
    }
}

/// How many Kinesis records there are.
#[must_use]
pub fn records(all: usize) -> String {
    format!("{KINESIS_RECORDS} · {}", grouped(all))
}

/// A tab with a number.
#[must_use]
pub fn tab(name: &str, number: usize) -> String {
    format!("{name} {}", grouped(number))
}

/// A list goes on.
#[must_use]
pub fn more(number: usize) -> String {
    format!("and {} more", grouped(number))
}
