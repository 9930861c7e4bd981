//! Arrival timestamps as awscli, Lambda and SDKs write them, made one: UTC, RFC 3339, milliseconds. No floats.

mod words;

/// How long a time in words may be.
const MOST_WORDS: usize = 100;

const DAY: i64 = 86_400;
/// From this many digits on an integer counts milliseconds: as seconds it would lie after the year 5000.
const MILLISECOND_DIGITS: usize = 12;
/// The same in milliseconds, for numbers with an exponent.
const LATEST: i64 = 100_000_000_000_000;

/// The timestamp as `2020-05-16T07:59:25.000Z`; `None` where it is of no known form or not in the years
/// 0000 to 9999. Seconds since 1970 may have a fraction and an exponent (awscli 1, Lambda, Java);
/// a date may have any offset, and none is UTC. More than milliseconds are rounded, half up.
pub(super) fn normalise(text: &str) -> Option<String> {
    format_milliseconds(read(text)?)
}

/// The same in milliseconds since 1970-01-01T00:00:00Z.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    read(text).filter(|&milliseconds| format_milliseconds(milliseconds).is_some())
}

fn read(text: &str) -> Option<i64> {
    let text = text.trim();
    let folded: String;
    let text = if text.contains("  ") || text.contains('\n') {
        // A time that stands on two lines of YAML.
        folded = text.split_whitespace().collect::<Vec<&str>>().join(" ");
        &folded
    } else {
        text
    };
    epoch(text)
        .or_else(|| iso(text))
        .or_else(|| iso(&(text.len() <= MOST_WORDS).then(|| words::to_iso(text))??))
}

/// Decimal seconds, or integer milliseconds, since 1970-01-01T00:00:00Z.
fn epoch(text: &str) -> Option<i64> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: String = [whole, fraction].concat();
    if whole.is_empty() || digits.len() > 40 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let is_milliseconds = mantissa == text && fraction.is_empty() && whole.len() >= MILLISECOND_DIGITS;
    let scale = if is_milliseconds { 0 } else { 3 };
    let shift = exponent.checked_add(scale)?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let milliseconds = shifted(&digits, shift)?;
    // A float that counts milliseconds.
    let milliseconds = if milliseconds >= LATEST && mantissa != text {
        shifted(&digits, shift.checked_sub(3)?)?
    } else {
        milliseconds
    };
    Some(if negative { -milliseconds } else { milliseconds })
}

/// The digits times ten to the `shift`, rounded half up.
fn shifted(digits: &str, shift: i32) -> Option<i64> {
    let value: i128 = digits.parse().ok()?;
    let factor = 10i128.checked_pow(shift.unsigned_abs());
    let scaled = if shift >= 0 {
        if value == 0 { 0 } else { value.checked_mul(factor?)? }
    } else {
        factor.map_or(0, |factor| value / factor + i128::from(value % factor * 2 >= factor))
    };
    i64::try_from(scaled).ok()
}

/// `2020-05-16T07:59:25.123+00:00` and its relatives (ISO 8601, RFC 3339).
fn iso(text: &str) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let mut parts = date.split('-');
    let (year, month, day) =
        (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let end = rest.find(['Z', 'z', '+', '-', ' ']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at_checked(end)?;
    let (time, fraction) = time.split_once(['.', ',']).unwrap_or((time, ""));
    let mut parts = time.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
    let valid = (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60
        && parts.next().is_none()
        && fraction.len() <= 20
        && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !valid {
        return None;
    }
    let milliseconds =
        if fraction.is_empty() { 0 } else { shifted(fraction, 3 - i32::try_from(fraction.len()).ok()?)? };
    let seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset(zone.trim())?;
    Some(seconds * 1000 + milliseconds)
}

/// `Z`, `+09:00`, `+0900`, `+09` or nothing, in seconds.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "" | "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_at_checked(2)?;
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    let minutes = if minutes.is_empty() { 0 } else { number(minutes, 2)? };
    let hours = number(hours, 2)?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn number(text: &str, digits: usize) -> Option<i64> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

const fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms"): years start in March, so that the leap day is their last.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The way back from [`days`].
const fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + (month <= 2) as i64;
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// Milliseconds since 1970 as RFC 3339, UTC; `None` outside of the years 0 to 9999.
#[must_use]
pub fn format_milliseconds(milliseconds: i64) -> Option<String> {
    let (seconds, milliseconds) = (milliseconds.div_euclid(1000), milliseconds.rem_euclid(1000));
    let (day, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    // The year 9999 ends some 2.9 million days after 1970; beyond that the calendar must not be asked.
    if !(-800_000..3_000_000).contains(&day) {
        return None;
    }
    let (year, month, day) = date(day);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    (0..=9999).contains(&year).then(|| {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_writer_of_timestamps_is_read() {
        let rows = [
            ("2020-05-16T07:59:25+00:00", Some("2020-05-16T07:59:25.000Z")),
            ("2020-05-16T16:59:25.123000+09:00", Some("2020-05-16T07:59:25.123Z")),
            ("2020-05-15T22:29:25.5-0930", Some("2020-05-16T07:59:25.500Z")),
            ("2020-05-16 07:59:25.0009Z", Some("2020-05-16T07:59:25.001Z")),
            ("2020-05-16T07:59", Some("2020-05-16T07:59:00.000Z")),
            ("2020-05-16 07:59:25 UTC", Some("2020-05-16T07:59:25.000Z")),
            ("1589615965.0", Some("2020-05-16T07:59:25.000Z")),
            ("1589615965", Some("2020-05-16T07:59:25.000Z")),
            ("1589615965000", Some("2020-05-16T07:59:25.000Z")),
            ("1480641523.477", Some("2016-12-02T01:18:43.477Z")),
            ("1.480641523477E9", Some("2016-12-02T01:18:43.477Z")),
            ("1607497475.000", Some("2020-12-09T07:04:35.000Z")),
            ("1545084650.9874999", Some("2018-12-17T22:10:50.987Z")),
            ("0", Some("1970-01-01T00:00:00.000Z")),
            ("-0.001", Some("1969-12-31T23:59:59.999Z")),
            ("2000-02-29T23:59:60Z", Some("2000-03-01T00:00:00.000Z")),
            ("9999-12-31T23:59:59.999Z", Some("9999-12-31T23:59:59.999Z")),
            ("9999-12-31T23:59:59.9999Z", None),
            ("2019-02-29T00:00:00Z", None),
            ("2020-13-01T00:00:00Z", None),
            ("yesterday", None),
            ("", None),
            ("-", None),
            ("1e999999999", None),
            ("1e-2147483648", Some("1970-01-01T00:00:00.000Z")),
            ("99999999999999999999999999999999999999999", None),
        ];
        for (text, expected) in rows {
            assert_eq!(normalise(text).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn days_lead_to_dates_and_back(day in -700_000i64..2_900_000) {
            let (year, month, of_month) = date(day);
            prop_assert!((1..=12).contains(&month) && (1..=days_in(year, month)).contains(&of_month));
            prop_assert_eq!(days(year, month, of_month), day);
        }

        #[test]
        fn normal_stays_normal(milliseconds in -60_000_000_000_000i64..250_000_000_000_000) {
            let text = format_milliseconds(milliseconds).unwrap();
            prop_assert_eq!(normalise(&text), Some(text));
        }

        #[test]
        fn any_text_is_read(text in ".{0,40}", digits in "[-+0-9.eE:TZ ]{0,40}") {
            normalise(&text);
            normalise(&digits);
        }
    }
}
