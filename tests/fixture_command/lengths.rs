//! If a command would be too long for its shell, the data goes into a file, and a line says why.

use crate::keys::target;
use kpl_engine::fixture::command::{Cli, CommandNote, Put, Shell, Way, put_record, put_records};

/// Whether a record of so many bytes is put inline.
fn inline(shell: Shell, bytes: usize) -> bool {
    let data = vec![7; bytes];
    let put = Put { data: &data, partition_key: "a", explicit_hash_key: None };
    let command = put_record(&target(shell, Cli::V2, Way::Inline), &put);
    let said = command.notes.iter().any(|note| matches!(note, CommandNote::TooLong { .. }));
    assert_eq!(said, !command.files.is_empty());
    assert!(command.files.iter().all(|file| file.bytes == data && file.name == "record.bin"));
    let longest = command.arguments.iter().map(String::len).max().unwrap();
    let (length, most) = match shell {
        Shell::Bash => (longest, 131_071),
        Shell::PowerShell => (command.text.len(), 32_500),
        Shell::Cmd => (command.text.len(), 8_191),
    };
    assert!(length <= most, "{shell:?} {bytes}: {length}");
    !said
}

#[test]
fn each_shell_has_its_length() {
    // The most bytes that are put inline: about 98, 24 and 6 KB.
    for (shell, most, least) in
        [(Shell::Bash, 98_303, 98_301), (Shell::PowerShell, 24_400, 24_000), (Shell::Cmd, 6_100, 5_800)]
    {
        assert!(inline(shell, least) && !inline(shell, most + 1), "{shell:?}");
        (0..300).for_each(|more| {
            inline(shell, least + more);
        });
    }
}

#[test]
fn several_records_are_one_request() {
    let puts: Vec<Put> =
        (0..501).map(|_| Put { data: b"\xf3x", partition_key: "a", explicit_hash_key: Some("1") }).collect();
    let command = put_records(&target(Shell::Bash, Cli::V2, Way::Inline), &puts);
    assert_eq!(command.notes, [CommandNote::TooManyRecords { records: 501 }]);
    assert_eq!(command.text.matches("\"Data\"").count(), 500);
    let command = put_records(&target(Shell::Bash, Cli::V1, Way::Inline), &puts[..2]);
    let names: Vec<&str> = command.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["record.1.bin", "record.2.bin"]);
}

#[test]
fn file_names_need_no_quotes() {
    for (stem, expected) in
        [("order 1/é", "order1.bin"), ("", "record.bin"), ("-x", "x.bin"), ("..", "record.bin")]
    {
        let mut target = target(Shell::Cmd, Cli::V2, Way::File);
        target.file_stem = stem.to_owned();
        let put = Put { data: b"x", partition_key: "a", explicit_hash_key: None };
        assert_eq!(put_record(&target, &put).files[0].name, expected, "{stem}");
    }
}
