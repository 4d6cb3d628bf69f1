//! An assignment allocates nothing once its workspace exists.

mod networks;

use corridor::assign::{AllOrNothing, Conditions, Inputs, Method, QueuedLogit, Structure, Workspace};
use networks::{Case, SHARP, Shape, USUAL, cases, ill_conditioned};
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
    let shape = Shape { limits: 400, demands: 300, routes: 6, uses: 8, dispersion: (-1.5, -1.0) };
    let mut wide = sample(&cases(shape), 8);
    wide.retain(|case| case.capacity.len() > 200);
    assert!(!wide.is_empty());
    for case in &mut wide {
        case.capacity.iter_mut().for_each(|capacity| *capacity = 1.0);
        assert_eq!(allocations(case, &QueuedLogit::default()), 0);
    }
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
