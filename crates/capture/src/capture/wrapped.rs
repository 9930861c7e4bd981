//! Records one after another, each wrapped over lines: as `base64`, `openssl base64` and `xxd -p` print several files.

use super::{likeness, lines::lines};
use kpl_format::bytes::Span;

/// A text is wrapped at no more characters than that: MIME takes 76, PEM 64, xxd 60.
const MOST_WIDTH: usize = 128;

/// How a record is written.
#[derive(Clone, Copy)]
struct Notation {
    /// Whether an aggregate begins here.
    begins: fn(&[u8]) -> bool,
    /// Whether this is an aggregate whose MD5 holds.
    is_whole: fn(&[u8]) -> bool,
}

/// The records of wrapped base64; `None` where nothing shows that there are several.
pub(super) fn in_base64(text: &[u8]) -> Option<Vec<Span>> {
    records(text, Notation { begins: likeness::has_base64_magic, is_whole: likeness::is_whole_aggregate })
}

/// The records of wrapped hex digits; `None` where nothing shows that there are several.
pub(super) fn in_hex(text: &[u8]) -> Option<Vec<Span>> {
    records(text, Notation { begins: likeness::is_hex_aggregate, is_whole: likeness::is_whole_hex_aggregate })
}

/// A record begins where an aggregate does, and behind a line that is shorter than the others. That is believed where a
/// record of several lines is whole, or where several aggregates begin and the first fills lines as tools wrap them.
fn records(text: &[u8], notation: Notation) -> Option<Vec<Span>> {
    let all = || lines(text, Span::new(0, text.len()));
    let width = all().map(|line| line.len).max()?;
    let mut records: Vec<Span> = Vec::new();
    let (mut goes_on, mut many, mut aggregates) = (false, false, 0usize);
    for line in all() {
        let begins = (notation.begins)(line.of(text));
        aggregates += usize::from(begins);
        match records.last_mut() {
            Some(record) if goes_on && !begins => {
                *record = Span::between(record.offset, line.end());
                many = true;
            }
            _ => records.push(line),
        }
        goes_on = line.len == width && !line.of(text).ends_with(b"=");
    }
    if !many || records.len() < 2 || aggregates == 0 {
        return None;
    }
    let line_count = |record: &Span| lines(text, *record).count();
    let looks_wrapped = || {
        let first = records.first().filter(|record| (notation.begins)(record.of(text)));
        aggregates > 1 && width <= MOST_WIDTH && first.is_some_and(|record| line_count(record) > 2)
    };
    let is_proven = |record: &Span| {
        record.len > width && (notation.begins)(record.of(text)) && (notation.is_whole)(record.of(text))
    };
    (looks_wrapped() || records.iter().any(is_proven)).then_some(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kpl_format::{
        bytes::{base64, hex},
        kpl::{
            self,
            schema::{AggregatedRecord, Record},
        },
    };
    use proptest::prelude::*;

    fn aggregate(payload: &[u8]) -> Vec<u8> {
        kpl::encode(&AggregatedRecord {
            partition_key_table: vec!["a".to_owned()],
            records: vec![Record { data: payload.to_vec(), ..Record::default() }],
            ..AggregatedRecord::default()
        })
    }

    fn wrapped(text: &str, width: usize, end: &str) -> String {
        let lines: Vec<&str> =
            text.as_bytes().chunks(width).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        lines.join(end) + end
    }

    proptest! {
        /// Aggregates of two lines and more come out as they went in, whatever their sizes and the width.
        #[test]
        fn each_record_is_found(
            sizes in prop::collection::vec(200usize..600, 2..6),
            width in prop::sample::select(vec![60usize, 64, 76, 128]),
            end in prop::sample::select(vec!["\n", "\r\n", "\n\n"]),
        ) {
            let records: Vec<Vec<u8>> = sizes.iter().map(|size| aggregate(&vec![b'.'; *size])).collect();
            let text: String =
                records.iter().map(|data| wrapped(&base64::encode(data), width, end)).collect();
            let found = in_base64(text.as_bytes()).unwrap_or_default();
            let read: Vec<_> = found.iter().map(|span| base64::decode(text.as_bytes(), *span).bytes).collect();
            prop_assert_eq!(&read, &records);
            let text: String = records.iter().map(|data| wrapped(&hex::encode(data), width, end)).collect();
            let found = in_hex(text.as_bytes()).unwrap_or_default();
            let read: Vec<_> = found.iter().map(|span| hex::decode(text.as_bytes(), *span).bytes).collect();
            prop_assert_eq!(&read, &records);
        }
    }

    #[test]
    fn one_record_and_a_record_a_line_are_not_wrapped_ones() {
        let (one, other) =
            (base64::encode(&aggregate(&[b'.'; 500])), base64::encode(&aggregate(&[b','; 20])));
        let lines = format!("{one}\n{other}\nSGVsbG8gV29ybGQ=\n{one}\n");
        for text in [&wrapped(&one, 76, "\n"), &lines, "84maw", "", "84maw\n84maw"] {
            assert_eq!(in_base64(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn records_that_are_no_aggregates_may_stand_between() {
        let (one, plain) = (base64::encode(&aggregate(&[b'.'; 300])), base64::encode(&[b'-'; 200]));
        let text =
            format!("{}{}{}", wrapped(&plain, 76, "\n"), wrapped(&one, 76, "\n"), wrapped(&plain, 76, "\n"));
        assert_eq!(in_base64(text.as_bytes()).map(|records| records.len()), Some(3));
    }
}
