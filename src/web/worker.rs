//! The worker: runs the engine in a browser, and reads the files that the page hands over.

mod ahead;
mod file;
pub mod helper;

use file::InBrowser;
use gloo::timers::callback::Timeout;
use helper::{Beside, Heard};
use js_sys::JsString;
use kpl_engine::session::{Action, Ask, Engine, Tell, WarmUp};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageChannel, MessageEvent};

/// How many milliseconds a helper may take for an answer before it is given up.
const PATIENCE: u32 = 2_000;

/// Listens for as long as the page lives. This is the first worker, or the helper that the first worker started.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    if scope.name() == helper::NAME {
        return helper::serve(&scope);
    }
    let Ok(channel) = MessageChannel::new() else { return };
    let worker = Rc::new(Worker {
        engine: RefCell::default(),
        warm_up: RefCell::default(),
        file: RefCell::default(),
        helped: Cell::new(false),
        helper: RefCell::default(),
        patience: RefCell::default(),
        scope: scope.clone(),
        channel,
        due: Cell::new(false),
    });
    let hear = {
        let worker = worker.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| worker.hear(&event.data()))
    };
    let go_on = {
        let worker = worker.clone();
        Closure::<dyn Fn()>::new(move || worker.go_on())
    };
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    worker.channel.port1().set_onmessage(Some(go_on.as_ref().unchecked_ref()));
    hear.forget();
    go_on.forget();
    worker.say(&Tell::Ready);
    worker.plan();
}

struct Worker {
    engine: RefCell<Engine>,
    /// What is done while there is nothing else to do.
    warm_up: RefCell<WarmUp>,
    /// The file that was opened last.
    file: RefCell<Option<Rc<InBrowser>>>,
    /// Whether a helper was started, or there can be none.
    helped: Cell<bool>,
    helper: RefCell<Option<Rc<Beside>>>,
    /// Gives the helper up if it does not answer in time.
    patience: RefCell<Option<Timeout>>,
    scope: DedicatedWorkerGlobalScope,
    /// The worker sends itself messages here to go on. Messages from the page come in between, and there is no delay
    /// as with a timer.
    channel: MessageChannel,
    /// Whether such a message is on its way.
    due: Cell<bool>,
}

impl Worker {
    fn hear(self: &Rc<Self>, message: &JsValue) {
        let tell = match message.dyn_ref::<File>() {
            Some(file) => {
                self.start_helper();
                let (name, file) = (file.name(), Rc::new(InBrowser::new(file)));
                *self.file.borrow_mut() = Some(file.clone());
                self.engine.borrow_mut().open(file, name, now())
            }
            None => match message.dyn_ref::<JsString>() {
                Some(text) => {
                    self.start_helper();
                    let input = String::from(text).into_bytes().into();
                    let ask = Ask::Do(Action::Read { input, name: None });
                    self.engine.borrow_mut().hear(ask, now())
                }
                None => self.asked(message),
            },
        };
        if let Some(tell) = tell {
            self.say(&tell);
        }
        self.plan();
    }

    fn asked(&self, message: &JsValue) -> Option<Tell> {
        let bytes = js_sys::Uint8Array::new(message).to_vec();
        match borsh::from_slice::<Ask>(&bytes) {
            Ok(ask) => self.engine.borrow_mut().hear(ask, now()),
            Err(error) => Some(Tell::Unreadable(String::new(), error.to_string())),
        }
    }

    fn go_on(self: &Rc<Self>) {
        self.due.set(false);
        if !self.engine.borrow().is_busy() {
            self.warm_up.borrow_mut().step();
            if !self.warm_up.borrow().goes_on() && !self.helped.get() {
                WarmUp::make_room();
                self.start_helper();
            }
            return self.plan();
        }
        if self.waits() {
            return;
        }
        let tells = self.engine.borrow_mut().work(now());
        for tell in &tells {
            self.say(tell);
        }
        self.plan();
    }

    /// Whether the bytes that are needed next have not arrived. The worker goes on when they do.
    fn waits(self: &Rc<Self>) -> bool {
        if self.engine.borrow().is_waiting() {
            let worker = self.clone();
            let give_up = move || worker.hear_helper(Heard::Lost);
            self.patience.borrow_mut().get_or_insert_with(|| Timeout::new(PATIENCE, give_up));
            return true;
        }
        let file = self.file.borrow().clone();
        let wanted = file.and_then(|file| Some((self.engine.borrow().wanted(&*file)?, file)));
        wanted.is_some_and(|(wanted, file)| {
            let worker = self.clone();
            !file.prefetch(wanted, move || worker.wake())
        })
    }

    /// Starts a worker beside this one, at most once.
    fn start_helper(self: &Rc<Self>) {
        if !self.helped.replace(true) && helper::has_room(&self.scope) {
            let worker = self.clone();
            let beside = Beside::start(&self.scope, move |heard| worker.hear_helper(heard));
            *self.helper.borrow_mut() = beside;
        }
    }

    fn hear_helper(self: &Rc<Self>, heard: Heard) {
        *self.patience.borrow_mut() = None;
        match heard {
            Heard::Ready => {
                if let Some(helper) = &*self.helper.borrow() {
                    self.engine.borrow_mut().help(helper.clone());
                    self.warm_up.borrow_mut().help(helper.clone());
                }
            }
            Heard::Answer(number, numbers) => self.engine.borrow_mut().answer(number, numbers),
            Heard::Lost => self.engine.borrow_mut().do_without(),
        }
        self.plan();
    }

    fn plan(self: &Rc<Self>) {
        let idle = !self.engine.borrow().is_busy() && !self.warm_up.borrow().goes_on();
        if idle || self.due.get() {
            return;
        }
        if self.waits() {
            return;
        }
        self.wake();
    }

    /// Goes on in a task of its own.
    fn wake(&self) {
        if !self.due.replace(true) {
            // Posting to this worker's own port cannot fail.
            let _ = self.channel.port2().post_message(&JsValue::NULL);
        }
    }

    fn say(&self, tell: &Tell) {
        // Writing to memory cannot fail, and the page that made this worker is there to listen.
        let Ok(bytes) = borsh::to_vec(tell) else { return };
        let message = js_sys::Uint8Array::from(bytes.as_slice());
        let _ = self.scope.post_message_with_transfer(&message, &js_sys::Array::of1(&message.buffer()));
    }
}

/// The time in milliseconds.
fn now() -> u64 {
    // The browser gives a float. Less than a millisecond is cut off.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    {
        js_sys::Date::now() as u64
    }
}
