//! English: what the page says about what was given, and answers to what was done.

use super::{NAME, OFFSET_HINT, count, grouped, headline, size, wide};
use crate::web::platform::{clock, theme::Theme};
use kpl_capture::capture::{Shape, format_milliseconds};
use kpl_engine::literal::LiteralForm;
use kpl_engine::{
    fixture::samples::Sample,
    payload::{Guess, Payload, Score},
    session::{
        OffsetFault,
        select::{Banner, Given, Inside, OpenPayload, Overview, SheetView},
    },
};
use kpl_format::kpl::Verdict;

/// The title of the tab: what is open and how it is.
#[must_use]
pub fn title(given: Option<&Given>, overview: &Overview, banner: Option<&Banner>) -> String {
    let Some(given) = given else { return NAME.to_owned() };
    let what = given.name.clone().unwrap_or_else(|| self::shape(given.shape).to_owned());
    let damaged = overview.verdicts.iter().find(|(verdict, _)| *verdict == Verdict::Damaged);
    let state = match (overview.records, damaged, banner) {
        (2.., Some((_, damaged)), _) => {
            format!("✖ {} of {} damaged", grouped(*damaged), grouped(overview.records))
        }
        (2.., None, _) => count(overview.records, "Kinesis record", "Kinesis records"),
        (_, _, Some(banner)) => {
            let (sign, line) = headline(banner);
            format!("{sign} {}", line.to_lowercase())
        }
        (_, _, None) => "no Kinesis record".to_owned(),
    };
    format!("{what}: {state} – {NAME}")
}

/// What the input was read as.
#[must_use]
pub fn read_as(shape: Shape, bytes: u64, name: Option<&str>) -> String {
    let from = name.map(|name| format!("{name}, ")).unwrap_or_default();
    format!("Read {from}{} as {}", size(bytes), self::shape(shape))
}

/// A shape in words.
#[must_use]
pub const fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Base64 => "base64",
        Shape::Base64Lines => "one base64 per line",
        Shape::Hex => "hex",
        Shape::Binary => "binary data",
        Shape::Unknown => "text without a Kinesis record",
        Shape::Text => "plain text",
        Shape::GetRecords => "get-records output",
        Shape::PutRecords => "put-records input",
        Shape::LambdaEvent => "a Lambda event",
        Shape::Concatenated => "aggregates one after another",
        Shape::AwsCli => "an aws command line",
        Shape::SubscribeToShard => "SubscribeToShard events",
        Shape::OnFailure => "a Lambda on-failure message",
        Shape::Pipes => "an EventBridge Pipes event",
        Shape::FirehoseEvent => "a Firehose transform event",
        Shape::FirehoseResponse => "a Firehose transform response",
        Shape::FirehoseFailed => "Firehose processing-failed lines",
        Shape::AnalyticsEvent => "a Kinesis Analytics event",
        Shape::MultiLang => "MultiLangDaemon lines",
        Shape::CloudWatchLogs => "a CloudWatch Logs event",
        Shape::NodeBuffer => "a Node Buffer",
        Shape::JavaBytes => "a Java byte array",
        Shape::DynamoDb => "a DynamoDB binary attribute",
        Shape::Python => "what Python prints",
        Shape::JsonStrings => "base64 strings in JSON",
        Shape::InText => "text with records in it",
    }
}

/// A form to copy in.
#[must_use]
pub const fn form(form: LiteralForm) -> &'static str {
    match form {
        LiteralForm::Base64 => "Base64",
        LiteralForm::Hex => "Hex",
        LiteralForm::Text => "Text",
        LiteralForm::Rust => "Rust",
        LiteralForm::Go => "Go",
        LiteralForm::Java => "Java",
        LiteralForm::Python => "Python",
        LiteralForm::TypeScript => "TypeScript",
    }
}

/// A payload's kind.
#[must_use]
pub const fn payload(payload: Payload) -> &'static str {
    match payload {
        Payload::Empty => "empty",
        Payload::Json => "JSON",
        Payload::Ndjson => "JSON lines",
        Payload::Csv => "CSV",
        Payload::Text => "text",
        Payload::Utf16 => "UTF-16 text",
        Payload::Latin1 => "Latin-1 text",
        Payload::Aggregate => "nested aggregate",
        Payload::Gzip => "gzip",
        Payload::Zlib => "zlib",
        Payload::Zstd => "zstd",
        Payload::Snappy => "Snappy",
        Payload::Lz4 => "LZ4",
        Payload::Ion => "Ion",
        Payload::Avro => "Avro",
        Payload::Glue => "Glue schema + data",
        Payload::Confluent => "Confluent schema + data",
        Payload::Protobuf => "protobuf",
        Payload::MessagePack => "MessagePack",
        Payload::Cbor => "CBOR",
        Payload::Parquet => "Parquet",
        Payload::Image => "image",
        Payload::Binary => "binary",
    }
}

/// A level above.
#[must_use]
pub fn crumb(record: usize, user_record: Option<usize>) -> String {
    match user_record {
        Some(user) => format!("Kinesis record {record}, user record {user}"),
        None => format!("Kinesis record {record}"),
    }
}

/// The open payload's title.
#[must_use]
pub fn payload_title(open: &OpenPayload) -> String {
    let what = match open.index {
        Some(index) => format!("User record {}", grouped(index)),
        None if open.about.unread => "Kinesis record of which no user record can be read".to_owned(),
        None => "Plain record".to_owned(),
    };
    format!("{what} · {} · {}", payload(open.payload()), size(wide(open.bytes)))
}

/// Which of how many is open.
#[must_use]
pub fn of_total(at: usize, total: usize) -> String {
    format!("{} of {}", grouped(at + 1), grouped(total))
}

/// What is known of the open user record beside its payload.
#[must_use]
pub fn about(open: &OpenPayload) -> Vec<(&'static str, String)> {
    let about = &open.about;
    let arrived = about.arrived.and_then(|at| {
        let here = clock::local(at).map(|here| format!(" ({here} here)")).unwrap_or_default();
        Some(format_milliseconds(at)? + &here)
    });
    let hash_key = about.hash_key.map(|key| key.to_string());
    let rows = [
        ("Partition key", about.key.clone()),
        ("Kinesis record", Some(grouped(about.record))),
        ("Sub-sequence number", open.index.map(grouped)),
        ("Put with partition key", about.outer_key.clone()),
        ("File", about.file.clone()),
        ("Arrived", arrived),
        ("Shard", about.shard_id.clone()),
        ("Sequence number", about.sequence_number.clone()),
        ("Explicit hash key", about.explicit_hash_key.clone()),
        ("Hash key", hash_key),
    ];
    rows.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// How sure the page is of what a payload is, and what else it may be; `None` where there is nothing to add.
#[must_use]
pub fn payload_guesses(open: &OpenPayload) -> Option<String> {
    let score = |guess: &Guess| match guess.score {
        Score::Certain => "certain",
        Score::Likely => "likely",
        Score::Plausible => "plausible",
    };
    let (first, others) = open.guesses.split_first()?;
    let unsure = first.score < Score::Certain && first.payload != Payload::Binary;
    // What is certainly JSON is text as well, and nobody needs to be told.
    let others = others.iter().filter(|_| first.score < Score::Certain);
    let others: Vec<String> =
        others.map(|guess| format!("{} ({})", payload(guess.payload), score(guess))).collect();
    let first = unsure.then(|| format!("Looks like {} ({}).", payload(first.payload), score(first)));
    let others = (!others.is_empty()).then(|| format!("May also be {}.", others.join(", ")));
    let parts: Vec<String> = first.into_iter().chain(others).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// What is not shown of it, or not as it is.
#[must_use]
pub fn payload_note(open: &OpenPayload) -> Option<String> {
    if let Some(inside) = &open.unpacked {
        let end = match inside {
            Inside { stopped: true, .. } => ", and there is more",
            Inside { broken: true, .. } => ", and then it is cut or damaged",
            _ => "",
        };
        let (bytes, what) = (size(wide(inside.bytes)), payload(inside.payload));
        return Some(format!(
            "Unpacked: {bytes} of {what}{end}. Copying and saving give the payload as it is."
        ));
    }
    open.lossy.then(|| {
        "These bytes are not UTF-8: � stands for what is no text. Copying and saving keep them.".to_owned()
    })
}

/// How many user records were picked.
#[must_use]
pub fn picked(number: usize) -> String {
    format!("{} chosen", count(number, "user record", "user records"))
}

/// Copies those that were picked.
#[must_use]
pub fn copy_picked(what: &str) -> String {
    format!("Copy: {what}")
}

/// Saves those that were picked.
#[must_use]
pub fn save_picked(what: &str) -> String {
    format!("Save: {what}")
}

/// Leads to all else about a Kinesis record, where the page is narrow.
#[must_use]
pub fn anatomy_of(record: usize) -> String {
    format!("Anatomy of Kinesis record {} ›", grouped(record))
}

/// Shows what was given, or hides it.
#[must_use]
pub const fn show_given(open: bool, binary: bool) -> &'static str {
    match (open, binary) {
        (false, false) => "Show the text",
        (true, false) => "Hide the text",
        (false, true) => "Show the bytes",
        (true, true) => "Hide the bytes",
    }
}

/// What shows a column or hides it.
#[must_use]
pub fn column_switch(name: &str, shows: bool) -> String {
    let name = if name == "#" { "Sub-sequence number" } else { name };
    if shows { format!("Hide: {name}") } else { format!("Show: {name}") }
}

/// How much stands in an object or array that is closed.
#[must_use]
pub fn hidden(values: usize) -> String {
    format!(" {}", count(values, "value", "values"))
}

/// How often the text was found in the payload, and at which of these places one is.
#[must_use]
pub fn found_in_payload(sheet: &SheetView) -> String {
    let total = format!("{}{}", grouped(sheet.found), if sheet.more { "+" } else { "" });
    match (sheet.found, sheet.at) {
        (0, _) => "not found".to_owned(),
        (_, Some(at)) => format!("{} of {total}", grouped(at + 1)),
        (1, None) => "1 match".to_owned(),
        (_, None) => format!("{total} matches"),
    }
}

/// The theme switch.
#[must_use]
pub const fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Theme: system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    }
}

/// What the preview in "Go to offset" says.
#[must_use]
pub fn offset_fault(fault: OffsetFault, len: usize) -> String {
    match fault {
        OffsetFault::Empty => String::new(),
        OffsetFault::NotANumber => format!("Not an offset. Type {OFFSET_HINT}."),
        OffsetFault::PastEnd => {
            let last = len.saturating_sub(1);
            format!("Past the record: the last byte is at {last} (0x{last:x}).")
        }
    }
}

/// The same, where there is a byte.
#[must_use]
pub fn offset_preview(offset: usize, path: &str) -> String {
    format!("{offset} (0x{offset:x}): {path}")
}

/// After copying.
#[must_use]
pub const fn copied(worked: bool) -> &'static str {
    if worked {
        "Copied."
    } else {
        "The browser does not let this page copy. Select the text and copy it by hand."
    }
}

/// A file could not be written to its end.
#[must_use]
pub fn not_exported(why: &str) -> String {
    format!("The file could not be written: {why}")
}

/// The worker has stopped.
#[must_use]
pub fn broken(why: &str) -> String {
    format!("What reads captures has stopped ({why}). What you see stays until the page is loaded anew.")
}

/// A file that could not be read.
#[must_use]
pub fn unreadable(name: &str, why: &str) -> String {
    format!("{name} could not be read: {why}. If it is a folder, drop the files in it.")
}

/// An example's name and what it shows.
#[must_use]
pub const fn sample(sample: Sample) -> (&'static str, &'static str) {
    match sample {
        Sample::ThreeKeys => ("Three keys", "records 123, 124, 125 with data 1234567890"),
        Sample::Thousand => ("A thousand records", "one partition key, shared by all"),
        Sample::ExplicitHashKeys => ("Explicit hash keys", "a second table beside the partition keys"),
        Sample::Tags => ("Tags", "part of the format, read by next to no consumer"),
        Sample::BrokenMd5 => ("Broken MD5", "one bit of the digest is wrong"),
        Sample::IndexOutOfRange => ("Index out of range", "a record points past the key table"),
        Sample::Truncated => ("Truncated", "the end of the record is missing"),
        Sample::Latin1AsUtf8 => ("Latin-1 as UTF-8", "a text was made of the bytes; repaired with a click"),
        Sample::Base64Twice => ("Base64 twice", "as awscli 1 does with base64 text; repaired with a click"),
        Sample::GetRecords => ("A get-records output", "aggregates, plain and damaged records mixed"),
    }
}

/// What several files are called that are read one after another.
#[must_use]
pub fn files(count: u32) -> String {
    format!("{count} files")
}

/// Before a large input is read.
#[must_use]
pub fn reading_now(bytes: u64) -> String {
    format!("Reading {}…", size(bytes))
}
