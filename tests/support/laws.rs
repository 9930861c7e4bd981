//! The laws that any bytes must keep, checked on one frame.

use kpl_format::kpl::{self, Anatomy, Md5Status, NodeKind, Severity, Verdict, schema};
use std::collections::HashSet;

/// Checks everything that holds for any bytes.
///
/// # Errors
/// One sentence that says which law was broken.
pub fn check(bytes: &[u8]) -> Result<Anatomy, String> {
    let read = std::panic::catch_unwind(|| kpl::dissect(bytes));
    let anatomy = read.map_err(|_| "dissecting panicked".to_owned())?;
    hold(anatomy.len == bytes.len(), || "the length differs".to_owned())?;
    anatomy.check_tiling()?;
    owners(&anatomy)?;
    paths(&anatomy)?;
    findings(&anatomy)?;
    user_records(bytes, &anatomy)?;
    let again = kpl::dissect(bytes);
    let same = again.nodes == anatomy.nodes
        && again.findings == anatomy.findings
        && again.user_records == anatomy.user_records;
    hold(same, || "a second reading differs".to_owned())?;
    Ok(anatomy)
}

fn hold(law: bool, broken: impl FnOnce() -> String) -> Result<(), String> {
    if law { Ok(()) } else { Err(broken()) }
}

/// Every byte has one owner, and every way to ask for it gives the same.
fn owners(anatomy: &Anatomy) -> Result<(), String> {
    // Children stand after their parents, so the last node that claims a byte is its deepest.
    let mut owner = vec![None; anatomy.len];
    for (id, node) in anatomy.nodes.iter().enumerate() {
        let place = owner.get_mut(node.span.offset..node.span.end());
        let place = place.ok_or_else(|| format!("node {id} reaches past the record: {:?}", node.span))?;
        place.fill(Some(id));
    }
    // Every offset is asked for: the leaves cover the record without gap or overlap.
    for leaf in anatomy.leaves() {
        for (offset, &owner) in owner.iter().enumerate().take(leaf.span.end()).skip(leaf.span.offset) {
            hold(anatomy.node_at(offset) == owner, || {
                format!("node_at({offset}) is {:?}, not {owner:?}", anatomy.node_at(offset))
            })?;
            hold(anatomy.leaf_at(offset) == Some(leaf), || {
                format!("leaf_at({offset}) is {:?}, not {leaf:?}", anatomy.leaf_at(offset))
            })?;
        }
    }
    hold(anatomy.leaf_at(anatomy.len).is_none(), || "there is a leaf past the end".to_owned())
}

fn paths(anatomy: &Anatomy) -> Result<(), String> {
    let mut seen = HashSet::new();
    for id in 0..anatomy.nodes.len() {
        let path = anatomy.path(id);
        hold(!path.is_empty() && seen.insert(path.clone()), || format!("the path {path:?} stands twice"))?;
    }
    Ok(())
}

fn findings(anatomy: &Anatomy) -> Result<(), String> {
    for finding in &anatomy.findings {
        hold(finding.span.end() <= anatomy.len, || format!("it reaches past the record: {finding:?}"))?;
        hold(!finding.code.message().is_empty() && !finding.code.help().is_empty(), || {
            format!("nothing to say: {finding:?}")
        })?;
    }
    let sorted = anatomy.findings.is_sorted_by_key(|finding| (finding.span.offset, finding.span.len));
    hold(sorted, || "the findings are not in order".to_owned())?;
    let error = anatomy.findings.iter().any(|finding| finding.code.severity() == Severity::Error);
    let expected = match (&anatomy.md5, error) {
        (None, _) => Verdict::Plain,
        (Some(_), true) => Verdict::Damaged,
        (Some(_), false) => Verdict::Aggregated,
    };
    hold(anatomy.verdict == expected, || format!("the verdict is {:?}, not {expected:?}", anatomy.verdict))?;
    let md5_holds = anatomy.md5.as_ref().is_none_or(|md5| md5.status == Md5Status::Match);
    hold(md5_holds || error, || "an MD5 does not hold and there is no error".to_owned())
}

fn user_records(bytes: &[u8], anatomy: &Anatomy) -> Result<(), String> {
    let mut last = None;
    for record in &anatomy.user_records {
        let node = anatomy.node(record.node);
        let fits = node.is_some_and(|node| {
            node.kind == NodeKind::Record && node.span == record.span && node.index == record.index
        });
        hold(fits, || format!("it does not stand at its node: {record:?}"))?;
        hold(last < Some(record.index), || format!("its index is not past the last one's: {record:?}"))?;
        last = Some(record.index);
        let tags = record.tags.iter().flat_map(|tag| [tag.key, tag.value]);
        for span in tags.chain([record.data]).flatten() {
            hold(record.span.covers(span), || format!("{span:?} lies outside of its record: {record:?}"))?;
        }
        for (entry, table) in [
            (record.partition_key, &anatomy.partition_keys),
            (record.explicit_hash_key, &anatomy.explicit_hash_keys),
        ] {
            hold(entry.is_none_or(|entry| table.get(entry).is_some_and(|entry| entry.uses > 0)), || {
                format!("it points to an entry that is not there or not used: {record:?}")
            })?;
        }
        let key = record.partition_key.and_then(|entry| anatomy.partition_keys.get(entry)?.text(bytes));
        if record.explicit_hash_key_index.is_none() {
            let expected = key.map(|key| kpl::hash_of_partition_key(key.as_bytes()));
            hold(record.hash_key == expected, || format!("its hash key is not its key's: {record:?}"))?;
        }
    }
    Ok(())
}

/// The message that the anatomy shows, for building the record again.
pub fn rebuilt(bytes: &[u8], anatomy: &Anatomy) -> schema::AggregatedRecord {
    let text = |span: kpl_format::bytes::Span| String::from_utf8_lossy(span.of(bytes)).into_owned();
    let table = |entries: &[kpl::TableEntry]| entries.iter().map(|entry| text(entry.value)).collect();
    let tag = |tag: &kpl::TagSpans| schema::Tag {
        key: tag.key.map(text).unwrap_or_default(),
        value: tag.value.map(text),
    };
    let record = |record: &kpl::UserRecord| schema::Record {
        partition_key_index: record.partition_key_index.unwrap_or_default(),
        explicit_hash_key_index: record.explicit_hash_key_index,
        data: record.data.map(|data| data.of(bytes).to_vec()).unwrap_or_default(),
        tags: record.tags.iter().map(tag).collect(),
    };
    schema::AggregatedRecord {
        partition_key_table: table(&anatomy.partition_keys),
        explicit_hash_key_table: table(&anatomy.explicit_hash_keys),
        records: anatomy.user_records.iter().map(record).collect(),
    }
}
