use crate::calendar::{Date, Period, Span};
use crate::evidence::{Estimate, Number};
use crate::quantity::Share;

/// The share of days open in single months of every year: ice in the northern Caspian, winter storms.
///
/// Months that are not set are open on all days. In a horizon of quarters or years a period has the mean over its
/// days.
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::network::Season;
/// use corridor::quantity::Share;
///
/// // Ten storm days in January.
/// let storms = Season::default().with(1, Share::percent(68.0));
/// assert_eq!(storms.weights(Period::month(2026, 1)?), [(0, 1.0)]);
/// assert_eq!(storms.weights(Period::year(2026)?), [(0, 31.0 / 365.0)]);
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[doc(alias = "seasonality")]
pub struct Season {
    /// Months (1 to 12) and the share of days open in each, in the order of the year.
    months: Vec<(u8, Number)>,
}

impl Season {
    /// The names of the months in a study, January first.
    pub const MONTHS: [&'static str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// With the share of days open in a month (1 to 12); a month out of that range is left out.
    pub fn with(mut self, month: u8, share: impl Into<Estimate<Share>>) -> Self {
        self.set(month, share.into().into_number());
        self
    }

    /// Sets the share of days open in a month (1 to 12); a month out of that range is left out.
    pub fn set(&mut self, month: u8, share: Number) {
        if (1..=12).contains(&month) {
            self.months.retain(|(other, _)| *other != month);
            self.months.push((month, share));
            self.months.sort_by_key(|(month, _)| *month);
        }
    }

    /// The months that are set (1 to 12), with the share of days open in each.
    pub fn months(&self) -> &[(u8, Number)] {
        &self.months
    }

    /// For each set month that a period has days of, its place in [`Season::months`] and its share of the period's
    /// days.
    pub fn weights(&self, period: Period) -> Vec<(usize, f64)> {
        let share = |month: u8| Self::month_of(period, month).share_of(period);
        let weights = self.months.iter().enumerate().map(|(place, (month, _))| (place, share(*month)));
        weights.filter(|(_, share)| *share > 0.0).collect()
    }

    /// A month of the year that a period is in.
    fn month_of(period: Period, month: u8) -> Span {
        Period::month(period.calendar_year(), month).map_or(Span::between(Date::MIN, Date::MIN), Period::span)
    }
}
