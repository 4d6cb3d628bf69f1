use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::compare::{Comparison, Profile, Selection};
use crate::evaluate::Indicator;

use super::drawing::{Anchor, Letter, Stroke, cut, width_of};
use super::frame::{Frame, LABEL, NOTE, ink};
use super::lines::{place_of, values};
use super::palette::{BLACK, LOSS, PAPER, shade};
use super::{Chart, ChartError, Size};

/// Height of a row.
const ROW: f64 = 19.0;

/// Use of a limit from which it is drawn as binding.
const BINDING: f64 = 0.999;

/// Limits that are used to less than this throughout are left out.
const NOTABLE: f64 = 0.3;

/// Shades of which each holds as many per cent of utilisation.
const SHADE: f64 = 2.0;

/// A cell from which on its number has room.
const ROOMY: f64 = 20.0;

/// A text and where it stands.
type Placed = ((f64, f64), String);

/// Cells that look alike, together: a page of many scenarios holds thousands.
#[derive(Debug, Default)]
struct Cells {
    shades: BTreeMap<u8, Vec<(f64, f64, f64)>>,
    binding: Vec<(f64, f64, f64, f64)>,
    /// By whether they are on dark and whether they bind.
    texts: BTreeMap<(bool, bool), Vec<Placed>>,
    height: f64,
}

impl Cells {
    /// Takes a cell by its left upper corner and its size, on whole points, which are drawn sharp.
    fn add(&mut self, (x, y, width, height): (f64, f64, f64, f64), value: f64) {
        let (x, y, width, height) = (x.round(), y.round(), width.round(), height.round());
        let binds = value >= BINDING;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 50")]
        let shade_of = (100.0 * value.clamp(0.0, 1.0) / SHADE).round() as u8;
        self.shades.entry(shade_of).or_default().push((x, y + height / 2.0, width));
        self.height = height;
        if binds {
            self.binding.push((x, y, width, height));
        }
        if width >= ROOMY {
            let is_light = shade(f64::from(shade_of) * SHADE / 100.0).1 == PAPER;
            let middle = ((x + width / 2.0).round(), (y + height / 2.0).round() + 3.0);
            self.texts.entry((is_light, binds)).or_default().push((middle, format!("{:.0}", 100.0 * value)));
        }
    }

    fn draw(&self, frame: &mut Frame) {
        for (number, cells) in &self.shades {
            let colour = shade(f64::from(*number) * SHADE / 100.0).0;
            let stroke = Stroke { class: "cell", colour: &colour, width: self.height, dashes: "" };
            frame.drawing.bars(cells, stroke);
        }
        let edge = Stroke { class: "full", colour: LOSS, width: 1.5, dashes: "" };
        frame.drawing.edges(&self.binding, edge);
        for ((is_light, is_bold), texts) in &self.texts {
            let colour = if *is_light { PAPER } else { BLACK };
            frame.drawing.texts(texts, Letter { class: "on-cell", colour, size: NOTE, is_bold: *is_bold });
        }
    }
}

/// Utilisation of every limit by period, those that bind with an edge; limits that are never used to 30 % are left out.
///
/// It is as high as its rows need; `size` gives the width.
///
/// # Errors
/// A scenario that is not there, and a study without limits.
pub fn utilisation(comparison: &Comparison, scenario: &str, size: Size) -> Result<Chart, ChartError> {
    let place = place_of(comparison, scenario)?;
    let mut profiles = comparison.profiles(&Selection::new().indicator(Indicator::Utilisation));
    let peak = |profile: &Profile| values(profile, place).iter().flatten().copied().fold(0.0, f64::max);
    let all = profiles.len();
    profiles.retain(|profile| peak(profile) >= NOTABLE);
    let nothing = || ChartError::Empty { indicator: Indicator::Utilisation };
    let first = profiles.first().ok_or_else(nothing)?;
    let periods: Vec<String> = first.periods.iter().map(ToString::to_string).collect();
    let binds_from = |profile: &Profile| {
        let binds = |value: &Option<f64>| value.is_some_and(|value| value >= BINDING);
        values(profile, place).iter().position(binds).unwrap_or(usize::MAX)
    };
    profiles.sort_by(|a, b| {
        binds_from(a).cmp(&binds_from(b)).then(peak(b).total_cmp(&peak(a))).then(a.subject.cmp(&b.subject))
    });
    let title = format!("How full the limits are, {scenario}");
    let rows: Vec<(&str, &[Option<f64>])> =
        profiles.iter().map(|profile| (&*profile.subject, values(profile, place))).collect();
    Ok(drawn(&title, &rows, &periods, all - rows.len(), size))
}

fn drawn(
    title: &str,
    rows: &[(&str, &[Option<f64>])],
    periods: &[String],
    left_out: usize,
    size: Size,
) -> Chart {
    let mut under = "Utilisation, %; an orange edge where the limit binds".to_owned();
    match left_out {
        0 => {}
        1 => under += "; one that stays below 30 % is left out",
        _ => {
            let _ = write!(under, "; {left_out} that stay below 30 % are left out");
        }
    }
    let mut frame = Frame::around(ROW * rows.len() as f64 + 6.0, size, title, &under);
    let label = frame.keep_left(rows.iter().map(|(name, _)| width_of(name, LABEL)));
    let width = (frame.right - frame.left) / periods.len().max(1) as f64;
    let (left, top) = (frame.left, frame.top + 4.0);
    let row = ROW.min((frame.bottom - top) / rows.len().max(1) as f64);
    frame.names(periods, |number| left + (number as f64 + 0.5) * width);
    let mut cells = Cells::default();
    for (number, (name, values)) in rows.iter().enumerate() {
        let y = top + number as f64 * row;
        frame.drawing.text(
            (left - 8.0, y + row / 2.0 + 4.0),
            Anchor::End,
            ink(LABEL),
            &cut(name, LABEL, label),
        );
        for (place, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            cells.add((left + place as f64 * width + 1.0, y + 1.0, width - 2.0, row - 2.0), *value);
        }
    }
    cells.draw(&mut frame);
    let binding = rows.iter().filter(|(_, values)| values.iter().flatten().any(|value| *value >= BINDING));
    let names: Vec<&str> = binding.map(|(name, _)| *name).collect();
    let description = format!("{title}. Limits that bind at some time: {}", names.join(", "));
    Chart::new(title, frame.finish(&description))
}
