use crate::calendar::{Date, Horizon};

/// The middles of a horizon's periods, in years since year 0: a horizon without its calendar, cheap to copy.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::projection::Timeline;
///
/// let months = Timeline::of(Horizon::new("2023-01".parse()?, "2023-12".parse()?)?);
/// assert_eq!(months.time(6), "2023-07".parse::<corridor::calendar::Period>()?.midpoint());
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timeline {
    /// Half a period more than the periods from year 0 to the first.
    first: f64,
    per_year: f64,
    len: usize,
}

impl Timeline {
    /// The middles of the horizon's periods.
    pub fn of(horizon: Horizon) -> Self {
        let per_year = f64::from(horizon.frequency().per_year());
        // Rounded, since dividing by twelve and multiplying again may miss by a bit.
        let first = (horizon.first().midpoint() * per_year - 0.5).round() + 0.5;
        Self { first, per_year, len: horizon.len() }
    }

    /// How many periods there are.
    #[expect(clippy::len_without_is_empty, reason = "a horizon has at least one period")]
    pub fn len(self) -> usize {
        self.len
    }

    /// The middle of period number `index`, from 0.
    pub fn time(self, index: usize) -> f64 {
        (self.first + index as f64) / self.per_year
    }

    /// The years from one middle to the next.
    pub fn step(self) -> f64 {
        1.0 / self.per_year
    }

    /// How many periods have their middle before `time`.
    pub(super) fn count_before(self, time: f64) -> usize {
        let count = (time * self.per_year - self.first).ceil();
        // A float beyond the range of `usize` is held at its end by `as`, which is what is wanted here.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is held within the range"
        )]
        let count = count.clamp(0.0, self.len as f64) as usize;
        count
    }
}

/// A month's first day in years since year 0, on the same scale; other days count as their month's first.
pub(super) fn time_of(date: Date) -> f64 {
    let (year, month, _) = date.civil();
    f64::from(year) + (f64::from(month) - 1.0) / 12.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_the_midpoints_to_the_bit() {
        for (first, last) in [("1999", "2060"), ("1999-Q2", "2060-Q3"), ("1901-02", "2060-11")] {
            let horizon = Horizon::new(first.parse().unwrap(), last.parse().unwrap()).unwrap();
            let timeline = Timeline::of(horizon);
            for (index, period) in horizon.periods().enumerate() {
                assert_eq!(timeline.time(index).to_bits(), period.midpoint().to_bits());
                let begin = time_of(period.first_day());
                assert_eq!(timeline.count_before(begin), index);
                assert_eq!(timeline.count_before(begin + timeline.step()), index + 1);
            }
            assert_eq!(timeline.count_before(f64::INFINITY), timeline.len());
            assert_eq!(timeline.count_before(0.0), 0);
        }
    }
}
