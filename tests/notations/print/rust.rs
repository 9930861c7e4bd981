//! `{:?}` and `{:#?}` of Rust: the types of the SDK and of aws_lambda_events.

use super::super::tree::{Map, Tree};
use std::fmt::{Debug, Formatter, Result};

pub fn debug(tree: &Tree) -> String {
    format!("{:?}", Shown(tree, Place::Plain))
}

pub fn pretty(tree: &Tree) -> String {
    format!("{:#?}", Shown(tree, Place::Plain))
}

/// Whose types they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Plain,
    /// A field that may be absent.
    Maybe,
    /// In an event of aws_lambda_events.
    Event,
    MaybeInEvent,
}

impl Place {
    const fn is_event(self) -> bool {
        matches!(self, Self::Event | Self::MaybeInEvent)
    }
}

/// A value with a `Debug` that is its program's own.
struct Shown<'a>(&'a Tree, Place);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self(tree, place) = *self;
        if matches!(place, Place::Maybe | Place::MaybeInEvent) {
            let inner = if place.is_event() { Place::Event } else { Place::Plain };
            return match tree {
                Tree::Null => f.write_str("None"),
                some => f.debug_tuple("Some").field(&Shown(some, inner)).finish(),
            };
        }
        match tree {
            Tree::Null => f.write_str("None"),
            Tree::Bool(value) => Debug::fmt(value, f),
            Tree::Int(value) => Debug::fmt(value, f),
            Tree::Text(text) => Debug::fmt(text, f),
            Tree::Bytes(bytes) if place.is_event() => f.debug_tuple("Base64Data").field(bytes).finish(),
            Tree::Bytes(bytes) => f.debug_struct("Blob").field("inner", bytes).finish(),
            Tree::Time(millis) | Tree::Seconds(millis) if place.is_event() => {
                let time = super::calendar::instant(*millis);
                f.debug_tuple("SecondTimestamp").field(&format_args!("{time}")).finish()
            }
            Tree::Time(millis) | Tree::Seconds(millis) => {
                let nanos = millis.rem_euclid(1000) * 1_000_000;
                let mut time = f.debug_struct("DateTime");
                time.field("seconds", &millis.div_euclid(1000)).field("subsecond_nanos", &nanos).finish()
            }
            Tree::List(items) => f.debug_list().entries(items.iter().map(|item| Shown(item, place))).finish(),
            Tree::Map(map) => structure(map, f),
        }
    }
}

fn structure(map: &Map, f: &mut Formatter<'_>) -> Result {
    let is_event = map.name.contains("Event") || map.name.starts_with("KinesisRecord");
    // What the SDK's model requires is there, all else may be absent.
    let required = ["sequence_number", "data", "partition_key", "records", "kinesis", "stream_name"];
    let mut shown = f.debug_struct(map.name);
    for field in &map.fields {
        let place = match (is_event, required.contains(&field.name.as_str())) {
            (false, true) => Place::Plain,
            (false, false) => Place::Maybe,
            (true, _) if !matches!(field.value, Tree::Text(_)) => Place::Event,
            (true, _) => Place::MaybeInEvent,
        };
        shown.field(&field.name, &Shown(&field.value, place));
    }
    shown.finish()
}
