//! The panes and tabs of the page.

/// The pane in which a selection was made. The other panes scroll to the selection; this one stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Pane {
    /// The tree of fields.
    Fields,
    /// The bytes, in hex and ASCII.
    Bytes,
    /// The lists of user records, partition keys and findings.
    Lists,
}

/// What the lower pane shows on a wide page, or the whole of a narrow one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Tab {
    #[default]
    UserRecords,
    /// Both key tables.
    Keys,
    Findings,
    /// What each consumer does with the record.
    Consumers,
    /// What happened to the record, and who may have written it.
    Happened,
    /// What is different from the record or capture that was marked.
    Compare,
    /// The tree of fields; a tab only on a narrow page.
    Fields,
    /// The bytes; a tab only on a narrow page.
    Bytes,
}

/// What shows of a capture that has several Kinesis records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum CaptureTab {
    /// A row for each user record of all Kinesis records, plain ones included.
    #[default]
    Users,
    /// A row for each Kinesis record.
    Records,
    Charts,
}

/// How an open payload is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum PayloadView {
    /// Re-indented JSON, or what stands inside a compressed payload.
    #[default]
    Pretty,
    Text,
    Hex,
    Base64,
}
