//! The bytes: hex and ASCII, coloured and underlined by role (ARIA Authoring Practices, "Grid").

use super::{app::Floating, shortcuts};
use crate::{
    kpl::Role,
    session::{
        Action, Move,
        select::{self, ByteCell, ByteRow},
    },
    web::{
        Model,
        parts::{Reveal, Windowed},
        platform::size::use_size,
        words,
    },
};
use std::ops::Range;
use yew::prelude::*;

/// Inner widths in CSS pixels from which so many bytes fit in a row, widest first: offset, hex and ASCII at the
/// size of `--mono` in `static/css/tokens.css`.
const COLUMNS: [(i32, usize); 3] = [(1240, 32), (624, 16), (0, 8)];

/// What the bytes are given.
#[derive(Properties, PartialEq)]
pub struct BytesProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
}

/// The bytes.
#[component]
pub fn Bytes(props: &BytesProps) -> Html {
    let node = use_node_ref();
    let (width, _) = use_size(node.clone());
    let columns = COLUMNS.iter().find(|&&(from, _)| width >= from).map_or(8, |&(_, columns)| columns);
    let model = &props.model;
    let rows = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |window: Range<usize>| -> Html {
            select::byte_rows(&model, columns, window)
                .iter()
                .map(|row| byte_row(&model, row, columns, &send))
                .collect()
        })
    };
    let onkeydown = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |event: KeyboardEvent| {
            let far = event.ctrl_key() || event.meta_key();
            let action = match event.key().as_str() {
                "ArrowLeft" => Action::ByteMove(Move::Previous, columns),
                "ArrowRight" => Action::ByteMove(Move::Next, columns),
                "Home" if !far => Action::ByteMove(Move::RowStart, columns),
                "End" if !far => Action::ByteMove(Move::RowEnd, columns),
                "Home" => Action::ByteMove(Move::First, columns),
                "End" => Action::ByteMove(Move::Last, columns),
                "Enter" | " " => Action::PinByte(model.byte_caret),
                _ => match shortcuts::step(&event) {
                    Some(step) => Action::ByteMove(step, columns),
                    None => {
                        shortcuts::pane_key(&event, &send);
                        return;
                    }
                },
            };
            event.prevent_default();
            send.emit(action);
        })
    };
    let leave = props.send.reform(|_: MouseEvent| Action::Light(None));
    let go_to = props.float.reform(|_: MouseEvent| Some(Floating::GoTo));
    let turn = model.pin.map_or(0, |pin| pin.turn);
    let total = select::bytes_total(model, columns);
    html! {
        <section class="pane bytes" aria-labelledby="bytes" data-columns={columns.to_string()}>
            <div class="pane-head">
                <h2 id="bytes">{ words::BYTES }</h2>
                { legend() }
                <span class="grow"></span>
                <button type="button" class="quiet" aria-keyshortcuts="Control+G" onclick={go_to}>{ words::GO_TO }</button>
            </div>
            <Windowed role="grid" label={words::BYTES} class="bytes-grid" {total} columns={columns + 1} {node} {rows} {onkeydown}
                onmouseleave={leave} active={format!("b-{}", model.byte_caret)}
                reveal={Reveal { row: model.byte_caret / columns, turn }} />
        </section>
    }
}

/// What the colours and underlines stand for.
fn legend() -> Html {
    let roles = [Role::Magic, Role::Key, Role::Length, Role::Value, Role::Md5, Role::Unclaimed];
    html! {
        <span class="legend" aria-hidden="true">
            { for roles.into_iter().map(|role| html! { <span class="byte" data-role={role_word(role)}>{ words::role(role) }</span> }) }
        </span>
    }
}

fn byte_row(model: &Model, row: &ByteRow, columns: usize, send: &Callback<Action>) -> Html {
    let at = row.offset / columns;
    html! {
        <div role="row" key={row.offset} class="row" aria-rowindex={(at + 1).to_string()}>
            <span role="rowheader" class="offset">{ format!("{:06x}", row.offset) }</span>
            <span class="hex" role="presentation">{ for row.cells.iter().map(|cell| byte(model, cell, send)) }</span>
            <span class="ascii" aria-hidden="true">{ for row.cells.iter().map(|cell| char_of(cell, send)) }</span>
        </div>
    }
}

fn class(cell: &ByteCell) -> Classes {
    classes!(
        "byte",
        cell.pinned.then_some("pinned"),
        cell.lit.then_some("lit"),
        cell.caret.then_some("caret"),
        cell.starts.then_some("starts")
    )
}

fn byte(model: &Model, cell: &ByteCell, send: &Callback<Action>) -> Html {
    let (offset, node) = (cell.offset, cell.node);
    let onclick = send.reform(move |_: MouseEvent| Action::PinByte(offset));
    let onmouseover = send.reform(move |_: MouseEvent| Action::Light(Some(node)));
    let path = select::path_at(model, offset).unwrap_or_default();
    html! {
        <span role="gridcell" key={offset} id={format!("b-{offset}")} class={class(cell)} data-role={role_word(cell.role)}
            aria-label={words::byte(offset, cell.byte, cell.role, &path)} aria-selected={cell.pinned.to_string()} {onclick} {onmouseover}>
            { format!("{:02x}", cell.byte) }
        </span>
    }
}

fn char_of(cell: &ByteCell, send: &Callback<Action>) -> Html {
    let (offset, node) = (cell.offset, cell.node);
    let onclick = send.reform(move |_: MouseEvent| Action::PinByte(offset));
    let onmouseover = send.reform(move |_: MouseEvent| Action::Light(Some(node)));
    let printable = cell.byte.is_ascii_graphic() || cell.byte == b' ';
    let char = if printable { char::from(cell.byte) } else { '·' };
    html! { <span key={offset} class={class(cell)} data-role={role_word(cell.role)} {onclick} {onmouseover}>{ char }</span> }
}

/// The role's name for the style sheet.
const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Magic => "magic",
        Role::Key => "key",
        Role::Length => "length",
        Role::Value => "value",
        Role::Md5 => "md5",
        Role::Unclaimed => "unclaimed",
    }
}
