//! Laws of the readers of tables: what a printer of the tests' own printed is read again, with its header or without.

use crate::value::{Builder, Kind, Tree};
use proptest::prelude::*;

/// Names and rows.
type Table = (Vec<String>, Vec<Vec<String>>);

fn tables(cell: &'static str, columns: std::ops::Range<usize>) -> impl Strategy<Value = Table> {
    columns.prop_flat_map(move |columns| {
        let names = prop::collection::vec("[a-z][a-z_A-Z0-9]{0,20}", columns);
        let cells = cell.prop_map(|cell: String| if is_plain(&cell) { cell } else { "plain".to_owned() });
        (names, prop::collection::vec(prop::collection::vec(cells, columns), 1..6))
    })
}

/// Whether the cell is none that the tables have another meaning for.
fn is_plain(cell: &str) -> bool {
    let nothing = ["", "NULL", "\\N"].contains(&cell);
    !nothing && !cell.ends_with("...") && !cell.ends_with('…') && !cell.starts_with(['{', '[', '<'])
}

/// A row as it was read: the name and the text of each cell.
type Read = Vec<(Option<String>, String)>;

/// A cell without blanks at its ends, with all that tables are drawn with in it.
const CELL: &str = r#"[A-Za-z0-9|+"'\\é,-]([A-Za-z0-9 |+"'\\é:,;=-]{0,30}[A-Za-z0-9|+"'\\=-])?"#;

fn tree_of(text: &str) -> Option<Tree> {
    let mut tree = Builder::default();
    super::read(text.as_bytes(), 0, &mut tree)?;
    assert!(tree.steps() <= 2 + 2 * text.len() as u64);
    Some(tree.finish())
}

/// The rows as they were read: the names and the texts of the cells.
fn rows(text: &str) -> Option<Vec<Read>> {
    let tree = tree_of(text)?;
    let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let cells = |row| {
        let cells = tree.children(row).map(|(cell, node)| {
            assert!(node.kind == Kind::Null || node.whole);
            (node.key.map(|key| string(key.of(text.as_bytes()))), string(&tree.text(text.as_bytes(), cell).0))
        });
        cells.collect()
    };
    Some(tree.children(0).map(|(row, _)| cells(row)).collect())
}

fn named((names, all): &Table) -> Vec<Read> {
    all.iter().map(|row| names.iter().cloned().map(Some).zip(row.iter().cloned()).collect()).collect()
}

fn width(cell: &str) -> usize {
    cell.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

fn widths((names, all): &Table) -> Vec<usize> {
    let column =
        |index: usize| all.iter().map(|row| width(&row[index])).max().unwrap_or(0).max(width(&names[index]));
    (0..names.len()).map(column).collect()
}

/// psql: a cell of several lines has a mark where it goes on; the last column is not filled up.
fn psql(table: &Table) -> String {
    let widths = widths(table);
    let ruler: Vec<String> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
    let mut text = table
        .0
        .iter()
        .zip(&widths)
        .map(|(name, width)| format!(" {name:<width$} "))
        .collect::<Vec<_>>()
        .join("|");
    text += &format!("\n{}\n", ruler.join("+"));
    for row in &table.1 {
        let lines = row.iter().map(|cell| cell.lines().count()).max().unwrap_or(1);
        for index in 0..lines {
            let piece = |(cell, width): (&String, &usize)| {
                let piece = cell.lines().nth(index).unwrap_or_default();
                format!(" {piece:<width$}{}", if index + 1 < cell.lines().count() { '+' } else { ' ' })
            };
            let line = row.iter().zip(&widths).map(piece).collect::<Vec<_>>().join("|");
            text += line.trim_end();
            text += "\n";
        }
    }
    format!("{text}({} rows)\n", table.1.len())
}

fn mysql(table: &Table, is_right: bool) -> String {
    let widths = widths(table);
    let ruler =
        format!("+{}+\n", widths.iter().map(|width| "-".repeat(width + 2)).collect::<Vec<_>>().join("+"));
    let row = |row: &Vec<String>| {
        let cell = |(cell, width): (&String, &usize)| {
            if is_right { format!(" {cell:>width$} ") } else { format!(" {cell:<width$} ") }
        };
        format!("|{}|\n", row.iter().zip(&widths).map(cell).collect::<Vec<_>>().join("|"))
    };
    format!("{ruler}{}{ruler}{}{ruler}", row(&table.0), table.1.iter().map(row).collect::<String>())
}

fn markdown(table: &Table) -> String {
    let row = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| cell.replace('|', "\\|"));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let ruler = format!("|{}\n", ":---|".repeat(table.0.len()));
    format!("{}{ruler}{}", row(&table.0), table.1.iter().map(row).collect::<String>())
}

fn expanded(table: &Table) -> String {
    let width = table.0.iter().map(|name| name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (index, row) in table.1.iter().enumerate() {
        text += &format!("-[ RECORD {} ]{}\n", index + 1, "-".repeat(width));
        for (name, cell) in table.0.iter().zip(row) {
            let mut names = [name.as_str()].into_iter().chain(std::iter::repeat(""));
            let lines: Vec<&str> = cell.lines().collect();
            for (at, line) in lines.iter().enumerate() {
                let mark = if at + 1 < lines.len() { "+" } else { "" };
                text += &format!("{:<width$} | {line}{mark}\n", names.next().unwrap_or_default());
            }
        }
    }
    text
}

fn upright(table: &Table) -> String {
    let mut text = String::new();
    for (index, row) in table.1.iter().enumerate() {
        text += &format!("{0} {1}. row {0}\n", "*".repeat(27), index + 1);
        for (name, cell) in table.0.iter().zip(row) {
            text += &format!("{name:>20}: {cell}\n");
        }
    }
    text + "2 rows in set (0.00 sec)\n"
}

fn separated(table: &Table, sign: char, always: bool, end: &str) -> String {
    let cell = |cell: &String| {
        if always || cell.contains([sign, '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(&sign.to_string()) + end;
    row(&table.0) + &table.1.iter().map(row).collect::<String>()
}

proptest! {
    #[test]
    fn psql_is_read(table in tables(CELL, 2..5)) {
        prop_assert_eq!(rows(&psql(&table)), Some(named(&table)));
    }

    #[test]
    fn psql_is_read_over_lines(table in tables(r"[a-z][A-Za-z0-9/+]{0,20}(\n[a-z][A-Za-z0-9/+]{0,20}){0,3}", 1..5)) {
        prop_assert_eq!(rows(&psql(&table)), Some(named(&table)));
        prop_assert_eq!(rows(&expanded(&table)), Some(named(&table)));
    }

    #[test]
    fn boxes_are_read(table in tables(CELL, 1..5), is_right in any::<bool>()) {
        prop_assert_eq!(rows(&mysql(&table, is_right)), Some(named(&table)));
    }

    #[test]
    fn markdown_is_read(table in tables(CELL, 2..5)) {
        prop_assert_eq!(rows(&markdown(&table)), Some(named(&table)));
    }

    #[test]
    fn lines_for_columns_are_read(table in tables(CELL, 1..5)) {
        prop_assert_eq!(rows(&upright(&table)), Some(named(&table)));
    }

    #[test]
    fn separated_cells_are_read(table in tables("[a-zA-Z0-9 ,;|\"\n{}:.é=+/-]{1,40}[a-z]", 2..6), sign in 0usize..4, always in any::<bool>(), crlf in any::<bool>()) {
        let sign = [',', '\t', ';', '|'][sign];
        let text = separated(&table, sign, always, if crlf { "\r\n" } else { "\n" });
        let expected = named(&table);
        // Blanks at the ends of a cell count in quotes alone.
        let trim = |rows: Vec<Read>| -> Vec<Read> {
            rows.into_iter().map(|row| row.into_iter().map(|(name, cell)| (name, cell.trim().to_owned())).collect()).collect()
        };
        prop_assert_eq!(rows(&text).map(trim), Some(trim(expected)));
    }

    #[test]
    fn rows_without_a_header_are_lists(table in tables("[0-9]{41,56}", 2..5), comma in any::<bool>(), lead in "[a-z]{1,9}") {
        let text = separated(&table, if comma { ',' } else { '\t' }, false, "\n");
        let text = text.split_once('\n').map_or("", |(_, rows)| rows);
        let plain: Vec<Read> = named(&table).into_iter().map(|row| row.into_iter().map(|(_, cell)| (None, cell)).collect()).collect();
        prop_assert_eq!(rows(text), Some(plain));
        let prose = format!("{lead}, {text}");
        prop_assert!(!comma || tree_of(&prose).is_none());
    }

    #[test]
    fn nothing_panics_and_all_ends(text in r#"[-a\t|+,;"\n :=.*{}()┌│─]{0,200}"#) {
        let mut tree = Builder::default();
        if let Some(end) = super::read(text.as_bytes(), 0, &mut tree) {
            prop_assert!(end > 0 && end <= text.len());
        }
    }
}

#[test]
fn what_is_no_table() {
    for text in [
        "In short, yes\nand so, on\n",
        "a\n---\nb\n",
        "2026-05-17T06:40:05Z\t8f5a1c52\tINFO\t{\"Records\": [\n",
        "INFO, Data=84mawgoHdXNlci0xNwoHdXNlci0yMxoaCA\n",
        "int a = b | c;\n",
        "---\nkey: value\n",
        "const a = [1,\n2]\n",
    ] {
        assert!(tree_of(text).is_none(), "{text}");
    }
}

fn of(names: &[&str], all: &[&[&str]]) -> Vec<Read> {
    let name = |index: usize| names.get(index).filter(|name| !name.is_empty()).map(|name| (*name).to_owned());
    let row = |row: &&[&str]| {
        row.iter().enumerate().map(|(index, cell)| (name(index), (*cell).to_owned())).collect()
    };
    all.iter().map(row).collect()
}

/// What programs printed: awscli 1.45, psql 15, MySQL 8, Spark 3.5, DuckDB 1.1, Polars 1.9.
#[test]
fn what_programs_print() {
    let aws = "--------------------------------------------------
|                   get-records                  |
+---------------------------------------+--------+
|  MillisBehindLatest                   |  0     |
+---------------------------------------+--------+
||                    Records                   ||
|+----------+----------------+------------------+|
||   Data   | PartitionKey   | SequenceNumber   ||
|+----------+----------------+------------------+|
||  84mawg==|  a             |  49              ||
||  84mawg==|  b | c         |  50              ||
|+----------+----------------+------------------+|
";
    let mut rows_of_aws = of(&["MillisBehindLatest"], &[&["0"]]);
    let names = ["Data", "PartitionKey", "SequenceNumber"];
    rows_of_aws.extend(of(&names, &[&["84mawg==", "a", "49"], &["84mawg==", "b | c", "50"]]));
    let upright = "-----------------
|  get-records  |
+-------+-------+
|  n    |  0    |
+-------+-------+
||   Records   ||
|+------+------+|
||  Data|  84  ||
||  Key |  a   ||
|+------+------+|
";
    let mut rows_upright = of(&["n"], &[&["0"]]);
    rows_upright.extend(of(&["Data", "Key"], &[&["84", "a"]]));
    let query = "--------------------
|    get-records   |
+-----+------------+
|  49 |  84mawg==  |
|  50 |  84mawg==  |
+-----+------------+
";
    let spark = "+------------+--------------------+
|partitionKey|                data|
+------------+--------------------+
|      host-3|[F3 89 9A C2 0A 0...|
|            |                  []|
+------------+--------------------+
only showing top 2 rows
";
    let duck = "┌─────────┬──────────┐
│   key   │   data   │
│ varchar │ varchar  │
├─────────┼──────────┤
│ é       │ 84mawg== │
└─────────┴──────────┘
";
    let polars = "┌─────┬──────────┐
│ key ┆ data     │
│ --- ┆ ---      │
│ str ┆ str      │
╞═════╪══════════╡
│ a   ┆ 84mawg== │
└─────┴──────────┘
";
    let list =
        "RECORDS\t1779000000.125\t84mawgoHdXNlci0xNwoHdXNl\ta\t49\nRECORDS\t1779000001.25\teA==\tb\t50\n";
    let insights = "@timestamp,@message\r\n2026-05-17 06:40:05.101,\"START\n{\"\"a\"\": 1}\n\"\r\n";
    let cases = [
        (aws, rows_of_aws),
        (upright, rows_upright),
        (query, of(&[], &[&["49", "84mawg=="], &["50", "84mawg=="]])),
        (duck, of(&["key", "data"], &[&["é", "84mawg=="]])),
        (polars, of(&["key", "data"], &[&["a", "84mawg=="]])),
        (
            list,
            of(
                &[],
                &[
                    &["1779000000.125", "84mawgoHdXNlci0xNwoHdXNl", "a", "49"],
                    &["1779000001.25", "eA==", "b", "50"],
                ],
            ),
        ),
        (insights, of(&["@timestamp", "@message"], &[&["2026-05-17 06:40:05.101", "START\n{\"a\": 1}\n"]])),
    ];
    for (text, expected) in cases {
        assert_eq!(rows(text), Some(expected), "{text}");
    }
    let tree = tree_of(spark).unwrap();
    let cut = (0..tree.len()).filter_map(|node| tree.get(node)).find(|node| !node.whole).unwrap();
    assert_eq!(&spark[cut.span.offset..cut.span.end()], "[F3 89 9A C2 0A 0");
}
