//! What the page shows, as data that can be sent to it.
//!
//! The page holds a [`Screen`], never the capture. After an action, only the parts that changed are sent.

use super::{
    Carets, Rows, State,
    batch::Charts,
    builder::{Bench, DraftRow, Editor, ProductView, Ruling, Standing},
    select::{
        self, Banner, ByteRow, CaptureUserRow, CompareRow, CompareView, ConsumerRow, Details, EmittedRow,
        FieldRow, FindingRow, Given, HappenedView, KeyRow, OpenPayload, Overview, Progress, RecordRow,
        ShardRow, ShardsView, SheetView, UserRow,
    },
    sheet::SheetRow,
    viewport::{List, Viewport},
};
use borsh::{BorshDeserialize, BorshSerialize};
use std::rc::Rc;

/// Defines [`Screen`], [`Changes`] and what goes between them from one list, so that no part can be forgotten in one
/// of them.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $make:expr;)*) => {
        /// Everything that the page shows.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Screen {
            $($(#[$doc])* pub $name: Rc<$type>,)*
        }

        /// The parts of a screen that changed.
        #[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
        pub struct Changes {
            $($name: Option<Rc<$type>>,)*
        }

        impl Screen {
            /// What shows of `state` in this viewport.
            #[must_use]
            pub fn of(state: &State, viewport: &Viewport) -> Self {
                $(let $name: fn(&State, &Viewport) -> $type = $make;)*
                Self { $($name: Rc::new($name(state, viewport)),)* }
            }

            /// What is different from `before`; `None` where nothing is.
            #[must_use]
            pub fn changes_from(&self, before: &Self) -> Option<Changes> {
                let mut any = false;
                let changes = Changes {
                    $($name: (self.$name != before.$name).then(|| {
                        any = true;
                        self.$name.clone()
                    }),)*
                };
                any.then_some(changes)
            }

            /// Whether every part is the same object. That is quick to find out, and enough to know that nothing must
            /// be drawn again.
            #[must_use]
            pub fn is(&self, other: &Self) -> bool {
                $(Rc::ptr_eq(&self.$name, &other.$name))&&*
            }

            pub fn put(&mut self, changes: Changes) {
                $(if let Some(part) = changes.$name {
                    self.$name = part;
                })*
            }
        }
    };
}

parts! {
    /// Carets, totals and selections.
    carets: Carets = Carets::of;
    /// The capture that was given; `None` while there is none.
    given: Option<Given> = |state, _| select::given(state);
    overview: Overview = |state, _| select::overview(state);
    /// The long work that goes on.
    progress: Option<Progress> = |state, _| select::progress(state);
    /// Why the last thing could not be read or done.
    trouble: Option<String> = |state, _| state.trouble.clone();
    charts: Option<Rc<Charts>> = |state, _| select::capture_charts(state);
    /// The user records of the whole capture that pass the filters.
    capture_users: Rows<CaptureUserRow> = |state, viewport| {
        let total = select::capture_users_total(state);
        Rows::of(total, viewport.window(List::CaptureUsers), |window| select::capture_user_rows(state, window))
    };
    /// What the banner says about the Kinesis record at hand.
    banner: Option<Banner> = |state, _| select::banner(state);
    /// The chosen field.
    details: Option<Details> = |state, _| select::details(state);
    payload: Option<Rc<OpenPayload>> = |state, _| select::open_payload(state);
    /// How the open payload is laid out, and what was found in it.
    sheet: SheetView = select::sheet_view;
    /// Its rows.
    sheet_rows: Rows<SheetRow> = |state, viewport| {
        Rows::of(select::sheet_total(state, viewport), viewport.window(List::Sheet), |window| select::sheet_rows(state, viewport, window))
    };
    /// The Kinesis records that pass the filters.
    records: Rows<RecordRow> = |state, viewport| {
        Rows::of(select::records_through(state), viewport.window(List::Records), |window| select::record_rows(state, window))
    };
    /// The rows of the tree.
    fields: Rows<FieldRow> = |state, viewport| {
        Rows::of(select::fields_total(state), viewport.window(List::Fields), |window| select::field_rows(state, window))
    };
    /// The rows of bytes.
    bytes: Rows<ByteRow> = |state, viewport| {
        let total = select::bytes_total(state, viewport.columns);
        Rows::of(total, viewport.window(List::Bytes), |window| select::byte_rows(state, viewport.columns, window))
    };
    /// The user records that pass the filter.
    users: Rows<UserRow> = |state, viewport| {
        Rows::of(select::users_total(state).0, viewport.window(List::Users), |window| select::user_rows(state, window))
    };
    /// The entries of both key tables.
    keys: Rows<KeyRow> = |state, viewport| {
        let (keys, hash_keys) = select::keys_total(state);
        Rows::of(keys + hash_keys, viewport.window(List::Keys), |window| select::key_rows(state, window))
    };
    /// What happened to the record, while that tab is at the front.
    happened: Option<HappenedView> = |state, _| select::happened(state);
    /// The comparison, while that tab is at the front.
    compare: Option<CompareView> = |state, _| select::compare_view(state);
    /// What is marked to be compared: the name of its capture, and the place of the Kinesis record. The engine fills it
    /// in, since a mark stays when the page is empty.
    mark: Option<(Option<String>, usize)> = |_, _| None;
    /// The pairs of the comparison.
    compared: Rows<CompareRow> = |state, viewport| {
        Rows::of(select::compared_total(state), viewport.window(List::Compared), |window| select::compared_rows(state, window))
    };
    /// What each consumer does, while that tab is at the front.
    consumers: Vec<ConsumerRow> = |state, _| select::consumer_rows(state);
    /// The records that the open consumer hands over.
    emitted: Rows<EmittedRow> = |state, viewport| {
        Rows::of(select::emitted_total(state), viewport.window(List::Emitted), |window| select::emitted_rows(state, window))
    };
    /// What is known of the stream's shards.
    shards: ShardsView = |state, _| select::shards_view(state);
    shard_rows: Rows<ShardRow> = |state, viewport| {
        Rows::of(select::shards_total(state), viewport.window(List::Shards), |window| select::shard_rows(state, window))
    };
    findings: Rows<FindingRow> = |state, viewport| {
        Rows::of(select::findings_total(state), viewport.window(List::Findings), |window| select::finding_rows(state, window))
    };
    /// Which mode the page is in. The parts from here on are the builder's; it fills them in
    /// ([`Builder::show`](super::builder::Builder::show)).
    standing: Standing = |_, _| Standing::default();
    /// Everything of the builder that is no list.
    bench: Bench = |_, _| Bench::default();
    draft: Rows<DraftRow> = |_, _| Rows::default();
    /// The user record that is being edited.
    editor: Option<Editor> = |_, _| None;
    /// What consumers do with the record that was made.
    rulings: Vec<Ruling> = |_, _| Vec::new();
    /// The text or command that was made of the draft.
    made: Option<ProductView> = |_, _| None;
}
