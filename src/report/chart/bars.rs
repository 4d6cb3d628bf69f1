use std::fmt::Write as _;

use crate::calendar::Period;
use crate::compare::{Comparison, Profile, Selection};
use crate::evaluate::Indicator;
use crate::quantity::Unit;
use crate::report::Scale;
use crate::report::number::{decimals, rounded, signed};
use crate::sensitivity::{Explained, TornadoBar, TornadoBars};

use super::drawing::{Anchor, Fill, Stroke, cut_middle, width_of};
use super::frame::{Frame, LABEL, foot, ink, soft};
use super::lines::{place_of, values};
use super::palette::{GAIN, INK, LOSS, PAPER, PLAIN, SOFT};
use super::ticks::{Linear, Ticks};
use super::units::over_time;
use super::{Chart, ChartError, Size};

/// Height of a bar with what is between two.
const BAR: f64 = 24.0;

/// Bars of a tornado, and the share of the longest that a bar needs; inputs with less effect are left out.
const INPUTS: usize = 15;
const SEEN: f64 = 0.01;

/// A bar between two values.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) look: Look,
    pub(super) shown: String,
}

/// What a bar is: its class and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Gain,
    Loss,
    Total,
}

impl Look {
    /// Of a change.
    pub(super) fn of(value: f64) -> Self {
        if value < 0.0 { Look::Loss } else { Look::Gain }
    }

    fn class(self) -> &'static str {
        match self {
            Look::Gain => "gain",
            Look::Loss => "loss",
            Look::Total => "total",
        }
    }

    fn colour(self) -> &'static str {
        match self {
            Look::Gain => GAIN,
            Look::Loss => LOSS,
            Look::Total => PLAIN,
        }
    }
}

/// A number with the minus sign that the scales have.
pub(super) fn typeset(number: &str) -> String {
    number.replace('-', "−")
}

/// Bars one after the other from `start`, each where the former ends.
pub(super) fn steps(
    start: f64,
    parts: impl IntoIterator<Item = (String, f64)>,
    decimals: usize,
) -> impl Iterator<Item = Bar> {
    parts.into_iter().scan(start, move |running, (name, value)| {
        let from = *running;
        *running += value;
        Some(Bar {
            name,
            from,
            to: *running,
            look: Look::of(value),
            shown: typeset(&signed(value, decimals)),
        })
    })
}

/// A bar from 0.
pub(super) fn total(name: &str, value: f64, decimals: usize) -> Bar {
    Bar {
        name: name.to_owned(),
        from: 0.0,
        to: value,
        look: Look::Total,
        shown: typeset(&rounded(value, decimals)),
    }
}

/// How one scenario becomes the other: the difference split over the changes that make it, from top to bottom.
///
/// It is as high as its bars need; `size` gives the width.
pub fn waterfall(explained: &Explained, names: (&str, &str), size: Size) -> Chart {
    let ends = [explained.start, explained.end];
    let between = explained.bars();
    let all = between.iter().flat_map(|bar| [bar.from, bar.to]).chain(ends);
    let scale = Scale::of(explained.indicator, explained.unit, all);
    let at = |value: f64| scale.shown(value, explained.period);
    let decimals = decimals(ends.map(at));
    let parts = explained.parts.iter().map(|part| (part.name.clone(), at(part.value)));
    let mut bars = vec![total(names.0, at(explained.start), decimals)];
    bars.extend(steps(at(explained.start), parts, decimals));
    bars.push(total(names.1, at(explained.end), decimals));
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

/// What each input does by itself over its range, the most at the top; a bar reaches to what all medians give.
///
/// It is as high as its bars need; `size` gives the width. `name` and `unit` are of what the inputs do something to.
pub fn tornado(bars: &TornadoBars, name: &str, unit: Unit, size: Size) -> Chart {
    let ranked = bars.ranked();
    let all = ranked.iter().flat_map(|bar| [bar.at_low, bar.at_high]).chain([bars.base]);
    let scale = Scale::of_unit(unit, all);
    let at = |value: f64| scale.amount(value);
    let longest = ranked.first().map_or(0.0, |bar| bar.length(bars.base));
    let moving: Vec<_> = ranked.into_iter().filter(|bar| bar.length(bars.base) > SEEN * longest).collect();
    let moved = bars.bars.iter().filter(|bar| bar.length(bars.base) > 0.0).count();
    let left_out = moved - moving.len().min(INPUTS);
    let ends = moving.iter().take(INPUTS).flat_map(|bar| [at(bar.at_low), at(bar.at_high)]);
    let digits = decimals(ends).max(decimals([at(longest)]));
    let drawn: Vec<Bar> =
        moving.iter().take(INPUTS).map(|bar| swing(bar, bars.base, &scale, digits)).collect();
    let mut under = format!(
        "{}; each input from the low to the high end of its range, blue where more of it gives more",
        scale.symbol()
    );
    if drawn.iter().any(|bar| bar.look == Look::Total) {
        under += ", grey where both ends lie to one side";
    }
    if left_out > 0 {
        let _ = write!(
            under,
            "; {left_out} with less effect {} left out",
            if left_out == 1 { "is" } else { "are" }
        );
    }
    horizontal(name, &under, &drawn, Some(at(bars.base)), size)
}

/// The bar of an input: from the least to the greatest of what it gives at its ends and its median.
fn swing(bar: &TornadoBar, base: f64, scale: &Scale, digits: usize) -> Bar {
    let (low, high) = (bar.at_low.min(bar.at_high), bar.at_low.max(bar.at_high));
    let look = match (low..=high).contains(&base) {
        true if bar.at_high >= bar.at_low => Look::Gain,
        true => Look::Loss,
        false => Look::Total,
    };
    let at = |value: f64| scale.amount(value);
    let shown = format!("{} to {}", rounded(at(bar.at_low), digits), rounded(at(bar.at_high), digits));
    let shown = typeset(&shown);
    Bar { name: bar.name.to_string(), from: at(low.min(base)), to: at(high.max(base)), look, shown }
}

/// Bars from left to right under each other; joined where there is no base about which they stand.
pub(super) fn horizontal(title: &str, under: &str, bars: &[Bar], base: Option<f64>, size: Size) -> Chart {
    let mut frame = Frame::around(BAR * bars.len() as f64 + 8.0, size, title, under);
    let label = frame.keep_left(bars.iter().map(|bar| width_of(&bar.name, LABEL)));
    frame.keep_right(bars.iter().map(|bar| width_of(&bar.shown, LABEL)));
    let (across, ticks) = sideways(&mut frame, bars, base);
    let top = frame.top + 4.0;
    for (number, bar) in bars.iter().enumerate() {
        let y = top + number as f64 * BAR;
        let (from, to) = (across.at(bar.from.min(bar.to)), across.at(bar.from.max(bar.to)));
        let tip = format!("{}: {}", bar.name, bar.shown);
        let fill = Fill { class: bar.look.class(), colour: bar.look.colour(), edge: None, tip: &tip };
        frame.drawing.rectangle((from, y + 3.0, (to - from).max(1.5), BAR - 7.0), fill);
        let (left, middle) = (frame.left - 8.0, y + BAR / 2.0 + 3.0);
        frame.drawing.text((left, middle), Anchor::End, ink(LABEL), &cut_middle(&bar.name, LABEL, label));
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
    let unit = over_time(&scale, promised.unit, &promised.periods);
    Ok(columns(&title, &unit, &promised.periods, (&amounts.0, &amounts.1), &foot(sources, size), size))
}

fn columns(
    title: &str,
    unit: &str,
    periods: &[Period],
    (promised, delivered): (&[f64], &[f64]),
    foot: &str,
    size: Size,
) -> Chart {
    let under = format!("{unit}; blue: delivered, orange: what falls short, line: promised");
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
