//! The columns of the tables of user records: which show, how wide they are, and what stands in them.

use super::shortcuts;
use crate::web::{
    parts::{Menu, MenuItem},
    platform::kept,
    words,
};
use kpl_engine::session::{
    Action,
    batch::{UserColumn, UserSort},
    select::{Preview, UserRow},
};
use std::rc::Rc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The Kinesis record, in the table of a whole capture.
    Record,
    /// The file, where the capture was joined of several.
    File,
    Index,
    Key,
    Shard,
    HashKey,
    ExplicitHashKey,
    Arrived,
    SequenceNumber,
    Bytes,
    Payload,
}

impl Column {
    pub const ALL: [Self; 11] = [
        Self::Record,
        Self::File,
        Self::Index,
        Self::Key,
        Self::Shard,
        Self::HashKey,
        Self::ExplicitHashKey,
        Self::Arrived,
        Self::SequenceNumber,
        Self::Bytes,
        Self::Payload,
    ];

    /// The word that stands for the column where the browser keeps it.
    const fn word(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::File => "file",
            Self::Index => "index",
            Self::Key => "key",
            Self::Shard => "shard",
            Self::HashKey => "hash-key",
            Self::ExplicitHashKey => "explicit-hash-key",
            Self::Arrived => "arrived",
            Self::SequenceNumber => "sequence-number",
            Self::Bytes => "bytes",
            Self::Payload => "payload",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Record => words::KINESIS_RECORD,
            Self::File => words::FILE,
            Self::Index => words::SUB_SEQUENCE,
            Self::Key => words::PARTITION_KEY_COLUMN,
            Self::Shard => words::SHARD,
            Self::HashKey => words::HASH_KEY_COLUMN,
            Self::ExplicitHashKey => words::EXPLICIT_HASH_KEY_COLUMN,
            Self::Arrived => words::ARRIVED,
            Self::SequenceNumber => words::SEQUENCE_NUMBER,
            Self::Bytes => words::BYTES,
            Self::Payload => words::PAYLOAD,
        }
    }

    /// Whether it shows before anybody chose.
    const fn shows_at_first(self) -> bool {
        !matches!(self, Self::HashKey | Self::ExplicitHashKey | Self::Arrived | Self::SequenceNumber)
    }

    /// How wide it is, for a wide page and for a narrow one.
    const fn width(self, narrow: bool) -> &'static str {
        match (self, narrow) {
            (Self::Record, false) => "96px",
            (Self::Record, true) => "56px",
            (Self::Index, _) => "40px",
            (Self::File, _) => "minmax(56px, 0.6fr)",
            (Self::Key, false) => "minmax(64px, 1fr)",
            (Self::Key, true) => "minmax(56px, 1fr)",
            (Self::Shard | Self::Bytes, _) => "56px",
            (Self::HashKey | Self::ExplicitHashKey | Self::SequenceNumber, _) => "minmax(96px, 1fr)",
            (Self::Arrived, _) => "minmax(96px, 180px)",
            (Self::Payload, false) => "minmax(120px, 2.4fr)",
            (Self::Payload, true) => "minmax(96px, 1.6fr)",
        }
    }

    const fn is_number(self) -> bool {
        matches!(self, Self::Record | Self::Index | Self::Shard | Self::HashKey | Self::Bytes)
    }

    /// What the table of a whole capture is sorted by when this column is.
    const fn sorts(self) -> Option<UserColumn> {
        match self {
            Self::Record => Some(UserColumn::Place),
            Self::Key => Some(UserColumn::PartitionKey),
            Self::Bytes => Some(UserColumn::Bytes),
            Self::Arrived => Some(UserColumn::Arrival),
            _ => None,
        }
    }
}

/// Where a page is so narrow that tables have narrower columns. `static/css/grids.css` says the same.
pub const NARROW_TABLE: &str = "(max-width: 719px)";

/// The least and the most that a column is drawn to, in CSS pixels.
const LEAST: f64 = 32.0;
const MOST: f64 = 1_200.0;

/// What a table is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TableKind {
    /// A whole capture, so that it has a column for Kinesis records.
    pub capture: bool,
    /// Several files.
    pub files: bool,
    /// A stream whose shards are known.
    pub sharded: bool,
}

impl TableKind {
    const fn has(self, column: Column) -> bool {
        match column {
            Column::Record => self.capture,
            Column::File => self.files,
            Column::Shard => self.sharded,
            _ => true,
        }
    }
}

/// Which columns show, how wide those are that somebody drew, and how to change both.
#[derive(Clone, PartialEq)]
pub struct Columns {
    shown: Rc<Vec<Column>>,
    widths: Rc<Vec<(Column, f64)>>,
    toggle: Callback<Column>,
    draw: Callback<(Column, Option<f64>)>,
}

/// The columns as this browser keeps them.
#[hook]
pub fn use_columns() -> Columns {
    let shown = use_state_eq(|| {
        let at_first = |column: &Column| {
            let kept = kept::text(&format!("column-{}", column.word()));
            kept.map_or_else(|| column.shows_at_first(), |kept| kept == "yes")
        };
        Column::ALL.into_iter().filter(at_first).collect::<Vec<_>>()
    });
    let widths = use_state_eq(|| {
        let width = |column: Column| Some((column, kept::number(&format!("width-{}", column.word()))?));
        Column::ALL.into_iter().filter_map(width).filter(|(_, width)| *width > 0.0).collect::<Vec<_>>()
    });
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |column: Column| {
            let shows = shown.contains(&column);
            kept::keep(&format!("column-{}", column.word()), if shows { "no" } else { "yes" });
            let now = |other: &Column| if *other == column { !shows } else { shown.contains(other) };
            shown.set(Column::ALL.into_iter().filter(now).collect());
        })
    };
    let draw = {
        let widths = widths.clone();
        Callback::from(move |(column, width): (Column, Option<f64>)| {
            let width = width.map(|width| width.clamp(LEAST, MOST));
            kept::keep_number(&format!("width-{}", column.word()), width.unwrap_or(0.0));
            let others = widths.iter().filter(|(other, _)| *other != column).copied();
            widths.set(others.chain(width.map(|width| (column, width))).collect());
        })
    };
    Columns { shown: Rc::new((*shown).clone()), widths: Rc::new((*widths).clone()), toggle, draw }
}

impl Columns {
    /// The columns of a table.
    #[must_use]
    pub fn of(&self, kind: TableKind) -> Vec<Column> {
        self.shown.iter().copied().filter(|column| kind.has(*column)).collect()
    }

    /// The menu that shows and hides columns.
    pub fn menu(&self, kind: TableKind) -> Html {
        let fits = |column: &Column| *column != Column::Payload && kind.has(*column);
        let items = Column::ALL.into_iter().filter(fits).map(|column| MenuItem {
            label: words::column_switch(column.name(), self.shown.contains(&column)).into(),
            choose: self.toggle.reform(move |()| column),
        });
        html! { <Menu label={words::COLUMNS} items={items.collect::<Vec<_>>()} /> }
    }

    /// Gives the table's columns their widths. The page's policy forbids style attributes, so a script does it.
    fn lay(&self, node: &NodeRef, columns: &[Column], narrow: bool) {
        let width = |column: &Column| {
            let drawn = self.widths.iter().find(|(other, _)| other == column).filter(|_| !narrow);
            drawn.map_or_else(|| column.width(narrow).to_owned(), |(_, width)| format!("{width:.0}px"))
        };
        let widths: Vec<String> = columns.iter().map(width).collect();
        if let Some(table) = node.cast::<HtmlElement>() {
            let _ = table.style().set_property("--columns", &widths.join(" "));
        }
    }

    /// The column heads; `sort` is what the table is sorted by, where it can be.
    pub fn head(&self, columns: &[Column], sort: Option<UserSort>, send: &Callback<Action>) -> Html {
        let cell = |&column: &Column| {
            let name = column.name();
            let class = column.is_number().then_some("number");
            let content = match (sort, column.sorts()) {
                (Some(sort), Some(by)) => {
                    let down = (sort.by == by).then_some(sort.down);
                    return html! {
                        <span role="columnheader" {class} aria-sort={shortcuts::order(down)}>
                            { shortcuts::sort_button(name, down, send.reform(move |()| Action::SortUsersBy(by))) }
                            { self.edge(column) }
                        </span>
                    };
                }
                _ => name,
            };
            html! { <span role="columnheader" {class}>{ content }{ self.edge(column) }</span> }
        };
        html! {
            <div role="rowgroup" class="head"><div role="row" class="row" aria-rowindex="1">{ for columns.iter().map(cell) }</div></div>
        }
    }

    /// The edge by which a column is drawn wider; pressed twice, it has its first width again.
    fn edge(&self, column: Column) -> Html {
        let onpointerdown = Callback::from(|event: PointerEvent| {
            if let Some(edge) = event.target_dyn_into::<Element>() {
                let _ = edge.set_pointer_capture(event.pointer_id());
            }
            event.prevent_default();
        });
        let onpointermove = {
            let draw = self.draw.clone();
            Callback::from(move |event: PointerEvent| {
                let edge = event.target_dyn_into::<Element>();
                let held = edge.filter(|edge| edge.has_pointer_capture(event.pointer_id()));
                if let Some(cell) = held.and_then(|edge| edge.parent_element()) {
                    let left = cell.get_bounding_client_rect().left();
                    draw.emit((column, Some(f64::from(event.client_x()) - left)));
                }
            })
        };
        let ondblclick = self.draw.reform(move |_: MouseEvent| (column, None));
        html! { <span class="edge" aria-hidden="true" {onpointerdown} {onpointermove} {ondblclick}></span> }
    }
}

/// Lays out a table's columns whenever they change.
#[hook]
pub fn use_widths(node: &NodeRef, columns: &Columns, shown: &[Column], narrow: bool) {
    let (node, columns, shown) = (node.clone(), columns.clone(), shown.to_vec());
    // After each drawing, since the table comes anew where a filter had left no row.
    use_effect(move || columns.lay(&node, &shown, narrow));
}

/// A cell of a user record; that of the Kinesis record is the capture's own.
pub fn cell(row: &UserRow, column: Column) -> Html {
    let text = |text: Option<String>, class: &'static str| match text {
        Some(text) => html! { <span role="gridcell" {class} title={text.clone()}>{ text }</span> },
        None => html! { <span role="gridcell" class="faint">{ words::UNKNOWN }</span> },
    };
    match column {
        Column::Record => html! {},
        Column::File => text(row.file.clone(), ""),
        Column::Index => html! {
            <span role="gridcell" class="number">{ row.index.map_or_else(|| words::UNKNOWN.to_owned(), |index| index.to_string()) }</span>
        },
        Column::Key => match &row.key {
            Some(key) => html! { <span role="gridcell" class="mono">{ marked(key) }</span> },
            None => html! { <span role="gridcell" class="faint">{ words::NO_KEY }</span> },
        },
        Column::Shard => {
            let shard = row.shard.clone().unwrap_or_default();
            html! { <span role="gridcell" class="number" title={shard.clone()}>{ words::shard_short(&shard) }</span> }
        }
        Column::HashKey => text(row.hash_key.map(|key| key.to_string()), "mono tail"),
        Column::ExplicitHashKey => {
            text(row.explicit_hash_key.as_ref().map(|key| key.text.clone()), "mono tail")
        }
        Column::Arrived => text(row.arrived.clone(), ""),
        Column::SequenceNumber => text(row.sequence_number.clone(), "mono tail"),
        Column::Bytes => html! {
            <span role="gridcell" class="number">{ row.bytes.map_or_else(|| words::NO_DATA.to_owned(), words::grouped) }</span>
        },
        Column::Payload => html! {
            <span role="gridcell" class="payload-cell">
                <span class="kind">{ words::payload(row.payload) }</span>{ " " }<span class="mono">{ marked(&row.preview) }</span>
            </span>
        },
    }
}

/// The beginning of a text, with what was searched for.
fn marked(preview: &Preview) -> Html {
    let end = if preview.cut { "…" } else { "" };
    let parts = preview.found.and_then(|(from, to)| {
        let text = preview.text.as_str();
        Some((text.get(..from)?, text.get(from..to)?, text.get(to..)?))
    });
    match parts {
        Some((before, found, after)) => {
            html! { <>{ before }<span class="found">{ found }</span>{ after }{ end }</> }
        }
        None => html! { <>{ &preview.text }{ end }</> },
    }
}
