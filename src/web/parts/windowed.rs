//! A scrolling list of any length that keeps only the rows near the window in the page.

use crate::web::platform::size::use_size;
use std::ops::Range;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Height of every row in CSS pixels: `--row` in `static/css/tokens.css`, which must say the same.
pub const ROW_HEIGHT: usize = 24;

/// Height of the column heads, with the line below them.
const HEAD_HEIGHT: usize = ROW_HEIGHT + 1;

/// Rows kept above and below the window, so that a fast scroll meets rows and not a blank.
const SPARE: usize = 6;

/// The tallest that a list may be, in CSS pixels: Firefox stops at 17.9 million, and shows nothing beyond.
const TALLEST: usize = 12_000_000;

/// A row that is to be in view, and why: the same row with another turn scrolls again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// The row.
    pub row: usize,
    /// Any number that changes when the row is to be brought into view again.
    pub turn: u32,
}

/// What a windowed list is given.
#[derive(Properties, PartialEq)]
pub struct WindowedProps {
    /// The role of the whole: grid or treegrid.
    pub role: AttrValue,
    /// Its accessible name.
    pub label: AttrValue,
    /// For the style sheet.
    pub class: Classes,
    /// How many rows there are.
    pub total: usize,
    /// How many columns.
    pub columns: usize,
    /// Whether several rows may be chosen at once.
    #[prop_or_default]
    pub several: bool,
    /// The column headers, as one row.
    #[prop_or_default]
    pub head: Option<Html>,
    /// Shows the rows of a window.
    pub rows: Callback<Range<usize>, Html>,
    /// Another window is on the page now.
    #[prop_or_default]
    pub onwindow: Callback<Range<usize>>,
    /// The id of the element at the caret.
    #[prop_or_default]
    pub active: Option<AttrValue>,
    /// The row to bring into view.
    #[prop_or_default]
    pub reveal: Option<Reveal>,
    /// A key was pressed.
    #[prop_or_default]
    pub onkeydown: Callback<KeyboardEvent>,
    /// Something in it was pressed: one listener here, instead of one at each of a thousand cells.
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    /// The pointer moves over something in it. Not `mouseover`: that comes as well when the list moves below a
    /// pointer that rests, and would take the place from the keyboard.
    #[prop_or_default]
    pub onmousemove: Callback<MouseEvent>,
    /// The pointer has left.
    #[prop_or_default]
    pub onmouseleave: Callback<MouseEvent>,
    /// The list's own element, for whoever wants to measure it.
    #[prop_or_default]
    pub node: NodeRef,
}

/// A windowed list.
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
            // Unless it is squeezed, the browser scrolls by itself until a new row comes up.
            top.set(if geometry.squeezed() { at } else { at - at % ROW_HEIGHT });
        })
    };
    use_effect_with((window.clone(), props.onwindow.clone()), |(window, onwindow)| {
        onwindow.emit(window.clone());
    });
    // Positions are set by script: the page's policy forbids style attributes.
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

/// Where rows stand. All in CSS pixels, whole ones.
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

    /// Whether the list is taller than a browser can show, so that a pixel of scrolling is more than a pixel of rows.
    const fn squeezed(self) -> bool {
        self.total * ROW_HEIGHT > TALLEST
    }

    /// How far a squeezed list scrolls.
    fn range(self) -> usize {
        TALLEST.saturating_sub(self.height).max(1)
    }

    /// Rows that fit, those that are cut included.
    const fn fitting(self) -> usize {
        self.height / ROW_HEIGHT + 2
    }

    /// The row at the top of the view when it is scrolled by `top`.
    fn first(self, top: usize) -> usize {
        let first = if self.squeezed() {
            let (range, rows) = (self.range(), self.total.saturating_sub(self.fitting() - 2));
            // Both are below 2^32 where a list is this long; u64 holds the product on wasm32 too.
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

    /// Where the body with the rows from `start` on stands.
    fn place(self, top: usize, start: usize) -> usize {
        if self.squeezed() {
            top.min(self.range()).saturating_sub((self.first(top) - start) * ROW_HEIGHT)
        } else {
            start * ROW_HEIGHT
        }
    }

    /// How far to scroll so that `row` is in view; `None` where it is.
    fn reveal(self, row: usize, top: usize) -> Option<usize> {
        let (first, whole) = (self.first(top), (self.height / ROW_HEIGHT).saturating_sub(1).max(1));
        // A row that the top edge cuts is not in view.
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
