//! Everything that can be done to the builder.

use super::{PayloadForm, Pick, Place, Product};
use crate::fixture::{
    HashKeyStyle, Single, TableStyle,
    command::{Cli, Shell, Way},
};
use borsh::{BorshDeserialize, BorshSerialize};

/// What is typed into of a user record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Cell {
    /// Its partition key.
    PartitionKey,
    /// Its explicit hash key; without a character it has none.
    ExplicitHashKey,
    /// The text of its payload.
    Payload,
    /// The name of a tag, by its place.
    TagKey(usize),
    /// The value of a tag; without a character it has none.
    TagValue(usize),
}

/// What is typed into beside user records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Setting {
    /// What the fixture is called.
    Name,
    /// The partition key of the Kinesis record.
    OuterPartitionKey,
    /// Its explicit hash key.
    OuterExplicitHashKey,
    /// Name or ARN of the stream.
    Stream,
    /// The region.
    Region,
    /// The profile.
    Profile,
    /// The endpoint.
    Endpoint,
    /// The shard that is read back, or that an event is from.
    Shard,
    /// The function that an event is for.
    Function,
}

/// Everything that a person can do in the builder. User records are named by their ids, which stay when they move.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Edit {
    /// To one of the two places.
    Go(Place),
    /// The Kinesis record that is inspected becomes the draft.
    Import,
    /// What was made is inspected.
    Inspect,
    /// An empty draft.
    New,
    /// A user record below the one at hand.
    Add,
    /// Another like it; like each that is chosen, where it is among these.
    Duplicate(u32),
    /// A place up (true) or down; all that is chosen, where it is among these.
    Move(u32, bool),
    /// It goes; all that is chosen, where it is among these.
    Delete(u32),
    /// It is at hand, and chosen alone where it was not.
    At(u32),
    /// Others are chosen.
    Pick(u32, Pick),
    /// Something is typed.
    Type(u32, Cell, String),
    /// The payload is written as something else; its bytes stay where they can.
    Form(u32, PayloadForm),
    /// The payload is packed, or is not.
    Gzip(u32, bool),
    /// A file is the payload.
    File(u32, String, Vec<u8>),
    /// A tag more.
    AddTag(u32),
    /// A tag less, by its place.
    DropTag(u32, usize),
    /// How the tables are written.
    Tables(TableStyle),
    /// Who gets an explicit hash key.
    HashKeys(HashKeyStyle),
    /// What becomes of a lone record.
    Single(Single),
    /// Whether the outer partition key is chosen.
    ChooseOuterKey(bool),
    /// The outer explicit hash key: as the KPL has it (none), absent (false), chosen (true).
    ChooseOuterHashKey(Option<bool>),
    /// Something is typed beside the user records.
    Set(Setting, String),
    /// A defect is put in or taken out, by its name.
    Defect(String, bool),
    /// A parameter of a defect that is in: the defect, the parameter, its value.
    DefectParam(String, String, String),
    /// Whether the MD5 is computed anew after the damage.
    Reseal(bool),
    /// Takes the last edit back.
    Undo,
    /// Makes it again.
    Redo,
    /// User records from templates: how many, and templates of keys and payloads.
    Generate {
        /// How many, as it was typed.
        count: String,
        /// Of the partition keys.
        partition_key: String,
        /// Of the explicit hash keys.
        explicit_hash_key: Option<String>,
        /// Of the payloads, and what they are.
        payload: (PayloadForm, String),
        /// Whether payloads are packed.
        gzip: bool,
        /// Where the random numbers begin, as it was typed.
        seed: String,
    },
    /// User records from rows.
    Rows(String),
    /// Something was pasted or dropped, of that name.
    Given(Vec<u8>, Option<String>),
    /// The fragment of a link.
    Link(String),
    /// Which awscli.
    Cli(Cli),
    /// Which shell.
    Shell(Shell),
    /// How the data goes.
    Way(Way),
    /// What is to be made of it.
    Product(Product),
    /// The draft joins the set.
    Keep,
    /// A fixture leaves the set.
    Drop(usize),
    /// A fixture of the set becomes the draft.
    Take(usize),
    /// A link of the draft is to be made, or is not needed any more.
    AskLink(bool),
}
