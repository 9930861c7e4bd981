//! The names that services give to the fields of a record, for each kind of record.

use super::around::Around;
use kpl_capture::capture::Shape;

/// What a field says about its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Data,
    PartitionKey,
    ExplicitHashKey,
    Sequence,
    SubSequence,
    Arrival,
    /// The time of arrival, unless the inner object has one.
    OuterArrival,
    Encryption,
    Shard,
    /// `shardId-…:`, followed by the sequence number.
    EventId,
    /// A field that every record of this kind has.
    Mark,
    /// As `Mark`, and its value must be `record`.
    Action,
    /// The object that has further fields.
    Inner(Names),
    /// A field that is not kept.
    Other,
}

pub(super) type Names = &'static [(&'static [u8], Role)];

/// The kinds of record, by who writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordKind {
    /// What reading a stream gives, as in get-records.
    Read,
    /// What is put into a stream, as in put-records.
    Put,
    /// What Lambda gives a function.
    Lambda,
    /// What EventBridge Pipes gives a target.
    Pipes,
    /// What Firehose gives a transform function.
    Firehose,
    /// What Kinesis Analytics gives a transform function.
    Analytics,
    /// What MultiLangDaemon writes.
    MultiLang,
}

impl RecordKind {
    /// All kinds, in the order in which they are tried.
    pub(super) const EVERY: [Self; 7] =
        [Self::Read, Self::Put, Self::Lambda, Self::Pipes, Self::Firehose, Self::Analytics, Self::MultiLang];

    pub(super) const fn names(self) -> Names {
        match self {
            Self::Read => READ,
            Self::Put => PUT,
            Self::Lambda => LAMBDA,
            Self::Pipes => PIPES,
            Self::Firehose => FIREHOSE,
            Self::Analytics => ANALYTICS,
            Self::MultiLang => MULTI_LANG,
        }
    }

    /// Whether a record of this kind may stand in such a document and cannot be anything else there.
    pub(super) const fn fits(self, around: &Around) -> bool {
        let Around { lower, for_stream, application, subscribed, processed, .. } = *around;
        match self {
            Self::Read => !for_stream && !application && !processed,
            Self::Put => !application && !subscribed && !processed,
            Self::Analytics => !for_stream && !subscribed && !processed,
            Self::MultiLang => processed && lower && !for_stream && !application && !subscribed,
            Self::Lambda | Self::Pipes | Self::Firehose => {
                !for_stream && !application && !subscribed && !processed
            }
        }
    }

    /// The shape of a capture that has records of this kind.
    pub(super) fn shape(self, around: Option<&Around>) -> Shape {
        match self {
            Self::Read if around.is_some_and(|around| around.subscribed) => Shape::SubscribeToShard,
            Self::Read => Shape::GetRecords,
            Self::Put => Shape::PutRecords,
            Self::Lambda => Shape::LambdaEvent,
            Self::Pipes => Shape::Pipes,
            Self::Firehose => Shape::FirehoseEvent,
            Self::Analytics => Shape::AnalyticsEvent,
            Self::MultiLang => Shape::MultiLang,
        }
    }

    /// The smallest text that is recognised as such a record.
    pub(super) const fn example(self) -> &'static [u8] {
        match self {
            Self::Read => br#"{"Data":"","SequenceNumber":"0"},"#,
            Self::Put => br#"{"Data":"","PartitionKey":"0"},"#,
            Self::Lambda => br#"{"kinesis":{"data":""}},"#,
            Self::Pipes => br#"{"kinesisSchemaVersion":"","data":""},"#,
            Self::Firehose => br#"{"recordId":"","data":""},"#,
            Self::Analytics => br#"{"recordId":"","data":"","kinesisStreamRecordMetadata":{}},"#,
            Self::MultiLang => br#"{"action":"record","data":""},"#,
        }
    }
}

const READ: Names = &[
    (b"Data", Role::Data),
    (b"PartitionKey", Role::PartitionKey),
    (b"SequenceNumber", Role::Sequence),
    (b"ApproximateArrivalTimestamp", Role::Arrival),
    (b"EncryptionType", Role::Encryption),
];
const PUT: Names = &[
    (b"Data", Role::Data),
    (b"PartitionKey", Role::PartitionKey),
    (b"ExplicitHashKey", Role::ExplicitHashKey),
];
const LAMBDA: Names = &[
    (b"kinesis", Role::Inner(KINESIS)),
    (b"eventID", Role::EventId),
    (b"eventSource", Role::Other),
    (b"eventVersion", Role::Other),
    (b"eventName", Role::Other),
    (b"invokeIdentityArn", Role::Other),
    (b"awsRegion", Role::Other),
    (b"eventSourceARN", Role::Other),
];
const KINESIS: Names = &[
    (b"data", Role::Data),
    (b"partitionKey", Role::PartitionKey),
    (b"sequenceNumber", Role::Sequence),
    (b"approximateArrivalTimestamp", Role::Arrival),
    (b"kinesisSchemaVersion", Role::Other),
    (b"encryptionType", Role::Encryption),
];
const PIPES: Names = &[
    (b"kinesisSchemaVersion", Role::Mark),
    (b"partitionKey", Role::PartitionKey),
    (b"sequenceNumber", Role::Sequence),
    (b"data", Role::Data),
    (b"encryptionType", Role::Encryption),
    (b"approximateArrivalTimestamp", Role::Arrival),
    (b"eventSource", Role::Other),
    (b"eventVersion", Role::Other),
    (b"eventID", Role::EventId),
    (b"eventName", Role::Other),
    (b"invokeIdentityArn", Role::Other),
    (b"awsRegion", Role::Other),
    (b"eventSourceARN", Role::Other),
];
const FIREHOSE: Names = &[
    (b"recordId", Role::Mark),
    (b"approximateArrivalTimestamp", Role::OuterArrival),
    (b"data", Role::Data),
    (b"kinesisRecordMetadata", Role::Inner(METADATA)),
];
const ANALYTICS: Names = &[
    (b"recordId", Role::Mark),
    (b"data", Role::Data),
    (b"kinesisStreamRecordMetadata", Role::Inner(METADATA)),
    (b"kinesisFirehoseRecordMetadata", Role::Inner(METADATA)),
];
const METADATA: Names = &[
    (b"sequenceNumber", Role::Sequence),
    (b"subsequenceNumber", Role::SubSequence),
    (b"partitionKey", Role::PartitionKey),
    (b"shardId", Role::Shard),
    (b"approximateArrivalTimestamp", Role::Arrival),
];
const MULTI_LANG: Names = &[
    (b"action", Role::Action),
    (b"data", Role::Data),
    (b"partitionKey", Role::PartitionKey),
    (b"approximateArrivalTimestamp", Role::Arrival),
    (b"sequenceNumber", Role::Sequence),
    (b"subSequenceNumber", Role::SubSequence),
];
