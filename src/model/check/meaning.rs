//! What a number may be, by where it stands: its units and its range.

use crate::model::Draft;
use crate::quantity::{Currency, Measure, PriceBasis, Unit};

/// What a number may be where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    pub(super) kind: Kind,
    pub(super) range: Range,
}

/// The units that a number may have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A volume per year that is limited: in the network's measure, or in containers on a network of mass.
    Capacity,
    /// A volume that wants to move, per year or of a period: as a capacity, or in barrels on a network of mass.
    Flow,
    /// A volume per year.
    Rate,
    /// A volume of a period.
    Volume,
    /// Money per unit.
    Price,
    /// Money per unit, or per unit and distance, counted as a capacity may be.
    Tariff,
    /// Money per unit, or per unit and distance.
    UnitCost,
    /// Money per unit and day.
    TimePrice,
    /// Money.
    Money,
    /// This unit only.
    Only(Unit),
    /// Any unit.
    Any,
}

/// The numbers that are in range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Range {
    Any,
    NotNegative,
    Positive,
    Share,
    /// A growth of more than −100 % per year.
    KeepsSome,
}

impl Range {
    /// The ends of the range, in base units, near a number that is in it.
    pub(super) fn ends(self, number: f64) -> [f64; 2] {
        match self {
            Range::Any => [-MOST, MOST],
            Range::NotNegative => [0.0, MOST],
            Range::Positive => [SLIGHT * number, MOST],
            Range::Share => [0.0, 1.0],
            Range::KeepsSome => [SLIGHT - 1.0, MOST],
        }
    }
}

/// What is least of a number that must be above 0, as a share of it.
const SLIGHT: f64 = 1e-6;

/// The most that a number may be, in its base unit: far above all data of the world in bits, far below what methods
/// of assignment take, so that sums and products stay in range.
pub(super) const MOST: f64 = 1e30;

impl Meaning {
    pub(super) const CAPACITY: Self = Self::new(Kind::Capacity, Range::NotNegative);
    pub(super) const ADDITION: Self = Self::new(Kind::Capacity, Range::Positive);
    pub(super) const FLOW: Self = Self::new(Kind::Flow, Range::NotNegative);
    pub(super) const RATE: Self = Self::new(Kind::Rate, Range::NotNegative);
    pub(super) const VOLUME: Self = Self::new(Kind::Volume, Range::NotNegative);
    pub(super) const PRICE: Self = Self::new(Kind::Price, Range::NotNegative);
    pub(super) const WORTH: Self = Self::new(Kind::Price, Range::Positive);
    pub(super) const TARIFF: Self = Self::new(Kind::Tariff, Range::NotNegative);
    pub(super) const UNIT_COST: Self = Self::new(Kind::UnitCost, Range::NotNegative);
    pub(super) const TIME_PRICE: Self = Self::new(Kind::TimePrice, Range::NotNegative);
    pub(super) const MONEY: Self = Self::new(Kind::Money, Range::NotNegative);
    pub(super) const DISTANCE: Self = Self::new(Kind::Only(Unit::Distance), Range::NotNegative);
    pub(super) const TIME: Self = Self::new(Kind::Only(Unit::Time), Range::NotNegative);
    pub(super) const LAPSE: Self = Self::new(Kind::Only(Unit::Time), Range::Any);
    pub(super) const LENGTH: Self = Self::new(Kind::Only(Unit::Time), Range::NotNegative);
    pub(super) const PROBABILITY: Self = Self::new(Kind::Only(Unit::Growth), Range::Share);
    pub(super) const SHARE: Self = Self::new(Kind::Only(Unit::One), Range::Share);
    pub(super) const TIMES: Self = Self::new(Kind::Only(Unit::One), Range::NotNegative);
    pub(super) const FACTOR: Self = Self::new(Kind::Only(Unit::One), Range::Positive);
    pub(super) const ELASTICITY: Self = Self::new(Kind::Only(Unit::One), Range::Any);
    /// A standard normal number that a fitted rule takes.
    pub(super) const NEWS: Self = Self::new(Kind::Only(Unit::One), Range::Any);
    pub(super) const GROWTH: Self = Self::new(Kind::Only(Unit::Growth), Range::KeepsSome);
    pub(super) const CONTINUOUS: Self = Self::new(Kind::Only(Unit::Growth), Range::Any);
    pub(super) const SPEED: Self = Self::new(Kind::Only(Unit::Growth), Range::Positive);
    pub(super) const EMISSIONS: Self = Self::new(Kind::Only(Unit::EmissionFactor), Range::NotNegative);
    pub(super) const DENSITY: Self = Self::new(Kind::Only(Unit::Density), Range::Positive);
    pub(super) const LOAD_FACTOR: Self = Self::new(Kind::Only(Unit::LoadFactor), Range::Positive);
    pub(super) const MEASURED: Self = Self::new(Kind::Any, Range::Any);

    const fn new(kind: Kind, range: Range) -> Self {
        Self { kind, range }
    }

    /// The same units in any range: what is added to or taken from such a number.
    pub(super) const fn difference(self) -> Self {
        Self { range: Range::Any, ..self }
    }

    /// The same units from 0 on.
    pub(super) const fn not_negative(self) -> Self {
        Self { range: Range::NotNegative, ..self }
    }

    /// The same units above 0.
    pub(super) const fn positive(self) -> Self {
        Self { range: Range::Positive, ..self }
    }
}

impl Kind {
    /// The base units of this kind in a model; none where any unit will do.
    pub(super) fn allowed(self, draft: &Draft) -> Vec<Unit> {
        let (currency, basis) = (draft.currency, draft.prices);
        match (self, draft.measure) {
            (Kind::Only(unit), _) => vec![unit],
            (Kind::Money, _) => vec![Unit::Money(currency, basis)],
            // Without a measure there is a fault already, or no network whose measure it could be.
            (Kind::Any, _) | (_, None) => Vec::new(),
            (_, Some(measure)) => self.of_flow(measure, currency, basis),
        }
    }

    fn of_flow(self, measure: Measure, currency: Currency, basis: PriceBasis) -> Vec<Unit> {
        let countable = || counted(measure).iter().copied();
        match self {
            Kind::Capacity => countable().map(Unit::Rate).collect(),
            Kind::Flow => flows(measure),
            Kind::Rate => vec![Unit::Rate(measure)],
            Kind::Volume => vec![Unit::Volume(measure)],
            Kind::Price => vec![Unit::Price(currency, basis, measure)],
            Kind::UnitCost => {
                vec![Unit::Price(currency, basis, measure), Unit::DistancePrice(currency, basis, measure)]
            }
            Kind::TimePrice => vec![Unit::TimePrice(currency, basis, measure)],
            Kind::Tariff => {
                let by_unit = countable().map(|measure| Unit::Price(currency, basis, measure));
                by_unit.chain(countable().map(|m| Unit::DistancePrice(currency, basis, m))).collect()
            }
            Kind::Money | Kind::Only(_) | Kind::Any => Vec::new(),
        }
    }
}

/// What capacities and tariffs of a network may count.
pub(super) fn counted(measure: Measure) -> &'static [Measure] {
    match measure {
        Measure::Mass => &[Measure::Mass, Measure::Containers],
        Measure::Containers => &[Measure::Containers],
        Measure::Gas => &[Measure::Gas],
        Measure::Oil => &[Measure::Oil],
        Measure::Data => &[Measure::Data],
    }
}

/// The units in which a volume that wants to move may be given.
fn flows(measure: Measure) -> Vec<Unit> {
    let oil = [Measure::Oil];
    let convertible = if measure == Measure::Mass { &oil[..] } else { &[] };
    let measures = counted(measure).iter().chain(convertible);
    measures.flat_map(|measure| [Unit::Rate(*measure), Unit::Volume(*measure)]).collect()
}

/// What a unit counts, if it counts a flow.
pub(super) fn measure_of(unit: Unit) -> Option<Measure> {
    match unit {
        Unit::Volume(measure)
        | Unit::Rate(measure)
        | Unit::Price(_, _, measure)
        | Unit::DistancePrice(_, _, measure)
        | Unit::TimePrice(_, _, measure) => Some(measure),
        _ => None,
    }
}

/// The currency and price basis of a unit, if it is of money.
pub(super) fn money_of(unit: Unit) -> Option<(Currency, PriceBasis)> {
    match unit {
        Unit::Money(currency, basis)
        | Unit::Price(currency, basis, _)
        | Unit::DistancePrice(currency, basis, _)
        | Unit::TimePrice(currency, basis, _) => Some((currency, basis)),
        _ => None,
    }
}
