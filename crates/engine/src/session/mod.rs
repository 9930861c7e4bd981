//! The state of the page, without a browser: what was read, what is selected, and how an action changes it.
//!
//! Views never look into the capture. An [`Engine`] holds it in another thread and gives them a [`Screen`]: what the
//! selectors in [`select`] make of the state for the parts of lists that the page shows.

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

/// The pane in which a selection was made. The other panes scroll to the selection; this one stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Pane {
    /// The tree of fields.
    Fields,
    /// The bytes, in hex and ASCII.
    Bytes,
    /// The lists of user records, partition keys and findings.
    Lists,
}

/// What the lower pane shows on a wide page, or the whole of a narrow one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Tab {
    #[default]
    UserRecords,
    /// Both key tables.
    Keys,
    Findings,
    /// What each consumer does with the record.
    Consumers,
    /// What happened to the record, and who may have written it.
    Happened,
    /// What is different from the record or capture that was marked.
    Compare,
    /// The tree of fields; a tab only on a narrow page.
    Fields,
    /// The bytes; a tab only on a narrow page.
    Bytes,
}

/// What shows of a capture that has several Kinesis records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum CaptureTab {
    /// A row for each Kinesis record.
    #[default]
    Records,
    /// A row for each user record of all Kinesis records.
    Users,
    Charts,
}

/// How an open payload is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum PayloadView {
    /// Re-indented JSON, or what stands inside a compressed payload.
    #[default]
    Pretty,
    Text,
    Hex,
    Base64,
}

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
    state: Rc<State>,
}

/// Everything that the page can show.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The capture; `None` while there is none.
    pub inspection: Option<Rc<Inspection>>,
    pub shown: Option<Rc<Shown>>,
    /// The field that was chosen.
    pub pin: Option<Pin>,
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
    charts: Option<Rc<Charts>>,
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
    opened: Option<Rc<select::OpenPayload>>,
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
