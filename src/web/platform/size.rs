//! Follows the size of an element.

use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// The inner width and height of an element in CSS pixels; 0 before the first layout.
///
/// What depends on a size is drawn in a task of its own. The browser reports all sizes of a frame at once and waits;
/// if every list of the page were drawn in that time, the frame would be late.
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
                    // This replaces a drawing that was planned before.
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
