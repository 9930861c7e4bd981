//! A page that is connected to an engine. Each test adds what it does with it.
#![allow(dead_code, reason = "each test is a crate of its own and uses a part")]

use kpl_engine::session::{
    Action, Ask, Engine, Keep, Part, Screen, Sizes, Tell, Wanted, builder::Edit, select::Task,
};
use kpl_index::Held;
use std::rc::Rc;

#[derive(Default)]
pub struct Page {
    pub engine: Engine,
    pub screen: Screen,
    /// The bytes of the file that was exported last.
    pub file: Vec<u8>,
    /// The time in milliseconds. Only the steps of long work take any.
    pub now: u64,
    /// How many steps of long work were done.
    pub steps: usize,
    /// The long work that the page was told of.
    pub tasks: Vec<Task>,
    /// What the page was told to keep.
    pub kept: Vec<(Part, Keep)>,
}

impl Page {
    /// A page that reads by these sizes and has opened this file.
    pub fn opened(bytes: &[u8], sizes: Sizes) -> Self {
        let mut page = Self { engine: Engine::new(sizes), ..Self::default() };
        let tell = page.engine.open(Rc::new(Held(bytes.into())), "file".to_owned(), 0);
        page.hear(tell);
        page.settle();
        page
    }

    /// Takes what the engine says. Returns the bytes that were fetched, if it says these.
    pub fn hear(&mut self, tell: Option<Tell>) -> Vec<u8> {
        // The message is sent as bytes and read again.
        let tell: Option<Tell> = tell.map(|tell| borsh::from_slice(&borsh::to_vec(&tell).unwrap()).unwrap());
        match tell {
            Some(Tell::Show(changes)) => self.screen.put(*changes),
            Some(Tell::Fetched(_, bytes)) => return bytes,
            Some(Tell::Piece(_, bytes)) => self.file.extend(bytes),
            Some(Tell::Unreadable(name, why)) => panic!("{name}: {why}"),
            Some(Tell::Over(_, Some(why))) => panic!("{why}"),
            Some(Tell::Keep(part, keep)) => self.kept.push((part, keep)),
            Some(Tell::Ready | Tell::Over(_, None)) | None => {}
        }
        self.tasks.extend(self.screen.progress.as_ref().as_ref().map(|progress| progress.task));
        Vec::new()
    }

    /// Waits until the engine has nothing left to do.
    pub fn settle(&mut self) {
        while self.engine.is_busy() {
            (self.now, self.steps) = (self.now + 200, self.steps + 1);
            for tell in self.engine.work(self.now) {
                self.hear(Some(tell));
            }
        }
    }

    pub fn ask(&mut self, ask: Ask) -> &mut Self {
        let tell = self.engine.hear(ask, self.now);
        self.hear(tell);
        self.settle();
        self
    }

    pub fn act(&mut self, action: Action) -> &mut Self {
        self.ask(Ask::Do(action))
    }

    pub fn edit(&mut self, edit: Edit) -> &mut Self {
        self.ask(Ask::Build(edit, 0))
    }

    pub fn fetch(&mut self, wanted: Wanted) -> Vec<u8> {
        let tell = self.engine.hear(Ask::Fetch(1, wanted), self.now);
        assert!(matches!(tell, Some(Tell::Fetched(1, _))), "{tell:?}");
        self.hear(tell)
    }
}
