//! Laws of printed values: whatever the text is, the tree is one, and it takes steps by the length of the text alone.

use super::{Builder, Kind, Tree, find, printed, read_printed};
use kpl_format::bytes::Span;
use proptest::prelude::*;

/// A tree as text: keys, kinds in a letter, and what the leaves stand for.
fn shown(text: &str) -> String {
    let tree = read_printed(text.as_bytes());
    tree.roots().map(|(node, _)| one(text, &tree, node)).collect::<Vec<String>>().join(" ")
}

fn one(text: &str, tree: &Tree, node: u32) -> String {
    let at = tree.get(node).unwrap();
    let inside = || {
        let all: Vec<String> = tree.children(node).map(|(child, _)| one(text, tree, child)).collect();
        all.join(" ")
    };
    let decoded = || String::from_utf8_lossy(&tree.text(text.as_bytes(), node).0).into_owned();
    let value = match at.kind {
        Kind::List => format!("[{}]", inside()),
        Kind::Map => format!("{{{}}}", inside()),
        Kind::Tagged { name } => {
            format!("{}<{}>", String::from_utf8_lossy(name.of(text.as_bytes())), inside())
        }
        Kind::Bytes(_) => format!("b{:?}", decoded()),
        Kind::LeftOut(left_out) => format!("{left_out:?}"),
        _ => decoded(),
    };
    at.key
        .map_or(value.clone(), |key| format!("{}={value}", String::from_utf8_lossy(key.of(text.as_bytes()))))
}

#[test]
fn every_language_prints_the_same_value() {
    let rows = [
        ("{ a: 'x', b: [ 1, <Buffer 48 69> ] }", r#"{a=x b=[1 b"Hi"]}"#),
        ("{'a': b'H\\x69', 'b': ('x'\n 'y')}", r#"{'a'=b"Hi" 'b'=[xy]}"#),
        ("{\"a\"=>\"x\", :b=>nil}", r#"{"a"=x :b=nil}"#),
        ("got {a=x, y, b=Some(c=[1, 2])}", r#"{a=x, y b=Some<c=b"\u{1}\u{2}">}"#),
        ("map[a:x y b:[72 105]]", r#"map<a=x y b=b"Hi">"#),
        ("&main.R{A:\"x\", B:[]uint8{0x48, 0x69}}", r#"&main.R<A="x" B=b"Hi">"#),
        ("R { a: Some(\"x\"), b: B { inner: [72, 105] } }", r#"R<a=Some<x> b=B<inner=b"Hi">>"#),
        ("%{a: \"x\", b: <<72, 105>>}", r#"%<a=x b=b"Hi">"#),
        ("byte[] b = {(byte) 0x48, 0x69};", r#"b=b"Hi""#),
        ("Uint8Array(3) [ 72, 105, ... 1 more item ]", r#"b"Hi""#),
        ("{ a: [Object], b: java.nio.HeapByteBuffer[pos=0 lim=3 cap=3] }", "{a=Value b=Bytes(Some(3))}"),
        ("it's [not closed, x = \"y\"", "{not closed x=y}"),
    ];
    for (text, expected) in rows {
        let expected = expected.replace("A=\"x\"", "A=x");
        assert_eq!(shown(text), expected, "{text}");
    }
}

fn steps(text: &[u8]) -> u64 {
    let mut tree = Builder::default();
    printed::read(text, Span::new(0, text.len()), &mut tree);
    tree.steps()
}

#[test]
fn steps_grow_as_the_text_does() {
    for part in [
        "[",
        "{a=",
        "(",
        "\"",
        "'",
        "`",
        "\\\"",
        "\"\"\"",
        "b'",
        "{\"a\":",
        "<<",
        "<<~A\n",
        "<Buffer ",
        "#<a b=",
        "/*",
        "// '",
        "a=b, ",
        "{'a': \"",
        "[1, ",
        "x(",
        "\"x\" + ",
        "'a'\n",
        "{[(",
        ")]}",
        "}",
        "... ",
        "a: ",
        "a:b ",
        "{a=[b, ",
        "\"a\"b\"",
        "{0:243,",
        "(byte) 0x1, ",
        "a\n",
        "{\n00000000  f3  |.|\n",
        "[B@1f",
        "a=[x}",
        "\\",
        "\"\\",
    ] {
        let (once, twice) = (steps(part.repeat(3_000).as_bytes()), steps(part.repeat(6_000).as_bytes()));
        assert!(twice <= once * 5 / 2 + 1_000, "{part:?}: {once} steps, then {twice}");
        let most = u64::try_from(part.len() * 6_000 * 8).unwrap();
        assert!(twice <= most, "{part:?}: {twice} steps for {} bytes", part.len() * 6_000);
    }
}

/// A tree is one: each node lies in the text, and behind its parent's start; children end where their parent does.
fn holds(text: &[u8], tree: &Tree) {
    let all = Span::new(0, text.len());
    let mut open: Vec<u32> = Vec::new();
    for index in 0..tree.len() {
        let node = tree.get(index).unwrap();
        open.retain(|end| *end > index);
        assert!(node.next > index && node.next <= tree.len(), "{node:?}");
        assert!(open.last().is_none_or(|end| node.next <= *end), "{node:?} ends behind its parent");
        assert!(all.covers(node.span), "{node:?}");
        assert!(node.key.is_none_or(|key| all.covers(key)), "{node:?}");
        let (decoded, origins) = tree.text(text, index);
        for at in [0, decoded.len() / 2, decoded.len()] {
            assert!(origins.at(at) <= text.len(), "{node:?} at {at}");
        }
        open.push(node.next);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_a_tree(text in r#"[-ab1\\"'`\[\]{}()<>:=,;.+#/x \n]{0,60}"#) {
        holds(text.as_bytes(), &read_printed(text.as_bytes()));
    }

    #[test]
    fn any_bytes_are_a_tree(bytes: Vec<u8>) {
        holds(&bytes, &find(&bytes));
    }

    #[test]
    fn words_around_only_move_places(before in "[a-z]{0,8}( [a-z]{1,8}){0,3}", after in "( [a-z]{1,8}){0,3}") {
        let value = "{ key: 'x, y', list: [ 1, 2.5 ], n: null }";
        let text = format!("{before}\n{value}{after}\n");
        let (alone, among) = (read_printed(value.as_bytes()), read_printed(text.as_bytes()));
        let moved: Vec<(Kind, usize)> =
            (0..alone.len()).map(|node| alone.get(node).unwrap()).map(|node| (node.kind, node.span.offset)).collect();
        let from = before.len() + 1;
        let found: Vec<(Kind, usize)> = (0..among.len())
            .map(|node| among.get(node).unwrap())
            .filter(|node| node.span.offset >= from && node.span.end() <= from + value.len())
            .map(|node| (node.kind, node.span.offset - from))
            .collect();
        prop_assert_eq!(found, moved);
    }
}
