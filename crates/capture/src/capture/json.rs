//! What the JSON shapes share: documents, the lists of records in them, and what is wrong with the text.

mod data;
mod entry;
mod groups;
mod inside;
mod record;
mod strings;

use super::{Shape, finding::Code, reading::Reading};
use groups::{Found, Group};
use kpl_format::bytes::{
    Span,
    json::{self, FaultKind, JsonFault, Value},
};
pub(super) use {
    data::is_data,
    entry::{Entry, Fields, ShapeOf},
};

/// One or several JSON documents.
pub(super) struct Documents {
    values: Vec<Value>,
    fault: Option<JsonFault>,
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

    /// The first shape that a document has, and how many records all of them list.
    pub(super) fn recognise(&self, text: &[u8]) -> Option<(Shape, usize)> {
        self.shapes(text, 0).or_else(|| {
            let strings = strings::count(self, text);
            (strings > 0).then_some((Shape::JsonStrings, strings))
        })
    }

    /// The same without looking for base64 in strings of other JSON.
    fn shapes(&self, text: &[u8], level: usize) -> Option<(Shape, usize)> {
        let mut found: Option<(Shape, usize)> = None;
        let mut add = |shape, records| {
            found = Some(found.map_or((shape, records), |(first, count)| (first, count + records)));
        };
        for root in &self.values {
            groups::each(text, root, level, &mut |step| match step {
                Found::Group(group) => add(group.shape, group.entries().filter(groups::holds_data).count()),
                Found::Inside(inside) => {
                    if let Some((shape, records)) = inside.documents.shapes(&inside.text, level + 1) {
                        add(shape, records);
                    }
                }
            });
        }
        found
    }

    /// Reads every record of every document; `asked` where somebody chose the shape.
    pub(super) fn read_records(&self, reading: &mut Reading<'_>, shape: Shape, asked: bool) {
        let list = || self.shapes(reading.text, 0).is_some_and(|(found, _)| found == shape);
        if shape == Shape::JsonStrings && !list() {
            strings::read(self, reading);
        } else {
            self.read_level(reading, asked.then_some(shape), 0, &mut None);
        }
        if self.values.is_empty() {
            reading.find(None, reading.window(), Code::NotThisShape);
        }
        self.read_fault(reading);
    }

    /// Reads the documents of a part of a stream, the shard that was named before at hand.
    pub(super) fn read_part(&self, reading: &mut Reading<'_>, shard: &mut Option<String>) {
        self.read_level(reading, None, 0, shard);
    }

    /// Says what is wrong with a part that gave so many records; whether nothing behind it was read.
    pub(super) fn fault_of_part(&self, reading: &mut Reading<'_>, records: usize) -> bool {
        self.find_fault(reading, records);
        self.fault.is_some_and(|fault| fault.kind.stops())
    }

    /// [`Documents::recognise`] of documents that list records.
    pub(super) fn recognise_lists(&self, text: &[u8]) -> Option<(Shape, usize)> {
        self.shapes(text, 0)
    }

    fn read_level(
        &self,
        reading: &mut Reading<'_>,
        asked: Option<Shape>,
        level: usize,
        shard: &mut Option<String>,
    ) {
        let text = reading.text;
        for root in &self.values {
            let mut any = false;
            groups::each(text, root, level, &mut |step| {
                any = true;
                match step {
                    Found::Group(group) => group.read(reading, asked, shard),
                    Found::Inside(inside) => reading.nested(&inside.text, &inside.origins, |reading| {
                        inside.documents.read_level(reading, asked, level + 1, &mut None);
                        inside.documents.read_fault(reading);
                    }),
                }
            });
            if !any {
                let one_of_many = self.values.len() > 1;
                let code = if one_of_many { Code::JsonOtherDocument } else { Code::NotThisShape };
                reading.find(None, root.span, code);
            }
        }
    }

    fn read_fault(&self, reading: &mut Reading<'_>) {
        self.find_fault(reading, reading.next_index());
    }

    fn find_fault(&self, reading: &mut Reading<'_>, records: usize) {
        let Some(fault) = self.fault else { return };
        let code = match fault.kind {
            FaultKind::CutShort => Code::JsonCutShort { records },
            FaultKind::Unexpected | FaultKind::AfterEnd => Code::JsonBroken { records },
            FaultKind::TooDeep => Code::JsonTooDeep { most: json::MAX_DEPTH },
            FaultKind::MissingComma => Code::JsonMissingComma,
            FaultKind::TrailingComma => Code::JsonTrailingComma,
            FaultKind::ControlCharacter => Code::JsonControlCharacter,
        };
        let len = usize::from(fault.offset < reading.text.len());
        reading.find(None, Span::new(fault.offset, len), code);
    }
}

impl Group<'_> {
    /// Reads the records, or says why there are none.
    fn read(&self, reading: &mut Reading<'_>, asked: Option<Shape>, shard: &mut Option<String>) {
        let text = self.text;
        if let Some((code, detail)) = self.no_data() {
            return reading.find_with(None, self.root.span, code, || detail);
        }
        if self.listed && self.list.is_empty() && self.root.whole {
            return reading.find(None, self.root.span, Code::NoRecords);
        }
        // MultiLangDaemon names the shard once, in its first line.
        if self.shape == Shape::MultiLang {
            *shard = entry::string(text, self.root.get(text, "shardId")).or(shard.take());
        }
        for entry in self.entries() {
            let shape_of = groups::shape_of(&entry, asked).or_else(|| groups::named(self.shape));
            let Some(shape_of) = shape_of else { continue };
            let mut fields = (shape_of.fields)(&entry);
            if self.shape == Shape::MultiLang {
                fields.shard_id = fields.shard_id.or_else(|| shard.clone());
            }
            record::read(reading, &entry, &fields);
        }
    }
}
