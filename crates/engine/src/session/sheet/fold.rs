//! The caret in JSON, and what is open of it.

use super::{
    Lines, Sheet, Source,
    json::{self, JsonLine, JsonNode},
};
use crate::session::Move;
use borsh::{BorshDeserialize, BorshSerialize};
use kpl_format::bytes::json as text_json;
use std::rc::Rc;

/// What a person can do in the open payload.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum SheetMove {
    /// Moves the caret by lines.
    Caret(Move),
    /// Puts the caret on a line.
    To(usize),
    /// Opens or closes the object or array that begins on a line, and puts the caret there.
    Toggle(usize),
    /// Right arrow: opens the value at the caret, or goes to the first in it.
    In,
    /// Left arrow: closes the value at the caret, or goes to the one that holds it.
    Out,
    /// Opens (true) or closes (false) everything below the outermost values.
    All(bool),
    /// Looks for a text.
    Find(String),
    /// Goes to the next (true) or previous (false) match.
    Step(bool),
}

impl Sheet {
    /// Does a move. Looking for a text is done by whoever knows what else is looked for.
    pub fn go(&mut self, step: &SheetMove) {
        let Lines::Json(lines) = &self.lines else {
            if let SheetMove::Step(forward) = step {
                self.step_found(*forward);
            }
            return;
        };
        let total = lines.len();
        match step {
            SheetMove::Caret(step) => self.put_caret(step.from(self.caret, total, 1)),
            SheetMove::To(line) => self.put_caret((*line).min(total.saturating_sub(1))),
            SheetMove::Toggle(line) => self.toggle(*line),
            SheetMove::In => match self.folding(self.caret).0 {
                Some(false) => self.toggle(self.caret),
                Some(true) => self.put_caret(self.caret + 1),
                None => {}
            },
            SheetMove::Out => match (self.folding(self.caret).0, self.line(self.caret)) {
                (Some(true), _) => self.toggle(self.caret),
                (_, Some(line)) => {
                    let parent = self.node(line.node).and_then(|node| node.parent);
                    self.caret_to(if line.closes { Some(line.node) } else { parent });
                }
                _ => {}
            },
            SheetMove::All(open) => self.open_all(*open),
            SheetMove::Find(_) => {}
            SheetMove::Step(forward) => self.step_found(*forward),
        }
    }

    /// Whether the object or array that begins on a line is open, and what is hidden where it is not.
    pub(super) fn folding(&self, line: usize) -> (Option<bool>, Option<usize>) {
        let begins = self.line(line).filter(|line| !line.closes);
        let found = begins.and_then(|line| Some((line.node, self.node(line.node)?)));
        match found.filter(|(_, node)| node.holds > 0) {
            Some((at, node)) if self.folded.contains(&at) => (Some(false), Some(node.holds)),
            Some(_) => (Some(true), None),
            None => (None, None),
        }
    }

    /// The path to the value at the caret; `None` where the payload does not show as JSON.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        let Source::Json { text, nodes } = &self.source else { return None };
        Some(json::path(text, nodes, self.line(self.caret)?.node))
    }

    /// The value at the caret: the text of a string, and anything else as JSON.
    #[must_use]
    pub fn value(&self) -> Option<Vec<u8>> {
        let Source::Json { text, .. } = &self.source else { return None };
        let span = self.node(self.line(self.caret)?.node)?.span;
        let written = span.of(text.as_bytes());
        let string =
            text_json::parse(written).0.and_then(|value| Some(value.text(written)?.bytes().to_vec()));
        Some(string.unwrap_or_else(|| written.to_vec()))
    }

    fn line(&self, line: usize) -> Option<JsonLine> {
        if let Lines::Json(lines) = &self.lines { lines.get(line).copied() } else { None }
    }

    fn nodes(&self) -> &[JsonNode] {
        if let Source::Json { nodes, .. } = &self.source { nodes } else { &[] }
    }

    fn node(&self, node: usize) -> Option<&JsonNode> {
        self.nodes().get(node)
    }

    fn put_caret(&mut self, line: usize) {
        self.caret = line;
        self.turn = self.turn.wrapping_add(1);
    }

    /// Puts the caret on the line where a node begins, if that shows.
    fn caret_to(&mut self, node: Option<usize>) {
        let (Lines::Json(lines), Some(node)) = (&self.lines, node) else { return };
        if let Some(line) = lines.iter().position(|line| line.node == node && !line.closes) {
            self.put_caret(line);
        }
    }

    fn toggle(&mut self, line: usize) {
        let (Some(open), Some(JsonLine { node, .. })) = (self.folding(line).0, self.line(line)) else {
            return;
        };
        let folded = Rc::make_mut(&mut self.folded);
        if open {
            folded.insert(node)
        } else {
            folded.remove(&node)
        };
        self.lay_again(Some(node));
    }

    fn open_all(&mut self, open: bool) {
        let here = self.line(self.caret).map(|line| line.node);
        let outer = here.and_then(|mut node| {
            while let Some(parent) = self.node(node)?.parent.filter(|_| !open) {
                node = parent;
            }
            Some(node)
        });
        let inner = self.nodes().iter().enumerate().filter(|(_, node)| node.depth > 0 && node.holds > 0);
        self.folded = Rc::new(inner.filter(|_| !open).map(|(at, _)| at).collect());
        self.lay_again(outer);
    }

    /// Opens all that holds the value at this offset of the source, and puts the caret on it.
    pub(super) fn open_at(&mut self, offset: usize) {
        let begins = |node: &JsonNode| node.key.unwrap_or(node.span).offset;
        let after = self.nodes().partition_point(|node| begins(node) <= offset);
        let Some(node) = after.checked_sub(1) else { return };
        let mut parent = self.node(node).and_then(|node| node.parent);
        while let Some(at) = parent {
            Rc::make_mut(&mut self.folded).remove(&at);
            parent = self.node(at).and_then(|node| node.parent);
        }
        self.lay_again(Some(node));
    }

    /// Finds the lines that show anew, and puts the caret on a node.
    fn lay_again(&mut self, node: Option<usize>) {
        self.lines = Lines::Json(Rc::new(json::lines(self.nodes(), &self.folded)));
        self.laid.take();
        self.caret_to(node);
    }
}
