//! Tells which producer probably made an aggregate. Producers differ in how they fill the key tables and in the
//! partition key with which they put the Kinesis record. The facts come from the producers' source code.

use kpl_format::kpl::{Anatomy, UserRecord, hash_of_partition_key, hex16, md5};
use std::collections::HashSet;

/// A library or program that makes aggregates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// The KPL, or aiokpl, which writes the same.
    Kpl,
    /// awslabs' aggregator for Java.
    AwslabsJava,
    /// awslabs' aggregator for Python or Node, or Fluent Bit's plugin. Their aggregates can look the same.
    FirstKey,
    /// awslabs' aggregator for Node.
    AwslabsNode,
    /// a8m/kinesis-producer for Go.
    A8m,
    /// One of fluentd's two plugins.
    Fluentd,
    ZioKinesis,
    Kinesis4cats,
    /// hawknewton's kinesis-aggregation for Ruby.
    Ruby,
    /// The aggregator in kinesis-tailf.
    KinesisTailf,
}

/// A producer whose aggregates look like this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    pub maker: Maker,
    /// Whether no other known producer writes like this.
    pub only: bool,
}

/// The producers that may have made an aggregate. `outer_key` is the partition key with which the Kinesis record was
/// put.
#[must_use]
pub fn makers(data: &[u8], anatomy: &Anatomy, outer_key: Option<&str>) -> Vec<Likeness> {
    let look = Look { data, anatomy, outer_key };
    if anatomy.md5.is_none() || anatomy.user_records.is_empty() || !look.readable() {
        return Vec::new();
    }
    let is = |maker, only| Likeness { maker, only };
    let all: [(bool, Likeness); 10] = [
        (look.fluentd(), is(Maker::Fluentd, true)),
        (look.zio(), is(Maker::ZioKinesis, true)),
        (look.ruby(), is(Maker::Ruby, true)),
        (look.tailf(), is(Maker::KinesisTailf, true)),
        (look.computed_hash_keys(), is(Maker::AwslabsJava, look.keys() > 1)),
        (look.computed_hash_keys() && look.keys() == 1, is(Maker::Kinesis4cats, false)),
        (look.node(), is(Maker::AwslabsNode, true)),
        (look.kpl(), is(Maker::Kpl, true)),
        (look.one_key(), is(Maker::A8m, false)),
        (look.first_key(), is(Maker::FirstKey, false)),
    ];
    let likely: Vec<Likeness> = all.into_iter().filter(|(is, _)| *is).map(|(_, likeness)| likeness).collect();
    let only = likely.iter().find(|likeness| likeness.only).copied();
    only.map_or(likely, |only| vec![only])
}

struct Look<'a> {
    data: &'a [u8],
    anatomy: &'a Anatomy,
    outer_key: Option<&'a str>,
}

impl Look<'_> {
    fn users(&self) -> impl Iterator<Item = &UserRecord> {
        self.anatomy.user_records.iter()
    }

    fn keys(&self) -> usize {
        self.anatomy.partition_keys.len()
    }

    fn hash_keys(&self) -> usize {
        self.anatomy.explicit_hash_keys.len()
    }

    fn key(&self, at: usize) -> Option<&str> {
        self.anatomy.partition_keys.get(at)?.text(self.data)
    }

    fn key_of(&self, user: &UserRecord) -> Option<&str> {
        self.key(user.partition_key?)
    }

    /// Whether every user record has a readable partition key and a payload.
    fn readable(&self) -> bool {
        self.users().all(|user| user.data.is_some() && self.key_of(user).is_some())
    }

    fn without_hash_keys(&self) -> bool {
        self.hash_keys() == 0 && self.users().all(|user| user.explicit_hash_key_index.is_none())
    }

    /// Whether each user record has its own entry in the partition key table, in the same order.
    fn an_entry_each(&self) -> bool {
        let counted = self.users().zip(0u64..).all(|(user, at)| user.partition_key_index == Some(at));
        counted && self.keys() == self.anatomy.user_records.len()
    }

    /// Whether the partition key table lists each key once, in the order in which the user records first use them.
    fn first_seen_order(&self) -> bool {
        let mut seen = HashSet::new();
        let mut next = 0;
        let in_order = self.users().filter_map(|user| user.partition_key).all(|at| {
            let new = at == next;
            next += usize::from(new);
            new || at < next
        });
        in_order && next == self.keys() && (0..self.keys()).all(|at| seen.insert(self.key(at)))
    }

    /// fluentd's plugins write the table `["a", key]` and the index 1 in every record, because their proto3 encoder
    /// cannot write an index of 0.
    fn fluentd(&self) -> bool {
        let indexes = self.users().all(|user| user.partition_key_index == Some(1));
        self.keys() == 2 && self.key(0) == Some("a") && indexes && self.without_hash_keys()
    }

    /// zio-kinesis writes an explicit hash key `"0"` for each record, but no index to it
    /// (`PutRecordsAggregatedBatchForShard.scala:21-42`).
    fn zio(&self) -> bool {
        let zeros = self.anatomy.explicit_hash_keys.iter().all(|entry| entry.text(self.data) == Some("0"));
        let none = self.users().all(|user| user.explicit_hash_key_index.is_none());
        self.hash_keys() > 0 && self.hash_keys() == self.anatomy.user_records.len() && zeros && none
    }

    /// The Ruby library writes an entry for each record, even for a key that was there before, and the record's
    /// number as index (`aggregator.rb:43-57`).
    fn ruby(&self) -> bool {
        let keys: HashSet<Option<&str>> = (0..self.keys()).map(|at| self.key(at)).collect();
        let by_number =
            |(user, at): (&UserRecord, u64)| user.explicit_hash_key_index.is_none_or(|index| index == at);
        self.an_entry_each()
            && keys.len() < self.keys()
            && self.users().zip(0u64..).all(by_number)
            && !self.zio()
    }

    /// kinesis-tailf uses the MD5 of the payload in hex as partition key where none is given (`kpl.go:54-78`).
    fn tailf(&self) -> bool {
        self.users().any(|user| {
            let digest = user.data.map(|data| hex16(&md5(data.of(self.data))));
            digest.as_deref() == self.key_of(user) && digest.is_some()
        })
    }

    /// awslabs' aggregator for Java gives every record the hash of its own partition key as explicit hash key
    /// (`AggRecord.java:320`).
    fn computed_hash_keys(&self) -> bool {
        self.users().all(|user| {
            let hash = self.key_of(user).map(|key| hash_of_partition_key(key.as_bytes()));
            user.explicit_hash_key.is_some() && user.hash_key == hash
        })
    }

    /// awslabs' aggregator for Node puts the Kinesis record with the key of the first user record. But a JavaScript
    /// object lists keys that are whole numbers first, so the entries of the table can move, and the first user
    /// record then points to another key (`kpl-agg.js:143-144`, `:184-190`).
    fn node(&self) -> bool {
        let Some(outer) = self.outer_key else { return false };
        let known = (0..self.keys()).any(|at| self.key(at) == Some(outer));
        let first = self.users().next().and_then(|user| self.key_of(user));
        let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        known && first != Some(outer) && self.key(0).is_some_and(is_number)
    }

    /// The KPL puts an aggregate with the partition key "a" and writes the table in the order of use
    /// (`kinesis_record.cc:119-134`).
    fn kpl(&self) -> bool {
        self.outer_key == Some("a") && self.anatomy.user_records.len() > 1 && self.first_seen_order()
    }

    fn one_key(&self) -> bool {
        let outer = self.outer_key.is_some() && self.outer_key == self.key(0);
        outer && self.keys() == 1 && self.without_hash_keys()
    }

    fn first_key(&self) -> bool {
        let first = self.users().next().and_then(|user| self.key_of(user));
        self.outer_key.is_some() && self.outer_key == first && self.first_seen_order()
    }
}
