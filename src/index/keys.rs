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
    /// Open addressing with steps of one.
    slots: Vec<Slot>,
}

/// A key and half of its hash: next to no key of another hash is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    id: u32,
    hash: u32,
}

const FREE: Slot = Slot { id: u32::MAX, hash: 0 };

impl Keys {
    pub(super) const fn new() -> Self {
        Self { text: Vec::new(), ends: Column::new(), slots: Vec::new() }
    }

    /// The number of a key.
    pub(super) fn intern(&mut self, key: &[u8]) -> KeyId {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(key);
        match self.look(key, hash) {
            Some((_, found)) if found != FREE => KeyId(found.id),
            Some((free, _)) => self.add(key, hash, free),
            None => KeyId::OTHER,
        }
    }

    /// The number of a key that is there.
    pub(super) fn find(&self, key: &[u8]) -> Option<KeyId> {
        let (_, found) = self.look(key, hash(key))?;
        (found != FREE).then_some(KeyId(found.id))
    }

    /// The slot that has the key, or the free one that it may have.
    fn look(&self, key: &[u8], hash: u32) -> Option<(usize, Slot)> {
        let mut at = self.first_slot(hash);
        for _ in 0..MOST_STEPS {
            let slot = *self.slots.get(at)?;
            if slot == FREE || (slot.hash == hash && self.bytes(slot.id) == Some(key)) {
                return Some((at, slot));
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }

    fn add(&mut self, key: &[u8], hash: u32, slot: usize) -> KeyId {
        let room = self.ends.len() < MOST_KEYS && self.text.len() + key.len() <= MOST_BYTES;
        let (id, end) = (u32::try_from(self.ends.len()), u32::try_from(self.text.len() + key.len()));
        let (true, Ok(id), Ok(end), Some(free)) = (room, id, end, self.slots.get_mut(slot)) else {
            return KeyId::OTHER;
        };
        *free = Slot { id, hash };
        self.text.extend_from_slice(key);
        self.ends.push(end);
        KeyId(id)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let before = std::mem::replace(&mut self.slots, vec![FREE; size]);
        for slot in before.into_iter().filter(|slot| *slot != FREE) {
            let mut at = self.first_slot(slot.hash);
            while self.slots.get(at).is_some_and(|taken| *taken != FREE) {
                at = (at + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(at) {
                *free = slot;
            }
        }
    }

    /// Where to look first: the number of slots is a power of two.
    fn first_slot(&self, hash: u32) -> usize {
        usize::try_from(hash).unwrap_or_default() & self.slots.len().saturating_sub(1)
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
        self.text.capacity() + self.ends.memory() + self.slots.capacity() * size_of::<Slot>()
    }
}

/// Eight bytes at a time, multiplied and turned as in MurmurHash3's finish.
fn hash(key: &[u8]) -> u32 {
    let mut hash = 0x9e37_79b9_7f4a_7c15_u64;
    let mut add = |word: u64| hash = (hash ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29);
    let (words, rest) = key.as_chunks::<8>();
    words.iter().for_each(|&word| add(u64::from_le_bytes(word)));
    add(rest.iter().fold(1, |word, &byte| word << 8 | u64::from(byte)));
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    // The upper half: every bit of the key had its part in it.
    u32::try_from(hash >> 32).unwrap_or_default()
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
