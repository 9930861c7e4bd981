//! A scrolling list of any length. Only the rows in and near its window are in the page.

use crate::web::platform::size::use_size;
use std::ops::Range;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The height of every row in CSS pixels. `--row` in `static/css/tokens.css` must say the same.
pub const ROW_HEIGHT: usize = 24;

/// The height of the column heads in CSS pixels, with the line below them.
const HEAD_HEIGHT: usize = ROW_HEIGHT + 1;

/// How many rows are kept above and below the window, so that a fast scroll meets rows and not a blank.
const SPARE: usize = 6;

/// The greatest height of a list in CSS pixels. Firefox stops at 17.9 million and shows nothing beyond.
const TALLEST: usize = 12_000_000;

/// A row that is to be in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    pub row: usize,
    /// Any number. If it changes, the row is brought into view again.
    pub turn: u32,
}

#[derive(Properties, PartialEq)]
pub struct WindowedProps {
    /// The role of the list: grid or treegrid.
    pub role: AttrValue,
    /// The accessible name.
    pub label: AttrValue,
    /// Classes for the style sheet.
    pub class: Classes,
    pub total: usize,
    pub columns: usize,
    /// Whether several rows may be chosen at once.
    #[prop_or_default]
    pub several: bool,
    /// The column headers, as one row.
    #[prop_or_default]
    pub head: Option<Html>,
    /// Makes the rows of a window.
    pub rows: Callback<Range<usize>, Html>,
    /// Is called when another window is on the page.
    #[prop_or_default]
    pub onwindow: Callback<Range<usize>>,
    /// The id of the element at the caret.
    #[prop_or_default]
    pub active: Option<AttrValue>,
    #[prop_or_default]
    pub reveal: Option<Reveal>,
    #[prop_or_default]
    pub onkeydown: Callback<KeyboardEvent>,
    /// Is called when something in the list was pressed. One listener here replaces one at each of a thousand cells.
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    /// Is called when the pointer moves over something in the list. `mouseover` would not do: it also comes when the
    /// list moves below a pointer that rests, and the keyboard's caret would jump there.
    #[prop_or_default]
    pub onmousemove: Callback<MouseEvent>,
    /// Is called when the pointer has left the list.
    #[prop_or_default]
    pub onmouseleave: Callback<MouseEvent>,
    /// The element of the list, for those who want to measure it.
    #[prop_or_default]
    pub node: NodeRef,
}

#[component]
pub fn Windowed(props: &WindowedProps) -> Html {
    let (space, body) = (use_node_ref(), use_node_ref());
    let (_, height) = use_size(props.node.clone());
    let top = use_state_eq(|| 0usize);
    let heads = usize::from(props.head.is_some());
    let room = usize::try_from(height).unwrap_or(0).saturating_sub(heads * HEAD_HEIGHT);
    let geometry = Geometry::new(props.total, room);
    let window = geometry.window(*top);
    let onscroll = {
        let top = top.clone();
        Callback::from(move |event: Event| {
            let at = event.target_dyn_into::<HtmlElement>().map_or(0, |list| list.scroll_top());
            let at = usize::try_from(at).unwrap_or(0);
            // Unless the list is squeezed, the browser scrolls smoothly within a row by itself, so the list is drawn
            // again only when another row comes up.
            top.set(if geometry.squeezed() { at } else { at - at % ROW_HEIGHT });
        })
    };
    use_effect_with((window.clone(), props.onwindow.clone()), |(window, onwindow)| {
        onwindow.emit(window.clone());
    });
    // Positions are set by a script, since the page's policy forbids style attributes.
    {
        let (space, body) = (space.clone(), body.clone());
        let place = (geometry.tall(), geometry.place(*top, window.start));
        use_effect_with(place, move |&(tall, at)| {
            set(&space, "height", &format!("{tall}px"));
            set(&body, "transform", &format!("translateY({at}px)"));
        });
    }
    {
        let node = props.node.clone();
        use_effect_with((props.reveal, height > 0), move |&(reveal, _)| {
            let (Some(reveal), Some(list)) = (reveal, node.cast::<HtmlElement>()) else { return };
            let at = usize::try_from(list.scroll_top()).unwrap_or(0);
            if let Some(to) = geometry.reveal(reveal.row, at).and_then(|to| i32::try_from(to).ok()) {
                list.set_scroll_top(to);
            }
        });
    }
    html! {
        <div ref={props.node.clone()} role={&props.role} class={classes!("windowed", props.class.clone())} tabindex="0"
            aria-label={&props.label} aria-rowcount={(props.total + heads).to_string()} aria-colcount={props.columns.to_string()}
            aria-multiselectable={props.several.then_some("true")} aria-activedescendant={props.active.clone().filter(|_| props.total > 0)} {onscroll} onkeydown={&props.onkeydown}
            onclick={&props.onclick} onmousemove={&props.onmousemove} onmouseleave={&props.onmouseleave}>
            { for props.head.clone() }
            <div ref={space} class="space" role="presentation">
                <div ref={body} class="body" role="rowgroup">{ props.rows.emit(window) }</div>
            </div>
        </div>
    }
}

fn set(node: &NodeRef, property: &str, value: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.style().set_property(property, value);
    }
}

/// Where the rows stand, in whole CSS pixels.
#[derive(Clone, Copy)]
struct Geometry {
    total: usize,
    height: usize,
}

impl Geometry {
    const fn new(total: usize, height: usize) -> Self {
        Self { total, height }
    }

    /// The height of the whole list.
    fn tall(self) -> usize {
        (self.total * ROW_HEIGHT).min(TALLEST)
    }

    /// Whether the list would be taller than a browser can show. Then a pixel of scrolling stands for more than a
    /// pixel of rows.
    const fn squeezed(self) -> bool {
        self.total * ROW_HEIGHT > TALLEST
    }

    /// How far a squeezed list can be scrolled.
    fn range(self) -> usize {
        TALLEST.saturating_sub(self.height).max(1)
    }

    /// How many rows fit into the view, including those that are cut.
    const fn fitting(self) -> usize {
        self.height / ROW_HEIGHT + 2
    }

    /// The row at the top of the view when the list is scrolled by `top`.
    fn first(self, top: usize) -> usize {
        let first = if self.squeezed() {
            let (range, rows) = (self.range(), self.total.saturating_sub(self.fitting() - 2));
            // If a list is this long, both factors are below 2^32. So u64 holds the product, on wasm32 too.
            usize::try_from(top.min(range) as u64 * rows as u64 / range as u64).unwrap_or(0)
        } else {
            top / ROW_HEIGHT
        };
        first.min(self.total.saturating_sub(1))
    }

    fn window(self, top: usize) -> Range<usize> {
        let first = self.first(top);
        first.saturating_sub(SPARE)..(first + self.fitting() + SPARE).min(self.total)
    }

    /// Where the body stands that has the rows from `start` on.
    fn place(self, top: usize, start: usize) -> usize {
        if self.squeezed() {
            top.min(self.range()).saturating_sub((self.first(top) - start) * ROW_HEIGHT)
        } else {
            start * ROW_HEIGHT
        }
    }

    /// How far to scroll so that `row` is in view; `None` if it is already.
    fn reveal(self, row: usize, top: usize) -> Option<usize> {
        let (first, whole) = (self.first(top), (self.height / ROW_HEIGHT).saturating_sub(1).max(1));
        // A row that is cut by the top edge is not in view.
        let first_whole = if self.squeezed() { first } else { top.div_ceil(ROW_HEIGHT) };
        if (first_whole..first_whole + whole).contains(&row) {
            return None;
        }
        let near = row + 1 == first_whole || row == first_whole + whole;
        let to = match near {
            true if row < first_whole => row,
            true => row + 1 - whole,
            false => row.saturating_sub(whole / 3),
        };
        if self.squeezed() {
            let (range, rows) = (self.range(), self.total.saturating_sub(self.fitting() - 2));
            return usize::try_from((to as u64 * range as u64).div_ceil(rows.max(1) as u64)).ok();
        }
        Some(to * ROW_HEIGHT)
    }
}
