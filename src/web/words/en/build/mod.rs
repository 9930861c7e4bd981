//! English: the builder. What it shares with the rest of the page stands here too, under the same names.

mod defects;

pub use super::*;
pub use defects::*;

use crate::{
    fixture::{
        HashKeyStyle, Single, TableStyle,
        code::Language,
        command::{Cli, Shell, Way},
        event::Shape,
    },
    session::builder::{Bench, Likeness, LinkSays, PayloadForm, Place, Product, Ruling, ShardFace, SizeFace},
};

/// Names the two places.
pub const PLACES: &str = "Places";
/// Takes an inspected record over.
pub const EDIT_AS_FIXTURE: &str = "Edit as fixture";
/// The table.
pub const DRAFT_RECORDS: &str = "User records";
/// A user record more.
pub const ADD: &str = "Add record";
/// Another like it.
pub const DUPLICATE: &str = "Duplicate";
/// A place up.
pub const MOVE_UP: &str = "Move up";
/// A place down.
pub const MOVE_DOWN: &str = "Move down";
/// It goes.
pub const DELETE: &str = "Delete";
/// Takes an edit back.
pub const UNDO: &str = "Undo";
/// Makes it again.
pub const REDO: &str = "Redo";
/// Rows from elsewhere.
pub const PASTE_ROWS: &str = "Paste rows…";
/// Records from a template.
pub const GENERATE: &str = "Generate…";
/// A text form from the disk.
pub const OPEN_FIXTURE: &str = "Open…";
/// All anew.
pub const NEW_FIXTURE: &str = "New";
/// What the buttons are for.
pub const DRAFT_TOOLS: &str = "Edit the user records";
/// Nothing is there yet.
pub const NO_DRAFT: &str = "No user records yet.";
/// What to do then.
pub const NO_DRAFT_HELP: &str = "Add one, paste rows of CSV, NDJSON or a spreadsheet, generate some from a template, or open a \
                                 .kpl.txt file. An inspected record comes here by Edit as fixture.";
/// Column heads.
pub const DRAFT_COLUMNS: [&str; 7] =
    ["#", "Partition key", "Explicit hash key", "Payload", "As", "Bytes", "Shard"];
/// Names of boxes.
pub const PARTITION_KEY: &str = "Partition key";
/// See above.
pub const EXPLICIT_HASH_KEY: &str = "Explicit hash key";
/// See above.
pub const PAYLOAD: &str = "Payload";
/// See above.
pub const PAYLOAD_AS: &str = "Payload is";
/// Packs a payload.
pub const GZIP: &str = "gzip";
/// A file as payload.
pub const PAYLOAD_FILE: &str = "Payload from a file";
/// A payload that is too long for a box.
pub const PAYLOAD_LONG: &str = "This payload is too long to be typed here; its bytes are kept as they are.";
/// A tag more.
pub const ADD_TAG: &str = "Add tag";
/// A tag less.
pub const DROP_TAG: &str = "Remove tag";
/// Names of boxes.
pub const TAG_NAME: &str = "Tag name";
/// See above.
pub const TAG_VALUE: &str = "Tag value";
/// How records are written.
pub const WRITTEN: &str = "How it is written";
/// A choice.
pub const TABLES: &str = "Key tables";
/// A choice.
pub const HASH_KEYS: &str = "Explicit hash keys";
/// A choice.
pub const SINGLE: &str = "A single record";
/// A choice.
pub const OUTER_KEY: &str = "Outer partition key";
/// A choice.
pub const OUTER_HASH_KEY: &str = "Outer explicit hash key";
/// What was imported decides.
pub const WRITTEN_AS_IMPORTED: &str =
    "An imported aggregate keeps its own tables: these choices begin to count in a new fixture.";
/// The state of what was made.
pub const MADE: &str = "What this makes";
/// What was made, elsewhere.
pub const INSPECT_BUILT: &str = "Inspect it";
/// What was made, copied.
pub const COPY_BYTES: &str = "Copy bytes";
/// What was made, saved.
pub const SAVE_BIN: &str = "Save .bin";
/// See above.
pub const SAVE_TEXT: &str = "Save .kpl.txt";
/// See above.
pub const SAVE_JSON: &str = "Save .kpl.json";
/// The menu of files.
pub const SAVE: &str = "Save";
/// Shards.
pub const SHARDS: &str = "Shards";
/// A choice.
pub const SHARDS_FROM: &str = "Shard map";
/// The choices.
pub const SHARD_SOURCES: [&str; 3] = ["none", "even shards", "pasted list-shards"];
/// A number.
pub const SHARD_COUNT: &str = "Number of shards";
/// A paste.
pub const SHARD_PASTE: &str = "Output of aws kinesis list-shards or describe-stream";
/// What consumers do.
pub const CONSUMERS: &str = "What consumers do with it";
/// Column heads.
pub const RULING_COLUMNS: [&str; 3] = ["Consumer", "User records", "What happens"];
/// Nobody hears of a loss.
pub const SILENT: &str = "silent";
/// Not run, but read.
pub const NOT_MEASURED: &str = "from its source";
/// Damage.
pub const DEFECTS: &str = "Defects";
/// The MD5 after it.
pub const RESEAL: &str = "Compute the MD5 anew after the damage";
/// What goes out.
pub const OUT: &str = "Take it out";
/// A choice.
pub const PRODUCT: &str = "What";
/// Copies it.
pub const COPY: &str = "Copy";
/// Saves it.
pub const SAVE_AS_FILE: &str = "Save as file";
/// Files beside it.
pub const FILES_BESIDE: &str = "Save these beside it";
/// Names of boxes.
pub const STREAM: &str = "Stream";
/// See above.
pub const REGION: &str = "Region";
/// See above.
pub const PROFILE: &str = "Profile";
/// See above.
pub const ENDPOINT: &str = "Endpoint";
/// See above.
pub const SHARD: &str = "Shard";
/// See above.
pub const FUNCTION: &str = "Function";
/// See above.
pub const FIXTURE_NAME: &str = "Name";
/// See above.
pub const CLI: &str = "awscli";
/// See above.
pub const SHELL: &str = "Shell";
/// See above.
pub const WAY: &str = "Data";
/// A set.
pub const SET: &str = "Set";
/// What a set is.
pub const SET_HELP: &str = "Several fixtures, good and broken, in one zip with a manifest of what each consumer makes of them. \
                            put-records sends the whole set.";
/// The draft joins.
pub const KEEP: &str = "Add to the set";
/// One leaves.
pub const DROP: &str = "Remove";
/// One is edited.
pub const TAKE: &str = "Open";
/// All of it.
pub const SAVE_SET: &str = "Save zip";
/// A link.
pub const LINK: &str = "Link…";
/// Its dialog.
pub const LINK_TITLE: &str = "A link that holds this fixture";
/// What it means.
pub const LINK_HELP: &str = "Whoever has the link has all of this. It stands behind the # of the address, which browsers send \
                             nowhere; whatever the link is pasted into keeps it.";
/// A link that is too long.
pub const LINK_LONG: &str =
    "Chat and mail programs cut or refuse links of this length: send the .kpl.txt file.";
/// Copies it.
pub const COPY_LINK: &str = "Copy link";
/// The dialog of templates.
pub const GENERATE_TITLE: &str = "Generate user records";
/// What stands in templates.
pub const GENERATE_HELP: &str = "Placeholders: {{i}} {{i+100}} {{i%3}}, {{random 1..6}}, {{pick a|b|c}}, {{hex 8}}, {{letters 20}}, \
                                 {{fill 1000}}. The same form and seed give the same bytes, always.";
/// Names of boxes.
pub const COUNT: &str = "How many";
/// See above.
pub const SEED: &str = "Seed";
/// Makes them.
pub const GENERATE_NOW: &str = "Generate";
/// The dialog of rows.
pub const ROWS_TITLE: &str = "Paste rows";
/// What rows are.
pub const ROWS_HELP: &str = "CSV, cells of a spreadsheet, or a JSON value a line. A row is a payload; a key and a payload; or a key, an \
                             explicit hash key and a payload. A first row may name the columns.";
/// Takes them.
pub const ROWS_NOW: &str = "Add rows";
/// The panes where the page is narrow.
pub const BUILD_PANES: [&str; 4] = ["Records", "Defects", "Result", "Out"];

/// A place's name, and its fragment.
#[must_use]
pub const fn place_name(place: Place) -> (&'static str, &'static str) {
    match place {
        Place::Inspect => ("Inspect", "inspect"),
        Place::Build => ("Build", "build"),
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

/// What becomes of a lone record.
#[must_use]
pub const fn single(single: Single) -> &'static str {
    match single {
        Single::Aggregated => "is an aggregate of one",
        Single::Raw => "goes out raw, as the KPL sends it",
    }
}

/// The outer keys.
pub const OUTER_KEYS: [&str; 2] = ["as the KPL sets it", "this one"];
/// See above.
pub const OUTER_HASH_KEYS: [&str; 3] = ["as the KPL sets it", "none", "this one"];

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
        Likeness::Broken { bytes } => Some(format!(
            "Broken on purpose: {} changed, marked below.",
            count(bytes, "byte is", "bytes are")
        )),
    }
}

/// A size against a limit.
#[must_use]
pub fn limit(face: &SizeFace) -> String {
    let name = match face.limit {
        51_200 => "KPL default, 51,200 bytes",
        1_048_576 => "stream default, 1 MiB with the key",
        _ => "any stream, 10 MiB with the key",
    };
    // Below a tenth of a percent all sizes look alike.
    let tenths = face.bytes.saturating_mul(1000) / face.limit.max(1);
    let part = match tenths {
        0 => "under 0.1%".to_owned(),
        1000.. if face.bytes > face.limit => {
            format!("{} too many", count(face.bytes - face.limit, "byte", "bytes"))
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
pub fn shards(face: &ShardFace) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(outer) = &face.outer {
        lines.push(format!("The Kinesis record lands in {outer}."));
    }
    let counts: Vec<String> =
        face.counts.iter().take(6).map(|(id, count)| format!("{} in {id}", grouped(*count))).collect();
    if !counts.is_empty() {
        let more = face.counts.len().saturating_sub(6);
        let more = if more > 0 { format!(", and {more} shards more") } else { String::new() };
        lines.push(format!("User records by their own keys: {}{more}.", counts.join(", ")));
    }
    if face.counts.len() > 1 {
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
        "passthrough" => "whole".to_owned(),
        "nothing" => "none".to_owned(),
        other => other.to_owned(),
    }
}

/// A consumer's name.
#[must_use]
pub fn consumer_name(id: &str) -> &str {
    match id {
        "kcl" => "KCL (Java)",
        "python" => "awslabs Python",
        "node" => "awslabs Node",
        "node-unchecked" => "awslabs Node, unchecked",
        "go" => "awslabs Go",
        "rust-prost" => "Rust, prost",
        "hudi" => "Apache Hudi",
        "firehose" => "Amazon Data Firehose",
        "lambda" => "Lambda, no deaggregator",
        other => other,
    }
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

const fn event(shape: Shape) -> &'static str {
    match shape {
        Shape::Lambda => "Lambda",
        Shape::TumblingWindow => "Lambda, tumbling window",
        Shape::OnFailure => "S3 on-failure object",
        Shape::FirehoseTransform => "Firehose transform",
        Shape::Pipes => "EventBridge Pipes",
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

/// Keys for the button that adds.
pub const ADD_KEYS: &str = "Enter, in a row of the table";
/// A file that the browser does not give.
pub const NOT_READ: &str = "The browser could not read this file. Pick it again.";
/// A payload that cannot be typed in a line.
pub const EDIT_BELOW: &str = "Edited below";
/// Names the part below the table.
pub const RECORD_AT_HAND: &str = "Record at hand";
/// The payload's large box.
pub const PAYLOAD_WHOLE: &str = "Whole payload";
/// Nothing was made.
pub const NOTHING_MADE: &str = "Nothing is made yet: add a user record.";
/// The text of what goes out.
pub const MADE_TEXT: &str = "Text to take out";
/// A set's file.
pub const SET_FILE: &str = "fixtures.zip";

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
pub fn lands(record: &crate::session::builder::Editor) -> String {
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
