//! What several printers share: which characters a program shows as they are, and joining.

use super::super::tree::Tree;

/// Whether programs show the character as it is, as far as what they know of Unicode is the same.
pub fn is_printable(character: char) -> bool {
    // Behind a letter, as a mark above it is shown only there.
    character.is_ascii_graphic() || character == ' ' || format!("a{character}").escape_debug().count() == 2
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Each as text, with something between them.
pub fn join<T>(items: &[T], between: &str, each: impl FnMut(&T) -> String) -> String {
    items.iter().map(each).collect::<Vec<String>>().join(between)
}

/// The bytes as signed numbers, as Java has them.
pub fn signed(bytes: &[u8], between: &str) -> String {
    join(bytes, between, |byte| byte.cast_signed().to_string())
}

/// The bytes as numbers.
pub fn numbers(bytes: &[u8], between: &str) -> String {
    join(bytes, between, u8::to_string)
}

/// Whether it is a name that most languages take without quotes.
pub fn is_name(text: &str) -> bool {
    let rest = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') && text.chars().all(rest)
}

/// The items of a list, one value being a list of itself.
pub fn items(tree: &Tree) -> &[Tree] {
    match tree {
        Tree::List(items) => items,
        one => std::slice::from_ref(one),
    }
}
