//! `settle` and `ramp`: what is agreed and committed.

use crate::commitment::{AgreementStatus, Commitment, RampStep};
use crate::evidence::{Id, Number};
use crate::model::{Style, Thing, written};

use super::claim::Claim;
use super::edit::Edit;
use super::{ChangeFault, Moment, RemarkKind, Subject};

impl Edit<'_> {
    pub(super) fn settle(&mut self, subject: &Subject, status: AgreementStatus, step: Option<usize>) {
        let Some(found) = self.one(subject, &[Thing::Agreement, Thing::Commitment]) else { return };
        match (found.kind, step) {
            (Thing::Agreement, Some(_)) => {
                self.faults.push(ChangeFault::StepOfAgreement { agreement: found.name });
            }
            (Thing::Agreement, None) => {
                self.claim(found.place(), Claim::Settles(status));
                if let Some(agreement) = self.saver.agreement(&found.name) {
                    agreement.status = status;
                }
            }
            _ => self.settle_ramp(&found.name, status, step),
        }
    }

    fn settle_ramp(&mut self, name: &str, status: AgreementStatus, step: Option<usize>) {
        let Some(commitment) = self.draft().commitments.get(&Id::<Commitment>::new(name)) else { return };
        let steps = commitment.ramp.len();
        let meant: Vec<usize> = step.map_or_else(|| (1..=steps).collect(), |step| vec![step]);
        if let Some(given) = meant.iter().copied().find(|step| !(1..=steps).contains(step)) {
            self.faults.push(ChangeFault::NoSuchStep { commitment: name.to_owned(), given, steps });
            return;
        }
        if meant.is_empty() {
            let agreement = commitment.agreement.as_ref().map(Id::to_string);
            self.findings.push(RemarkKind::NoRamp { commitment: name.to_owned(), agreement });
            return;
        }
        for step in &meant {
            self.claim(format!("commitment.{name}.ramp.{step}"), Claim::Settles(status));
        }
        if let Some(commitment) = self.saver.commitment(name) {
            let settled = commitment.ramp.iter_mut().zip(1..).filter(|(_, step)| meant.contains(step));
            settled.for_each(|(step, _)| step.status = Some(status));
        }
    }

    pub(super) fn ramp(&mut self, subject: &Subject, to: &Number, by: Moment, status: AgreementStatus) {
        let Some(found) = self.one(subject, &[Thing::Commitment]) else { return };
        let Some(commitment) = self.draft().commitments.get(&Id::<Commitment>::new(&found.name)) else {
            return;
        };
        let expected = commitment.volume.unit;
        if let Some(fault) = unfit(to, expected, &found.name) {
            self.faults.push(fault);
            return;
        }
        let step = RampStep { to: to.clone(), by: by.first_day(), status: Some(status), track_record: None };
        self.claim(found.place(), Claim::Steps(step.by));
        if let Some(commitment) = self.saver.commitment(&found.name) {
            put_step(&mut commitment.ramp, step);
        }
    }
}

/// Why a volume cannot be a step of a commitment.
fn unfit(to: &Number, expected: crate::quantity::Unit, commitment: &str) -> Option<ChangeFault> {
    let given = written(to, Style::Plain);
    if to.unit != expected {
        let subject = format!("commitment.{commitment}.volume");
        return Some(ChangeFault::UnitMismatch { word: "ramp", subject, given, expected });
    }
    let allowed = "0 or more per year";
    (to.spread.low() < 0.0).then_some(ChangeFault::OutOfRange { word: "ramp", given, allowed })
}

/// Puts a step in its place by date, over one of the same day.
fn put_step(ramp: &mut Vec<RampStep>, step: RampStep) {
    if let Some(other) = ramp.iter_mut().find(|other| other.by == step.by) {
        *other = step;
        return;
    }
    let place = ramp.iter().position(|other| other.by > step.by).unwrap_or(ramp.len());
    ramp.insert(place, step);
}
