//! Widgets that know nothing of Kinesis. They show what they are given and report what was done to them.

mod choice;
mod dialog;
mod menu;
mod splitter;
mod tabs;
mod typed;
mod windowed;

pub use choice::{Check, CheckProps, Choice, ChoiceProps};
pub use dialog::Dialog;
pub use menu::{Menu, MenuItem};
pub use splitter::{Parts, Splitter};
pub use tabs::{TabItem, Tabs};
pub use typed::{Typed, TypedProps};
pub use windowed::{Reveal, Windowed, WindowedProps};
