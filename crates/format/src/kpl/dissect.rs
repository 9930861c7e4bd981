//! Takes a Kinesis record apart: magic, message and MD5. It never fails: any bytes give a tree.

use super::{
    Anatomy, Code, DIGEST_LEN, DigestCheck, Finding, MAGIC, Md5Status, Node, NodeKind, Severity, Verdict,
    digest_matches, md5, records, resync, schema::Message, walk::Walk,
};
use crate::bytes::Span;

/// The KCL treats a record of this many bytes or fewer as plain, even if it begins with the magic
/// (`AggregatorUtil.java:110-112`).
const TOO_SHORT: usize = MAGIC.len() + DIGEST_LEN;

/// Takes the data of one Kinesis record apart. It never fails: whatever is wrong with the bytes becomes a finding.
#[must_use]
pub fn dissect(bytes: &[u8]) -> Anatomy {
    let anatomy = if bytes.starts_with(&MAGIC) { aggregate(bytes) } else { no_aggregate(bytes) };
    debug_assert_eq!(anatomy.check_tiling(), Ok(()));
    anatomy
}

/// Takes apart bytes that are known to be the message of an aggregate, without magic and digest. The KCL and the
/// deaggregation modules of awslabs log a message so when they fail on it. It never fails.
#[must_use]
pub fn dissect_message(bytes: &[u8]) -> Anatomy {
    let mut walk = Walk::new(bytes);
    walk.message(Span::new(0, bytes.len()), Message::Aggregate, None, 0);
    walk.findings.list.push(finding(Code::FrameNotCaptured, Span::new(0, 0)));
    let md5 = DigestCheck { status: Md5Status::Absent, stored: None, computed: md5(bytes) };
    let anatomy = finish(bytes, walk, Some(md5));
    debug_assert_eq!(anatomy.check_tiling(), Ok(()));
    anatomy
}

/// Whether bytes read as a whole message without any fault: known fields alone, at least one user record, and each
/// points to a partition key that is there. Other protobuf messages hardly ever do.
#[must_use]
pub fn is_message(bytes: &[u8]) -> bool {
    // A message begins with one of its fields 1 to 3, which are all length-delimited.
    if !matches!(bytes, [0x0a | 0x12 | 0x1a, ..]) {
        return false;
    }
    let anatomy = dissect_message(bytes);
    let alone = matches!(anatomy.findings.as_slice(), [Finding { code: Code::FrameNotCaptured, .. }]);
    alone && !anatomy.user_records.is_empty()
}

fn no_aggregate(bytes: &[u8]) -> Anatomy {
    let mut walk = Walk::new(bytes);
    let all = Span::new(0, bytes.len());
    if !bytes.is_empty() && MAGIC.starts_with(bytes) {
        walk.leaf(NodeKind::Magic, all, None);
        walk.findings.list.push(finding(Code::MagicCutShort { had: bytes.len() }, all));
        return finish(
            bytes,
            walk,
            Some(DigestCheck { status: Md5Status::Absent, stored: None, computed: md5(&[]) }),
        );
    }
    if !bytes.is_empty() {
        walk.leaf(NodeKind::Plain, all, None);
    }
    if let [first @ (0x00 | 0x01 | 0xf4), 0x89, 0x9a, 0xc2, ..] = bytes {
        walk.findings.list.push(finding(Code::VariantMagic { first: *first }, Span::new(0, MAGIC.len())));
    }
    finish(bytes, walk, None)
}

fn aggregate(bytes: &[u8]) -> Anatomy {
    let after_magic = Span::between(MAGIC.len(), bytes.len());
    let Some(message_len) = after_magic.len.checked_sub(DIGEST_LEN) else {
        let walk = read(bytes, after_magic, None);
        return finish(
            bytes,
            walk,
            Some(DigestCheck {
                status: Md5Status::Absent,
                stored: None,
                computed: md5_of(bytes, after_magic),
            }),
        );
    };
    let message = Span::new(MAGIC.len(), message_len);
    let digest = Span::between(message.end(), bytes.len());
    let (stored, computed) = (digest_at(bytes, digest), md5_of(bytes, message));
    if stored == Some(computed) {
        let walk = read(bytes, message, Some(digest));
        return finish(bytes, walk, Some(DigestCheck { status: Md5Status::Match, stored, computed }));
    }
    // The digest is wrong. The last sixteen bytes may be something else: there may be bytes after the true digest,
    // the digest may be cut, or the record may be cut within its message.
    let mut walk = read(bytes, message, Some(digest));
    let stray = first_stray(&walk);
    if let Some(end) = stray.filter(|&end| digest_matches(bytes, Span::new(end, DIGEST_LEN))) {
        let mut walk = read(bytes, Span::between(MAGIC.len(), end), Some(Span::new(end, DIGEST_LEN)));
        let rest = Span::between(end + DIGEST_LEN, bytes.len());
        walk.leaf(NodeKind::Unclaimed, rest, None);
        let aggregate = rest.of(bytes).starts_with(&MAGIC);
        walk.findings.list.push(finding(Code::BytesAfterDigest { count: rest.len, aggregate }, rest));
        walk.findings
            .list
            .extend(stored.map(|stored| finding(Code::Md5Mismatch { stored, computed }, digest)));
        return finish(bytes, walk, Some(DigestCheck { status: Md5Status::Mismatch, stored, computed }));
    }
    let record = resync::starts_record(bytes, digest);
    if stray.is_some() || record {
        let to_the_end = read(bytes, after_magic, None);
        if let Some(cut) = cut_digest(bytes, &to_the_end) {
            let (message, digest) = (Span::between(MAGIC.len(), cut), Span::between(cut, bytes.len()));
            let computed = md5_of(bytes, message);
            let mut walk = read(bytes, message, Some(digest));
            walk.findings.list.push(finding(Code::Md5CutShort { had: digest.len }, digest));
            return finish(
                bytes,
                walk,
                Some(DigestCheck { status: Md5Status::Absent, stored: None, computed }),
            );
        }
        let message_goes_on = record || reads_as_text(digest.of(bytes));
        if reads_further(&to_the_end, &walk) || (message_goes_on && only_cut(&to_the_end)) {
            let computed = md5_of(bytes, after_magic);
            return finish(
                bytes,
                to_the_end,
                Some(DigestCheck { status: Md5Status::Absent, stored: None, computed }),
            );
        }
    }
    walk.findings.list.extend(stored.map(|stored| finding(Code::Md5Mismatch { stored, computed }, digest)));
    finish(bytes, walk, Some(DigestCheck { status: Md5Status::Mismatch, stored, computed }))
}

/// Walks an aggregate whose message and digest are taken to stand at these places.
fn read(bytes: &[u8], message: Span, digest: Option<Span>) -> Walk<'_> {
    let mut walk = Walk::new(bytes);
    walk.leaf(NodeKind::Magic, Span::new(0, MAGIC.len()), None);
    walk.message(message, Message::Aggregate, None, 0);
    match digest {
        Some(digest) => {
            walk.leaf(NodeKind::Md5, digest, None);
        }
        None => walk.findings.list.push(finding(Code::Md5Absent, Span::new(message.end(), 0))),
    }
    walk
}

/// Where the first field begins that a sound message does not have. Most likely, the true message ends there.
fn first_stray(walk: &Walk<'_>) -> Option<usize> {
    let stray = |node: &&Node| match node.kind {
        NodeKind::Unknown | NodeKind::Unclaimed => node.parent.is_none(),
        NodeKind::PartitionKey | NodeKind::ExplicitHashKey | NodeKind::Record => node.broken,
        _ => false,
    };
    walk.nodes.iter().find(stray).map(|node| node.span.offset)
}

/// Whether all sixteen bytes are printable ASCII. A digest is that once in seven million times, so these bytes are
/// rather part of a payload that goes on where the digest should stand.
fn reads_as_text(digest: &[u8]) -> bool {
    digest.iter().all(|&byte| byte.is_ascii_graphic() || byte == b' ')
}

/// Where a digest begins whose end is cut off: a last field whose bytes begin the MD5 of all that stands before it.
fn cut_digest(bytes: &[u8], walk: &Walk<'_>) -> Option<usize> {
    let at_the_top = |node: &&Node| match node.kind {
        NodeKind::Unknown | NodeKind::Unclaimed => node.parent.is_none(),
        kind => kind.list().is_some(),
    };
    let starts = walk.nodes.iter().filter(at_the_top).map(|node| node.span.offset);
    let left = |start| Span::between(start, bytes.len());
    // A single byte agrees by chance too often, so at least two are asked for.
    let mut last = starts.filter(|&start| (2..DIGEST_LEN).contains(&left(start).len));
    last.find(|&start| digest_matches(bytes, left(start)))
}

/// Whether there probably is no digest, because reading the message to the end of the bytes gives a better result.
/// That is so if the missing digest is then the only error, if more whole records have payloads, or if there are more
/// whole entries and nothing is wrong but a cut at the end.
fn reads_further(to_the_end: &Walk<'_>, to_digest: &Walk<'_>) -> bool {
    let entries =
        |walk: &Walk<'_>| walk.nodes.iter().filter(|node| node.kind.list().is_some() && !node.broken).count();
    let payloads = |walk: &Walk<'_>| {
        let whole = |id: usize| walk.nodes.get(id).is_some_and(|record| !record.broken);
        walk.nodes.iter().filter(|node| node.kind == NodeKind::Data && node.parent.is_some_and(whole)).count()
    };
    let clean = errors(to_the_end).count() == 1 && errors(to_digest).next().is_some();
    clean
        || payloads(to_the_end) > payloads(to_digest)
        || (only_cut(to_the_end) && entries(to_the_end) > entries(to_digest))
}

/// Whether all errors can come from a record that was cut at its end.
fn only_cut(walk: &Walk<'_>) -> bool {
    errors(walk).all(|finding| match finding.code {
        Code::Md5Absent => true,
        Code::LengthPastEnd { .. } | Code::VarintCutShort { .. } => finding.span.end() == walk.end(),
        _ => false,
    })
}

fn errors<'a>(walk: &'a Walk<'_>) -> impl Iterator<Item = &'a Finding> {
    walk.findings.list.iter().filter(|finding| finding.code.severity() == Severity::Error)
}

fn digest_at(bytes: &[u8], span: Span) -> Option<[u8; DIGEST_LEN]> {
    span.of(bytes).try_into().ok()
}

fn md5_of(bytes: &[u8], span: Span) -> [u8; DIGEST_LEN] {
    md5(span.of(bytes))
}

const fn finding(code: Code, span: Span) -> Finding {
    Finding { code, span, record: None }
}

/// Reads the user records off the tree, adds the findings about the whole record and sets the verdict.
fn finish(bytes: &[u8], walk: Walk<'_>, md5: Option<DigestCheck>) -> Anatomy {
    let projection = records::project(bytes, &walk.nodes);
    let mut findings = walk.findings.join(projection.findings, Span::new(0, bytes.len()));
    let framed = bytes.starts_with(&MAGIC);
    if framed && bytes.len() <= TOO_SHORT {
        let holds = md5.as_ref().is_some_and(|md5| md5.status == Md5Status::Match);
        let code = Code::FrameTooShort { had: bytes.len(), holds };
        findings.push(finding(code, Span::new(0, bytes.len())));
    } else if md5.as_ref().is_some_and(|md5| md5.status == Md5Status::Match)
        && !walk.nodes.iter().any(|node| node.kind == NodeKind::Record || node.broken)
    {
        findings.push(finding(Code::NoUserRecords, Span::new(0, bytes.len())));
    }
    findings.sort_by_key(|finding| (finding.span.offset, finding.span.len));
    let verdict = match &md5 {
        None => Verdict::Plain,
        Some(_) if findings.iter().any(|finding| finding.code.severity() == Severity::Error) => {
            Verdict::Damaged
        }
        Some(_) => Verdict::Aggregated,
    };
    name_records(&walk.nodes, &mut findings);
    Anatomy {
        len: bytes.len(),
        nodes: walk.nodes,
        findings,
        partition_keys: projection.partition_keys,
        explicit_hash_keys: projection.explicit_hash_keys,
        user_records: projection.user_records,
        md5,
        verdict,
    }
}

/// Enters into each finding the record in which it begins. Findings and nodes must both be in the order of the bytes.
fn name_records(nodes: &[Node], findings: &mut [Finding]) {
    let mut records = nodes.iter().filter(|node| node.kind == NodeKind::Record).peekable();
    for finding in findings {
        let offset = finding.span.offset;
        while records.next_if(|record| record.span.end() <= offset).is_some() {}
        let at = records.peek().filter(|record| record.span.contains(offset));
        finding.record = finding.record.or(at.map(|record| record.index));
    }
}
