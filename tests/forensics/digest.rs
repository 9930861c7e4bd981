//! Each way to compute a digest wrongly is recognised, and the repair gives the same bytes.

use crate::{
    frames::{Payloads, aggregate},
    support::{
        self,
        generate::{self, Rng},
    },
};
use kpl_engine::forensics::{Appended, DigestFault, Explanation, Search, explain};
use kpl_format::{
    bytes::{base64, hex},
    kpl::{MAGIC, Md5Status, dissect},
};
use md5::{Digest, Md5};

const SEEDS: u64 = 16;

fn md5(bytes: &[u8]) -> Vec<u8> {
    Md5::digest(bytes).to_vec()
}

fn explained(data: &[u8]) -> Explanation {
    explain(data, &dissect(data)).unwrap_or_else(|| panic!("{}", support::hex(data)))
}

/// Frames of every kind, with their messages.
fn frames() -> impl Iterator<Item = Vec<u8>> {
    let of = |payloads| (0..SEEDS).map(move |seed| aggregate(seed, payloads));
    of(Payloads::Ascii).chain(of(Payloads::Any))
}

/// Checks that `data` is explained by `reason` and that its repair gives `frame`.
fn told(data: &[u8], reason: &DigestFault, frame: &[u8], proven: bool) {
    let found = explained(data);
    assert_eq!(&found.reason, reason, "{}", support::hex(data));
    let repaired = found.repaired.unwrap();
    assert!(repaired.bytes == frame, "{reason:?}");
    assert_eq!(repaired.proven, proven, "{reason:?}");
}

#[test]
fn a_good_digest_needs_no_reason() {
    for frame in frames() {
        assert_eq!(explain(&frame, &dissect(&frame)), None);
    }
    assert_eq!(explain(b"plain", &dissect(b"plain")), None);
}

#[test]
fn what_was_appended_is_told() {
    for frame in frames() {
        let more = aggregate(999, Payloads::Ascii);
        for (bytes, what) in [
            (&b"\n"[..], Appended::LineBreaks),
            (b"\r\n", Appended::LineBreaks),
            (&[0; 40], Appended::Zeros),
            (b"}", Appended::Other),
            (b" trailing text that somebody wrote", Appended::Other),
            (&more, Appended::Aggregate),
        ] {
            let data = [&frame, bytes].concat();
            told(&data, &DigestFault::Appended { bytes: bytes.len(), what }, &frame, true);
        }
    }
}

#[test]
fn digests_of_the_wrong_thing_or_in_the_wrong_form_are_told() {
    for frame in frames() {
        let end = frame.len() - 16;
        let (front, message, digest) = (&frame[..end], &frame[4..end], &frame[end..]);
        let with = |digest: &[u8]| [front, digest].concat();
        let hex = hex::encode(digest);
        told(&with(&md5(front)), &DigestFault::OverMagicAndMessage, &frame, true);
        told(&with(hex.as_bytes()), &DigestFault::InHex, &frame, true);
        told(&with(hex.to_uppercase().as_bytes()), &DigestFault::InHex, &frame, true);
        told(&with(base64::encode(digest).as_bytes()), &DigestFault::InBase64, &frame, true);
        told(&with(&[0; 16]), &DigestFault::Zeros, &frame, false);
        let reversed: Vec<u8> = digest.iter().rev().copied().collect();
        told(&with(&reversed), &DigestFault::Reversed, &frame, true);
        let words: Vec<u8> = digest.chunks(4).flat_map(|word| word.iter().rev().copied()).collect();
        told(&with(&words), &DigestFault::WordsReversed, &frame, true);
        let empty = explained(&with(&md5(b"")));
        assert!(matches!(empty.reason, DigestFault::OverPart { part } if part.len == 0));
        let half = message.len() / 2;
        let part = explained(&with(&md5(&message[..half])));
        assert!(
            matches!(part.reason, DigestFault::OverPart { part } if part.offset == 4 && part.len == half)
        );
        let anatomy = dissect(&frame);
        let records = anatomy.node(anatomy.user_records[0].node).unwrap().span.offset;
        let later = explained(&with(&md5(&frame[records..end])));
        assert!(
            matches!(later.reason, DigestFault::OverPart { part } if part.offset == records && part.end() == end)
        );
    }
}

#[test]
fn flipped_bits_are_found() {
    for (seed, frame) in frames().enumerate() {
        let mut rng = Rng(seed as u64);
        let end = frame.len() - 16;
        for byte in end..frame.len() {
            let bit = rng.below(8);
            let mut data = frame.clone();
            data[byte] ^= 1 << bit;
            told(&data, &DigestFault::DigestBit { offset: byte, bit: bit as u32 }, &frame, true);
        }
        if seed % 8 != 0 {
            continue;
        }
        let (at, bit) = (4 + rng.below(end - 4), rng.below(8));
        let mut data = frame.clone();
        data[at] ^= 1 << bit;
        let anatomy = dissect(&data);
        let Some(mut search) =
            Search::new(&data, &anatomy).filter(|_| anatomy.md5.as_ref().unwrap().status != Md5Status::Match)
        else {
            continue;
        };
        let mut found = None;
        while found.is_none() && !search.is_over() {
            found = search.step(1 << 20);
        }
        let found = found.unwrap();
        assert!(
            matches!(found.reason, DigestFault::MessageBit { offset, bit: flipped, .. } if offset == at && flipped == bit as u32)
        );
        assert!(found.repaired.unwrap().bytes == frame);
    }
}

#[test]
fn a_missing_digest_or_end_is_told() {
    for frame in frames() {
        let end = frame.len() - 16;
        for had in 2..16 {
            told(&frame[..end + had], &DigestFault::DigestCut { had }, &frame, true);
        }
        let missing = explained(&frame[..end]);
        assert_eq!(missing.reason, DigestFault::Missing, "{}", support::hex(&frame));
        assert!(missing.repaired.unwrap().bytes == frame);
    }
}

#[test]
fn a_cut_says_what_survived() {
    let (mut told, mut all) = (0, 0);
    for seed in 0..4 {
        let frame = aggregate(seed, Payloads::Ascii);
        let whole = dissect(&frame);
        for cut in (21..frame.len() - 16).step_by(23) {
            let found = explained(&frame[..cut]);
            let before = whole.user_records.iter().filter(|user| user.span.end() <= cut).count();
            all += 1;
            if let DigestFault::TailCut(cut_at) = &found.reason {
                told += 1;
                assert_eq!(cut_at.survived, before, "{seed} at {cut}: {cut_at:?}");
                let node = whole.node_at(cut).unwrap();
                assert!(
                    whole.path(node).starts_with(cut_at.path.split('(').next().unwrap())
                        || cut_at.path.starts_with(&whole.path(node)),
                    "{seed} at {cut}: {cut_at:?}, {}",
                    whole.path(node)
                );
            }
        }
    }
    // If the cut is between two fields, nothing shows that more should follow.
    assert!(told * 100 > all * 90, "{told} of {all}");
}

#[test]
fn every_input_has_a_reason_or_holds() {
    for seed in 0..1500 {
        let (_, data) = generate::frame(seed);
        let anatomy = dissect(&data);
        let wrong = anatomy.md5.as_ref().is_some_and(|md5| md5.status != Md5Status::Match);
        assert_eq!(explain(&data, &anatomy).is_some(), wrong, "{seed}");
        if data.starts_with(&MAGIC)
            && let Some(mut search) = Search::new(&data, &anatomy)
        {
            let _ = search.step(100_000);
        }
    }
}
