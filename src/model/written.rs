//! Numbers as a study writes them: `7.5 Mt/yr`, `6-6.5 Mt/yr`, `{ low = "5 Mt/yr", … }`.

use crate::evidence::{Evidence, Number, Predictive, Provenance, Shape, Spread};
use crate::quantity::{
    Containers, Data, Density, Distance, EmissionFactor, Emissions, GasVolume, GrowthRate, LoadFactor, Mass,
    Measure, Money, OilVolume, Quantity, Rate, TransitTime, TransportWork, Unit,
};
use crate::quantity::{DistancePrice, TimePrice, UnitPrice, split_numbers};

/// How a number is to be written where its unit leaves a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A pure number as it is: `1.2`.
    Plain,
    /// A pure number in per cent: `80 %`.
    Percent,
    /// A pure number in per cent, and every number with its sign: `+10 %`, `-2 USD/t`.
    Signed,
}

/// A number for reading: one value, a range, or the table of its distribution.
pub(crate) fn written(number: &Number, style: Style) -> String {
    let pen = Pen { unit: number.unit, style };
    match single(&number.spread, pen) {
        Some(text) => text,
        None => format!("{{ {} }}", pen.distribution(&number.spread).join(", ")),
    }
}

/// A number as the value of a key in a study, with its source and group.
pub(crate) fn written_toml(number: &Number, style: Style) -> String {
    let pen = Pen { unit: number.unit, style };
    let further = further(number);
    let mut keys = match single(&number.spread, pen) {
        Some(text) if further.is_empty() => return quoted(&text),
        Some(text) => vec![format!("value = {}", quoted(&text))],
        None => pen.distribution(&number.spread),
    };
    keys.extend(further);
    format!("{{ {} }}", keys.join(", "))
}

/// Text in quotes, as TOML wants it.
pub(crate) fn quoted(text: &str) -> String {
    let mut result = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            letter if letter.is_control() => {
                let escaped: String = format!("\\u{:04X}", u32::from(letter));
                result += &escaped;
            }
            letter => result.push(letter),
        }
    }
    result.push('"');
    result
}

/// A number without the noise of the last binary digit, where that changes nothing else: 0.07 × 100 is 7.
pub(crate) fn tidy(value: f64) -> f64 {
    match format!("{value:.14e}").parse::<f64>() {
        Ok(tidied) if (tidied - value).abs() <= 2.0 * f64::EPSILON * value.abs() => tidied,
        _ => value,
    }
}

/// One value or a range, if the spread is no more than that.
fn single(spread: &Spread, pen: Pen) -> Option<String> {
    match spread.shape() {
        _ if spread.cut_at() != (None, None) => None,
        Shape::Fixed(value) => Some(pen.text(*value)),
        Shape::Uniform { low, high } => Some(pen.range(*low, *high)),
        _ => None,
    }
}

/// The keys of a number besides its distribution.
fn further(number: &Number) -> Vec<String> {
    let Provenance { evidence, sources, note } = &number.provenance;
    let usual = if sources.is_empty() { Evidence::Assumed } else { Evidence::Reported };
    let group = number.group.as_ref().map(|group| format!("group = {}", quoted(group)));
    let source = match sources.as_slice() {
        [] => None,
        [one] => Some(format!("source = {}", quoted(one.as_str()))),
        several => {
            let names: Vec<String> = several.iter().map(|source| quoted(source.as_str())).collect();
            Some(format!("source = [{}]", names.join(", ")))
        }
    };
    let evidence = (*evidence != usual).then(|| format!("evidence = {}", quoted(evidence.word())));
    let note = (!note.is_empty()).then(|| format!("note = {}", quoted(note)));
    [group, source, evidence, note].into_iter().flatten().collect()
}

/// What numbers of one unit are written with.
#[derive(Debug, Clone, Copy)]
struct Pen {
    unit: Unit,
    style: Style,
}

impl Pen {
    /// One value with its unit.
    fn text(self, base: f64) -> String {
        let text = match (self.unit, self.style) {
            (Unit::One, Style::Plain) => base.to_string(),
            (Unit::One, _) => format!("{} %", tidy(base * 100.0)),
            (unit, _) => hand(unit).map_or_else(|| format!("{base} {unit}"), |hand| (hand.text)(base, unit)),
        };
        if self.style == Style::Signed && !text.starts_with('-') { format!("+{text}") } else { text }
    }

    /// Two values with the unit of the upper one.
    fn range(self, low: f64, high: f64) -> String {
        let upper = self.text(high);
        let unit = split_numbers(&upper).map_or("", |numbers| numbers.unit);
        let scale = self.scale(unit);
        let [lower, upper] = [low, high].map(|end| tidy(end / scale));
        let sign = if self.style == Style::Signed && lower >= 0.0 { "+" } else { "" };
        format!("{sign}{lower}-{upper} {unit}").trim_end().to_owned()
    }

    /// How many base units one `unit` is.
    fn scale(self, unit: &str) -> f64 {
        match unit {
            "%" => 0.01,
            unit => hand(self.unit).and_then(|hand| (hand.scale)(unit)).unwrap_or(1.0),
        }
    }

    /// The keys of a distribution.
    fn distribution(self, spread: &Spread) -> Vec<String> {
        let (at_least, at_most) = spread.cut_at();
        let mut keys = self.shape(spread.shape());
        keys.extend(at_least.map(|end| self.key("at_least", end)));
        keys.extend(at_most.map(|end| self.key("at_most", end)));
        keys
    }

    fn shape(self, shape: &Shape) -> Vec<String> {
        let bounds = |low: &f64, mode: &f64, high: &f64| {
            vec![self.key("low", *low), self.key("mode", *mode), self.key("high", *high)]
        };
        let named = |mut keys: Vec<String>, word: &str| {
            keys.push(format!("shape = {}", quoted(word)));
            keys
        };
        match shape {
            Shape::Fixed(value) => vec![self.key("value", *value)],
            Shape::Uniform { low, high } => vec![self.key("low", *low), self.key("high", *high)],
            Shape::Triangular { low, mode, high } => bounds(low, mode, high),
            Shape::Pert { low, mode, high } => named(bounds(low, mode, high), "pert"),
            Shape::Normal { mean, sd } => vec![self.key("mean", *mean), self.key("sd", *sd)],
            Shape::Lognormal { median, factor } => {
                vec![self.key("median", *median), format!("factor = {factor}")]
            }
            Shape::Discrete { values, weights } => self.cases("values", values, weights),
            Shape::Empirical { values, weights } => self.cases("observations", values, weights),
            Shape::Predictive(next) => self.predicted(next),
        }
    }

    fn cases(self, key: &str, values: &[f64], weights: &[f64]) -> Vec<String> {
        let values: Vec<String> = values.iter().map(|value| quoted(&self.text(*value))).collect();
        // Without weights, all count alike.
        let uneven = weights.windows(2).any(|pair| pair[0].to_bits() != pair[1].to_bits());
        let weights: Vec<String> = weights.iter().filter(|_| uneven).map(f64::to_string).collect();
        let mut keys = vec![format!("{key} = [{}]", values.join(", "))];
        if !weights.is_empty() {
            keys.push(format!("weights = [{}]", weights.join(", ")));
        }
        keys
    }

    /// What a study says by naming a class of promises.
    fn predicted(self, next: &Predictive) -> Vec<String> {
        let values: Vec<String> = next.points().iter().map(|value| quoted(&self.text(*value))).collect();
        vec![format!("next_of = [{}]", values.join(", "))]
    }

    fn key(self, key: &str, value: f64) -> String {
        format!("{key} = {}", quoted(&self.text(value)))
    }
}

/// How one kind of quantity is written, its type set aside.
struct Hand {
    /// A value in its most readable unit.
    text: fn(f64, Unit) -> String,
    /// How many base units one of a unit is.
    scale: fn(&str) -> Option<f64>,
}

/// The hand of a quantity. What lies out of its range is written in the base unit.
fn of<Q: Quantity>() -> Hand {
    let text =
        |base, unit| Q::from_base(base, unit).map_or_else(|| format!("{base} {unit}"), |q| q.to_string());
    let scale = |unit: &str| Q::from_unit(1.0, unit).ok().map(Q::base);
    Hand { text, scale }
}

/// The hand of a kind of quantity that every measure has.
macro_rules! by_measure {
    ($kind:ident, $measure:expr) => {
        match $measure {
            Measure::Mass => of::<$kind<Mass>>(),
            Measure::Containers => of::<$kind<Containers>>(),
            Measure::Gas => of::<$kind<GasVolume>>(),
            Measure::Oil => of::<$kind<OilVolume>>(),
            Measure::Data => of::<$kind<Data>>(),
        }
    };
}

/// The hand for numbers of a unit; none for pure numbers.
fn hand(unit: Unit) -> Option<Hand> {
    Some(match unit {
        Unit::One => return None,
        Unit::Volume(Measure::Mass) => of::<Mass>(),
        Unit::Volume(Measure::Containers) => of::<Containers>(),
        Unit::Volume(Measure::Gas) => of::<GasVolume>(),
        Unit::Volume(Measure::Oil) => of::<OilVolume>(),
        Unit::Volume(Measure::Data) => of::<Data>(),
        Unit::Rate(measure) => by_measure!(Rate, measure),
        Unit::Price(_, _, measure) => by_measure!(UnitPrice, measure),
        Unit::DistancePrice(_, _, measure) => by_measure!(DistancePrice, measure),
        Unit::TimePrice(_, _, measure) => by_measure!(TimePrice, measure),
        Unit::Money(..) => of::<Money>(),
        Unit::Distance => of::<Distance>(),
        Unit::Time => of::<TransitTime>(),
        Unit::Growth => of::<GrowthRate>(),
        Unit::TransportWork => of::<TransportWork>(),
        Unit::Emissions => of::<Emissions>(),
        Unit::EmissionFactor => of::<EmissionFactor>(),
        Unit::Density => of::<Density>(),
        Unit::LoadFactor => of::<LoadFactor>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Estimate;
    use crate::quantity::Share;

    fn number(base: f64, unit: Unit) -> Number {
        Number::fixed(base, unit).unwrap()
    }

    fn shaped(shape: Shape, unit: Unit) -> Number {
        number(0.0, unit).with_spread(Spread::new(shape).unwrap())
    }

    const RATE: Unit = Unit::Rate(Measure::Mass);

    #[test]
    fn one_value_is_written_with_its_unit() {
        for (number, style, expected) in [
            (number(7.5e6, RATE), Style::Plain, "7.5 Mt/yr"),
            (number(7.5e6, RATE), Style::Signed, "+7.5 Mt/yr"),
            (number(-2.0, Unit::Time), Style::Signed, "-2 d"),
            (number(0.07, Unit::One), Style::Percent, "7 %"),
            (number(-0.9, Unit::One), Style::Signed, "-90 %"),
            (number(1.2, Unit::One), Style::Plain, "1.2"),
            (number(0.03, Unit::Growth), Style::Plain, "3 %/yr"),
            (number(-5.0, Unit::Distance), Style::Plain, "-5 km"),
        ] {
            assert_eq!(written(&number, style), expected);
        }
    }

    #[test]
    fn distributions_are_tables() {
        let normal = Shape::Normal { mean: 0.9, sd: 0.1 };
        let cut = Spread::new(normal).unwrap().truncated(None, Some(1.0)).unwrap();
        for (number, style, expected) in [
            (shaped(Shape::Uniform { low: 6e6, high: 6.5e6 }, RATE), Style::Plain, "6-6.5 Mt/yr"),
            (shaped(Shape::Uniform { low: -0.2, high: -0.1 }, Unit::One), Style::Signed, "-20--10 %"),
            (
                shaped(Shape::Triangular { low: 5e6, mode: 6e6, high: 6.5e6 }, RATE),
                Style::Plain,
                r#"{ low = "5 Mt/yr", mode = "6 Mt/yr", high = "6.5 Mt/yr" }"#,
            ),
            (
                number(0.0, Unit::One).with_spread(cut),
                Style::Percent,
                r#"{ mean = "90 %", sd = "10 %", at_most = "100 %" }"#,
            ),
            (
                shaped(Shape::Lognormal { median: 2.0, factor: 1.5 }, Unit::Time),
                Style::Plain,
                r#"{ median = "2 d", factor = 1.5 }"#,
            ),
            (
                shaped(Shape::Discrete { values: vec![1.0, 3.0], weights: vec![0.25, 0.75] }, Unit::Time),
                Style::Plain,
                r#"{ values = ["1 d", "3 d"], weights = [0.25, 0.75] }"#,
            ),
            (
                shaped(Shape::Empirical { values: vec![3.0, 1.0], weights: vec![] }, Unit::Time),
                Style::Plain,
                r#"{ observations = ["1 d", "3 d"] }"#,
            ),
        ] {
            assert_eq!(written(&number, style), expected);
        }
    }

    #[test]
    fn the_source_is_written_in_a_study() {
        let share = Estimate::sure(Share::percent(20.0)).with_source("P3").with_note("a \"dry\" year");
        let text = written_toml(share.number(), Style::Percent);
        assert_eq!(text, r#"{ value = "20 %", source = "P3", note = "a \"dry\" year" }"#);
        let plain = Estimate::sure(Share::percent(20.0)).into_number();
        assert_eq!(written_toml(&plain, Style::Percent), "\"20 %\"");
    }

    proptest::proptest! {
        /// What is written reads back to the same number.
        #[test]
        fn what_is_written_reads_back(low in 0.0..1e9f64, width in 0.0..1e9f64) {
            let like = Estimate::shaped(Rate::<Mass>::ZERO, Shape::Uniform { low, high: low + width }).unwrap();
            let text = written(like.number(), Style::Plain);
            let read: Estimate<Rate<Mass>> = text.parse().unwrap();
            for end in [Spread::low, Spread::high] {
                let (given, back) = (end(&like.number().spread), end(&read.number().spread));
                proptest::prop_assert!((given - back).abs() <= 1e-14 * given.abs(), "{}", text);
            }
        }
    }
}
