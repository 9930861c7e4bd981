//! The builder as it is kept for a reload, and how it is filled again.

use super::{Builder, Kept, Product};
use crate::{
    fixture::{self, Content, Draft, command::Way, notation},
    session::{
        ShardMove, Shards,
        kept::{KeptSettings, MOST_DRAFT},
    },
};
use borsh::{BorshDeserialize, BorshSerialize};

/// What stands in the builder.
#[derive(BorshSerialize, BorshDeserialize)]
pub(in crate::session) struct KeptDraft {
    /// The draft, its name, the shard and the function of an event, then name and draft of each fixture of the set.
    texts: Vec<String>,
    /// The place of the record at hand.
    at: Option<usize>,
    plain: Option<Vec<u8>>,
    product: Product,
    way: Way,
    settings: KeptSettings,
}

impl Builder {
    /// What stands in the builder; `None` where it is too large to be kept.
    pub(in crate::session) fn keep(&self) -> Option<KeptDraft> {
        let drafts = self.set.iter().map(|kept| &kept.draft).chain([&self.draft]);
        let shards = match self.preview.shards.entered.as_deref() {
            Some(ShardMove::Paste(text)) => text.len(),
            _ => 0,
        };
        if drafts.map(size).sum::<usize>() + shards > MOST_DRAFT {
            return None;
        }
        let mut texts = vec![
            notation::write(&self.draft),
            self.name.clone(),
            self.context.shard.clone(),
            self.context.function.clone(),
        ];
        for kept in &self.set {
            texts.push(kept.name.clone());
            texts.push(notation::write(&kept.draft));
        }
        Some(KeptDraft {
            texts,
            at: self.at.and_then(|id| self.place_of(id)),
            plain: self.plain.as_deref().map(<[u8]>::to_vec),
            product: self.product,
            way: self.target.way,
            settings: self.settings(),
        })
    }

    /// Fills the builder, which nobody has used yet, and gives the shards. `None` where a draft cannot be read.
    pub(in crate::session) fn fill(&mut self, kept: KeptDraft) -> Option<Shards> {
        let mut texts = kept.texts.into_iter();
        let draft = notation::read(&texts.next()?).ok()?;
        let (name, shard, function) = (texts.next()?, texts.next()?, texts.next()?);
        let mut set = Vec::new();
        while let Some(name) = texts.next() {
            let draft = notation::read(&texts.next()?).ok()?;
            set.push(Kept { name, bytes: fixture::build(&draft).bytes.len(), draft });
        }
        self.ids = draft.records.iter().map(|_| self.fresh()).collect();
        self.at = kept.at.and_then(|at| self.ids.get(at)).copied();
        (self.draft, self.set, self.stale) = (draft, set, true);
        self.plain = kept.plain.map(Into::into);
        (self.name, self.product, self.target.way) = (name, kept.product, kept.way);
        (self.context.shard, self.context.function) = (shard, function);
        Some(self.set(kept.settings))
    }

    /// What is typed again in each tab.
    pub(in crate::session) fn settings(&self) -> KeptSettings {
        let target = &self.target;
        let others = [&target.region, &target.profile, &target.endpoint];
        let others = others.map(|text| text.clone().unwrap_or_default());
        KeptSettings {
            target: [target.stream.clone()].into_iter().chain(others).collect(),
            cli: target.cli,
            shell: target.shell,
            shards: self.preview.shards.entered.as_deref().cloned(),
        }
    }

    /// Takes these settings over, and gives the shards, which are also those of the captures.
    pub(in crate::session) fn set(&mut self, settings: KeptSettings) -> Shards {
        let mut texts = settings.target.into_iter();
        let mut next = || texts.next().filter(|text| !text.is_empty());
        let target = &mut self.target;
        target.stream = next().unwrap_or_default();
        (target.region, target.profile, target.endpoint) = (next(), next(), next());
        (target.cli, target.shell) = (settings.cli, settings.shell);
        match settings.shards {
            Some(step @ (ShardMove::Even(_) | ShardMove::Paste(_))) => Shards::default().after(step),
            _ => Shards::default(),
        }
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
