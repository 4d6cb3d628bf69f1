//! Correlations: of inputs that there are, each in one group, and such as so many inputs can have.

use std::collections::{BTreeMap, BTreeSet};

use super::numbers::numbers;
use super::{At, Check};
use crate::evidence::{Correlation, Number};
use crate::model::{FaultKind, WarningKind, inputs};

/// Correlations are of numbers that there are, in no other group, and can be had by so many.
pub(super) fn correlations(check: &mut Check<'_>) {
    let draft = check.draft;
    if draft.correlations.is_empty() {
        return;
    }
    let listed = inputs(draft);
    let known: BTreeMap<&str, &Number> =
        listed.iter().filter_map(|line| Some((line.path.as_str(), line.number?))).filter(is_drawn).collect();
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    for correlation in &draft.correlations {
        fits(check, correlation, &known);
        for (index, path) in correlation.paths().iter().enumerate() {
            let at = At::named("correlation", correlation.group()).key("inputs").entry(index);
            let Some(number) = known.get(path.as_str()) else {
                check.unknown(at, "number", path, known.keys().copied());
                continue;
            };
            let other = named.insert(path, correlation.group()).or(number.group.as_deref());
            if let Some(other) = other.filter(|other| *other != correlation.group()) {
                let (input, other) = (path.clone(), other.to_owned());
                check.fault(at, FaultKind::InTwoGroups { input, other });
            }
        }
        let mut sorted: Vec<&str> = correlation.paths().iter().map(String::as_str).collect();
        sorted.sort_unstable();
        check.no_pairs(At::named("correlation", correlation.group()).key("inputs"), &sorted);
    }
}

/// How long events last is drawn for each year, and has no number for all.
fn is_drawn((path, _): &(&str, &Number)) -> bool {
    !(path.starts_with("event.") && path.rsplit('.').next() == Some("lasts"))
}

/// As many inputs as say they belong to a group can have its one rank for all.
fn fits(check: &mut Check<'_>, correlation: &Correlation, known: &BTreeMap<&str, &Number>) {
    let is_member =
        |number: &&&Number| !number.spread.is_fixed() && number.group.as_deref() == Some(correlation.group());
    let members = known.values().filter(is_member).count();
    if let Err(error) = correlation.fits(members) {
        let at = At::named("correlation", correlation.group()).key("rank");
        check.fault(at, FaultKind::Correlation(error));
    }
}

/// Groups that numbers name have a correlation.
pub(super) fn groups(check: &mut Check<'_>) {
    let draft = check.draft;
    let known: BTreeSet<&str> = draft.correlations.iter().map(Correlation::group).collect();
    let mut told = BTreeSet::new();
    for said in numbers(draft).into_iter().filter(|said| !said.number.spread.is_fixed()) {
        let Some(group) = said.number.group.as_deref().filter(|group| !known.contains(group)) else {
            continue;
        };
        if told.insert(group) {
            check.warn(said.at, WarningKind::NoCorrelation { group: group.to_owned() });
        }
    }
}
