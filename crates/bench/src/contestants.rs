//! The contestants: readers of a whole capture, and kernels that do a single step of the reading on all of it.

use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_capture::capture;
use kpl_format::{
    bytes::{base64 as text, base64_fast, md5_lanes},
    kpl,
};
use kpl_index::{Index, Indexer};
use md5::{Digest, Md5};
use std::hint::black_box;

/// What came out of a round. A kernel that does not look for user records reports 0.
#[derive(Default)]
pub struct Work {
    /// How many user records were found with all their keys, in aggregates whose digest holds.
    pub user_records: usize,
    /// How many bytes their payloads have. For a kernel: how many bytes came out.
    pub payload: usize,
}

/// The result of a round, from which its [`Work`] is counted.
pub enum Outcome {
    Counted(Work),
    /// An index. Counting takes time, so that is done after the clock has stopped.
    Index(Box<Index>),
}

impl Outcome {
    pub fn work(self) -> Work {
        let index = match self {
            Self::Counted(work) => return work,
            Self::Index(index) => index,
        };
        let payloads = (0..index.user_records()).filter_map(|number| index.user_record(number)?.data);
        let payload = payloads.map(|(_, len)| usize::try_from(len).unwrap_or_default()).sum();
        Work { user_records: usize::try_from(index.user_records()).unwrap_or_default(), payload }
    }
}

/// A contestant that is ready; each call is a round.
pub type Round = Box<dyn FnMut() -> Outcome>;

/// How many Kinesis records are digested at once: as many as in the page.
const GROUP: usize = 32;

/// The contestant of this name, ready for its rounds over a capture.
pub fn find(name: &str, capture: Vec<u8>) -> Option<Round> {
    match name {
        "page" => return Some(counted(move || read(&capture))),
        "index" => return Some(Box::new(move || index(&capture))),
        _ => {}
    }
    let records: Vec<Vec<u8>> =
        capture::read(&capture).records.into_iter().map(|record| record.data).collect();
    drop(capture);
    Some(match name {
        "md5_many" => counted(move || digest(&records, md5_lanes::md5_many)),
        "md-5" => counted(move || digest(&records, one_by_one)),
        "decode_strict" => decoding(&records, base64_fast::decode_strict),
        "base64" => decoding(&records, |text, out| STANDARD.decode_vec(text, out).is_ok()),
        "skim" => counted(move || sum(&records, skim)),
        "dissect" => counted(move || sum(&records, |data| dissected(&kpl::dissect(data)))),
        _ => return None,
    })
}

fn counted(mut round: impl FnMut() -> Work + 'static) -> Round {
    Box::new(move || Outcome::Counted(round()))
}

/// What the page does with a capture that it holds: it finds everything, to the byte.
fn read(capture: &[u8]) -> Work {
    let records = capture::read(capture).records;
    sum(records.iter().map(|record| &record.data), |data| dissected(&kpl::dissect(data)))
}

/// How many bytes the page reads from a file at a time.
pub const CHUNK: usize = 4 << 20;

/// What the page does with a capture of any size: it checks everything and makes a row for each record.
fn index(capture: &[u8]) -> Outcome {
    let size = u64::try_from(capture.len()).unwrap_or(u64::MAX);
    let mut chunks = capture.chunks(CHUNK);
    let Some(mut indexer) = Indexer::new(capture.get(..CHUNK).unwrap_or(capture), size) else {
        return Outcome::Counted(Work::default());
    };
    chunks.by_ref().for_each(|chunk| indexer.push(chunk));
    indexer.finish();
    Outcome::Index(Box::new(indexer.into_index()))
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

/// Counts the bytes of messages whose digest holds.
fn digest(records: &[Vec<u8>], digests: impl Fn(&[&[u8]]) -> Vec<[u8; 16]>) -> Work {
    let mut payload = 0;
    for group in records.chunks(GROUP) {
        let sealed: Vec<_> = group.iter().filter_map(|data| kpl::sealed(data)).collect();
        let messages: Vec<&[u8]> = sealed.iter().map(|(message, _)| *message).collect();
        for ((message, stored), computed) in sealed.iter().zip(digests(&messages)) {
            payload += if **stored == computed { message.len() } else { 0 };
        }
    }
    Work { user_records: 0, payload }
}

/// Decodes into one buffer for each group, as the page does.
fn decoding(records: &[Vec<u8>], decode: impl Fn(&[u8], &mut Vec<u8>) -> bool + 'static) -> Round {
    let texts: Vec<String> = records.iter().map(|data| text::encode(data)).collect();
    let mut out = Vec::new();
    counted(move || {
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
