//! The open payload, in the view that was chosen.

use super::opened::{About, Inside, OpenPayload};
use crate::{
    payload::{self, Payload},
    session::{PayloadView, State},
};
use kpl_capture::text::{legible, unpack};
use kpl_format::{
    bytes::{base64, json},
    kpl::{TableEntry, UserRecord, Verdict, hash_of_partition_key},
};
use std::rc::Rc;

/// How many bytes of a payload the page shows. Saving and copying give all.
const SHOWN: usize = 64 * 1024;

/// How many bytes a row of the hex view has.
const ROW: usize = 16;

/// The open payload, prepared when it was opened.
#[must_use]
pub fn open_payload(state: &State) -> Option<Rc<OpenPayload>> {
    state.opened.clone()
}

/// Prepares the payload that is to be open. This is done once, since the pointer moves too often to do it each time.
pub(in crate::session) fn make_ready(state: &State) -> Option<OpenPayload> {
    let shown = state.shown.as_ref()?;
    let user = state.payload.and_then(|place| shown.anatomy.user_records.get(place));
    let index = user.map(|user| user.index);
    let all = payload_bytes(state)?;
    let guesses = payload::guesses(all);
    let likeliest = guesses.first().map_or(Payload::Binary, |guess| guess.payload);
    // The pretty view shows what is in a compressed payload; the other views show the payload itself.
    let unpacked = unpack::unpack(all, SHOWN)
        .filter(|_| state.payload_view == PayloadView::Pretty && likeliest.is_packed());
    let (bytes, packed) = (all.len(), all);
    let all = unpacked.as_ref().map_or(packed, |unpacked| &unpacked.bytes);
    let payload = unpacked.as_ref().map_or(likeliest, |unpacked| payload::recognise(&unpacked.bytes));
    // JSON can only be re-indented if it is complete. Anything that has no pretty form shows as text.
    let pretty = match state.payload_view {
        PayloadView::Pretty if payload == Payload::Json && all.len() <= SHOWN => {
            json::pretty(all, 2).map(|text| unescaped(&text))
        }
        _ => None,
    };
    let head = all.get(..SHOWN.min(all.len())).unwrap_or(all);
    let mut lossy = false;
    let mut as_text = |head: &[u8]| {
        // If the end of this part cuts a character in two, the payload is still text.
        lossy = std::str::from_utf8(head)
            .is_err_and(|error| error.error_len().is_some() || head.len() == all.len());
        String::from_utf8_lossy(head).into_owned()
    };
    let readable = payload.is_text() || matches!(payload, Payload::Utf16 | Payload::Latin1);
    let dump =
        state.payload_view == PayloadView::Hex || (state.payload_view == PayloadView::Pretty && !readable);
    let text = match (state.payload_view, payload) {
        (PayloadView::Pretty, Payload::Utf16) => utf16(head),
        (PayloadView::Pretty, Payload::Latin1) => head.iter().map(|&byte| char::from(byte)).collect(),
        (PayloadView::Pretty, payload) if payload.is_text() => pretty.unwrap_or_else(|| as_text(head)),
        (PayloadView::Text, _) => as_text(head),
        (PayloadView::Pretty | PayloadView::Hex, _) => hex_dump(head),
        (PayloadView::Base64, _) => base64::encode(head),
    };
    Some(OpenPayload {
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
        text,
        dump,
        shown: head.len(),
        lossy,
    })
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
    let row = state.inspection.as_ref().and_then(|inspection| inspection.index().row(shown.index));
    About {
        record: shown.index,
        unread: user.is_none() && shown.anatomy.verdict != Verdict::Plain,
        key,
        exact: exact.unwrap_or_default(),
        explicit_hash_key: explicit.map(|bytes| legibly(bytes).0),
        hash_key: user
            .map_or_else(|| outer.map(|key| hash_of_partition_key(key.as_bytes())), |user| user.hash_key),
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

/// JSON whose `\u` escapes are the characters that they stand for, except for those that cannot be seen, quotes and
/// backslashes.
fn unescaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        text.push_str(before);
        let (char, len) = escaped(escape).unwrap_or(('\0', 0));
        let seen = || legible::line(char.encode_utf8(&mut [0; 4])).starts_with(char);
        if len > 0 && !matches!(char, '"' | '\\') && seen() {
            text.push(char);
            rest = escape.get(len..).unwrap_or_default();
        } else {
            // The backslash and what it escapes, which may be another backslash.
            let end = escape.char_indices().nth(2).map_or(escape.len(), |(end, _)| end);
            let (kept, after) = escape.split_at(end);
            text.push_str(kept);
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

/// The character of a `\u` escape, or of two for a character beyond U+FFFF, and how many bytes that takes.
fn escaped(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let units: Vec<u16> = [unit(0), unit(6)].into_iter().map_while(|unit| unit).collect();
    let char = char::decode_utf16(units).next()?.ok()?;
    Some((char, 6 * char.len_utf16()))
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

fn hex_dump(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for (row, bytes) in bytes.chunks(ROW).enumerate() {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x} ")).collect();
        let ascii: String = bytes
            .iter()
            .map(|&byte| if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '·' })
            .collect();
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{:06x}  {hex:<48} {ascii}", row * ROW);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_shown_as_their_characters_and_mean_the_same() {
        for (json, shown) in [
            (r#""Zo\u00eb""#, "\"Zo\u{eb}\""),
            (r#""\ud83d\ude00 \ud83d x""#, "\"\u{1f600} \\ud83d x\""),
            (r#""\\u00eb \u0022 \u005c \u0007 \n""#, r#""\\u00eb \u0022 \u005c \u0007 \n""#),
            (r#""\u00e""#, r#""\u00e""#),
            ("\"\\", "\"\\"),
        ] {
            assert_eq!(unescaped(json), shown);
            let bytes = |text: &str| Some(json::parse(text.as_bytes()).0?.text(text.as_bytes())?.bytes());
            assert_eq!(bytes(json), bytes(shown), "{json}");
        }
    }
}
