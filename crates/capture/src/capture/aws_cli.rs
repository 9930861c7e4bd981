//! A pasted `aws kinesis put-record …` or `put-records …`, or several: the records are in its arguments, or in what lines
//! before it put into variables and files.

mod script;
mod words;

use super::{Envelope, KinesisRecord, Shape, finding::Code, json::Documents, likeness, reading::Reading};
use kpl_format::bytes::{Span, base64};
use script::Script;
use words::{Word, commands};

/// Where the names must stand: a text that only mentions the command further down is something else.
const HEAD: usize = 2048;

/// Whether the text is such a command, with a prompt, comments or other commands before it or not.
pub(super) fn is(text: &[u8]) -> bool {
    let head = text.get(..HEAD.min(text.len())).unwrap_or_default();
    head.windows(10).any(|word| word == b"put-record") && commands(head).iter().any(|command| puts(command))
}

fn puts(command: &[Word]) -> bool {
    let mut words = command.iter().map(|word| word.text.as_slice());
    let aws = |word: &[u8]| word == b"aws" || word == b"awslocal" || word.ends_with(b"/aws");
    words.any(aws) && words.any(|word| word == b"kinesis") && words.any(is_put)
}

fn is_put(word: &[u8]) -> bool {
    matches!(word, b"put-record" | b"put-records")
}

/// How many records the commands put.
pub(super) fn count(text: &[u8]) -> usize {
    let mut reading = Reading::new(text);
    read(&mut reading);
    reading.next_index()
}

/// Reads every command.
pub(super) fn read(reading: &mut Reading<'_>) {
    let mut any = false;
    let commands = commands(reading.text);
    let mut script = Script::default();
    for (number, command) in commands.iter().enumerate() {
        script.learn(command, commands.get(number + 1));
        if puts(command) {
            any = true;
            let after = command.iter().position(|word| is_put(&word.text)).map_or(0, |at| at + 1);
            one(reading, command.get(after..).unwrap_or_default(), &script);
        }
    }
    if !any {
        reading.find(None, reading.window(), Code::NotThisShape);
    }
}

fn one<'w>(reading: &mut Reading<'_>, words: &'w [Word], script: &Script<'w>) {
    let mut options = options(words);
    for value in options.iter_mut().flat_map(|(_, values)| values) {
        *value = script.resolved(*value);
    }
    let values = |name: &str| {
        let found = options.iter().find(|(option, _)| option == name);
        found.map(|(_, values)| values.as_slice()).unwrap_or_default()
    };
    let text = |name: &str| values(name).first().map(|value| value.string());
    reading.raw = text("cli-binary-format").is_some_and(|format| format == "raw-in-base64-out");
    let envelope = Envelope {
        partition_key: text("partition-key"),
        explicit_hash_key: text("explicit-hash-key"),
        ..Envelope::default()
    };
    if let Some(data) = values("data").first() {
        record(reading, data, envelope);
    }
    for value in values("records").iter().chain(values("cli-input-json")) {
        let is_shorthand = value.text.starts_with(b"Data=") || value.text.starts_with(b"PartitionKey=");
        if value.is_elsewhere() && !is_shorthand {
            elsewhere(reading, None, value);
        } else if matches!(value.text.trim_ascii_start(), [b'[' | b'{', ..]) {
            reading.nested(value.text, &value.word.origins_from(value.from), |reading| {
                Documents::read(reading.text).read_records(reading, Shape::PutRecords, true);
            });
        } else {
            shorthand(reading, value, script);
        }
    }
    reading.raw = false;
}

/// A word, or what follows the `=` in it.
#[derive(Clone, Copy)]
struct Value<'w> {
    word: &'w Word,
    text: &'w [u8],
    /// Where it starts in the word.
    from: usize,
    /// Whether it is base64 of the bytes, whatever the command takes it for.
    decoded: bool,
}

impl<'w> Value<'w> {
    const fn of(word: &'w Word) -> Self {
        Self { word, text: word.text.as_slice(), from: 0, decoded: false }
    }

    fn string(&self) -> String {
        String::from_utf8_lossy(self.text).into_owned()
    }

    fn span(&self) -> Span {
        self.word.origins.span(Span::new(self.from, self.text.len()))
    }

    /// Whether the bytes are in a file or a variable, which nobody has here.
    fn is_elsewhere(&self) -> bool {
        let expands = self.word.expands && self.text.iter().any(|byte| matches!(byte, b'$' | b'`'));
        expands || self.text.starts_with(b"file://") || self.text.starts_with(b"fileb://")
    }

    fn part(&self, offset: usize, len: usize) -> Self {
        let offset = offset.min(self.text.len());
        let text = self.text.get(offset..offset + len).unwrap_or_default();
        Self { text, from: self.from + offset, ..*self }
    }
}

/// `--name value …` and `--name=value`.
fn options(words: &[Word]) -> Vec<(String, Vec<Value<'_>>)> {
    let mut options: Vec<(String, Vec<Value<'_>>)> = Vec::new();
    for word in words {
        let whole = Value::of(word);
        let Some(name) = word.text.strip_prefix(b"--") else {
            if let Some((_, values)) = options.last_mut() {
                values.push(whole);
            }
            continue;
        };
        let equals = name.iter().position(|&byte| byte == b'=');
        let name = String::from_utf8_lossy(name.get(..equals.unwrap_or(name.len())).unwrap_or_default());
        let value = equals.map(|at| whole.part(at + 3, word.text.len().saturating_sub(at + 3)));
        options.push((name.into_owned(), value.into_iter().collect()));
    }
    options
}

/// `Data=…,PartitionKey=…,ExplicitHashKey=…`.
fn shorthand<'w>(reading: &mut Reading<'_>, value: &Value<'w>, script: &Script<'w>) {
    let (mut envelope, mut data, mut offset) = (Envelope::default(), None, 0);
    for piece in value.text.split(|&byte| byte == b',') {
        let equals = piece.iter().position(|&byte| byte == b'=').unwrap_or(piece.len());
        let key = piece.get(..equals).unwrap_or_default();
        let part = script.resolved(value.part(offset + equals + 1, piece.len().saturating_sub(equals + 1)));
        match key {
            b"Data" => data = Some(part),
            b"PartitionKey" => envelope.partition_key = Some(part.string()),
            b"ExplicitHashKey" => envelope.explicit_hash_key = Some(part.string()),
            _ => {}
        }
        offset += piece.len() + 1;
    }
    match data {
        Some(data) => record(reading, &data, envelope),
        None => {
            reading.find(Some(reading.next_index()), value.span(), Code::DataMissing);
            reading.push(KinesisRecord { data: Vec::new(), envelope, source: value.span() });
        }
    }
}

fn record(reading: &mut Reading<'_>, value: &Value<'_>, envelope: Envelope) {
    let source = value.span();
    let index = Some(reading.next_index());
    let data = if value.is_elsewhere() {
        elsewhere(reading, index, value);
        Vec::new()
    } else if reading.raw && !value.decoded {
        value.text.to_vec()
    } else if likeness::is_base64_field(value.text) {
        let decoded = base64::decode(value.text, Span::new(0, value.text.len()));
        let origins = value.word.origins_from(value.from);
        reading.base64(index, &decoded, |offset| origins.at(offset));
        reading.cleaned(index, source, decoded.cleaned);
        decoded.bytes
    } else {
        reading.find(index, source, Code::CliText);
        value.text.to_vec()
    };
    reading.push(KinesisRecord { data, envelope, source });
}

fn elsewhere(reading: &mut Reading<'_>, index: Option<usize>, value: &Value<'_>) {
    reading.find_with(index, value.span(), Code::DataElsewhere, || {
        let name: String = value.string().chars().take(80).collect();
        if value.string().len() > name.len() { format!("{name}\u{2026}") } else { name }
    });
}
