//! What happened to a Kinesis record, in its report: how it was damaged and what undoes that, why its MD5 does not
//! hold, how it is written, and who may have written it.

use super::span;
use crate::forensics::{self, Diagnosis, DigestFault, Explanation, Recoverable, Repaired, Search};
use kpl_format::{
    bytes::{base64, json_out::Writer},
    kpl::Anatomy,
};

/// How many bytes are hashed, at most, in search of a flipped bit. This is enough to try every bit of a message of
/// some 3,000 bytes. A longer search needs the page, where somebody can wait for it.
const SEARCH: u32 = 32 << 20;

/// Writes these members. `outer_key` is the partition key that the record was put with.
pub fn write(out: &mut Writer, data: &[u8], anatomy: &Anatomy, outer_key: Option<&str>) {
    let damages = forensics::damages(data, anatomy);
    let undone = forensics::repair_all(data, &damages);
    let why = forensics::explain(data, anatomy);
    let unknown = why.as_ref().is_some_and(|why| why.reason == DigestFault::Unknown);
    let search = || Search::new(data, anatomy)?.step(SEARCH);
    let why = unknown.then(search).flatten().or(why);
    out.member("damages").array(&damages, damage);
    out.member("md5Fails").object_or_null(why.as_ref(), reason);
    let resealed = why.as_ref().and_then(|why| why.repaired.as_ref());
    let repaired = forensics::best([undone.as_ref(), resealed]);
    out.member("repaired").object_or_null(repaired, |out, Repaired { bytes, proven }| {
        out.member("proven").raw(proven);
        out.member("data").string(&base64::encode(bytes));
    });
    out.member("notes").array(&forensics::lint(data, anatomy), |out, note| {
        out.object(|out| {
            out.member("code").string(note.lint.word());
            span(out.member("span"), note.span);
            out.member("message").string(&note.lint.message());
        });
    });
    let makers = forensics::makers(data, anatomy, outer_key);
    out.member("looksLike").array(makers, |out, maker| out.string(&maker.message()));
}

fn damage(out: &mut Writer, diagnosis: &Diagnosis) {
    out.object(|out| {
        out.member("code").string(diagnosis.damage.word());
        out.member("recoverable").raw(diagnosis.recoverable == Recoverable::Repair);
        out.member("message").string(&diagnosis.message());
        out.member("evidence").string(&diagnosis.evidence());
        out.member("help").string(&diagnosis.help());
    });
}

fn reason(out: &mut Writer, why: &Explanation) {
    out.member("code").string(why.reason.word());
    span(out.member("span"), why.span);
    out.member("message").string(&why.reason.message());
    out.member("help").string(why.reason.help());
}
