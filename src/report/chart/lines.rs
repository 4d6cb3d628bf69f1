use std::fmt::Write as _;

use crate::calendar::Period;
use crate::compare::{Comparison, Profile, Selection, Volume};
use crate::evaluate::Indicator;
use crate::report::Scale;

use super::drawing::{Anchor, Fill, Stroke, cut, width_of};
use super::frame::{Frame, LABEL, foot, ink, spread};
use super::palette::{INK, LOSS, PAPER, colour, dashes};
use super::ticks::{Linear, Ticks};
use super::units::over_time;
use super::{Chart, ChartError, Size};

/// Room for the line before a name, and what it takes of it.
const SWATCH: f64 = 24.0;

/// Values that are all above this share of the largest are drawn without 0, or nothing would be seen of them.
const FAR_FROM_ZERO: f64 = 0.5;

/// Lines over periods, with marks.
struct Course<'a> {
    title: String,
    under: String,
    foot: String,
    periods: &'a [Period],
    lines: Vec<(String, Vec<Option<f64>>)>,
    /// What was measured.
    measured: Vec<Option<f64>>,
    /// What was announced, by period.
    announced: Vec<Vec<f64>>,
    /// The scale ends here, if anywhere.
    most: Option<f64>,
    /// Whether the scale may begin above 0.
    may_float: bool,
    size: Size,
}

/// Volumes by scenario and period, beside what was measured (round marks) and announced (marks on their corner).
///
/// `volume` is of a [`Headline`](crate::compare::Headline) of the comparison; `sources` are the publications that stand
/// at the foot.
pub fn volumes(comparison: &Comparison, volume: &Volume, sources: &[&str], size: Size) -> Chart {
    let profile = whole(comparison, &volume.profile);
    let all = profile.values().chain(volume.observed.iter().flatten().copied());
    let scale =
        Scale::of(profile.indicator, profile.unit, all.chain(volume.targets.iter().flatten().copied()));
    let shown = |(value, period): (&Option<f64>, &Period)| value.map(|value| scale.shown(value, *period));
    let row = |values: &[Option<f64>]| values.iter().zip(&profile.periods).map(shown).collect::<Vec<_>>();
    let place = |period: &Period| volume.profile.periods.iter().position(|marked| marked == period);
    let measured = |period: &Period| place(period).and_then(|place| *volume.observed.get(place)?);
    let announced = |period: &Period| {
        place(period).and_then(|place| volume.targets.get(place)).cloned().unwrap_or_default()
    };
    let marks: Vec<Option<f64>> = profile.periods.iter().map(measured).collect();
    let mut under = over_time(&scale, profile.unit, &profile.periods);
    if volume.observed.iter().any(Option::is_some) {
        under += "  ·  ● measured";
    }
    if volume.targets.iter().any(|targets| !targets.is_empty()) {
        under += "  ·  ◇ announced";
    }
    let in_scale =
        |period: &Period| announced(period).iter().map(|value| scale.shown(*value, *period)).collect();
    Course {
        title: volume.title.clone(),
        under,
        foot: foot(sources, size),
        periods: &profile.periods,
        lines: profile.scenarios.iter().map(|(name, values)| (name.to_string(), row(values))).collect(),
        measured: row(&marks),
        announced: profile.periods.iter().map(in_scale).collect(),
        most: None,
        may_float: false,
        size,
    }
    .chart()
}

/// The same profile over all periods of a comparison.
fn whole(comparison: &Comparison, chosen: &Profile) -> Profile {
    let all = comparison.profiles(&Selection::new().indicator(chosen.indicator));
    all.into_iter().find(|profile| profile.subject == chosen.subject).unwrap_or_else(|| chosen.clone())
}

/// An indicator of a subject by scenario and period.
///
/// # Errors
/// An indicator or a subject that is not there.
pub fn by_scenario(
    comparison: &Comparison,
    indicator: Indicator,
    subject: &str,
    size: Size,
) -> Result<Chart, ChartError> {
    let profiles = comparison.profiles(&Selection::new().indicator(indicator));
    let Some(profile) = profiles.iter().find(|profile| &*profile.subject == subject) else {
        let known = comparison.subjects(indicator).map(ToString::to_string).collect();
        return Err(ChartError::Nothing { indicator, subject: subject.to_owned(), known });
    };
    let scale = Scale::of(indicator, profile.unit, profile.values());
    let shown = |(value, period): (&Option<f64>, &Period)| value.map(|value| scale.shown(value, *period));
    let line = |(name, values): &(std::sync::Arc<str>, Vec<Option<f64>>)| {
        (name.to_string(), values.iter().zip(&profile.periods).map(shown).collect())
    };
    let chart = Course {
        title: format!("{} of {subject}", in_words(indicator)),
        under: over_time(&scale, profile.unit, &profile.periods),
        foot: String::new(),
        periods: &profile.periods,
        lines: profile.scenarios.iter().map(line).collect(),
        measured: Vec::new(),
        announced: Vec::new(),
        most: None,
        may_float: true,
        size,
    };
    Ok(chart.chart())
}

/// An indicator as the beginning of a title.
pub(super) fn in_words(indicator: Indicator) -> String {
    let words = indicator.word().replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// What queues cost at the limits that bind in a scenario: the queue price of each, by period.
///
/// # Errors
/// A scenario that is not there, and one in which no limit binds.
pub fn queue_prices(comparison: &Comparison, scenario: &str, size: Size) -> Result<Chart, ChartError> {
    let title = format!("What one more unit of a limit is worth, {scenario}");
    of_subjects(comparison, Indicator::QueuePrice, scenario, title, None, size)
}

/// How far each demand hangs on few routes: the Herfindahl–Hirschman index, 1 where one route has all.
///
/// # Errors
/// A scenario that is not there, and a study without demands.
pub fn concentration(comparison: &Comparison, scenario: &str, size: Size) -> Result<Chart, ChartError> {
    let title = format!("Concentration on few routes, {scenario}");
    of_subjects(comparison, Indicator::Concentration, scenario, title, Some(1.0), size)
}

/// Most lines that can be told apart; of more those with the largest values are drawn.
const MOST_LINES: usize = 10;

fn of_subjects(
    comparison: &Comparison,
    indicator: Indicator,
    scenario: &str,
    title: String,
    most: Option<f64>,
    size: Size,
) -> Result<Chart, ChartError> {
    let place = place_of(comparison, scenario)?;
    let mut profiles = comparison.profiles(&Selection::new().indicator(indicator));
    let peak = |profile: &Profile| values(profile, place).iter().flatten().copied().fold(0.0, f64::max);
    profiles.retain(|profile| peak(profile) > 0.0);
    profiles.sort_by(|a, b| peak(b).total_cmp(&peak(a)));
    let others = keep_one_unit(&mut profiles);
    let of_unit = profiles.len();
    profiles.truncate(MOST_LINES);
    let nothing = || ChartError::Empty { indicator };
    let first = profiles.first().ok_or_else(nothing)?;
    let all = profiles.iter().flat_map(|profile| values(profile, place).iter().flatten().copied());
    let scale = Scale::of(indicator, first.unit, all);
    let shown = |(value, period): (&Option<f64>, &Period)| value.map(|value| scale.shown(value, *period));
    let line = |profile: &Profile| {
        let values = values(profile, place).iter().zip(&profile.periods).map(shown).collect();
        (profile.subject.to_string(), values)
    };
    let mut under = match indicator {
        Indicator::Concentration => "Herfindahl–Hirschman index; 1: one route has all".to_owned(),
        _ => over_time(&scale, first.unit, &first.periods),
    };
    if of_unit > MOST_LINES {
        let _ = write!(under, "  ·  the largest {MOST_LINES} of {of_unit}");
    }
    if !others.is_empty() {
        let _ = write!(under, "  ·  in other units, and not drawn: {}", others.join(", "));
    }
    let chart = Course {
        title,
        under,
        foot: String::new(),
        periods: &first.periods,
        lines: profiles.iter().map(line).collect(),
        measured: Vec::new(),
        announced: Vec::new(),
        most,
        may_float: false,
        size,
    };
    Ok(chart.chart())
}

/// Keeps the profiles of the unit that most of them have, and returns the names of the others.
fn keep_one_unit(profiles: &mut Vec<Profile>) -> Vec<String> {
    let count = |unit| profiles.iter().filter(|profile| profile.unit == unit).count();
    // Of several that are as frequent the one of the first profile: `max_by_key` takes the last it meets.
    let Some(unit) = profiles.iter().rev().map(|profile| profile.unit).max_by_key(|unit| count(*unit)) else {
        return Vec::new();
    };
    let others = profiles.iter().filter(|profile| profile.unit != unit);
    let names = others.map(|profile| profile.subject.to_string()).collect();
    profiles.retain(|profile| profile.unit == unit);
    names
}

/// The place of a scenario in profiles.
pub(super) fn place_of(comparison: &Comparison, scenario: &str) -> Result<usize, ChartError> {
    comparison.scenarios().position(|name| &**name == scenario).ok_or_else(|| ChartError::UnknownScenario {
        given: scenario.to_owned(),
        known: comparison.scenarios().map(ToString::to_string).collect(),
    })
}

/// The values of a scenario.
pub(super) fn values(profile: &Profile, place: usize) -> &[Option<f64>] {
    profile.scenarios.get(place).map_or(&[], |(_, values)| values)
}

impl Course<'_> {
    fn chart(&self) -> Chart {
        let (least, most) = (self.least(), self.most.unwrap_or_else(|| self.largest()));
        let mut under = self.under.clone();
        if least > 0.0 {
            under += "  ·  the scale does not begin at 0";
        }
        let mut frame = Frame::new(self.size, &self.title, &under, &self.foot);
        frame.keep_bottom();
        let label = frame.keep_right(self.lines.iter().map(|(name, _)| width_of(name, LABEL) + SWATCH));
        let (scale, _) = frame.values(least, most);
        let steps = self.periods.len().saturating_sub(1).max(1);
        let across = Linear::new((0.0, steps as f64), (frame.left + 6.0, frame.right - 4.0));
        let names: Vec<String> = self.periods.iter().map(ToString::to_string).collect();
        frame.names(&names, |number| across.at(number as f64));
        if least <= 0.0 {
            frame.rule(scale.at(0.0));
        }
        self.draw_lines(&mut frame, scale, across, label);
        self.draw_marks(&mut frame, scale, across);
        Chart::new(&self.title, frame.finish(&self.description()))
    }

    fn all(&self) -> impl Iterator<Item = f64> {
        let lines = self.lines.iter().flat_map(|(_, values)| values.iter().flatten());
        let marks = self.measured.iter().flatten().chain(self.announced.iter().flatten());
        lines.chain(marks).copied()
    }

    /// Where the scale begins: at 0 or below, unless it may float and all values are far from 0.
    fn least(&self) -> f64 {
        let least = self.all().fold(f64::INFINITY, f64::min);
        let floats = self.may_float && least.is_finite() && least > FAR_FROM_ZERO * self.largest();
        let round = || Ticks::over(least, self.largest(), 5.0).span().0;
        if floats { round().max(0.0) } else { least.min(0.0) }
    }

    fn largest(&self) -> f64 {
        let largest = self.all().fold(0.0, f64::max);
        if largest > 0.0 { largest } else { 1.0 }
    }

    /// The first line is drawn last, over the others, and a little wider.
    fn draw_lines(&self, frame: &mut Frame, scale: Linear, across: Linear, label: f64) {
        for (number, (_, values)) in self.lines.iter().enumerate().rev() {
            let at = |(place, value): (usize, &Option<f64>)| {
                value.map(|value| (across.at(place as f64), scale.at(value)))
            };
            let points: Vec<Option<(f64, f64)>> = values.iter().enumerate().map(at).collect();
            let width = if number == 0 { 2.6 } else { 1.8 };
            let stroke = Stroke { class: "line", colour: colour(number), width, dashes: dashes(number) };
            frame.drawing.path(&points, stroke);
        }
        self.draw_names(frame, scale, across, label);
    }

    /// The names of the lines where they end, moved apart where they would touch.
    fn draw_names(&self, frame: &mut Frame, scale: Linear, across: Linear, label: f64) {
        let end = |values: &[Option<f64>]| {
            let last =
                values.iter().enumerate().rev().find_map(|(place, value)| value.map(|value| (place, value)));
            last.map(|(place, value)| (across.at(place as f64), scale.at(value)))
        };
        let ends: Vec<(f64, f64)> =
            self.lines.iter().map(|(_, values)| end(values).unwrap_or((frame.right, frame.bottom))).collect();
        let wanted: Vec<f64> = ends.iter().map(|(_, y)| *y).collect();
        let places = spread(&wanted, LABEL + 2.0, (frame.top + 6.0, frame.bottom));
        for (number, (((x, y), place), (name, _))) in ends.iter().zip(places).zip(&self.lines).enumerate() {
            let start = frame.right + 12.0;
            let stroke = Stroke { class: "line", colour: colour(number), width: 0.8, dashes: "" };
            frame.drawing.line((*x + 2.0, *y), (start - 2.0, place), stroke);
            let swatch = Stroke { class: "line", colour: colour(number), width: 2.4, dashes: dashes(number) };
            frame.drawing.line((start, place), (start + SWATCH - 6.0, place), swatch);
            let text = cut(name, LABEL, label - SWATCH);
            frame.drawing.text((start + SWATCH - 2.0, place + 4.0), Anchor::Start, ink(LABEL), &text);
        }
    }

    fn draw_marks(&self, frame: &mut Frame, scale: Linear, across: Linear) {
        for (place, value) in self.measured.iter().enumerate() {
            if let Some(value) = value {
                let tip = format!("measured {}: {value:.3}", self.periods[place]);
                let fill = Fill { class: "measured", colour: INK, edge: Some(PAPER), tip: &tip };
                frame.drawing.dot((across.at(place as f64), scale.at(*value)), 4.2, fill);
            }
        }
        for (place, values) in self.announced.iter().enumerate() {
            for value in values {
                let tip = format!("announced for {}: {value:.3}", self.periods[place]);
                let fill = Fill { class: "announced", colour: PAPER, edge: Some(LOSS), tip: &tip };
                frame.drawing.diamond((across.at(place as f64), scale.at(*value)), 5.2, fill);
            }
        }
    }

    fn description(&self) -> String {
        let ends = self.lines.iter().filter_map(|(name, values)| {
            let last = values.iter().rev().flatten().next()?;
            Some(format!("{name} ends at {last:.3}"))
        });
        format!("{}, {}. {}", self.title, self.under, ends.collect::<Vec<_>>().join("; "))
    }
}
