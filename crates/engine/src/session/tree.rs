//! The rows of the tree that show, and how nodes open and close.

use super::{Shown, State};
use std::{collections::HashSet, rc::Rc};

/// A record with up to this many nodes is opened completely at first. In a larger one only the top nodes are open.
const SMALL: usize = 60;

/// The nodes that are open when a record is first shown.
pub fn opened_at_first(shown: &Shown) -> HashSet<usize> {
    let anatomy = &shown.anatomy;
    let small = anatomy.nodes.len() <= SMALL;
    let top = |id: &usize| small || anatomy.node(*id).is_some_and(|node| node.parent.is_none());
    (0..anatomy.nodes.len()).filter(|&id| anatomy.has_children(id)).filter(top).collect()
}

/// The rows that show: the nodes whose ancestors are all open.
pub fn visible(shown: &Shown, expanded: &HashSet<usize>) -> Vec<usize> {
    let anatomy = &shown.anatomy;
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(node) = anatomy.node(at) {
        rows.push(at);
        at = if expanded.contains(&at) { at + 1 } else { node.next.max(at + 1) };
    }
    rows
}

impl State {
    pub(super) fn set_open(&mut self, node: usize, open: bool) {
        let Some(shown) = self.shown.clone() else { return };
        let expanded = Rc::make_mut(&mut self.expanded);
        let changed = if open {
            shown.anatomy.has_children(node) && expanded.insert(node)
        } else {
            expanded.remove(&node)
        };
        if changed {
            let caret = self.caret_node();
            self.rows = Rc::new(visible(&shown, &self.expanded));
            self.put_tree_caret(caret.unwrap_or(node));
        }
    }

    /// Opens every node above this one, so that it shows.
    pub(super) fn uncover(&mut self, node: usize) {
        let Some(shown) = self.shown.clone() else { return };
        let above: Vec<usize> =
            shown.anatomy.ancestors(node).filter(|id| !self.expanded.contains(id)).collect();
        if !above.is_empty() {
            Rc::make_mut(&mut self.expanded).extend(above);
            self.rows = Rc::new(visible(&shown, &self.expanded));
        }
    }

    #[must_use]
    pub fn caret_node(&self) -> Option<usize> {
        self.rows.get(self.tree_caret).copied()
    }

    /// Puts the caret on a node. If the node does not show, the caret goes to the nearest row above it.
    pub(super) fn put_tree_caret(&mut self, node: usize) {
        // Rows are in the order of the nodes.
        self.tree_caret = self.rows.partition_point(|&row| row <= node).saturating_sub(1);
    }

    pub(super) fn tree_in(&mut self) {
        let (Some(shown), Some(node)) = (self.shown.clone(), self.caret_node()) else { return };
        if !shown.anatomy.has_children(node) {
            return;
        }
        if self.expanded.contains(&node) {
            self.tree_caret += 1;
        } else {
            self.set_open(node, true);
        }
        self.lit = self.caret_node();
    }

    pub(super) fn tree_out(&mut self) {
        let (Some(shown), Some(node)) = (self.shown.clone(), self.caret_node()) else { return };
        if self.expanded.contains(&node) {
            self.set_open(node, false);
        } else if let Some(parent) = shown.anatomy.node(node).and_then(|node| node.parent) {
            self.put_tree_caret(parent);
        }
        self.lit = self.caret_node();
    }

    pub(super) fn open_siblings(&mut self) {
        let (Some(shown), Some(node)) = (self.shown.clone(), self.caret_node()) else { return };
        let parent = shown.anatomy.node(node).and_then(|node| node.parent);
        let siblings = shown.anatomy.children(parent).filter(|&id| shown.anatomy.has_children(id));
        Rc::make_mut(&mut self.expanded).extend(siblings);
        self.rows = Rc::new(visible(&shown, &self.expanded));
        self.put_tree_caret(node);
    }
}
