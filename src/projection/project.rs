use super::exponential::is_bounded;
use super::level::is_amount;
use super::{Course, FlatCourse, Lead, ProjectionError, Rule};
use crate::calendar::{Horizon, Period};
use crate::evidence::Estimate;
use crate::quantity::Quantity;
use crate::series::Series;

impl Course {
    /// The values of a series, and the rule after its last.
    pub fn from_series<Q: Quantity>(series: &Series<Q>, rule: Rule) -> Self {
        Self::of(series.iter().map(|(period, value)| (period, Estimate::sure(value))), rule)
    }
}

/// A series carried on by a rule: its own values where it has them, the rule's after.
///
/// The horizon may begin before the series, whose first value then holds backwards, and may have other periods: the
/// months of a yearly series share its volume by days. Rules are taken at their central values; for draws, see
/// [`FlatCourse`].
///
/// # Errors
/// A rule that cannot go on from the last value, or that follows a driver (use [`project_with`]), and values
/// beyond the kind's range: see [`ProjectionError`].
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::projection::{Rule, project};
/// use corridor::quantity::{GrowthRate, Mass};
/// use corridor::series::{Definition, Series};
///
/// let shipped = [1.5, 2.8].map(Mass::megatonnes).to_vec();
/// let series = Series::new(Horizon::years(2022, 2023)?, shipped, Definition::new("TITR, all cargo", "KTZ"))?;
/// let rule = Rule::logistic(Mass::megatonnes(10.0), GrowthRate::percent_per_year(40.0), None);
/// let projected = project(&series, &rule, Horizon::years(2022, 2040)?)?;
/// assert_eq!(projected.values()[..2], series.values()[..]);
/// assert_eq!(projected.first_at_or_above(Mass::megatonnes(9.0))?, Some("2031".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "forecast")]
#[doc(alias = "extrapolate")]
pub fn project<Q: Quantity>(
    base: &Series<Q>,
    rule: &Rule,
    horizon: Horizon,
) -> Result<Series<Q>, ProjectionError> {
    if let Some(to) = rule.driver() {
        return Err(ProjectionError::NoDriver { to: to.to_string() });
    }
    carry_on(base, rule, horizon, None)
}

/// A series carried on by a rule that follows a driver series.
///
/// # Errors
/// As [`project`], and a driver that does not reach from the last value of `base` to the end of the horizon, or is
/// not above zero there.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::projection::{Rule, project_with};
/// use corridor::quantity::{Elasticity, Mass, Money};
/// use corridor::series::{Definition, Series};
///
/// let product = vec!["200 bnUSD@2020".parse::<Money>()?, "220 bnUSD@2020".parse()?];
/// let product = Series::new(Horizon::years(2023, 2024)?, product, Definition::new("GDP", "KZ"))?;
/// let imports = Series::new(Horizon::years(2023, 2023)?, vec![Mass::kilotonnes(100.0)], Definition::default())?;
/// let rule = Rule::elastic("gdp", Elasticity::of(1.5));
/// let projected = project_with(&imports, &rule, &product, Horizon::years(2023, 2024)?)?;
/// assert!((projected.values()[1].base() - 100e3 * 1.1_f64.powf(1.5)).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn project_with<Q: Quantity, D: Quantity>(
    base: &Series<Q>,
    rule: &Rule,
    driver: &Series<D>,
    horizon: Horizon,
) -> Result<Series<Q>, ProjectionError> {
    check_driver(base, driver, horizon)?;
    let driver = FlatCourse::new(&Course::from_series(driver, Rule::Hold), horizon)
        .map(|flat| (flat, bases(driver)))?;
    carry_on(base, rule, horizon, Some(driver))
}

/// A lowered driver and its values.
type Driven = (FlatCourse, Vec<f64>);

fn carry_on<Q: Quantity>(
    base: &Series<Q>,
    rule: &Rule,
    horizon: Horizon,
    driver: Option<Driven>,
) -> Result<Series<Q>, ProjectionError> {
    let course = Course::from_series(base, rule.clone());
    let flat = FlatCourse::new(&course, horizon)?;
    let inputs: Vec<f64> = course.numbers().iter().map(|(_, number)| number.central()).collect();
    let mut levels = vec![0.0; horizon.len()];
    let mut driver_levels = vec![0.0; horizon.len()];
    let lead = driver.map(|(driver, values)| {
        driver.fill(&values, None, &mut driver_levels);
        driver.lead(&values, &driver_levels, flat.origin_time()).at_origin
    });
    let lead = lead.map(|at_origin| Lead { at_origin, levels: &driver_levels });
    flat.fill(&inputs, lead, &mut levels);
    from_levels(base, horizon, &levels)
}

/// A series like `like`, from levels per year.
fn from_levels<Q: Quantity>(
    like: &Series<Q>,
    horizon: Horizon,
    levels: &[f64],
) -> Result<Series<Q>, ProjectionError> {
    let unit = like.unit();
    // A bounded level stands for all beyond it, and is no value.
    let checked = |level: f64| if is_bounded(level) { f64::INFINITY } else { level };
    let years = |period: Period| if is_amount(unit) { period.years() } else { 1.0 };
    let value = |(period, level): (Period, &f64)| checked(*level) * years(period);
    let values = horizon.periods().zip(levels).map(value);
    Ok(Series::from_bases(horizon, values, unit, like.definition().clone())?)
}

fn bases<Q: Quantity>(series: &Series<Q>) -> Vec<f64> {
    series.values().iter().map(|value| value.base()).collect()
}

/// Refuses a driver that does not cover what is to follow it, or that is not above zero.
fn check_driver<Q: Quantity, D: Quantity>(
    base: &Series<Q>,
    driver: &Series<D>,
    horizon: Horizon,
) -> Result<(), ProjectionError> {
    let (from, to) = (base.horizon().last(), horizon.last());
    let own = driver.horizon();
    if own.first().first_day() > from.first_day() || own.last().span().end() < to.span().end() {
        let (from, to) = (from.to_string(), to.to_string());
        return Err(ProjectionError::ShortDriver { driver: own.to_string(), from, to });
    }
    match driver.iter().find(|(_, value)| value.base() <= 0.0) {
        None => Ok(()),
        Some((period, value)) => {
            Err(ProjectionError::DriverNotPositive { period: period.to_string(), value: value.base() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Frequency;
    use crate::quantity::{Elasticity, GrowthRate, Mass, Rate, UnitPrice};
    use crate::series::{Definition, Factor};
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    /// A year's sum of rounded parts.
    const SUM: f64 = 1e-12;

    fn years(first: i32, last: i32) -> Horizon {
        Horizon::years(first, last).unwrap()
    }

    fn base(tonnes: f64) -> Series<Mass> {
        Series::new(years(2024, 2024), vec![Mass::tonnes(tonnes)], Definition::new("all", "KZ")).unwrap()
    }

    proptest! {
        /// A multiple reads back as its rate, and compounding at that rate meets the multiple.
        #[test]
        fn a_multiple_is_its_compound_rate(times in 0.2..20.0f64, span in 1..30i32, tonnes in 1.0..1e9f64) {
            let by = Period::year(2024 + span).unwrap();
            let multiple = Rule::multiple(Factor::times(times), by);
            let compound = Rule::compound(multiple.implied_rate(Period::year(2024).unwrap()).unwrap());
            let horizon = years(2024, 2024 + span);
            let [met, compounded] =
                [multiple, compound].map(|rule| project(&base(tonnes), &rule, horizon).unwrap());
            for (one, other) in met.values().iter().zip(compounded.values()) {
                assert_relative_eq!(one.base(), other.base(), max_relative = 1e-10);
            }
            assert_relative_eq!(met.last().1.base(), tonnes * times, max_relative = SUM);
            let read_back = met.cagr(Period::year(2024).unwrap(), by).unwrap();
            assert_relative_eq!(read_back.base(), times.powf(1.0 / f64::from(span)) - 1.0, max_relative = 1e-9, epsilon = SUM);
        }

        /// The months of a projection begin with the months of its base, which split it by days.
        #[test]
        fn the_base_is_split_by_days(tonnes in 1.0..1e9f64, percent in -20.0..20.0f64) {
            let months = Horizon::new("2024-01".parse().unwrap(), "2025-12".parse().unwrap()).unwrap();
            let rule = Rule::compound(GrowthRate::percent_per_year(percent));
            let projected = project(&base(tonnes), &rule, months).unwrap();
            let split = base(tonnes).split_to(Frequency::Month).unwrap();
            for (one, other) in projected.values().iter().zip(split.values()) {
                assert_relative_eq!(one.base(), other.base(), max_relative = SUM);
            }
            let summed = projected.sum_to(Frequency::Year).unwrap();
            assert_relative_eq!(summed.first().1.base(), tonnes, max_relative = SUM);
        }
    }

    #[test]
    fn rates_and_prices_are_carried_on_as_levels() {
        let price: UnitPrice<Mass> = "12 USD/t".parse().unwrap();
        let prices = Series::new(years(2024, 2024), vec![price], Definition::default()).unwrap();
        let months = Horizon::new("2024-01".parse().unwrap(), "2024-12".parse().unwrap()).unwrap();
        let held = project(&prices, &Rule::Hold, months).unwrap();
        assert_eq!(held.values(), [price; 12]);
        let capacity = Rate::per_year(Mass::megatonnes(6.0));
        let capacity = Series::new(years(2024, 2024), vec![capacity], Definition::default()).unwrap();
        let rule = Rule::linear(Rate::per_year(Mass::megatonnes(0.5)));
        let grown = project(&capacity, &rule, years(2024, 2026)).unwrap();
        assert_eq!(grown.last().1.to_string(), "7 Mt/yr");
    }

    #[test]
    fn drivers_are_checked() {
        let rule = Rule::elastic("gdp", Elasticity::of(1.2));
        let error = project(&base(1.0), &rule, years(2024, 2030)).unwrap_err();
        assert_eq!(error, ProjectionError::NoDriver { to: "gdp".to_owned() });
        let driver = |first, values: &[f64]| {
            let last = first + i32::try_from(values.len()).unwrap() - 1;
            let values = values.iter().map(|value| Mass::tonnes(*value)).collect();
            Series::new(years(first, last), values, Definition::default()).unwrap()
        };
        let with =
            |driver| project_with(&base(1.0), &rule, &driver, years(2024, 2026)).unwrap_err().to_string();
        assert_eq!(
            with(driver(2025, &[1.0, 1.0])),
            "the driver runs from 2025 to 2026, but is needed from 2024 to 2026: give it further periods, or a shorter horizon"
        );
        assert!(with(driver(2024, &[1.0, 1.0])).starts_with("the driver runs from 2024 to 2025"));
        assert_eq!(
            with(driver(2024, &[1.0, 0.0, 1.0])),
            "an elasticity needs a driver above 0, but in 2025 it is 0: give it values above 0, or use another rule"
        );
    }

    #[test]
    fn values_beyond_the_range_are_told() {
        let rule = Rule::compound(GrowthRate::per_year(1e6));
        let error = project(&base(1e299), &rule, years(2024, 2200)).unwrap_err();
        assert!(matches!(error, ProjectionError::BeyondRange { .. }), "{error}");
    }
}
