//! Each rule over two centuries of months, as a run evaluates it for every draw, with the plain formula beside it.
//!
//! Both ways are asserted to agree before they are timed.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up should stop")]

use std::hint::black_box;

use corridor::calendar::{Horizon, Period};
use corridor::projection::{Course, Curve, FlatCourse, Origin, Rule, Timeline};
use corridor::quantity::{GrowthRate, Mass};
use criterion::{Criterion, criterion_group, criterion_main};

/// Two centuries of months: the longest horizon there is.
const PERIODS: usize = 2_400;
/// The two ways agree to this part.
const AGREEMENT: f64 = 1e-9;
/// The last given point of all courses.
const ORIGIN: Origin = Origin { time: 2023.5, value: 2.8e6 };

fn months() -> Horizon {
    let first = Period::month(2024, 1).expect("a month");
    Horizon::new(first, first.plus(2_399)).expect("two centuries of months")
}

/// A rule, and the formula that one would write down for it.
struct Case {
    name: &'static str,
    curve: Curve,
    formula: fn(f64) -> f64,
}

const CASES: [Case; 5] = [
    Case {
        name: "compound",
        curve: Curve::Compound { rate: 0.03 },
        formula: |time| ORIGIN.value * 1.03_f64.powf(time - ORIGIN.time),
    },
    Case {
        name: "linear",
        curve: Curve::Linear { per_year: 2e5 },
        formula: |time| ORIGIN.value + 2e5 * (time - ORIGIN.time),
    },
    Case {
        name: "multiple",
        curve: Curve::Multiple { factor: 5.0, by: 2123.5, held_from: 2123.0 },
        formula: |time| {
            let way = if time < 2123.0 { (time - ORIGIN.time) / (2123.5 - ORIGIN.time) } else { 1.0 };
            ORIGIN.value * 5.0_f64.powf(way)
        },
    },
    Case {
        name: "logistic",
        curve: Curve::Logistic { ceiling: 60e6, rate: 0.05, midpoint: None },
        formula: |time| 60e6 / (1.0 + (60e6 / ORIGIN.value - 1.0) * (-0.05 * (time - ORIGIN.time)).exp()),
    },
    Case {
        name: "gompertz",
        curve: Curve::Gompertz { ceiling: 60e6, rate: 0.05, midpoint: None },
        formula: |time| 60e6 * (-(60e6 / ORIGIN.value).ln() * (-0.05 * (time - ORIGIN.time)).exp()).exp(),
    },
];

fn rules(criterion: &mut Criterion) {
    let timeline = Timeline::of(months());
    for case in CASES {
        let mut levels = vec![0.0; PERIODS];
        case.curve.fill(ORIGIN, timeline, 0, &mut levels);
        for (index, level) in levels.iter().enumerate() {
            let expected = (case.formula)(timeline.time(index));
            assert!((level - expected).abs() <= AGREEMENT * expected, "{}: {level} {expected}", case.name);
        }
        let mut group = criterion.benchmark_group(format!("projection/{}", case.name));
        group.bench_function("filled", |bencher| {
            bencher
                .iter(|| black_box(case.curve).fill(black_box(ORIGIN), timeline, 0, black_box(&mut levels)));
        });
        group.bench_function("formula", |bencher| {
            bencher.iter(|| {
                for (index, level) in black_box(&mut levels).iter_mut().enumerate() {
                    *level = black_box(case.formula)(timeline.time(index));
                }
            });
        });
        group.finish();
    }
}

/// A whole course: ten given years over two centuries of months, then a rule.
fn course(criterion: &mut Criterion) {
    let given = (2020..2030).map(|year| (Period::year(year).expect("a year"), Mass::tonnes(ORIGIN.value)));
    let course = Course::of(given, Rule::compound(GrowthRate::percent_per_year(3.0)));
    let inputs: Vec<f64> = course.numbers().iter().map(|(_, number)| number.central()).collect();
    let flat = FlatCourse::new(&course, months()).expect("a sound course");
    let mut levels = vec![0.0; PERIODS];
    flat.fill(&inputs, None, &mut levels);
    let expected = ORIGIN.value * 1.03_f64.powf(months().last().midpoint() - 2029.5);
    assert!((levels[71] - ORIGIN.value).abs() <= AGREEMENT * ORIGIN.value);
    assert!((levels[PERIODS - 1] - expected).abs() <= AGREEMENT * expected);
    criterion.bench_function("projection/course/lower", |bencher| {
        bencher.iter(|| FlatCourse::new(black_box(&course), months()));
    });
    criterion.bench_function("projection/course/fill", |bencher| {
        bencher.iter(|| flat.fill(black_box(&inputs), None, black_box(&mut levels)));
    });
}

criterion_group!(benches, rules, course);
criterion_main!(benches);
