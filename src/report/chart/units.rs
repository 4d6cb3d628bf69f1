use crate::calendar::{Frequency, Period};
use crate::quantity::{Measure, Unit};
use crate::report::Scale;

/// The unit of values over time as it stands under a title: what is counted period by period says so, `Mt a year`.
pub(super) fn over_time(scale: &Scale, unit: Unit, periods: &[Period]) -> String {
    let symbol = scale.symbol();
    match periods.first() {
        Some(period) if is_counted(unit) && !symbol.is_empty() => format!("{symbol} a {}", word(*period)),
        _ => symbol.to_owned(),
    }
}

/// Whether values of a unit add up over time. Data are shown as a rate, which do not.
fn is_counted(unit: Unit) -> bool {
    match unit {
        Unit::Volume(measure) => measure != Measure::Data,
        Unit::Money(..) | Unit::TransportWork | Unit::Emissions => true,
        _ => false,
    }
}

fn word(period: Period) -> &'static str {
    match period.frequency() {
        Frequency::Year => "year",
        Frequency::Quarter => "quarter",
        Frequency::Month => "month",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_says_over_which_time() {
        let table = [
            (Unit::Volume(Measure::Mass), "2030", "Mt a year"),
            (Unit::Volume(Measure::Mass), "2030-Q1", "Mt a quarter"),
            (Unit::Volume(Measure::Mass), "2030-01", "Mt a month"),
            (Unit::Rate(Measure::Mass), "2030", "Mt/yr"),
            (Unit::One, "2030", ""),
        ];
        for (unit, period, wanted) in table {
            let scale = Scale::of_unit(unit, [5e6]);
            assert_eq!(over_time(&scale, unit, &[period.parse().unwrap()]), wanted);
        }
        let unit = Unit::Volume(Measure::Data);
        let text = over_time(&Scale::of_unit(unit, [1e23]), unit, &["2030".parse().unwrap()]);
        assert!(text.ends_with("bit/s"), "{text}");
    }
}
