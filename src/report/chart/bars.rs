use std::fmt::Write as _;

use crate::calendar::Period;
use crate::compare::{Comparison, Profile, Selection};
use crate::evaluate::Indicator;
use crate::quantity::Unit;
use crate::report::Scale;
use crate::report::number::{decimals, rounded, signed};
use crate::sensitivity::{Explained, TornadoBars};

use super::drawing::{Anchor, Fill, Stroke, cut, width_of};
use super::frame::{Frame, LABEL, ink, soft};
use super::lines::{foot, place_of, values};
use super::palette::{GAIN, INK, LOSS, PAPER, PLAIN, SOFT};
use super::ticks::{Linear, Ticks};
use super::{Chart, ChartError, Size};

/// Height of a bar with what is between two, and what stands above and below the bars.
const BAR: f64 = 24.0;
const AROUND: f64 = 78.0;

/// Bars of a tornado; inputs with less effect are left out.
const INPUTS: usize = 15;

/// A bar between two values.
struct Bar {
    name: String,
    from: f64,
    to: f64,
    colour: &'static str,
    class: &'static str,
    shown: String,
}

/// How one scenario becomes the other: the difference split over the changes that make it, from top to bottom.
///
/// It is as high as its bars need; `size` gives the width.
pub fn waterfall(explained: &Explained, names: (&str, &str), size: Size) -> Chart {
    let ends = [explained.start, explained.end];
    let steps = explained.bars();
    let all = steps.iter().flat_map(|bar| [bar.from, bar.to]).chain(ends);
    let scale = Scale::of(explained.indicator, explained.unit, all);
    let at = |value: f64| scale.shown(value, explained.period);
    let decimals = decimals(ends.map(at));
    let total = |name: &str, value: f64| Bar {
        name: name.to_owned(),
        from: 0.0,
        to: at(value),
        colour: PLAIN,
        class: "total",
        shown: rounded(at(value), decimals),
    };
    let parts = explained.parts.iter().map(|part| part.value);
    let mut running = explained.start;
    let mut bars = vec![total(names.0, explained.start)];
    for (part, value) in explained.parts.iter().zip(parts) {
        let (colour, class) = if value < 0.0 { (LOSS, "loss") } else { (GAIN, "gain") };
        let (from, to) = (at(running), at(running + value));
        bars.push(Bar {
            name: part.name.clone(),
            from,
            to,
            colour,
            class,
            shown: signed(at(value), decimals),
        });
        running += value;
    }
    bars.push(total(names.1, explained.end));
    let title = format!(
        "From {} to {}: {} of {}, {}",
        names.0,
        names.1,
        explained.indicator.word().replace('-', " "),
        explained.subject,
        explained.period
    );
    let under = format!("{}, parts by Shapley values", scale.symbol());
    horizontal(&title, &under, &bars, None, size)
}

/// What each input does by itself over its range, the most at the top.
///
/// It is as high as its bars need; `size` gives the width. `name` and `unit` are of what the inputs do something to.
pub fn tornado(bars: &TornadoBars, name: &str, unit: Unit, size: Size) -> Chart {
    let ranked = bars.ranked();
    let all = ranked.iter().flat_map(|bar| [bar.at_low, bar.at_high]).chain([bars.base]);
    let scale = Scale::of_unit(unit, all);
    let at = |value: f64| scale.amount(value);
    let moving: Vec<_> = ranked.into_iter().filter(|bar| bar.length(bars.base) > 0.0).collect();
    let left_out = moving.len().saturating_sub(INPUTS);
    let digits = decimals(moving.iter().take(INPUTS).flat_map(|bar| [at(bar.at_low), at(bar.at_high)]));
    let drawn: Vec<Bar> = moving
        .iter()
        .take(INPUTS)
        .map(|bar| {
            let rises = bar.at_high >= bar.at_low;
            let (colour, class) = if rises { (GAIN, "gain") } else { (LOSS, "loss") };
            let (from, to) = (at(bar.at_low.min(bar.at_high)), at(bar.at_low.max(bar.at_high)));
            let shown =
                format!("{} to {}", rounded(at(bar.at_low), digits), rounded(at(bar.at_high), digits));
            Bar { name: bar.name.to_string(), from, to, colour, class, shown }
        })
        .collect();
    let mut under = format!(
        "{}; each input from the low to the high end of its range, blue where more of it gives more",
        scale.symbol()
    );
    if left_out > 0 {
        let _ = write!(under, "; {left_out} with less effect are left out");
    }
    horizontal(name, &under, &drawn, Some(at(bars.base)), size)
}

fn horizontal(title: &str, under: &str, bars: &[Bar], base: Option<f64>, size: Size) -> Chart {
    let lines = super::drawing::broken(under, LABEL, size.width - 28.0).len();
    let size = size.with_height(AROUND + 16.0 * lines as f64 + BAR * bars.len() as f64);
    let mut frame = Frame::new(size, title, under, "");
    frame.keep_bottom();
    let label = frame.keep_left(bars.iter().map(|bar| width_of(&bar.name, LABEL)));
    frame.keep_right(bars.iter().map(|bar| width_of(&bar.shown, LABEL)));
    let (across, ticks) = sideways(&mut frame, bars, base);
    let top = frame.top + 4.0;
    for (number, bar) in bars.iter().enumerate() {
        let y = top + number as f64 * BAR;
        let (from, to) = (across.at(bar.from.min(bar.to)), across.at(bar.from.max(bar.to)));
        let tip = format!("{}: {}", bar.name, bar.shown);
        let fill = Fill { class: bar.class, colour: bar.colour, edge: None, tip: &tip };
        frame.drawing.rectangle((from, y + 3.0, (to - from).max(1.5), BAR - 7.0), fill);
        let (left, middle) = (frame.left - 8.0, y + BAR / 2.0 + 3.0);
        frame.drawing.text((left, middle), Anchor::End, ink(LABEL), &cut(&bar.name, LABEL, label));
        frame.drawing.text((frame.right + 8.0, middle), Anchor::Start, ink(LABEL), &bar.shown);
        if base.is_none() && number + 1 < bars.len() {
            let stroke = Stroke { class: "axis", colour: SOFT, width: 0.8, dashes: "" };
            let end = across.at(bar.to);
            frame.drawing.line((end, y + BAR - 4.0), (end, y + BAR + 3.0), stroke);
        }
    }
    for value in &ticks.values {
        let place = (across.at(*value), frame.bottom + LABEL + 5.0);
        frame.drawing.text(place, Anchor::Middle, soft(LABEL), &ticks.shown(*value));
    }
    let said = bars.iter().map(|bar| format!("{}: {}", bar.name, bar.shown));
    let description = format!("{title}, {under}. {}", said.collect::<Vec<_>>().join("; "));
    Chart::new(title, frame.finish(&description))
}

/// The scale across, with its lines; from 0 unless there is a base, about which the bars stand.
fn sideways(frame: &mut Frame, bars: &[Bar], base: Option<f64>) -> (Linear, Ticks) {
    let ends = || bars.iter().flat_map(|bar| [bar.from, bar.to]).chain(base);
    let start = base.unwrap_or(0.0);
    let (least, most) = ends().fold((start, start), |(low, high), value| (low.min(value), high.max(value)));
    let about = ((frame.right - frame.left) / 90.0).clamp(2.0, 6.0);
    let ticks = Ticks::over(least, most, about);
    let across = Linear::new(ticks.span(), (frame.left, frame.right));
    for value in &ticks.values {
        let x = across.at(*value);
        let stroke = Stroke { class: "grid", colour: super::palette::GRID, width: 1.0, dashes: "" };
        frame.drawing.line((x, frame.top), (x, frame.bottom), stroke);
    }
    let x = across.at(start);
    let stroke = Stroke { class: "axis", colour: INK, width: 1.2, dashes: "" };
    frame.drawing.line((x, frame.top), (x, frame.bottom), stroke);
    (across, ticks)
}

/// A commitment in a scenario: what was promised as a line, what is delivered as bars, what falls short on top of them.
///
/// # Errors
/// A scenario or a commitment that is not there.
pub fn commitment(
    comparison: &Comparison,
    scenario: &str,
    commitment: &str,
    sources: &[&str],
    size: Size,
) -> Result<Chart, ChartError> {
    let place = place_of(comparison, scenario)?;
    let find = |indicator| {
        let profiles = comparison.profiles(&Selection::new().indicator(indicator));
        profiles.into_iter().find(|profile| &*profile.subject == commitment)
    };
    let (Some(promised), Some(delivered)) = (find(Indicator::Committed), find(Indicator::Delivered)) else {
        let known = comparison.subjects(Indicator::Committed).map(ToString::to_string).collect();
        let (indicator, subject) = (Indicator::Committed, commitment.to_owned());
        return Err(ChartError::Nothing { indicator, subject, known });
    };
    let title = format!("{commitment}: promised and delivered, {scenario}");
    let all = [&promised, &delivered].map(|profile| values(profile, place).iter().flatten().copied());
    let [of_promised, of_delivered] = all;
    let scale = Scale::of(Indicator::Committed, promised.unit, of_promised.chain(of_delivered));
    let shown = |profile: &Profile| -> Vec<f64> {
        let pairs = values(profile, place).iter().zip(&profile.periods);
        pairs.map(|(value, period)| value.map_or(0.0, |value| scale.shown(value, *period))).collect()
    };
    let amounts = (shown(&promised), shown(&delivered));
    Ok(columns(&title, scale.symbol(), &promised.periods, (&amounts.0, &amounts.1), &foot(sources), size))
}

fn columns(
    title: &str,
    unit: &str,
    periods: &[Period],
    (promised, delivered): (&[f64], &[f64]),
    foot: &str,
    size: Size,
) -> Chart {
    let under = format!("{unit} a year; blue: delivered, orange: what falls short, line: promised");
    let mut frame = Frame::new(size, title, &under, foot);
    frame.keep_bottom();
    let most = promised.iter().chain(delivered).copied().fold(0.0, f64::max);
    let (up, _) = frame.values(0.0, if most > 0.0 { most } else { 1.0 });
    let width = (frame.right - frame.left) / periods.len().max(1) as f64;
    let left = frame.left;
    let names: Vec<String> = periods.iter().map(ToString::to_string).collect();
    frame.names(&names, |number| left + (number as f64 + 0.5) * width);
    let mut line = Vec::new();
    for (number, (promise, delivery)) in promised.iter().zip(delivered).enumerate() {
        let x = left + number as f64 * width;
        let short = (promise - delivery).max(0.0);
        let tip = format!("{}: {delivery:.3} of {promise:.3} {unit}", names[number]);
        let bar =
            |low: f64, high: f64| (x + 0.15 * width, up.at(high), 0.7 * width, up.at(low) - up.at(high));
        let fill = Fill { class: "gain", colour: GAIN, edge: None, tip: &tip };
        frame.drawing.rectangle(bar(0.0, *delivery), fill);
        if short > 0.0 {
            let fill = Fill { class: "loss", colour: LOSS, edge: Some(PAPER), tip: &tip };
            frame.drawing.rectangle(bar(*delivery, delivery + short), fill);
        }
        line.push(Some((x, up.at(*promise))));
        line.push(Some((x + width, up.at(*promise))));
    }
    frame.rule(up.at(0.0));
    frame.drawing.path(&line, Stroke { class: "line", colour: INK, width: 2.0, dashes: "" });
    let total = |values: &[f64]| values.iter().sum::<f64>();
    let description = format!(
        "{title}. In all {:.3} promised and {:.3} delivered, {unit}",
        total(promised),
        total(delivered)
    );
    Chart::new(title, frame.finish(&description))
}
