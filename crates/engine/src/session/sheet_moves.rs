//! What a person does within the open payload.

use super::{
    State,
    batch::{Pattern, Search},
    sheet::SheetMove,
};
use std::rc::Rc;

impl State {
    pub(super) fn move_sheet(&mut self, step: SheetMove) {
        match step {
            SheetMove::Find(text) => self.payload_find = text,
            step => {
                if let Some(sheet) = &mut self.sheet {
                    Rc::make_mut(sheet).go(&step);
                }
            }
        }
    }

    /// Looks in the open payload for the text that was typed there, or else for that of the search.
    pub(super) fn find_in_sheet(&mut self) {
        let typed = Search { text: self.payload_find.clone(), ..Search::default() };
        let typed = Pattern::of(&typed).ok().flatten();
        if let Some(sheet) = &mut self.sheet {
            Rc::make_mut(sheet).find(typed.as_ref().or(self.batch.pattern().map(Rc::as_ref)));
        }
    }
}
