//! Readers of a whole capture, and kernels that do one step of reading on all of it.

use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_lens::{
    bytes::{base64 as text, base64_fast, md5_lanes},
    capture, kpl,
};
use md5::{Digest, Md5};
use std::hint::black_box;

/// What came out of a round. A kernel that sees no user records says 0.
#[derive(Default)]
pub struct Work {
    /// User records found, with whole keys and a digest that holds.
    pub user_records: usize,
    /// Bytes of their payloads; for a kernel, bytes that came out.
    pub payload: usize,
}

/// How many Kinesis records are digested at once, as the page does.
const GROUP: usize = 32;

/// The contestant of that name, ready for its rounds over a capture.
pub fn find(name: &str, capture: Vec<u8>) -> Option<Box<dyn FnMut() -> Work>> {
    if name == "page" {
        return Some(Box::new(move || read(&capture)));
    }
    let records: Vec<Vec<u8>> =
        capture::read(&capture).records.into_iter().map(|record| record.data).collect();
    drop(capture);
    Some(match name {
        "md5_many" => Box::new(move || digest(&records, md5_lanes::md5_many)),
        "md-5" => Box::new(move || digest(&records, one_by_one)),
        "decode_strict" => decoding(&records, base64_fast::decode_strict),
        "base64" => decoding(&records, |text, out| STANDARD.decode_vec(text, out).is_ok()),
        "skim" => Box::new(move || sum(&records, skim)),
        "dissect" => Box::new(move || sum(&records, |data| dissected(&kpl::dissect(data)))),
        _ => return None,
    })
}

/// What the page does with a capture that it shows: everything, to the byte.
fn read(capture: &[u8]) -> Work {
    let records = capture::read(capture).records;
    sum(records.iter().map(|record| &record.data), |data| dissected(&kpl::dissect(data)))
}

fn sum<'a>(records: impl IntoIterator<Item = &'a Vec<u8>>, each: impl Fn(&[u8]) -> Work) -> Work {
    records.into_iter().fold(Work::default(), |sum, data| {
        let work = each(data);
        Work { user_records: sum.user_records + work.user_records, payload: sum.payload + work.payload }
    })
}

fn dissected(anatomy: &kpl::Anatomy) -> Work {
    if anatomy.verdict != kpl::Verdict::Aggregated {
        return Work::default();
    }
    let payload = anatomy.user_records.iter().filter_map(|record| record.data).map(|data| data.len).sum();
    Work { user_records: anatomy.user_records.len(), payload }
}

fn skim(data: &[u8]) -> Work {
    let mut payload = 0;
    let skim = kpl::skim::skim(data, |record| payload += black_box(record).data.len);
    skim.map_or(Work::default(), |skim| Work { user_records: skim.user_records, payload })
}

fn one_by_one(messages: &[&[u8]]) -> Vec<[u8; 16]> {
    messages.iter().map(|message| Md5::digest(message).into()).collect()
}

/// Bytes whose digest holds.
fn digest(records: &[Vec<u8>], digests: impl Fn(&[&[u8]]) -> Vec<[u8; 16]>) -> Work {
    let mut payload = 0;
    for group in records.chunks(GROUP) {
        let sealed: Vec<_> = group.iter().filter_map(|data| kpl::skim::sealed(data)).collect();
        let messages: Vec<&[u8]> = sealed.iter().map(|(message, _)| *message).collect();
        for ((message, stored), computed) in sealed.iter().zip(digests(&messages)) {
            payload += if **stored == computed { message.len() } else { 0 };
        }
    }
    Work { user_records: 0, payload }
}

/// Into one buffer for all of a group, as the page does.
fn decoding(
    records: &[Vec<u8>],
    decode: impl Fn(&[u8], &mut Vec<u8>) -> bool + 'static,
) -> Box<dyn FnMut() -> Work> {
    let texts: Vec<String> = records.iter().map(|data| text::encode(data)).collect();
    let mut out = Vec::new();
    Box::new(move || {
        let mut payload = 0;
        for group in texts.chunks(GROUP) {
            out.clear();
            for text in group {
                black_box(decode(text.as_bytes(), &mut out));
            }
            payload += black_box(&out).len();
        }
        Work { user_records: 0, payload }
    })
}
