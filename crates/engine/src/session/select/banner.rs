//! What the banner says about the Kinesis record at hand.

use super::{
    ConsumersSaid, FindingRow, HappenedSaid, PlacedView, consumers_said, happened_said, lists::worst_finding,
    placed,
};
use crate::session::{Counts, State, payload_units};
use kpl_format::kpl::{Md5Status, Verdict};

/// The Kinesis record at hand in plain numbers.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Banner {
    pub verdict: Verdict,
    /// How many user records can be read in it.
    pub user_records: usize,
    /// How many entries its table of partition keys has.
    pub partition_keys: usize,
    /// Whether its digest holds; `None` where it has none.
    pub md5: Option<Md5Status>,
    /// The size of its data in bytes.
    pub bytes: usize,
    /// How many payload units it costs.
    pub units: usize,
    /// How many payload units its user records would cost if each were sent as a Kinesis record.
    pub units_singly: usize,
    /// How many findings there are about it.
    pub counts: Counts,
    /// The finding that matters most.
    pub worst: Option<FindingRow>,
    /// What happened to it, if that can be told.
    pub happened: Option<HappenedSaid>,
    /// What consumers do with it, if they differ.
    pub consumers: Option<ConsumersSaid>,
    /// Where its user records belong, if shards are known.
    pub placed: Option<PlacedView>,
}

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
