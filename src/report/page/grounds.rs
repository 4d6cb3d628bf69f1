//! What share of the numbers is assumed, and which.

use std::collections::BTreeMap;

use crate::evidence::{Evidence, Provenance};
use crate::model::InputLine;

use super::amount::share;
use super::difference::called;
use super::rests::{Register, Rests};
use super::results::Results;
use super::sentence::{Sentence, counted, grouped, listed};

/// Inputs that are told of those that matter most.
const INPUTS: usize = 5;

/// Kinds of assumed numbers that are told.
const KINDS: usize = 5;

/// On what the numbers rest.
pub(super) fn grounds(results: &Results<'_>, register: &Register<'_>) -> Vec<Sentence> {
    let lines = register.lines();
    if lines.is_empty() {
        return vec![Sentence::new("The study gives no numbers.")];
    }
    let mut sentences = vec![counts(lines)];
    sentences.extend(assumed_kinds(lines));
    sentences.extend(what_matters(results, lines));
    sentences
}

fn counts(lines: &[InputLine<'_>]) -> Sentence {
    let all = lines.len();
    let mut sentence = Sentence::new(format!("The study gives {}", counted(all, "number")));
    let count =
        |evidence: Evidence| provenances(lines).filter(|provenance| provenance.evidence == evidence).count();
    let mut before = ": ";
    for evidence in
        [Evidence::Observed, Evidence::Reported, Evidence::Target, Evidence::Derived, Evidence::Assumed]
    {
        let own = count(evidence);
        if own > 0 {
            let part = share(own as f64 / all as f64);
            sentence = sentence.words(format!("{before}{} {} ({part})", grouped(own), evidence.word()));
            before = ", ";
        }
    }
    let unstated = provenances(lines).filter(|provenance| !provenance.is_stated()).count();
    let sentence = sentence.words(".");
    if unstated == 0 {
        return sentence.words(" Each says where it is from or why it was taken.");
    }
    let have = if unstated == 1 { "says" } else { "say" };
    sentence.words(format!(
        " {} of them {have} neither where it is from nor why it was taken.",
        grouped(unstated)
    ))
}

fn provenances<'l>(lines: &'l [InputLine<'_>]) -> impl Iterator<Item = &'l Provenance> {
    lines.iter().filter_map(|line| line.provenance)
}

/// Which kinds of numbers are assumed most.
fn assumed_kinds(lines: &[InputLine<'_>]) -> Option<Sentence> {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| is_assumed(line)) {
        *kinds.entry(kind(&line.path)).or_default() += 1;
    }
    let mut kinds: Vec<(String, usize)> = kinds.into_iter().collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.1));
    let more = kinds.len().saturating_sub(KINDS);
    let mut told: Vec<String> =
        kinds.iter().take(KINDS).map(|(kind, count)| format!("{kind} ({count})")).collect();
    if more > 0 {
        told.push(counted(more, "other kind"));
    }
    (!told.is_empty()).then(|| Sentence::new(format!("Assumed are: {}.", listed(&told))))
}

fn is_assumed(line: &InputLine<'_>) -> bool {
    line.provenance.is_some_and(|provenance| provenance.evidence == Evidence::Assumed)
}

/// The kind of thing and the key of an input: `leg.aktau-baku.tariff.2027` is `leg tariff`.
fn kind(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        [kind, _, key, ..] => format!("{kind} {}", key.replace(['_', '-'], " ")),
        _ => path.to_owned(),
    }
}

/// The uncertain inputs that move the number most, and what each rests on.
fn what_matters(results: &Results<'_>, lines: &[InputLine<'_>]) -> Option<Sentence> {
    let (bars, focus) = (results.tornado.as_ref()?, results.focus.as_ref()?);
    let ranked = bars.ranked();
    let moving: Vec<&str> = ranked
        .iter()
        .filter(|bar| bar.length(bars.base) > 1e-6 * bars.base.abs())
        .take(INPUTS)
        .map(|bar| &*bar.name)
        .collect();
    if moving.is_empty() {
        return None;
    }
    let mut sentence = Sentence::new(format!(
        "In {}, what moves the {} in {} most is: ",
        results.baseline().name,
        called(focus),
        focus.wanted.period
    ));
    for (place, path) in moving.iter().enumerate() {
        let provenance = lines.iter().find(|line| line.path == *path).and_then(|line| line.provenance);
        let rests = provenance.map(Rests::of).unwrap_or_default();
        let before = if place > 0 { ", " } else { "" };
        sentence = sentence.words(before).number(*path, &rests);
        if let Some(provenance) = provenance {
            sentence = sentence.words(format!(" ({})", provenance.evidence.word()));
        }
    }
    Some(sentence.words("."))
}
