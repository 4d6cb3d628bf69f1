//! Numbers in every form of the format: text, range, table of a value, distribution.

use super::cursor::Cursor;
use super::faults::shown;
use super::kind::{Kind, kinds};
use super::problem::ProblemKind;
use super::tree::{Item, Table, Value};
use crate::evidence::{Number, Shape, Spread, SpreadError, nearest};
use crate::quantity::{QuantityError, Unit, split_numbers};
use crate::study::keys::Measured;

/// A number of the base unit, or the two ends of a range.
#[derive(Debug, Clone, Copy)]
struct Single {
    first: f64,
    second: Option<f64>,
    unit: Unit,
}

impl Cursor<'_> {
    /// Reads a number that stands at this place. What cannot be read is told and gives `None`.
    pub(crate) fn read_number(&self, item: &Item, measured: Measured) -> Option<Number> {
        let wanted = &Wanted { measured, kinds: kinds(measured, self.measure()) };
        if let Value::Table(table) = &item.value {
            return NumberTable { cursor: self, table, wanted }.read();
        }
        let (single, kind) = self.single(item, wanted)?;
        self.finish(self.spread(single.shape())?, single.unit, kind)
    }

    /// Reads one number or a range, as text or bare, and says which of the kinds it is of.
    fn single(&self, item: &Item, wanted: &Wanted) -> Option<(Single, Kind)> {
        let text = match &item.value {
            Value::Text(text) => text.clone(),
            value if wanted.measured.is_bare() => value.number()?.to_string(),
            _ => return None,
        };
        parsed(&text, &wanted.kinds).map_err(|error| self.tell(wanted.unreadable(&text, error.as_ref()))).ok()
    }

    /// A checked distribution, its faults told.
    fn spread(&self, shape: Shape) -> Option<Spread> {
        Spread::new(shape).map_err(|error| self.tell_spread(&error)).ok()
    }

    /// Tells of numbers that make no distribution.
    fn tell_spread(&self, error: &SpreadError) {
        self.unreadable(&error.to_string(), "");
    }

    /// The number, where all it can be is in the range of its kind.
    fn finish(&self, spread: Spread, unit: Unit, kind: Kind) -> Option<Number> {
        let ends = [spread.low(), spread.central(), spread.high()];
        if let Some(end) = ends.into_iter().find(|end| !(kind.holds)(*end, unit)) {
            let reason = format!(
                "it can be {}, which is out of the range of a {}",
                shown_number(end, unit),
                kind.name
            );
            self.unreadable(
                &reason,
                "numbers within the range; cut a distribution with `at_least` and `at_most`",
            );
            return None;
        }
        Some(Number { spread, unit, provenance: self.provenance().clone(), group: None })
    }
}

/// A number written as a table.
struct NumberTable<'a, 'c> {
    cursor: &'a Cursor<'c>,
    table: &'a Table,
    wanted: &'a Wanted,
}

impl NumberTable<'_, '_> {
    /// Reads the number with its truncation, group and evidence.
    fn read(&self) -> Option<Number> {
        let (shape, unit, kind) = self.shape()?;
        let spread = self.cursor.spread(shape)?;
        let spread = self.truncated(spread, unit)?;
        let number = self.cursor.within(self.table).finish(spread, unit, kind)?;
        Some(Number { group: self.text("group").map(str::to_owned), ..number })
    }

    /// The shape that the keys say, in the base unit of its numbers.
    fn shape(&self) -> Option<(Shape, Unit, Kind)> {
        let has = |key| self.table.get(key).is_some();
        match () {
            () if has("value") => self.value(),
            () if has("values") => {
                let (values, weights, unit, kind) = self.cases("values")?;
                Some((Shape::Discrete { values, weights }, unit, kind))
            }
            () if has("observations") => {
                let (values, weights, unit, kind) = self.cases("observations")?;
                Some((Shape::Empirical { values, weights }, unit, kind))
            }
            () if has("mean") || has("sd") => {
                let ([mean, sd], unit, kind) = self.numbers(["mean", "sd"])?;
                Some((Shape::Normal { mean, sd }, unit, kind))
            }
            () if has("median") => self.lognormal(),
            () => self.range(),
        }
    }

    /// `{ value = "6-6.5 Mt/yr" }`.
    fn value(&self) -> Option<(Shape, Unit, Kind)> {
        let (single, kind) = self.at("value")?.single(&self.table.get("value")?.item, self.wanted)?;
        Some((single.shape(), single.unit, kind))
    }

    /// `{ low, mode, high }` or `{ low, high }`.
    fn range(&self) -> Option<(Shape, Unit, Kind)> {
        if self.table.get("mode").is_none() {
            let ([low, high], unit, kind) = self.numbers(["low", "high"])?;
            return match self.text("shape") {
                Some("triangular" | "pert") => self.without_mode(),
                _ => Some((Shape::Uniform { low, high }, unit, kind)),
            };
        }
        let ([low, mode, high], unit, kind) = self.numbers(["low", "mode", "high"])?;
        let shape = match self.text("shape") {
            Some("pert") => Shape::Pert { low, mode, high },
            Some("uniform") => return self.with_mode(),
            _ => Shape::Triangular { low, mode, high },
        };
        Some((shape, unit, kind))
    }

    /// Tells that a triangular or PERT distribution lacks its mode.
    fn without_mode<T>(&self) -> Option<T> {
        let kind = ProblemKind::MissingKey {
            table: "a triangular or PERT distribution",
            key: "mode".to_owned(),
            allowed: "the most likely value".to_owned(),
        };
        self.cursor.tell(kind);
        None
    }

    /// Tells that a uniform distribution has no mode.
    fn with_mode<T>(&self) -> Option<T> {
        let reason = "a uniform distribution has no `mode`";
        self.at("mode")?.unreadable(reason, "no `mode`, or shape = \"triangular\" or \"pert\"");
        None
    }

    /// `{ median, factor }`.
    fn lognormal(&self) -> Option<(Shape, Unit, Kind)> {
        let ([median], unit, kind) = self.numbers(["median"])?;
        let factor = self.table.get("factor")?.item.value.number()?;
        Some((Shape::Lognormal { median, factor }, unit, kind))
    }

    /// `{ values, weights }` or `{ observations, weights }`.
    fn cases(&self, key: &str) -> Option<(Vec<f64>, Vec<f64>, Unit, Kind)> {
        let cursor = self.at(key)?;
        let Value::List(items) = &self.table.get(key)?.item.value else { return None };
        let read: Option<Vec<(Single, Kind)>> = items
            .iter()
            .enumerate()
            .map(|(index, item)| cursor.at_item(index, item).single(item, self.wanted))
            .collect();
        let (values, unit, kind) = self.of_one_unit(&read?)?;
        let weights = match self.table.get("weights").map(|entry| &entry.item.value) {
            Some(Value::List(items)) => {
                items.iter().map(|item| item.value.number()).collect::<Option<_>>()?
            }
            _ => vec![1.0; values.len()],
        };
        Some((values, weights, unit, kind))
    }

    /// The numbers of some keys, which must all be of one unit. All of them are read, so that all faults are told.
    fn numbers<const N: usize>(&self, keys: [&str; N]) -> Option<([f64; N], Unit, Kind)> {
        let read = keys.map(|key| {
            let entry = self.table.get(key)?;
            self.at(key)?.single(&entry.item, self.wanted)
        });
        let read: Option<Vec<(Single, Kind)>> = read.into_iter().collect();
        let (values, unit, kind) = self.of_one_unit(&read?)?;
        Some((values.try_into().ok()?, unit, kind))
    }

    /// Numbers of one base unit, none of them a range.
    fn of_one_unit(&self, read: &[(Single, Kind)]) -> Option<(Vec<f64>, Unit, Kind)> {
        let Some((first, kind)) = read.first() else {
            self.cursor.unreadable("there are no values", "at least one value");
            return None;
        };
        if let Some((other, _)) = read.iter().find(|(single, _)| single.unit != first.unit) {
            let reason = format!("its numbers are of different kinds: {} and {}", first.unit, other.unit);
            self.cursor.unreadable(&reason, "numbers of one kind");
            return None;
        }
        if read.iter().any(|(single, _)| single.second.is_some()) {
            self.cursor.unreadable("a range stands where one number is needed", "one number each");
            return None;
        }
        Some((read.iter().map(|(single, _)| single.first).collect(), first.unit, *kind))
    }

    /// The spread cut off at `at_least` and `at_most`.
    fn truncated(&self, spread: Spread, unit: Unit) -> Option<Spread> {
        let (at_least, at_most) = (self.bound("at_least", unit), self.bound("at_most", unit));
        match (at_least?, at_most?) {
            (None, None) => Some(spread),
            (at_least, at_most) => {
                spread.truncated(at_least, at_most).map_err(|error| self.cursor.tell_spread(&error)).ok()
            }
        }
    }

    /// A bound in a unit: `None` where it is at fault, and nothing in it where it is not given.
    #[expect(clippy::option_option, reason = "a bound at fault is not a bound that is absent")]
    fn bound(&self, key: &str, unit: Unit) -> Option<Option<f64>> {
        if self.table.get(key).is_none() {
            return Some(None);
        }
        let ([bound], given, _) = self.numbers([key])?;
        if given != unit {
            self.at(key)?.unreadable(
                &format!("it is in {given}, the distribution in {unit}"),
                "a bound of the same kind",
            );
            return None;
        }
        Some(Some(bound))
    }

    /// The place of a key of the table.
    fn at(&self, key: &str) -> Option<Cursor<'_>> {
        self.table.get(key).map(|entry| self.cursor.at_key(entry))
    }

    /// The text of a key.
    fn text(&self, key: &str) -> Option<&str> {
        match &self.table.get(key)?.item.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Single {
    /// One value, or a uniform range.
    fn shape(self) -> Shape {
        match self.second {
            Some(high) => Shape::Uniform { low: self.first, high },
            None => Shape::Fixed(self.first),
        }
    }
}

/// Reads a text as the first of the kinds that knows its unit.
fn parsed(text: &str, kinds: &[Kind]) -> Result<(Single, Kind), Option<QuantityError>> {
    let numbers = split_numbers(text).ok_or(None)?;
    let mut unknown = None;
    for kind in kinds {
        match (kind.from_unit)(numbers.first, numbers.unit) {
            Ok((first, unit)) => {
                let second = numbers.second.map(|second| (kind.from_unit)(second, numbers.unit)).transpose();
                let second = second.map_err(Some)?.map(|(second, _)| second);
                return Ok((Single { first, second, unit }, *kind));
            }
            Err(error @ QuantityError::UnknownUnit { .. }) => unknown = Some(error),
            Err(error) => return Err(Some(error)),
        }
    }
    Err(unknown)
}

/// What a number is wanted to be.
struct Wanted {
    measured: Measured,
    kinds: Vec<Kind>,
}

impl Wanted {
    /// The fault of a text that is no such number.
    fn unreadable(&self, text: &str, error: Option<&QuantityError>) -> ProblemKind {
        let unit = split_numbers(text).map_or("", |numbers| numbers.unit);
        let allowed = match error {
            Some(QuantityError::OutOfRange { allowed, .. }) => (*allowed).to_owned(),
            _ => self.units(),
        };
        let nearest = match error {
            Some(QuantityError::UnknownUnit { .. }) if !unit.is_empty() => self.nearest(unit),
            _ => None,
        };
        ProblemKind::Unreadable { given: shown(text), reason: self.reason(error, unit), allowed, nearest }
    }

    /// Why a text with a unit is no such number.
    fn reason(&self, error: Option<&QuantityError>, unit: &str) -> String {
        let called = self.measured.called();
        match error {
            Some(QuantityError::UnknownUnit { .. }) if unit.is_empty() => format!("{called} needs a unit"),
            Some(QuantityError::UnknownUnit { .. }) if unit.starts_with(separates) => {
                "a number has a point and nothing between its thousands, as in 1.5 and 70000".to_owned()
            }
            Some(QuantityError::UnknownUnit { .. }) => format!("`{}` is no unit of {called}", shown(unit)),
            Some(QuantityError::OutOfRange { .. } | QuantityError::NotFinite { .. }) => {
                "out of range".to_owned()
            }
            Some(error) => error.to_string(),
            None => "it does not begin with a number".to_owned(),
        }
    }

    /// How such a number is written: with the units of the first kind, or one like the first of each other.
    fn units(&self) -> String {
        let units: Vec<String> = self.kinds.iter().map(|kind| (kind.allowed)()).collect();
        let (Some(first), rest) = (units.first(), units.iter().skip(1)) else { return String::new() };
        let others: Vec<&str> =
            rest.filter_map(|units| units.split([',', '(']).next()).map(str::trim).collect();
        match others.as_slice() {
            [] if first == "no unit" => "a number without a unit".to_owned(),
            [] => format!("a number and one of {first}"),
            others => format!("a number and one of {first}, or a unit such as {}", others.join(", ")),
        }
    }

    /// The unit that was probably meant.
    fn nearest(&self, unit: &str) -> Option<String> {
        let units: Vec<String> = self.kinds.iter().map(|kind| (kind.allowed)()).collect();
        let names =
            units.iter().flat_map(|units| units.split([',', ' ', '(', ')'])).filter(|name| name.len() > 1);
        nearest(unit, names).map(str::to_owned)
    }
}

/// Whether a letter after a number shows that its decimals or thousands were set apart in a way that is not read.
fn separates(letter: char) -> bool {
    matches!(letter, ',' | '_' | '\'' | '0'..='9')
}

/// A number in its unit, to four digits.
fn shown_number(base: f64, unit: Unit) -> String {
    let digits = 3.0 - base.abs().max(f64::MIN_POSITIVE).log10().floor();
    let scale = 10_f64.powf(digits.clamp(-300.0, 300.0));
    let number = (base * scale).round() / scale;
    match unit {
        Unit::One => number.to_string(),
        unit => format!("{number} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cursor::Shared;
    use super::super::document::Document;
    use super::super::faults::Problems;
    use super::*;
    use crate::quantity::Measure;

    /// The number that a piece of TOML is, or the faults it is answered with.
    fn read(toml: &str, measured: Measured) -> Result<Number, String> {
        let problems = Problems::of("test");
        let text = format!("n = {toml}");
        let document = Document::parse(&text, &problems);
        let shared = Shared { document: &document, problems: &problems, measure: Some(Measure::Mass) };
        let entry = document.root().get("n").unwrap();
        let number = Cursor::top(&shared).at_key(entry).read_number(&entry.item, measured);
        number.ok_or_else(|| problems.into_faults().to_string())
    }

    /// The ends of a PERT distribution are its quantiles of 1e-12, this near to `low` and `high`.
    const NEAR: f64 = 1e-3;

    /// Every form that the format has for a number, with its central value and its ends.
    #[test]
    fn numbers_in_every_form() {
        let rows: [(&str, f64, f64, f64); 13] = [
            (r#""6 Mt/yr""#, 6e6, 6e6, 6e6),
            (r#""6-6.5 Mt/yr""#, 6.25e6, 6e6, 6.5e6),
            (r#""6 – 6.5 Mt/yr""#, 6.25e6, 6e6, 6.5e6),
            (r#"{ value = "6 Mt/yr", source = "P3" }"#, 6e6, 6e6, 6e6),
            (r#"{ value = "6-6.5 Mt/yr" }"#, 6.25e6, 6e6, 6.5e6),
            (r#"{ low = "5 Mt/yr", high = "6000 kt/yr" }"#, 5.5e6, 5e6, 6e6),
            (r#"{ low = "5 Mt/yr", mode = "6 Mt/yr", high = "7 Mt/yr" }"#, 6e6, 5e6, 7e6),
            (r#"{ low = "5 Mt/yr", mode = "6 Mt/yr", high = "7 Mt/yr", shape = "pert" }"#, 6e6, 5e6, 7e6),
            (
                r#"{ mean = "6 Mt/yr", sd = "1 Mt/yr", at_least = "5 Mt/yr", at_most = "7 Mt/yr" }"#,
                6e6,
                5e6,
                7e6,
            ),
            (r#"{ values = ["5 Mt/yr", "6 Mt/yr", "9 Mt/yr"] }"#, 6e6, 5e6, 9e6),
            (r#"{ values = ["5 Mt/yr", "9 Mt/yr"], weights = [1, 3] }"#, 9e6, 5e6, 9e6),
            (r#"{ observations = ["9 Mt/yr", "5 Mt/yr"], shape = "empirical" }"#, 7e6, 5e6, 9e6),
            (r#"{ observations = ["5 Mt/yr", "6 Mt/yr", "9 Mt/yr"], weights = [1, 2, 1] }"#, 6e6, 5e6, 9e6),
        ];
        for (toml, central, low, high) in rows {
            let number = read(toml, Measured::Flow).unwrap();
            approx::assert_relative_eq!(number.central(), central, max_relative = NEAR);
            approx::assert_relative_eq!(number.spread.low(), low, max_relative = NEAR);
            approx::assert_relative_eq!(number.spread.high(), high, max_relative = NEAR);
            assert_eq!(number.unit, Unit::Rate(Measure::Mass));
        }
    }

    #[test]
    fn a_lognormal_number_has_its_median() {
        let number = read(r#"{ median = "2 d", factor = 1.5 }"#, Measured::Time).unwrap();
        assert_eq!(number.spread.shape(), &Shape::Lognormal { median: 2.0, factor: 1.5 });
    }

    #[test]
    fn bare_numbers_stand_only_where_there_is_no_unit() {
        let rows = [("0.15", Measured::Dispersion), ("5", Measured::Multiple), ("0.8", Measured::Share)];
        for (toml, measured) in rows {
            assert_eq!(read(toml, measured).unwrap().spread.shape(), &Shape::Fixed(toml.parse().unwrap()));
        }
        assert!(read("80", Measured::Share).unwrap_err().contains("out of range"));
        assert!(read("7.5", Measured::Flow).is_err());
    }

    #[test]
    fn the_group_and_the_source_travel_along() {
        let number =
            read(r#"{ value = "6 Mt/yr", group = "ports", source = "P3", note = "n" }"#, Measured::Flow)
                .unwrap();
        assert_eq!(number.group.as_deref(), Some("ports"));
        assert_eq!((number.provenance.sources.len(), number.provenance.note.as_str()), (1, "n"));
    }

    #[test]
    fn digits_are_told_in_moderation() {
        let rows =
            [(-0.506_896_7, "-0.5069"), (6_000_000.0, "6000000"), (0.0, "0"), (1e-12, "0.000000000001")];
        for (number, shown) in rows {
            assert_eq!(shown_number(number, Unit::One), shown);
        }
    }
}
