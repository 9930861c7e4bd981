//! A search through the records of a capture, one Kinesis record at a time.

use super::{pattern::Pattern, query::Scope};
use kpl_capture::capture::KinesisRecord;
use kpl_index::Index;
use std::rc::Rc;

/// How many user records a search lists at most. It counts further ones.
const MOST_FOUND: usize = 4_000_000;

/// The candidates that one step of a search looks through.
#[derive(Clone, Copy, Debug)]
pub(super) struct SearchStep {
    /// Where the first candidate begins in the file.
    pub(super) offset: u64,
    /// How many bytes there are up to the end of the last candidate.
    pub(super) len: usize,
    /// The last candidate's place among the candidates.
    pub(super) last: usize,
}

/// A search that was begun.
#[derive(Clone, Debug)]
pub(super) struct RunningSearch {
    pub(super) pattern: Rc<Pattern>,
    /// How many candidates were looked through.
    pub(super) done: usize,
    /// The Kinesis records in which something was found.
    pub(super) found: Rc<Vec<u32>>,
    /// How many user records were found, including those that are not listed.
    pub(super) users: u64,
}

impl RunningSearch {
    /// Searches one Kinesis record. `first` is the number of the first that it delivers.
    pub(super) fn look(
        &mut self,
        index: &Index,
        scope: Scope,
        (record, first): (usize, u64),
        read: &KinesisRecord,
        found: &mut Vec<u64>,
    ) {
        let (keys, payloads) = (scope != Scope::Payloads, scope != Scope::Keys);
        let Some(row) = index.row(record) else { return };
        let outer = read.envelope.partition_key.as_deref();
        let mut any = keys && outer.is_some_and(|key| self.pattern.is_in(key.as_bytes()));
        if row.user_records == 0 {
            any |= payloads && self.pattern.is_in(&read.data);
            if any {
                self.users += 1;
                if found.len() < MOST_FOUND {
                    found.push(first);
                }
            }
        }
        // Neighbours often share a key, so the answer for the last key is kept.
        let mut last = None;
        for number in row.first_user_record..row.first_user_record + u64::from(row.user_records) {
            let Some(user) = index.user_record(number) else { break };
            let mut holds = false;
            if keys {
                let known = last.filter(|&(key, _)| key == user.partition_key);
                holds = known.map_or_else(
                    || {
                        index
                            .partition_key(user.partition_key)
                            .is_some_and(|key| self.pattern.is_in(key.as_bytes()))
                    },
                    |(_, holds)| holds,
                );
                last = Some((user.partition_key, holds));
            }
            if !holds
                && payloads
                && let Some((offset, len)) = user.data
            {
                let span = kpl_format::bytes::Span::new(
                    usize::try_from(offset).unwrap_or(usize::MAX),
                    usize::try_from(len).unwrap_or_default(),
                );
                holds = self.pattern.is_in(span.of(&read.data));
            }
            if holds {
                any = true;
                self.users += 1;
                if found.len() < MOST_FOUND {
                    found.push(first + (number - row.first_user_record));
                }
            }
        }
        if any && let Ok(record) = u32::try_from(record) {
            Rc::make_mut(&mut self.found).push(record);
        }
    }
}
