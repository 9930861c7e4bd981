//! What a walk has seen already: numbers what stands several times, and knows the scalar that a later one overrides.

use super::{Kind, Node};
use crate::bytes::Span;
use std::collections::BTreeMap;

/// What has been seen in the message or group at hand.
#[derive(Default)]
pub struct Seen {
    index: Scalar,
    hash_key_index: Scalar,
    data: Scalar,
    key: Scalar,
    value: Scalar,
    /// Unknown fields by their number, and, apart from those, stretches that begin with no key.
    others: BTreeMap<(bool, u32), usize>,
}

/// A field that should stand once.
#[derive(Default)]
struct Scalar {
    count: usize,
    /// The last whole node of it.
    last: Option<usize>,
}

impl Seen {
    const fn scalar(&mut self, kind: Kind) -> Option<&mut Scalar> {
        Some(match kind {
            Kind::PartitionKeyIndex => &mut self.index,
            Kind::ExplicitHashKeyIndex => &mut self.hash_key_index,
            Kind::Data => &mut self.data,
            Kind::TagKey => &mut self.key,
            Kind::TagValue => &mut self.value,
            _ => return None,
        })
    }

    /// Numbers the node among its like; gives the place of the earlier one that a whole scalar overrides.
    pub fn field(&mut self, nodes: &mut [Node], id: usize) -> Option<Span> {
        let node = nodes.get_mut(id)?;
        let Some(scalar) = self.scalar(node.kind) else {
            if matches!(node.kind, Kind::Unknown | Kind::Unclaimed) {
                node.index =
                    next(self.others.entry((node.kind == Kind::Unclaimed, node.number)).or_default());
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

/// What has been seen of what may stand many times: entries, tags of the record at hand, runs of entries.
pub struct Lists([usize; 7]);

impl Lists {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self([0; 7])
    }

    /// The index of the next node of this kind; 0 for what stands in no list.
    pub const fn next(&mut self, kind: Kind) -> usize {
        let [keys, hash_keys, records, tags, key_tables, hash_key_tables, record_runs] = &mut self.0;
        next(match kind {
            Kind::PartitionKey => keys,
            Kind::ExplicitHashKey => hash_keys,
            Kind::Record => records,
            Kind::Tag => tags,
            Kind::PartitionKeyTable => key_tables,
            Kind::ExplicitHashKeyTable => hash_key_tables,
            Kind::Records => record_runs,
            _ => return 0,
        })
    }

    /// A record begins: its tags are counted from 0.
    pub const fn no_tags(&mut self) {
        self.0[3] = 0;
    }
}

const fn next(count: &mut usize) -> usize {
    *count += 1;
    *count - 1
}
