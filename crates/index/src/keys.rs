//! The partition keys, each kept once: from a key to its number, and back.

use super::column::Column;
use std::hint::black_box;

/// The number of a partition key in this capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub(super) u32);

impl KeyId {
    /// There is no key, or it cannot be read.
    pub const NONE: Self = Self(u32::MAX);
    /// A key that came after [`MOST_KEYS`] others, so that it was not kept.
    pub const OTHER: Self = Self(u32::MAX - 1);
}

/// How many different keys are told apart.
pub const MOST_KEYS: usize = 1_000_000;

/// The most bytes that all keys together may take. A key has at most 256 characters; a longer one comes from damage.
const MOST_BYTES: usize = 128 << 20;

/// How many slots are looked at for a key. In a table that is half full no key needs a tenth of them, unless somebody
/// made keys that collide. Such keys are not kept, so that reading stays fast.
const MOST_STEPS: usize = 1 << 10;

const FREE: u64 = u64::MAX;

#[derive(Debug)]
pub(super) struct Keys {
    /// The bytes of all keys, one after another.
    text: Vec<u8>,
    /// Where each key ends in `text`.
    ends: Column<u32>,
    /// A hash table with open addressing, in steps of one. The lower half of a slot is the number of a key, the upper
    /// half a part of the key's hash; an empty slot is [`FREE`]. With the hash at hand, keys are rarely compared, and
    /// need not be read when the table grows.
    slots: Vec<u64>,
}

impl Keys {
    pub(super) const fn new() -> Self {
        Self { text: Vec::new(), ends: Column::new(), slots: Vec::new() }
    }

    /// The number of a key, which is added if it is new.
    pub(super) fn intern(&mut self, key: &[u8]) -> KeyId {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        self.intern_hashed(key, hash(key))
    }

    fn intern_hashed(&mut self, key: &[u8], hash: u64) -> KeyId {
        let mut slot = self.first_slot(hash);
        for _ in 0..MOST_STEPS {
            match self.slots.get(slot).copied() {
                None => break,
                Some(FREE) => return self.add(key, hash, slot),
                Some(taken) if self.is(taken, hash, key) => return KeyId(low(taken)),
                Some(_) => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
        KeyId::OTHER
    }

    /// The numbers of several keys, in their order.
    pub(super) fn intern_all<'k>(&mut self, keys: impl Iterator<Item = &'k [u8]> + Clone) -> Vec<KeyId> {
        let hashes: Vec<u64> = keys.clone().map(hash).collect();
        while (self.ends.len() + hashes.len()) * 2 >= self.slots.len() {
            self.grow();
        }
        // The slots are spread over megabytes. All are read here first, so that the processor fetches them side by
        // side and has them at hand when they are needed.
        let read = hashes.iter().filter_map(|&hash| self.slots.get(self.first_slot(hash)));
        black_box(read.fold(0, |all, slot| all ^ slot));
        keys.zip(hashes).map(|(key, hash)| self.intern_hashed(key, hash)).collect()
    }

    /// The number of a key, if there is one.
    pub(super) fn find(&self, key: &[u8]) -> Option<KeyId> {
        let hash = hash(key);
        let mut slot = self.first_slot(hash);
        loop {
            match self.slots.get(slot).copied()? {
                FREE => return None,
                taken if self.is(taken, hash, key) => return Some(KeyId(low(taken))),
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// Whether a slot holds this key.
    fn is(&self, taken: u64, hash: u64, key: &[u8]) -> bool {
        (taken ^ hash) >> 32 == 0 && self.bytes(low(taken)) == Some(key)
    }

    fn add(&mut self, key: &[u8], hash: u64, slot: usize) -> KeyId {
        let room = self.ends.len() < MOST_KEYS && self.text.len() + key.len() <= MOST_BYTES;
        let (id, end) = (u32::try_from(self.ends.len()), u32::try_from(self.text.len() + key.len()));
        let (true, Ok(id), Ok(end), Some(free)) = (room, id, end, self.slots.get_mut(slot)) else {
            return KeyId::OTHER;
        };
        *free = hash & HIGH | u64::from(id);
        self.text.extend_from_slice(key);
        self.ends.push(end);
        KeyId(id)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let before = std::mem::replace(&mut self.slots, vec![FREE; size]);
        for taken in before.into_iter().filter(|&taken| taken != FREE) {
            let mut slot = self.first_slot(taken);
            while self.slots.get(slot).is_some_and(|&other| other != FREE) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = taken;
            }
        }
    }

    /// The slot at which the search begins, by the upper half of a hash or of a slot.
    fn first_slot(&self, hash: u64) -> usize {
        // A table has less than 2^32 slots, so the bits that may be lost do not count.
        usize::try_from(hash >> 32).unwrap_or_default() & (self.slots.len().max(1) - 1)
    }

    fn bytes(&self, id: u32) -> Option<&[u8]> {
        let index = usize::try_from(id).ok()?;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before))?;
        self.text.get(usize::try_from(start).ok()?..usize::try_from(self.ends.get(index)?).ok()?)
    }

    /// The bytes of a key; `None` for [`KeyId::NONE`] and [`KeyId::OTHER`].
    pub(super) fn get(&self, id: KeyId) -> Option<&[u8]> {
        self.bytes(id.0)
    }

    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes of memory the keys take.
    pub(super) fn memory(&self) -> usize {
        self.text.capacity() + self.ends.memory() + self.slots.capacity() * size_of::<u64>()
    }
}

/// The part of a slot that comes from the hash.
const HIGH: u64 = 0xffff_ffff_0000_0000;

/// The lower half of a slot: the number of its key.
fn low(slot: u64) -> u32 {
    u32::try_from(slot & !HIGH).unwrap_or_default()
}

/// A hash of which only the upper half is used.
fn hash(key: &[u8]) -> u64 {
    let mut hash = 0x9e37_79b9_7f4a_7c15_u64;
    let mut add = |word: u64| hash = (hash ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29);
    let (words, rest) = key.as_chunks::<8>();
    words.iter().for_each(|&word| add(u64::from_le_bytes(word)));
    // The last bytes are read as a part of a whole word. One byte at a time would take longer than everything else.
    match key.last_chunk::<8>() {
        Some(&last) => add(u64::from_le_bytes(last)),
        None => add(rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte))),
    }
    add(key.len() as u64);
    (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_has_the_same_number() {
        let mut keys = Keys::new();
        assert_eq!(keys.get(KeyId::OTHER), None);
        let key = |n: u32| format!("key-{:0width$}", n, width = usize::try_from(n % 23).unwrap());
        let ids: Vec<KeyId> = (0..5_000).map(|n| keys.intern(key(n).as_bytes())).collect();
        for (n, &id) in (0..).zip(&ids) {
            assert_eq!(keys.get(id), Some(key(n).as_bytes()));
            assert_eq!(keys.intern(key(n).as_bytes()), id);
            assert_eq!(keys.find(key(n).as_bytes()), Some(id));
        }
        assert_eq!((keys.len(), keys.intern(b"")), (5_000, KeyId(5_000)));
        assert_eq!(keys.find(b"no such key"), None);
        assert_eq!(keys.get(KeyId(5_000)), Some(b"".as_slice()));
    }
}
