//! Follows a media query, so that the page can show one pane at a time where it is narrow.

use gloo::events::EventListener;
use yew::prelude::*;

/// Whether the media query matches, now and after each change.
#[hook]
pub fn use_media(query: &'static str) -> bool {
    let list = use_memo((), move |()| gloo::utils::window().match_media(query).ok().flatten());
    let matches = {
        let list = list.clone();
        use_state_eq(move || (*list).as_ref().is_some_and(web_sys::MediaQueryList::matches))
    };
    {
        let matches = matches.clone();
        use_effect_with((), move |()| {
            let listener = (*list).clone().map(|list| {
                let target = list.clone();
                EventListener::new(&target, "change", move |_| matches.set(list.matches()))
            });
            move || drop(listener)
        });
    }
    *matches
}
