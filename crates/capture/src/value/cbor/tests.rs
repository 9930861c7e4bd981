//! Laws of the reader of CBOR, over messages that a writer of the tests' own made.

use super::{number::decimal, *};
use crate::value::Tree;
use proptest::prelude::*;

/// A value, and how to write it.
#[derive(Clone, Debug)]
enum Value {
    Text(String, bool),
    Bytes(Vec<u8>, bool),
    Number(u64),
    Minus(u32),
    Time(u64),
    Null,
    Flag(bool),
    List(Vec<Value>, bool),
    Map(Vec<(String, Value)>, bool),
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        (".{0,30}", any::<bool>()).prop_map(|(text, pieces)| Value::Text(text, pieces)),
        (prop::collection::vec(any::<u8>(), 0..300), any::<bool>())
            .prop_map(|(all, pieces)| Value::Bytes(all, pieces)),
        any::<u64>().prop_map(Value::Number),
        any::<u32>().prop_map(Value::Minus),
        (0u64..1 << 45).prop_map(Value::Time),
        Just(Value::Null),
        any::<bool>().prop_map(Value::Flag),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..5), any::<bool>())
                .prop_map(|(all, open)| Value::List(all, open)),
            (prop::collection::vec((".{0,12}", inner), 0..5), any::<bool>())
                .prop_map(|(all, open)| Value::Map(all, open)),
        ]
    })
}

fn messages() -> impl Strategy<Value = Value> {
    (prop::collection::vec(("[A-Za-z]{2,30}", values()), 1..5), any::<bool>())
        .prop_map(|(all, open)| Value::Map(all, open))
}

fn put(major: u8, argument: u64, out: &mut Vec<u8>) {
    let bytes = argument.to_be_bytes();
    let first = major << 5;
    match argument {
        0..24 => out.push(first | bytes[7]),
        24..0x100 => out.extend([first | 24, bytes[7]]),
        0x100..0x1_0000 => out.extend([first | 25, bytes[6], bytes[7]]),
        0x1_0000..0x1_0000_0000 => out.extend([&[first | 26], &bytes[4..]].concat()),
        _ => out.extend([&[first | 27], &bytes[..]].concat()),
    }
}

fn put_string(major: u8, bytes: &[u8], pieces: bool, out: &mut Vec<u8>) {
    if pieces {
        out.push(major << 5 | 31);
        // A piece of text is whole characters.
        let half =
            (0..=bytes.len() / 2).rev().find(|&at| major == 2 || std::str::from_utf8(&bytes[..at]).is_ok());
        let (first, second) = bytes.split_at(half.unwrap_or(0));
        put_string(major, first, false, out);
        put_string(major, second, false, out);
        out.push(0xff);
    } else {
        put(major, bytes.len() as u64, out);
        out.extend(bytes);
    }
}

fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Text(text, pieces) => put_string(3, text.as_bytes(), *pieces, out),
        Value::Bytes(bytes, pieces) => put_string(2, bytes, *pieces, out),
        Value::Number(number) => put(0, *number, out),
        Value::Minus(number) => put(1, u64::from(*number), out),
        Value::Time(time) => {
            out.push(0xc1);
            put(0, *time, out);
        }
        Value::Null => out.push(0xf6),
        Value::Flag(flag) => out.push(if *flag { 0xf5 } else { 0xf4 }),
        Value::List(all, open) => {
            if *open {
                out.push(0x9f)
            } else {
                put(4, all.len() as u64, out)
            }
            all.iter().for_each(|value| write(value, out));
            out.extend(open.then_some(0xff));
        }
        Value::Map(all, open) => {
            if *open {
                out.push(0xbf)
            } else {
                put(5, all.len() as u64, out)
            }
            for (key, value) in all {
                put_string(3, key.as_bytes(), false, out);
                write(value, out);
            }
            out.extend(open.then_some(0xff));
        }
    }
}

fn is_same(text: &[u8], tree: &Tree, node: u32, value: &Value) -> bool {
    let at = tree.get(node).unwrap();
    let written = tree.text(text, node).0;
    let same = |all: Vec<&Value>| {
        let children: Vec<u32> = tree.children(node).map(|(child, _)| child).collect();
        children.len() == all.len()
            && children.iter().zip(all).all(|(child, value)| is_same(text, tree, *child, value))
    };
    at.whole
        && match value {
            Value::Text(expected, _) => matches!(at.kind, Kind::Text(_)) && written == expected.as_bytes(),
            Value::Bytes(expected, _) => matches!(at.kind, Kind::Bytes(_)) && written == expected.as_slice(),
            Value::Number(number) | Value::Time(number) => written == number.to_string().as_bytes(),
            Value::Minus(number) => written == (-1 - i64::from(*number)).to_string().as_bytes(),
            Value::Null => at.kind == Kind::Null,
            Value::Flag(flag) => at.kind == Kind::Bool(*flag),
            Value::List(all, _) => at.kind == Kind::List && same(all.iter().collect()),
            Value::Map(all, _) => {
                let keys = tree.children(node).map(|(_, child)| child.key.unwrap().of(text));
                at.kind == Kind::Map
                    && keys.eq(all.iter().map(|(key, _)| key.as_bytes()))
                    && same(all.iter().map(|(_, value)| value).collect())
            }
        }
}

fn tree_of(text: &[u8]) -> Option<(Tree, u64)> {
    let mut tree = Builder::default();
    let end = read(text, 0, &mut tree);
    let steps = tree.steps();
    end.map(|_| (tree.finish(), steps))
}

proptest! {
    #[test]
    fn what_was_written_is_read(message in messages()) {
        let mut text = Vec::new();
        write(&message, &mut text);
        let (tree, steps) = tree_of(&text).unwrap();
        prop_assert!(is_same(&text, &tree, 0, &message));
        prop_assert_eq!(tree.get(0).unwrap().next, tree.len());
        prop_assert!(steps <= 4 * text.len() as u64);
    }

    #[test]
    fn a_message_that_is_cut_gives_what_was_there(message in messages(), cut in any::<prop::sample::Index>()) {
        let mut text = Vec::new();
        write(&message, &mut text);
        let cut = cut.index(text.len());
        if let Some((tree, _)) = tree_of(&text[..cut]) {
            prop_assert!(!tree.get(0).unwrap().whole);
            for (_, node) in tree.children(0) {
                prop_assert!(node.span.end() <= cut);
            }
        } else {
            prop_assert!(!is_likely(&text[..cut]));
        }
    }

    #[test]
    fn random_bytes_are_none(bytes in prop::collection::vec(any::<u8>(), 0..200), lead in messages()) {
        // A map that is followed by something else is not one either.
        let mut text = Vec::new();
        write(&lead, &mut text);
        text.extend([&[0x1c], bytes.as_slice(), b"x"].concat());
        prop_assert!(tree_of(&text).is_none());
        let _ = tree_of(&bytes);
    }
}

#[test]
fn numbers_in_decimals() {
    let rows: [(&[u8], Option<&str>); 8] = [
        (&[0x18, 0x64], Some("100")),
        (&[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Some("-18446744073709551616")),
        (&[0xf9, 0x3e, 0x00], Some("1.5")),
        (&[0xf9, 0x7c, 0x00], None),
        (&[0xfa, 0x47, 0xc3, 0x50, 0x00], Some("100000")),
        (&[0xfb, 0xc0, 0x10, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66], Some("-4.1")),
        (&[0xfb, 0x41, 0xda, 0x82, 0x58, 0xb0, 0x08, 0x00, 0x00], Some("1779000000.125")),
        (&[0xfb, 0, 0, 0, 0, 0, 0, 0, 1], Some("0")),
    ];
    for (bytes, expected) in rows {
        assert_eq!(decimal(bytes).as_deref(), expected, "{bytes:02x?}");
    }
}

/// What botocore 1.43 writes for put-records, and for a time.
#[test]
fn what_botocore_writes() {
    const PUT: &str = "a26a53747265616d4e616d656173675265636f72647382a2644461746142f3896c506172746974696f6e4b65796161a36444617461\
        581e7878787878787878787878787878787878787878787878787878787878786c506172746974696f6e4b657961626f4578706c6963\
        6974486173684b65796137";
    const TIME: &str = "a16954696d657374616d70c11a6a0962c0";
    let bytes = |hex: &str| kpl_format::bytes::hex::decode(hex.as_bytes(), Span::new(0, hex.len())).bytes;
    let put = bytes(PUT);
    let (tree, _) = tree_of(&put).unwrap();
    let texts: Vec<Vec<u8>> = (0..tree.len())
        .filter(|node| matches!(tree.get(*node).unwrap().kind, Kind::Text(_) | Kind::Bytes(_)))
        .map(|node| tree.text(&put, node).0.into_owned())
        .collect();
    assert_eq!(texts, [&b"s"[..], b"\xf3\x89", b"a", &[b'x'; 30], b"b", b"7"]);
    let time = bytes(TIME);
    let (tree, _) = tree_of(&time).unwrap();
    assert_eq!(tree.text(&time, 1).0.as_ref(), b"1779000000");
}
