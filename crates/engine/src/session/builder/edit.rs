//! Everything that a person can do in the builder.

use super::{Mode, PayloadForm, Pick, Product};
use crate::fixture::{
    HashKeyStyle, Seal, Single, TableStyle,
    command::{Cli, Shell, Way},
};
use borsh::{BorshDeserialize, BorshSerialize};

/// A part of a user record that can be typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Cell {
    PartitionKey,
    /// The explicit hash key; an empty text means that there is none.
    ExplicitHashKey,
    Payload,
    /// The name of the tag at this place.
    TagKey(usize),
    /// The value of the tag at this place; an empty text means that there is none.
    TagValue(usize),
}

/// Something that can be typed into and is no part of a user record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Setting {
    /// The name of the fixture.
    Name,
    OuterPartitionKey,
    /// The explicit hash key of the Kinesis record.
    OuterExplicitHashKey,
    /// The name or ARN of the stream.
    Stream,
    Region,
    Profile,
    Endpoint,
    /// The shard that is read back, or from which an event comes.
    Shard,
    /// The function for which an event is.
    Function,
    /// How many bytes of data a Kinesis record of a draft that is split may have.
    SplitAt,
}

/// An edit. User records are named by their ids, which stay the same when records move.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Edit {
    /// Switches to inspecting or to building.
    Go(Mode),
    /// Makes a draft of the Kinesis record that is being inspected.
    Import,
    /// Inspects the record that was made.
    Inspect,
    /// Begins with an empty draft.
    New,
    /// Adds a user record below the one at hand.
    Add,
    /// Duplicates a user record, or all chosen ones if it is one of them.
    Duplicate(u32),
    /// Moves a user record up (true) or down (false) by one place, or all chosen ones if it is one of them.
    Move(u32, bool),
    /// Deletes a user record, or all chosen ones if it is one of them.
    Delete(u32),
    /// Puts a user record at hand, and chooses it alone unless it was at hand already.
    At(u32),
    /// Chooses other user records, starting from this one.
    Pick(u32, Pick),
    /// Types a text into a user record.
    Type(u32, Cell, String),
    /// Writes the payload in another form; its bytes stay the same if the form can hold them.
    Form(u32, PayloadForm),
    /// Compresses the payload with gzip, or does not.
    Gzip(u32, bool),
    /// Makes a file the payload: its name and its bytes.
    File(u32, String, Vec<u8>),
    AddTag(u32),
    /// Removes the tag at this place.
    DropTag(u32, usize),
    /// How the key tables are written.
    Tables(TableStyle),
    /// Which user records get an explicit hash key.
    HashKeys(HashKeyStyle),
    /// What becomes of a user record that is alone in the draft.
    Single(Single),
    /// Whether the outer partition key is chosen by hand, not as the KPL chooses it.
    ChooseOuterKey(bool),
    /// The outer explicit hash key: as the KPL chooses it (`None`), left out (false), or chosen by hand (true).
    ChooseOuterHashKey(Option<bool>),
    /// Types a text that belongs to no user record.
    Set(Setting, String),
    /// Puts a defect in (true) or takes it out (false), by its name.
    Defect(String, bool),
    /// Sets a parameter of a defect that is in: the defect, the parameter, and the value.
    DefectParam(String, String, String),
    /// Which damage the MD5 covers.
    Seal(Seal),
    Undo,
    Redo,
    /// Adds user records that are made from templates.
    Generate {
        /// How many, as it was typed.
        count: String,
        /// The template of the partition keys.
        partition_key: String,
        /// The template of the explicit hash keys.
        explicit_hash_key: Option<String>,
        /// The template of the payloads, and the form in which they are written.
        payload: (PayloadForm, String),
        /// Whether the payloads are compressed.
        gzip: bool,
        /// The seed of the random numbers, as it was typed.
        seed: String,
    },
    /// Adds user records from rows, such as CSV or JSON lines. The second says whether the first row names the
    /// columns; `None` leaves it to the builder.
    Rows(String, Option<bool>),
    /// Reads rows to show what they would become, or forgets them.
    AskRows(Option<(String, Option<bool>)>),
    /// Takes what was pasted or dropped: its bytes and its name.
    Given(Vec<u8>, Option<String>),
    /// Opens the fixture in the fragment of a link.
    Link(String),
    Cli(Cli),
    Shell(Shell),
    /// How the data is passed to awscli.
    Way(Way),
    /// What is made of the draft.
    Product(Product),
    /// Adds the draft to the set.
    Keep,
    /// Adds the draft to the set as several Kinesis records, as the KPL splits it.
    Split,
    /// Removes a fixture from the set, by its place.
    Drop(usize),
    /// Makes a fixture of the set the draft, by its place.
    Take(usize),
    /// Makes a link to the draft (true), or forgets it (false).
    AskLink(bool),
}
