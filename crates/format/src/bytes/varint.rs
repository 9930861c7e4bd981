//! Protobuf's base-128 varints, read as protobuf-java reads them: at most ten bytes, bits past the 64th are dropped.

use super::Span;

/// The most bytes that a varint may have. Source: protobuf's encoding guide, and protobuf-java's
/// `CodedInputStream.MAX_VARINT_SIZE`.
pub const MAX_LEN: usize = 10;

/// A varint that was read, with its place and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Varint {
    /// The low 64 bits of the number.
    pub value: u64,
    /// Where it stands: 1 to 10 bytes.
    pub span: Span,
    /// Whether the tenth byte held bits that do not fit into 64. They were dropped.
    pub overflow: bool,
}

impl Varint {
    /// Whether the value was written in more bytes than it needs, which protobuf allows.
    #[must_use]
    pub const fn is_long_form(&self) -> bool {
        self.span.len > encoded_len(self.value)
    }
}

/// Why no varint could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VarintFault {
    /// The input ends, but the last byte says that another follows. The span covers the bytes that are there.
    Truncated(Span),
    /// The tenth byte says that another follows. The span covers the ten bytes.
    TooLong(Span),
}

/// How many bytes the shortest form of `value` takes: 1 to 10.
#[must_use]
pub const fn encoded_len(value: u64) -> usize {
    let bits = 64 - (value | 1).leading_zeros() as usize;
    bits.div_ceil(7)
}

/// Reads one varint from the start of `bytes`. Spans count from `offset`, the absolute offset of `bytes`.
///
/// # Errors
/// Fails when `bytes` end within the varint, or when the varint has more than ten bytes.
pub fn read(bytes: &[u8], offset: usize) -> Result<Varint, VarintFault> {
    // A fast path: nearly all varints of an aggregate are one byte long.
    if let [byte @ ..0x80, ..] = bytes {
        return Ok(Varint { value: u64::from(*byte), span: Span::new(offset, 1), overflow: false });
    }
    let mut value = 0u64;
    for (index, &byte) in bytes.iter().take(MAX_LEN).enumerate() {
        let bits = u64::from(byte & 0x7f);
        // The tenth byte starts at bit 63, so only its lowest bit fits.
        value |= bits << (7 * index);
        if byte & 0x80 == 0 {
            let overflow = index == MAX_LEN - 1 && bits > 1;
            return Ok(Varint { value, span: Span::new(offset, index + 1), overflow });
        }
    }
    if bytes.len() < MAX_LEN {
        Err(VarintFault::Truncated(Span::new(offset, bytes.len())))
    } else {
        Err(VarintFault::TooLong(Span::new(offset, MAX_LEN)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn prost_writes_what_we_read(value: u64, tail: Vec<u8>) {
            let mut bytes = Vec::new();
            prost::encoding::encode_varint(value, &mut bytes);
            let len = bytes.len();
            bytes.extend(tail);
            let read = read(&bytes, 7).unwrap();
            prop_assert_eq!(read, Varint { value, span: Span::new(7, len), overflow: false });
            prop_assert!(!read.is_long_form());
            prop_assert_eq!(encoded_len(value), len);
        }
    }

    #[test]
    fn long_forms_overflow_and_cuts() {
        let read = |bytes: &[u8]| read(bytes, 0);
        assert!(read(&[0x81, 0x80, 0x00]).unwrap().is_long_form());
        let over = read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]).unwrap();
        assert!(over.overflow);
        assert_eq!(over.value, u64::MAX);
        assert_eq!(read(&[0x80]), Err(VarintFault::Truncated(Span::new(0, 1))));
        assert_eq!(read(&[]), Err(VarintFault::Truncated(Span::new(0, 0))));
        assert_eq!(read(&[0x80; 12]), Err(VarintFault::TooLong(Span::new(0, 10))));
    }
}
