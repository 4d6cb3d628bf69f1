//! From the names in a change to the things of a draft.

use crate::evidence::nearest;
use crate::model::{Draft, Thing};

use super::things::{has, names};
use super::{ChangeFault, Subject};

/// A thing of a draft.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) kind: Thing,
    pub(super) name: String,
}

impl Found {
    /// Its place in the notation of a study: `leg.aktau-baku`.
    pub(super) fn place(&self) -> String {
        format!("{}.{}", self.kind, self.name)
    }
}

/// The thing of one of some kinds that is meant.
pub(super) fn find(draft: &Draft, subject: &Subject, kinds: &'static [Thing]) -> Result<Found, ChangeFault> {
    let given = subject.to_string();
    if subject.is_foreign_to(draft.owner()) {
        return Err(ChangeFault::Foreign { given });
    }
    let (told, name) = told_kind(draft, subject);
    let fits = |kind: &&Thing| told.is_none_or(|told| told == **kind) && has(**kind, draft, name);
    let found: Vec<Thing> = kinds.iter().filter(fits).copied().collect();
    match found.as_slice() {
        [kind] => Ok(Found { kind: *kind, name: name.to_owned() }),
        [] => Err(unknown(draft, subject, kinds)),
        several => {
            let candidates = several.iter().map(|kind| format!("`{kind}.{name}`")).collect();
            Err(ChangeFault::Ambiguous { given, candidates })
        }
    }
}

/// Splits `leg.aktau-baku` into kind and name, where there is such a thing; a name may hold points itself.
fn told_kind<'s>(draft: &Draft, subject: &'s Subject) -> (Option<Thing>, &'s str) {
    let text = subject.as_str();
    if let Some(kind) = subject.kind() {
        return (Some(kind), text);
    }
    let split = text.split_once('.').and_then(|(word, name)| Some((word.parse::<Thing>().ok()?, name)));
    match split.filter(|(kind, name)| has(*kind, draft, name)) {
        Some((kind, name)) => (Some(kind), name),
        None => (None, text),
    }
}

/// Why nothing of the right kind was found.
fn unknown(draft: &Draft, subject: &Subject, kinds: &'static [Thing]) -> ChangeFault {
    let (told, name) = told_kind(draft, subject);
    let fits = |kind: &&Thing| told.is_none_or(|told| told == **kind) && has(**kind, draft, name);
    let found: Vec<Thing> = Thing::ALL.iter().filter(fits).copied().collect();
    let allowed: Vec<String> = kinds.iter().flat_map(|kind| names(*kind, draft)).collect();
    let bare =
        name.split_once('.').filter(|(word, _)| word.parse::<Thing>().is_ok()).map_or(name, |(_, bare)| bare);
    let nearest = nearest(bare, allowed.iter().map(String::as_str)).map(str::to_owned);
    let given = subject.to_string();
    if found.is_empty() {
        ChangeFault::UnknownSubject { given, kinds, allowed, nearest }
    } else {
        ChangeFault::WrongKind { given, found, kinds, allowed, nearest }
    }
}
