//! Assignments whose answers are known from outside: closed forms, textbooks, other programs.

#![cfg_attr(
    feature = "lp",
    expect(clippy::unwrap_used, clippy::expect_used, reason = "a case that cannot be read fails the test")
)]

mod assignment_cases;

use assignment_cases::{Answer, Case};
use corridor::assign::{AllOrNothing, QueuedLogit};

/// Answers agree with closed forms to this share.
const CLOSED_FORM: f64 = 1e-7;

fn logit(case: &Case) -> Answer {
    let answer = case.solve(&QueuedLogit::default());
    assert!(answer.solved, "stopped with a gap of {}", answer.gap);
    answer
}

/// One demand of 10 by a strait that takes 4 at 20, or round it at 25; giving up at 90.
fn strait() -> Case {
    Case {
        routes: vec![vec![vec![(0, 1.0)], vec![]]],
        volume: vec![10.0],
        cost: vec![vec![20.0, 25.0]],
        reservation: vec![90.0],
        capacity: vec![4.0],
        dispersion: vec![0.2],
    }
}

/// One demand of 10 whose only route takes 6 of a limit that allows 4.
fn bottleneck(amount: f64) -> Case {
    Case { routes: vec![vec![vec![(0, amount)]]], cost: vec![vec![20.0]], ..strait() }
}

#[test]
fn a_bottleneck_costs_what_turns_the_rest_away() {
    // f = u/a, and ln(f / (d − f)) = −θ (c + a λ − c₀).
    for amount in [1.0, 0.5, 2.0, 0.07 * 10.0] {
        let flow = 4.0 / amount;
        let answer = logit(&bottleneck(amount));
        let price = ((90.0 - 20.0) - (flow / (10.0 - flow)).ln() / 0.2) / amount;
        approx::assert_relative_eq!(answer.price[0], price, max_relative = CLOSED_FORM);
        approx::assert_relative_eq!(answer.flow[0], flow, max_relative = CLOSED_FORM);
    }
}

#[test]
fn a_queue_makes_the_way_round_worth_taking() {
    // The flows are 4 and x, with (10 − 4 − x) / x = exp(−θ (90 − 25)).
    let ratio = (-0.2f64 * 65.0).exp();
    let round = 6.0 / (1.0 + ratio);
    let answer = logit(&strait());
    approx::assert_relative_eq!(answer.flow[1], round, max_relative = CLOSED_FORM);
    approx::assert_relative_eq!(answer.price[0], 5.0 + (round / 4.0).ln() / 0.2, max_relative = CLOSED_FORM);
    approx::assert_relative_eq!(
        answer.logsum[0],
        25.0 + (round / 10.0).ln() / 0.2,
        max_relative = CLOSED_FORM
    );
}

#[test]
fn the_price_is_the_difference_quotient_of_the_optimum() {
    let step = 1e-3;
    let at = |capacity: f64| logit(&Case { capacity: vec![capacity], ..strait() }).optimum;
    let quotient = (at(4.0 - step) - at(4.0 + step)) / (2.0 * step);
    approx::assert_relative_eq!(logit(&strait()).price[0], quotient, max_relative = 1e-5);
}

/// The strait has a port before it with the same capacity: more of the one alone is worth nothing, less of it costs
/// the sum of both prices.
#[test]
fn limits_that_repeat_one_another_share_one_price() {
    let both =
        Case { routes: vec![vec![vec![(0, 1.0), (1, 1.0)], vec![]]], capacity: vec![4.0, 4.0], ..strait() };
    let (answer, alone) = (logit(&both), logit(&strait()));
    approx::assert_relative_eq!(
        answer.price[0] + answer.price[1],
        alone.price[0],
        max_relative = CLOSED_FORM
    );
    let step = 1e-3;
    let at = |capacity: f64| logit(&Case { capacity: vec![capacity, 4.0], ..both.clone() }).optimum;
    assert!((at(4.0) - at(4.0 + step)).abs() / step < 1e-4);
    approx::assert_relative_eq!((at(4.0 - step) - at(4.0)) / step, alone.price[0], max_relative = 1e-3);
}

/// The tighter of two limits on one road has all of the price, also when it was the looser one the year before.
#[test]
fn the_tighter_of_two_limits_is_the_one_that_is_priced() {
    let case = Case { routes: vec![vec![vec![(0, 1.0), (1, 1.0)], vec![]]], ..strait() };
    let structure = Case { capacity: vec![4.0, 4.0], ..case.clone() }.structure();
    let mut workspace = corridor::assign::Workspace::new(&structure);
    for capacity in [[4.0, 5.0], [5.0, 4.0], [4.0, 4.000_001], [4.000_001, 4.0]] {
        let year = Case { capacity: capacity.to_vec(), ..case.clone() };
        let answer: Answer = year.with_conditions(&structure, |conditions| {
            use corridor::assign::Method;
            QueuedLogit::default().assign(conditions, &mut workspace).into()
        });
        let tighter = usize::from(capacity[1] < capacity[0]);
        assert!(answer.solved && answer.price[tighter] > 1.0);
        assert_eq!(answer.price[1 - tighter], 0.0);
    }
}

#[test]
fn a_closed_limit_turns_all_away_and_has_its_entry_price() {
    let answer = logit(&Case { capacity: vec![0.0], ..strait() });
    assert_eq!((answer.flow[0], answer.load[0]), (0.0, 0.0));
    approx::assert_relative_eq!(answer.price[0], answer.logsum[0] - 20.0, max_relative = CLOSED_FORM);
    // For shippers who follow the last cent it is what the first unit saves, 25 − 20.
    let sharp = logit(&Case { capacity: vec![0.0], dispersion: vec![1e4], ..strait() });
    approx::assert_relative_eq!(sharp.price[0], 5.0, max_relative = 1e-3);
}

#[test]
fn opening_one_of_two_closed_limits_is_worth_nothing() {
    let both =
        Case { routes: vec![vec![vec![(0, 1.0), (1, 1.0)], vec![]]], capacity: vec![0.0, 0.0], ..strait() };
    assert_eq!(logit(&both).price, [0.0, 0.0]);
}

#[test]
fn nothing_to_move_and_nowhere_to_go_are_answers() {
    let idle = logit(&Case { volume: vec![0.0], ..strait() });
    assert_eq!((idle.flow, idle.price), (vec![0.0, 0.0], vec![0.0]));
    let stranded = Case { routes: vec![vec![]], cost: vec![vec![]], ..strait() };
    for answer in [logit(&stranded), stranded.solve(&AllOrNothing)] {
        assert_eq!((answer.unserved[0], answer.logsum[0]), (10.0, 90.0));
    }
    let empty = Case {
        routes: vec![],
        volume: vec![],
        cost: vec![],
        reservation: vec![],
        capacity: vec![],
        dispersion: vec![],
    };
    assert_eq!(logit(&empty).optimum, 0.0);
}

#[test]
fn a_tie_goes_to_the_first_and_giving_up_only_wins_if_cheaper() {
    let tie = Case { cost: vec![vec![25.0, 25.0]], reservation: vec![25.0], ..strait() };
    assert_eq!(tie.solve(&AllOrNothing).flow, [10.0, 0.0]);
    let dear = Case { reservation: vec![19.0], ..strait() };
    assert_eq!(dear.solve(&AllOrNothing).unserved, [10.0]);
}

#[cfg(feature = "lp")]
mod linear_programs {
    use super::{Answer, Case, logit};
    use crate::assignment_cases::{Shape, USUAL, cases};
    use corridor::assign::{FlowNetwork, MinimumCost, minimum_cost_flow};
    use proptest::prelude::*;
    use std::path::PathBuf;

    /// Published optima are met to this share.
    const PUBLISHED: f64 = 1e-7;

    fn cheapest(case: &Case) -> Answer {
        let answer = case.solve(&MinimumCost);
        assert!(answer.solved, "stopped with a gap of {}", answer.gap);
        answer
    }

    /// A transport problem: every demand may be served from every origin, at costs by origin and demand (infinite:
    /// there is no such arc). Giving up costs ten times the dearest arc, so that nobody does who need not.
    fn transport(cost: &[Vec<f64>], supply: &[f64], demand: &[f64]) -> Case {
        let dearest = cost
            .iter()
            .flatten()
            .filter(|cost| cost.is_finite())
            .fold(0.0, |most: f64, cost| most.max(*cost));
        let open = |at: usize| (0..supply.len()).filter(move |&from| cost[from][at].is_finite());
        Case {
            routes: (0..demand.len()).map(|at| open(at).map(|from| vec![(from, 1.0)]).collect()).collect(),
            volume: demand.to_vec(),
            cost: (0..demand.len()).map(|at| open(at).map(|from| cost[from][at]).collect()).collect(),
            reservation: vec![10.0 * dearest; demand.len()],
            capacity: supply.to_vec(),
            dispersion: vec![1.0; demand.len()],
        }
    }

    /// The steel problem of Fourer, Gay and Kernighan, AMPL (1993), chapter 4: three mills, seven plants, three products;
    /// each pair of places carries at most 625 in all. The published least cost is 199 500.
    #[test]
    fn steel_of_three_kinds_shares_its_arcs_at_the_published_cost() {
        const SUPPLY: [[f64; 3]; 3] = [[400.0, 700.0, 800.0], [800.0, 1600.0, 1800.0], [200.0, 300.0, 300.0]];
        const DEMAND: [[f64; 7]; 3] = [
            [300.0, 300.0, 100.0, 75.0, 650.0, 225.0, 250.0],
            [500.0, 750.0, 400.0, 250.0, 950.0, 850.0, 500.0],
            [100.0, 100.0, 0.0, 50.0, 200.0, 100.0, 250.0],
        ];
        const COST: [[[f64; 7]; 3]; 3] = [
            [
                [30.0, 10.0, 8.0, 10.0, 11.0, 71.0, 6.0],
                [22.0, 7.0, 10.0, 7.0, 21.0, 82.0, 13.0],
                [19.0, 11.0, 12.0, 10.0, 25.0, 83.0, 15.0],
            ],
            [
                [39.0, 14.0, 11.0, 14.0, 16.0, 82.0, 8.0],
                [27.0, 9.0, 12.0, 9.0, 26.0, 95.0, 17.0],
                [24.0, 14.0, 17.0, 13.0, 28.0, 99.0, 20.0],
            ],
            [
                [41.0, 15.0, 12.0, 16.0, 17.0, 86.0, 8.0],
                [29.0, 9.0, 13.0, 9.0, 28.0, 99.0, 18.0],
                [26.0, 14.0, 17.0, 13.0, 31.0, 104.0, 20.0],
            ],
        ];
        // Limits: nine supplies by product and mill, then twenty-one pairs of mill and plant.
        let pairs = || (0..3).flat_map(|product| (0..7).map(move |plant| (product, plant)));
        let uses = |product: usize, plant: usize, mill: usize| {
            vec![(3 * product + mill, 1.0), (9 + 7 * mill + plant, 1.0)]
        };
        let by_mill = |(product, plant)| (0..3).map(|mill| uses(product, plant, mill)).collect();
        let case = Case {
            routes: pairs().map(by_mill).collect(),
            volume: DEMAND.concat(),
            cost: pairs()
                .map(|(product, plant)| (0..3).map(|mill| COST[product][mill][plant]).collect())
                .collect(),
            reservation: vec![1_000.0; 21],
            capacity: [SUPPLY.concat(), vec![625.0; 21]].concat(),
            dispersion: vec![2.0; 21],
        };
        let answer = cheapest(&case);
        approx::assert_relative_eq!(answer.total_cost, 199_500.0, max_relative = PUBLISHED);
        // Shippers with a taste of their own come near it, and nearer the sharper they look.
        approx::assert_relative_eq!(logit(&case).total_cost, 199_500.0, max_relative = 1e-2);
        let sharp = Case { dispersion: vec![200.0; 21], ..case };
        approx::assert_relative_eq!(logit(&sharp).total_cost, 199_500.0, max_relative = 1e-4);
    }

    /// Dantzig (1963), chapter 3.3, as in the GAMS model library: 153.675, with the prices of demand and supply.
    #[test]
    fn canned_goods_move_at_the_published_cost() {
        let cost = [vec![0.225, 0.153, 0.162], vec![0.225, 0.162, 0.126]];
        let case = transport(&cost, &[350.0, 600.0], &[325.0, 300.0, 275.0]);
        let answer = cheapest(&case);
        approx::assert_relative_eq!(answer.total_cost, 153.675, max_relative = PUBLISHED);
        for (given, published) in answer.logsum.iter().zip([0.225, 0.153, 0.126]) {
            approx::assert_relative_eq!(*given, published, max_relative = PUBLISHED);
        }
        assert_eq!(answer.price, [0.0, 0.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// Where shippers follow costs to the cent, what they pay is what the planner pays.
        #[test]
        fn sharp_shippers_pay_what_the_planner_pays(case in cases(Shape { dispersion: (3.0, 3.5), ..USUAL })) {
            let (logit, plan) = (logit(&case), cheapest(&case));
            let money: f64 = case.volume.iter().zip(&case.reservation).map(|(volume, cost)| volume * cost).sum();
            let close = 1e-4 * plan.total_cost.max(1e-3 * money) + 1e-9;
            prop_assert!((logit.total_cost - plan.total_cost).abs() <= close, "{} and {}", logit.total_cost, plan.total_cost);
        }
    }

    /// The folder of published cases, which is not part of the crate.
    fn published(name: &str) -> String {
        let folder = std::env::var_os("CORRIDOR_CASES")
            .expect("CORRIDOR_CASES must name the folder of published cases");
        let path = PathBuf::from(folder).join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    #[test]
    #[ignore = "needs CORRIDOR_CASES, the folder of published cases"]
    fn textbook_transport_problems_meet_their_optima() {
        let cases: serde_json::Value = serde_json::from_str(&published("lp_transport/cases.json")).unwrap();
        let mut met = 0;
        for (name, case) in
            cases.as_object().unwrap().iter().filter(|(_, case)| case.get("unit_cost").is_some())
        {
            let row = |row: &serde_json::Value| -> Vec<f64> {
                row.as_array().unwrap().iter().map(|value| value.as_f64().unwrap_or(f64::INFINITY)).collect()
            };
            let cost: Vec<Vec<f64>> = case["unit_cost"].as_array().unwrap().iter().map(row).collect();
            let answer = cheapest(&transport(&cost, &row(&case["supply"]), &row(&case["demand"])));
            let expected = case["published_optimum"].as_f64().or(case["computed"].as_f64()).unwrap();
            approx::assert_relative_eq!(answer.total_cost, expected, max_relative = PUBLISHED);
            met += 1;
            println!("{name}: {}", answer.total_cost);
        }
        assert_eq!(met, 4);
    }

    /// A network in the format of the first DIMACS challenge.
    #[derive(Default)]
    struct Dimacs {
        supply: Vec<f64>,
        from: Vec<usize>,
        to: Vec<usize>,
        least: Vec<f64>,
        most: Vec<f64>,
        cost: Vec<f64>,
    }

    fn read(text: &str) -> Dimacs {
        let mut network = Dimacs::default();
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let number = |at: usize| words[at].parse::<f64>().unwrap();
            let node = |at: usize| words[at].parse::<usize>().unwrap() - 1;
            match words.first() {
                Some(&"p") => network.supply = vec![0.0; words[2].parse().unwrap()],
                Some(&"n") => network.supply[node(1)] = number(2),
                Some(&"a") => {
                    network.from.push(node(1));
                    network.to.push(node(2));
                    network.least.push(number(3));
                    network.most.push(number(4));
                    network.cost.push(number(5));
                }
                _ => {}
            }
        }
        network
    }

    #[test]
    #[ignore = "needs CORRIDOR_CASES, the folder of published cases"]
    fn dimacs_networks_meet_the_optima_of_three_other_solvers() {
        for (name, optimum) in [("sample", 9.0), ("Network3", 12_909_051.0), ("Network2", 74_168_480.0)] {
            let Dimacs { supply, from, to, least, most, cost } =
                read(&published(&format!("mcf_dimacs/{name}.dmx")));
            let network = FlowNetwork {
                supply: &supply,
                from: &from,
                to: &to,
                least: &least,
                most: &most,
                cost: &cost,
            };
            let plan = minimum_cost_flow(&network).unwrap();
            approx::assert_relative_eq!(plan.cost, optimum, max_relative = PUBLISHED);
            assert!(plan.gap < PUBLISHED, "{name}: gap {}", plan.gap);
        }
    }
}
