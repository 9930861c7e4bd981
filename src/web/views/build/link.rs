//! The dialog about a link: what it would hold comes first, then the link.

use super::PartProps;
use crate::web::{
    Hands,
    parts::Dialog,
    platform::{clipboard, location},
    words::build as words,
};
use kpl_engine::session::{Wanted, builder::Edit};
use yew::prelude::*;

/// The dialog. The link is made when it opens, and forgotten when it closes.
#[component]
pub fn LinkDialog(props: &PartProps) -> Html {
    let hands = use_context::<Hands>().unwrap_or_default();
    use_effect_with(props.build.clone(), |build| {
        build.emit((Edit::AskLink(true), 0));
        let build = build.clone();
        move || build.emit((Edit::AskLink(false), 0))
    });
    let copy = {
        let done = hands.notify.reform(|worked| words::copied(worked).to_owned());
        Callback::from(move |_: MouseEvent| {
            let done = done.clone();
            let copy = move |fragment: Vec<u8>| {
                let link = format!("{}#{}", location::address(), String::from_utf8_lossy(&fragment));
                clipboard::copy(link, done.clone());
            };
            hands.fetch.emit((Wanted::Link, Callback::from(copy)));
        })
    };
    html! {
        <Dialog title={words::LINK_TITLE} close={words::CLOSE} on_close={props.open.reform(|()| None)}>
            <div class="form">
                <p>{ words::LINK_HELP }</p>
                if let Some(link) = &props.model.bench.link {
                    <ul class="contents">{ for words::link_lines(link).into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                    if !link.comfortable { <p class="fault">{ words::LINK_LONG }</p> }
                    <div class="actions"><button type="button" class="main" onclick={copy}>{ words::COPY_LINK }</button></div>
                }
            </div>
        </Dialog>
    }
}
