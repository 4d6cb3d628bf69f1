use thiserror::Error;

use super::listing::{all_of, article, offer, one_of};
use super::wording::{commodity_or_any, no_factor, no_share, too_low};
use super::{Thing, TradeFault};
use crate::calendar::{Date, Duration, Period};
use crate::evidence::{CorrelationError, TrackRecordError};
use crate::projection::ProjectionError;
use crate::quantity::{Measure, Unit};

/// What is wrong with a model, with what was given and what is allowed. Numbers are in base units.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum FaultKind {
    /// A name that nothing has.
    #[error("there is no {wanted} `{given}`{}", offer(.nearest.as_deref(), .known, *.more))]
    UnknownName {
        /// What it should name: `leg or corridor`.
        wanted: String,
        /// The name given.
        given: String,
        /// The name that was probably meant.
        nearest: Option<String>,
        /// The first few of those there are.
        known: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// An id that another model gave out.
    #[error("`{given}` is {} {thing} of another model: use the id that this model gave out", article(.thing.word()))]
    ForeignId {
        /// What it names.
        thing: Thing,
        /// The name.
        given: String,
    },
    /// A name that two things of one kind have.
    #[error("there are two of the name `{given}`: rename one {thing}, and what refers to it")]
    DuplicateName {
        /// What it names.
        thing: Thing,
        /// The name.
        given: String,
    },
    /// A name that results could not be told apart by.
    #[error(
        "`{given}` cannot be a name: write letters, digits, `-` and `_` only, and at most {most} of them"
    )]
    BadName {
        /// The name.
        given: String,
        /// Most characters of a name.
        most: usize,
    },
    /// A name that things of several kinds have, where any of them could be meant.
    #[error("`{given}` is the name of {}: rename all but one of them", all_of(&.things.iter().map(|thing| format!("{} {thing}", article(thing.word()))).collect::<Vec<_>>()))]
    AmbiguousName {
        /// The name.
        given: String,
        /// What it could be.
        things: Vec<Thing>,
    },
    /// A reference that does not say of which kind it is.
    #[error("`{given}` does not say what it refers to: write it as {form}")]
    BadReference {
        /// What was given.
        given: String,
        /// How it is written.
        form: &'static str,
    },
    /// A network of which nobody said what it carries.
    #[error("there is a network, but no word of what it carries: set `measure` to {}", one_of(&Measure::NETWORKS))]
    NoMeasure,
    /// A measure that networks do not carry.
    #[error("a network cannot carry {given}: choose {}, and convert {given} by its density", one_of(&Measure::NETWORKS))]
    NotCarried {
        /// The measure given.
        given: Measure,
    },
    /// A number of another kind than its key takes.
    #[error("{given} cannot stand here: give it in {}", one_of(.allowed))]
    WrongUnit {
        /// The number.
        given: String,
        /// The base units of the kinds that can.
        allowed: Vec<Unit>,
    },
    /// A number of the right kind that counts something else than the network carries.
    #[error("{given} counts {counted}, but the network carries {carried}: give it in {}", one_of(.allowed))]
    WrongMeasure {
        /// The number.
        given: String,
        /// What it counts.
        counted: Measure,
        /// What the network carries.
        carried: Measure,
        /// The base units that can stand here.
        allowed: Vec<Unit>,
    },
    /// A number in containers or barrels that meets commodities without a load factor or density.
    #[error("{given} counts {counted}, but {}: give it one, or give the number in {carried}", no_factor(.factor, .commodities))]
    NoFactor {
        /// The number.
        given: String,
        /// What it counts.
        counted: Measure,
        /// What the network carries.
        carried: Measure,
        /// The key that would convert it: `load_factor` or `density`.
        factor: &'static str,
        /// The commodities that meet it and have none.
        commodities: Vec<String>,
    },
    /// Money of another currency or price basis than the model's.
    #[error("{given} is not in the money of the model: convert it to {}", one_of(.allowed))]
    WrongMoney {
        /// The number.
        given: String,
        /// The base units that can stand here.
        allowed: Vec<Unit>,
    },
    /// A number that is, or may turn out, negative.
    #[error("{}", too_low(.given, *.low, *.unit, "a number of 0 or more"))]
    Negative {
        /// The number.
        given: String,
        /// The lowest it may be.
        low: f64,
        /// The base unit of both.
        unit: Unit,
    },
    /// A number that is, or may turn out, 0 or less.
    #[error("{}", too_low(.given, *.low, *.unit, "a number above 0"))]
    NotPositive {
        /// The number.
        given: String,
        /// The lowest it may be.
        low: f64,
        /// The base unit of both.
        unit: Unit,
    },
    /// A share that is, or may turn out, below 0 or above 1.
    #[error("{}: give a share from 0 to 1 (0 % to 100 %)", no_share(.given, *.low, *.high))]
    NotAShare {
        /// The number.
        given: String,
        /// The lowest it may be.
        low: f64,
        /// The highest it may be.
        high: f64,
    },
    /// A number that is, or may turn out, so high or low that sums and products of it would leave all range.
    #[error("{given:e} {unit} is beyond all reason: give at most {most:e} {unit}, and check the unit")]
    TooHigh {
        /// The highest or lowest it may be.
        given: f64,
        /// The most it may be, up or down.
        most: f64,
        /// The base unit of both.
        unit: Unit,
    },
    /// A growth that may turn out to lose everything.
    #[error("{}", too_low(.given, *.low, *.unit, "a growth of more than -100 %/yr"))]
    LosesAll {
        /// The number.
        given: String,
        /// The lowest it may be.
        low: f64,
        /// The base unit of both.
        unit: Unit,
    },
    /// Rank correlations that no inputs can have together.
    #[error(transparent)]
    Correlation(#[from] CorrelationError),
    /// An input that two groups claim.
    #[error("`{input}` is in group `{other}` already: leave it out here, or there")]
    InTwoGroups {
        /// The input.
        input: String,
        /// The other group.
        other: String,
    },
    /// A latitude or longitude that the Earth does not have.
    #[error(
        "no place is at {latitude}, {longitude}: give a latitude of -90 to 90, then a longitude of -180 to 180"
    )]
    NoSuchPlace {
        /// The latitude.
        latitude: f64,
        /// The longitude.
        longitude: f64,
    },
    /// A trade that does not go together with its exports and imports.
    #[error(transparent)]
    Trade(#[from] TradeFault),
    /// Points and a rule that make no projection.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
    /// A class of promises that says nothing, or not of what it is asked about.
    #[error(transparent)]
    TrackRecord(#[from] TrackRecordError),
    /// A leg that leads nowhere.
    #[error("begins and ends at `{node}`: let it end at another node")]
    LoopLeg {
        /// The node.
        node: String,
    },
    /// A tariff or a cost by distance on a leg of unknown length.
    #[error("{tariff} is by distance, but the leg has none: give its `distance`")]
    NoDistance {
        /// The tariff.
        tariff: String,
    },
    /// A limit over nothing.
    #[error("limits nothing: name the legs or nodes that it is over")]
    EmptyLimit,
    /// A limit that no commodity of its list can meet.
    #[error("none of its legs and nodes can be used by {}: mend its `commodities` or those of the legs", one_of(.commodities))]
    LimitsNone {
        /// The commodities it counts.
        commodities: Vec<String>,
    },
    /// A project on a leg without a capacity.
    #[error("leg `{leg}` has no capacity that could be enlarged: give it one, even of 0")]
    NoCapacity {
        /// The leg.
        leg: String,
    },
    /// An event that hits nothing.
    #[error("hits nothing: name what it closes or derates")]
    HitsNothing,
    /// An event that takes a share of a capacity that is not there.
    #[error(
        "leg `{leg}` has no capacity of which a share could be lost: give it one, or let the event close it"
    )]
    NoCapacityToLose {
        /// The leg.
        leg: String,
    },
    /// A project that adds in another unit than its limit is in.
    #[error("adds {adds}, but what it enlarges is in {enlarged}: give both in the same unit")]
    AddsOtherUnit {
        /// The unit of the project.
        adds: Unit,
        /// The unit of the capacity.
        enlarged: Unit,
    },
    /// A date that was held at the end of the calendar.
    #[error("{given} is at the end of the calendar: give a date that can be meant")]
    EdgeOfCalendar {
        /// The date.
        given: Date,
    },
    /// A length of time that runs backwards.
    #[error("takes {given}, which is less than no time: give a length of 0 or more, such as 2 yr")]
    BackwardsInTime {
        /// The length.
        given: Duration,
    },
    /// One name twice in a list that takes it once.
    #[error("names `{given}` twice: name it once")]
    NamedTwice {
        /// The name.
        given: String,
    },
    /// A change of what is not there.
    #[error("changes a {what} that is not there: give it one first, even of 0")]
    NothingToChange {
        /// The key that is changed.
        what: &'static str,
    },
    /// A stretch of time without a day.
    #[error("begins on {first} and ends before: give an end that is not before {first}")]
    NoDays {
        /// Its first day.
        first: Date,
    },
    /// Volume that goes nowhere.
    #[error("goes from `{node}` to itself: let it end at another node")]
    SameEnds {
        /// The node.
        node: String,
    },
    /// A commodity that no leg takes.
    #[error("no leg takes `{commodity}`: add it to the `commodities` of the legs on its way")]
    NoLegTakes {
        /// The commodity.
        commodity: String,
    },
    /// A list of routes, or a route, with nothing in it.
    #[error("is empty: name the legs of a route in their order, or give a number of routes to be searched")]
    EmptyRoute,
    /// Two legs of a route of which the second does not begin where the first ends.
    #[error(
        "leg `{leg}` does not begin at `{node}`, where the route has come to: put a leg between, or mend the order"
    )]
    BrokenRoute {
        /// The leg.
        leg: String,
        /// Where the route has come to.
        node: String,
    },
    /// A route that begins elsewhere than its demand.
    #[error("begins with leg `{leg}`, which does not leave `{node}`: begin where the demand begins")]
    WrongStart {
        /// The leg.
        leg: String,
        /// Where the demand begins.
        node: String,
    },
    /// A route that ends elsewhere than its demand.
    #[error("ends at `{reached}`, but the demand ends at `{node}`: add the legs that are missing")]
    WrongEnd {
        /// Where the route ends.
        reached: String,
        /// Where the demand ends.
        node: String,
    },
    /// A route that comes to a node twice.
    #[error("comes to `{node}` twice: leave out the round trip")]
    RoundTrip {
        /// The node.
        node: String,
    },
    /// A route that uses a leg against its direction.
    #[error("uses leg `{leg}` from its end to its beginning: set `both_ways` on it, or take another leg")]
    AgainstOneWay {
        /// The leg.
        leg: String,
    },
    /// A route over a leg that does not take what is moved.
    #[error("leg `{leg}` does not take {}: add it to the leg's `commodities`, or take another leg", commodity_or_any(.commodity.as_deref()))]
    ClosedToCommodity {
        /// The leg.
        leg: String,
        /// What is moved; none where the demand names no commodity.
        commodity: Option<String>,
    },
    /// A number of routes that cannot be searched for.
    #[error("{given} routes cannot be searched for: give 1 to {most}")]
    BadRouteCount {
        /// How many were asked for.
        given: usize,
        /// The most there may be.
        most: usize,
    },
    /// Series that follow one another in a circle.
    #[error("follows itself: {}; give one of them a rule of its own", .circle.join(" follows "))]
    Circle {
        /// The series, from the one told to itself again.
        circle: Vec<String>,
    },
    /// A commitment of nobody's volume.
    #[error("says not whose volume it is: name a `demand`, or its own `origin` and `destination`")]
    NobodysVolume,
    /// A commitment of a demand's volume and its own.
    #[error("names both a demand and ends of its own: leave out the `demand`, or `origin` and `destination`")]
    TwoVolumes,
    /// A leg or corridor that no route of a commitment can use.
    #[error("no way from `{from}` to `{to}` uses `{via}`: name a leg or corridor that is on the way")]
    OutOfTheWay {
        /// The leg or corridor.
        via: String,
        /// Where the volume begins.
        from: String,
        /// Where it ends.
        to: String,
    },
    /// A ramp step that is not after the one before it.
    #[error(
        "is reached on {by}, which is not after {before}, when what comes before it begins: put the steps in order of time"
    )]
    RampOutOfOrder {
        /// When it is reached.
        by: Date,
        /// When the step before is reached, or the commitment begins.
        before: Date,
    },
    /// A priority of 0.
    #[error("priority 0 is before the first: give 1 or more, 1 being served first")]
    NoPriority,
    /// Deliveries of which two speak of the same days.
    #[error("{first} and {second} overlap: give one delivery for the same days")]
    DeliveredTwice {
        /// The earlier period.
        first: Period,
        /// The later period.
        second: Period,
    },
    /// A delivery of a period in which the commitment does not run.
    #[error(
        "was delivered in {period}, but the commitment runs {span}: mend the period, or `from` and `until`"
    )]
    DeliveredOutside {
        /// The period.
        period: Period,
        /// When the commitment runs.
        span: String,
    },
    /// A period of an agreement that ends before it begins.
    #[error("runs from {first} back to {last}: give the first period, then the last")]
    PeriodBackwards {
        /// The first period given.
        first: Period,
        /// The last period given.
        last: Period,
    },
    /// A commitment that begins before its agreement, which is in force, was signed.
    #[error(
        "begins on {from}, before `{agreement}` was signed on {signed}: begin later, or mend the signing"
    )]
    BeforeSigning {
        /// When the commitment begins.
        from: Date,
        /// The agreement.
        agreement: String,
        /// When it was signed.
        signed: Date,
    },
    /// A corridor without a cordon.
    #[error("counts nothing, for its cordon is empty: name the legs at which its volume is counted")]
    EmptyCordon,
    /// Trade of fewer than two countries.
    #[error("names {given} of the countries that trade: name two or more, such as [\"AZ\", \"TM\"]")]
    FewCountries {
        /// How many different ones were given.
        given: usize,
    },
    /// More of something than a model may have.
    #[error("{given} {what} are too many: a model may have {most}; leave out or merge some")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        given: usize,
        /// The most there may be.
        most: usize,
    },
    /// A model whose results would fill the memory.
    #[error(
        "this model would need {numbers} numbers for its {what}: at most {most} are allowed; take fewer routes, demands or periods"
    )]
    TooLarge {
        /// For what: `routes in each period`.
        what: &'static str,
        /// How many numbers.
        numbers: u128,
        /// The most there may be.
        most: u128,
    },
}

impl FaultKind {
    /// Whether a name is unknown, ambiguous or of another model.
    pub fn is_unknown_name(&self) -> bool {
        matches!(self, Self::UnknownName { .. } | Self::AmbiguousName { .. } | Self::ForeignId { .. })
    }

    /// Whether a number is of the wrong unit: of another kind, measure, currency or price basis.
    pub fn is_wrong_unit(&self) -> bool {
        matches!(
            self,
            Self::WrongUnit { .. }
                | Self::WrongMeasure { .. }
                | Self::WrongMoney { .. }
                | Self::AddsOtherUnit { .. }
        )
    }

    /// Whether a number of the right unit is, or may turn out, beyond what it can be.
    pub fn is_out_of_range(&self) -> bool {
        matches!(
            self,
            Self::Negative { .. }
                | Self::NotPositive { .. }
                | Self::NotAShare { .. }
                | Self::LosesAll { .. }
                | Self::TooHigh { .. }
        )
    }

    /// Whether the model was refused for its size, before anything else was looked at.
    pub fn is_too_large(&self) -> bool {
        matches!(self, Self::TooMany { .. } | Self::TooLarge { .. })
    }

    /// The name that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownName { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}
