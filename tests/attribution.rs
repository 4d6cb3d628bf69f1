//! Why two scenarios differ: parts of changes, by laws, by hand and by permutations against the exact.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::assign::{AllOrNothing, QueuedLogit};
use corridor::calendar::Period;
use corridor::evaluate::Indicator;
use corridor::network::{Node, NodeKind};
use corridor::quantity::Share;
use corridor::scenario::{Change, Relative, Scenario, ScenarioSet};
use corridor::sensitivity::{Attribution, AttributionError, Explanation, Permutations};
use corridor::study::Study;
use proptest::prelude::*;

/// How far parts may be from adding up, of the largest of the values.
const ADDS_UP: f64 = 1e-9;

/// What is demanded: 1 Mt, growing by nothing, from one place to another over one leg of 4 Mt.
const ONE_WAY: &str = r#"
name = "One way"
measure = "mass"
horizon = { first = "2025", last = "2026" }
dispersion = 0.1
[node.east]
[node.west]
[leg.rail]
from = "east"
to = "west"
mode = "rail"
tariff = "10 USD/t"
capacity = "4 Mt/yr"
[demand.grain]
from = "east"
to = "west"
volume = "1 Mt/yr"
reservation = "1000 USD/t"
[corridor.line]
cordon = ["rail"]
"#;

/// A network with two ways, projects, an agreement under negotiation and trade.
const TWO_WAYS: &str = r#"
name = "Two ways"
measure = "mass"
horizon = { first = "2025", last = "2028" }
dispersion = 0.1
[node.east]
[node.port]
[node.west]
[leg.rail]
from = "east"
to = "port"
mode = "rail"
tariff = "10 USD/t"
[leg.ferry]
from = "port"
to = "west"
mode = "sea"
tariff = "12 USD/t"
capacity = "1 Mt/yr"
[leg.road]
from = "east"
to = "west"
mode = "road"
tariff = "45 USD/t"
capacity = "1.5 Mt/yr"
[project.ships]
leg = "ferry"
adds = "1 Mt/yr"
opens = "2026"
status = "building"
[project.berth]
leg = "ferry"
adds = "2 Mt/yr"
opens = "2027"
status = "planned"
[demand.grain]
from = "east"
to = "west"
volume = "1.2 Mt/yr"
growth = { compound = "10 %/yr" }
reservation = "90 USD/t"
[demand.ore]
from = "east"
to = "west"
volume = "0.9 Mt/yr"
reservation = "70 USD/t"
[corridor.sea]
cordon = ["ferry"]
"#;

fn study(text: &str, scenarios: &str) -> Study {
    Study::parse(&format!("{text}\n{scenarios}"), "study.toml").unwrap()
}

fn explained(study: &Study, from: &str, to: &str) -> Attribution {
    let explanation = Explanation::between(study.draft(), study.scenarios(), from, to).unwrap();
    explanation.run(&AllOrNothing).unwrap()
}

fn year(year: i32) -> Period {
    Period::year(year).unwrap()
}

/// Parts of the corridor's volume in 2025.
fn parts(found: &Attribution, corridor: &str) -> Vec<f64> {
    let value = found.explained(Indicator::CorridorVolume, corridor, year(2025)).unwrap();
    value.parts.iter().map(|part| part.value).collect()
}

#[track_caller]
fn assert_near(given: &[f64], expected: &[f64]) {
    assert_eq!(given.len(), expected.len(), "{given:?}");
    for (given, expected) in given.iter().zip(expected) {
        assert!((given - expected).abs() < 1e-6 * expected.abs().max(1.0), "{given} and not {expected}");
    }
}

/// By hand: 1 Mt grows by half and is then doubled: to 3 Mt. Half alone makes 1.5, doubling alone 2. First half, then
/// doubling: 0.5 and 1.5; the other way round: 1 and 1. On the mean 0.75 and 1.25; together 0.5 more than apart.
#[test]
fn two_changes_by_hand() {
    let study = study(
        ONE_WAY,
        r#"[scenario.more]
        changes = [{ scale = "grain", by = "50 %" }, { scale = "grain", by = "100 %" }]"#,
    );
    let explanation = Explanation::between(study.draft(), study.scenarios(), "baseline", "more").unwrap();
    let found = explanation.interactions().run(&AllOrNothing).unwrap();
    assert_near(&parts(&found, "line"), &[0.75e6, 1.25e6]);
    let value = found.explained(Indicator::CorridorVolume, "line", year(2025)).unwrap();
    assert_near(&[value.interactions[0].value], &[0.5e6]);
    assert_near(&[value.share(&value.parts[1]).unwrap()], &[0.625]);
    assert_eq!(found.runs(), 4);
    let bars: Vec<(f64, f64)> = value.bars().iter().map(|bar| (bar.from, bar.to)).collect();
    assert_near(&[bars[0].1, bars[1].1, bars[2].1, bars[3].1], &[1e6, 1.75e6, 3e6, 3e6]);
    let statistics: Vec<String> = found.rows_of(&value).iter().map(|row| row.statistic.to_string()).collect();
    assert_eq!(
        statistics,
        [
            "start",
            "part: scale grain by +50 %",
            "part: scale grain by +100 %",
            "interaction: scale grain by +50 % & scale grain by +100 %",
            "end"
        ]
    );
}

/// A group is one player, whatever is between its changes; changes of an extended scenario are changes too.
#[test]
fn groups_and_parents() {
    let study = study(
        ONE_WAY,
        r#"[scenario.half]
        changes = [{ scale = "grain", by = "50 %", group = "boom" }]
        [scenario.more]
        extends = "half"
        changes = [{ scale = "grain", by = "-20 %" }, { scale = "grain", by = "100 %", group = "boom", note = "ports" }]"#,
    );
    let found = explained(&study, "baseline", "more");
    let names: Vec<&str> = found.players().iter().map(|player| player.name.as_str()).collect();
    assert_eq!(names, ["boom", "scale grain by -20 %"]);
    assert_eq!(found.players()[0].changes[1].scenario, "more");
    // Alone 3 and 0.8, together 2.4: (2 + 1.6) / 2 and (-0.2 - 0.6) / 2.
    assert_near(&parts(&found, "line"), &[1.8e6, -0.4e6]);
    assert_near(&parts(&explained(&study, "half", "more"), "line"), &[-0.45e6, 1.35e6]);
}

/// From one scenario to another: what only the first does is undone, what both do is no change.
#[test]
fn from_one_scenario_to_another() {
    let study = study(
        ONE_WAY,
        r#"[scenario.first]
        changes = [{ scale = "grain", by = "50 %" }, { scale = "grain", by = "20 %" }]
        [scenario.second]
        changes = [{ scale = "grain", by = "20 %" }, { scale = "grain", by = "100 %" }]"#,
    );
    let found = explained(&study, "first", "second");
    let names: Vec<&str> = found.players().iter().map(|player| player.name.as_str()).collect();
    assert_eq!(names, ["undo scale grain by +50 %", "scale grain by +100 %"]);
    // 1.8 with neither, 1.2 without the half, 3.6 with both scalings, 2.4 at the end.
    assert_near(&parts(&found, "line"), &[-0.9e6, 1.5e6]);
    let back = explained(&study, "second", "first");
    assert_near(&parts(&back, "line"), &[0.9e6, -1.5e6]);
}

/// A change that rests on another is without effect alone, so that both share what they make together.
#[test]
fn what_rests_on_another_shares_with_it() {
    let study = study(
        ONE_WAY,
        r#"[scenario.added]
        changes = [
          { add = { node = { north = {} }, leg = { branch = { from = "north", to = "west", mode = "rail", tariff = "1 USD/t" } } } },
          { add = { demand = { wood = { from = "north", to = "west", volume = "0.4 Mt/yr", reservation = "100 USD/t" } } } },
          { scale = "wood", by = "100 %" },
          { scale = "grain", by = "10 %" },
        ]"#,
    );
    let explanation = Explanation::between(study.draft(), study.scenarios(), "baseline", "added").unwrap();
    let explanation = explanation.reading(|entry| entry.indicator == Indicator::Shipped);
    let found = explanation.run(&AllOrNothing).unwrap();
    let wood = found.explained(Indicator::Shipped, "wood", year(2025)).unwrap();
    let values: Vec<f64> = wood.parts.iter().map(|part| part.value).collect();
    // Branch and demand make 0.4 once both are there, the scaling 0.4 more once all three are: 0.2 + 0.4/3 each, 0.4/3.
    assert_near(&values, &[0.2e6 + 0.4e6 / 3.0, 0.2e6 + 0.4e6 / 3.0, 0.4e6 / 3.0, 0.0]);
    assert_eq!(wood.start, 0.0);
    let rests: Vec<&[usize]> = found.players().iter().map(|player| &*player.rests_on).collect();
    assert_eq!(rests, [&[][..], &[0], &[0, 1], &[]]);
}

#[test]
fn what_cannot_be_explained_is_told() {
    let study = study(
        ONE_WAY,
        r#"[scenario.more]
        changes = [{ scale = "grain", by = "50 %" }]
        [scenario.same]
        changes = [{ scale = "grain", by = "50 %", note = "the same in other words" }]"#,
    );
    let between = |from, to| Explanation::between(study.draft(), study.scenarios(), from, to);
    let told = |error: AttributionError| error.to_string();
    let none = between("more", "same").err().map(told).unwrap();
    assert!(none.contains("`more` and `same` have the same changes"), "{none}");
    let unknown = between("baseline", "mor").err().map(told).unwrap();
    assert!(unknown.contains("did you mean `more`?"), "{unknown}");
    let nothing = between("baseline", "more").unwrap().reading(|_| false).run(&AllOrNothing).unwrap_err();
    assert!(matches!(nothing, AttributionError::NothingRead { .. }));
    let wanted = ["corridor-volume:lin@2025".parse().unwrap()];
    let near = between("baseline", "more").unwrap().of(wanted).run(&AllOrNothing).unwrap_err();
    assert!(near.to_string().contains("did you mean `line`?"), "{near}");
    let wanted = ["corridor-volume:line@2031".parse().unwrap()];
    let late = between("baseline", "more").unwrap().of(wanted).run(&AllOrNothing).unwrap_err();
    assert!(late.to_string().contains("no period 2031"), "{late}");
}

/// Changes of every manner on two ways, each chosen or not.
fn changes() -> impl Strategy<Value = Vec<Change>> {
    let window = || year(2026)..;
    let all = move |sizes: [f64; 6]| {
        [
            Change::scale("grain", Relative::percent(40.0 * sizes[0]), window()),
            Change::scale("ore", Relative::percent(60.0 * sizes[1]), ..),
            Change::build("berth"),
            Change::cancel("ships"),
            Change::derate("ferry", Share::percent(80.0 * sizes[2].abs()), window()),
            Change::tariff("road", Relative::percent(50.0 * sizes[3]), ..),
            Change::tariff("ferry", Relative::percent(50.0 * sizes[4]), window()),
            Change::expand("road", Relative::percent(90.0 * sizes[5].abs()), ..),
        ]
    };
    let sizes = prop::array::uniform6(-1.0_f64..1.0);
    (sizes.prop_map(all), prop::collection::vec(any::<bool>(), 8)).prop_map(|(all, chosen)| {
        all.into_iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(change, _)| change).take(5).collect()
    })
}

fn with_changes(changes: impl IntoIterator<Item = Change>) -> ScenarioSet {
    let mut scenario = Scenario::new("changed");
    scenario.changes.extend(changes);
    ScenarioSet::new([scenario]).unwrap()
}

fn attributed(study: &Study, set: &ScenarioSet, threads: usize) -> Attribution {
    let explanation = Explanation::between(study.draft(), set, "baseline", "changed").unwrap();
    let explanation = explanation.reading(|entry| {
        matches!(entry.indicator, Indicator::CorridorVolume | Indicator::Shipped | Indicator::UserBenefit)
    });
    explanation.threads(threads).run(&QueuedLogit::default()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Efficiency: whatever the changes, and on any number of threads, the parts of every value add up to the
    /// difference, and both ends are what a run of each scenario gives.
    #[test]
    fn parts_add_up_and_end_where_they_should(changes in changes().prop_filter("none", |all| !all.is_empty())) {
        let study = study(TWO_WAYS, "");
        let set = with_changes(changes);
        let found = attributed(&study, &set, 1);
        let draft = set.apply("changed", study.draft()).unwrap().into_draft();
        let run = corridor::evaluate::evaluate(&draft.plan().unwrap(), "changed", &QueuedLogit::default());
        for value in found.all() {
            let sum: f64 = value.parts.iter().map(|part| part.value).sum();
            let scale = value.start.abs().max(value.end.abs()).max(1.0);
            prop_assert!((sum - value.difference()).abs() <= ADDS_UP * scale, "{value:?}");
            if value.indicator != Indicator::UserBenefit {
                prop_assert_eq!(Some(value.end), run.value(value.indicator, &value.subject, value.period));
            }
        }
        let same = attributed(&study, &set, 3);
        prop_assert_eq!(found.all().collect::<Vec<_>>(), same.all().collect::<Vec<_>>());
    }

    /// Dummy: a change that touches nothing gets just nothing, and changes no other part.
    #[test]
    fn a_change_without_effect_gets_nothing(changes in changes().prop_filter("none", |all| !all.is_empty())) {
        let study = study(TWO_WAYS, "");
        let alone = attributed(&study, &with_changes(changes.clone()), 1);
        let idle = Change::add("spare", Node::new(NodeKind::Junction));
        let with = attributed(&study, &with_changes(changes.into_iter().chain([idle])), 1);
        for (value, alone) in with.all().zip(alone.all()) {
            let scale = value.start.abs().max(value.end.abs()).max(1.0);
            prop_assert!(value.parts.last().unwrap().value.abs() <= ADDS_UP * scale);
            for (part, alone) in value.parts.iter().zip(&alone.parts) {
                prop_assert!((part.value - alone.value).abs() <= ADDS_UP * scale);
            }
        }
    }

    /// Symmetry: two changes that are the same, and commute, get the same.
    #[test]
    fn equal_changes_get_equal_parts(changes in changes(), size in -0.4_f64..0.4) {
        let study = study(TWO_WAYS, "");
        let twin = || Change::scale("grain", Relative::percent(100.0 * size), ..);
        let set = with_changes(changes.into_iter().chain([twin(), twin()]));
        for value in attributed(&study, &set, 1).all() {
            let [.., one, other] = &*value.parts else { unreachable!("there are two at least") };
            let scale = value.start.abs().max(value.end.abs()).max(1.0);
            prop_assert!((one.value - other.value).abs() <= 1e-6 * scale, "{value:?}");
        }
    }
}

/// By permutations the parts add up as well, and lie about the exact ones as far as the standard error says.
#[test]
fn permutations_agree_with_all_coalitions() {
    let study = Study::embedded("middle-corridor").unwrap();
    let changes = [
        Change::build("aktau-oil-berths-9-10"),
        Change::close(["russia-transit", "russia-black-sea"], year(2027)..),
        Change::derate("feeder-fleet", Share::percent(15.0), year(2027)..),
        Change::expand("feeder-fleet", Relative::percent(50.0), year(2027)..),
    ];
    let set = with_changes(changes);
    let explanation = || Explanation::between(study.draft(), &set, "baseline", "changed").unwrap();
    let method = QueuedLogit::default();
    let exact = explanation().run(&method).unwrap();
    let permutations = Permutations::new(20, 11).unwrap();
    let found = explanation().permutations(permutations).threads(2).run(&method).unwrap();
    assert_eq!(found.permutations(), Some(permutations));
    let of = |found: &Attribution| found.explained(Indicator::CorridorVolume, "middle", year(2030)).unwrap();
    let (exact, estimated) = (of(&exact), of(&found));
    let sum: f64 = estimated.parts.iter().map(|part| part.value).sum();
    assert!((sum - exact.difference()).abs() < ADDS_UP * exact.end);
    for (part, exact) in estimated.parts.iter().zip(&exact.parts) {
        let error = part.standard_error.unwrap();
        assert!((part.value - exact.value).abs() <= 4.0 * error + 1e-3, "{part:?} {exact:?}");
    }
}

/// More than twelve changes are estimated, the same by the same seed.
#[test]
fn many_changes_are_estimated() {
    let study = study(ONE_WAY, "");
    let set = with_changes(
        (1..=14).map(|percent| Change::scale("grain", Relative::percent(f64::from(percent)), ..)),
    );
    let run = |threads, seed| {
        let explanation = Explanation::between(study.draft(), &set, "baseline", "changed").unwrap();
        let explanation = explanation.permutations(Permutations::new(20, seed).unwrap());
        parts(&explanation.threads(threads).run(&AllOrNothing).unwrap(), "line")
    };
    let found = run(1, 5);
    assert_eq!(found, run(4, 5));
    assert_ne!(found, run(1, 6));
    let explanation = Explanation::between(study.draft(), &set, "baseline", "changed").unwrap();
    let found = explanation.run(&AllOrNothing).unwrap();
    assert_eq!(found.permutations(), Some(Permutations::default()));
}
