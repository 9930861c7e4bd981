//! What the input is: every rule a line, in the order in which they are asked.

use super::{
    aws_cli,
    aws_output::{self, OutputFormat},
    concatenated, framed,
    json::Documents,
    likeness,
    lines::lines,
    printed,
    shape::Shape,
    shapes,
    source::Source,
    wrapped,
};
use kpl_format::bytes::{
    Span,
    hex::{self, Form},
};

/// How a shape was recognised; the sentence stands in `sentences.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody chose this reading.
    Asked,
    /// There are no bytes.
    Empty,
    /// Nothing but blanks.
    OnlyBlanks,
    /// The bytes are no UTF-8 text.
    NotUtf8 {
        /// The first byte that is not.
        offset: usize,
    },
    /// The bytes hold a character that no text has.
    ControlCharacter {
        /// The character.
        byte: u8,
        /// Where.
        offset: usize,
    },
    /// Hex of a form that nothing else has.
    HexForm(Form),
    /// Hex digits that start with the magic.
    HexMagic,
    /// Nothing but hex digits.
    HexDigits {
        /// The characters of the text.
        characters: usize,
    },
    /// JSON with the fields of the shape.
    Fields {
        /// The JSON shape.
        shape: Shape,
        /// How many records it lists.
        records: usize,
    },
    /// JSON that holds no records of a known shape.
    OtherJson,
    /// Aggregates whose MD5 holds, with nothing between them.
    OneAfterAnother {
        /// How many.
        records: usize,
    },
    /// What Python or Node prints.
    Printed {
        /// Which of them.
        shape: Shape,
        /// How many records are in it.
        records: usize,
    },
    /// What awscli prints where it is not asked for JSON.
    AwsOutput {
        /// How it was asked.
        format: OutputFormat,
        /// How many records are in it.
        records: usize,
    },
    /// A command line that puts records.
    Command {
        /// How many.
        records: usize,
    },
    /// Base64 that starts with the magic.
    Base64Magic,
    /// Characters of the base64 alphabet.
    Base64Alphabet {
        /// The characters of the text.
        characters: usize,
    },
    /// Records one after another, each over lines of one length and a shorter last.
    WrappedEach {
        /// How many records.
        records: usize,
    },
    /// Lines of one length, the last one shorter.
    Wrapped {
        /// How many lines.
        lines: usize,
    },
    /// A line before the last ends in `=`.
    LinesPadded {
        /// How many lines.
        lines: usize,
    },
    /// Every line starts with the magic.
    LinesMagic {
        /// How many lines.
        lines: usize,
    },
    /// The first line alone is an aggregate whose MD5 holds.
    FirstLineWhole {
        /// How many lines.
        lines: usize,
    },
    /// Lines of different lengths.
    LinesVary {
        /// How many lines.
        lines: usize,
    },
    /// Aggregates, or JSON of a known shape, in text.
    InText {
        /// How many records.
        records: usize,
    },
    /// None of the above.
    NothingElse,
}

impl Why {
    /// The same of so many lines, where it says of how many.
    #[must_use]
    pub const fn with_lines(self, lines: usize) -> Self {
        match self {
            Self::LinesPadded { .. } => Self::LinesPadded { lines },
            Self::LinesMagic { .. } => Self::LinesMagic { lines },
            Self::FirstLineWhole { .. } => Self::FirstLineWhole { lines },
            Self::LinesVary { .. } => Self::LinesVary { lines },
            other => other,
        }
    }
}

/// The likeliest shape, and what else it may be.
pub(super) struct Guess {
    pub(super) shape: Shape,
    pub(super) why: Why,
    pub(super) others: Vec<Shape>,
    /// The JSON, where it was read to find out.
    pub(super) documents: Option<Documents>,
}

impl Guess {
    /// Says as well what the text seemed to be before something was undone.
    pub(super) fn or_else(&mut self, before: Shape) {
        if self.shape != before && !self.others.contains(&before) {
            self.others.push(before);
        }
    }

    /// The same, read as somebody chose.
    pub(super) fn asked(mut self, shape: Option<Shape>) -> Self {
        let Some(shape) = shape else { return self };
        self.others.insert(0, self.shape);
        self.others.retain(|&other| other != shape);
        Self { shape, why: Why::Asked, ..self }
    }
}

/// Says what the input is.
pub(super) fn detect(source: &Source<'_>) -> Guess {
    let mut documents = None;
    let (shape, why) = recognise(source, &mut documents);
    let mut others = others(source, shape, why);
    others.retain(|&other| other != shape);
    Guess { shape, why, others, documents }
}

/// The rules. A later one is only asked where no earlier one holds.
fn recognise(source: &Source<'_>, documents: &mut Option<Documents>) -> (Shape, Why) {
    let (text, body) = (source.text(), source.body());
    if let Some(why) = source.binary() {
        if let Some(records) = concatenated::count(source.input) {
            return (Shape::Concatenated, Why::OneAfterAnother { records });
        }
        return (Shape::Binary, why);
    }
    if body.is_empty() {
        return (Shape::Text, Why::OnlyBlanks);
    }
    if aws_cli::is(text) {
        return (Shape::AwsCli, Why::Command { records: aws_cli::count(text) });
    }
    let pieces = framed::pieces(text);
    if !pieces.is_empty() {
        return (Shape::InText, Why::InText { records: shapes::count(text) });
    }
    // A list or object in brackets may be JSON as it stands: that is asked first.
    let bracketed = matches!(body, [b'{' | b'[' | b'(', ..]);
    let printed = || printed::recognise(text, body);
    if let Some((shape, records)) = (!bracketed).then(printed).flatten() {
        return (shape, Why::Printed { shape, records });
    }
    let form = hex::form(text, Span::new(0, text.len()));
    if let Some(form) = form.filter(|&form| form != Form::Digits) {
        return (Shape::Hex, Why::HexForm(form));
    }
    if matches!(body, [b'{' | b'[', ..] | [b'"', b'{' | b'[', ..]) {
        let json = documents.insert(Documents::read(text));
        if let Some((shape, records)) = json.recognise(text) {
            return (shape, Why::Fields { shape, records });
        }
        if json.is_json() {
            return in_text(text).unwrap_or((Shape::Text, Why::OtherJson));
        }
    }
    if let Some((shape, records)) = bracketed.then(printed).flatten() {
        return (shape, Why::Printed { shape, records });
    }
    // In base64 the magic has an `m` and a `w`: what is only hex digits is never an aggregate in base64.
    if form.is_some() {
        let magic = likeness::is_hex_aggregate(body);
        let why = if magic { Why::HexMagic } else { Why::HexDigits { characters: body.len() } };
        return (Shape::Hex, why);
    }
    if let Some((format, records)) = aws_output::recognise(text) {
        return (Shape::GetRecords, Why::AwsOutput { format, records });
    }
    if let Some(records) = shapes::count_among_words(text) {
        return (Shape::InText, Why::InText { records });
    }
    if let Some(found) = by_line(text) {
        return found;
    }
    if likeness::has_base64_magic(body) {
        return (Shape::Base64, Why::Base64Magic);
    }
    if likeness::is_base64(body) {
        return (Shape::Base64, Why::Base64Alphabet { characters: body.len() });
    }
    in_text(text).unwrap_or((Shape::Text, Why::NothingElse))
}

/// Records that stand in text of no other shape.
fn in_text(text: &[u8]) -> Option<(Shape, Why)> {
    let records = shapes::count(text);
    (records > 0).then_some((Shape::InText, Why::InText { records }))
}

/// Many lines: a record each, or one that was wrapped. `None` where they are no base64.
fn by_line(text: &[u8]) -> Option<(Shape, Why)> {
    let all: Vec<Span> = lines(text, Span::new(0, text.len())).collect();
    let (last, before) = all.split_last()?;
    let first = before.first()?;
    let of = |line: &Span| line.of(text);
    let like = all.iter().filter(|line| likeness::is_base64(of(line))).count();
    if like * 2 < all.len() && !likeness::has_base64_magic(of(first)) {
        return None;
    }
    let lines = all.len();
    let begins = |line: &Span| likeness::has_base64_magic(of(line));
    if let Some(records) = wrapped::in_base64(text) {
        return Some((Shape::Base64, Why::WrappedEach { records: records.len() }));
    }
    let padded = |line: &Span| likeness::bare(of(line)).ends_with(b"=");
    let one_width = before.iter().all(|line| line.len == first.len) && last.len <= first.len;
    let why = if before.iter().any(padded) {
        Why::LinesPadded { lines }
    } else if all.iter().all(begins) {
        Why::LinesMagic { lines }
    } else if likeness::is_whole_aggregate(of(first)) {
        Why::FirstLineWhole { lines }
    } else if begins(first) && !all.iter().skip(1).any(begins) {
        // An aggregate that does not end with its line goes on in the next, however unevenly it was wrapped.
        return Some((Shape::Base64, Why::Wrapped { lines }));
    } else if !one_width {
        Why::LinesVary { lines }
    } else {
        return Some((Shape::Base64, Why::Wrapped { lines }));
    };
    Some((Shape::Base64Lines, why))
}

/// What else the input may be, likeliest first.
fn others(source: &Source<'_>, shape: Shape, why: Why) -> Vec<Shape> {
    if source.binary().is_some() {
        return vec![Shape::Binary];
    }
    let (text, body) = (source.text(), source.body());
    let many = lines(text, Span::new(0, text.len())).nth(1).is_some();
    let mut others = match shape {
        Shape::Base64 if many => vec![Shape::Base64Lines],
        Shape::Base64Lines => vec![Shape::Base64],
        Shape::Hex if matches!(why, Why::HexDigits { .. } | Why::HexMagic) => vec![Shape::Base64],
        Shape::Text if likeness::may_be_base64(body) => vec![Shape::Base64],
        _ => Vec::new(),
    };
    if !body.is_empty() {
        others.push(Shape::Text);
    }
    if source.is_utf16() {
        others.push(Shape::Binary);
    }
    others
}
