//! What the banner says about the Kinesis record at hand, and what it costs.

use super::{
    ConsumersSaid, FindingRow, HappenedSaid, PlacedView, consumers_said, happened_said, lists::worst_finding,
    placed,
};
use crate::session::{Counts, State, payload_units};
use kpl_format::kpl::{Md5Status, Verdict};

/// The Kinesis record in plain numbers.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Banner {
    /// What it is.
    pub verdict: Verdict,
    /// How many user records can be read.
    pub user_records: usize,
    /// How many partition keys the table has.
    pub partition_keys: usize,
    /// Whether the digest holds.
    pub md5: Option<Md5Status>,
    /// Bytes of its data.
    pub bytes: usize,
    /// Payload units that it costs.
    pub units: usize,
    /// Payload units that its user records would cost, sent singly.
    pub units_singly: usize,
    /// Its findings.
    pub counts: Counts,
    /// The one that matters most.
    pub worst: Option<FindingRow>,
    /// What happened to it, where that can be told.
    pub happened: Option<HappenedSaid>,
    /// What consumers do with it, where they differ.
    pub consumers: Option<ConsumersSaid>,
    /// The shards of its user records, where shards are known.
    pub placed: Option<PlacedView>,
}

/// The banner of the record at hand.
#[must_use]
pub fn banner(state: &State) -> Option<Banner> {
    let shown = state.shown.as_ref()?;
    let anatomy = &shown.anatomy;
    Some(Banner {
        verdict: anatomy.verdict,
        user_records: anatomy.user_records.len(),
        partition_keys: anatomy.partition_keys.len(),
        md5: anatomy.md5.as_ref().map(|md5| md5.status),
        bytes: anatomy.len,
        units: payload_units(anatomy.len),
        units_singly: shown.units_singly,
        counts: shown.counts,
        worst: worst_finding(state),
        happened: happened_said(state),
        consumers: consumers_said(state),
        placed: placed(state),
    })
}
