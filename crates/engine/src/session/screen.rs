//! What the page shows, as data that can be sent to it.
//!
//! The page holds a [`Screen`], never the capture. After an action, only the parts that changed are sent.

use super::{
    State, Tab,
    batch::Charts,
    builder::{Bench, DraftRow, Editor, Made, Ruling, Standing},
    select::{
        self, Banner, ByteRow, CaptureUserRow, CompareRow, CompareView, ConsumerRow, Details, EmittedRow,
        FieldRow, FindingRow, Given, HappenedView, KeyRow, OpenPayload, Overview, Progress, RecordRow,
        ShardRow, ShardsView, UserRow,
    },
};
use borsh::{BorshDeserialize, BorshSerialize};
use std::{ops::Range, rc::Rc};

/// A list of which the page shows a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum List {
    Records,
    /// The rows of the tree.
    Fields,
    Bytes,
    Users,
    /// The entries of both key tables of the Kinesis record at hand.
    Keys,
    /// The findings about the Kinesis record at hand.
    Findings,
    /// The user records of the whole capture.
    CaptureUsers,
    /// The records that the open consumer hands over.
    Emitted,
    Shards,
    Draft,
    /// The pairs of the comparison.
    Compared,
}

/// What the page says about what it shows.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Glance {
    /// The rows of a list that are on the page.
    Window(List, Range<usize>),
    /// How many bytes stand in a row.
    Columns(usize),
    /// An offset that somebody is typing. The page shows which field is there.
    Peek(Option<usize>),
}

/// Which part of each list is on the page.
#[derive(Clone, Debug)]
pub struct Look {
    windows: [Range<usize>; 11],
    columns: usize,
    peek: Option<usize>,
}

impl Default for Look {
    /// What a page of usual size shows at first, so that its first picture is complete.
    fn default() -> Self {
        const BEGIN: Range<usize> = 0..64;
        Self { windows: [BEGIN; 11], columns: 16, peek: None }
    }
}

/// The most rows that are sent of a list. A page that asks for more is mistaken about its height.
const MOST: usize = 1_000;

impl Look {
    /// Takes note of what the page shows.
    pub fn take(&mut self, glance: Glance) {
        match glance {
            Glance::Window(list, rows) => {
                if let Some(window) = self.windows.get_mut(list.place()) {
                    *window = rows.start..rows.end.min(rows.start.saturating_add(MOST));
                }
            }
            Glance::Columns(columns) => self.columns = columns.max(1),
            Glance::Peek(offset) => self.peek = offset,
        }
    }

    pub(super) fn window(&self, list: List) -> Range<usize> {
        self.windows.get(list.place()).cloned().unwrap_or_default()
    }
}

impl List {
    const fn place(self) -> usize {
        match self {
            Self::Records => 0,
            Self::Fields => 1,
            Self::Bytes => 2,
            Self::Users => 3,
            Self::Keys => 4,
            Self::Findings => 5,
            Self::CaptureUsers => 6,
            Self::Emitted => 7,
            Self::Shards => 8,
            Self::Draft => 9,
            Self::Compared => 10,
        }
    }
}

/// The part of a list that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Rows<T> {
    /// How many rows the whole list has.
    pub total: usize,
    /// Which row of the list the first of `rows` is.
    pub start: usize,
    pub rows: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { total: 0, start: 0, rows: Vec::new() }
    }
}

impl<T> Rows<T> {
    pub(super) fn of(total: usize, window: Range<usize>, rows: impl FnOnce(Range<usize>) -> Vec<T>) -> Self {
        let start = window.start.min(total);
        Self { total, start, rows: rows(start..window.end.min(total)) }
    }

    /// The row `at` of the list; `None` where it was not sent (yet).
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        self.rows.get(at.checked_sub(self.start)?)
    }
}

/// The carets, totals and selections that belong to no single list.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Face {
    /// Counts captures, as [`State::captures`].
    pub captures: u32,
    /// Counts the reasons for the panes to scroll, as [`State::turn`].
    pub turn: u32,
    pub tab: Tab,
    /// The levels above, the outermost first: the Kinesis record and the user record from which each next level was
    /// opened.
    pub trail: Vec<(usize, Option<usize>)>,
    /// Whether the capture at hand is a repaired record.
    pub repaired: bool,
    /// The place of the Kinesis record at hand in the capture.
    pub record: Option<usize>,
    /// The size of that record in bytes.
    pub record_len: usize,
    /// The row of that record in the list of Kinesis records.
    pub record_row: usize,
    /// The caret in the tree: its row, and the node there.
    pub tree_caret: (usize, Option<usize>),
    /// The caret in the bytes: an offset.
    pub byte_caret: usize,
    /// The caret in the list of user records: its row, and the user record there.
    pub user_caret: (usize, Option<usize>),
    /// How many user records there are without the filter.
    pub users: usize,
    /// The caret in the key tables: its row, and the node there.
    pub key_caret: (usize, Option<usize>),
    /// The node under the pointer or under a caret.
    pub lit: Option<usize>,
    /// The offset that was asked about, and the path of the field there.
    pub peek: Option<(usize, String)>,
}

impl Face {
    fn of(state: &State, look: &Look) -> Self {
        let key_row = state.key_caret;
        Self {
            captures: state.captures,
            turn: state.turn,
            tab: state.tab,
            trail: state.trail.iter().map(|crumb| (crumb.record, crumb.user_record)).collect(),
            repaired: state.trail.last().is_some_and(|crumb| crumb.repaired),
            record: select::record(state).map(|(index, _)| index),
            record_len: select::record_len(state),
            record_row: select::record_row_at_hand(state),
            tree_caret: (state.tree_caret, state.caret_node()),
            byte_caret: state.byte_caret,
            user_caret: (state.user_caret, select::user_at_caret(state)),
            users: select::users_total(state).1,
            key_caret: (key_row, select::key_node(state, key_row)),
            lit: state.lit,
            peek: look.peek.and_then(|offset| Some((offset, select::path_at(state, offset)?))),
        }
    }
}

/// Defines [`Screen`], [`Changes`] and what goes between them from one list, so that no part can be forgotten in one
/// of them.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $make:expr;)*) => {
        /// Everything that the page shows.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Screen {
            $($(#[$doc])* pub $name: Rc<$type>,)*
        }

        /// The parts of a screen that changed.
        #[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
        pub struct Changes {
            $($name: Option<Rc<$type>>,)*
        }

        impl Screen {
            /// What shows of `state` in this viewport.
            #[must_use]
            pub fn of(state: &State, look: &Look) -> Self {
                $(let $name: fn(&State, &Look) -> $type = $make;)*
                Self { $($name: Rc::new($name(state, look)),)* }
            }

            /// What is different from `before`; `None` where nothing is.
            #[must_use]
            pub fn changes_from(&self, before: &Self) -> Option<Changes> {
                let mut any = false;
                let changes = Changes {
                    $($name: (self.$name != before.$name).then(|| {
                        any = true;
                        self.$name.clone()
                    }),)*
                };
                any.then_some(changes)
            }

            /// Whether every part is the same object. That is quick to find out, and enough to know that nothing must
            /// be drawn again.
            #[must_use]
            pub fn is(&self, other: &Self) -> bool {
                $(Rc::ptr_eq(&self.$name, &other.$name))&&*
            }

            pub fn put(&mut self, changes: Changes) {
                $(if let Some(part) = changes.$name {
                    self.$name = part;
                })*
            }
        }
    };
}

parts! {
    /// Carets, totals and selections.
    face: Face = Face::of;
    /// The capture that was given; `None` while there is none.
    given: Option<Given> = |state, _| select::given(state);
    overview: Overview = |state, _| select::overview(state);
    /// The long work that goes on.
    progress: Option<Progress> = |state, _| select::progress(state);
    /// Why the last thing could not be read or done.
    trouble: Option<String> = |state, _| state.trouble.clone();
    charts: Option<Rc<Charts>> = |state, _| select::capture_charts(state);
    /// The user records of the whole capture that pass the filters.
    capture_users: Rows<CaptureUserRow> = |state, look| {
        let total = select::capture_users_total(state);
        Rows::of(total, look.window(List::CaptureUsers), |window| select::capture_user_rows(state, window))
    };
    /// What the banner says about the Kinesis record at hand.
    banner: Option<Banner> = |state, _| select::banner(state);
    /// The chosen field.
    details: Option<Details> = |state, _| select::details(state);
    payload: Option<Rc<OpenPayload>> = |state, _| select::open_payload(state);
    /// The Kinesis records that pass the filters.
    records: Rows<RecordRow> = |state, look| {
        Rows::of(select::records_through(state), look.window(List::Records), |window| select::record_rows(state, window))
    };
    /// The rows of the tree.
    fields: Rows<FieldRow> = |state, look| {
        Rows::of(select::fields_total(state), look.window(List::Fields), |window| select::field_rows(state, window))
    };
    /// The rows of bytes.
    bytes: Rows<ByteRow> = |state, look| {
        let total = select::bytes_total(state, look.columns);
        Rows::of(total, look.window(List::Bytes), |window| select::byte_rows(state, look.columns, window))
    };
    /// The user records that pass the filter.
    users: Rows<UserRow> = |state, look| {
        Rows::of(select::users_total(state).0, look.window(List::Users), |window| select::user_rows(state, window))
    };
    /// The entries of both key tables.
    keys: Rows<KeyRow> = |state, look| {
        let (keys, hash_keys) = select::keys_total(state);
        Rows::of(keys + hash_keys, look.window(List::Keys), |window| select::key_rows(state, window))
    };
    /// What happened to the record, while that tab is at the front.
    happened: Option<HappenedView> = |state, _| select::happened(state);
    /// The comparison, while that tab is at the front.
    compare: Option<CompareView> = |state, _| select::compare_view(state);
    /// The pairs of the comparison.
    compared: Rows<CompareRow> = |state, look| {
        Rows::of(select::compared_total(state), look.window(List::Compared), |window| select::compared_rows(state, window))
    };
    /// What each consumer does, while that tab is at the front.
    consumers: Vec<ConsumerRow> = |state, _| select::consumer_rows(state);
    /// The records that the open consumer hands over.
    emitted: Rows<EmittedRow> = |state, look| {
        Rows::of(select::emitted_total(state), look.window(List::Emitted), |window| select::emitted_rows(state, window))
    };
    /// What is known of the stream's shards.
    shards: ShardsView = |state, _| select::shards_view(state);
    shard_rows: Rows<ShardRow> = |state, look| {
        Rows::of(select::shards_total(state), look.window(List::Shards), |window| select::shard_rows(state, window))
    };
    findings: Rows<FindingRow> = |state, look| {
        Rows::of(select::findings_total(state), look.window(List::Findings), |window| select::finding_rows(state, window))
    };
    /// Which of its two places the page shows. The parts from here on are the builder's; it fills them in
    /// ([`Builder::show`](super::builder::Builder::show)).
    standing: Standing = |_, _| Standing::default();
    /// Everything of the builder that is no list.
    bench: Bench = |_, _| Bench::default();
    draft: Rows<DraftRow> = |_, _| Rows::default();
    /// The user record that is being edited.
    editor: Option<Editor> = |_, _| None;
    /// What consumers do with the record that was made.
    rulings: Vec<Ruling> = |_, _| Vec::new();
    /// The text or command that was made of the draft.
    made: Option<Made> = |_, _| None;
}
