//! What the draws of uncertain inputs are: their distributions, their independence of each other, their correlations.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::calendar::Horizon;
use corridor::ensemble::{Correlation, CorrelationError, Design, Sampler, Sampling, SamplingError};
use corridor::evidence::{Estimate, Shape, Spread};
use corridor::model::Draft;
use corridor::network::{Leg, Mode, Node, NodeKind};
use corridor::quantity::{Mass, Measure, Rate};

const DRAWS: u64 = 4096;

/// Kolmogorov's statistic times √N is beyond this once in 10,000 times.
const KOLMOGOROV: f64 = 2.23;

/// A rank correlation of 4096 draws is this far off once in 10,000 times.
const CHANCE: f64 = 0.062;

fn like() -> Rate<Mass> {
    Rate::per_year(Mass::megatonnes(1.0))
}

fn shaped(shape: Shape) -> Estimate<Rate<Mass>> {
    Estimate::shaped(like(), shape).unwrap()
}

fn shapes() -> Vec<Shape> {
    vec![
        Shape::Uniform { low: 1e6, high: 3e6 },
        Shape::Triangular { low: 5e6, mode: 6e6, high: 6.5e6 },
        Shape::Pert { low: 5e6, mode: 6e6, high: 8e6 },
        Shape::Normal { mean: 8e6, sd: 3e5 },
        Shape::Lognormal { median: 4e6, factor: 1.5 },
        Shape::Discrete { values: vec![1e6, 2e6, 5e6], weights: vec![0.2, 0.5, 0.3] },
        Shape::Empirical { values: vec![1e6, 2e6, 5e6, 5e6], weights: vec![1.0, 2.0, 1.0, 1.0] },
    ]
}

/// A leg from one port to the other for each capacity, in the order given.
fn draft(capacities: &[(&str, Estimate<Rate<Mass>>)]) -> Draft {
    let mut draft = Draft::new("legs", Horizon::years(2025, 2026).unwrap());
    draft.measure = Some(Measure::Mass);
    draft.add_node("aktau", Node::new(NodeKind::Port));
    draft.add_node("baku", Node::new(NodeKind::Port));
    for (name, capacity) in capacities {
        draft.add_leg(name, Leg::new("aktau", "baku", Mode::Sea).capacity(capacity.clone()));
    }
    draft
}

fn sampling(design: Design) -> Sampling {
    Sampling::new(DRAWS, 2026).unwrap().with_design(design).unwrap()
}

/// The draws of each leg's capacity, leg by leg.
fn draws(draft: &Draft, sampling: Sampling, correlations: &[Correlation]) -> Vec<Vec<f64>> {
    let sampler = Sampler::new(&draft.plan().unwrap(), sampling, correlations).unwrap();
    let rows: Vec<Vec<f64>> = (0..sampling.draws()).map(|draw| sampler.values(draw)).collect();
    (0..rows[0].len()).map(|slot| rows.iter().map(|row| row[slot]).collect()).collect()
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The largest distance of the draws' distribution from the one they were drawn of, by its quantiles.
fn kolmogorov(values: &[f64], spread: &Spread) -> f64 {
    let sorted = sorted(values);
    let share_below = |value: f64| sorted.partition_point(|draw| *draw < value) as f64 / sorted.len() as f64;
    let share_to = |value: f64| sorted.partition_point(|draw| *draw <= value) as f64 / sorted.len() as f64;
    let probabilities = (1..1000).map(|step| f64::from(step) / 1000.0);
    let off = |p: f64| {
        let value = spread.quantile(p);
        (share_below(value) - p).max(p - share_to(value)).max(0.0)
    };
    probabilities.map(off).fold(0.0, f64::max)
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let sorted = sorted(values);
    values.iter().map(|value| sorted.partition_point(|draw| draw < value) as f64).collect()
}

fn correlation(left: &[f64], right: &[f64]) -> f64 {
    let count = left.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (x, y) = (mean(left), mean(right));
    let product = |a: &[f64], b: &[f64], (x, y): (f64, f64)| -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - x) * (b - y)).sum()
    };
    product(left, right, (x, y)) / (product(left, left, (x, x)) * product(right, right, (y, y))).sqrt()
}

fn rank_correlation(left: &[f64], right: &[f64]) -> f64 {
    correlation(&ranks(left), &ranks(right))
}

/// Every shape, cut off or not, by every design, has the distribution that was asked for.
#[test]
fn marginals_meet_their_distributions() {
    for design in Design::ALL {
        for (number, shape) in shapes().into_iter().enumerate() {
            let whole = Spread::new(shape.clone()).unwrap();
            let cut = whole.clone().truncated(Some(whole.quantile(0.2)), Some(whole.quantile(0.9))).unwrap();
            for (name, spread) in [("whole", whole), ("cut", cut)] {
                let estimate = Estimate::from_spread(like(), spread.clone()).unwrap();
                let name = format!("{name}-{number}");
                let drawn = draws(&draft(&[(&name, estimate)]), sampling(*design), &[]);
                let distance = kolmogorov(&drawn[0], &spread) * (DRAWS as f64).sqrt();
                assert!(distance < KOLMOGOROV, "{design} {shape:?}: {distance}");
            }
        }
    }
}

/// Inputs before, after and between change nothing of an input's draws; another seed or another name does.
#[test]
fn adding_an_input_changes_no_other() {
    let [b, other] = [1, 3].map(|shape| shaped(shapes()[shape].clone()));
    for design in Design::ALL {
        let alone = draws(&draft(&[("b", b.clone())]), sampling(*design), &[]);
        let all = [("a", other.clone()), ("b", b.clone()), ("c", other.clone())];
        let among = draws(&draft(&all), sampling(*design), &[]);
        assert_eq!(alone[0], among[1], "{design}");
        assert_ne!(among[0], among[2], "{design}: two names, two streams");
        let reseeded = Sampling::new(DRAWS, 7).unwrap().with_design(*design).unwrap();
        assert_ne!(alone, draws(&draft(&[("b", b.clone())]), reseeded, &[]));
    }
}

/// The rank correlations that were asked for come out, of any shapes and by any design, with the shapes kept.
#[test]
fn correlations_come_out() {
    let grouped = |number: usize| shaped(shapes()[number].clone()).with_group("g");
    let legs = [("a", grouped(1)), ("b", grouped(3)), ("c", grouped(4))];
    let paths = ["leg.a.capacity", "leg.b.capacity", "leg.c.capacity"];
    let rows = [vec![1.0, 0.5, -0.4], vec![0.5, 1.0, 0.2], vec![-0.4, 0.2, 1.0]];
    let alike = |rank| Correlation::alike("g", rank).unwrap();
    let between = Correlation::between("g", &paths, &rows).unwrap();
    for (given, expected) in [
        (alike(0.7), [0.7, 0.7, 0.7]),
        (alike(0.0), [0.0; 3]),
        (alike(1.0), [1.0; 3]),
        (alike(-0.3), [-0.3; 3]),
        (between, [0.5, -0.4, 0.2]),
    ] {
        for design in Design::ALL {
            let drawn = draws(&draft(&legs), sampling(*design), std::slice::from_ref(&given));
            for ((left, right), expected) in [(0, 1), (0, 2), (1, 2)].into_iter().zip(expected) {
                let rank = rank_correlation(&drawn[left], &drawn[right]);
                assert!((rank - expected).abs() < CHANCE, "{design}: {rank} is not {expected}");
            }
            for (column, (_, estimate)) in drawn.iter().zip(&legs) {
                let distance = kolmogorov(column, &estimate.number().spread) * (DRAWS as f64).sqrt();
                assert!(distance < KOLMOGOROV, "{design} {distance}");
            }
        }
    }
}

/// One more input in a group that correlates alike changes no other.
#[test]
fn joining_a_group_changes_no_other() {
    let grouped = |number: usize| shaped(shapes()[number].clone()).with_group("g");
    let alike = [Correlation::alike("g", 0.7).unwrap()];
    let two = draws(&draft(&[("a", grouped(1)), ("b", grouped(3))]), sampling(Design::Sobol), &alike);
    let three = [("c", grouped(4)), ("a", grouped(1)), ("b", grouped(3))];
    let three = draws(&draft(&three), sampling(Design::Sobol), &alike);
    assert_eq!(two[..], three[1..]);
}

#[test]
fn groups_that_cannot_be_are_told() {
    let grouped = shaped(shapes()[0].clone()).with_group("g");
    let plan = draft(&[("a", grouped.clone()), ("b", grouped.clone()), ("c", grouped)]).plan().unwrap();
    let told = |correlations: &[Correlation]| {
        Sampler::new(&plan, sampling(Design::MonteCarlo), correlations).unwrap_err()
    };
    assert!(matches!(told(&[]), SamplingError::UnknownGroup { .. }));
    let half = Correlation::alike("g", -0.6).unwrap();
    assert!(matches!(
        told(std::slice::from_ref(&half)),
        SamplingError::Correlation(CorrelationError::Infeasible { .. })
    ));
    let one = Correlation::between("g", &["leg.a.capacity"], &[vec![1.0]]).unwrap();
    assert!(matches!(told(std::slice::from_ref(&one)), SamplingError::NoRow { .. }));
    assert!(matches!(told(&[one, half]), SamplingError::GivenTwice { .. }));
}
