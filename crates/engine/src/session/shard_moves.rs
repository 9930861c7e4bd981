//! What somebody enters or asks about shards.

use super::{ShardMove, Shards, State};
use std::rc::Rc;

impl State {
    pub(super) fn move_shards(&mut self, step: ShardMove) {
        self.take_shards(Rc::new(self.shards.after(step)));
    }

    /// Takes over these shards, and judges the records anew if they belong elsewhere now.
    pub(super) fn take_shards(&mut self, next: Rc<Shards>) {
        let judges_anew = !next.places_as(&self.shards);
        self.shards = next;
        if judges_anew && self.batch.query.lost_by.is_some() {
            self.ask(self.batch.query.clone(), self.batch.sort);
        }
    }
}
