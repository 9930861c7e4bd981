//! Follows the size of an element.

use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// Inner width and height in CSS pixels; 0 before the first layout.
///
/// What changes with it is drawn in a task of its own: the browser tells all sizes of a frame at once, and the lists of
/// a page, each drawn anew while it waits, would hold that frame up.
#[hook]
pub fn use_size(node: NodeRef) -> (i32, i32) {
    let size = use_state_eq(|| (0, 0));
    {
        let size = size.clone();
        use_effect_with(node, move |node| {
            let element = node.cast::<Element>();
            let watch = element.and_then(|element| {
                let watched = element.clone();
                let due = RefCell::new(None::<Timeout>);
                let changed = Closure::<dyn FnMut()>::new(move || {
                    let (size, watched) = (size.clone(), watched.clone());
                    // The one before is not needed any more.
                    *due.borrow_mut() = Some(Timeout::new(0, move || {
                        size.set((watched.client_width(), watched.client_height()));
                    }));
                });
                let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
                observer.observe(&element);
                Some((observer, changed))
            });
            move || {
                if let Some((observer, _changed)) = watch {
                    observer.disconnect();
                }
            }
        });
    }
    *size
}
