//! Carries out an edit.

use super::{Builder, Cell, Edit, Kept, Mode, PayloadForm, Setting};
use crate::fixture::{
    self, Content, Defect, Draft, DraftPayload, DraftRecord, DraftTag, Field, KPL_LIMIT, OuterHashKey,
    OuterKey, Typing,
    generate::Generate,
    link,
    rows::{self, Rows},
};

/// The most user records that a template or pasted rows may add at once.
const MOST: usize = 100_000;

impl Builder {
    /// Carries out an edit. [`Edit::Import`] and [`Edit::Inspect`] also concern the capture, so the engine does them.
    pub fn apply(&mut self, edit: Edit, number: u32) {
        self.heard = self.heard.max(number);
        self.trouble = None;
        match edit {
            Edit::Go(mode) => self.mode = mode,
            Edit::Import | Edit::Inspect => {}
            Edit::At(id) => self.put_at(id),
            Edit::Pick(id, pick) => self.pick(id, pick),
            Edit::Undo => self.step(false),
            Edit::Redo => self.step(true),
            Edit::Given(bytes, name) => self.take_given(&bytes, name.as_deref()),
            Edit::Link(fragment) => match link::read(&fragment) {
                Ok(draft) => self.open(draft),
                Err(fault) => {
                    self.go(Mode::Build);
                    self.trouble = Some(fault.sentence());
                }
            },
            Edit::New => self.replace(Draft::default()),
            Edit::Rows(text, header) => self.take_rows(&text, header),
            Edit::AskRows(asked) => {
                self.pasted = asked.map(|(text, header)| rows::read_with(&text, header));
            }
            Edit::Generate { count, partition_key, explicit_hash_key, payload, gzip, seed } => {
                let payload = DraftPayload { content: payload.0.content(payload.1), gzip };
                let numbers = number_of_records(&count).and_then(|count| Ok((count, seed_of(&seed)?)));
                let records = numbers.and_then(|(count, seed)| {
                    let generate = Generate { count, partition_key, explicit_hash_key, payload, seed };
                    generate.records().map_err(|fault| fault.sentence())
                });
                match records {
                    Ok(records) => self.append(records),
                    Err(sentence) => self.trouble = Some(sentence),
                }
            }
            Edit::Cli(cli) => self.target.cli = cli,
            Edit::Shell(shell) => self.target.shell = shell,
            Edit::Way(way) => self.target.way = way,
            Edit::Product(product) => self.product = product,
            Edit::Keep => {
                self.refresh();
                let kept = self.kept();
                self.set.push(kept);
            }
            Edit::Split => {
                let title = self.title().to_owned();
                let Some(parts) = self.parts() else { return };
                // Those of an earlier split give way.
                let number =
                    |kept: &Kept| kept.name.strip_prefix(&title)?.strip_prefix(' ')?.parse::<usize>().ok();
                self.set.retain(|kept| number(kept).is_none());
                self.set.extend(parts.into_iter().zip(1..).map(|(draft, number)| Kept {
                    name: format!("{title} {number}"),
                    bytes: fixture::build(&draft).bytes.len(),
                    draft,
                }));
            }
            Edit::Drop(at) if at < self.set.len() => {
                self.set.remove(at);
            }
            Edit::Take(at) => {
                if let Some(kept) = self.set.get(at).cloned() {
                    self.name = kept.name;
                    self.replace(kept.draft);
                }
            }
            Edit::Drop(_) => {}
            Edit::AskLink(wanted) => self.link = wanted.then(|| link::write(&self.draft)),
            Edit::Set(setting, text) => self.set_text(setting, text),
            edit => self.edit(edit),
        }
    }

    /// Carries out an edit of the draft, and adds it to the history.
    fn edit(&mut self, edit: Edit) {
        let before = self.draft.clone();
        let typing = self.change(edit);
        self.history.push(&before, &self.draft, typing);
        self.stale |= before != self.draft;
    }

    fn change(&mut self, edit: Edit) -> Option<Typing> {
        match edit {
            Edit::Add => self.add(),
            Edit::Duplicate(id) => self.duplicate(id)?,
            Edit::Move(id, up) => self.shift(id, up)?,
            Edit::Delete(id) => self.delete(id)?,
            Edit::Type(id, cell, text) => {
                let at = self.place_of(id)?;
                return Some((Some(at), type_into(self.draft.records.get_mut(at)?, cell, text)));
            }
            Edit::Form(id, form) => {
                let record = self.record(id)?;
                match form.of(&record.payload.content) {
                    Some(content) => record.payload.content = content,
                    None => {
                        self.trouble = Some(
                            "These bytes are no text: choose hex or base64, or empty it first.".to_owned(),
                        );
                    }
                }
            }
            Edit::Gzip(id, gzip) => self.record(id)?.payload.gzip = gzip,
            Edit::File(id, name, bytes) => {
                self.record(id)?.payload.content = Content::File { name, bytes: bytes.into() };
            }
            Edit::AddTag(id) => self.record(id)?.tags.push(DraftTag { key: "tag".to_owned(), value: None }),
            Edit::DropTag(id, tag) => {
                let tags = &mut self.record(id)?.tags;
                if tag < tags.len() {
                    tags.remove(tag);
                }
            }
            Edit::Tables(style) => self.draft.tables = style,
            Edit::HashKeys(style) => self.draft.explicit_hash_keys = style,
            Edit::Single(single) => self.draft.single = single,
            Edit::ChooseOuterKey(chosen) => {
                self.draft.outer_partition_key = match chosen {
                    true => OuterKey::Chosen(self.built.partition_key.clone()),
                    false => OuterKey::Kpl,
                };
            }
            Edit::ChooseOuterHashKey(chosen) => {
                self.draft.outer_explicit_hash_key = match chosen {
                    None => OuterHashKey::Kpl,
                    Some(false) => OuterHashKey::Absent,
                    Some(true) => OuterHashKey::Chosen(
                        self.built.explicit_hash_key.clone().unwrap_or_else(|| "0".to_owned()),
                    ),
                };
            }
            Edit::Defect(word, on) => self.put_defect(&word, on),
            Edit::DefectParam(word, name, value) => {
                let defects = &mut self.draft.defects;
                let defect = defects.iter_mut().find(|defect| defect.word() == word)?;
                match defect.with(&name, value.trim()) {
                    Some(changed) => *defect = changed,
                    None if value.trim().is_empty() => {}
                    None => self.trouble = Some(format!("The defect takes no {name} of {value}.")),
                }
            }
            Edit::Seal(seal) => self.draft.seal = seal,
            _ => {}
        }
        None
    }

    fn record(&mut self, id: u32) -> Option<&mut DraftRecord> {
        let at = self.place_of(id)?;
        self.draft.records.get_mut(at)
    }

    fn add(&mut self) {
        let at = self.at.and_then(|id| self.place_of(id)).map_or(self.ids.len(), |at| at + 1);
        let number = self.draft.records.len() + 1;
        self.insert(at, DraftRecord::text(&format!("key-{number}"), ""));
    }

    fn insert(&mut self, at: usize, record: DraftRecord) {
        let id = self.fresh();
        self.draft.records.insert(at, record);
        self.ids.insert(at, id);
        self.choose_none();
        self.look_at(id);
    }

    /// Brings a record into view and moves the keyboard's focus to it.
    pub(super) fn look_at(&mut self, id: u32) {
        self.at = Some(id);
        self.focus = self.focus.wrapping_add(1);
    }

    fn put_defect(&mut self, word: &str, on: bool) {
        let defects = &mut self.draft.defects;
        let there = defects.iter().any(|defect| defect.word() == word);
        match Defect::named(word) {
            Some(defect) if on && !there => defects.push(defect),
            _ if !on => defects.retain(|defect| defect.word() != word),
            _ => {}
        }
    }

    fn set_text(&mut self, setting: Setting, text: String) {
        let optional = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let before = self.draft.clone();
        let field = match setting {
            Setting::OuterPartitionKey => {
                self.draft.outer_partition_key = OuterKey::Chosen(text);
                Field::OuterPartitionKey
            }
            Setting::OuterExplicitHashKey => {
                self.draft.outer_explicit_hash_key = OuterHashKey::Chosen(text);
                Field::OuterExplicitHashKey
            }
            Setting::Name => return self.name = text,
            Setting::Stream => return self.target.stream = text,
            Setting::Region => return self.target.region = optional(text),
            Setting::Profile => return self.target.profile = optional(text),
            Setting::Endpoint => return self.target.endpoint = optional(text),
            Setting::Shard => return self.context.shard = text,
            Setting::Function => return self.context.function = text,
            Setting::SplitAt => {
                self.split_at = text;
                return self.count_parts();
            }
        };
        self.history.push(&before, &self.draft, Some((None, field)));
        self.stale |= before != self.draft;
    }

    pub(super) fn take_rows(&mut self, text: &str, header: Option<bool>) {
        match rows::read_with(text, header) {
            Ok(rows) => self.append_rows(rows),
            Err(fault) => self.trouble = Some(fault.sentence()),
        }
    }

    /// Adds the user records of rows that were read.
    pub(super) fn append_rows(&mut self, rows: Rows) {
        if rows.records.len() > MOST {
            self.trouble = Some(format!("These are more than {MOST} rows: paste them in parts."));
        } else {
            self.append(rows.records);
        }
    }

    /// Adds records behind the last one, as one step of the history.
    pub(super) fn append(&mut self, records: Vec<DraftRecord>) {
        let mut after = self.draft.clone();
        after.records.extend(records);
        let first = self.ids.len();
        self.replace(after);
        self.added = self.added.wrapping_add(1);
        if let Some(&id) = self.ids.get(first) {
            self.at = Some(id);
        }
    }

    /// Replaces the draft, as one step of the history.
    pub(super) fn replace(&mut self, after: Draft) {
        let before = std::mem::replace(&mut self.draft, after);
        let draft = std::mem::take(&mut self.draft);
        self.history.push(&before, &draft, None);
        self.draft = draft;
        self.name_anew(&before);
        self.stale = true;
    }

    pub(super) fn count_parts(&mut self) {
        self.split_into = self.parts().map_or(0, |parts| parts.len());
    }

    /// The parts of a draft that is larger than a Kinesis record may be, by what was typed. An imported one is whole.
    pub(super) fn parts(&self) -> Option<Vec<Draft>> {
        let most = self.split_at.trim().parse().unwrap_or(KPL_LIMIT);
        let large = self.built.bytes.len() > most && self.draft.records.len() > 1;
        let map = self.map();
        let shard = |record: &DraftRecord| map?.owner(record.hash_key()?);
        (large && self.draft.origin.is_none()).then(|| fixture::split(&self.draft, most, shard))
    }

    fn step(&mut self, forth: bool) {
        let before = self.draft.clone();
        let done = match forth {
            true => self.history.redo(&mut self.draft),
            false => self.history.undo(&mut self.draft),
        };
        if done {
            self.name_anew(&before);
            self.stale = true;
        }
    }

    /// Gives ids to the records of a new draft. Records at the beginning and the end that did not change keep their
    /// ids. Those between keep theirs if there are as many as before.
    fn name_anew(&mut self, before: &Draft) {
        self.choose_none();
        let (old, new) = (&before.records, &self.draft.records);
        let (was, is) = (old.len(), new.len());
        if was != is {
            let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
            let most = was.min(is) - start;
            let ends = old.iter().rev().zip(new.iter().rev());
            let end = ends.take(most).take_while(|(one, other)| one == other).count();
            let fresh: Vec<u32> = (start..is - end).map(|_| self.fresh()).collect();
            self.ids.splice(start..was - end, fresh);
        }
        if self.at.is_none_or(|id| self.place_of(id).is_none()) {
            self.at = self.ids.first().copied();
        }
    }
}

fn number_of_records(text: &str) -> Result<usize, String> {
    let count = text.trim().parse().ok().filter(|count| (1..=MOST).contains(count));
    count.ok_or_else(|| format!("How many: {text:?} is no whole number from 1 to {MOST}."))
}

fn seed_of(text: &str) -> Result<u64, String> {
    text.trim().parse().map_err(|_| format!("Seed: {text:?} is no whole number from 0 to {}.", u64::MAX))
}

/// Puts a text into a cell. Returns the field that was typed into.
fn type_into(record: &mut DraftRecord, cell: Cell, text: String) -> Field {
    match cell {
        Cell::PartitionKey => {
            record.partition_key = text;
            Field::PartitionKey
        }
        Cell::ExplicitHashKey => {
            record.explicit_hash_key = Some(text).filter(|text| !text.is_empty());
            Field::ExplicitHashKey
        }
        Cell::Payload => {
            record.payload.content = PayloadForm::of_content(&record.payload.content).content(text);
            Field::Payload
        }
        Cell::TagKey(at) => {
            record.tags.get_mut(at).into_iter().for_each(|tag| tag.key.clone_from(&text));
            Field::Tags
        }
        Cell::TagValue(at) => {
            let value = Some(text).filter(|text| !text.is_empty());
            record.tags.get_mut(at).into_iter().for_each(|tag| tag.value.clone_from(&value));
            Field::Tags
        }
    }
}
