//! An assignment allocates nothing once its workspace exists.

#![expect(clippy::unwrap_used, reason = "a case that cannot be made fails the test")]

mod assignment_cases;

use assignment_cases::{Case, SHARP, USUAL, cases, ill_conditioned};
use corridor::assign::{AllOrNothing, Conditions, Inputs, Method, QueuedLogit, Structure, Workspace};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// How often a method allocates over a case whose conditions and workspace exist.
fn allocations(case: &Case, method: &dyn Method) -> u64 {
    let structure = case.structure();
    let mut workspace = Workspace::new(&structure);
    case.with_conditions(&structure, |conditions| {
        let counted = allocation_counter::measure(|| {
            let assignment = method.assign(conditions, &mut workspace);
            assert!(assignment.status().is_solved());
        });
        counted.count_total
    })
}

/// So many random cases, the same on every run.
fn sample(strategy: &impl Strategy<Value = Case>, count: usize) -> Vec<Case> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocation_counter::measure(|| drop(vec![1; 1_000])).count_total, 1);
}

#[test]
fn the_first_assignment_in_a_workspace_allocates_nothing() {
    let usual = sample(&cases(USUAL), 200);
    let sharp = sample(&cases(SHARP), 200);
    let edge = sample(&ill_conditioned(), 200);
    for case in usual.iter().chain(&sharp).chain(&edge) {
        assert_eq!(allocations(case, &QueuedLogit::default()), 0);
        assert_eq!(allocations(case, &AllOrNothing), 0);
    }
}

#[test]
fn many_binding_limits_allocate_nothing_either() {
    // More limits than are factorised: the steps are found by conjugate gradients.
    let limits = 600;
    let uses = |route: usize| {
        [(0, 7), (200, 61), (400, 211)].map(|(first, stride)| (first + route * stride % 200, 1.0)).to_vec()
    };
    let cost = |route: usize| 20.0 + (route * 37 % 41) as f64;
    let case = Case {
        routes: (0..400).map(|demand| (0..4).map(|at| uses(4 * demand + at)).collect()).collect(),
        volume: vec![5.0; 400],
        cost: (0..400).map(|demand| (0..4).map(|at| cost(4 * demand + at)).collect()).collect(),
        reservation: vec![150.0; 400],
        capacity: vec![8.0; limits],
        dispersion: vec![0.1; 400],
    };
    let binding = case.solve(&QueuedLogit::default()).price.iter().filter(|price| **price > 0.0).count();
    assert!(binding > 300, "{binding} limits bind");
    assert_eq!(allocations(&case, &QueuedLogit::default()), 0);
}

#[test]
fn a_horizon_with_its_conditions_allocates_nothing() {
    let structure = Structure::builder(1).demand().route(&[(0, 1.0)]).route(&[]).build().unwrap();
    let mut workspace = Workspace::new(&structure);
    let counted = allocation_counter::measure(|| {
        for year in 0..19u8 {
            let inputs = Inputs {
                volume: &[5.0 + f64::from(year)],
                cost: &[20.0, 25.0],
                reservation: &[90.0],
                capacity: &[4.0],
                dispersion: &[0.2],
            };
            let conditions = Conditions::new(&structure, inputs).unwrap();
            assert!(QueuedLogit::default().assign(&conditions, &mut workspace).status().is_solved());
        }
    });
    assert_eq!(counted.count_total, 0);
}
