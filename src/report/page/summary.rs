use super::html::Html;
use super::rests::Register;
use super::results::Results;
use super::sentence::Sentence;
use super::shell::of_scenario;
use super::{Report, binding, difference, grounds, promises, sureness};

/// The summary in words, made from the numbers.
pub(super) fn summary(html: &mut Html, report: &Report<'_>, results: &Results<'_>, register: &Register<'_>) {
    html.tag("section").attr("id", "summary").inside(|html| {
        html.tag("h2").text("Summary");
        about(html, results);
        unsolved(html, results);
        let has_network = !results.headline.standings.is_empty();
        if has_network {
            part(
                html,
                "What binds first",
                &[],
                |number| binding::binding(results, register, number),
                results,
            );
        }
        part(
            html,
            "What differs most, and why",
            &difference::overall(results, register),
            |number| difference::difference(results, register, number),
            results,
        );
        part(
            html,
            "How sure that is",
            &sureness::overall(results, report.draws),
            |number| sureness::sureness(results, register, number),
            results,
        );
        if has_network {
            part(
                html,
                "Promised and delivered",
                &[],
                |number| promises::promises(results, register, number),
                results,
            );
        }
        part(html, "What it rests on", &grounds::grounds(results, register), |_| Vec::new(), results);
    });
}

/// What the study is about, and what the chosen scenario is.
fn about(html: &mut Html, results: &Results<'_>) {
    let note = &results.study.draft().note;
    if !note.is_empty() {
        html.tag("p").attr("class", "lead").text(&closed(note));
    }
    for case in results.cases.iter().filter(|case| !case.note.is_empty()) {
        of_scenario(html, "p", results, &case.name).inside(|html| {
            html.tag("strong").inline(&case.name);
            html.text(&format!(": {}", closed(&case.note)));
        });
    }
}

/// A text that ends as a sentence does.
fn closed(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// The periods that were not solved: before any number.
fn unsolved(html: &mut Html, results: &Results<'_>) {
    for (name, statuses) in results.comparison.unsolved() {
        let told: Vec<String> = statuses.iter().take(3).map(ToString::to_string).collect();
        of_scenario(html, "p", results, name).attr("class", "warning").text(&format!(
            "Read with care: in {name} {} of {} periods were not solved ({}); their numbers are the best the method had.",
            statuses.len(),
            results.comparison.horizon().len(),
            told.join("; ")
        ));
    }
}

/// A part with its heading: what holds for all scenarios, then what holds for each. Nothing where there is nothing to say.
fn part(
    html: &mut Html,
    heading: &str,
    common: &[Sentence],
    own: impl Fn(usize) -> Vec<Sentence>,
    results: &Results<'_>,
) {
    let own: Vec<Vec<Sentence>> = (0..results.cases.len()).map(own).collect();
    if common.is_empty() && own.iter().all(Vec::is_empty) {
        return;
    }
    html.tag("h3").text(heading);
    paragraphs(html, common);
    for (case, sentences) in results.cases.iter().zip(&own).filter(|(_, sentences)| !sentences.is_empty()) {
        of_scenario(html, "div", results, &case.name).inside(|html| paragraphs(html, sentences));
    }
}

fn paragraphs(html: &mut Html, sentences: &[Sentence]) {
    for sentence in sentences {
        html.tag("p").inside(|html| sentence.write(html));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::QueuedLogit;
    use crate::study::Study;

    /// One way of 1 Mt a year, which the demand outgrows in 2026.
    const CROSSING: &str = r#"
name = "One crossing"
measure = "mass"
horizon = { first = "2025", last = "2027" }
node.east = {}
node.west = {}

[leg.ferry]
from = "east"
to = "west"
mode = "sea"
tariff = { value = "10 USD/t", evidence = "assumed", note = "a guess" }
capacity = { value = "1 Mt/yr", evidence = "reported", note = "said by the port" }

[corridor.sea]
cordon = ["ferry"]

[demand.grain]
from = "east"
to = "west"
volume = { 2025 = "0.8 Mt", 2026 = "1.6 Mt", 2027 = "1.6 Mt" }

[target.two]
by = "2027"
value = "2 Mt"
counts = "sea"

[commitment.half]
demand = "grain"
from = 2025-01-01
volume = "0.5 Mt/yr"

[scenario.wider]
changes = [{ expand = "ferry", by = "0.5 Mt/yr", from = "2026" }]
"#;

    fn told(
        text: &str,
        draws: u64,
        say: impl Fn(&Results<'_>, &Register<'_>) -> Vec<Sentence>,
    ) -> Vec<String> {
        let study = Study::parse(text, "small.toml").unwrap();
        let report = Report::new(&study).draws(draws);
        let results = Results::new(&report, &QueuedLogit::default()).unwrap();
        let register = Register::new(&results.baseline().draft);
        say(&results, &register).iter().map(Sentence::plain).collect()
    }

    #[test]
    fn what_binds_first_is_told_with_its_year() {
        let first = |number| {
            move |results: &Results<'_>, register: &Register<'_>| binding::binding(results, register, number)
        };
        let baseline = told(CROSSING, 0, first(0)).concat();
        assert!(
            baseline.starts_with("The first limit to bind is ferry, in 2026, when one more unit of it"),
            "{baseline}"
        );
        assert!(baseline.ends_with("USD/t to its users."), "{baseline}");
        let roomy = CROSSING.replace("\"1 Mt/yr\"", "\"4 Mt/yr\"");
        assert_eq!(
            told(&roomy, 0, first(0)),
            ["No limit binds up to 2027. The fullest is ferry, used to 40 % in 2026."]
        );
        let endless = CROSSING.replace("capacity = { value = \"1 Mt/yr\"", "distance = { value = \"500 km\"");
        let endless = endless.split("[scenario.wider]").next().unwrap();
        assert_eq!(told(endless, 0, first(0)), ["The study sets no limits, so nothing can bind."]);
    }

    #[test]
    fn the_largest_difference_is_told_with_its_cause() {
        assert_eq!(
            told(CROSSING, 0, difference::overall),
            [
                "The scenarios lie furthest apart in 2027: the volume of “sea” goes from 1.00 Mt in baseline to 1.50 Mt in wider."
            ]
        );
        assert_eq!(
            told(CROSSING, 0, |results, register| difference::difference(results, register, 1)),
            [
                "wider differs most from baseline in 2026: 1.50 Mt against 1.00 Mt (+50 %). All of it comes from one change: expand ferry by 500 kt/yr from 2026."
            ]
        );
        let alone = CROSSING.split("[scenario.wider]").next().unwrap();
        assert_eq!(
            told(alone, 0, difference::overall),
            [
                "The volume of “sea” goes from 0.80 Mt in 2025 to 1.00 Mt in 2027. There is no other scenario to compare it with."
            ]
        );
    }

    #[test]
    fn what_was_promised_is_held_against_what_comes() {
        assert_eq!(
            told(CROSSING, 0, |results, register| promises::promises(results, register, 0)),
            [
                "Of half, 1.50 Mt of 1.50 Mt promised from 2025 to 2027 are delivered (100 %).",
                "Targets that fall due: 1; reached: 0. Furthest from its goal is two: 1.00 Mt of 2.00 Mt in 2027."
            ]
        );
    }

    #[test]
    fn what_is_certain_says_so() {
        let words = |draws| told(CROSSING, draws, |results, _| sureness::overall(results, draws));
        assert!(words(100)[0].starts_with("The study gives every number as certain"));
        assert!(words(0)[0].starts_with("No draws were taken"));
        let unsure = CROSSING.replace(
            "capacity = { value = \"1 Mt/yr\"",
            "capacity = { low = \"0.9 Mt/yr\", high = \"1.1 Mt/yr\"",
        );
        let overall = told(&unsure, 100, |results, _| sureness::overall(results, 100));
        assert!(
            overall[0].starts_with("Each scenario was run 100 times over 1 uncertain input."),
            "{overall:?}"
        );
        let sure = told(&unsure, 400, |results, register| sureness::sureness(results, register, 0));
        assert!(sure[1].contains("two in 0 % of the draws"), "{sure:?}");
        assert!(sure[0].contains("with a median of 1.0"), "{sure:?}");
    }

    #[test]
    fn what_is_assumed_is_counted() {
        let grounds = told(CROSSING, 0, grounds::grounds);
        assert!(grounds[0].starts_with("The study gives 7 numbers: 1 reported (14 %)"), "{grounds:?}");
        assert!(grounds[0].contains("6 assumed (86 %)"), "{grounds:?}");
        assert!(
            grounds[0].ends_with("5 of them say neither where it is from nor why it was taken."),
            "{grounds:?}"
        );
    }
}
