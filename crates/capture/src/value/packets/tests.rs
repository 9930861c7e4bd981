//! Connections that carry HTTP, and the packets in which they came, for the tests of all that holds packets.

use super::*;
use crate::value::http::tests::{Length, expected, messages, write};
use proptest::prelude::*;

/// One direction of a connection.
#[derive(Clone, Debug)]
pub(in crate::value) struct Connection {
    messages: Vec<(Vec<u8>, Length)>,
    is_six: bool,
    first: u32,
    /// Bytes in a packet.
    size: usize,
}

pub(in crate::value) fn connections() -> impl Strategy<Value = Vec<Connection>> {
    let one = (messages(), any::<bool>(), any::<u32>(), 40usize..1460);
    let one = one.prop_map(|(messages, is_six, first, size)| Connection { messages, is_six, first, size });
    prop::collection::vec(one, 1..4)
}

impl Connection {
    /// What all of them carry, in the order of their first packets.
    pub(in crate::value) fn in_order(all: &[Self], frames: &[(usize, Vec<u8>)]) -> Vec<Vec<u8>> {
        let mut seen: Vec<usize> = Vec::new();
        for (index, _) in frames {
            if !seen.contains(index) {
                seen.push(*index);
            }
        }
        seen.iter().flat_map(|index| expected(&all[*index].messages)).collect()
    }

    fn segment(&self, port: usize, sequence: u32, flags: u8, payload: &[u8]) -> Vec<u8> {
        let mut tcp =
            [&[0x10, port as u8, 0x11, 0xd6][..], &sequence.to_be_bytes(), &[0; 4], &[0x50, flags], &[0; 6]]
                .concat();
        tcp.extend(payload);
        let len = tcp.len() as u16;
        let header = if self.is_six {
            [&[0x60, 0, 0, 0][..], &len.to_be_bytes(), &[6, 64], &[1; 16], &[2; 16]].concat()
        } else {
            [
                &[0x45, 0][..],
                &(len + 20).to_be_bytes(),
                &[0, 0, 0x40, 0, 64, 6, 0, 0],
                &[127, 0, 0, 1],
                &[127, 0, 0, 1],
            ]
            .concat()
        };
        [header, tcp].concat()
    }
}

/// The packets of all, each with its connection: some twice, some late, mixed with one another. `link` bytes stand before
/// each.
pub(in crate::value) fn frames(all: &[Connection], seed: u64, link: usize) -> Vec<(usize, Vec<u8>)> {
    let mut state = seed | 1;
    let mut random = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let mut placed: Vec<(usize, usize, Vec<u8>)> = Vec::new();
    for (index, connection) in all.iter().enumerate() {
        let text = write(&connection.messages);
        let mut add = |place: usize, packet: Vec<u8>| placed.push((place, index, packet));
        if random(2) == 0 {
            add(0, connection.segment(index, connection.first.wrapping_sub(1), 2, b""));
        }
        for (part, payload) in text.chunks(connection.size).enumerate() {
            let sequence = connection.first.wrapping_add((part * connection.size) as u32);
            for _ in 0..=random(2) {
                add(part + 1 + random(4), connection.segment(index, sequence, 0x18, payload));
            }
        }
    }
    placed.sort_by_key(|(place, ..)| *place);
    let framed = |(_, index, packet): (usize, usize, Vec<u8>)| {
        let kind: &[u8] = if packet[0] >> 4 == 6 { &[0x86, 0xdd] } else { &[8, 0] };
        let before = if link == 0 { Vec::new() } else { [&vec![7; link - 2], kind].concat() };
        (index, [before, packet].concat())
    };
    placed.into_iter().map(framed).collect()
}

pub(in crate::value) fn is_made_of(made: &[Made], expected: &[Vec<u8>]) -> bool {
    made.iter().map(|made| &made.text).eq(expected)
}

#[test]
fn a_port_that_is_used_again_is_another_connection() {
    let one =
        Connection { messages: vec![(b"{1}".to_vec(), Length::Said)], is_six: false, first: 9, size: 400 };
    let text = write(&one.messages);
    let mut bytes = Vec::new();
    let mut packets = Vec::new();
    for (sequence, flags, payload) in [(8, 2, &b""[..]), (9, 0x18, &text), (9, 2, b""), (10, 0x18, &text)] {
        let packet = one.segment(0, sequence, flags, payload);
        packets.push(Packet { link: Link::Ip, span: Span::new(bytes.len(), packet.len()) });
        bytes.extend(packet);
    }
    assert!(is_made_of(&bodies(&bytes, &packets), &[b"{1}".to_vec(), b"{1}".to_vec()]));
}

#[test]
fn what_is_missing_ends_a_text() {
    let one = Connection { messages: Vec::new(), is_six: true, first: 0, size: 1 };
    let (first, second) = (one.segment(0, 5, 0x18, b"first"), one.segment(0, 20, 0x18, b"second"));
    let bytes = [first.clone(), second.clone()].concat();
    let spans = [Span::new(0, first.len()), Span::new(first.len(), second.len())];
    let packets = spans.map(|span| Packet { link: Link::Unknown, span });
    assert!(is_made_of(&bodies(&bytes, &packets), &[b"first".to_vec(), b"second".to_vec()]));
}
