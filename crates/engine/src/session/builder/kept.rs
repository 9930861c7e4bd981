//! The builder as it is kept for a reload, and how it is filled again.

use super::{Builder, Kept, Product};
use crate::{
    fixture::{self, Content, Draft, command::Way, notation},
    session::{
        Shards,
        kept::{KeptSettings, KeptShards, MOST_DRAFT},
    },
};
use borsh::{BorshDeserialize, BorshSerialize};

/// What stands in the builder. Drafts are texts; one without anything in it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(in crate::session) struct KeptDraft {
    draft: String,
    name: String,
    /// The place of the record at hand.
    at: Option<usize>,
    plain: Option<Vec<u8>>,
    /// The fixtures of the set: name and draft.
    set: Vec<(String, String)>,
    product: Product,
    way: Way,
    /// Shard and function of an event, where they were typed.
    context: [Option<String>; 2],
    settings: KeptSettings,
}

impl Builder {
    /// What stands in the builder; `None` where it is too large to be kept.
    pub(in crate::session) fn keep(&self) -> Option<KeptDraft> {
        let drafts = self.set.iter().map(|kept| &kept.draft).chain([&self.draft]);
        if drafts.map(size).sum::<usize>() > MOST_DRAFT {
            return None;
        }
        let write = |draft: &Draft| match *draft == Draft::default() {
            true => String::new(),
            false => notation::write(draft),
        };
        let usual = crate::fixture::event::Context::default();
        let typed = |text: &String, usual: &String| Some(text.clone()).filter(|text| text != usual);
        Some(KeptDraft {
            draft: write(&self.draft),
            name: self.name.clone(),
            at: self.at.and_then(|id| self.place_of(id)),
            plain: self.plain.as_deref().map(<[u8]>::to_vec),
            set: self.set.iter().map(|kept| (kept.name.clone(), write(&kept.draft))).collect(),
            product: self.product,
            way: self.target.way,
            context: [
                typed(&self.context.shard, &usual.shard),
                typed(&self.context.function, &usual.function),
            ],
            settings: self.settings(),
        })
    }

    /// Fills the builder, which nobody has used yet. Returns whether all drafts could be read.
    pub(in crate::session) fn fill(&mut self, kept: KeptDraft) -> bool {
        let read = |text: &str| match text {
            "" => Some(Draft::default()),
            text => notation::read(text).ok(),
        };
        let mut set = Vec::new();
        for (name, text) in &kept.set {
            let Some(draft) = read(text) else { return false };
            set.push(Kept { name: name.clone(), bytes: fixture::build(&draft).bytes.len(), draft });
        }
        let Some(draft) = read(&kept.draft) else { return false };
        self.ids = draft.records.iter().map(|_| self.fresh()).collect();
        self.at = kept.at.and_then(|at| self.ids.get(at)).or(self.ids.first()).copied();
        (self.draft, self.set, self.stale) = (draft, set, true);
        self.plain = kept.plain.map(Into::into);
        (self.name, self.product, self.target.way) = (kept.name, kept.product, kept.way);
        let [shard, function] = kept.context;
        self.context.shard = shard.unwrap_or_else(|| self.context.shard.clone());
        self.context.function = function.unwrap_or_else(|| self.context.function.clone());
        true
    }

    /// What is typed again in each tab.
    pub(in crate::session) fn settings(&self) -> KeptSettings {
        let target = &self.target;
        KeptSettings {
            target: [
                Some(target.stream.clone()).filter(|stream| !stream.is_empty()),
                target.region.clone(),
                target.profile.clone(),
                target.endpoint.clone(),
            ],
            cli: target.cli,
            shell: target.shell,
            shards: KeptShards::of(&self.preview.shards),
        }
    }

    /// Takes these settings over, and gives the shards, which are also those of the captures.
    pub(in crate::session) fn set(&mut self, settings: KeptSettings) -> Shards {
        let [stream, region, profile, endpoint] = settings.target;
        let target = &mut self.target;
        target.stream = stream.unwrap_or_default();
        (target.region, target.profile, target.endpoint) = (region, profile, endpoint);
        (target.cli, target.shell) = (settings.cli, settings.shell);
        settings.shards.shards()
    }
}

impl KeptDraft {
    /// The settings, which are then gone from it.
    pub(in crate::session) fn take_settings(&mut self) -> KeptSettings {
        std::mem::take(&mut self.settings)
    }
}

/// About how many bytes a draft has as text.
fn size(draft: &Draft) -> usize {
    let record = |record: &fixture::DraftRecord| {
        let content = match &record.payload.content {
            Content::Text(text) | Content::Json(text) | Content::Hex(text) | Content::Base64(text) => {
                text.len()
            }
            Content::File { bytes, .. } => bytes.len(),
        };
        let tag = |tag: &fixture::DraftTag| tag.key.len() + tag.value.as_deref().map_or(0, str::len);
        let hash_key = record.explicit_hash_key.as_deref().map_or(0, str::len);
        content + record.partition_key.len() + hash_key + record.tags.iter().map(tag).sum::<usize>()
    };
    let origin = draft.origin.as_ref().map_or(0, |origin| origin.bytes().len());
    origin + draft.records.iter().map(record).sum::<usize>()
}
