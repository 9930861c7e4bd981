//! English: the builder's names of things and sentences without a number in them.

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
/// Heads the ways to begin.
pub const BEGIN_TITLE: &str = "Three ways to begin";
/// The ways: what one does, and what comes of it.
pub const BEGIN: [(&str, &str); 3] = [
    ("Type", "A partition key and a payload, a row each; Enter adds the next."),
    ("Paste rows", "CSV, a spreadsheet’s cells, JSON lines, get-records output, or what Inspect exported."),
    ("Generate", "As many records as you say, from templates with numbers and random parts."),
];
/// Adds the records of an example.
pub const ADD_THESE: &str = "Add these";
/// The bar between records and what is made of them.
pub const RECORDS_WIDTH: &str = "Width of the records";
/// Names the drawer.
pub const BUILD_DRAWER: &str = "How it is made, and what it is";
/// Names what a product needs to be told.
pub const OUT_SETTINGS: &str = "What it needs to know";
/// What else it needs to be told.
pub const MORE_SETTINGS: &str = "More settings";
/// What pressing a record's number does.
pub const PICK: &str = "Choose several: click numbers, Shift for all between";
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
    "Imported: the key tables stay as they were captured, and what is not edited keeps its bytes.";
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
/// Opens what is known of them.
pub const SHARDS_OPEN: &str = "Shards…";
/// None are known.
pub const SHARDS_UNKNOWN: &str =
    "Say which shards the stream has, even ones or those of list-shards, to see where the records land.";
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
pub const SEAL: &str = "The MD5";
/// What goes out.
pub const OUT: &str = "What is made of them";
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
                            put-records and events carry the whole set.";
/// How large a part of a large draft may be.
pub const SPLIT_AT: &str = "Bytes a Kinesis record, at most";
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
                             explicit hash key and a payload. A first row may name the columns. A capture of Kinesis records, and \
                             what Inspect exports, give their user records.";
/// A choice.
pub const ROWS_HEADER: &str = "The first row names the columns";
/// What a row becomes.
pub const ROW_COLUMNS: [&str; 3] = ["Partition key", "Explicit hash key", "Payload"];
/// Takes them.
pub const ROWS_NOW: &str = "Add rows";
/// The panes where the page is narrow.
pub const BUILD_PANES: [&str; 4] = ["Records", "Defects", "Result", "Out"];

/// The outer keys.
pub const OUTER_KEYS: [&str; 2] = ["as the KPL sets it", "this one"];
/// See above.
pub const OUTER_HASH_KEYS: [&str; 3] = ["as the KPL sets it", "none", "this one"];

/// Keys for the button that adds.
pub const ADD_KEYS: &str = "Enter, in a row of the table";
/// A file that the browser does not give.
pub const NOT_READ: &str = "The browser could not read this file. Pick it again.";
/// A payload that cannot be typed in a line.
pub const EDIT_BELOW: &str = "Edited below";
/// Names the part below the table.
pub const RECORD_AT_HAND: &str = "Chosen user record";
/// The payload's large box.
pub const PAYLOAD_WHOLE: &str = "Whole payload";
/// Nothing was made.
pub const NOTHING_MADE: &str = "Nothing is made yet: add a user record.";
/// The text of what goes out.
pub const MADE_TEXT: &str = "Text to take out";
/// A set's file.
pub const SET_FILE: &str = "fixtures.zip";
