//! Decodes an `AggregatedRecord` as a protobuf decoder with the given dialect does: to its end, or to the first
//! fault.

use super::{
    dialect::{Dialect, Groups, KeyRule, LengthRule, Overflow},
    message::{DecodeFault, DecodedMessage, KeyEntry, RecordFields},
};
use kpl_format::{
    bytes::{
        Cursor, Span,
        varint::{Varint, VarintFault},
    },
    kpl::{NodeKind, Wire},
};

/// The largest field number that protobuf allows (protobuf encoding guide).
const MAX_FIELD_NUMBER: u64 = (1 << 29) - 1;

/// The data of the Kinesis record, and the dialect in which its message is read.
#[derive(Clone, Copy)]
struct DialectReader<'a> {
    bytes: &'a [u8],
    dialect: &'a Dialect,
}

/// Decodes the message at `window`.
///
/// # Errors
/// Returns the first fault at which a decoder of this dialect gives up.
pub fn message<'a>(
    bytes: &'a [u8],
    window: Span,
    dialect: &'a Dialect,
) -> Result<DecodedMessage<'a>, DecodeFault> {
    let reader = DialectReader { bytes, dialect };
    let mut cursor = Cursor::new(bytes, window);
    let mut message = DecodedMessage::default();
    while !cursor.is_done() {
        match reader.field(&mut cursor, 0, &TOP)? {
            Some((1, FieldValue::Bytes(span))) => {
                message.partition_keys.push(reader.text(span, NodeKind::PartitionKey)?)
            }
            Some((2, FieldValue::Bytes(span))) => {
                // elastic-serverless-forwarder does not use this table, and does not check that it is UTF-8.
                let entry = KeyEntry::new(bytes, span);
                if dialect.utf8 && dialect.records_too && !entry.is_utf8() {
                    return Err(DecodeFault::NotUtf8(NodeKind::ExplicitHashKey));
                }
                message.explicit_hash_keys.push(entry);
            }
            Some((3, FieldValue::Bytes(span))) => {
                if dialect.records_too {
                    record(bytes, span, dialect)?;
                }
                message.records.push(span);
            }
            _ => {}
        }
    }
    Ok(message)
}

/// Decodes the record whose fields stand at `window`.
///
/// # Errors
/// Fails where [`message`] fails.
pub fn record(bytes: &[u8], window: Span, dialect: &Dialect) -> Result<RecordFields, DecodeFault> {
    let reader = DialectReader { bytes, dialect };
    let mut cursor = Cursor::new(bytes, window);
    let mut fields = RecordFields::default();
    let known: &Known = if dialect.tags { &RECORD } else { &RECORD_WITHOUT_TAGS };
    while !cursor.is_done() {
        match reader.field(&mut cursor, 1, known)? {
            Some((1, FieldValue::Number(index))) => fields.partition_key_index = Some(index),
            Some((2, FieldValue::Number(index))) => fields.explicit_hash_key_index = Some(index),
            Some((3, FieldValue::Bytes(span))) => fields.data = Some(span),
            Some((4, FieldValue::Bytes(span))) => reader.tag(span)?,
            _ => {}
        }
    }
    if dialect.required {
        let missing = |kind| Err(DecodeFault::Missing(kind));
        match fields {
            RecordFields { partition_key_index: None, .. } => return missing(NodeKind::PartitionKeyIndex),
            RecordFields { data: None, .. } => return missing(NodeKind::Data),
            _ => {}
        }
    }
    Ok(fields)
}

/// The known fields of a message, with their wire types. The first has the field number 1.
type Known = [(NodeKind, Wire)];

const TOP: [(NodeKind, Wire); 3] = [
    (NodeKind::PartitionKey, Wire::Len),
    (NodeKind::ExplicitHashKey, Wire::Len),
    (NodeKind::Record, Wire::Len),
];
const RECORD: [(NodeKind, Wire); 4] = [
    (NodeKind::PartitionKeyIndex, Wire::Varint),
    (NodeKind::ExplicitHashKeyIndex, Wire::Varint),
    (NodeKind::Data, Wire::Len),
    (NodeKind::Tag, Wire::Len),
];
const RECORD_WITHOUT_TAGS: [(NodeKind, Wire); 3] = [
    (NodeKind::PartitionKeyIndex, Wire::Varint),
    (NodeKind::ExplicitHashKeyIndex, Wire::Varint),
    (NodeKind::Data, Wire::Len),
];
const TAG: [(NodeKind, Wire); 2] = [(NodeKind::TagKey, Wire::Len), (NodeKind::TagValue, Wire::Len)];

/// The value of a known field.
enum FieldValue {
    Number(u64),
    Bytes(Span),
}

impl<'a> DialectReader<'a> {
    /// Reads one field. `None` where the field is unknown and was skipped. `depth` is the number of messages around
    /// this one.
    fn field(
        &self,
        cursor: &mut Cursor<'_>,
        depth: usize,
        known: &Known,
    ) -> Result<Option<(u64, FieldValue)>, DecodeFault> {
        let (number, wire) = self.key(cursor, MAX_FIELD_NUMBER)?;
        let place = number.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| known.get(place)) {
            Some((_, Wire::Varint)) if wire == Wire::Varint => {
                Ok(Some((number, FieldValue::Number(self.number(cursor)?))))
            }
            Some((_, Wire::Len)) if wire == Wire::Len => {
                Ok(Some((number, FieldValue::Bytes(self.length_delimited(cursor)?))))
            }
            Some((kind, _)) if !self.dialect.wrong_wire_is_unknown => Err(DecodeFault::WrongWireType(*kind)),
            _ => self.unknown(cursor, number, wire, depth).map(|()| None),
        }
    }

    fn tag(&self, window: Span) -> Result<(), DecodeFault> {
        let mut cursor = Cursor::new(self.bytes, window);
        let mut key = false;
        while !cursor.is_done() {
            if let Some((number, FieldValue::Bytes(span))) = self.field(&mut cursor, 2, &TAG)? {
                key |= number == 1;
                self.text(span, if number == 1 { NodeKind::TagKey } else { NodeKind::TagValue })?;
            }
        }
        if self.dialect.required && !key { Err(DecodeFault::Missing(NodeKind::TagKey)) } else { Ok(()) }
    }

    fn text(&self, span: Span, kind: NodeKind) -> Result<KeyEntry<'a>, DecodeFault> {
        let entry = KeyEntry::new(self.bytes, span);
        if self.dialect.utf8 && !entry.is_utf8() { Err(DecodeFault::NotUtf8(kind)) } else { Ok(entry) }
    }

    fn varint(&self, cursor: &mut Cursor<'_>) -> Result<Varint, DecodeFault> {
        let varint = cursor.varint().map_err(|fault| match fault {
            VarintFault::Truncated(_) => DecodeFault::CutShort,
            VarintFault::TooLong(_) => DecodeFault::VarintTooLong,
        })?;
        if varint.overflow && self.dialect.overflow == Overflow::Refused {
            return Err(DecodeFault::NumberTooLarge);
        }
        Ok(varint)
    }

    fn number(&self, cursor: &mut Cursor<'_>) -> Result<u64, DecodeFault> {
        let varint = self.varint(cursor)?;
        // The number has more than 64 bits. Any number that is too large for every table and every length will do.
        Ok(if varint.overflow && self.dialect.overflow == Overflow::Kept { u64::MAX } else { varint.value })
    }

    fn key(&self, cursor: &mut Cursor<'_>, most: u64) -> Result<(u64, Wire), DecodeFault> {
        let varint = self.varint(cursor)?;
        let low = u32::try_from(varint.value & 0xffff_ffff).unwrap_or_default();
        let number = match self.dialect.key {
            KeyRule::Low32 => u64::from(low >> 3),
            KeyRule::FiveBytes if varint.span.len > 5 => return Err(DecodeFault::VarintTooLong),
            KeyRule::FiveBytes | KeyRule::U32 if varint.value > u64::from(u32::MAX) => {
                return Err(DecodeFault::NumberTooLarge);
            }
            KeyRule::FieldNumber if varint.value >> 3 > most => return Err(DecodeFault::FieldNumber),
            KeyRule::Any if varint.overflow => u64::MAX,
            _ => varint.value >> 3,
        };
        if number == 0 && !self.dialect.field_zero {
            return Err(DecodeFault::FieldNumber);
        }
        Ok((number, Wire::of_key(low)))
    }

    fn length_delimited(&self, cursor: &mut Cursor<'_>) -> Result<Span, DecodeFault> {
        let number = self.number(cursor)?;
        let length = match self.dialect.length {
            LengthRule::Low32 => Some(number & 0xffff_ffff).filter(|&low| low < 1 << 31),
            LengthRule::Whole => Some(number),
        };
        length.and_then(|length| cursor.take(length)).ok_or(DecodeFault::LengthPastEnd)
    }

    fn fixed(&self, cursor: &mut Cursor<'_>, wire: Wire, len: u64) -> Result<(), DecodeFault> {
        if !self.dialect.fixed {
            return Err(DecodeFault::WireType(wire.number()));
        }
        cursor.take(len).map(drop).ok_or(DecodeFault::CutShort)
    }

    /// Steps over the value of an unknown field.
    fn unknown(
        &self,
        cursor: &mut Cursor<'_>,
        number: u64,
        wire: Wire,
        depth: usize,
    ) -> Result<(), DecodeFault> {
        match wire {
            Wire::Varint => self.varint(cursor).map(drop),
            Wire::Fixed64 => self.fixed(cursor, wire, 8),
            Wire::Fixed32 => self.fixed(cursor, wire, 4),
            Wire::Len => self.length_delimited(cursor).map(drop),
            Wire::StartGroup => self.group(cursor, number, depth),
            Wire::EndGroup if self.dialect.groups == Groups::Refused => {
                Err(DecodeFault::WireType(wire.number()))
            }
            Wire::EndGroup if self.dialect.stray_ends => Ok(()),
            Wire::EndGroup => Err(DecodeFault::EndGroup),
            Wire::Reserved(number) => Err(DecodeFault::WireType(number)),
        }
    }

    /// Steps over the fields of a group and over its end-group key, as deep as the dialect allows.
    fn group(&self, cursor: &mut Cursor<'_>, number: u64, depth: usize) -> Result<(), DecodeFault> {
        let (most, fields) = match self.dialect.groups {
            Groups::Refused => return Err(DecodeFault::WireType(Wire::StartGroup.number())),
            Groups::WithMessages(most) => (most.saturating_sub(depth), false),
            Groups::WithMessagesAndFields(most) => (most.saturating_sub(depth), true),
            Groups::Alone(most) => (most, false),
        };
        let mut open = vec![number];
        while let Some(&innermost) = open.last() {
            if open.len() > most {
                return Err(DecodeFault::TooDeep);
            }
            let (number, wire) = self.key(cursor, u64::from(i32::MAX.unsigned_abs()))?;
            match wire {
                Wire::EndGroup if number == innermost => drop(open.pop()),
                Wire::EndGroup => return Err(DecodeFault::EndGroup),
                _ if fields && open.len() >= most => return Err(DecodeFault::TooDeep),
                Wire::StartGroup => open.push(number),
                wire => self.unknown(cursor, number, wire, depth)?,
            }
        }
        Ok(())
    }
}
