use crate::calendar::Period;
use crate::evaluate::Indicator;
use crate::quantity::{Currency, DAYS_PER_YEAR, Measure, PriceBasis, Unit};

use super::number::decimals;

/// Seconds of the year that rates count in.
const SECONDS_PER_YEAR: f64 = DAYS_PER_YEAR * 86_400.0;

/// Prefixes of bit/s, each with its size.
const BITS: [(&str, f64); 5] =
    [("bit/s", 1.0), ("Mbit/s", 1e6), ("Gbit/s", 1e9), ("Tbit/s", 1e12), ("Pbit/s", 1e15)];

/// Prefixes of money, each with its size.
const MONEY: [(&str, f64); 4] = [("", 1.0), ("k", 1e3), ("M", 1e6), ("bn", 1e9)];

/// The unit in which people read a number, chosen for the largest of the numbers that stand together.
///
/// Tonnes become Mt, cubic metres bcm, dollars MUSD, shares %. Data in a period become the mean rate over it,
/// in Tbit/s, because that is how cables are bought; prices of gas are for 1000 m³ and prices of data for
/// 1 Tbit/s over a year, because those of a cubic metre and of a bit are too small to read.
///
/// ```
/// use corridor::evaluate::Indicator;
/// use corridor::quantity::{Measure, Unit};
/// use corridor::report::Scale;
///
/// let scale = Scale::of(Indicator::CorridorVolume, Unit::Volume(Measure::Mass), [586e3, 4.484e6]);
/// assert_eq!(scale.symbol(), "Mt");
/// assert_eq!(scale.shown(4.484e6, "2024".parse()?), 4.484);
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    symbol: String,
    /// How many base units one shown unit is.
    size: f64,
    /// Whether a volume is shown as the mean rate over its period.
    per_second: bool,
}

impl Scale {
    /// The scale for an indicator's values in a base unit.
    pub fn of(indicator: Indicator, unit: Unit, values: impl IntoIterator<Item = f64>) -> Self {
        if is_share(indicator) {
            return Self::percent();
        }
        Self::of_unit(unit, values)
    }

    /// The scale for values in a base unit.
    pub fn of_unit(unit: Unit, values: impl IntoIterator<Item = f64>) -> Self {
        let largest = values.into_iter().map(f64::abs).fold(0.0, f64::max);
        match unit {
            Unit::One => Self::fixed("", 1.0),
            Unit::Growth => Self::fixed("%/yr", 0.01),
            Unit::Volume(Measure::Data) => Self { per_second: true, ..data(largest) },
            Unit::Rate(Measure::Data) => data(largest),
            Unit::Volume(measure) => chosen(volumes(measure), largest, ""),
            Unit::Rate(measure) => chosen(volumes(measure), largest, "/yr"),
            Unit::Money(currency, basis) => money(currency, basis, largest, ""),
            Unit::Price(currency, basis, measure) => price(currency, basis, measure, largest),
            Unit::TransportWork => {
                chosen(&[("t·km", 1.0), ("kt·km", 1e3), ("Mt·km", 1e6), ("bn t·km", 1e9)], largest, "")
            }
            Unit::Emissions => chosen(&[("t CO2e", 1.0), ("kt CO2e", 1e3), ("Mt CO2e", 1e6)], largest, ""),
            other => Self::fixed(&other.to_string(), 1.0),
        }
    }

    /// Shares as percentages.
    pub fn percent() -> Self {
        Self::fixed("%", 0.01)
    }

    fn fixed(symbol: &str, size: f64) -> Self {
        Self { symbol: symbol.to_owned(), size, per_second: false }
    }

    /// The unit's symbol; empty for pure numbers.
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// How many decimals suit numbers that are in this unit already: one for per cent, else three digits of the
    /// largest.
    pub(super) fn decimals(&self, shown: impl IntoIterator<Item = f64>) -> usize {
        if self.symbol == "%" { 1 } else { decimals(shown) }
    }

    /// An amount that is of no one period, in this unit.
    pub fn amount(&self, base: f64) -> f64 {
        base / self.size
    }

    /// A number of base units in a period, in this unit.
    pub fn shown(&self, base: f64, period: Period) -> f64 {
        let years = if self.per_second { period.years() } else { 1.0 };
        base / years / self.size
    }
}

/// Whether an indicator is a part of a whole, which people read in per cent.
fn is_share(indicator: Indicator) -> bool {
    matches!(indicator, Indicator::RouteShare | Indicator::Utilisation | Indicator::Fulfilment)
}

/// The largest unit that the largest number fills; for nothing but zeros the largest there is.
fn chosen(units: &[(&str, f64)], largest: f64, suffix: &str) -> Scale {
    let filled = units.iter().rev().find(|(_, size)| largest >= *size || largest <= 0.0);
    let (symbol, size) = filled.or(units.first()).map_or(("", 1.0), |(symbol, size)| (*symbol, *size));
    Scale::fixed(&format!("{symbol}{suffix}"), size)
}

/// Units of volume.
fn volumes(measure: Measure) -> &'static [(&'static str, f64)] {
    match measure {
        Measure::Mass => &[("t", 1.0), ("kt", 1e3), ("Mt", 1e6)],
        Measure::Containers => &[("TEU", 1.0), ("kTEU", 1e3), ("MTEU", 1e6)],
        Measure::Gas => &[("m³", 1.0), ("mcm", 1e6), ("bcm", 1e9)],
        Measure::Oil => &[("bbl", 1.0), ("kb", 1e3), ("mb", 1e6)],
        Measure::Data => &[("bit", 1.0)],
    }
}

/// Data in a year as the mean rate over it.
fn data(largest: f64) -> Scale {
    let scale = chosen(&BITS, largest / SECONDS_PER_YEAR, "");
    Scale { size: scale.size * SECONDS_PER_YEAR, ..scale }
}

/// Money, or money per something.
fn money(currency: Currency, basis: PriceBasis, largest: f64, per: &str) -> Scale {
    chosen(&MONEY, largest, &format!("{currency}{basis}{per}"))
}

/// Money per unit of volume, for as much of it as is bought at a time.
fn price(currency: Currency, basis: PriceBasis, measure: Measure, largest: f64) -> Scale {
    match measure {
        Measure::Gas => Scale::fixed(&format!("{currency}{basis}/1000 m³"), 1e-3),
        Measure::Data => {
            let bought = 1e12 * SECONDS_PER_YEAR;
            let scale = money(currency, basis, largest * bought, "/(Tbit/s)/yr");
            Scale { size: scale.size / bought, ..scale }
        }
        other => Scale::fixed(&format!("{currency}{basis}/{}", other.symbol()), 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_units_of_the_trade() {
        let usd = |per: fn(Currency, PriceBasis) -> Unit| per(Currency::USD, PriceBasis::Nominal);
        let cases = [
            (Indicator::Flow, Unit::Volume(Measure::Mass), 2.764e6, "Mt", 2.764),
            (Indicator::Flow, Unit::Volume(Measure::Mass), 586e3, "kt", 586.0),
            (Indicator::Flow, Unit::Volume(Measure::Mass), 0.0, "Mt", 0.0),
            (Indicator::Throughput, Unit::Volume(Measure::Containers), 89e3, "kTEU", 89.0),
            (Indicator::Flow, Unit::Volume(Measure::Gas), 16e9, "bcm", 16.0),
            (Indicator::TargetGap, Unit::Volume(Measure::Gas), -8e9, "bcm", -8.0),
            (Indicator::Flow, Unit::Volume(Measure::Data), 400e12 * SECONDS_PER_YEAR, "Tbit/s", 400.0),
            (Indicator::TariffRevenue, usd(Unit::Money), 383e6, "MUSD", 383.0),
            (Indicator::QueuePrice, usd(|c, p| Unit::Price(c, p, Measure::Mass)), 12.5, "USD/t", 12.5),
            (Indicator::QueuePrice, usd(|c, p| Unit::Price(c, p, Measure::Gas)), 0.25, "USD/1000 m³", 250.0),
            (Indicator::Utilisation, Unit::One, 0.87, "%", 87.0),
            (Indicator::Concentration, Unit::One, 0.87, "", 0.87),
            (Indicator::TransitTime, Unit::Time, 18.0, "d", 18.0),
            (Indicator::TransportWork, Unit::TransportWork, 12e9, "bn t·km", 12.0),
        ];
        for (indicator, unit, base, symbol, shown) in cases {
            let scale = Scale::of(indicator, unit, [base, base / 10.0]);
            assert_eq!(scale.symbol(), symbol, "{base} {unit}");
            let given = scale.shown(base, Period::year(2024).unwrap());
            assert!((given - shown).abs() <= 1e-12 * shown.abs(), "{given} {shown}");
        }
    }

    /// What a 400 Tbit/s cable can carry is 400 Tbit/s in a year, leap or not, and in each of its months.
    #[test]
    fn data_are_read_as_a_rate() {
        let yearly = 400e12 * SECONDS_PER_YEAR;
        for period in ["2023", "2024", "2024-02", "2026-Q3"] {
            let period: Period = period.parse().unwrap();
            let base = yearly * period.years();
            let scale = Scale::of_unit(Unit::Volume(Measure::Data), [base]);
            let rate = scale.shown(base, period) * if scale.symbol() == "Gbit/s" { 1e-3 } else { 1.0 };
            assert!((rate - 400.0).abs() < 1e-9, "{period}: {rate} {}", scale.symbol());
        }
        let price = Scale::of_unit(
            Unit::Price(Currency::USD, PriceBasis::Nominal, Measure::Data),
            [2e6 / (1e12 * SECONDS_PER_YEAR)],
        );
        assert_eq!(price.symbol(), "MUSD/(Tbit/s)/yr");
    }
}
