//! `expand`, `derate` and `close`: what capacities become for a time.

use crate::calendar::Span;
use crate::evidence::{Id, Number};
use crate::model::{Draft, Style, Thing, written};
use crate::network::{Adjustment, Effect, Leg, Limit, Node};
use crate::quantity::Unit;

use super::claim::Claim;
use super::edit::{Edit, once};
use super::find::Found;
use super::spread::line;
use super::{ChangeFault, RemarkKind, Subjects};

impl Edit<'_> {
    pub(super) fn expand(&mut self, subjects: &Subjects, by: &Number, span: Span) {
        let given = || written(by, Style::Percent);
        if by.spread.low() < 0.0 || by.spread.high() <= 0.0 {
            let allowed = "more than 0; `derate` takes capacity away";
            self.faults.push(ChangeFault::OutOfRange { word: "expand", given: given(), allowed });
            return;
        }
        let Some(effect) = self.step("expand", by) else { return };
        for found in self.select(subjects, &[Thing::Leg, Thing::Limit], has_capacity) {
            match unit_of(self.draft(), &found) {
                None => self.findings.push(RemarkKind::NoCapacity { leg: found.name }),
                Some(expected) if by.unit != Unit::One && by.unit != expected => {
                    let subject = format!("{}.capacity", found.place());
                    let fault =
                        ChangeFault::UnitMismatch { word: "expand", subject, given: given(), expected };
                    self.faults.push(fault);
                }
                Some(_) => self.adjust(&found, Adjustment { span, effect: effect.clone() }),
            }
        }
    }

    pub(super) fn derate(&mut self, subjects: &Subjects, by: &Number, span: Span) {
        let Some(left) = self.left_over(by) else { return };
        let meant = |draft: &Draft, found: &Found| has_capacity(draft, found);
        let subjects = self.select(subjects, &[Thing::Leg, Thing::Limit, Thing::Node], meant);
        let places: Vec<Found> = subjects.into_iter().flat_map(|found| self.capacities(found)).collect();
        for found in once(places) {
            self.adjust(&found, Adjustment { span, effect: Effect::Scale(left.clone()) });
        }
    }

    pub(super) fn close(&mut self, subjects: &Subjects, span: Span) {
        let kinds = &[Thing::Leg, Thing::Node, Thing::Limit, Thing::Corridor];
        let subjects = self.select(subjects, kinds, |_, found| found.kind == Thing::Leg);
        let places: Vec<Found> = subjects.into_iter().flat_map(|found| self.closable(found)).collect();
        for found in once(places) {
            self.claim(found.place(), Claim::Closes(span));
            self.adjust(&found, Adjustment { span, effect: Effect::Close });
        }
    }

    /// The effect of a relative change, or of an amount that is added.
    pub(super) fn step(&mut self, word: &'static str, by: &Number) -> Option<Effect> {
        if by.unit != Unit::One {
            return Some(Effect::Add(by.clone()));
        }
        let given = written(by, Style::Signed);
        if by.spread.low() < -1.0 {
            self.faults.push(ChangeFault::OutOfRange { word, given, allowed: "-100 % or more" });
            return None;
        }
        let factor = line(by, 1.0, 1.0);
        if factor.is_none() {
            self.faults.push(ChangeFault::Lognormal { given });
        }
        factor.map(Effect::Scale)
    }

    /// The share that is left when a share is lost.
    fn left_over(&mut self, by: &Number) -> Option<Number> {
        let (word, given) = ("derate", written(by, Style::Percent));
        let fault = match line(by, 1.0, -1.0) {
            _ if by.unit != Unit::One => {
                ChangeFault::BadUnit { word, given, allowed: "the share that is lost, such as \"20 %\"" }
            }
            _ if by.spread.low() < 0.0 || by.spread.high() > 1.0 || by.spread.high() <= 0.0 => {
                ChangeFault::OutOfRange { word, given, allowed: "more than 0 %, up to 100 %" }
            }
            _ if by.group.is_some() => {
                ChangeFault::GroupedLoss { group: by.group.clone().unwrap_or_default() }
            }
            None => ChangeFault::Lognormal { given },
            Some(left) => return Some(left),
        };
        self.faults.push(fault);
        None
    }

    /// The capacities that a subject of `derate` stands for.
    fn capacities(&mut self, found: Found) -> Vec<Found> {
        match found.kind {
            Thing::Leg if !has_capacity(self.draft(), &found) => {
                self.findings.push(RemarkKind::NoCapacity { leg: found.name });
                Vec::new()
            }
            Thing::Node => {
                let mut places = limits_over(self.draft(), &found.name);
                places.extend(legs_at(self.draft(), &found.name));
                places.retain(|place| has_capacity(self.draft(), place));
                self.unless_bare(found.name, "limit and no leg with a capacity", places)
            }
            _ => vec![found],
        }
    }

    /// The legs and limits that a subject of `close` stands for.
    fn closable(&mut self, found: Found) -> Vec<Found> {
        match found.kind {
            Thing::Node => {
                let legs = legs_at(self.draft(), &found.name);
                self.unless_bare(found.name, "leg", legs)
            }
            Thing::Corridor => cordon(self.draft(), &found.name),
            _ => vec![found],
        }
    }

    fn unless_bare(&mut self, node: String, what: &'static str, places: Vec<Found>) -> Vec<Found> {
        if places.is_empty() {
            self.findings.push(RemarkKind::BareNode { node, what });
        }
        places
    }

    fn adjust(&mut self, found: &Found, adjustment: Adjustment) {
        let changes = match found.kind {
            Thing::Limit => self.saver.limit(&found.name).map(|limit| &mut limit.capacity_changes),
            _ => self.saver.leg(&found.name).map(|leg| &mut leg.capacity_changes),
        };
        if let Some(changes) = changes {
            changes.push(adjustment);
        }
    }
}

/// Whether a thing is a limit, or a leg with a capacity of its own.
fn has_capacity(draft: &Draft, found: &Found) -> bool {
    unit_of(draft, found).is_some()
}

/// The unit of a capacity.
fn unit_of(draft: &Draft, found: &Found) -> Option<Unit> {
    match found.kind {
        Thing::Limit => draft.limits.get(&Id::<Limit>::new(&found.name))?.capacity.unit(),
        Thing::Leg => draft.legs.get(&Id::<Leg>::new(&found.name))?.capacity.as_ref()?.unit(),
        _ => None,
    }
}

fn limits_over(draft: &Draft, node: &str) -> Vec<Found> {
    let over = draft.limits.iter().filter(|(_, limit)| limit.nodes.contains(&Id::<Node>::new(node)));
    over.map(|(id, _)| Found { kind: Thing::Limit, name: id.to_string() }).collect()
}

fn legs_at(draft: &Draft, node: &str) -> Vec<Found> {
    let at = draft.legs.iter().filter(|(_, leg)| leg.from.as_str() == node || leg.to.as_str() == node);
    at.map(|(id, _)| Found { kind: Thing::Leg, name: id.to_string() }).collect()
}

/// The legs of a corridor's cordon; a name that no leg has is told when the model is checked.
fn cordon(draft: &Draft, corridor: &str) -> Vec<Found> {
    let cordon = draft.corridors.get(&Id::<Node>::new(corridor)).map_or(&[][..], |corridor| &corridor.cordon);
    cordon.iter().map(|leg| Found { kind: Thing::Leg, name: leg.to_string() }).collect()
}
