use thiserror::Error;

use crate::calendar::Duration;
use crate::projection::ProjectionError;
use crate::quantity::Unit;

use super::things::listed;
use crate::model::Thing;

/// Most names that a message lists.
const MOST_LISTED: usize = 12;

/// Why a change cannot be made to a model.
///
/// Each says what was given, what would do, and what to do next; [`ChangeFault::key`] is the key of the change that
/// is at fault.
///
/// ```
/// use corridor::calendar::{Duration, Horizon};
/// use corridor::model::Draft;
/// use corridor::scenario::{Change, Overlay};
///
/// let mut overlay = Overlay::new(Draft::new("nothing", Horizon::years(2025, 2030)?));
/// let error = overlay.apply(Change::delay("*", Duration::years(-1))).unwrap_err();
/// assert_eq!(error.faults[0].key(), Some("by"));
/// assert!(error.faults[0].to_string().starts_with("cannot `delay` by -1 yr: give more than 0 d"));
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ChangeFault {
    /// An empty list of names.
    #[error("names nothing: give the name of a {}, a list of names, or \"*\" for all", listed(.kinds))]
    NoSubject {
        /// The kinds it can be about.
        kinds: &'static [Thing],
    },
    /// A name that nothing has.
    #[error("there is no {} `{given}`: {}", listed(.kinds), names(.allowed, .nearest.as_deref()))]
    UnknownSubject {
        /// The name given.
        given: String,
        /// The kinds it can be of.
        kinds: &'static [Thing],
        /// The names there are of these kinds.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// A name of a thing that the change cannot be about.
    #[error("`{given}` is a {}, but a {} is wanted: {}", listed(.found), listed(.kinds), names(.allowed, .nearest.as_deref()))]
    WrongKind {
        /// The name given.
        given: String,
        /// What it is.
        found: Vec<Thing>,
        /// The kinds it can be of.
        kinds: &'static [Thing],
        /// The names there are of these kinds.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// A bare name of several things.
    #[error("`{given}` may be {}: write which one is meant", .candidates.join(" or "))]
    Ambiguous {
        /// The name given.
        given: String,
        /// The things of that name, with their kinds.
        candidates: Vec<String>,
    },
    /// An id that another model gave out.
    #[error("the id `{given}` is of another model: use the id that this model gave, or the name as text")]
    Foreign {
        /// The id's name.
        given: String,
    },
    /// A ramp step that a commitment does not have.
    #[error("the ramp of `{commitment}` has no step {given}: {}", steps_there(*.steps))]
    NoSuchStep {
        /// The commitment.
        commitment: String,
        /// The step given.
        given: usize,
        /// How many there are.
        steps: usize,
    },
    /// A step of a ramp asked for in an agreement.
    #[error("the agreement `{agreement}` has no ramp: leave `step` out, or name the commitment")]
    StepOfAgreement {
        /// The agreement.
        agreement: String,
    },
    /// A step of a ramp asked for in what has none.
    #[error("`{promise}` has no ramp: leave `step` out, or name a commitment")]
    StepOfOther {
        /// What was named.
        promise: String,
    },
    /// A class of dates where a volume is promised.
    #[error("`{class}` is a class of dates, and `{promise}` is a volume: name a class of volumes")]
    RecordOfDates {
        /// The class.
        class: String,
        /// What is promised.
        promise: String,
    },
    /// A delay or an advance by no time, or backwards.
    #[error("cannot `{word}` by {given}: give more than 0 d; what goes the other way is `{other}`")]
    BadDuration {
        /// The change.
        word: &'static str,
        /// The duration given.
        given: Duration,
        /// The change that goes the other way.
        other: &'static str,
    },
    /// A number out of the range of the change.
    #[error("`{word}` by {given} is out of range: give {allowed}")]
    OutOfRange {
        /// The change.
        word: &'static str,
        /// The number given.
        given: String,
        /// The range, and what to use beyond it.
        allowed: &'static str,
    },
    /// A number whose unit is not that of what it changes.
    #[error("{given} does not go with {subject}, which is in {expected}: give it in that unit")]
    UnitMismatch {
        /// The change.
        word: &'static str,
        /// What is to be changed, by its place.
        subject: String,
        /// The number given.
        given: String,
        /// The unit of what it is to change.
        expected: Unit,
    },
    /// A number of a unit that the change can do nothing with.
    #[error("`{word}` cannot do anything with {given}: give {allowed}")]
    BadUnit {
        /// The change.
        word: &'static str,
        /// The number given.
        given: String,
        /// What it can work with.
        allowed: &'static str,
    },
    /// A price by the kilometre on a leg whose distance is unknown or uncertain.
    #[error(
        "{given} cannot be put together over the distance of `{leg}`, which is not one number: give it per unit"
    )]
    UncertainDistance {
        /// The leg.
        leg: String,
        /// The number given.
        given: String,
    },
    /// A share whose distribution cannot be turned into a factor.
    #[error(
        "a lognormal {given} cannot be turned into a factor: give a range, or a triangular or normal distribution"
    )]
    Lognormal {
        /// The number given.
        given: String,
    },
    /// A loss in a correlation group.
    #[error(
        "a loss cannot be in the group `{group}`, as what is left falls when the loss rises: leave `group` out"
    )]
    GroupedLoss {
        /// The group.
        group: String,
    },
    /// A window that ends before it begins.
    #[error("it ends ({until}) before it begins ({from}): let `until` be {from} or later")]
    Backward {
        /// Its first day or period.
        from: String,
        /// Its last.
        until: String,
    },
    /// Growth of a demand that has no volume of its own.
    #[error("the volume of `{demand}` follows `{follows}`: {}", grow_instead(.follows))]
    Follows {
        /// The demand.
        demand: String,
        /// The turnover or series that it follows.
        follows: String,
    },
    /// A rule that cannot go on from the values that are given.
    #[error("`{subject}` cannot grow so: {error}")]
    Growth {
        /// The demand or turnover.
        subject: String,
        /// Why.
        error: ProjectionError,
    },
    /// A new thing whose name is taken.
    #[error("there is a {kind} `{name}` already: give the new one another name")]
    Taken {
        /// The kind of thing.
        kind: &'static str,
        /// The name.
        name: String,
    },
}

impl ChangeFault {
    /// The key of the change that is at fault; none for the one that names the change (`delay`, `close` …).
    pub const fn key(&self) -> Option<&'static str> {
        match self {
            ChangeFault::UnknownSubject { kinds: [Thing::TrackRecord], .. }
            | ChangeFault::RecordOfDates { .. } => Some("class"),
            ChangeFault::NoSuchStep { .. }
            | ChangeFault::StepOfAgreement { .. }
            | ChangeFault::StepOfOther { .. } => Some("step"),
            ChangeFault::BadDuration { .. }
            | ChangeFault::BadUnit { .. }
            | ChangeFault::UncertainDistance { .. }
            | ChangeFault::Lognormal { .. }
            | ChangeFault::GroupedLoss { .. } => Some("by"),
            ChangeFault::OutOfRange { word, .. } | ChangeFault::UnitMismatch { word, .. } => {
                Some(amount(word))
            }
            ChangeFault::Backward { .. } => Some("until"),
            ChangeFault::Growth { .. } => Some("growth"),
            _ => None,
        }
    }
}

/// The key of the amount of a change.
const fn amount(word: &str) -> &'static str {
    if matches!(word.as_bytes(), b"ramp") { "to" } else { "by" }
}

fn steps_there(steps: usize) -> String {
    match steps {
        0 => "it has none; `ramp` adds one".to_owned(),
        1 => "it has one, number 1".to_owned(),
        steps => format!("it has {steps}, counted from 1"),
    }
}

fn grow_instead(follows: &str) -> &'static str {
    if follows.starts_with("turnover.") {
        "grow that instead"
    } else {
        "scale it instead, or give it a volume of its own"
    }
}

/// The names that would do, the nearest first.
fn names(allowed: &[String], nearest: Option<&str>) -> String {
    match (nearest, allowed) {
        (Some(nearest), _) => format!("did you mean `{nearest}`?"),
        (None, []) => "there are none; add one first".to_owned(),
        (None, allowed) if allowed.len() <= MOST_LISTED => format!("there are {}", allowed.join(", ")),
        (None, allowed) => {
            let (shown, further) = (&allowed[..MOST_LISTED], allowed.len() - MOST_LISTED);
            format!("there are {} and {further} more", shown.join(", "))
        }
    }
}

/// Why scenarios cannot be put together or applied to a model.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ScenarioError {
    /// A scenario asked for that does not exist.
    #[error("there is no scenario `{given}`: {}", names(.allowed, .nearest.as_deref()))]
    Unknown {
        /// The name asked for.
        given: String,
        /// The scenarios there are.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// Two scenarios of one name.
    #[error("there are two scenarios `{scenario}`: give one of them another name")]
    Duplicate {
        /// The name.
        scenario: String,
    },
    /// A scenario that extends one which does not exist.
    #[error("`{scenario}` extends `{given}`, which does not exist: {}", names(.allowed, .nearest.as_deref()))]
    UnknownParent {
        /// The scenario.
        scenario: String,
        /// What it extends.
        given: String,
        /// The scenarios there are.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// Scenarios that extend each other in a circle.
    #[error("`{scenario}` extends itself ({}): take one `extends` out", .circle.join(" extends "))]
    Circle {
        /// The first of them in the order of the set.
        scenario: String,
        /// The way round, from it back to it.
        circle: Vec<String>,
    },
    /// A scenario applied by itself though it extends another.
    #[error("`{scenario}` extends `{extends}`: apply it through the set that holds both")]
    Unresolved {
        /// The scenario.
        scenario: String,
        /// What it extends.
        extends: String,
    },
    /// A change by a number that the scenario does not have.
    #[error("`{scenario}` has no change {given}: they are counted from 0 and there are {changes}")]
    NoSuchChange {
        /// The scenario.
        scenario: String,
        /// The number given.
        given: usize,
        /// How many changes there are.
        changes: usize,
    },
    /// A change that cannot be made.
    #[error("change {} of `{scenario}` ({change}): {fault}", .index + 1)]
    Change {
        /// The scenario that gives the change, which may be one that the applied scenario extends.
        scenario: String,
        /// The change's place in that scenario's own list, counted from 0.
        index: usize,
        /// The change in words.
        change: String,
        /// What is wrong with it.
        fault: Box<ChangeFault>,
    },
}

impl ScenarioError {
    /// The scenario in which the fault is to be mended; none if it is in the name asked for.
    pub fn scenario(&self) -> Option<&str> {
        match self {
            ScenarioError::Unknown { .. } => None,
            ScenarioError::Duplicate { scenario }
            | ScenarioError::UnknownParent { scenario, .. }
            | ScenarioError::Circle { scenario, .. }
            | ScenarioError::Unresolved { scenario, .. }
            | ScenarioError::NoSuchChange { scenario, .. }
            | ScenarioError::Change { scenario, .. } => Some(scenario),
        }
    }
}
