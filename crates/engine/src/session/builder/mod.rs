//! The builder: a draft, the record that is built from it, and the choices about what is made of it. It lives in the
//! engine beside the capture. Its record shows through the same selectors as a captured one.

mod apply;
mod edit;
mod form;
mod given;
mod kept;
mod made;
mod pick;
mod rows;
mod show;
mod views;

pub use edit::{Cell, Edit, Setting};
pub use form::PayloadForm;
pub use given::is_fixture;
pub use made::{Product, ProductView};
pub use pick::Pick;
pub use rows::{DraftRow, Editor};
pub use views::{
    Bench, DefectRow, DraftShards, Likeness, LimitUse, LinkSays, OuterKeyView, ProblemRow, RowsView, Ruling,
    Standing,
};

use super::{Shown, State};
use crate::{
    consumers::{self, Judgement},
    fixture::{
        self, Built, Draft, History, Problem,
        command::Target,
        event::Context,
        link,
        rows::{Rows, RowsFault},
    },
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

/// What the page is for at the moment. It switches between the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Mode {
    /// Records are taken apart.
    #[default]
    Inspect,
    /// Records are made.
    Build,
}

/// A fixture of the set.
#[derive(Clone, Debug)]
struct Kept {
    name: String,
    draft: Draft,
    bytes: usize,
}

#[derive(Debug, Default)]
pub struct Builder {
    mode: Mode,
    /// How often the engine changed the mode by itself.
    moved: u32,
    draft: Draft,
    /// An id for each user record, which stays the same when records move.
    ids: Vec<u32>,
    next_id: u32,
    history: History,
    /// The id of the user record at hand.
    at: Option<u32>,
    /// The ids that are chosen, empty where only the record at hand is. The choice began at `anchor`.
    chosen: BTreeSet<u32>,
    anchor: Option<u32>,
    /// Goes up whenever the page is to bring the record at hand into view and focus it.
    focus: u32,
    /// The number of the last edit of a text that was carried out.
    heard: u32,
    /// Whether the draft has changed since `built` and what follows from it were made.
    stale: bool,
    built: Built,
    problems: Vec<Problem>,
    judgements: Vec<Judgement>,
    /// The shards for which the judgements hold.
    judged: Rc<Shards>,
    preview: State,
    /// The bytes of a plain record that was imported. Those of an aggregate are in the draft.
    plain: Option<Rc<[u8]>>,
    name: String,
    target: Target,
    context: Context,
    product: Product,
    /// Fixtures that were kept, to be packed or put together.
    set: Vec<Kept>,
    /// How many bytes a part of a draft that is split may have, as it was typed.
    split_at: String,
    /// Into how many parts it would be split.
    split_into: usize,
    link: Option<link::Link>,
    /// The rows that were pasted, and wait to be added.
    pasted: Option<Result<Rows, RowsFault>>,
    trouble: Option<String>,
    /// Goes up whenever records were generated or pasted without a fault.
    added: u32,
}

impl Builder {
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    #[must_use]
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The record that was made, in a state that the selectors can read.
    #[must_use]
    pub const fn preview(&self) -> &State {
        &self.preview
    }

    pub(super) const fn preview_mut(&mut self) -> &mut State {
        &mut self.preview
    }

    /// The record of the draft as it is now.
    pub fn built(&mut self) -> &Built {
        self.refresh();
        &self.built
    }

    /// Whether the draft has changed since it was last built.
    #[must_use]
    pub const fn is_stale(&self) -> bool {
        self.stale
    }

    /// Builds the record anew if the draft has changed.
    pub fn refresh(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        self.built = fixture::build(&self.draft);
        self.problems = fixture::check_fields(&self.draft);
        self.problems.extend(self.built.problems.iter().cloned());
        let changed = self.built.changed.as_deref().unwrap_or(&self.built.damage.spans);
        let changed: Rc<[Span]> = changed.iter().copied().filter(|span| span.len > 0).collect();
        self.count_parts();
        self.preview = preview(&self.preview, self.built.bytes.as_slice().into(), changed);
        self.judge();
    }

    fn judge(&mut self) {
        let Some(shown) = self.preview.shown.clone() else { return };
        self.judgements = consumers::judge(&shown.data, &shown.anatomy, self.outer_range());
    }

    /// The hash keys of the shard that the Kinesis record lands in, if shards are known.
    fn outer_range(&self) -> Option<HashKeyRange> {
        let map = self.map()?;
        map.shard(map.owner(self.outer_hash_key()?)?).map(|shard| shard.range)
    }

    /// The shards of the stream, if they are known.
    fn map(&self) -> Option<&ShardMap> {
        self.preview.shards.map.as_deref()
    }

    /// Takes over shards that were entered elsewhere: the page knows one stream.
    pub(super) fn take_shards(&mut self, shards: &Rc<Shards>) {
        let judges_anew = !shards.places_as(&self.judged);
        self.preview.shards = shards.clone();
        if judges_anew {
            self.judged = shards.clone();
            self.count_parts();
            self.judge();
        }
    }

    fn outer_hash_key(&self) -> Option<u128> {
        match &self.built.explicit_hash_key {
            Some(key) => kpl::parse_explicit_hash_key(key).ok(),
            None => Some(kpl::hash_of_partition_key(self.built.partition_key.as_bytes())),
        }
    }

    fn place_of(&self, id: u32) -> Option<usize> {
        self.ids.iter().position(|&other| other == id)
    }

    /// An id for the next record.
    fn fresh(&mut self) -> u32 {
        self.next_id = self.next_id.wrapping_add(1);
        self.next_id
    }
}

/// The state that shows the new record. Carets, open nodes and choices stay if the fields are the same as before.
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
    // Nothing scrolls, since whoever edits looks where they edit.
    next.turn = before.turn;
    next
}
