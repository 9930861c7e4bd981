//! Decodes an `AggregatedRecord` as protobufjs 7.2.4 does (`src/reader.js`, `src/decoder.js`). It ignores the wire
//! type of known fields, shortens strings that reach past the end, and may read a sub-message past the sub-message's
//! own end.

use super::message::{DecodeFault, DecodedMessage, KeyEntry, RecordFields};
use kpl_format::{
    bytes::Span,
    kpl::{NodeKind, Wire},
};

/// About how many levels of groups `skipType` follows before it exhausts the call stack of Node.js. Found by
/// experiment.
const CALL_STACK: usize = 11_000;

/// Decodes the message at `window`.
///
/// # Errors
/// Fails where protobufjs throws.
pub fn message(bytes: &[u8], window: Span) -> Result<DecodedMessage<'_>, DecodeFault> {
    let mut reader = ProtobufjsReader::new(bytes, window.offset, window.end());
    let mut message = DecodedMessage::default();
    while reader.at < reader.end {
        let key = reader.uint32()?;
        match key >> 3 {
            1 => message.partition_keys.push(reader.string()?),
            2 => message.explicit_hash_keys.push(reader.string()?),
            3 => {
                let len = usize::try_from(reader.uint32()?).unwrap_or(usize::MAX);
                message.records.push(Span::new(reader.at, len));
                reader.record(len)?;
            }
            _ => reader.skip_type(Wire::of_key(key))?,
        }
    }
    Ok(message)
}

/// Decodes a record whose fields stand at `fields`. `end` is where the message around it ends: the record may be read
/// up to there.
///
/// # Errors
/// Fails where protobufjs throws.
pub fn record(bytes: &[u8], fields: Span, end: usize) -> Result<RecordFields, DecodeFault> {
    ProtobufjsReader::new(bytes, fields.offset, end).record(fields.len)
}

/// The `Reader` of protobufjs. Its position may lie past the end, where every byte is `undefined`.
struct ProtobufjsReader<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> ProtobufjsReader<'a> {
    fn new(bytes: &'a [u8], at: usize, end: usize) -> Self {
        Self { bytes, at, end: end.min(bytes.len()) }
    }

    /// Reads one byte, like `this.buf[this.pos++]`.
    fn next(&mut self) -> Option<u8> {
        let byte = if self.at < self.end { self.bytes.get(self.at).copied() } else { None };
        self.at = self.at.saturating_add(1);
        byte
    }

    const fn left(&self) -> usize {
        self.end.saturating_sub(self.at)
    }

    /// Reads a varint and returns its low 32 bits. A varint of more than five bytes always takes ten, whatever they
    /// are.
    fn uint32(&mut self) -> Result<u32, DecodeFault> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.next();
            value |= u32::from(byte.unwrap_or_default() & 0x7f) << shift;
            if byte.is_some_and(|byte| byte < 0x80) {
                return Ok(value);
            }
        }
        self.at = self.at.saturating_add(5);
        if self.at > self.end { Err(DecodeFault::CutShort) } else { Ok(value) }
    }

    /// Reads a varint of 64 bits, like `readLongVarint`. If at most four bytes are left, the fourth ends the number
    /// in any case.
    fn uint64(&mut self) -> Result<u64, DecodeFault> {
        let mut value = 0;
        let near_the_end = self.left() <= 4;
        let first = if near_the_end { 4 } else { 5 };
        for index in 0..first {
            if near_the_end && index < 3 && self.at >= self.end {
                return Err(DecodeFault::CutShort);
            }
            let byte = self.next();
            value |= u64::from(byte.unwrap_or_default() & 0x7f) << (7 * index);
            if byte.is_some_and(|byte| byte < 0x80) {
                return Ok(value);
            }
        }
        if near_the_end {
            return Ok(value);
        }
        for index in 5..10 {
            if self.at >= self.end {
                return Err(DecodeFault::CutShort);
            }
            let byte = self.next().unwrap_or_default();
            // Bits past the 64th are dropped.
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(DecodeFault::VarintTooLong)
    }

    /// Reads a string. Where it reaches past the end, it is shortened.
    fn string(&mut self) -> Result<KeyEntry<'a>, DecodeFault> {
        let len = usize::try_from(self.uint32()?).unwrap_or(usize::MAX);
        let span = Span::new(self.at, len.min(self.left()));
        self.at = span.end();
        Ok(KeyEntry::new(self.bytes, span))
    }

    /// Reads a byte field. Unlike a string, it must not reach past the end.
    fn byte_string(&mut self) -> Result<Span, DecodeFault> {
        let len = usize::try_from(self.uint32()?).unwrap_or(usize::MAX);
        let span = Span::new(self.at, len);
        self.skip(len)?;
        Ok(span)
    }

    fn skip(&mut self, len: usize) -> Result<(), DecodeFault> {
        match self.at.checked_add(len).filter(|&at| at <= self.end) {
            Some(at) => self.at = at,
            None => return Err(DecodeFault::LengthPastEnd),
        }
        Ok(())
    }

    fn record(&mut self, len: usize) -> Result<RecordFields, DecodeFault> {
        let stop = self.at.saturating_add(len);
        let mut fields = RecordFields::default();
        while self.at < stop {
            let key = self.uint32()?;
            match key >> 3 {
                1 => fields.partition_key_index = Some(self.uint64()?),
                2 => fields.explicit_hash_key_index = Some(self.uint64()?),
                3 => fields.data = Some(self.byte_string()?),
                4 => self.tag()?,
                _ => self.skip_type(Wire::of_key(key))?,
            }
        }
        match fields {
            RecordFields { partition_key_index: None, .. } => {
                Err(DecodeFault::Missing(NodeKind::PartitionKeyIndex))
            }
            RecordFields { data: None, .. } => Err(DecodeFault::Missing(NodeKind::Data)),
            fields => Ok(fields),
        }
    }

    fn tag(&mut self) -> Result<(), DecodeFault> {
        let len = usize::try_from(self.uint32()?).unwrap_or(usize::MAX);
        let stop = self.at.saturating_add(len);
        let mut has_key = false;
        while self.at < stop {
            let key = self.uint32()?;
            match key >> 3 {
                number @ (1 | 2) => {
                    self.string()?;
                    has_key |= number == 1;
                }
                _ => self.skip_type(Wire::of_key(key))?,
            }
        }
        if has_key { Ok(()) } else { Err(DecodeFault::Missing(NodeKind::TagKey)) }
    }

    /// Skips an unknown field, like `skipType`. Any end-group key ends a group, whatever its field number.
    fn skip_type(&mut self, wire: Wire) -> Result<(), DecodeFault> {
        let mut groups = 0;
        let mut wire = wire;
        loop {
            match wire {
                Wire::EndGroup if groups > 0 => groups -= 1,
                Wire::StartGroup if groups >= CALL_STACK => return Err(DecodeFault::TooDeep),
                Wire::StartGroup => groups += 1,
                wire => self.skip_value(wire)?,
            }
            if groups == 0 {
                return Ok(());
            }
            wire = Wire::of_key(self.uint32()?);
        }
    }

    fn skip_value(&mut self, wire: Wire) -> Result<(), DecodeFault> {
        match wire {
            Wire::Varint => loop {
                match self.next() {
                    None => return Err(DecodeFault::CutShort),
                    Some(..0x80) => return Ok(()),
                    // The number of bytes is not limited here.
                    Some(_) => {}
                }
            },
            Wire::Fixed64 => self.skip(8),
            Wire::Fixed32 => self.skip(4),
            Wire::Len => {
                let len = usize::try_from(self.uint32()?).unwrap_or(usize::MAX);
                self.skip(len)
            }
            wire => Err(DecodeFault::WireType(wire.number())),
        }
    }
}
