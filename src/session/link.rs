//! What the page and the engine say to each other, and the engine: it holds the capture and all that is known of it.
//!
//! In a browser the two live in different threads, so that nothing that is read can hold the page up. Both ends of
//! the wire are this build, so its form needs no versions.

use super::{
    Action, State, apply,
    screen::{Changes, Glance, Look, Screen},
    select,
};
use crate::bytes::literal::Form;
use borsh::{BorshDeserialize, BorshSerialize};

/// What can be copied or saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Wanted {
    /// The Kinesis record at hand; its very bytes where no form is named.
    Record(Option<Form>),
    /// The same as plain text, a line for each leaf.
    Outline,
    /// The whole capture as the JSON report.
    Report,
    /// A field's value.
    Field(usize, Form),
    /// The open payload; its very bytes where no form is named.
    Payload(Option<Form>),
}

/// From the page.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Ask {
    /// Somebody did something.
    Do(Action),
    /// The page shows something else.
    Look(Glance),
    /// Something is to be copied or saved; the answer has the same number.
    Fetch(u32, Wanted),
}

/// From the engine.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Tell {
    /// It listens now. The first that it says, once.
    Ready,
    /// What is to show.
    Show(Changes),
    /// What was asked for.
    Fetched(u32, Vec<u8>),
    /// A file could not be read: its name and why.
    Unreadable(String, String),
}

/// The state, and what the page shows of it.
#[derive(Debug, Default)]
pub struct Engine {
    state: State,
    look: Look,
    screen: Screen,
}

impl Engine {
    /// Does what was asked; the answer, where there is something to say.
    pub fn hear(&mut self, ask: Ask) -> Option<Tell> {
        match ask {
            // The pointer moves far more often than it comes to something else.
            Ask::Do(Action::Light(node)) if node == self.state.lit => return None,
            Ask::Do(action) => self.state = apply(&self.state, action),
            Ask::Look(glance) => self.look.take(glance),
            Ask::Fetch(number, wanted) => return Some(Tell::Fetched(number, self.fetch(wanted))),
        }
        let screen = Screen::of(&self.state, &self.look);
        let changes = screen.changes_from(&self.screen)?;
        self.screen = screen;
        Some(Tell::Show(changes))
    }

    fn fetch(&self, wanted: Wanted) -> Vec<u8> {
        let formed = |bytes: &[u8], form: Option<Form>| {
            form.map_or_else(|| bytes.to_vec(), |form| form.write(bytes).into_bytes())
        };
        let state = &self.state;
        match wanted {
            Wanted::Record(form) => formed(select::record(state).map_or(&[], |(_, bytes)| bytes), form),
            Wanted::Outline => select::record_outline(state).unwrap_or_default().into_bytes(),
            Wanted::Report => select::capture_report(state).unwrap_or_default().into_bytes(),
            Wanted::Field(node, form) => formed(select::node_bytes(state, node), Some(form)),
            Wanted::Payload(form) => formed(select::payload_bytes(state).unwrap_or_default(), form),
        }
    }
}
