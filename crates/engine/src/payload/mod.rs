//! What a user record's bytes are. A guess with a score, and always only a guess: every view stays open.

mod binary;
mod signature;
mod text;

pub use text::is_text;

/// What a payload was recognised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Payload {
    /// No byte at all.
    Empty,
    /// One JSON value (RFC 8259), a bare number too.
    Json,
    /// Several lines, a JSON value each.
    Ndjson,
    /// Lines with the same number of fields.
    Csv,
    /// UTF-8 that a person can read.
    Text,
    /// UTF-16, as PowerShell and Windows programs write.
    Utf16,
    /// One byte a character (ISO 8859-1).
    Latin1,
    /// An aggregate inside of the aggregate; no consumer opens it.
    Aggregate,
    /// gzip (RFC 1952), as CloudWatch Logs subscriptions write.
    Gzip,
    /// zlib (RFC 1950), as fluent-bit's plugin writes with `compression zlib`.
    Zlib,
    /// Zstandard (RFC 8878).
    Zstd,
    /// Snappy, framed or as snappy-java writes it.
    Snappy,
    /// LZ4, framed.
    Lz4,
    /// Amazon Ion, binary, version 1.0, as QLDB streams write.
    Ion,
    /// An Avro object container.
    Avro,
    /// The header of the AWS Glue Schema Registry, then data.
    Glue,
    /// The header of Confluent's schema registry, then data.
    Confluent,
    /// Protobuf fields without a schema.
    Protobuf,
    /// `MessagePack`.
    MessagePack,
    /// CBOR (RFC 8949).
    Cbor,
    /// Parquet.
    Parquet,
    /// PNG, JPEG, GIF or WebP.
    Image,
    /// Anything else.
    Binary,
}

impl Payload {
    /// Its word in the report.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Text => "text",
            Self::Utf16 => "utf-16",
            Self::Latin1 => "latin-1",
            Self::Aggregate => "aggregate",
            Self::Gzip => "gzip",
            Self::Zlib => "zlib",
            Self::Zstd => "zstd",
            Self::Snappy => "snappy",
            Self::Lz4 => "lz4",
            Self::Ion => "ion",
            Self::Avro => "avro",
            Self::Glue => "glue",
            Self::Confluent => "confluent",
            Self::Protobuf => "protobuf",
            Self::MessagePack => "messagepack",
            Self::Cbor => "cbor",
            Self::Parquet => "parquet",
            Self::Image => "image",
            Self::Binary => "binary",
        }
    }
}

impl Payload {
    /// Whether it is UTF-8 that a person can read.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Empty | Self::Json | Self::Ndjson | Self::Csv | Self::Text)
    }
}

impl Payload {
    /// Whether it is compressed in a way that can be undone here.
    #[must_use]
    pub const fn is_packed(self) -> bool {
        matches!(self, Self::Gzip | Self::Zlib | Self::Zstd | Self::Snappy | Self::Lz4)
    }
}

/// How sure a guess is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub enum Score {
    /// The bytes can be read as this, and as much else.
    Plausible,
    /// Chance would hardly do it.
    Likely,
    /// They begin with a signature, or read as this to their end.
    Certain,
}

/// A guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Guess {
    /// What it may be.
    pub payload: Payload,
    /// How sure that is.
    pub score: Score,
}

/// The likeliest thing that `bytes` are.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Payload {
    // The cheap and certain first: a table of user records asks this for every row.
    match bytes {
        [] => return Payload::Empty,
        _ => {
            if let Some(guess) = signature::guess(bytes).filter(|guess| guess.score == Score::Certain) {
                return guess.payload;
            }
        }
    }
    guesses(bytes).first().map_or(Payload::Binary, |guess| guess.payload)
}

/// Bytes of a payload that a glance takes in.
const GLANCE: usize = 4096;

/// What `bytes` look like from their beginning: as [`recognise`], but of a large payload only the head is read.
#[must_use]
pub fn glance(bytes: &[u8]) -> Payload {
    let Some(head) = bytes.get(..GLANCE).filter(|head| head.len() < bytes.len()) else {
        return recognise(bytes);
    };
    // The cut may go through a character.
    let whole = (0..4).filter_map(|less| head.get(..head.len() - less)).find(|head| is_text(head));
    match (recognise(head), whole) {
        (Payload::Text | Payload::Latin1 | Payload::Binary, Some(text)) => {
            match text.trim_ascii_start().first() {
                Some(b'{' | b'[') => Payload::Json,
                _ => Payload::Text,
            }
        }
        (payload, _) => payload,
    }
}

/// Everything that `bytes` may be, the likeliest first; never empty.
#[must_use]
pub fn guesses(bytes: &[u8]) -> Vec<Guess> {
    if bytes.is_empty() {
        return vec![Guess { payload: Payload::Empty, score: Score::Certain }];
    }
    let mut guesses: Vec<Guess> = signature::guess(bytes).into_iter().collect();
    guesses.extend(text::guesses(bytes));
    // What reads as text to its end is text: that it could be packed as well says nothing.
    if !guesses.iter().any(|guess| guess.score == Score::Certain) {
        guesses.extend(binary::guesses(bytes));
    }
    // Where nothing is better than plausible, no name is better than a wrong one.
    if !guesses.iter().any(|guess| guess.score > Score::Plausible) {
        guesses.push(Guess { payload: Payload::Binary, score: Score::Likely });
    }
    // Stable: of two that are as sure, the one that was asked first.
    guesses.sort_by_key(|guess| std::cmp::Reverse(guess.score));
    guesses
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_something(bytes: Vec<u8>) {
            let guesses = guesses(&bytes);
            prop_assert_eq!(guesses.first().map(|guess| guess.payload), Some(recognise(&bytes)));
            prop_assert!(guesses.is_sorted_by_key(|guess| std::cmp::Reverse(guess.score)));
        }

        #[test]
        fn what_prints_as_ascii_is_never_called_binary(text in "[ -~]{1,80}") {
            let payload = recognise(text.as_bytes());
            prop_assert!(
                matches!(payload, Payload::Text | Payload::Json | Payload::Csv | Payload::Ndjson),
                "{:?}", payload
            );
        }
    }

    #[test]
    fn a_glance_at_a_large_payload_sees_what_it_is() {
        let json = format!("[{}\"é\"]", "\"日本語\",".repeat(3000));
        assert_eq!((glance(json.as_bytes()), recognise(json.as_bytes())), (Payload::Json, Payload::Json));
        let text = "日本語の文 ".repeat(3000);
        assert_eq!((glance(text.as_bytes()), recognise(text.as_bytes())), (Payload::Text, Payload::Text));
        assert_eq!(glance(&[0xff, 0x00, 0x01].repeat(5000)), Payload::Binary);
    }

    #[test]
    fn payloads_as_streams_carry_them() {
        let utf16: Vec<u8> = "hello, wörld".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, expected) in [
            (&b""[..], Payload::Empty),
            (b"{\"a\":1}\n", Payload::Json),
            (b"1234567890", Payload::Json),
            (b"{\"a\":1}\n{\"a\":2}\n", Payload::Ndjson),
            (b"{\"a\":1", Payload::Text),
            (b"id,name\n1,Ada\n2,Grace\n", Payload::Csv),
            (b"id\tname\n1\tAda\n", Payload::Csv),
            (b"Dear all,\nsee below, please, and thanks.\n", Payload::Text),
            ("RECORD 22 東京\n".as_bytes(), Payload::Text),
            (&utf16, Payload::Utf16),
            (b"\xff\xfeh\x00i\x00", Payload::Utf16),
            (b"caf\xe9 cr\xe8me, s'il vous pla\xeet", Payload::Latin1),
            (b"\xf3\x89\x9a\xc2\x0a", Payload::Aggregate),
            (b"\x1f\x8b\x08\x00", Payload::Gzip),
            (b"\x78\x9c\xab\x56\xca", Payload::Zlib),
            (b"\x28\xb5\x2f\xfd\x20\x01", Payload::Zstd),
            (b"\xff\x06\x00\x00sNaPpY", Payload::Snappy),
            (b"\x82SNAPPY\x00\x00\x00\x00\x01", Payload::Snappy),
            (b"\x04\x22\x4d\x18\x64", Payload::Lz4),
            (b"\xe0\x01\x00\xea\x21", Payload::Ion),
            (b"Obj\x01\x04", Payload::Avro),
            (b"PAR1\x15\x00PAR1", Payload::Parquet),
            (b"\x89PNG\r\n\x1a\n\x00", Payload::Image),
            (
                b"\x03\x00\xb7\xb4\xa7\xf0\x9c\x96\x4a\xa4\xa6\x87\xfb\xc1\xa7\x3f\x23\xc4\x0aabc",
                Payload::Glue,
            ),
            (b"\x00\x00\x00\x00\x2a\x02\x06abc", Payload::Confluent),
            (b"\x0a\x05hello\x10\x2a\x1a\x03abc", Payload::Protobuf),
            (b"\x82\xa1a\x01\xa1b\xc3", Payload::MessagePack),
            (b"\xa2aa\x01ab\xf5", Payload::Cbor),
            (b"\x00\x01", Payload::Binary),
            (b"\x08\x01", Payload::Binary),
            (b"\xff\xfe\xfd", Payload::Binary),
        ] {
            assert_eq!(
                recognise(bytes),
                expected,
                "{:?}: {:?}",
                String::from_utf8_lossy(bytes),
                guesses(bytes)
            );
        }
    }
}
