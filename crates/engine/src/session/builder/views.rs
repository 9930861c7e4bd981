//! What the page is sent of the builder. It is data; the page finds the words.

use super::{Mode, Product};
use crate::fixture::{
    HashKeyStyle, Seal, Single, TableStyle,
    command::{Cli, Shell, Way},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::kpl::Severity;

/// Which mode the page is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Standing {
    pub mode: Mode,
    /// How often the engine changed the mode by itself. The page follows when this number changes.
    pub moved: u32,
}

/// How the record relates to the captured one from which it was imported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Likeness {
    #[default]
    Own,
    /// It has the same bytes.
    Identical,
    /// Some bytes are different.
    Changed {
        /// In how many places. A place where bytes were removed counts too.
        places: usize,
        /// How many bytes.
        bytes: usize,
    },
    /// It was broken on purpose.
    Broken {
        /// How many bytes were changed, added and removed.
        changed: usize,
        added: usize,
        removed: usize,
    },
}

/// A size limit, and how much of it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LimitUse {
    pub limit: usize,
    /// How many bytes count towards it.
    pub bytes: usize,
}

/// A key of the Kinesis record.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct OuterKeyView {
    /// Whether it was chosen by hand (true) or left out (false); `None` where it is as the KPL chooses it.
    pub chosen: Option<bool>,
    /// The key that results.
    pub key: Option<String>,
    /// What is wrong with the one that was chosen.
    pub fault: Option<String>,
}

/// A problem of the draft, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ProblemRow {
    pub severity: Severity,
    /// The user record that it is about: its id and its place.
    pub record: Option<(u32, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DefectRow {
    pub word: String,
    /// Whether it is in the draft.
    pub on: bool,
    /// Its parameters: name, value, and the possible values where these are words.
    pub params: Vec<(String, String, Vec<String>)>,
    /// Why it could not be put in, and what to do about it.
    pub skipped: Option<(String, String)>,
}

/// Where the shards of the stream put the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DraftShards {
    /// How many shards take records; `None` where no shards are known.
    pub total: Option<usize>,
    /// The shard that the Kinesis record lands in.
    pub outer: Option<String>,
    /// The shards that its user records belong to, and how many belong to each.
    pub counts: Vec<(String, usize)>,
}

/// What a link to the draft would hold.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LinkSays {
    /// The number of its characters.
    pub len: usize,
    /// Whether it is short enough for chat and mail programs.
    pub comfortable: bool,
    /// How many user records.
    pub records: usize,
    /// The first partition keys, and how many there are.
    pub keys: (Vec<String>, usize),
    /// How many bytes of payloads.
    pub payload_bytes: usize,
    /// The names of files that are payloads.
    pub files: Vec<String>,
    /// How many bytes the imported record has.
    pub origin_bytes: Option<usize>,
    /// How many defects.
    pub defects: usize,
}

/// What pasted rows would become.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct RowsView {
    /// How they were read and what was left out, in sentences.
    pub said: Vec<String>,
    /// Whether the first row names the columns. `None` where rows are no cells.
    pub header: Option<bool>,
    /// The columns: name, and what it is taken for.
    pub columns: Vec<(String, String)>,
    /// How many user records.
    pub total: usize,
    /// The first of them: partition key, explicit hash key, and the beginning of the payload.
    pub first: Vec<[String; 3]>,
}

/// What a consumer does with the record that was made.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Ruling {
    pub consumer: String,
    /// Whether the consumer was run; otherwise its source was read.
    pub measured: bool,
    /// How it ends, as a word.
    pub outcome: String,
    /// Whether it is as it should be: all user records arrive, with their own keys.
    pub good: bool,
    /// How many user records the application gets.
    pub emitted: usize,
    /// Whether something is lost without a message.
    pub silent: bool,
    pub why: String,
}

/// Everything of the builder that is no list.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Bench {
    /// The number of the last edit of a text that was carried out.
    pub heard: u32,
    /// The user record at hand: its row and its id.
    pub caret: Option<(usize, u32)>,
    /// How many user records are chosen; 0 where only the one at hand is.
    pub chosen: usize,
    /// Goes up whenever the page is to bring the record at hand into view and focus it.
    pub focus: u32,
    /// Goes up whenever records were generated or pasted.
    pub added: u32,
    /// Whether there is something to undo, and something to redo.
    pub steps: (bool, bool),
    /// Whether there is nothing to make a record of.
    pub nothing: bool,
    /// Whether the styles of tables and explicit hash keys count, and whether it counts how a lone record is sent.
    pub counts: (bool, bool),
    /// Whether it is an aggregate that was imported.
    pub imported: bool,
    pub tables: TableStyle,
    pub hash_keys: HashKeyStyle,
    pub single: Single,
    pub outer_key: OuterKeyView,
    pub outer_hash_key: OuterKeyView,
    /// The gravest problem of the draft, if it has any.
    pub worst: Option<Severity>,
    /// The first problems of the draft, the gravest first.
    pub said: Vec<ProblemRow>,
    /// How many more problems there are.
    pub more_said: usize,
    /// The size of the record against each limit.
    pub sizes: Vec<LimitUse>,
    /// How many payload units the record costs.
    pub units: usize,
    pub likeness: Likeness,
    /// Every kind of defect.
    pub defects: Vec<DefectRow>,
    pub seal: Seal,
    pub shards: DraftShards,
    /// The name of the fixture as it was typed, and as files have it.
    pub name: (String, String),
    /// Stream, region, profile, endpoint.
    pub target: [String; 4],
    /// Shard and function.
    pub context: [String; 2],
    pub cli: (Cli, Shell, Way),
    pub product: Product,
    /// The fixtures of the set: name and size in bytes.
    pub set: Vec<(String, usize)>,
    /// Into how many Kinesis records the draft would be split, if it is too large for one; and at how many bytes, as it
    /// was typed.
    pub parts: (usize, String),
    /// The link, if one was asked for.
    pub link: Option<LinkSays>,
    /// The rows that were pasted and wait to be added, or why they cannot be read.
    pub rows: Option<Result<RowsView, String>>,
    /// Why the last edit could not be carried out.
    pub trouble: Option<String>,
}
