//! Every sentence about a command, in one golden file. `BLESS=1` writes it anew.

use crate::support;
use kpl_engine::fixture::command::{KeyReason, Note, Shell};

#[test]
fn every_sentence_about_a_command_is_listed() {
    let too_long = |shell| Note::TooLong { shell, needed: 140_000, most: 131_071 };
    let reasons = [
        KeyReason::LikeFile,
        KeyReason::LikeUrl,
        KeyReason::Nul,
        KeyReason::Control,
        KeyReason::PowerShell,
        KeyReason::Cmd,
        KeyReason::BatchFile,
    ];
    let mut notes: Vec<Note> = [Shell::Bash, Shell::PowerShell, Shell::Cmd].map(too_long).into();
    notes.push(Note::V1TakesFiles);
    notes.extend([Shell::PowerShell, Shell::Cmd].map(|shell| Note::JsonInFile { shell }));
    notes.extend(reasons.map(|reason| Note::KeyInFile { reason }));
    notes.extend([
        Note::V1Shorthand,
        Note::TooManyRecords { records: 501 },
        Note::PromptOnly,
        Note::Unquotable { argument: "a%b".to_owned() },
    ]);
    let text: String = notes.iter().map(|note| format!("{}\n", note.sentence())).collect();
    let path = support::corpus().join("sentences-command.txt");
    assert!(support::golden(&path, &text), "BLESS=1 writes sentences-command.txt anew");
}
