use super::Timeline;
use super::exponential::{bounded, bounded_exp, fill_exponential};

/// Where a curve starts: the middle of the last given period, in years, and the level there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Origin {
    /// The time, in years since year 0.
    pub time: f64,
    /// The level per year.
    pub value: f64,
}

/// A rule with its numbers drawn: plain floats, evaluated for every draw. See [`Rule`](super::Rule) for the formulas.
///
/// A draw may hit numbers that a check of the central values would refuse: a ceiling below the last value, say. Then
/// the last value holds. No curve leaves ±1e300, and none is NaN if its numbers are not.
///
/// ```
/// use corridor::projection::{Curve, Origin};
///
/// let fivefold = Curve::Multiple { factor: 5.0, by: 2030.5, held_from: 2030.0 };
/// let origin = Origin { time: 2024.5, value: 1.0 };
/// assert_eq!(fivefold.at(origin, 2024.5), 1.0);
/// assert!((fivefold.at(origin, 2027.5) - 5f64.sqrt()).abs() < 1e-12);
/// assert_eq!(fivefold.at(origin, 2031.5), 5.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Curve {
    /// The value at the origin, always.
    Hold,
    /// `value (1 + rate)^(t − t₀)`.
    Compound {
        /// Growth per year, above −1.
        rate: f64,
    },
    /// `value e^(rate (t − t₀))`.
    Continuous {
        /// The continuous rate per year.
        rate: f64,
    },
    /// `value + per_year (t − t₀)`.
    Linear {
        /// The increase in a year.
        per_year: f64,
    },
    /// `value factor^((t − t₀) / (by − t₀))` up to `held_from`, then `value factor`.
    Multiple {
        /// How many times, above 0.
        factor: f64,
        /// When it is reached: the middle of the period.
        by: f64,
        /// From when on it holds: the beginning of that period.
        held_from: f64,
    },
    /// `value + (ceiling − value) (1 − x) / (1 + q x)`, `x = e^(−rate (t − t₀))`.
    ///
    /// With a midpoint *m*, `q = e^(rate (m − t₀))`: the curve may rise from a floor other than zero, which is then the one
    /// that leads it through the origin. Without, `q = ceiling / value − 1` and the floor is zero: this is Verhulst's
    /// `ceiling / (1 + e^(−rate (t − m)))`.
    Logistic {
        /// The level it nears.
        ceiling: f64,
        /// Per year, above 0.
        rate: f64,
        /// When it is steepest.
        midpoint: Option<f64>,
    },
    /// `value + (ceiling − value) (e^(q (1 − x)) − 1) / (e^q − 1)`, `x = e^(−rate (t − t₀))`.
    ///
    /// With a midpoint *m*, `q = e^(rate (m − t₀))`. Without, `q = ln(ceiling / value)` and this is Gompertz's
    /// `ceiling e^(−e^(−rate (t − m)))`.
    Gompertz {
        /// The level it nears.
        ceiling: f64,
        /// Per year, above 0.
        rate: f64,
        /// When it is steepest.
        midpoint: Option<f64>,
    },
}

/// A curve tied to its origin: what is left to compute per period.
#[derive(Debug, Clone, Copy)]
enum Path {
    Line {
        slope: f64,
    },
    Growth {
        log_rate: f64,
        held_from: f64,
        held: f64,
    },
    Logistic {
        gap: f64,
        shift: f64,
        rate: f64,
    },
    /// `value + scale (e^(shift (1 − x)) − 1)`.
    Gompertz {
        ceiling: f64,
        scale: f64,
        shift: f64,
        rate: f64,
    },
    /// The same where the shift is out of [`PLAIN_SHIFTS`].
    FarGompertz {
        gap: f64,
        shift: f64,
        rate: f64,
    },
}

/// Shifts for which Gompertz's curve may be computed as it is written: below, the difference of two numbers near 1
/// loses digits; above, the exponential overflows.
const PLAIN_SHIFTS: std::ops::RangeInclusive<f64> = 0.5..=600.0;

impl Curve {
    /// The level at a time in years; before the origin, the level there.
    pub fn at(self, origin: Origin, time: f64) -> f64 {
        let elapsed = (time - origin.time).max(0.0);
        let path = self.path(origin);
        match path {
            Path::Line { slope } => bounded(origin.value + slope * elapsed),
            Path::Growth { held_from, held, .. } if time >= held_from => held,
            Path::Growth { log_rate, .. } => bounded(origin.value * bounded_exp(log_rate * elapsed)),
            Path::Logistic { rate, .. } | Path::Gompertz { rate, .. } | Path::FarGompertz { rate, .. } => {
                path.rise(origin.value, bounded_exp(-rate * elapsed))
            }
        }
    }

    /// The levels in the middle of the periods from number `from` on, which must not be before the origin, as many
    /// as `out` takes.
    ///
    /// The middles are evenly spaced, so that their exponentials are products; see the benchmark `projection`.
    /// The result agrees with [`Curve::at`] as far as times in years since year 0 do, to a part in 10¹¹. Nothing is
    /// allocated.
    pub fn fill(self, origin: Origin, timeline: Timeline, from: usize, out: &mut [f64]) {
        let path = self.path(origin);
        let elapsed = timeline.time(from) - origin.time;
        match path {
            Path::Line { slope } => {
                for (index, level) in out.iter_mut().enumerate() {
                    *level = bounded(origin.value + slope * (timeline.time(from + index) - origin.time));
                }
            }
            Path::Growth { log_rate, held_from, held } => {
                let growing = timeline.count_before(held_from).saturating_sub(from).min(out.len());
                let (rising, flat) = out.split_at_mut(growing);
                let exponents = (log_rate * elapsed, log_rate * timeline.step());
                fill_exponential(rising, exponents, |x| bounded(origin.value * x));
                flat.fill(held);
            }
            Path::Logistic { rate, .. } | Path::Gompertz { rate, .. } | Path::FarGompertz { rate, .. } => {
                let exponents = (-rate * elapsed, -rate * timeline.step());
                fill_exponential(out, exponents, |x| path.rise(origin.value, x));
            }
        }
    }

    fn path(self, origin: Origin) -> Path {
        let Origin { time, value } = origin;
        match self {
            Curve::Hold => Path::Line { slope: 0.0 },
            Curve::Linear { per_year } => Path::Line { slope: per_year },
            Curve::Compound { rate } => growth(rate.ln_1p(), f64::INFINITY, value),
            Curve::Continuous { rate } => growth(rate, f64::INFINITY, value),
            Curve::Multiple { factor, by, held_from } => {
                growth(factor.ln() / (by - time), held_from, bounded(value * factor))
            }
            Curve::Logistic { ceiling, rate, midpoint } => {
                let shift = shift(midpoint, origin, rate, ceiling / value - 1.0);
                let rises = rises(ceiling, rate, origin, shift);
                if rises { Path::Logistic { gap: ceiling - value, shift, rate } } else { HELD }
            }
            Curve::Gompertz { ceiling, rate, midpoint } => {
                let shift = shift(midpoint, origin, rate, (ceiling / value).ln());
                let rises = rises(ceiling, rate, origin, shift);
                if rises { gompertz(ceiling, value, shift, rate) } else { HELD }
            }
        }
    }
}

/// The path of numbers that no curve fits.
const HELD: Path = Path::Line { slope: 0.0 };

/// Growth at a continuous rate; a rate of −100 % or less, or a factor of 0 or less, holds the value.
fn growth(log_rate: f64, held_from: f64, held: f64) -> Path {
    if log_rate.is_finite() { Path::Growth { log_rate, held_from, held } } else { HELD }
}

/// Gompertz's curve in the form that its shift allows.
fn gompertz(ceiling: f64, value: f64, shift: f64, rate: f64) -> Path {
    let gap = ceiling - value;
    if PLAIN_SHIFTS.contains(&shift) {
        Path::Gompertz { ceiling, scale: gap / shift.exp_m1(), shift, rate }
    } else {
        Path::FarGompertz { gap, shift, rate }
    }
}

/// The q of the formulas.
fn shift(midpoint: Option<f64>, origin: Origin, rate: f64, from_zero: f64) -> f64 {
    midpoint.map_or(from_zero, |midpoint| bounded_exp(rate * (midpoint - origin.time)))
}

/// Whether there is an S-curve: room below the ceiling, and a rate and a shift above zero.
fn rises(ceiling: f64, rate: f64, origin: Origin, shift: f64) -> bool {
    ceiling > origin.value && rate > 0.0 && shift > 0.0 && shift.is_finite()
}

impl Path {
    /// An S-curve's level where x is `e^(−rate elapsed)`; exact at x = 1, and never above the ceiling.
    ///
    /// Where the shift is far, both exponentials of Gompertz's formula are divided by `e^q`, which may be beyond any float.
    fn rise(self, value: f64, x: f64) -> f64 {
        match self {
            Path::Logistic { gap, shift, .. } => {
                (value + gap * ((1.0 - x) / (1.0 + shift * x))).min(value + gap)
            }
            Path::Gompertz { ceiling, scale, shift, .. } => {
                (value + scale * ((shift * (1.0 - x)).exp() - 1.0)).min(ceiling)
            }
            Path::FarGompertz { gap, shift, .. } => {
                let done = (-shift * x).exp() * ((-shift * (1.0 - x)).exp_m1() / (-shift).exp_m1());
                (value + gap * done).min(value + gap)
            }
            Path::Line { .. } | Path::Growth { .. } => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Horizon;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    /// Agreement of a running product of at most sixteen factors with the exponential function.
    const PRODUCT: f64 = 1e-13;
    /// A time in years since year 0 is rounded to 2e-13 years, which a steep S-curve makes twenty times more of.
    const TIME: f64 = 1e-11;
    /// Agreement of two ways to write a curve, over two centuries.
    const FORMULA: f64 = 1e-12;

    fn curves() -> impl Strategy<Value = Curve> {
        let midpoints = prop::option::of(1990.0..2100.0);
        prop_oneof![
            Just(Curve::Hold),
            (-0.9..2.0).prop_map(|rate| Curve::Compound { rate }),
            (-2.0..1.1).prop_map(|rate| Curve::Continuous { rate }),
            (-1e6..1e6).prop_map(|per_year| Curve::Linear { per_year }),
            (0.01..100.0, 2025.0..2060.0f64).prop_map(|(factor, year)| Curve::Multiple {
                factor,
                by: year.floor() + 0.5,
                held_from: year.floor()
            }),
            (1e6..1e9, 0.001..2.0, midpoints.clone()).prop_map(|(ceiling, rate, midpoint)| Curve::Logistic {
                ceiling,
                rate,
                midpoint
            }),
            (1e6..1e9, 0.001..2.0, midpoints).prop_map(|(ceiling, rate, midpoint)| Curve::Gompertz {
                ceiling,
                rate,
                midpoint
            }),
        ]
    }

    fn months() -> Timeline {
        Timeline::of(Horizon::new("2024-07".parse().unwrap(), "2100-12".parse().unwrap()).unwrap())
    }

    proptest! {
        /// Every curve passes through its origin, to the bit.
        #[test]
        fn a_curve_passes_through_its_origin(curve in curves(), value in 1.0..1e6f64) {
            let level = curve.at(Origin { time: 2024.5, value }, 2024.5);
            prop_assert_eq!(level.to_bits(), value.to_bits());
        }

        /// Filling a row of periods is evaluating each.
        #[test]
        fn filling_is_evaluating(curve in curves(), value in 1.0..1e6f64, from in 0usize..100) {
            let origin = Origin { time: 2024.5, value };
            let mut filled = vec![0.0; months().len() - from];
            curve.fill(origin, months(), from, &mut filled);
            for (index, level) in filled.into_iter().enumerate() {
                let expected = curve.at(origin, months().time(from + index));
                assert_relative_eq!(level, expected, max_relative = TIME, epsilon = TIME * value);
            }
        }

        /// An S-curve rises and stays at or below its ceiling.
        #[test]
        fn an_s_curve_rises_below_its_ceiling(
            ceiling in 1.0..1e9f64, share in 1e-6..0.999f64, rate in 0.001..3.0f64,
            midpoint in prop::option::of(1990.0..2100.0f64), gompertz: bool,
        ) {
            let curve = if gompertz {
                Curve::Gompertz { ceiling, rate, midpoint }
            } else {
                Curve::Logistic { ceiling, rate, midpoint }
            };
            let value = ceiling * share;
            let mut before = value;
            let mut levels = vec![0.0; months().len()];
            curve.fill(Origin { time: 2024.5, value }, months(), 0, &mut levels);
            for level in levels {
                prop_assert!(level <= ceiling * (1.0 + PRODUCT), "{level} above {ceiling}");
                prop_assert!(level >= before * (1.0 - PRODUCT), "{level} below {before}");
                before = level;
            }
        }

        /// The unit does not matter: a thousand times the values, a thousand times the curve.
        #[test]
        fn curves_scale(curve in curves(), value in 1.0..1e6f64, time in 2024.5..2100.0f64) {
            let scaled = match curve {
                Curve::Linear { per_year } => Curve::Linear { per_year: per_year * 1e3 },
                Curve::Logistic { ceiling, rate, midpoint } => {
                    Curve::Logistic { ceiling: ceiling * 1e3, rate, midpoint }
                }
                Curve::Gompertz { ceiling, rate, midpoint } => {
                    Curve::Gompertz { ceiling: ceiling * 1e3, rate, midpoint }
                }
                curve => curve,
            };
            let small = curve.at(Origin { time: 2024.5, value }, time);
            let large = scaled.at(Origin { time: 2024.5, value: value * 1e3 }, time);
            assert_relative_eq!(large, small * 1e3, max_relative = FORMULA, epsilon = FORMULA * value);
        }

        /// No draw, however odd, gives NaN or infinity.
        #[test]
        fn odd_draws_stay_finite(
            value in prop_oneof![Just(0.0), Just(-1e6), Just(1e300), -1e9..1e9f64],
            one in prop_oneof![Just(0.0), Just(-1.0), Just(1e6), Just(-1e300), -1e9..1e9f64],
            two in prop_oneof![Just(0.0), Just(-1.0), Just(1e6), -1e3..1e3f64],
            midpoint in prop::option::of(0.0..9999.0f64),
        ) {
            for curve in [
                Curve::Compound { rate: one },
                Curve::Linear { per_year: one },
                Curve::Multiple { factor: one, by: 2030.5, held_from: 2030.0 },
                Curve::Logistic { ceiling: one, rate: two, midpoint },
                Curve::Gompertz { ceiling: one, rate: two, midpoint },
            ] {
                let mut levels = vec![f64::NAN; months().len()];
                curve.fill(Origin { time: 2024.5, value }, months(), 0, &mut levels);
                prop_assert!(levels.iter().all(|level| level.is_finite()), "{curve:?} {levels:?}");
                let at = curve.at(Origin { time: 2024.5, value }, 2031.0);
                prop_assert!(at.is_finite(), "{curve:?} {at}");
            }
        }
    }

    /// The two ways to compute Gompertz's curve agree where both can.
    #[test]
    fn far_shifts_go_on_where_plain_ones_end() {
        let value = 3.0;
        for shift in [0.5, 1.0, 3.0, 20.0, 600.0] {
            let plain = gompertz(60.0, value, shift, 0.2);
            assert!(matches!(plain, Path::Gompertz { .. }));
            let far = Path::FarGompertz { gap: 57.0, shift, rate: 0.2 };
            for step in 0..=100 {
                let x = f64::from(step) / 100.0;
                assert_relative_eq!(plain.rise(value, x), far.rise(value, x), max_relative = FORMULA);
            }
        }
    }

    /// Without a midpoint the curves are the textbook ones: K / (1 + e^(−r (t − m))) and K e^(−e^(−r (t − m))).
    #[test]
    fn s_curves_from_zero_are_the_textbook_ones() {
        let (ceiling, rate, origin) = (60e6, 0.25_f64, Origin { time: 2023.5, value: 2.8e6 });
        let verhulst_midpoint = origin.time + (ceiling / origin.value - 1.0).ln() / rate;
        let gompertz_midpoint = origin.time + (ceiling / origin.value).ln().ln() / rate;
        for step in 0..200 {
            let time = origin.time + f64::from(step) / 2.0;
            let verhulst = ceiling / (1.0 + (-rate * (time - verhulst_midpoint)).exp());
            let gompertz = ceiling * (-(-rate * (time - gompertz_midpoint)).exp()).exp();
            let logistic = Curve::Logistic { ceiling, rate, midpoint: None };
            assert_relative_eq!(logistic.at(origin, time), verhulst, max_relative = FORMULA);
            let curve = Curve::Gompertz { ceiling, rate, midpoint: None };
            assert_relative_eq!(curve.at(origin, time), gompertz, max_relative = FORMULA);
        }
    }

    /// A midpoint that agrees with the curve from zero gives that very curve.
    #[test]
    fn an_agreeing_midpoint_changes_nothing() {
        let (ceiling, rate, origin) = (60.0, 0.2_f64, Origin { time: 2023.5, value: 3.0 });
        let midpoint = Some(origin.time + 19.0_f64.ln() / rate);
        let (free, tied) =
            (Curve::Logistic { ceiling, rate, midpoint: None }, Curve::Logistic { ceiling, rate, midpoint });
        assert_relative_eq!(free.at(origin, 2040.0), tied.at(origin, 2040.0), max_relative = FORMULA);
        let midpoint = Some(origin.time + 20.0_f64.ln().ln() / rate);
        let (free, tied) =
            (Curve::Gompertz { ceiling, rate, midpoint: None }, Curve::Gompertz { ceiling, rate, midpoint });
        assert_relative_eq!(free.at(origin, 2040.0), tied.at(origin, 2040.0), max_relative = FORMULA);
    }

    /// With a midpoint the rise is steepest there, whatever the value at the origin.
    #[test]
    fn an_s_curve_is_steepest_at_its_midpoint() {
        let origin = Origin { time: 2020.5, value: 7.0 };
        for curve in [
            Curve::Logistic { ceiling: 60.0, rate: 0.3, midpoint: Some(2030.5) },
            Curve::Gompertz { ceiling: 60.0, rate: 0.3, midpoint: Some(2030.5) },
        ] {
            let slope = |time: f64| curve.at(origin, time + 0.01) - curve.at(origin, time - 0.01);
            for other in [2024.5, 2028.5, 2029.5, 2031.5, 2033.5, 2040.5] {
                assert!(slope(2030.5) > slope(other), "{curve:?} {other}");
            }
        }
    }
}
