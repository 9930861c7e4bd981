//! The 128-bit hash key of a partition key or of an explicit hash key.

use super::md5;

/// Why the KCL does not accept a text as an explicit hash key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HashKeyFault {
    /// The text has no digit.
    Empty,
    /// The text is not a decimal number.
    NotDecimal,
    /// The number is below 0.
    Negative,
    /// The number is 2^128 or more.
    TooLarge,
}

/// The hash key that Kinesis computes for a partition key: the MD5 of its UTF-8 bytes, read as a big-endian number.
/// Source: `aws/kinesis/core/user_record.cc:38-47` in awslabs/amazon-kinesis-producer.
#[must_use]
pub fn hash_of_partition_key(key: &[u8]) -> u128 {
    u128::from_be_bytes(md5(key))
}

/// Reads an explicit hash key as the KCL does, with Java's `new BigInteger(text)` (`AggregatorUtil.java:217-223`). It
/// accepts a sign, leading zeros and the decimal digits of any script.
///
/// # Errors
/// Fails where the KCL would not accept the text: where it is not a number (the KCL's parser throws), or where the
/// number is outside of 0 to 2^128 - 1 (the KCL drops the whole aggregate).
pub fn parse_explicit_hash_key(text: &str) -> Result<u128, HashKeyFault> {
    let (negative, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text),
    };
    if digits.is_empty() {
        return Err(HashKeyFault::Empty);
    }
    let mut value = Some(0u128);
    for digit in digits.chars() {
        let digit = decimal_digit(digit).ok_or(HashKeyFault::NotDecimal)?;
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
    }
    match value {
        Some(0) => Ok(0),
        _ if negative => Err(HashKeyFault::Negative),
        Some(value) => Ok(value),
        None => Err(HashKeyFault::TooLarge),
    }
}

/// Whether the number is written as the Kinesis API demands: `^(0|([1-9]\d{0,38}))$` (botocore `kinesis/2013-12-02`).
/// How many digits there are is not checked here.
pub(super) fn is_canonical(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

/// The digit zero of each script that Java's `Character.digit(char, 10)` knows: category Nd of Unicode 13, and only
/// those of a single UTF-16 unit. The nine other digits follow each zero.
const ZEROS: [u32; 37] = [
    0x0030, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

fn decimal_digit(digit: char) -> Option<u128> {
    let point = u32::from(digit);
    let zero = ZEROS.iter().rev().find(|&&zero| zero <= point)?;
    (point - zero < 10).then(|| u128::from(point - zero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explicit_hash_keys_as_biginteger_reads_them() {
        let max = u128::MAX.to_string();
        for (text, expected) in [
            ("0", Ok(0)),
            ("007", Ok(7)),
            ("+5", Ok(5)),
            ("-0", Ok(0)),
            ("١٢٣", Ok(123)),
            ("１２", Ok(12)),
            (max.as_str(), Ok(u128::MAX)),
            ("340282366920938463463374607431768211456", Err(HashKeyFault::TooLarge)),
            ("-1", Err(HashKeyFault::Negative)),
            ("-340282366920938463463374607431768211456", Err(HashKeyFault::Negative)),
            ("", Err(HashKeyFault::Empty)),
            ("+", Err(HashKeyFault::Empty)),
            ("--1", Err(HashKeyFault::NotDecimal)),
            ("1e3", Err(HashKeyFault::NotDecimal)),
            (" 1", Err(HashKeyFault::NotDecimal)),
            ("undefined", Err(HashKeyFault::NotDecimal)),
            // This digit takes two UTF-16 units. Character.digit(char, 10) sees two surrogates, which are no digits.
            ("𝟙", Err(HashKeyFault::NotDecimal)),
        ] {
            assert_eq!(parse_explicit_hash_key(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_hash_of_a_partition_key_is_its_md5_big_endian() {
        assert_eq!(hash_of_partition_key(b"123"), 42_767_516_990_368_493_138_776_584_305_024_125_808);
    }
}
