use std::collections::BTreeSet;
use std::sync::Arc;

use crate::calendar::{Horizon, Period};
use crate::demand::TurnoverId;
use crate::evaluate::Indicator;
use crate::model::Draft;
use crate::network::CorridorId;
use crate::quantity::Unit;

use super::aim::{Aim, aims, is_due, is_of_a_period, speaks_of};
use super::{Comparison, Peak, Profile, Selection, Standing};

/// Measured periods that are shown.
const MEASURED_SHOWN: usize = 5;

/// The few lines that matter of a comparison, for people.
///
/// The long table has them all; this is what a planner asks first. How much goes through the corridor, beside
/// what was measured and what was announced? Who is left out, what binds first, are the commitments kept?
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "summary")]
pub struct Headline {
    /// The volume that the study is about: its first corridor that a target or an observation speaks of, or else
    /// its first corridor, or else all that its demands ship. None where there is no network.
    pub leading: Option<Volume>,
    /// The other corridors, in the last period.
    pub others: Vec<Volume>,
    /// The targets that the leading volume does not show: of other corridors, of legs and limits.
    pub targets: Vec<Aim>,
    /// Trade in money, where the study has some.
    pub turnovers: Vec<Volume>,
    /// How each scenario stands, the baseline first; nothing where there is no network.
    pub standings: Vec<Standing>,
}

/// A volume by scenario and period, with what it is to be held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// What people call it.
    pub title: String,
    /// The scenarios' numbers in chosen periods.
    pub profile: Profile,
    /// Where each scenario differs most from the baseline, of all periods.
    pub peaks: Vec<Option<Peak>>,
    /// What was measured, in the chosen periods.
    pub observed: Vec<Option<f64>>,
    /// What somebody said would be reached, in the chosen periods; smallest first, each number once.
    pub targets: Vec<Vec<f64>>,
}

impl Headline {
    /// Reads the headline off a comparison. The draft is that of the baseline: it has the names, the targets and
    /// what the observations are the counterpart of.
    pub fn new(comparison: &Comparison, draft: &Draft) -> Self {
        let leading = leading_corridor(draft);
        let has_network = !draft.demands.is_empty();
        let standings = comparison.scenarios().filter(|_| has_network);
        Self {
            leading: match leading {
                Some(name) => {
                    corridor_volume(comparison, draft, name, &telling_periods(comparison, draft, name))
                }
                None => shipped(comparison, draft),
            },
            others: other_corridors(comparison, draft, leading),
            targets: aims(comparison, draft, leading),
            turnovers: turnovers(comparison, draft),
            standings: standings.map(|scenario| Standing::new(comparison, scenario)).collect(),
        }
    }
}

impl Volume {
    /// The volume of a corridor in every period of a comparison, with all that was measured and announced of it; none
    /// where the comparison has no such corridor.
    ///
    /// The draft is that of the baseline.
    pub fn of_corridor(comparison: &Comparison, draft: &Draft, corridor: &str) -> Option<Self> {
        let periods: Vec<Period> = comparison.horizon().periods().collect();
        corridor_volume(comparison, draft, corridor, &periods)
    }

    /// Whether the volume of a corridor is held against the input at a path: a number of an observation of it or of
    /// a target for it.
    pub fn is_held_against(draft: &Draft, corridor: &str, path: &str) -> bool {
        let (kind, rest) = path.split_once('.').unwrap_or((path, ""));
        let id = rest.split('.').next().unwrap_or("");
        match kind {
            "series" => counterparts(draft, corridor).contains(&id),
            "target" => {
                draft.targets.iter().any(|(name, target)| name.as_str() == id && speaks_of(target, corridor))
            }
            _ => false,
        }
    }

    /// A volume that nothing is held against, in chosen periods of all that it is known for.
    fn plain(title: &str, whole: &Profile, periods: &[Period]) -> Self {
        Self {
            title: title.to_owned(),
            peaks: (0..whole.scenarios.len()).map(|scenario| whole.largest_difference(scenario)).collect(),
            profile: whole.at(periods),
            observed: vec![None; periods.len()],
            targets: vec![Vec::new(); periods.len()],
        }
    }
}

/// The corridor that the study is about.
fn leading_corridor(draft: &Draft) -> Option<&str> {
    let spoken_of = |name: &&str| {
        draft.targets.iter().any(|(_, target)| speaks_of(target, name))
            || !counterparts(draft, name).is_empty()
    };
    let names = || draft.corridors.names();
    names().find(spoken_of).or_else(|| names().next())
}

/// The observations that are the counterpart of a corridor's volume.
fn counterparts<'a>(draft: &'a Draft, corridor: &str) -> Vec<&'a str> {
    let of = format!("{}:{corridor}", Indicator::CorridorVolume);
    let observations =
        draft.observations.iter().filter(|(_, observation)| observation.of.as_ref() == Some(&of));
    observations.map(|(id, _)| id.as_str()).collect()
}

/// The corridors but one, in the last period.
fn other_corridors(comparison: &Comparison, draft: &Draft, leading: Option<&str>) -> Vec<Volume> {
    let last = [comparison.horizon().last()];
    let names = draft.corridors.names().filter(|name| Some(*name) != leading);
    names.filter_map(|name| corridor_volume(comparison, draft, name, &last)).collect()
}

/// A corridor's volume in these periods, with what it is held against.
fn corridor_volume(comparison: &Comparison, draft: &Draft, name: &str, periods: &[Period]) -> Option<Volume> {
    let selection = Selection::new().indicator(Indicator::CorridorVolume);
    let whole = comparison.profiles(&selection).into_iter().find(|profile| &*profile.subject == name)?;
    let corridor = draft.corridors.get(&CorridorId::new(name));
    let title = corridor.map(|corridor| &*corridor.name).filter(|title| !title.is_empty());
    let plain = Volume::plain(title.unwrap_or(name), &whole, periods);
    Some(Volume {
        observed: observed(comparison, &counterparts(draft, name), periods),
        targets: targets(draft, name, &plain.profile),
        ..plain
    })
}

/// What was measured in these periods, by the first of the observations that has a number.
fn observed(comparison: &Comparison, observations: &[&str], periods: &[Period]) -> Vec<Option<f64>> {
    let value = |name: &&str, period: Period| {
        comparison.value(comparison.baseline(), Indicator::Observed, name, period)
    };
    let at = |period: &Period| observations.iter().find_map(|name| value(name, *period));
    periods.iter().map(at).collect()
}

/// The targets of a corridor in the periods of a profile.
fn targets(draft: &Draft, corridor: &str, profile: &Profile) -> Vec<Vec<f64>> {
    let horizon = draft.horizon;
    let own = draft.targets.iter().map(|(_, target)| target);
    let own = own.filter(|target| speaks_of(target, corridor) && is_of_a_period(target, horizon));
    let own: Vec<_> = own.filter(|target| target.value.unit == profile.unit).collect();
    let at = |period: &Period| {
        let due = own.iter().filter(|target| is_due(target.by, *period));
        let mut values: Vec<f64> = due.map(|target| target.value.central()).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        values
    };
    profile.periods.iter().map(at).collect()
}

/// First, middle and last period, those in which the corridor's targets are due, and the last that were measured.
fn telling_periods(comparison: &Comparison, draft: &Draft, corridor: &str) -> Vec<Period> {
    let horizon = comparison.horizon();
    let targets = draft.targets.iter().map(|(_, target)| target);
    let targets = targets.filter(|target| speaks_of(target, corridor) && is_of_a_period(target, horizon));
    let due = targets.filter_map(|target| horizon.periods().find(|period| is_due(target.by, *period)));
    let all: Vec<Period> = horizon.periods().collect();
    let values = observed(comparison, &counterparts(draft, corridor), &all);
    let measured = all.iter().zip(values).filter(|(_, value)| value.is_some()).map(|(period, _)| *period);
    let measured: Vec<Period> = measured.collect();
    let latest = measured[measured.len().saturating_sub(MEASURED_SHOWN)..].iter().copied();
    in_order(due.chain(latest).chain(general_periods(horizon)))
}

/// First, middle and last period.
fn general_periods(horizon: Horizon) -> Vec<Period> {
    in_order([horizon.first(), horizon.last()].into_iter().chain(middle(horizon)))
}

/// Periods in their order, each once.
fn in_order(periods: impl Iterator<Item = Period>) -> Vec<Period> {
    periods.collect::<BTreeSet<Period>>().into_iter().collect()
}

/// The end of the round year nearest the middle of the horizon, or else its middle.
fn middle(horizon: Horizon) -> Option<Period> {
    let middle = horizon.get(horizon.len() / 2)?;
    let year = middle.calendar_year() + 2;
    let round = Period::year(year - year.rem_euclid(5)).ok()?;
    let inside = |period: &Period| *period > horizon.first() && *period < horizon.last();
    horizon.periods().find(|period| is_due(round, *period)).filter(inside).or(Some(middle))
}

/// All that the demands ship, for a network without corridors.
fn shipped(comparison: &Comparison, draft: &Draft) -> Option<Volume> {
    let periods: Vec<Period> = comparison.horizon().periods().collect();
    let total = |scenario: &Arc<str>| comparison.totals(scenario, Indicator::Shipped, &periods);
    let whole = Profile {
        indicator: Indicator::Shipped,
        subject: Arc::from("*"),
        unit: Unit::Volume(draft.measure?),
        scenarios: comparison.scenarios().map(|scenario| (scenario.clone(), total(scenario))).collect(),
        periods,
    };
    let shown = general_periods(comparison.horizon());
    let volume = Volume::plain("All demands, volume shipped", &whole, &shown);
    Some(volume).filter(|volume| !volume.profile.is_empty())
}

/// What is shown of a trade, and what it is called beside the trade's own name.
const OF_TRADE: [(Indicator, &str); 4] = [
    (Indicator::TradeTurnover, ""),
    (Indicator::TradeExports, ", exports"),
    (Indicator::TradeImports, ", imports"),
    (Indicator::TradeBalance, ", balance"),
];

/// Trade in money, in the first, middle and last period; under it exports, imports and their balance, where known.
fn turnovers(comparison: &Comparison, draft: &Draft) -> Vec<Volume> {
    let periods = general_periods(comparison.horizon());
    let mut volumes = Vec::new();
    for (indicator, called) in OF_TRADE {
        for whole in comparison.profiles(&Selection::new().indicator(indicator)) {
            let turnover = draft.turnovers.get(&TurnoverId::new(&whole.subject));
            let title = turnover.map(|turnover| &*turnover.name).filter(|title| !title.is_empty());
            let title = format!("{}{called}", title.unwrap_or(&whole.subject));
            let place = draft.turnovers.position(&whole.subject).unwrap_or(usize::MAX);
            volumes.push((place, Volume::plain(&title, &whole, &periods)));
        }
    }
    volumes.sort_by_key(|(place, _)| *place);
    volumes.into_iter().map(|(_, volume)| volume).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{baseline, berths, draft, year};
    use super::*;

    #[test]
    fn the_headline_is_what_a_planner_asks() {
        let comparison = Comparison::new(&baseline(), &[berths()]).unwrap();
        let headline = Headline::new(&comparison, &draft());
        let leading = headline.leading.unwrap();
        assert_eq!(
            leading.title, "By sea",
            "the corridor that a target speaks of, though it is not the first"
        );
        assert_eq!(leading.profile.periods, [2022, 2023, 2025, 2027, 2030].map(year));
        assert_eq!(leading.observed, [Some(1.485e6), Some(1.55e6), None, None, None]);
        assert_eq!(leading.targets, [vec![], vec![], vec![], vec![3e6, 5e6], vec![]]);
        assert_eq!(headline.others.len(), 1);
        let standing = &headline.standings[0];
        assert_eq!(standing.fulfilment, Some(7.5 / 8.0));
        assert_eq!(standing.concentration, Some(0.5));
        assert_eq!(standing.binding[0].period, year(2026));
        assert_eq!(standing.binding[0].queue_price, Some(1.0));
        assert!(headline.standings[1].binding.is_empty());
        assert_eq!(headline.standings[1].unserved_share, Some(0.0));
    }

    #[test]
    fn a_network_without_corridors_shows_what_it_ships() {
        let mut draft = draft();
        draft.corridors = crate::evidence::Named::default();
        let comparison = Comparison::new(&baseline(), &[]).unwrap();
        let leading = Headline::new(&comparison, &draft).leading.unwrap();
        assert_eq!(leading.profile.scenarios[0].1.last(), Some(&Some(2e6)));
    }

    #[test]
    fn shorter_periods_count_a_yearly_target_at_the_years_end() {
        let horizon = Horizon::new("2026-Q1".parse().unwrap(), "2030-Q4".parse().unwrap()).unwrap();
        let due: Vec<String> = horizon
            .periods()
            .filter(|period| is_due(year(2027), *period))
            .map(|period| period.to_string())
            .collect();
        assert_eq!(due, ["2027-Q4"]);
        assert_eq!(middle(horizon).unwrap().to_string(), "2028-Q3");
    }
}
