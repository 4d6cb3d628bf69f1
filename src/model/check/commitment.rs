//! Commitments, the agreements that they rest on, and targets.

use super::demand::{Taken, commodity, ends};
use super::meaning::counted;
use super::units::text;
use super::{At, Check};
use crate::calendar::{Frequency, Period};
use crate::commitment::{Agreement, AgreementStatus, Commitment, OwnEnds, Target};
use crate::model::{FaultKind, Thing, WarningKind};
use crate::projection::Part;
use crate::quantity::Unit;

/// Agreements run forwards, and back what there is.
pub(super) fn agreements(check: &mut Check<'_>) {
    for (id, agreement) in check.draft.agreements.iter() {
        let at = At::thing(Thing::Agreement, id);
        if let Some((first, last)) =
            agreement.period.filter(|(first, last)| first.first_day() > last.first_day())
        {
            check.fault(at.key("period"), FaultKind::PeriodBackwards { first, last });
        }
        for (index, backed) in agreement.backs.iter().enumerate() {
            check.refers_to_any(at.key("backs").entry(index), backed);
        }
    }
}

/// Commitments are of a known volume, under a known agreement, at dates that follow one another.
pub(super) fn commitments(check: &mut Check<'_>) {
    let taken = Taken::of(check.draft);
    for (id, commitment) in check.draft.commitments.iter() {
        let at = At::thing(Thing::Commitment, id);
        whose(check, at, commitment, &taken);
        if let Some(via) = &commitment.via {
            check.refers_to_one(at.key("via"), via, &[Thing::Leg, Thing::Corridor]);
        }
        if commitment.priority == 0 {
            check.fault(at.key("priority"), FaultKind::NoPriority);
        }
        under(check, at, commitment);
        span(check, at, commitment);
        ramp(check, at, commitment);
        delivered(check, at, commitment);
    }
}

/// A commitment takes a demand's volume, or has ends of its own.
fn whose(check: &mut Check<'_>, at: At<'_>, commitment: &Commitment, taken: &Taken<'_>) {
    let draft = check.draft;
    match (&commitment.demand, &commitment.own) {
        (None, None) => return check.fault(at, FaultKind::NobodysVolume),
        (Some(_), Some(_)) => check.fault(at, FaultKind::TwoVolumes),
        _ => {}
    }
    if let Some(demand) = &commitment.demand {
        check.refers(at.key("demand"), Thing::Demand, demand, &draft.demands);
    }
    if let Some(OwnEnds { from, to, commodity: moved }) = &commitment.own {
        ends(check, [at.key("origin"), at.key("destination")], from, to);
        commodity(check, at.key("commodity"), moved.as_ref(), taken);
    }
}

/// Its agreement is known, was signed before, and has not ended.
fn under(check: &mut Check<'_>, at: At<'_>, commitment: &Commitment) {
    let draft = check.draft;
    let Some(id) = &commitment.agreement else { return };
    if !check.refers(at.key("agreement"), Thing::Agreement, id, &draft.agreements) {
        return;
    }
    if let Some(agreement) = draft.agreements.get(id) {
        signed_before(check, at, commitment, id.as_str(), agreement);
        let status = agreement.status;
        if matches!(status, AgreementStatus::Lapsed | AgreementStatus::Suspended) {
            let agreement = id.as_str().to_owned();
            check.warn(at.key("agreement"), WarningKind::NotInForce { agreement, status });
        }
    }
}

fn signed_before(
    check: &mut Check<'_>,
    at: At<'_>,
    commitment: &Commitment,
    name: &str,
    agreement: &Agreement,
) {
    let from = commitment.span.first_day();
    let late = agreement.signed.filter(|signed| agreement.status.counts() && *signed > from);
    if let Some(signed) = late {
        check.fault(at.key("from"), FaultKind::BeforeSigning { from, agreement: name.to_owned(), signed });
    }
}

/// It runs for at least a day, of the horizon too.
fn span(check: &mut Check<'_>, at: At<'_>, commitment: &Commitment) {
    let (span, horizon) = (commitment.span, check.draft.horizon);
    let days = horizon.first().span().first_day().max(span.first_day())
        < horizon.last().span().end().min(span.end());
    if span.is_empty() {
        check.fault(at.key("until"), FaultKind::NoDays { first: span.first_day() });
    } else if !days {
        check.warn(at.key("from"), WarningKind::OutsideHorizon { span: span.to_string(), horizon });
    }
}

/// Ramp steps follow the beginning and one another.
fn ramp(check: &mut Check<'_>, at: At<'_>, commitment: &Commitment) {
    let mut before = commitment.span.first_day();
    for (index, step) in commitment.ramp.iter().enumerate() {
        let (at, by) = (at.key("ramp").key_of_entry(index, "by"), step.by);
        if by <= before {
            check.fault(at, FaultKind::RampOutOfOrder { by, before });
        } else if by > commitment.span.end() && !commitment.span.is_empty() {
            check.warn(at, WarningKind::RampAfterEnd { by });
        }
        before = by;
    }
}

/// Deliveries are of different days, on which the commitment runs.
fn delivered(check: &mut Check<'_>, at: At<'_>, commitment: &Commitment) {
    let mut periods: Vec<Period> = commitment.delivered.iter().map(|(period, _)| *period).collect();
    periods.sort_unstable();
    let at = |period: Period| at.key("delivered").part(Part::Point(period));
    for pair in periods.windows(2).filter(|pair| pair[0].span().end() > pair[1].first_day()) {
        let (first, second) = (pair[0], pair[1]);
        check.fault(at(second), FaultKind::DeliveredTwice { first, second });
    }
    let span = commitment.span;
    if span.is_empty() {
        return;
    }
    for period in periods.into_iter().filter(|period| span.overlap(period.span()).is_empty()) {
        check.fault(at(period), FaultKind::DeliveredOutside { period, span: span.to_string() });
    }
}

/// Targets speak of what is counted, in a period of the horizon.
pub(super) fn targets(check: &mut Check<'_>) {
    for (id, target) in check.draft.targets.iter() {
        let at = At::thing(Thing::Target, id);
        let things = [Thing::Corridor, Thing::Leg, Thing::Limit];
        check.refers_to_kind(at.key("counts"), &target.counts, &things);
        target_unit(check, at.key("value"), target);
        target_dates(check, at, target);
    }
}

/// A target is a volume; one of a whole year may be given per year. On a network of mass it may count containers.
fn target_unit(check: &mut Check<'_>, at: At<'_>, target: &Target) {
    let Some(measure) = check.draft.measure else { return };
    let mut allowed: Vec<Unit> = counted(measure).iter().copied().map(Unit::Volume).collect();
    if target.by.frequency() == Frequency::Year {
        allowed.push(Unit::Rate(measure));
    }
    if !allowed.contains(&target.value.unit) {
        check.fault(at, FaultKind::WrongUnit { given: text(&target.value), allowed });
    }
}

fn target_dates(check: &mut Check<'_>, at: At<'_>, target: &Target) {
    let (by, horizon) = (target.by, check.draft.horizon);
    let days = by.span();
    if days.end() <= horizon.first().first_day() || days.first_day() >= horizon.last().span().end() {
        check.warn(at.key("by"), WarningKind::TargetOutsideHorizon { by, horizon });
    } else if horizon.indices_within(by).is_empty() {
        check.warn(at.key("by"), WarningKind::TargetCutShort { by, horizon });
    }
    if let Some(said) = target.said.filter(|said| *said >= days.end()) {
        check.warn(at.key("said"), WarningKind::SaidAfterwards { said, by });
    }
}
