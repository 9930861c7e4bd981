//! What the fields of a record are called, in any language, column or log.

/// What a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Data,
    PartitionKey,
    ExplicitHashKey,
    SequenceNumber,
    SubSequenceNumber,
    Arrival,
    Shard,
    /// `shardId-…:sequence number`.
    EventId,
    Encryption,
    /// An object that holds the fields: Lambda's `kinesis`, Firehose's `kinesisRecordMetadata`.
    Holder,
}

/// Every name, by its letters and digits in lower case.
const NAMES: &[(&str, Role)] = &[
    ("data", Role::Data),
    ("rawdata", Role::Data),
    ("kinesisdata", Role::Data),
    ("recorddata", Role::Data),
    ("datablob", Role::Data),
    ("database64", Role::Data),
    ("partitionkey", Role::PartitionKey),
    ("kinesispartitionkey", Role::PartitionKey),
    ("explicithashkey", Role::ExplicitHashKey),
    ("sequencenumber", Role::SequenceNumber),
    ("kinesissequencenumber", Role::SequenceNumber),
    ("sequenceno", Role::SequenceNumber),
    ("seqnumber", Role::SequenceNumber),
    ("seqno", Role::SequenceNumber),
    ("subsequencenumber", Role::SubSequenceNumber),
    ("approximatearrivaltimestamp", Role::Arrival),
    ("approximatearrivaltime", Role::Arrival),
    ("approxarrivaltimestamp", Role::Arrival),
    ("arrivaltimestamp", Role::Arrival),
    ("arrivaltime", Role::Arrival),
    ("shardid", Role::Shard),
    ("kinesisshardid", Role::Shard),
    ("eventid", Role::EventId),
    ("encryptiontype", Role::Encryption),
    ("kinesis", Role::Holder),
    ("awslogs", Role::Holder),
    ("kinesisrecordmetadata", Role::Holder),
    ("kinesisstreamrecordmetadata", Role::Holder),
    ("kinesisfirehoserecordmetadata", Role::Holder),
];

/// What a field of this name says. Of several words the last ones may be the name: `got Sequence number`.
pub(super) fn role(name: &[u8]) -> Option<Role> {
    let known = |name: &[u8]| {
        let name = letters(name);
        NAMES.iter().find(|(known, _)| known.as_bytes() == name).map(|(_, role)| *role)
    };
    if name.len() > MOST_NAME {
        return None;
    }
    // The letters before a quote are none of the name: `u'Data'`.
    let quote = name.iter().take(3).position(|byte| matches!(byte, b'"' | b'\''));
    let name = quote.and_then(|quote| name.get(quote..)).unwrap_or(name);
    let last = name.rsplit(|byte| matches!(byte, b'.' | b'/')).next().unwrap_or(name);
    known(last).or_else(|| {
        let mut blanks = name.iter().enumerate().rev().filter(|(_, byte)| byte.is_ascii_whitespace());
        blanks.find_map(|(at, _)| known(name.get(at..)?))
    })
}

/// How long a name may be, with what stands before it.
const MOST_NAME: usize = 256;

/// The letters and digits of a name, in lower case.
pub(super) fn letters(name: &[u8]) -> Vec<u8> {
    let kept = name.iter().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    kept.map(u8::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_every_spelling() {
        for name in [
            "SequenceNumber",
            "'sequence_number'",
            ":sequence_number",
            "kinesis.sequenceNumber",
            "SEQUENCE NUMBER",
        ] {
            assert_eq!(role(name.as_bytes()), Some(Role::SequenceNumber), "{name}");
        }
        assert_eq!(role(b"2026-05-17 06:40:05 INFO Raw data"), Some(Role::Data));
        assert_eq!(role(b"metadata"), None);
    }
}
