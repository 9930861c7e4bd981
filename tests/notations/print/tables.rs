//! Rows as tables: CSV, TSV, psql, Markdown, Spark.

use super::{
    super::tree::{Map, Tree},
    calendar, json, text,
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// How a table writes what is no text.
#[derive(Clone, Copy)]
struct Cells {
    bytes: fn(&[u8]) -> String,
    time: fn(i64) -> String,
}

const BASE64: Cells = Cells { bytes: base64, time: calendar::plain };
const HEX: Cells = Cells { bytes: text::hex, time: calendar::plain };

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// A header and rows, all of them text.
struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(tree: &Tree, cells: Cells) -> Self {
        let maps = text::items(tree).iter().filter_map(|item| match item {
            Tree::Map(map) => Some(map),
            _ => None,
        });
        let row = |map: &Map| map.fields.iter().map(|field| cells.cell(&field.value)).collect();
        let head = maps.clone().next().map(|map| map.fields.iter().map(|field| field.name.clone()).collect());
        Self { head: head.unwrap_or_default(), rows: maps.map(row).collect() }
    }

    /// Each column's width: header and cells.
    fn widths(&self) -> Vec<usize> {
        let lines = || std::iter::once(&self.head).chain(&self.rows);
        (0..self.head.len()).map(|at| lines().map(|line| width(&line[at])).max().unwrap_or(0)).collect()
    }
}

impl Cells {
    fn cell(self, tree: &Tree) -> String {
        match tree {
            Tree::Null => String::new(),
            Tree::Bytes(bytes) => (self.bytes)(bytes),
            Tree::Time(millis) | Tree::Seconds(millis) => (self.time)(*millis),
            Tree::Text(text) => text.clone(),
            other => json::tight(other),
        }
    }
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    let wide = |letter: char| {
        ('\u{1100}'..='\u{115f}').contains(&letter)
            || ('\u{2e80}'..='\u{ffdc}').contains(&letter)
            || letter >= '\u{1f300}'
    };
    text.chars()
        .map(
            |letter| {
                if ('\u{300}'..='\u{36f}').contains(&letter) { 0 } else { 1 + usize::from(wide(letter)) }
            },
        )
        .sum()
}

fn padded(cell: &str, to: usize) -> String {
    format!("{cell}{}", " ".repeat(to.saturating_sub(width(cell))))
}

fn centred(cell: &str, to: usize) -> String {
    let room = to.saturating_sub(width(cell));
    format!("{}{cell}{}", " ".repeat(room / 2), " ".repeat(room - room / 2))
}

fn separated(table: &Table, between: &str, end: &str, cell: impl Fn(&str) -> String) -> String {
    let line = |cells: &Vec<String>| text::join(cells, between, |text| cell(text)) + end;
    line(&table.head) + &text::join(&table.rows, "", line)
}

/// CSV that quotes what needs it, data in base64. Lines end as the standard has it.
pub fn csv(tree: &Tree) -> String {
    let quoted = |cell: &str| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    };
    separated(&Table::of(tree, BASE64), ",", "\r\n", quoted)
}

/// CSV that quotes every cell, data in hex.
pub fn csv_quoted(tree: &Tree) -> String {
    separated(&Table::of(tree, HEX), ",", "\n", |cell| format!("\"{}\"", cell.replace('"', "\"\"")))
}

/// Cells between tabs, which no cell may have.
pub fn tsv(tree: &Tree) -> String {
    separated(&Table::of(tree, BASE64), "\t", "\n", str::to_owned)
}

/// The same without the line of names.
pub fn tsv_bare(tree: &Tree) -> String {
    tsv(tree).split_once('\n').map(|(_, rows)| rows.to_owned()).unwrap_or_default()
}

/// `psql`, data being `bytea`.
pub fn psql(tree: &Tree) -> String {
    let table =
        Table::of(tree, Cells { bytes: |bytes| format!("\\x{}", text::hex(bytes)), time: calendar::plain });
    let widths = table.widths();
    let line = |cells: &Vec<String>, pad: fn(&str, usize) -> String| {
        let cells: Vec<(&String, &usize)> = cells.iter().zip(&widths).collect();
        text::join(&cells, "|", |(cell, width)| format!(" {} ", pad(cell, **width)))
    };
    let head = line(&table.head, centred);
    let rule = text::join(&widths, "+", |width| "-".repeat(width + 2));
    // Blanks at the end of a row are left out, those of the header are not.
    let rows = text::join(&table.rows, "", |row| line(row, padded).trim_end_matches(' ').to_owned() + "\n");
    let count = table.rows.len();
    format!("{head}\n{rule}\n{rows}({count} row{})\n\n", if count == 1 { "" } else { "s" })
}

/// A table of Markdown.
pub fn markdown(tree: &Tree) -> String {
    let table = Table::of(tree, BASE64);
    let line =
        |cells: &Vec<String>| format!("| {} |\n", text::join(cells, " | ", |cell| cell.replace('|', "\\|")));
    let rule = format!("|{}\n", "---|".repeat(table.head.len()));
    line(&table.head) + &rule + &text::join(&table.rows, "", line)
}

/// `df.show(truncate=False)` of Spark, data being binary.
pub fn spark(tree: &Tree) -> String {
    let bytes = |bytes: &[u8]| format!("[{}]", text::join(bytes, " ", |byte| format!("{byte:02X}")));
    let table = Table::of(tree, Cells { bytes, time: calendar::plain });
    let widths = table.widths();
    let rule = format!("+{}\n", text::join(&widths, "", |width| "-".repeat(*width) + "+"));
    let line = |cells: &Vec<String>| {
        let cells: Vec<(&String, &usize)> = cells.iter().zip(&widths).collect();
        format!("|{}\n", text::join(&cells, "", |(cell, width)| padded(cell, **width) + "|"))
    };
    format!("{rule}{}{rule}{}{rule}\n", line(&table.head), text::join(&table.rows, "", line))
}
