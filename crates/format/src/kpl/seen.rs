//! Numbers the fields of a walk, and finds the earlier field that a repeated scalar replaces.

use super::{Node, NodeKind};
use crate::bytes::Span;
use std::collections::BTreeMap;

/// The fields of one message or group so far.
#[derive(Default)]
pub struct Seen {
    index: Scalar,
    hash_key_index: Scalar,
    data: Scalar,
    key: Scalar,
    value: Scalar,
    /// The counts of unknown fields by field number. Under `true` stand bytes that do not even begin with a key.
    others: BTreeMap<(bool, u32), usize>,
}

/// A field that should stand at most once in its message.
#[derive(Default)]
struct Scalar {
    count: usize,
    /// The id of the last of its nodes that is whole.
    last: Option<usize>,
}

impl Seen {
    const fn scalar(&mut self, kind: NodeKind) -> Option<&mut Scalar> {
        Some(match kind {
            NodeKind::PartitionKeyIndex => &mut self.index,
            NodeKind::ExplicitHashKeyIndex => &mut self.hash_key_index,
            NodeKind::Data => &mut self.data,
            NodeKind::TagKey => &mut self.key,
            NodeKind::TagValue => &mut self.value,
            _ => return None,
        })
    }

    /// Numbers a node among those of the same field. Where it is a whole scalar that replaces an earlier one, it
    /// marks the earlier one as overridden and returns its span.
    pub fn field(&mut self, nodes: &mut [Node], id: usize) -> Option<Span> {
        let node = nodes.get_mut(id)?;
        let Some(scalar) = self.scalar(node.kind) else {
            if matches!(node.kind, NodeKind::Unknown | NodeKind::Unclaimed) {
                node.index =
                    next(self.others.entry((node.kind == NodeKind::Unclaimed, node.number)).or_default());
            }
            return None;
        };
        node.index = next(&mut scalar.count);
        if node.broken {
            return None;
        }
        let earlier = nodes.get_mut(scalar.last.replace(id)?)?;
        earlier.overridden = true;
        Some(earlier.span)
    }
}

/// The counts of what may stand many times: table entries, records, the tags of the current record, and runs of them.
pub struct Lists([usize; 7]);

impl Lists {
    /// All counts at 0.
    pub const fn new() -> Self {
        Self([0; 7])
    }

    /// Counts one more node of this kind and returns its number, from 0. It is always 0 for a kind that is not
    /// counted here.
    pub const fn next(&mut self, kind: NodeKind) -> usize {
        let [keys, hash_keys, records, tags, key_tables, hash_key_tables, record_runs] = &mut self.0;
        next(match kind {
            NodeKind::PartitionKey => keys,
            NodeKind::ExplicitHashKey => hash_keys,
            NodeKind::Record => records,
            NodeKind::Tag => tags,
            NodeKind::PartitionKeyTable => key_tables,
            NodeKind::ExplicitHashKeyTable => hash_key_tables,
            NodeKind::Records => record_runs,
            _ => return 0,
        })
    }

    /// Starts a new record, so its tags are counted from 0 again.
    pub const fn no_tags(&mut self) {
        self.0[3] = 0;
    }
}

const fn next(count: &mut usize) -> usize {
    *count += 1;
    *count - 1
}
