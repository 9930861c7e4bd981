//! What the lines before a command put into variables and files, where they say it in plain words.

use super::{Value, words::Word};

/// Words that may stand before the name of a variable.
const BEFORE_NAMES: [&[u8]; 6] = [b"export", b"set", b"declare", b"local", b"readonly", b"typeset"];

/// Variables and files, the latest last.
#[derive(Default)]
pub(super) struct Script<'w> {
    variables: Vec<(&'w [u8], Value<'w>)>,
    /// Files of text, and files of the bytes that a base64 stands for.
    files: Vec<(&'w [u8], Value<'w>)>,
}

impl<'w> Script<'w> {
    /// Takes in what a command says; `next` is the one behind it, to which it may be piped.
    pub(super) fn learn(&mut self, command: &'w [Word], next: Option<&'w Vec<Word>>) {
        self.assigned(command);
        let next = next.map(Vec::as_slice).unwrap_or_default();
        if let Some(word) = printed(command) {
            if let Some(path) = target(command) {
                self.files.push((path, self.resolved(Value::of(word))));
            } else if let Some(path) = target(next).filter(|_| decodes(next)) {
                self.files.push((path, Value { decoded: true, ..self.resolved(Value::of(word)) }));
            }
        } else if let (true, Some(word), Some(path)) =
            (decodes(command), behind(command, b"<<<"), target(command))
        {
            self.files.push((path, Value { decoded: true, ..self.resolved(Value::of(word)) }));
        }
    }

    fn assigned(&mut self, command: &'w [Word]) {
        // PowerShell.
        if let [name, equals, value, ..] = command
            && let (Some(name), b"=") = (name.text.strip_prefix(b"$"), equals.text.as_slice())
        {
            self.variables.push((name, self.resolved(Value::of(value))));
        }
        let is_before = |word: &&Word| BEFORE_NAMES.contains(&word.text.as_slice());
        for word in command.iter().skip_while(is_before) {
            let Some(len) = word.text.iter().position(|&byte| byte == b'=') else { break };
            let name = word.text.get(..len).unwrap_or_default();
            if !is_name(name) {
                break;
            }
            let value = Value::of(word).part(len + 1, word.text.len() - len - 1);
            self.variables.push((name, self.resolved(value)));
        }
    }

    /// What stands in the place of a value: that of a variable or of a file that is known.
    pub(super) fn resolved(&self, value: Value<'w>) -> Value<'w> {
        let known = |list: &[(&[u8], Value<'w>)], wanted: &[u8]| {
            list.iter().rev().find(|(name, _)| *name == wanted).map(|(_, value)| *value)
        };
        if let Some(name) = variable(value.text) {
            return known(&self.variables, name).unwrap_or(value);
        }
        let path = |prefix: &[u8]| value.text.strip_prefix(prefix).map(plain_path);
        let bytes = path(b"fileb://").and_then(|path| known(&self.files, path)).filter(|file| file.decoded);
        let text = path(b"file://").and_then(|path| known(&self.files, path)).filter(|file| !file.decoded);
        bytes.or(text).unwrap_or(value)
    }
}

/// The name in `$NAME`, `${NAME}` or `%NAME%`.
fn variable(text: &[u8]) -> Option<&[u8]> {
    let name = match text {
        [b'$', b'{', name @ .., b'}'] | [b'%', name @ .., b'%'] | [b'$', name @ ..] => name,
        _ => return None,
    };
    is_name(name).then_some(name)
}

fn is_name(name: &[u8]) -> bool {
    let first = name.first().is_some_and(|&byte| byte == b'_' || byte.is_ascii_alphabetic());
    first && name.iter().all(|&byte| byte == b'_' || byte.is_ascii_alphanumeric())
}

/// The word that `echo` or `printf` prints.
fn printed(command: &[Word]) -> Option<&Word> {
    let (name, rest) = command.split_first()?;
    matches!(name.text.as_slice(), b"echo" | b"printf").then_some(())?;
    let mut words = rest.iter().take_while(|word| !word.text.starts_with(b">"));
    let is_format = |word: &Word| matches!(word.text.as_slice(), b"%s" | b"%s\n" | b"%s\\n");
    words.find(|word| !word.text.starts_with(b"-") && !is_format(word))
}

/// Whether a command is `base64 -d` or the like.
fn decodes(command: &[Word]) -> bool {
    let mut words = command.iter().map(|word| word.text.as_slice());
    let decoder = words.next().is_some_and(|name| matches!(name, b"base64" | b"openssl" | b"gbase64"));
    decoder && words.any(|word| matches!(word, b"-d" | b"-D" | b"--decode" | b"-di"))
}

/// The file that a command writes.
fn target(command: &[Word]) -> Option<&[u8]> {
    let attached =
        command.iter().find_map(|word| word.text.strip_prefix(b">").filter(|path| !path.is_empty()));
    let path = attached.or_else(|| Some(behind(command, b">")?.text.as_slice()))?;
    Some(plain_path(path))
}

fn behind<'w>(command: &'w [Word], sign: &[u8]) -> Option<&'w Word> {
    let at = command.iter().position(|word| word.text == sign)?;
    command.get(at + 1)
}

fn plain_path(path: &[u8]) -> &[u8] {
    path.strip_prefix(b"./").unwrap_or(path)
}
