//! Text for one line, so that nothing in it is invisible or changes the order of what stands around it.

use super::invisible::is_invisible;

/// A character for one line. One that would be invisible, or would change the order of others, becomes a dot.
pub fn legible(char: char) -> char {
    match char {
        '\n' => '↵',
        '\t' => '⇥',
        char if is_invisible(char) => '·',
        char => char,
    }
}

pub fn line(text: &str) -> String {
    text.chars().map(legible).collect()
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_nobody_would_see_is_a_dot() {
        assert_eq!(line("a\u{202e}live\u{202c}\u{200b}b\u{85}\r\n\t€"), "a·live··b··↵⇥€");
    }
}
