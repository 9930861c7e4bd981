//! A document that is too large to be held: its list is read item by item. If it has none, it is left out.

use super::{End, Json, State};
use crate::{document::head, ends::Ends, fast::blank, list::List, sink::Sink, stretch::at};
use kpl_capture::capture::Code;
use kpl_format::bytes::Span;

impl Json {
    pub(super) fn begin_list(&mut self, sink: &mut Sink) -> bool {
        self.documents += 1;
        let text = Span::new(self.at, self.held).of(&self.text);
        let found = head(text).filter(|(around, _)| around.can_be_long());
        let Some((around, len)) = found else { return self.skip(sink) };
        let head = text.get(..len).unwrap_or_default().to_vec();
        self.at += len;
        self.enter(State::InList(List::new(around, head)))
    }

    /// Leaves out the document at hand, whose end was not found.
    fn skip(&mut self, sink: &mut Sink) -> bool {
        let (most, stretch) = (self.held, self.stretch(self.at + 1));
        sink.find(&stretch, None, Span::new(0, 1), Code::TooLarge { most });
        self.at = self.scanned;
        self.enter(State::Skip)
    }

    pub(super) fn in_skipped(&mut self, sink: &mut Sink, last: bool) -> bool {
        let end = self.end_before(usize::MAX);
        self.at = self.scanned;
        match end {
            Some(_) => self.enter(State::Between),
            None if last => self.cut(sink),
            None => self.wait(State::Skip),
        }
    }

    /// Notes that the text ends within something that is too large.
    fn cut(&mut self, sink: &mut Sink) -> bool {
        let records = sink.next_row();
        let stretch = self.stretch(self.at);
        sink.fault(&stretch, Span::new(0, 0), Code::JsonCutShort { records }, true);
        false
    }

    pub(super) fn between_items(&mut self, mut list: List, sink: &mut Sink, last: bool) -> bool {
        self.at = blank(&self.text, self.at);
        match self.peek() {
            None if last => self.cut(sink),
            None => self.wait(State::InList(list)),
            Some(b',') if list.any && list.comma.is_none() => {
                list.comma = Some(at(self.base, self.at));
                self.at += 1;
                self.enter(State::InList(list))
            }
            Some(b']') => {
                if list.comma.is_some() {
                    let stretch = self.stretch(self.at + 1);
                    sink.fault(&stretch, Span::new(0, 1), Code::JsonTrailingComma, false);
                }
                self.begin_tail(list)
            }
            Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                if list.any && list.comma.is_none() {
                    let stretch = self.stretch(self.at + 1);
                    sink.fault(&stretch, Span::new(0, 1), Code::JsonMissingComma, false);
                }
                if list.around.array && !list.any && byte_is_number(self.peek()) {
                    // An array of numbers is the data of one record, not a list.
                    (self.ends, self.scanned) = (Ends::inside(), self.at);
                    return self.skip(sink);
                }
                (list.any, list.comma) = (true, None);
                self.begin(State::Item(list))
            }
            Some(_) => {
                let (records, stretch) = (sink.next_row(), self.stretch(self.at + 1));
                sink.fault(&stretch, Span::new(0, 1), Code::JsonBroken { records }, true);
                true
            }
        }
    }

    pub(super) fn in_item(&mut self, mut list: List, sink: &mut Sink, last: bool) -> bool {
        let (end, cut) = match self.end() {
            End::At(end) => (end, false),
            End::TooLarge => {
                let (most, stretch) = (self.held, self.stretch(self.at + 1));
                sink.find(&stretch, None, Span::new(0, 1), Code::TooLarge { most });
                return self.enter(State::TooLarge(list));
            }
            End::NotYet if last => (self.text.len(), true),
            End::NotYet => return self.wait(State::Item(list)),
        };
        let held = self.held;
        let (goes_on, data) = list.item(&self.stretch(end), sink, cut, held);
        if let Some(data) = data {
            self.track_past(self.at, data);
        }
        self.at = end;
        match goes_on {
            true if cut => false,
            true => self.enter(State::InList(list)),
            // Nothing behind this item can be read.
            false => true,
        }
    }

    pub(super) fn in_too_large(&mut self, list: List, sink: &mut Sink, last: bool) -> bool {
        let end = self.end_before(usize::MAX);
        self.at = self.scanned;
        match end {
            Some(_) => self.enter(State::InList(list)),
            None if last => self.cut(sink),
            None => self.wait(State::TooLarge(list)),
        }
    }

    fn begin_tail(&mut self, list: List) -> bool {
        if list.around.array {
            self.at += 1;
            return self.enter(State::Between);
        }
        (self.ends, self.scanned) = (Ends::inside(), self.at + 1);
        self.enter(State::Tail(list))
    }

    /// What stands behind the list is checked but not read.
    pub(super) fn in_tail(&mut self, list: List, sink: &mut Sink, last: bool) -> bool {
        let (end, cut) = match self.end() {
            End::At(end) => (end, false),
            End::TooLarge => return self.skip(sink),
            End::NotYet if last => (self.text.len(), true),
            End::NotYet => return self.wait(State::Tail(list)),
        };
        let held = self.held;
        let goes_on = list.tail(&self.stretch(end), sink, cut, held);
        self.at = end;
        match goes_on {
            true if cut => false,
            true => self.enter(State::Between),
            false => true,
        }
    }
}

const fn byte_is_number(byte: Option<u8>) -> bool {
    matches!(byte, Some(b'-' | b'0'..=b'9'))
}
