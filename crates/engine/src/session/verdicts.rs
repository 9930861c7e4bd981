//! What each consumer does with a Kinesis record and where its user records belong: worked out when somebody wants to
//! see it, and kept with the record, since what shows is selected anew at every move of the pointer.

use super::{
    Shown,
    select::EmittedRow,
    shards::{Placed, Shards},
};
use crate::consumers::{self, Consumer, Judgement};
use kpl_format::shard::HashKeyRange;
use std::{
    cell::{OnceCell, RefCell},
    ops::Range,
    rc::Rc,
};

/// Rows of what a consumer hands over: whose, which, and what they show.
type Window = (Consumer, Range<usize>, Vec<EmittedRow>);

/// What is known of a Kinesis record beyond its anatomy.
#[derive(Debug)]
pub struct Verdicts {
    of: Rc<Shards>,
    /// Where it and its user records belong, where shards are known.
    pub placed: Option<Placed>,
    judgements: OnceCell<Vec<Judgement>>,
    emitted: RefCell<Option<Window>>,
}

/// What was worked out last.
#[derive(Debug, Default)]
pub struct Memo(RefCell<Option<Rc<Verdicts>>>);

impl Shown {
    /// What is known of it under these shards.
    #[must_use]
    pub fn verdicts(&self, shards: &Rc<Shards>) -> Rc<Verdicts> {
        let mut last = self.memo.0.borrow_mut();
        let same = |of: &Rc<Shards>| Rc::ptr_eq(of, shards) || of.places_as(shards);
        if let Some(verdicts) = last.as_ref().filter(|verdicts| same(&verdicts.of)) {
            return verdicts.clone();
        }
        let verdicts = Rc::new(Verdicts {
            of: shards.clone(),
            placed: shards.place(self.shard_id.as_deref(), &self.anatomy),
            judgements: OnceCell::new(),
            emitted: RefCell::default(),
        });
        *last = Some(verdicts.clone());
        verdicts
    }
}

impl Verdicts {
    /// What each consumer does with `shown`, whose verdicts these are.
    pub fn judgements(&self, shown: &Shown) -> &[Judgement] {
        self.judgements.get_or_init(|| {
            let range = self.placed.as_ref().and_then(|placed| placed.range(&self.of));
            consumers::judge(&shown.data, &shown.anatomy, range)
        })
    }

    /// The rows `window` of what a consumer hands over, made by `make` unless they are those of the last time.
    pub(super) fn emitted(
        &self,
        consumer: Consumer,
        window: Range<usize>,
        make: impl FnOnce(Range<usize>) -> Vec<EmittedRow>,
    ) -> Vec<EmittedRow> {
        let mut last = self.emitted.borrow_mut();
        if let Some((who, rows, made)) = &*last
            && (*who, rows) == (consumer, &window)
        {
            return made.clone();
        }
        let made = make(window.clone());
        *last = Some((consumer, window, made.clone()));
        made
    }
}

impl Placed {
    /// The hash keys of the shard that the Kinesis record came from.
    #[must_use]
    pub fn range(&self, shards: &Shards) -> Option<HashKeyRange> {
        let (place, _) = self.origin?;
        Some(shards.map.as_ref()?.shard(place)?.range)
    }
}
