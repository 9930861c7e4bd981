//! What outlasts a reload of the page: texts that the page puts into the browser's storage, and how they are read again.
//! The storage may hold anything by then: what is no such text is told apart by its digest.

use super::{Inspection, Shards};
use crate::fixture::{
    command::{Cli, Shell},
    link,
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::capture::{Shape, Why};
use kpl_format::shard::{HashKeyRange, Shard, ShardMap};
use md5::{Digest, Md5};
use std::rc::Rc;

/// The most bytes of a capture that are kept.
pub const MOST_CAPTURE: usize = 2 << 20;
/// The most bytes of what stands in the builder.
pub const MOST_DRAFT: usize = 1 << 20;
/// The most shards that are kept one by one. Even ones are kept as their number.
const MOST_SHARDS: usize = 2_000;
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
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct KeptSettings {
    /// Stream, region, profile, endpoint.
    pub target: [Option<String>; 4],
    pub cli: Cli,
    pub shell: Shell,
    pub shards: KeptShards,
}

/// The shards of a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) enum KeptShards {
    /// None are known, or too many.
    #[default]
    None,
    /// So many of the same size.
    Even(u32),
    /// Each by itself, and whether there are more.
    Each(Vec<KeptShard>, bool),
}

/// Its id, the first and last hash key, the ids of its parents, the first and last sequence number.
type KeptShard = (String, (u128, u128), [Option<String>; 4]);

impl KeptShards {
    pub(super) fn of(shards: &Shards) -> Self {
        let Some(map) = &shards.map else { return Self::None };
        let even = u32::try_from(map.shards().len()).ok();
        if let Some(count) = even.filter(|&count| ShardMap::even(count).as_ref() == Ok(&**map)) {
            return Self::Even(count);
        }
        if map.shards().len() > MOST_SHARDS {
            return Self::None;
        }
        let each = map.shards().iter().cloned().map(|shard| {
            let ids = [
                shard.parent,
                shard.adjacent_parent,
                shard.starting_sequence_number,
                shard.ending_sequence_number,
            ];
            (shard.id, (shard.range.start(), shard.range.end()), ids)
        });
        Self::Each(each.collect(), map.has_more_pages())
    }

    /// The shards; none where they are not those of a stream.
    pub(super) fn shards(self) -> Shards {
        let map = match self {
            Self::None => None,
            Self::Even(count) => ShardMap::even(count).ok(),
            Self::Each(each, more_pages) => {
                let shard = |(id, (start, end), ids): KeptShard| {
                    let [parent, adjacent_parent, starting_sequence_number, ending_sequence_number] = ids;
                    let range = HashKeyRange::new(start, end)?;
                    Some(Shard {
                        id,
                        range,
                        parent,
                        adjacent_parent,
                        starting_sequence_number,
                        ending_sequence_number,
                    })
                };
                ShardMap::new(each.into_iter().filter_map(shard).collect(), more_pages).ok()
            }
        };
        Shards { map: map.map(Rc::new), ..Shards::default() }
    }
}
