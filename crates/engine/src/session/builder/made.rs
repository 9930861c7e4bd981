//! What is made of a draft: commands, events, tests, text, and the files that go with them.

use super::{Builder, Kept};
use crate::{
    consumers::{self, Consumer, Emitted, EmittedKey, OutcomeReason},
    fixture::{
        self, Built, Expectation, Expected,
        code::{Language, TestCase},
        command::{self, Command, Put, SavedFile, Target},
        event::{self, EventShape, Invocation},
        notation,
        set::{self, Fixture},
    },
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::kpl;

/// Something that can be made of the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Product {
    #[default]
    PutRecord,
    /// `aws kinesis put-records` of the set, or of the draft if the set is empty.
    PutRecords,
    /// The two commands that read back what was put.
    ReadBack,
    /// An event of this shape that carries the record.
    Event(EventShape),
    SamInvoke(EventShape),
    /// `aws lambda invoke` with that event.
    LambdaInvoke(EventShape),
    /// A test in this language.
    Test(Language),
    /// The fixture as text.
    Text,
    /// The fixture as JSON.
    Json,
}

impl Product {
    /// All products, in the order of the menu.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let called = || EventShape::ALL.into_iter().filter(|shape| shape.is_invocation());
        [Self::PutRecord, Self::PutRecords, Self::ReadBack]
            .into_iter()
            .chain(EventShape::ALL.map(Self::Event))
            .chain(called().map(Self::SamInvoke))
            .chain(called().map(Self::LambdaInvoke))
            .chain(Language::ALL.map(Self::Test))
            .chain([Self::Text, Self::Json])
            .collect()
    }

    #[must_use]
    pub const fn is_command(self) -> bool {
        matches!(self, Self::PutRecord | Self::PutRecords | Self::ReadBack | Self::LambdaInvoke(_))
    }

    /// Whether the product is, or carries, an event.
    #[must_use]
    pub const fn is_event(self) -> bool {
        matches!(self, Self::Event(_) | Self::SamInvoke(_) | Self::LambdaInvoke(_))
    }
}

/// What was made, as far as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ProductView {
    /// The text, or its beginning.
    pub text: String,
    /// Whether only the beginning is here.
    pub cut: bool,
    /// The size of the whole text in bytes.
    pub bytes: usize,
    /// The name that its file should have.
    pub file: String,
    /// The files that must lie beside it: name and size in bytes.
    pub files: Vec<(String, usize)>,
    /// Sentences that one should know about it.
    pub notes: Vec<String>,
    /// Why it cannot be sent as it is meant.
    pub faults: Vec<String>,
}

/// What was made, completely.
pub struct FullProduct {
    pub text: String,
    /// How many bytes of the text write files before the command.
    carried: usize,
    pub file: String,
    pub files: Vec<SavedFile>,
    notes: Vec<String>,
}

/// How many bytes of a text the page shows, and of the lines that write files before it.
const SHOWN: usize = 6_000;
const CARRIED: usize = 1_500;

/// The beginning of a text, at most so many bytes of it.
fn upto(text: &str, most: usize) -> &str {
    let end = (0..=text.len().min(most)).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

impl FullProduct {
    pub(super) fn made(&self) -> ProductView {
        // What a command writes first is cut, so that the command itself shows.
        let (before, text) = self.text.split_at_checked(self.carried).unwrap_or(("", &self.text));
        let (head, shown) = (upto(before, CARRIED), upto(text, SHOWN));
        let dots = if head.len() < before.len() { "…\n" } else { "" };
        ProductView {
            text: [head, dots, shown].concat(),
            cut: head.len() < before.len() || shown.len() < text.len(),
            bytes: self.text.len(),
            file: self.file.clone(),
            files: self.files.iter().map(|file| (file.name.clone(), file.bytes.len())).collect(),
            notes: self.notes.clone(),
            faults: Vec::new(),
        }
    }

    fn of(command: Command, file: String) -> Self {
        let notes = command.notes.iter().map(command::CommandNote::sentence).collect();
        let carried = command.before.len();
        let files = if carried > 0 { Vec::new() } else { command.files };
        Self { text: command.before + &command.text, carried, file, files, notes }
    }
}

impl Builder {
    /// Makes a product. The draft must have been built before.
    pub fn make(&self, product: Product) -> FullProduct {
        let (target, context) = (self.target(), self.context());
        let put = Put::from(&self.built);
        let set = || -> Vec<Built> { self.set.iter().map(|kept| fixture::build(&kept.draft)).collect() };
        let plain = |text: String, file: String| FullProduct {
            text,
            carried: 0,
            file,
            files: Vec::new(),
            notes: Vec::new(),
        };
        let script = format!("{}.{}", self.stem(), extension(&target));
        match product {
            Product::PutRecord => FullProduct::of(command::put_record(&target, &put), script),
            Product::PutRecords => {
                let built = set();
                FullProduct::of(command::put_records(&target, &puts_of(&built, put)), script)
            }
            Product::ReadBack => FullProduct::of(command::read_back(&target, &context.shard), script),
            Product::Event(shape) => {
                let built = set();
                let event = event::write(shape, &puts_of(&built, put), &context);
                let mut whole = plain(event, format!("{}.json", shape.word()));
                whole.notes.extend(shape.note().map(str::to_owned));
                whole
            }
            Product::SamInvoke(shape) | Product::LambdaInvoke(shape) => {
                let built = set();
                let event = event::write(shape, &puts_of(&built, put), &context);
                let invocation = Invocation { shape, event: &event, context: &context };
                let command = match product {
                    Product::SamInvoke(_) => event::sam_local_invoke(&invocation, target.shell),
                    _ => event::aws_lambda_invoke(&invocation, &target),
                };
                let mut whole = FullProduct::of(command.unwrap_or_default(), script);
                if !invocation.fits() {
                    whole.notes.push("The event has more than 6 MB, which is what Lambda takes.".to_owned());
                }
                whole
            }
            Product::Test(language) => {
                let expected = expected_by(language, &self.built);
                let case = TestCase { name: self.title(), draft: &self.draft, put, expected: &expected };
                plain(language.write(&case), language.file(&case))
            }
            Product::Text => plain(notation::write(&self.draft), format!("{}.kpl.txt", self.stem())),
            Product::Json => plain(notation::write_json(&self.draft), format!("{}.kpl.json", self.stem())),
        }
    }

    /// The set as a zip archive, or the draft alone if the set is empty.
    pub fn zip(&self) -> Vec<u8> {
        let here = [self.kept()];
        let kept = if self.set.is_empty() { &here[..] } else { &self.set };
        let built: Vec<Built> = kept.iter().map(|kept| fixture::build(&kept.draft)).collect();
        let fixtures: Vec<Fixture<'_>> = kept
            .iter()
            .zip(&built)
            .map(|(Kept { name, draft, .. }, built)| {
                let measured = Consumer::ALL.into_iter().filter(|consumer| consumer.measured());
                let expected = measured.map(|consumer| (consumer.id(), expected(consumer, built))).collect();
                Fixture { name, draft, built, expected }
            })
            .collect();
        // Packing fails only above 65,535 files or 4 GiB. Nobody keeps so many by hand, and this page cannot hold so
        // much.
        set::pack(&fixtures).unwrap_or_default()
    }

    /// The draft as a fixture of the set.
    pub(super) fn kept(&self) -> Kept {
        Kept { name: self.title().to_owned(), draft: self.draft.clone(), bytes: self.built.bytes.len() }
    }

    pub(super) fn title(&self) -> &str {
        if self.name.trim().is_empty() { NAME } else { &self.name }
    }

    /// The name of the fixture as file names have it.
    pub fn stem(&self) -> String {
        let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let plain: String = self.title().chars().map(letter).collect();
        let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
        if words.is_empty() { NAME.to_owned() } else { words.join("-") }
    }

    fn target(&self) -> Target {
        let stream = Some(self.target.stream.clone()).filter(|stream| !stream.is_empty());
        Target {
            stream: stream.unwrap_or_else(|| STREAM.to_owned()),
            file_stem: self.stem(),
            ..self.target.clone()
        }
    }

    fn context(&self) -> event::Context {
        let mut context = self.context.clone();
        if !self.target.stream.is_empty() {
            context.stream.clone_from(&self.target.stream);
        }
        context.region = self.target.region.clone().unwrap_or(context.region);
        context
    }
}

/// The Kinesis records of the set, or that of the draft if the set is empty.
fn puts_of<'a>(set: &'a [Built], draft: Put<'a>) -> Vec<Put<'a>> {
    if set.is_empty() { vec![draft] } else { set.iter().map(Put::from).collect() }
}

/// The name of a fixture that was given none.
pub const NAME: &str = "fixture";
/// The stream of a command that names none.
pub const STREAM: &str = "my-stream";

const fn extension(target: &Target) -> &'static str {
    match target.shell {
        command::Shell::Bash => "sh",
        command::Shell::PowerShell => "ps1",
        command::Shell::Cmd => "cmd.txt",
    }
}

/// What the library of a language makes of the record. The test for Rust has a reader of its own: prost, with the MD5
/// checked as the KCL does. For several faults other readers on prost hand over the record as a plain one; this
/// reader tells those apart.
fn expected_by(language: Language, built: &Built) -> Expectation {
    let anatomy = kpl::dissect(&built.bytes);
    let reason = |consumer| consumers::judge_one(consumer, &built.bytes, &anatomy, None).reason;
    match language {
        Language::Go => expected(Consumer::Go, built),
        Language::Java => expected(Consumer::Kcl, built),
        Language::Python => expected(Consumer::Python, built),
        Language::TypeScript => expected(Consumer::Node, built),
        Language::Rust if reason(Consumer::Kcl) == OutcomeReason::Digest => Expectation::Raw,
        Language::Rust => match reason(Consumer::RustProst) {
            OutcomeReason::PartitionKeyIndex { .. } | OutcomeReason::ExplicitHashKeyIndex { .. } => {
                Expectation::Fails
            }
            OutcomeReason::NoRecords => Expectation::Records(Vec::new()),
            _ => expected(Consumer::RustProst, built),
        },
    }
}

fn expected(consumer: Consumer, built: &Built) -> Expectation {
    let anatomy = kpl::dissect(&built.bytes);
    let judgement = consumers::judge_one(consumer, &built.bytes, &anatomy, None);
    match judgement.outcome {
        consumers::Outcome::Passthrough => Expectation::Raw,
        consumers::Outcome::Error | consumers::Outcome::Crash => Expectation::Fails,
        consumers::Outcome::Records | consumers::Outcome::Partial | consumers::Outcome::Nothing => {
            let records = judgement.records(&built.bytes, &anatomy);
            Expectation::Records(records.map(|record| record_of(&record, built)).collect())
        }
    }
}

fn record_of(record: &Emitted<'_>, built: &Built) -> Expected {
    let key = |key: EmittedKey<'_>, outer: Option<&str>| match key {
        EmittedKey::Outer => outer.map(|key| key.as_bytes().to_vec()),
        EmittedKey::Bytes(bytes) => Some(bytes.to_vec()),
        key => key.text().map(|key| key.into_owned().into_bytes()),
    };
    Expected {
        partition_key: key(record.partition_key.key, Some(&built.partition_key)),
        explicit_hash_key: key(record.explicit_hash_key.key, None),
        data: record.data.unwrap_or_default().to_vec(),
    }
}
