//! English: the shards of the stream, and where user records belong.

use super::{UNKNOWN, count, grouped};
use kpl_engine::session::{
    Origin, ShardProblem,
    select::{PlacedView, ShardRow, ShardsView},
};
use kpl_format::shard::MOST_SHARDS;

/// The panel.
pub const SHARDS: &str = "Shards";
/// Its title.
pub const SHARDS_TITLE: &str = "Shards of the stream";
/// What it is good for.
pub const SHARDS_WHY: &str = "A KCL worker takes only user records whose hash keys lie in its shard. One outside, and it drops \
                              the whole aggregate without a word. Tell the shards to see where each user record belongs \
                              and what the KCL would drop. It stays in this page.";
/// The box for a list.
pub const SHARDS_PASTE: &str = "Output of aws kinesis list-shards or describe-stream";
/// Hint in it.
pub const SHARDS_PASTE_HINT: &str = "{ \"Shards\": [ … ] }";
/// Reads the box.
pub const READ_SHARDS: &str = "Read shards";
/// The number of even shards.
pub const EVEN_SHARDS: &str = "Or a number of even shards";
/// Takes that number.
pub const USE_EVEN: &str = "Use";
/// Forgets them.
pub const FORGET_SHARDS: &str = "Forget the shards";
/// No shards were told.
pub const NO_SHARDS: &str = "No shards are known: the KCL is judged as if its shard had every hash key.";
/// Column heads of the shards.
pub const SHARD_COLUMNS: [&str; 5] = ["Shard", "First hash key", "Last hash key", "State", "User records"];
/// The shard that records came from.
pub const CAME_FROM: &str = "Records came from, where the capture does not say it";
/// Hint where a shard is named.
pub const SHARD_HINT: &str = "id or number";
/// Sets it.
pub const SET: &str = "Set";
/// That shard counts for all records.
pub const OVERRIDES: &str = "for all records, whatever the capture says";
/// The form that finds a key.
pub const FIND_KEY: &str = "Find a partition key for a shard";
/// The shard that it is to land in.
pub const KEY_SHARD: &str = "Shard";
/// How it is to begin.
pub const KEY_PREFIX: &str = "Begins with";
/// Looks for it.
pub const FIND: &str = "Find";
/// Copies it.
pub const COPY_KEY: &str = "Copy key";
/// What a service-managed stream changes.
pub const SERVICE_MANAGED: &str = "Service-managed streams (RecordDistributionStrategy AUTO) place records themselves: the partition \
                                   key is optional and may be missing, the explicit hash key is ignored, so no hash key \
                                   tells the shard. KPL aggregation is not supported there: KCL consumers silently drop \
                                   aggregated records. This map is then of no use; turn aggregation off in the producer.";
/// The column of user records.
pub const SHARD: &str = "Shard";

/// Column head of the partition keys.
pub const PARTITION_KEY_COLUMN: &str = "Partition key";

/// How many shards there are.
#[must_use]
pub fn shards_known(view: &ShardsView) -> String {
    match view.known {
        None => NO_SHARDS.to_owned(),
        Some(known) if known == view.open => format!("{}, all open.", count(known, "shard", "shards")),
        Some(known) => format!("{}, {} open.", count(known, "shard", "shards"), grouped(view.open)),
    }
}

/// Why something about shards could not be done.
#[must_use]
pub fn shard_problem(problem: &ShardProblem) -> String {
    match problem {
        ShardProblem::Said(why) => why.clone(),
        ShardProblem::NotANumber(text) => {
            format!("“{text}” is no number of shards: give a whole number from 1 to {MOST_SHARDS}.")
        }
        ShardProblem::NoneKnown => {
            "No shards are known yet: paste their list or give a number first.".to_owned()
        }
        ShardProblem::NoSuchShard(name, one) => {
            format!("There is no shard “{name}” among these: give an id such as {one}, or its number.")
        }
    }
}

/// How it is known where a record came from.
#[must_use]
pub const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Captured => "the capture says so",
        Origin::Chosen => "you said so",
        Origin::Supposed => "supposed: most of its user records belong there",
    }
}

/// Under which shard the KCL is judged.
#[must_use]
pub fn judged_with(placed: Option<&PlacedView>) -> String {
    match placed.map(|placed| &placed.origin) {
        Some(Some((id, how))) => format!("The KCL is judged as it runs on {id} ({}).", origin(*how)),
        Some(None) => {
            "No shard that is known has these hash keys, so the KCL is judged with every hash key.".to_owned()
        }
        None => "The KCL is judged as if its shard had every hash key.".to_owned(),
    }
}

/// Where the user records belong, and whether that is trouble. `said`: whether it was said already what the KCL does.
#[must_use]
pub fn placed(placed: &PlacedView, said: bool) -> Option<(String, bool)> {
    let (first, more) = placed.shards.split_first()?;
    let origin = placed.origin.as_ref().filter(|(_, how)| *how != Origin::Supposed).map(|(id, _)| id);
    let (mixed, stray) = (!more.is_empty(), more.is_empty() && origin.is_some_and(|id| *id != first.0));
    let mut text = if mixed {
        let named = placed.shards.iter().map(|(id, number)| format!("{id} ({})", grouped(*number)));
        let rest = (placed.more > 0).then(|| format!("and {} more", grouped(placed.more)));
        let named: Vec<String> = named.chain(rest).collect();
        format!("It mixes {} shards: {}", grouped(placed.shards.len() + placed.more), named.join(", "))
    } else {
        format!("{} of {}", count(first.1, "user record", "user records"), first.0)
    };
    match origin {
        Some(_) if !mixed && !stray => text.push_str(", where it came from"),
        Some(id) => text.push_str(&format!("; it came from {id}")),
        None => {}
    }
    if placed.nowhere > 0 {
        text.push_str(&format!("; the shard of {} is not known", grouped(placed.nowhere)));
    }
    if let Some(id) = &placed.unknown {
        text.push_str(&format!("; the capture says {id}, which is not among the shards"));
    }
    if let Some(id) = &placed.overruled {
        text.push_str(&format!("; the capture says {id}, and you overruled it"));
    }
    text.push('.');
    if (mixed || stray) && !said {
        text.push_str(" The KCL drops all of it without a word.");
    }
    Some((text, mixed || stray))
}

/// The state of a shard, what it was made of, and whether the record at hand came from it.
#[must_use]
pub fn shard_state(row: &ShardRow) -> String {
    let state = if row.open { "open" } else { "closed" };
    let parents = (!row.parents.is_empty()).then(|| {
        let parents: Vec<&str> = row.parents.iter().map(|id| shard_short(id)).collect();
        format!("from {}", parents.join(" and "))
    });
    let here = row.origin.then(|| "this record’s".to_owned());
    [Some(state.to_owned()), parents, here].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A shard by its number, as far as its id is as Kinesis gives it.
#[must_use]
pub fn shard_short(id: &str) -> &str {
    match id.strip_prefix("shardId-").map(|number| number.trim_start_matches('0')) {
        None if id.is_empty() => UNKNOWN,
        None => id,
        Some("") => "0",
        Some(number) => number,
    }
}

/// In front of a key that was found.
#[must_use]
pub fn key_lands(id: &str) -> String {
    format!("This partition key lands in {id}:")
}
