//! Reads JSON without recursion. It goes on past faults that can be understood: a missing or extra comma, a raw line
//! break in a string.

use super::{FaultKind, JsonFault, JsonKind, MAX_DEPTH, Member, Value};
use crate::bytes::{Place, Span};

/// Reads a text that holds one value, and says what is wrong with it. Of a cut text it returns what stands before the
/// cut.
#[must_use]
pub fn parse(text: &[u8]) -> (Option<Value>, Option<JsonFault>) {
    let mut reader = JsonReader::new(text);
    let value = reader.value();
    reader.blank();
    if value.is_some() && reader.offset < text.len() {
        reader.fault(FaultKind::AfterEnd, reader.offset);
    }
    (value, reader.finish())
}

/// Reads a text that holds several values, with blanks, commas, record separators or nothing between them. It also
/// says what is wrong with the text, and stops at the first fault that stops a reading.
#[must_use]
pub fn documents(text: &[u8]) -> (Vec<Value>, Option<JsonFault>) {
    let mut reader = JsonReader::new(text);
    let mut values = Vec::new();
    loop {
        reader.blank();
        if values.is_empty() && reader.peek() == Some(0x1e) {
            reader.offset += 1;
            reader.blank();
        }
        if !values.is_empty() {
            // Between two documents may stand a comma, the record separator of RFC 7464, or a byte order mark where
            // files were concatenated.
            while let Some(len) = reader.between() {
                reader.offset += len;
                reader.blank();
            }
        }
        if reader.peek().is_none() {
            break;
        }
        let Some(value) = reader.value() else { break };
        values.push(value);
        if reader.stopped() {
            break;
        }
    }
    (values, reader.finish())
}

struct JsonReader<'a> {
    text: &'a [u8],
    offset: usize,
    fault: Option<(FaultKind, usize)>,
}

/// An array or object whose end has not been read yet.
struct OpenContainer {
    start: usize,
    kind: JsonKind,
    /// The last key, until its value is read.
    key: Option<Span>,
    /// The offset of the last comma, until a value follows it.
    comma: Option<usize>,
}

impl OpenContainer {
    fn add(&mut self, value: Value) {
        match &mut self.kind {
            JsonKind::Array(items) => items.push(value),
            JsonKind::Object(members) => {
                if let Some(key) = self.key.take() {
                    members.push(Member { key, value });
                }
            }
            _ => {}
        }
        self.comma = None;
    }

    const fn is_empty(&self) -> bool {
        match &self.kind {
            JsonKind::Array(items) => items.is_empty(),
            JsonKind::Object(members) => members.is_empty(),
            _ => true,
        }
    }

    const fn is_object(&self) -> bool {
        matches!(self.kind, JsonKind::Object(_))
    }
}

impl<'a> JsonReader<'a> {
    fn new(text: &'a [u8]) -> Self {
        let offset = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        Self { text, offset, fault: None }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.offset).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.offset += 1;
        }
    }

    /// The length of the separator between two documents that stands at the current place.
    fn between(&self) -> Option<usize> {
        match self.text.get(self.offset..)? {
            [b',' | 0x1e, ..] => Some(1),
            [0xef, 0xbb, 0xbf, ..] => Some(3),
            _ => None,
        }
    }

    fn fault(&mut self, kind: FaultKind, offset: usize) {
        if self.fault.is_none_or(|(first, _)| kind.stops() && !first.stops()) {
            self.fault = Some((kind, offset));
        }
    }

    fn stopped(&self) -> bool {
        self.fault.is_some_and(|(kind, _)| kind.stops())
    }

    fn finish(self) -> Option<JsonFault> {
        self.fault.map(|(kind, offset)| JsonFault { kind, offset, place: Place::of(self.text, offset) })
    }

    /// Reports the current place as a fault: a cut text at its end, an unexpected character elsewhere.
    fn unexpected(&mut self) {
        let kind = if self.peek().is_none() { FaultKind::CutShort } else { FaultKind::Unexpected };
        self.fault(kind, self.offset);
    }

    /// Reads one value with everything in it. After a fault that stops the reading, it returns the part that was
    /// read.
    fn value(&mut self) -> Option<Value> {
        let mut stack: Vec<OpenContainer> = Vec::new();
        loop {
            let done = self.step(&mut stack);
            if self.stopped() {
                return self.give_up(stack, done);
            }
            let Some(value) = done else { continue };
            match stack.last_mut() {
                Some(open) => open.add(value),
                None => return Some(value),
            }
        }
    }

    /// Reads the next scalar, or opens or closes a container. Returns the value that this completes: a scalar or the
    /// container that was closed.
    fn step(&mut self, stack: &mut Vec<OpenContainer>) -> Option<Value> {
        self.blank();
        if let Some(open) = stack.last_mut() {
            let end = if open.is_object() { b'}' } else { b']' };
            if open.key.is_none() {
                if self.peek() == Some(b',') && open.comma.is_none() && !open.is_empty() {
                    open.comma = Some(self.offset);
                    self.offset += 1;
                    return None;
                }
                if self.peek() == Some(end) {
                    if let Some(comma) = open.comma {
                        self.fault(FaultKind::TrailingComma, comma);
                    }
                    self.offset += 1;
                    let open = stack.pop()?;
                    let span = Span::between(open.start, self.offset);
                    return Some(Value { kind: open.kind, span, whole: true });
                }
                if open.is_object() && self.peek() != Some(b'"') {
                    self.unexpected();
                    return None;
                }
                if open.comma.is_none() && !open.is_empty() && starts_value(self.peek()) {
                    self.fault(FaultKind::MissingComma, self.offset);
                }
                if open.is_object() {
                    let key = self.string();
                    self.blank();
                    if self.peek() == Some(b':') && !self.stopped() {
                        self.offset += 1;
                        open.key = Some(key.span);
                    } else {
                        self.unexpected();
                    }
                    return None;
                }
            }
        }
        self.start_value(stack)
    }

    fn start_value(&mut self, stack: &mut Vec<OpenContainer>) -> Option<Value> {
        let start = self.offset;
        match self.peek() {
            Some(b'"') => Some(self.string()),
            Some(byte @ (b'{' | b'[')) => {
                if stack.len() >= MAX_DEPTH {
                    self.fault(FaultKind::TooDeep, start);
                    return None;
                }
                self.offset += 1;
                let kind =
                    if byte == b'{' { JsonKind::Object(Vec::new()) } else { JsonKind::Array(Vec::new()) };
                stack.push(OpenContainer { start, kind, key: None, comma: None });
                None
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word(b"true", JsonKind::Bool(true)),
            Some(b'f') => self.word(b"false", JsonKind::Bool(false)),
            Some(b'n') => self.word(b"null", JsonKind::Null),
            _ => {
                self.unexpected();
                None
            }
        }
    }

    /// Closes all open containers where the reading stopped, and marks them as not whole.
    fn give_up(&self, stack: Vec<OpenContainer>, mut done: Option<Value>) -> Option<Value> {
        for mut open in stack.into_iter().rev() {
            if let Some(value) = done.take() {
                open.add(value);
            }
            let span = Span::between(open.start, self.offset);
            done = Some(Value { kind: open.kind, span, whole: false });
        }
        done
    }

    /// Reads a string from its opening quote on. Without a closing quote it reaches to the end of the text.
    fn string(&mut self) -> Value {
        let start = self.offset;
        let mut at = start + 1;
        let whole = loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let plain = rest.iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < 0x20);
            at += plain.unwrap_or(rest.len());
            match self.text.get(at) {
                Some(b'"') => break true,
                Some(b'\\') => at = (at + 2).min(self.text.len()),
                Some(_) => {
                    self.fault(FaultKind::ControlCharacter, at);
                    at += 1;
                }
                None => break false,
            }
        };
        self.offset = at + usize::from(whole);
        if !whole {
            self.fault(FaultKind::CutShort, at);
        }
        Value { kind: JsonKind::String, span: Span::between(start, self.offset), whole }
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.offset;
        let rest = self.text.get(start..).unwrap_or_default();
        let len = super::token::number_len(rest);
        self.offset += len.unwrap_or_default();
        if len.is_none() {
            let end = rest.iter().position(|byte| !b"+-.0123456789eE".contains(byte)).unwrap_or(rest.len());
            // A number such as `12.` at the end of the text was cut short, so the fault belongs at the end.
            self.offset += if end == rest.len() { end } else { 0 };
            self.unexpected();
            return None;
        }
        Some(Value { kind: JsonKind::Number, span: Span::between(start, self.offset), whole: true })
    }

    fn word(&mut self, word: &[u8], kind: JsonKind) -> Option<Value> {
        let start = self.offset;
        let rest = self.text.get(start..).unwrap_or_default();
        if rest.starts_with(word) {
            self.offset += word.len();
            return Some(Value { kind, span: Span::between(start, self.offset), whole: true });
        }
        if word.starts_with(rest) {
            self.offset = self.text.len();
        }
        self.unexpected();
        None
    }
}

const fn starts_value(byte: Option<u8>) -> bool {
    matches!(byte, Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'))
}
