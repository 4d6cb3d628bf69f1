use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::calendar::{Horizon, Period};
use crate::evaluate::{Entry, Indicator, Layout, Outcome, PeriodStatus, Row};
use crate::quantity::Unit;

use super::line::StatisticNames;
use super::{CompareError, Line, Profile, Selection};

/// Scenarios of one study side by side: each indicator of each subject in each period, against a baseline.
///
/// Outcomes are aligned by indicator, subject and period, even where a subject exists in only some of them; a
/// value that one of them lacks is absent, and never 0. Entries stand in the order of the vocabulary of
/// indicators, and within one in the order in which they were first met.
///
/// Read [`Comparison::unsolved`] first: numbers of a period that was not solved are the best the method had.
#[derive(Debug, Clone)]
#[doc(alias = "diff")]
pub struct Comparison {
    study: Arc<str>,
    layout: Layout,
    /// The baseline first.
    scenarios: Vec<Aligned>,
}

/// The values of one scenario, entry by entry in the comparison's layout; NaN where there is none.
#[derive(Debug, Clone)]
struct Aligned {
    name: Arc<str>,
    statuses: Vec<PeriodStatus>,
    values: Vec<f64>,
}

impl Comparison {
    /// Outcomes side by side with a baseline; of one alone if there are no others.
    ///
    /// If there are others, each outcome gets its `user-benefit` against the baseline (see [`Outcome::against`]).
    ///
    /// # Errors
    /// Outcomes of different studies or horizons, two of one name, one entry in two units.
    pub fn new(baseline: &Outcome, others: &[Outcome]) -> Result<Self, CompareError> {
        check_kin(baseline, others)?;
        let all = || std::iter::once(baseline).chain(others);
        let outcomes: Vec<Outcome> = match others {
            [] => vec![baseline.clone()],
            _ => all().map(|outcome| outcome.against(baseline)).collect(),
        };
        let layout = Layout::new(baseline.horizon(), union(&outcomes)?);
        let scenarios = outcomes.iter().map(|outcome| Aligned::new(outcome, &layout)).collect();
        Ok(Self { study: baseline.study().clone(), layout, scenarios })
    }

    /// The study's name.
    pub fn study(&self) -> &Arc<str> {
        &self.study
    }

    /// The periods.
    pub fn horizon(&self) -> Horizon {
        self.layout.horizon()
    }

    /// The entries of all outcomes together.
    pub fn entries(&self) -> &[Entry] {
        self.layout.entries()
    }

    /// The baseline's name.
    pub fn baseline(&self) -> &Arc<str> {
        &self.scenarios[0].name
    }

    /// The scenarios' names, the baseline first.
    pub fn scenarios(&self) -> impl ExactSizeIterator<Item = &Arc<str>> + Clone {
        self.scenarios.iter().map(|scenario| &scenario.name)
    }

    /// The periods that were not solved, by scenario; nothing of scenarios that were solved throughout.
    pub fn unsolved(&self) -> Vec<(&Arc<str>, Vec<PeriodStatus>)> {
        let open = |scenario: &Aligned| {
            let statuses = scenario.statuses.iter().filter(|status| !status.is_solved());
            statuses.copied().collect::<Vec<PeriodStatus>>()
        };
        let each = self.scenarios.iter().map(|scenario| (&scenario.name, open(scenario)));
        each.filter(|(_, statuses)| !statuses.is_empty()).collect()
    }

    /// The value of a scenario; `None` where there is none.
    pub fn value(&self, scenario: &str, indicator: Indicator, subject: &str, period: Period) -> Option<f64> {
        let scenario = self.scenarios.iter().find(|own| &*own.name == scenario)?;
        let entry = self.layout.position(indicator, subject)?;
        present(scenario.values_of(entry, self.horizon())[self.horizon().index_of(period)?])
    }

    /// The subjects of an indicator.
    pub fn subjects(&self, indicator: Indicator) -> impl Iterator<Item = &Arc<str>> + '_ {
        let own = self.layout.entries().iter().filter(move |entry| entry.indicator == indicator);
        own.map(|entry| &entry.subject)
    }

    /// The sum of an indicator over its subjects in each of these periods; `None` where no subject has a value.
    ///
    /// It is for indicators that add up within one unit: volumes, money, work.
    pub fn totals(&self, scenario: &str, indicator: Indicator, periods: &[Period]) -> Vec<Option<f64>> {
        let total = |period: &Period| {
            let value = |subject: &Arc<str>| self.value(scenario, indicator, subject, *period);
            self.subjects(indicator)
                .filter_map(value)
                .fold(None, |sum, value| Some(sum.unwrap_or(0.0) + value))
        };
        periods.iter().map(total).collect()
    }

    /// The selected values as lines, entry by entry, each by period and in it by scenario, the baseline first.
    pub fn lines<'a>(&'a self, selection: &'a Selection) -> impl Iterator<Item = Line> + 'a {
        let periods = self.periods(selection);
        self.selected(selection).flat_map(move |entry| {
            let by_period = periods.clone().into_iter();
            by_period.flat_map(move |(index, period)| self.lines_at(entry, index, period))
        })
    }

    /// The lines of one entry in one period, without those that hold no number.
    fn lines_at(&self, entry: usize, index: usize, period: Period) -> impl Iterator<Item = Line> + '_ {
        let about = &self.layout.entries()[entry];
        let value_of = move |scenario: &Aligned| present(scenario.values_of(entry, self.horizon())[index]);
        let baseline = value_of(&self.scenarios[0]);
        let all = self.scenarios.iter().flat_map(move |scenario| scenario.values_of(entry, self.horizon()));
        // `max` passes over NaN, which stands for what is absent.
        let largest = all.fold(0.0, |largest, value| f64::max(largest, value.abs()));
        let line = move |scenario: &Aligned| Line {
            scenario: scenario.name.clone(),
            indicator: about.indicator,
            subject: about.subject.clone(),
            period,
            unit: about.unit,
            baseline,
            value: value_of(scenario),
            largest,
        };
        let lines = self.scenarios.iter().map(line);
        lines.filter(|line| line.value.is_some() || line.baseline.is_some())
    }

    /// Lines as result rows, in their order: the statistic `value`, and of scenarios other than the baseline
    /// `difference` and `relative-difference`.
    pub fn rows<'a>(&'a self, lines: impl IntoIterator<Item = Line> + 'a) -> impl Iterator<Item = Row> + 'a {
        let names = StatisticNames::default();
        lines.into_iter().flat_map(move |line| {
            let is_baseline = line.scenario == self.scenarios[0].name;
            line.rows(&self.study, &names, is_baseline)
        })
    }

    /// The selected values as profiles: for each indicator and subject, scenarios over periods.
    pub fn profiles(&self, selection: &Selection) -> Vec<Profile> {
        let periods = self.periods(selection);
        let all = self.selected(selection).map(|entry| self.profile_of(entry, &periods));
        all.filter(|profile| !profile.is_empty()).collect()
    }

    fn profile_of(&self, entry: usize, periods: &[(usize, Period)]) -> Profile {
        let about = &self.layout.entries()[entry];
        let values = |scenario: &Aligned| {
            let values = scenario.values_of(entry, self.horizon());
            (scenario.name.clone(), periods.iter().map(|(index, _)| present(values[*index])).collect())
        };
        Profile {
            indicator: about.indicator,
            subject: about.subject.clone(),
            unit: about.unit,
            periods: periods.iter().map(|(_, period)| *period).collect(),
            scenarios: self.scenarios.iter().map(values).collect(),
        }
    }

    /// The selected entries, by number.
    fn selected<'a>(&'a self, selection: &'a Selection) -> impl Iterator<Item = usize> + 'a {
        let entries = self.layout.entries().iter().enumerate();
        let accepted = |entry: &Entry| selection.accepts_entry(entry.indicator, &entry.subject);
        entries.filter(move |(_, entry)| accepted(entry)).map(|(number, _)| number)
    }

    /// The selected periods, each with its number.
    fn periods(&self, selection: &Selection) -> Vec<(usize, Period)> {
        let all = self.horizon().periods().enumerate();
        all.filter(|(_, period)| selection.accepts_period(*period)).collect()
    }
}

impl Aligned {
    /// An outcome's values in the order of a layout that holds all its entries.
    fn new(outcome: &Outcome, layout: &Layout) -> Self {
        let mut values = Vec::with_capacity(layout.entries().len() * layout.horizon().len());
        for entry in layout.entries() {
            match outcome.layout().position(entry.indicator, &entry.subject) {
                Some(own) => values.extend_from_slice(outcome.values_of(own)),
                None => values.extend(std::iter::repeat_n(f64::NAN, layout.horizon().len())),
            }
        }
        Self { name: outcome.scenario().clone(), statuses: outcome.statuses().to_vec(), values }
    }

    fn values_of(&self, entry: usize, horizon: Horizon) -> &[f64] {
        &self.values[entry * horizon.len()..(entry + 1) * horizon.len()]
    }
}

/// A value, unless it is absent.
fn present(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}

/// Checks that outcomes are of one study and horizon, and each of a scenario of its own.
fn check_kin(baseline: &Outcome, others: &[Outcome]) -> Result<(), CompareError> {
    let mut names = BTreeSet::from([baseline.scenario()]);
    for outcome in others {
        let scenario = outcome.scenario().to_string();
        if outcome.study() != baseline.study() {
            let (study, given) = (baseline.study().to_string(), outcome.study().to_string());
            return Err(CompareError::OtherStudy { study, other: scenario, given });
        }
        if outcome.horizon() != baseline.horizon() {
            let (given, wanted) = (outcome.horizon(), baseline.horizon());
            return Err(CompareError::OtherHorizon { scenario, given, wanted });
        }
        if !names.insert(outcome.scenario()) {
            return Err(CompareError::TwiceNamed { scenario });
        }
    }
    Ok(())
}

/// The entries of all outcomes, each once, in the order of the vocabulary and within it as first met.
fn union(outcomes: &[Outcome]) -> Result<Vec<Entry>, CompareError> {
    let mut units = BTreeMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    for outcome in outcomes {
        for entry in outcome.layout().entries() {
            let known = units.entry((entry.indicator, entry.subject.clone())).or_insert_with(|| {
                entries.push(entry.clone());
                entry.unit
            });
            check_unit(outcome, entry, *known)?;
        }
    }
    entries.sort_by_key(|entry| entry.indicator);
    Ok(entries)
}

/// Checks that an entry is in the unit in which it was met before.
fn check_unit(outcome: &Outcome, entry: &Entry, wanted: Unit) -> Result<(), CompareError> {
    if entry.unit == wanted {
        return Ok(());
    }
    Err(CompareError::OtherUnit {
        scenario: outcome.scenario().to_string(),
        indicator: entry.indicator,
        subject: entry.subject.to_string(),
        given: entry.unit,
        wanted,
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{baseline, berths, horizon, outcome, stopped, year};
    use super::*;

    fn both() -> Comparison {
        Comparison::new(&baseline(), &[berths()]).unwrap()
    }

    #[test]
    fn outcomes_are_aligned_by_name() {
        let comparison = both();
        let value =
            |scenario, subject| comparison.value(scenario, Indicator::Utilisation, subject, year(2030));
        assert_eq!(value("baseline", "berths"), Some(1.0));
        assert_eq!(value("berths", "pipeline"), Some(0.6));
        assert_eq!(value("baseline", "pipeline"), None);
        assert_eq!(value("nobody", "berths"), None);
        assert!(comparison.entries().is_sorted_by_key(|entry| entry.indicator));
    }

    /// Whatever the order of the entries of an outcome, each value comes back under its own name.
    #[test]
    fn every_value_is_found_again() {
        let comparison = both();
        for outcome in [baseline(), berths()] {
            for row in outcome.rows() {
                let found = comparison.value(&row.scenario, row.indicator, &row.subject, row.period);
                assert_eq!(found, Some(row.value), "{row:?}");
            }
        }
        let values = comparison.rows(comparison.lines(&Selection::new()).collect::<Vec<Line>>());
        let values = values.filter(|row| &*row.statistic == "value").count();
        assert_eq!(values, baseline().rows().count() + berths().rows().count());
    }

    #[test]
    fn differences_are_against_the_baseline() {
        let selection = Selection::new().indicator(Indicator::CorridorVolume).periods(year(2030));
        let comparison = both();
        let lines: Vec<Line> = comparison.lines(&selection).collect();
        let told: Vec<_> = lines
            .iter()
            .map(|line| (&*line.scenario, &*line.subject, line.difference(), line.relative_difference()))
            .collect();
        assert_eq!(
            told,
            [
                ("baseline", "sea", Some(0.0), Some(0.0)),
                ("berths", "sea", Some(1.2e6), Some(0.6)),
                ("baseline", "land", Some(0.0), Some(0.0)),
                ("berths", "land", Some(99_900.0), Some(999.0)),
            ]
        );
        let statistics: Vec<String> = comparison
            .rows(lines)
            .map(|row| format!("{} {} {}", row.scenario, row.statistic, row.unit))
            .collect();
        assert_eq!(statistics[..2], ["baseline value t", "berths value t"]);
        assert_eq!(statistics[2..4], ["berths difference t", "berths relative-difference 1"]);
    }

    /// Outcomes compared with themselves differ nowhere.
    #[test]
    fn one_against_itself_is_no_difference() {
        let mut twin = baseline();
        twin = outcome_named("twin", &twin);
        let comparison = Comparison::new(&baseline(), &[twin]).unwrap();
        assert!(comparison.lines(&Selection::new()).all(|line| !line.differs()));
        assert!(comparison.profiles(&Selection::new()).iter().all(Profile::is_same_throughout));
    }

    fn outcome_named(name: &str, of: &Outcome) -> Outcome {
        let entries: Vec<_> = of
            .layout()
            .entries()
            .iter()
            .enumerate()
            .map(|(entry, about)| (about.indicator, &*about.subject, of.values_of(entry).try_into().unwrap()))
            .collect();
        outcome(name, &entries)
    }

    #[test]
    fn what_cannot_be_compared_is_told() {
        let error = |others: &[Outcome]| Comparison::new(&baseline(), others).unwrap_err();
        assert_eq!(error(&[baseline()]), CompareError::TwiceNamed { scenario: "baseline".to_owned() });
        let foreign = Outcome::new(
            "Other".into(),
            "s".into(),
            Arc::new(Layout::new(horizon(), Vec::new())),
            Vec::new(),
            Vec::new(),
        );
        assert!(matches!(error(&[foreign]), CompareError::OtherStudy { .. }));
        let short = Horizon::years(2022, 2023).unwrap();
        let layout = Arc::new(Layout::new(short, Vec::new()));
        let short = Outcome::new("Crossing".into(), "s".into(), layout, Vec::new(), Vec::new());
        assert!(matches!(error(&[short]), CompareError::OtherHorizon { .. }));
        let entry = Entry { indicator: Indicator::Demand, subject: "oil".into(), unit: Unit::One };
        let layout = Arc::new(Layout::new(horizon(), vec![entry]));
        let other = Outcome::new("Crossing".into(), "s".into(), layout, Vec::new(), vec![0.0; 9]);
        assert_eq!(
            error(&[other]).to_string(),
            "demand of `oil` is in 1 in `s` but in t elsewhere: give both one measure and price basis"
        );
    }

    #[test]
    fn unsolved_periods_are_told() {
        assert!(both().unsolved().is_empty());
        let comparison = Comparison::new(&baseline(), &[stopped(&berths())]).unwrap();
        let unsolved = comparison.unsolved();
        assert_eq!((&**unsolved[0].0, unsolved[0].1[0].period), ("berths", year(2030)));
    }
}
