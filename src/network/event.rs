use crate::calendar::{Date, Period, Span};
use crate::evidence::{Estimate, Number};
use crate::quantity::{GrowthRate, Share, TransitTime};

use super::Season;

/// Something that happens to a network, it is not known when: a storm, a flood, a strike.
///
/// In a year it begins at most once, with its yearly probability, on a day of which any is alike likely, and lasts for
/// a time that may be uncertain too. An ensemble draws all three for each year; a single run takes their medians, in
/// which an event begins only if its yearly probability is above one half.
///
/// ```
/// use corridor::evidence::Estimate;
/// use corridor::network::Event;
/// use corridor::quantity::{GrowthRate, TransitTime};
///
/// let storm = Event::closing("aktau-baku", "30 %/yr".parse::<GrowthRate>()?, TransitTime::days(10.0))
///     .closing_also("kuryk-baku")
///     .in_months([12, 1, 2]);
/// assert_eq!(storm.hits.len(), 2);
/// assert!(!storm.happens_in_a_run());
/// # Ok::<(), corridor::quantity::QuantityError>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "disruption")]
#[doc(alias = "outage")]
pub struct Event {
    /// What people call it.
    pub name: String,
    /// The legs, nodes, limits and corridors that it hits, by name, with the kind where that is not clear:
    /// `corridor.middle`.
    pub hits: Vec<String>,
    /// The share of their capacity that is lost; none where they are closed.
    pub loses: Option<Number>,
    /// How probable it is that it begins in a year (0 to 1 per year).
    pub probability: Number,
    /// How long it lasts (days).
    pub lasts: Number,
    /// The months in which it begins (1 to 12), in the order of the year; empty: all.
    pub months: Vec<u8>,
    /// The days on which it may begin.
    pub span: Span,
}

impl Event {
    /// One that closes a leg, a node with all its legs, a limit or a corridor.
    pub fn closing(
        place: &str,
        probability: impl Into<Estimate<GrowthRate>>,
        lasts: impl Into<Estimate<TransitTime>>,
    ) -> Self {
        Self::new(place, None, probability.into().into_number(), lasts.into().into_number())
    }

    /// One that takes a share of the capacity of a leg, a limit, or all of those at a node.
    pub fn derating(
        place: &str,
        loses: impl Into<Estimate<Share>>,
        probability: impl Into<Estimate<GrowthRate>>,
        lasts: impl Into<Estimate<TransitTime>>,
    ) -> Self {
        let loses = loses.into().into_number();
        Self::new(place, Some(loses), probability.into().into_number(), lasts.into().into_number())
    }

    fn new(place: &str, loses: Option<Number>, probability: Number, lasts: Number) -> Self {
        let hits = vec![place.to_owned()];
        Self { name: String::new(), hits, loses, probability, lasts, months: Vec::new(), span: Span::ALWAYS }
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Which hits this place too.
    pub fn closing_also(mut self, place: &str) -> Self {
        self.hits.push(place.to_owned());
        self
    }

    /// Which begins only in these months (1 to 12); others are left out.
    pub fn in_months(mut self, months: impl IntoIterator<Item = u8>) -> Self {
        self.months = months.into_iter().filter(|month| (1..=12).contains(month)).collect();
        self.months.sort_unstable();
        self.months.dedup();
        self
    }

    /// Which begins only on some days.
    pub fn within(mut self, span: impl Into<Span>) -> Self {
        self.span = span.into();
        self
    }

    /// Whether a single run, which takes all medians, has it: in every year or in none.
    pub fn happens_in_a_run(&self) -> bool {
        self.probability.central() > HALF
    }

    /// Whether it can happen at all, and can be felt.
    pub(crate) fn is_possible(&self) -> bool {
        let some = |number: &Number| number.spread.high() > 0.0;
        some(&self.probability) && some(&self.lasts) && self.loses.as_ref().is_none_or(some)
    }

    /// The days of a calendar year on which it may begin, stretch by stretch, and which part they are of those that its
    /// months have in a whole year.
    pub(crate) fn days_in(&self, year: i32, known: Span) -> (Vec<Span>, f64) {
        let all: Vec<Span> = match &self.months[..] {
            [] => Period::year(year).map(Period::span).into_iter().collect(),
            months => {
                months.iter().filter_map(|month| Period::month(year, *month).ok()).map(Period::span).collect()
            }
        };
        let days = |spans: &[Span]| f64::from(spans.iter().map(|span| span.days()).sum::<i32>());
        let open = self.span.overlap(known);
        let left: Vec<Span> =
            all.iter().map(|span| span.overlap(open)).filter(|span| !span.is_empty()).collect();
        let share = if left.is_empty() { 0.0 } else { days(&left) / days(&all) };
        (left, share)
    }

    /// The words of its months in a study.
    pub(crate) fn month_words(&self) -> Vec<&'static str> {
        let word = |month: &u8| Season::MONTHS.get(usize::from(*month).wrapping_sub(1)).copied();
        self.months.iter().filter_map(word).collect()
    }

    /// Its last day, if it has one.
    pub(crate) fn last_day(&self) -> Option<Date> {
        Some(self.span.end()).filter(|end| *end < Date::MAX).map(|end| end.plus_days(-1))
    }
}

/// The median of a uniform number from 0 to 1.
const HALF: f64 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;

    fn storm() -> Event {
        Event::closing("ferry", GrowthRate::percent_per_year(10.0), TransitTime::days(10.0))
    }

    #[test]
    fn days_are_those_of_its_months_and_span() {
        let (all, whole) = storm().days_in(2027, Span::ALWAYS);
        assert_eq!((all.len(), all[0].days(), whole), (1, 365, 1.0));
        let winter = storm().in_months([12, 1, 1, 13]);
        assert_eq!(winter.month_words(), ["jan", "dec"]);
        let (days, whole) = winter.days_in(2027, Span::ALWAYS);
        assert_eq!((days.iter().map(|span| span.days()).sum::<i32>(), whole), (62, 1.0));
        let from_june = winter.within(Span::from("2027-06-01".parse::<Date>().unwrap()));
        assert_eq!(from_june.days_in(2027, Span::ALWAYS).1, 0.5);
        assert_eq!(from_june.days_in(2026, Span::ALWAYS), (Vec::new(), 0.0));
    }

    #[test]
    fn a_run_has_what_is_likelier_than_not() {
        let of = |percent| Event {
            probability: Estimate::sure(GrowthRate::percent_per_year(percent)).into_number(),
            ..storm()
        };
        assert!(!of(50.0).happens_in_a_run() && of(51.0).happens_in_a_run());
        assert!(!of(0.0).is_possible() && of(0.1).is_possible());
    }
}
