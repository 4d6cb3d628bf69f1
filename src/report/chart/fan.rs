use crate::calendar::Period;
use crate::ensemble::Distributions;
use crate::evaluate::{Indicator, Row};
use crate::report::Scale;

use super::drawing::{Anchor, Stroke};
use super::frame::{Frame, LABEL, foot, ink, spread};
use super::lines::in_words;
use super::palette::GAIN;
use super::ticks::Linear;
use super::units::over_time;
use super::{Chart, ChartError, Size};

/// The bands, from the widest: lower and upper statistic, what they hold, and how strong they are drawn.
const BANDS: [(&str, &str, &str, f64); 3] =
    [("p05", "p95", "9 in 10", 0.16), ("p10", "p90", "8 in 10", 0.22), ("p25", "p75", "half", 0.34)];

/// An indicator of a subject over the draws of an ensemble: median, and bands that hold half, eight and nine draws of
/// ten.
///
/// # Errors
/// An indicator and subject, or a scenario, that the ensemble did not read.
pub fn fan(
    distributions: &Distributions,
    scenario: &str,
    indicator: Indicator,
    subject: &str,
    sources: &[&str],
    size: Size,
) -> Result<Chart, ChartError> {
    let rows: Vec<Row> = distributions
        .rows()
        .filter(|row| &*row.scenario == scenario && row.indicator == indicator && &*row.subject == subject)
        .collect();
    let nothing = || ChartError::Nothing { indicator, subject: subject.to_owned(), known: Vec::new() };
    let first = rows.first().ok_or_else(nothing)?;
    let row = |statistic: &str| -> Vec<(Period, f64)> {
        let chosen = rows.iter().filter(|row| &*row.statistic == statistic);
        chosen.map(|row| (row.period, row.value)).collect()
    };
    let median = row("p50");
    if median.is_empty() {
        return Err(nothing());
    }
    let wide = rows.iter().filter(|row| ["p05", "p50", "p95"].contains(&&*row.statistic));
    let scale = Scale::of(indicator, first.unit, wide.map(|row| row.value));
    let title = format!("{} of {subject}, {scenario}", in_words(indicator));
    let unit = over_time(&scale, first.unit, &[first.period]);
    let under = format!(
        "{unit}; median, and bands of 5 to 95, 10 to 90 and 25 to 75 % of {} draws",
        distributions.draws()
    );
    Ok(drawn(&title, under.trim_start_matches("; "), &foot(sources, size), &scale, &median, &row, size))
}

fn drawn(
    title: &str,
    under: &str,
    foot: &str,
    scale: &Scale,
    median: &[(Period, f64)],
    row: &dyn Fn(&str) -> Vec<(Period, f64)>,
    size: Size,
) -> Chart {
    let shown = |points: &[(Period, f64)]| -> Vec<f64> {
        points.iter().map(|(period, value)| scale.shown(*value, *period)).collect()
    };
    let bands: Vec<(Vec<f64>, Vec<f64>)> =
        BANDS.iter().map(|(low, high, ..)| (shown(&row(low)), shown(&row(high)))).collect();
    let all = bands.iter().flat_map(|(low, high)| low.iter().chain(high)).copied();
    let (least, most) = all.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let mut frame = Frame::new(size, title, under, foot);
    frame.keep_bottom();
    frame.keep_right(std::iter::once(64.0));
    let (up, _) = frame.values(least, most);
    let steps = median.len().saturating_sub(1).max(1);
    let across = Linear::new((0.0, steps as f64), (frame.left + 6.0, frame.right - 4.0));
    let names: Vec<String> = median.iter().map(|(period, _)| period.to_string()).collect();
    frame.names(&names, |number| across.at(number as f64));
    frame.rule(up.at(0.0_f64.max(up.low())));
    let point = |(number, value): (usize, &f64)| (across.at(number as f64), up.at(*value));
    for ((low, high), (.., opacity)) in bands.iter().zip(BANDS) {
        let mut corners: Vec<(f64, f64)> = high.iter().enumerate().map(point).collect();
        corners.extend(low.iter().enumerate().map(point).collect::<Vec<_>>().into_iter().rev());
        frame.drawing.area(&corners, "band", GAIN, opacity);
    }
    let middle = shown(median);
    let line: Vec<Option<(f64, f64)>> = middle.iter().enumerate().map(point).map(Some).collect();
    frame.drawing.path(&line, Stroke { class: "line", colour: GAIN, width: 2.6, dashes: "" });
    label(&mut frame, up, &bands, &middle);
    let ends = (middle.first().copied().unwrap_or(0.0), middle.last().copied().unwrap_or(0.0));
    let description = format!("{title}, {under}. The median goes from {:.3} to {:.3}", ends.0, ends.1);
    Chart::new(title, frame.finish(&description))
}

/// The ends of the bands by name.
fn label(frame: &mut Frame, up: Linear, bands: &[(Vec<f64>, Vec<f64>)], middle: &[f64]) {
    let mut ends: Vec<(&str, f64)> = vec![("median", middle.last().copied().unwrap_or(0.0))];
    for ((low, high), (low_name, high_name, ..)) in bands.iter().zip(BANDS) {
        ends.extend(low.last().map(|value| (low_name, *value)));
        ends.extend(high.last().map(|value| (high_name, *value)));
    }
    let wanted: Vec<f64> = ends.iter().map(|(_, value)| up.at(*value)).collect();
    let places = spread(&wanted, LABEL + 1.0, (frame.top + 6.0, frame.bottom));
    for (((name, _), y), place) in ends.iter().zip(&wanted).zip(places) {
        let stroke = Stroke { class: "line", colour: GAIN, width: 0.8, dashes: "" };
        frame.drawing.line((frame.right - 2.0, *y), (frame.right + 10.0, place), stroke);
        let name = name
            .strip_prefix('p')
            .map_or((*name).to_owned(), |share| format!("{} %", share.trim_start_matches('0')));
        frame.drawing.text((frame.right + 13.0, place + 4.0), Anchor::Start, ink(LABEL), &name);
    }
}
