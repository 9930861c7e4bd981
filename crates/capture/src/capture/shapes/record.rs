//! A record from the fields of a value: its data, and what its envelope says.

use super::{
    data::{self, Data},
    roles::{Role, role},
    times,
};
use crate::{
    capture::{Envelope, KinesisRecord, finding::Code, reading::Reading},
    value::{BytesAs, Kind, LeftOut, Spelling, Tree},
};
use kpl_format::bytes::Span;

/// The fields of a record, by their nodes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fields {
    pub(super) data: Option<u32>,
    partition_key: Option<u32>,
    explicit_hash_key: Option<u32>,
    pub(super) sequence_number: Option<u32>,
    sub_sequence_number: Option<u32>,
    arrival: Option<u32>,
    shard: Option<u32>,
    event_id: Option<u32>,
    encryption: Option<u32>,
    /// Whether Lambda's `kinesis` or Firehose's metadata is among them.
    held: bool,
    /// What was printed instead of an object that holds fields.
    hidden: Option<u32>,
    /// Where the partition key stands, where its printer puts no quotes around texts: those in it are its own.
    bare_key: Option<Span>,
    /// Whether the same field of a sibling is bytes or hex, so that text is what it is, or hex as well.
    pub(super) raw: bool,
    pub(super) hex: bool,
}

impl Fields {
    /// Takes the value of a role; the last one of several, as every parser has it.
    pub(super) const fn take(&mut self, role: Role, node: u32) {
        let slot = match role {
            Role::Data => &mut self.data,
            Role::PartitionKey => &mut self.partition_key,
            Role::ExplicitHashKey => &mut self.explicit_hash_key,
            Role::SequenceNumber => &mut self.sequence_number,
            Role::SubSequenceNumber => &mut self.sub_sequence_number,
            Role::Arrival => &mut self.arrival,
            Role::Shard => &mut self.shard,
            Role::EventId => &mut self.event_id,
            Role::Encryption => &mut self.encryption,
            Role::Holder => &mut self.hidden,
        };
        *slot = Some(node);
    }

    /// Whether there is a value for the role already.
    pub(super) const fn has(&self, role: Role) -> bool {
        match role {
            Role::Data => self.data,
            Role::PartitionKey => self.partition_key,
            Role::ExplicitHashKey => self.explicit_hash_key,
            Role::SequenceNumber => self.sequence_number,
            Role::SubSequenceNumber => self.sub_sequence_number,
            Role::Arrival => self.arrival,
            Role::Shard => self.shard,
            Role::EventId => self.event_id,
            Role::Encryption => self.encryption,
            Role::Holder => self.hidden,
        }
        .is_some()
    }

    /// The fields of a container, those of what holds them for it included.
    pub(super) fn of(text: &[u8], tree: &Tree, node: u32) -> Self {
        let mut fields = Self::default();
        let mut holder = None;
        for (child, at) in tree.children(node) {
            match at.key.and_then(|key| role(key.of(text))) {
                Some(Role::Holder) if is_container(at.kind) => holder = Some(child),
                Some(Role::Holder) if !matches!(at.kind, Kind::LeftOut(_)) => {}
                Some(role) => fields.take(role, child),
                None => {}
            }
        }
        for (child, at) in holder.into_iter().flat_map(|holder| tree.children(holder)) {
            if let Some(role) = at.key.and_then(|key| role(key.of(text))).filter(|role| *role != Role::Holder)
            {
                fields.take(role, child);
                fields.held = true;
            }
        }
        fields.bare_key = fields.without_quotes(text, tree);
        fields
    }

    /// The partition key as it stands, where its printer puts no quotes around the data or the sequence number: `{a=b}`,
    /// `map[a:b]`.
    fn without_quotes(&self, text: &[u8], tree: &Tree) -> Option<Span> {
        let behind = |node: u32| {
            let node = tree.get(node)?;
            let sign = node.key?.end();
            let tight = matches!(text.get(sign)?, b'=' | b':');
            let value = Span::between(sign.checked_add(1)?, node.span.end());
            let blank = value.of(text).first().is_none_or(u8::is_ascii_whitespace);
            let named = node.key?.of(text).first().is_some_and(|first| !b"\"'`".contains(first));
            (tight && !blank && named).then_some(value)
        };
        // The data tells the same: base64 without quotes, `SdkBytes(bytes=0x…)`, Go's `[243 137]`.
        let data = tree.get(self.data?)?;
        let inner = tree.children(self.data?).next().map_or(data, |(_, inner)| inner);
        let numbers = || behind(self.sequence_number?)?.of(text).iter().all(u8::is_ascii_digit).then_some(());
        let bare = match data.kind {
            Kind::Text(Spelling::Raw) => true,
            Kind::Text(_) | Kind::Bytes(BytesAs::Literal | BytesAs::Joined) => false,
            Kind::Bytes(BytesAs::Numbers) if !data.span.of(text).contains(&b',') => true,
            Kind::Tagged { .. } if inner.key.is_some() && inner.span.of(text).starts_with(b"0x") => true,
            _ => numbers().is_some(),
        };
        behind(self.partition_key?).filter(|key| bare && key.of(text) != b"null" && key.of(text) != b"<nil>")
    }

    /// Whether a container with these fields is a record by their names. `listed` says that it stands in a list of records.
    pub(super) const fn is_record(&self, listed: bool) -> bool {
        let named = self.sequence_number.is_some() || self.partition_key.is_some();
        let keyed = named || self.held || (self.event_id.is_some() && self.shard.is_some());
        self.data.is_some() && (keyed || listed)
    }

    /// Whether a record with these names counts even where its data cannot be read.
    pub(super) const fn counts(&self, listed: bool) -> bool {
        self.sequence_number.is_some() && self.partition_key.is_some() && (self.data.is_some() || listed)
    }

    /// Whether the names are those of a record, data or not.
    pub(super) const fn is_known(&self) -> bool {
        self.sequence_number.is_some() || self.partition_key.is_some() || self.event_id.is_some()
    }

    /// Whether a container says the shard of all records in it.
    pub(super) const fn is_shard_only(&self) -> bool {
        self.shard.is_some() && self.sequence_number.is_none()
    }

    /// The shard.
    pub(super) fn shard(&self, text: &[u8], tree: &Tree) -> Option<String> {
        string(text, tree, self.shard?).filter(|shard| shard.starts_with("shardId-"))
    }

    /// Whether the names are those of a record whose data was not printed.
    const fn is_hidden(&self) -> Option<u32> {
        match (self.hidden, self.data) {
            (Some(hidden), _) if self.event_id.is_some() => Some(hidden),
            (None, Some(data)) => Some(data),
            _ => None,
        }
    }

    /// What stands there instead of the data, where the printer left all of it out.
    pub(super) fn hidden(&self, tree: &Tree) -> Option<(Span, LeftOut)> {
        let at = tree.get(self.is_hidden()?)?;
        match at.kind {
            Kind::LeftOut(left_out) => Some((at.span, left_out)),
            _ => None,
        }
    }

    /// What they say beside the data.
    pub(super) fn envelope(&self, reading: &mut Reading<'_>, tree: &Tree, shard: Option<&str>) -> Envelope {
        let text = reading.text;
        let string = |node: Option<u32>| node.and_then(|node| string(text, tree, node));
        let bare = self.bare_key.map(|key| String::from_utf8_lossy(key.of(text)).into_owned());
        let of_event = string(self.event_id).and_then(|id| {
            let shard = id.split_once(':').map(|(shard, _)| shard.to_owned());
            shard.filter(|shard| shard.starts_with("shardId-"))
        });
        let arrival = self.arrival.and_then(|node| times::read(text, tree, node));
        let written = self.arrival.and_then(|node| tree.get(node)).filter(|node| {
            node.whole && !matches!(node.kind, Kind::Null | Kind::LeftOut(_)) && !node.span.is_empty()
        });
        let index = Some(reading.next_index());
        match (&arrival, written) {
            (None, Some(node)) => reading.find(index, node.span, Code::TimestampUnreadable),
            (Some(time), Some(node)) if time.local && !reading.has(Code::TimestampLocal) => {
                reading.find(None, node.span, Code::TimestampLocal);
            }
            _ => {}
        }
        Envelope {
            partition_key: bare.or_else(|| string(self.partition_key)),
            explicit_hash_key: string(self.explicit_hash_key),
            sequence_number: string(self.sequence_number),
            sub_sequence_number: string(self.sub_sequence_number),
            shard_id: of_event.or_else(|| string(self.shard)).or_else(|| shard.map(str::to_owned)),
            approximate_arrival_timestamp: arrival.map(|time| time.text),
            encryption_type: string(self.encryption),
            message_alone: false,
        }
    }
}

/// Adds a record, with findings where something is not as it should be.
pub(super) fn push(reading: &mut Reading<'_>, data: Data, envelope: Envelope) {
    let index = Some(reading.next_index());
    if let Some((decoded, origins)) = &data.base64 {
        reading.base64(index, decoded, |offset| origins.at(offset));
        reading.cleaned(index, data.source, decoded.cleaned);
    }
    data.bad.iter().for_each(|span| reading.find(index, *span, Code::NumberNotByte));
    if let Some((left_out, span)) = data.left_out {
        reading.find(index, span, super::left_out(reading.text, span, left_out));
    } else if data.cut {
        reading.find(index, Span::new(data.source.end(), 0), Code::DataCutShort { bytes: data.bytes.len() });
    }
    reading.push(KinesisRecord { data: data.bytes, envelope, source: data.source });
}

/// Adds a record whose data cannot be read, so that the others keep their indexes.
pub(super) fn push_bad(
    reading: &mut Reading<'_>,
    tree: &Tree,
    fields: &Fields,
    whole: Span,
    envelope: Envelope,
) {
    let index = Some(reading.next_index());
    let node = fields.data.and_then(|data| tree.get(data)).filter(|node| node.kind != Kind::Null);
    let source = node.map_or(whole, |node| node.span);
    let code = match node.map(|node| node.kind) {
        None => Code::DataMissing,
        Some(Kind::Text(_) | Kind::Bytes(_)) => Code::DataNotBase64 { bytes: source.len.saturating_sub(2) },
        Some(_) => Code::DataNotString,
    };
    reading.find(index, source, code);
    reading.push(KinesisRecord { data: Vec::new(), envelope, source });
}

/// The characters of a value that is one: a text, a number, a word; `None` for null and what was left out.
pub(super) fn string(text: &[u8], tree: &Tree, node: u32) -> Option<String> {
    let mut node = node;
    for _ in 0..4 {
        let at = tree.get(node).filter(|node| node.whole)?;
        match at.kind {
            Kind::Null | Kind::LeftOut(_) => return None,
            Kind::List | Kind::Map | Kind::Tagged { .. } => {
                // `Some("a")`, `Decimal('1')`; a value without quotes may have brackets in it.
                let mut children = tree.children(node);
                let (first, child) = children.next()?;
                let literal = matches!(child.kind, Kind::Text(spelling) if spelling != crate::value::Spelling::Raw)
                    || child.kind == Kind::Number;
                if children.next().is_some() || child.key.is_some() || !literal {
                    return Some(String::from_utf8_lossy(at.span.of(text)).into_owned());
                }
                node = first;
            }
            // What only looks like bytes in a key is the characters that it is.
            Kind::Bytes(BytesAs::Hex) => {
                return Some(String::from_utf8_lossy(at.span.of(text)).into_owned());
            }
            _ => return Some(characters(&tree.text(text, node).0)),
        }
    }
    None
}

/// UTF-8, or characters that were escaped as those of Latin-1.
fn characters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| char::from(*byte)));
    }
    text
}

/// Whether `=>` stands between a key and its value.
fn is_arrow(text: &[u8], key: Span, value: Span) -> bool {
    Span::between(key.end(), value.offset).of(text).trim_ascii().starts_with(b"=>")
}

pub(super) const fn is_container(kind: Kind) -> bool {
    matches!(kind, Kind::List | Kind::Map | Kind::Tagged { .. })
}

/// The data of a record, where it can be read.
pub(super) fn data(text: &[u8], tree: &Tree, fields: &Fields, raw: bool) -> Option<Data> {
    let node = fields.data?;
    if fields.hex
        && let Some(hex) = data::hex_of(text, tree, node)
    {
        return Some(hex);
    }
    let raw = raw || fields.raw;
    data::read(text, tree, node, raw).or_else(|| {
        // Where a program prints its own strings rather than JSON, data that is no base64 is text.
        let at = tree.get(node)?;
        let json = at.key.is_none_or(|key| key.of(text).starts_with(b"\"") && !is_arrow(text, key, at.span));
        let literal = matches!(at.kind, Kind::Text(spelling) if spelling != Spelling::Raw);
        let known = fields.sequence_number.is_some() || fields.partition_key.is_some();
        (!json && literal && known).then(|| data::read(text, tree, node, true))?
    })
}
