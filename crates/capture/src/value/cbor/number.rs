//! The first bytes of an item of CBOR, and the numbers that they are.

/// The first bytes of an item: its major type, its argument (none is "indefinite"), and how many they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) major: u8,
    pub(super) argument: Option<u64>,
    pub(super) len: usize,
}

pub(super) fn head(text: &[u8], at: usize) -> Option<Head> {
    let first = *text.get(at)?;
    let (major, short) = (first >> 5, first & 31);
    let len = match short {
        0..24 => 0,
        24..28 => 1usize << (short - 24),
        31 if matches!(major, 2..=5 | 7) => return Some(Head { major, argument: None, len: 1 }),
        _ => return None,
    };
    let digits = text.get(at.checked_add(1)?..)?.get(..len)?;
    let argument = if len == 0 {
        u64::from(short)
    } else {
        digits.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    };
    Some(Head { major, argument: Some(argument), len: len + 1 })
}

/// A number in decimals: an integer exactly, a fraction to six digits.
pub(in crate::value) fn decimal(bytes: &[u8]) -> Option<String> {
    let Head { major, argument: Some(value), len } = head(bytes, 0)? else { return None };
    match (major, len) {
        (0, _) => Some(value.to_string()),
        (1, _) => Some((-1 - i128::from(value)).to_string()),
        (7, 3) => float(value, 5, 10),
        (7, 5) => float(value, 8, 23),
        (7, 9) => float(value, 11, 52),
        _ => None,
    }
}

/// IEEE 754, by integers alone: nothing is rounded but behind the sixth digit.
fn float(bits: u64, exponent_bits: u32, fraction_bits: u32) -> Option<String> {
    let sign = if bits >> (exponent_bits + fraction_bits) & 1 == 1 { "-" } else { "" };
    let most = (1i32 << exponent_bits) - 1;
    let exponent = i32::try_from(bits >> fraction_bits).ok().map_or_else(
        || i32::try_from((bits >> fraction_bits) & u64::from(most.unsigned_abs())).unwrap_or(most),
        |exponent| exponent & most,
    );
    let fraction = bits & ((1u64 << fraction_bits) - 1);
    let shift = exponent.max(1) - most / 2 - i32::try_from(fraction_bits).ok()?;
    let mantissa = if exponent == 0 { fraction } else { fraction | 1 << fraction_bits };
    if exponent == most {
        return None;
    }
    let scaled = u128::from(mantissa) * 1_000_000;
    let micros = if shift >= 0 {
        scaled.checked_mul(1u128.checked_shl(shift.unsigned_abs()).filter(|_| shift < 40)?)?
    } else {
        let shift = shift.unsigned_abs();
        let half = 1u128.checked_shl(shift - 1).unwrap_or(0);
        scaled.saturating_add(half).checked_shr(shift).unwrap_or(0)
    };
    let (whole, part) = (micros / 1_000_000, micros % 1_000_000);
    let written = format!("{sign}{whole}.{part:06}");
    Some(written.trim_end_matches('0').trim_end_matches('.').to_owned())
}
