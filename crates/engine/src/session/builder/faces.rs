//! What of the builder travels to the page: data, not words.

use super::{Place, Product};
use crate::fixture::{
    HashKeyStyle, Single, TableStyle,
    command::{Cli, Shell, Way},
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::kpl::Severity;

/// Where the page is, and how often the engine has moved it there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Standing {
    /// Where.
    pub place: Place,
    /// How often the engine moved it by itself.
    pub moved: u32,
}

/// How a record that was imported relates to the captured one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Likeness {
    /// It was not imported.
    #[default]
    Own,
    /// Byte by byte the same.
    Identical,
    /// So many bytes are other ones, in so many places, those where bytes are gone included.
    Changed {
        /// Places.
        places: usize,
        /// Bytes.
        bytes: usize,
    },
    /// Broken on purpose, from so many bytes.
    Broken {
        /// Bytes that are not as they would be.
        bytes: usize,
    },
}

/// A limit and what is used of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SizeFace {
    /// The limit in bytes.
    pub limit: usize,
    /// Bytes that count towards it.
    pub bytes: usize,
}

/// A key of the Kinesis record: whether it was chosen, and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct OuterKeyFace {
    /// Chosen (true), left out (false), or as the KPL has it.
    pub chosen: Option<bool>,
    /// The key that it comes to.
    pub key: Option<String>,
}

/// A sentence about the draft.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Said {
    /// How much it matters.
    pub severity: Severity,
    /// The user record that it is about, by its id and its place.
    pub record: Option<(u32, usize)>,
    /// What.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// A defect and whether it is in.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DefectRow {
    /// Its name.
    pub word: String,
    /// Whether it is in.
    pub on: bool,
    /// Its parameters, by name; with the values that there are, where those are words.
    pub params: Vec<(String, String, Vec<String>)>,
    /// Why it could not be put in.
    pub skipped: Option<(String, String)>,
}

/// What is known of shards.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ShardFace {
    /// How many there are that records can be put into; `None` where none are known.
    pub total: Option<usize>,
    /// The shard of the Kinesis record.
    pub outer: Option<String>,
    /// The shards of its user records, and how many each has.
    pub counts: Vec<(String, usize)>,
}

/// What a link would hold.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LinkSays {
    /// Its characters.
    pub len: usize,
    /// Whether chat and mail programs take it.
    pub comfortable: bool,
    /// User records.
    pub records: usize,
    /// The first of the partition keys, and how many there are.
    pub keys: (Vec<String>, usize),
    /// Bytes of payloads.
    pub payload_bytes: usize,
    /// Names of files.
    pub files: Vec<String>,
    /// Bytes of the record that was imported.
    pub origin_bytes: Option<usize>,
    /// Defects.
    pub defects: usize,
}

/// What a consumer does with the record.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Ruling {
    /// Its id.
    pub consumer: String,
    /// Whether it was run; else its source was read.
    pub measured: bool,
    /// How it ends.
    pub outcome: String,
    /// Whether it is as it should be: all user records, with their own keys.
    pub good: bool,
    /// User records that the application gets.
    pub emitted: usize,
    /// Whether something is lost and nobody hears of it.
    pub silent: bool,
    /// Why, in a sentence.
    pub why: String,
}

/// The builder beside its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Bench {
    /// The number of the last edit of a text that was heard.
    pub heard: u32,
    /// The row at hand, and its id.
    pub caret: Option<(usize, u32)>,
    /// How many user records are chosen at once; none where only that one is.
    pub chosen: usize,
    /// Counts what is to come into view and get the keyboard.
    pub focus: u32,
    /// Counts what was generated and pasted.
    pub added: u32,
    /// Whether something can be taken back, and made again.
    pub steps: (bool, bool),
    /// How the tables are written.
    pub tables: TableStyle,
    /// Who gets an explicit hash key.
    pub hash_keys: HashKeyStyle,
    /// What becomes of a lone record.
    pub single: Single,
    /// The outer partition key.
    pub outer_key: OuterKeyFace,
    /// The outer explicit hash key.
    pub outer_hash_key: OuterKeyFace,
    /// What is wrong or worth knowing, the first of it.
    pub said: Vec<Said>,
    /// How much more of that there is.
    pub more_said: usize,
    /// The record's size against each limit.
    pub sizes: Vec<SizeFace>,
    /// Payload units.
    pub units: usize,
    /// How it relates to a captured one.
    pub likeness: Likeness,
    /// Every defect.
    pub defects: Vec<DefectRow>,
    /// Whether the MD5 is computed anew after the damage.
    pub reseal: bool,
    /// Shards.
    pub shards: ShardFace,
    /// The fixture's name, and as files have it.
    pub name: (String, String),
    /// Stream, region, profile, endpoint.
    pub target: [String; 4],
    /// Shard and function.
    pub context: [String; 2],
    /// Which awscli, which shell, how the data goes.
    pub cli: (Cli, Shell, Way),
    /// What is made of it.
    pub product: Product,
    /// Names and bytes of the set.
    pub set: Vec<(String, usize)>,
    /// The link that was asked for.
    pub link: Option<LinkSays>,
    /// Why something could not be done.
    pub trouble: Option<String>,
}
