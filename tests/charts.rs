//! Charts by their structure: what is drawn and named, not the hundredths of a point at which it stands.
#![cfg(feature = "plot")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;

use corridor::appraise::Appraisal;
use corridor::assign::QueuedLogit;
use corridor::compare::{Comparison, Headline};
use corridor::ensemble::{Ensemble, Sampling};
use corridor::evaluate::{Entry, Indicator, Wanted, evaluate};
use corridor::quantity::{Measure, Unit};
use corridor::report::chart::{self, Chart, ChartError, Size};
use corridor::scenario::BASELINE;
use corridor::sensitivity::{Explanation, Response, Tornado, TornadoBar, TornadoBars};
use corridor::study::Study;

const SIZES: [Size; 3] = [Size::COLUMN, Size::PAGE, Size::SLIDE];

fn crossing() -> Study {
    Study::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/crossing.toml").as_path()).unwrap()
}

fn compared(study: &Study) -> Comparison {
    let method = QueuedLogit::default();
    let baseline = study.run(BASELINE, &method).unwrap();
    let others = study.scenarios().names().filter(|name| *name != BASELINE);
    let others: Vec<_> = others.map(|name| study.run(name, &method).unwrap()).collect();
    Comparison::new(&baseline, &others).unwrap()
}

/// Every chart of a study, by name.
fn all(study: &Study, size: Size) -> Vec<(&'static str, Chart)> {
    let comparison = compared(study);
    let headline = Headline::new(&comparison, study.draft());
    let other = comparison.scenarios().nth(1).unwrap().to_string();
    let subject = |indicator| comparison.subjects(indicator).next().unwrap().to_string();
    let demand = subject(Indicator::Demand);
    let corridor = subject(Indicator::CorridorVolume);
    let last = comparison.horizon().last();
    let plan = study.plan(BASELINE).unwrap();
    let is_read = |entry: &Entry| entry.indicator == Indicator::CorridorVolume && *entry.subject == *corridor;
    let ensemble = Ensemble::new(Sampling::new(64, 1).unwrap()).scenario(BASELINE, &plan).reading(is_read);
    let distributions = ensemble.run(&QueuedLogit::default()).unwrap();
    let wanted = Wanted::new(Indicator::CorridorVolume, &corridor, last);
    let explanation = Explanation::between(study.draft(), study.scenarios(), BASELINE, &other).unwrap();
    let attribution = explanation.of([wanted]).run(&QueuedLogit::default()).unwrap();
    let explained = attribution.explained(Indicator::CorridorVolume, &corridor, last).unwrap();
    vec![
        ("volumes", chart::volumes(&comparison, headline.leading.as_ref().unwrap(), &["A source"], size)),
        (
            "fan",
            chart::fan(&distributions, BASELINE, Indicator::CorridorVolume, &corridor, &[], size).unwrap(),
        ),
        ("routes", chart::route_shares(&comparison, BASELINE, &demand, size).unwrap()),
        ("utilisation", chart::utilisation(&comparison, BASELINE, size).unwrap()),
        ("queue-prices", chart::queue_prices(&comparison, BASELINE, size).unwrap()),
        ("concentration", chart::concentration(&comparison, BASELINE, size).unwrap()),
        ("by-scenario", chart::by_scenario(&comparison, Indicator::Shipped, &demand, size).unwrap()),
        (
            "commitment",
            chart::commitment(&comparison, BASELINE, &subject(Indicator::Committed), &[], size).unwrap(),
        ),
        ("waterfall", chart::waterfall(&explained, (BASELINE, &other), size)),
        ("tornado", tornado(size)),
        ("tornado-of-a-study", tornado_of_a_study(size)),
        ("worth", worth(size)[0].clone()),
        ("worth-by-country", worth(size)[1].clone()),
    ]
}

/// What moves the volume across the Caspian: prices and times that a study that comes with the crate is unsure of.
fn tornado_of_a_study(size: Size) -> Chart {
    let study = Study::embedded("kazakh-oil").unwrap();
    let plan = study.plan(BASELINE).unwrap();
    let method = QueuedLogit::default();
    let wanted = Wanted::new(Indicator::CorridorVolume, "baku", "2030".parse().unwrap());
    let response = Response::new(&plan, &method, &wanted).unwrap();
    let bars = Tornado::new().run(response.inputs(), |values: &[f64]| response.value(values)).unwrap();
    chart::tornado(&bars, "What moves the volume through Baku in 2030", response.unit(), size)
}

/// What a line across the Caspian is worth, item by item and by country.
fn worth(size: Size) -> [Chart; 2] {
    let study = Study::embedded("turkmen-gas").unwrap();
    let draft = study.draft();
    let method = QueuedLogit::default();
    let account = Appraisal::new(draft, &method).bundle(&["trans-caspian-first"]).unwrap();
    let money = Unit::Money(draft.currency, draft.prices);
    let title = "The first line across the Caspian";
    [
        chart::worth(&account, money, title, size),
        chart::worth_by_country(&account, money, title, size)
            .with_sources(&["W-Stream Caspian Pipeline Company"]),
    ]
}

fn tornado(size: Size) -> Chart {
    use corridor::evidence::{Shape, Spread};
    use corridor::sensitivity::Inputs;
    let share = Spread::new(Shape::Uniform { low: 0.0, high: 1e6 }).unwrap();
    let inputs = Inputs::new([("leg.a.capacity", share.clone()), ("demand.b.volume", share)]).unwrap();
    let bars = Tornado::new().run(&inputs, |x| x[0] - 3.0 * x[1]).unwrap();
    chart::tornado(&bars, "Volume of the corridor", Unit::Volume(Measure::Mass), size)
}

/// The elements with their classes and texts, runs of one kind counted, all coordinates left out.
fn structure(svg: &str) -> String {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for line in svg.lines() {
        let element = line.trim_start_matches('<').split([' ', '>']).next().unwrap_or("");
        let class = line.split("class=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        let text = line.split_once('>').map_or("", |(_, rest)| rest.split('<').next().unwrap_or(""));
        let is_text = element == "text";
        let said = format!("{element} {class}{}", if is_text { format!(" {text}") } else { String::new() });
        match lines.last_mut() {
            Some((last, count)) if *last == said => *count += 1,
            _ => lines.push((said, 1)),
        }
    }
    let lines: Vec<String> = lines.into_iter().map(|(line, count)| format!("{line} × {count}")).collect();
    lines.join("\n") + "\n"
}

#[test]
fn charts_have_the_structure_they_had() {
    for (name, chart) in all(&crossing(), Size::PAGE) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/chart-{name}.txt"));
        let found = structure(chart.svg());
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(found, golden, "chart-{name}.txt differs; if that is meant, run with UPDATE_GOLDEN=1");
    }
}

/// Elements open and close in pairs, no number is out of hand, and everything stands within the paper.
#[test]
fn charts_are_whole_at_every_size() {
    for size in SIZES {
        for (name, chart) in all(&crossing(), size) {
            let svg = chart.svg();
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}: {svg}");
            for element in ["text", "svg", "desc", "title"] {
                let (open, closed) = (
                    svg.matches(&format!("<{element}")).count(),
                    svg.matches(&format!("</{element}>")).count(),
                );
                assert_eq!(open, closed, "{name}: {element}");
            }
            let height: f64 = attribute(svg, "height").unwrap();
            for line in svg.lines().filter(|line| line.starts_with("<text")) {
                let (x, y) = (attribute(line, " x").unwrap(), attribute(line, " y").unwrap());
                assert!((0.0..=size.width).contains(&x) && (0.0..=height).contains(&y), "{name}: {line}");
            }
            assert!(svg.contains("role=\"img\"") && svg.contains("<desc>"), "{name} says what it shows");
        }
    }
}

fn attribute(text: &str, name: &str) -> Option<f64> {
    text.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse().ok()
}

/// A bar reaches to what all medians give, also where both of its ends lie to one side of that.
#[test]
fn a_bar_of_a_tornado_reaches_its_base() {
    let bar =
        |name: &str, at_low, at_high| TornadoBar { name: name.into(), range: (0.0, 1.0), at_low, at_high };
    let bars = vec![bar("peaked", 1e6, 2e6), bar("rising", 2.5e6, 3.5e6), bar("little", 3e6, 3.001e6)];
    let chart =
        chart::tornado(&TornadoBars { base: 3e6, bars }, "Volume", Unit::Volume(Measure::Mass), Size::PAGE);
    let ends: Vec<(f64, f64)> = chart
        .svg()
        .lines()
        .filter(|line| line.starts_with("<rect class=\"gain\"") || line.starts_with("<rect class=\"total\""))
        .map(|line| (attribute(line, " x").unwrap(), attribute(line, " width").unwrap()))
        .collect();
    let [(left, width), (from, wide)] = *ends else { panic!("two bars are drawn: {ends:?}") };
    approx::assert_relative_eq!(left + width, from + wide / 2.0, epsilon = 0.05);
    approx::assert_relative_eq!(width, 2.0 * wide, epsilon = 0.05);
    assert!(chart.svg().contains("grey where both ends lie to one side; 1 with less effect is left out"));
}

/// Lines that all lie far from 0 are drawn on a scale that says it leaves 0 out.
#[test]
fn a_scale_without_zero_says_so() {
    let comparison = compared(&Study::embedded("middle-corridor").unwrap());
    let chart =
        chart::by_scenario(&comparison, Indicator::GeneralisedCost, "china-europe", Size::PAGE).unwrap();
    assert!(chart.svg().contains("the scale does not begin at 0"), "{}", chart.svg());
    let chart = chart::by_scenario(&comparison, Indicator::CorridorVolume, "middle", Size::PAGE).unwrap();
    assert!(!chart.svg().contains("does not begin at 0") && chart.svg().contains(">Mt a year<"));
}

/// The numbers of the text are those of the study: the last value of the baseline stands in the description.
#[test]
fn charts_show_the_numbers_of_the_study() {
    let study = crossing();
    let comparison = compared(&study);
    let demand = comparison.subjects(Indicator::Shipped).next().unwrap().to_string();
    let chart = chart::by_scenario(&comparison, Indicator::Shipped, &demand, Size::PAGE).unwrap();
    let outcome = evaluate(&study.plan(BASELINE).unwrap(), BASELINE, &QueuedLogit::default());
    let last = outcome.value(Indicator::Shipped, &demand, comparison.horizon().last()).unwrap();
    assert!(chart.svg().contains(&format!("baseline ends at {:.3}", last / 1e6)), "{}", chart.svg());
}

#[test]
fn what_is_not_there_is_told() {
    let comparison = compared(&crossing());
    let size = Size::PAGE;
    let told = |result: Result<Chart, ChartError>| result.unwrap_err().to_string();
    let unknown = told(chart::utilisation(&comparison, "nowhere", size));
    assert!(unknown.starts_with("there is no scenario `nowhere`: name one of baseline"), "{unknown}");
    let unknown = told(chart::route_shares(&comparison, BASELINE, "nobody", size));
    assert!(unknown.starts_with("there is no route-share of `nobody` to draw: name one of"), "{unknown}");
    let unknown = told(chart::commitment(&comparison, BASELINE, "none", &[], size));
    assert!(unknown.contains("there is no committed of `none`"), "{unknown}");
}

#[cfg(feature = "png")]
#[test]
fn a_picture_is_a_picture() {
    let chart = tornado(Size::COLUMN);
    match chart.png(1.0) {
        Ok(bytes) => {
            assert_eq!(&bytes[1..4], b"PNG");
            assert_eq!(u32::from_be_bytes([bytes[16], bytes[17], bytes[18], bytes[19]]), 480);
        }
        // A machine without typefaces says so, and draws nothing without its texts.
        Err(error) => assert_eq!(error, chart::PictureError::NoTypeface),
    }
    assert!(chart.png(f64::NAN).is_err() && chart.png(100.0).is_err());
}
