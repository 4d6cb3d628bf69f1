//! What binds first, and when.

use crate::compare::Binding;
use crate::evaluate::Indicator;

use super::amount::{Amount, share};
use super::names::Names;
use super::rests::Register;
use super::results::{Case, Results};
use super::sentence::{Sentence, counted, listed};

/// Limits that are told after the first.
const FURTHER: usize = 3;

/// What binds in a scenario; nothing where there is no network.
pub(super) fn binding(results: &Results<'_>, register: &Register<'_>, number: usize) -> Vec<Sentence> {
    let Some(standing) = results.headline.standings.get(number) else { return Vec::new() };
    let case = &results.cases[number];
    let limits = results.comparison.subjects(Indicator::Utilisation).count();
    let Some(first) = standing.binding.first() else {
        return vec![nothing_binds(results, register, case, limits)];
    };
    let mut sentences = vec![first_sentence(results, register, case, first)];
    sentences.extend(further(results, &standing.binding));
    sentences.extend((number > 0).then(|| beside(results, &standing.binding)));
    vec![sentences.into_iter().reduce(Sentence::then).unwrap_or_default()]
}

fn first_sentence(results: &Results<'_>, register: &Register<'_>, case: &Case, first: &Binding) -> Sentence {
    let rests = register.computed(&register.near(&first.subject));
    let since = if first.period == results.comparison.horizon().first() { "from the start, " } else { "in " };
    let mut sentence = Sentence::new("The first limit to bind is ")
        .strong(Names::new(&case.draft).told(&first.subject))
        .words(format!(", {since}"))
        .number(first.period.to_string(), &rests);
    if let Some(price) = first.queue_price.filter(|price| *price > 0.0) {
        let entries = results.comparison.entries().iter();
        let mut own = entries
            .filter(|entry| entry.indicator == Indicator::QueuePrice && entry.subject == first.subject);
        if let Some(entry) = own.next() {
            let amount = Amount::of(Indicator::QueuePrice, entry.unit, first.period, [price]);
            sentence = sentence
                .words(", when one more unit of it would be worth ")
                .number(amount.told(price, first.period), &rests)
                .words(" to its users");
        }
    }
    sentence = sentence.words(".");
    match chance(results, case, &first.subject) {
        Some(part) => {
            sentence.words(" It binds at some time in ").number(share(part), &rests).words(" of the draws.")
        }
        None => sentence,
    }
}

/// In which share of the draws a limit binds at some time.
fn chance(results: &Results<'_>, case: &Case, limit: &str) -> Option<f64> {
    let sure = results.sure.as_ref()?;
    let first = |period| sure.value(&case.name, Indicator::Saturated, limit, period, "probability");
    let sum: f64 = results.comparison.horizon().periods().filter_map(first).sum();
    (sum > 0.0).then_some(sum.min(1.0))
}

/// The limits that bind after the first.
fn further(results: &Results<'_>, binding: &[Binding]) -> Option<Sentence> {
    let others = binding.get(1..).filter(|others| !others.is_empty())?;
    let one = |limit: &Binding| format!("{} in {}", limit.subject, limit.period);
    let told: Vec<String> = others.iter().take(FURTHER).map(one).collect();
    let more = others.len().saturating_sub(FURTHER);
    let last = results.comparison.horizon().last();
    let all = counted(binding.len(), "limit");
    let more = if more > 0 { format!("; in all {all} bind by {last}") } else { String::new() };
    Some(Sentence::new(format!("Then {}{more}.", listed(&told))))
}

/// What binds otherwise than in the baseline.
fn beside(results: &Results<'_>, own: &[Binding]) -> Sentence {
    let (name, baseline) = (&results.baseline().name, &results.headline.standings[0].binding);
    let since = |limits: &[Binding], subject: &str| {
        limits.iter().find(|limit| *limit.subject == *subject).map(|limit| limit.period)
    };
    let told = |limit: &Binding| match since(baseline, &limit.subject) {
        Some(period) if period == limit.period => None,
        Some(period) => Some(format!("{} in {} and not in {period}", limit.subject, limit.period)),
        None => Some(format!("{} in {}, which does not bind there", limit.subject, limit.period)),
    };
    let mut otherwise: Vec<String> = own.iter().filter_map(told).collect();
    let gone = baseline.iter().filter(|limit| since(own, &limit.subject).is_none());
    otherwise.extend(gone.map(|limit| format!("{} not at all", limit.subject)));
    match otherwise.as_slice() {
        [] => Sentence::new(format!("The same limits begin to bind in the same periods as in {name}.")),
        otherwise => Sentence::new(format!("Otherwise than in {name}: {}.", otherwise.join("; "))),
    }
}

fn nothing_binds(results: &Results<'_>, register: &Register<'_>, case: &Case, limits: usize) -> Sentence {
    if limits == 0 {
        return Sentence::new("The study sets no limits, so nothing can bind.");
    }
    let horizon = results.comparison.horizon();
    let sentence = Sentence::new(format!("No limit binds up to {}.", horizon.last()));
    let values = results.profiles(Indicator::Utilisation).into_iter().flat_map(|profile| {
        let own: Vec<Option<f64>> = profile
            .scenarios
            .iter()
            .find(|(name, _)| *name == case.name)
            .map(|(_, values)| values.clone())
            .unwrap_or_default();
        let subject = profile.subject.clone();
        let pairs = own.into_iter().zip(profile.periods.clone());
        pairs.filter_map(move |(value, period)| Some((subject.clone(), period, value?))).collect::<Vec<_>>()
    });
    let Some((subject, period, value)) =
        values.reduce(|best, next| if next.2 > best.2 { next } else { best })
    else {
        return sentence;
    };
    let rests = register.computed(&register.near(&subject));
    sentence
        .words(" The fullest is ")
        .strong(Names::new(&case.draft).told(&subject))
        .words(", used to ")
        .number(share(value), &rests)
        .words(format!(" in {period}."))
}
