//! What a capture can be.

/// What the input was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Shape {
    /// One record in base64, on one line or wrapped.
    Base64,
    /// One record in base64 on each line.
    Base64Lines,
    /// Hex: digits, escapes or a dump; one record, or one on each line.
    Hex,
    /// The bytes of one record.
    Binary,
    /// Text that holds no Kinesis record.
    Unknown,
    /// Text that is the data of one record, to the byte: somebody said so, or it is what is left of a damaged one.
    Text,
    /// What `aws kinesis get-records` prints.
    GetRecords,
    /// What `aws kinesis put-records` (or `put-record`) takes.
    PutRecords,
    /// What Lambda hands to a function that reads a stream.
    LambdaEvent,
    /// Aggregates one after another, with nothing around them.
    Concatenated,
    /// A command line that puts records.
    AwsCli,
    /// Events of SubscribeToShard, with their wrapping or without.
    SubscribeToShard,
    /// What Lambda sends to an on-failure destination.
    OnFailure,
    /// What EventBridge Pipes hands to its target.
    Pipes,
    /// What Firehose hands to a transform function.
    FirehoseEvent,
    /// What a Firehose transform function answers.
    FirehoseResponse,
    /// Lines that Firehose writes where a transform failed.
    FirehoseFailed,
    /// What Kinesis Analytics hands to a function.
    AnalyticsEvent,
    /// Lines of the KCL's MultiLangDaemon.
    MultiLang,
    /// What CloudWatch Logs hands to a function.
    CloudWatchLogs,
    /// A Buffer or Uint8Array of Node.
    NodeBuffer,
    /// A byte array as Java prints it.
    JavaBytes,
    /// A binary attribute of DynamoDB.
    DynamoDb,
    /// What Python prints: bytes, or values with bytes in them.
    Python,
    /// Strings in JSON of any kind that are aggregates in base64.
    JsonStrings,
    /// Text of any kind with records in it: log lines, YAML, CSV.
    InText,
}

impl Shape {
    /// Every shape, in the order in which a list offers them.
    pub const ALL: [Self; 26] = [
        Self::Base64,
        Self::Base64Lines,
        Self::Hex,
        Self::Binary,
        Self::Unknown,
        Self::Text,
        Self::GetRecords,
        Self::PutRecords,
        Self::LambdaEvent,
        Self::Concatenated,
        Self::AwsCli,
        Self::SubscribeToShard,
        Self::OnFailure,
        Self::Pipes,
        Self::FirehoseEvent,
        Self::FirehoseResponse,
        Self::FirehoseFailed,
        Self::AnalyticsEvent,
        Self::MultiLang,
        Self::CloudWatchLogs,
        Self::NodeBuffer,
        Self::JavaBytes,
        Self::DynamoDb,
        Self::Python,
        Self::JsonStrings,
        Self::InText,
    ];

    /// The shape in one word, as the report has it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Base64Lines => "base64-lines",
            Self::Hex => "hex",
            Self::Binary => "binary",
            Self::Unknown => "unknown",
            Self::Text => "text",
            Self::GetRecords => "get-records",
            Self::PutRecords => "put-records",
            Self::LambdaEvent => "lambda-event",
            Self::Concatenated => "concatenated",
            Self::AwsCli => "aws-cli",
            Self::SubscribeToShard => "subscribe-to-shard",
            Self::OnFailure => "on-failure",
            Self::Pipes => "pipes",
            Self::FirehoseEvent => "firehose-event",
            Self::FirehoseResponse => "firehose-response",
            Self::FirehoseFailed => "firehose-failed",
            Self::AnalyticsEvent => "analytics-event",
            Self::MultiLang => "multilang",
            Self::CloudWatchLogs => "cloudwatch-logs",
            Self::NodeBuffer => "node-buffer",
            Self::JavaBytes => "java-bytes",
            Self::DynamoDb => "dynamodb",
            Self::Python => "python",
            Self::JsonStrings => "json-strings",
            Self::InText => "in-text",
        }
    }

    /// The shape of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back() {
        assert!(Shape::ALL.into_iter().all(|shape| Shape::from_word(shape.word()) == Some(shape)));
        assert_eq!(Shape::from_word("morse"), None);
    }
}
