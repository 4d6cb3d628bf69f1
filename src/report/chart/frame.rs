use super::Size;
use super::drawing::{Anchor, Drawing, Letter, Stroke, broken, broken_bold, width_of};
use super::made::Drawn;
use super::palette::{GRID, INK, SOFT};
use super::ticks::{Linear, Ticks};

/// Space around everything.
pub(super) const EDGE: f64 = 14.0;
/// Sizes of type.
pub(super) const TITLE: f64 = 15.0;
pub(super) const LABEL: f64 = 11.5;
pub(super) const NOTE: f64 = 10.0;
/// Room for names of one line.
const NAMES: f64 = LABEL + 8.0;
/// Height of a line of the foot, and how many lines there are at most.
const FOOT_LINE: f64 = NOTE + 3.0;
const FOOT_LINES: usize = 2;

/// A chart while it is drawn: title and unit above, sources below, and between them a place for the data.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) drawing: Drawing,
    size: Size,
    title: String,
    /// The place for the data.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// A text in ink.
pub(super) const fn ink(size: f64) -> Letter<'static> {
    Letter { class: "ink", colour: INK, size, is_bold: false }
}

/// A text of less weight.
pub(super) const fn soft(size: f64) -> Letter<'static> {
    Letter { class: "soft", colour: SOFT, size, is_bold: false }
}

const fn grid() -> Stroke<'static> {
    Stroke { class: "grid", colour: GRID, width: 1.0, dashes: "" }
}

impl Frame {
    /// With title, what stands under it (a unit, a remark), and sources at the foot.
    pub(super) fn new(size: Size, title: &str, under: &str, foot: &str) -> Self {
        let mut drawing = Drawing::default();
        let inner = size.width - 2.0 * EDGE;
        let mut top = EDGE + TITLE;
        for line in broken_bold(title, TITLE, inner) {
            drawing.text((EDGE, top), Anchor::Start, Letter { is_bold: true, ..ink(TITLE) }, &line);
            top += TITLE + 4.0;
        }
        for line in broken(under, LABEL, inner) {
            drawing.text((EDGE, top), Anchor::Start, soft(LABEL), &line);
            top += LABEL + 4.0;
        }
        let mut bottom = size.height - EDGE;
        if !foot.is_empty() {
            bottom = foot_at(&mut drawing, foot, size) - 8.0;
        }
        Self { drawing, size, title: title.to_owned(), left: EDGE, right: size.width - EDGE, top, bottom }
    }

    /// With a place for the data that is `content` high, and names of one line below it; `size` gives the width.
    pub(super) fn around(content: f64, size: Size, title: &str, under: &str) -> Self {
        let inner = size.width - 2.0 * EDGE;
        let titles = broken_bold(title, TITLE, inner).len() as f64 * (TITLE + 4.0);
        let unders = broken(under, LABEL, inner).len() as f64 * (LABEL + 4.0);
        let head = EDGE + TITLE + titles + unders;
        let mut frame = Self::new(size.with_height(head + content + NAMES + EDGE), title, under, "");
        frame.keep_bottom();
        frame
    }

    /// A vertical scale with its lines and numbers on the left; gives the place for the data back its width.
    pub(super) fn values(&mut self, low: f64, high: f64) -> (Linear, Ticks) {
        let about = ((self.bottom - self.top) / 55.0).clamp(3.0, 7.0);
        let ticks = Ticks::over(low, high, about);
        let widest =
            ticks.values.iter().map(|value| width_of(&ticks.shown(*value), LABEL)).fold(0.0, f64::max);
        self.left = self.left.max(EDGE + widest + 8.0);
        let scale = Linear::new(ticks.span(), (self.bottom, self.top + 6.0));
        for value in &ticks.values {
            let y = scale.at(*value);
            self.drawing.line((self.left, y), (self.right, y), grid());
            self.drawing.text((self.left - 6.0, y + 4.0), Anchor::End, soft(LABEL), &ticks.shown(*value));
        }
        (scale, ticks)
    }

    /// Names under the place for the data, as many as have room.
    pub(super) fn names(&mut self, names: &[String], at: impl Fn(usize) -> f64) {
        let widest = names.iter().map(|name| width_of(name, LABEL)).fold(1.0, f64::max) + 10.0;
        let span = (at(names.len().saturating_sub(1)) - at(0)).abs().max(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
        let every = ((widest * names.len() as f64) / (span + widest)).ceil().max(1.0) as usize;
        let every = [1, 2, 3, 5, 10, 20, 50, 100].into_iter().find(|step| *step >= every).unwrap_or(every);
        for (number, name) in names.iter().enumerate().filter(|(number, _)| number % every == 0) {
            self.drawing.text((at(number), self.bottom + LABEL + 5.0), Anchor::Middle, soft(LABEL), name);
        }
    }

    /// A line across at a value.
    pub(super) fn rule(&mut self, y: f64) {
        let stroke = Stroke { class: "axis", colour: SOFT, width: 1.2, dashes: "" };
        self.drawing.line((self.left, y), (self.right, y), stroke);
    }

    /// Keeps room at the right for texts so wide, at most two fifths of the whole.
    pub(super) fn keep_right(&mut self, texts: impl Iterator<Item = f64>) -> f64 {
        let widest = texts.fold(0.0, f64::max).min(0.4 * self.size.width);
        self.right -= widest + 16.0;
        widest
    }

    /// Keeps room at the left for texts so wide, at most two fifths of the whole.
    pub(super) fn keep_left(&mut self, texts: impl Iterator<Item = f64>) -> f64 {
        let widest = texts.fold(0.0, f64::max).min(0.4 * self.size.width);
        self.left += widest + 8.0;
        widest
    }

    /// Keeps room below for names of one line.
    pub(super) fn keep_bottom(&mut self) {
        self.bottom -= NAMES;
    }

    /// The whole.
    pub(super) fn finish(self, description: &str) -> Drawn {
        let Self { drawing, size, title, .. } = self;
        Drawn { drawing, size, title, description: description.to_owned() }
    }
}

/// Sources as they stand at the foot of a chart so wide, each once; of more than two lines can hold, how many more.
pub(super) fn foot(sources: &[&str], size: Size) -> String {
    let mut each: Vec<&str> = Vec::new();
    for source in sources.iter().filter(|source| !source.is_empty()) {
        if !each.contains(source) {
            each.push(source);
        }
    }
    let text = |kept: usize| match each.len() - kept {
        0 => format!("Sources: {}", each.join("; ")),
        left => format!("Sources: {}; and {left} more", each[..kept].join("; ")),
    };
    let fits = |kept: &usize| broken(&text(*kept), NOTE, size.width - 2.0 * EDGE).len() <= FOOT_LINES;
    let kept = (1..=each.len()).rev().find(fits).unwrap_or(1);
    if each.is_empty() { String::new() } else { text(kept.min(each.len())) }
}

/// Height of a foot.
pub(super) fn foot_height(foot: &str, size: Size) -> f64 {
    broken(foot, NOTE, size.width - 2.0 * EDGE).len() as f64 * FOOT_LINE
}

/// Writes a foot at the lower end of the paper and returns where it begins.
pub(super) fn foot_at(drawing: &mut Drawing, foot: &str, size: Size) -> f64 {
    let top = size.height - EDGE - foot_height(foot, size);
    for (number, line) in broken(foot, NOTE, size.width - 2.0 * EDGE).iter().enumerate() {
        let y = top + NOTE + number as f64 * FOOT_LINE;
        drawing.text((EDGE, y), Anchor::Start, soft(NOTE), line);
    }
    top
}

/// Places for labels as near as can be to where they should be, `gap` apart, between two ends.
pub(super) fn spread(wanted: &[f64], gap: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let gap = gap.min((bottom - top) / (wanted.len().max(2) - 1) as f64);
    let mut places: Vec<f64> = order.iter().map(|number| wanted[*number].clamp(top, bottom)).collect();
    for number in 1..places.len() {
        places[number] = places[number].max(places[number - 1] + gap);
    }
    let over = places.last().map_or(0.0, |last| last - bottom);
    if over > 0.0 {
        let last = places.len() - 1;
        places[last] = bottom;
        for number in (0..last).rev() {
            places[number] = places[number].min(places[number + 1] - gap);
        }
    }
    let mut spread = vec![0.0; wanted.len()];
    for (place, number) in places.into_iter().zip(order) {
        spread[number] = place;
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance_and_their_order() {
        let wanted = [50.0, 51.0, 52.0, 10.0, 99.0];
        let places = spread(&wanted, 12.0, (0.0, 100.0));
        let mut sorted = places.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 12.0 - 1e-9), "{places:?}");
        assert!(sorted[0] >= 0.0 && sorted[4] <= 100.0);
        assert!(places[3] < places[0] && places[0] < places[1] && places[2] < places[4]);
    }

    #[test]
    fn a_foot_names_each_source_once_and_says_how_many_more_there_are() {
        assert_eq!(foot(&[], Size::PAGE), "");
        assert_eq!(
            foot(&["Trend 2024", "", "Interfax", "Trend 2024"], Size::PAGE),
            "Sources: Trend 2024; Interfax"
        );
        let names: Vec<String> = (0..90).map(|number| format!("Publisher {number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = foot(&names, Size::COLUMN);
        let (said, left) = text.rsplit_once("; and ").unwrap();
        let left: usize = left.trim_end_matches(" more").parse().unwrap();
        assert_eq!(said.matches("Publisher").count() + left, 90);
        assert!(broken(&text, NOTE, Size::COLUMN.width - 2.0 * EDGE).len() <= FOOT_LINES);
    }

    #[test]
    fn too_many_labels_share_what_room_there_is() {
        let places = spread(&[5.0; 30], 12.0, (0.0, 100.0));
        assert!(places.iter().all(|place| (-1e-9..=100.0 + 1e-9).contains(place)));
    }
}
