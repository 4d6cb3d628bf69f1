//! Units: every number counts what its place asks for, in the model's measure and money, and within its range.

use std::mem::discriminant;

use super::meaning::{Kind, MOST, Meaning, Range, measure_of, money_of};
use super::numbers::{Said, numbers, runs};
use super::{At, Check};
use crate::evidence::{Number, Shape, Spread};
use crate::model::fault::{figures, shown};
use crate::model::{Draft, FaultKind};
use crate::projection::ProjectionError;
use crate::quantity::{Measure, Unit};

/// A network says what it carries, and can carry it.
pub(super) fn measure(check: &mut Check<'_>) {
    let draft = check.draft;
    let at = At::top("measure");
    let network = !(draft.nodes.is_empty() && draft.legs.is_empty() && draft.demands.is_empty());
    match draft.measure {
        None if network || !draft.limits.is_empty() => check.fault(at, FaultKind::NoMeasure),
        Some(given) if !Measure::NETWORKS.contains(&given) => {
            check.fault(at, FaultKind::NotCarried { given });
        }
        _ => {}
    }
}

/// Every number has a unit that can stand where it stands, and is in range.
pub(super) fn values(check: &mut Check<'_>) {
    for said in numbers(check.draft) {
        let fault = unit_fault(check.draft, said)
            .or_else(|| range_fault(said.number, said.meaning.range))
            .or_else(|| height_fault(said.number));
        if let Some(fault) = fault {
            check.fault(said.at, fault);
        }
    }
}

/// Every course and all steps can be projected.
pub(super) fn projections(check: &mut Check<'_>) {
    let draft = check.draft;
    for (at, run, meaning) in runs(draft) {
        for fault in run.faults() {
            let told = matches!(fault, ProjectionError::UnitMismatch { .. })
                && run.numbers().iter().any(|(_, number)| !fits(draft, number.unit, meaning));
            if !told {
                check.fault(at, FaultKind::Projection(fault));
            }
        }
    }
}

/// Whether a unit is one of those that a meaning allows.
fn fits(draft: &Draft, unit: Unit, meaning: Meaning) -> bool {
    let allowed = meaning.kind.allowed(draft);
    allowed.is_empty() || allowed.contains(&unit)
}

/// What is wrong with a number's unit.
fn unit_fault(draft: &Draft, said: Said<'_>) -> Option<FaultKind> {
    let mut allowed = said.meaning.kind.allowed(draft);
    if is_level(said.meaning.kind, &allowed, said.number.unit) || allowed.contains(&said.number.unit) {
        return None;
    }
    let given = text(said.number);
    let unit = said.number.unit;
    let same_kind = allowed.iter().any(|allowed| discriminant(allowed) == discriminant(&unit));
    allowed.dedup();
    Some(match (draft.measure, measure_of(unit)) {
        _ if !same_kind => FaultKind::WrongUnit { given, allowed },
        _ if !money_agrees(unit, &allowed) => {
            allowed.retain(|allowed| alike(*allowed, unit));
            FaultKind::WrongMoney { given, allowed }
        }
        (Some(carried), Some(counted)) => FaultKind::WrongMeasure { given, counted, carried, allowed },
        _ => FaultKind::WrongUnit { given, allowed },
    })
}

/// Whether any unit will do, or a volume stands for one per year beside values that are per year.
fn is_level(kind: Kind, allowed: &[Unit], unit: Unit) -> bool {
    match (kind, unit) {
        (Kind::Only(Unit::Rate(own)), Unit::Volume(measure)) => own == measure,
        _ => allowed.is_empty(),
    }
}

/// Whether two units are of one kind and count the same.
fn alike(one: Unit, other: Unit) -> bool {
    discriminant(&one) == discriminant(&other) && measure_of(one) == measure_of(other)
}

fn money_agrees(unit: Unit, allowed: &[Unit]) -> bool {
    allowed.iter().any(|allowed| money_of(*allowed) == money_of(unit))
}

/// Whether a number may turn out beyond all reason.
fn height_fault(number: &Number) -> Option<FaultKind> {
    let ends = match number.spread.shape() {
        // Those of the distribution are dear to compute, and within these.
        Shape::Pert { low, high, .. } => [*high, *low],
        _ => [number.spread.high(), number.spread.low()],
    };
    let given = ends.into_iter().find(|end| end.abs() > MOST)?;
    Some(FaultKind::TooHigh { given: figures(given), most: MOST, unit: number.unit })
}

/// What is wrong with how low or high a number may be.
fn range_fault(number: &Number, range: Range) -> Option<FaultKind> {
    let spread = &number.spread;
    let given = || text(number);
    let unit = number.unit;
    match range {
        Range::Any => None,
        Range::NotNegative => {
            low_unless(spread, |low| low >= 0.0).map(|low| FaultKind::Negative { given: given(), low, unit })
        }
        Range::Positive => low_unless(spread, |low| low > 0.0).map(|low| FaultKind::NotPositive {
            given: given(),
            low,
            unit,
        }),
        Range::KeepsSome => {
            low_unless(spread, |low| low > -1.0).map(|low| FaultKind::LosesAll { given: given(), low, unit })
        }
        Range::Share => {
            let (low, high) = (low_unless(spread, |low| low >= 0.0), spread.high());
            let fault = || FaultKind::NotAShare { given: given(), low: spread.low(), high };
            (low.is_some() || high > 1.0).then(fault)
        }
    }
}

/// The lowest value of a spread unless it is good.
///
/// The ends of a shape are looked at first, for those of a beta distribution are dear to compute.
fn low_unless(spread: &Spread, good: impl Fn(f64) -> bool) -> Option<f64> {
    if let Shape::Pert { low, .. } = spread.shape()
        && good(*low)
    {
        return None;
    }
    Some(spread.low()).filter(|low| !good(*low))
}

/// A number as messages write it: its central value, and the range where it is not sure, in four figures.
pub(super) fn text(number: &Number) -> String {
    if number.spread.is_fixed() {
        return number.to_string();
    }
    let at = |share| shown(number.spread.quantile(share), number.unit);
    format!("{} (90 % within {} to {})", at(0.5), at(0.05), at(0.95))
}
