//! Lone routes are evaluated in blocks of draws by a closed form; here against the method, draw by draw.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails must say where")]

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use corridor::assign::{Assignment, Conditions, Method, QueuedLogit, Workspace};
use corridor::ensemble::{Distributions, Ensemble, Sampling};
use corridor::evaluate::Indicator;
use corridor::study::Study;
use proptest::prelude::*;

/// How far the two may be apart, as a share: what the method leaves open, with room for what statistics make of it.
const SOLVED: f64 = 1e-6;

/// The method solved this far that the price of a queue is known to [`SOLVED`] also where next to all of a demand stays:
/// there a limit may be met to the default tolerance by prices that are a hundred times as far apart.
const SHARP: QueuedLogit = QueuedLogit { tolerance: 1e-11, max_steps: 60 };

/// The default method without saying that it is one, so that no closed form is taken.
struct StepByStep(QueuedLogit);

impl Method for StepByStep {
    fn name(&self) -> &'static str {
        "step-by-step"
    }

    fn assign<'w>(&self, conditions: &Conditions<'_>, workspace: &'w mut Workspace) -> Assignment<'w> {
        self.0.assign(conditions, workspace)
    }
}

/// The default method, counting how often it is asked.
#[derive(Default)]
struct Counted(QueuedLogit, AtomicUsize);

impl Method for Counted {
    fn name(&self) -> &'static str {
        "counted"
    }

    fn assign<'w>(&self, conditions: &Conditions<'_>, workspace: &'w mut Workspace) -> Assignment<'w> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.assign(conditions, workspace)
    }

    fn is_logit_with_queues(&self) -> bool {
        true
    }
}

/// A leg of a chain: what it carries, and what stands beside it.
#[derive(Debug, Clone)]
struct RandomLeg {
    capacity: f64,
    growth: Option<f64>,
    project: Option<(f64, bool)>,
    background: Option<f64>,
    availability: Option<f64>,
    season: bool,
    ramp: bool,
    slips: bool,
}

fn legs() -> impl Strategy<Value = Vec<RandomLeg>> {
    let leg = (
        0.2..6.0f64,
        prop::option::of(-5.0..8.0f64),
        prop::option::of((0.1..0.9f64, any::<bool>())),
        prop::option::of(0.01..1.5f64),
        prop::option::of(0.5..0.9f64),
        (prop::bool::weighted(0.2), any::<bool>(), any::<bool>()),
    );
    let leg = leg.prop_map(|(capacity, growth, project, background, availability, (season, ramp, slips))| {
        RandomLeg { capacity, growth, project, background, availability, season, ramp, slips }
    });
    prop::collection::vec(leg, 1..5)
}

fn study(legs: &[RandomLeg], monthly: bool, captive: bool, growth: &str, dispersion: f64) -> String {
    let (first, last) = if monthly { ("2025-01", "2027-12") } else { ("2025", "2044") };
    let mut text = format!(
        "name = \"Chain\"\nmeasure = \"mass\"\nhorizon = {{ first = \"{first}\", last = \"{last}\" }}\ndispersion = {dispersion}\n"
    );
    for node in 0..=legs.len() {
        let _ = writeln!(text, "[node.n{node}]");
    }
    for (number, leg) in legs.iter().enumerate() {
        let (low, high) = (leg.capacity * 0.7, leg.capacity * 1.5);
        let _ = write!(
            text,
            "[leg.leg-{number}]\nfrom = \"n{number}\"\nto = \"n{}\"\nmode = \"rail\"\ntariff = \"3 USD/t\"\ncapacity = {{ 2024 = {{ low = \"{low} Mt/yr\", mode = \"{} Mt/yr\", high = \"{high} Mt/yr\" }}, 2027 = \"{high} Mt/yr\" }}\n",
            number + 1,
            leg.capacity
        );
        if let Some(rate) = leg.growth {
            let _ = writeln!(
                text,
                "capacity_growth = {{ compound = {{ mean = \"{rate} %/yr\", sd = \"2 %/yr\" }} }}"
            );
        }
        if let Some(used) = leg.background {
            let _ =
                writeln!(text, "background = {{ low = \"0.01 Mt/yr\", high = \"{} Mt/yr\" }}", used + 0.01);
        }
        if let Some(share) = leg.availability {
            let _ = writeln!(text, "availability = {{ low = \"{} %\", high = \"100 %\" }}", share * 100.0);
        }
        if leg.season {
            let _ = writeln!(text, "season = {{ jan = {{ low = \"20 %\", high = \"80 %\" }} }}");
        }
        if let Some((adds, by_share)) = leg.project {
            let adds = if by_share {
                format!("{{ low = \"{} %\", high = \"90 %\" }}", adds * 90.0)
            } else {
                format!("{{ low = \"0.1 Mt/yr\", high = \"{} Mt/yr\" }}", adds + 0.1)
            };
            let _ = writeln!(
                text,
                "[project.p{number}]\nleg = \"leg-{number}\"\nadds = {adds}\nopens = \"2026-04-01\"\nstatus = \"funded\""
            );
            if leg.ramp {
                let _ = writeln!(text, "ramp = \"8 mo\"");
            }
            if leg.slips {
                let _ = writeln!(text, "slips = {{ low = \"-1 yr\", mode = \"0 d\", high = \"4 yr\" }}");
            }
        }
    }
    let _ = write!(
        text,
        "[demand.all]\nfrom = \"n0\"\nto = \"n{}\"\nvolume = {{ 2025 = {{ low = \"0.6 Mt\", mode = \"1 Mt\", high = \"3 Mt\" }} }}\ngrowth = {growth}\ncaptive = {captive}\n[corridor.chain]\ncordon = [\"leg-0\"]\n[target.soon]\nby = \"2027\"\nvalue = {{ low = \"1 Mt\", high = \"2 Mt\" }}\ncounts = \"chain\"\nsaid = \"2024\"\nwho = \"somebody\"\n",
        legs.len()
    );
    text
}

const READ: [Indicator; 10] = [
    Indicator::Demand,
    Indicator::Shipped,
    Indicator::Unserved,
    Indicator::Flow,
    Indicator::Throughput,
    Indicator::Utilisation,
    Indicator::Headroom,
    Indicator::QueuePrice,
    Indicator::CorridorVolume,
    Indicator::TargetGap,
];

fn run(study: &Study, method: &dyn Method, threads: usize, saturated: bool) -> Distributions {
    let plan = study.draft().plan().unwrap();
    Ensemble::new(Sampling::new(150, 7).unwrap())
        .scenario("baseline", &plan)
        .reading(|entry| {
            READ.contains(&entry.indicator) || (saturated && entry.indicator == Indicator::Saturated)
        })
        .threads(threads)
        .run(method)
        .unwrap()
}

/// The method is asked what goes where nothing is short, once for each period, and not draw by draw.
#[test]
fn the_method_is_not_asked_draw_by_draw() {
    let leg = RandomLeg {
        capacity: 1.0,
        growth: Some(2.0),
        project: Some((0.3, true)),
        background: Some(0.1),
        availability: Some(0.8),
        season: true,
        ramp: true,
        slips: true,
    };
    let growth = "{ continuous = { mean = \"5 %/yr\", sd = \"4 %/yr\" } }";
    let study = Study::parse(&study(&[leg.clone(), leg], false, true, growth, 1.0), "chain.toml").unwrap();
    let counted = Counted::default();
    run(&study, &counted, 1, true);
    let (periods, engines) = (20, 3);
    assert!(counted.1.into_inner() <= engines * periods);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The closed form gives what the method finds, whatever the chain; and the same bytes on one thread and on three.
    #[test]
    fn the_closed_form_is_what_the_method_finds(
        legs in legs(), monthly: bool, captive: bool, dispersion in 0.05..3.0f64, rule in 0..5usize,
    ) {
        let growth = [
            "{ continuous = { mean = \"5 %/yr\", sd = \"4 %/yr\" } }",
            "{ compound = { mean = \"5 %/yr\", sd = \"4 %/yr\" } }",
            "{ linear = { low = \"0.01 Mt/yr\", high = \"0.2 Mt/yr\" } }",
            "{ logistic = { ceiling = \"5-9 Mt\", rate = \"20-40 %/yr\" } }",
            "{ through = { 2030 = \"3-4 Mt\" } }",
        ][rule];
        let text = study(&legs, monthly, captive, growth, dispersion);
        let study = Study::parse(&text, "chain.toml").unwrap_or_else(|error| panic!("{error}\n{text}"));
        let (fast, slow) = (run(&study, &QueuedLogit::default(), 1, true), run(&study, &StepByStep(SHARP), 1, true));
        prop_assert!(slow.unsolved().iter().all(|(_, count)| *count == 0));
        let rows: Vec<_> = slow.rows().collect();
        prop_assert_eq!(rows.len(), fast.rows().count());
        for (fast, slow) in fast.rows().zip(&rows) {
            prop_assert_eq!((&fast.indicator, &fast.subject, fast.period, &fast.statistic), (&slow.indicator, &slow.subject, slow.period, &slow.statistic));
            let scale = match fast.indicator {
                // What the logit leaves of a tonne that nothing holds back is a difference of numbers of a megatonne.
                Indicator::QueuePrice => 1e2,
                Indicator::Utilisation => 1.0,
                _ => 1e6,
            };
            let is_close = (fast.value - slow.value).abs() <= SOLVED * (slow.value.abs() + scale);
            prop_assert!(is_close, "{} {} {} {}: {} against {}", fast.indicator, fast.subject, fast.period, fast.statistic, fast.value, slow.value);
        }
        let threaded = run(&study, &QueuedLogit::default(), 3, true);
        let bits = |found: &Distributions| found.rows().map(|row| row.value.to_bits()).collect::<Vec<_>>();
        prop_assert_eq!(bits(&fast), bits(&threaded));
    }
}
