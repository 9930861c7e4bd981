//! A value is a value: what any program prints or writes is read into one tree, wherever in a text it stands. Knows
//! nothing of Kinesis.
//!
//! **The model** (`tree`). A [`Tree`] is an arena of nodes in pre-order, several roots beside one another. A
//! [`Node`] has a [`Kind`] (null, bool, number, text, bytes, time, list, map, something tagged with a name, something
//! that the printer left out), the span where it stands in its text, the span of its key, the index behind its last
//! descendant (`next`), and whether its end was there (`whole`). Nothing is decoded while a tree is built:
//! [`Tree::text`] decodes a string when somebody asks, and says where each byte came from.
//!
//! **Layers** (`layer`). A text in which values stand is a layer. A string of a value may be a text of its own: JSON in
//! JSON, base64 of gzip of JSON, a cell of a table. It becomes a layer ([`Made`]) with its origins in the text that it stands
//! in, so that a place at any depth leads back to what was pasted. Five levels at most.
//!
//! **Notations.** A notation is one function, [`Read`]: it looks at the text from `from` on, pushes the nodes of the
//! value that begins exactly there, and returns where that ends; `None`, with the builder as it was, where there is
//! none. It must say `None` after looking at a bounded number of bytes (a line, say), and looks at each byte of what it
//! reads a bounded number of times. [`LINE_NOTATIONS`] lists those that are asked at the start of each line (tables, YAML, `print_r`);
//! [`WHOLE_NOTATIONS`] those that are asked of a layer as a whole, at its first byte (CBOR). What holds texts rather than
//! values (a pcap file, HTTP) is a function from bytes to [`Made`] texts, which become layers: [`UNWRAPPERS`].
//! A notation of its own is a file and a row in one of these lists. In a table each row is a `Map` whose keys are spans of
//! the header's cells (a key may stand anywhere in the layer), and without a header a `List`; cells are `Text` with
//! the [`Spelling`] of the table, or `Null`.
//!
//! Those that stand apart: `table` (psql, MySQL, Spark, Markdown, awscli, DuckDB; a line for each column; CSV, TSV and
//! awscli's text), `yaml` (blocks, and its own brackets), `print_r` of PHP, `cbor`. What holds texts: `http` (bodies by their length or in
//! chunks), `pcap` and `packet_dump`, which give packets to `packets`, which puts TCP together for `http`. [`Kind::BinaryNumber`]
//! is the one kind that CBOR alone has: its text is made when somebody asks.
//!
//! `printed` is the union grammar of all that reads like brackets, names and quotes: JSON, Node, Python, Ruby, Go, Java,
//! Rust, PHP and their relatives. It needs no hint at the language: quotes, pairs by `:` `=>` `=`, brackets, `Name(…)`,
//! `Name{…}`, bare runs, literals side by side, `… n more`. It reads the whole text in one pass: words between values are
//! no faults. Where a bracket does not close, what stood in it stays: salvage, not retry; a quote that does not close
//! is a plain character. So its work is linear, and a counter of steps in the [`Builder`] shows it.
//!
//! **The finder** (`find`). [`find`] gives the tree of a layer: the whole notations, else those of lines, and the printed
//! grammar for what stands between. Who walks the tree decides which strings become layers: those of a record that was
//! recognised are its own.
//!
//! **Shapes** (`capture::shapes`) are known by values alone: roles and their names, compared by lower-case letters and
//! digits, so that `:sequence_number`, `SequenceNumber` and a column's head are one name. A map with the fields of a
//! record is one in any notation. Where one row's field holds an aggregate, the same field of its siblings is a record
//! too.
//!
//! JSON of a known shape still has a reader of its own (`capture::json`), which says exactly what is wrong with it; what it
//! cannot read of a record is read as values. Beside values stand runs of base64, hex and dumps, what mail does to a text,
//! command lines, and `--output text` of awscli.

mod bare;
mod cbor;
mod collapse;
mod escaped;
mod find;
mod frames;
mod http;
mod kind;
mod layer;
mod lines;
mod literal;
pub mod numbers;
mod packet_dump;
mod packets;
mod pcap;
mod print_r;
mod printed;
mod spelling;
mod table;
mod tree;
mod yaml;

pub use find::{find, is_whole, read_printed};
pub use layer::{How, MAX_LEVELS, Made};
pub use tree::{Builder, BytesAs, Kind, LeftOut, Node, Spelling, Tree};

/// Reads the value that begins at `from`, pushes its nodes and returns where it ends.
pub type Read = fn(text: &[u8], from: usize, tree: &mut Builder) -> Option<usize>;

/// Takes texts out of what holds texts: an HTTP body, a packet capture. Empty where it is none.
pub type Unwrap = fn(bytes: &[u8]) -> Vec<Made>;

/// Notations whose values begin at the start of a line.
pub const LINE_NOTATIONS: &[Read] = &[table::read, yaml::read, print_r::read];

/// Notations that a layer is in as a whole.
pub const WHOLE_NOTATIONS: &[Read] = &[cbor::read];

/// What holds texts.
pub const UNWRAPPERS: &[Unwrap] = &[pcap::unwrap, packet_dump::unwrap, http::unwrap];

#[cfg(test)]
mod tests;
