//! Colours that colour-blind readers tell apart (Okabe and Ito 2008), with dashes so that grey print does too.

/// Ink of texts.
pub(super) const INK: &str = "#1f2933";
/// Ink of texts of less weight; 7 to 1 against white.
pub(super) const SOFT: &str = "#52606d";
/// Lines behind the data.
pub(super) const GRID: &str = "#d9dee4";
/// The paper.
pub(super) const PAPER: &str = "#ffffff";
/// What is gained.
pub(super) const GAIN: &str = "#0072b2";
/// What is lost, missed or full.
pub(super) const LOSS: &str = "#d55e00";
/// What is neither.
pub(super) const PLAIN: &str = "#7b8794";

/// Colours of lines, from dark to light, without the yellow that white paper swallows.
const COLOURS: [&str; 7] = ["#1f2933", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];

/// Strokes and gaps.
const DASHES: [&str; 4] = ["", "6 3", "2 3", "8 3 2 3"];

/// The colour of line number `number`.
pub(super) fn colour(number: usize) -> &'static str {
    COLOURS[number % COLOURS.len()]
}

/// The dashes of line number `number`: other kinds once the colours are used up, so that 14 lines are told apart.
pub(super) fn dashes(number: usize) -> &'static str {
    DASHES[(2 * (number / COLOURS.len()) + number % 2) % DASHES.len()]
}

/// Colours of neighbouring areas: light and dark in turn, so that their borders are seen in grey.
pub(super) fn area(number: usize) -> &'static str {
    ["#0072b2", "#e69f00", "#009e73", "#f0b7d5", "#56b4e9", "#d55e00", "#b8c4ce", "#5c4a8a"][number % 8]
}

/// From white to dark blue for shares from 0 to 1, and the ink that is read best on it.
pub(super) fn shade(share: f64) -> (String, &'static str) {
    let share = share.clamp(0.0, 1.0);
    let mix = |light: f64, dark: f64| (light + (dark - light) * share).round();
    let parts = [mix(247.0, 8.0), mix(251.0, 81.0), mix(255.0, 156.0)];
    let ink = if contrast(brightness(parts), 1.0) > contrast(brightness(parts), 0.0) { PAPER } else { BLACK };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
    let [red, green, blue] = parts.map(|part| part as u8);
    (format!("#{red:02x}{green:02x}{blue:02x}"), ink)
}

/// What is read on colours of middling brightness.
pub(super) const BLACK: &str = "#000000";

/// Relative luminance of parts from 0 to 255 (WCAG 2).
fn brightness(parts: [f64; 3]) -> f64 {
    let straight = |part: f64| {
        let part = part / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = parts.map(straight);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast of two luminances (WCAG 2).
fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Contrast that small print needs (WCAG 2, level AA).
    const READABLE: f64 = 4.5;

    fn of(colour: &str) -> f64 {
        let part = |place: usize| f64::from(u8::from_str_radix(&colour[place..place + 2], 16).unwrap());
        brightness([part(1), part(3), part(5)])
    }

    #[test]
    fn fourteen_lines_are_told_apart() {
        let looks: BTreeSet<(&str, &str)> = (0..14).map(|number| (colour(number), dashes(number))).collect();
        assert_eq!(looks.len(), 14);
    }

    #[test]
    fn texts_are_read_on_what_they_stand_on() {
        for share in 0..=100 {
            let (colour, ink) = shade(f64::from(share) / 100.0);
            let contrast = contrast(of(&colour), of(ink));
            assert!(contrast >= READABLE, "{share} %: {contrast}");
        }
        assert!(contrast(of(INK), 1.0) > 7.0 && contrast(of(SOFT), 1.0) > 4.5);
    }

    #[test]
    fn neighbouring_areas_differ_in_grey() {
        for number in 0..7 {
            let contrast = contrast(of(area(number)), of(area(number + 1)));
            assert!(contrast > 1.15, "{number}: {contrast}");
        }
    }
}
