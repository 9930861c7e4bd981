//! What each consumer does with a Kinesis record, and where its user records belong. This is worked out when somebody
//! wants to see it, and kept with the record, since the screen is made anew at every move of the pointer.

use super::{
    select::EmittedRow,
    shards::{Placed, Shards},
};
use crate::consumers::{self, Consumer, Judgement};
use kpl_format::kpl::Anatomy;
use std::{
    cell::{OnceCell, RefCell},
    ops::Range,
    rc::Rc,
};

/// The rows that were made last: for which consumer, which rows, and what they show.
type Window = (Consumer, Range<usize>, Vec<EmittedRow>);

/// What is known of a Kinesis record for the shards `of`.
#[derive(Debug)]
pub struct Verdicts {
    of: Rc<Shards>,
    /// Where the record and its user records belong, if shards are known.
    pub placed: Option<Placed>,
    judgements: OnceCell<Vec<Judgement>>,
    emitted: RefCell<Option<Window>>,
}

/// The verdicts that were worked out last.
#[derive(Debug, Default)]
pub struct Memo(RefCell<Option<Rc<Verdicts>>>);

impl Memo {
    /// The verdicts on a record if the stream has these shards. `shard_id` is the shard that the capture gives.
    pub(super) fn verdicts(
        &self,
        shards: &Rc<Shards>,
        shard_id: Option<&str>,
        anatomy: &Anatomy,
    ) -> Rc<Verdicts> {
        let mut last = self.0.borrow_mut();
        let same = |of: &Rc<Shards>| Rc::ptr_eq(of, shards) || of.places_as(shards);
        if let Some(verdicts) = last.as_ref().filter(|verdicts| same(&verdicts.of)) {
            return verdicts.clone();
        }
        let verdicts = Rc::new(Verdicts {
            of: shards.clone(),
            placed: shards.place(shard_id, anatomy),
            judgements: OnceCell::new(),
            emitted: RefCell::default(),
        });
        *last = Some(verdicts.clone());
        verdicts
    }
}

impl Verdicts {
    /// What each consumer does with the record to which these verdicts belong.
    pub fn judgements(&self, data: &[u8], anatomy: &Anatomy) -> &[Judgement] {
        self.judgements.get_or_init(|| {
            let range = self.placed.as_ref().and_then(|placed| placed.range(&self.of));
            consumers::judge(data, anatomy, range)
        })
    }

    /// The rows `window` of what a consumer hands over. They are made by `make`, unless they are those of the last
    /// call.
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
