//! Sensitivity against functions whose indices are known in closed form.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::f64::consts::PI;

use corridor::evidence::{Correlation, Shape, Spread};
use corridor::sensitivity::{
    Estimator, Inputs, Interval, Morris, SensitivityError, Shapley, Sobol, SobolIndices, Tornado,
};

const NAMES: [&str; 8] = ["x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8"];

fn alike(count: usize, shape: &Shape) -> Inputs {
    let spread = Spread::new(shape.clone()).unwrap();
    Inputs::new(NAMES[..count].iter().map(|name| (*name, spread.clone()))).unwrap()
}

fn angles() -> Inputs {
    alike(3, &Shape::Uniform { low: -PI, high: PI })
}

fn unit(count: usize) -> Inputs {
    alike(count, &Shape::Uniform { low: 0.0, high: 1.0 })
}

/// Ishigami and Homma (1990), with a = 7 and b = 0.1.
fn ishigami(x: &[f64]) -> f64 {
    x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
}

/// Its variance, and the parts of x1, x2 and of x1 with x3 (Saltelli et al. 2008, Global Sensitivity Analysis, p. 179).
fn ishigami_parts() -> (f64, [f64; 3]) {
    let (a, b) = (7.0_f64, 0.1_f64);
    let alone = 0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2);
    let second = a * a / 8.0;
    let together = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
    (alone + second + together, [alone, second, together])
}

/// First order of three, total of three, then the pairs (1, 2), (1, 3), (2, 3).
fn ishigami_indices() -> [f64; 9] {
    let (variance, parts) = ishigami_parts();
    let [one, two, both] = parts.map(|part| part / variance);
    [one, two, 0.0, one + both, two, both, 0.0, both, 0.0]
}

fn flat(found: &SobolIndices) -> Vec<Interval> {
    let first = found.inputs.iter().map(|index| index.first);
    let total = found.inputs.iter().map(|index| index.total);
    first.chain(total).chain(found.pairs.iter().map(|pair| pair.index)).collect()
}

/// How many of some seeds' intervals hold what is known, index by index.
fn held(
    sobol: impl Fn(u64) -> Sobol,
    seeds: u64,
    known: &[f64],
    run: impl Fn(Sobol) -> SobolIndices,
) -> Vec<u64> {
    let mut counts = vec![0; known.len()];
    for seed in 0..seeds {
        for ((count, index), known) in counts.iter_mut().zip(flat(&run(sobol(seed)))).zip(known) {
            *count += u64::from(index.holds(*known));
        }
    }
    counts
}

/// Nine in ten of the intervals of 95 % hold the known index, by every estimator.
#[test]
fn intervals_of_ishigami_hold_the_known_indices() {
    for estimator in Estimator::ALL {
        let sobol = |seed| Sobol::new(1 << 9, seed).second_order().estimator(*estimator);
        let counts = held(sobol, 20, &ishigami_indices(), |sobol| sobol.run(&angles(), ishigami).unwrap());
        assert!(counts.iter().all(|count| *count >= 18), "{estimator}: {counts:?}");
    }
}

/// Without second order the older estimators do with half of the points.
#[test]
fn half_of_the_scheme_suffices_for_single_inputs() {
    let known = &ishigami_indices()[..6];
    for estimator in [Estimator::Saltelli, Estimator::Jansen] {
        let sobol = |seed| Sobol::new(1 << 11, seed).estimator(estimator).resamples(50);
        let counts = held(sobol, 10, known, |sobol| sobol.run(&angles(), ishigami).unwrap());
        assert!(counts.iter().all(|count| *count >= 9), "{estimator}: {counts:?}");
    }
    let found = Sobol::new(64, 1).estimator(Estimator::Jansen).run(&angles(), ishigami).unwrap();
    assert_eq!((found.runs, found.pairs.len()), (64 * 5, 0));
}

/// Estimates come nearer as points are added, faster than 1/√N: at 2¹⁴ rows all are within 0.003.
#[test]
fn estimates_of_ishigami_converge() {
    let found = Sobol::new(1 << 14, 1).second_order().resamples(2).run(&angles(), ishigami).unwrap();
    for (index, known) in flat(&found).iter().zip(ishigami_indices()) {
        assert!((index.value - known).abs() < 0.003, "{} {known}", index.value);
    }
    let (variance, _) = ishigami_parts();
    assert!((found.mean - 3.5).abs() < 0.01 && (found.variance - variance).abs() < 0.05);
}

const G: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

/// Sobol's function G (Saltelli and Sobol 1995).
fn g(x: &[f64]) -> f64 {
    x.iter().zip(G).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

/// The variance of one factor of G.
fn part(a: f64) -> f64 {
    1.0 / (3.0 * (1.0 + a).powi(2))
}

#[test]
fn intervals_of_g_hold_the_known_indices() {
    let all: f64 = G.iter().map(|a| 1.0 + part(*a)).product();
    let variance = all - 1.0;
    let first = G.map(|a| part(a) / variance);
    let total = G.map(|a| part(a) * all / (1.0 + part(a)) / variance);
    let pairs =
        (0..8).flat_map(|one| (one + 1..8).map(move |other| part(G[one]) * part(G[other]) / variance));
    let known: Vec<f64> = first.into_iter().chain(total).chain(pairs).collect();
    let sobol = |seed| Sobol::new(1 << 11, seed).second_order().resamples(40);
    let counts = held(sobol, 10, &known, |sobol| sobol.run(&unit(8), g).unwrap());
    assert!(counts.iter().all(|count| *count >= 9), "{counts:?}");
    let found = Sobol::new(1 << 12, 1).run(&unit(8), g).unwrap();
    assert!((found.inputs[0].first.value - 0.716).abs() < 0.01);
}

/// What does nothing has a total index of nothing, and says so.
#[test]
fn what_does_nothing_is_not_distinguishable_from_zero() {
    let found = Sobol::new(256, 1).second_order().run(&unit(3), |x| x[0] + x[1]).unwrap();
    let idle = &found.inputs[2];
    assert_eq!(idle.total.value, 0.0);
    for index in [idle.first, idle.total, found.pair("x3", "x1").unwrap().index] {
        assert_eq!(index.to_string(), "not distinguishable from zero");
    }
}

/// A group of correlated inputs is one input to Sobol: for a sum, it has the variance of its members' sum.
#[test]
fn a_group_counts_as_one() {
    let normal = alike(3, &Shape::Normal { mean: 0.0, sd: 1.0 });
    let inputs = normal.correlated(&Correlation::alike("pair", rank(0.5)).unwrap(), &["x1", "x3"]).unwrap();
    let found = Sobol::new(1 << 12, 1).run(&inputs, |x| x.iter().sum()).unwrap();
    let names: Vec<&str> = found.inputs.iter().map(|index| &*index.name).collect();
    assert_eq!(names, ["pair", "x2"]);
    assert!(found.inputs[0].first.holds(0.75) && found.inputs[1].total.holds(0.25), "{found:?}");
}

/// Any number of threads gives the same bytes.
#[test]
fn threads_change_nothing() {
    let by = |threads| Sobol::new(512, 1).second_order().threads(threads).run(&angles(), ishigami).unwrap();
    assert_eq!(by(1), by(3));
    let by = |threads| Shapley::new(512, 1).threads(threads).run(&angles(), ishigami).unwrap();
    assert_eq!(by(1), by(3));
    let by = |threads| Morris::new(300, 1).threads(threads).run(&angles(), ishigami).unwrap();
    assert_eq!(by(1), by(3));
}

// ------------------------------------------------------------------------------------------------------ Shapley effects

/// The rank correlation of two normal inputs whose correlation is given (Pearson 1907).
fn rank(correlation: f64) -> f64 {
    6.0 / PI * (correlation / 2.0_f64).asin()
}

/// Of Ishigami: half of what x1 and x3 do together goes to each.
#[test]
fn shapley_effects_of_ishigami_are_known() {
    let (variance, [one, two, both]) = ishigami_parts();
    let known = [one + both / 2.0, two, both / 2.0].map(|part| part / variance);
    let mut counts = [0; 3];
    for seed in 0..20 {
        let found = Shapley::new(1 << 11, seed).run(&angles(), ishigami).unwrap();
        let sum: f64 = found.inputs.iter().map(|input| input.effect.value).sum();
        assert!((sum - 1.0).abs() < 1e-12);
        for ((count, input), known) in counts.iter_mut().zip(&found.inputs).zip(known) {
            *count += u64::from(input.effect.holds(known));
        }
    }
    assert!(counts.iter().all(|count| *count >= 18), "{counts:?}");
}

/// A sum of three normal inputs, of which the last two are correlated (Owen and Prieur 2017, section 4; Iooss and Prieur
/// 2019, section 3.3): x1 has σ₁²; x2 has σ₂² (1 − ρ²/2) + ρ σ₂ σ₃ + σ₃² ρ²/2, and x3 alike.
#[test]
fn shapley_effects_of_correlated_normal_inputs_are_known() {
    let normal = |sd: f64| Spread::new(Shape::Normal { mean: 1.0, sd }).unwrap();
    let sizes = [1.0, 1.0, 2.0];
    for correlation in [-0.8, 0.3, 0.9] {
        let inputs = Inputs::new(NAMES.into_iter().zip(sizes.map(normal))).unwrap();
        let pair = Correlation::alike("pair", rank(correlation)).unwrap();
        let inputs = inputs.correlated(&pair, &["x2", "x3"]).unwrap();
        let half = correlation * correlation / 2.0;
        let of = |own: f64, other: f64| {
            own * own * (1.0 - half) + correlation * own * other + other * other * half
        };
        let parts = [1.0, of(sizes[1], sizes[2]), of(sizes[2], sizes[1])];
        let variance: f64 = parts.iter().sum();
        let found = Shapley::new(1 << 13, 3).confidence(0.99).run(&inputs, |x| x.iter().sum()).unwrap();
        for (input, part) in found.inputs.iter().zip(parts) {
            assert!(input.effect.holds(part / variance), "{correlation} {input:?} {}", part / variance);
            assert!(input.effect.width() < 0.1, "{input:?}");
        }
        assert!((found.variance / variance - 1.0).abs() < 0.05);
    }
}

/// Two inputs that are one share alike what they do, though the function reads only one of them.
#[test]
fn twins_share_their_effect() {
    let twins = unit(2).correlated(&Correlation::alike("twins", 1.0).unwrap(), &["x1", "x2"]).unwrap();
    let found = Shapley::new(1 << 10, 1).run(&twins, |x| x[0]).unwrap();
    assert!(found.inputs.iter().all(|input| input.effect.holds(0.5)), "{found:?}");
}

// ------------------------------------------------------------------------------------------------- Morris and tornado

/// x1 + x1 x2 over a grid of four levels: the effect of x1 is 1 + x2, with mean 3/2 and standard deviation √5/6.
#[test]
fn elementary_effects_of_a_product_are_known() {
    let found = Morris::new(4000, 1).run(&unit(3), |x| x[0] + x[0] * x[1] - 2.0 * x[2]).unwrap();
    let [first, _, last] = &found.inputs[..] else { panic!("three inputs") };
    assert!((first.mean - 1.5).abs() < 0.02 && (first.sd - 5.0_f64.sqrt() / 6.0).abs() < 0.01, "{first:?}");
    assert!((last.mean + 2.0).abs() < 1e-12 && (last.size.value - 2.0).abs() < 1e-12 && last.sd < 1e-12);
    assert_eq!(found.runs, 4000 * 4);
}

/// The sizes rank the inputs of G as its indices do.
#[test]
fn elementary_effects_rank_the_inputs_of_g() {
    let found = Morris::new(100, 1).run(&unit(5), g).unwrap();
    let sizes: Vec<f64> = found.inputs.iter().map(|input| input.size.value).collect();
    assert!(sizes.windows(2).all(|pair| pair[0] > pair[1]), "{sizes:?}");
}

/// What the quantile of a cut normal distribution may be off by.
const QUANTILE: f64 = 1e-9;

/// Ends are those of the range; of an endless distribution, those of its middle 99 %.
#[test]
fn a_tornado_goes_from_end_to_end() {
    let spread = |shape| Spread::new(shape).unwrap();
    let inputs = [
        ("cut", spread(Shape::Normal { mean: 0.0, sd: 1.0 }).truncated(Some(-1.0), None).unwrap()),
        ("even", spread(Shape::Uniform { low: 2.0, high: 4.0 })),
        ("sure", Spread::fixed(5.0).unwrap()),
    ];
    let found = Tornado::new().run(&Inputs::new(inputs).unwrap(), |x| x[0] + x[1] + x[2]).unwrap();
    assert_eq!(found.bars[1].range, (2.0, 4.0));
    assert!((found.bars[0].range.0 + 1.0).abs() < QUANTILE, "{:?}", found.bars[0]);
    assert!(found.bars[0].range.1 > 2.5 && found.bars[0].range.1 < 2.8);
    assert_eq!(found.bars[2].length(found.base), 0.0);
    let ranked: Vec<&str> = found.ranked().iter().map(|bar| &*bar.name).collect();
    assert_eq!(ranked, ["cut", "even", "sure"]);
}

// ------------------------------------------------------------------------------------------------------------- bad input

#[test]
fn what_cannot_be_worked_out_is_told() {
    let two = || unit(2);
    let sum = |x: &[f64]| x[0] + x[1];
    let root = |x: &[f64]| (x[0] - 0.5).sqrt();
    let text = |error: SensitivityError| error.to_string();
    let told = [
        (text(Sobol::new(0, 1).run(&two(), sum).unwrap_err()), "0 rows cannot be"),
        (text(Sobol::new(64, 1).resamples(1).run(&two(), sum).unwrap_err()), "1 resamples cannot be"),
        (text(Sobol::new(64, 1).confidence(1.0).run(&two(), sum).unwrap_err()), "a share between 0 and 1"),
        (
            text(Sobol::new(64, 1).confidence(f64::NAN).run(&two(), sum).unwrap_err()),
            "a share between 0 and 1",
        ),
        (text(Sobol::new(64, 1).run(&two(), root).unwrap_err()), "there is no number where x1 = 0."),
        (text(Sobol::new(64, 1).run(&two(), |_| 0.1).unwrap_err()), "it is 0.1 whatever the inputs are"),
        (text(Shapley::new(64, 1).run(&two(), root).unwrap_err()), "there is no number where x1 = 0."),
        (text(Shapley::new(64, 1).run(&two(), |_| 7.0).unwrap_err()), "it is 7 whatever the inputs are"),
        (text(Shapley::new(2, 1).run(&two(), sum).unwrap_err()), "2 rows cannot be"),
        (text(Morris::new(1, 1).run(&two(), sum).unwrap_err()), "1 trajectories cannot be"),
        (text(Morris::new(9, 1).levels(3).run(&two(), sum).unwrap_err()), "3 levels cannot be"),
        (text(Morris::new(9, 1).run(&two(), root).unwrap_err()), "there is no number where x1 = 0"),
        (text(Tornado::new().run(&two(), root).unwrap_err()), "there is no number where x1 = 0, x2 = 0.5"),
    ];
    for (told, expected) in told {
        assert!(told.contains(expected), "{told:?} does not say {expected:?}");
    }
}
