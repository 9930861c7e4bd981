//! What outlasts a reload of the page: texts that the page puts into the browser's storage, and how they are read again.
//! The storage may hold anything by then: what is no such text is told apart by its digest.

use super::{Inspection, ShardMove};
use crate::fixture::{
    command::{Cli, Shell},
    link,
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::capture::{Shape, Why};
use md5::{Digest, Md5};
use std::rc::Rc;

/// The most bytes of a capture that are kept.
pub const MOST_CAPTURE: usize = 2 << 20;
/// The most bytes of what stands in the builder.
pub const MOST_DRAFT: usize = 1 << 20;
/// What each text begins with. Another form needs another beginning.
const VERSION: &str = "1.";
/// Bytes of the digest.
const DIGEST: usize = 16;

/// What is kept on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Part {
    /// What is typed again in each tab: stream, region, profile, shell, awscli, shards.
    Settings,
    /// What stands in the builder, settings included.
    Draft,
    /// A capture, by its number among those that Back and Forward walk. The one at hand is told last; 0 is the empty
    /// page.
    Capture(u32),
}

/// How a part is kept.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Keep {
    /// There is nothing to keep.
    Nothing,
    /// As this text.
    Text(String),
    /// It is too large to be kept.
    TooLarge,
}

/// Writes a value as a text with its digest.
pub(super) fn pack<T: BorshSerialize>(value: &T) -> String {
    // Writing to memory cannot fail.
    let bytes = borsh::to_vec(value).unwrap_or_default();
    let mut whole = Md5::digest(&bytes).to_vec();
    whole.extend(bytes);
    format!("{VERSION}{}", link::deflate(&whole, flate2::Compression::fast()))
}

/// Reads such a text; `None` where it is damaged or something else.
pub(super) fn unpack<T: BorshDeserialize>(text: &str) -> Option<T> {
    let whole = link::inflate(text.strip_prefix(VERSION)?).ok()?;
    let (digest, bytes) = whole.split_at_checked(DIGEST)?;
    if *digest != *Md5::digest(bytes) {
        return None;
    }
    borsh::from_slice(bytes).ok()
}

/// A capture as it is kept.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(super) struct KeptCapture {
    name: Option<String>,
    /// What it is to be read as, where somebody chose that.
    shape: Option<Shape>,
    bytes: Rc<[u8]>,
}

impl KeptCapture {
    /// `None` where the capture is too large.
    pub(super) fn of(inspection: &Inspection) -> Option<Self> {
        let bytes = inspection.input().filter(|input| input.len() <= MOST_CAPTURE)?;
        let (shape, why) = inspection.shape();
        let shape = Some(shape).filter(|_| why == Why::Asked);
        Some(Self { name: inspection.name.clone(), shape, bytes })
    }

    /// Reads it again.
    pub(super) fn inspection(self) -> Inspection {
        match self.shape {
            None => Inspection::given(self.bytes, self.name),
            shape => Inspection::read(self.bytes, self.name, shape),
        }
    }
}

/// What is typed again in each tab.
#[derive(BorshSerialize, BorshDeserialize)]
pub(super) struct KeptSettings {
    /// Stream, region, profile, endpoint.
    pub target: Vec<String>,
    pub cli: Cli,
    pub shell: Shell,
    /// What somebody entered about the shards.
    pub shards: Option<ShardMove>,
}
