//! Choosing several user records, as in a spreadsheet, and editing them in one step.

use super::Builder;
use borsh::{BorshDeserialize, BorshSerialize};

/// How the choice of user records changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Pick {
    /// Only this record.
    Alone,
    /// Adds this record, or takes it out.
    Toggle,
    /// All records from where the choice began to this one.
    To,
    /// All records from where the choice began to the one above the record at hand.
    Up,
    /// All records from where the choice began to the one below the record at hand.
    Down,
    /// All records from where the choice began to the first.
    First,
    /// All records from where the choice began to the last.
    Last,
}

impl Builder {
    /// How many records are chosen; 0 where only the record at hand is.
    pub(super) fn chosen_count(&self) -> usize {
        self.chosen.len()
    }

    /// Whether the next edit of records concerns this one.
    pub(super) fn is_chosen(&self, id: u32) -> bool {
        if self.chosen.is_empty() { self.at == Some(id) } else { self.chosen.contains(&id) }
    }

    /// Puts a record at hand. The choice stays if that record is at hand already.
    pub(super) fn put_at(&mut self, id: u32) {
        if self.at != Some(id) {
            self.at = Some(id);
            self.choose_none();
        }
    }

    /// Chooses only the record at hand.
    pub(super) fn choose_none(&mut self) {
        self.chosen.clear();
        self.anchor = None;
    }

    pub(super) fn pick(&mut self, id: u32, pick: Pick) {
        let Some(place) = self.place_of(id) else { return };
        let last = self.ids.len().saturating_sub(1);
        let at = self.at.and_then(|id| self.place_of(id)).unwrap_or(place);
        let to = match pick {
            Pick::Alone | Pick::Toggle | Pick::To => place,
            Pick::Up => at.saturating_sub(1),
            Pick::Down => last.min(at + 1),
            Pick::First => 0,
            Pick::Last => last,
        };
        match pick {
            Pick::Alone => {
                // The focus of the keyboard stays where it is.
                self.choose_none();
                self.at = Some(id);
                return;
            }
            Pick::Toggle => {
                if self.chosen.is_empty() {
                    self.chosen.extend(self.at);
                }
                if !self.chosen.remove(&id) {
                    self.chosen.insert(id);
                }
                self.anchor = Some(id);
            }
            _ => {
                let anchor = self.anchor.and_then(|id| self.place_of(id)).unwrap_or(at);
                self.anchor = self.ids.get(anchor).copied();
                let range = self.ids.get(anchor.min(to)..=anchor.max(to));
                self.chosen = range.into_iter().flatten().copied().collect();
            }
        }
        self.ids.get(to).copied().iter().for_each(|&id| self.look_at(id));
        if self.chosen.len() == 1 && self.chosen.first().copied() == self.at {
            self.chosen.clear();
        }
    }

    /// The places of the records that an edit concerns, in order. These are the chosen ones if this record is chosen
    /// or at hand, otherwise it alone.
    fn places(&self, id: u32) -> Vec<usize> {
        let with_others = self.chosen.contains(&id) || self.at == Some(id);
        match with_others && !self.chosen.is_empty() {
            true => {
                (0..).zip(&self.ids).filter(|(_, id)| self.chosen.contains(id)).map(|(at, _)| at).collect()
            }
            false => self.place_of(id).into_iter().collect(),
        }
    }

    /// Puts copies of the records below the last of them.
    pub(super) fn duplicate(&mut self, id: u32) -> Option<()> {
        let places = self.places(id);
        let below = places.last()? + 1;
        let copies: Vec<_> = places.iter().filter_map(|&at| self.draft.records.get(at)).cloned().collect();
        let ids: Vec<u32> = copies.iter().map(|_| self.fresh()).collect();
        let at = places.iter().position(|&at| self.ids.get(at) == Some(&id)).unwrap_or_default();
        self.draft.records.splice(below..below, copies);
        self.ids.splice(below..below, ids.iter().copied());
        let many = ids.len() > 1;
        ids.get(at).copied().iter().for_each(|&id| self.look_at(id));
        self.choose_none();
        if many {
            self.chosen.extend(ids);
        }
        Some(())
    }

    /// Moves the records by one place. A record at the end stays, and so does one that stands against it.
    pub(super) fn shift(&mut self, id: u32, up: bool) -> Option<()> {
        let mut places = self.places(id);
        let (first, last) = (0, self.ids.len().checked_sub(1)?);
        let mut wall = Some(if up { first } else { last });
        if !up {
            places.reverse();
        }
        let mut moved = false;
        for at in places {
            let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|&to| to <= last) };
            match to.filter(|_| wall != Some(at)) {
                Some(to) => {
                    self.draft.records.swap(at, to);
                    self.ids.swap(at, to);
                    moved = true;
                }
                // This record stays, so the next one must not move past it.
                None => wall = if up { Some(at + 1) } else { at.checked_sub(1) },
            }
        }
        if moved {
            self.look_at(id);
        }
        Some(())
    }

    /// Deletes the records. The record that stood below the first of them is at hand afterwards.
    pub(super) fn delete(&mut self, id: u32) -> Option<()> {
        let places = self.places(id);
        let first = *places.first()?;
        let mut gone = places.iter().peekable();
        let mut keep = Vec::with_capacity(self.ids.len());
        for at in 0..self.ids.len() {
            keep.push(gone.next_if(|&&gone| gone == at).is_none());
        }
        let mut stays = keep.iter();
        self.draft.records.retain(|_| stays.next() != Some(&false));
        let mut stays = keep.iter();
        self.ids.retain(|_| stays.next() != Some(&false));
        self.choose_none();
        self.at = None;
        // The focus moves even if no record is left, since the element that had it is gone.
        self.focus = self.focus.wrapping_add(1);
        self.at = self.ids.get(first).or(self.ids.last()).copied();
        Some(())
    }
}
