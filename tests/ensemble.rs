//! What an ensemble gives: the same bytes on any threads and shards, the deterministic run where nothing is uncertain,
//! errors that fall as they should, and differences that are paired.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::ops::ControlFlow;

use corridor::assign::QueuedLogit;
use corridor::calendar::{Date, Horizon, Period};
use corridor::commitment::{Commitment, Target};
use corridor::demand::Demand;
use corridor::ensemble::{Design, Distributions, Ensemble, EnsembleError, Part, Sampling, Shard};
use corridor::evaluate::{Entry, Indicator, Row, evaluate};
use corridor::evidence::{Estimate, Shape};
use corridor::model::{Model, Plan};
use corridor::network::{Corridor, Leg, Mode, Node, NodeKind};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Dispersion, GrowthRate, Mass, Rate, UnitPrice};

/// Draws that end in a chunk that is not full.
const DRAWS: u64 = 1000;

fn price(text: &str) -> UnitPrice<Mass> {
    text.parse().unwrap()
}

fn rate(text: &str) -> Estimate<Rate<Mass>> {
    text.parse().unwrap()
}

fn year(year: i32) -> Period {
    Period::year(year).unwrap()
}

/// A pipe that may be too small and a dearer ship; what wants to move grows, nobody knows how fast.
fn two_ways(pipe: Estimate<Rate<Mass>>, growth: Estimate<GrowthRate>) -> Plan {
    let mut model: Model<Mass> = Model::new("two ways", Horizon::years(2025, 2030).unwrap());
    model.set_dispersion(Dispersion::of(0.2));
    let field = model.add_node("field", Node::new(NodeKind::Field));
    let sea = model.add_node("sea", Node::new(NodeKind::Market));
    let leg = |mode, tariff| Leg::new(&field, &sea, mode).tariff(price(tariff));
    model.add_leg("pipe", leg(Mode::Pipeline, "20 USD/t").capacity(pipe));
    model.add_leg("ship", leg(Mode::Sea, "32 USD/t"));
    let volume = Course::of([(year(2025), Mass::megatonnes(5.0))], Rule::compound(growth));
    let export = model.add_demand("export", Demand::new(&field, &sea, volume));
    let start: Date = "2025-01-01".parse().unwrap();
    let promised = Commitment::new("1.5 Mt/yr".parse::<Rate<Mass>>().unwrap(), start);
    model.add_commitment("promised", promised.of_demand(&export).via("pipe"));
    model.add_corridor("piped", Corridor::new().crossing("pipe"));
    model.add_target("six", Target::new("piped", Mass::megatonnes(5.9), year(2030)));
    model.plan().unwrap()
}

fn uncertain_pipe() -> Estimate<Rate<Mass>> {
    Estimate::shaped(rate("6 Mt/yr").central(), Shape::Triangular { low: 5e6, mode: 6e6, high: 6.5e6 })
        .unwrap()
}

fn uncertain_growth() -> Estimate<GrowthRate> {
    Estimate::shaped(GrowthRate::percent_per_year(5.0), Shape::Normal { mean: 0.05, sd: 0.02 }).unwrap()
}

fn plans() -> [Plan; 2] {
    let wider =
        Estimate::shaped(rate("6 Mt/yr").central(), Shape::Triangular { low: 6e6, mode: 7e6, high: 8e6 });
    [two_ways(uncertain_pipe(), uncertain_growth()), two_ways(wider.unwrap(), uncertain_growth())]
}

fn sampling(design: Design) -> Sampling {
    Sampling::new(DRAWS, 11).unwrap().with_design(design).unwrap()
}

fn pair(plans: &[Plan; 2], design: Design) -> Ensemble<'_> {
    Ensemble::new(sampling(design)).scenario("baseline", &plans[0]).scenario("wider", &plans[1])
}

fn rows(found: &Distributions) -> Vec<Row> {
    found.rows().collect()
}

/// The same rows, bit for bit.
fn assert_same(left: &[Row], right: &[Row]) {
    assert_eq!(left.len(), right.len());
    for (left, right) in left.iter().zip(right) {
        assert_eq!(left, right);
        assert_eq!(left.value.to_bits(), right.value.to_bits());
    }
}

#[test]
fn threads_change_nothing() {
    let plans = plans();
    for design in Design::ALL {
        let whole = rows(&pair(&plans, *design).run(&QueuedLogit::default()).unwrap());
        for threads in [1, 2, 7] {
            let again = pair(&plans, *design).threads(threads).run(&QueuedLogit::default()).unwrap();
            assert_same(&rows(&again), &whole);
        }
    }
}

/// Parts written down and read back join to the bytes of one run, with values kept and with sketches.
#[test]
fn shards_change_nothing() {
    let plans = plans();
    let memories = if cfg!(feature = "sketch") { &[512, 0][..] } else { &[512] };
    for megabytes in memories {
        let ensemble = pair(&plans, Design::LatinHypercube).memory(*megabytes);
        let whole = rows(&ensemble.run(&QueuedLogit::default()).unwrap());
        for count in [1, 3, 4, 40] {
            let mut parts = parts(&ensemble, count);
            parts.reverse();
            let joined = ensemble.join(parts).unwrap();
            assert_eq!(joined.draws(), DRAWS);
            assert_same(&rows(&joined), &whole);
        }
    }
}

fn parts(ensemble: &Ensemble<'_>, count: u64) -> Vec<Part> {
    let go_on = |_| ControlFlow::Continue(());
    let part = |index| {
        let shard = Shard::new(index, count).unwrap();
        let part = ensemble.part(&QueuedLogit::default(), shard, go_on).unwrap();
        serde_json::from_str(&serde_json::to_string(&part).unwrap()).unwrap()
    };
    (1..=count).map(part).collect()
}

/// Where nothing is uncertain every quantile, every mean is what one run gives, to the last bit.
#[test]
fn without_uncertainty_it_is_the_deterministic_run() {
    let plan = two_ways(rate("6-6 Mt/yr"), Estimate::sure(GrowthRate::percent_per_year(5.0)));
    let outcome = evaluate(&plan, "baseline", &QueuedLogit::default());
    let found = Ensemble::new(sampling(Design::Sobol)).scenario("baseline", &plan).scenario("same", &plan);
    let found = rows(&found.run(&QueuedLogit::default()).unwrap());
    let mut levels = 0;
    for row in &found {
        let once = outcome.value(row.indicator, &row.subject, row.period).unwrap();
        match &*row.statistic {
            "mean" | "p05" | "p10" | "p25" | "p50" | "p75" | "p90" | "p95" => {
                assert_eq!(row.value.to_bits(), once.to_bits(), "{row:?} is not {once}");
                levels += 1;
            }
            "probability" => assert!(row.value == 0.0 || row.value == 1.0, "{row:?}"),
            _ => assert_eq!(row.value, 0.0, "{row:?}"),
        }
    }
    assert!(levels > 1000, "{levels}");
}

fn of(found: &Distributions, scenario: &str, statistic: &str) -> f64 {
    found.value(scenario, Indicator::CorridorVolume, "piped", year(2030), statistic).unwrap()
}

/// Scenarios share their draws, so their difference is known much better than either.
#[test]
fn differences_are_paired() {
    let plans = plans();
    let found = pair(&plans, Design::MonteCarlo).run(&QueuedLogit::default()).unwrap();
    let difference = of(&found, "wider", "difference-mean");
    let levels = of(&found, "wider", "mean") - of(&found, "baseline", "mean");
    assert!((difference - levels).abs() < 1e-6 * levels.abs());
    let same =
        pair(&[plans[0].clone(), plans[0].clone()], Design::MonteCarlo).run(&QueuedLogit::default()).unwrap();
    assert_eq!(of(&same, "wider", "difference-sd"), 0.0);
    assert!(of(&same, "wider", "sd") > 0.0);
}

/// A target is met in as many draws as its gap is not negative, and a limit first binds in one period of each draw.
#[test]
fn probabilities_count_draws() {
    let plans = plans();
    let ensemble = Ensemble::new(sampling(Design::MonteCarlo)).scenario("baseline", &plans[0]).at_least(
        Indicator::CorridorVolume,
        "piped",
        5.9e6,
    );
    let found = ensemble.run(&QueuedLogit::default()).unwrap();
    let met = found.value("baseline", Indicator::TargetGap, "six", year(2030), "probability").unwrap();
    assert_eq!(met, of(&found, "baseline", "at-least-5900000"));
    assert!(met > 0.05 && met < 0.95, "{met}");
    let binds = |period| found.value("baseline", Indicator::Saturated, "pipe", period, "probability");
    let ever: f64 = (2025..=2030).filter_map(|number| binds(year(number))).sum();
    assert!(ever > 0.1 && ever <= 1.0 + 1e-12, "{ever}");
    let kept = found.value("baseline", Indicator::Fulfilment, "promised", year(2025), "probability");
    assert_eq!(kept, Some(1.0));
}

/// How sure a mean is: how far it spreads over seeds, and what each run says of that, as a root mean square.
struct Errors {
    found: f64,
    told: f64,
}

/// Those of the mean of an indicator that is smooth in what is uncertain.
fn errors(design: Design, draws: u64) -> Errors {
    let plan = two_ways(uncertain_pipe(), uncertain_growth());
    let is_read = |entry: &Entry| entry.indicator == Indicator::Demand;
    let run = |seed| {
        let sampling = Sampling::new(draws, seed).unwrap().with_design(design).unwrap();
        let ensemble = Ensemble::new(sampling).scenario("baseline", &plan).reading(is_read);
        let found = ensemble.run(&QueuedLogit::default()).unwrap();
        let of = |name| found.value("baseline", Indicator::Demand, "export", year(2030), name).unwrap();
        (of("mean"), of("standard-error"))
    };
    let runs: Vec<(f64, f64)> = (0..SEEDS).map(run).collect();
    let centre = runs.iter().map(|(mean, _)| mean).sum::<f64>() / SEEDS as f64;
    let squares = runs.iter().map(|(mean, _)| (mean - centre).powi(2)).sum::<f64>();
    let told = runs.iter().map(|(_, told)| told * told).sum::<f64>();
    Errors { found: (squares / (SEEDS - 1) as f64).sqrt(), told: (told / SEEDS as f64).sqrt() }
}

/// How many seeds an error is taken over: its own standard error is then 1 / √62, an eighth.
const SEEDS: u64 = 32;

/// From 32 to 512 draws the error falls to a quarter by Monte Carlo, and much further by the stratified designs; what a
/// run says of its error falls with it.
#[test]
fn errors_fall_as_they_should() {
    for design in Design::ALL {
        let (few, many) = (errors(*design, 32), errors(*design, 512));
        for ratio in [many.found / few.found, many.told / few.told] {
            if *design == Design::MonteCarlo {
                assert!(ratio > 0.14 && ratio < 0.45, "{ratio}");
            } else {
                assert!(ratio < 0.1, "{design}: {ratio}");
            }
        }
    }
}

/// The standard error that is told is the one that there is, whatever the design: sd / √N would be five times too large
/// for the stratified ones here.
#[test]
fn standard_errors_are_true() {
    for design in Design::ALL {
        let Errors { found, told } = errors(*design, 256);
        assert!(told / found > 0.6 && told / found < 1.6, "{design}: {told} {found}");
    }
    let [independent, stratified] =
        [Design::MonteCarlo, Design::Sobol].map(|design| errors(design, 256).told);
    assert!(independent > 5.0 * stratified, "{independent} {stratified}");
}

#[cfg(feature = "sketch")]
#[test]
fn sketches_are_within_their_error() {
    let plans = plans();
    let exact = pair(&plans, Design::Sobol).run(&QueuedLogit::default()).unwrap();
    let sketched = pair(&plans, Design::Sobol).memory(0).run(&QueuedLogit::default()).unwrap();
    let mut quantiles = 0;
    for (exact, sketched) in exact.rows().zip(sketched.rows()) {
        let statistic = exact.statistic.trim_start_matches("difference-");
        let is_quantile = statistic.starts_with('p') && statistic != "probability";
        if !is_quantile {
            assert_eq!(exact, sketched);
        } else if [Indicator::Demand, Indicator::CorridorVolume].contains(&exact.indicator) {
            // A sketch gives a draw beside the quantile, which is less than a hundredth away among a thousand.
            assert!(
                (exact.value - sketched.value).abs() <= 0.01 * exact.value.abs() + 1e3,
                "{exact:?} {sketched:?}"
            );
            quantiles += 1;
        }
    }
    assert!(quantiles > 100);
}

/// What is stopped says how far it got, and is what so many draws of the whole give.
#[test]
fn a_run_that_is_stopped_holds_what_is_done() {
    let plans = plans();
    let ensemble = pair(&plans, Design::MonteCarlo).threads(1);
    let part = ensemble.part(&QueuedLogit::default(), Shard::WHOLE, |_| ControlFlow::Break(())).unwrap();
    assert!(part.is_stopped() && part.draws() < DRAWS);
    let found = ensemble.join(vec![part.clone()]).unwrap();
    assert_eq!(found.draws(), part.draws());
    let first = Ensemble::new(Sampling::new(part.draws(), 11).unwrap())
        .scenario("baseline", &plans[0])
        .scenario("wider", &plans[1])
        .run(&QueuedLogit::default())
        .unwrap();
    assert_same(&rows(&found), &rows(&first));
}

#[test]
fn what_cannot_run_is_told() {
    let plans = plans();
    let method = QueuedLogit::default();
    let told = |ensemble: Ensemble<'_>| ensemble.run(&method).unwrap_err().to_string();
    let empty = || Ensemble::new(sampling(Design::MonteCarlo));
    let table = [
        (told(empty()), "an ensemble has no scenario"),
        (told(empty().scenario("a", &plans[0]).scenario("a", &plans[1])), "two scenarios `a`"),
        (
            told(empty().scenario("a", &plans[0]).at_least(Indicator::Demand, "nobody", 1.0)),
            "`demand` of `nobody` is not read off",
        ),
        (Shard::new(0, 4).unwrap_err().to_string(), "there is no shard 0 of 4"),
    ];
    for (told, expected) in table {
        assert!(told.contains(expected), "{told:?} does not say {expected:?}");
    }
}

#[test]
fn parts_that_do_not_join_are_told() {
    let plans = plans();
    let ensemble = pair(&plans, Design::MonteCarlo);
    let four = parts(&ensemble, 4);
    let join = |chosen: &[usize]| ensemble.join(chosen.iter().map(|number| four[*number].clone()).collect());
    assert!(join(&[0, 1, 2, 3]).is_ok());
    for broken in [&[0, 1, 3][..], &[0, 1, 2], &[1, 2, 3], &[0, 0, 1, 2, 3], &[]] {
        assert!(matches!(join(broken).unwrap_err(), EnsembleError::Gap { .. }), "{broken:?}");
    }
    let other = pair(&plans, Design::Sobol);
    assert_eq!(other.join(four.clone()).unwrap_err(), EnsembleError::OtherEnsemble { number: 1 });
}

/// The seal that a part is written under: FNV-1a of its JSON.
fn seal_of(part: &str) -> u64 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    part.bytes().fold(0xCBF2_9CE4_8422_2325, step)
}

/// Where the numbers of a text stand.
fn numbers_in(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_of_number = |byte: u8| byte.is_ascii_digit() || b"+-.e".contains(&byte);
    let bytes = text.as_bytes();
    let begins = |at: &usize| bytes[*at].is_ascii_digit() && b":,[-".contains(&bytes[at - 1]);
    let end = |at: usize| (at..bytes.len()).find(|place| !is_of_number(bytes[*place])).unwrap();
    (1..bytes.len()).filter(begins).map(|at| at..end(at)).collect()
}

/// A file that was cut or changed is told, and one that somebody changed and sealed again is told or read, and nowhere
/// makes the run end in a panic.
#[test]
fn parts_that_were_changed_are_told() {
    let plan = two_ways(uncertain_pipe(), uncertain_growth());
    let memories = if cfg!(feature = "sketch") { &[512, 0][..] } else { &[512] };
    for (megabytes, design) in memories.iter().zip([Design::Sobol, Design::MonteCarlo]) {
        let ensemble = Ensemble::new(Sampling::new(150, 11).unwrap().with_design(design).unwrap())
            .scenario("baseline", &plan)
            .memory(*megabytes)
            .reading(|entry| entry.indicator == Indicator::TargetGap);
        let parts = parts(&ensemble, 2);
        let text = serde_json::to_string(&parts[1]).unwrap();
        let part = text.split_once("\"part\":").unwrap().1.strip_suffix('}').unwrap();
        assert_eq!(text, format!("{{\"seal\":{},\"part\":{part}}}", seal_of(part)));
        assert!(serde_json::from_str::<Part>(&text[..text.len() / 2]).is_err());
        let mut refused = 0;
        for place in numbers_in(part).iter().step_by(3) {
            for other in ["0", "3", "4294967295", "18446744073709551615", "-2147483648", "1e308"] {
                let changed = format!("{}{other}{}", &part[..place.start], &part[place.end..]);
                if part[place.clone()].parse::<f64>() == other.parse::<f64>() {
                    continue;
                }
                let unsealed = text.replacen(part, &changed, 1);
                assert!(serde_json::from_str::<Part>(&unsealed).is_err(), "{unsealed}");
                let sealed = format!("{{\"seal\":{},\"part\":{changed}}}", seal_of(&changed));
                let Ok(changed) = serde_json::from_str::<Part>(&sealed) else { continue };
                let _ = (changed.is_stopped(), changed.draws());
                match ensemble.join(vec![parts[0].clone(), changed]) {
                    Ok(found) => assert!(found.rows().count() > 0),
                    Err(_) => refused += 1,
                }
            }
        }
        assert!(refused > 20, "{refused}");
    }
}
