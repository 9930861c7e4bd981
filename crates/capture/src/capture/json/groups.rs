//! Where a document keeps its records: in a list, in another object, in a string that is JSON itself.

use super::{
    entry::{Around, Entry, ShapeOf},
    inside::Inside,
};
use crate::capture::{
    Shape, analytics_event, cloudwatch_logs, dynamodb, finding::Code, firehose_event, firehose_failed,
    firehose_response, get_records, java_bytes, json_strings, lambda_event, multilang, node_buffer,
    on_failure, pipes, put_output, put_records, subscribe_to_shard,
};
use kpl_format::bytes::json::{JsonKind, Value};

/// How many times JSON may be a string in other JSON: SNS in SQS in an on-failure message are three.
const MAX_LEVELS: usize = 5;

/// The shapes, in the order in which they are asked: the unmistakable ones first.
const SHAPES: &[ShapeOf] = &[
    on_failure::SHAPE,
    lambda_event::SHAPE,
    pipes::SHAPE,
    cloudwatch_logs::SHAPE,
    analytics_event::SHAPE,
    firehose_response::SHAPE,
    firehose_event::SHAPE,
    firehose_failed::SHAPE,
    multilang::SHAPE,
    subscribe_to_shard::SHAPE,
    // Before the answer to them, which has their name and no data.
    put_records::SHAPE,
    put_output::SHAPE,
    get_records::SHAPE,
    node_buffer::SHAPE,
    java_bytes::SHAPE,
    dynamodb::SHAPE,
    json_strings::SHAPE,
];

/// The shape of an entry; the one that was asked for where it is that one.
pub(super) fn shape_of(entry: &Entry<'_>, asked: Option<Shape>) -> Option<&'static ShapeOf> {
    let asked = asked.and_then(named).filter(|shape| (shape.is)(entry));
    asked.or_else(|| SHAPES.iter().find(|shape| (shape.is)(entry)))
}

pub(super) fn named(shape: Shape) -> Option<&'static ShapeOf> {
    SHAPES.iter().find(|known| known.shape == shape)
}

/// Whether an entry holds data. Answers of put-records are entries too, but no records.
pub(super) fn holds_data(entry: &Entry<'_>) -> bool {
    !entry.around.answer && !(put_output::SHAPE.is)(entry)
}

/// Records that stand together.
pub(super) struct Group<'v> {
    pub(super) text: &'v [u8],
    /// The object or array around the list.
    pub(super) root: &'v Value,
    pub(super) list: &'v [Value],
    pub(super) listed: bool,
    pub(super) shape: Shape,
    /// Whether the shape is a guess, as no record says it: there is none, or the text ends within the first.
    guessed: bool,
    around: Around<'v>,
}

impl<'v> Group<'v> {
    /// The records that a value holds, where it is of a shape.
    fn of(text: &'v [u8], root: &'v Value, outermost: bool) -> Option<Self> {
        if !matches!(root.kind, JsonKind::Object(_) | JsonKind::Array(_)) {
            return None;
        }
        let field = |names: &[&str]| names.iter().find_map(|name| root.get(text, name));
        let batch = field(&["KinesisBatchInfo"]);
        let subscribed = field(&["SubscribeToShardEvent"]);
        let payload = batch.and_then(|_| field(&["payload"]));
        let holder = subscribed.or(payload).unwrap_or(root);
        let records = ["Records", "records"].into_iter().find_map(|name| holder.get(text, name)?.items());
        // An array of numbers is one record, not a list of them.
        let items =
            holder.items().filter(|items| !items.first().is_some_and(|item| item.kind == JsonKind::Number));
        let list = records.or(items).unwrap_or(std::slice::from_ref(root));
        let around = Around {
            for_stream: field(&["StreamName", "StreamARN", "streamName", "streamARN"]).is_some(),
            application: field(&["applicationArn"]).is_some(),
            subscribed: subscribed.is_some() || field(&["ContinuationSequenceNumber"]).is_some(),
            answer: field(&["FailedRecordCount"]).is_some(),
            strings: items.is_some_and(|items| outermost && json_strings::is_list(text, items)),
            outermost,
            batch,
            shard: field(&["shardId"]).or_else(|| batch?.get(text, "shardId")),
        };
        let listed = records.is_some();
        let mut group = Self { text, root, list, listed, shape: Shape::GetRecords, guessed: false, around };
        (group.shape, group.guessed) =
            group.recognise(payload).map(|shape| (shape, false)).or_else(|| Some((group.guess()?, true)))?;
        Some(group)
    }

    /// The shape: that of the first record that has one.
    fn recognise(&self, payload: Option<&Value>) -> Option<Shape> {
        if self.around.batch.is_some() && (!self.listed || payload.is_none()) {
            return Some(Shape::OnFailure);
        }
        if self.around.answer && self.listed {
            return Some(Shape::PutRecords);
        }
        if multilang::is_action(self.text, self.root) {
            return Some(Shape::MultiLang);
        }
        self.entries().find_map(|entry| shape_of(&entry, None)).map(|shape| shape.shape)
    }

    /// What an empty list is likeliest, or one that was cut within its first record.
    fn guess(&self) -> Option<Shape> {
        let outermost = self.around.outermost || self.around.subscribed;
        let named = self.root.get(self.text, "Records").is_some() || self.around.subscribed;
        let nothing = self.listed && named && outermost && self.list.iter().all(|record| !record.whole);
        nothing.then_some(match self.around {
            Around { for_stream: true, .. } => Shape::PutRecords,
            Around { subscribed: true, .. } => Shape::SubscribeToShard,
            _ => Shape::GetRecords,
        })
    }

    /// Whether it is an on-failure message whose payload is the event as a string: what AWS documents for S3.
    fn has_records_in_payload(&self, level: usize) -> bool {
        let payload = self.around.batch.and_then(|_| self.root.get(self.text, "payload"));
        payload.is_some_and(|payload| records_inside(self.text, payload, level).is_some())
    }

    /// Whether the record in which the text ends carries others in a string: an event of SQS or SNS that was cut.
    fn has_records_in_what_was_cut(&self, level: usize) -> bool {
        let mut open: Vec<&Value> = if self.guessed { self.list.iter().collect() } else { Vec::new() };
        while let Some(value) = open.pop() {
            match &value.kind {
                JsonKind::Object(members) => open.extend(members.iter().map(|member| &member.value)),
                JsonKind::Array(items) => open.extend(items),
                JsonKind::String if records_inside(self.text, value, level).is_some() => return true,
                _ => {}
            }
        }
        false
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'v>> + use<'v> {
        let (text, around, listed) = (self.text, self.around, self.listed);
        // An on-failure message without payload is about records that are elsewhere.
        let none = !listed && (around.batch.is_some() || self.shape == Shape::MultiLang);
        let list = if none { &[] } else { self.list };
        list.iter().map(move |value| Entry { text, value, listed, around })
    }

    /// What has no data by its nature: the finding that says so, and what it names.
    pub(super) fn no_data(&self) -> Option<(Code, String)> {
        let batch = self.around.batch.filter(|_| !self.listed);
        if let Some(batch) = batch {
            return Some(on_failure::no_data(self.text, batch));
        }
        let first = self.entries().next()?;
        (!holds_data(&first)).then(|| put_output::no_data(&first, self.list.len()))
    }
}

/// What is found in a document.
pub(super) enum Found<'a> {
    Group(Group<'a>),
    Inside(&'a Inside),
}

/// Gives every group of records in a document: the document itself, or what lies in it, however deep.
pub(super) fn each(text: &[u8], root: &Value, level: usize, visit: &mut dyn FnMut(Found<'_>)) {
    // What is still to be looked at, the next one last.
    let mut open = vec![root];
    while let Some(value) = open.pop() {
        let group = Group::of(text, value, level == 0 && std::ptr::eq(value, root));
        let inside = |group: &Group<'_>| {
            group.has_records_in_payload(level) || group.has_records_in_what_was_cut(level)
        };
        if let Some(group) = group.filter(|group| !inside(group)) {
            visit(Found::Group(group));
            continue;
        }
        match &value.kind {
            JsonKind::Object(members) => open.extend(members.iter().rev().map(|member| &member.value)),
            JsonKind::Array(items) => open.extend(items.iter().rev()),
            JsonKind::String => {
                if let Some(inside) = records_inside(text, value, level) {
                    visit(Found::Inside(&inside));
                }
            }
            _ => {}
        }
    }
}

/// The JSON in a string, where there are records in it.
fn records_inside(text: &[u8], value: &Value, level: usize) -> Option<Inside> {
    let inside = (level < MAX_LEVELS).then(|| Inside::of(text, value))??;
    inside.documents.shapes(&inside.text, level + 1).is_some().then_some(inside)
}
