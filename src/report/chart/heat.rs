use std::fmt::Write as _;

use crate::compare::{Comparison, Profile, Selection};
use crate::evaluate::Indicator;

use super::drawing::{Anchor, Fill, Letter, cut, width_of};
use super::frame::{Frame, LABEL, NOTE, ink};
use super::lines::{place_of, values};
use super::palette::{LOSS, PAPER, shade};
use super::{Chart, ChartError, Size};

/// Height of a row, and what stands above and below the rows.
const ROW: f64 = 19.0;
const AROUND: f64 = 110.0;

/// Use of a limit from which it is drawn as binding.
const BINDING: f64 = 0.999;

/// Limits that are used to less than this throughout are left out.
const NOTABLE: f64 = 0.3;

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
    let size = size.with_height(AROUND + ROW * rows.len() as f64);
    let mut under = "Utilisation, %; an orange edge where the limit binds".to_owned();
    if left_out > 0 {
        let _ = write!(under, "; {left_out} that stay below 30 % are left out");
    }
    let mut frame = Frame::new(size, title, &under, "");
    frame.keep_bottom();
    let label = frame.keep_left(rows.iter().map(|(name, _)| width_of(name, LABEL)));
    let width = (frame.right - frame.left) / periods.len().max(1) as f64;
    let (left, top) = (frame.left, frame.top + 4.0);
    let row = ROW.min((frame.bottom - top) / rows.len().max(1) as f64);
    frame.names(periods, |number| left + (number as f64 + 0.5) * width);
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
            let tip = format!("{name} {}: {:.0} %", periods[place], 100.0 * value);
            let binds = *value >= BINDING;
            let (colour, on) = shade(*value);
            let fill = Fill {
                class: "cell",
                colour: &colour,
                edge: Some(if binds { LOSS } else { PAPER }),
                tip: &tip,
            };
            let x = left + place as f64 * width;
            frame.drawing.rectangle((x + 1.0, y + 1.0, width - 2.0, row - 2.0), fill);
            if width >= 24.0 {
                let letter = Letter { class: "on-cell", colour: on, size: NOTE, is_bold: binds };
                let shown = format!("{:.0}", 100.0 * value);
                frame.drawing.text((x + width / 2.0, y + row / 2.0 + 3.5), Anchor::Middle, letter, &shown);
            }
        }
    }
    let binding = rows.iter().filter(|(_, values)| values.iter().flatten().any(|value| *value >= BINDING));
    let names: Vec<&str> = binding.map(|(name, _)| *name).collect();
    let description = format!("{title}. Limits that bind at some time: {}", names.join(", "));
    Chart::new(title, frame.finish(&description))
}
