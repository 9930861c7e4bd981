//! Files of captured packets: pcap in both byte orders, in microseconds and nanoseconds, and pcapng.

use super::{
    layer::Made,
    packets::{self, Link, Packet},
};
use kpl_format::bytes::Span;

/// The bodies of HTTP in a file of packets.
pub(super) fn unwrap(bytes: &[u8]) -> Vec<Made> {
    packets(bytes).map_or_else(Vec::new, |packets| packets::bodies(bytes, &packets))
}

/// The first bytes of pcapng, alike in both byte orders.
const SECTION: &[u8] = &[0x0a, 0x0d, 0x0d, 0x0a];

/// Numbers of a file, in its byte order.
#[derive(Clone, Copy)]
struct Numbers<'a> {
    bytes: &'a [u8],
    big: bool,
}

impl Numbers<'_> {
    fn word(self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    fn half(self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(u32::from(if self.big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }))
    }

    fn len(self, at: usize) -> Option<usize> {
        usize::try_from(self.word(at)?).ok()
    }
}

fn packets(bytes: &[u8]) -> Option<Vec<Packet>> {
    if bytes.starts_with(SECTION) {
        return Some(blocks(bytes));
    }
    let numbers = classic(bytes)?;
    let link = link(numbers.word(20)? & 0xffff);
    let (mut packets, mut at) = (Vec::new(), 24usize);
    while let Some(len) = numbers.len(at.saturating_add(8)) {
        let span = Span::new(at.saturating_add(16), len);
        packets.push(Packet { link, span });
        at = span.end();
    }
    Some(packets)
}

fn classic(bytes: &[u8]) -> Option<Numbers<'_>> {
    let big = match bytes.get(..4)? {
        [0xa1, 0xb2, 0xc3, 0xd4] | [0xa1, 0xb2, 0x3c, 0x4d] => true,
        [0xd4, 0xc3, 0xb2, 0xa1] | [0x4d, 0x3c, 0xb2, 0xa1] => false,
        _ => return None,
    };
    Some(Numbers { bytes, big })
}

/// The packets in the blocks of pcapng; a section may have another byte order than the one before.
fn blocks(bytes: &[u8]) -> Vec<Packet> {
    let mut numbers = Numbers { bytes, big: false };
    let (mut packets, mut links, mut at) = (Vec::new(), Vec::new(), 0usize);
    while bytes.get(at..).is_some_and(|rest| rest.len() >= 12) {
        if bytes.get(at..).is_some_and(|rest| rest.starts_with(SECTION)) {
            numbers.big = bytes.get(at + 8..).is_some_and(|rest| rest.starts_with(&[0x1a, 0x2b, 0x3c, 0x4d]));
            links.clear();
        }
        let (Some(kind), Some(len)) = (numbers.word(at), numbers.len(at + 4)) else { break };
        // The interface, and where the length of the packet and the packet are.
        let packet = match kind {
            1 => {
                links.push(link(numbers.half(at + 8).unwrap_or(u32::MAX)));
                None
            }
            2 => numbers.half(at + 8).map(|interface| (interface, 20, 28)),
            3 => Some((0, 8, 12)),
            6 => numbers.word(at + 8).map(|interface| (interface, 20, 28)),
            _ => None,
        };
        if let Some((interface, length, start)) = packet
            && let Some(length) = numbers.len(at + length)
        {
            let link = usize::try_from(interface).ok().and_then(|interface| links.get(interface)).copied();
            let most = len.saturating_sub(start + 4);
            let span = Span::new(at + start, length.min(most));
            packets.push(Packet { link: link.unwrap_or(Link::Unknown), span });
        }
        if len < 12 {
            break;
        }
        let Some(next) = at.checked_add(len) else { break };
        at = next;
    }
    packets
}

/// The kinds of link that are in use (tcpdump.org/linktypes.html).
const fn link(number: u32) -> Link {
    match number {
        0 | 108 => Link::Loopback,
        1 => Link::Ethernet,
        12 | 14 | 101 | 228 | 229 => Link::Ip,
        113 => Link::Cooked,
        276 => Link::CookedTwo,
        _ => Link::Unknown,
    }
}

#[cfg(test)]
mod tests;
