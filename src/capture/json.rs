//! What the JSON shapes share: finding the list of records, and picking a record's fields.

use super::{
    Envelope, KinesisRecord, Shape, finding::Code, get_records, lambda_event, likeness, put_records,
    reading::Reading, timestamp,
};
use crate::bytes::{
    Span, base64,
    json::{self, Fault, FaultKind, Kind, Value},
};

/// One or several JSON documents.
pub(super) struct Documents {
    values: Vec<Value>,
    fault: Option<Fault>,
}

/// A record in its list, and what the document around it says.
#[derive(Clone, Copy)]
pub(super) struct Entry<'v> {
    pub(super) text: &'v [u8],
    pub(super) value: &'v Value,
    /// Whether the document names the stream to put it to.
    pub(super) for_stream: bool,
    /// The shard that the document names for all its records.
    pub(super) shard: Option<&'v Value>,
    /// Whether it stands in a list called `Records`.
    pub(super) listed: bool,
}

/// The fields of a record, wherever its shape keeps them.
#[derive(Default)]
pub(super) struct Fields<'v> {
    pub(super) data: Option<&'v Value>,
    pub(super) partition_key: Option<&'v Value>,
    pub(super) explicit_hash_key: Option<&'v Value>,
    pub(super) sequence_number: Option<&'v Value>,
    pub(super) timestamp: Option<&'v Value>,
    pub(super) encryption_type: Option<&'v Value>,
    pub(super) shard_id: Option<String>,
}

impl<'v> Entry<'v> {
    /// The field of any of these names: services write `Data`, some SDKs `data`.
    pub(super) fn field(&self, names: &[&str]) -> Option<&'v Value> {
        names.iter().find_map(|name| self.value.get(self.text, name))
    }

    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.field(names).is_some()
    }

    fn shape(&self) -> Option<Shape> {
        // In a Firehose or Analytics event each record has a recordId: other shapes, other fields.
        if self.value.members().is_empty() || self.has(&["recordId"]) {
            return None;
        }
        // Lambda first: its records are unmistakable. Then put-records, for the stream's name may stand above.
        if lambda_event::is(self) {
            Some(Shape::LambdaEvent)
        } else if put_records::is(self) {
            Some(Shape::PutRecords)
        } else if get_records::is(self) {
            Some(Shape::GetRecords)
        } else {
            None
        }
    }
}

impl Documents {
    pub(super) fn read(text: &[u8]) -> Self {
        let (values, fault) = json::documents(text);
        Self { values, fault }
    }

    /// Whether the text is JSON, give or take a comma.
    pub(super) fn is_json(&self) -> bool {
        !self.values.is_empty() && self.fault.is_none_or(|fault| !fault.kind.stops())
    }

    /// The shape of the first document, and how many records all documents list.
    pub(super) fn recognise(&self, text: &[u8]) -> Option<(Shape, usize)> {
        let shape = shape(text, self.values.first()?)?;
        let records = self.values.iter().map(|root| entries(text, root).count()).sum();
        Some((shape, records))
    }

    /// Reads every record of every document.
    pub(super) fn read_records(
        &self,
        reading: &mut Reading<'_>,
        fields: impl for<'v> Fn(&Entry<'v>) -> Fields<'v>,
    ) {
        let text = reading.text;
        for root in &self.values {
            let (list, listed) = list(text, root);
            match list {
                Some([]) if root.whole && listed => reading.find(None, root.span, Code::NoRecords),
                _ if shape(text, root).is_none() => {
                    let code =
                        if self.values.len() > 1 { Code::JsonOtherDocument } else { Code::NotThisShape };
                    reading.find(None, root.span, code);
                }
                _ => entries(text, root).for_each(|entry| record(reading, &entry, &fields(&entry))),
            }
        }
        if self.values.is_empty() {
            reading.find(None, reading.window(), Code::NotThisShape);
        }
        if let Some(fault) = self.fault {
            let records = reading.next_index();
            let code = match fault.kind {
                FaultKind::CutShort => Code::JsonCutShort { records },
                FaultKind::Unexpected | FaultKind::AfterEnd => Code::JsonBroken { records },
                FaultKind::TooDeep => Code::JsonTooDeep { most: json::MAX_DEPTH },
                FaultKind::MissingComma => Code::JsonMissingComma,
                FaultKind::TrailingComma => Code::JsonTrailingComma,
                FaultKind::ControlCharacter => Code::JsonControlCharacter,
            };
            let len = usize::from(fault.offset < text.len());
            reading.find(None, Span::new(fault.offset, len), code);
        }
    }
}

/// Where a document keeps its records: under `Records`, or it is the list itself, or a record itself.
fn list<'v>(text: &[u8], root: &'v Value) -> (Option<&'v [Value]>, bool) {
    let records = ["Records", "records"].into_iter().find_map(|name| root.get(text, name)?.items());
    (records.or_else(|| root.items()), records.is_some())
}

fn entries<'v>(text: &'v [u8], root: &'v Value) -> impl Iterator<Item = Entry<'v>> {
    let (list, listed) = list(text, root);
    let list = list.unwrap_or(std::slice::from_ref(root));
    // Asked once a document, not once a record: that would be the square of its size.
    let (for_stream, shard) = (for_stream(text, root), root.get(text, "shardId"));
    list.iter().map(move |value| Entry { text, value, for_stream, shard, listed })
}

fn for_stream(text: &[u8], root: &Value) -> bool {
    let names = ["StreamName", "StreamARN", "streamName", "streamARN"];
    names.iter().any(|name| root.get(text, name).is_some())
}

/// The shape of a document: that of its first record that has one.
fn shape(text: &[u8], root: &Value) -> Option<Shape> {
    let found = entries(text, root).find_map(|entry| entry.shape());
    let empty = || {
        // An empty list, or one that was cut within its first record.
        let named = root.get(text, "Records")?.items()?.iter().all(|record| !record.whole);
        named.then_some(if for_stream(text, root) { Shape::PutRecords } else { Shape::GetRecords })
    };
    found.or_else(empty)
}

fn record(reading: &mut Reading<'_>, entry: &Entry<'_>, fields: &Fields<'_>) {
    let text = entry.text;
    let cut = !entry.value.whole && fields.data.is_none_or(|data| !data.whole);
    if cut {
        // The text ends before the record's data does: the finding about the cut says so.
        return;
    }
    let index = Some(reading.next_index());
    let (data, source) = data(reading, entry, fields.data);
    let envelope = Envelope {
        partition_key: string(text, fields.partition_key),
        explicit_hash_key: string(text, fields.explicit_hash_key),
        sequence_number: string(text, fields.sequence_number),
        shard_id: fields.shard_id.clone(),
        approximate_arrival_timestamp: string(text, fields.timestamp)
            .and_then(|text| timestamp::normalise(&text)),
        encryption_type: string(text, fields.encryption_type),
    };
    let timestamp = fields.timestamp.filter(|value| value.kind != Kind::Null);
    if let (Some(value), None) = (timestamp, &envelope.approximate_arrival_timestamp) {
        reading.find(index, value.span, Code::TimestampUnreadable);
    }
    reading.push(KinesisRecord { data, envelope, source });
}

/// The data of a record and where it stands. Without data the record still counts, so that indexes stay true.
fn data(reading: &mut Reading<'_>, entry: &Entry<'_>, data: Option<&Value>) -> (Vec<u8>, Span) {
    let index = Some(reading.next_index());
    let Some(value) = data else {
        reading.find(index, entry.value.span, Code::DataMissing);
        return (Vec::new(), entry.value.span);
    };
    let Some(string) = value.text(entry.text) else {
        reading.find(index, value.span, Code::DataNotString);
        return (Vec::new(), value.span);
    };
    let unescaped = string.is_escaped().then(|| string.bytes());
    let (text, window) = match &unescaped {
        Some(bytes) => (bytes.as_slice(), Span::new(0, bytes.len())),
        None => (entry.text, string.inside),
    };
    let decoded = base64::decode(text, window);
    let clean = decoded.cleaned.is_clean() && decoded.bad_count == 0 && decoded.lone.is_none();
    if !clean && !likeness::is_base64_field(window.of(text)) {
        reading.find(index, value.span, Code::DataNotBase64 { bytes: window.len });
        return (Vec::new(), string.inside);
    }
    let origin = |offset| if unescaped.is_some() { string.origin(offset) } else { offset };
    reading.base64(index, &decoded, origin);
    reading.cleaned(index, string.inside, decoded.cleaned);
    (decoded.bytes, string.inside)
}

/// A string, or a number as it is written.
fn string(text: &[u8], value: Option<&Value>) -> Option<String> {
    let value = value?;
    match value.kind {
        Kind::Number => Some(String::from_utf8_lossy(value.span.of(text)).into_owned()),
        _ => Some(value.text(text)?.decode().into_owned()),
    }
}

impl Entry<'_> {
    /// The decoded string of a field.
    pub(super) fn string(&self, names: &[&str]) -> Option<String> {
        string(self.text, self.field(names))
    }

    /// The shard that the document names for all its records.
    pub(super) fn shard_of_all(&self) -> Option<String> {
        string(self.text, self.shard)
    }
}
