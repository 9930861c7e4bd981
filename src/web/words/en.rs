//! English.

use crate::{
    bytes::literal::Form,
    capture::Shape,
    fixture::samples::Sample,
    kpl::{Kind, Md5Status, Role, Severity, Verdict, Wire},
    payload::Payload,
    session::{
        Counts, OffsetFault,
        select::{Banner, OpenPayload},
    },
    web::platform::theme::Theme,
};

/// The tool's name.
pub const NAME: &str = "KPL Lens";
/// What it is, in a sentence.
pub const PURPOSE: &str =
    "Takes Amazon Kinesis records in the KPL Aggregated Record Format apart, to the byte.";
/// What to paste, in a sentence.
pub const INVITE: &str = "Paste a record’s base64 or hex, a Lambda event, or the whole output of aws kinesis get-records. \
                          Or drop a file anywhere.";
/// Name of the box.
pub const INPUT: &str = "Captured record";
/// What the empty box hints at.
pub const INPUT_HINT: &str = "84mawgoDMTIz…";
/// Reads what is in the box.
pub const INSPECT: &str = "Inspect";
/// Opens the file picker.
pub const PICK_FILE: &str = "Choose a file";
/// Privacy, next to the box.
pub const PRIVACY: &str = "Nothing leaves this page: it makes no request after it has loaded, stores nothing but the theme, \
                           and works offline. To check, open your browser’s network panel, or read its \
                           Content-Security-Policy.";
/// Above the examples.
pub const EXAMPLES: &str = "Or look at an example";
/// Shown over the page while something is dragged over it.
pub const DROP_HERE: &str = "Drop it: the file is read here, in this page.";
/// Back to the empty page.
pub const START_OVER: &str = "New capture";
/// Names the part with the input.
pub const GIVEN: &str = "What you gave";
/// Names the verdict's part.
pub const VERDICT: &str = "Verdict";
/// The menu of other readings.
pub const OTHER_READINGS: &str = "Other readings";
/// The menu of copies.
pub const COPY_AS: &str = "Copy as";
/// Copies a path.
pub const COPY_PATH: &str = "Path";
/// Copies the outline.
pub const COPY_OUTLINE: &str = "Outline of all fields";
/// The record's menu.
pub const COPY_RECORD: &str = "Copy record";
/// The report's menu.
pub const REPORT: &str = "Report";
/// Copies the report.
pub const COPY_REPORT: &str = "Copy report";
/// Saves the report.
pub const SAVE_REPORT: &str = "Save report";
/// Saves the record.
pub const SAVE_RECORD: &str = "Save record";
/// The help button.
pub const KEYS: &str = "Shortcuts";
/// Closes a dialog.
pub const CLOSE: &str = "Close";
/// The dialog of keys.
pub const KEYS_TITLE: &str = "Keyboard shortcuts";
/// List of Kinesis records.
pub const KINESIS_RECORDS: &str = "Kinesis records";
/// The tree.
pub const FIELDS: &str = "Fields";
/// The hex view.
pub const BYTES: &str = "Bytes";
/// The table of user records.
pub const USER_RECORDS: &str = "User records";
/// The key tables.
pub const KEY_TABLES: &str = "Key tables";
/// The findings.
pub const FINDINGS: &str = "Findings";
/// The tabs' own name.
pub const PANES: &str = "Panes";
/// The strip under the bytes.
pub const DETAILS: &str = "Selected field";
/// Before anything is chosen.
pub const DETAILS_EMPTY: &str =
    "Point at a byte or a field to see what it is; click, or press Enter, to keep it.";
/// Go to offset.
pub const GO_TO: &str = "Go to offset";
/// The field in that dialog.
pub const OFFSET: &str = "Offset";
/// What may be typed there.
pub const OFFSET_HINT: &str = "0x1f, 31, +16 or -16";
/// Goes there.
pub const GO: &str = "Go";
/// To the finding before.
pub const PREVIOUS_FINDING: &str = "Previous finding";
/// To the next finding.
pub const NEXT_FINDING: &str = "Next finding";
/// The filter of user records.
pub const FILTER: &str = "Filter user records";
/// Hint in the filter.
pub const FILTER_HINT: &str = "key or payload text";
/// The open payload.
pub const PAYLOAD: &str = "Payload";
/// How it is shown.
pub const PAYLOAD_VIEWS: &str = "Payload as";
/// Saves its bytes.
pub const SAVE_PAYLOAD: &str = "Save bytes";
/// Column heads of the tree.
pub const FIELD_COLUMNS: [&str; 3] = ["Field", "Offset", "Length"];
/// Column heads of the user records.
pub const USER_COLUMNS: [&str; 5] = ["#", "Partition key", "Hash key", "Bytes", "Payload"];
/// Column heads of the Kinesis records.
pub const RECORD_COLUMNS: [&str; 7] =
    ["#", "Verdict", "User records", "Bytes", "Partition key", "Sequence number", "Arrived"];
/// Column heads of the keys.
pub const KEY_COLUMNS: [&str; 6] = ["Index", "Key", "Hash key", "Uses", "Saved", ""];
/// Where a value cannot be known.
pub const UNKNOWN: &str = "–";
/// A user record without a key.
pub const NO_KEY: &str = "no such key";
/// A user record without a payload.
pub const NO_DATA: &str = "no data";
/// The list of findings without any.
pub const NO_FINDINGS: &str = "No findings.";
/// The tables without any.
pub const NO_KEYS: &str = "This Kinesis record has no key tables.";
/// A plain record has no user records.
pub const NO_USER_RECORDS_PLAIN: &str = "A plain record: the application gets its bytes as they are.";
/// A damaged or empty one.
pub const NO_USER_RECORDS: &str = "No user record can be read.";
/// The filter lets nothing through.
pub const NO_MATCH: &str = "No user record matches the filter.";
/// No Kinesis record was found.
pub const NO_RECORDS: &str = "No Kinesis record was found in this.";
/// A field that a later one overrides.
pub const OVERRIDDEN: &str = "a later one wins";
/// A broken field.
pub const BROKEN: &str = "cannot be read to its end";

/// Keys and what they do.
pub const SHORTCUTS: [(&str, &[(&str, &str)]); 5] = [
    (
        "Anywhere",
        &[
            ("Ctrl+V", "read what is on the clipboard"),
            ("Ctrl+G", "go to an offset"),
            ("?", "this list"),
            ("Esc", "let go of the selection"),
        ],
    ),
    (
        "Panes",
        &[
            ("Enter or Space", "keep the selection; the other panes go there"),
            ("[ ]", "previous and next finding"),
            ("/", "filter the user records"),
            ("Tab", "to the next pane"),
        ],
    ),
    (
        "Fields",
        &[
            ("↑ ↓", "move"),
            ("→", "open, then first child"),
            ("←", "close, then parent"),
            ("*", "open all siblings"),
            ("Home End", "first and last row"),
        ],
    ),
    (
        "Bytes",
        &[
            ("← → ↑ ↓", "move by byte and row"),
            ("Home End", "start and end of the row"),
            ("Ctrl+Home Ctrl+End", "first and last byte"),
            ("Page Up Page Down", "sixteen rows"),
        ],
    ),
    ("User records", &[("↑ ↓", "move"), ("Enter", "open the payload")]),
];

/// `1 byte`, `2 bytes`, with thousands apart.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its thousands apart.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A size, exact, and in larger units where it is large.
#[must_use]
pub fn size(bytes: usize) -> String {
    let exact = count(bytes, "byte", "bytes");
    match bytes {
        0..10_240 => exact,
        10_240..1_048_576 => format!("{exact} ({} KiB)", bytes / 1024),
        _ => format!("{exact} ({}.{} MiB)", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// The banner's first line.
#[must_use]
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Aggregated => "Aggregated record",
        Verdict::Damaged => "Damaged aggregate",
        Verdict::Plain => "Plain record, not aggregated",
    }
}

/// The verdict in a table.
#[must_use]
pub const fn verdict_short(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Aggregated => "aggregated",
        Verdict::Damaged => "damaged",
        Verdict::Plain => "plain",
    }
}

/// The sign in front of a verdict.
#[must_use]
pub const fn verdict_sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Aggregated => "✔",
        Verdict::Damaged => "✖",
        Verdict::Plain => "○",
    }
}

/// The banner's other lines.
#[must_use]
pub fn banner(banner: &Banner) -> Vec<String> {
    let mut lines = Vec::new();
    if banner.verdict != Verdict::Plain {
        let md5 = match banner.md5 {
            Some(Md5Status::Match) => "MD5 holds",
            Some(Md5Status::Mismatch) => "MD5 does not match",
            Some(Md5Status::Absent) | None => "MD5 is missing",
        };
        let users = count(banner.user_records, "user record", "user records");
        let keys = count(banner.partition_keys, "partition key", "partition keys");
        lines.push(format!("{users} · {keys} · {md5}"));
    }
    let units = |number| count(number, "payload unit", "payload units");
    let cost = format!("{}: {} of 25 KB", size(banner.bytes), units(banner.units));
    lines.push(match banner.user_records {
        0 => cost,
        _ => format!("{cost}; its user records sent singly would cost {}", grouped(banner.units_singly)),
    });
    lines
}

/// How many findings there are.
#[must_use]
pub fn counts(counts: Counts) -> String {
    let parts = [
        (counts.errors, "error", "errors"),
        (counts.warnings, "warning", "warnings"),
        (counts.notes, "note", "notes"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| part.0 > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    if parts.is_empty() { "No findings".to_owned() } else { parts.join(" · ") }
}

/// A severity.
#[must_use]
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}

/// The sign in front of a finding.
#[must_use]
pub const fn severity_sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Note => "i",
    }
}

/// What the input was read as.
#[must_use]
pub fn read_as(shape: Shape, bytes: usize, name: Option<&str>) -> String {
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
        Shape::Text => "plain text",
        Shape::GetRecords => "get-records output",
        Shape::PutRecords => "put-records input",
        Shape::LambdaEvent => "a Lambda event",
    }
}

/// A field's name in the tree.
#[must_use]
pub fn field(kind: Kind, number: u32, index: usize) -> String {
    match kind {
        Kind::PartitionKey | Kind::ExplicitHashKey | Kind::Record => format!("[{index}]"),
        Kind::Tag => format!("tags[{index}]"),
        Kind::Unknown => format!("unknown field {number}"),
        kind => kind.name().to_owned(),
    }
}

/// A list's size.
#[must_use]
pub fn entries(number: usize) -> String {
    count(number, "entry", "entries")
}

/// Whether the digest holds.
#[must_use]
pub const fn md5(status: Md5Status) -> &'static str {
    match status {
        Md5Status::Match => "matches",
        Md5Status::Mismatch => "does not match",
        Md5Status::Absent => "absent",
    }
}

/// What a byte is for.
#[must_use]
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Magic => "magic",
        Role::Key => "key",
        Role::Length => "length",
        Role::Value => "value",
        Role::Md5 => "MD5",
        Role::Unclaimed => "unclaimed",
    }
}

/// A byte's accessible name.
#[must_use]
pub fn byte(offset: usize, byte: u8, role_of: Role, path: &str) -> String {
    format!("0x{offset:x}, {byte:02x}, {path} {}", role(role_of))
}

/// The byte at the caret.
#[must_use]
pub fn byte_at(offset: usize, byte: u8, role_of: Role) -> String {
    format!("{byte:02x} at 0x{offset:x}: {}", role(role_of))
}

/// Offset and length of a field.
#[must_use]
pub fn place(offset: usize, len: usize) -> String {
    format!("offset {} (0x{offset:x}) · {}", grouped(offset), count(len, "byte", "bytes"))
}

/// A field's key.
#[must_use]
pub fn key(hex: &str, number: u32, wire: Wire) -> String {
    format!("{hex}: field {number}, {} (wire type {})", wire.name(), wire.number())
}

/// Names of the readings in the details.
pub mod reading {
    /// Of the key.
    pub const KEY: &str = "Key";
    /// Of the length.
    pub const LENGTH: &str = "Length";
    /// An unsigned number.
    pub const UNSIGNED: &str = "Unsigned";
    /// A signed one.
    pub const SIGNED: &str = "Signed";
    /// A zigzag one.
    pub const ZIGZAG: &str = "Zigzag";
    /// Text.
    pub const TEXT: &str = "Text";
    /// Hex.
    pub const HEX: &str = "Hex";
    /// A hash key.
    pub const HASH_KEY: &str = "Hash key";
    /// The byte at the caret.
    pub const BYTE: &str = "Byte";
}

/// A form to copy in.
#[must_use]
pub const fn form(form: Form) -> &'static str {
    match form {
        Form::Base64 => "Base64",
        Form::Hex => "Hex",
        Form::Text => "Text",
        Form::Rust => "Rust",
        Form::Go => "Go",
        Form::Java => "Java",
        Form::Python => "Python",
        Form::TypeScript => "TypeScript",
    }
}

/// A payload's kind.
#[must_use]
pub const fn payload(payload: Payload) -> &'static str {
    match payload {
        Payload::Empty => "empty",
        Payload::Json => "JSON",
        Payload::Text => "text",
        Payload::Aggregate => "nested aggregate",
        Payload::Gzip => "gzip",
        Payload::Zlib => "zlib",
        Payload::Ion => "Ion",
        Payload::Binary => "binary",
    }
}

/// The open payload's title.
#[must_use]
pub fn payload_title(open: &OpenPayload) -> String {
    format!("User record {} · {} · {}", open.index, payload(open.payload), size(open.bytes))
}

/// What is not shown of it, or not as it is.
#[must_use]
pub fn payload_note(open: &OpenPayload) -> Option<String> {
    let cut = (open.shown < open.bytes).then(|| {
        format!("The first {} are shown; copying and saving give all.", count(open.shown, "byte", "bytes"))
    });
    let lossy = open.lossy.then(|| {
        "These bytes are not UTF-8: � stands for what is no text. Copying and saving keep them.".to_owned()
    });
    cut.or(lossy)
}

/// The views of a payload.
pub const PAYLOAD_TABS: [&str; 4] = ["Pretty", "Text", "Hex", "Base64"];

/// An entry's remark.
#[must_use]
pub fn key_remark(uses: usize, duplicate_of: Option<usize>) -> String {
    let unused = (uses == 0).then(|| "unused, which is normal".to_owned());
    let duplicate = duplicate_of.map(|first| format!("same as [{first}], which is allowed"));
    [unused, duplicate].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Bytes saved.
#[must_use]
pub fn saved(bytes: usize) -> String {
    if bytes == 0 { UNKNOWN.to_owned() } else { count(bytes, "byte", "bytes") }
}

/// How many user records the filter lets through.
#[must_use]
pub fn matches(through: usize, all: usize) -> String {
    if through == all {
        count(all, "user record", "user records")
    } else {
        format!("{} of {}", grouped(through), grouped(all))
    }
}

/// How many Kinesis records there are.
#[must_use]
pub fn records(all: usize) -> String {
    format!("{KINESIS_RECORDS} · {}", grouped(all))
}

/// A tab with a number.
#[must_use]
pub fn tab(name: &str, number: usize) -> String {
    format!("{name} {}", grouped(number))
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
        Sample::Tags => ("Tags", "part of the format, read by no consumer"),
        Sample::BrokenMd5 => ("Broken MD5", "one bit of the digest is wrong"),
        Sample::IndexOutOfRange => ("Index out of range", "a record points past the key table"),
        Sample::Truncated => ("Truncated", "the end of the record is missing"),
        Sample::GetRecords => ("A get-records output", "aggregates, plain and damaged records mixed"),
    }
}

/// A list goes on.
#[must_use]
pub fn more(number: usize) -> String {
    format!("and {} more", grouped(number))
}

/// Marks a hash key that the producer gave.
pub const EXPLICIT_SHORT: &str = "explicit";
/// The same in a sentence.
pub const EXPLICIT: &str = "The producer gave this hash key; others are the MD5 of the partition key.";
/// An entry of the partition key table.
pub const PARTITION_KEY: &str = "partition key";
/// An entry of the explicit hash key table.
pub const EXPLICIT_HASH_KEY: &str = "explicit hash key";
