use std::cmp::{Ordering, Reverse};

use crate::evidence::words;

use super::Line;

words!(
    /// A column that lines are sorted by.
    Column {
        /// By scenario, in alphabetical order.
        Scenario = "scenario",
        /// By indicator, in the order of the vocabulary.
        Indicator = "indicator",
        /// By subject, in alphabetical order.
        Subject = "subject",
        /// By period, the first first.
        Period = "period",
        /// By value, the largest first.
        Value = "value",
        /// By the baseline's value, the largest first.
        Baseline = "baseline",
        /// By size of the difference, the largest first.
        Difference = "difference",
        /// By size of the relative difference, the largest first.
        RelativeDifference = "relative-difference",
        /// By unit.
        Unit = "unit",
    }
);

impl Column {
    /// Orders two lines by this column; absent numbers go last.
    ///
    /// Numbers of different units do not compare: lines of one unit stay together, except for relative
    /// differences, which all compare.
    pub fn compare(self, one: &Line, other: &Line) -> Ordering {
        let by_number = |number: fn(&Line) -> Option<f64>| {
            one.unit.cmp(&other.unit).then_with(|| largest_first(number(one), number(other)))
        };
        match self {
            Column::Scenario => one.scenario.cmp(&other.scenario),
            Column::Indicator => one.indicator.cmp(&other.indicator),
            Column::Subject => one.subject.cmp(&other.subject),
            Column::Period => one.period.cmp(&other.period),
            Column::Unit => one.unit.cmp(&other.unit),
            Column::Value => by_number(|line| line.value),
            Column::Baseline => by_number(|line| line.baseline),
            Column::Difference => by_number(|line| line.difference().map(f64::abs)),
            Column::RelativeDifference => largest_first(size(one), size(other)),
        }
    }
}

/// The size of a line's relative difference.
fn size(line: &Line) -> Option<f64> {
    line.relative_difference().map(f64::abs)
}

/// The larger number before the smaller, an absent one last.
fn largest_first(one: Option<f64>, other: Option<f64>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => other.total_cmp(&one),
        _ => Reverse(one.is_some()).cmp(&Reverse(other.is_some())),
    }
}

/// Sorts lines by the first column, those that are equal in it by the second, and so on; what is equal in all
/// keeps its order.
pub fn sort(lines: &mut [Line], columns: &[Column]) {
    let all = |one: &Line, other: &Line| {
        let each = columns.iter().map(|column| column.compare(one, other));
        each.fold(Ordering::Equal, Ordering::then)
    };
    lines.sort_by(all);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Indicator;
    use crate::quantity::{Measure, Unit};

    fn line(subject: &str, unit: Unit, baseline: Option<f64>, value: Option<f64>) -> Line {
        let (scenario, period) = ("s".into(), "2030".parse().unwrap());
        Line {
            scenario,
            indicator: Indicator::Flow,
            subject: subject.into(),
            period,
            unit,
            baseline,
            value,
            largest: 50.0,
        }
    }

    fn sorted(columns: &[Column]) -> String {
        let tonnes = Unit::Volume(Measure::Mass);
        let mut lines = [
            line("a", tonnes, Some(10.0), Some(11.0)),
            line("b", tonnes, Some(10.0), Some(2.0)),
            line("c", tonnes, None, Some(50.0)),
            line("d", Unit::One, Some(0.1), Some(0.5)),
            line("e", Unit::One, Some(0.0), Some(0.5)),
        ];
        sort(&mut lines, columns);
        lines.iter().map(|line| &*line.subject).collect()
    }

    #[test]
    fn lines_sort_by_size_within_a_unit() {
        assert_eq!(sorted(&[]), "abcde");
        assert_eq!(sorted(&[Column::Difference]), "edbac");
        assert_eq!(sorted(&[Column::RelativeDifference]), "dbace");
        assert_eq!(sorted(&[Column::Value]), "decab");
        assert_eq!(sorted(&[Column::Unit, Column::Subject]), "deabc");
    }
}
