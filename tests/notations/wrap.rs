//! Where people have what a program printed: in logs, strings, cells, behind a mark on each line, compressed.

use super::{
    notation::Stands,
    print::{json, node, python},
    support::generate::Rng,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// A way to have what was printed.
#[derive(Clone, Copy, Debug)]
pub struct Wrapper {
    pub name: &'static str,
    /// Whether it puts something at the ends of lines, so that a break in a value is another one afterwards.
    pub changes_lines: bool,
    wrap: Wrap,
}

#[derive(Clone, Copy, Debug)]
enum Wrap {
    /// Of what is no text.
    Binary(fn(&[u8], &mut Rng) -> Vec<u8>),
    /// Of any bytes.
    Bytes(fn(&[u8], &mut Rng) -> Vec<u8>),
    /// Words before it on its line, and behind it.
    Words(fn(&str, &mut Rng) -> String),
    /// Of any text, as lines.
    Lines(fn(&str, &mut Rng) -> String),
    /// Of any text, as a string of something else.
    Text(fn(&str, &mut Rng) -> String),
}

impl Wrapper {
    /// Whether what was printed stands in it as it was.
    pub fn is_verbatim(&self) -> bool {
        !self.changes_lines && matches!(self.wrap, Wrap::Words(_) | Wrap::Lines(_))
    }

    /// Whether the result is text whatever it was put around, and holds text as a string.
    pub fn is_text(&self) -> bool {
        matches!(self.wrap, Wrap::Text(_))
    }

    const fn new(name: &'static str, wrap: Wrap) -> Self {
        Self { name, changes_lines: false, wrap }
    }

    const fn of_lines(name: &'static str, wrap: fn(&str, &mut Rng) -> String) -> Self {
        Self { name, changes_lines: true, wrap: Wrap::Lines(wrap) }
    }

    pub const fn fits(&self, stands: Stands) -> bool {
        match self.wrap {
            Wrap::Binary(_) => matches!(stands, Stands::Alone),
            Wrap::Bytes(_) => true,
            Wrap::Words(_) => matches!(stands, Stands::InLine),
            Wrap::Lines(_) | Wrap::Text(_) => matches!(stands, Stands::InLine | Stands::OnLines),
        }
    }

    pub fn wrap(&self, printed: &[u8], rng: &mut Rng) -> Vec<u8> {
        let text = || std::str::from_utf8(printed).unwrap();
        match self.wrap {
            Wrap::Binary(wrap) | Wrap::Bytes(wrap) => wrap(printed, rng),
            Wrap::Words(wrap) | Wrap::Lines(wrap) | Wrap::Text(wrap) => wrap(text(), rng).into_bytes(),
        }
    }
}

pub const WRAPPERS: &[Wrapper] = &[
    Wrapper::new("alone", Wrap::Bytes(|printed, _| printed.to_vec())),
    Wrapper::new("a line of a log", Wrap::Words(log_line)),
    Wrapper::new("a line of a console", Wrap::Words(console_line)),
    Wrapper::new("assigned in code", Wrap::Words(assigned)),
    Wrapper::new("between lines of a log", Wrap::Lines(between_lines)),
    Wrapper::new("fenced in a note", Wrap::Lines(fenced)),
    Wrapper::of_lines("marks before each line", marked),
    Wrapper::of_lines("a colour on each line", coloured),
    Wrapper::of_lines("lines of Windows", |printed, _| printed.replace("\r\n", "\n").replace('\n', "\r\n")),
    Wrapper::new("a string of JSON", Wrap::Text(in_json)),
    Wrapper::new("behind words in a string", Wrap::Text(in_json_behind_words)),
    Wrapper::new("a string of JSON in a string", Wrap::Text(in_json_twice)),
    Wrapper::new("a string of Python", Wrap::Text(in_python)),
    Wrapper::new("a string of Node", Wrap::Text(in_node)),
    Wrapper::new("a cell of CSV", Wrap::Text(in_csv)),
    Wrapper::new("a page of HTML", Wrap::Text(in_html)),
    // Text in base64 is as likely a record that is such text, and is not asked for.
    Wrapper::new("base64", Wrap::Binary(|printed, _| STANDARD.encode(printed).into())),
    Wrapper::new("base64 of gzip", Wrap::Bytes(|printed, _| STANDARD.encode(gzip(printed)).into())),
    Wrapper::new("gzip", Wrap::Bytes(|printed, _| gzip(printed))),
    Wrapper::new("an export of log events", Wrap::Text(log_events)),
];

const TIME: &str = "2026-05-17T06:40:05.101Z";
const REQUEST: &str = "8f5a1c52-0d1e-4c35-9a55-2f6c1de3b001";

fn log_line(printed: &str, rng: &mut Rng) -> String {
    let words = rng.pick(&["got ", "Event: ", "record=", "received [1/2] ", "it's here: ", ""]);
    let rest = rng.pick(&["", " (took 3 ms)", "\n", "; done", " it's \"all\""]);
    format!("2026-05-17 06:40:05,311 INFO  [main] c.e.orders.Poller:31 - {words}{printed}{rest}")
}

fn console_line(printed: &str, _: &mut Rng) -> String {
    let start = format!("START RequestId: {REQUEST} Version: $LATEST\n");
    format!(
        "{start}{TIME}\t{REQUEST}\tINFO\t{printed}\nEND RequestId: {REQUEST}\nREPORT RequestId: {REQUEST}\tDuration: 3.15 ms\t\n"
    )
}

fn assigned(printed: &str, rng: &mut Rng) -> String {
    let name = rng.pick(&["event = ", "const event = ", "val records = ", "control_event = "]);
    format!("# don't edit\n{name}{printed}{}", rng.pick(&["", ";", "\n", ";\nexpect(event).to.equal(1)\n"]))
}

fn between_lines(printed: &str, _: &mut Rng) -> String {
    let end = if printed.ends_with('\n') { "" } else { "\n" };
    format!(
        "{TIME} INFO  starting, shards [0, 1] of {{orders}}\n\n{printed}{end}\n{TIME} WARN  can't keep up: 12 (of 40)\n"
    )
}

fn fenced(printed: &str, _: &mut Rng) -> String {
    format!(
        "The consumer doesn't get this (see *below*):\n\n```\n{}\n```\n\nIt's version 3.\n",
        printed.trim_end_matches('\n')
    )
}

fn marked(printed: &str, rng: &mut Rng) -> String {
    let marks = [
        "May 17 06:40:05 ip-10-0-0-1 consumer[812]: ",
        "consumer-1  | ",
        "[pod/consumer-0/app] ",
        "> ",
        "2026-05-17T06:40:05.101234567Z ",
    ];
    let mark = rng.pick(&marks);
    each_line(printed, |line| format!("{mark}{line}"))
}

fn coloured(printed: &str, _: &mut Rng) -> String {
    each_line(printed, |line| format!("\u{1b}[36mconsumer-1  |\u{1b}[0m {line}"))
}

fn each_line(printed: &str, mark: impl Fn(&str) -> String) -> String {
    let lines: Vec<String> = printed.trim_end_matches('\n').split('\n').map(mark).collect();
    lines.join("\n") + "\n"
}

fn in_json(printed: &str, _: &mut Rng) -> String {
    format!("{{\"timestamp\": \"{TIME}\", \"level\": \"INFO\", \"message\": {}}}\n", json::ascii(printed))
}

fn in_json_behind_words(printed: &str, _: &mut Rng) -> String {
    let printed = format!("got\n{printed}\n");
    format!("{{\"level\":\"INFO\",\"msg\":{},\"pid\":12}}", serde_json::to_string(&printed).unwrap())
}

fn in_json_twice(printed: &str, rng: &mut Rng) -> String {
    format!("[{{\"log\":{},\"stream\":\"stdout\"}}]", serde_json::to_string(&in_json(printed, rng)).unwrap())
}

fn in_python(printed: &str, _: &mut Rng) -> String {
    let text = python::Python { is_old: false, zone: "" }.text(printed);
    format!("{{'level': 'INFO', 'message': {text}, 'pid': 12}}")
}

fn in_node(printed: &str, _: &mut Rng) -> String {
    format!("{{\n  level: 'info',\n  message: {},\n  pid: 12\n}}\n", node::escape(printed))
}

fn in_csv(printed: &str, _: &mut Rng) -> String {
    format!("@timestamp,@message\n2026-05-17 06:40:05.101,\"{}\"\n", printed.replace('"', "\"\""))
}

fn in_html(printed: &str, _: &mut Rng) -> String {
    let signs = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];
    let escaped = signs.iter().fold(printed.to_owned(), |text, (sign, entity)| text.replace(*sign, entity));
    format!("<p>It says:</p>\n<pre><code>{escaped}</code></pre>\n")
}

fn log_events(printed: &str, _: &mut Rng) -> String {
    let event = |id: u8, message: &str| {
        serde_json::json!({
            "logStreamName": "2026/05/17/[$LATEST]d1",
            "timestamp": 1_779_000_005_101_u64,
            "message": message,
            "eventId": id.to_string(),
        })
    };
    let start = event(1, "START RequestId: 8f5a1c52 Version: $LATEST\n");
    let events = serde_json::json!({ "events": [start, event(2, printed)], "searchedLogStreams": [] });
    serde_json::to_string_pretty(&events).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
