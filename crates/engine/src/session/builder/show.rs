//! Fills in the builder's parts of the screen.

use super::{
    Bench, Builder, DefectRow, DraftShards, Likeness, LimitUse, LinkSays, Mode, OuterKeyView, ProblemRow,
    ProductView, RowsView, Ruling, Standing,
};
use crate::{
    consumers::Outcome,
    fixture::{
        Defect, DraftFault, Edits, Field, HARD_LIMIT, KPL_LIMIT, OuterHashKey, OuterKey, Param, Problem,
        STREAM_LIMIT, rows,
    },
    session::{List, Rows, Screen, Viewport},
};
use kpl_format::{kpl::Severity, shard};
use std::rc::Rc;

/// How many problems show.
const SAID: usize = 8;
/// How many reasons show why something cannot be sent.
const FAULTS: usize = 3;
/// How many keys of a link show.
const KEYS: usize = 12;

impl Builder {
    /// Fills in the builder's parts. `before` is the screen that showed last.
    pub fn show(&self, viewport: &Viewport, screen: &mut Screen, before: &Screen) {
        screen.standing = Rc::new(Standing { mode: self.mode, moved: self.moved });
        if self.mode == Mode::Inspect {
            // The builder does not show, so its parts stay as they were.
            screen.bench = before.bench.clone();
            screen.draft = before.draft.clone();
            screen.editor = before.editor.clone();
            screen.rulings = before.rulings.clone();
            screen.made = before.made.clone();
            return;
        }
        screen.bench = Rc::new(self.bench());
        let window = viewport.window(List::Draft);
        screen.draft = Rc::new(Rows::of(self.ids.len(), window, |window| self.rows(window)));
        screen.editor = Rc::new(self.editor());
        // Until the record is built anew, what follows from its bytes stays as it was.
        if self.stale {
            screen.rulings = before.rulings.clone();
            screen.made = before.made.clone();
        } else {
            screen.rulings = Rc::new(self.rulings());
            let made = || ProductView { faults: self.faults(), ..self.make(self.product).made() };
            screen.made = Rc::new((!self.is_nothing()).then(made));
        }
    }

    /// Whether there is nothing to make a record of.
    fn is_nothing(&self) -> bool {
        self.draft.records.is_empty() && self.draft.origin.is_none()
    }

    /// Why what is made cannot be sent as it is meant: the first reasons.
    fn faults(&self) -> Vec<String> {
        let grave = |problem: &&Problem| {
            problem.fault.severity() == Severity::Error
                || matches!(problem.fault, DraftFault::HashKeyForm | DraftFault::OverStreamLimit { .. })
        };
        let sentence = |problem: &Problem| {
            let record = problem.record.map(|place| format!("Record {place}: ")).unwrap_or_default();
            format!("{record}{} {}", problem.fault.message(), problem.fault.help())
        };
        self.problems.iter().filter(grave).take(FAULTS).map(sentence).collect()
    }

    fn bench(&self) -> Bench {
        let draft = &self.draft;
        let (said, more_said) = self.said();
        let imported = draft.origin.is_some();
        Bench {
            heard: self.heard,
            caret: self.at.and_then(|id| Some((self.place_of(id)?, id))),
            chosen: self.chosen_count(),
            focus: self.focus,
            added: self.added,
            steps: (self.history.can_undo(), self.history.can_redo()),
            nothing: self.is_nothing(),
            counts: (!imported && !draft.is_raw(), !imported || draft.records.len() == 1),
            imported,
            tables: draft.tables,
            hash_keys: draft.explicit_hash_keys,
            single: draft.single,
            outer_key: OuterKeyView {
                chosen: matches!(draft.outer_partition_key, OuterKey::Chosen(_)).then_some(true),
                key: Some(match &draft.outer_partition_key {
                    OuterKey::Chosen(key) => key.clone(),
                    OuterKey::Kpl => self.built.partition_key.clone(),
                }),
                fault: self.fault_of(Field::OuterPartitionKey),
            },
            outer_hash_key: OuterKeyView {
                chosen: match draft.outer_explicit_hash_key {
                    OuterHashKey::Kpl => None,
                    OuterHashKey::Absent => Some(false),
                    OuterHashKey::Chosen(_) => Some(true),
                },
                key: match &draft.outer_explicit_hash_key {
                    OuterHashKey::Chosen(key) => Some(key.clone()),
                    _ => self.built.explicit_hash_key.clone(),
                },
                fault: self.fault_of(Field::OuterExplicitHashKey),
            },
            worst: self.problems.iter().map(|problem| problem.fault.severity()).min(),
            said,
            more_said,
            sizes: self.sizes(),
            units: self.built.sizes().payload_units,
            likeness: self.likeness(),
            defects: self.defect_rows(),
            seal: draft.seal,
            shards: self.draft_shards(),
            name: (self.name.clone(), self.stem()),
            target: [
                self.target.stream.clone(),
                self.target.region.clone().unwrap_or_default(),
                self.target.profile.clone().unwrap_or_default(),
                self.target.endpoint.clone().unwrap_or_default(),
            ],
            context: [self.context.shard.clone(), self.context.function.clone()],
            cli: (self.target.cli, self.target.shell, self.target.way),
            product: self.product,
            set: self.set.iter().map(|kept| (kept.name.clone(), kept.bytes)).collect(),
            parts: (self.split_into, self.split_at.clone()),
            link: self.link_says(),
            rows: self
                .pasted
                .as_ref()
                .map(|read| read.as_ref().map(rows_view).map_err(|fault| fault.sentence())),
            trouble: self.trouble.clone(),
        }
    }

    /// What is wrong with a field of the Kinesis record, and what to do.
    fn fault_of(&self, field: Field) -> Option<String> {
        let problem = self.problems.iter().find(|problem| problem.field == field)?;
        Some(format!("{} {}", problem.fault.message(), problem.fault.help()))
    }

    /// The gravest problems, and how many more there are. A defect that was left out is said in its own row.
    fn said(&self) -> (Vec<ProblemRow>, usize) {
        let skipped = |problem: &&Problem| !matches!(problem.fault, DraftFault::Skipped(_));
        let mut found: Vec<&Problem> = self.problems.iter().filter(skipped).collect();
        found.sort_by_key(|problem| problem.fault.severity());
        let more = found.len().saturating_sub(SAID);
        let said = found.into_iter().take(SAID).map(|problem| ProblemRow {
            severity: problem.fault.severity(),
            record: problem.record.and_then(|place| Some((*self.ids.get(place)?, place))),
            message: problem.fault.message(),
            help: problem.fault.help().to_owned(),
        });
        (said.collect(), more)
    }

    fn sizes(&self) -> Vec<LimitUse> {
        let sizes = self.built.sizes();
        [(KPL_LIMIT, sizes.bytes), (STREAM_LIMIT, sizes.with_key), (HARD_LIMIT, sizes.with_key)]
            .map(|(limit, bytes)| LimitUse { limit, bytes })
            .to_vec()
    }

    fn likeness(&self) -> Likeness {
        let built = &self.built;
        let bytes = |spans: &[kpl_format::bytes::Span]| spans.iter().map(|span| span.len).sum();
        match &built.changed {
            Some(changed) if changed.is_empty() => Likeness::Identical,
            Some(changed) => Likeness::Changed { places: changed.len(), bytes: bytes(changed) },
            None if !built.damage.spans.is_empty() => {
                let Edits { changed, added, removed, .. } = built.damage;
                Likeness::Broken { changed, added, removed }
            }
            None if self
                .plain
                .as_deref()
                .is_some_and(|plain| plain == built.bytes && self.draft.is_raw()) =>
            {
                Likeness::Identical
            }
            None => Likeness::Own,
        }
    }

    fn defect_rows(&self) -> Vec<DefectRow> {
        let mut words: Vec<&str> = Vec::new();
        for defect in Defect::EVERY {
            if !words.contains(&defect.word()) {
                words.push(defect.word());
            }
        }
        let row = |word: &str| {
            let there = self.draft.defects.iter().position(|defect| defect.word() == word);
            let defect = there.and_then(|at| self.draft.defects.get(at).copied()).or(Defect::named(word));
            let skipped = self.problems.iter().find(|problem| match problem.field {
                Field::Defect(at) => Some(at) == there,
                _ => false,
            });
            DefectRow {
                word: word.to_owned(),
                on: there.is_some(),
                params: defect.map(params).unwrap_or_default(),
                skipped: skipped.map(|problem| (problem.fault.message(), problem.fault.help().to_owned())),
            }
        };
        words.into_iter().map(row).collect()
    }

    fn draft_shards(&self) -> DraftShards {
        let mut shards = DraftShards::default();
        let (Some(map), Some(shown)) = (self.map(), &self.preview.shown) else { return shards };
        let name = |place: usize| map.shard(place).map(|shard| shard.id.clone());
        shards.total = Some(map.open().len());
        shards.outer = self.outer_hash_key().and_then(|key| name(map.owner(key)?));
        let placement = shard::place(&shown.anatomy, map);
        shards.counts =
            placement.counts.iter().filter_map(|(&place, &count)| Some((name(place)?, count))).collect();
        shards
    }

    fn link_says(&self) -> Option<LinkSays> {
        let link = self.link.as_ref()?;
        let contents = &link.contents;
        Some(LinkSays {
            len: link.fragment.len(),
            comfortable: link.fragment.len() <= crate::fixture::link::COMFORTABLE,
            records: contents.records,
            keys: (
                contents.partition_keys.iter().take(KEYS).cloned().collect(),
                contents.partition_keys.len(),
            ),
            payload_bytes: contents.payload_bytes,
            files: contents.files.clone(),
            origin_bytes: contents.origin_bytes,
            defects: contents.defects,
        })
    }

    pub(in crate::session) fn fragment(&self) -> String {
        self.link.as_ref().map(|link| link.fragment.clone()).unwrap_or_default()
    }

    fn rulings(&self) -> Vec<Ruling> {
        let whole = self.preview.shown.as_ref().map_or(0, |shown| shown.anatomy.user_records.len());
        let raw = self.draft.is_raw();
        let ruling = |judgement: &crate::consumers::Judgement| Ruling {
            consumer: judgement.consumer.id().to_owned(),
            measured: judgement.consumer.measured(),
            outcome: judgement.outcome.word().to_owned(),
            good: match judgement.outcome {
                Outcome::Records => judgement.emitted == whole && judgement.flaws == Default::default(),
                Outcome::Passthrough => raw,
                _ => false,
            },
            emitted: judgement.emitted,
            silent: judgement.silent,
            why: judgement.why(),
        };
        self.judgements.iter().map(ruling).collect()
    }
}

/// How many rows are shown before they are added, and how many characters of each.
const ROWS: (usize, usize) = (3, 120);

fn rows_view(rows: &rows::Rows) -> RowsView {
    let (most, characters) = ROWS;
    let cut = |text: &str| text.chars().take(characters).collect::<String>();
    let first = rows.records.iter().take(most).map(|record| {
        let hash_key = record.explicit_hash_key.as_deref().unwrap_or_default();
        let payload = record.payload.content.typed().unwrap_or_default();
        [&record.partition_key, hash_key, payload].map(cut)
    });
    let columns = rows.columns.iter().map(|column| (column.name.clone(), column.taken_for().to_owned()));
    RowsView {
        said: rows.sentences(),
        header: rows.header,
        columns: columns.collect(),
        total: rows.records.len(),
        first: first.collect(),
    }
}

/// The parameters of a defect: name, value, and the possible values where these are words.
fn params(defect: Defect) -> Vec<(String, String, Vec<String>)> {
    let words = |name: &str| -> Vec<String> {
        use crate::fixture::{Limit, Required};
        match name {
            "limit" => Limit::ALL.iter().map(|limit| limit.word().to_owned()).collect(),
            "field" => Required::ALL.iter().map(|field| field.word().to_owned()).collect(),
            _ => Vec::new(),
        }
    };
    let param = |(name, value): (&str, Param)| {
        let value = match value {
            Param::Number(number) => number.to_string(),
            Param::Word(word) => word.to_owned(),
        };
        (name.to_owned(), value, words(name))
    };
    defect.params().into_iter().map(param).collect()
}
