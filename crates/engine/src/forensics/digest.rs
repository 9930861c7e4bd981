//! Why an MD5 is wrong: tries one hypothesis after another and returns the first that is true.

use super::{Damage, Repaired};
use kpl_format::{
    bytes::{Span, base64, hex},
    kpl::{self, Anatomy, Code, DIGEST_LEN, Finding, MAGIC, Md5Status, is_sealed, md5},
};
use md5::{Digest, Md5};

/// What follows after a sound aggregate in the same record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Only CR and LF.
    LineBreaks,
    /// Only zero bytes.
    Zeros,
    /// Bytes that begin with the magic.
    Aggregate,
    /// Any other bytes.
    Other,
}

/// The place at which a record was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// How many user records are still whole.
    pub survived: usize,
    /// The index of the user record that was cut. `None` where the cut is not in a user record.
    pub record: Option<usize>,
    /// The path of the field that was cut.
    pub path: String,
    /// How many bytes that field should have, and how many are there. `None` where its length is not known.
    pub value: Option<(u64, usize)>,
}

/// Why the MD5 is wrong. Offsets and spans are in the data of the Kinesis record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DigestFault {
    /// The aggregate is sound, but further bytes follow it.
    Appended {
        /// How many bytes follow.
        bytes: usize,
        /// What they are.
        what: Appended,
    },
    /// The end of the record is missing, and the digest with it.
    TailCut(Cut),
    /// The end of the digest is missing.
    DigestCut {
        /// How many bytes of the digest are there.
        had: usize,
    },
    /// The message is whole, but no digest follows it.
    Missing,
    /// Sixteen zero bytes stand in place of the digest.
    Zeros,
    /// The digest is the MD5 of the magic and the message together.
    OverMagicAndMessage,
    /// The digest is written in hex digits.
    InHex,
    /// The digest is written in base64.
    InBase64,
    /// The bytes of the digest are in reverse order.
    Reversed,
    /// The bytes within each of the digest's four words are in reverse order.
    WordsReversed,
    /// The digest is the MD5 of a part of the message.
    OverPart {
        /// The part.
        part: Span,
    },
    /// One bit of the digest is flipped.
    DigestBit {
        /// The offset of the byte.
        offset: usize,
        /// The number of the bit. 0 is the lowest.
        bit: u32,
    },
    /// One byte of the digest is wrong, by more than one bit.
    DigestByte {
        /// The offset of the byte.
        offset: usize,
    },
    /// One bit of the message is flipped.
    MessageBit {
        /// The offset of the byte.
        offset: usize,
        /// The number of the bit. 0 is the lowest.
        bit: u32,
        /// The path of the field that contains the byte, read after the repair.
        path: String,
    },
    /// The whole record was changed on its way.
    Converted(Damage),
    /// None of the hypotheses is true.
    Unknown,
}

/// A hypothesis that is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub reason: DigestFault,
    /// The bytes that are wrong or that show the reason.
    pub span: Span,
    /// The record with a right digest, where it can be made.
    pub repaired: Option<Repaired>,
}

/// In a record of up to this many bytes (64 KiB), a digest is searched for after every byte of the message. In a
/// larger one it is searched for after every field, and after every byte of the last quarter of this size.
const EVERY_BYTE: usize = 64 << 10;

/// The most bytes that are hashed to find the part of the message whose MD5 the digest is.
const WORK: usize = 8 << 20;

/// Why the MD5 of a record is wrong. `None` where it is right, and for a plain record.
///
/// The time is proportional to the size. A flipped bit of the message is not searched for here, but by
/// [`super::Search`].
#[must_use]
pub fn explain(data: &[u8], anatomy: &Anatomy) -> Option<Explanation> {
    let digest = anatomy.md5.as_ref()?;
    // Of a message that was captured alone there is no digest to be explained.
    let alone = anatomy.findings.iter().any(|finding| finding.code == Code::FrameNotCaptured);
    if digest.status == Md5Status::Match || alone {
        return None;
    }
    // First come the hypotheses that compare a whole digest. If one of them is true, that is no coincidence.
    let found = behind(data, anatomy).or_else(|| mismatch(data, anatomy)).or_else(|| match digest.status {
        Md5Status::Absent => absent(data, anatomy),
        _ => zeros(data),
    });
    found
        .or_else(|| {
            let damage = super::diagnose(data).into_iter().next()?;
            let repaired = super::repair(data, damage.damage)?;
            Some(explanation(DigestFault::Converted(damage.damage), Span::new(0, data.len()), Some(repaired)))
        })
        .or_else(|| Some(explanation(DigestFault::Unknown, digest_span(data), None)))
}

pub(super) const fn explanation(reason: DigestFault, span: Span, repaired: Option<Repaired>) -> Explanation {
    Explanation { reason, span, repaired }
}

/// An aggregate of this message with the right digest.
fn sealed(message: &[u8], proven: bool) -> Option<Repaired> {
    Some(Repaired { bytes: kpl::frame(message), proven })
}

fn digest_span(data: &[u8]) -> Span {
    Span::between(data.len().saturating_sub(DIGEST_LEN).max(MAGIC.len()).min(data.len()), data.len())
}

fn absent(data: &[u8], anatomy: &Anatomy) -> Option<Explanation> {
    let end = Span::new(data.len(), 0);
    let find = |wanted: fn(&Code) -> bool| anatomy.findings.iter().find(|finding| wanted(&finding.code));
    if let Some(finding) = find(|code| matches!(code, Code::Md5CutShort { .. })) {
        let message = data.get(MAGIC.len()..finding.span.offset)?;
        let reason = DigestFault::DigestCut { had: finding.span.len };
        return Some(explanation(reason, finding.span, sealed(message, true)));
    }
    let cut = |finding: &&Finding| {
        finding.span.end() == data.len()
            && matches!(finding.code, Code::LengthPastEnd { .. } | Code::VarintCutShort { .. })
    };
    let Some(last) = anatomy.findings.iter().rev().find(cut) else {
        if data.len() <= MAGIC.len() + DIGEST_LEN {
            let cut = Cut { survived: 0, record: None, path: String::new(), value: None };
            return Some(explanation(DigestFault::TailCut(cut), end, None));
        }
        let broken = anatomy.nodes.iter().any(|node| node.broken);
        let message = data.get(MAGIC.len()..)?;
        return (!broken).then(|| explanation(DigestFault::Missing, end, sealed(message, false)));
    };
    let survived = |user: &&kpl::UserRecord| {
        user.data.is_some() && anatomy.node(user.node).is_some_and(|node| !node.broken)
    };
    let value = match last.code {
        Code::LengthPastEnd { needed, had, .. } => Some((needed, had)),
        _ => None,
    };
    let cut = Cut {
        survived: anatomy.user_records.iter().filter(survived).count(),
        record: last.record,
        path: anatomy.node_at(last.span.offset).map(|id| anatomy.path(id)).unwrap_or_default(),
        value,
    };
    let whole = anatomy.nodes.iter().find(|node| node.broken && node.kind.list().is_some());
    let rest = whole.filter(|_| cut.survived > 0).and_then(|node| data.get(MAGIC.len()..node.span.offset));
    Some(explanation(DigestFault::TailCut(cut), last.span, rest.and_then(|message| sealed(message, false))))
}

fn zeros(data: &[u8]) -> Option<Explanation> {
    let (message, _) = kpl::sealed(data).filter(|(_, stored)| **stored == [0; DIGEST_LEN])?;
    Some(explanation(DigestFault::Zeros, digest_span(data), sealed(message, false)))
}

/// Tries the hypotheses in which message and digest both have their full length.
fn mismatch(data: &[u8], anatomy: &Anatomy) -> Option<Explanation> {
    let span = digest_span(data);
    let (message, stored) = kpl::sealed(data)?;
    let found = |reason, proven| Some(explanation(reason, span, sealed(message, proven)));
    let computed = md5(message);
    let differ = || (0..DIGEST_LEN).zip(stored.iter().zip(&computed)).filter(|(_, (one, two))| one != two);
    if let (Some((at, (one, two))), 1) = (differ().next(), differ().count()) {
        let (offset, bits) = (span.offset + at, one ^ two);
        let reason = match bits.count_ones() {
            1 => DigestFault::DigestBit { offset, bit: bits.trailing_zeros() },
            _ => DigestFault::DigestByte { offset },
        };
        return Some(explanation(reason, Span::new(offset, 1), sealed(message, true)));
    }
    if md5(data.get(..span.offset)?) == *stored {
        return found(DigestFault::OverMagicAndMessage, true);
    }
    let mut reversed = computed;
    reversed.reverse();
    if reversed == *stored {
        return found(DigestFault::Reversed, true);
    }
    for word in computed.as_chunks::<4>().0.iter().zip(reversed.as_chunks_mut::<4>().0) {
        *word.1 = *word.0;
        word.1.reverse();
    }
    if reversed == *stored {
        return found(DigestFault::WordsReversed, true);
    }
    in_text(data).or_else(|| over_part(data, anatomy, *stored))
}

/// Tries whether the digest is written as text, in hex or base64.
fn in_text(data: &[u8]) -> Option<Explanation> {
    let forms: [(usize, DigestFault); 3] =
        [(32, DigestFault::InHex), (24, DigestFault::InBase64), (22, DigestFault::InBase64)];
    forms.into_iter().find_map(|(len, reason)| {
        let end = data.len().checked_sub(len)?;
        let (message, text) = (data.get(MAGIC.len()..end)?, data.get(end..)?);
        let all = Span::new(0, text.len());
        let written = match reason {
            DigestFault::InHex if text.iter().all(u8::is_ascii_hexdigit) => hex::decode(text, all).bytes,
            DigestFault::InBase64 if text.is_ascii() => base64::decode(text, all).bytes,
            _ => return None,
        };
        let holds = written == md5(message);
        holds.then(|| explanation(reason, Span::between(end, data.len()), sealed(message, true)))
    })
}

/// The offsets at which the fields at the top of the message begin, and the one at which the last of them ends.
fn boundaries(anatomy: &Anatomy) -> impl DoubleEndedIterator<Item = usize> + '_ {
    let at_the_top = |node: &&kpl::Node| node.kind.list().is_some() || node.parent.is_none();
    anatomy.nodes.iter().filter(at_the_top).map(|node| node.span.offset)
}

/// Tries whether the digest is the MD5 of a part of the message: from its start up to any byte, or from any field to
/// its end.
fn over_part(data: &[u8], anatomy: &Anatomy, stored: [u8; DIGEST_LEN]) -> Option<Explanation> {
    let end = digest_span(data).offset;
    let message = data.get(MAGIC.len()..end)?;
    let found = |part| Some(explanation(DigestFault::OverPart { part }, part, sealed(message, false)));
    if let Some(part) = prefix(data, end, anatomy, |_, digest| digest == stored) {
        return found(Span::between(MAGIC.len(), part));
    }
    let mut work = WORK;
    for start in boundaries(anatomy).filter(|&start| start > MAGIC.len() && start < end) {
        work = work.checked_sub(end - start)?;
        if md5(data.get(start..end)?) == stored {
            return found(Span::between(start, end));
        }
    }
    None
}

/// The first offset at which `is` returns true. It is called with an offset and the MD5 of the message up to there.
fn prefix(
    data: &[u8],
    end: usize,
    anatomy: &Anatomy,
    is: impl Fn(usize, [u8; DIGEST_LEN]) -> bool,
) -> Option<usize> {
    let mut hash = Md5::new();
    let mut done = MAGIC.len();
    let mut try_at = |at: usize| {
        hash.update(data.get(done..at).unwrap_or_default());
        done = at;
        is(at, hash.clone().finalize().into())
    };
    if end <= EVERY_BYTE {
        return (MAGIC.len()..end).find(|&at| try_at(at));
    }
    let tail = end - EVERY_BYTE / 4;
    let mut places: Vec<usize> =
        boundaries(anatomy).filter(|&at| (MAGIC.len()..tail).contains(&at)).collect();
    places.sort_unstable();
    places.into_iter().chain(tail..end).find(|&at| try_at(at))
}

/// Tries whether a sound aggregate ends before the end of the data.
fn behind(data: &[u8], anatomy: &Anatomy) -> Option<Explanation> {
    let stands =
        |at: usize, digest: [u8; DIGEST_LEN]| data.get(at..at + DIGEST_LEN) == Some(digest.as_slice());
    let end =
        prefix(data, digest_span(data).offset, anatomy, |at, digest| at > MAGIC.len() && stands(at, digest))?
            + DIGEST_LEN;
    let rest = Span::between(end, data.len());
    let bytes = rest.of(data);
    let what = if bytes.starts_with(&MAGIC) {
        Appended::Aggregate
    } else if bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
        Appended::LineBreaks
    } else if bytes.iter().all(|&byte| byte == 0) {
        Appended::Zeros
    } else {
        Appended::Other
    };
    let before = data.get(..end)?.to_vec();
    let repaired = Repaired { proven: is_sealed(&before), bytes: before };
    Some(explanation(DigestFault::Appended { bytes: rest.len, what }, rest, Some(repaired)))
}
