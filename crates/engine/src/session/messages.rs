//! The messages between the page and the engine.
//!
//! In a browser the two live in different threads, so that reading never holds the page up. Both are of the same build,
//! so the messages need no versions.

use super::{
    Action, Changes, Keep, Part, ViewportChange,
    batch::ExportKind,
    builder::{Edit, Product},
};
use crate::literal::LiteralForm;
use borsh::{BorshDeserialize, BorshSerialize};

/// What can be copied or saved in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Wanted {
    /// The Kinesis record at hand: in this form, or its bytes where no form is given.
    Record(Option<LiteralForm>),
    /// The bytes of the record at hand with its contents replaced by filler.
    Scrubbed,
    /// A text that lists which bytes of that copy are filler.
    ScrubProof,
    /// The record at hand as plain text, a line for each leaf.
    Outline,
    /// The report on the whole capture, if it has at most 64 MiB.
    Report,
    /// The value of a field: its node, and in which form.
    Field(usize, LiteralForm),
    /// The open payload: in this form, or its bytes where no form is given.
    Payload(Option<LiteralForm>),
    /// The open payload as JSON with indents, or what is in it where it is compressed.
    Readable,
    /// The value at the caret of the open payload.
    Value,
    /// The user records that were picked, as the text of this file.
    Picked(ExportKind),
    /// The Kinesis record that the builder made: in this form, or its bytes where no form is given.
    Built(Option<LiteralForm>),
    /// The text of something that the builder makes.
    Product(Product),
    /// A file that must lie beside that text, by its place.
    ProductFile(Product, usize),
    /// The set of fixtures as a zip archive.
    Set,
    /// The fragment of the link that was asked for.
    Link,
}

/// What the page says to the engine.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Ask {
    Do(Action),
    /// An edit in the builder. Edits of typed texts are numbered, so that the page knows which of them was heard.
    Build(Edit, u32),
    /// The page shows another part of a list, or asks about an offset.
    Viewport(ViewportChange),
    /// Something is to be copied or saved. The answer has the same number.
    Fetch(u32, Wanted),
    /// The records that show are to be written into a file. Its pieces have the same number.
    Export(u32, ExportKind),
    /// The user records that were picked are to be written into a file, in the same way.
    ExportPicked(u32, ExportKind),
    /// No more pieces are wanted.
    StopExport,
    /// What an earlier load of the page has kept in this tab, and the number of the capture to go to. The page says this
    /// before anything else, if it says it.
    Restore(Vec<(Part, String)>, u32),
    /// Whether what is typed again in each tab is to be kept in the browser.
    Remember(bool),
}

/// What the engine says to the page.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Tell {
    /// The engine listens now. It says this once, before anything else.
    Ready,
    /// The parts of the screen that changed.
    Show(Box<Changes>),
    /// The answer to [`Ask::Fetch`] with this number.
    Fetched(u32, Vec<u8>),
    /// A piece of a file; more follow.
    Piece(u32, Vec<u8>),
    /// The file is complete, or could not be completed for this reason.
    Over(u32, Option<String>),
    /// A part has changed that is to outlast a reload.
    Keep(Part, Keep),
    /// A file could not be read: its name, and why.
    Unreadable(String, String),
}
