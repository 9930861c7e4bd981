//! The open payload, in the view that was chosen.

use super::{
    lists::{file_name, index_row},
    opened::{About, Inside, OpenPayload},
};
use crate::{
    payload::{self, Payload},
    session::{PayloadView, State, sheet::Sheet},
};
use kpl_capture::text::{legible, unpack};
use kpl_format::kpl::{TableEntry, UserRecord, Verdict, hash_of_partition_key};
use std::{borrow::Cow, rc::Rc};

/// The most bytes that a compressed payload is unpacked to for its view. A Kinesis record has at most 10 MiB.
const MOST_UNPACKED: usize = 16 << 20;

/// The open payload, prepared when it was opened.
#[must_use]
pub fn open_payload(state: &State) -> Option<Rc<OpenPayload>> {
    state.opened.clone()
}

/// Prepares the payload that is to be open, and lays it out. This is done once, since the pointer moves too often to do
/// it each time.
pub(in crate::session) fn make_ready(state: &State) -> Option<(OpenPayload, Sheet)> {
    let shown = state.shown.as_ref()?;
    let user = state.payload.and_then(|place| shown.anatomy.user_records.get(place));
    let index = user.map(|user| user.index);
    let all = payload_bytes(state)?;
    let guesses = payload::guesses(all);
    let likeliest = guesses.first().map_or(Payload::Binary, |guess| guess.payload);
    let pretty = state.payload_view == PayloadView::Pretty;
    // The pretty view shows what is in a compressed payload; the other views show the payload itself.
    let unpacked = unpack::unpack(all, MOST_UNPACKED).filter(|_| pretty && likeliest.is_packed());
    let (bytes, packed) = (all.len(), all);
    let all = unpacked.as_ref().map_or(packed, |unpacked| &unpacked.bytes);
    let payload = unpacked.as_ref().map_or(likeliest, |unpacked| payload::recognise(&unpacked.bytes));
    let text = String::from_utf8_lossy(all);
    let sheet = match (state.payload_view, payload) {
        (PayloadView::Pretty, Payload::Utf16) => Sheet::text(&utf16(all)),
        (PayloadView::Pretty, Payload::Latin1) => Sheet::text(&latin1(all)),
        (PayloadView::Pretty, Payload::Json | Payload::Ndjson) => {
            Sheet::json(&text).unwrap_or_else(|| Sheet::text(&text))
        }
        (PayloadView::Pretty, payload) if payload.is_text() => Sheet::text(&text),
        (PayloadView::Text, _) => Sheet::text(&text),
        (PayloadView::Pretty | PayloadView::Hex, _) => Sheet::hex(all),
        (PayloadView::Base64, _) => Sheet::base64(all),
    };
    let open = OpenPayload {
        about: about(state, user),
        index,
        guesses,
        bytes,
        unpacked: unpacked.as_ref().map(|unpacked| Inside {
            payload,
            bytes: unpacked.bytes.len(),
            stopped: unpacked.stopped,
            broken: unpacked.broken,
        }),
        view: state.payload_view,
        lossy: state.payload_view == PayloadView::Text && matches!(text, Cow::Owned(_)),
    };
    Some((open, sheet))
}

/// How many bytes of a key stand above the payload.
const KEY_SHOWN: usize = 512;

/// A key so that it can be read, and whether nothing of it was changed or left out.
fn legibly(bytes: &[u8]) -> (String, bool) {
    let head = bytes.get(..KEY_SHOWN.min(bytes.len())).unwrap_or(bytes);
    let text = legible::line(&String::from_utf8_lossy(head));
    let exact = text.as_bytes() == bytes;
    (if head.len() < bytes.len() { format!("{text}…") } else { text }, exact)
}

/// What is known of the user record beside its payload.
fn about(state: &State, user: Option<&UserRecord>) -> About {
    let Some(shown) = &state.shown else { return About::default() };
    let (keys, hash_keys) = (&shown.anatomy.partition_keys, &shown.anatomy.explicit_hash_keys);
    let bytes = |entry: &TableEntry| entry.value.of(&shown.data);
    let outer = shown.outer_key();
    let key = match user {
        Some(user) => user.partition_key.and_then(|key| keys.get(key)).map(bytes),
        None => outer.map(str::as_bytes),
    };
    let (key, exact) = key.map(legibly).unzip();
    let explicit = user.and_then(|user| hash_keys.get(user.explicit_hash_key?)).map(bytes);
    let row = index_row(state, shown);
    About {
        record: shown.index,
        unread: user.is_none() && shown.anatomy.verdict != Verdict::Plain,
        key: key.clone(),
        exact: exact.unwrap_or_default(),
        outer_key: outer
            .filter(|_| user.is_some())
            .map(|key| legibly(key.as_bytes()).0)
            .filter(|outer| key.as_ref() != Some(outer)),
        explicit_hash_key: explicit.map(|bytes| legibly(bytes).0),
        hash_key: user
            .map_or_else(|| outer.map(|key| hash_of_partition_key(key.as_bytes())), |user| user.hash_key),
        file: file_name(state, shown),
        shard_id: shown.shard_id.clone(),
        sequence_number: row.as_ref().and_then(|row| row.sequence.text()),
        arrived: row.and_then(|row| row.arrival),
    }
}

#[must_use]
pub fn payload_bytes(state: &State) -> Option<&[u8]> {
    let shown = state.shown.as_ref()?;
    // What has no user records is its own payload: a plain record, or an aggregate of which none can be read.
    if shown.anatomy.user_records.is_empty() {
        return Some(&shown.data);
    }
    let user = shown.anatomy.user_records.get(state.payload?)?;
    Some(user.data.map_or(&[][..], |data| data.of(&shown.data)))
}

/// The text of UTF-16, with a byte order mark or without. Without one, the bytes show the order.
fn utf16(bytes: &[u8]) -> String {
    let big_endian = bytes.starts_with(&[0xfe, 0xff]) || bytes.first() == Some(&0);
    let units = bytes.chunks_exact(2).filter_map(|unit| <[u8; 2]>::try_from(unit).ok());
    let units =
        units.map(|unit| if big_endian { u16::from_be_bytes(unit) } else { u16::from_le_bytes(unit) });
    char::decode_utf16(units.skip_while(|&unit| unit == 0xfeff))
        .map(|char| char.unwrap_or('\u{fffd}'))
        .collect()
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}
