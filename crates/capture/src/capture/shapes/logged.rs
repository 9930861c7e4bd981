//! The error logs of the KCL and of awslabs' deaggregation modules: where one of them fails on an aggregate, it prints
//! `Raw data:` and the message alone, without magic and MD5 (`AggregatorUtil.java`, `deaggregate`).

use super::{data::Data, record::Fields, roles::letters};
use crate::{
    capture::{finding::Code, reading::Reading},
    value::Tree,
};
use kpl_format::{
    bytes::Span,
    kpl::{self, MAGIC},
};

/// What the field is called, by its letters and digits in lower case.
const NAME: &[u8] = b"rawdata";

/// How many lines after the data are searched for the exception.
const LINES: usize = 4;

/// How long a line with an exception may be, in bytes.
const MOST_LINE: usize = 1_000;

/// Whether the data of the next record is a message that was logged so. Says with what fault, where the log names it.
pub(super) fn is_message(reading: &mut Reading<'_>, tree: &Tree, fields: &Fields, data: &Data) -> bool {
    let text = reading.text;
    let key = fields.data.and_then(|data| tree.get(data)).and_then(|node| node.key);
    let named = key.is_some_and(|key| letters(key.of(text)).ends_with(NAME));
    if !named || data.bytes.starts_with(&MAGIC) || !begins(&data.bytes) {
        return false;
    }
    let index = Some(reading.next_index());
    match exception(text, data.source.end()) {
        Some(fault) => {
            reading.find_with(index, data.source, Code::LoggedFailure, || {
                String::from_utf8_lossy(fault.of(text)).into_owned()
            });
        }
        None => reading.find(index, data.source, Code::LoggedFailure),
    }
    true
}

/// Whether bytes begin as a message does: a consumer failed on it, so what follows may be anything.
fn begins(bytes: &[u8]) -> bool {
    let anatomy = kpl::dissect_message(bytes);
    !anatomy.partition_keys.is_empty() && !anatomy.user_records.is_empty()
}

/// The line that names an exception: `java.lang.IndexOutOfBoundsException: Index 5 out of bounds for length 2`.
fn exception(text: &[u8], from: usize) -> Option<Span> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive(|byte| *byte == b'\n').take(LINES) {
        let span = Span::new(at, line.len());
        at = span.end();
        let words = line.trim_ascii();
        let class = words.split(|byte| *byte == b':').next().unwrap_or_default();
        let dotted = class.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._$".contains(byte));
        let fault = class.ends_with(b"Exception") || class.ends_with(b"Error");
        if dotted && fault && words.len() <= MOST_LINE {
            let before = line.len() - line.trim_ascii_start().len();
            return Some(Span::new(span.offset + before, words.len()));
        }
    }
    None
}
