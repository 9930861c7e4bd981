//! English: the defects of the builder.

/// A defect's name and what it does.
#[must_use]
pub fn defect(word: &str) -> (&str, &'static str) {
    match word {
        "two-shards" => {
            ("Records for two shards", "half of them at the lowest hash key, half at the highest")
        }
        "explicit-hash-key-not-decimal" => {
            ("Explicit hash key not decimal", "a word where a number should be")
        }
        "explicit-hash-key-too-large" => ("Explicit hash key too large", "2^128, one past the last"),
        "nested-aggregate" => ("Nested aggregate", "the whole as the payload of another"),
        "empty-aggregate" => ("Empty aggregate", "magic and MD5 around nothing"),
        "one-byte-above" => ("One byte above a limit", "the last payload is padded"),
        "partition-key-index-out-of-range" => ("Partition key index out of range", "one past the table"),
        "explicit-hash-key-index-out-of-range" => {
            ("Explicit hash key index out of range", "one past the table")
        }
        "index-past-32-bits" => ("Index past 2^32", "readers that cut to 32 bits see nothing wrong"),
        "missing-field" => ("Required field missing", "as proto3 encoders leave out what is 0 or empty"),
        "wrong-wire-type" => ("Wrong wire type", "of a required field"),
        "length-too-long" => ("Length too long", "a payload that reaches past its record"),
        "long-varint" => ("Over-long varint", "more bytes than the index needs"),
        "unknown-field" => ("Unknown field", "a field that the schema does not have"),
        "invalid-utf8" => ("Key that is not UTF-8", "a last byte that no text has"),
        "truncated" => ("Truncated", "the end is missing"),
        "trailing-newline" => ("Trailing newline", "a line break at the end"),
        "md5-bit" => ("MD5: one bit wrong", "all else as it should be"),
        "md5-zero" => ("MD5: zeros", "sixteen of them"),
        "md5-missing" => ("MD5: missing", "the message ends the record"),
        "md5-over-magic" => ("MD5: over the wrong bytes", "over magic and message together"),
        "wrong-magic" => ("Wrong magic", "another first byte"),
        other => (other, ""),
    }
}

/// A parameter of a defect.
#[must_use]
pub fn defect_param(name: &str) -> &str {
    match name {
        "record" => "record",
        "limit" => "limit",
        "field" => "field",
        "by" => "by bytes",
        "bytes" => "bytes",
        "number" => "field number",
        "at" => "bytes left",
        "bit" => "bit",
        "first" => "first byte",
        other => other,
    }
}
