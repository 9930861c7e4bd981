//! Recognises what a user record's payload is: JSON, text, gzip and so on. Each result is a guess with a score. The
//! page offers all other views as well.

mod binary;
mod signature;
mod text;

pub use text::{begins_as_text, is_text};

/// What a payload was recognised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Payload {
    /// The payload has no bytes.
    Empty,
    /// One JSON object, array or string (RFC 8259). A number or word alone counts as text.
    Json,
    /// Several lines, each with a JSON object or array.
    Ndjson,
    /// Lines with the same number of fields, separated by commas, tabs or semicolons.
    Csv,
    /// Readable UTF-8.
    Text,
    /// UTF-16, as PowerShell and Windows programs write it.
    Utf16,
    /// Text with one byte for each character (ISO 8859-1).
    Latin1,
    /// Another aggregate. No consumer takes it apart.
    Aggregate,
    /// gzip (RFC 1952), as CloudWatch Logs subscriptions write it.
    Gzip,
    /// zlib (RFC 1950), as fluent-bit's plugin writes it with `compression zlib`.
    Zlib,
    /// Zstandard (RFC 8878).
    Zstd,
    /// Snappy, in the framing format or in that of snappy-java.
    Snappy,
    /// LZ4, in the frame format.
    Lz4,
    /// Binary Amazon Ion 1.0, as QLDB streams write it.
    Ion,
    /// An Avro object container file.
    Avro,
    /// Data after a header of the AWS Glue Schema Registry.
    Glue,
    /// Data after a header of Confluent's schema registry.
    Confluent,
    /// Protobuf fields. Their schema is not known.
    Protobuf,
    MessagePack,
    /// CBOR (RFC 8949).
    Cbor,
    Parquet,
    /// A PNG, JPEG, GIF or WebP image.
    Image,
    /// None of these.
    Binary,
}

impl Payload {
    /// The word that stands for the format in a report.
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
    /// Whether the payload is readable UTF-8.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Empty | Self::Json | Self::Ndjson | Self::Csv | Self::Text)
    }
}

impl Payload {
    /// Whether the payload is compressed in a format that this program can unpack.
    #[must_use]
    pub const fn is_packed(self) -> bool {
        matches!(self, Self::Gzip | Self::Zlib | Self::Zstd | Self::Snappy | Self::Lz4)
    }
}

/// How certain a guess is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub enum Score {
    /// The bytes can be read as this format, but as many others too.
    Plausible,
    /// The bytes would hardly be readable as this format by coincidence.
    Likely,
    /// The bytes begin with the format's signature, or are text of this format to their end.
    Certain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Guess {
    pub payload: Payload,
    pub score: Score,
}

/// The most likely format of a payload.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Payload {
    // A signature is checked first because that is cheap: a table of user records asks for every row.
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

/// How many bytes of a payload [`glance`] reads.
const GLANCE: usize = 4096;

/// The most likely format of a payload, like [`recognise`], but judged by its first 4,096 bytes only.
#[must_use]
pub fn glance(bytes: &[u8]) -> Payload {
    let Some(head) = bytes.get(..GLANCE).filter(|head| head.len() < bytes.len()) else {
        return recognise(bytes);
    };
    // The first bytes may end within a character, so up to three bytes are left out.
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

/// All formats that a payload may be, the most likely first. There is always at least one.
#[must_use]
pub fn guesses(bytes: &[u8]) -> Vec<Guess> {
    if bytes.is_empty() {
        return vec![Guess { payload: Payload::Empty, score: Score::Certain }];
    }
    let mut guesses: Vec<Guess> = signature::guess(bytes).into_iter().collect();
    guesses.extend(text::guesses(bytes));
    // A payload that is text to its end is not checked for binary formats, because such a reading would be a
    // coincidence.
    if !guesses.iter().any(|guess| guess.score == Score::Certain) {
        guesses.extend(binary::guesses(bytes));
    }
    // If no guess is better than plausible, "binary" is put before it: no name is better than a wrong one.
    if !guesses.iter().any(|guess| guess.score > Score::Plausible) {
        guesses.push(Guess { payload: Payload::Binary, score: Score::Likely });
    }
    // The sort is stable, so of two guesses with the same score the earlier one stays first.
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
            (b"1234567890", Payload::Text),
            (b"null", Payload::Text),
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
