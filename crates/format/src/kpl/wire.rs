//! Protobuf keys and wire types. Knows how a field starts, not what it means.

use crate::bytes::{
    Cursor,
    varint::{Varint, VarintFault},
};

/// How the value of a field is written (protobuf encoding guide, "Message structure").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Wire {
    /// 0: a varint.
    Varint,
    /// 1: eight bytes, little-endian.
    Fixed64,
    /// 2: a length, then that many bytes.
    Len,
    /// 3: fields up to the end-group key with the same field number.
    StartGroup,
    /// 4: ends a group.
    EndGroup,
    /// 5: four bytes, little-endian.
    Fixed32,
    /// 6 or 7: no reader knows how long the value is.
    Reserved(u8),
}

impl Wire {
    /// The wire type of a key, from its three low bits.
    #[must_use]
    pub const fn of_key(key: u32) -> Self {
        match key & 7 {
            0 => Self::Varint,
            1 => Self::Fixed64,
            2 => Self::Len,
            3 => Self::StartGroup,
            4 => Self::EndGroup,
            5 => Self::Fixed32,
            6 => Self::Reserved(6),
            _ => Self::Reserved(7),
        }
    }

    /// Its number on the wire, 0 to 7.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Varint => 0,
            Self::Fixed64 => 1,
            Self::Len => 2,
            Self::StartGroup => 3,
            Self::EndGroup => 4,
            Self::Fixed32 => 5,
            Self::Reserved(number) => number,
        }
    }

    /// Its name in the protobuf encoding guide, in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Varint => "varint",
            Self::Fixed64 => "64-bit",
            Self::Len => "length-delimited",
            Self::StartGroup => "group",
            Self::EndGroup => "end of group",
            Self::Fixed32 => "32-bit",
            Self::Reserved(_) => "reserved",
        }
    }
}

/// The key of a field as it was found.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Field number, 0 to 2^29 - 1; 0 is not allowed and yet can be written.
    pub number: u32,
    /// Wire type.
    pub wire: Wire,
    /// The varint that holds both.
    pub varint: Varint,
}

/// The low 32 bits: keys and lengths are `int`s in `CodedInputStream.readRawVarint32`, what lies above is dropped.
#[must_use]
pub const fn low32(value: u64) -> u32 {
    // The one narrowing here, and the reader that it follows does it too.
    (value & 0xffff_ffff) as u32
}

/// Reads a key.
///
/// # Errors
/// As [`Cursor::varint`].
pub fn key(cursor: &mut Cursor<'_>) -> Result<Key, VarintFault> {
    let varint = cursor.varint()?;
    let key = low32(varint.value);
    Ok(Key { number: key >> 3, wire: Wire::of_key(key), varint })
}

/// What a length varint says, or `None` where `protobuf-java` sees a negative number (2^31 and above).
#[must_use]
pub const fn length(varint: &Varint) -> Option<u64> {
    let low = low32(varint.value);
    if low > i32::MAX.unsigned_abs() { None } else { Some(low as u64) }
}

/// Steps over the fields of a group and the key that ends it, however deep; `None` where it has no end.
pub fn skip_group(cursor: &mut Cursor<'_>, number: u32) -> Option<()> {
    let mut open = vec![number];
    while let Some(&innermost) = open.last() {
        let key = key(cursor).ok().filter(|key| key.number != 0)?;
        match key.wire {
            Wire::Varint => drop(cursor.varint().ok()?),
            Wire::Fixed64 => drop(cursor.take(8)?),
            Wire::Fixed32 => drop(cursor.take(4)?),
            Wire::Len => drop(cursor.varint().ok().and_then(|len| cursor.take(length(&len)?))?),
            Wire::StartGroup => open.push(key.number),
            Wire::EndGroup if key.number == innermost => drop(open.pop()),
            Wire::EndGroup | Wire::Reserved(_) => return None,
        }
    }
    Some(())
}
