//! Times as programs print them for people: `Sun May 17 06:40:00 UTC 2026`, `5/17/2026 6:40:00 AM`.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The same as ISO 8601; `None` where it is of none of these forms.
pub(super) fn to_iso(text: &str) -> Option<String> {
    let (mut year, mut month, mut day, mut time, mut zone) = (None, None, None, None, None);
    let mut half = None;
    let between = |char: char| char.is_whitespace() || matches!(char, ',' | '(' | ')' | '\u{202f}');
    for word in text.split(between).filter(|word| !word.is_empty()).take(12) {
        let lower = word.to_ascii_lowercase();
        let first = word.chars().next()?;
        if let Some(found) = MONTHS.iter().position(|name| lower.starts_with(name)) {
            month = month.or(Some(found + 1));
        } else if matches!(lower.as_str(), "am" | "pm" | "a.m." | "p.m.") {
            half = Some(lower.starts_with('p'));
        } else if let Some(sign) = lower.strip_prefix("gmt").or_else(|| lower.strip_prefix("utc")) {
            zone = zone.or_else(|| Some(if sign.is_empty() { "Z".to_owned() } else { sign.to_owned() }));
        } else if lower == "z" {
            zone = zone.or_else(|| Some("Z".to_owned()));
        } else if matches!(first, '+' | '-') && word.len() >= 3 {
            zone = Some(word.to_owned());
        } else if first.is_ascii_digit() && word.contains(':') {
            time = time.or(Some(word));
        } else if first.is_ascii_digit() && word.contains(['/', '-']) {
            let mut parts = word.split(['/', '-']);
            let parts = [parts.next()?, parts.next()?, parts.next()?];
            let [one, two, three] = parts.map(|part| part.parse::<u32>().ok());
            let (one, two, three) = (one?, two?, three?);
            // Of 17/5 and 5/17 only one can be a month first.
            (year, month, day) = match one {
                1000.. => (Some(one), usize::try_from(two).ok(), Some(three)),
                13.. => (Some(three), usize::try_from(two).ok(), Some(one)),
                _ => (Some(three), usize::try_from(one).ok(), Some(two)),
            };
        } else if first.is_ascii_digit() {
            let number: u32 = word.parse().ok()?;
            if word.len() == 4 { year = Some(number) } else { day = day.or(Some(number)) }
        }
    }
    let (clock, fraction) = time?.split_once('.').unwrap_or((time?, ""));
    let clock = clock.trim_end_matches(['Z', 'z']);
    let mut parts = clock.split(':').map(|part| part.parse::<u32>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    let hour = match half {
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        None => hour,
    };
    let dot = if fraction.is_empty() { "" } else { "." };
    let zone = zone.unwrap_or_default();
    Some(format!(
        "{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}{dot}{fraction}{zone}",
        year?, month?, day?
    ))
}

#[cfg(test)]
mod tests {
    use crate::capture::timestamp::normalise;

    #[test]
    fn every_program_that_prints_for_people() {
        let rows = [
            "Sun May 17 06:40:00 UTC 2026",
            "Sun, 17 May 2026 06:40:00 GMT",
            "May 17, 2026 6:40:00 AM",
            "May 17, 2026, 6:40:00\u{202f}AM",
            "5/17/2026 6:40:00 AM",
            "17/05/2026 06:40:00",
            "2026-05-17 06:40:00 +0000 UTC",
            "2026-05-17 08:40:00.000 +0200 CEST",
            "2026-05-17 06:40:00.000000000 +0000 UTC m=+0.01",
            "Sun May 17 2026 06:40:00 GMT+0000 (Coordinated Universal Time)",
            "17 May 2026 at 06:40:00 UTC",
        ];
        for text in rows {
            assert_eq!(normalise(text).as_deref(), Some("2026-05-17T06:40:00.000Z"), "{text}");
        }
        for text in ["May", "12:30", "17 May 2026", "May May May 12:30", "1/2 3:4"] {
            assert_eq!(normalise(text), None, "{text}");
        }
    }
}
