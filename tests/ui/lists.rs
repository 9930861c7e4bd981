//! Windowed lists: few rows are in the page however many there are, and all of them can be reached.

use crate::stage::{Stage, attribute, drawn, page, paste, press};
use kpl_engine::fixture::samples::Sample;
use kpl_page::web::parts::{Reveal, Windowed, WindowedProps};
use kpl_page::web::views::App;
use std::ops::Range;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

fn rows(window: Range<usize>) -> Html {
    window
        .map(|at| html! { <div role="row" class="row" key={at} id={format!("row-{at}")}>{ at }</div> })
        .collect()
}

fn list(total: usize, head: bool, reveal: Option<Reveal>) -> WindowedProps {
    let heads =
        html! { <div role="rowgroup" class="head"><div role="row" class="row">{ "Head" }</div></div> };
    yew::props!(WindowedProps {
        role: "grid",
        label: "Numbers",
        class: classes!("users-grid"),
        total,
        columns: 1,
        head: head.then_some(heads),
        rows: Callback::from(rows),
        reveal,
    })
}

/// The rows that can be seen completely, from top to bottom.
fn seen(stage: &Stage<Windowed>) -> Range<usize> {
    let list = stage.one("[role=grid]").get_bounding_client_rect();
    let head = stage.texts(".head").len();
    let top = if head == 0 { list.top() } else { stage.one(".head").get_bounding_client_rect().bottom() };
    let within = |at: &usize| {
        let row = stage.one(&format!("#row-{at}")).get_bounding_client_rect();
        row.top() >= top - 0.5 && row.bottom() <= list.bottom() + 0.5
    };
    let rows: Vec<usize> = stage.texts(".body > .row").iter().map(|text| text.parse().unwrap()).collect();
    let whole: Vec<usize> = rows.into_iter().filter(within).collect();
    whole[0]..whole[whole.len() - 1] + 1
}

#[wasm_bindgen_test]
async fn a_long_list_keeps_a_window_of_its_rows() {
    for (total, head) in
        [(100_000, false), (100_000, true), (700_000, false), (700_000, true), (4_000_000, true)]
    {
        let stage = Stage::<Windowed>::with(list(total, head, None)).await;
        let grid = stage.one("[role=grid]");
        let shown = seen(&stage);
        assert_eq!(shown.start, 0, "{total}, {head}");
        assert!((11..=12).contains(&shown.len()), "{shown:?}: 300 pixels of rows of 24");
        let counted = total + usize::from(head);
        assert_eq!(attribute(&grid, "aria-rowcount"), counted.to_string());

        // However often one goes to the end, it is the same place.
        let mut ends = Vec::new();
        for _ in 0..3 {
            grid.set_scroll_top(i32::MAX);
            drawn().await;
            ends.push(grid.scroll_top());
            assert_eq!(seen(&stage).end, total, "the last row of {total}, {head}");
            assert!(stage.texts(".body > .row").len() < 40);
        }
        assert_eq!(ends[0], ends[2], "{total}, {head}: {ends:?}");

        grid.set_scroll_top(ends[0] / 2);
        drawn().await;
        let (middle, shown) = (total / 2, seen(&stage));
        assert!(
            shown.start > middle - total / 100 && shown.end < middle + total / 100,
            "{shown:?} of {total}"
        );

        grid.set_scroll_top(0);
        drawn().await;
        assert_eq!(seen(&stage).start, 0, "the first row of {total}, {head}");
    }
}

#[wasm_bindgen_test]
async fn a_revealed_row_comes_into_view_and_one_in_view_stays() {
    for (total, head) in [(1_000, true), (700_000, true), (700_000, false)] {
        let mut stage = Stage::<Windowed>::with(list(total, head, None)).await;
        for row in [500, 0, total - 1, total / 3, total / 3 + 1, total / 3 + 20, 1] {
            stage.update(list(total, head, Some(Reveal { row, turn: 0 }))).await;
            assert!(seen(&stage).contains(&row), "{row} of {total} in {:?}", seen(&stage));
        }

        let grid = stage.one("[role=grid]");
        stage.update(list(total, head, Some(Reveal { row: 600, turn: 1 }))).await;
        let at = grid.scroll_top();
        let near = seen(&stage).start + 2;
        stage.update(list(total, head, Some(Reveal { row: near, turn: 2 }))).await;
        assert_eq!(grid.scroll_top(), at, "{near} was in view");

        // The same row, scrolled away, is only brought back when asked for again.
        grid.set_scroll_top(0);
        drawn().await;
        stage.update(list(total, head, Some(Reveal { row: near, turn: 2 }))).await;
        assert_eq!(grid.scroll_top(), 0);
        stage.update(list(total, head, Some(Reveal { row: near, turn: 3 }))).await;
        assert!(seen(&stage).contains(&near));
    }
}

#[wasm_bindgen_test]
async fn a_list_that_shrinks_shows_what_is_left() {
    let mut stage = Stage::<Windowed>::with(list(700_000, true, None)).await;
    stage.one("[role=grid]").set_scroll_top(i32::MAX);
    drawn().await;
    stage.update(list(5, true, None)).await;
    drawn().await;
    assert_eq!(seen(&stage), 0..5);
    stage.update(list(0, true, None)).await;
    assert_eq!(stage.texts(".body > .row").len(), 0);
}

#[wasm_bindgen_test]
async fn rows_of_the_tree_say_where_they_stand() {
    let stage = Stage::<App>::with(page()).await;
    paste(&Sample::ThreeKeys.text()).await;
    // The window of these tests is narrow, where one pane shows at a time.
    stage.one("#tab-fields").click();
    drawn().await;
    let tree = stage.one("[role=treegrid]");
    let say = |row: &str| {
        let row = stage.one(row);
        ["aria-level", "aria-posinset", "aria-setsize", "aria-expanded", "aria-rowindex"]
            .map(|name| attribute(&row, name))
    };
    // Node 0 is the magic, and node 1 the table of partition keys with its three entries.
    assert_eq!(say("#f-0"), ["1", "1", "4", "", "2"]);
    assert_eq!(say("#f-1"), ["1", "2", "4", "true", "3"]);
    assert_eq!(say("#f-3"), ["2", "2", "3", "", "5"]);

    assert!(press(&tree, "ArrowDown").await);
    assert_eq!(attribute(&tree, "aria-activedescendant"), "f-1");
    assert!(press(&tree, "ArrowLeft").await);
    assert_eq!(say("#f-1"), ["1", "2", "4", "false", "3"]);
    assert!(!press(&tree, "Tab").await, "Tab leaves the tree");
}
