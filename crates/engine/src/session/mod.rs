//! The page's state, still pure: what was read, what is selected, and how an action changes it. Knows no browser.
//!
//! Views never look into what was read. An [`Engine`] holds it, elsewhere, and gives them a [`Screen`]: what the
//! selectors in [`select`] make of it for the windows that the page shows.

mod action;
pub mod batch;
pub mod builder;
mod capture_moves;
mod compared;
mod happened;
mod inspection;
mod link;
mod moves;
mod offset;
mod screen;
pub mod select;
mod shards;
mod shown;
mod tree;
mod verdicts;
mod warm;

pub use action::{Action, apply};
pub use compared::{CHANGES, Compare, CompareMove, Comparison, MOST_BYTES, MOST_USERS, Mark, Side};
pub use happened::{Happened, severity as lint_severity};
pub use inspection::{Ahead, Inspection, Sizes};
pub use link::{Ask, Engine, Tell, Wanted};
pub use moves::Move;
pub use offset::{OffsetFault, parse_offset};
pub use screen::{Changes, Face, Glance, List, Look, Rows, Screen};
pub use shards::{Origin, Placed, ShardMove, ShardProblem, Shards};
pub use shown::{Counts, Shown, payload_units};
pub use verdicts::Verdicts;
pub use warm::WarmUp;

use crate::consumers::Consumer;
use batch::{Batch, Charts};
use kpl_format::bytes::Span;
use std::{collections::HashSet, rc::Rc};

/// Where a selection was made: the other panes scroll to it, this one stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Pane {
    /// The tree of fields.
    Fields,
    /// Hex and ASCII.
    Bytes,
    /// User records, partition keys, findings.
    Lists,
}

/// What the lower pane (wide) or the page (narrow) shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Tab {
    /// The table of user records.
    #[default]
    UserRecords,
    /// Both key tables.
    Keys,
    /// Findings.
    Findings,
    /// What each consumer does.
    Consumers,
    /// What happened to it, and whose work it looks like.
    Happened,
    /// What is different from what was marked.
    Compare,
    /// The tree; a tab only where the page is narrow.
    Fields,
    /// The bytes; a tab only where the page is narrow.
    Bytes,
}

/// What shows of a capture with several Kinesis records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum CaptureTab {
    /// A row for each Kinesis record.
    #[default]
    Records,
    /// A row for each user record of all of them.
    Users,
    /// Pictures.
    Charts,
}

/// How an opened payload is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum PayloadView {
    /// Re-indented JSON.
    #[default]
    Pretty,
    /// As text.
    Text,
    /// As a hex dump.
    Hex,
    /// As base64.
    Base64,
}

/// The pinned selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The node.
    pub node: usize,
    /// Where it was pinned from.
    pub from: Pane,
}

/// A level above the capture at hand, which was a payload there.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// The Kinesis record that it was in, by its place in that capture.
    pub record: usize,
    /// The user record whose payload it was; `None` where it was the plain Kinesis record itself.
    pub user_record: Option<usize>,
    /// Whether what is below is that record put right.
    pub repaired: bool,
    /// All as it was, to go back to.
    state: Rc<State>,
}

/// All that the page knows.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// What was read; `None` while nothing was given.
    pub inspection: Option<Rc<Inspection>>,
    /// The Kinesis record at hand.
    pub shown: Option<Rc<Shown>>,
    /// What was chosen.
    pub pin: Option<Pin>,
    /// Counts captures, so that the list of Kinesis records begins at its start with each.
    pub captures: u32,
    /// Counts what the panes are to scroll for: pinning the same node again, or another record.
    pub turn: u32,
    /// The finding that was gone to, as long as nothing else is chosen.
    pub finding: Option<usize>,
    /// The node under the pointer or the keyboard's caret.
    pub lit: Option<usize>,
    /// The tree's caret: a place among its visible rows.
    pub tree_caret: usize,
    /// The bytes' caret: an offset.
    pub byte_caret: usize,
    /// The caret among the user records that the filter lets through.
    pub user_caret: usize,
    /// The caret among the entries of both key tables.
    pub key_caret: usize,
    /// The Kinesis record at hand, by its place in the capture.
    pub record_caret: usize,
    /// Which records of the capture show, and how they are sorted.
    pub batch: Batch,
    /// What shows of the capture as a whole.
    pub capture_tab: CaptureTab,
    /// The caret among the user records of the whole capture.
    pub capture_user_caret: usize,
    /// Pictures of the capture, and what they were drawn of.
    charts: Option<Rc<Charts>>,
    /// Why something could not be read or done, until something else is.
    pub trouble: Option<String>,
    /// Bytes of a record in the making that are not as they were: imported and edited, or broken on purpose.
    pub changed: Rc<[Span]>,
    /// Nodes whose children show.
    pub expanded: Rc<HashSet<usize>>,
    /// The nodes that show, in order.
    pub rows: Rc<Vec<usize>>,
    /// What the user records are filtered by.
    pub filter: String,
    /// The user records that the filter lets through.
    pub matches: Rc<Vec<usize>>,
    /// The user record whose payload is open.
    pub payload: Option<usize>,
    /// How it is shown.
    pub payload_view: PayloadView,
    /// The same, ready to be shown.
    opened: Option<Rc<select::OpenPayload>>,
    /// The levels above, the outermost first.
    pub trail: Vec<Crumb>,
    /// The tab at the front.
    pub tab: Tab,
    /// The consumer whose records are listed.
    pub consumer: Option<Consumer>,
    /// The shards of the stream, as far as they are known. They outlive a capture.
    pub shards: Rc<Shards>,
    /// What it is compared with, and what came out. A mark outlives a capture.
    pub compare: Compare,
}
