//! Everything that a person can do which changes what the page shows.

use super::{
    CaptureTab, CompareMove, Move, Pane, PayloadView, PickMove, ShardMove, Tab,
    batch::{Column, Search, UserColumn},
    sheet::SheetMove,
};
use crate::consumers::Consumer;
use kpl_capture::capture::Shape;
use kpl_format::kpl::Verdict;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Action {
    /// Reads text that was pasted, a file that was dropped, or an example that was chosen.
    Read {
        input: Rc<[u8]>,
        /// The file's or example's name.
        name: Option<String>,
    },
    /// Tells of which files the one that comes next was joined, and where each begins in it.
    Files(Vec<(String, u64)>),
    /// Reads the same input again, as this shape.
    ReadAs(Shape),
    /// Goes back to the empty page.
    Close,
    /// Brings back a capture that was left, by its number; 0 is the empty page.
    Recall(u32),
    /// Shows another Kinesis record of the capture, by its place there.
    Record(usize),
    /// Shows the next Kinesis record with this verdict after the one at hand; after the last comes the first.
    NextOf(Verdict),
    /// The pointer is over this node of the tree, or over none.
    Light(Option<usize>),
    /// Chooses a node.
    Pin(usize, Pane),
    /// Chooses the deepest field at this offset.
    PinByte(usize),
    /// Chooses nothing.
    Unpin,
    /// Opens or closes a node of the tree.
    Toggle(usize),
    TreeMove(Move),
    /// Right arrow: opens the node, or goes to its first child.
    TreeIn,
    /// Left arrow: closes the node, or goes to its parent.
    TreeOut,
    /// `*`: opens the node and all its siblings.
    TreeOpenSiblings,
    /// Moves the caret in the bytes; the number is how many bytes stand in a row.
    ByteMove(Move, usize),
    /// Moves the caret in the list of user records.
    UserMove(Move),
    /// Moves the caret in the key tables.
    KeyMove(Move),
    /// Moves to another Kinesis record, which then shows.
    RecordMove(Move),
    /// Filters the Kinesis records of the capture by verdict, or ends that filter.
    FilterVerdict(Option<Verdict>),
    /// Filters the Kinesis records by the code of a finding, or ends that filter.
    FilterFinding(Option<String>),
    /// Filters the Kinesis records by the file that they stand in, or ends that filter.
    FilterFile(Option<usize>),
    /// Filters the Kinesis records by a consumer that loses user records of them, or ends that filter.
    FilterLost(Option<Consumer>),
    /// Looks for a text in all Kinesis records.
    Search(Search),
    /// Sorts the Kinesis records by a column. The same column once more turns the order around.
    SortBy(Column),
    /// Sorts the user records of the capture by a column. The same column once more turns the order around.
    SortUsersBy(UserColumn),
    /// Ends the work that is going on: the reading of the file, or else a search.
    Stop,
    /// Goes to the next (true) or previous (false) record in which the search found something.
    StepMatch(bool),
    CaptureTab(CaptureTab),
    /// Moves the caret in the list of all user records of the capture.
    CaptureUserMove(Move),
    /// Picks user records to be copied together.
    Pick(PickMove),
    /// Opens the user record in this row of that list.
    CaptureUser(usize),
    /// Goes to an offset and chooses the field there.
    GoTo(usize),
    /// Goes to the next (true) or previous (false) finding.
    StepFinding(bool),
    /// Goes to a finding, by its place.
    Finding(usize),
    /// Filters the user records of the Kinesis record at hand by a text.
    Filter(String),
    /// Brings a tab to the front.
    Tab(Tab),
    /// Lists what this consumer hands over, or ends the list where it shows already.
    Consumer(Consumer),
    Compare(CompareMove),
    Shards(ShardMove),
    /// Opens the payload of a user record, by the record's place.
    OpenPayload(usize),
    /// Shows the open payload in another way.
    PayloadView(PayloadView),
    /// Moves within the open payload, or looks for a text there.
    Sheet(SheetMove),
    /// Makes the open payload the capture at hand.
    Dive,
    /// Makes the record at hand, put right, the capture at hand.
    Repair,
    /// Goes back to a level above; 0 is the outermost.
    Surface(usize),
}
