//! The rows of an index for user records: twelve bytes each.

use super::{column::Column, keys::KeyId};
use kpl_format::bytes::Span;

/// A row for a user record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// The offset and length of its payload in the data of the Kinesis record; `None` where it is missing or cut.
    pub data: Option<(u32, u32)>,
    pub partition_key: KeyId,
    /// Whether it has an explicit hash key that can be looked up.
    pub explicit_hash_key: bool,
}

/// The user records, in twelve bytes each that stand side by side. Writing to one place is faster than to three.
#[derive(Debug)]
pub(super) struct Users {
    rows: Column<PackedUser>,
    most: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct PackedUser {
    pub(super) offset: u32,
    /// The length of the payload, or [`MISSING`]. The highest bit is set where there is an explicit hash key.
    pub(super) len: u32,
    pub(super) key: KeyId,
}

const EXPLICIT: u32 = 1 << 31;
const MISSING: u32 = EXPLICIT - 1;

impl PackedUser {
    /// Packs a length and whether there is an explicit hash key into one number.
    pub(super) fn length(len: usize, explicit_hash_key: bool) -> u32 {
        short(len).min(MISSING) | if explicit_hash_key { EXPLICIT } else { 0 }
    }

    /// A row for a user record whose payload may be missing.
    pub(super) fn of(data: Option<Span>, key: Option<KeyId>, explicit_hash_key: bool) -> Self {
        let len = Self::length(data.map_or(usize::MAX, |data| data.len), explicit_hash_key);
        let offset = data.map_or(0, |data| short(data.offset));
        Self { offset, len, key: key.unwrap_or(KeyId::NONE) }
    }
}

impl Users {
    pub(super) const fn new(most: usize) -> Self {
        Self { rows: Column::new(), most }
    }

    /// Adds as many user records as there is room for. Returns how many there were.
    pub(super) fn extend(&mut self, users: impl Iterator<Item = PackedUser>) -> u32 {
        let (mut count, room) = (0u32, self.most.saturating_sub(self.rows.len()));
        let mut users = users.inspect(|_| count = count.saturating_add(1));
        self.rows.extend(users.by_ref().take(room));
        // Those for which there is no room are only counted.
        users.for_each(drop);
        count
    }

    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<UserRow> {
        let PackedUser { offset, len: packed, key } = self.rows.get(index)?;
        let len = packed & MISSING;
        Some(UserRow {
            data: (len != MISSING).then_some((offset, len)),
            partition_key: key,
            explicit_hash_key: packed & EXPLICIT != 0,
        })
    }

    pub(super) fn memory(&self) -> usize {
        self.rows.memory()
    }
}

/// A length or offset in a Kinesis record. A record has at most some ten million bytes, so 32 bits hold it.
pub(super) fn short(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
