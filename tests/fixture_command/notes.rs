//! Every sentence about a command, in one golden file. `BLESS=1` writes it anew.

use crate::support;
use kpl_engine::fixture::command::{CommandNote, KeyReason, Shell};

#[test]
fn every_sentence_about_a_command_is_listed() {
    let too_long = |shell| CommandNote::TooLong { shell, needed: 140_000, most: 131_071 };
    let reasons = [
        KeyReason::LikeFile,
        KeyReason::LikeUrl,
        KeyReason::Nul,
        KeyReason::Control,
        KeyReason::PowerShell,
        KeyReason::Cmd,
        KeyReason::BatchFile,
    ];
    let mut notes: Vec<CommandNote> = [Shell::Bash, Shell::PowerShell, Shell::Cmd].map(too_long).into();
    notes.extend([CommandNote::Carried, CommandNote::V1TakesFiles]);
    notes.extend([Shell::PowerShell, Shell::Cmd].map(|shell| CommandNote::JsonInFile { shell }));
    notes.extend(reasons.map(|reason| CommandNote::KeyInFile { reason }));
    notes.extend([
        CommandNote::V1Shorthand,
        CommandNote::TooManyRecords { records: 501 },
        CommandNote::RequestTooLarge { bytes: 12_000_000 },
        CommandNote::PromptOnly,
        CommandNote::Unquotable { argument: "a%b".to_owned() },
    ]);
    let text: String = notes.iter().map(|note| format!("{}\n", note.sentence())).collect();
    let path = support::corpus().join("sentences-command.txt");
    assert!(support::golden(&path, &text), "BLESS=1 writes sentences-command.txt anew");
}
