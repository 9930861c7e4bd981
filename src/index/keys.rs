//! Partition keys, each kept once: a number for a key, and the key of a number.

use super::column::Column;

/// A partition key of the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub(super) u32);

impl KeyId {
    /// There is no key, or it cannot be read.
    pub const NONE: Self = Self(u32::MAX);
    /// A key that came after [`MOST_KEYS`] others.
    pub const OTHER: Self = Self(u32::MAX - 1);
}

/// How many different keys are told apart.
pub const MOST_KEYS: usize = 1_000_000;

/// The bytes of all keys together that are kept: keys have at most 256 characters, and longer ones are damage.
const MOST_BYTES: usize = 128 << 20;

/// How many slots are looked at. In a table half full no key needs a tenth of them, unless somebody made keys that
/// collide: these are told apart no more, so that reading stays as fast as it is.
const MOST_STEPS: usize = 1 << 10;

/// The keys.
#[derive(Debug)]
pub(super) struct Keys {
    /// All keys one after another.
    text: Vec<u8>,
    /// Where each ends.
    ends: Column<u32>,
    /// Open addressing with steps of one: the key of a slot, or none.
    slots: Vec<u32>,
}

impl Keys {
    pub(super) const fn new() -> Self {
        Self { text: Vec::new(), ends: Column::new(), slots: Vec::new() }
    }

    /// The number of a key.
    pub(super) fn intern(&mut self, key: &[u8]) -> KeyId {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mut slot = self.slot(key);
        for _ in 0..MOST_STEPS {
            match self.slots.get(slot).copied() {
                None => break,
                Some(u32::MAX) => return self.add(key, slot),
                Some(id) if self.bytes(id) == Some(key) => return KeyId(id),
                Some(_) => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
        KeyId::OTHER
    }

    /// The number of a key that is there.
    pub(super) fn find(&self, key: &[u8]) -> Option<KeyId> {
        let mut slot = self.slot(key);
        loop {
            match self.slots.get(slot).copied()? {
                u32::MAX => return None,
                id if self.bytes(id) == Some(key) => return Some(KeyId(id)),
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn add(&mut self, key: &[u8], slot: usize) -> KeyId {
        let room = self.ends.len() < MOST_KEYS && self.text.len() + key.len() <= MOST_BYTES;
        let (id, end) = (u32::try_from(self.ends.len()), u32::try_from(self.text.len() + key.len()));
        let (true, Ok(id), Ok(end), Some(free)) = (room, id, end, self.slots.get_mut(slot)) else {
            return KeyId::OTHER;
        };
        *free = id;
        self.text.extend_from_slice(key);
        self.ends.push(end);
        KeyId(id)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        self.slots = vec![u32::MAX; size];
        for index in 0..self.ends.len() {
            let id = u32::try_from(index).unwrap_or(u32::MAX);
            let Some(key) = self.bytes(id) else { continue };
            let mut slot = self.slot(key);
            while self.slots.get(slot).is_some_and(|&taken| taken != u32::MAX) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = id;
            }
        }
    }

    /// Where to look first.
    fn slot(&self, key: &[u8]) -> usize {
        let mut hash = 0x9e37_79b9_7f4a_7c15_u64;
        let mut add = |word: u64| hash = (hash ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29);
        let (words, rest) = key.as_chunks::<8>();
        words.iter().for_each(|&word| add(u64::from_le_bytes(word)));
        add(rest.iter().fold(1, |word, &byte| word << 8 | u64::from(byte)));
        hash ^= hash >> 32;
        // The lower bits are kept, so nothing is lost that counts.
        usize::try_from(hash & 0xffff_ffff).unwrap_or_default() & (self.slots.len().max(1) - 1)
    }

    fn bytes(&self, id: u32) -> Option<&[u8]> {
        let index = usize::try_from(id).ok()?;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before))?;
        self.text.get(usize::try_from(start).ok()?..usize::try_from(self.ends.get(index)?).ok()?)
    }

    /// The bytes of a key; `None` of [`KeyId::NONE`] and [`KeyId::OTHER`].
    pub(super) fn get(&self, id: KeyId) -> Option<&[u8]> {
        self.bytes(id.0)
    }

    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        self.text.capacity() + self.ends.memory() + self.slots.capacity() * size_of::<u32>()
    }
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
