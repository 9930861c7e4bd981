//! The contestants of `cargo xtask bench` in a browser's worker: those of `examples/bench`, as wasm. No part of the
//! page; built by that command alone, which serves it beside `benches/browser`. Natively there is none.

#[cfg(target_arch = "wasm32")]
#[path = "../../examples/bench/contestants.rs"]
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
    use super::contestants::{self, Outcome, Round};
    use std::{cell::RefCell, rc::Rc};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};

    #[derive(Default)]
    struct Contestant {
        round: Option<Round>,
        outcome: Option<Outcome>,
    }

    impl Contestant {
        /// User records, bytes of payload and bytes of wasm memory of the last round.
        fn count(&mut self) -> String {
            let work = self.outcome.take().map(Outcome::work).unwrap_or_default();
            let buffer = wasm_bindgen::memory().unchecked_into::<js_sys::WebAssembly::Memory>().buffer();
            let memory = buffer.unchecked_into::<js_sys::ArrayBuffer>().byte_length();
            format!("{}\t{}\t{}", work.user_records, work.payload, memory / 1_024)
        }
    }

    /// Gives `warmUp()`, `prepare(name, capture)`, `work()` and `count()` to the worker's script.
    pub fn give() {
        let contestant = Rc::new(RefCell::new(Contestant::default()));
        let (prepared, working) = (contestant.clone(), contestant.clone());
        let prepare = Closure::<dyn Fn(String, js_sys::Uint8Array) -> bool>::new(
            move |name: String, capture: js_sys::Uint8Array| {
                let round = contestants::find(&name, capture.to_vec());
                prepared.borrow_mut().round = round;
                prepared.borrow().round.is_some()
            },
        );
        let warm_up = Closure::<dyn Fn()>::new(|| {
            let mut warm_up = kpl_lens::session::WarmUp::default();
            while warm_up.goes_on() {
                warm_up.step();
            }
        });
        let work = Closure::<dyn Fn()>::new(move || {
            let mut contestant = working.borrow_mut();
            contestant.outcome = contestant.round.as_mut().map(|round| round());
        });
        let count = Closure::<dyn Fn() -> String>::new(move || contestant.borrow_mut().count());
        set("warmUp", warm_up.into_js_value());
        set("prepare", prepare.into_js_value());
        set("work", work.into_js_value());
        set("count", count.into_js_value());
    }

    fn set(name: &str, function: JsValue) {
        // A worker's global scope takes anything.
        let _ = js_sys::Reflect::set(&js_sys::global(), &JsValue::from_str(name), &function);
    }
}
