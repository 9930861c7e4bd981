//! Record objects as services write them, taken apart by spans: known fields, each once, no surprises. What is
//! anything else is for the reader in `capture`.

use super::ends::string_end;
use crate::bytes::{Span, json::Value};

/// A field's part in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Data,
    PartitionKey,
    ExplicitHashKey,
    Sequence,
    Arrival,
    Encryption,
    /// `shardId-…:sequence number`.
    EventId,
    /// The object that has the others.
    Inner,
    /// Nothing that is kept.
    Other,
}

/// How records of a kind are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What reading a stream gives.
    Read,
    /// What is put into one.
    Put,
    /// What Lambda gives to a function.
    Lambda,
}

type Names = &'static [(&'static [u8], Role)];

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
    (b"kinesis", Role::Inner),
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

/// A record object. Spans of values have no quotes; those of strings are still escaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// All of it.
    pub(super) object: Span,
    pub(super) data: Span,
    /// Whether there are escapes in the data.
    pub(super) data_escaped: bool,
    pub(super) partition_key: Option<Scalar>,
    pub(super) explicit_hash_key: Option<Scalar>,
    pub(super) sequence: Option<Scalar>,
    pub(super) arrival: Option<Scalar>,
    pub(super) encryption: Option<Scalar>,
    pub(super) event_id: Option<Scalar>,
}

/// A string or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scalar {
    /// The value with its quotes.
    pub(super) span: Span,
    /// Whether it is a string.
    pub(super) string: bool,
    /// Whether it is one with escapes.
    pub(super) escaped: bool,
}

impl Scalar {
    /// The value as the reader has it.
    pub(super) fn text<'a>(&self, text: &'a [u8]) -> std::borrow::Cow<'a, str> {
        if self.escaped {
            let kind = crate::bytes::json::Kind::String;
            let value = Value { kind, span: self.span, whole: true };
            return value.text(text).map(|string| string.decode()).unwrap_or_default();
        }
        String::from_utf8_lossy(self.raw(text))
    }

    /// Its bytes without quotes, still escaped.
    pub(super) fn raw<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        let quote = usize::from(self.string);
        Span::between(self.span.offset + quote, self.span.end() - quote).of(text)
    }
}

/// The record object of a kind that begins at `at`; `None` where anything in it is unusual.
pub(super) fn item(text: &[u8], at: usize, kind: Kind) -> Option<Item> {
    let names = match kind {
        Kind::Read => READ,
        Kind::Put => PUT,
        Kind::Lambda => LAMBDA,
    };
    let mut item = Item::default();
    let mut fields = Fields { text, at, found: [0; 2] };
    fields.object(names, 0, &mut item)?;
    item.object = Span::between(at, fields.at);
    let enough = item.data != Span::default()
        && match kind {
            Kind::Read => item.sequence.is_some(),
            Kind::Put => item.partition_key.is_some(),
            Kind::Lambda => true,
        };
    enough.then_some(item)
}

struct Fields<'a> {
    text: &'a [u8],
    at: usize,
    /// A bit for each name that was there, for the object and the one in it.
    found: [u16; 2],
}

impl Fields<'_> {
    fn object(&mut self, names: Names, level: usize, item: &mut Item) -> Option<()> {
        self.sign(b'{')?;
        loop {
            self.sign(b'"')?;
            let (end, escaped) = string_end(self.text, self.at)?;
            let name = self.text.get(self.at..end).filter(|_| !escaped)?;
            self.at = end + 1;
            self.sign(b':')?;
            let index = names.iter().position(|(known, _)| *known == name)?;
            let (_, role) = names.get(index)?;
            let (found, bit) = (self.found.get_mut(level)?, 1 << index);
            // Of a doubled key the last one counts, and not here.
            (*found & bit == 0).then_some(())?;
            *found |= bit;
            self.value(*role, level, item)?;
            if self.sign(b',').is_none() {
                return self.sign(b'}');
            }
        }
    }

    fn value(&mut self, role: Role, level: usize, item: &mut Item) -> Option<()> {
        self.blank();
        match role {
            Role::Inner if level == 0 => return self.object(KINESIS, 1, item),
            Role::Data => {
                self.sign(b'"')?;
                let (end, escaped) = string_end(self.text, self.at)?;
                (item.data, item.data_escaped) = (Span::between(self.at, end), escaped);
                self.at = end + 1;
                return Some(());
            }
            _ => {}
        }
        let scalar = self.scalar()?;
        match role {
            Role::PartitionKey => item.partition_key = scalar,
            Role::ExplicitHashKey => item.explicit_hash_key = scalar,
            Role::Sequence => item.sequence = Some(scalar?),
            Role::Arrival => item.arrival = scalar,
            Role::Encryption => item.encryption = scalar,
            Role::EventId => item.event_id = scalar,
            _ => {}
        }
        Some(())
    }

    /// A string, a number or null, which is the inner `None`.
    fn scalar(&mut self) -> Option<Option<Scalar>> {
        let (scalar, end) = scalar(self.text, self.at)?;
        self.at = end;
        Some(scalar)
    }

    fn blank(&mut self) {
        self.at = blank(self.text, self.at);
    }

    /// Blanks and then this character.
    fn sign(&mut self, sign: u8) -> Option<()> {
        self.blank();
        (self.text.get(self.at) == Some(&sign)).then(|| self.at += 1)
    }
}

/// Where the blanks at `at` end.
pub(super) fn blank(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let blanks = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    at + blanks.unwrap_or(rest.len())
}

/// The string, number or null at `at`, and where it ends. Nothing unusual: no control characters in strings.
pub(super) fn scalar(text: &[u8], at: usize) -> Option<(Option<Scalar>, usize)> {
    let rest = text.get(at..)?;
    match rest.first()? {
        b'"' => {
            let (end, escaped) = string_end(text, at + 1)?;
            let span = Span::between(at, end + 1);
            let plain = span.of(text).iter().all(|&byte| byte >= 0x20);
            plain.then_some((Some(Scalar { span, string: true, escaped }), end + 1))
        }
        b'n' => rest.starts_with(b"null").then_some((None, at + 4)),
        _ => {
            let len = number_len(rest)?;
            let span = Span::new(at, len);
            Some((Some(Scalar { span, string: false, escaped: false }), at + len))
        }
    }
}

/// The length of a number as services write them: no exponent.
fn number_len(rest: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        rest.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let start = usize::from(rest.first() == Some(&b'-'));
    let whole = digits(start);
    let leading_zero = whole > 1 && rest.get(start) == Some(&b'0');
    let mut end = start + whole;
    if rest.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        end += 1 + fraction;
        (fraction > 0).then_some(())?;
    }
    let ends = matches!(rest.get(end), Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'));
    (whole > 0 && !leading_zero && ends).then_some(end)
}
