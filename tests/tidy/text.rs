//! Checks of one file's text: its first line, its size, what may not stand in it, colours and style attributes.

use super::files::{code, complaint};

const MOST_LINES: usize = 400;

pub fn opens_with_its_purpose(text: &str) -> Vec<String> {
    let first = text.lines().next().unwrap_or_default();
    complaint(!(first.starts_with("//! ") && first.len() > 10), "the first line is not a //! sentence")
}

pub fn small_enough(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    complaint(lines > MOST_LINES, &format!("{lines} lines; at most {MOST_LINES}"))
}

pub fn finished(text: &str) -> Vec<String> {
    // Spelt in two halves, so that this file passes its own check.
    let banned =
        [concat!("#[ig", "nore"), concat!("to", "do!"), concat!("unimple", "mented!"), concat!("db", "g!(")];
    banned.iter().filter(|word| code(text).contains(**word)).map(|word| format!("has {word}")).collect()
}

pub fn no_colours(css: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in css.lines().enumerate() {
        let values = line.split_once(':').map_or("", |(_, values)| values);
        let hex = values.split('#').skip(1).any(|after| {
            let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
            (3..=8).contains(&digits)
                && !after[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
        });
        let function = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
        if hex || function.iter().any(|name| values.contains(name)) {
            complaints.push(format!("line {}: a colour; name it in tokens.css", number + 1));
        }
    }
    complaints
}

pub fn no_style_attributes(text: &str) -> Vec<String> {
    let code = code(text);
    let squeezed: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let as_attribute = code.match_indices("style").any(|(at, _)| {
        let before = code[..at].ends_with(char::is_whitespace);
        let after = code[at + 5..].trim_start();
        before && after.starts_with('=') && !code[..at].trim_end().ends_with("let")
    });
    complaint(
        as_attribute || squeezed.contains("set_attribute(\"style\""),
        "a style attribute, which the policy refuses; use a class",
    )
}

#[test]
fn the_checks_can_fail() {
    assert!(opens_with_its_purpose("//! Reads a record.\n").is_empty());
    assert_eq!(opens_with_its_purpose("use std::fmt;\n//! Reads.\n").len(), 1);
    assert_eq!(opens_with_its_purpose("//!\n").len(), 1);

    assert!(small_enough(&"a\n\n".repeat(MOST_LINES)).is_empty());
    assert_eq!(small_enough(&"a\n".repeat(MOST_LINES + 1)).len(), 1);

    assert!(finished(concat!("// to", "do! is fine here\nlet todo = 1;")).is_empty());
    for bad in [concat!("#[ig", "nore]"), concat!("#[ig", "nore = \"slow\"]"), concat!("to", "do!()")] {
        assert_eq!(finished(bad).len(), 1, "{bad}");
    }
}

#[test]
fn the_style_checks_can_fail() {
    assert!(no_colours("#app { color: var(--ink); }\na:hover { background: url(#deadbeefs) }").is_empty());
    for bad in ["p { color: #fff; }", "  border: 1px solid #12345678;", "p { color: rgb(1 2 3) }"] {
        assert_eq!(no_colours(bad).len(), 1, "{bad}");
    }
    assert!(no_style_attributes("let style = 1; html! { <p class=\"style\"></p> }").is_empty());
    for bad in ["<p style=\"x\">", "<p style = { x }>", "e.set_attribute( \"style\", x)"] {
        assert_eq!(no_style_attributes(bad).len(), 1, "{bad}");
    }
}
