//! What the engine keeps for a reload: it tells the page each part that has changed, and takes the parts back.

use super::Engine;
use crate::session::{
    Action, Shards, Tell,
    builder::{Builder, Edit},
    kept::{self, Keep, KeptCapture, Part},
};
use std::rc::Rc;

/// What was not told to the page yet.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    draft: bool,
    settings: bool,
    /// Whether the settings are kept as well.
    remembers: bool,
    /// The number of the capture that was told last.
    place: u32,
    /// What was kept and could not be read.
    lost: Vec<Part>,
}

/// Why something does not come back.
const UNREADABLE: &str = "What this tab kept could not be read, or not all of it: that part was left out.";

impl Engine {
    /// The settings are remembered from now on, or no more.
    pub(super) fn remember(&mut self, wanted: bool) {
        (self.keeping.remembers, self.keeping.settings) = (wanted, wanted);
    }

    /// The builder, or what both modes know of shards, has changed.
    pub(super) fn keep_draft(&mut self) {
        (self.keeping.draft, self.keeping.settings) = (true, self.keeping.remembers);
    }

    /// Whether the page is to be told something that it should keep.
    pub(super) fn is_keep_due(&self) -> bool {
        let keeping = &self.keeping;
        keeping.draft || keeping.settings || keeping.place != self.state.place || !keeping.lost.is_empty()
    }

    /// What has changed since this was told last.
    pub(super) fn keep(&mut self) -> Vec<Tell> {
        let lost = std::mem::take(&mut self.keeping.lost);
        let mut tells: Vec<Tell> = lost.into_iter().map(|part| Tell::Keep(part, Keep::Nothing)).collect();
        if std::mem::take(&mut self.keeping.draft) {
            let keep = match self.builder.keep().map(|kept| kept::pack(&kept)) {
                None => Keep::TooLarge,
                Some(text) if Builder::default().keep().is_some_and(|none| kept::pack(&none) == text) => {
                    Keep::Nothing
                }
                Some(text) => Keep::Text(text),
            };
            tells.push(Tell::Keep(Part::Draft, keep));
        }
        if std::mem::take(&mut self.keeping.settings) {
            let text = kept::pack(&self.builder.settings());
            tells.push(Tell::Keep(Part::Settings, Keep::Text(text)));
        }
        if self.keeping.place != self.state.place {
            self.keeping.place = self.state.place;
            let kept = self.state.inspection.as_ref().map(|inspection| {
                let kept = KeptCapture::of(inspection);
                kept.map_or(Keep::TooLarge, |kept| Keep::Text(kept::pack(&kept)))
            });
            tells.push(Tell::Keep(Part::Capture(self.state.place), kept.unwrap_or(Keep::Nothing)));
        }
        tells
    }

    /// Takes back what was kept, before anything else was done, and goes to the capture `place`. What cannot be read is
    /// left out, and that is said.
    pub(super) fn restore(&mut self, parts: Vec<(Part, String)>, place: u32) {
        for (part, text) in parts {
            let fine = match part {
                Part::Settings => {
                    let shards = kept::unpack(&text).map(|settings| self.builder.set(settings));
                    self.keeping.remembers = shards.is_some();
                    self.know(shards)
                }
                Part::Draft => {
                    let shards = kept::unpack(&text).and_then(|kept| self.builder.fill(kept));
                    self.know(shards)
                }
                Part::Capture(place) => {
                    kept::unpack(&text).map(|capture| self.past.put_asleep(place, capture)).is_some()
                }
            };
            if !fine {
                self.keeping.lost.push(part);
            }
        }
        self.past.recall(place, &mut self.state);
        if !self.keeping.lost.is_empty() {
            self.state.trouble = Some(UNREADABLE.to_owned());
        }
    }

    /// Takes shards over. Returns whether there are any, be it none that are known.
    fn know(&mut self, shards: Option<Shards>) -> bool {
        let read = shards.is_some();
        shards.into_iter().for_each(|shards| self.state.take_shards(Rc::new(shards)));
        read
    }
}

impl Action {
    /// Whether it changes what the builder is kept with.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        matches!(self, Self::Shards(_))
    }
}

impl Edit {
    /// Whether it changes what the builder is kept with.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        !matches!(self, Self::Go(_) | Self::At(_) | Self::Pick(..) | Self::Inspect | Self::AskLink(_))
    }
}
