//! All that shows, as data that can be sent: what the selectors give for the windows that are on the page.
//!
//! The page holds a [`Screen`], never the capture. After an action only the parts that changed travel to it.

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

/// A list of which the page shows a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum List {
    /// The Kinesis records of the capture.
    Records,
    /// The tree.
    Fields,
    /// The rows of bytes.
    Bytes,
    /// The user records of the Kinesis record at hand.
    Users,
    /// Its key tables.
    Keys,
    /// Its findings.
    Findings,
    /// The user records of the whole capture.
    CaptureUsers,
    /// What the open consumer hands over.
    Emitted,
    /// The shards of the stream.
    Shards,
    /// The user records of the draft.
    Draft,
    /// What became of user records.
    Compared,
}

/// What the page says about what it shows.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Glance {
    /// The window of a list, by its rows.
    Window(List, Range<usize>),
    /// Bytes a row.
    Columns(usize),
    /// An offset that somebody is typing: what is there?
    Peek(Option<usize>),
}

/// What is on the page.
#[derive(Clone, Debug)]
pub struct Look {
    windows: [Range<usize>; 11],
    columns: usize,
    peek: Option<usize>,
}

impl Default for Look {
    /// As a page of usual size begins, so that its first picture is whole.
    fn default() -> Self {
        const BEGIN: Range<usize> = 0..64;
        Self { windows: [BEGIN; 11], columns: 16, peek: None }
    }
}

/// Rows of a window; a page that asks for more is wrong about its height.
const MOST: usize = 1_000;

impl Look {
    /// Takes in what the page says.
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

/// Rows of a list, from `start` on, out of `total`.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Rows<T> {
    /// How many rows the list has.
    pub total: usize,
    /// The first of `rows`.
    pub start: usize,
    /// Those that are here.
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

    /// The row `at`; `None` where it is not here (yet).
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        self.rows.get(at.checked_sub(self.start)?)
    }
}

/// What shows beside lists: carets, totals, what is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Face {
    /// Counts captures.
    pub captures: u32,
    /// Counts what the panes are to scroll for.
    pub turn: u32,
    /// The tab at the front.
    pub tab: Tab,
    /// The levels above, the outermost first: the Kinesis record and the user record that each was in.
    pub trail: Vec<(usize, Option<usize>)>,
    /// Whether the capture at hand is a record put right.
    pub repaired: bool,
    /// The Kinesis record at hand, by its place in the capture.
    pub record: Option<usize>,
    /// Its size in bytes.
    pub record_len: usize,
    /// The row of the Kinesis record at hand.
    pub record_row: usize,
    /// The tree's caret: a row, and the node there.
    pub tree_caret: (usize, Option<usize>),
    /// The bytes' caret: an offset.
    pub byte_caret: usize,
    /// The user records' caret: a row, and the user record there.
    pub user_caret: (usize, Option<usize>),
    /// How many user records there are, whatever the filter.
    pub users: usize,
    /// The key tables' caret: a row, and the node there.
    pub key_caret: (usize, Option<usize>),
    /// The node under the pointer or the keyboard's caret.
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

/// Writes the screen, what changes of it, and how the two meet, so that no part can be forgotten in one of them.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $make:expr;)*) => {
        /// What shows.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Screen {
            $($(#[$doc])* pub $name: Rc<$type>,)*
        }

        /// The parts of a screen that are not as they were.
        #[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
        pub struct Changes {
            $($name: Option<Rc<$type>>,)*
        }

        impl Screen {
            /// What shows of `state` where the page looks.
            #[must_use]
            pub fn of(state: &State, look: &Look) -> Self {
                $(let $name: fn(&State, &Look) -> $type = $make;)*
                Self { $($name: Rc::new($name(state, look)),)* }
            }

            /// What is not as it was in `before`; `None` where all is.
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

            /// Whether every part is the very same one: quick, and enough to know that nothing is to be drawn anew.
            #[must_use]
            pub fn is(&self, other: &Self) -> bool {
                $(Rc::ptr_eq(&self.$name, &other.$name))&&*
            }

            /// Puts what changed in its place.
            pub fn put(&mut self, changes: Changes) {
                $(if let Some(part) = changes.$name {
                    self.$name = part;
                })*
            }
        }
    };
}

parts! {
    /// Carets, totals, what is chosen.
    face: Face = Face::of;
    /// What was given; `None` while nothing was.
    given: Option<Given> = |state, _| select::given(state);
    /// The capture as a whole.
    overview: Overview = |state, _| select::overview(state);
    /// What takes long at the moment.
    progress: Option<Progress> = |state, _| select::progress(state);
    /// Why something could not be read or done.
    trouble: Option<String> = |state, _| state.trouble.clone();
    /// Pictures of the capture.
    charts: Option<Rc<Charts>> = |state, _| select::capture_charts(state);
    /// User records of the whole capture that the filters let through.
    capture_users: Rows<CaptureUserRow> = |state, look| {
        let total = select::capture_users_total(state);
        Rows::of(total, look.window(List::CaptureUsers), |window| select::capture_user_rows(state, window))
    };
    /// The verdict on the Kinesis record at hand.
    banner: Option<Banner> = |state, _| select::banner(state);
    /// The chosen field.
    details: Option<Details> = |state, _| select::details(state);
    /// The open payload.
    payload: Option<Rc<OpenPayload>> = |state, _| select::open_payload(state);
    /// Kinesis records that the filter lets through.
    records: Rows<RecordRow> = |state, look| {
        Rows::of(select::records_through(state), look.window(List::Records), |window| select::record_rows(state, window))
    };
    /// The tree.
    fields: Rows<FieldRow> = |state, look| {
        Rows::of(select::fields_total(state), look.window(List::Fields), |window| select::field_rows(state, window))
    };
    /// The bytes.
    bytes: Rows<ByteRow> = |state, look| {
        let total = select::bytes_total(state, look.columns);
        Rows::of(total, look.window(List::Bytes), |window| select::byte_rows(state, look.columns, window))
    };
    /// User records that the filter lets through.
    users: Rows<UserRow> = |state, look| {
        Rows::of(select::users_total(state).0, look.window(List::Users), |window| select::user_rows(state, window))
    };
    /// Both key tables.
    keys: Rows<KeyRow> = |state, look| {
        let (keys, hash_keys) = select::keys_total(state);
        Rows::of(keys + hash_keys, look.window(List::Keys), |window| select::key_rows(state, window))
    };
    /// What happened to the record, where that shows.
    happened: Option<HappenedView> = |state, _| select::happened(state);
    /// What is compared, where that shows.
    compare: Option<CompareView> = |state, _| select::compare_view(state);
    /// What became of user records.
    compared: Rows<CompareRow> = |state, look| {
        Rows::of(select::compared_total(state), look.window(List::Compared), |window| select::compared_rows(state, window))
    };
    /// What each consumer does, where that shows.
    consumers: Vec<ConsumerRow> = |state, _| select::consumer_rows(state);
    /// What the open one hands over.
    emitted: Rows<EmittedRow> = |state, look| {
        Rows::of(select::emitted_total(state), look.window(List::Emitted), |window| select::emitted_rows(state, window))
    };
    /// What is known of the shards of the stream.
    shards: ShardsView = |state, _| select::shards_view(state);
    /// The shards themselves.
    shard_rows: Rows<ShardRow> = |state, look| {
        Rows::of(select::shards_total(state), look.window(List::Shards), |window| select::shard_rows(state, window))
    };
    /// The findings.
    findings: Rows<FindingRow> = |state, look| {
        Rows::of(select::findings_total(state), look.window(List::Findings), |window| select::finding_rows(state, window))
    };
    /// Where the page is. What follows is the builder's, who puts it here.
    standing: Standing = |_, _| Standing::default();
    /// All of the builder that is no list.
    bench: Bench = |_, _| Bench::default();
    /// The user records of the draft.
    draft: Rows<DraftRow> = |_, _| Rows::default();
    /// The one at hand.
    editor: Option<Editor> = |_, _| None;
    /// What consumers do with what was made.
    rulings: Vec<Ruling> = |_, _| Vec::new();
    /// What goes out.
    made: Option<Made> = |_, _| None;
}
