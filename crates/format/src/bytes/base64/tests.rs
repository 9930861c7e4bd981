//! Base64 as people paste it, a row a dirt; and every dirt on any bytes.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Decoded {
    decode(text.as_bytes(), Span::new(0, text.len()))
}

#[test]
fn dirt_is_cleaned_and_said() {
    let clean = Cleaned::default();
    let rows = [
        ("SGVsbG8gV29ybGQ=", clean),
        ("  SGVsbG8gV29ybGQ=\r\n", clean),
        ("SGVsbG8gV29ybGQ", Cleaned { missing_padding: 1, ..clean }),
        ("\"SGVsbG8gV29ybGQ=\",", Cleaned { quotes: 2, commas: 1, ..clean }),
        ("b'SGVsbG8gV29ybGQ='", Cleaned { prefix: 1, quotes: 2, ..clean }),
        ("SGVs\r\nbG8g\nV29y bGQ=\n", Cleaned { line_breaks: 2, spaces: 1, ..clean }),
        ("SGVsbG8g\\nV29ybGQ=\\n", Cleaned { line_breaks: 1, ..clean }),
        ("data:;base64,SGVsbG8gV29ybGQ=", Cleaned { prefix: 13, ..clean }),
        ("\"Data\": \"SGVsbG8gV29ybGQ=\",", Cleaned { prefix: 7, quotes: 2, commas: 1, ..clean }),
        ("Data: SGVsbG8gV29ybGQ=", Cleaned { prefix: 5, ..clean }),
        (r"SGVsbG8gV29ybGQ\u003d", Cleaned { escapes: 1, ..clean }),
        ("SGVsbG8gV29ybGQ%3D", Cleaned { escapes: 1, ..clean }),
        ("SGVsbG8gV29ybGQ==", Cleaned { excess_padding: 1, ..clean }),
        ("\u{201c}SGVsbG8gV29ybGQ=\u{201d}", Cleaned { quotes: 2, ..clean }),
    ];
    for (text, cleaned) in rows {
        let read = read(text);
        assert_eq!(read.bytes, b"Hello World", "{text}");
        assert_eq!(read.cleaned, cleaned, "{text}");
        assert_eq!(read.bad_count, 0, "{text}");
    }
    assert_eq!(read("-_-_").bytes, read("+/+/").bytes);
    assert_eq!(read("-_-_").cleaned.url_alphabet, 4);
}

#[test]
fn a_bad_character_in_place_of_a_good_one_keeps_the_alignment() {
    let read = read("SGVs*G8gV29ybGQ=");
    assert!(read.substituted);
    assert_eq!(read.bad, [Span::new(4, 1)]);
    assert_eq!(&read.bytes[3..], *b"\0o World");
}

#[test]
fn a_bad_character_too_many_is_left_out() {
    let read = read("SGVs€bG8gV29ybGQ=");
    assert_eq!((read.substituted, read.bytes.as_slice()), (false, b"Hello World".as_slice()));
    assert_eq!(read.bad, [Span::new(4, 3)]);
}

#[test]
fn what_is_left_over_is_said() {
    let lone = read("SGVsbG8gA");
    assert_eq!((lone.bytes.as_slice(), lone.lone), (b"Hello ".as_slice(), Some(Span::new(8, 1))));
    let bits = read("SGVsbG9=");
    assert_eq!((bits.bytes.as_slice(), bits.trailing_bits), (b"Hello".as_slice(), Some(Span::new(6, 1))));
    let chunks = read("SGk=SGk=\nSGk");
    assert_eq!((chunks.bytes.as_slice(), chunks.chunks), (b"HiHiHi".as_slice(), 3));
    assert_eq!(read("").chunks, 0);
    assert_eq!(read("====").bytes, b"");
}

#[test]
fn offsets_are_absolute() {
    let read = decode(b"xxSGk!xx", Span::new(2, 4));
    assert_eq!((read.bytes.as_slice(), read.content), (b"Hi\0".as_slice(), Span::new(2, 4)));
    assert_eq!(read.bad, [Span::new(5, 1)]);
}

proptest! {
    #[test]
    fn every_dirt_gives_the_same_bytes(bytes: Vec<u8>, width in 1usize..80, dirt in 0u8..9) {
        let text = encode(&bytes);
        let chunks: Vec<String> =
            text.as_bytes().chunks(width).map(|chunk| String::from_utf8_lossy(chunk).into()).collect();
        let dirty = match dirt {
            0 => text,
            1 => chunks.join("\n"),
            2 => chunks.join("\r\n\t "),
            3 => format!("\"{text}\","),
            4 => text.replace('+', "-").replace('/', "_"),
            5 => text.trim_end_matches('=').into(),
            6 => format!("\"{}\"", chunks.join("\" + \"")),
            7 => format!("\"{}\";", chunks.join("\"\n    + \"")),
            _ => format!("\u{feff}'{}'", chunks.join("' ,\n'")),
        };
        let read = read(&dirty);
        prop_assert_eq!((read.bytes, read.bad_count, read.lone), (bytes, 0, None));
    }

    #[test]
    fn any_text_is_read(bytes: Vec<u8>, offset in 0usize..9, len: usize) {
        let read = decode(&bytes, Span::new(offset, len));
        let all = Span::new(0, bytes.len());
        prop_assert!(all.covers(read.content) || read.content.is_empty());
        prop_assert!(read.bad.iter().all(|bad| all.covers(*bad) && !bad.is_empty()));
    }
}
