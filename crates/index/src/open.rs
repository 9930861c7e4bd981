//! Reads a record of the index from the file again.

use super::{
    fast::{self, Scalar},
    holder::Holder,
    names::RecordKind,
    part::PartOf,
    rows::{FileSpan, Row},
    sink::{decode, strict},
    units::How,
    view::Index,
};
use kpl_capture::capture::{Envelope, KinesisRecord, part};
use kpl_format::bytes::Span;
use std::rc::Rc;

/// What is said where the file is not what it was when it was indexed.
const CHANGED: &str = "The file has changed since it was read: open it again.";

impl Index {
    /// The Kinesis record `index` with its data and envelope, as if the capture were held.
    ///
    /// # Errors
    /// A sentence where there is no such record, or where its bytes cannot be read as before.
    pub fn open(&self, index: usize, holder: &dyn Holder) -> Result<KinesisRecord, String> {
        let row = self.row(index).ok_or_else(|| format!("There is no record {index}."))?;
        let (first, how) = self.units.of(index).ok_or(CHANGED)?;
        let mut record = match how {
            How::Object { kind, shard } => object(&row, *kind, shard.as_ref(), holder),
            How::Line => line(&row, holder),
            How::Raw => Ok(KinesisRecord { data: read(row.text, holder)?, ..KinesisRecord::default() }),
            How::Part(of) => part_record(of, &row, index - first, holder),
        }?;
        // The record that is opened must be the one that the row describes.
        if u32::try_from(record.data.len()).is_ok_and(|len| len != row.bytes) {
            return Err(CHANGED.to_owned());
        }
        let offset = usize::try_from(row.text.offset).unwrap_or(usize::MAX);
        record.source = Span::new(offset, usize::try_from(row.text.len).unwrap_or(usize::MAX));
        Ok(record)
    }
}

fn read(span: FileSpan, holder: &dyn Holder) -> Result<Vec<u8>, String> {
    holder.read(span.offset, usize::try_from(span.len).unwrap_or(usize::MAX))
}

fn object(
    row: &Row,
    kind: RecordKind,
    shard: Option<&Rc<str>>,
    holder: &dyn Holder,
) -> Result<KinesisRecord, String> {
    let text = read(row.object, holder)?;
    let item = fast::item(&text, 0, kind).ok_or(CHANGED)?;
    let mut data = Vec::new();
    if !decode(&text, &item, &mut data) {
        return Err(CHANGED.to_owned());
    }
    let string = |scalar: Option<Scalar>| scalar.map(|scalar| scalar.text(&text).into_owned());
    let shard_of_event = |id: String| {
        let shard = id.split_once(':')?.0;
        shard.starts_with("shardId-").then(|| shard.to_owned())
    };
    let own = string(item.shard).and_then(|own| if item.of_event { shard_of_event(own) } else { Some(own) });
    let of_all = matches!(kind, RecordKind::Lambda | RecordKind::Pipes | RecordKind::MultiLang);
    let of_all = shard.filter(|_| of_all).map(|shard| shard.to_string());
    let envelope = Envelope {
        partition_key: string(item.partition_key),
        explicit_hash_key: string(item.explicit_hash_key),
        sequence_number: string(item.sequence),
        sub_sequence_number: string(item.sub_sequence),
        shard_id: own.or(of_all),
        approximate_arrival_timestamp: string(item.arrival).and_then(|text| part::timestamp(&text)),
        encryption_type: string(item.encryption),
        message_alone: false,
    };
    Ok(KinesisRecord { data, envelope, source: Span::default() })
}

fn line(row: &Row, holder: &dyn Holder) -> Result<KinesisRecord, String> {
    let mut data = Vec::new();
    if !strict(&read(row.text, holder)?, &mut data) {
        return Err(CHANGED.to_owned());
    }
    Ok(KinesisRecord { data, ..KinesisRecord::default() })
}

/// Reads the part of the file that has the record, and takes its record `number`.
fn part_record(of: &PartOf, row: &Row, number: usize, holder: &dyn Holder) -> Result<KinesisRecord, String> {
    let (text, number) = match of.place {
        Some((at, len)) => (holder.read(at, len)?, number),
        None => (read(row.object, holder)?, 0),
    };
    let (part, _) = of.reader.read(&text, of.cut);
    part.records.into_iter().nth(number).ok_or_else(|| CHANGED.to_owned())
}
