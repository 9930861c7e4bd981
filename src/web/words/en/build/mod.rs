//! English: the builder. What it shares with the rest of the page stands here too, under the same names.

mod defects;
mod labels;

pub use super::{
    ANATOMY, CLOSE, DRAWER_HEIGHT, PANES, banner, copied, count, grouped, severity_sign, size, tab, verdict,
    verdict_sign, wide,
};
pub use defects::*;
pub use labels::*;

use kpl_engine::consumers::Consumer;
use kpl_engine::{
    fixture::{
        HashKeyStyle, Seal, Single, TableStyle,
        code::Language,
        command::{Cli, Shell, Way},
        event::EventShape,
    },
    session::builder::{
        Bench, DraftShards, Likeness, LimitUse, LinkSays, Mode, PayloadForm, Product, RowsView, Ruling,
    },
};

use kpl_format::kpl::{Severity, Verdict};

/// The name of a mode, and its fragment.
#[must_use]
pub const fn mode_name(mode: Mode) -> (&'static str, &'static str) {
    match mode {
        Mode::Inspect => ("Inspect", "inspect"),
        Mode::Build => ("Build", "build"),
    }
}

/// What a payload is written as.
#[must_use]
pub const fn payload_form(form: PayloadForm) -> &'static str {
    match form {
        PayloadForm::Text => "text",
        PayloadForm::Json => "JSON",
        PayloadForm::Hex => "hex",
        PayloadForm::Base64 => "base64",
        PayloadForm::File => "file",
    }
}

/// How tables are written.
#[must_use]
pub const fn tables(style: TableStyle) -> &'static str {
    match style {
        TableStyle::Shared => "shared, as the KPL writes them",
        TableStyle::OnePerRecord => "one entry per record",
        TableStyle::Fluentd => "as fluentd writes them (index 1)",
    }
}

/// Who gets an explicit hash key.
#[must_use]
pub const fn hash_keys(style: HashKeyStyle) -> &'static str {
    match style {
        HashKeyStyle::WhereGiven => "only where given",
        HashKeyStyle::Always => "for every record",
    }
}

/// Which damage the MD5 covers.
#[must_use]
pub const fn seal(seal: Seal) -> &'static str {
    match seal {
        Seal::Fields => "holds after damage to fields",
        Seal::All => "holds after all damage",
        Seal::Never => "is left as it was, and fails too",
    }
}

/// What becomes of a lone record.
#[must_use]
pub const fn single(single: Single) -> &'static str {
    match single {
        Single::Aggregated => "is an aggregate of one",
        Single::Raw => "goes out raw, as the KPL sends it",
    }
}

/// How the record relates to a captured one; `None` where it does not.
#[must_use]
pub fn likeness(likeness: Likeness) -> Option<String> {
    match likeness {
        Likeness::Own => None,
        Likeness::Identical => Some("Identical to the captured bytes ✓".to_owned()),
        Likeness::Changed { places, bytes } => Some(format!(
            "Edited: {} in {} not as captured; they are marked below.",
            count(bytes, "byte", "bytes"),
            count(places, "place is", "places are")
        )),
        Likeness::Broken { changed, added, removed } => {
            let parts = [(changed, "changed"), (added, "added"), (removed, "removed")];
            let parts = parts.into_iter().filter(|(bytes, _)| *bytes > 0);
            let parts: Vec<String> =
                parts.map(|(bytes, what)| format!("{} {what}", count(bytes, "byte", "bytes"))).collect();
            Some(format!("Broken on purpose: {}.", parts.join(", ")))
        }
    }
}

/// The headline of what was made, with its sign: what is wrong with the draft is worse than what its bytes are.
#[must_use]
pub const fn made_headline(made: Verdict, worst: Option<Severity>) -> (&'static str, &'static str) {
    match (made, worst) {
        (_, Some(Severity::Error)) => (severity_sign(Severity::Error), "Not as it is meant: see below"),
        (Verdict::Aggregated, Some(Severity::Warning)) => (severity_sign(Severity::Warning), verdict(made)),
        _ => (verdict_sign(made), verdict(made)),
    }
}

/// A draft that is too large, in parts.
#[must_use]
pub fn split_into(parts: usize) -> String {
    format!("Add to the set as {}, as the KPL splits it", count(parts, "Kinesis record", "Kinesis records"))
}

/// What pasted rows become: from which columns, and how many.
#[must_use]
pub fn rows_become(rows: &RowsView) -> String {
    let taken = rows.columns.iter().filter(|(_, taken)| taken != "left out");
    let columns: Vec<String> = taken.map(|(name, taken)| format!("{name} is the {taken}")).collect();
    let from = if columns.is_empty() { String::new() } else { format!("Column {}. ", columns.join(", ")) };
    let first = if rows.total > rows.first.len() {
        format!(", the first {} below", rows.first.len())
    } else {
        String::new()
    };
    format!("{from}This makes {}{first}.", count(rows.total, "user record", "user records"))
}

/// A size against a limit.
#[must_use]
pub fn limit(used: &LimitUse) -> String {
    let name = match used.limit {
        51_200 => "KPL default, 51,200 bytes",
        1_048_576 => "stream default, 1 MiB with the key",
        _ => "any stream, 10 MiB with the key",
    };
    // Below a tenth of a percent all sizes look alike.
    let tenths = used.bytes.saturating_mul(1000) / used.limit.max(1);
    let part = match tenths {
        0 => "under 0.1%".to_owned(),
        1000.. if used.bytes > used.limit => {
            format!("{} too many", count(used.bytes - used.limit, "byte", "bytes"))
        }
        tenths => format!("{}.{}%", tenths / 10, tenths % 10),
    };
    format!("{name}: {part}")
}

/// Keys and units of what was made.
#[must_use]
pub fn outer(bench: &Bench) -> String {
    let key = bench.outer_key.key.as_deref().unwrap_or_default();
    let hash_key = bench.outer_hash_key.key.as_deref();
    let hash_key = hash_key.map_or_else(|| "none".to_owned(), str::to_owned);
    format!("Partition key “{key}” · explicit hash key {hash_key}")
}

/// Which shards the records land in.
#[must_use]
pub fn shard_lines(shards: &DraftShards) -> Vec<String> {
    let Some(total) = shards.total else { return vec![SHARDS_UNKNOWN.to_owned()] };
    let mut lines = Vec::new();
    if let Some(outer) = &shards.outer {
        lines.push(format!("Of {}, the Kinesis record lands in {outer}.", count(total, "shard", "shards")));
    }
    let counts: Vec<String> =
        shards.counts.iter().take(6).map(|(id, count)| format!("{} in {id}", grouped(*count))).collect();
    if !counts.is_empty() {
        let more = shards.counts.len().saturating_sub(6);
        let more = if more > 0 { format!(", and {more} shards more") } else { String::new() };
        lines.push(format!("User records by their own keys: {}{more}.", counts.join(", ")));
    }
    if shards.counts.len() > 1 {
        lines.push("They are of more than one shard: the KCL drops the whole aggregate.".to_owned());
    }
    lines
}

/// What an application gets.
#[must_use]
pub fn emitted(ruling: &Ruling) -> String {
    match ruling.outcome.as_str() {
        "records" => grouped(ruling.emitted),
        "partial" => format!("{} of them", grouped(ruling.emitted)),
        "passthrough" => "undecoded".to_owned(),
        "nothing" => "none".to_owned(),
        other => other.to_owned(),
    }
}

/// How many consumers hand over everything as it should be.
#[must_use]
pub fn consumers_get(good: usize, users: usize) -> String {
    let who = count(good, "consumer gets", "consumers get");
    match users {
        0 => format!("{who} it as it should be"),
        1 => format!("{who} the user record"),
        _ => format!("{who} all {}", grouped(users)),
    }
}

/// How many more differ.
#[must_use]
pub fn more_consumers(number: usize) -> String {
    format!("and {}", count(number, "more consumer", "more consumers"))
}

/// A consumer's name.
#[must_use]
pub fn consumer_name(id: &str) -> &str {
    let known = Consumer::ALL.into_iter().find(|consumer| consumer.id() == id);
    known.map_or(id, |consumer| consumer.name())
}

/// What goes out.
#[must_use]
pub fn product(product: Product) -> String {
    match product {
        Product::PutRecord => "aws kinesis put-record".to_owned(),
        Product::PutRecords => "aws kinesis put-records".to_owned(),
        Product::ReadBack => "get-shard-iterator and get-records".to_owned(),
        Product::Event(shape) => format!("event: {}", event(shape)),
        Product::SamInvoke(shape) => format!("sam local invoke: {}", event(shape)),
        Product::LambdaInvoke(shape) => format!("aws lambda invoke: {}", event(shape)),
        Product::Test(language) => format!("test: {}", self::language(language)),
        Product::Text => "text form, .kpl.txt".to_owned(),
        Product::Json => "text form, JSON".to_owned(),
    }
}

const fn event(shape: EventShape) -> &'static str {
    match shape {
        EventShape::Lambda => "Lambda",
        EventShape::TumblingWindow => "Lambda, tumbling window",
        EventShape::OnFailure => "S3 on-failure object",
        EventShape::FirehoseTransform => "Firehose transform",
        EventShape::Pipes => "EventBridge Pipes",
    }
}

const fn language(language: Language) -> &'static str {
    match language {
        Language::Go => "Go",
        Language::Java => "Java",
        Language::Python => "Python",
        Language::TypeScript => "TypeScript",
        Language::Rust => "Rust",
    }
}

/// The generations of awscli.
#[must_use]
pub const fn cli(cli: Cli) -> &'static str {
    match cli {
        Cli::V2 => "version 2",
        Cli::V1 => "version 1",
    }
}

/// The shells.
#[must_use]
pub const fn shell(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => "bash, zsh",
        Shell::PowerShell => "PowerShell",
        Shell::Cmd => "cmd",
    }
}

/// How the data goes.
#[must_use]
pub const fn way(way: Way) -> &'static str {
    match way {
        Way::Inline => "in the command",
        Way::File => "as a file",
    }
}

/// A box in a row of the table.
#[must_use]
pub fn cell_of(name: &str, place: usize) -> String {
    format!("{name} of record {place}")
}

/// How many user records are chosen at once.
#[must_use]
pub fn several_chosen(count: usize) -> String {
    format!("{} selected", grouped(count))
}

/// What is below the table.
#[must_use]
pub fn editor_title(place: usize, bytes: usize) -> String {
    format!("Record {place} · {} sent", size(wide(bytes)))
}

/// How much of a long text shows.
#[must_use]
pub fn made_cut(bytes: usize) -> String {
    format!("… {} in all; copying and saving give the whole.", size(wide(bytes)))
}

/// What a link holds, line by line.
#[must_use]
pub fn link_lines(link: &LinkSays) -> Vec<String> {
    let mut lines = vec![
        format!("{} long", count(link.len, "character", "characters")),
        format!(
            "{} with {} of payload",
            count(link.records, "user record", "user records"),
            size(wide(link.payload_bytes))
        ),
    ];
    let (keys, all) = &link.keys;
    if *all > 0 {
        let more = if *all > keys.len() { " …" } else { "" };
        lines.push(format!("{}: {}{more}", count(*all, "partition key", "partition keys"), keys.join(", ")));
    }
    if !link.files.is_empty() {
        lines.push(format!("the bytes of {}", link.files.join(", ")));
    }
    if let Some(bytes) = link.origin_bytes {
        lines.push(format!("the imported record, {}, whole", size(wide(bytes))));
    }
    if link.defects > 0 {
        lines.push(count(link.defects, "defect", "defects"));
    }
    lines
}

/// How many tags.
#[must_use]
pub fn tags(number: usize) -> String {
    count(number, "tag", "tags")
}

/// A shard's number, where it is named as Kinesis does.
#[must_use]
pub fn shard_short(id: &str) -> String {
    let number = id.strip_prefix("shardId-").map(|number| number.trim_start_matches('0'));
    number.map_or_else(|| id.to_owned(), |number| if number.is_empty() { "0" } else { number }.to_owned())
}

/// Where a record lands.
#[must_use]
pub fn lands(record: &kpl_engine::session::builder::Editor) -> String {
    let key = record.hash_key.map(|key| format!("hash key {key}"));
    let parts: Vec<String> = key.into_iter().chain(record.shard.clone()).collect();
    parts.join(" · ")
}

/// A payload that is a file.
#[must_use]
pub fn file_payload(name: &str) -> String {
    format!("The bytes of {name}.")
}

/// A user record by its place.
#[must_use]
pub fn record_at(place: usize) -> String {
    format!("Record {place}:")
}

/// What else is wrong.
#[must_use]
pub fn more_said(number: usize) -> String {
    format!("and {} more", grouped(number))
}
