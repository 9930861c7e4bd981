//! Records in values: known by the names of their fields and by what stands in them, in any notation and at any depth.

mod cut;
mod data;
mod layers;
mod logged;
mod path;
mod record;
mod roles;
mod rows;
mod times;
mod walk;

pub(super) use cut::cut;

use super::{Printer, finding::Code, framed, reading::Reading, runs};
use crate::value::{Kind, LeftOut, MAX_LEVELS, Tree, UNWRAPPERS, find, is_whole};
use kpl_format::bytes::Span;
use walk::{Item, Walk};

/// The way to the text that is read, made where a finding names it: a log has a text of its own on each line.
type Before<'a> = &'a dyn Fn() -> String;

/// Reads every record in a text.
pub(super) fn read(reading: &mut Reading<'_>) {
    if let Some(bytes) = runs::without_quotes(reading.text) {
        return reading.push_data(bytes, reading.window());
    }
    layer(reading, 0, &String::new);
}

/// The same of a text that is values and nothing else.
pub(super) fn read_values(reading: &mut Reading<'_>) {
    let tree = find(reading.text);
    let walk = Walk::alone(reading.text, &tree);
    write(reading, &tree, &walk, 0, &String::new);
}

/// Whether words stand around what begins as an aggregate does.
pub(super) fn stands_among_words(text: &[u8]) -> bool {
    let mut words = false;
    runs::each(text, Span::new(0, text.len()), &mut |run| words = words || run.stands_among_words(text));
    words
}

/// Reads every record in bytes that hold values, or in base64 of such; nothing where they hold none.
pub(super) fn read_bytes(reading: &mut Reading<'_>) {
    let text = reading.text;
    if unwrapped(reading, 0) {
        return;
    }
    if is_whole(text) {
        layer(reading, 0, &String::new);
    } else if let Some(made) = layers::of_base64(text).filter(|made| is_whole(&made.text)) {
        reading.nested(&made.text, &made.origins, |reading| layer(reading, 1, &String::new));
    }
}

/// Reads the texts that a text holds: bodies of HTTP, packets. Whether there was a record in one.
fn unwrapped(reading: &mut Reading<'_>, level: usize) -> bool {
    let (text, before) = (reading.text, reading.next_index());
    let bodies = UNWRAPPERS.iter().map(|unwrap| unwrap(text)).find(|bodies| !bodies.is_empty());
    for made in bodies.unwrap_or_default().into_iter().map(layers::inflated) {
        reading.nested(&made.text, &made.origins, |reading| layer(reading, level + 1, &|| "|".to_owned()));
    }
    reading.next_index() > before
}

fn layer(reading: &mut Reading<'_>, level: usize, before: Before<'_>) {
    let text = reading.text;
    if let Some(plain) = layers::plain(text).filter(|_| level < MAX_LEVELS) {
        reading.nested(&plain.text, &plain.origins, |reading| best(reading, level + 1, before));
        return;
    }
    if level < 2 && unwrapped(reading, level) {
        return;
    }
    if level < 2 {
        return best(reading, level, before);
    }
    values(reading, level, before);
}

/// Reads a text as it is, or without what each of its lines begins with: whichever says more.
fn best(reading: &mut Reading<'_>, level: usize, before: Before<'_>) {
    let text = reading.text;
    let mut best = reading.like(text);
    values(&mut best, level, before);
    // What is read with marks in it may say as much: then a value goes on behind them.
    let mut is_marked = true;
    for layers::Unmarked { made, mark } in layers::without_marks(text) {
        let mut trial = reading.like(text);
        trial.find(None, Span::new(0, 0), Code::LinePrefixes);
        trial.nested(&made.text, &made.origins, |reading| values(reading, level, before));
        if trial.says() > best.says() {
            (best, is_marked) = (trial, false);
        } else if is_marked && reads_on(&trial, &best, &mark) {
            best = trial;
            break;
        }
    }
    reading.take(best, |span| span);
}

/// Whether a reading without marks says as much as the one with them, and other things: marks stood within its values.
fn reads_on(trial: &Reading<'_>, marked: &Reading<'_>, mark: &[u8]) -> bool {
    let ((fields, bytes), (before, bytes_before)) = (trial.says(), marked.says());
    if marked.begins_before(trial) {
        return true;
    }
    fields == before
        && fields > 0
        && trial.differs(marked)
        && (bytes == bytes_before || trial.count(mark) < marked.count(mark))
}

/// Reads every value in a text, and what stands between them.
fn values(reading: &mut Reading<'_>, level: usize, before: Before<'_>) {
    let text = reading.text;
    let tree = find(text);
    let mut walk = Walk::of(text, &tree);
    if level == 0 {
        walk.frame(framed::dumps(text));
    }
    write(reading, &tree, &walk, level, before);
    walk.unread().for_each(|field| reading.unread(field));
}

/// Writes what a walk found.
fn write(reading: &mut Reading<'_>, tree: &Tree, walk: &Walk<'_>, level: usize, before: Before<'_>) {
    let text = reading.text;
    let mut at = 0;
    for (span, item) in &walk.items {
        between(reading, Span::between(at, span.offset));
        at = at.max(span.end());
        match item {
            Item::Record(fields) | Item::Found(fields) => {
                if let (Item::Found(_), Some(data)) = (item, fields.data) {
                    found(reading, tree, data, walk.is_root(data), before);
                }
                let shard = walk.shard.as_deref();
                let mut envelope = fields.envelope(reading, tree, shard);
                let data = record::data(text, tree, fields, walk.raw);
                if let Some(data) = &data {
                    envelope.message_alone = logged::is_message(reading, tree, fields, data);
                }
                match data {
                    Some(data) => record::push(reading, data, envelope),
                    None => record::push_bad(reading, tree, fields, *span, envelope),
                }
            }
            Item::Hidden(span, how) => reading.find(None, *span, left_out(text, *span, *how)),
            Item::Framed(dump) => dump.read(reading),
            Item::Together(bytes) => reading.push_data(bytes.clone(), *span),
            Item::Layer(node) => {
                if let Some(made) = layers::made(text, tree, *node).filter(|_| level < MAX_LEVELS) {
                    let before = || {
                        let (way, filters) = (path::path(text, tree, *node), path::filters(made.how));
                        format!("{}{way}{filters}", before())
                    };
                    reading.nested(&made.text, &made.origins, |reading| layer(reading, level + 1, &before));
                }
            }
        }
    }
    between(reading, Span::between(at, text.len()));
}

/// Reads what starts as an aggregate does outside of all values.
fn between(reading: &mut Reading<'_>, window: Span) {
    let text = reading.text;
    runs::each(text, window, &mut |run| runs::read(reading, run));
}

/// Says where an aggregate was found.
fn found(reading: &mut Reading<'_>, tree: &Tree, node: u32, root: bool, before: Before<'_>) {
    let (text, index) = (reading.text, Some(reading.next_index()));
    let Some(at) = tree.get(node) else { return };
    if matches!(at.kind, Kind::Text(_)) && !root {
        let way = || format!("{}{}", before(), path::path(text, tree, node));
        reading.find_with(index, at.span, Code::FoundInJson, way);
    } else {
        reading.find(index, at.span, Code::FoundInText);
    }
}

/// What is to be said of something that was left out.
fn left_out(text: &[u8], span: Span, how: LeftOut) -> Code {
    let words = span.of(text);
    let says = |word: &[u8]| memchr::memmem::find(words, word).is_some();
    let printer = match how {
        _ if says(b"Buffer[") || says(b"[B@") || says(b"@") => Printer::Java,
        _ if says(b"System.") => Printer::DotNet,
        _ if says(b"<binary>") => Printer::Go,
        _ if says(b" more ") || words.starts_with(b"[") => Printer::Node,
        LeftOut::Bytes(_) if text.get(span.end()..).is_some_and(|rest| rest.starts_with(b">")) => {
            Printer::Elixir
        }
        _ => Printer::Other,
    };
    let (count, characters) = match how {
        LeftOut::Items(count) | LeftOut::Bytes(count) => (count, false),
        LeftOut::Characters(count) => (count, true),
        LeftOut::Value => (None, false),
    };
    Code::LeftOut { printer, count, characters }
}
