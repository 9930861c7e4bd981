//! Times as programs print them. Counted here anew, so that no fault is shared with the reader.

/// A time in UTC, in parts.
pub struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub milli: i64,
    /// 0 is Sunday.
    pub weekday: usize,
}

pub const MONTHS: [&str; 12] = [
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
const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

pub fn civil(millis: i64) -> Civil {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let (mut day, within) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
    let weekday = usize::try_from((day + 4).rem_euclid(7)).unwrap();
    let mut year = 1970;
    while day >= if is_leap(year) { 366 } else { 365 } {
        day -= if is_leap(year) { 366 } else { 365 };
        year += 1;
    }
    let lengths = [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= lengths[month] {
        day -= lengths[month];
        month += 1;
    }
    Civil {
        year,
        month: i64::try_from(month).unwrap() + 1,
        day: day + 1,
        hour: within / 3_600_000,
        minute: within / 60_000 % 60,
        second: within / 1000 % 60,
        milli: within % 1000,
        weekday,
    }
}

impl Civil {
    /// `2026-05-17`.
    pub fn date(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `06:40:00`.
    pub fn clock(&self) -> String {
        format!("{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }

    /// `.125`, `.12`, or nothing for a whole second.
    pub fn fraction(&self) -> String {
        let digits = format!(".{:03}", self.milli);
        digits.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    pub fn month_name(&self) -> &'static str {
        MONTHS[usize::try_from(self.month - 1).unwrap()]
    }
}

/// `2026-05-17T06:40:00.125Z`, always with milliseconds, as JavaScript prints it.
pub fn iso(millis: i64) -> String {
    let time = civil(millis);
    format!("{}T{}.{:03}Z", time.date(), time.clock(), time.milli)
}

/// The same without a fraction that is 0, as Java prints an `Instant`.
pub fn instant(millis: i64) -> String {
    iso(millis).replace(".000Z", "Z")
}

/// `2026-05-17 06:40:00.125`, with what the fraction needs, as databases print it.
pub fn plain(millis: i64) -> String {
    let time = civil(millis);
    format!("{} {}{}", time.date(), time.clock(), time.fraction())
}

/// `Sun May 17 06:40:00 UTC 2026`: Java's `Date`, which drops the milliseconds.
pub fn java_date(millis: i64) -> String {
    let time = civil(millis);
    let (day, month) = (DAYS[time.weekday], &time.month_name()[..3]);
    format!("{day} {month} {:02} {} UTC {}", time.day, time.clock(), time.year)
}

/// Seconds with the fraction that they need: `1779000000.125`.
pub fn seconds(millis: i64) -> String {
    format!("{}{}", millis.div_euclid(1000), civil(millis).fraction())
}

/// The same, always with a fraction: `1779000000.0`.
pub fn float(millis: i64) -> String {
    let seconds = seconds(millis);
    if seconds.contains('.') { seconds } else { seconds + ".0" }
}

/// With an exponent: `1.779000000125e+09`, as Go prints a float.
pub fn scientific(millis: i64) -> (String, String) {
    let digits = seconds(millis).replace('.', "");
    let digits = digits.trim_end_matches('0');
    let whole = millis.div_euclid(1000).to_string().len();
    (format!("{}.{}", &digits[..1], &digits[1..]), (whole - 1).to_string())
}
