//! The captures that were left, so that the browser's Back and Forward walk them and a closed one can be brought back.

use crate::session::{Inspection, State, kept::KeptCapture};
use std::rc::Rc;

/// How many captures are kept beside the one at hand.
const MOST: usize = 12;

/// How many bytes of pasted text they may have in all. What is read of files as a stream is not held; their indexes are
/// not counted.
const MOST_BYTES: usize = 64 << 20;

/// The captures that were left.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Each with its number, the one that was left last at the end.
    left: Vec<(u32, State)>,
    /// Those that an earlier load of the page has kept: each is read when it is wanted.
    asleep: Vec<(u32, KeptCapture)>,
    /// The last number that was given.
    last: u32,
}

impl Past {
    /// Whether an action led from one capture to another, to the empty page, or from there.
    pub(super) fn is_left(before: &State, after: &State) -> bool {
        let capture = |state: &State| state.inspection.as_ref().map(Rc::as_ptr);
        capture(before) != capture(after)
    }

    /// Keeps a state, and gives the one after it a number. The empty page has 0.
    pub(super) fn leave(&mut self, before: State, after: &mut State) {
        self.keep(before);
        after.place = 0;
        if after.inspection.is_some() {
            self.last = self.last.wrapping_add(1).max(1);
            after.place = self.last;
        }
    }

    fn keep(&mut self, state: State) {
        let Some(inspection) = &state.inspection else { return };
        // The helper answers the capture at hand alone.
        inspection.do_without();
        self.left.retain(|(place, _)| *place != state.place);
        self.left.push((state.place, state));
        let held = |(_, state): &(u32, State)| {
            let input = state.inspection.as_deref().and_then(Inspection::input);
            input.map_or(0, |input| input.len())
        };
        while self.left.len() > MOST || self.left.iter().map(held).sum::<usize>() > MOST_BYTES {
            self.left.remove(0);
        }
    }

    /// Adds a capture that an earlier load of the page has kept.
    pub(super) fn put_asleep(&mut self, place: u32, capture: KeptCapture) {
        self.last = self.last.max(place);
        self.asleep.push((place, capture));
    }

    fn wake(&mut self, place: u32) -> Option<State> {
        let at = self.asleep.iter().position(|(other, _)| *other == place)?;
        let mut state = State::default();
        state.take(self.asleep.remove(at).1.inspection());
        Some(state)
    }

    /// Goes back or forward to the capture with this number; 0 is the empty page. The state stays where it is, and says
    /// so, if the capture is not kept any more.
    pub(super) fn recall(&mut self, place: u32, state: &mut State) {
        if place == state.place {
            return;
        }
        let found = self.left.iter().position(|(other, _)| *other == place);
        let wanted = match found.map(|at| self.left.remove(at).1).or_else(|| self.wake(place)) {
            Some(wanted) => wanted,
            None if place == 0 => State::default(),
            None => {
                state.trouble = Some(GONE.to_owned());
                return;
            }
        };
        let before = std::mem::take(state);
        *state = State {
            place,
            turn: before.turn.wrapping_add(1),
            captures: before.captures.wrapping_add(1),
            compare: before.compare.kept(),
            payload_find: before.payload_find.clone(),
            trouble: None,
            ..wanted
        };
        state.take_shards(before.shards.clone());
        self.keep(before);
        let nothing = State::default();
        state.refresh_payload(&nothing);
        state.refresh_charts(&nothing);
        state.refresh_compared(&nothing);
    }
}

/// Where a capture is not kept any more.
const GONE: &str = "That capture is no longer held in this tab: paste it or drop it again.";
