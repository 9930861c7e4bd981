//! `--output text` and `--output table` of awscli. The rules of the table are those of awscli/table.py.

use super::{
    super::tree::{Map, Tree},
    calendar, json, text,
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// What a terminal is taken to have; above it, a section of one row is turned on its side.
const WIDTH: usize = 80;

fn cell(tree: &Tree) -> String {
    match tree {
        Tree::Bytes(bytes) => STANDARD.encode(bytes),
        Tree::Time(millis) => calendar::seconds(*millis),
        Tree::Text(text) => text.clone(),
        other => json::tight(other),
    }
}

/// What an answer has of its own, and its records; both in the order of their names.
fn parts(tree: &Tree) -> (Vec<(String, String)>, Vec<Map>) {
    let Tree::Map(answer) = tree.sorted() else { return (Vec::new(), Vec::new()) };
    let records = answer.get("Records").map(text::items).unwrap_or_default();
    let records = records.iter().filter_map(|record| match record {
        Tree::Map(map) => Some(map.clone()),
        _ => None,
    });
    let others = answer.fields.iter().filter(|field| field.name != "Records");
    (others.map(|field| (field.name.clone(), cell(&field.value))).collect(), records.collect())
}

/// A line for what the answer has of its own, then one a record.
pub fn text(tree: &Tree) -> String {
    let (others, records) = parts(tree);
    let record =
        |record: &Map| format!("RECORDS\t{}\n", text::join(&record.fields, "\t", |field| cell(&field.value)));
    format!("{}\n{}", text::join(&others, "\t", |(_, value)| value.clone()), text::join(&records, "", record))
}

/// A part of a table, with its title.
struct Section {
    title: &'static str,
    level: usize,
    head: Option<Vec<String>>,
    rows: Vec<Vec<String>>,
}

pub fn table(tree: &Tree) -> String {
    let (others, records) = parts(tree);
    let (names, values) = others.into_iter().unzip();
    let head = |map: &Map| map.fields.iter().map(|field| field.name.clone()).collect();
    let row = |map: &Map| map.fields.iter().map(|field| cell(&field.value)).collect();
    let mut sections = [
        Section { title: "GetRecords", level: 0, head: Some(names), rows: vec![values] },
        Section {
            title: "Records",
            level: 1,
            head: records.first().map(head),
            rows: records.iter().map(row).collect(),
        },
    ];
    let width = |sections: &[Section]| sections.iter().map(Section::width).max().unwrap_or(0);
    if width(&sections) > WIDTH {
        sections.iter_mut().for_each(Section::turn);
    }
    let width = width(&sections);
    format!("{}\n{}", "-".repeat(width), text::join(&sections, "", |section| section.print(width)))
}

/// Columns of a terminal: what is not ASCII in our keys takes two.
fn columns(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

impl Section {
    /// One row stands on its side, a line a name.
    fn turn(&mut self) {
        if let ([row], Some(head)) = (&self.rows[..], &self.head) {
            self.rows = head.iter().zip(row).map(|(name, value)| vec![name.clone(), value.clone()]).collect();
            self.head = None;
        }
    }

    fn widths(&self) -> Vec<usize> {
        let lines = || self.head.iter().chain(&self.rows);
        let count = lines().map(Vec::len).max().unwrap_or(0);
        (0..count).map(|at| lines().map(|line| columns(&line[at]) + 4).max().unwrap_or(0)).collect()
    }

    fn width(&self) -> usize {
        self.widths().iter().sum::<usize>().max(self.title.len()) + 2 + self.level * 2
    }

    /// The columns' widths, grown so that they fill the line.
    fn scaled(&self, width: usize) -> Vec<usize> {
        let widths = self.widths();
        let sum: usize = widths.iter().sum();
        // Halves go to the even neighbour, as Python rounds.
        let round = |one: usize| {
            let (whole, rest) = (one * width / sum, one * width % sum * 2);
            whole + usize::from(rest > sum || rest == sum && whole % 2 == 1)
        };
        let mut scaled: Vec<usize> = widths.into_iter().map(round).collect();
        let count = scaled.len();
        let mut at = 0;
        while scaled.iter().sum::<usize>() > width {
            scaled[at % count] -= 1;
            at += 1;
        }
        let mut at = count;
        while scaled.iter().sum::<usize>() < width {
            at = if at == 0 { count - 1 } else { at - 1 };
            scaled[at] += 1;
        }
        scaled
    }

    fn print(&self, width: usize) -> String {
        let width = width - self.level * 2;
        let marks = "|".repeat(self.level);
        let mut lines = vec![centred(self.title, width, "|")];
        let widths = self.scaled(width);
        let cells = |row: &[String], shown: fn(&str, usize, &str) -> String| -> String {
            let cell = |(at, (text, width)): (usize, (&String, &usize))| {
                shown(text, *width, if at == 0 { "|" } else { "" })
            };
            row.iter().zip(&widths).enumerate().map(cell).collect()
        };
        let rule: String =
            widths
                .iter()
                .enumerate()
                .map(|(at, width)| {
                    if at == 0 { format!("+{}+", "-".repeat(width - 2)) } else { "-".repeat(width - 1) + "+" }
                })
                .collect();
        if let Some(head) = &self.head {
            lines.extend([rule.clone(), cells(head, centred)]);
        }
        lines.push(rule.clone());
        lines.extend(self.rows.iter().map(|row| cells(row, aligned)));
        lines.push(rule);
        text::join(&lines, "", |line| format!("{marks}{line}{marks}\n"))
    }
}

fn centred(text: &str, width: usize, edge: &str) -> String {
    let start = (width / 2).saturating_sub(columns(text) / 2 + 1);
    let rest = width.saturating_sub(edge.len() + start + columns(text) + 1);
    format!("{edge}{}{text}{}|", " ".repeat(start), " ".repeat(rest))
}

fn aligned(text: &str, width: usize, edge: &str) -> String {
    let padding = if columns(text) + 3 + edge.len() <= width { 2 } else { 0 };
    let rest = width.saturating_sub(edge.len() + padding + columns(text) + 1);
    format!("{edge}{}{text}{}|", " ".repeat(padding), " ".repeat(rest))
}
