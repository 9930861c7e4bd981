//! The index of a capture that is too large to hold, made while the file streams by: some 80 bytes for a Kinesis record,
//! 12 for a user record, and each partition key once. `cargo run --profile hot --example index -- FILE` measures it.
//!
//! An [`Indexer`] is fed chunks of any size, and what it says does not depend on where they were cut. What it has read
//! so far can be used at any time. It keeps no more of the text than the document or record that is not finished, and
//! [`Index::open`] reads the bytes of a record again.
//!
//! There are two ways for a record. What is written as services write it is taken apart by spans (`document`, `fast`);
//! anything else goes to the reader in `capture`, a document or record of it as a small capture of its own. Either way
//! the index says what [`crate::capture::read`] and [`kpl_format::kpl::dissect`] would say of the whole file, except:
//!
//! - Whether all of the file is UTF-8 text is not asked; what it is, is said by its beginning. Where only what follows
//!   would have said something else, it is still read as what it seemed: hex that is not a record a line any more,
//!   base64 whose later lines say that it was wrapped, raw bytes with a single aggregate.
//! - A JSON document larger than [`Limits::held`] is read as a list; what follows the list is checked and not read, so
//!   a field there does not change what its records are. Where it lists no records of a known kind, it is a finding;
//!   should the file begin with such a document, [`Indexer::is_rather_whole`] says so.
//! - A record larger than that is a finding and is left out.
//! - gzip is unpacked to its end, not up to some size; zlib, and base64 of either, is not read as a stream.
//! - Hundreds of findings are listed as in a capture; each record knows its own in any case.

mod batch;
mod column;
mod document;
mod ends;
mod fast;
mod findings;
mod held;
mod helper;
mod holder;
mod indexer;
mod json;
mod keys;
mod lines;
mod list;
mod names;
mod open;
mod packed;
mod pieces;
mod rows;
mod sequence;
mod sink;
mod text;
mod track;
mod units;
mod view;
mod words;

#[cfg(not(target_arch = "wasm32"))]
pub use holder::InFile;
pub use {
    findings::Finding,
    helper::{Helper, skim_group},
    holder::{Chunk, Held, Holder},
    indexer::{Indexer, Limits},
    keys::{KeyId, MOST_KEYS},
    packed::Unpacked,
    rows::{FileSpan, Row, UserRow},
    sequence::Sequence,
    view::Index,
    words::SetId,
};
