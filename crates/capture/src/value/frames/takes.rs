//! What a quote and two slashes are where they stand: a literal and a comment, or characters like any other.

use super::{Frames, Sign};
use kpl_format::bytes::Span;

/// How far back the beginning of a line is looked for.
const MOST_COMMENT: usize = 200;

impl Frames<'_, '_> {
    /// Whether a quote may begin a literal here: among bare words of a value it is a character of them.
    pub(in crate::value) fn takes_literals(&self, at: usize) -> bool {
        let Some(frame) = self.stack.last() else { return true };
        let bare = matches!(frame.slot.sign, Some(Sign::Equals | Sign::Tight)) && frame.slot.words.is_some();
        let after_word = frame.slot.words.is_some_and(|words| words.end() == at);
        !(bare
            && frame.slot.value.is_none()
            && frame.slot.key.is_some()
            && (!self.is_outside() || after_word))
    }

    /// Whether what begins with two slashes here is a comment: among values, behind a blank, not among the bare words of
    /// one. A text in which each line is a comment is read as if they were none.
    pub(in crate::value) fn takes_comments(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(<[u8]>::last).copied().unwrap_or(b'\n');
        let within = self.stack.last().is_some_and(|frame| {
            let slot = frame.slot;
            let bare = slot.key.is_some() && matches!(slot.sign, Some(Sign::Equals | Sign::Tight));
            frame.commented || (bare && slot.words.is_some() && slot.value.is_none())
        });
        !self.is_outside() && before.is_ascii_whitespace() && !within
    }

    /// Whether a line begins as a comment does.
    pub(super) fn is_commented(&self, at: usize) -> bool {
        let before = Span::between(at.saturating_sub(MOST_COMMENT), at).of(self.text);
        let line = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        before.get(line..).is_some_and(|line| line.trim_ascii_start().starts_with(b"//"))
    }
}
