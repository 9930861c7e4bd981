//! Protobuf's field keys, wire types and lengths. What a field means is not known here.

use crate::bytes::{
    Cursor,
    varint::{Varint, VarintFault},
};

/// How the value of a field is written (protobuf encoding guide, "Message structure").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "borsh", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Wire {
    /// Wire type 0: a varint.
    Varint,
    /// Wire type 1: eight bytes, little-endian.
    Fixed64,
    /// Wire type 2: a length, then that many bytes.
    Len,
    /// Wire type 3: a group, which is all fields up to an end-group key with the same field number.
    StartGroup,
    /// Wire type 4: the end of a group.
    EndGroup,
    /// Wire type 5: four bytes, little-endian.
    Fixed32,
    /// Wire type 6 or 7. They are not defined, so no reader knows how long the value is.
    Reserved(u8),
}

impl Wire {
    /// The wire type of a field key: its three lowest bits.
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

    /// The number of the wire type, 0 to 7.
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

    /// A name in words, such as "length-delimited".
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

/// The key with which a field begins.
#[derive(Clone, Copy, Debug)]
pub struct FieldKey {
    /// The field number, 0 to 2^29 - 1. Protobuf does not allow 0, but the bytes can say so.
    pub number: u32,
    /// The wire type.
    pub wire: Wire,
    /// The varint that holds the field number and the wire type.
    pub varint: Varint,
}

/// The low 32 bits of a key or a length. protobuf-java reads both as 32-bit ints and drops the bits above
/// (`CodedInputStream.readRawVarint32`).
#[must_use]
pub const fn low32(value: u64) -> u32 {
    // The cast drops nothing: the mask has done that.
    (value & 0xffff_ffff) as u32
}

/// Reads the key of a field.
///
/// # Errors
/// Fails where [`Cursor::varint`] fails.
pub fn key(cursor: &mut Cursor<'_>) -> Result<FieldKey, VarintFault> {
    let varint = cursor.varint()?;
    let key = low32(varint.value);
    Ok(FieldKey { number: key >> 3, wire: Wire::of_key(key), varint })
}

/// The length that a varint states. `None` where protobuf-java reads a negative number: 2^31 and above.
#[must_use]
pub const fn length(varint: &Varint) -> Option<u64> {
    let low = low32(varint.value);
    if low > i32::MAX.unsigned_abs() { None } else { Some(low as u64) }
}

/// Steps over the fields of a group and over its end-group key, with groups in it to any depth. `number` is the
/// group's field number. `None` where the group has no end.
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
