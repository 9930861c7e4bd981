//! Characters that are written by their numbers.

/// The number that digits are.
pub(super) fn number(digits: &[u8], base: u32) -> Option<u32> {
    let step =
        |value: u32, digit: &u8| value.checked_mul(base)?.checked_add(char::from(*digit).to_digit(base)?);
    digits.iter().try_fold(0, step).filter(|_| !digits.is_empty())
}

/// Adds a character, U+FFFD for half a surrogate pair; whether there was a number at all.
pub(super) fn push(value: Option<u32>, out: &mut Vec<u8>) -> bool {
    let Some(value) = value else { return false };
    let char = char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend(char.encode_utf8(&mut [0; 4]).as_bytes());
    true
}
