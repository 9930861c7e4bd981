//! A helper that takes some groups and not others, and answers at any time in any order.

use kpl_index::{Helper, Indexer, skim_group};
use std::{cell::RefCell, rc::Rc};

/// The number of each group, and the answer about it.
type Answers = Vec<(u32, Vec<u32>)>;

/// The groups for which no answer was given yet.
#[derive(Debug)]
pub struct Whimsical {
    state: RefCell<(u64, u32, Answers)>,
}

impl Whimsical {
    pub fn new(seed: u64) -> Rc<Self> {
        Rc::new(Self { state: RefCell::new((seed * 2 + 1, 0, Vec::new())) })
    }

    fn random(&self, below: usize) -> usize {
        let state = &mut self.state.borrow_mut().0;
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*state >> 33).unwrap() % below.max(1)
    }

    /// Gives some of the answers.
    pub fn answer_some(&self, indexer: &mut Indexer) {
        for _ in 0..self.random(4) {
            self.answer_one(indexer);
        }
        // An answer about a group that nobody handed over must be ignored.
        indexer.answer(u32::MAX, vec![1, 2, 3]);
    }

    /// Gives all answers that are left.
    pub fn answer_all(&self, indexer: &mut Indexer) {
        while self.answer_one(indexer) {}
    }

    fn answer_one(&self, indexer: &mut Indexer) -> bool {
        let left = self.state.borrow().2.len();
        if left == 0 {
            return false;
        }
        let at = self.random(left);
        let (number, numbers) = self.state.borrow_mut().2.swap_remove(at);
        indexer.answer(number, numbers);
        true
    }

    /// How many groups it took.
    pub fn taken(&self) -> u32 {
        self.state.borrow().1
    }
}

impl Helper for Whimsical {
    fn take(&self, data: &[u8], records: &[[u32; 2]]) -> Option<u32> {
        if self.random(4) == 0 {
            return None;
        }
        let mut state = self.state.borrow_mut();
        state.1 += 1;
        let number = state.1;
        state.2.push((number, skim_group(data, records)));
        Some(number)
    }
}
