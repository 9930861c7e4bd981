//! A modal dialog: the browser's own, so that focus stays in it and comes back after it.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What a dialog is given.
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its title.
    pub title: AttrValue,
    /// The label of the button that closes it.
    pub close: AttrValue,
    /// It was closed, by its button or by Escape.
    pub on_close: Callback<()>,
    /// What it shows.
    pub children: Html,
}

/// A modal dialog that opens when it is mounted.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        let dialog = node.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            let _ = dialog.show_modal();
        }
        // Only a dialog that is closed gives the focus back; one that is just taken out of the page does not.
        move || dialog.iter().for_each(HtmlDialogElement::close)
    });
    let closed = props.on_close.reform(|_: Event| ());
    let button = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={node} aria-labelledby="dialog-title" onclose={closed}>
            <header>
                <h2 id="dialog-title">{ &props.title }</h2>
                <button type="button" onclick={button}>{ &props.close }</button>
            </header>
            { props.children.clone() }
        </dialog>
    }
}
