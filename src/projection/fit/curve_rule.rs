//! Curves fitted to a series, and the rules of growth that they are.

use super::{Caution, CurveFit, FitError, GrowthCurve, Point, Robust};
use crate::calendar::{Frequency, Horizon, Period};
use crate::evidence::{Evidence, Number, Provenance, Shape, Spread};
use crate::projection::Rule;
use crate::projection::level::{level_unit, per_year};
use crate::quantity::{Quantity, Unit};
use crate::series::{Amount, Completed, Series};

impl<Q: Quantity> Series<Q> {
    /// Its values as points: the middle of each period in years, and the level per year, as rules of growth see them.
    pub fn points(&self) -> Vec<Point> {
        let unit = self.unit();
        self.iter()
            .map(|(period, value)| Point::new(period.midpoint(), value.base() * per_year(unit, period)))
            .collect()
    }

    /// A growth curve fitted to it, over time in years, in levels per year.
    ///
    /// # Errors
    /// As [`GrowthCurve::fit`].
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::projection::fit::GrowthCurve;
    /// use corridor::projection::project;
    /// use corridor::quantity::Mass;
    /// use corridor::series::{Definition, Series};
    ///
    /// let shipped = [0.759, 0.783, 0.586, 1.485, 2.764, 4.484, 4.119].map(Mass::megatonnes).to_vec();
    /// let shipped = Series::new(Horizon::years(2019, 2025)?, shipped, Definition::new("TITR", "KTZ"))?;
    /// let fit = shipped.fit_curve(GrowthCurve::Linear)?;
    /// let rule = fit.rule(&shipped, "2030".parse()?)?;
    /// let projected = project(&shipped, &rule, Horizon::years(2019, 2030)?)?;
    /// assert!((projected.last().1.base() / 7.63e6 - 1.0).abs() < 1e-3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fit_curve(&self, curve: GrowthCurve) -> Result<CurveFit, FitError> {
        curve.fit(&self.points())
    }

    /// A growth curve fitted to it that years which do not belong hardly bend.
    ///
    /// # Errors
    /// As [`GrowthCurve::fit_robust`].
    pub fn fit_robust(&self, curve: GrowthCurve, how: Robust) -> Result<CurveFit, FitError> {
        curve.fit_robust(&self.points(), how)
    }
}

impl<Q: Amount> Completed<Q> {
    /// The values as points, as [`Series::points`] gives them, without the years that were not given at all: a fit
    /// needs no stand-ins for them.
    pub fn points(&self) -> Vec<Point> {
        let given = self.series.points().into_iter().zip(self.series.horizon().periods());
        given.filter(|(_, period)| !self.gaps.contains(period)).map(|(point, _)| point).collect()
    }
}

impl CurveFit {
    /// The rule by which the history goes on as this curve does, to run in a study.
    ///
    /// The rule passes through the last given value, as all rules do, and goes on with the curve's slope, rate or
    /// ceiling: the last value, not the curve, is where the projection starts. Compound growth becomes a continuous rate,
    /// which is what was fitted; Bass's curve becomes points until `until`. Numbers carry their standard errors, as
    /// normal distributions (lognormal for a ceiling and its rate), and say that they are derived.
    ///
    /// # Errors
    /// [`FitError::NotFound`] for an S-curve whose ceiling the values do not identify, or lies at or below the
    /// last value: take [`CurveFit::through`], or another curve.
    pub fn rule<Q: Quantity>(&self, history: &Series<Q>, until: Period) -> Result<Rule, FitError> {
        let parameters = self.parameters();
        let [first, second] = [parameters[0], parameters[1]];
        match self.curve() {
            GrowthCurve::Linear => Ok(Rule::Linear {
                per_year: self.number(
                    second.value,
                    normal(second.value, second.error),
                    level_unit(history.unit()),
                )?,
            }),
            GrowthCurve::Compound => {
                let (rate, error) =
                    (second.value.ln_1p(), second.error.map(|error| error / (1.0 + second.value)));
                Ok(Rule::Continuous { rate: self.number(rate, normal(rate, error), Unit::Growth)? })
            }
            GrowthCurve::Logistic | GrowthCurve::Gompertz => {
                self.settled(history)?;
                let ceiling = self.number(
                    first.value,
                    lognormal(first.value, first.error),
                    level_unit(history.unit()),
                )?;
                let rate = self.number(second.value, lognormal(second.value, second.error), Unit::Growth)?;
                let midpoint = Some(holding(parameters[2].value, history.horizon().frequency())?);
                Ok(match self.curve() {
                    GrowthCurve::Logistic => Rule::Logistic { ceiling, rate, midpoint },
                    _ => Rule::Gompertz { ceiling, rate, midpoint },
                })
            }
            GrowthCurve::Bass => self.through(history, until),
        }
    }

    /// The curve itself as points, one for each period after the history until `until`, each with the normal
    /// distribution of a new value there. The points are drawn apart from each other; for paths see [`CurveFit::draws`].
    ///
    /// # Errors
    /// [`FitError::NotAhead`] if `until` is not after the history.
    pub fn through<Q: Quantity>(&self, history: &Series<Q>, until: Period) -> Result<Rule, FitError> {
        let first = history.horizon().last().plus(1);
        let not_ahead = FitError::NotAhead { first: first.to_string(), horizon: history.horizon() };
        let ahead = Horizon::new(first, until).map_err(|_| not_ahead)?;
        let unit = level_unit(history.unit());
        let point = |period: Period| {
            let time = period.midpoint();
            let level = self.level(time);
            let error = self
                .value_error(time)
                .map(|error| if self.curve().is_relative() { level * error } else { error });
            Ok((period, self.number(level, normal(level, error), unit)?))
        };
        Ok(Rule::Through { points: ahead.periods().map(point).collect::<Result<_, FitError>>()? })
    }

    /// Refuses an S-curve that is no rule from the last value on.
    fn settled<Q: Quantity>(&self, history: &Series<Q>) -> Result<(), FitError> {
        let method = self.curve().word();
        let last = history.points().last().map_or(0.0, |point| point.y);
        if self.cautions().iter().any(|caution| matches!(caution, Caution::Ceiling { .. })) {
            return Err(FitError::NotFound { method, why: "the ceiling is not identified by them" });
        }
        let [ceiling, rate] = [0, 1].map(|number| self.solution().parameters()[number]);
        if ceiling <= last || rate <= 0.0 {
            return Err(FitError::NotFound { method, why: "the ceiling is not above the last of them" });
        }
        Ok(())
    }

    /// A number with its distribution, or without one if that is out of range.
    fn number(&self, value: f64, shape: Option<Shape>, unit: Unit) -> Result<Number, FitError> {
        let sure =
            Spread::fixed(value).map_err(|_| FitError::NotFinite { place: self.points().len(), value })?;
        let spread = shape.and_then(|shape| Spread::new(shape).ok()).unwrap_or(sure);
        let note = format!("{} curve fitted to {} values", self.curve().word(), self.points().len());
        let provenance = Provenance { evidence: Evidence::Derived, note, ..Provenance::default() };
        Ok(Number { spread, unit, provenance, group: None })
    }
}

fn normal(mean: f64, error: Option<f64>) -> Option<Shape> {
    error.filter(|sd| *sd > 0.0).map(|sd| Shape::Normal { mean, sd })
}

/// With the same share of error up and down, so that it stays above 0.
fn lognormal(median: f64, error: Option<f64>) -> Option<Shape> {
    error
        .filter(|error| *error > 0.0)
        .map(|error| Shape::Lognormal { median, factor: (error / median).exp() })
}

/// The period of a frequency that holds a time in years.
fn holding(time: f64, frequency: Frequency) -> Result<Period, FitError> {
    let why = "the steepest point lies outside the calendar";
    let out = || FitError::NotFound { method: "an S-curve", why };
    if !(1.0..9999.0).contains(&time) {
        return Err(out());
    }
    #[expect(clippy::cast_possible_truncation, reason = "a year of the calendar, as was checked")]
    let year = Period::year(time.floor() as i32).map_err(|_| out())?;
    let first = Period::containing(year.first_day(), frequency);
    #[expect(clippy::cast_possible_truncation, reason = "at most twelve")]
    let later = (time.fract() * f64::from(frequency.per_year())).floor() as i32;
    Ok(first.plus(later))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::project;
    use crate::quantity::{Mass, Money};
    use crate::series::Definition;

    fn years(first: i32, values: &[f64]) -> Series<Mass> {
        let last = first + i32::try_from(values.len()).unwrap() - 1;
        let values = values.iter().map(|value| Mass::tonnes(*value)).collect();
        Series::new(Horizon::years(first, last).unwrap(), values, Definition::default()).unwrap()
    }

    /// A history that lies on a curve goes on along that curve.
    #[test]
    fn a_rule_goes_on_along_its_curve() {
        for curve in
            [GrowthCurve::Linear, GrowthCurve::Compound, GrowthCurve::Logistic, GrowthCurve::Gompertz]
        {
            let numbers: &[f64] =
                if curve == GrowthCurve::Linear { &[100.0, 9.0] } else { &[100.0, 0.3, 6.5] };
            let values: Vec<f64> = (0..12).map(|year| curve.level(numbers, f64::from(year) + 0.5)).collect();
            let history = years(2010, &values);
            let rule = history.fit_curve(curve).unwrap().rule(&history, "2030".parse().unwrap()).unwrap();
            let projected = project(&history, &rule, Horizon::years(2010, 2030).unwrap()).unwrap();
            let wanted = curve.level(numbers, 20.5);
            // A midpoint is rounded to a year, which moves an S-curve's far end by less than this.
            let allowed = if numbers.len() == 3 && curve != GrowthCurve::Compound { 0.01 } else { 1e-6 };
            assert!((projected.last().1.base() / wanted - 1.0).abs() < allowed, "{curve:?}");
        }
    }

    /// Far from its ceiling, an S-curve is no rule, and says why.
    #[test]
    fn an_unknown_ceiling_makes_no_rule() {
        let history = years(2015, &[10.0, 13.1, 16.8, 22.1, 28.4, 37.3, 48.1]);
        let fit = history.fit_curve(GrowthCurve::Logistic).unwrap();
        assert!(
            fit.cautions().iter().any(|caution| matches!(caution, Caution::Ceiling { .. })),
            "{:?}",
            fit.cautions()
        );
        let error = fit.rule(&history, "2030".parse().unwrap()).unwrap_err();
        assert!(error.to_string().contains("the ceiling is not identified"), "{error}");
        let through = fit.through(&history, "2024".parse().unwrap()).unwrap();
        assert_eq!(through.numbers().len(), 3);
        assert!(matches!(fit.through(&history, "2021".parse().unwrap()), Err(FitError::NotAhead { .. })));
    }

    /// Months are levels per year, so a rule fitted to months is that of their years.
    #[test]
    fn months_are_fitted_as_yearly_levels() {
        let months = Horizon::new("2021-01".parse().unwrap(), "2024-12".parse().unwrap()).unwrap();
        let money = months
            .periods()
            .map(|month| Money::usd(1e6 * month.years() * 1.2_f64.powf(month.midpoint() - 2021.0)));
        let series = Series::new(months, money.collect(), Definition::default()).unwrap();
        let fit = series.fit_curve(GrowthCurve::Compound).unwrap();
        assert!((fit.parameter("rate").unwrap() - 0.2).abs() < 1e-9);
    }
}
