//! Every notation: who prints it, in what form, and what it can carry.

use super::{
    print::{
        cbor, cli, code, elixir, go, java, javascript, json, node, php, pprint, python, ruby, rust, spew,
        tables, yaml,
    },
    sample::Texts,
    shape::{Form, Names, Shape, Style},
    tree::Tree,
};

/// How values are printed by one program.
#[derive(Clone, Copy, Debug)]
pub struct Notation {
    pub name: &'static str,
    pub print: Print,
    pub style: Style,
    /// The shapes that the program prints so.
    pub shapes: &'static [Shape],
    /// What keys it can carry, so that a reader can know where they end.
    pub keys: Texts,
    /// The same of payloads.
    pub payloads: Texts,
    /// What it shows of data.
    pub shows: Shows,
    /// How exact its times are, in milliseconds.
    pub tick: i64,
    /// Whether data is printed as text, so that only an aggregate among the records tells it from base64.
    pub needs_aggregate: bool,
    /// How it stands among words.
    pub stands: Stands,
    /// Whether line breaks in texts are printed as they are.
    pub breaks_lines: bool,
    /// Whether it prints the same whatever its fields are called: not where only their order says what they are.
    pub has_names: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum Print {
    Text(fn(&Tree) -> String),
    Bytes(fn(&Tree) -> Vec<u8>),
}

/// What a printer shows of data that is bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    All,
    /// No more than that many bytes.
    Most(usize),
    /// That there are bytes, or less.
    Nothing,
}

/// Where a notation can stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In a line, behind words.
    InLine,
    /// From the start of a line to the end of another.
    OnLines,
    /// As text that may be no UTF-8, its payloads as they are.
    Raw,
    /// As a file that is no text.
    Alone,
}

const fn style(form: Form, names: Names) -> Style {
    Style { form, names }
}

const WIRE: Style = style(Form::Wire, Names::Wire);
const SDK: Style = style(Form::Sdk, Names::Wire);
const SNAKE: Style = style(Form::Sdk, Names::Snake);
const CAMEL: Style = style(Form::Typed, Names::Camel);

const ANSWER: &[Shape] = &[Shape::GetRecords];
const ANSWERS: &[Shape] = &[Shape::GetRecords, Shape::List, Shape::One];
const QUOTED: &[Shape] = &[Shape::GetRecords, Shape::List, Shape::One, Shape::Data];
const DATA: &[Shape] = &[Shape::Data];
const CLIENT: &[Shape] = &[Shape::Kcl];
const ROWS: &[Shape] = &[Shape::Rows, Shape::Nameless];

impl Notation {
    const fn of(
        name: &'static str,
        print: fn(&Tree) -> String,
        style: Style,
        shapes: &'static [Shape],
    ) -> Self {
        Self {
            name,
            print: Print::Text(print),
            style,
            shapes,
            keys: Texts::Any,
            payloads: Texts::Any,
            shows: Shows::All,
            tick: 1,
            needs_aggregate: false,
            stands: Stands::InLine,
            breaks_lines: false,
            has_names: true,
        }
    }

    /// Its texts have no quotes, and so no end that is theirs.
    const fn bare(self) -> Self {
        Self { keys: Texts::Bare, ..self }
    }

    /// Its texts have no end that is theirs, and only their line ends them.
    const fn tame(self) -> Self {
        Self { keys: Texts::Tame, ..self }
    }

    const fn shows(self, shows: Shows) -> Self {
        Self { shows, ..self }
    }

    const fn in_seconds(self) -> Self {
        Self { tick: 1000, ..self }
    }

    /// Bytes are printed as a string's are.
    const fn as_text(self) -> Self {
        Self { needs_aggregate: true, ..self }
    }

    const fn on_lines(self) -> Self {
        Self { stands: Stands::OnLines, ..self }
    }

    /// Texts are printed as they are, with their breaks.
    const fn breaks_lines(self) -> Self {
        Self { keys: Texts::Colourless, breaks_lines: true, ..self }
    }

    const fn by_order(self) -> Self {
        Self { has_names: false, ..self }
    }

    /// A cell ends with its line and has no blanks at its ends.
    const fn cells(self) -> Self {
        Self { keys: Texts::Cell, stands: Stands::OnLines, ..self }
    }

    const fn raw(self, print: fn(&Tree) -> Vec<u8>, stands: Stands) -> Self {
        Self { print: Print::Bytes(print), stands, ..self }
    }

    pub fn print(&self, tree: &Tree) -> Vec<u8> {
        match self.print {
            Print::Text(print) => print(tree).into_bytes(),
            Print::Bytes(print) => print(tree),
        }
    }
}

const NO_TEXT: fn(&Tree) -> String = |_| String::new();

/// All of them.
pub const NOTATIONS: &[Notation] = &[
    Notation::of("json", json::tight, WIRE, Shape::ALL),
    Notation::of("json over lines", json::pretty, WIRE, Shape::ALL),
    Notation::of("json of Python", json::dumps, WIRE, Shape::ALL),
    Notation::of("json of Python over lines", json::dumps_pretty, WIRE, Shape::ALL),
    Notation::of("json with Buffers", json::buffer, SDK, Shape::API),
    Notation::of("json with Uint8Arrays", json::indexed, SDK, Shape::API),
    Notation::of("Gson", json::gson, CAMEL, &[Shape::Lambda, Shape::Kcl]).in_seconds(),
    Notation::of("JavaScript fixture", javascript::fixture, WIRE, Shape::ALL),
    Notation::of("TypeScript with Buffer.from", javascript::buffers, SDK, Shape::API),
    Notation::of("Node", node::buffers, SDK, Shape::EVERY).shows(Shows::Most(50)),
    Notation::of("Node with Uint8Arrays", node::typed_arrays, SDK, Shape::EVERY).shows(Shows::Most(100)),
    Notation::of("Node on one line", node::one_line, SDK, Shape::EVERY).shows(Shows::Most(50)),
    Notation::of("Node, two levels", node::shallow, SDK, ANSWERS).shows(Shows::Most(50)),
    Notation::of("Node, two levels of an event", node::shallow, SDK, &[Shape::Lambda]).shows(Shows::Nothing),
    Notation::of("Node, two levels, Uint8Arrays", node::shallow_typed, SDK, ANSWER).shows(Shows::Nothing),
    Notation::of("Python", python::repr, SDK, Shape::EVERY),
    Notation::of("json of Python, all else as text", json::dumps_text, SDK, Shape::API),
    Notation::of("Python 2", python::old, SDK, Shape::EVERY).as_text(),
    Notation::of("pprint", pprint::pprint, SDK, Shape::EVERY).on_lines(),
    Notation::of("Ruby", ruby::old, SNAKE, Shape::EVERY).as_text(),
    Notation::of("Ruby 3.4", ruby::new, SNAKE, Shape::EVERY).as_text(),
    Notation::of("Ruby structs", ruby::structs, SNAKE, Shape::API).as_text(),
    Notation::of("Go %v", go::v, WIRE, Shape::ALL).bare(),
    Notation::of(
        "Go %+v",
        go::plus_v,
        style(Form::Typed, Names::Pascal),
        &[Shape::Lambda, Shape::Firehose, Shape::GetRecords, Shape::List],
    )
    .bare(),
    Notation::of(
        "Go %#v",
        go::sharp_v,
        style(Form::Typed, Names::Pascal),
        &[Shape::Lambda, Shape::Firehose, Shape::GetRecords, Shape::List],
    ),
    Notation::of("Go %q", go::q, SDK, QUOTED).as_text(),
    Notation::of(
        "Go spew",
        spew::dump,
        style(Form::Typed, Names::Pascal),
        &[Shape::Lambda, Shape::Firehose, Shape::GetRecords],
    )
    .on_lines(),
    Notation::of("Java maps", java::map, WIRE, Shape::ALL).bare(),
    Notation::of("Java SDK 1", java::sdk_1, SDK, ANSWERS).bare().shows(Shows::Nothing),
    Notation::of("Java SDK 2", java::sdk_2, SDK, Shape::API).bare(),
    Notation::of("Lombok", java::class, CAMEL, &[Shape::Kcl, Shape::List, Shape::Lambda]).bare(),
    Notation::of("KCL", java::client, CAMEL, CLIENT).bare().shows(Shows::Nothing),
    Notation::of(".NET record", java::dotnet, style(Form::Typed, Names::Pascal), &[Shape::One])
        .bare()
        .shows(Shows::Nothing),
    Notation::of(
        "Rust",
        rust::debug,
        style(Form::Typed, Names::Snake),
        &[Shape::GetRecords, Shape::List, Shape::PutRecords, Shape::Lambda],
    ),
    Notation::of(
        "Rust over lines",
        rust::pretty,
        style(Form::Typed, Names::Snake),
        &[Shape::GetRecords, Shape::List, Shape::PutRecords, Shape::Lambda],
    ),
    Notation::of("Elixir", elixir::inspect, SNAKE, Shape::EVERY).as_text(),
    Notation::of("Elixir's limit", elixir::limited, SNAKE, &[Shape::One])
        .tame()
        .as_text()
        .shows(Shows::Most(48))
        .by_order(),
    Notation {
        payloads: Texts::Tame,
        ..Notation::of("print_r", NO_TEXT, SDK, Shape::ALL).tame().as_text().raw(php::print_r, Stands::Raw)
    },
    Notation {
        payloads: Texts::Colourless,
        ..Notation::of("var_export", NO_TEXT, SDK, Shape::ALL)
            .as_text()
            .breaks_lines()
            .raw(php::var_export, Stands::Raw)
    },
    Notation::of("YAML", yaml::block, SDK, Shape::ALL).on_lines(),
    Notation::of("YAML on a line", yaml::flow, SDK, Shape::ALL).on_lines(),
    Notation::of("CBOR", NO_TEXT, SDK, &[Shape::GetRecords, Shape::PutRecords])
        .raw(cbor::definite, Stands::Alone),
    Notation::of("CBOR, streamed", NO_TEXT, SDK, &[Shape::GetRecords, Shape::PutRecords])
        .raw(cbor::streamed, Stands::Alone),
    Notation::of("CSV", tables::csv, SDK, ROWS).on_lines().breaks_lines(),
    Notation::of("CSV, all quoted", tables::csv_quoted, SDK, ROWS).on_lines().breaks_lines(),
    Notation::of("TSV", tables::tsv, SDK, ROWS).cells(),
    Notation {
        keys: Texts::Tame,
        ..Notation::of("TSV without names", tables::tsv_bare, SDK, &[Shape::Rows])
            .cells()
            .as_text()
            .by_order()
    },
    Notation { keys: Texts::Tame, ..Notation::of("psql", tables::psql, SDK, ROWS).cells() },
    Notation::of("Markdown", tables::markdown, SDK, ROWS).cells(),
    Notation { keys: Texts::Tame, ..Notation::of("Spark", tables::spark, SDK, ROWS).cells() },
    Notation::of("awscli text", cli::text, SDK, ANSWER).cells().by_order(),
    Notation { keys: Texts::Tame, ..Notation::of("awscli table", cli::table, SDK, ANSWER).cells() },
    Notation::of("literals and +", code::plus, SDK, DATA).by_order(),
    Notation::of("+ and literals", code::plus_before, SDK, DATA).by_order(),
    Notation::of("literals side by side", code::adjacent, SDK, DATA).by_order(),
    Notation::of("literals and dots", code::dots, SDK, DATA).by_order(),
    Notation::of("lines that end with \\", code::backslashes, SDK, DATA).by_order(),
    Notation::of("a here-document", code::heredoc, SDK, DATA).by_order(),
    Notation::of("casts of Java", code::casts, SDK, DATA).by_order(),
    Notation::of("toByte of Kotlin", code::to_byte, SDK, DATA).by_order(),
    Notation::of("a slice of Rust", code::slice, SDK, DATA).by_order(),
    Notation::of("bytes and dashes", code::dashes, SDK, DATA).by_order(),
];
