//! Packets with TCP in clear: the bytes of each direction in the order of their sequence numbers, and the HTTP bodies in
//! them. Parts of IP packets are passed over.

use super::{
    http,
    layer::{Made, Stretches},
};
use kpl_format::bytes::Span;
use std::collections::HashMap;

/// What stands before IP in a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Ethernet,
    /// Nothing.
    Ip,
    /// Four bytes with the family: BSD's and macOS's loopback.
    Loopback,
    /// Linux's "any" device.
    Cooked,
    CookedTwo,
    /// Nobody says.
    Unknown,
}

/// A packet of a capture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packet {
    pub(super) link: Link,
    pub(super) span: Span,
}

/// Both ends of a connection: addresses and ports, from and to.
type Ends = [u8; 36];

/// What a packet carries.
struct Segment {
    ends: Ends,
    sequence: u32,
    is_first: bool,
    payload: Span,
}

/// One direction of a connection.
#[derive(Default)]
struct Direction {
    /// The sequence number seen last, as it is on the wire and counted on without wrapping.
    last: Option<(u32, i64)>,
    parts: Vec<(i64, Span)>,
}

/// The bodies in the connections, those of a direction one after another.
pub(super) fn bodies(bytes: &[u8], packets: &[Packet]) -> Vec<Made> {
    let mut directions: Vec<Direction> = Vec::new();
    let mut known: HashMap<Ends, usize> = HashMap::new();
    for packet in packets {
        let Some(segment) = segment(bytes, *packet) else { continue };
        let next = directions.len();
        let index = *known
            .entry(segment.ends)
            .and_modify(|index| {
                // The ports are used again.
                if segment.is_first && directions.get(*index).is_some_and(|before| !before.parts.is_empty()) {
                    *index = next;
                }
            })
            .or_insert(next);
        if index == next {
            directions.push(Direction::default());
        }
        if let Some(direction) = directions.get_mut(index) {
            direction.add(&segment);
        }
    }
    let mut made = Vec::new();
    for text in directions.into_iter().flat_map(|direction| direction.texts(bytes)) {
        // TLS begins like this.
        if !matches!(text.text.as_slice(), [0x14..=0x17, 3, ..]) {
            made.extend(http::bodies(&text.text).iter().map(|body| text.body(body)));
        }
    }
    made
}

impl Direction {
    fn add(&mut self, segment: &Segment) {
        let sequence = segment.sequence.wrapping_add(u32::from(segment.is_first));
        let place = self.last.map_or(0, |(last, place)| {
            place.saturating_add(i64::from(sequence.wrapping_sub(last).cast_signed()))
        });
        self.last = Some((sequence, place));
        if !segment.payload.is_empty() {
            self.parts.push((place, segment.payload));
        }
    }

    /// The bytes in their order, what was sent twice once; a text ends where some are missing.
    fn texts(mut self, bytes: &[u8]) -> Vec<Stretches> {
        self.parts.sort_by_key(|(place, _)| *place);
        let mut texts: Vec<Stretches> = Vec::new();
        let mut end = i64::MIN;
        for (place, span) in self.parts {
            let len = i64::try_from(span.len).unwrap_or(i64::MAX);
            if place > end {
                texts.push(Stretches::default());
                end = place;
            }
            let known = usize::try_from(end.saturating_sub(place)).unwrap_or(usize::MAX);
            if known < span.len
                && let Some(text) = texts.last_mut()
            {
                text.push(bytes, Span::between(span.offset.saturating_add(known), span.end()));
                end = place.saturating_add(len);
            }
        }
        texts
    }
}

/// What a packet carries, if it is TCP.
fn segment(bytes: &[u8], packet: Packet) -> Option<Segment> {
    let frame = packet.span.of(bytes);
    let at = |len: usize| internet(frame, len, packet.span.offset);
    match packet.link {
        Link::Ip => at(0),
        Link::Ethernet => {
            // Tags of virtual networks stand before the type.
            let tags = (0..3).take_while(|tag| {
                let kind = frame.get(12 + 4 * tag..14 + 4 * tag);
                matches!(kind, Some([0x81, 0] | [0x88, 0xa8]))
            });
            let len = 14 + 4 * tags.count();
            matches!(frame.get(len - 2..len)?, [8, 0] | [0x86, 0xdd]).then(|| at(len))?
        }
        Link::Loopback => at(4),
        Link::Cooked => at(16),
        Link::CookedTwo => at(20),
        Link::Unknown => [Link::Ip, Link::Ethernet, Link::Cooked, Link::CookedTwo, Link::Loopback]
            .into_iter()
            .find_map(|link| segment(bytes, Packet { link, ..packet })),
    }
}

/// The TCP in the IP that begins at `from` in the frame, which stands at `offset`.
fn internet(frame: &[u8], from: usize, offset: usize) -> Option<Segment> {
    let packet = frame.get(from..)?;
    let mut ends = [0; 36];
    let (tcp, end) = match packet.first()? >> 4 {
        4 => {
            let header = 4 * usize::from(packet.first()? & 15);
            let total = usize::from(number(packet, 2)?);
            // A card that cuts packets itself leaves the length to the end: 0.
            let end = if total == 0 { packet.len() } else { total.min(packet.len()) };
            let is_part = number(packet, 6)? & 0x1fff != 0;
            if header < 20 || packet.get(9) != Some(&6) || is_part {
                return None;
            }
            ends.get_mut(..8)?.copy_from_slice(packet.get(12..20)?);
            (header, end)
        }
        6 => {
            let mut next = *packet.get(6)?;
            let mut header = 40usize;
            // Headers that may stand before TCP: for each hop, routing, for the destination.
            for _ in 0..4 {
                if !matches!(next, 0 | 43 | 60) {
                    break;
                }
                next = *packet.get(header)?;
                header += 8 + 8 * usize::from(*packet.get(header + 1)?);
            }
            if next != 6 {
                return None;
            }
            let total = usize::from(number(packet, 4)?);
            let end = if total == 0 { packet.len() } else { (40 + total).min(packet.len()) };
            ends.get_mut(..32)?.copy_from_slice(packet.get(8..40)?);
            (header, end)
        }
        _ => return None,
    };
    let segment = packet.get(tcp..end)?;
    ends.get_mut(32..)?.copy_from_slice(segment.get(..4)?);
    let header = 4 * usize::from(segment.get(12)? >> 4);
    if header < 20 || header > segment.len() {
        return None;
    }
    let sequence = u32::from_be_bytes(segment.get(4..8)?.try_into().ok()?);
    let start = offset.checked_add(from)?.checked_add(tcp)?.checked_add(header)?;
    let payload = Span::new(start, segment.len() - header);
    Some(Segment { ends, sequence, is_first: segment.get(13)? & 2 != 0, payload })
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

#[cfg(test)]
pub(super) mod tests;
