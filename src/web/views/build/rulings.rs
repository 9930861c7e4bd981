//! What each consumer does with the record that was made.

use super::PartProps;
use crate::web::words::build as words;
use kpl_engine::session::builder::Ruling;
use yew::prelude::*;

/// A compact table.
#[component]
pub fn Rulings(props: &PartProps) -> Html {
    let rulings = &props.model.rulings;
    if rulings.is_empty() {
        return html! {};
    }
    html! {
        <section class="pane rulings" aria-label={words::CONSUMERS}>
            <h2>{ words::CONSUMERS }</h2>
            <table>
                <thead><tr>{ for words::RULING_COLUMNS.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
                <tbody>{ for rulings.iter().map(ruling) }</tbody>
            </table>
        </section>
    }
}

fn ruling(row: &Ruling) -> Html {
    html! {
        <tr key={row.consumer.clone()} data-good={row.good.to_string()}>
            <th scope="row">{ words::consumer_name(&row.consumer) }
                if !row.measured { <span class="faint">{ " " }{ words::NOT_MEASURED }</span> }</th>
            <td class="outcome">{ words::emitted(row) }
                if row.silent { { " " }<span class="mark">{ words::SILENT }</span> }</td>
            <td>{ &row.why }</td>
        </tr>
    }
}
