//! What was promised, and what comes of it.

use crate::calendar::Period;
use crate::evaluate::Indicator;
use crate::quantity::Unit;

use super::amount::{Amount, share};
use super::names::Names;
use super::rests::Register;
use super::results::{Case, Results};
use super::sentence::{Sentence, grouped};

/// A target and what a scenario reaches of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Goal {
    pub(super) name: String,
    pub(super) due: Period,
    pub(super) announced: f64,
    pub(super) reached: f64,
    pub(super) unit: Unit,
}

/// The targets that fall due in a scenario, in the order of the study.
pub(super) fn goals(results: &Results<'_>, case: &Case) -> Vec<Goal> {
    let goal = |name: &str, target: &crate::commitment::Target| {
        let gap = |period: Period| {
            Some((period, results.comparison.value(&case.name, Indicator::TargetGap, name, period)?))
        };
        let (due, gap) = results.comparison.horizon().periods().find_map(gap)?;
        let announced = target.value.central();
        let unit = target.value.unit;
        Some(Goal { name: name.to_owned(), due, announced, reached: announced + gap, unit })
    };
    case.draft.targets.iter().filter_map(|(id, target)| goal(id.as_str(), target)).collect()
}

/// A commitment's volumes in a scenario, where both are known: period, promised and delivered.
pub(super) fn promised(results: &Results<'_>, case: &Case, subject: &str) -> Vec<(Period, f64, f64)> {
    let value = |indicator, period| results.comparison.value(&case.name, indicator, subject, period);
    let both = |period: Period| {
        Some((period, value(Indicator::Committed, period)?, value(Indicator::Delivered, period)?))
    };
    results.comparison.horizon().periods().filter_map(both).filter(|(_, promise, _)| *promise > 0.0).collect()
}

/// What comes of commitments and targets in a scenario.
pub(super) fn promises(results: &Results<'_>, register: &Register<'_>, number: usize) -> Vec<Sentence> {
    let case = &results.cases[number];
    let mut sentences: Vec<Sentence> = Vec::new();
    for subject in results.comparison.subjects(Indicator::Committed) {
        sentences.extend(of_commitment(results, register, case, subject));
    }
    if sentences.is_empty() {
        sentences.push(Sentence::new("No commitment with a volume is in force."));
    }
    sentences.extend(of_targets(results, register, case));
    sentences
}

fn of_commitment(
    results: &Results<'_>,
    register: &Register<'_>,
    case: &Case,
    subject: &str,
) -> Option<Sentence> {
    let volumes = promised(results, case, subject);
    let entries = results.comparison.entries().iter();
    let unit = entries
        .filter(|entry| entry.indicator == Indicator::Committed && *entry.subject == *subject)
        .map(|entry| entry.unit)
        .next()?;
    let (first, last) = (volumes.first()?, volumes.last()?);
    let total = |pick: fn(&(Period, f64, f64)) -> f64| volumes.iter().map(pick).sum::<f64>();
    let (promise, delivery) = (total(|volume| volume.1), total(|volume| volume.2));
    let amount = Amount::of(Indicator::Committed, unit, first.0, [promise, delivery]);
    let rests = register.computed(&register.near(subject));
    // Amounts of several periods together; of data, whose unit is a rate, each period is told by itself.
    let mut sentence = Sentence::new("Of ").strong(Names::new(&case.draft).told(subject));
    if !matches!(unit, Unit::Volume(crate::quantity::Measure::Data)) {
        sentence = sentence
            .words(", ")
            .number(amount.told(delivery, first.0), &rests)
            .words(" of ")
            .number(amount.told(promise, first.0), &rests);
    }
    sentence = sentence
        .words(format!(" promised from {} to {} ", first.0, last.0))
        .words("are delivered (")
        .number(share(delivery / promise), &rests)
        .words(").");
    let short = volumes
        .iter()
        .copied()
        .reduce(|worst, next| if next.1 - next.2 > worst.1 - worst.2 { next } else { worst })?;
    Some(if short.1 - short.2 > 1e-3 * short.1 {
        sentence.then(shortest(short, unit, &rests))
    } else {
        sentence
    })
}

/// Where a commitment falls short most.
fn shortest(
    (period, promise, delivery): (Period, f64, f64),
    unit: Unit,
    rests: &super::rests::Rests,
) -> Sentence {
    let amount = Amount::of(Indicator::Committed, unit, period, [promise, delivery]);
    Sentence::new(format!("It falls short most in {period}: "))
        .number(amount.told(delivery, period), rests)
        .words(" of ")
        .number(amount.told(promise, period), rests)
        .words(".")
}

fn of_targets(results: &Results<'_>, register: &Register<'_>, case: &Case) -> Option<Sentence> {
    let goals = goals(results, case);
    let met = goals.iter().filter(|goal| goal.reached >= goal.announced).count();
    let gap = |goal: &Goal| goal.reached / goal.announced;
    let furthest = goals.iter().reduce(|worst, next| if gap(next) < gap(worst) { next } else { worst })?;
    let all: Vec<String> = goals.iter().map(|goal| format!("target.{}", goal.name)).collect();
    let rests = register.computed(&all);
    let sentence = Sentence::new("Targets that fall due: ")
        .number(grouped(goals.len()), &rests)
        .words("; reached: ")
        .number(grouped(met), &rests)
        .words(".");
    if furthest.reached >= furthest.announced {
        return Some(sentence);
    }
    let amount =
        Amount::of(Indicator::TargetGap, furthest.unit, furthest.due, [furthest.announced, furthest.reached]);
    let rests = register.computed(&[format!("target.{}", furthest.name)]);
    Some(
        sentence
            .words(" Furthest from its goal is ")
            .strong(&furthest.name)
            .words(": ")
            .number(amount.told(furthest.reached, furthest.due), &rests)
            .words(" of ")
            .number(amount.told(furthest.announced, furthest.due), &rests)
            .words(format!(" in {}.", furthest.due)),
    )
}
