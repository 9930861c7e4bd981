//! Rows as tables: CSV, TSV, psql, Markdown, Spark, awscli.

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

const CLI: Cells = Cells { bytes: base64, time: calendar::seconds };

/// The records of an answer, if it is one.
fn parts(tree: &Tree) -> (Vec<(String, String)>, &Tree) {
    let Tree::Map(map) = tree else { return (Vec::new(), tree) };
    let Some(records) = map.get("Records") else { return (Vec::new(), tree) };
    let others = map.fields.iter().filter(|field| field.name != "Records");
    let mut others: Vec<_> = others.map(|field| (field.name.clone(), CLI.cell(&field.value))).collect();
    others.sort();
    (others, records)
}

/// `--output text`: what the answer has of its own, then a line a record, fields in the order of their names.
pub fn cli_text(tree: &Tree) -> String {
    let tree = tree.sorted();
    let (others, records) = parts(&tree);
    let first = text::join(&others, "\t", |(_, value)| value.clone());
    let first = if others.is_empty() { first } else { first + "\n" };
    let mark = if others.is_empty() { "" } else { "RECORDS\t" };
    first + &text::join(&Table::of(records, CLI).rows, "", |row| format!("{mark}{}\n", row.join("\t")))
}

/// `--output table`.
pub fn cli_table(tree: &Tree) -> String {
    let tree = tree.sorted();
    let (others, records) = parts(&tree);
    let table = Table::of(records, CLI);
    let widths: Vec<usize> = table.widths().iter().map(|width| width + 4).collect();
    let inner = widths.iter().sum::<usize>() + widths.len() - 1;
    let names = others.iter().map(|(name, _)| name.len() + 4).max().unwrap_or(0);
    let values = others.iter().map(|(_, value)| value.len() + 4).max().unwrap_or(0);
    let total = (inner + 2).max(names + values + 1);
    let columns = |sign: &str, cells: &[String], pad: fn(&str, usize) -> String| {
        let cells: Vec<(&String, &usize)> = cells.iter().zip(&widths).collect();
        format!("|{sign}{}{sign}|\n", text::join(&cells, "|", |(cell, width)| pad(cell, **width)))
    };
    let rule = format!("|+{}+|\n", text::join(&widths, "+", |width| "-".repeat(*width)));
    let mut out = format!("{}\n|{}|\n", "-".repeat(total + 2), centred("GetRecords", total));
    if !others.is_empty() {
        let right = total - names - 1;
        let own = format!("+{}+{}+\n", "-".repeat(names), "-".repeat(right));
        let line = |(name, value): &(String, String)| {
            format!("|{}|{}|\n", padded(&format!("  {name}"), names), padded(&format!("  {value}"), right))
        };
        out += &(own.clone() + &text::join(&others, "", line) + &own);
    }
    let cells = |row: &[String]| row.iter().map(|cell| format!("  {cell}")).collect::<Vec<_>>();
    out += &format!("||{}||\n{rule}{}{rule}", centred("Records", inner), columns("|", &table.head, centred));
    out += &text::join(&table.rows, "", |row| columns("|", &cells(row), padded));
    out + &rule
}
