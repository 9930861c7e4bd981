//! The state of the page, without a browser: what was read, what is selected, and how an action changes it.
//!
//! Views never look into the capture. An [`Engine`] holds it in another thread and gives them a [`Screen`]: what the
//! selectors in [`select`] make of the state for the parts of lists that the page shows.

mod action;
mod apply;
pub mod batch;
pub mod builder;
mod capture_moves;
mod carets;
mod compared;
mod engine;
mod happened;
mod happened_moves;
mod inspection;
mod kept;
mod messages;
mod moves;
mod offset;
mod panes;
mod picked;
mod rows;
mod screen;
pub mod select;
mod selection;
mod shard_moves;
mod shards;
pub mod sheet;
mod sheet_moves;
mod shown;
mod state;
mod stream;
mod tree;
mod verdicts;
mod viewport;
mod warm;

pub use action::Action;
pub use apply::apply;
pub use carets::Carets;
pub use compared::{CHANGES, Compare, CompareMove, Comparison, MOST_BYTES, MOST_USERS, Mark, Side};
pub use engine::Engine;
pub use happened::{Happened, severity as lint_severity};
pub use inspection::Inspection;
pub use kept::{Keep, MOST_CAPTURE, MOST_DRAFT, Part};
pub use messages::{Ask, Tell, Wanted};
pub use moves::Move;
pub use offset::{OffsetFault, parse_offset};
pub use panes::{CaptureTab, Pane, PayloadView, Tab};
pub use picked::PickMove;
pub use rows::Rows;
pub use screen::{Changes, Screen};
pub use shards::{Origin, Placed, ShardMove, ShardProblem, Shards};
pub use shown::{Counts, Shown, payload_units};
pub use state::{Crumb, Pin, State};
pub use stream::{Ahead, Sizes};
pub use verdicts::Verdicts;
pub use viewport::{List, Viewport, ViewportChange};
pub use warm::WarmUp;
