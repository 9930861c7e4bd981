//! What `aws kinesis get-records` prints with `--output text` and `--output yaml`: read as the JSON that it would be.
//! Both name the fields of a record in alphabetical order (awscli, awscli/text.py and awscli/formatter.py).

use super::{Shape, json::Documents, likeness, reading::Reading};
use kpl_format::bytes::Origins;
use kpl_format::bytes::Span;

/// How awscli was asked to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// `--output text`: lines that begin with `RECORDS`, with tabs between the fields.
    Text,
    /// `--output yaml` and `yaml-stream`.
    Yaml,
}

/// The fields of a record.
const FIELDS: [&[u8]; 5] =
    [b"ApproximateArrivalTimestamp", b"Data", b"EncryptionType", b"PartitionKey", b"SequenceNumber"];

/// How it was printed, and how many records; `None` where it is something else.
pub(super) fn recognise(text: &[u8]) -> Option<(OutputFormat, usize)> {
    let made = to_json(text)?;
    // What stands in a page or a cell has its entities or quotes to be undone first.
    if made.format == OutputFormat::Text && (likeness::is_page(text) || is_cell(text)) {
        return None;
    }
    let (shape, records) = Documents::read(&made.json).recognise(&made.json)?;
    (shape == Shape::GetRecords && records > 0).then_some((made.format, records))
}

/// Whether the lines stand in quotes: one opens above the first record, where awscli writes none.
fn is_cell(text: &[u8]) -> bool {
    let first = memchr::memmem::find(text, b"RECORDS\t").unwrap_or(0);
    let above = text.get(..first.saturating_sub(1)).unwrap_or_default();
    let start = memchr::memrchr(b'\n', above).map_or(0, |end| end + 1);
    above.get(start..).is_some_and(|line| line.contains(&b'"'))
}

/// Reads every record.
pub(super) fn read(reading: &mut Reading<'_>) {
    let Some(Made { json, origins, .. }) = to_json(reading.text) else { return };
    reading.nested(&json, &origins, |reading| {
        Documents::read(&json).read_records(reading, Shape::GetRecords, false);
    });
}

/// JSON that was made of the lines.
struct Made {
    format: OutputFormat,
    json: Vec<u8>,
    origins: Origins,
    /// Whether a record is open.
    open: bool,
    /// Whether the text ends within a record: so does the JSON.
    cut: bool,
}

fn to_json(text: &[u8]) -> Option<Made> {
    let has = |line: &[u8]| memchr::memmem::find(text, line).is_some();
    let is_record = |line: Span| line.of(text).trim_ascii_start().starts_with(b"RECORDS\t");
    let format = if has(b"RECORDS\t") && lines(text).any(is_record) {
        OutputFormat::Text
    } else if has(b"Records:") && has(b"Data: ") && has(b"SequenceNumber: ") {
        OutputFormat::Yaml
    } else {
        return None;
    };
    let mut made = Made { format, json: Vec::new(), origins: Origins::default(), open: false, cut: false };
    made.put(b"{\"Records\":[", 0);
    match format {
        OutputFormat::Text => made.text(text),
        OutputFormat::Yaml => made.yaml(text),
    }
    if !made.cut {
        made.close(text.len());
        made.put(b"]}", text.len());
    }
    Some(made)
}

/// Lines without their ends.
fn lines(text: &[u8]) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split(|byte| *byte == b'\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        Span::new(start, line.strip_suffix(b"\r").unwrap_or(line).len())
    })
}

impl Made {
    fn put(&mut self, json: &[u8], at: usize) {
        self.origins.add(self.json.len(), at);
        self.json.extend_from_slice(json);
    }

    fn begin(&mut self, at: usize) {
        self.close(at);
        let more = self.json.ends_with(b"}");
        self.put(if more { b",{" } else { b"{" }, at);
        self.open = true;
    }

    fn close(&mut self, at: usize) {
        if std::mem::take(&mut self.open) {
            self.put(b"}", at);
        }
    }

    /// A member whose value stands there as it is.
    fn member(&mut self, text: &[u8], name: &[u8], value: Span) {
        self.name(name, value.offset);
        let number = value.of(text).iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
        if number && name == b"ApproximateArrivalTimestamp" {
            return self.put(value.of(text), value.offset);
        }
        self.string(text, value);
        self.put(b"\"", value.end());
    }

    /// A string up to its closing quote.
    fn string(&mut self, text: &[u8], value: Span) {
        self.put(b"\"", value.offset);
        for (at, byte) in (value.offset..).zip(value.of(text)) {
            self.character(*byte, at);
        }
    }

    fn name(&mut self, name: &[u8], at: usize) {
        let comma: &[u8] = if self.json.ends_with(b"{") { b"" } else { b"," };
        self.put(&[comma, b"\"", name, b"\":"].concat(), at);
    }

    fn character(&mut self, byte: u8, at: usize) {
        match byte {
            b'"' | b'\\' => self.put(&[b'\\', byte], at),
            0..0x20 => self.put(format!("\\u{byte:04x}").as_bytes(), at),
            _ => self.put(&[byte], at),
        }
    }

    /// Lines of tabs. Only the encryption may be missing; a partition key may have tabs itself.
    fn text(&mut self, text: &[u8]) {
        for line in lines(text) {
            let mut at = line.offset;
            let columns: Vec<Span> = line
                .of(text)
                .split(|byte| *byte == b'\t')
                .map(|column| {
                    let start = at;
                    at += column.len() + 1;
                    Span::new(start, column.len())
                })
                .collect();
            if columns.first().is_none_or(|head| head.of(text).trim_ascii() != b"RECORDS") {
                continue;
            }
            if let ([_, time, data, key @ ..], true) = (columns.as_slice(), line.end() == text.len())
                && key.len() < 2
            {
                return self.cut_record(text, *time, *data, key.first().copied());
            }
            let [_, time, data, key @ .., sequence] = columns.as_slice() else { continue };
            let (encryption, key) = match key {
                [encryption, key @ ..]
                    if !key.is_empty() && matches!(encryption.of(text), b"NONE" | b"KMS") =>
                {
                    (Some(encryption), key)
                }
                _ => (None, key),
            };
            let (Some(first), Some(last)) = (key.first(), key.last()) else { continue };
            self.begin(line.offset);
            self.member(text, b"ApproximateArrivalTimestamp", *time);
            self.member(text, b"Data", *data);
            if let Some(encryption) = encryption {
                self.member(text, b"EncryptionType", *encryption);
            }
            self.member(text, b"PartitionKey", Span::between(first.offset, last.end()));
            self.member(text, b"SequenceNumber", *sequence);
        }
    }

    /// A record in which the text ends: in its data, or in what stands behind that.
    fn cut_record(&mut self, text: &[u8], time: Span, data: Span, behind: Option<Span>) {
        self.begin(time.offset);
        self.member(text, b"ApproximateArrivalTimestamp", time);
        if behind.is_some() {
            self.member(text, b"Data", data);
        }
        let (name, value): (&[u8], Span) = behind.map_or((b"Data", data), |key| (b"PartitionKey", key));
        self.name(name, value.offset);
        self.string(text, value);
        self.cut = true;
    }

    /// Lines of `Name: value`; a dash begins a record. A long value goes on in lines that are set in deeper.
    fn yaml(&mut self, text: &[u8]) {
        let mut lines = lines(text).peekable();
        while let Some(line) = lines.next() {
            let Some((indent, dash, name, value)) = field(text, line) else { continue };
            let mut pieces = vec![value];
            while let Some(next) = lines.next_if(|next| goes_on(text, *next, indent)) {
                let blank = next.len - next.of(text).trim_ascii_start().len();
                pieces.push(Span::between(
                    next.offset + blank,
                    next.offset + next.of(text).trim_ascii_end().len(),
                ));
            }
            if dash {
                self.begin(line.offset);
            }
            if self.open && FIELDS.contains(&name) {
                self.scalar(text, name, &pieces);
            }
        }
    }

    /// A value in quotes or without; `!!binary |` is what Python's yaml writes before base64.
    fn scalar(&mut self, text: &[u8], name: &[u8], pieces: &[Span]) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        if matches!(first.of(text), [b'!' | b'|', ..]) && pieces.len() > 1 {
            return self.member(text, name, Span::between(first.end() + 1, last.end()));
        }
        let value = Span::between(first.offset, last.end());
        let inside = Span::new(value.offset + 1, value.len.saturating_sub(2));
        match value.of(text) {
            [b'"', .., b'"'] => {
                self.name(name, value.offset);
                self.put(b"\"", value.offset);
                let mut at = inside.offset;
                while let Some(rest) = text.get(at..inside.end()).filter(|rest| !rest.is_empty()) {
                    at += match rest {
                        [b'\\', b'x', high, low, ..] => {
                            self.put(&[b'\\', b'u', b'0', b'0', *high, *low], at);
                            4
                        }
                        [b'\\', next, ..] => {
                            self.put(&[b'\\', *next], at);
                            2
                        }
                        [byte, ..] => {
                            self.put(&[*byte], at);
                            1
                        }
                        [] => 1,
                    };
                }
                self.put(b"\"", inside.end());
            }
            [b'\'', .., b'\''] => {
                self.name(name, value.offset);
                self.put(b"\"", value.offset);
                let mut quoted = false;
                for (at, byte) in (inside.offset..).zip(inside.of(text)) {
                    quoted = *byte == b'\'' && !quoted;
                    if !quoted {
                        self.character(*byte, at);
                    }
                }
                self.put(b"\"", inside.end());
            }
            _ => self.member(text, name, value),
        }
    }
}

/// How far a `Name: value` is set in, whether a dash stands before it, the name, and the value.
fn field(text: &[u8], line: Span) -> Option<(usize, bool, &[u8], Span)> {
    let all = line.of(text);
    let body = all.trim_ascii_start();
    let indent = all.len() - body.len();
    let dash = body.starts_with(b"- ");
    let body = if dash { body.get(2..)?.trim_ascii_start() } else { body };
    let colon = body.iter().position(|byte| *byte == b':')?;
    let name = body.get(..colon)?;
    let rest = body.get(colon + 1..)?;
    let named = !name.is_empty() && name.iter().all(u8::is_ascii_alphanumeric);
    let value = rest.trim_ascii();
    let start = line.end() - rest.len() + (rest.len() - rest.trim_ascii_start().len());
    (named && matches!(rest.first(), None | Some(b' '))).then(|| {
        let record = dash && FIELDS.contains(&name);
        (indent, record, name, Span::new(start, value.len()))
    })
}

/// Whether a line belongs to the value above it.
fn goes_on(text: &[u8], line: Span, indent: usize) -> bool {
    let all = line.of(text);
    let body = all.trim_ascii_start();
    // A field of a record that a dash began is set in by two more.
    !body.is_empty()
        && all.len() - body.len() > indent
        && field(text, line).is_none()
        && !body.starts_with(b"- ")
}
