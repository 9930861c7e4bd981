//! English: names of things and sentences without a number in them.

/// The tool's name.
pub const NAME: &str = "KPL Lens";
/// What it is, in a sentence.
pub const PURPOSE: &str =
    "Takes Amazon Kinesis records in the KPL Aggregated Record Format apart, to the byte.";
/// What to paste, in a sentence.
pub const INVITE: &str = "Paste a record’s base64 or hex, a Lambda event, or the whole output of aws kinesis get-records. \
                          Or drop files anywhere.";
/// Name of the box.
pub const INPUT: &str = "Captured record";
/// What the empty box hints at.
pub const INPUT_HINT: &str = "84mawgoDMTIz…";
/// Reads what is in the box.
pub const INSPECT: &str = "Inspect";
/// Opens the file picker.
pub const PICK_FILE: &str = "Choose files";
/// Privacy, next to the box.
pub const PRIVACY: &str = "Nothing leaves this page: it makes no request after it has loaded, and works offline. So that a \
                           reload loses nothing, this tab keeps what you type and open, as far as it fits, until it is \
                           closed; this browser keeps the theme, how panes and columns are laid out, and settings if you ask \
                           for it. To check, open your browser’s network panel, or read the page’s \
                           Content-Security-Policy.";
/// Above the examples.
pub const EXAMPLES: &str = "Or look at an example";
/// Shown over the page while something is dragged over it.
pub const DROP_HERE: &str = "Drop it: the file is read here, in this page.";
/// Where several files were dropped on the builder.
pub const ONE_FIXTURE: &str =
    "The builder takes one fixture at a time: drop a single file, or go to Inspect to read several.";
/// Loads the page anew.
pub const RELOAD: &str = "Reload";
/// Back to the empty page.
pub const START_OVER: &str = "New capture";
/// Names the part with the input.
pub const GIVEN: &str = "What you gave";
/// Names the verdict's part.
pub const VERDICT: &str = "Verdict";
/// Names the list of what an application receives.
pub const RECEIVED: &str = "What the application receives";
/// The bar between list and payload.
pub const LIST_WIDTH: &str = "Width of the list";
/// The bar above the drawer.
pub const DRAWER_HEIGHT: &str = "Height of the details";
/// Fields and bytes.
pub const ANATOMY: &str = "Anatomy";
/// Opens the drawer.
pub const OPEN_DRAWER: &str = "Open the details";
/// Closes it.
pub const CLOSE_DRAWER: &str = "Close the details";
/// Gives the drawer the whole desk.
pub const ENLARGE_DRAWER: &str = "Details on the whole page (Esc: back)";
/// Gives the payload the whole desk.
pub const ENLARGE_PAYLOAD: &str = "Payload on the whole page (Esc: back)";
/// Where no user record is chosen.
pub const NO_PAYLOAD: &str = "No user record is open. Choose one in the list.";
/// From a payload back to the list.
pub const BACK_TO_LIST: &str = "‹ Back";
/// To the user record before.
pub const PREVIOUS_USER_RECORD: &str = "Previous user record";
/// To the next user record.
pub const NEXT_USER_RECORD: &str = "Next user record";
/// Copies the open payload.
pub const COPY_PAYLOAD: &str = "Copy";
/// How the keyboard does.
pub const COPY_PAYLOAD_KEYS: &str =
    "Copies the payload, as base64 where it is no text. Ctrl+C in the list does the same.";
/// Copies the partition key.
pub const COPY_PARTITION_KEY: &str = "Partition key";
/// Copies the hash key.
pub const COPY_HASH_KEY: &str = "Hash key";
/// Copies the sequence number.
pub const COPY_SEQUENCE: &str = "Sequence number";
/// Names the summary of a capture.
pub const CAPTURE_SUMMARY: &str = "Summary of the capture";
/// Goes to a damaged Kinesis record.
pub const SHOW_DAMAGED: &str = "Show it";
/// Goes to the next one of several.
pub const SHOW_NEXT_DAMAGED: &str = "Show the next one";
/// The menu of other readings.
pub const OTHER_READINGS: &str = "Other readings";
/// The menu of copies.
pub const COPY_AS: &str = "Copy as";
/// Copies a path.
pub const COPY_PATH: &str = "Path";
/// In the menu that copies: the payload unpacked, or with indents.
pub const COPY_READABLE: &str = "Unpacked, JSON indented";
/// Below the payload: copies the JSONPath of the value at the caret.
pub const COPY_JSON_PATH: &str = "Copy path";
/// Below the payload: copies the value at the caret.
pub const COPY_VALUE: &str = "Copy value";
/// Below the payload.
pub const FOLD_ALL: &str = "Close all";
/// Below the payload.
pub const UNFOLD_ALL: &str = "Open all";
/// Column heads of the user records.
pub const SUB_SEQUENCE: &str = "#";
/// See above.
pub const HASH_KEY_COLUMN: &str = "Hash key";
/// See above.
pub const EXPLICIT_HASH_KEY_COLUMN: &str = "Explicit hash key";
/// See above.
pub const ARRIVED: &str = "Arrived";
/// See above.
pub const SEQUENCE_NUMBER: &str = "Sequence number";
/// Saves a file.
pub const SAVE: &str = "Save";
/// Ends the choice of several user records.
pub const PICK_NONE: &str = "Choose none";
/// Column head: the file that a Kinesis record stands in.
pub const FILE: &str = "File";
/// The menu that shows and hides columns.
pub const COLUMNS: &str = "Columns";
/// The box that looks for a text in the payload.
pub const FIND_IN_PAYLOAD: &str = "Find in payload";
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
pub const KEYS: &str = "Help";
/// Closes a dialog.
pub const CLOSE: &str = "Close";
/// The dialog of help.
pub const HELP_TITLE: &str = "Help";
/// The sheet of keys.
pub const KEYS_TITLE: &str = "Keyboard shortcuts";
/// The buttons that filter them.
pub const SHOW_VERDICT: &str = "Show only";
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
/// The pane that holds the last three.
pub const LISTS: &str = "Records, keys and findings";
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
/// Takes the payload apart in its turn.
pub const OPEN_PAYLOAD: &str = "Take apart";
/// The way back up.
pub const TRAIL: &str = "Levels above";
/// The payload at hand, in that way.
pub const TRAIL_HERE: &str = "its payload";
/// Saves its bytes.
pub const SAVE_PAYLOAD: &str = "Save bytes";
/// Column heads of the tree.
pub const FIELD_COLUMNS: [&str; 3] = ["Field", "Offset", "Length"];
/// Column heads of the Kinesis records.
pub const RECORD_COLUMNS: [&str; 8] =
    ["#", "Verdict", "User records", "Bytes", "Findings", "Partition key", "Sequence number", "Arrived"];
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
/// Reads a text as the data of a record.
pub const READ_AS_TEXT: &str = "Read it as the data of a record";
/// A field that a later one overrides.
pub const OVERRIDDEN: &str = "a later one wins";
/// A broken field.
pub const BROKEN: &str = "broken";
/// The user records, where there is little room.
pub const RECORDS_SHORT: &str = "Records";
/// The key tables, where there is little room.
pub const KEYS_SHORT: &str = "Keys";
/// The views of a payload.
pub const PAYLOAD_TABS: [&str; 4] = ["Pretty", "Text", "Hex", "Base64"];
/// The same in a sentence.
pub const EXPLICIT: &str = "The producer gave this hash key; others are the MD5 of the partition key.";
/// An entry of the partition key table.
pub const PARTITION_KEY: &str = "partition key";
/// An entry of the explicit hash key table.
pub const EXPLICIT_HASH_KEY: &str = "explicit hash key";
