use std::fmt::Write as _;

/// How much wider bold type is.
const BOLD: f64 = 1.12;

/// Typefaces that are tried in turn; the last stands for whatever there is.
pub(super) const FONTS: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/// Where a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn word(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// A drawing while it is made: elements of SVG one after the other.
///
/// Each element has a class, by which a page may give it other colours, and attributes for where there is no page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Drawing {
    body: String,
}

/// How a line or an area looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke<'a> {
    pub(super) class: &'a str,
    pub(super) colour: &'a str,
    pub(super) width: f64,
    /// Lengths of strokes and gaps; empty: without gaps.
    pub(super) dashes: &'a str,
}

impl Drawing {
    /// A straight line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke<'_>) {
        self.open("line", stroke.class);
        self.numbers(&[("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)]);
        self.stroke(stroke);
        self.body.push_str("/>\n");
    }

    /// A line through points; it is broken where a point is missing.
    pub(super) fn path(&mut self, points: &[Option<(f64, f64)>], stroke: Stroke<'_>) {
        let mut data = String::new();
        let mut pen = 'M';
        for point in points {
            match point {
                Some((x, y)) => {
                    let _ = write!(data, "{pen}{} {}", short(*x), short(*y));
                    pen = 'L';
                }
                None => pen = 'M',
            }
        }
        self.open("path", stroke.class);
        self.text_attribute("d", &data);
        self.text_attribute("fill", "none");
        self.stroke(stroke);
        self.body.push_str(" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n");
    }

    /// A line from one point to another, bent towards a third.
    pub(super) fn bow(&mut self, [from, towards, to]: [(f64, f64); 3], stroke: Stroke<'_>, tip: &str) {
        let point = |(x, y): (f64, f64)| format!("{} {}", short(x), short(y));
        self.open("path", stroke.class);
        self.text_attribute("d", &format!("M{}Q{} {}", point(from), point(towards), point(to)));
        self.text_attribute("fill", "none");
        self.stroke(stroke);
        if tip.is_empty() {
            self.body.push_str("/>\n");
        } else {
            let _ = writeln!(self.body, "><title>{}</title></path>", escaped(tip));
        }
    }

    /// A closed area through points.
    pub(super) fn area(&mut self, points: &[(f64, f64)], class: &str, colour: &str, opacity: f64) {
        let corner = |(x, y): &(f64, f64)| format!("{},{}", short(*x), short(*y));
        self.open("polygon", class);
        self.text_attribute("points", &points.iter().map(corner).collect::<Vec<_>>().join(" "));
        self.fill(colour, opacity);
        self.body.push_str("/>\n");
    }

    /// A rectangle, with what it says when a reader points at it.
    pub(super) fn rectangle(&mut self, (x, y, width, height): (f64, f64, f64, f64), fill: Fill<'_>) {
        self.open("rect", fill.class);
        self.numbers(&[("x", x), ("y", y), ("width", width.max(0.0)), ("height", height.max(0.0))]);
        self.fill(fill.colour, 1.0);
        if let Some(edge) = fill.edge {
            self.text_attribute("stroke", edge);
            self.numbers(&[("stroke-width", 1.5)]);
        }
        if fill.tip.is_empty() {
            self.body.push_str("/>\n");
        } else {
            let _ = writeln!(self.body, "><title>{}</title></rect>", escaped(fill.tip));
        }
    }

    /// Bars of one look, together: each lies along its middle line, `stroke.width` high.
    pub(super) fn bars(&mut self, bars: &[(f64, f64, f64)], stroke: Stroke<'_>) {
        let bar = |(x, y, width): &(f64, f64, f64)| format!("M{} {}h{}", short(*x), short(*y), short(*width));
        self.open("path", stroke.class);
        self.text_attribute("d", &bars.iter().map(bar).collect::<String>());
        self.stroke(stroke);
        self.body.push_str("/>\n");
    }

    /// The edges of rectangles of one look, together.
    pub(super) fn edges(&mut self, rectangles: &[(f64, f64, f64, f64)], stroke: Stroke<'_>) {
        self.open("path", stroke.class);
        self.text_attribute("d", &outlines(rectangles));
        self.text_attribute("fill", "none");
        self.stroke(stroke);
        self.body.push_str("/>\n");
    }

    /// Texts of one look, together, each about the middle of its base line.
    pub(super) fn texts(&mut self, texts: &[((f64, f64), String)], letter: Letter<'_>) {
        self.open("g", letter.class);
        self.numbers(&[("font-size", letter.size)]);
        self.text_attribute("text-anchor", Anchor::Middle.word());
        self.text_attribute("fill", letter.colour);
        if letter.is_bold {
            self.text_attribute("font-weight", "600");
        }
        self.body.push('>');
        for ((x, y), text) in texts {
            let _ =
                write!(self.body, "<text x=\"{}\" y=\"{}\">{}</text>", short(*x), short(*y), escaped(text));
        }
        self.body.push_str("</g>\n");
    }

    /// A round mark.
    pub(super) fn dot(&mut self, (x, y): (f64, f64), radius: f64, fill: Fill<'_>) {
        self.open("circle", fill.class);
        self.numbers(&[("cx", x), ("cy", y), ("r", radius)]);
        self.fill(fill.colour, 1.0);
        if let Some(edge) = fill.edge {
            self.text_attribute("stroke", edge);
            self.numbers(&[("stroke-width", 1.5)]);
        }
        let _ = writeln!(self.body, "><title>{}</title></circle>", escaped(fill.tip));
    }

    /// A mark that stands on its corner.
    pub(super) fn diamond(&mut self, (x, y): (f64, f64), radius: f64, fill: Fill<'_>) {
        self.open("path", fill.class);
        let [left, right, top, bottom] = [x - radius, x + radius, y - radius, y + radius].map(short);
        self.text_attribute(
            "d",
            &format!("M{left} {}L{} {top}L{right} {}L{} {bottom}Z", short(y), short(x), short(y), short(x)),
        );
        self.fill(fill.colour, 1.0);
        if let Some(edge) = fill.edge {
            self.text_attribute("stroke", edge);
            self.numbers(&[("stroke-width", 1.5)]);
        }
        let _ = writeln!(self.body, "><title>{}</title></path>", escaped(fill.tip));
    }

    /// A text on its base line.
    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, letter: Letter<'_>, text: &str) {
        self.open("text", letter.class);
        self.numbers(&[("x", x), ("y", y), ("font-size", letter.size)]);
        if anchor != Anchor::Start {
            self.text_attribute("text-anchor", anchor.word());
        }
        self.text_attribute("fill", letter.colour);
        if letter.is_bold {
            self.text_attribute("font-weight", "600");
        }
        let _ = writeln!(self.body, ">{}</text>", escaped(text));
    }

    /// A text with a rim of paper, that is read over lines.
    pub(super) fn halo(&mut self, (x, y): (f64, f64), anchor: Anchor, letter: Letter<'_>, text: &str) {
        self.body.push_str("<g class=\"halo\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\">");
        self.text((x, y), anchor, letter, text);
        self.body.push_str("</g>\n");
    }

    /// The whole as a file: it names itself to those who cannot see it.
    pub(super) fn file(&self, (width, height): (f64, f64), title: &str, description: &str) -> String {
        let (wide, high) = (short(width), short(height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\" aria-label=\"{}\" font-family=\"{}\">\n<desc>{}</desc>\n<rect class=\"paper\" width=\"{wide}\" height=\"{high}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            escaped(title),
            escaped(FONTS),
            escaped(description),
            self.body
        )
    }

    fn open(&mut self, element: &str, class: &str) {
        let _ = write!(self.body, "<{element} class=\"{class}\"");
    }

    fn numbers(&mut self, attributes: &[(&str, f64)]) {
        for (name, value) in attributes {
            let _ = write!(self.body, " {name}=\"{}\"", short(*value));
        }
    }

    fn text_attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.body, " {name}=\"{}\"", escaped(value));
    }

    fn fill(&mut self, colour: &str, opacity: f64) {
        self.text_attribute("fill", colour);
        if opacity < 1.0 {
            self.numbers(&[("fill-opacity", opacity)]);
        }
    }

    fn stroke(&mut self, stroke: Stroke<'_>) {
        self.text_attribute("stroke", stroke.colour);
        self.numbers(&[("stroke-width", stroke.width)]);
        if !stroke.dashes.is_empty() {
            self.text_attribute("stroke-dasharray", stroke.dashes);
        }
    }
}

/// How the inside of a mark looks, and what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fill<'a> {
    pub(super) class: &'a str,
    pub(super) colour: &'a str,
    pub(super) edge: Option<&'a str>,
    pub(super) tip: &'a str,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter<'a> {
    pub(super) class: &'a str,
    pub(super) colour: &'a str,
    pub(super) size: f64,
    pub(super) is_bold: bool,
}

/// How wide a text will be in `DejaVu Sans`, the widest of the usual sans-serif faces, or a little wider.
pub(super) fn width_of(text: &str, size: f64) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * size
}

/// Width of a letter over the size of its type.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | 'J' | '\'' | '\u{2009}' => 0.3,
        ' ' | '.' | ',' | '·' | ':' | ';' | '/' | 'f' | '-' | '|' => 0.37,
        't' | 'r' | '(' | ')' | '!' => 0.41,
        's' | 'z' | 'c' | 'k' | 'v' | 'x' | 'y' | '–' => 0.58,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' => 1.0,
        '+' | '−' | '×' | '=' | '<' | '>' => 0.84,
        letter if letter.is_uppercase() => 0.74,
        _ => 0.64,
    }
}

/// A text broken into lines that fit a width.
pub(super) fn broken(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let longer = if lines[last].is_empty() { word.to_owned() } else { format!("{} {word}", lines[last]) };
        if lines[last].is_empty() || width_of(&longer, size) <= width {
            lines[last] = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The outlines of rectangles as the data of a path.
fn outlines(rectangles: &[(f64, f64, f64, f64)]) -> String {
    let outline = |(x, y, width, height): &(f64, f64, f64, f64)| {
        let [x, y, width, height] = [*x, *y, width.max(0.0), height.max(0.0)].map(short);
        format!("M{x} {y}h{width}v{height}h-{width}z")
    };
    rectangles.iter().map(outline).collect()
}

/// A bold text broken into lines that fit a width.
pub(super) fn broken_bold(text: &str, size: f64, width: f64) -> Vec<String> {
    broken(text, size * BOLD, width)
}

/// A text cut at its end so that it fits a width.
pub(super) fn cut(text: &str, size: f64, width: f64) -> String {
    if width_of(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width_of(&kept, size) + (letter_width(letter) + letter_width('…')) * size > width {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// A text cut in its middle so that it fits a width: of paths that begin alike the ends tell more.
pub(super) fn cut_middle(text: &str, size: f64, width: f64) -> String {
    if width_of(text, size) <= width {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let around = |kept: usize| {
        let end: String = letters[letters.len() - kept / 2..].iter().collect();
        letters[..kept - kept / 2].iter().collect::<String>() + "…" + &end
    };
    let fits = |kept: &usize| width_of(&around(*kept), size) <= width;
    around((0..letters.len()).rev().find(fits).unwrap_or(0))
}

/// A coordinate to a tenth, without a needless zero.
pub(super) fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text that may stand in SVG and HTML: what XML does not allow is left out.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(letter),
            letter if letter.is_control() => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        for (value, text) in [(1.0, "1"), (-0.001, "0"), (2.505, "2.5"), (0.16, "0.2"), (-30.3, "-30.3")] {
            assert_eq!(short(value), text);
        }
    }

    #[test]
    fn texts_cannot_break_out() {
        assert_eq!(escaped("<a href=\"x\">&\u{1b}"), "&lt;a href=&quot;x&quot;&gt;&amp; ");
    }

    #[test]
    fn lines_fit_their_width() {
        for line in broken("World Bank, Middle Trade and Transport Corridor, 2023", 10.0, 120.0) {
            assert!(width_of(&line, 10.0) <= 120.0, "{line}");
        }
        for (cut, end) in [(cut as fn(&str, f64, f64) -> String, "…"), (cut_middle, "lace")] {
            let text = cut("a name that is far too long for its place", 10.0, 80.0);
            assert!(
                width_of(&text, 10.0) <= 80.0 && text.ends_with(end) && text.starts_with("a n"),
                "{text}"
            );
        }
        assert_eq!(cut_middle("short", 10.0, 80.0), "short");
        assert_eq!(cut_middle("too long", 10.0, 1.0), "…");
    }
}
