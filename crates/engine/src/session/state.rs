//! Everything that the page can show: what was read, what is selected, where the carets are.

use super::{
    CaptureTab, Compare, Inspection, Pane, PayloadView, Shards, Shown, Tab,
    batch::{Batch, Charts, Picked, Tally},
    select::OpenPayload,
    sheet::Sheet,
};
use crate::consumers::Consumer;
use kpl_format::bytes::Span;
use std::{collections::HashSet, rc::Rc};

/// The field that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    pub node: usize,
    pub from: Pane,
}

/// A level above the capture at hand. The capture at hand was a payload or a record there.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// The place of the Kinesis record in that capture.
    pub record: usize,
    /// The user record whose payload was opened; `None` where a plain Kinesis record was.
    pub user_record: Option<usize>,
    /// Whether the level below is that Kinesis record, repaired.
    pub repaired: bool,
    /// The state to go back to.
    pub(super) state: Rc<State>,
}

/// Everything that the page can show.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The capture; `None` while there is none.
    pub inspection: Option<Rc<Inspection>>,
    pub shown: Option<Rc<Shown>>,
    /// The field that was chosen.
    pub pin: Option<Pin>,
    /// The number of this capture among those that Back and Forward walk; 0 is the empty page.
    pub place: u32,
    /// Counts captures, so that the list of Kinesis records starts at its top for each.
    pub captures: u32,
    /// Counts the reasons for the panes to scroll: another record, or a field that was chosen, even if it is the same
    /// one.
    pub turn: u32,
    /// The finding that was gone to, until something else is chosen.
    pub finding: Option<usize>,
    /// The node under the pointer or under a caret.
    pub lit: Option<usize>,
    /// The caret in the tree: a row among those that show.
    pub tree_caret: usize,
    /// The caret in the bytes: an offset.
    pub byte_caret: usize,
    /// The caret in the list of user records: a row among those that pass the filter.
    pub user_caret: usize,
    /// The caret in the key tables: a row, counted through both.
    pub key_caret: usize,
    /// The place of the Kinesis record at hand in the capture.
    pub record_caret: usize,
    /// Which Kinesis records of the capture show, and in which order.
    pub batch: Batch,
    /// What shows of the capture as a whole.
    pub capture_tab: CaptureTab,
    /// The caret in the list of all user records of the capture.
    pub capture_user_caret: usize,
    /// The charts of the capture, once they were drawn.
    pub(super) charts: Option<Rc<Charts>>,
    /// The user records that were picked to be copied together.
    pub picked: Rc<Picked>,
    /// The row from which several were picked.
    pub(super) pick_from: Option<usize>,
    /// What the capture is as a whole, as far as that was worked out.
    pub(super) tally: Option<Tally>,
    /// Why the last thing could not be read or done.
    pub trouble: Option<String>,
    /// In the builder: the bytes that were edited after an import, or broken on purpose.
    pub changed: Rc<[Span]>,
    /// The nodes whose children show.
    pub expanded: Rc<HashSet<usize>>,
    /// The nodes that show in the tree, in order.
    pub rows: Rc<Vec<usize>>,
    /// The text by which user records are filtered.
    pub filter: String,
    /// The user records that pass the filter.
    pub matches: Rc<Vec<usize>>,
    /// The user record whose payload is open.
    pub payload: Option<usize>,
    /// How the open payload shows.
    pub payload_view: PayloadView,
    /// The open payload, ready to be shown.
    pub(super) opened: Option<Rc<OpenPayload>>,
    /// Its rows.
    pub(super) sheet: Option<Rc<Sheet>>,
    /// The text that is looked for in open payloads.
    pub payload_find: String,
    /// The levels above this one, the outermost first.
    pub trail: Vec<Crumb>,
    pub tab: Tab,
    /// The consumer for which the page lists what it hands over.
    pub consumer: Option<Consumer>,
    /// What is known of the stream's shards. It stays when another capture is read.
    pub shards: Rc<Shards>,
    /// What the record or capture is compared with, and the result. A mark stays when another capture is read.
    pub compare: Compare,
}
