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

/// The dashes of line number `number`: another kind once the colours are used up.
pub(super) fn dashes(number: usize) -> &'static str {
    DASHES[(number / COLOURS.len() + number % 2 * usize::from(number > 0)) % DASHES.len()]
}

/// Colours of neighbouring areas: light and dark in turn, so that their borders are seen in grey.
pub(super) fn area(number: usize) -> &'static str {
    ["#0072b2", "#e69f00", "#009e73", "#f0b7d5", "#56b4e9", "#d55e00", "#b8c4ce", "#5c4a8a"][number % 8]
}

/// From white to dark blue for shares from 0 to 1.
pub(super) fn shade(share: f64) -> String {
    let share = share.clamp(0.0, 1.0);
    let mix = |light: f64, dark: f64| light + (dark - light) * share;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
    let part = |light, dark| mix(light, dark).round() as u8;
    format!("#{:02x}{:02x}{:02x}", part(247.0, 8.0), part(251.0, 81.0), part(255.0, 156.0))
}
