//! Which quantities a number of the format may be, given what the study measures.

use crate::quantity::{
    Containers, Data, Density, Dispersion, Distance, DistancePrice, Elasticity, EmissionFactor, Flow,
    GasVolume, GrowthRate, LoadFactor, Mass, Measure, Money, OilVolume, Quantity, QuantityError, Rate, Share,
    TimePrice, TransitTime, Unit, UnitPrice,
};
use crate::scenario::Relative;
use crate::series::Factor;
use crate::study::keys::{LAPSES, Measured};

/// Reads a number of a unit as one of the base unit.
type FromUnit = fn(f64, &str) -> Result<(f64, Unit), QuantityError>;

/// A kind of quantity with its type set aside.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// What it is called, without an article: `mass per year`.
    pub(crate) name: &'static str,
    /// The units it is written in.
    pub(crate) allowed: fn() -> String,
    /// A number of a unit, in the base unit.
    pub(crate) from_unit: FromUnit,
    /// Whether a number of the base unit is in the kind's range.
    pub(crate) holds: fn(f64, Unit) -> bool,
}

/// The kind that a type of quantity is.
fn kind<Q: Quantity>() -> Kind {
    Kind {
        name: Q::NAME,
        allowed: Q::allowed,
        from_unit: |value, unit| Q::from_unit(value, unit).map(|quantity| (quantity.base(), quantity.unit())),
        holds: |base, unit| Q::from_base(base, unit).is_some(),
    }
}

/// Money per year, which linear growth of a turnover is given in; it is kept as money.
fn money_per_year() -> Kind {
    Kind {
        name: "money per year",
        allowed: || "USD/yr, kUSD/yr, MUSD/yr, bnUSD/yr".to_owned(),
        from_unit: |value, unit| {
            let money = unit.strip_suffix("/yr").or_else(|| unit.strip_suffix("/a")).unwrap_or("");
            Money::from_unit(value, money.trim_end()).map(|money| (money.base(), money.unit()))
        },
        holds: |base, unit| Money::from_base(base, unit).is_some(),
    }
}

/// The longest length of time, either way, in days: a century.
const LONGEST: f64 = 36_525.0;

/// A length of time on the calendar, kept in days.
fn lapse() -> Kind {
    let allowed = || LAPSES.iter().map(|(unit, _)| *unit).collect::<Vec<_>>().join(", ");
    Kind {
        name: "length of time",
        allowed,
        from_unit: |value, unit| match LAPSES.iter().find(|(name, _)| *name == unit) {
            Some((_, days)) if (value * days).abs() <= LONGEST => Ok((value * days, Unit::Time)),
            Some(_) => {
                let allowed = "at most 100 yr";
                Err(QuantityError::OutOfRange { given: value, kind: "length of time", allowed })
            }
            None => Err(QuantityError::UnknownUnit {
                given: format!("{value} {unit}"),
                unit: unit.to_owned(),
                kind: "length of time",
                allowed: LAPSES.iter().map(|(unit, _)| *unit).collect::<Vec<_>>().join(", "),
            }),
        },
        holds: |days, _| days.abs() <= LONGEST,
    }
}

/// The kinds of quantity of a network's measure, and of the others that meet it through a factor.
macro_rules! of_measure {
    ($measure:expr, $flow:ident => $kind:expr) => {{
        fn of<$flow: Flow>() -> Kind {
            $kind
        }
        match $measure {
            // On a network of mass, boxes and barrels become tonnes by a commodity's load factor and density.
            Some(Measure::Mass) => vec![of::<Mass>(), of::<Containers>(), of::<OilVolume>()],
            Some(Measure::Containers) => vec![of::<Containers>()],
            Some(Measure::Gas) => vec![of::<GasVolume>()],
            Some(Measure::Oil) => vec![of::<OilVolume>()],
            Some(Measure::Data) => vec![of::<Data>()],
            None => {
                vec![of::<Mass>(), of::<Containers>(), of::<GasVolume>(), of::<OilVolume>(), of::<Data>()]
            }
        }
    }};
}

/// The kinds that a number may be, the most usual first.
pub(crate) fn kinds(measured: Measured, measure: Option<Measure>) -> Vec<Kind> {
    let volumes = || of_measure!(measure, Q => kind::<Q>());
    let rates = || of_measure!(measure, Q => kind::<Rate<Q>>());
    let prices = || of_measure!(measure, Q => kind::<UnitPrice<Q>>());
    let tariffs = || joined(prices(), of_measure!(measure, Q => kind::<DistancePrice<Q>>()));
    match measured {
        Measured::Volume => joined(volumes(), rates()),
        Measured::Flow => rates(),
        Measured::Price => prices(),
        Measured::Tariff => tariffs(),
        Measured::TimeValue => of_measure!(measure, Q => kind::<TimePrice<Q>>()),
        Measured::Distance => vec![kind::<Distance>()],
        Measured::Time => vec![kind::<TransitTime>()],
        Measured::Lapse => vec![lapse()],
        Measured::Density => vec![kind::<Density>()],
        Measured::LoadFactor => vec![kind::<LoadFactor>()],
        Measured::EmissionFactor => vec![kind::<EmissionFactor>()],
        Measured::Share => vec![kind::<Share>()],
        Measured::Growth | Measured::Frequency => vec![kind::<GrowthRate>()],
        Measured::Money => vec![kind::<Money>()],
        Measured::Slope => joined(of_measure!(None, Q => kind::<Rate<Q>>()), vec![money_per_year()]),
        Measured::Amount => amounts(),
        Measured::CapacityChange => joined(vec![kind::<Relative>()], rates()),
        Measured::TariffChange => joined(vec![kind::<Relative>()], tariffs()),
        Measured::TimeChange => vec![kind::<Relative>(), kind::<TransitTime>()],
        Measured::Change => vec![kind::<Relative>()],
        Measured::Dispersion => vec![kind::<Dispersion>()],
        Measured::Multiple => vec![kind::<Factor>()],
        Measured::Elasticity => vec![kind::<Elasticity>()],
    }
}

/// Whatever a series may hold: volumes and rates of any measure, money, and bare indices.
fn amounts() -> Vec<Kind> {
    let none: Option<Measure> = None;
    let volumes = joined(of_measure!(none, Q => kind::<Q>()), of_measure!(none, Q => kind::<Rate<Q>>()));
    joined(volumes, vec![kind::<Money>(), kind::<Factor>()])
}

/// Two lists as one.
fn joined(mut first: Vec<Kind>, second: Vec<Kind>) -> Vec<Kind> {
    first.extend(second);
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::split_numbers;

    /// Every kind of number that the format has.
    const ALL: [Measured; 24] = [
        Measured::Volume,
        Measured::Flow,
        Measured::Price,
        Measured::Tariff,
        Measured::TimeValue,
        Measured::Distance,
        Measured::Time,
        Measured::Lapse,
        Measured::Density,
        Measured::LoadFactor,
        Measured::EmissionFactor,
        Measured::Share,
        Measured::Growth,
        Measured::Frequency,
        Measured::Money,
        Measured::Slope,
        Measured::Amount,
        Measured::CapacityChange,
        Measured::TariffChange,
        Measured::TimeChange,
        Measured::Change,
        Measured::Dispersion,
        Measured::Multiple,
        Measured::Elasticity,
    ];

    /// Whether a text is read as one of the kinds of a measure.
    fn is_read(text: &str, measured: Measured, measure: Option<Measure>) -> bool {
        let numbers = split_numbers(text).unwrap();
        kinds(measured, measure).iter().any(|kind| (kind.from_unit)(numbers.first, numbers.unit).is_ok())
    }

    #[test]
    fn the_examples_of_messages_are_read() {
        for measured in ALL {
            for example in measured.example().split(" or ") {
                let text = example.trim_matches('"');
                assert!(is_read(text, measured, Some(Measure::Mass)), "{measured:?} {text}");
            }
        }
    }

    #[test]
    fn units_that_a_message_allows_are_read() {
        for measured in ALL {
            for kind in kinds(measured, Some(Measure::Mass)) {
                let allowed = (kind.allowed)();
                let units =
                    allowed.split(" (").next().unwrap().split(", ").map(|unit| unit.replace("no unit", ""));
                for unit in units {
                    assert!((kind.from_unit)(0.5, &unit).is_ok(), "{measured:?} {unit:?}");
                }
            }
        }
    }

    #[test]
    fn numbers_keep_to_the_measure_of_the_study() {
        let rows = [
            ("1 Mt/yr", Measured::Flow, Measure::Mass, true),
            ("89 kTEU/yr", Measured::Flow, Measure::Mass, true),
            ("1.2 mb/d", Measured::Flow, Measure::Mass, true),
            ("1 Mt/yr", Measured::Flow, Measure::Gas, false),
            ("16 bcm/yr", Measured::Flow, Measure::Gas, true),
            ("16 bcm/yr", Measured::Flow, Measure::Mass, false),
            ("400 Tbit/s", Measured::Flow, Measure::Data, true),
            ("12 USD/TEU", Measured::Tariff, Measure::Containers, true),
            ("12 USD/t", Measured::Tariff, Measure::Containers, false),
            ("0.03 USD/t/km", Measured::Tariff, Measure::Mass, true),
            ("0.03 USD/t/km", Measured::Price, Measure::Mass, false),
            ("50 MUSD/yr", Measured::Slope, Measure::Mass, true),
            ("-10 %", Measured::TariffChange, Measure::Mass, true),
            ("-120 %", Measured::Change, Measure::Mass, false),
            ("10", Measured::Change, Measure::Mass, false),
        ];
        for (text, measured, measure, expected) in rows {
            assert_eq!(is_read(text, measured, Some(measure)), expected, "{text} {measured:?} {measure}");
        }
    }
}
