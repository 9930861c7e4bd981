//! The index of a capture that is too large to be held. It is made while the file streams by, and takes some 80 bytes
//! for each Kinesis record, 12 for each user record, and each partition key once. `cargo run --profile hot --example
//! index -- FILE` measures it.
//!
//! An [`Indexer`] is given chunks of any size, and the index does not depend on where they were cut. It can be used at
//! any time for what was read so far. Of the text, only the document or record that is not finished is kept;
//! [`Index::open`] reads the bytes of a record again.
//!
//! A record is read in one of three ways. If it is written as services write it, it is taken apart by spans (`document`,
//! `fast`). Otherwise the document or record goes to the reader in `capture`, as a small capture of its own. A text in
//! which records stand among others, such as a log, is read in windows (`texts`), each as a text of its own, cut before a
//! line at which nothing is open. In all cases the index says what [`kpl_capture::capture::read`] and
//! [`kpl_format::kpl::dissect`] would say of the whole file, except for these:
//!
//! - The shape of the file is decided by its beginning; whether all of it is UTF-8 text is not checked. So a file is
//!   read as what it seemed to be even if only later bytes would have shown something else: hex that stops being a
//!   record per line, base64 that turns out to be wrapped, raw bytes with a single aggregate.
//! - A JSON document larger than [`Limits::held`] is read as a list. What follows the list is checked but not read, so
//!   a field there does not change what the records are. If it lists no records of a known kind, there is a finding.
//!   If the file begins with such a document, [`Indexer::is_rather_whole`] says so.
//! - A record larger than that is left out, and there is a finding.
//! - What tells of a record must stand in its window, which is a 64th of [`Limits::held`] unless something goes on behind
//!   that: the head of a table, another row of the same kind, the fence before a dump. A value that goes on for more than
//!   [`Limits::held`] is read in pieces, and there is a finding. That a mark stands before each line is said once.
//! - gzip is unpacked to its end, without a limit. zlib, and base64 of either, is not read as a stream.
//! - A few hundred findings are listed, as in a capture that is held. Each record knows its own in any case.

#![cfg_attr(test, allow(clippy::panic, clippy::cast_possible_truncation))]

mod around;
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
mod part;
mod pieces;
mod rows;
mod sequence;
mod sink;
mod stretch;
mod text;
mod texts;
mod track;
mod units;
mod users;
mod view;
mod words;

#[cfg(not(target_arch = "wasm32"))]
pub use holder::InFile;
pub use {
    findings::FindingInFile,
    helper::{Helper, skim_group},
    holder::{Chunk, Held, Holder},
    indexer::{Indexer, Limits},
    keys::{KeyId, MOST_KEYS},
    packed::Unpacked,
    rows::{FileSpan, Row},
    sequence::Sequence,
    users::UserRow,
    view::Index,
    words::SetId,
};
