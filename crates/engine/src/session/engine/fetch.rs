//! What can be copied or saved in one piece.

use super::Engine;
use crate::{
    literal::LiteralForm,
    session::{
        Wanted,
        batch::{Export, ExportKind},
        select,
    },
};

/// The largest text, in bytes, that can be copied.
const MOST_COPIED: usize = 64 << 20;

/// What is copied in place of a text that is too large.
const TOO_LARGE: &str = "This has more than 64 MiB. Save it as a file: Report, Save report; or Export.\n";

impl Engine {
    /// A file as one text. Only this text has a limit; a file has none.
    fn whole(&self, mut export: Export) -> Vec<u8> {
        let mut text = Vec::new();
        let (Some(inspection), batch) = (&self.state.inspection, &self.state.batch) else { return text };
        while let Ok(Some(piece)) = export.step(inspection, batch) {
            text.extend(piece);
            if text.len() > MOST_COPIED {
                text.clear();
                text.extend_from_slice(TOO_LARGE.as_bytes());
                break;
            }
        }
        text
    }

    pub(super) fn fetch(&mut self, wanted: Wanted) -> Vec<u8> {
        let formed = |bytes: &[u8], form: Option<LiteralForm>| {
            form.map_or_else(|| bytes.to_vec(), |form| form.write(bytes).into_bytes())
        };
        self.builder.refresh();
        let state = self.front();
        match wanted {
            Wanted::Record(form) => formed(select::record(state).map_or(&[], |(_, bytes)| bytes), form),
            Wanted::Scrubbed => select::scrubbed(state).map(|copy| copy.bytes).unwrap_or_default(),
            Wanted::ScrubProof => select::scrub_proof(state).unwrap_or_default().into_bytes(),
            Wanted::Outline => select::record_outline(state).unwrap_or_default().into_bytes(),
            Wanted::Report => self.whole(Export::new(ExportKind::WholeReport)),
            Wanted::Picked(kind) => self.whole(Export::of_picked(kind, state.picked.clone())),
            Wanted::Field(node, form) => formed(select::node_bytes(state, node), Some(form)),
            Wanted::Payload(form) => formed(select::payload_bytes(state).unwrap_or_default(), form),
            Wanted::Readable => select::readable(state),
            Wanted::Value => state.sheet.as_ref().and_then(|sheet| sheet.value()).unwrap_or_default(),
            Wanted::Built(form) => formed(&self.builder.built().bytes, form),
            Wanted::Product(product) => self.builder.make(product).text.into_bytes(),
            Wanted::ProductFile(product, at) => self
                .builder
                .make(product)
                .files
                .into_iter()
                .nth(at)
                .map(|file| file.bytes)
                .unwrap_or_default(),
            Wanted::Set => self.builder.zip(),
            Wanted::Link => self.builder.fragment().into_bytes(),
        }
    }
}
