//! `tariff` and `time`: what legs cost and take for a time.

use crate::calendar::Span;
use crate::evidence::{Id, Number};
use crate::model::{Draft, Style, Thing, written};
use crate::network::{Adjustment, Effect, Leg};
use crate::projection::Steps;
use crate::quantity::Unit;

use super::edit::Edit;
use super::find::Found;
use super::spread::line;
use super::{ChangeFault, RemarkKind, Subjects};

impl Edit<'_> {
    pub(super) fn tariff(&mut self, legs: &Subjects, by: &Number, span: Span) {
        if !matches!(by.unit, Unit::One | Unit::Price(..) | Unit::DistancePrice(..)) {
            self.bad_unit("tariff", by, "a share such as \"-10 %\", or a price such as \"+2 USD/t\"");
            return;
        }
        let Some(effect) = self.step("tariff", by) else { return };
        let priced = |draft: &Draft, found: &Found| by.unit != Unit::One || has_tariff(draft, &found.name);
        for found in self.select(legs, &[Thing::Leg], priced) {
            self.tariff_of(&found.name, &effect, by, span);
        }
    }

    fn tariff_of(&mut self, name: &str, effect: &Effect, by: &Number, span: Span) {
        let draft = self.draft();
        let Some(leg) = draft.legs.get(&Id::<Leg>::new(name)) else { return };
        let relative = by.unit == Unit::One;
        if relative && !is_priced(leg) {
            return self.no_value(name, "tariff", "a price such as \"+2 USD/t\"");
        }
        let effect = match per_unit(by, draft, leg, name) {
            _ if relative => effect.clone(),
            Ok(amount) => Effect::Add(amount),
            Err(fault) => return self.faults.push(fault),
        };
        if let Some(leg) = self.saver.leg(name) {
            if let Effect::Add(amount) = &effect {
                leg.tariff = leg.tariff.take().or_else(|| nothing_of(amount));
            }
            leg.tariff_changes.push(Adjustment { span, effect });
        }
    }

    pub(super) fn time(&mut self, legs: &Subjects, by: &Number, span: Span) {
        if !matches!(by.unit, Unit::One | Unit::Time) {
            self.bad_unit("time", by, "a share such as \"-10 %\", or a time such as \"+1 d\"");
            return;
        }
        let Some(effect) = self.step("time", by) else { return };
        let timed = |draft: &Draft, found: &Found| by.unit != Unit::One || has_time(draft, &found.name);
        for found in self.select(legs, &[Thing::Leg], timed) {
            if by.unit == Unit::One && !has_time(self.draft(), &found.name) {
                self.no_value(&found.name, "time", "days such as \"+1 d\"");
            } else if let Some(leg) = self.saver.leg(&found.name) {
                leg.time = leg.time.take().or_else(|| nothing_of(by));
                leg.time_changes.push(Adjustment { span, effect: effect.clone() });
            }
        }
    }

    fn no_value(&mut self, leg: &str, value: &'static str, instead: &'static str) {
        self.findings.push(RemarkKind::NoValue { leg: leg.to_owned(), value, instead });
    }

    pub(super) fn bad_unit(&mut self, word: &'static str, by: &Number, allowed: &'static str) {
        self.faults.push(ChangeFault::BadUnit { word, given: written(by, Style::Signed), allowed });
    }
}

fn has_time(draft: &Draft, name: &str) -> bool {
    draft.legs.get(&Id::<Leg>::new(name)).is_some_and(|leg| leg.time.is_some())
}

fn has_tariff(draft: &Draft, name: &str) -> bool {
    draft.legs.get(&Id::<Leg>::new(name)).is_some_and(is_priced)
}

fn is_priced(leg: &Leg) -> bool {
    leg.tariff.is_some() || !leg.tariffs.is_empty()
}

/// A value of nothing, to which an amount is added.
fn nothing_of(by: &Number) -> Option<Steps> {
    Number::fixed(0.0, by.unit).ok().map(Steps::constant)
}

/// A price per unit of the network's measure, put together over the leg's distance if it is given by the kilometre.
///
/// That is the unit in which the tariffs of a leg, however they are given, are added up and adjusted.
fn per_unit(by: &Number, draft: &Draft, leg: &Leg, name: &str) -> Result<Number, ChangeFault> {
    let given = || written(by, Style::Signed);
    let (currency, basis, measure) = (draft.currency, draft.prices, draft.measure);
    let Some(measure) = measure else { return Ok(by.clone()) };
    let expected = Unit::Price(currency, basis, measure);
    if by.unit == expected {
        return Ok(by.clone());
    }
    if by.unit != Unit::DistancePrice(currency, basis, measure) {
        let subject = format!("leg.{name}.tariff");
        return Err(ChangeFault::UnitMismatch { word: "tariff", subject, given: given(), expected });
    }
    let kilometres = leg.distance.as_ref().filter(|distance| distance.spread.is_fixed()).map(Number::central);
    match kilometres.filter(|kilometres| *kilometres > 0.0).and_then(|factor| line(by, 0.0, factor)) {
        Some(amount) => Ok(Number { unit: expected, ..amount }),
        None => Err(ChangeFault::UncertainDistance { leg: name.to_owned(), given: given() }),
    }
}
