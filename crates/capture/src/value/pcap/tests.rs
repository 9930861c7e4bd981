//! Laws of the readers of files of packets, over files that a writer of the tests' own made.

use super::*;
use crate::value::packets::tests::{Connection, connections, frames, is_made_of};
use proptest::prelude::*;

fn word(value: u32, big: bool) -> [u8; 4] {
    if big { value.to_be_bytes() } else { value.to_le_bytes() }
}

/// How a packet of the link begins: its number, and how many bytes stand before IP.
const LINKS: [(u32, usize); 4] = [(1, 14), (101, 0), (113, 16), (0, 4)];

fn classic_file(frames: &[(usize, Vec<u8>)], link: u32, big: bool) -> Vec<u8> {
    let head = [0xa1b2_c3d4, 2, 0, 0, 0xffff, link].map(|value| word(value, big));
    let mut file = head.concat();
    for (_, frame) in frames {
        file.extend([1, 2, frame.len() as u32, frame.len() as u32].map(|value| word(value, big)).concat());
        file.extend(frame);
    }
    file
}

fn block(kind: u32, body: &[u8], big: bool) -> Vec<u8> {
    let padded = body.len().next_multiple_of(4);
    let len = word(padded as u32 + 12, big);
    [&word(kind, big), &len, body, &vec![0; padded - body.len()], &len].concat()
}

fn blocks_file(frames: &[(usize, Vec<u8>)], link: u32, big: bool) -> Vec<u8> {
    let half = |value: u16| if big { value.to_be_bytes() } else { value.to_le_bytes() };
    let section = [&word(0x1a2b_3c4d, big)[..], &half(1), &half(0), &[0xff; 8]].concat();
    let interface = [&half(link as u16)[..], &[0, 0], &word(0, big)].concat();
    let mut file =
        [block(0x0a0d_0d0a, &section, big), block(1, &interface, big), block(5, b"statistics", big)].concat();
    for (_, frame) in frames {
        let len = word(frame.len() as u32, big);
        file.extend(block(6, &[&[0; 12][..], &len, &len, frame].concat(), big));
    }
    file
}

proptest! {
    #[test]
    fn bodies_are_those_that_were_sent(all in connections(), seed in any::<u64>(), link in 0usize..4, big in any::<bool>(), blocks in any::<bool>()) {
        let (number, before) = LINKS[link];
        let frames = frames(&all, seed, before);
        let write = if blocks { blocks_file } else { classic_file };
        let file = write(&frames, number, big);
        let made = unwrap(&file);
        prop_assert!(is_made_of(&made, &Connection::in_order(&all, &frames)));
        for body in &made {
            for (at, byte) in body.text.iter().enumerate() {
                prop_assert_eq!(file[body.origins.at(at)], *byte);
            }
        }
    }

    #[test]
    fn nothing_panics(all in connections(), seed in any::<u64>(), cut in any::<prop::sample::Index>(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20), blocks in any::<bool>()) {
        let write = if blocks { blocks_file } else { classic_file };
        let mut file = write(&frames(&all, seed, 14), 1, false);
        file.truncate(cut.index(file.len()));
        for (at, byte) in changes {
            if !file.is_empty() {
                let at = at.index(file.len());
                file[at] = byte;
            }
        }
        let made = unwrap(&file);
        prop_assert!(made.iter().map(|made| made.text.len()).sum::<usize>() <= file.len());
    }
}
