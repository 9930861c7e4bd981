//! English.

pub mod build;
mod capture;
mod compare;
mod consumers;
mod happened;
mod kept;
mod keys;
mod labels;
mod numbers;
mod page;
mod records;
mod shards;

pub use capture::*;
pub use compare::*;
pub use consumers::*;
pub use happened::*;
pub use kept::*;
pub use keys::*;
pub use labels::*;
pub use numbers::*;
pub use page::*;
pub use records::*;
pub use shards::*;
