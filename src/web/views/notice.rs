//! Says briefly what was done, also to those who listen.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How long a notice shows, in milliseconds.
const SHOWS: u32 = 5_000;

/// Something to say; two with the same words are two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    text: String,
    at: u64,
}

impl Note {
    /// Something to say now.
    #[must_use]
    pub fn new(text: String) -> Self {
        // Only ever compared: the bits of the time serve as well as the time.
        Self { text, at: js_sys::Date::now().to_bits() }
    }
}

/// What the notice is given.
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// What to say.
    pub note: Note,
}

/// The notice.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let shown = use_state(|| false);
    {
        let shown = shown.setter();
        use_effect_with(props.note.clone(), move |note| {
            shown.set(!note.text.is_empty());
            let timer = (!note.text.is_empty()).then(|| Timeout::new(SHOWS, move || shown.set(false)));
            move || drop(timer)
        });
    }
    html! { <p class="notice" role="status" aria-live="polite" hidden={!*shown}>{ if *shown { &props.note.text } else { "" } }</p> }
}
