//! The tables of `cargo xtask bench`. They are computed in whole numbers, since a float would be rounded anyway.

use std::fmt::Write;

use super::contest::Score;

/// The table of readers, a line for each. `raw` is how many bytes of data the capture has. Ratios compare with the
/// reader called `yardstick`.
pub fn readers(scores: &[Score], raw: u64, yardstick: &str) -> String {
    let yardstick = scores.iter().find(|score| score.name == yardstick);
    let times = |of: fn(&Score) -> u64, score: &Score| {
        yardstick.map_or("–".to_owned(), |yardstick| tenths(of(yardstick).saturating_mul(10) / of(score)))
    };
    let head = ["reader", "first, ms", "× npm", "ms", "× npm", "MB/s", "user records/s", "peak, MB"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(scores.iter().map(|score| {
        let time = score.median();
        [
            score.name.clone(),
            milliseconds(score.first()),
            times(Score::first, score),
            milliseconds(time),
            times(Score::median, score),
            grouped(per_second(raw, time) / 1_000_000),
            grouped(per_second(score.user_records(), time)),
            if score.peak() == 0 { "–".to_owned() } else { grouped(score.peak() / 1_000) },
        ]
    }));
    aligned(&rows)
}

/// The table of kernels, a line for each.
pub fn kernels(scores: &[Score], raw: u64) -> String {
    let mut rows = vec![["kernel", "ms", "MB/s"].map(str::to_owned)];
    rows.extend(scores.iter().map(|score| {
        let time = score.median();
        [score.name.clone(), hundredths(time / 10_000), grouped(per_second(raw, time) / 1_000_000)]
    }));
    aligned(&rows)
}

/// Aligns a table: the first column to the left, the others to the right.
pub fn aligned<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let mut widths = [0; COLUMNS];
    for (width, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
        if let Some(width) = widths.get_mut(width) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for row in rows {
        for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
            // Writing to a `String` cannot fail.
            let _ =
                if column == 0 { write!(text, "{cell:width$}") } else { write!(text, "  {cell:>width$}") };
        }
        text.push('\n');
    }
    text
}

fn per_second(count: u64, nanoseconds: u64) -> u64 {
    let rate = u128::from(count) * 1_000_000_000 / u128::from(nanoseconds);
    u64::try_from(rate).unwrap_or(u64::MAX)
}

fn milliseconds(nanoseconds: u64) -> String {
    tenths(nanoseconds / 100_000)
}

/// Writes a number of tenths as a decimal.
pub fn tenths(count: u64) -> String {
    format!("{}.{}", grouped(count / 10), count % 10)
}

fn hundredths(count: u64) -> String {
    format!("{}.{:02}", grouped(count / 100), count % 100)
}

/// Writes a number with commas: `50,638`.
pub fn grouped(number: u64) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", grouped(number / 1_000), number % 1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::{grouped, hundredths, kernels, readers, tenths};
    use crate::bench::contest::{Round, Score};

    fn score(name: &str, time: u64) -> Score {
        let round = Round { time, user_records: 50_000, payload: 0, peak: 12_345 };
        Score { name: name.to_owned(), firsts: vec![Round { time: 2 * time, ..round }], rounds: vec![round] }
    }

    #[test]
    fn numbers_can_be_read() {
        assert_eq!([0, 999, 1_000, 1_002_003].map(grouped), ["0", "999", "1,000", "1,002,003"]);
        assert_eq!((tenths(12_345), hundredths(7)), ("1,234.5".to_owned(), "0.07".to_owned()));
    }

    #[test]
    fn the_yardstick_is_one() {
        let text = readers(&[score("ours", 5_000_000), score("npm", 100_000_000)], 10_000_000, "npm");
        let expected = "\
reader  first, ms  × npm     ms  × npm   MB/s  user records/s  peak, MB
ours         10.0   20.0    5.0   20.0  2,000      10,000,000        12
npm         200.0    1.0  100.0    1.0    100         500,000        12
";
        assert_eq!(text, expected);
        assert!(readers(&[score("ours", 1)], 1, "npm").contains('–'));
        assert_eq!(
            kernels(&[score("md5", 4_000_000)], 8_000_000),
            "kernel    ms   MB/s\nmd5     4.00  2,000\n"
        );
    }
}
