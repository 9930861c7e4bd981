//! The shapes that records come in, as values: what a program holds before it prints.

use super::{
    sample::Sample,
    tree::{Field, Map, Tree},
};
use base64::{Engine, engine::general_purpose::STANDARD};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// What GetRecords answers.
    GetRecords,
    /// The list of an answer alone.
    List,
    /// One record of an answer alone.
    One,
    /// What PutRecords takes.
    PutRecords,
    /// What Lambda hands to a function.
    Lambda,
    /// What Firehose hands to a function, for a stream that reads from Kinesis.
    Firehose,
    /// What the Kinesis Client Library hands to a processor.
    Kcl,
    /// Rows of a query or a listing, without a level in them.
    Rows,
    /// Rows whose names say nothing: only an aggregate tells which field is data.
    Nameless,
    /// The data of one record, with nothing around it.
    Data,
}

impl Shape {
    /// All that are records with their envelopes.
    pub const ALL: &[Self] = &[
        Self::GetRecords,
        Self::List,
        Self::One,
        Self::PutRecords,
        Self::Lambda,
        Self::Firehose,
        Self::Kcl,
        Self::Rows,
        Self::Nameless,
    ];

    /// Those, and data alone.
    pub const EVERY: &[Self] = &[
        Self::GetRecords,
        Self::List,
        Self::One,
        Self::PutRecords,
        Self::Lambda,
        Self::Firehose,
        Self::Kcl,
        Self::Rows,
        Self::Nameless,
        Self::Data,
    ];

    /// The shapes of the Kinesis API.
    pub const API: &[Self] = &[Self::GetRecords, Self::List, Self::One, Self::PutRecords];

    /// Whether only an aggregate tells that there are records.
    pub const fn needs_aggregate(self) -> bool {
        matches!(self, Self::Nameless | Self::Data)
    }

    /// What it says about a record beside its data.
    pub fn says(self) -> Says {
        let is_named = !self.needs_aggregate();
        let taken = is_named && self != Self::PutRecords;
        let shard = matches!(self, Self::Lambda | Self::Firehose | Self::Rows);
        Says {
            key: is_named,
            sequence: taken,
            time: taken,
            shard,
            hash_key: matches!(self, Self::PutRecords),
        }
    }
}

/// What a shape says about a record beside its data.
#[derive(Clone, Copy, Debug)]
pub struct Says {
    pub key: bool,
    pub sequence: bool,
    pub time: bool,
    pub shard: bool,
    pub hash_key: bool,
}

/// How a language spells names of several words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// As they stand on the wire.
    Wire,
    Snake,
    Camel,
    Pascal,
}

impl Names {
    fn of(self, name: &str) -> String {
        match self {
            Self::Wire => name.to_owned(),
            Self::Snake => {
                let mut snake = String::new();
                let mut was_low = false;
                for letter in name.chars() {
                    if letter.is_uppercase() && was_low {
                        snake.push('_');
                    }
                    was_low = letter.is_lowercase();
                    snake.extend(letter.to_lowercase());
                }
                snake
            }
            Self::Camel => name[..1].to_lowercase() + &name[1..],
            Self::Pascal => name[..1].to_uppercase() + &name[1..],
        }
    }
}

/// How a program holds records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As JSON that was decoded: data is base64, times are numbers.
    Wire,
    /// What an SDK returns is objects with bytes and times, what Lambda hands over is decoded JSON.
    Sdk,
    /// Everything is objects with bytes and times, as in languages with types.
    Typed,
}

/// How a notation wants its values.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub form: Form,
    pub names: Names,
}

/// Whether its records are objects with bytes and times in them.
pub fn has_objects(shape: Shape, form: Form) -> bool {
    match form {
        Form::Wire => false,
        Form::Sdk => !matches!(shape, Shape::Lambda | Shape::Firehose),
        Form::Typed => true,
    }
}

/// The records as a value of that shape.
pub fn tree(shape: Shape, records: &[Sample], style: Style) -> Tree {
    let is_object = has_objects(shape, style.form);
    let maker = Maker { is_object, names: if is_object { style.names } else { Names::Wire } };
    let each = |make: fn(Maker, &Sample) -> Tree| {
        Tree::List(records.iter().map(|record| make(maker, record)).collect())
    };
    match shape {
        Shape::GetRecords => maker.map(
            "GetRecordsOutput",
            vec![
                known("Records", each(Maker::record)),
                other("NextShardIterator", text("AAAAAAAAAAGxExample==")),
                other("MillisBehindLatest", Tree::Int(0)),
            ],
        ),
        Shape::List => each(Maker::record),
        Shape::One => maker.record(&records[0]),
        Shape::PutRecords => maker.map(
            "PutRecordsInput",
            vec![known("Records", each(Maker::entry)), other("StreamName", text("orders"))],
        ),
        Shape::Lambda => maker.map("KinesisEvent", vec![known("Records", each(Maker::event))]),
        Shape::Firehose => maker.map(
            "KinesisFirehoseEvent",
            vec![
                other("invocationId", text("c7fb1dcc-95a4-4a5a-8b0e-3d1b9f7a6c55")),
                other(
                    "deliveryStreamArn",
                    text("arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders"),
                ),
                other("sourceKinesisStreamArn", text("arn:aws:kinesis:eu-west-1:111122223333:stream/orders")),
                other("region", text("eu-west-1")),
                known("records", each(Maker::delivery)),
            ],
        ),
        Shape::Kcl => maker.map(
            "ProcessRecordsInput",
            vec![known("records", each(Maker::client)), other("millisBehindLatest", Tree::Int(0))],
        ),
        Shape::Rows => each(Maker::row),
        Shape::Nameless => each(Maker::nameless),
        Shape::Data => maker.data(&records[0]),
    }
}

fn text(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

fn known(name: &str, value: Tree) -> Field {
    Field { name: name.to_owned(), value, is_known: true }
}

fn other(name: &str, value: Tree) -> Field {
    Field { name: name.to_owned(), value, is_known: false }
}

/// Makes the values of one shape, in one form.
#[derive(Clone, Copy)]
struct Maker {
    is_object: bool,
    names: Names,
}

impl Maker {
    fn map(self, name: &'static str, mut fields: Vec<Field>) -> Tree {
        fields.iter_mut().for_each(|field| field.name = self.names.of(&field.name));
        Tree::Map(Map { name, is_object: self.is_object, fields })
    }

    fn data(self, record: &Sample) -> Tree {
        if self.is_object {
            Tree::Bytes(record.data.clone())
        } else {
            Tree::Text(STANDARD.encode(&record.data))
        }
    }

    fn time(self, record: &Sample) -> Tree {
        if self.is_object { Tree::Time(record.millis) } else { Tree::Seconds(record.millis) }
    }

    fn record(self, record: &Sample) -> Tree {
        self.map(
            "Record",
            vec![
                known("SequenceNumber", text(&record.sequence_number)),
                known("ApproximateArrivalTimestamp", self.time(record)),
                known("Data", self.data(record)),
                known("PartitionKey", text(&record.partition_key)),
                other("EncryptionType", text("NONE")),
            ],
        )
    }

    fn entry(self, record: &Sample) -> Tree {
        let hash_key = record.explicit_hash_key.iter().map(|key| known("ExplicitHashKey", text(key)));
        let data = known("Data", self.data(record));
        let key = known("PartitionKey", text(&record.partition_key));
        self.map("PutRecordsRequestEntry", [data].into_iter().chain(hash_key).chain([key]).collect())
    }

    fn event(self, record: &Sample) -> Tree {
        let kinesis = self.map(
            "KinesisRecord",
            vec![
                other("kinesisSchemaVersion", text("1.0")),
                known("partitionKey", text(&record.partition_key)),
                known("sequenceNumber", text(&record.sequence_number)),
                known("data", self.data(record)),
                known("approximateArrivalTimestamp", self.time(record)),
            ],
        );
        self.map(
            "KinesisEventRecord",
            vec![
                known("kinesis", kinesis),
                other("eventSource", text("aws:kinesis")),
                other("eventVersion", text("1.0")),
                known("eventID", text(&format!("{}:{}", record.shard, record.sequence_number))),
                other("eventName", text("aws:kinesis:record")),
                other("invokeIdentityArn", text("arn:aws:iam::111122223333:role/consumer")),
                other("awsRegion", text("eu-west-1")),
                other("eventSourceARN", text("arn:aws:kinesis:eu-west-1:111122223333:stream/orders")),
            ],
        )
    }

    fn delivery(self, record: &Sample) -> Tree {
        let metadata = self.map(
            "KinesisFirehoseRecordMetadata",
            vec![
                known("shardId", text(&record.shard)),
                known("partitionKey", text(&record.partition_key)),
                known(
                    "approximateArrivalTimestamp",
                    if self.is_object { Tree::Time(record.millis) } else { Tree::Int(record.millis) },
                ),
                known("sequenceNumber", text(&record.sequence_number)),
                other("subsequenceNumber", text("0")),
            ],
        );
        self.map(
            "KinesisFirehoseEventRecord",
            vec![
                other("recordId", text(&format!("{}00000000000000", record.sequence_number))),
                other(
                    "approximateArrivalTimestamp",
                    if self.is_object { Tree::Time(record.millis) } else { Tree::Int(record.millis) },
                ),
                known("data", self.data(record)),
                known("kinesisRecordMetadata", metadata),
            ],
        )
    }

    fn client(self, record: &Sample) -> Tree {
        self.map(
            "KinesisClientRecord",
            vec![
                known("sequenceNumber", text(&record.sequence_number)),
                known("approximateArrivalTimestamp", self.time(record)),
                known("data", self.data(record)),
                known("partitionKey", text(&record.partition_key)),
                other("encryptionType", text("NONE")),
                other("subSequenceNumber", Tree::Int(0)),
                known("explicitHashKey", Tree::Null),
                other("aggregated", Tree::Bool(false)),
                other("schema", Tree::Null),
            ],
        )
    }

    fn row(self, record: &Sample) -> Tree {
        // A row of a listing has its time as text where it has no type for times.
        self.map(
            "Row",
            vec![
                known("approximate_arrival_timestamp", Tree::Time(record.millis)),
                known("partition_key", text(&record.partition_key)),
                known("shard_id", text(&record.shard)),
                known("sequence_number", text(&record.sequence_number)),
                known("data", self.data(record)),
            ],
        )
    }

    fn nameless(self, record: &Sample) -> Tree {
        self.map(
            "Item",
            vec![
                other("id", text(&record.partition_key)),
                known("body", self.data(record)),
                other("stage", text("new")),
            ],
        )
    }
}
