//! `yaml.dump` of PyYAML, in block style and in flow style. The rules are those of its emitter.

use super::{
    super::tree::{Map, Tree},
    calendar, text,
};
use base64::{Engine, engine::general_purpose::STANDARD};

const WIDTH: usize = 80;

pub fn block(tree: &Tree) -> String {
    let mut emitter = Emitter::default();
    emitter.block(&tree.sorted(), 0, false);
    emitter.out.trim_start_matches('\n').to_owned() + "\n"
}

pub fn flow(tree: &Tree) -> String {
    let mut emitter = Emitter::default();
    emitter.flow(&tree.sorted(), 0);
    emitter.out + "\n"
}

#[derive(Default)]
struct Emitter {
    out: String,
    column: usize,
}

impl Emitter {
    fn write(&mut self, text: &str) {
        self.out += text;
        self.column += text.chars().count();
    }

    fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.column = 0;
        self.write(&" ".repeat(indent));
    }

    /// A value behind what stands on its line already.
    fn block(&mut self, tree: &Tree, indent: usize, is_in_map: bool) {
        match tree {
            Tree::List(items) => {
                // A list in a map stands as far left as the map itself.
                let indent = if is_in_map { indent - 2 } else { indent };
                for item in items {
                    self.line(indent);
                    self.write("- ");
                    match item {
                        Tree::Map(map) => self.fields(map, indent + 2, true),
                        other => self.scalar(other, indent + 2, false),
                    }
                }
            }
            Tree::Map(map) => self.fields(map, indent, false),
            other => {
                self.write(" ");
                self.scalar(other, indent, false);
            }
        }
    }

    fn fields(&mut self, map: &Map, indent: usize, is_begun: bool) {
        for (at, field) in map.fields.iter().enumerate() {
            if at > 0 || !is_begun {
                self.line(indent);
            }
            self.write(&field.name);
            self.write(":");
            self.block(&field.value, indent + 2, true);
        }
    }

    fn flow(&mut self, tree: &Tree, indent: usize) {
        let (open, close) = match tree {
            Tree::List(_) => ("[", "]"),
            Tree::Map(_) => ("{", "}"),
            other => return self.scalar(other, indent + 2, true),
        };
        let breaks = |emitter: &mut Self, at: usize| {
            if at > 0 {
                emitter.write(",");
            }
            if emitter.column > WIDTH {
                emitter.line(indent + 2);
            } else if at > 0 {
                emitter.write(" ");
            }
        };
        self.write(open);
        match tree {
            Tree::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    breaks(self, at);
                    self.flow(item, indent + 2);
                }
            }
            Tree::Map(map) => {
                for (at, field) in map.fields.iter().enumerate() {
                    breaks(self, at);
                    self.write(&field.name);
                    self.write(": ");
                    self.flow(&field.value, indent + 2);
                }
            }
            _ => {}
        }
        self.write(close);
    }

    fn scalar(&mut self, tree: &Tree, indent: usize, is_flow: bool) {
        match tree {
            Tree::Null => self.write("null"),
            Tree::Bool(value) => self.write(&value.to_string()),
            Tree::Int(value) => self.write(&value.to_string()),
            Tree::Seconds(millis) => self.write(&calendar::float(*millis)),
            Tree::Time(millis) if is_flow => {
                self.write("!!timestamp '");
                self.single_quoted(&timestamp(*millis), indent);
                self.write("'");
            }
            Tree::Time(millis) => self.write(&timestamp(*millis)),
            Tree::Bytes(bytes) => {
                let text = STANDARD.encode(bytes);
                let lines: Vec<&str> =
                    text.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
                if is_flow {
                    self.write("!!binary ");
                    let all: String = lines.iter().map(|line| format!("{line}\n")).collect();
                    self.double_quoted(&all, indent);
                } else {
                    self.write("!!binary |");
                    for line in lines {
                        self.line(indent);
                        self.write(line);
                    }
                }
            }
            Tree::Text(text) => match style(text, is_flow) {
                Style::Plain => self.folded(text, indent),
                Style::Single => {
                    self.write("'");
                    self.single_quoted(text, indent);
                    self.write("'");
                }
                Style::Double => self.double_quoted(text, indent),
            },
            Tree::List(_) | Tree::Map(_) => self.flow(tree, indent),
        }
    }

    /// Plain text, broken at single blanks where a line is long.
    fn folded(&mut self, text: &str, indent: usize) {
        for (at, word) in text.split_inclusive(' ').enumerate() {
            let bare = word.trim_end_matches(' ');
            if at > 0 && bare.is_empty() {
                self.write(word);
                continue;
            }
            self.write(bare);
            if word.len() > bare.len() {
                let rest = &text[offset(text, word) + word.len()..];
                let is_single = !rest.starts_with(' ') && !bare.is_empty();
                if is_single && self.column > WIDTH { self.line(indent) } else { self.write(" ") }
            }
        }
    }

    fn single_quoted(&mut self, text: &str, indent: usize) {
        let letters: Vec<char> = text.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            let run = letters[at..].iter().take_while(|&&letter| letter == letters[at]).count();
            match letters[at] {
                ' ' if run == 1 && self.column > WIDTH && at > 0 && at + 1 < letters.len() => {
                    self.line(indent)
                }
                ' ' => self.write(&" ".repeat(run)),
                '\n' => {
                    self.out += &"\n".repeat(run + 1);
                    self.column = 0;
                    self.write(&" ".repeat(indent));
                }
                '\'' => self.write(&"''".repeat(run)),
                letter => self.write(&letter.to_string().repeat(run)),
            }
            at += run;
        }
    }

    fn double_quoted(&mut self, text: &str, indent: usize) {
        let letters: Vec<char> = text.chars().collect();
        let (mut start, mut end) = (0, 0);
        let run = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
        self.write("\"");
        while end <= letters.len() {
            let letter = letters.get(end).copied();
            if letter.is_none_or(|letter| !(' '..='~').contains(&letter) || letter == '"' || letter == '\\') {
                if start < end {
                    self.write(&run(start, end));
                    start = end;
                }
                if let Some(letter) = letter {
                    self.write(&escape(letter));
                    start = end + 1;
                }
            }
            let is_inside = 0 < end && end + 1 < letters.len();
            let pending = end.saturating_sub(start);
            // What was just escaped makes the line one shorter than what is counted from its start.
            let column = if start > end { self.column - 1 } else { self.column + pending };
            if is_inside && (letter == Some(' ') || start >= end) && column > WIDTH {
                if start < end {
                    self.write(&run(start, end));
                    start = end;
                }
                self.write("\\");
                self.line(indent);
                if letters[start] == ' ' {
                    self.write("\\");
                }
            }
            end += 1;
        }
        self.write("\"");
    }
}

/// Where a part of a text starts in it.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr().addr() - whole.as_ptr().addr()
}

/// `2026-05-17 06:40:00.125000+00:00`.
pub fn timestamp(millis: i64) -> String {
    let time = calendar::civil(millis);
    let fraction = if time.milli > 0 { format!(".{:03}000", time.milli) } else { String::new() };
    format!("{} {}{fraction}+00:00", time.date(), time.clock())
}

enum Style {
    Plain,
    Single,
    Double,
}

fn style(text: &str, is_flow: bool) -> Style {
    let is_special = |letter: char| letter != '\n' && !(' '..='~').contains(&letter);
    if text.chars().any(is_special) || text.contains(" \n") || text.contains("\n ") {
        return Style::Double;
    }
    let ends = |text: &str| text.starts_with([' ', '\n']) || text.ends_with([' ', '\n']);
    if ends(text) || text.contains('\n') || has_marks(text, is_flow) || is_other_type(text) {
        return Style::Single;
    }
    Style::Plain
}

/// Whether a mark of YAML stands where it means something.
fn has_marks(text: &str, is_flow: bool) -> bool {
    let letters: Vec<char> = text.chars().collect();
    if text.starts_with("---") || text.starts_with("...") {
        return true;
    }
    letters.iter().enumerate().any(|(at, &letter)| {
        let is_followed = letters.get(at + 1).is_none_or(|&next| next == ' ');
        let is_preceded = at > 0 && letters[at - 1] == ' ';
        match letter {
            '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@'
            | '`'
                if at == 0 =>
            {
                true
            }
            '?' | ':' if at == 0 => is_flow || is_followed,
            '-' if at == 0 => is_followed,
            ',' | '?' | '[' | ']' | '{' | '}' => is_flow,
            ':' => is_flow || is_followed,
            '#' => is_preceded,
            _ => false,
        }
    })
}

/// Whether it would be read as something else than text.
fn is_other_type(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "~", "", "=", "<<"];
    let number = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let is_int = number.starts_with(|first: char| first.is_ascii_digit()) && digits(number);
    let is_hex = number.strip_prefix("0x").is_some_and(|hex| {
        !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_')
    });
    let is_float = number.split_once('.').is_some_and(|(whole, fraction)| {
        digits(whole)
            && digits(fraction)
            && number.len() > 1
            && number.starts_with(|first: char| first.is_ascii_digit() || first == '.')
            && (!whole.is_empty() || fraction.starts_with(|first: char| first.is_ascii_digit()))
    });
    words.contains(&text.to_lowercase().as_str()) && !matches!(text, "nULL")
        || is_int && !is_leading_octal_fault(number)
        || is_hex
        || is_float
}

/// `08` is no number, since 8 is no octal digit.
fn is_leading_octal_fault(number: &str) -> bool {
    number.len() > 1 && number.starts_with('0') && number.contains(['8', '9'])
}

fn escape(letter: char) -> String {
    let short = match letter {
        '\0' => '0',
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{b}' => 'v',
        '\u{c}' => 'f',
        '\r' => 'r',
        '\u{1b}' => 'e',
        '"' => '"',
        '\\' => '\\',
        '\u{85}' => 'N',
        '\u{a0}' => '_',
        '\u{2028}' => 'L',
        '\u{2029}' => 'P',
        other => {
            let code = u32::from(other);
            return match code {
                0..0x100 => format!("\\x{code:02X}"),
                0x100..0x1_0000 => format!("\\u{code:04X}"),
                _ => format!("\\U{code:08X}"),
            };
        }
    };
    text::join(&['\\', short], "", char::to_string)
}
