//! Laws of whole networks: what enters a node leaves it, order and units do not matter, and ways of every shape work.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fmt::Write as _;

use approx::assert_relative_eq;
use corridor::assign::{AllOrNothing, Method, QueuedLogit};
use corridor::calendar::Period;
use corridor::evaluate::{Indicator, Outcome, evaluate};
use corridor::study::Study;
use proptest::prelude::*;

/// The method's tolerance, with room for rounding.
const SOLVED: f64 = 1e-6;

/// A leg of a made-up network: its ends, tariff and capacity (Mt a year).
#[derive(Debug, Clone)]
struct Way {
    from: usize,
    to: usize,
    tariff: u32,
    capacity: f64,
    both_ways: bool,
}

/// A made-up network: how many nodes, its legs, and demands with their ends and volume (Mt a year).
#[derive(Debug, Clone)]
struct Network {
    nodes: usize,
    ways: Vec<Way>,
    demands: Vec<(usize, usize, f64)>,
}

fn networks() -> impl Strategy<Value = Network> {
    (3usize..7).prop_flat_map(|nodes| {
        let way = (0..nodes, 1..nodes, 1u32..40, 1u32..60, any::<bool>()).prop_map(
            move |(from, step, tariff, capacity, both_ways)| Way {
                from,
                to: (from + step) % nodes,
                tariff,
                capacity: f64::from(capacity) / 10.0,
                both_ways,
            },
        );
        let demand = (0..nodes, 1..nodes, 1u32..80)
            .prop_map(move |(from, step, volume)| (from, (from + step) % nodes, f64::from(volume) / 10.0));
        (prop::collection::vec(way, 2..12), prop::collection::vec(demand, 1..5))
            .prop_map(move |(ways, demands)| Network { nodes, ways, demands })
    })
}

/// The network as a study; `order` is that in which its legs are written, `unit` that of volumes (Mt or kt).
fn text(network: &Network, order: &[usize], unit: &str) -> String {
    let scale = if unit == "kt" { 1e3 } else { 1.0 };
    let mut text = String::from(
        "name = \"made up\"\nmeasure = \"mass\"\nhorizon = { first = \"2025\", last = \"2026\" }\ndispersion = 0.1\nroutes = 50\n",
    );
    for node in 0..network.nodes {
        writeln!(text, "node.n{node} = {{ kind = \"junction\" }}").unwrap();
    }
    for &number in order {
        let Way { from, to, tariff, capacity, both_ways } = network.ways[number];
        let capacity = capacity * scale;
        writeln!(
            text,
            "[leg.w{number}]\nfrom = \"n{from}\"\nto = \"n{to}\"\nmode = \"rail\"\ntariff = \"{tariff} USD/t\"\ncapacity = \"{capacity} {unit}/yr\"\nboth_ways = {both_ways}"
        )
        .unwrap();
    }
    for (number, (from, to, volume)) in network.demands.iter().enumerate() {
        let volume = volume * scale;
        writeln!(text, "[demand.d{number}]\nfrom = \"n{from}\"\nto = \"n{to}\"\nvolume = \"{volume} {unit}/yr\"\nreservation = \"120 USD/t\"").unwrap();
    }
    text
}

fn run(text: &str, method: &dyn Method) -> Outcome {
    let study = Study::parse(text, "made-up.toml").unwrap_or_else(|faults| panic!("{faults}\n{text}"));
    evaluate(&study.draft().plan().unwrap(), "baseline", method)
}

fn as_written(network: &Network) -> Vec<usize> {
    (0..network.ways.len()).collect()
}

fn first_year(outcome: &Outcome) -> Period {
    outcome.horizon().first()
}

/// Flows by leg and direction, added up from the routes: (leg, from, to, volume).
fn directed_flows(outcome: &Outcome, network: &Network) -> Vec<(usize, usize, f64)> {
    let period = first_year(outcome);
    let flows = outcome.rows().filter(|row| row.indicator == Indicator::Flow && row.period == period);
    let mut directed = Vec::new();
    for row in flows {
        let (demand, legs) = row.subject.split_once('/').unwrap();
        let mut here = network.demands[demand[1..].parse::<usize>().unwrap()].0;
        for leg in legs.split('+') {
            let way = &network.ways[leg[1..].parse::<usize>().unwrap()];
            let there = if way.from == here { way.to } else { way.from };
            assert!(way.from == here || way.both_ways, "{leg} is used against its direction");
            directed.push((here, there, row.value));
            here = there;
        }
        assert_eq!(
            here,
            network.demands[demand[1..].parse::<usize>().unwrap()].1,
            "a route ends where it should"
        );
    }
    directed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// What enters a node leaves it, but for what begins or ends there; and no leg carries more than it can.
    #[test]
    fn volume_is_conserved_at_nodes(network in networks()) {
        let outcome = run(&text(&network, &as_written(&network), "Mt"), &QueuedLogit::default());
        prop_assert!(outcome.is_solved());
        let period = first_year(&outcome);
        let mut balance = vec![0.0; network.nodes];
        for (from, to, volume) in directed_flows(&outcome, &network) {
            balance[from] -= volume;
            balance[to] += volume;
        }
        for (number, (from, to, _)) in network.demands.iter().enumerate() {
            let of = |indicator| outcome.value(indicator, &format!("d{number}"), period).unwrap();
            balance[*from] += of(Indicator::Shipped);
            balance[*to] -= of(Indicator::Shipped);
            let whole = of(Indicator::Shipped) + of(Indicator::Unserved);
            prop_assert!((whole - of(Indicator::Demand)).abs() <= 1e-9 * of(Indicator::Demand));
        }
        for left in balance {
            prop_assert!(left.abs() < 1.0, "a tonne is lost: {left}");
        }
        for number in 0..network.ways.len() {
            let use_ = outcome.value(Indicator::Utilisation, &format!("w{number}"), period).unwrap();
            prop_assert!(use_ <= 1.0 + SOLVED, "w{number} is used to {use_}");
        }
    }

    /// The order in which legs are written, and the unit of volumes, change nothing but rounding.
    #[test]
    fn order_and_units_do_not_matter(network in networks(), seed in any::<u64>()) {
        let mut order = as_written(&network);
        order.sort_by_key(|number| (*number as u64).wrapping_mul(seed | 1).rotate_left(17));
        let plain = run(&text(&network, &as_written(&network), "Mt"), &QueuedLogit::default());
        let other = run(&text(&network, &order, "kt"), &QueuedLogit::default());
        for row in plain.rows().filter(|row| matches!(row.indicator, Indicator::Shipped | Indicator::Throughput | Indicator::GeneralisedCost)) {
            let there = other.value(row.indicator, &row.subject, row.period).unwrap();
            prop_assert!((there - row.value).abs() <= 1e-4 * row.value.abs() + 10.0, "{row:?} against {there}");
        }
    }

    /// All-or-nothing sends each demand whole by its cheapest way, limits or not.
    #[test]
    fn all_or_nothing_takes_one_way(network in networks()) {
        let outcome = run(&text(&network, &as_written(&network), "Mt"), &AllOrNothing);
        let period = first_year(&outcome);
        for number in 0..network.demands.len() {
            let index = outcome.value(Indicator::Concentration, &format!("d{number}"), period);
            prop_assert!(index.is_none_or(|index| (index - 1.0).abs() < 1e-12));
        }
    }
}

const HEAD: &str = r#"
name = "shapes"
measure = "mass"
horizon = { first = "2025", last = "2030" }
dispersion = 0.1
node.a = {}
node.b = {}
node.c = {}
"#;

fn value(outcome: &Outcome, indicator: Indicator, subject: &str, year: i32) -> Option<f64> {
    outcome.value(indicator, subject, Period::year(year).unwrap())
}

/// A demand without any way is a stated result: all of it unserved, and solved.
#[test]
fn a_demand_without_a_way_is_unserved() {
    let text = format!(
        "{HEAD}
[leg.there]
from = \"a\"
to = \"b\"
mode = \"rail\"
tariff = \"5 USD/t\"
[demand.back]
from = \"b\"
to = \"a\"
volume = \"2 Mt/yr\"
"
    );
    let outcome = run(&text, &QueuedLogit::default());
    assert!(outcome.is_solved());
    assert_relative_eq!(
        value(&outcome, Indicator::Unserved, "back", 2025).unwrap(),
        2e6,
        max_relative = 1e-12
    );
    assert_eq!(value(&outcome, Indicator::Shipped, "back", 2025), Some(0.0));
    assert_eq!(value(&outcome, Indicator::GeneralisedCost, "back", 2025), None);
}

/// Parallel legs are two ways, circles are none, and a leg both ways serves both with one capacity.
#[test]
fn parallel_circular_and_two_way_legs_work() {
    let leg = |name: &str, from: &str, to: &str, rest: &str| {
        format!(
            "[leg.{name}]\nfrom = \"{from}\"\nto = \"{to}\"\nmode = \"rail\"\ntariff = \"5 USD/t\"\n{rest}\n"
        )
    };
    let text = format!(
        "{HEAD}{}{}{}{}{}
[demand.out]
from = \"a\"
to = \"c\"
volume = \"3 Mt/yr\"
[demand.home]
from = \"c\"
to = \"a\"
volume = \"3 Mt/yr\"
",
        leg("first", "a", "b", ""),
        leg("second", "a", "b", ""),
        leg("circle", "b", "a", ""),
        leg("onward", "b", "c", ""),
        leg("both", "a", "c", "both_ways = true\ncapacity = \"1 Mt/yr\""),
    );
    let outcome = run(&text, &QueuedLogit::default());
    let flow = |subject| value(&outcome, Indicator::Flow, subject, 2025);
    assert_relative_eq!(
        flow("out/first+onward").unwrap(),
        flow("out/second+onward").unwrap(),
        max_relative = 1e-9
    );
    assert!(outcome.layout().entries().iter().all(|entry| !entry.subject.contains("circle+")));
    let shared = flow("out/both").unwrap() + flow("home/both").unwrap();
    assert_relative_eq!(shared, 1e6, max_relative = SOLVED);
}

/// A leg that a project opens makes a new way possible, and none before it opens.
#[test]
fn a_project_opens_a_new_way() {
    let text = format!(
        "{HEAD}
[leg.old]
from = \"a\"
to = \"b\"
mode = \"rail\"
tariff = \"20 USD/t\"
[leg.new]
from = \"a\"
to = \"b\"
mode = \"rail\"
tariff = \"5 USD/t\"
capacity = 0
[project.tunnel]
leg = \"new\"
adds = \"9 Mt/yr\"
opens = \"2028\"
status = \"STATUS\"
[demand.goods]
from = \"a\"
to = \"b\"
volume = \"2 Mt/yr\"
"
    )
    .replace("capacity = 0", "capacity = \"0 Mt/yr\"");
    let built = run(&text.replace("STATUS", "building"), &QueuedLogit::default());
    assert_eq!(value(&built, Indicator::Flow, "goods/new", 2027), Some(0.0));
    assert!(value(&built, Indicator::Flow, "goods/new", 2028).unwrap() > 1.2e6);
    let planned = run(&text.replace("STATUS", "planned"), &QueuedLogit::default());
    assert_eq!(
        value(&planned, Indicator::Flow, "goods/new", 2028),
        None,
        "no way through what is never built"
    );
}
