//! The carets, totals and selections that belong to no single list.

use super::{State, Tab, select, viewport::Viewport};
use borsh::{BorshDeserialize, BorshSerialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Carets {
    /// The number of the capture, as [`State::place`].
    pub place: u32,
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

impl Carets {
    pub(super) fn of(state: &State, viewport: &Viewport) -> Self {
        let key_row = state.key_caret;
        Self {
            place: state.place,
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
            peek: viewport.peek.and_then(|offset| Some((offset, select::path_at(state, offset)?))),
        }
    }
}
