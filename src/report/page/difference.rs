//! How the scenarios differ in the number that the report is about, and why.

use std::sync::Arc;

use crate::calendar::Period;
use crate::evaluate::Indicator;
use crate::sensitivity::{Explained, Part};

use super::amount::{Amount, percent};
use super::rests::{Register, Rests};
use super::results::{Case, Focus, Results};
use super::sentence::{Sentence, capital, counted};

/// Parts of a difference that are told by name.
const PARTS: usize = 3;

/// A part that is less than this share of the largest is not told by name.
const NEGLIGIBLE: f64 = 0.005;

/// A relative difference below this is none.
const UNNOTICED: f64 = 5e-4;

/// What the number that the report is about rests on.
pub(super) fn rests_of(register: &Register<'_>, focus: &Focus) -> Rests {
    register.computed(&register.near(&focus.wanted.subject))
}

/// What is told of the number in sentences: what people call it.
pub(super) fn called(focus: &Focus) -> String {
    let title = &focus.title;
    match focus.wanted.indicator {
        Indicator::CorridorVolume => format!("volume of “{title}”"),
        Indicator::Shipped => format!("volume shipped of “{title}”"),
        Indicator::TradeTurnover => format!("trade “{title}”"),
        other => format!("{} of “{title}”", other.word().replace('-', " ")),
    }
}

/// How far the scenarios lie apart; nothing where there is one alone.
pub(super) fn overall(results: &Results<'_>, register: &Register<'_>) -> Vec<Sentence> {
    let Some(focus) = &results.focus else { return Vec::new() };
    if results.cases.len() < 2 {
        return vec![alone(focus, register)];
    }
    let rests = rests_of(register, focus);
    let period = focus.wanted.period;
    let values = at(focus, period);
    let ends = values.iter().fold(None, |ends: Option<[&(Arc<str>, f64); 2]>, next| match ends {
        None => Some([next, next]),
        Some([low, high]) => {
            Some([if next.1 < low.1 { next } else { low }, if next.1 > high.1 { next } else { high }])
        }
    });
    let Some([low, high]) = ends else { return Vec::new() };
    let amount = Amount::of_profile(&focus.profile);
    if focus.profile.is_same_throughout() {
        return vec![Sentence::new(format!("The {} is the same in all scenarios.", called(focus)))];
    }
    let most = if focus.is_dated { "In" } else { "The scenarios lie furthest apart in" };
    let verb = if focus.is_dated { ", the " } else { ": the " };
    vec![
        Sentence::new(format!("{most} {period}{verb}{} goes from ", called(focus)))
            .number(amount.told(low.1, period), &rests)
            .words(format!(" in {} to ", low.0))
            .number(amount.told(high.1, period), &rests)
            .words(format!(" in {}.", high.0)),
    ]
}

/// The number in the first and the last period, of a scenario that is alone.
fn alone(focus: &Focus, register: &Register<'_>) -> Sentence {
    let amount = Amount::of_profile(&focus.profile);
    let rests = rests_of(register, focus);
    let told: Vec<(Period, f64)> = focus
        .profile
        .periods
        .iter()
        .zip(&focus.profile.scenarios[0].1)
        .filter_map(|(period, value)| Some((*period, (*value)?)))
        .collect();
    let (Some(first), Some(last)) = (told.first(), told.last()) else { return Sentence::default() };
    Sentence::new(format!("{} goes from ", capital(&format!("the {}", called(focus)))))
        .number(amount.told(first.1, first.0), &rests)
        .words(format!(" in {} to ", first.0))
        .number(amount.told(last.1, last.0), &rests)
        .words(format!(" in {}. There is no other scenario to compare it with.", last.0))
}

/// The scenarios' values in a period, where they have one.
fn at(focus: &Focus, period: Period) -> Vec<(Arc<str>, f64)> {
    let Some(place) = focus.profile.periods.iter().position(|own| *own == period) else { return Vec::new() };
    let value = |(name, values): &(Arc<str>, Vec<Option<f64>>)| Some((name.clone(), values[place]?));
    focus.profile.scenarios.iter().filter_map(value).collect()
}

/// How a scenario differs from the first, and why.
pub(super) fn difference(results: &Results<'_>, register: &Register<'_>, number: usize) -> Vec<Sentence> {
    let Some(focus) = &results.focus else { return Vec::new() };
    let (case, baseline) = (&results.cases[number], &results.baseline().name);
    if number == 0 {
        let others = results.cases.len() > 1;
        let words = "is what the other scenarios are compared with.";
        return if others {
            vec![Sentence::new("").strong(&*case.name).words(format!(" {words}"))]
        } else {
            Vec::new()
        };
    }
    let Some(gap) = Gap::of(focus, number) else { return Vec::new() };
    if gap.relative.unwrap_or(gap.difference()).abs() < UNNOTICED {
        let same = format!(" has the same {} as {baseline}.", called(focus));
        return vec![Sentence::new("").strong(&*case.name).words(same)];
    }
    let mut sentences = vec![gap.sentence(case, baseline, &rests_of(register, focus), focus)];
    sentences.extend(why(case, focus, &gap, register));
    vec![sentences.into_iter().reduce(Sentence::then).unwrap_or_default()]
}

/// Where a scenario differs most from the baseline.
struct Gap {
    period: Period,
    baseline: f64,
    value: f64,
    relative: Option<f64>,
}

impl Gap {
    /// In the period asked for, or in that in which it is largest.
    fn of(focus: &Focus, number: usize) -> Option<Self> {
        let peak = focus.profile.largest_difference(number)?;
        let period = if focus.is_dated { focus.wanted.period } else { peak.period };
        let place = focus.profile.periods.iter().position(|own| *own == period)?;
        let value = |number: usize| focus.profile.scenarios[number].1[place];
        let (baseline, value) = (value(0)?, value(number)?);
        let relative = (baseline != 0.0).then(|| (value - baseline) / baseline.abs());
        Some(Self { period, baseline, value, relative })
    }

    fn difference(&self) -> f64 {
        self.value - self.baseline
    }

    fn sentence(&self, case: &Case, baseline: &str, rests: &Rests, focus: &Focus) -> Sentence {
        let amount = Amount::of_profile(&focus.profile);
        let most = if focus.is_dated { "differs from" } else { "differs most from" };
        let mut sentence = Sentence::new("")
            .strong(&*case.name)
            .words(format!(" {most} {baseline} in {}: ", self.period))
            .number(amount.told(self.value, self.period), rests)
            .words(" against ")
            .number(amount.told(self.baseline, self.period), rests);
        if let Some(relative) = self.relative {
            sentence = sentence.words(format!(" ({})", percent(relative)));
        }
        sentence.words(".")
    }
}

/// Which changes make the difference.
fn why(case: &Case, focus: &Focus, gap: &Gap, register: &Register<'_>) -> Option<Sentence> {
    let attribution = case.attribution.as_ref()?;
    let wanted = &focus.wanted;
    let explained = attribution.explained(wanted.indicator, &wanted.subject, gap.period)?;
    if explained.parts.len() == 1 {
        return Some(Sentence::new(format!("All of it comes from one change: {}.", explained.parts[0].name)));
    }
    let amount = Amount::of_profile(&focus.profile);
    let rests = Rests {
        note: format!(
            "the difference split over {} by Shapley values, {}",
            counted(explained.parts.len(), "change"),
            how(attribution.permutations().is_none())
        ),
        ..rests_of(register, focus)
    };
    Some(told(&explained, &amount, gap, &rests))
}

fn how(is_exact: bool) -> &'static str {
    if is_exact { "over all orders of the changes" } else { "estimated from some orders of the changes" }
}

fn told(explained: &Explained, amount: &Amount, gap: &Gap, rests: &Rests) -> Sentence {
    let mut parts: Vec<&Part> = explained.parts.iter().collect();
    parts.sort_by(|one, other| other.value.abs().total_cmp(&one.value.abs()));
    let least = NEGLIGIBLE * parts.first().map_or(0.0, |part| part.value.abs());
    let large = parts.iter().take_while(|part| part.value.abs() > least).count();
    let (named, others) = parts.split_at(large.min(PARTS));
    let mut told: Vec<(f64, String)> =
        named.iter().map(|part| (part.value, format!("“{}”", part.name))).collect();
    if !others.is_empty() {
        let rest: f64 = others.iter().map(|part| part.value).sum();
        told.push((rest, counted(others.len(), "other change")));
    }
    let end = told.len().saturating_sub(1);
    let mut sentence = Sentence::new("Of the ").number(amount.change(gap.difference(), gap.period), rests);
    for (place, (value, name)) in told.iter().enumerate() {
        let before = match place {
            0 => ", ",
            place if place == end => " and ",
            _ => ", ",
        };
        let come = if place == 0 { " come from " } else { " from " };
        sentence = sentence
            .words(before)
            .number(amount.change(*value, gap.period), rests)
            .words(format!("{come}{name}"));
    }
    sentence.words(".")
}
