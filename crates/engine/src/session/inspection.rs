//! A capture that was read: held whole where it is small, else indexed and read again from whoever holds it.

mod files;
mod reading;

use super::{Shown, Sizes, stream::Stream};
use crate::report::Report;
use kpl_capture::capture::{self, Capture, Finding, KinesisRecord, Shape, Why};
use kpl_index::{Held, Holder, Index, Indexer, Unpacked};
use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};

/// How many bytes of the beginning decide what a capture is.
const BEGINNING: usize = 4 << 20;

/// How many bytes of the beginning are kept, to be shown.
const HEAD: usize = 4096;

/// A capture that was read, or is being read.
#[derive(Debug)]
pub struct Inspection {
    /// The name of the file or example, where there is one.
    pub name: Option<String>,
    /// The files of which the capture was joined, and where each begins; empty where it is one file.
    pub files: Vec<(String, u64)>,
    body: Body,
    /// Records that were taken apart lately, the latest last.
    recent: RefCell<Vec<Rc<Shown>>>,
}

/// How many bytes the records in `recent` may have.
const RECENT: usize = 16 << 20;

#[derive(Debug)]
enum Body {
    Held { input: Rc<[u8]>, capture: Box<Capture>, index: Box<RefCell<Index>> },
    Streamed { holder: Rc<dyn Holder>, inside: Rc<dyn Holder>, head: Vec<u8>, stream: Box<RefCell<Stream>> },
}

impl Inspection {
    /// Reads `input` whole, as `shape` or else as what it seems to be.
    #[must_use]
    pub fn read(input: Rc<[u8]>, name: Option<String>, shape: Option<Shape>) -> Self {
        let capture = match shape {
            Some(shape) => capture::read_as(&input, shape),
            None => capture::read(&input),
        };
        let index = Box::new(RefCell::new(Index::of(&capture)));
        Self {
            name,
            files: Vec::new(),
            body: Body::Held { input, capture: Box::new(capture), index },
            recent: RefCell::default(),
        }
    }

    /// Begins to read a capture from its holder: whole at once where it is small, else piece by piece.
    ///
    /// # Errors
    /// A sentence that says why it cannot be read.
    pub fn open(holder: Rc<dyn Holder>, name: Option<String>, sizes: Sizes) -> Result<Self, String> {
        let whole = || {
            let len = usize::try_from(holder.len()).unwrap_or(usize::MAX);
            Ok(Self::read(holder.read(0, len)?.into(), name.clone(), None))
        };
        if holder.len() <= sizes.small {
            return whole();
        }
        let mut head = holder.read(0, usize::try_from(holder.len()).unwrap_or(usize::MAX).min(BEGINNING))?;
        let indexer = Indexer::new(&head, holder.len());
        if holder.len() <= sizes.held && indexer.as_ref().is_none_or(Indexer::is_rather_whole) {
            return whole();
        }
        let Some(mut indexer) = indexer else {
            return Err(format!(
                "It has {} MiB and no form that can be read piece by piece, such as get-records output or a record a \
                 line; up to {} MiB are read at once. Cut it.",
                holder.len() >> 20,
                sizes.held >> 20,
            ));
        };
        // Where records are read again: from the file, or from what is unpacked of it.
        let inside: Rc<dyn Holder> =
            if indexer.index().is_packed() { Rc::new(Unpacked::new(holder.clone())) } else { holder.clone() };
        let chunk = sizes.chunk.max(1);
        let first = head.get(..chunk.min(head.len())).unwrap_or_default();
        indexer.push(first);
        let at = u64::try_from(first.len()).unwrap_or_default();
        head.truncate(HEAD);
        head.shrink_to_fit();
        let stream =
            Box::new(RefCell::new(Stream { indexer, chunk, at, done: false, over: false, stopped: None }));
        let body = Body::Streamed { holder, inside, head, stream };
        Ok(Self { name, files: Vec::new(), body, recent: RefCell::default() })
    }

    /// Begins to read a capture that is in memory already.
    #[must_use]
    pub fn given(input: Rc<[u8]>, name: Option<String>) -> Self {
        let holder: Rc<dyn Holder> = Rc::new(Held(input.clone()));
        // Memory can always be read. If the shape cannot be streamed, it is read whole, however large it is.
        Self::open(holder, name.clone(), Sizes::default()).unwrap_or_else(|_| Self::read(input, name, None))
    }

    /// The index of its Kinesis records, with a row for each.
    #[must_use]
    pub fn index(&self) -> Ref<'_, Index> {
        match &self.body {
            Body::Held { index, .. } => index.borrow(),
            Body::Streamed { stream, .. } => Ref::map(stream.borrow(), |stream| stream.indexer.index()),
        }
    }

    /// A Kinesis record as it was captured.
    ///
    /// # Errors
    /// A sentence where there is no such record, or it cannot be read again.
    pub fn record(&self, record: usize) -> Result<KinesisRecord, String> {
        match &self.body {
            Body::Held { capture, .. } => {
                capture.records.get(record).cloned().ok_or_else(|| format!("There is no record {record}."))
            }
            Body::Streamed { inside, .. } => self.index().open(record, inside.as_ref()),
        }
    }

    /// A Kinesis record, taken apart. Those that were asked for lately are kept.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub fn shown(&self, record: usize) -> Result<Rc<Shown>, String> {
        let mut recent = self.recent.borrow_mut();
        if let Some(at) = recent.iter().position(|shown| shown.index == record) {
            let shown = recent.remove(at);
            recent.push(shown.clone());
            return Ok(shown);
        }
        let read = self.record(record)?;
        let shown = Rc::new(Shown::of(record, read.data.into(), &read.envelope));
        recent.push(shown.clone());
        let mut bytes = 0;
        let keep = recent.iter().rev().take_while(|shown| {
            bytes += shown.data.len() + 1024;
            bytes <= RECENT
        });
        let keep = keep.count().max(1);
        let drop = recent.len().saturating_sub(keep);
        recent.drain(..drop);
        Ok(shown)
    }

    /// The beginning of the capture: all of it where it is held, else a few kilobytes.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        match &self.body {
            Body::Held { input, .. } => input,
            Body::Streamed { head, .. } => head,
        }
    }

    /// The bytes of the capture, where they are in memory.
    #[must_use]
    pub fn input(&self) -> Option<Rc<[u8]>> {
        match &self.body {
            Body::Held { input, .. } => Some(input.clone()),
            Body::Streamed { .. } => None,
        }
    }

    #[must_use]
    pub fn size(&self) -> u64 {
        match &self.body {
            Body::Held { capture, .. } => u64::try_from(capture.bytes).unwrap_or(u64::MAX),
            Body::Streamed { holder, .. } => holder.len(),
        }
    }

    /// The shape of the capture, and how it was recognised.
    #[must_use]
    pub fn shape(&self) -> (Shape, Why) {
        match &self.body {
            Body::Held { capture, .. } => (capture.shape, capture.why),
            Body::Streamed { .. } => (self.index().shape(), self.index().why()),
        }
    }

    /// What else the capture may be, the likeliest first. A streamed capture has no other readings, since those need
    /// all of it at once.
    #[must_use]
    pub fn others(&self) -> &[Shape] {
        match &self.body {
            Body::Held { capture, .. } => &capture.others,
            Body::Streamed { .. } => &[],
        }
    }

    /// The findings about the capture itself.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        match &self.body {
            Body::Held { capture, .. } => capture.findings.clone(),
            Body::Streamed { .. } => self.index().findings().map(|found| found.finding.clone()).collect(),
        }
    }

    /// Begins the report on this capture.
    #[must_use]
    pub fn report(&self) -> Report {
        let (shape, why) = self.shape();
        Report::begin(shape, why, self.size(), &self.findings())
    }
}
