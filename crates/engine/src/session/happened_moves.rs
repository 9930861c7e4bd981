//! Actions on what happened to the record at hand: searching on for a flipped bit, and repairing.

use super::{Crumb, Happened, Inspection, State};
use std::rc::Rc;

impl State {
    #[must_use]
    pub fn is_explaining(&self) -> bool {
        let happened = self.shown.as_ref().and_then(|shown| shown.once.worked_out.get());
        happened.is_some_and(Happened::is_searching)
    }

    /// Searches for some milliseconds more.
    pub(super) fn explain_on(&self) {
        if let Some(happened) = self.shown.as_ref().and_then(|shown| shown.once.worked_out.get()) {
            happened.step();
        }
    }

    /// Opens the repaired record one level deeper, with the way back to the captured one.
    pub(super) fn repair(&mut self) {
        let above = Rc::new(self.clone());
        let Some(shown) = self.shown.clone() else { return };
        let Some(bytes) = shown.happened().repaired(|repaired| repaired.bytes.as_slice().into()) else {
            return;
        };
        let mut trail = std::mem::take(&mut self.trail);
        self.take(Inspection::given(bytes, None));
        trail.push(Crumb { record: shown.index, user_record: None, repaired: true, state: above });
        self.trail = trail;
    }
}
