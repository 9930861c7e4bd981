//! Texts made of texts: what was in a string, in base64, in gzip, in a body, and where in the text around it that stands.

use kpl_format::bytes::{Origins, Span};

/// How many texts may be made of one another: SNS in SQS in an on-failure message are three.
pub const MAX_LEVELS: usize = 5;

/// How a text was made of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A string was unescaped.
    String,
    /// Base64 was decoded.
    Base64,
    /// Base64 was decoded, and what was in it unpacked.
    Unpacked,
    /// A body was taken out of a message or a packet.
    Body,
    /// Colours or entities were taken out.
    Plain,
}

/// A text that was made of another: a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The text.
    pub text: Vec<u8>,
    /// Where each of its bytes stands in the text that it was made of.
    pub origins: Origins,
    /// How it was made.
    pub how: How,
}

/// A text put together of stretches of another, and where each stands there.
#[derive(Debug, Default)]
pub(super) struct Stretches {
    /// The text.
    pub(super) text: Vec<u8>,
    /// From this byte on the text stands here in the other one.
    runs: Vec<(usize, usize)>,
}

impl Stretches {
    /// Adds a stretch.
    pub(super) fn push(&mut self, source: &[u8], span: Span) {
        self.runs.push((self.text.len(), span.offset));
        self.text.extend_from_slice(span.of(source));
    }

    /// Adds a byte that is written at `source`.
    pub(super) fn put(&mut self, byte: u8, source: usize) {
        self.runs.push((self.text.len(), source));
        self.text.push(byte);
    }

    /// Where a byte of the text stands in the other one.
    fn source(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|&(made, _)| made <= at).checked_sub(1);
        run.and_then(|run| self.runs.get(run)).map_or(at, |&(made, source)| source.saturating_add(at - made))
    }

    /// The body that parts of the text are.
    pub(super) fn body(&self, parts: &[Span]) -> Made {
        let (mut text, mut origins, mut end) = (Vec::new(), Origins::default(), 0);
        for part in parts {
            let stop = part.end().min(self.text.len());
            let mut at = part.offset;
            let mut run = self.runs.partition_point(|&(made, _)| made <= at).saturating_sub(1);
            while at < stop {
                let next = self.runs.get(run + 1).map_or(stop, |&(made, _)| made.min(stop));
                origins.add(text.len(), self.source(at));
                text.extend_from_slice(Span::between(at, next).of(&self.text));
                (at, run) = (next, run + 1);
                end = self.source(at.saturating_sub(1)).saturating_add(1);
            }
        }
        origins.add(text.len(), end);
        Made { text, origins, how: How::Body }
    }

    /// What was made of this text, with its places in the other one.
    pub(super) fn outwards(&self, made: Made) -> Made {
        let mut origins = Origins::default();
        for at in 0..made.text.len() {
            origins.add(at, self.source(made.origins.at(at)));
        }
        origins.add(made.text.len(), self.source(made.origins.at(made.text.len())));
        Made { origins, ..made }
    }
}
