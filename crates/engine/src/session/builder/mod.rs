//! The builder: a draft, what was made of it, and all that is chosen about what goes out. It lives in the engine
//! beside the capture, and its record shows through the same selectors as a captured one.

mod apply;
mod edit;
mod faces;
mod form;
mod given;
mod made;
mod pick;
mod rows;
mod show;

pub use edit::{Cell, Edit, Setting};
pub use faces::{
    Bench, DefectRow, Likeness, LinkSays, OuterKeyFace, Ruling, Said, ShardFace, SizeFace, Standing,
};
pub use form::PayloadForm;
pub use given::is_fixture;
pub use made::{Made, Product};
pub use pick::Pick;
pub use rows::{DraftRow, Editor};

use super::{Shown, State};
use crate::{
    consumers::{self, Judgement},
    fixture::{self, Built, Draft, History, Problem, command::Target, event::Context, link},
    session::Shards,
};
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_capture::capture::Envelope;
use kpl_format::{
    bytes::Span,
    kpl,
    shard::{HashKeyRange, ShardMap},
};
use std::{collections::BTreeSet, rc::Rc};

/// The two places of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Place {
    /// Records are taken apart.
    #[default]
    Inspect,
    /// Records are made.
    Build,
}

/// One of a set.
#[derive(Clone, Debug)]
struct Kept {
    name: String,
    draft: Draft,
    bytes: usize,
}

/// What is made, and from what.
#[derive(Debug, Default)]
pub struct Builder {
    place: Place,
    /// Counts the moves between places that the engine made by itself.
    moved: u32,
    draft: Draft,
    /// A name for each user record that stays the same when records move.
    ids: Vec<u32>,
    next_id: u32,
    history: History,
    /// The record at hand.
    at: Option<u32>,
    /// What is chosen beside it, where more than it is; and where that choice began.
    chosen: BTreeSet<u32>,
    anchor: Option<u32>,
    /// Counts what the page is to bring into view and put the keyboard into.
    focus: u32,
    /// The number of the last edit of a text that was heard.
    heard: u32,
    /// Whether `built` and what follows from it is of an older draft.
    stale: bool,
    built: Built,
    problems: Vec<Problem>,
    judgements: Vec<Judgement>,
    /// The shards under which that is so.
    judged: Rc<Shards>,
    preview: State,
    /// A plain record that was imported: an aggregate is kept in the draft.
    plain: Option<Rc<[u8]>>,
    name: String,
    target: Target,
    context: Context,
    product: Product,
    /// Several fixtures, good and broken.
    set: Vec<Kept>,
    link: Option<link::Link>,
    trouble: Option<String>,
    /// Counts rows that were pasted and templates that were filled, each without a fault.
    added: u32,
}

impl Builder {
    /// Where the page is.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The draft.
    #[must_use]
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The record that was made, as the selectors see it.
    #[must_use]
    pub const fn preview(&self) -> &State {
        &self.preview
    }

    pub(super) const fn preview_mut(&mut self) -> &mut State {
        &mut self.preview
    }

    /// What was made, up to date.
    pub fn built(&mut self) -> &Built {
        self.refresh();
        &self.built
    }

    /// Whether the draft has changed since it was last built.
    #[must_use]
    pub const fn is_stale(&self) -> bool {
        self.stale
    }

    /// Builds anew where the draft has changed.
    pub fn refresh(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        self.built = fixture::build(&self.draft);
        self.problems = fixture::check_fields(&self.draft);
        self.problems.extend(self.built.problems.iter().cloned());
        let changed = self.built.changed.as_deref().unwrap_or(&self.built.damaged);
        let changed: Rc<[Span]> = changed.iter().copied().filter(|span| span.len > 0).collect();
        self.preview = preview(&self.preview, self.built.bytes.as_slice().into(), changed);
        self.judge();
    }

    fn judge(&mut self) {
        let Some(shown) = self.preview.shown.clone() else { return };
        self.judgements = consumers::judge(&shown.data, &shown.anatomy, self.outer_range());
    }

    /// The hash keys of the shard that the Kinesis record lands in, where shards are known.
    fn outer_range(&self) -> Option<HashKeyRange> {
        let map = self.map()?;
        map.shard(map.owner(self.outer_hash_key()?)?).map(|shard| shard.range)
    }

    /// The shards of the stream, where they are known.
    fn map(&self) -> Option<&ShardMap> {
        self.preview.shards.map.as_deref()
    }

    /// The page knows one stream: what is told in one place counts in the other.
    pub(super) fn take_shards(&mut self, shards: &Rc<Shards>) {
        let judges_anew = !shards.places_as(&self.judged);
        self.preview.shards = shards.clone();
        if judges_anew {
            self.judged = shards.clone();
            self.judge();
        }
    }

    fn outer_hash_key(&self) -> Option<u128> {
        match &self.built.explicit_hash_key {
            Some(key) => kpl::parse_explicit_hash_key(key).ok(),
            None => Some(kpl::hash_of_partition_key(self.built.partition_key.as_bytes())),
        }
    }

    /// The place of a record in the draft.
    fn place_of(&self, id: u32) -> Option<usize> {
        self.ids.iter().position(|&other| other == id)
    }

    /// The name of the next record.
    fn fresh(&mut self) -> u32 {
        self.next_id = self.next_id.wrapping_add(1);
        self.next_id
    }
}

/// What was made, taken apart; carets, what is open and what is chosen stay where the fields are the same.
fn preview(before: &State, bytes: Rc<[u8]>, changed: Rc<[Span]>) -> State {
    let shown = Rc::new(Shown::of(0, bytes, &Envelope::default()));
    let same =
        before.shown.as_ref().is_some_and(|before| before.anatomy.nodes.len() == shown.anatomy.nodes.len());
    let mut next = State {
        changed,
        shards: before.shards.clone(),
        payload_view: before.payload_view,
        tab: before.tab,
        ..State::default()
    };
    let last = shown.data.len().saturating_sub(1);
    next.put(shown);
    next.byte_caret = before.byte_caret.min(last);
    if same {
        next.expanded = before.expanded.clone();
        next.rows = before.rows.clone();
        next.pin = before.pin;
        next.tree_caret = before.tree_caret;
    }
    next.tree_caret = next.tree_caret.min(next.rows.len().saturating_sub(1));
    // Nothing is scrolled to: whoever edits looks where they look.
    next.turn = before.turn;
    next
}
