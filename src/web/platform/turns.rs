//! Draws parts of the page one after another, each in a frame of its own, so that no task holds the page up.

use gloo::{
    render::{AnimationFrame, request_animation_frame},
    timers::callback::Timeout,
};
use std::{cell::RefCell, rc::Rc};
use yew::prelude::*;

/// Counts from 0 to `most`. Before each step the browser draws what there is, with all changes that follow from
/// sizes.
#[hook]
pub fn use_turns(most: u32) -> u32 {
    let turn = use_state_eq(|| 0);
    let setter = turn.setter();
    use_effect_with(*turn, move |&now| {
        // If the page goes away, these drop the step that was planned.
        let drawn = Rc::new(RefCell::new(None::<Timeout>));
        let frame: Option<AnimationFrame> = (now < most).then(|| {
            let drawn = drawn.clone();
            request_animation_frame(move |_| {
                *drawn.borrow_mut() = Some(Timeout::new(0, move || setter.set(now + 1)));
            })
        });
        move || drop((frame, drawn))
    });
    *turn
}
