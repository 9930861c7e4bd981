//! Record objects as services write them, taken apart by spans: only known fields, each at most once. Anything else
//! is left to the reader in `capture`.

use super::{
    ends::string_end,
    names::{Names, RecordKind, Role},
};
use kpl_format::bytes::{Span, json::Value};

/// A record object. Spans of values are without quotes; strings are still escaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// The whole object.
    pub(super) object: Span,
    pub(super) data: Span,
    /// Whether the data has escapes.
    pub(super) data_escaped: bool,
    pub(super) partition_key: Option<Scalar>,
    pub(super) explicit_hash_key: Option<Scalar>,
    pub(super) sequence: Option<Scalar>,
    pub(super) arrival: Option<Scalar>,
    pub(super) sub_sequence: Option<Scalar>,
    pub(super) encryption: Option<Scalar>,
    /// The shard, or an event ID that begins with it.
    pub(super) shard: Option<Scalar>,
    pub(super) of_event: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scalar {
    /// The span of the value, with its quotes.
    pub(super) span: Span,
    pub(super) string: bool,
    /// Whether it is a string that has escapes.
    pub(super) escaped: bool,
}

impl Scalar {
    /// The value as the reader in `capture` gives it.
    pub(super) fn text<'a>(&self, text: &'a [u8]) -> std::borrow::Cow<'a, str> {
        if self.escaped {
            let kind = kpl_format::bytes::json::JsonKind::String;
            let value = Value { kind, span: self.span, whole: true };
            return value.text(text).map(|string| string.decode()).unwrap_or_default();
        }
        String::from_utf8_lossy(self.raw(text))
    }

    /// The bytes of the value without quotes, still escaped.
    pub(super) fn raw<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        let quote = usize::from(self.string);
        Span::between(self.span.offset + quote, self.span.end() - quote).of(text)
    }
}

/// The record object of this kind at `at`; `None` where anything in it is unusual.
pub(super) fn item(text: &[u8], at: usize, kind: RecordKind) -> Option<Item> {
    let mut item = Item::default();
    let mut fields =
        Fields { text, at, found: [0; 2], marked: false, inner: false, arrives: false, outer_arrival: None };
    fields.object(kind.names(), 0, &mut item)?;
    item.object = Span::between(at, fields.at);
    if !fields.arrives {
        item.arrival = fields.outer_arrival;
    }
    let enough = item.data != Span::default()
        && match kind {
            RecordKind::Read => item.sequence.is_some(),
            RecordKind::Put => item.partition_key.is_some(),
            RecordKind::Lambda => true,
            RecordKind::Analytics => fields.marked && fields.inner,
            RecordKind::Pipes | RecordKind::Firehose | RecordKind::MultiLang => fields.marked,
        };
    enough.then_some(item)
}

struct Fields<'a> {
    text: &'a [u8],
    at: usize,
    /// A bit for each name that was seen: in the object, and in the object within it.
    found: [u16; 2],
    /// Whether it has the field that every record of its kind has.
    marked: bool,
    /// Whether it has the object within it that holds further fields.
    inner: bool,
    /// Whether the inner object, if there is one, has a time of arrival, even a null.
    arrives: bool,
    outer_arrival: Option<Scalar>,
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
            // Of two fields with the same name the last one counts. That case is left to `capture`.
            (*found & bit == 0).then_some(())?;
            *found |= bit;
            self.value(*role, item)?;
            if self.sign(b',').is_none() {
                return self.sign(b'}');
            }
        }
    }

    fn value(&mut self, role: Role, item: &mut Item) -> Option<()> {
        self.blank();
        match role {
            // Of two inner objects it is not known here which one counts.
            Role::Inner(names) if !self.inner => {
                self.inner = true;
                return self.object(names, 1, item);
            }
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
            Role::SubSequence => item.sub_sequence = scalar,
            Role::Arrival => (item.arrival, self.arrives) = (scalar, true),
            Role::OuterArrival => self.outer_arrival = scalar,
            Role::Encryption => item.encryption = scalar,
            Role::Shard => item.shard = scalar,
            Role::EventId => (item.shard, item.of_event) = (scalar, true),
            Role::Mark => self.marked = true,
            Role::Action => {
                self.marked = scalar.filter(|action| action.raw(self.text) == b"record").is_some()
            }
            Role::Data | Role::Inner(_) => return None,
            Role::Other => {}
        }
        Some(())
    }

    /// A string or number; the inner `None` is null.
    fn scalar(&mut self) -> Option<Option<Scalar>> {
        let (scalar, end) = scalar(self.text, self.at)?;
        self.at = end;
        Some(scalar)
    }

    fn blank(&mut self) {
        self.at = blank(self.text, self.at);
    }

    /// Passes blanks and then this character.
    fn sign(&mut self, sign: u8) -> Option<()> {
        self.blank();
        (self.text.get(self.at) == Some(&sign)).then(|| self.at += 1)
    }
}

/// The offset of the first byte from `at` on that is no blank.
pub(super) fn blank(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let blanks = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    at + blanks.unwrap_or(rest.len())
}

/// The string, number or null at `at`, and the offset where it ends. `None` for anything unusual, such as control
/// characters in a string.
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

/// The length of a number without an exponent, which is how services write numbers.
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
