//! Models of PowerShell and cmd after their published rules: about_Quoting_Rules, about_Parsing
//! (`$PSNativeCommandArgumentPassing`), `cmd /?`, and how the C runtime parses a command line.

use crate::{awscli, keys};
use base64::{Engine, engine::general_purpose::STANDARD};
use kpl_engine::fixture::command::{Cli, Put, Shell, Way, put_record};
use std::collections::HashMap;

/// The arguments that the C runtime makes of a command line ("Parsing C command-line arguments").
fn argv(line: &str) -> Vec<String> {
    let (mut out, mut word, mut quoted, mut open) = (Vec::new(), String::new(), false, false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let mut count = 1;
                while chars.next_if_eq(&'\\').is_some() {
                    count += 1;
                }
                let quote = chars.peek() == Some(&'"');
                word.extend(std::iter::repeat_n('\\', if quote { count / 2 } else { count }));
                if quote && count % 2 == 1 {
                    chars.next();
                    word.push('"');
                }
                open = true;
            }
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                word.push('"');
            }
            '"' => {
                quoted = !quoted;
                open = true;
            }
            ' ' | '\t' if !quoted => {
                if std::mem::take(&mut open) {
                    out.push(std::mem::take(&mut word));
                }
            }
            c => {
                word.push(c);
                open = true;
            }
        }
    }
    assert!(!quoted, "a quote is open at the end of {line}");
    out.extend(open.then_some(word));
    out
}

/// The command line with which `cmd.exe` starts the program. Fails if the text means anything else to it.
fn cmd_line(text: &str) -> String {
    assert!(!text.contains(['%', '!']), "variables are put in: {text}");
    let (mut out, mut quoted) = (String::new(), false);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                out.push(c);
            }
            '^' if !quoted => match chars.next() {
                // The line goes on, and the first character of the next one stands for itself.
                Some('\n') => out.extend(chars.next()),
                Some(c) => out.push(c),
                None => panic!("more is asked for: {text}"),
            },
            '\n' => panic!("the command ends early: {text}"),
            '&' | '|' | '<' | '>' | '(' | ')' if !quoted => panic!("{c} means something: {text}"),
            c => out.push(c),
        }
    }
    assert!(!quoted, "a quote is open: {text}");
    out
}

/// The words of a PowerShell command: verbatim strings and bare words.
fn powershell_words(text: &str) -> Vec<String> {
    let single = |c: char| matches!(c, '\'' | '\u{2018}'..='\u{201b}');
    let (mut out, mut chars) = (Vec::new(), text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            ' ' => {}
            '`' => assert_eq!(chars.next(), Some('\n'), "the line goes on"),
            c if single(c) => {
                let mut word = String::new();
                loop {
                    let c = chars.next().unwrap_or_else(|| panic!("a string has no end: {text}"));
                    if single(c) && chars.next_if(|&next| single(next)).is_none() {
                        break;
                    }
                    word.push(c);
                }
                assert!(matches!(chars.peek(), None | Some(' ')), "words run together: {text}");
                out.push(word);
            }
            c => {
                let mut word = String::from(c);
                while let Some(c) = chars.next_if(|&c| c != ' ') {
                    word.push(c);
                }
                let bare = |c: char| c.is_ascii_alphanumeric() || "_./:+-=".contains(c);
                assert!(word.chars().all(bare) && !word.starts_with(|c: char| c.is_ascii_digit()), "{word}");
                out.push(word);
            }
        }
    }
    out
}

/// The command line that PowerShell up to 7.2 makes: it puts quotes around words with blanks and does nothing else.
fn legacy_line(words: &[String]) -> String {
    let quoted = |word: &String| {
        if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.clone() }
    };
    words.iter().filter(|word| !word.is_empty()).map(quoted).collect::<Vec<_>>().join(" ")
}

#[test]
fn cmd_gives_on_what_was_meant() {
    for case in keys::cases(Shell::Cmd) {
        let arguments = argv(&cmd_line(&case.command.text));
        assert_eq!(arguments, case.command.arguments, "{:?}\n{}", case.key, case.command.text);
        awscli::check(&case, &arguments);
    }
}

#[test]
fn powershell_gives_on_what_was_meant_in_every_version() {
    for case in keys::cases(Shell::PowerShell) {
        // From 7.3 on, PowerShell passes words to a program as they are.
        let words = powershell_words(&case.command.text);
        assert_eq!(words, case.command.arguments, "{:?}\n{}", case.key, case.command.text);
        awscli::check(&case, &words);
        let line = legacy_line(&words);
        // awscli v1 is a batch file, so its command line goes through cmd.
        let line = if case.cli == Cli::V1 { cmd_line(&line) } else { line };
        assert_eq!(argv(&line), case.command.arguments, "{:?}\n{line}", case.key);
    }
}

#[test]
fn the_models_know_the_published_examples() {
    for (line, expected) in [
        (r#""a b c" d e"#, vec!["a b c", "d", "e"]),
        (r#""ab\"c" "\\" d"#, vec!["ab\"c", "\\", "d"]),
        (r#"a\\\b d"e f"g h"#, vec![r"a\\\b", "de fg", "h"]),
        (r#"a\\\"b c d"#, vec![r#"a\"b"#, "c", "d"]),
        (r#"a\\\\"b c" d e"#, vec![r"a\\b c", "d", "e"]),
        (r#"a"b"" c d"#, vec!["ab\" c d"]),
    ] {
        let line =
            if line.ends_with("c d") && line.starts_with("a\"b") { format!("{line}\"") } else { line.into() };
        assert_eq!(argv(&line), expected, "{line}");
    }
    assert_eq!(powershell_words("'it''s' b ’x‘’y’"), ["it's", "b", "x‘y"]);
    assert_eq!(cmd_line("a ^\n  \"b&c\" ^&"), "a   \"b&c\" &");
}

/// The files that the lines before a command write, after the rules of PowerShell's verbatim here-strings.
fn written_by_powershell(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(after) = rest.strip_prefix("[IO.File]::WriteAllBytes((Join-Path $PWD.ProviderPath '") {
        let (name, after) = after.split_once("'), [Convert]::FromBase64String(@'\n").unwrap();
        let (base64, after) = after.split_once("\n'@))\n").unwrap();
        assert!(base64.lines().all(|line| !line.starts_with("'@")));
        out.push((name.to_owned(), STANDARD.decode(base64.replace('\n', "")).unwrap()));
        rest = after;
    }
    assert_eq!(rest, "");
    out
}

/// The same, after those of `cmd.exe` and certutil.
fn written_by_cmd(text: &str) -> Vec<(String, Vec<u8>)> {
    let (mut files, mut out): (HashMap<&str, String>, Vec<_>) = (HashMap::new(), Vec::new());
    for line in text.lines() {
        assert!(line.len() <= 8_191, "the line is too long");
        assert!(!line.contains(['%', '!', '^', '&', '|', '(', ')', '"']), "{line}");
        if let Some(name) = line.strip_prefix("type nul >") {
            files.insert(name, String::new());
        } else if let Some((name, echoed)) =
            line.strip_prefix(">>").and_then(|line| line.split_once(" echo "))
        {
            assert!(!["on", "off", "/?"].contains(&echoed.to_lowercase().as_str()));
            files.get_mut(name).unwrap().push_str(echoed);
        } else if let Some(names) = line.strip_prefix("certutil -f -decode ") {
            let [from, to, ">nul"] = names.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            out.push((to.to_owned(), STANDARD.decode(&files[from]).unwrap()));
        } else {
            files.remove(line.strip_prefix("del ").unwrap()).unwrap();
        }
    }
    out.extend(files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())));
    out
}

#[test]
fn windows_writes_the_files_that_a_command_carries() {
    let (mut carried, data) = (0, vec![0xa5; 90_000]);
    let put = Put { data: &data, partition_key: "a", explicit_hash_key: None };
    for (shell, written) in [
        (Shell::PowerShell, written_by_powershell as fn(&str) -> Vec<(String, Vec<u8>)>),
        (Shell::Cmd, written_by_cmd),
    ] {
        let large = put_record(&keys::target(shell, Cli::V2, Way::Inline), &put);
        for command in keys::cases(shell).into_iter().map(|case| case.command).chain([large]) {
            let mut found = written(&command.before);
            let mut expected: Vec<_> =
                command.files.into_iter().map(|file| (file.name, file.bytes)).collect();
            expected.retain(|_| !command.before.is_empty());
            found.sort();
            expected.sort();
            assert_eq!(found, expected);
            carried += found.len();
        }
    }
    assert!(carried > 500, "{carried}");
}
