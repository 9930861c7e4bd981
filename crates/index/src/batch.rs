//! Groups of Kinesis records that are taken apart together, since several MD5s are computed faster at once. A group
//! has some thirty records; it is taken apart here or by a helper.

use super::{
    helper::{Helper, Numbers, next, skim_group, skim_into, span},
    keys::{KeyId, Keys},
    rows::{Row, Rows},
    users::{PackedUser, short},
    words::Words,
};
use kpl_format::{
    bytes::Span,
    kpl::{self, Anatomy, Severity, TableEntry, Verdict},
};
use std::{collections::VecDeque, rc::Rc};

/// How many records a group has: enough to keep four or eight lanes of the MD5 busy to the end.
const GROUP: usize = 32;
/// From this many bytes on, a group gets no more records.
const ENOUGH: usize = 4 << 20;
/// The most bytes that the helper is given at once. While it works on them, further groups are taken apart here.
const MOST_AWAY: usize = 8 << 20;
/// From this many waiting bytes on, nobody waits for the helper any more.
const MOST_WAITING: usize = 64 << 20;

/// Records on their way into the index, in their order.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The records that were decoded last.
    group: Group,
    /// The groups before. The helper has the first of them, or had it and has answered.
    queue: VecDeque<(Group, Stage)>,
    helper: Option<Rc<dyn Helper>>,
    /// Memory of groups that are done, to be used again.
    spare: Vec<Group>,
    numbers: Vec<u32>,
}

/// Records whose data is decoded and not yet taken apart.
#[derive(Debug, Default)]
struct Group {
    /// The data of all these records, one after another.
    data: Vec<u8>,
    waiting: Vec<Waiting>,
}

/// How far a group is.
#[derive(Debug)]
enum Stage {
    /// The helper has it, under this number.
    Away(u32),
    /// It was taken apart; these are its numbers (see [`super::skim_group`]).
    Known(Vec<u32>),
}

/// A record that waits for its turn. Its partition key and codes are numbered only then, so that their numbers do not
/// depend on how records were grouped.
#[derive(Debug)]
struct Waiting {
    row: Row,
    data: [u32; 2],
    key: Option<Span>,
    /// Whether the data is a message alone, as [`kpl_capture::capture::Envelope::message_alone`] says.
    alone: bool,
    words: Vec<&'static str>,
}

/// The parts of the index that rows are added to.
pub(super) struct Out<'a> {
    pub(super) rows: &'a mut Rows,
    pub(super) keys: &'a mut Keys,
    pub(super) words: &'a mut Words,
}

impl Batch {
    /// The memory to which the data of the next record must be appended.
    pub(super) const fn data(&mut self) -> &mut Vec<u8> {
        &mut self.group.data
    }

    /// Adds a record whose data was written from `start` on. `words` are the codes of findings about how it was
    /// captured.
    pub(super) fn add(&mut self, row: Row, start: usize, key: Option<&[u8]>, words: Vec<&'static str>) {
        let all = &mut self.group.data;
        let data = [short(start), short(all.len() - start)];
        let key = key.map(|key| {
            all.extend_from_slice(key);
            Span::new(all.len() - key.len(), key.len())
        });
        self.group.waiting.push(Waiting { row, data, key, alone: false, words });
    }

    /// Says of the record added last that its data is a message alone.
    pub(super) fn is_message_alone(&mut self) {
        if let Some(last) = self.group.waiting.last_mut() {
            last.alone = true;
        }
    }

    /// How many records have no row yet.
    pub(super) fn len(&self) -> usize {
        self.group.waiting.len() + self.queue.iter().map(|(group, _)| group.waiting.len()).sum::<usize>()
    }

    pub(super) const fn is_full(&self) -> bool {
        self.group.waiting.len() >= GROUP || self.group.data.len() >= ENOUGH
    }

    /// From now on a helper takes some of the groups apart.
    pub(super) fn help(&mut self, helper: Rc<dyn Helper>) {
        self.helper = Some(helper);
    }

    /// Whether the helper has a group.
    pub(super) fn is_waiting(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Takes the last group apart, or has the helper do it, and makes rows of all groups that are done.
    pub(super) fn flush(&mut self, out: &mut Out<'_>) {
        if self.group.waiting.is_empty() {
            return;
        }
        let group = std::mem::replace(&mut self.group, self.spare.pop().unwrap_or_default());
        if let Some(number) = self.give(&group) {
            self.queue.push_back((group, Stage::Away(number)));
        } else if self.queue.is_empty() {
            let mut numbers = std::mem::take(&mut self.numbers);
            group.skim(&mut numbers);
            self.settle(group, &numbers, out);
            self.numbers = numbers;
        } else {
            let numbers = group.skimmed();
            self.queue.push_back((group, Stage::Known(numbers)));
            let bytes = |queue: &VecDeque<(Group, Stage)>| -> usize {
                queue.iter().map(|(group, _)| group.data.len()).sum()
            };
            if bytes(&self.queue) > MOST_WAITING {
                self.settle_first(out);
                self.settle_known(out);
            }
        }
    }

    /// Hands a group to the helper, if there is one and it has little to do. Returns the number of the group.
    fn give(&self, group: &Group) -> Option<u32> {
        let helper = self.helper.as_ref()?;
        let away = self.queue.iter().filter(|(_, stage)| matches!(stage, Stage::Away(_)));
        let away: usize = away.map(|(group, _)| group.data.len()).sum();
        (away + group.data.len() <= MOST_AWAY).then(|| helper.take(&group.data, &group.records()))?
    }

    /// Takes an answer of the helper. An answer that nobody waits for is ignored.
    pub(super) fn answer(&mut self, number: u32, numbers: Vec<u32>, out: &mut Out<'_>) {
        let asked = |(_, stage): &&mut (Group, Stage)| matches!(stage, Stage::Away(away) if *away == number);
        if let Some((_, stage)) = self.queue.iter_mut().find(asked) {
            *stage = Stage::Known(numbers);
        }
        self.settle_known(out);
    }

    /// Does what the helper has not done, and goes on without it.
    pub(super) fn do_without(&mut self, out: &mut Out<'_>) {
        self.helper = None;
        while !self.queue.is_empty() {
            self.settle_first(out);
        }
    }

    fn settle_known(&mut self, out: &mut Out<'_>) {
        while let Some((_, Stage::Known(_))) = self.queue.front() {
            self.settle_first(out);
        }
    }

    /// Makes rows of the first waiting group, whoever has it.
    fn settle_first(&mut self, out: &mut Out<'_>) {
        let Some((group, stage)) = self.queue.pop_front() else { return };
        let numbers = match stage {
            Stage::Known(numbers) => numbers,
            Stage::Away(_) => group.skimmed(),
        };
        self.settle(group, &numbers, out);
    }

    /// Makes rows of a group. All callers share this one copy, so that a browser which has seen it run has compiled
    /// it for all.
    #[inline(never)]
    fn settle(&mut self, mut group: Group, numbers: &[u32], out: &mut Out<'_>) {
        let mut rest = numbers;
        for Waiting { mut row, data: record, key, alone, words } in group.waiting.drain(..) {
            let data = span(record).of(&group.data);
            row.bytes = short(data.len());
            row.partition_key = key.map_or(KeyId::NONE, |key| out.keys.intern(key.of(&group.data)));
            for word in words {
                row.findings = out.words.with(row.findings, word);
            }
            let found;
            (found, rest) = next(rest);
            match found {
                _ if alone => out.dissected(data, &kpl::dissect_message(data), row),
                Some(found) => out.skimmed(data, found, row),
                None => out.dissected(data, &kpl::dissect(data), row),
            }
        }
        group.data.clear();
        self.spare.push(group);
    }
}

impl Group {
    fn records(&self) -> Vec<[u32; 2]> {
        self.waiting.iter().map(|one| one.data).collect()
    }

    fn skim(&self, numbers: &mut Vec<u32>) {
        skim_into(&self.data, &self.records(), numbers);
    }

    fn skimmed(&self) -> Vec<u32> {
        skim_group(&self.data, &self.records())
    }
}

impl Out<'_> {
    /// Adds an aggregate without findings.
    fn skimmed(&mut self, data: &[u8], found: Numbers<'_>, mut row: Row) {
        row.verdict = Verdict::Aggregated;
        // Many user records may share a key, so each key is looked up once.
        let ids = self.keys.intern_all(found.keys.iter().map(|&key| span(key).of(data)));
        let users = found.users.iter().map(|&[offset, len, key]| {
            let id = usize::try_from(key).ok().and_then(|key| ids.get(key));
            PackedUser { offset, len, key: id.copied().unwrap_or(KeyId::NONE) }
        });
        self.rows.push(&row, users);
    }

    /// Adds a record that was taken apart completely.
    fn dissected(&mut self, data: &[u8], anatomy: &Anatomy, mut row: Row) {
        row.verdict = anatomy.verdict;
        for finding in &anatomy.findings {
            let count = match finding.code.severity() {
                Severity::Error => &mut row.errors,
                Severity::Warning => &mut row.warnings,
                Severity::Note => &mut row.notes,
            };
            *count = count.saturating_add(1);
            row.findings = self.words.with(row.findings, finding.code.word());
        }
        let used = |entry: &TableEntry| entry.uses > 0 && entry.utf8;
        let table = anatomy.partition_keys.iter();
        let ids: Vec<Option<KeyId>> =
            table.map(|entry| used(entry).then(|| self.keys.intern(entry.value.of(data)))).collect();
        let users = anatomy.user_records.iter().map(|record| {
            let id = record.partition_key.and_then(|key| ids.get(key).copied().flatten());
            PackedUser::of(record.data, id, record.explicit_hash_key.is_some())
        });
        self.rows.push(&row, users);
    }
}
