//! What seals an aggregate: the magic with which it begins, and the MD5 with which it ends.

use crate::bytes::Span;
use md5::{Digest, Md5};

/// The four bytes with which an aggregate begins (`aggregation-format.md`).
pub const MAGIC: [u8; 4] = [0xf3, 0x89, 0x9a, 0xc2];

/// The number of bytes of an MD5 digest.
pub const DIGEST_LEN: usize = 16;

/// The MD5 of some bytes.
#[must_use]
pub fn md5(bytes: &[u8]) -> [u8; DIGEST_LEN] {
    Md5::digest(bytes).into()
}

/// Whether the bytes at `digest` are the MD5 of all bytes between the magic and them. Where `digest` has fewer than
/// sixteen bytes, because it is cut, they must be the first bytes of that MD5.
#[must_use]
pub fn digest_matches(data: &[u8], digest: Span) -> bool {
    let stored = digest.of(data);
    let message = Span::between(MAGIC.len(), digest.offset);
    stored.len() == digest.len && md5(message.of(data)).starts_with(stored)
}

/// Splits an aggregate into its message and its digest, which must be the MD5 of the message. `None` where the magic
/// is missing, or where there is no room for a message.
#[must_use]
pub fn sealed(data: &[u8]) -> Option<(&[u8], &[u8; DIGEST_LEN])> {
    let (message, digest) = data.strip_prefix(&MAGIC)?.split_last_chunk()?;
    (!message.is_empty()).then_some((message, digest))
}

/// Whether the data is an aggregate with a message and with the right MD5 at its end. The message itself may still be
/// faulty: [`super::dissect`] tells.
#[must_use]
pub fn is_sealed(data: &[u8]) -> bool {
    sealed(data).is_some_and(|(message, stored)| md5(message) == *stored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpl::frame;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_frame_is_sealed_and_no_flipped_bit_of_it_is(
            message in prop::collection::vec(any::<u8>(), 1..100),
            at: prop::sample::Index,
            bit in 0u8..8,
            kept in 0usize..=DIGEST_LEN,
        ) {
            let sealed = frame(&message);
            let digest = Span::new(sealed.len() - DIGEST_LEN, DIGEST_LEN);
            prop_assert!(is_sealed(&sealed) && digest_matches(&sealed, digest));
            let cut = &sealed[..digest.offset + kept];
            prop_assert!(digest_matches(cut, Span::new(digest.offset, kept)));
            prop_assert_eq!(digest_matches(cut, digest), kept == DIGEST_LEN);
            let mut flipped = sealed.clone();
            let at = at.index(flipped.len());
            flipped[at] ^= 1 << bit;
            prop_assert!(!is_sealed(&flipped));
            prop_assert_eq!(digest_matches(&flipped, digest), at < MAGIC.len());
        }
    }
}
