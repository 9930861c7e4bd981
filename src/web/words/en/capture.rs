//! English: the capture as a whole.

use super::{count, count_wide, grouped, grouped_wide, rough};
use kpl_capture::capture::format_milliseconds;
use kpl_engine::consumers::Consumer;
use kpl_engine::session::{
    Counts,
    batch::{Charts, ExportKind, Scope},
    select::{Overview, Progress, Task},
};
use kpl_format::kpl::Verdict;

/// Names the part about the capture.
pub const CAPTURE: &str = "Capture";
/// The user records of all Kinesis records.
pub const ALL_USER_RECORDS: &str = "All user records";
/// The charts.
pub const CHARTS: &str = "Charts";
/// The menu of files.
pub const EXPORT: &str = "Export";
/// The box that is searched from.
pub const SEARCH: &str = "Search keys and payloads";
/// Shows and hides the filters, where there is little room.
pub const FILTERS: &str = "Filters";
/// Hint in it.
pub const SEARCH_HINT: &str = "search the capture";
/// Where it is searched.
pub const SEARCH_IN: &str = "Search in";
/// Whether the text is a regular expression.
pub const REGEX: &str = "Regular expression";
/// To the match before.
pub const PREVIOUS_MATCH: &str = "Previous match";
/// To the next match.
pub const NEXT_MATCH: &str = "Next match";
/// Filters by finding.
pub const FILTER_FINDING: &str = "Only with this finding";
/// No such filter.
pub const ANY_FINDING: &str = "any findings";
/// Filters by file.
pub const FILTER_FILE: &str = "Only of this file";
/// No such filter.
pub const ANY_FILE: &str = "all files";
/// Filters by what a consumer loses.
pub const FILTER_LOST: &str = "Only where this consumer’s application misses user records: some are lost, or the aggregate comes \
                               whole";
/// No such filter.
pub const LOST_BY_ANY: &str = "lost by …";
/// Beside what a consumer loses: shows those records.
pub const SHOW_LOST: &str = "Show them";
/// Ends what takes long.
pub const STOP: &str = "Stop";
/// No Kinesis record passes the filters.
pub const NO_RECORD_MATCHES: &str = "No Kinesis record matches.";
/// While records still come.
pub const CHARTS_LATER: &str = "The charts are drawn when all has been read.";
/// Heads of the charts.
pub const CHART_FILLING: &str = "User records per Kinesis record";
/// See above.
pub const CHART_KEYS: &str = "Payload bytes by partition key";
/// See above.
pub const CHART_ARRIVALS: &str = "Kinesis records by arrival";
/// No record says when it arrived.
pub const NO_ARRIVALS: &str = "This capture does not say when its records arrived.";
/// Head of the column that says in which Kinesis record a user record is.
pub const KINESIS_RECORD: &str = "Kinesis record";

/// How many Kinesis records are damaged.
#[must_use]
pub fn damaged_of(overview: &Overview, damaged: usize) -> String {
    let of = format!("{} of {} Kinesis records", grouped(damaged), grouped(overview.records));
    match (damaged, overview.first_damaged) {
        (1, Some(record)) => format!("{of} is damaged: record {}", grouped(record)),
        (1, None) => format!("{of} is damaged"),
        (_, Some(record)) => format!("{of} are damaged, the first is record {}", grouped(record)),
        (_, None) => format!("{of} are damaged"),
    }
}

/// No aggregate is damaged.
#[must_use]
pub fn none_damaged(records: usize) -> String {
    format!("{}, no damaged aggregate among them", count(records, "Kinesis record", "Kinesis records"))
}

/// What a capture holds.
#[must_use]
pub fn capture_sum(overview: &Overview) -> String {
    let plain = overview.verdicts.iter().find(|(verdict, _)| *verdict == Verdict::Plain);
    let mut parts = vec![count_wide(overview.user_records, "user record", "user records")];
    parts.extend(plain.map(|(_, plain)| count(*plain, "plain record", "plain records")));
    parts.extend(overview.arrived.map(span));
    parts.join(" · ")
}

/// When the first and the last record arrived. What both have in common stands once.
fn span((first, last): (i64, i64)) -> String {
    let (from, to) = (moment(first), moment(last));
    let day = |text: &str| {
        text.split_once('T').map(|(day, time)| (day.to_owned(), time.trim_end_matches('Z').to_owned()))
    };
    match (day(&from), day(&to)) {
        _ if first == last => format!("all at {from}"),
        (Some((day, from)), Some((same, to))) if day == same => format!("{day} {from}–{to} UTC"),
        _ => format!("{from} – {to}"),
    }
}

/// How many user records a consumer loses.
#[must_use]
pub fn loses(consumer: Consumer, lost: u64, overview: &Overview) -> String {
    let least = if overview.judged_all { "" } else { "at least " };
    let of = count_wide(overview.user_records, "user record", "user records");
    format!("{} loses {least}{} of {of}", consumer.name(), grouped_wide(lost))
}

/// How many more consumers lose some.
#[must_use]
pub fn others_lose(overview: &Overview) -> Option<String> {
    let others = overview.losses.len().checked_sub(1).filter(|others| *others > 0)?;
    Some(format!("{} some", count(others, "other consumer loses", "other consumers lose")))
}

/// A choice among consumers: what they lose, where that is known.
#[must_use]
pub fn lost_by_of(consumer: Consumer, overview: &Overview) -> String {
    let lost = overview.losses.iter().find(|(other, _)| *other == consumer);
    let name = super::lost_by(consumer);
    lost.map_or_else(|| name.clone(), |(_, lost)| format!("{name} ({})", grouped_wide(*lost)))
}

/// Where a text is looked for.
#[must_use]
pub const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Anywhere => "keys and payloads",
        Scope::Keys => "keys",
        Scope::Payloads => "payloads",
    }
}

/// A file that can be written, and its name.
#[must_use]
pub const fn export(kind: ExportKind) -> (&'static str, &'static str) {
    match kind {
        ExportKind::Ndjson => ("User records, JSON lines", "user-records.ndjson"),
        ExportKind::Payloads => ("Payloads alone, JSON lines", "payloads.ndjson"),
        ExportKind::Csv => ("User records, CSV", "user-records.csv"),
        ExportKind::Data => ("Kinesis records, raw", "kinesis-records.bin"),
        ExportKind::Report | ExportKind::WholeReport => ("Report", "kpl-lens-report.json"),
    }
}

/// How many records the filters leave, or what is wrong with them.
#[must_use]
pub fn capture_count(overview: &Overview, records: usize) -> String {
    if let Some(fault) = &overview.fault {
        return format!("This is no regular expression: {fault}.");
    }
    let of = if records == overview.records {
        count(records, "Kinesis record", "Kinesis records")
    } else {
        format!("{} of {}", grouped(records), count(overview.records, "Kinesis record", "Kinesis records"))
    };
    match overview.found {
        Some(found) => format!("{of} · {}", count_wide(found, "user record", "user records")),
        None => of,
    }
}

/// Findings in a cell.
#[must_use]
pub fn counts_short(counts: Counts) -> String {
    let parts = [(counts.errors, "✖"), (counts.warnings, "▲"), (counts.notes, "i")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, sign)| format!("{sign} {}", grouped(number)))
        .collect();
    parts.join("  ")
}

/// What takes long.
#[must_use]
pub const fn task(task: Task) -> &'static str {
    match task {
        Task::Reading => "Reading",
        Task::Judging => "Asking what is lost",
        Task::Searching => "Searching",
        Task::Exporting => "Writing the file",
    }
}

/// How far it has come, how fast, and how long it will still take.
#[must_use]
pub fn progress(progress: &Progress) -> String {
    let Progress { task: what, done, total, elapsed } = *progress;
    let amount = |number: u64| match what {
        Task::Reading => rough(number),
        Task::Judging | Task::Searching | Task::Exporting => grouped_wide(number),
    };
    let mut text = format!("{}: {} of {}", task(what), amount(done), amount(total));
    // A rate from a moment's work would only jump about.
    if elapsed >= 300 && done > 0 {
        let rate = done.saturating_mul(1000) / elapsed;
        let left = total.saturating_sub(done) / rate.max(1);
        let each = match what {
            Task::Reading => format!("{}/s", rough(rate)),
            Task::Judging | Task::Searching | Task::Exporting => format!("{} records/s", grouped_wide(rate)),
        };
        text.push_str(&format!(" · {each} · {left} s left"));
    }
    text
}

/// How many user records the Kinesis records of a bar hold.
#[must_use]
pub fn filled((fewest, most): (u32, Option<u32>)) -> String {
    match (fewest, most) {
        (0, _) => "none".to_owned(),
        (fewest, Some(most)) if fewest == most => grouped_wide(fewest.into()),
        (fewest, Some(most)) => format!("{}–{}", grouped_wide(fewest.into()), grouped_wide(most.into())),
        (fewest, None) => format!("{} or more", grouped_wide(fewest.into())),
    }
}

/// Bytes of a key, and in how many records.
#[must_use]
pub fn key_bar(bytes: u64, records: u64) -> String {
    format!("{} in {}", rough(bytes), count_wide(records, "record", "records"))
}

/// The keys that have no bar of their own.
#[must_use]
pub fn other_keys(number: usize) -> String {
    count(number, "other key", "other keys")
}

/// A moment.
#[must_use]
pub fn moment(milliseconds: i64) -> String {
    format_milliseconds(milliseconds).unwrap_or_else(|| milliseconds.to_string())
}

/// A bar of arrivals.
#[must_use]
pub fn arrival_bar(from: i64, step: i64, records: u64) -> String {
    format!("{} and {step} ms on: {}", moment(from), count_wide(records, "record", "records"))
}

/// What the scale of arrivals is.
#[must_use]
pub fn busiest(most: u64, step: i64) -> String {
    format!("tallest bar: {} in {step} ms", count_wide(most, "record", "records"))
}

/// The arrivals in a sentence.
#[must_use]
pub fn arrivals_said(charts: &Charts) -> String {
    let all: u64 = charts.arrivals.iter().map(|bar| bar.value).sum();
    let ends = charts.arrivals.first().zip(charts.arrivals.last());
    let (first, last) = ends.map_or((0, 0), |(first, last)| (first.label, last.label));
    format!(
        "{} arrived from {} to {}",
        count_wide(all, "Kinesis record", "Kinesis records"),
        moment(first),
        moment(last)
    )
}
