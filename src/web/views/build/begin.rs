//! Three ways to begin, each with an example, while there is no user record.

use super::{Above, PartProps};
use crate::web::words::build as words;
use kpl_engine::session::builder::{Edit, PayloadForm};
use yew::prelude::*;

/// Rows as somebody may have them.
const ROWS: &str = "partition_key,payload\nuser-1,\"{\"\"order\"\":1}\"\nuser-2,\"{\"\"order\"\":2}\"\nuser-1,\"{\"\"order\"\":3}\"";

/// The templates of the records that are generated.
const TEMPLATES: (&str, &str, &str) =
    ("20", "user-{{i%5}}", "{\"order\":{{i+1}},\"total\":{{random 100..9999}}}");

/// The ways.
#[component]
pub fn Begin(props: &PartProps) -> Html {
    let act = |edit: Edit| props.build.reform(move |_: MouseEvent| (edit.clone(), 0));
    let open = |above: Above| props.open.reform(move |_: MouseEvent| Some(above));
    let (count, key, payload) = TEMPLATES;
    let generate = Edit::Generate {
        count: count.to_owned(),
        partition_key: key.to_owned(),
        explicit_hash_key: None,
        payload: (PayloadForm::Json, payload.to_owned()),
        gzip: false,
        seed: "1".to_owned(),
    };
    let way = |name: &str,
               help: &str,
               example: String,
               does: &'static str,
               edit: Edit,
               own: Option<(&'static str, Callback<MouseEvent>)>| {
        html! {
            <li>
                <h3>{ name.to_owned() }</h3>
                <p class="help">{ help.to_owned() }</p>
                <pre class="mono">{ example }</pre>
                <p class="actions">
                    <button type="button" onclick={act(edit)}>{ does }</button>
                    if let Some((own, onclick)) = own { <button type="button" class="quiet" {onclick}>{ own }</button> }
                </p>
            </li>
        }
    };
    let typed = "user-1   {\"order\":1}".to_owned();
    let [first, second, third] = words::BEGIN;
    html! {
        <section class="pane begin" aria-label={words::BEGIN_TITLE}>
            <h2>{ words::BEGIN_TITLE }</h2>
            <ol>
                { way(first.0, first.1, typed, words::ADD, Edit::Add, None) }
                { way(second.0, second.1, ROWS.to_owned(), words::ADD_THESE, Edit::Rows(ROWS.to_owned(), None), Some((words::PASTE_ROWS, open(Above::Rows)))) }
                { way(third.0, third.1, format!("{count} × {key}   {payload}"), words::ADD_THESE, generate, Some((words::GENERATE, open(Above::Template)))) }
            </ol>
        </section>
    }
}
