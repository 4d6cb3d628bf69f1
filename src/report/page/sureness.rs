//! How sure the numbers are.

use crate::calendar::Period;
use crate::ensemble::Distributions;
use crate::evaluate::Indicator;

use super::amount::{Amount, share};
use super::difference::{called, rests_of};
use super::promises::{Goal, goals};
use super::rests::{Register, Rests};
use super::results::{Case, Focus, Results};
use super::sentence::{Sentence, counted, grouped, listed};

/// What the ranges of all scenarios are over.
pub(super) fn overall(results: &Results<'_>, draws: u64) -> Vec<Sentence> {
    let text = match &results.sure {
        Some(sure) => {
            let all = grouped(usize::try_from(sure.draws()).unwrap_or(usize::MAX));
            let inputs = counted(results.uncertain, "uncertain input");
            format!(
                "Each scenario was run {all} times over {inputs}. Ranges hold nine draws of ten; differences are taken draw by draw."
            )
        }
        None if draws == 0 => "No draws were taken, so it is not known how sure these numbers are.".to_owned(),
        None => "The study gives every number as certain: the numbers are of one run, and nothing is said of how sure they are.".to_owned(),
    };
    vec![Sentence::new(text)]
}

/// How sure a scenario's numbers are.
pub(super) fn sureness(results: &Results<'_>, register: &Register<'_>, number: usize) -> Vec<Sentence> {
    let Some(sure) = &results.sure else { return Vec::new() };
    let case = &results.cases[number];
    let mut sentences = Vec::new();
    if let Some(focus) = &results.focus {
        sentences.extend(range(sure, case, focus, results, register, number));
    }
    sentences.extend(targets(sure, results, register, case));
    sentences.extend(commitments(sure, results, register, case));
    sentences
}

/// The range of the number that the report is about.
fn range(
    sure: &Distributions,
    case: &Case,
    focus: &Focus,
    results: &Results<'_>,
    register: &Register<'_>,
    number: usize,
) -> Option<Sentence> {
    let wanted = &focus.wanted;
    let period = wanted.period;
    let value =
        |statistic: &str| sure.value(&case.name, wanted.indicator, &wanted.subject, period, statistic);
    let (low, middle, high) = (value("p05")?, value("p50")?, value("p95")?);
    let amount = Amount::of_profile(&focus.profile);
    let rests = drawn(results, rests_of(register, focus));
    let sentence = Sentence::new(format!("The {} in {period} is ", called(focus)))
        .number(amount.range(low, high, period), &rests)
        .words(", with a median of ")
        .number(amount.told(middle, period), &rests)
        .words(".");
    let gap = || Some((value("difference-p05")?, value("difference-p50")?, value("difference-p95")?));
    match gap().filter(|_| number > 0) {
        Some((0.0, _, 0.0)) => Some(
            sentence.words(format!(" That is what {} has, in nine draws of ten.", results.baseline().name)),
        ),
        Some((low, middle, high)) => Some(
            sentence
                .words(format!(" Against {}, draw by draw, that is ", results.baseline().name))
                .number(amount.change(middle, period), &rests)
                .words(" (")
                .number(amount.range(low, high, period), &rests)
                .words(")."),
        ),
        None => Some(sentence),
    }
}

/// What rests on draws says so.
fn drawn(results: &Results<'_>, rests: Rests) -> Rests {
    let draws = results.sure.as_ref().map_or(0, Distributions::draws);
    let note =
        format!("over {} draws; {}", grouped(usize::try_from(draws).unwrap_or(usize::MAX)), rests.note);
    Rests { note, ..rests }
}

/// How likely each target is met, those of one likelihood together.
fn targets(
    sure: &Distributions,
    results: &Results<'_>,
    register: &Register<'_>,
    case: &Case,
) -> Option<Sentence> {
    let chance = |goal: &Goal| {
        let part = sure.value(&case.name, Indicator::TargetGap, &goal.name, goal.due, "probability")?;
        Some((goal.name.clone(), part))
    };
    let mut chances: Vec<(String, f64)> = goals(results, case).iter().filter_map(chance).collect();
    if chances.is_empty() {
        return None;
    }
    chances.sort_by(|one, other| other.1.total_cmp(&one.1));
    let names: Vec<String> = chances.iter().map(|(name, _)| format!("target.{name}")).collect();
    let rests = drawn(results, register.computed(&names));
    let mut sentence = Sentence::new("Targets met: ");
    let mut place = 0;
    while place < chances.len() {
        let part = share(chances[place].1);
        let same = chances[place..].iter().take_while(|(_, other)| share(*other) == part);
        let names: Vec<String> = same.map(|(name, _)| name.clone()).collect();
        let before = if place > 0 { "; " } else { "" };
        place += names.len();
        sentence = sentence
            .words(format!("{before}{} in ", listed(&names)))
            .number(part, &rests)
            .words(" of the draws");
    }
    Some(sentence.words("."))
}

/// How likely each commitment is kept in full: where it is least likely, and in the last period.
fn commitments(
    sure: &Distributions,
    results: &Results<'_>,
    register: &Register<'_>,
    case: &Case,
) -> Vec<Sentence> {
    let subjects = results.comparison.subjects(Indicator::Fulfilment);
    subjects.filter_map(|subject| kept(sure, results, register, case, subject)).collect()
}

fn kept(
    sure: &Distributions,
    results: &Results<'_>,
    register: &Register<'_>,
    case: &Case,
    subject: &str,
) -> Option<Sentence> {
    let chance = |period: Period| {
        let part = sure.value(&case.name, Indicator::Fulfilment, subject, period, "probability")?;
        Some((period, part))
    };
    let chances: Vec<(Period, f64)> = results.comparison.horizon().periods().filter_map(chance).collect();
    let least = chances.iter().copied().reduce(|least, next| if next.1 < least.1 { next } else { least })?;
    let end = chances.last().copied()?;
    let rests = drawn(results, register.computed(&register.near(subject)));
    let sentence = Sentence::new("The commitment ").strong(subject).words(" is kept in full in ");
    let sentence = sentence.number(share(end.1), &rests).words(format!(" of the draws in {}", end.0));
    Some(if least.1 < end.1 {
        sentence
            .words(" and, at the least, in ")
            .number(share(least.1), &rests)
            .words(format!(" in {}.", least.0))
    } else {
        sentence.words(".")
    })
}
