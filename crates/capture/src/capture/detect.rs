//! What the input is: every rule a line, in the order in which they are asked.

use super::{
    aws_cli, aws_output, by_line::by_line, concatenated, framed, json::Documents, likeness, lines::lines,
    printed, shape::Shape, source::Source, why::Why,
};
use kpl_format::bytes::{
    Span,
    hex::{self, HexForm},
};

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
        if before != Shape::Unknown && self.shape != before && !self.others.contains(&before) {
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
    if body.starts_with(EXPORTED) {
        return in_text(source).unwrap_or((Shape::Unknown, Why::NothingElse));
    }
    if aws_cli::is(text) {
        return (Shape::AwsCli, Why::Command { records: aws_cli::count(text) });
    }
    if !framed::dumps(text).is_empty() {
        return (Shape::InText, Why::InText { records: source.records(), first: None });
    }
    // A list or object in brackets may be JSON as it stands: that is asked first.
    let bracketed = matches!(body, [b'{' | b'[' | b'(', ..]);
    let printed = || printed::recognise(source, body);
    if let Some((shape, records)) = (!bracketed).then(printed).flatten() {
        return (shape, Why::Printed { shape, records });
    }
    let form = hex::form(text, Span::new(0, text.len()));
    if let Some(form) = form.filter(|&form| form != HexForm::Digits) {
        return (Shape::Hex, Why::HexForm(form));
    }
    if matches!(body, [b'{' | b'[', ..] | [b'"', b'{' | b'[', ..]) {
        let json = documents.insert(Documents::read(text));
        if let Some((shape, records)) = json.recognise(text) {
            return (shape, Why::Fields { shape, records });
        }
        if json.is_json() {
            return in_text(source).unwrap_or((no_capture(body), Why::OtherJson));
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
    if let Some(records) = source.records_among_words() {
        return (Shape::InText, Why::InText { records, first: None });
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
    in_text(source).unwrap_or((no_capture(body), Why::NothingElse))
}

/// How the table begins that the page exports. Few and short rows of it would look like base64.
const EXPORTED: &[u8] = b"kinesis_record,sequence_number,";

/// What a text is that holds no record: nothing, or what is left of one that was damaged on its way.
fn no_capture(body: &[u8]) -> Shape {
    if likeness::may_be_damaged(body) { Shape::Text } else { Shape::Unknown }
}

/// Records that stand in text of no other shape.
fn in_text(source: &Source<'_>) -> Option<(Shape, Why)> {
    let records = source.records();
    (records > 0).then_some((Shape::InText, Why::InText { records, first: None }))
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
        Shape::Unknown | Shape::Text if likeness::may_be_base64(body) => vec![Shape::Base64],
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
