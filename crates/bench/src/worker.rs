//! The contestants of `cargo xtask bench` as wasm, in a browser's worker. They are no part of the page: only that
//! command builds them, and serves them beside the folder `browser`. Built natively, this program does nothing.

#[cfg(target_arch = "wasm32")]
mod contestants;

#[cfg(target_arch = "wasm32")]
fn main() {
    browser::give();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This is a part of the bench. To run it: cargo xtask bench");
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::contestants::{self, CHUNK, Outcome, Round};
    use kpl_engine::session::WarmUp;
    use kpl_index::Indexer;
    use kpl_page::web::worker::helper::{self, Beside, Heard};
    use std::{cell::RefCell, rc::Rc};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::DedicatedWorkerGlobalScope;

    #[derive(Default)]
    struct Contestant {
        round: Option<Round>,
        outcome: Option<Outcome>,
        /// The capture, for rounds in which a helper takes part.
        capture: Vec<u8>,
        read: usize,
        indexer: Option<Indexer>,
        helper: Option<Rc<Beside>>,
        /// The helper, until it is warmed up.
        warming: Option<Rc<Beside>>,
    }

    impl Contestant {
        /// Reads a chunk of the capture. Returns whether there is another.
        fn step(&mut self) -> bool {
            if self.read == 0 {
                let head = self.capture.get(..CHUNK).unwrap_or(&self.capture);
                self.indexer = Indexer::new(head, self.capture.len() as u64);
                if let (Some(indexer), Some(helper)) = (&mut self.indexer, &self.helper) {
                    indexer.help(helper.clone());
                }
            }
            let Some(indexer) = &mut self.indexer else { return false };
            let rest = self.capture.get(self.read..).unwrap_or_default();
            let chunk = rest.get(..CHUNK).unwrap_or(rest);
            indexer.push(chunk);
            self.read += chunk.len();
            let goes_on = self.read < self.capture.len();
            if !goes_on {
                indexer.finish();
                self.read = 0;
            }
            goes_on
        }

        /// Whether the helper has not answered for every group.
        fn is_waiting(&self) -> bool {
            self.indexer.as_ref().is_some_and(Indexer::is_waiting)
        }

        fn hear(&mut self, heard: Heard) {
            match (heard, &mut self.indexer) {
                (Heard::Answer(number, numbers), Some(indexer)) => indexer.answer(number, numbers),
                (Heard::Lost, Some(indexer)) => indexer.do_without(),
                _ => {}
            }
        }

        /// User records, bytes of payload, and bytes of wasm memory after the last round.
        fn count(&mut self) -> String {
            let index = self.indexer.take().map(|indexer| Outcome::Index(Box::new(indexer.into_index())));
            let work = self.outcome.take().or(index).map(Outcome::work).unwrap_or_default();
            let buffer = wasm_bindgen::memory().unchecked_into::<js_sys::WebAssembly::Memory>().buffer();
            let memory = buffer.unchecked_into::<js_sys::ArrayBuffer>().byte_length();
            format!("{}\t{}\t{}", work.user_records, work.payload, memory / 1_024)
        }
    }

    /// Gives its functions to the worker's script, or becomes the helper if this worker is one.
    pub fn give() {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        if scope.name() == helper::NAME {
            return helper::serve(&scope);
        }
        let contestant = Rc::new(RefCell::new(Contestant::default()));
        let prepare = {
            let contestant = contestant.clone();
            move |name: String, capture: js_sys::Uint8Array| {
                if name == "helped" {
                    contestant.borrow_mut().capture = capture.to_vec();
                    return true;
                }
                let round = contestants::find(&name, capture.to_vec());
                contestant.borrow_mut().round = round;
                contestant.borrow().round.is_some()
            }
        };
        // Does one step of the warm-up. Returns whether there is another.
        let warm_up = {
            let (contestant, warm_up) = (contestant.clone(), RefCell::new(WarmUp::default()));
            move || {
                let mut warm_up = warm_up.borrow_mut();
                if let Some(helper) = contestant.borrow_mut().warming.take() {
                    warm_up.help(helper);
                }
                warm_up.step();
                if !warm_up.goes_on() && contestant.borrow().helper.is_none() {
                    WarmUp::make_room();
                }
                warm_up.goes_on()
            }
        };
        // Starts the helper. The script's `helped()` is called whenever the helper says something, first when it is
        // ready.
        let help = {
            let contestant = contestant.clone();
            move || {
                let hearing = contestant.clone();
                let helper = Beside::start(&scope, move |heard| {
                    hearing.borrow_mut().hear(heard);
                    call("helped");
                });
                let mut contestant = contestant.borrow_mut();
                (contestant.helper, contestant.warming) = (helper.clone(), helper);
                contestant.helper.is_some()
            }
        };
        let (stepping, waiting, working) = (contestant.clone(), contestant.clone(), contestant.clone());
        let work = move || {
            let mut contestant = working.borrow_mut();
            contestant.outcome = contestant.round.as_mut().map(|round| round());
        };
        set("warmUp", Closure::<dyn Fn() -> bool>::new(warm_up).into_js_value());
        set("prepare", Closure::<dyn Fn(String, js_sys::Uint8Array) -> bool>::new(prepare).into_js_value());
        set("help", Closure::<dyn Fn() -> bool>::new(help).into_js_value());
        set("step", Closure::<dyn Fn() -> bool>::new(move || stepping.borrow_mut().step()).into_js_value());
        let is_waiting = move || waiting.borrow().is_waiting();
        set("isWaiting", Closure::<dyn Fn() -> bool>::new(is_waiting).into_js_value());
        set("work", Closure::<dyn Fn()>::new(work).into_js_value());
        let count = move || contestant.borrow_mut().count();
        set("count", Closure::<dyn Fn() -> String>::new(count).into_js_value());
    }

    /// Calls a function of the worker's script.
    fn call(name: &str) {
        let function = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str(name));
        if let Some(function) =
            function.ok().and_then(|function| function.dyn_into::<js_sys::Function>().ok())
        {
            // If it throws, the browser logs that.
            let _ = function.call0(&JsValue::NULL);
        }
    }

    fn set(name: &str, function: JsValue) {
        // A worker's global scope accepts any property.
        let _ = js_sys::Reflect::set(&js_sys::global(), &JsValue::from_str(name), &function);
    }
}
