use super::drawing::{Anchor, width_of};
use super::frame::LABEL;

/// A box on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// What stands on a drawing already, and must not be written over.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken {
    rooms: Vec<Room>,
    /// Points along lines: to be crossed if need be.
    lines: Vec<(f64, f64)>,
}

/// Where a text is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Written {
    pub(super) at: (f64, f64),
    pub(super) anchor: Anchor,
}

/// What writing over a text or a node costs against writing over a line.
const OVER_TEXT: f64 = 12.0;

impl Taken {
    /// Takes a round place.
    pub(super) fn dot(&mut self, (x, y): (f64, f64), radius: f64) {
        self.rooms.push(Room { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
    }

    /// Takes a point of a line.
    pub(super) fn point(&mut self, point: (f64, f64)) {
        self.lines.push(point);
    }

    /// Finds a place for a text about a point, `off` from it, within a frame, and takes it.
    pub(super) fn write(&mut self, text: &str, point: (f64, f64), off: f64, frame: (f64, f64)) -> Written {
        let width = width_of(text, LABEL);
        let tried = candidates(point, off);
        let cost =
            |(preference, written): &(f64, Written)| preference + self.cost(room(*written, width), frame);
        let mut best = (f64::INFINITY, tried[0].1);
        for candidate in &tried {
            let own = cost(candidate);
            if own < best.0 {
                best = (own, candidate.1);
            }
        }
        self.rooms.push(room(best.1, width));
        best.1
    }

    fn cost(&self, room: Room, (width, height): (f64, f64)) -> f64 {
        let texts: f64 = self.rooms.iter().map(|other| room.overlap(*other)).sum();
        let is_inside =
            |(x, y): &&(f64, f64)| (room.left..room.right).contains(x) && (room.top..room.bottom).contains(y);
        let lines = self.lines.iter().filter(is_inside).count() as f64;
        let outside = (-room.left).max(0.0)
            + (-room.top).max(0.0)
            + (room.right - width).max(0.0)
            + (room.bottom - height).max(0.0);
        OVER_TEXT * texts + lines + 40.0 * outside
    }
}

impl Room {
    /// How much of it another takes, from 0 where they do not touch; more than nothing where they do.
    fn overlap(self, other: Room) -> f64 {
        let across = self.right.min(other.right) - self.left.max(other.left);
        let down = self.bottom.min(other.bottom) - self.top.max(other.top);
        if across <= 0.0 || down <= 0.0 { 0.0 } else { 1.0 + across * down / 40.0 }
    }
}

/// The room that a text takes.
fn room(written: Written, width: f64) -> Room {
    let (x, y) = written.at;
    let left = match written.anchor {
        Anchor::Start => x,
        Anchor::Middle => x - 0.5 * width,
        Anchor::End => x - width,
    };
    Room { left: left - 1.0, top: y - LABEL, right: left + width + 1.0, bottom: y + 3.0 }
}

/// Places about a point, each with what it costs to prefer another: right, left, above, below and between, near and far.
fn candidates((x, y): (f64, f64), off: f64) -> Vec<(f64, Written)> {
    let half = 0.35 * LABEL;
    let mut all = Vec::new();
    for (ring, far) in [off, off + 9.0, off + 20.0, off + 34.0].into_iter().enumerate() {
        let slant = 0.75 * far;
        let about = [
            (x + far, y + half, Anchor::Start),
            (x - far, y + half, Anchor::End),
            (x, y - far, Anchor::Middle),
            (x, y + far + 2.0 * half, Anchor::Middle),
            (x + slant, y - slant, Anchor::Start),
            (x + slant, y + slant + half, Anchor::Start),
            (x - slant, y - slant, Anchor::End),
            (x - slant, y + slant + half, Anchor::End),
        ];
        for (place, (x, y, anchor)) in about.into_iter().enumerate() {
            let preference = 0.1 * place as f64 + 3.0 * ring as f64;
            all.push((preference, Written { at: (x, y), anchor }));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_about_near_points_do_not_touch() {
        let mut taken = Taken::default();
        let points = [(50.0, 50.0), (60.0, 52.0), (55.0, 60.0), (48.0, 44.0)];
        for point in points {
            taken.dot(point, 4.0);
        }
        let before = taken.rooms.len();
        for point in points {
            taken.write("Turkmenbashi", point, 8.0, (300.0, 300.0));
        }
        let texts = &taken.rooms[before..];
        for (number, one) in texts.iter().enumerate() {
            assert!(texts[number + 1..].iter().all(|other| one.overlap(*other) == 0.0), "{texts:?}");
        }
    }

    #[test]
    fn texts_stay_on_the_drawing() {
        let mut taken = Taken::default();
        let written = taken.write("Turkmenbashi", (295.0, 100.0), 8.0, (300.0, 300.0));
        assert_eq!(written.anchor, Anchor::End);
    }
}
