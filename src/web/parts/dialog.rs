//! A modal dialog. It is the browser's own, so that the focus stays in it and comes back afterwards.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    pub title: AttrValue,
    /// The label of the button that closes it.
    pub close: AttrValue,
    /// Is called when it was closed, by its button or by Escape.
    pub on_close: Callback<()>,
    pub children: Html,
}

/// A modal dialog. It opens when it is mounted.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        let dialog = node.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            let _ = dialog.show_modal();
        }
        // The focus only comes back when the dialog is closed, not when it is taken out of the page.
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
