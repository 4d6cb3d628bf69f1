use std::sync::Arc;

use crate::assign::Method;
use crate::calendar::Period;
use crate::compare::{Comparison, Headline, Profile, Selection};
use crate::ensemble::{Distributions, Ensemble, Sampling};
use crate::evaluate::{Entry, Indicator, Outcome, Wanted, WantedError, evaluate};
use crate::model::{Draft, Plan};
use crate::scenario::BASELINE;
use crate::sensitivity::{Attribution, Explanation, Permutations, Response, Tornado, TornadoBars};
use crate::study::{RunError, Study};

use super::{Report, ReportError};

/// Most changes whose parts are found exactly; of more they are estimated.
const MOST_EXACT: usize = 7;

/// Orders of the changes from which their parts are estimated.
const ORDERS: u64 = 64;

/// About as many periods as tables of each scenario have.
const FEW: usize = 5;

/// Most changes of which parts are told at all.
const MOST_CHANGES: usize = 40;

/// A scenario of the report with what came out of it.
pub(super) struct Case {
    pub(super) name: Arc<str>,
    /// What it is about, in the study's words.
    pub(super) note: String,
    pub(super) draft: Draft,
    pub(super) outcome: Outcome,
    /// How it comes to differ from the baseline, in the number that the report is about.
    pub(super) attribution: Option<Attribution>,
}

/// The number that the report is about.
pub(super) struct Focus {
    pub(super) wanted: Wanted,
    /// Over all periods.
    pub(super) profile: Profile,
    /// Whether its period was asked for.
    pub(super) is_dated: bool,
    /// What people call its subject.
    pub(super) title: String,
}

/// All that a report tells of.
pub(super) struct Results<'a> {
    pub(super) study: &'a Study,
    /// The baseline first.
    pub(super) cases: Vec<Case>,
    pub(super) comparison: Comparison,
    pub(super) headline: Headline,
    pub(super) focus: Option<Focus>,
    /// Over the draws, where anything is uncertain.
    pub(super) sure: Option<Distributions>,
    /// How many inputs are uncertain in some scenario.
    pub(super) uncertain: usize,
    pub(super) tornado: Option<TornadoBars>,
    /// The periods of its tables.
    pub(super) at: Vec<Period>,
    /// The period of its map.
    pub(super) map_at: Period,
}

impl<'a> Results<'a> {
    pub(super) fn new(report: &Report<'a>, method: &dyn Method) -> Result<Self, ReportError> {
        let study = report.study;
        let mut cases = cases(report, method)?;
        let plans = plans(&cases)?;
        let outcomes: Vec<Outcome> = cases.iter().map(|case| case.outcome.clone()).collect();
        let comparison = Comparison::new(&outcomes[0], &outcomes[1..])?;
        let headline = Headline::new(&comparison, &cases[0].draft);
        let focus = focus(report, &comparison, &headline, &cases[0].draft)?;
        let at = shown_periods(report, &comparison, &headline)?;
        if let Some(focus) = &focus {
            explain(&mut cases, report, &focus.wanted, method);
        }
        let uncertain = plans.iter().map(|(_, plan)| uncertain_of(plan)).max().unwrap_or(0);
        let sure = sampled(report, &plans, &cases, focus.as_ref(), uncertain, method)?;
        let tornado = focus.as_ref().and_then(|focus| tornado(report, &plans[0].1, focus, method));
        let map_at = match (report.at.first(), &focus) {
            (Some(period), _) => *period,
            (None, Some(focus)) => focus.wanted.period,
            (None, None) => comparison.horizon().last(),
        };
        Ok(Self { study, cases, comparison, headline, focus, sure, uncertain, tornado, at, map_at })
    }

    /// The baseline.
    pub(super) fn baseline(&self) -> &Case {
        &self.cases[0]
    }

    /// Some of the periods of its tables, for tables of each scenario: the first, the last, that of the map, and some
    /// between.
    pub(super) fn few(&self) -> Vec<Period> {
        let last = self.at.len().saturating_sub(1);
        let every = self.at.len().div_ceil(FEW).max(1);
        let is_kept =
            |place: &usize| place.is_multiple_of(every) || *place == last || self.at[*place] == self.map_at;
        (0..self.at.len()).filter(is_kept).map(|place| self.at[place]).collect()
    }

    /// The profile of an indicator of a subject over all periods.
    pub(super) fn profiles(&self, indicator: Indicator) -> Vec<Profile> {
        self.comparison.profiles(&Selection::new().indicator(indicator))
    }
}

/// The scenarios, each run.
fn cases(report: &Report<'_>, method: &dyn Method) -> Result<Vec<Case>, ReportError> {
    let study = report.study;
    let mut names: Vec<&str> = report.scenarios.iter().map(String::as_str).collect();
    if names.is_empty() {
        names = study.scenarios().names().filter(|name| *name != BASELINE).collect();
        names.insert(0, BASELINE);
    }
    names.into_iter().map(|name| case(study, name, method)).collect()
}

fn case(study: &Study, name: &str, method: &dyn Method) -> Result<Case, ReportError> {
    let draft = study.scenarios().apply(name, study.draft())?.into_draft();
    let note = study.scenarios().get(name).map(|scenario| scenario.note.clone()).unwrap_or_default();
    let outcome = evaluate(&planned(&draft, name)?, name, method);
    Ok(Case { name: name.into(), note, draft, outcome, attribution: None })
}

fn planned(draft: &Draft, name: &str) -> Result<Plan, RunError> {
    draft.plan().map_err(|faults| RunError::Model { scenario: name.to_owned(), faults })
}

fn plans(cases: &[Case]) -> Result<Vec<(Arc<str>, Plan)>, RunError> {
    cases.iter().map(|case| Ok((case.name.clone(), planned(&case.draft, &case.name)?))).collect()
}

fn uncertain_of(plan: &Plan) -> usize {
    plan.inputs().iter().filter(|input| !input.number.spread.is_fixed()).count()
}

/// The periods of the tables: those asked for, or those that the headline shows.
fn shown_periods(
    report: &Report<'_>,
    comparison: &Comparison,
    headline: &Headline,
) -> Result<Vec<Period>, ReportError> {
    let horizon = comparison.horizon();
    if let Some(given) = report.at.iter().find(|period| horizon.index_of(**period).is_none()) {
        return Err(WantedError::OutOfHorizon { given: *given, horizon }.into());
    }
    let volume = headline.leading.as_ref().or(headline.turnovers.first());
    let mut periods = match volume {
        _ if !report.at.is_empty() => report.at.clone(),
        Some(volume) => volume.profile.periods.clone(),
        None => vec![horizon.first(), horizon.last()],
    };
    periods.sort_unstable();
    periods.dedup();
    Ok(periods)
}

/// The number that the report is about: the one asked for, or the volume of the corridor that the study is about, or of
/// its largest demand, or its largest trade.
fn focus(
    report: &Report<'_>,
    comparison: &Comparison,
    headline: &Headline,
    draft: &Draft,
) -> Result<Option<Focus>, WantedError> {
    let found = match &report.of {
        Some(wanted) => Some((wanted.indicator, wanted.subject.clone())),
        None => usual(comparison, headline),
    };
    let Some((indicator, subject)) = found else { return Ok(None) };
    let profiles = comparison.profiles(&Selection::new().indicator(indicator));
    let nearest = crate::evidence::nearest(&subject, profiles.iter().map(|profile| &*profile.subject));
    let nothing =
        || WantedError::NoSubject { indicator, given: subject.clone(), nearest: nearest.map(str::to_owned) };
    let profile = profiles.iter().find(|profile| *profile.subject == *subject).ok_or_else(nothing)?.clone();
    let period = match &report.of {
        Some(wanted) => wanted.period,
        None => widest(&profile),
    };
    if comparison.horizon().index_of(period).is_none() {
        return Err(WantedError::OutOfHorizon { given: period, horizon: comparison.horizon() });
    }
    let title = title(headline, draft, &subject);
    let wanted = Wanted::new(indicator, &subject, period);
    Ok(Some(Focus { wanted, profile, is_dated: report.of.is_some(), title }))
}

/// What people call a subject.
fn title(headline: &Headline, draft: &Draft, subject: &str) -> String {
    let volumes = headline.leading.iter().chain(&headline.others).chain(&headline.turnovers);
    let of_volume = volumes.into_iter().find(|volume| &*volume.profile.subject == subject);
    let of_demand = draft.demands.iter().find(|(id, _)| id.as_str() == subject);
    let name = of_volume.map(|volume| &volume.title).or(of_demand.map(|(_, demand)| &demand.name));
    name.filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| subject.to_owned())
}

fn usual(comparison: &Comparison, headline: &Headline) -> Option<(Indicator, String)> {
    let leading = headline.leading.as_ref().map(|volume| &volume.profile);
    if let Some(profile) = leading.filter(|profile| profile.indicator == Indicator::CorridorVolume) {
        return Some((Indicator::CorridorVolume, profile.subject.to_string()));
    }
    let largest = |indicator| {
        let profiles = comparison.profiles(&Selection::new().indicator(indicator));
        let size = |profile: &Profile| profile.values().fold(0.0, f64::max);
        let most =
            profiles.into_iter().reduce(|best, next| if size(&next) > size(&best) { next } else { best });
        most.map(|profile| (indicator, profile.subject.to_string()))
    };
    largest(Indicator::Shipped).or_else(|| largest(Indicator::TradeTurnover))
}

/// The period in which the scenarios lie furthest apart; of equals the last.
fn widest(profile: &Profile) -> Period {
    let width = |place: usize| {
        let values = profile.scenarios.iter().filter_map(|(_, values)| values[place]);
        let (low, high) = values
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        high - low
    };
    let places = 0..profile.periods.len();
    let widest = places.reduce(|best, next| if width(next) >= width(best) { next } else { best });
    profile.periods[widest.unwrap_or(0)]
}

/// Explains how each scenario comes to differ from the first; those that cannot be explained stay without.
fn explain(cases: &mut [Case], report: &Report<'_>, wanted: &Wanted, method: &dyn Method) {
    let Some((baseline, others)) = cases.split_first_mut() else { return };
    for case in others {
        case.attribution = attribution(report, wanted, [&baseline.name, &case.name], method);
    }
}

fn attribution(
    report: &Report<'_>,
    wanted: &Wanted,
    [from, to]: [&str; 2],
    method: &dyn Method,
) -> Option<Attribution> {
    let study = report.study;
    let mut explanation = Explanation::between(study.draft(), study.scenarios(), from, to).ok()?;
    let changes = explanation.players().len();
    if changes > MOST_CHANGES {
        return None;
    }
    if changes > MOST_EXACT {
        explanation = explanation.permutations(Permutations::new(ORDERS, report.seed).ok()?);
    }
    if let Some(count) = report.threads {
        explanation = explanation.threads(count);
    }
    explanation.of([wanted.clone()]).run(method).ok()
}

/// The scenarios over the draws; none where nothing is uncertain.
fn sampled(
    report: &Report<'_>,
    plans: &[(Arc<str>, Plan)],
    cases: &[Case],
    focus: Option<&Focus>,
    uncertain: usize,
    method: &dyn Method,
) -> Result<Option<Distributions>, ReportError> {
    let is_certain = uncertain == 0 && cases.iter().all(|case| case.draft.events.is_empty());
    if report.draws == 0 || is_certain {
        return Ok(None);
    }
    let sampling = Sampling::new(report.draws, report.seed)?.with_design(report.design)?;
    let is_focus = |entry: &Entry| {
        focus.is_some_and(|focus| {
            entry.indicator == focus.wanted.indicator && *entry.subject == *focus.wanted.subject
        })
    };
    let is_judged = |entry: &Entry| JUDGED.contains(&entry.indicator);
    let mut ensemble =
        Ensemble::new(sampling).reading(move |entry| is_focus(entry) || is_judged(entry)).keeping(
            move |entry, statistic| statistic == "probability" || is_focus(entry) && statistic.contains('p'),
        );
    for (name, plan) in plans {
        ensemble = ensemble.scenario(name, plan);
    }
    if let Some(count) = report.threads {
        ensemble = ensemble.threads(count);
    }
    Ok(Some(ensemble.run(method)?))
}

/// What is asked of every draw: is a target met, a commitment kept, and when does a limit first bind?
const JUDGED: [Indicator; 3] = [Indicator::TargetGap, Indicator::Fulfilment, Indicator::Saturated];

/// What each uncertain input does to the number that the report is about; none where nothing is uncertain.
fn tornado(report: &Report<'_>, plan: &Plan, focus: &Focus, method: &dyn Method) -> Option<TornadoBars> {
    let response = Response::new(plan, method, &focus.wanted).ok()?;
    let tornado = report.threads.map_or(Tornado::new(), |count| Tornado::new().threads(count));
    tornado.run(response.inputs(), |values: &[f64]| response.value(values)).ok()
}
