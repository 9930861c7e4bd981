//! Makes the index of a file from its chunks.

use super::{
    document,
    ends::Ends,
    fast::blank,
    helper::Helper,
    holder::Chunk,
    json::Json,
    lines::Lines,
    packed::{self, Unpacker},
    pieces::Pieces,
    sink::Sink,
    texts::Texts,
    view::Index,
};
use kpl_capture::capture::{Shape, Why, part};
use kpl_format::kpl::MAGIC;
use std::rc::Rc;

/// How many bytes a compressed beginning is unpacked to, at most, to see what it is.
const MOST_HEAD: usize = 4 << 20;

/// How many bytes of the beginning are looked at, the shorter first. Most captures show soon what they are, and
/// parsing megabytes of JSON just for that costs more than indexing them.
const HEADS: [usize; 2] = [64 << 10, 512 << 10];

/// How much memory reading may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A JSON document of more bytes than this is read as a list. A record or line of more bytes is left out.
    pub held: usize,
    /// How many user records get a row. Further ones are only counted.
    pub user_records: usize,
}

impl Default for Limits {
    /// 16 MiB hold the text of a record of 10 MiB, which is the most that Kinesis takes, and that of an answer of
    /// get-records. 16 million user records take 192 MiB.
    fn default() -> Self {
        Self { held: 16 << 20, user_records: 1 << 24 }
    }
}

#[derive(Debug)]
enum StreamReader {
    Json(Box<Json>),
    Lines(Lines),
    Pieces(Pieces),
    Texts(Texts),
}

impl StreamReader {
    /// The reader for a capture that begins like this; `None` where it cannot be read as a stream.
    fn of(head: &[u8], whole: bool, held: usize) -> Option<(Self, Shape, Why)> {
        let (mut shape, mut why) = part::recognise(head, whole);
        if shape == Shape::Binary && !whole && head.starts_with(&MAGIC) {
            (shape, why) = (Shape::Concatenated, Why::OneAfterAnother { records: 0 });
        }
        let reader = match shape {
            Shape::Concatenated => Self::Pieces(Pieces::new(held)),
            Shape::Base64Lines => Self::Lines(Lines::new(false, held)),
            Shape::Hex if part::is_hex_lines(head) => Self::Lines(Lines::new(true, held)),
            // Strings in JSON of no known shape are looked for only where nothing else was found.
            Shape::JsonStrings => return None,
            Shape::InText | Shape::Python | Shape::Unknown => Self::Texts(Texts::new(held)),
            _ if matches!(why, Why::Fields { .. }) => Self::Json(Box::new(Json::new(held))),
            _ => return None,
        };
        Some((reader, shape, why))
    }

    fn push(&mut self, chunk: &dyn Chunk, sink: &mut Sink) {
        match self {
            Self::Json(json) => json.push(chunk, sink),
            Self::Lines(lines) => lines.push(chunk, sink),
            Self::Pieces(pieces) => pieces.push(chunk, sink),
            Self::Texts(texts) => texts.push(chunk, sink),
        }
    }

    /// How many lines were read, if each is a record.
    const fn lines(&self) -> Option<usize> {
        if let Self::Lines(lines) = self { Some(lines.count()) } else { None }
    }

    /// Reads what is left. Returns the number of JSON documents.
    fn finish(&mut self, sink: &mut Sink) -> usize {
        match self {
            Self::Json(json) => {
                json.finish(sink);
                return json.documents();
            }
            Self::Lines(lines) => lines.finish(sink),
            Self::Pieces(pieces) => pieces.finish(sink),
            Self::Texts(texts) => texts.finish(sink),
        }
        0
    }
}

/// Makes the index of a capture that is given in chunks.
#[derive(Debug)]
pub struct Indexer {
    /// Unpacks the chunks, if they are gzip.
    unpacker: Option<Unpacker>,
    reader: StreamReader,
    /// Whether the capture should rather be read as a whole.
    rather_whole: bool,
    sink: Sink,
}

impl Indexer {
    /// Looks at the beginning of a capture of `size` bytes. `None` where it cannot be read as a stream. 64 KiB are
    /// enough if records are smaller than that; the first chunk is a good choice. The beginning is only looked at: it
    /// must be pushed as well.
    #[must_use]
    pub fn new(head: &[u8], size: u64) -> Option<Self> {
        Self::with_limits(head, size, Limits::default())
    }

    #[must_use]
    pub fn with_limits(head: &[u8], size: u64, limits: Limits) -> Option<Self> {
        let whole = u64::try_from(head.len()).is_ok_and(|len| len >= size);
        if let Some((unpacked, all)) = packed::head(head, MOST_HEAD) {
            let mut indexer = Self::unpacked(&unpacked, whole && all, limits)?;
            // Then the gzip is the record.
            if indexer.sink.index.shape == Shape::Unknown {
                return None;
            }
            indexer.unpacker = Some(Unpacker::new());
            indexer.sink.index.packed = true;
            return Some(indexer);
        }
        Self::unpacked(head, whole, limits)
    }

    fn unpacked(head: &[u8], whole: bool, limits: Limits) -> Option<Self> {
        let first = HEADS.first().and_then(|&len| head.get(..len)).unwrap_or(head);
        if part::is_utf16(head) || part::is_packed(head) {
            return None;
        }
        if part::is_retyped(first) {
            // Each window is read without what was done to it.
            let (shape, why) = part::recognise(head, whole);
            let sink = Sink::new(Index::new(shape, why, limits.user_records));
            let reader = StreamReader::Texts(Texts::new(limits.held));
            return Some(Self { unpacker: None, reader, rather_whole: !whole, sink });
        }
        let lists = |(_, shape, why): &(StreamReader, Shape, Why)| {
            *shape != Shape::JsonStrings && matches!(why, Why::Fields { records: 1.., .. })
        };
        let short = HEADS.iter().filter_map(|&len| head.get(..len));
        let short = short.filter_map(|head| StreamReader::of(head, false, limits.held)).find(lists);
        let (reader, shape, why) = short.or_else(|| StreamReader::of(head, whole, limits.held))?;
        // A table is told by its head, and a row by its neighbours: all of a text says more than its windows.
        let rather_whole = match reader {
            StreamReader::Json(_) => !whole && is_long_and_no_list(head),
            StreamReader::Texts(_) => !whole,
            _ => false,
        };
        let sink = Sink::new(Index::new(shape, why, limits.user_records));
        Some(Self { unpacker: None, reader, rather_whole, sink })
    }

    /// Whether the capture should be read as a whole if that is possible. So it is where the file begins with a
    /// document that goes on beyond the beginning and is no list, or with an array of such. If that document is
    /// larger than [`Limits::held`], nothing of it would be read here.
    #[must_use]
    pub const fn is_rather_whole(&self) -> bool {
        self.rather_whole
    }

    pub fn push(&mut self, chunk: &[u8]) {
        self.take(&chunk);
    }

    /// Reads the next bytes, which may lie outside the memory of this program.
    pub fn take(&mut self, chunk: &dyn Chunk) {
        let (reader, sink) = (&mut self.reader, &mut self.sink);
        match &mut self.unpacker {
            Some(unpacker) => unpacker.push(&chunk.to_vec(), |unpacked| reader.push(&unpacked, sink)),
            None => reader.push(chunk, sink),
        }
        sink.flush();
        let read = &mut sink.index.read;
        *read = read.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
    }

    /// Reads what is left, and adds what is only known at the end. Nothing may be pushed after it.
    pub fn finish(&mut self) {
        let (reader, sink) = (&mut self.reader, &mut self.sink);
        if let Some(unpacker) = &mut self.unpacker {
            unpacker.finish(|unpacked| reader.push(&unpacked, sink));
        }
        let documents = reader.finish(sink);
        sink.flush();
        let records = sink.next_row();
        let index = &mut sink.index;
        let bytes = self.unpacker.as_ref().map_or(index.read, |unpacker| unpacker.bytes);
        index.findings.finish(bytes, documents, self.unpacker.as_ref().map(|unpacker| unpacker.broken));
        if let StreamReader::Texts(texts) = &self.reader
            && let Some(found) = texts.found(records)
        {
            (index.shape, index.why) = found;
            return;
        }
        index.why = match index.why {
            Why::Fields { .. } => Why::Fields { shape: index.shape, records: index.listed },
            Why::OneAfterAnother { .. } => Why::OneAfterAnother { records },
            why => self.reader.lines().map_or(why, |lines| why.with_lines(lines)),
        };
    }

    /// From now on a helper does a part of the work. Its answers must be passed to [`Self::answer`]. Records that it
    /// has, and those behind them, get their rows only then.
    pub fn help(&mut self, helper: Rc<dyn Helper>) {
        self.sink.both().0.help(helper);
    }

    /// Whether some records have no row yet because the helper has them.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.sink.is_waiting()
    }

    /// Takes the helper's answer about the group `number`.
    pub fn answer(&mut self, number: u32, numbers: Vec<u32>) {
        let (batch, mut out) = self.sink.both();
        batch.answer(number, numbers, &mut out);
    }

    /// Does what the helper has not done yet, and goes on without it.
    pub fn do_without(&mut self) {
        let (batch, mut out) = self.sink.both();
        batch.do_without(&mut out);
    }

    /// How many bytes of a text wait to be read: no more than [`Limits::held`] and a chunk.
    #[must_use]
    pub fn waiting(&self) -> usize {
        if let StreamReader::Texts(texts) = &self.reader { texts.waiting() } else { 0 }
    }

    #[must_use]
    pub const fn index(&self) -> &Index {
        &self.sink.index
    }

    /// The index. Everything must have been read before.
    #[must_use]
    pub fn into_index(mut self) -> Index {
        self.do_without();
        self.sink.index
    }
}

/// Whether JSON begins with a document that goes on beyond this beginning and is no list which [`Json`] can read, or
/// with an array whose first item is one.
fn is_long_and_no_list(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = text.get(blank(text, 0)..).unwrap_or_default();
    let list = document::head(text).filter(|(around, _)| around.can_be_long());
    let text = match list {
        Some((around, inside)) if around.array => text.get(blank(text, inside)..).unwrap_or_default(),
        Some(_) => return false,
        None => text,
    };
    Ends::new().step(text).is_none()
}
