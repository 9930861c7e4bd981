//! English: the sheet of keys.

/// Keys and what they do.
pub const SHORTCUTS: [(&str, &[(&str, &str)]); 6] = [
    (
        "Anywhere",
        &[
            ("Ctrl+V", "read what is on the clipboard"),
            ("Ctrl+G", "go to an offset"),
            ("?", "this list"),
            ("Esc", "let go of the selection"),
        ],
    ),
    (
        "Panes",
        &[
            ("Enter or Space", "keep the selection; the other panes go there"),
            ("[ ]", "previous and next finding"),
            ("/", "filter the user records"),
            ("Tab", "to the next pane"),
        ],
    ),
    (
        "Fields",
        &[
            ("↑ ↓", "move"),
            ("→", "open, then first child"),
            ("←", "close, then parent"),
            ("*", "open all siblings"),
            ("Home End", "first and last row"),
        ],
    ),
    (
        "Bytes",
        &[
            ("← → ↑ ↓", "move by byte and row"),
            ("Home End", "start and end of the row"),
            ("Ctrl+Home Ctrl+End", "first and last byte"),
            ("Page Up Page Down", "sixteen rows"),
        ],
    ),
    (
        "User records",
        &[
            ("↑ ↓", "to another one; its payload shows"),
            ("Ctrl+C", "copy the payload"),
            ("Esc", "payload or details on the whole page: back"),
        ],
    ),
    (
        "Build",
        &[
            ("Enter", "another record below"),
            ("↑ ↓", "the same box of the next record"),
            ("Shift+↑ Shift+↓", "select several"),
            ("Alt+↑ Alt+↓", "move the record, or what is selected"),
            ("Alt+Shift+↓", "duplicate it"),
            ("Alt+Delete", "delete it"),
            ("Ctrl+Z Ctrl+Shift+Z", "undo and redo"),
        ],
    ),
];
