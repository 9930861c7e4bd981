//! A search text or regular expression, prepared so that many payloads can be searched for it.

use super::Search;
use kpl_format::bytes::Span;
use memchr::memchr2_iter;
use regex_lite::{Regex, RegexBuilder};

#[derive(Clone, Debug)]
pub enum Pattern {
    /// These bytes; an ASCII letter matches in either case.
    Text(Vec<u8>),
    /// A regular expression; a letter matches in either case. Bytes that are not UTF-8 are U+FFFD to it.
    Regex(Regex),
}

impl Pattern {
    /// Prepares the search; `None` where the text is empty.
    ///
    /// # Errors
    /// Why the text is no regular expression.
    pub fn of(search: &Search) -> Result<Option<Self>, String> {
        if search.text.is_empty() {
            return Ok(None);
        }
        if !search.regex {
            return Ok(Some(Self::Text(search.text.to_ascii_lowercase().into_bytes())));
        }
        let built = RegexBuilder::new(&search.text).case_insensitive(true).build();
        built.map(|regex| Some(Self::Regex(regex))).map_err(|error| error.to_string())
    }

    /// Where the pattern stands in `bytes`: at most `most` places, in order, none within another.
    #[must_use]
    pub fn places(&self, bytes: &[u8], most: usize) -> Vec<Span> {
        match self {
            Self::Text(text) => {
                let mut free = 0;
                let places = starts(bytes, text).filter(|&at| {
                    let counts = at >= free;
                    if counts {
                        free = at + text.len();
                    }
                    counts
                });
                places.map(|at| Span::new(at, text.len())).take(most).collect()
            }
            Self::Regex(regex) => {
                // In bytes that are no text, offsets would be those of the replaced text.
                let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
                let places = regex.find_iter(text).filter(|found| !found.is_empty());
                places.map(|found| Span::new(found.start(), found.len())).take(most).collect()
            }
        }
    }

    /// Whether `bytes` hold the pattern.
    #[must_use]
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Text(text) => holds(bytes, text),
            Self::Regex(regex) => match std::str::from_utf8(bytes) {
                Ok(text) => regex.is_match(text),
                Err(_) => regex.is_match(&String::from_utf8_lossy(bytes)),
            },
        }
    }
}

/// Whether `bytes` hold `text`. `text` is in lower case; an ASCII letter matches in either case.
#[must_use]
pub fn holds(bytes: &[u8], text: &[u8]) -> bool {
    text.is_empty() || starts(bytes, text).next().is_some()
}

/// Where `text` begins in `bytes`; an empty text begins nowhere.
fn starts<'a>(bytes: &'a [u8], text: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let (first, rest) = text.split_first().map_or((0, text), |(&first, rest)| (first, rest));
    let last = if text.is_empty() { 0 } else { bytes.len().saturating_sub(rest.len()) };
    let heads = bytes.get(..last).unwrap_or_default();
    memchr2_iter(first, first.to_ascii_uppercase(), heads).filter(move |at| {
        bytes.get(at + 1..at + 1 + rest.len()).is_some_and(|found| found.eq_ignore_ascii_case(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_is_found_where_it_is(hay in "[aAbB ]{0,12}", needle in "[ab]{0,3}") {
            let expected = hay.to_ascii_lowercase().contains(&needle);
            prop_assert_eq!(holds(hay.as_bytes(), needle.as_bytes()), expected);
        }
    }

    #[test]
    fn a_regular_expression_sees_text_around_bytes_that_are_none() {
        let search = |text: &str| Search { text: text.to_owned(), regex: true, ..Search::default() };
        let pattern = Pattern::of(&search("ORDER-\\d+$")).unwrap().unwrap();
        assert!(pattern.is_in(b"\xff\xfe order-17") && !pattern.is_in(b"order-17x"));
        assert!(Pattern::of(&search("(")).is_err_and(|why| !why.is_empty()));
        assert!(Pattern::of(&search("")).unwrap().is_none());
    }
}
