use std::fmt;

use crate::calendar::{Date, Duration, Period, Span};
use crate::evidence::{Estimate, Number, TrackRecordId};
use crate::quantity::{Share, TransitTime};

use super::given::{MoneyValue, RateValue};
use super::{LegId, LimitId, ProjectStatus};

/// What a project enlarges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enlarges {
    /// The capacity of a leg.
    Leg(LegId),
    /// A limit.
    Limit(LimitId),
}

impl fmt::Display for Enlarges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Enlarges::Leg(leg) => write!(f, "leg {leg}"),
            Enlarges::Limit(limit) => write!(f, "limit {limit}"),
        }
    }
}

/// A dated enlargement of a capacity: new berths, ships, a second track.
///
/// From its opening it rises in a straight line over its ramp to what it adds.
///
/// ```
/// use corridor::calendar::{Date, Duration, Period};
/// use corridor::network::{Project, ProjectStatus};
/// use corridor::quantity::{Mass, Rate};
///
/// let adds: Rate<Mass> = "5 Mt/yr".parse()?;
/// let berths = Project::for_limit("aktau-oil-berths", adds, Date::new(2026, 7, 1)?)
///     .ramp(Duration::years(2))
///     .status(ProjectStatus::Funded);
/// // Half of 2026 is open, and the ramp has reached a quarter of the way at the end of it.
/// assert!((berths.share_open(Period::year(2026)?) - 0.0633).abs() < 1e-3);
/// assert_eq!(berths.share_open(Period::year(2029)?), 1.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "investment")]
pub struct Project {
    /// What people call it.
    pub name: String,
    /// What it enlarges.
    pub enlarges: Enlarges,
    /// What it adds when it is done: an amount per year, or a share of the capacity that it enlarges, as that is given
    /// or has grown by then, other projects left aside.
    pub adds: Number,
    /// The day it opens, if it does not slip.
    pub opens: Date,
    /// How many days later it opens (earlier if negative), to a whole day.
    pub slips: Option<Number>,
    /// How long it takes from the opening to full use.
    pub ramp: Duration,
    /// What it costs to build.
    pub capex: Option<Number>,
    /// What running and keeping it costs in a year, as a share of what it costs to build.
    pub upkeep: Option<Number>,
    /// How long before its opening the building begins; what it costs is spent evenly from then on.
    pub construction: Duration,
    /// How long it lasts from its opening; without an end where nothing is said.
    pub life: Option<Duration>,
    /// ISO 3166 code of the country that pays for it; may be empty.
    pub payer: String,
    /// How far it is.
    pub status: ProjectStatus,
    /// How projects like it have turned out: of a class of volumes, which part of what they were to add; of a class
    /// of dates, how much later they opened.
    pub track_record: Option<TrackRecordId>,
}

impl Project {
    /// A planned enlargement of a limit.
    pub fn for_limit(limit: impl Into<LimitId>, adds: impl RateValue, opens: Date) -> Self {
        Self::new(Enlarges::Limit(limit.into()), adds.into_number(), opens)
    }

    /// A planned enlargement of a leg's capacity.
    pub fn for_leg(leg: impl Into<LegId>, adds: impl RateValue, opens: Date) -> Self {
        Self::new(Enlarges::Leg(leg.into()), adds.into_number(), opens)
    }

    /// A planned enlargement of a leg's capacity by a share of it.
    ///
    /// ```
    /// use corridor::network::Project;
    /// use corridor::quantity::Share;
    ///
    /// let second_track = Project::for_leg_by("baku-tbilisi", "30 %".parse::<Share>()?, "2030-01-01".parse()?);
    /// assert_eq!(second_track.adds.central(), 0.3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn for_leg_by(leg: impl Into<LegId>, share: impl Into<Estimate<Share>>, opens: Date) -> Self {
        Self::new(Enlarges::Leg(leg.into()), share.into().into_number(), opens)
    }

    /// A planned enlargement of a limit by a share of it.
    pub fn for_limit_by(limit: impl Into<LimitId>, share: impl Into<Estimate<Share>>, opens: Date) -> Self {
        Self::new(Enlarges::Limit(limit.into()), share.into().into_number(), opens)
    }

    /// A planned enlargement.
    pub fn new(enlarges: Enlarges, adds: Number, opens: Date) -> Self {
        let status = ProjectStatus::Planned;
        Self {
            name: String::new(),
            enlarges,
            adds,
            opens,
            slips: None,
            ramp: Duration::ZERO,
            capex: None,
            upkeep: None,
            construction: Duration::ZERO,
            life: None,
            payer: String::new(),
            status,
            track_record: None,
        }
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// With how much later it opens than that.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::evidence::{Estimate, Shape};
    /// use corridor::network::{Project, ProjectStatus};
    /// use corridor::quantity::{Mass, Rate, TransitTime};
    ///
    /// let adds: Rate<Mass> = "5 Mt/yr".parse()?;
    /// // On time or a year or three years late, alike likely: the median is a year.
    /// let years = Shape::Discrete { values: vec![0.0, 365.25, 1095.75], weights: vec![] };
    /// let berths = Project::for_limit("berths", adds, "2026-07-01".parse()?)
    ///     .status(ProjectStatus::Building)
    ///     .slips(Estimate::shaped(TransitTime::ZERO, years)?);
    /// assert_eq!(berths.opens_after(berths.central_slip()), "2027-07-01".parse()?);
    /// assert_eq!(berths.share_open(Period::year(2026)?), 0.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "delay")]
    #[doc(alias = "overrun")]
    pub fn slips(mut self, by: impl Into<Estimate<TransitTime>>) -> Self {
        self.slips = Some(by.into().into_number());
        self
    }

    /// With the time from the opening to full use.
    pub fn ramp(mut self, ramp: Duration) -> Self {
        self.ramp = ramp;
        self
    }

    /// With what it costs to build.
    pub fn capex(mut self, cost: impl MoneyValue) -> Self {
        self.capex = Some(cost.into_number());
        self
    }

    /// With what running and keeping it costs in a year, as a share of what it costs to build.
    #[doc(alias = "maintenance")]
    pub fn upkeep(mut self, share: impl Into<Estimate<Share>>) -> Self {
        self.upkeep = Some(share.into().into_number());
        self
    }

    /// With the time that building takes, up to the opening.
    pub fn construction(mut self, time: Duration) -> Self {
        self.construction = time;
        self
    }

    /// With how long it lasts from its opening.
    #[doc(alias = "economic life")]
    pub fn life(mut self, life: Duration) -> Self {
        self.life = Some(life);
        self
    }

    /// With the country that pays for it.
    pub fn payer(mut self, country: &str) -> Self {
        country.clone_into(&mut self.payer);
        self
    }

    /// To be expected as projects of this class have turned out.
    #[doc(alias = "reference class")]
    pub fn track_record(mut self, class: impl Into<TrackRecordId>) -> Self {
        self.track_record = Some(class.into());
        self
    }

    /// With how far it is.
    pub fn status(mut self, status: ProjectStatus) -> Self {
        self.status = status;
        self
    }

    /// The median of its slip in days; 0 if it does not slip.
    pub fn central_slip(&self) -> f64 {
        self.slips.as_ref().map_or(0.0, Number::central)
    }

    /// The day it opens if it slips by so many days, to the nearest one, held at the ends of the calendar.
    pub fn opens_after(&self, slip: f64) -> Date {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a conversion of floating-point numbers holds at the ends"
        )]
        let days = slip.round() as i32;
        self.opens.plus_days(days)
    }

    /// The share of its addition that a period has on average, from 0 to 1, at the median of its slip; 0 if its status
    /// does not count.
    pub fn share_open(&self, period: Period) -> f64 {
        self.share_open_after(self.central_slip(), period)
    }

    /// The same if it slips by so many days.
    pub fn share_open_after(&self, slip: f64, period: Period) -> f64 {
        if !self.status.counts() {
            return 0.0;
        }
        let opens = self.opens_after(slip);
        ramp_share(opens, self.ramp.after(opens), period)
    }
}

/// The mean over a period's days of a line that rises from 0 at `start` to 1 at `full`.
fn ramp_share(start: Date, full: Date, period: Period) -> f64 {
    ramp_share_of_days(start, full, period.span())
}

/// The same over any days, of which there is at least one.
pub(crate) fn ramp_share_of_days(start: Date, full: Date, days: Span) -> f64 {
    let rising = Span::between(start, full);
    let overlap = rising.overlap(days);
    let reached = |date: Date| f64::from(start.days_until(date)) / f64::from(rising.days());
    let on_the_way = if overlap.is_empty() {
        0.0
    } else {
        f64::midpoint(reached(overlap.first_day()), reached(overlap.end())) * f64::from(overlap.days())
    };
    let done = f64::from(Span::from(full.max(start)).overlap(days).days());
    (on_the_way + done) / f64::from(days.days())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean by days, one by one.
    fn by_days(start: Date, full: Date, period: Period) -> f64 {
        let mut total = 0.0;
        let mut day = period.first_day();
        while day < period.span().end() {
            let middle = f64::from(start.days_until(day)) + 0.5;
            total += (middle / f64::from(start.days_until(full)).max(1e-9)).clamp(0.0, 1.0);
            day = day.plus_days(1);
        }
        total / f64::from(period.days())
    }

    #[test]
    fn ramps_agree_with_counting_days() {
        let start: Date = "2026-07-01".parse().unwrap();
        for ramp in ["0 d", "90 d", "1 yr", "2 yr", "3 mo"] {
            let full = ramp.parse::<Duration>().unwrap().after(start);
            for text in ["2025", "2026", "2027", "2028", "2029", "2026-Q3", "2026-07", "2027-01"] {
                let period: Period = text.parse().unwrap();
                let (exact, counted) = (ramp_share(start, full, period), by_days(start, full, period));
                assert!((exact - counted).abs() < 1e-9, "{ramp} {text}: {exact} against {counted}");
            }
        }
    }
}
