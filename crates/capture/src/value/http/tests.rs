//! Laws of the reader of HTTP, over messages that a writer of the tests' own made.

use super::*;
use proptest::prelude::*;

/// How a message says where its body ends.
#[derive(Clone, Debug)]
pub(in crate::value) enum Length {
    Said,
    /// In chunks of this many bytes.
    Chunks(usize),
}

pub(in crate::value) fn messages() -> impl Strategy<Value = Vec<(Vec<u8>, Length)>> {
    let length = prop_oneof![Just(Length::Said), (1usize..400).prop_map(Length::Chunks)];
    let body = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..600),
        r#"\{"Records":\[\{"Data":"[A-Za-z0-9+/]{0,80}=="\}\]\}(HTTP/1.1 200 OK|POST / HTTP/1.1)?"#
            .prop_map(String::into_bytes),
    ];
    prop::collection::vec((body, length), 1..6)
}

pub(in crate::value) fn write(messages: &[(Vec<u8>, Length)]) -> Vec<u8> {
    let mut text = Vec::new();
    for (index, (body, length)) in messages.iter().enumerate() {
        text.extend(if index % 2 == 0 {
            &b"POST / HTTP/1.1\r\nHost: a:1\r\n"[..]
        } else {
            b"HTTP/1.1 200 OK\r\n"
        });
        match length {
            Length::Said => {
                text.extend(format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes());
                text.extend(body);
            }
            Length::Chunks(size) => {
                text.extend(b"transfer-encoding: chunked\r\n\r\n");
                for chunk in body.chunks(*size) {
                    text.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
                    text.extend(chunk);
                    text.extend(b"\r\n");
                }
                text.extend(b"0\r\n\r\n");
            }
        }
    }
    text
}

/// The bodies that are not blank.
pub(in crate::value) fn expected(messages: &[(Vec<u8>, Length)]) -> Vec<Vec<u8>> {
    messages.iter().map(|(body, _)| body.clone()).filter(|body| !body.trim_ascii().is_empty()).collect()
}

fn join(bytes: &[u8], parts: &[Span]) -> Vec<u8> {
    parts.iter().flat_map(|part| part.of(bytes).to_vec()).collect()
}

proptest! {
    #[test]
    fn bodies_are_those_that_were_sent(messages in messages()) {
        let text = write(&messages);
        let found: Vec<Vec<u8>> = bodies(&text).iter().map(|parts| join(&text, parts)).collect();
        prop_assert_eq!(found, expected(&messages));
        for made in unwrap(&text) {
            for (at, byte) in made.text.iter().enumerate() {
                prop_assert_eq!(text[made.origins.at(at)], *byte);
            }
        }
    }

    #[test]
    fn nothing_between_messages_is_lost(messages in messages(), words in "[a-z ]{1,20}[a-z]\n") {
        let text = [words.as_bytes(), &write(&messages), b"\r\n", words.as_bytes()].concat();
        let found: Vec<Vec<u8>> = bodies(&text).iter().map(|parts| join(&text, parts)).collect();
        let words = words.trim_ascii().as_bytes().to_vec();
        let all = [vec![words.clone()], expected(&messages), vec![words]].concat();
        let trimmed = |all: Vec<Vec<u8>>| all.iter().map(|body| body.trim_ascii().to_vec()).collect::<Vec<_>>();
        prop_assert_eq!(trimmed(found), trimmed(all));
    }

    #[test]
    fn any_cut_is_read(messages in messages(), cut in any::<prop::sample::Index>()) {
        // Where a body that is cut has a message in it, nobody can tell.
        let lower = |(body, length): (Vec<u8>, Length)| (body.to_ascii_lowercase(), length);
        let messages: Vec<(Vec<u8>, Length)> = messages.into_iter().map(lower).collect();
        let text = write(&messages);
        let cut = cut.index(text.len());
        let found: Vec<Vec<u8>> = bodies(&text[..cut]).iter().map(|parts| join(&text, parts)).collect();
        // All but the last are whole, and the last one is a part of its body or of its headers.
        if let [whole @ .., _] = found.as_slice() {
            prop_assert!(expected(&messages).starts_with(whole));
        }
    }
}

#[test]
fn a_body_that_an_export_changed() {
    let text = b"POST / HTTP/1.1\nContent-Length: 4\n\n{\n  \"a\": 1\n}HTTP/1.1 200 OK\nContent-Length: 99\nTransfer-Encoding: chunked\n\n{}";
    let found: Vec<Vec<u8>> = bodies(text).iter().map(|parts| join(text, parts)).collect();
    assert_eq!(found, [&b"{\n  \"a\": 1\n}"[..], b"{}"]);
    // No header, no message.
    assert_eq!(bodies(b"GET / HTTP/1.1\nis what it says\n").len(), 1);
}
