//! Widgets that know nothing of Kinesis: they show what they are given and say what was done to them.

mod dialog;
mod menu;
mod tabs;
mod windowed;

pub use dialog::Dialog;
pub use menu::{Menu, MenuItem};
pub use tabs::{TabItem, Tabs};
pub use windowed::{Reveal, Windowed, WindowedProps};
