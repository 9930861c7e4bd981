//! One side of a comparison: the user records of one Kinesis record, or of a whole capture.

use crate::{
    forensics::Compared,
    session::{Inspection, Shown},
};
use kpl_format::{
    bytes::Span,
    kpl::{Anatomy, UserRecord, Verdict},
};

/// The most bytes of data that a capture may have to be compared as a whole. It is held in memory beside the one at
/// hand.
pub const MOST_BYTES: usize = 16 << 20;

/// The most user records that a capture may have to be compared as a whole.
pub const MOST_USERS: usize = 200_000;

#[derive(Debug, Default)]
pub struct Side {
    /// The data of the Kinesis records, one after another. The data of a plain record is followed by its partition
    /// key.
    bytes: Vec<u8>,
    users: Vec<User>,
    /// How many bytes the Kinesis records have, without those partition keys.
    len: usize,
    /// The number of the capture; `None` where this is a single Kinesis record.
    capture: Option<u32>,
}

/// A user record. A plain Kinesis record counts as one.
#[derive(Clone, Copy, Debug)]
pub struct User {
    /// The place of its Kinesis record in the capture.
    pub record: usize,
    /// Its sub-sequence number; `None` for a plain Kinesis record.
    pub index: Option<usize>,
    key: Option<Span>,
    hash_key: Option<Span>,
    data: Option<Span>,
}

/// Whether a capture is small enough to be held for a comparison. Its text may have twice as many bytes as its data.
pub(super) fn is_small(capture: &Inspection) -> bool {
    usize::try_from(capture.size()).is_ok_and(|size| size <= 2 * MOST_BYTES)
}

impl Side {
    pub(super) fn of_record(shown: &Shown) -> Self {
        let mut side = Self::default();
        side.add(shown.index, &shown.data, &shown.anatomy, shown.outer_key());
        side
    }

    /// The user records of a capture; `None` where there are too many, or a record cannot be read again.
    pub(super) fn of_capture(capture: &Inspection) -> Option<Self> {
        let (len, users) = (capture.index().len(), capture.index().user_records());
        let few = usize::try_from(users).is_ok_and(|users| users <= MOST_USERS);
        if capture.is_reading() || !few || !is_small(capture) {
            return None;
        }
        let mut side = Self { capture: Some(0), ..Self::default() };
        for at in 0..len {
            let record = capture.record(at).ok()?;
            if side.bytes.len() + record.data.len() > MOST_BYTES || side.users.len() > MOST_USERS {
                return None;
            }
            let anatomy = record.dissect();
            side.add(at, &record.data, &anatomy, record.envelope.partition_key.as_deref());
        }
        Some(side)
    }

    pub(super) fn numbered(self, capture: u32) -> Self {
        Self { capture: Some(capture), ..self }
    }

    #[must_use]
    pub const fn is_capture(&self) -> bool {
        self.capture.is_some()
    }

    pub(super) fn is_of(&self, capture: u32) -> bool {
        self.capture == Some(capture)
    }

    fn add(&mut self, record: usize, data: &[u8], anatomy: &Anatomy, outer_key: Option<&str>) {
        let start = self.bytes.len();
        self.len += data.len();
        self.bytes.extend_from_slice(data);
        if anatomy.verdict == Verdict::Plain {
            let key = outer_key.map(|key| {
                self.bytes.extend_from_slice(key.as_bytes());
                Span::new(start + data.len(), key.len())
            });
            let data = Some(Span::new(start, data.len()));
            self.users.push(User { record, index: None, key, hash_key: None, data });
            return;
        }
        let moved = |span: Span| Span::new(start + span.offset, span.len);
        let user = |user: &UserRecord| User {
            record,
            index: Some(user.index),
            key: user.partition_key.and_then(|at| Some(moved(anatomy.partition_keys.get(at)?.value))),
            hash_key: user
                .explicit_hash_key
                .and_then(|at| Some(moved(anatomy.explicit_hash_keys.get(at)?.value))),
            data: user.data.map(moved),
        };
        self.users.extend(anatomy.user_records.iter().map(user));
    }

    /// How many bytes the Kinesis records have.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether both sides have the same bytes.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }

    #[must_use]
    pub const fn users(&self) -> usize {
        self.users.len()
    }

    #[must_use]
    pub fn user(&self, place: usize) -> Option<&User> {
        self.users.get(place)
    }

    /// The user record at a place, and what of it is compared.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<(&User, Compared<'_>)> {
        let user = self.users.get(place)?;
        Some((user, self.of(user)))
    }

    fn of(&self, user: &User) -> Compared<'_> {
        let value = |span: Span| span.of(&self.bytes);
        Compared { key: user.key.map(value), hash_key: user.hash_key.map(value), data: user.data.map(value) }
    }

    pub(super) fn compared(&self) -> Vec<Compared<'_>> {
        self.users.iter().map(|user| self.of(user)).collect()
    }
}
