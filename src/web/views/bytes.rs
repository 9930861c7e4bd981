//! The bytes: hex and ASCII, coloured and underlined by role (ARIA Authoring Practices, "Grid").

use super::{FloatProps, floating::Floating, shortcuts, use_viewport};
use crate::web::{
    Hands,
    parts::{Reveal, Windowed},
    platform::{focus::has_moved, size::use_size},
    words,
};
use kpl_engine::session::{
    Action, List, Move, ViewportChange,
    select::{ByteLeaf, ByteRow},
};
use kpl_format::kpl::Role;
use std::ops::Range;
use web_sys::Element;
use yew::prelude::*;

/// Inner widths in CSS pixels from which so many bytes fit in a row, widest first: offset, hex and ASCII at the
/// size of `--mono` in `static/css/tokens.css`.
const COLUMNS: [(i32, usize); 3] = [(1240, 32), (624, 16), (0, 8)];

/// The bytes.
#[component]
pub fn Bytes(props: &FloatProps) -> Html {
    let node = use_node_ref();
    let (width, _) = use_size(node.clone());
    let columns = COLUMNS.iter().find(|&&(from, _)| width >= from).map_or(8, |&(_, columns)| columns);
    let hands = use_context::<Hands>().unwrap_or_default();
    // Before the first layout nobody knows the width.
    let measured = (width > 0).then_some(columns);
    use_effect_with((measured, hands.viewport), |(columns, viewport)| {
        columns.iter().for_each(|&columns| viewport.emit(ViewportChange::Columns(columns)));
    });
    let (model, onwindow) = (&props.model, use_viewport(List::Bytes));
    let caret = model.carets.byte_caret;
    let rows = {
        let model = model.clone();
        Callback::from(move |window: Range<usize>| -> Html {
            shortcuts::rows(window, |at| {
                // Rows of another width are on their way out.
                let row = model.bytes.get(at).filter(|row| row.offset == at * columns)?;
                Some(byte_row(row, at, caret))
            })
        })
    };
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            let far = event.ctrl_key() || event.meta_key();
            let action = match event.key().as_str() {
                "ArrowLeft" => Action::ByteMove(Move::Previous, columns),
                "ArrowRight" => Action::ByteMove(Move::Next, columns),
                "Home" if !far => Action::ByteMove(Move::RowStart, columns),
                "End" if !far => Action::ByteMove(Move::RowEnd, columns),
                "Home" => Action::ByteMove(Move::First, columns),
                "End" => Action::ByteMove(Move::Last, columns),
                "Enter" | " " => Action::PinByte(caret),
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
    let onclick = {
        let send = props.send.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(offset) = offset_under(&event) {
                send.emit(Action::PinByte(offset));
            }
        })
    };
    let onmousemove = {
        let (model, send) = (model.clone(), props.send.clone());
        Callback::from(move |event: MouseEvent| {
            let offset = offset_under(&event);
            let leaf = offset.and_then(|at| model.bytes.get(at / columns)?.leaf_at(at));
            let node = leaf.map(|leaf| leaf.node);
            if has_moved(&event) && node.is_some() && node != model.carets.lit {
                send.emit(Action::Light(node));
            }
        })
    };
    let leave = props.send.reform(|_: MouseEvent| Action::Light(None));
    let go_to = props.float.reform(|_: MouseEvent| Some(Floating::GoTo));
    let total = model.carets.record_len.div_ceil(columns);
    html! {
        <section class="pane bytes" aria-labelledby="bytes" data-columns={columns.to_string()}>
            <div class="pane-head">
                <h2 id="bytes">{ words::BYTES }</h2>
                { legend() }
                <span class="grow"></span>
                <button type="button" class="quiet" aria-keyshortcuts="Control+G" onclick={go_to}>{ words::GO_TO }</button>
            </div>
            <Windowed role="grid" label={words::BYTES} class="bytes-grid" {total} columns={columns + 1} {node} {rows} {onkeydown} {onwindow}
                {onclick} {onmousemove} onmouseleave={leave} active={format!("b-{caret}")}
                reveal={Reveal { row: caret / columns, turn: model.carets.turn }} />
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

/// The offset of the byte under the pointer. In the ASCII column several bytes share an element.
fn offset_under(event: &MouseEvent) -> Option<usize> {
    let element = event.target_dyn_into::<Element>()?.closest("[data-at]").ok()??;
    let number = |name| element.get_attribute(name).and_then(|text| text.parse::<i32>().ok());
    let (start, len) = (number("data-at")?, number("data-len").unwrap_or(1));
    let bounds = element.get_bounding_client_rect();
    let across = event.client_x() - pixels(bounds.left());
    let step = across * len / pixels(bounds.width()).max(1);
    usize::try_from(start + step.clamp(0, len - 1)).ok()
}

/// Whole CSS pixels: what the browser gives as a float is only ever a place on the screen.
fn pixels(place: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation)]
    {
        place as i32
    }
}

fn byte_row(row: &ByteRow, at: usize, caret: usize) -> Html {
    html! {
        <div role="row" key={at} class="row" aria-rowindex={(at + 1).to_string()}>
            <span role="rowheader" class="offset">{ format!("{:06x}", row.offset) }</span>
            <span class="hex" role="presentation">{ for row.leaves.iter().map(|leaf| hex(leaf, caret)) }</span>
            <span class="ascii" aria-hidden="true">{ for row.leaves.iter().map(chars) }</span>
        </div>
    }
}

fn hex(leaf: &ByteLeaf, caret: usize) -> Html {
    let role = role_word(leaf.role);
    let byte = |(at, &byte): (usize, &u8)| {
        let offset = leaf.offset + at;
        let mut class = Classes::from("byte");
        class.extend(leaf.pinned.then_some("pinned"));
        class.extend(leaf.lit.then_some("lit"));
        class.extend((offset == caret).then_some("caret"));
        class.extend(leaf.changed.then_some("changed"));
        class.extend((leaf.starts && at == 0).then_some("starts"));
        html! {
            <span role="gridcell" key={offset} id={format!("b-{offset}")} {class} data-role={role}
                data-at={offset.to_string()} aria-label={words::byte(offset, byte, leaf)}
                aria-selected={leaf.pinned.to_string()}>{ format!("{byte:02x}") }</span>
        }
    };
    leaf.bytes.iter().enumerate().map(byte).collect()
}

/// A leaf's bytes in the ASCII column.
fn chars(leaf: &ByteLeaf) -> Html {
    let printable = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    let text: String =
        leaf.bytes.iter().map(|&byte| if printable(byte) { char::from(byte) } else { '·' }).collect();
    let class = classes!(
        "byte",
        leaf.pinned.then_some("pinned"),
        leaf.lit.then_some("lit"),
        leaf.changed.then_some("changed")
    );
    html! {
        <span key={leaf.offset} {class} data-role={role_word(leaf.role)} data-at={leaf.offset.to_string()}
            data-len={leaf.bytes.len().to_string()}>{ text }</span>
    }
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
