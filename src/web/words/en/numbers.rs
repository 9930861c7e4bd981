//! English: numbers, with their thousands apart and their nouns in the right form.

use super::{KINESIS_RECORDS, UNKNOWN};

/// `1 byte`, `2 bytes`, with thousands apart.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    count_wide(wide(number), one, many)
}

/// The same of a number that may be larger than the memory.
#[must_use]
pub fn count_wide(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped_wide(number), if number == 1 { one } else { many })
}

/// A number of things in memory, as one of things that may not be.
#[must_use]
pub fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// A number with its thousands apart.
#[must_use]
pub fn grouped(number: usize) -> String {
    grouped_wide(wide(number))
}

/// The same of a number that may be larger than the memory.
#[must_use]
pub fn grouped_wide(number: u64) -> String {
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
pub fn size(bytes: u64) -> String {
    let exact = count_wide(bytes, "byte", "bytes");
    match bytes {
        0..10_240 => exact,
        10_240..1_048_576 => format!("{exact} ({} KiB)", bytes / 1024),
        1_048_576..1_073_741_824 => format!("{exact} ({} MiB)", tenths(bytes, 1_048_576)),
        _ => format!("{exact} ({} GiB)", tenths(bytes, 1_073_741_824)),
    }
}

/// A number in units, with one digit behind the point.
fn tenths(number: u64, unit: u64) -> String {
    format!("{}.{}", number / unit, number % unit * 10 / unit)
}

/// A size in round figures.
#[must_use]
pub fn rough(bytes: u64) -> String {
    match bytes {
        0..1024 => count_wide(bytes, "byte", "bytes"),
        1024..1_048_576 => format!("{} KiB", bytes / 1024),
        1_048_576..1_073_741_824 => format!("{} MiB", bytes / 1_048_576),
        _ => format!("{} GiB", tenths(bytes, 1_073_741_824)),
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
