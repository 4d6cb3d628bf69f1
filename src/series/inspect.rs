//! What is odd about readings.

use super::reading::{Months, year_of};
use super::{Amount, Finding, Oddity, Reading, Readings};

/// Thousands by which a value may be off: from a millionth to a million times.
const UNITS: [i32; 5] = [-2, -1, 0, 1, 2];
/// What a change of unit costs, in powers of ten: a lone jump of 100 times and more is cheaper as a slip, 3 − 2 + 1 = 2.
const CHANGE: f64 = 1.0;
/// A slip, mended, lies within ten times of a neighbour.
const NEAR: f64 = 1.0;
/// A value below this share of the median is tiny.
const TINY: f64 = 1e-3;

impl<Q: Amount> Readings<Q> {
    /// All that is odd, in order of time: gaps, parts of years, slips of the unit, values without a logarithm.
    #[doc(alias = "validate")]
    #[doc(alias = "data cleaning")]
    pub fn findings(&self) -> Vec<Finding<Q>> {
        let mut findings = self.parts();
        findings.extend(self.gaps(&findings));
        findings.extend(self.slips());
        findings.extend(self.without_logarithm());
        findings.sort_by_key(|finding| finding.reading.first().first_day());
        findings
    }

    /// The deviation of the logarithm from one year to the next: the root mean square of all changes that are known,
    /// of whole years or of the same months.
    pub(super) fn volatility(&self) -> Option<f64> {
        let years = self.years();
        let changes: Vec<f64> = years.windows(2).filter_map(|pair| self.change(pair[0], pair[1])).collect();
        let squares: f64 = changes.iter().map(|change| change * change).sum();
        (!changes.is_empty()).then(|| (squares / changes.len() as f64).sqrt())
    }

    /// The change of the logarithm between two years over the longest months that both have, for one year of the way.
    fn change(&self, year: i32, later: i32) -> Option<f64> {
        let own = self.readings().iter().filter(|reading| reading.year() == year).map(Reading::months);
        let mut months: Vec<Months> = own.chain([Months::YEAR]).collect();
        months.sort_by_key(|months| months.from + 12 - months.to);
        let both = months
            .iter()
            .find_map(|months| Some((self.counted(year, *months)?, self.counted(later, *months)?)));
        let (one, other) = both.filter(|(one, other)| *one > 0.0 && *other > 0.0)?;
        Some((other / one).ln() / f64::from(later - year).sqrt())
    }

    /// Years of which only a part was read.
    fn parts(&self) -> Vec<Finding<Q>> {
        let partial = self.years().into_iter().filter(|year| self.whole(*year).is_none());
        partial.filter_map(|year| self.part(year)).collect()
    }

    fn part(&self, year: i32) -> Option<Finding<Q>> {
        let reading = self.longest(year)?;
        let (months, value) = (reading.months(), reading.value().base());
        let shares = self.shares(year, months);
        let by_days = months.share(year);
        let walk = self.volatility().map(|yearly| (1.0 - by_days) * yearly * months.apart().sqrt());
        let (oddity, share, error) = match shares.len() {
            0 => (Oddity::PartByDays, by_days, walk),
            1 => (Oddity::PartByShape { years: 1 }, shares[0].exp(), walk),
            years => {
                let (mean, deviation) = mean_and_deviation(&shares);
                let error = deviation * (1.0 + 1.0 / years as f64).sqrt();
                (Oddity::PartByShape { years }, mean.exp(), Some(error))
            }
        };
        Some(Finding { oddity, reading, suggestion: self.quantity(value / share), error })
    }

    /// The most of a year that was read from one month on without a break, as one reading.
    fn longest(&self, year: i32) -> Option<Reading<Q>> {
        let own: Vec<&Reading<Q>> = self.readings().iter().filter(|reading| reading.year() == year).collect();
        let chains = own.iter().flat_map(|first| own.iter().map(move |last| (*first, *last)));
        let runs = chains.filter_map(|(first, last)| {
            let months = Months { from: first.months().from, to: last.months().to };
            let value = self.quantity(self.counted(year, months)?)?;
            let spanning = Reading::spanning(first.first(), last.last(), value).ok();
            spanning.or_else(|| (first == last).then_some(*first))
        });
        runs.max_by(|one, other| one.days().total_cmp(&other.days()))
    }

    /// Logarithms of the shares that months had in the other years that are known whole.
    fn shares(&self, year: i32, months: Months) -> Vec<f64> {
        let others = self.years().into_iter().filter(|other| *other != year);
        let share = |other: i32| Some(self.counted(other, months)? / self.whole(other)?);
        others.filter_map(share).filter(|share| *share > 0.0 && *share <= 1.0).map(f64::ln).collect()
    }

    /// Years between others in which nothing was read.
    fn gaps(&self, parts: &[Finding<Q>]) -> Vec<Finding<Q>> {
        let scaled = |year: i32| {
            let part = parts.iter().find(|part| part.reading.year() == year)?;
            Some(part.suggestion?.base())
        };
        let known = |year: i32| self.whole(year).or_else(|| scaled(year));
        let gap = |(before, after): (i32, i32)| {
            let (one, other) = (known(before)?, known(after)?);
            let between = (before + 1..after).map(move |year| (before, after, year));
            Some(between.filter_map(move |place| self.gap(place, (one, other))))
        };
        let years = self.years();
        years.windows(2).filter_map(|pair| gap((pair[0], pair[1]))).flatten().collect()
    }

    /// A year between two that are known.
    fn gap(&self, (before, after, year): (i32, i32, i32), ends: (f64, f64)) -> Option<Finding<Q>> {
        let (k, n) = (f64::from(year - before), f64::from(after - before));
        let positive = ends.0 > 0.0 && ends.1 > 0.0;
        let value = if positive {
            (ends.0.ln() + (ends.1 / ends.0).ln() * k / n).exp()
        } else {
            ends.0 + (ends.1 - ends.0) * k / n
        };
        let error = self.volatility().filter(|_| positive).map(|yearly| yearly * (k * (n - k) / n).sqrt());
        let suggestion = self.quantity(value)?;
        Some(Finding {
            oddity: Oddity::Gap,
            reading: Reading::new(year_of(year)?, suggestion),
            suggestion: Some(suggestion),
            error,
        })
    }

    /// Values a thousand times off, by what makes the way from one to the next shortest.
    fn slips(&self) -> Vec<Finding<Q>> {
        let positive: Vec<&Reading<Q>> =
            self.readings().iter().filter(|reading| reading.value().base() > 0.0).collect();
        let daily: Vec<f64> =
            positive.iter().map(|reading| (reading.value().base() / reading.days()).log10()).collect();
        let places = units(&daily);
        let slips = positive.iter().zip(0..).filter_map(|(reading, number)| {
            let off = places[number];
            let alone =
                |other: Option<usize>| other.and_then(|other| places.get(other)) != Some(&places[number]);
            let single = alone(number.checked_sub(1)) && alone(Some(number + 1));
            let oddity = if single {
                Oddity::UnitSlip { thousands: off }
            } else {
                Oddity::OtherUnit { thousands: off }
            };
            let suggestion = self.quantity(reading.value().base() / 1000.0_f64.powi(off));
            (off != 0).then_some(Finding { oddity, reading: **reading, suggestion, error: Some(0.0) })
        });
        slips.collect()
    }

    fn without_logarithm(&self) -> Vec<Finding<Q>> {
        let slipped: Vec<Reading<Q>> = self.slips().iter().map(|slip| slip.reading).collect();
        let mut daily: Vec<f64> =
            self.readings().iter().map(|reading| reading.value().base() / reading.days()).collect();
        daily.sort_by(f64::total_cmp);
        let median = daily[daily.len() / 2];
        let odd = |reading: &Reading<Q>| {
            let value = reading.value().base();
            let tiny = value < TINY * median * reading.days() && !slipped.contains(reading);
            let oddity = match value {
                0.0 => Oddity::Zero,
                value if value < 0.0 => Oddity::Negative,
                _ if tiny => Oddity::Tiny,
                _ => return None,
            };
            Some(Finding { oddity, reading: *reading, suggestion: None, error: None })
        };
        self.readings().iter().filter_map(odd).collect()
    }
}

/// How many thousands each value is off, by its power of ten: the choice that makes the steps between neighbours smallest
/// in sum, where each change of unit costs as much as a step of that size. So a jump of 50 times is growth, and one of
/// 1000 a slip, and two jumps around one value are weighed together (Viterbi 1967).
fn units(powers: &[f64]) -> Vec<i32> {
    let mut costs = vec![0.0; UNITS.len()];
    let mut ways: Vec<Vec<i32>> = UNITS.iter().map(|unit| vec![*unit]).collect();
    for pair in powers.windows(2) {
        let from = |before: usize, unit: i32| {
            let step = (pair[1] - pair[0] - 3.0 * f64::from(unit - UNITS[before])).abs();
            costs[before] + step + if unit == UNITS[before] { 0.0 } else { CHANGE }
        };
        let nearest = |unit: i32| {
            let before =
                (0..UNITS.len()).min_by(|one, other| from(*one, unit).total_cmp(&from(*other, unit)));
            let before = before.unwrap_or(0);
            (from(before, unit), [&ways[before][..], &[unit]].concat())
        };
        let reached: Vec<(f64, Vec<i32>)> = UNITS.iter().map(|unit| nearest(*unit)).collect();
        (costs, ways) = reached.into_iter().unzip();
    }
    let best = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let best = costs.iter().position(|cost| *cost == best).unwrap_or(0);
    let usual = most_frequent(&ways[best]);
    let units: Vec<i32> = ways[best].iter().map(|unit| unit - usual).collect();
    let mended: Vec<f64> =
        units.iter().zip(powers).map(|(unit, power)| power - 3.0 * f64::from(*unit)).collect();
    let fits = |place: usize| {
        let near = |other: Option<&f64>| other.is_some_and(|other| (other - mended[place]).abs() <= NEAR);
        near(place.checked_sub(1).and_then(|before| mended.get(before))) || near(mended.get(place + 1))
    };
    (0..units.len()).map(|place| if fits(place) { units[place] } else { 0 }).collect()
}

/// The unit of most values; of two, that of the last among them.
fn most_frequent(units: &[i32]) -> i32 {
    let count = |unit: i32| units.iter().filter(|other| **other == unit).count();
    units.iter().copied().max_by_key(|unit| count(*unit)).unwrap_or(0)
}

fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (count - 1.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Period;
    use crate::quantity::{Mass, Money, Quantity};
    use crate::series::{Definition, SeriesError};

    /// Values given to three digits or more.
    const GIVEN: f64 = 1e-3;

    fn year(year: i32, tonnes: f64) -> Reading<Mass> {
        Reading::new(Period::year(year).unwrap(), Mass::tonnes(tonnes))
    }

    fn months(year: i32, last: u8, millions: f64) -> Reading<Money> {
        let (first, last) = (Period::month(year, 1).unwrap(), Period::month(year, last).unwrap());
        Reading::spanning(first, last, Money::usd(millions * 1e6)).unwrap()
    }

    fn of<Q: Amount>(readings: impl IntoIterator<Item = Reading<Q>>) -> Readings<Q> {
        Readings::new(readings, Definition::default()).unwrap()
    }

    fn found<Q: Amount>(readings: impl IntoIterator<Item = Reading<Q>>) -> Vec<(String, Oddity)> {
        of(readings).findings().iter().map(|finding| (finding.reading.to_string(), finding.oddity)).collect()
    }

    fn near(found: f64, wanted: f64) {
        assert!((found / wanted - 1.0).abs() < GIVEN, "{found} is not {wanted}");
    }

    /// Azerbaijan and Turkmenistan as published (rows A4, A3, A8, A9, A10 and A11 of the facts): no year is known both in
    /// ten months and whole, so days scale, and yearly changes of ×6.8 and ×1.9 tell how far off the rest may be.
    #[test]
    fn ten_months_of_a_trade_that_jumps() {
        let readings = of([
            months(2021, 10, 55.5),
            months(2022, 10, 377.242),
            months(2023, 8, 644.7),
            months(2023, 10, 710.3),
            months(2024, 4, 150.614),
            Reading::new(Period::year(2024).unwrap(), Money::usd(383e6)),
        ]);
        let complete = readings.complete().unwrap();
        for (value, wanted) in complete.series.values().iter().zip([66.64, 452.9, 852.8, 383.0]) {
            near(value.base(), wanted * 1e6);
        }
        let volatility = f64::midpoint(6.797_f64.ln().powi(2), 1.8829_f64.ln().powi(2)).sqrt();
        near(complete.errors[2].unwrap(), 61.0 / 365.0 * volatility * 0.5_f64.sqrt());
        assert_eq!(complete.errors[3], Some(0.0));
        let oddities: Vec<Oddity> = complete.findings.iter().map(|finding| finding.oddity).collect();
        assert_eq!(oddities, [Oddity::PartByDays; 3]);
        assert!(complete.findings[2].reading.to_string().ends_with("2023-10"));
    }

    /// Where other years are known whole and in part, their share scales, and its scatter is the error.
    #[test]
    fn a_part_by_the_shape_of_other_years() {
        let whole =
            |year: i32, millions: f64| Reading::new(Period::year(year).unwrap(), Money::usd(millions * 1e6));
        let readings = of([
            months(2021, 10, 80.0),
            whole(2021, 100.0),
            months(2022, 10, 84.0),
            whole(2022, 100.0),
            months(2023, 10, 90.0),
        ]);
        let finding = readings.findings()[0];
        assert_eq!(finding.oddity, Oddity::PartByShape { years: 2 });
        near(finding.suggestion.unwrap().base(), 90e6 / (0.80_f64 * 0.84).sqrt());
        near(finding.error.unwrap(), (0.84_f64 / 0.80).ln() / 2.0_f64.sqrt() * 1.5_f64.sqrt());
        assert_eq!(
            finding.to_string(),
            "2023-01 to 2023-10 (90.00 MUSD) is a part of the year, scaled by its share in 2 other years; suggested: 109.79 MUSD ± 4 %"
        );
    }

    /// Months and quarters that together are the year are no part of it.
    #[test]
    fn months_that_make_a_year_are_whole() {
        let readings =
            (1..=12).map(|month| Reading::new(Period::month(2023, month).unwrap(), Money::usd(1e6)));
        assert_eq!(of(readings).complete().unwrap().series.values(), [Money::usd(12e6)]);
        let nine = Reading::spanning(
            Period::month(2023, 1).unwrap(),
            Period::month(2023, 9).unwrap(),
            Money::usd(9e6),
        );
        let rest = Reading::new(Period::quarter(2023, 4).unwrap(), Money::usd(3e6));
        assert_eq!(found([nine.unwrap(), rest]), []);
    }

    /// A gap of two years between 100 and 800: 200 and 400, each with the error of a walk held at both ends.
    #[test]
    fn gaps_lie_between_their_neighbours() {
        let complete = of([year(2018, 50.0), year(2019, 100.0), year(2022, 800.0)]).complete().unwrap();
        assert_eq!(complete.gaps, [Period::year(2020).unwrap(), Period::year(2021).unwrap()]);
        near(complete.series.values()[2].base(), 200.0);
        near(complete.series.values()[3].base(), 400.0);
        let volatility = f64::midpoint(2.0_f64.ln().powi(2), 8.0_f64.ln().powi(2) / 3.0).sqrt();
        near(complete.errors[2].unwrap(), volatility * (2.0_f64 / 3.0).sqrt());
        let linear = of([year(2019, 0.0), year(2021, 10.0)]).complete().unwrap();
        assert_eq!((linear.series.values()[1].base(), linear.errors[1]), (5.0, None));
    }

    /// Cargo on the Middle Corridor in kilotonnes (row T1): growth of 2.5 times is no slip, a thousand times is, wherever
    /// it stands, and is not mended until one says so.
    #[test]
    fn slips_are_told_and_not_mended() {
        let tonnes = [759e3, 783e3, 586e3, 1485e3, 2764e3, 4484e3, 4119e3];
        let with = |slipped: &[usize], factor: f64| {
            let value =
                |place: usize| if slipped.contains(&place) { tonnes[place] * factor } else { tonnes[place] };
            of((0..7).zip(2019..).map(|(place, at)| year(at, value(place))))
        };
        assert_eq!(with(&[], 1.0).findings(), []);
        for (place, right) in tonnes.into_iter().enumerate() {
            for (factor, thousands) in [(1e3, 1), (1e-3, -1), (1e6, 2)] {
                let readings = with(&[place], factor);
                let findings = readings.findings();
                let slips: Vec<_> = findings.iter().filter(|finding| finding.suggestion.is_some()).collect();
                assert_eq!(slips.len(), 1, "{findings:?}");
                assert_eq!(slips[0].oddity, Oddity::UnitSlip { thousands });
                near(slips[0].suggestion.unwrap().base(), right);
                assert_eq!(
                    readings.complete().unwrap().series.values()[place].base(),
                    tonnes[place] * factor
                );
                assert_eq!(readings.accept(slips[0]).findings(), []);
            }
        }
        let other = with(&[0, 1], 1e-3).findings();
        assert!(
            other.iter().all(|finding| finding.oddity == Oddity::OtherUnit { thousands: -1 }),
            "{other:?}"
        );
    }

    #[test]
    fn values_without_a_logarithm_are_named() {
        let tiny =
            [year(2020, 0.0), year(2021, 500.0), year(2022, 600.0), year(2023, 700.0), year(2024, 0.05)];
        assert_eq!(found(tiny), [("2020".to_owned(), Oddity::Zero), ("2024".to_owned(), Oddity::Tiny)]);
        let balance = [-3e6, 4e6].map(Money::usd);
        let balance =
            (2023..).zip(balance).map(|(year, value)| Reading::new(Period::year(year).unwrap(), value));
        assert_eq!(found(balance), [("2023".to_owned(), Oddity::Negative)]);
    }

    #[test]
    fn what_is_no_reading_is_told() {
        let month = |text: &str| text.parse::<Period>().unwrap();
        for (first, last) in
            [("2023-10", "2023-01"), ("2022-11", "2023-02"), ("2023-01", "2023-Q3"), ("2022", "2023")]
        {
            let error = Reading::spanning(month(first), month(last), Mass::tonnes(1.0)).unwrap_err();
            assert_eq!(error, SeriesError::BadReading { first: first.to_owned(), last: last.to_owned() });
        }
        let none: [Reading<Mass>; 0] = [];
        assert_eq!(Readings::new(none, Definition::default()).unwrap_err(), SeriesError::Empty);
        let mixed =
            ["1 USD", "1 EUR"].map(|text| Reading::new(month("2023"), text.parse::<Money>().unwrap()));
        assert!(matches!(Readings::new(mixed, Definition::default()), Err(SeriesError::UnitMismatch { .. })));
    }
}
