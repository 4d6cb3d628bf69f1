//! What every method of assignment promises, over random networks.

mod assignment_cases;

use assignment_cases::{
    Answer, BALANCE, Case, LIMIT, LOGIT, OPTIMUM, SHARP, Shape, TINY, USUAL, cases, ill_conditioned,
};
use corridor::assign::{AllOrNothing, Method, QueuedLogit, Workspace};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

/// Every method there is.
fn methods() -> Vec<Box<dyn Method>> {
    let mut methods: Vec<Box<dyn Method>> = vec![Box::new(QueuedLogit::default()), Box::new(AllOrNothing)];
    methods.extend(clearing().into_iter().skip(1));
    methods
}

/// The methods that keep limits: the logit first.
fn clearing() -> Vec<Box<dyn Method>> {
    vec![
        Box::new(QueuedLogit::default()),
        #[cfg(feature = "lp")]
        Box::new(corridor::assign::MinimumCost),
    ]
}

/// So many cases of each law; failures are printed whole, not kept in a file.
fn times(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn logit() -> QueuedLogit {
    QueuedLogit::default()
}

/// Flows are never negative, routes and what is not shipped add up to the volume, loads are those of the flows, and
/// every number is one.
fn adds_up(case: &Case, answer: &Answer) -> TestCaseResult {
    let mut load = vec![0.0; case.capacity.len()];
    let mut shipped = answer.unserved.clone();
    for ((demand, _, uses), flow) in case.flat_routes().into_iter().zip(&answer.flow) {
        prop_assert!(*flow >= 0.0, "flow {flow}");
        shipped[demand] += flow;
        for &(limit, amount) in uses {
            load[limit] += amount * flow;
        }
    }
    for (demand, volume) in case.volume.iter().enumerate() {
        prop_assert!(answer.unserved[demand] >= 0.0);
        prop_assert!(
            (shipped[demand] - volume).abs() <= BALANCE * volume,
            "{} is not {volume}",
            shipped[demand]
        );
        prop_assert!(answer.logsum[demand].is_finite());
    }
    for (given, expected) in answer.load.iter().zip(&load) {
        prop_assert!((given - expected).abs() <= BALANCE * expected, "load {given} is not {expected}");
    }
    prop_assert!(answer.price.iter().all(|price| price.is_finite() && *price >= 0.0));
    prop_assert!(answer.optimum.is_finite() && answer.total_cost.is_finite() && answer.gap.is_finite());
    Ok(())
}

/// A route through a closed limit carries nothing.
fn closed_is_closed(case: &Case, answer: &Answer) -> TestCaseResult {
    for ((_, _, uses), flow) in case.flat_routes().into_iter().zip(&answer.flow) {
        prop_assert!(!case.is_shut(uses) || *flow == 0.0, "{flow} flows through a closed limit");
    }
    Ok(())
}

/// Every limit holds; one with slack has price zero, and a priced one is full. Prices too small to matter (what a
/// linear program leaves by rounding) count as none.
fn clears(case: &Case, answer: &Answer, none: f64) -> TestCaseResult {
    for (limit, capacity) in case.capacity.iter().enumerate().filter(|(_, capacity)| **capacity > 0.0) {
        let (load, price) = (answer.load[limit], answer.price[limit]);
        prop_assert!(load <= capacity * (1.0 + LIMIT), "{load} over {capacity}");
        prop_assert!(
            price <= none || load >= capacity * (1.0 - LIMIT),
            "price {price}, load {load} of {capacity}"
        );
    }
    Ok(())
}

/// `ln(f_r / f_s) = −θ (t_r − t_s)` for any two choices of a demand that carry anything, giving up among them.
fn follows_the_logit(case: &Case, answer: &Answer) -> TestCaseResult {
    let mut choices: Vec<Vec<(f64, f64)>> =
        answer.unserved.iter().zip(&case.reservation).map(|(flow, cost)| vec![(*flow, *cost)]).collect();
    for ((demand, cost, uses), flow) in case.flat_routes().into_iter().zip(&answer.flow) {
        let queues: f64 = uses.iter().map(|&(limit, amount)| amount * answer.price[limit]).sum();
        choices[demand].push((*flow, cost + queues));
    }
    for (choices, dispersion) in choices.iter().zip(&case.dispersion) {
        let carrying: Vec<_> = choices.iter().filter(|choice| choice.0 > 1e-290).collect();
        for pair in carrying.windows(2) {
            let ratio = (pair[0].0 / pair[1].0).ln();
            let expected = -dispersion * (pair[0].1 - pair[1].1);
            prop_assert!(
                (ratio - expected).abs() <= LOGIT * (1.0 + expected.abs()),
                "{ratio} is not {expected}"
            );
        }
    }
    Ok(())
}

/// The dual value is the perceived cost Σ c f + Σ c₀ n + Σ (1/θ) f ln(f/d): no gap between the two problems.
fn no_duality_gap(case: &Case, answer: &Answer) -> TestCaseResult {
    let entropy = |demand: usize, flow: f64| {
        let volume = case.volume[demand];
        if flow > 1e-290 { flow * (flow / volume).ln() / case.dispersion[demand] } else { 0.0 }
    };
    let routes = case.flat_routes();
    let shipped: f64 =
        routes.iter().zip(&answer.flow).map(|((demand, ..), flow)| entropy(*demand, *flow)).sum();
    let left: f64 = answer.unserved.iter().enumerate().map(|(demand, flow)| entropy(demand, *flow)).sum();
    let perceived = answer.total_cost + shipped + left;
    prop_assert!(
        (perceived - answer.optimum).abs() <= 1e-6 * case.money(),
        "{perceived}, {}",
        answer.optimum
    );
    Ok(())
}

/// Two optima are the same.
fn same_optimum(case: &Case, one: f64, other: f64) -> TestCaseResult {
    prop_assert!((one - other).abs() <= OPTIMUM * case.money(), "{one} is not {other}");
    Ok(())
}

/// Two lists of flows are the same, to a share of the volumes they are of.
fn same_flows(case: &Case, one: &[f64], other: &[f64]) -> TestCaseResult {
    for ((demand, ..), (one, other)) in case.flat_routes().into_iter().zip(one.iter().zip(other)) {
        prop_assert!((one - other).abs() <= 1e-6 * case.volume[demand], "{one} is not {other}");
    }
    Ok(())
}

/// Everything that the logit promises of one answer.
fn keeps_the_promises(case: &Case, answer: &Answer) -> TestCaseResult {
    prop_assert!(answer.solved, "stopped with a gap of {}", answer.gap);
    prop_assert!(answer.gap <= logit().tolerance);
    adds_up(case, answer)?;
    closed_is_closed(case, answer)?;
    clears(case, answer, 0.0)?;
    follows_the_logit(case, answer)
}

/// The same case with the numbers of demands, routes and limits turned round.
fn reversed(case: &Case) -> Case {
    let limits = case.capacity.len();
    let mut turned = case.clone();
    for uses in turned.routes.iter_mut().flatten().flatten() {
        uses.0 = limits - 1 - uses.0;
    }
    turned.routes.iter_mut().for_each(|routes| routes.reverse());
    turned.cost.iter_mut().for_each(|costs| costs.reverse());
    turned.routes.reverse();
    turned.cost.reverse();
    for figures in [&mut turned.volume, &mut turned.reservation, &mut turned.capacity, &mut turned.dispersion]
    {
        figures.reverse();
    }
    turned
}

/// The same case with volumes, money and the limits in other units.
fn in_units(case: &Case, volume: f64, money: f64, limit: f64) -> Case {
    let mut other = case.clone();
    other.volume.iter_mut().for_each(|figure| *figure *= volume);
    other.cost.iter_mut().flatten().for_each(|figure| *figure *= money);
    other.reservation.iter_mut().for_each(|figure| *figure *= money);
    other.dispersion.iter_mut().for_each(|figure| *figure /= money);
    other.capacity.iter_mut().for_each(|figure| *figure *= volume * limit);
    other.routes.iter_mut().flatten().flatten().for_each(|entry| entry.1 *= limit);
    other
}

/// The same case with one limit's capacity changed.
fn with_capacity(case: &Case, limit: usize, capacity: f64) -> Case {
    let mut other = case.clone();
    other.capacity[limit] = capacity;
    other
}

/// A shape between the usual and the sharp.
const WIDE: Shape = Shape { dispersion: (-2.0, 2.0), limits: 14, demands: 8, ..USUAL };

proptest! {
    #![proptest_config(times(3_000))]

    #[test]
    fn the_logit_keeps_its_promises(case in cases(USUAL)) {
        let answer = case.solve(&logit());
        keeps_the_promises(&case, &answer)?;
        no_duality_gap(&case, &answer)?;
    }

    #[test]
    fn the_logit_keeps_its_promises_where_shippers_follow_the_last_cent(case in cases(SHARP)) {
        let answer = case.solve(&logit());
        keeps_the_promises(&case, &answer)?;
        no_duality_gap(&case, &answer)?;
    }

    #[test]
    fn the_logit_keeps_its_promises_at_the_edge_of_arithmetic(case in ill_conditioned()) {
        keeps_the_promises(&case, &case.solve(&logit()))?;
    }
}

proptest! {
    #![proptest_config(times(1_000))]

    #[test]
    fn every_method_adds_up_and_closes_what_is_closed(case in cases(WIDE)) {
        for method in methods() {
            let answer = case.solve(method.as_ref());
            prop_assert!(answer.solved, "{} stopped", method.name());
            adds_up(&case, &answer)?;
            closed_is_closed(&case, &answer)?;
        }
    }

    /// However the figures lie, every method ends, says how, and what it has adds up and fits.
    #[test]
    fn every_method_ends_with_a_status_at_the_edge_of_arithmetic(case in ill_conditioned()) {
        for method in methods() {
            let answer = case.solve(method.as_ref());
            adds_up(&case, &answer)?;
            closed_is_closed(&case, &answer)?;
            prop_assert!(answer.gap.is_finite());
        }
        for answer in clearing().iter().map(|method| case.solve(method.as_ref())) {
            for (load, capacity) in answer.load.iter().zip(&case.capacity) {
                prop_assert!(*load <= capacity * (1.0 + LIMIT), "{load} over {capacity}");
            }
        }
    }

    #[test]
    fn every_clearing_method_clears(case in cases(WIDE)) {
        for method in clearing() {
            clears(&case, &case.solve(method.as_ref()), 1e-7)?;
        }
    }

    /// More capacity never raises the optimum, and the price lies between its slopes to either side: the next units
    /// save at most the price each, the last ones saved at least as much.
    #[test]
    fn the_price_is_the_slope_of_the_optimum(case in cases(WIDE), limit: prop::sample::Index, share in 1e-3..0.5f64) {
        let limit = limit.index(case.capacity.len());
        let (capacity, change) = (case.capacity[limit], share * case.capacity[limit]);
        for method in clearing() {
            let answer = case.solve(method.as_ref());
            let more = with_capacity(&case, limit, capacity + change).solve(method.as_ref()).optimum;
            let less = with_capacity(&case, limit, capacity - change).solve(method.as_ref()).optimum;
            let (worth, noise) = (answer.price[limit] * change, OPTIMUM * case.money());
            prop_assert!(more <= answer.optimum + noise, "{more} over {}", answer.optimum);
            prop_assert!(answer.optimum - more <= worth + noise, "{} saved for {worth}", answer.optimum - more);
            prop_assert!(less - answer.optimum >= worth - noise, "{} lost for {worth}", less - answer.optimum);
        }
    }

    /// Opening a closed limit never raises the optimum either.
    #[test]
    fn opening_a_limit_never_costs(case in cases(WIDE), limit: prop::sample::Index, capacity in 0.1..50.0f64) {
        let limit = limit.index(case.capacity.len());
        for method in clearing() {
            let closed = with_capacity(&case, limit, 0.0).solve(method.as_ref());
            let open = with_capacity(&case, limit, capacity).solve(method.as_ref());
            prop_assert!(open.optimum <= closed.optimum + OPTIMUM * case.money());
        }
    }

    /// Costs that change move volume the other way: Σ (c' − c)(f' − f) ≤ 0, because the optimum is concave in costs
    /// and flows are its gradient.
    #[test]
    fn volume_goes_against_costs(case in cases(WIDE), changes in prop::collection::vec(-30.0..30.0f64, 32)) {
        let mut dearer = case.clone();
        let mut changes = changes.into_iter().cycle();
        for cost in dearer.cost.iter_mut().flatten() {
            *cost = (*cost + changes.next().unwrap()).max(0.0);
        }
        for method in methods() {
            let (before, after) = (case.solve(method.as_ref()), dearer.solve(method.as_ref()));
            let costs = case.cost.concat().into_iter().zip(dearer.cost.concat());
            let flows = before.flow.iter().zip(&after.flow);
            let moved: f64 = costs.zip(flows).map(|((c, dear), (f, then))| (dear - c) * (then - f)).sum();
            prop_assert!(moved <= 1e-6 * case.money(), "{}: {moved}", method.name());
        }
    }

    /// A leg that gets cheaper never loses volume.
    #[test]
    fn a_cheaper_leg_never_loses_volume(case in cases(WIDE), leg: prop::sample::Index, share in 0.0..1.0f64) {
        let leg = leg.index(case.capacity.len());
        let uses_leg = |uses: &Vec<(usize, f64)>| uses.iter().find(|&&(limit, _)| limit == leg).map(|entry| entry.1);
        let routes = case.routes.iter().flatten().zip(case.cost.iter().flatten());
        let room = routes.filter_map(|(uses, cost)| uses_leg(uses).map(|amount| cost / amount));
        let cut = share * room.fold(100.0, f64::min);
        let mut cheaper = case.clone();
        for (cost, uses) in cheaper.cost.iter_mut().flatten().zip(case.routes.iter().flatten()) {
            *cost = (*cost - cut * uses_leg(uses).unwrap_or(0.0)).max(0.0);
        }
        for method in methods() {
            let (before, after) = (case.solve(method.as_ref()).load[leg], cheaper.solve(method.as_ref()).load[leg]);
            let noise = 1e-6 * case.money() / cut.max(1.0);
            prop_assert!(after >= before - noise || cut < 1e-3, "{}: {before} to {after}", method.name());
        }
    }

    #[test]
    fn the_order_of_demands_routes_and_limits_is_of_no_account(case in cases(WIDE)) {
        for method in methods() {
            let (one, other) = (case.solve(method.as_ref()), reversed(&case).solve(method.as_ref()));
            same_optimum(&case, one.optimum, other.optimum)?;
        }
        let (one, mut other) = (case.solve(&logit()), reversed(&case).solve(&logit()));
        other.flow.reverse();
        same_flows(&case, &one.flow, &other.flow)?;
    }

    #[test]
    fn units_are_of_no_account(case in cases(WIDE), volume in 1e-4..1e4f64, money in 1e-3..1e3f64, limit in 0.01..100.0f64) {
        let other_units = in_units(&case, volume, money, limit);
        for method in methods() {
            let (one, other) = (case.solve(method.as_ref()), other_units.solve(method.as_ref()));
            same_optimum(&case, one.optimum, other.optimum / volume / money)?;
        }
        let (one, other) = (case.solve(&logit()), other_units.solve(&logit()));
        let flows: Vec<f64> = other.flow.iter().map(|flow| flow / volume).collect();
        same_flows(&case, &one.flow, &flows)?;
    }

    /// Where every limit is wide, the result is the plain logit, and no price is paid.
    #[test]
    fn without_a_binding_limit_it_is_the_plain_logit(case in cases(USUAL)) {
        let mut wide = case.clone();
        wide.capacity.fill(1e6);
        let answer = wide.solve(&logit());
        prop_assert_eq!(answer.steps, 0);
        prop_assert!(answer.price.iter().all(|price| *price == 0.0));
        for ((demand, cost, _), flow) in wide.flat_routes().into_iter().zip(&answer.flow) {
            let weight = |cost: f64| (-wide.dispersion[demand] * cost).exp();
            let all: f64 = wide.cost[demand].iter().map(|&cost| weight(cost)).sum::<f64>() + weight(wide.reservation[demand]);
            let expected = wide.volume[demand] * weight(cost) / all;
            prop_assert!((flow - expected).abs() <= BALANCE * wide.volume[demand] , "{flow} is not {expected}");
        }
    }

    /// Where no limit binds and shippers follow costs to the cent, all methods agree.
    #[test]
    fn without_limits_all_methods_agree_in_the_end(case in cases(USUAL)) {
        let mut wide = case.clone();
        wide.capacity.fill(1e6);
        wide.dispersion.fill(1e7);
        let costs: Vec<f64> = methods().iter().map(|method| wide.solve(method.as_ref()).total_cost).collect();
        for cost in &costs {
            prop_assert!((cost - costs[0]).abs() <= 1e-6 * wide.money(), "{costs:?}");
        }
    }

    /// It does not matter where the prices start.
    #[test]
    fn a_warm_start_ends_where_a_cold_one_does(first in cases(USUAL), growth in 0.5..2.0f64, share in 0.3..2.0f64) {
        let structure = first.structure();
        let mut workspace = Workspace::new(&structure);
        let mut next = first.clone();
        next.volume.iter_mut().for_each(|volume| *volume *= growth);
        next.capacity.iter_mut().step_by(2).for_each(|capacity| *capacity *= share);
        first.with_conditions(&structure, |conditions| logit().assign(conditions, &mut workspace).status().steps());
        let warm: Answer = next.with_conditions(&structure, |conditions| logit().assign(conditions, &mut workspace).into());
        keeps_the_promises(&next, &warm)?;
        let cold = next.solve(&logit());
        same_flows(&next, &cold.flow, &warm.flow)?;
        same_optimum(&next, cold.optimum, warm.optimum)?;
    }

    /// One workspace may serve networks of any size, one after the other.
    #[test]
    fn a_workspace_fits_any_network(one in cases(USUAL), other in cases(WIDE)) {
        let mut workspace = Workspace::new(&one.structure());
        for case in [&one, &other, &one] {
            let structure = case.structure();
            let answer: Answer = case.with_conditions(&structure, |conditions| logit().assign(conditions, &mut workspace).into());
            keeps_the_promises(case, &answer)?;
        }
    }

    /// The same input gives the same bytes.
    #[test]
    fn the_same_case_gives_the_same_bytes(case in cases(WIDE)) {
        for method in methods() {
            let bits = |answer: Answer| -> Vec<u64> {
                answer.flow.iter().chain(&answer.price).map(|value| value.to_bits()).collect()
            };
            prop_assert_eq!(bits(case.solve(method.as_ref())), bits(case.solve(method.as_ref())));
        }
    }

    /// A method that is stopped early says so, and what it has adds up.
    #[test]
    fn stopped_early_it_says_so(case in cases(WIDE)) {
        let answer = case.solve(&QueuedLogit { max_steps: 1, ..logit() });
        adds_up(&case, &answer)?;
        closed_is_closed(&case, &answer)?;
        prop_assert_eq!(answer.solved, answer.gap <= logit().tolerance);
        // At any prices the dual bounds the optimum from below.
        let best = case.solve(&logit());
        prop_assert!(answer.optimum <= best.optimum + OPTIMUM * case.money());
    }

    /// Against a search of all flows on two routes.
    #[test]
    fn no_flows_cost_less_than_those_found(case in cases(TINY)) {
        let answer = case.solve(&logit());
        let best = search(&case);
        prop_assert!(answer.optimum <= best + 1e-6 * case.money(), "{best} is less than {}", answer.optimum);
        prop_assert!(answer.optimum >= best - 1e-6 * case.money(), "{best} is more than {}", answer.optimum);
    }
}

/// The least perceived cost of one demand over at most two routes: of the second, the best that the first leaves room
/// for; of the first, that for which the second comes out best.
fn search(case: &Case) -> f64 {
    if case.routes[0].is_empty() {
        return perceived(case, &[]);
    }
    least(room(case, 0, 0.0), |first| match case.routes[0].len() {
        1 => perceived(case, &[first]),
        _ => least(room(case, 1, first), |second| perceived(case, &[first, second])),
    })
}

/// How much one route may carry when the other carries so much.
fn room(case: &Case, route: usize, other: f64) -> f64 {
    let used = |route: usize, limit: usize| -> f64 {
        let uses = case.routes[0].get(route).into_iter().flatten();
        uses.filter(|entry| entry.0 == limit).map(|entry| entry.1).sum()
    };
    let limits = (0..case.capacity.len()).filter(|&limit| used(route, limit) > 0.0);
    let left =
        limits.map(|limit| (case.capacity[limit] - used(1 - route, limit) * other) / used(route, limit));
    left.fold(case.volume[0] - other, f64::min).max(0.0)
}

/// The least value of a convex function from 0 to `most`, by thirds.
fn least(most: f64, value: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, most);
    for _ in 0..60 {
        let (left, right) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if value(left) > value(right) { low = left } else { high = right }
    }
    [low, high, 0.0, most].into_iter().map(value).fold(f64::INFINITY, f64::min)
}

/// Σ c f + Σ (1/θ) f ln(f/d), with what is not shipped; infinite if a limit does not hold.
fn perceived(case: &Case, flow: &[f64]) -> f64 {
    let volume = case.volume[0];
    let left = volume - flow.iter().sum::<f64>();
    let load = |limit: usize| -> f64 {
        let used = |uses: &Vec<(usize, f64)>| {
            uses.iter().filter(|entry| entry.0 == limit).map(|entry| entry.1).sum::<f64>()
        };
        case.routes[0].iter().zip(flow).map(|(uses, flow)| used(uses) * flow).sum()
    };
    let overrun = |limit: usize| load(limit) > case.capacity[limit] * (1.0 + 1e-12);
    if left < -1e-12 * volume || (0..case.capacity.len()).any(overrun) {
        return f64::INFINITY;
    }
    let term = |flow: f64, cost: f64| {
        let taste = if flow > 0.0 { (flow / volume).ln() / case.dispersion[0] } else { 0.0 };
        flow * (cost + taste)
    };
    case.cost[0].iter().zip(flow).map(|(&cost, &flow)| term(flow, cost)).sum::<f64>()
        + term(left.max(0.0), case.reservation[0])
}
