//! Hex as tools write it and people paste it, a row a form; and every form on any bytes.

use super::*;
use proptest::prelude::*;

const HELLO: &[u8] = b"\xf3\x89\x9a\xc2\n\x03123";

fn read(text: &str) -> Decoded {
    decode(text.as_bytes(), Span::new(0, text.len()))
}

fn form_of(text: &str) -> Option<Form> {
    form(text.as_bytes(), Span::new(0, text.len()))
}

#[test]
fn every_form_gives_the_same_bytes() {
    let rows = [
        ("f3899ac20a03313233", Form::Digits),
        (" F3899AC2\n0A03313233\n", Form::Digits),
        ("f3 89 9a c2 0a 03 31 32 33", Form::Digits),
        ("f3:89:9a:c2:0a:03:31:32:33", Form::Digits),
        ("F3-89-9A-C2-0A-03-31-32-33", Form::Digits),
        ("0xf3899ac20a03313233", Form::Prefixed),
        ("{0xF3, 0x89, 0x9A, 0xC2, 0xa, 0x3, 0x31, 0x32, 0x33};", Form::Prefixed),
        (r"\xf3\x89\x9a\xc2\x0a\x03\x31\x32\x33", Form::Escaped),
        (r"b'\xf3\x89\x9a\xc2\x0a\x03\x31\x32\x33'", Form::Escaped),
        (r#""\\xf3\\x89\\x9a\\xc2\\x0a\\x03\\x31\\x32\\x33""#, Form::Escaped),
        (r"\xf3899ac20a03313233", Form::Escaped),
        ("00000000: f389 9ac2 0a03 3132 33                   ......123\n", Form::Xxd),
        ("00000000: f389 9ac2  ....\n00000004: 0a03 3132  ..12\n00000008: 33  3", Form::Xxd),
        ("00000000  f3 89 9a c2 0a 03 31 32  33    |......123|\n00000009\n", Form::Hexdump),
        ("000000 f3 89 9a c2 0a 03 31 32\n000008 33\n000009", Form::Hexdump),
        ("0000000 f3 89 9a c2 0a 03 31 32\n0000010 33\n0000011", Form::Hexdump),
        ("0000000 89f3 c29a 030a 3231 0033\n0000009\n", Form::Words),
    ];
    for (text, expected) in rows {
        let read = read(text);
        assert_eq!(form_of(text), Some(expected), "{text}");
        assert_eq!((read.bytes.as_slice(), read.form), (HELLO, expected), "{text}");
        assert_eq!((read.bad_count, read.odd, read.faults.len()), (0, None, 0), "{text}");
    }
}

#[test]
fn these_are_not_hex() {
    let rows = [
        "",
        "hello",
        "84mawgoDMTIz",
        "2020-05-16",
        "a bad cafe",
        "1,2,3",
        r"\xf3\x89\x9a\xc2\n\x03123",
        "|||",
    ];
    for text in rows {
        assert_eq!(form_of(text), None, "{text}");
    }
}

#[test]
fn an_odd_digit_is_named_and_left_out() {
    let odd = read("f3899ac20");
    assert_eq!((odd.bytes.as_slice(), odd.odd), (&HELLO[..4], Some(Span::new(8, 1))));
    let line = read("00000000: f389 9  ...\n00000002: 9ac2  ..");
    assert_eq!((line.bytes.as_slice(), line.odd), (&HELLO[..4], Some(Span::new(15, 1))));
}

#[test]
fn a_bad_digit_keeps_the_alignment() {
    let read = read("f3g99ac2");
    assert_eq!((read.bytes.as_slice(), read.substituted), (&[0xf3, 0x09, 0x9a, 0xc2][..], true));
    assert_eq!(read.bad, [Span::new(2, 1)]);
}

#[test]
fn squeezed_lines_are_written_out() {
    let zeros = "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00";
    let text = format!("00000000  {zeros}  |................|\n*\n00000040  01  |.|\n00000041\n");
    let read = read(&text);
    assert_eq!((read.bytes.len(), read.squeezed, read.faults.len()), (65, 48, 0));
    assert_eq!(read.bytes.last(), Some(&1));
}

#[test]
fn a_missing_line_and_a_huge_star_are_faults() {
    let gap = read("00000000  f3 89  |..|\n00000010  9a c2  |..|\n00000012\n");
    assert_eq!(gap.faults, [(DumpFault::Offset { stated: 16, counted: 2 }, Span::new(22, 21))]);
    let octal = read("00000000: f389 9ac2 0a03 3132 330a 0331 3234 0a03  ..\n00000020: 3g  .\n");
    assert_eq!(octal.faults[0].0, DumpFault::Offset { stated: 32, counted: 16 });
    assert_eq!((octal.bytes.last(), octal.odd), (Some(&0x30), None));
    let huge = read("00000000  00  |.|\n*\nffffffffffffffff\n");
    assert_eq!((huge.bytes.len(), huge.faults.len()), (1, 1));
}

fn xxd(bytes: &[u8]) -> String {
    let rows = bytes.chunks(16).enumerate().map(|(row, chunk)| {
        let hex: Vec<String> = chunk.chunks(2).map(encode).collect();
        format!("{:08x}: {:<39}  {}\n", row * 16, hex.join(" "), ascii(chunk))
    });
    rows.collect()
}

fn hexdump(bytes: &[u8]) -> String {
    let rows = bytes.chunks(16).enumerate().map(|(row, chunk)| {
        let hex: Vec<String> = chunk.chunks(8).map(spaced).collect();
        format!("{:08x}  {:<48}  |{}|\n", row * 16, hex.join("  "), ascii(chunk))
    });
    rows.collect::<String>() + &format!("{:08x}\n", bytes.len())
}

fn ascii(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| if (0x20..0x7f).contains(&byte) { char::from(byte) } else { '.' }).collect()
}

fn spaced(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| encode(&[byte])).collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn every_dirt_gives_the_same_bytes(bytes in prop::collection::vec(any::<u8>(), 1..200), dirt in 0u8..8) {
        let dirty = match dirt {
            0 => encode(&bytes).to_uppercase(),
            1 => spaced(&bytes),
            2 => xxd(&bytes),
            3 => hexdump(&bytes),
            4 => bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect(),
            5 => bytes.iter().map(|byte| format!("0x{byte:x},")).collect(),
            6 => bytes.chunks(30).map(|line| encode(line) + "\n").collect(),
            _ => format!("0x{}", encode(&bytes)),
        };
        let read = read(&dirty);
        prop_assert!(form_of(&dirty).is_some(), "{}", dirty);
        prop_assert_eq!((read.bytes, read.odd, read.faults), (bytes, None, vec![]), "{}", dirty);
    }

    #[test]
    fn any_text_is_read(text in "[0-9a-f:x|* \n\\\\,g]{0,120}", bytes: Vec<u8>) {
        read(&text);
        let read = decode(&bytes, Span::new(1, usize::MAX));
        prop_assert!(read.bytes.len() <= bytes.len());
    }
}
