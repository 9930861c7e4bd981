//! A command line in words, as bash reads it, with the place of every byte. Line ends of PowerShell and cmd too.

use kpl_format::bytes::Origins;
use kpl_format::bytes::Span;

/// A word without its quotes.
#[derive(Default)]
pub(super) struct Word {
    pub(super) text: Vec<u8>,
    pub(super) origins: Origins,
    /// Where it stands, quotes included.
    pub(super) span: Span,
    /// Whether the shell would put something else in its place: `$NAME`, `$(…)`.
    pub(super) expands: bool,
}

impl Word {
    /// Where the text from the byte `from` on stands.
    pub(super) fn origins_from(&self, from: usize) -> Origins {
        self.origins.after(from)
    }

    fn push(&mut self, bytes: &[u8], at: usize) {
        self.origins.add(self.text.len(), at);
        self.text.extend_from_slice(bytes);
    }
}

/// The commands of a text: words up to a line end that is not escaped, `;`, `|` or `&`.
pub(super) fn commands(text: &[u8]) -> Vec<Vec<Word>> {
    let (mut commands, mut command) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(len) = line_goes_on(rest) {
            at += len;
            continue;
        }
        match rest {
            [b' ' | b'\t', ..] => at += 1,
            // The byte order mark of a script that was saved in PowerShell.
            [0xef, 0xbb, 0xbf, ..] => at += 3,
            [b'\n' | b'\r' | b';' | b'|' | b'&', ..] => {
                commands.push(std::mem::take(&mut command));
                at += 1;
            }
            [b'#', ..] => at += rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len()),
            _ => {
                let word = word(text, at);
                at = word.span.end().max(at + 1);
                command.push(word);
            }
        }
    }
    commands.push(command);
    commands.retain(|command| !command.is_empty());
    commands
}

/// The length of a backslash, backtick or caret with the line end that it takes away.
fn line_goes_on(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'\\' | b'`' | b'^', b'\r', b'\n', ..] => Some(3),
        [b'\\' | b'`' | b'^', b'\n', ..] => Some(2),
        _ => None,
    }
}

fn word(text: &[u8], start: usize) -> Word {
    let (mut word, mut at) = (Word::default(), start);
    while let Some(rest) = text.get(at..) {
        if line_goes_on(rest).is_some() {
            break;
        }
        at += match rest {
            [] | [b' ' | b'\t' | b'\n' | b'\r' | b';' | b'|' | b'&', ..] => break,
            [b'$', b'\'', ..] => escaped(&mut word, rest, at),
            [b'\'', inside @ ..] => {
                let len = inside.iter().position(|&byte| byte == b'\'').unwrap_or(inside.len());
                word.push(inside.get(..len).unwrap_or_default(), at + 1);
                len + 2
            }
            [b'"', ..] => quoted(&mut word, rest, at),
            [b'\\', byte, ..] => {
                word.push(&[*byte], at + 1);
                2
            }
            [byte, ..] => {
                word.expands |= *byte == b'$';
                word.push(&[*byte], at);
                1
            }
        };
    }
    at = at.min(text.len());
    word.origins.add(word.text.len(), at);
    word.span = Span::between(start, at);
    word
}

/// `"…"`: a backslash only escapes what would mean something.
fn quoted(word: &mut Word, rest: &[u8], start: usize) -> usize {
    let mut at = 1;
    loop {
        match rest.get(at..).unwrap_or_default() {
            [] => return at,
            [b'"', ..] => return at + 1,
            [b'\\', b'\n', ..] => at += 2,
            [b'\\', byte @ (b'"' | b'\\' | b'$' | b'`'), ..] => {
                word.push(&[*byte], start + at + 1);
                at += 2;
            }
            [byte, ..] => {
                word.expands |= matches!(byte, b'$' | b'`');
                word.push(&[*byte], start + at);
                at += 1;
            }
        }
    }
}

/// `$'…'`: the escapes of C.
fn escaped(word: &mut Word, rest: &[u8], start: usize) -> usize {
    let mut at = 2;
    loop {
        let here = rest.get(at..).unwrap_or_default();
        match here {
            [] => return at,
            [b'\'', ..] => return at + 1,
            [b'\\', ..] => {
                let (byte, len) = crate::text::escapes::one(here);
                word.push(&byte.map_or(vec![b'\\'], |byte| vec![byte]), start + at);
                at += len;
            }
            [byte, ..] => {
                word.push(&[*byte], start + at);
                at += 1;
            }
        }
    }
}
