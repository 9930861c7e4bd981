//! English.

mod capture;
mod keys;
mod labels;
mod numbers;
mod page;
mod records;

pub use capture::*;
pub use keys::*;
pub use labels::*;
pub use numbers::*;
pub use page::*;
pub use records::*;
