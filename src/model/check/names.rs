//! Names: every one is good, given once, and refers to something of this model.

use std::collections::BTreeSet;

use super::{At, Check};
use crate::evidence::{Id, Named};
use crate::model::fault::one_of;
use crate::model::{Draft, FaultKind, Thing, WarningKind};
use crate::network::Mode;

/// Most characters of a name.
const LONGEST: usize = 100;

/// The names of one kind.
pub(super) struct Names<'a> {
    pub(super) thing: Thing,
    contains: Box<dyn Fn(&str) -> bool + 'a>,
    list: Box<dyn Fn() -> Vec<&'a str> + 'a>,
}

impl<'a> Names<'a> {
    fn of<T>(thing: Thing, named: &'a Named<T>) -> Self {
        Self {
            thing,
            contains: Box::new(|name| named.contains(name)),
            list: Box::new(|| named.names().collect()),
        }
    }

    /// The names of a kind of thing.
    pub(super) fn all(draft: &'a Draft, thing: Thing) -> Self {
        match thing {
            Thing::Source => Self::of(thing, &draft.sources),
            Thing::Commodity => Self::of(thing, &draft.commodities),
            Thing::Node => Self::of(thing, &draft.nodes),
            Thing::Leg => Self::of(thing, &draft.legs),
            Thing::Limit => Self::of(thing, &draft.limits),
            Thing::Project => Self::of(thing, &draft.projects),
            Thing::Event => Self::of(thing, &draft.events),
            Thing::Corridor => Self::of(thing, &draft.corridors),
            Thing::Agreement => Self::of(thing, &draft.agreements),
            Thing::Commitment => Self::of(thing, &draft.commitments),
            Thing::Target => Self::of(thing, &draft.targets),
            Thing::TrackRecord => Self::of(thing, &draft.track_records),
            Thing::Series => Self::of(thing, &draft.observations),
            Thing::Turnover => Self::of(thing, &draft.turnovers),
            Thing::Demand => Self::of(thing, &draft.demands),
        }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        (self.contains)(name)
    }

    pub(super) fn list(&self) -> Vec<&'a str> {
        (self.list)()
    }
}

/// Every name is good and given once.
pub(super) fn names(check: &mut Check<'_>) {
    let draft = check.draft;
    once(check, Thing::Commodity, &draft.commodities);
    once(check, Thing::Node, &draft.nodes);
    once(check, Thing::Leg, &draft.legs);
    once(check, Thing::Limit, &draft.limits);
    once(check, Thing::Project, &draft.projects);
    once(check, Thing::Event, &draft.events);
    once(check, Thing::Corridor, &draft.corridors);
    once(check, Thing::Agreement, &draft.agreements);
    once(check, Thing::Commitment, &draft.commitments);
    once(check, Thing::Target, &draft.targets);
    once(check, Thing::TrackRecord, &draft.track_records);
    once(check, Thing::Series, &draft.observations);
    once(check, Thing::Turnover, &draft.turnovers);
    once(check, Thing::Demand, &draft.demands);
    twice(check, Thing::Source, &draft.sources);
    apart(check);
}

/// Legs and limits have names of their own, for both have a throughput; so have legs, modes and countries, for all
/// have totals.
fn apart(check: &mut Check<'_>) {
    let draft = check.draft;
    let countries: BTreeSet<&str> = draft.legs.iter().map(|(_, leg)| leg.country.as_str()).collect();
    for (id, _) in draft.legs.iter() {
        let (at, given) = (At::thing(Thing::Leg, id), id.as_str().to_owned());
        if draft.limits.contains(&given) {
            let things = vec![Thing::Leg, Thing::Limit];
            check.fault(at, FaultKind::AmbiguousName { given, things });
        } else if given.parse::<Mode>().is_ok() {
            check.warn(at, WarningKind::SharedName { given, with: "a mode" });
        } else if countries.contains(given.as_str()) {
            check.warn(at, WarningKind::SharedName { given, with: "a country" });
        }
    }
}

/// No name of a kind is bad or given twice.
fn once<T>(check: &mut Check<'_>, thing: Thing, named: &Named<T>) {
    for (id, _) in named.iter().filter(|(id, _)| !is_good(id.as_str())) {
        let given = id.as_str().chars().take(LONGEST).collect();
        check.fault(At::top(thing.word()), FaultKind::BadName { given, most: LONGEST });
    }
    twice(check, thing, named);
}

/// No name of a kind is given twice.
fn twice<T>(check: &mut Check<'_>, thing: Thing, named: &Named<T>) {
    for id in named.duplicates() {
        let given = id.as_str().to_owned();
        check.fault(At::thing(thing, id), FaultKind::DuplicateName { thing, given });
    }
}

/// Whether a name can stand in the subject of a result row, whose parts are joined by other signs.
fn is_good(name: &str) -> bool {
    let good = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    !name.is_empty() && name.len() <= LONGEST && name.chars().all(good)
}

impl Check<'_> {
    /// Whether an id is of this model and names something; if not, it is told.
    pub(super) fn refers<T, U>(&mut self, at: At<'_>, thing: Thing, id: &Id<U>, named: &Named<T>) -> bool {
        if id.is_foreign_to(self.draft.owner()) {
            self.fault(at, FaultKind::ForeignId { thing, given: id.as_str().to_owned() });
            return false;
        }
        let known = named.contains(id.as_str());
        if !known {
            self.unknown(at, thing.word(), id.as_str(), named.names());
        }
        known
    }

    /// Whether each id of a list is of this model, names something, and stands there once.
    pub(super) fn refer_all<T, U>(&mut self, at: At<'_>, thing: Thing, ids: &[Id<U>], named: &Named<T>) {
        for (index, id) in ids.iter().enumerate() {
            self.refers(at.entry(index), thing, id, named);
        }
        let mut sorted: Vec<&str> = ids.iter().map(Id::as_str).collect();
        sorted.sort_unstable();
        self.no_pairs(at, &sorted);
    }

    /// Tells each name that stands next to itself.
    pub(super) fn no_pairs(&mut self, at: At<'_>, sorted: &[&str]) {
        for pair in sorted.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.fault(at, FaultKind::NamedTwice { given: pair[0].to_owned() });
        }
    }

    /// The same for a name that may say its kind: `corridor.middle`.
    pub(super) fn refers_to_kind<'n>(
        &mut self,
        at: At<'_>,
        given: &'n str,
        things: &[Thing],
    ) -> Option<(Thing, &'n str)> {
        let said = given.split_once('.').and_then(|(word, name)| Some((word.parse::<Thing>().ok()?, name)));
        match said.filter(|(thing, _)| things.contains(thing)) {
            Some((thing, name)) => Some((self.refers_to_one(at, name, &[thing])?, name)),
            None => Some((self.refers_to_one(at, given, things)?, given)),
        }
    }

    /// What a bare name refers to where it may be of several kinds; if that is nothing or unclear, it is told.
    pub(super) fn refers_to_one(&mut self, at: At<'_>, given: &str, things: &[Thing]) -> Option<Thing> {
        let draft = self.draft;
        let all: Vec<Names<'_>> = things.iter().map(|thing| Names::all(draft, *thing)).collect();
        let found: Vec<Thing> =
            all.iter().filter(|names| names.contains(given)).map(|names| names.thing).collect();
        match found[..] {
            [one] => return Some(one),
            [] => {
                let words: Vec<&str> = things.iter().map(|thing| thing.word()).collect();
                let names: Vec<&str> = all.iter().flat_map(Names::list).collect();
                self.unknown(at, &one_of(&words), given, names.into_iter());
            }
            _ => self.fault(at, FaultKind::AmbiguousName { given: given.to_owned(), things: found }),
        }
        None
    }

    /// Whether a reference such as `commitment.kz-oil` names something; if not, it is told.
    pub(super) fn refers_to_any(&mut self, at: At<'_>, given: &str) {
        let draft = self.draft;
        let parts = given.split_once('.').and_then(|(word, name)| Some((word.parse::<Thing>().ok()?, name)));
        let Some((thing, name)) = parts else {
            let form = "kind.name, such as commitment.kz-oil or project.berths";
            return self.fault(at, FaultKind::BadReference { given: given.to_owned(), form });
        };
        let names = Names::all(draft, thing);
        if !names.contains(name) {
            self.unknown(at, thing.word(), name, names.list().into_iter());
        }
    }
}
