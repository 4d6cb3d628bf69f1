//! Outcomes made by hand, for the tests of this stage and of the report.

use std::sync::Arc;

use crate::calendar::{Horizon, Period};
use crate::commitment::Target;
use crate::demand::{Demand, Observation};
use crate::evaluate::{Entry, Indicator, Layout, Outcome, PeriodStatus};
use crate::model::Draft;
use crate::network::Corridor;
use crate::projection::{Course, Rule};
use crate::quantity::{Currency, Mass, Measure, PriceBasis};

/// 2022 to 2030.
pub(crate) fn horizon() -> Horizon {
    Horizon::years(2022, 2030).unwrap()
}

pub(crate) fn year(year: i32) -> Period {
    Period::year(year).unwrap()
}

/// An outcome of entries, each with one value per year of [`horizon`].
pub(crate) fn outcome(scenario: &str, entries: &[(Indicator, &str, [f64; 9])]) -> Outcome {
    let entry = |(indicator, subject, _): &(Indicator, &str, [f64; 9])| Entry {
        indicator: *indicator,
        subject: Arc::from(*subject),
        unit: indicator.unit(Measure::Mass, Currency::USD, PriceBasis::Nominal),
    };
    let layout = Arc::new(Layout::new(horizon(), entries.iter().map(entry).collect()));
    let solved = |period| PeriodStatus { period, solved: true, steps: 3, gap: 1e-9 };
    let statuses = horizon().periods().map(solved).collect();
    let values = entries.iter().flat_map(|(_, _, values)| *values).collect();
    Outcome::new(Arc::from("Crossing"), Arc::from(scenario), layout, statuses, values)
}

/// The same with its last period not solved.
pub(crate) fn stopped(of: &Outcome) -> Outcome {
    let mut statuses = of.statuses().to_vec();
    if let Some(last) = statuses.last_mut() {
        *last = PeriodStatus { solved: false, steps: 200, gap: 0.02, ..*last };
    }
    let layout = Arc::new(Layout::new(of.horizon(), of.layout().entries().to_vec()));
    let values = (0..layout.entries().len()).flat_map(|entry| of.values_of(entry).to_vec()).collect();
    Outcome::new(of.study().clone(), of.scenario().clone(), layout, statuses, values)
}

const NONE: f64 = f64::NAN;

/// A baseline in which a berth binds from 2026 on.
pub(crate) fn baseline() -> Outcome {
    let grows = |first: f64| std::array::from_fn(|year| first * 1.1_f64.powi(i32::try_from(year).unwrap()));
    outcome(
        "baseline",
        &[
            (Indicator::Demand, "oil", grows(1.5e6)),
            (Indicator::Shipped, "oil", [1.5e6, 1.65e6, 1.8e6, 2e6, 2e6, 2e6, 2e6, 2e6, 2e6]),
            (Indicator::Unserved, "oil", [0.0, 0.0, 0.0, 0.0, 0.1e6, 0.3e6, 0.6e6, 0.9e6, 1.2e6]),
            (Indicator::Concentration, "oil", [0.5; 9]),
            (Indicator::Utilisation, "berths", [0.6, 0.7, 0.8, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0]),
            (Indicator::QueuePrice, "berths", [0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 16.0]),
            (Indicator::Saturated, "berths", [NONE, NONE, NONE, NONE, 1.0, NONE, NONE, NONE, NONE]),
            (Indicator::CorridorVolume, "sea", [1.4e6, 1.5e6, 1.6e6, 1.8e6, 2e6, 2e6, 2e6, 2e6, 2e6]),
            (Indicator::CorridorVolume, "land", [0.1e6, 0.1e6, 0.2e6, 0.2e6, 0.0, 0.0, 0.0, 0.0, 100.0]),
            (Indicator::TargetGap, "berths-two", [NONE, NONE, NONE, NONE, NONE, NONE, NONE, -200e3, NONE]),
            (Indicator::Committed, "firm", [NONE, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6]),
            (Indicator::Delivered, "firm", [NONE, 0.5e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6]),
            (Indicator::Observed, "ports", [1.485e6, 1.55e6, NONE, NONE, NONE, NONE, NONE, NONE, NONE]),
        ],
    )
}

/// A scenario with berths enough and a pipeline that the baseline does not have.
pub(crate) fn berths() -> Outcome {
    let baseline = baseline();
    let own: Vec<(Indicator, &str, [f64; 9])> = vec![
        (Indicator::Demand, "oil", baseline.values_of(0).try_into().unwrap()),
        (Indicator::Shipped, "oil", baseline.values_of(0).try_into().unwrap()),
        (Indicator::Unserved, "oil", [0.0; 9]),
        (Indicator::Concentration, "oil", [0.4; 9]),
        (Indicator::Utilisation, "berths", [0.5; 9]),
        (Indicator::Utilisation, "pipeline", [NONE, NONE, NONE, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]),
        (Indicator::QueuePrice, "berths", [0.0; 9]),
        (Indicator::Saturated, "berths", [NONE; 9]),
        (Indicator::CorridorVolume, "sea", [1.4e6, 1.5e6, 1.6e6, 1.9e6, 2.2e6, 2.4e6, 2.6e6, 2.9e6, 3.2e6]),
        (Indicator::CorridorVolume, "land", [0.1e6; 9]),
        (Indicator::TargetGap, "berths-two", [NONE, NONE, NONE, NONE, NONE, NONE, NONE, -100e3, NONE]),
        (Indicator::Committed, "firm", [NONE, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6]),
        (Indicator::Delivered, "firm", [NONE, 0.5e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6]),
        (Indicator::Observed, "ports", [1.485e6, 1.55e6, NONE, NONE, NONE, NONE, NONE, NONE, NONE]),
    ];
    outcome("berths", &own)
}

/// The draft that the outcomes could be of.
pub(crate) fn draft() -> Draft {
    let mut draft = Draft::new("Crossing", horizon());
    draft.measure = Some(Measure::Mass);
    draft.add_corridor("land", Corridor::new());
    draft.add_corridor("sea", Corridor::new().named("By sea"));
    draft.add_target("three", Target::new("sea", Mass::megatonnes(3.0), year(2027)));
    draft.add_target("berths-two", Target::new("berths", Mass::kilotonnes(200.0), year(2029)));
    draft.add_target("five", Target::new("sea", Mass::megatonnes(5.0), year(2027)));
    let volumes = || Course::of([(year(2022), Mass::megatonnes(1.5))], Rule::Hold);
    draft.add_demand("oil", Demand::new("field", "market", volumes()));
    let measured = Observation::new("all oil", volumes());
    draft.add_observation("ports", Observation { of: Some("corridor-volume:sea".to_owned()), ..measured });
    draft
}
