//! Text of any kind with records in it: log lines, YAML, CSV, code, a ticket. JSON that stands in it is read as JSON;
//! around that, what starts as an aggregate does, in base64, in hex, as numbers or as a literal, is a record.

mod numbers;
pub(super) mod runs;

use super::{Shape, finding::Code, framed, json::Documents, notation, printed, reading::Reading};
use kpl_format::bytes::{
    Origins, Span,
    json::{self, FaultKind},
};
use runs::Run;

/// How many times the length of the text may be read in search of JSON: a bracket that is never closed costs as much
/// as all that follows it.
const MOST_TRIES: usize = 4;

/// Something in the text.
enum Find {
    /// JSON of a known shape.
    Json { span: Span, documents: Documents, shape: Shape, records: usize },
    /// A capture between fences, behind a prompt, or printed by Python.
    Framed(Span),
    /// A record.
    Run(Run),
}

impl Find {
    const fn span(&self) -> Span {
        match self {
            Self::Json { span, .. } | Self::Framed(span) => *span,
            Self::Run(run) => run.span(),
        }
    }
}

/// How many records stand in the text, in which nothing is framed; `None` where nothing but base64, quoted or one a
/// line, stands around them.
pub(super) fn count_among_words(text: &[u8]) -> Option<usize> {
    let (mut records, mut words) = (0, false);
    each(text, Vec::new(), &mut |find| match find {
        Find::Json { records: count, .. } => {
            records += count;
            words = true;
        }
        Find::Framed(span) => {
            records += framed::count(span.of(text));
            words = true;
        }
        Find::Run(run) => {
            records += 1;
            words = words || run.stands_among_words(text);
        }
    });
    words.then_some(records)
}

/// How many records stand in the text, those of the framed pieces included.
pub(super) fn count(text: &[u8], pieces: Vec<Span>) -> usize {
    let mut count = 0;
    each(text, pieces, &mut |find| match find {
        Find::Json { records, .. } => count += records,
        Find::Framed(span) => count += framed::count(span.of(text)),
        Find::Run(_) => count += 1,
    });
    count
}

/// Reads every record.
pub(super) fn read(reading: &mut Reading<'_>) {
    let text = reading.text;
    each(text, framed::pieces(text), &mut |find| match find {
        Find::Json { span, documents, shape, .. } => {
            read_inside(reading, span, |reading| documents.read_records(reading, shape, false));
        }
        Find::Framed(span) => framed::read_inside(reading, span),
        Find::Run(run) => runs::read(reading, run),
    });
    if reading.next_index() == 0 {
        reading.find(None, reading.window(), Code::NotThisShape);
    }
}

fn read_inside(reading: &mut Reading<'_>, span: Span, read: impl FnOnce(&mut Reading<'_>)) {
    let mut origins = Origins::default();
    origins.add(0, span.offset);
    reading.nested(span.of(reading.text), &origins, read);
}

/// Gives what stands in the text, the framed pieces of it among that, in its order.
fn each(text: &[u8], pieces: Vec<Span>, visit: &mut dyn FnMut(Find)) {
    let mut tries = text.len().saturating_mul(MOST_TRIES);
    let mut at = 0;
    let mut pieces = pieces.into_iter().peekable();
    while at < text.len() {
        if let Some(piece) = pieces.next_if(|piece| piece.offset <= at) {
            if piece.offset == at {
                visit(Find::Framed(piece));
                at = piece.end();
            }
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let len = pieces.peek().map_or(len, |piece| len.min(piece.offset - at));
        let line = Span::new(at, len);
        let found = value_in(text, line, &mut tries);
        let before = found.as_ref().map_or(line, |find| Span::between(at, find.span().offset));
        let mut after = before.end();
        runs::each(text, before, &mut |run| {
            after = after.max(run.span().end());
            visit(Find::Run(run));
        });
        at = found.as_ref().map_or(after, |find| find.span().end());
        found.into_iter().for_each(&mut *visit);
    }
}

/// The first JSON of a known shape that begins in the line, or the first dictionary that Python printed on it.
fn value_in(text: &[u8], line: Span, tries: &mut usize) -> Option<Find> {
    let mut at = line.offset;
    while *tries > 0 && at < line.end() {
        let open = memchr::memchr2(b'{', b'[', Span::between(at, line.end()).of(text))?;
        let from = at + open;
        let rest = text.get(from..).unwrap_or_default();
        if notation::is_dictionary(rest) {
            let printed = Span::between(from, line.end());
            *tries = tries.saturating_sub(printed.len);
            let value = printed.of(text);
            if printed::recognise(value, value).is_some_and(|(_, records)| records > 0) {
                return Some(Find::Framed(printed));
            }
        }
        let (value, fault) = json::parse(rest);
        let read = value.as_ref().map_or(0, |value| value.span.end());
        let read = fault.map_or(read, |fault| read.max(if fault.kind.stops() { fault.offset } else { 0 }));
        *tries = tries.saturating_sub(read.max(1));
        let is_sound =
            |kind: FaultKind| !kind.stops() || matches!(kind, FaultKind::AfterEnd | FaultKind::CutShort);
        let sound = fault.is_none_or(|fault| is_sound(fault.kind));
        if let Some(value) = value.filter(|_| sound) {
            let span = Span::new(from, value.span.end());
            let documents = Documents::read(span.of(text));
            let found = documents.recognise(span.of(text)).filter(|&(_, records)| records > 0);
            if let Some((shape, records)) = found {
                return Some(Find::Json { span, documents, shape, records });
            }
            // Whole, and nothing in it: what follows it may be more.
            at = if value.whole { span.end() } else { from + 1 };
        } else {
            at = from + 1;
        }
    }
    None
}
