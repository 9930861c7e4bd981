//! Offsets as people type them into "Go to offset".

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetFault {
    Empty,
    NotANumber,
    /// It is past the last byte.
    PastEnd,
}

/// Reads an offset into `len` bytes: `0x1f`, `1fh` or `31`, or `+16` and `-16` relative to `at`.
///
/// # Errors
/// Why the text is no such offset.
pub fn parse_offset(text: &str, at: usize, len: usize) -> Result<usize, OffsetFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(OffsetFault::Empty);
    }
    let offset = match text.split_at_checked(1) {
        Some(("+", step)) => at.checked_add(number(step)?),
        Some(("-", step)) => at.checked_sub(number(step)?),
        _ => Some(number(text)?),
    };
    offset.filter(|&offset| offset < len).ok_or(OffsetFault::PastEnd)
}

fn number(text: &str) -> Result<usize, OffsetFault> {
    let lower = text.to_ascii_lowercase().replace('_', "");
    let hex = lower.strip_prefix("0x").or_else(|| lower.strip_suffix('h'));
    let digits = hex.unwrap_or(&lower);
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(if hex.is_some() { 16 } else { 10 })) {
        return Err(OffsetFault::NotANumber);
    }
    usize::from_str_radix(digits, if hex.is_some() { 16 } else { 10 }).map_err(|_| OffsetFault::PastEnd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_as_people_type_them() {
        for (text, expected) in [
            ("0x1F", Ok(31)),
            ("1fh", Ok(31)),
            (" 31 ", Ok(31)),
            ("+16", Ok(26)),
            ("-0xa", Ok(0)),
            ("-11", Err(OffsetFault::PastEnd)),
            ("100", Err(OffsetFault::PastEnd)),
            ("99999999999999999999999999", Err(OffsetFault::PastEnd)),
            ("1f", Err(OffsetFault::NotANumber)),
            ("0x", Err(OffsetFault::NotANumber)),
            ("+", Err(OffsetFault::NotANumber)),
            ("", Err(OffsetFault::Empty)),
            ("ä", Err(OffsetFault::NotANumber)),
        ] {
            assert_eq!(parse_offset(text, 10, 100), expected, "{text:?}");
        }
    }
}
