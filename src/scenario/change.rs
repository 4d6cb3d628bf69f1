use crate::calendar::Duration;
use crate::commitment::AgreementStatus;
use crate::evidence::{Estimate, Number, TrackRecordId};
use crate::network::RateValue;
use crate::projection::Rule;
use crate::quantity::Share;

use super::{
    Action, Addition, CapacityStep, Moment, Record, Relative, Subject, Subjects, TariffStep, TimeStep, Window,
};

/// One thing that a scenario changes: an [`Action`], and a remark on it.
///
/// It prints itself as a line for people, and, where the study format can say it, as the table it would be in a
/// study ([`Change::to_toml`]).
///
/// ```
/// use corridor::calendar::{Duration, Period};
/// use corridor::quantity::Share;
/// use corridor::scenario::{Change, Relative};
///
/// let slip = Change::delay("berths-9-10", Duration::years(2));
/// assert_eq!(slip.to_string(), "delay berths-9-10 by 2 yr");
/// assert_eq!(slip.to_toml().as_deref(), Some(r#"{ delay = "berths-9-10", by = "2 yr" }"#));
///
/// let dry = Change::derate(["aktau", "kuryk"], Share::percent(20.0), Period::year(2027)?..);
/// assert_eq!(dry.to_string(), "derate aktau, kuryk by 20 % from 2027");
/// let dearer = Change::tariff("aktau-baku", Relative::percent(18.0), ..);
/// assert_eq!(dearer.to_string(), "change the tariff of aktau-baku by +18 %");
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
///
/// A unit that cannot be meant does not compile:
///
/// ```compile_fail,E0277
/// use corridor::quantity::TransitTime;
/// use corridor::scenario::Change;
/// let change = Change::tariff("aktau-baku", TransitTime::days(2.0), ..);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Change {
    /// What it does.
    pub action: Action,
    /// Why it was taken; may be empty.
    pub note: String,
    /// The package that it is part of; may be empty. Where a difference between scenarios is explained, the changes
    /// of one group are one.
    pub group: String,
}

impl From<Action> for Change {
    fn from(action: Action) -> Self {
        Self { action, note: String::new(), group: String::new() }
    }
}

impl Change {
    /// Gives an agreement another status, or all ramp steps of a commitment.
    ///
    /// A commitment without a ramp has no status of its own: settle its agreement.
    ///
    /// ```
    /// use corridor::commitment::AgreementStatus;
    /// use corridor::scenario::Change;
    ///
    /// let come_true = Change::settle("kz-oil-via-baku", AgreementStatus::InForce);
    /// assert_eq!(come_true.to_string(), "settle kz-oil-via-baku as in force");
    /// ```
    pub fn settle(subject: impl Into<Subject>, status: AgreementStatus) -> Self {
        Action::Settle { subject: subject.into(), status, step: None }.into()
    }

    /// Gives one ramp step of a commitment, counted from 1, another status.
    pub fn settle_step(commitment: impl Into<Subject>, step: usize, status: AgreementStatus) -> Self {
        Action::Settle { subject: commitment.into(), status, step: Some(step) }.into()
    }

    /// Adds a step to a commitment's ramp: a volume per year that is reached by a day, or by the first day of a
    /// period. It stands in place of a step of the same day.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::commitment::AgreementStatus;
    /// use corridor::quantity::{Mass, Rate};
    /// use corridor::scenario::Change;
    ///
    /// let to: Rate<Mass> = "6.5 Mt/yr".parse().unwrap();
    /// let ramp = Change::ramp("kz-oil-via-baku", to, Period::year(2030)?, AgreementStatus::InForce);
    /// assert_eq!(ramp.to_string(), "ramp kz-oil-via-baku to 6.5 Mt/yr by 2030, in force");
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    pub fn ramp(
        commitment: impl Into<Subject>,
        to: impl RateValue,
        by: impl Into<Moment>,
        status: AgreementStatus,
    ) -> Self {
        let (commitment, to, by) = (commitment.into(), to.into_number(), by.into());
        Action::Ramp { commitment, to, by, status }.into()
    }

    /// Lets commitments and targets turn out as promises of a class have, and projects open as those of a class of
    /// dates did. `*` is all of the class's kind: of volumes every commitment and target, of dates every project that
    /// is neither open nor cancelled.
    ///
    /// ```
    /// use corridor::scenario::Change;
    ///
    /// let usual = Change::track_record("kz-oil-via-baku", "oil-pipeline-year");
    /// assert_eq!(usual.to_string(), "let kz-oil-via-baku turn out as oil-pipeline-year");
    /// ```
    #[doc(alias = "reference class")]
    pub fn track_record(promises: impl Into<Subjects>, class: impl Into<TrackRecordId>) -> Self {
        let (promises, class) = (promises.into(), Some(class.into()));
        Action::TrackRecord { promises, class, step: None }.into()
    }

    /// Lets the rise of one ramp step of a commitment, counted from 1, turn out as promises of a class have.
    pub fn track_record_of_step(
        commitment: impl Into<Subject>,
        step: usize,
        class: impl Into<TrackRecordId>,
    ) -> Self {
        let (promises, class) = (Subjects::These(vec![commitment.into()]), Some(class.into()));
        Action::TrackRecord { promises, class, step: Some(step) }.into()
    }

    /// Takes promises at their word. `*` is all that name a class.
    pub fn as_promised(promises: impl Into<Subjects>) -> Self {
        Action::TrackRecord { promises: promises.into(), class: None, step: None }.into()
    }

    /// Opens projects later. `*` is every project that is neither open nor cancelled.
    #[doc(alias = "slip")]
    #[doc(alias = "postpone")]
    ///
    /// ```
    /// use corridor::calendar::Duration;
    /// use corridor::scenario::Change;
    ///
    /// assert_eq!(Change::delay("*", Duration::years(2)).to_string(), "delay all by 2 yr");
    /// ```
    pub fn delay(projects: impl Into<Subjects>, by: Duration) -> Self {
        Action::Delay { projects: projects.into(), by }.into()
    }

    /// Opens projects earlier. `*` is every project that is neither open nor cancelled.
    pub fn advance(projects: impl Into<Subjects>, by: Duration) -> Self {
        Action::Advance { projects: projects.into(), by }.into()
    }

    /// Gives projects up, and lets events never happen. `*` is every project that is not open.
    pub fn cancel(projects: impl Into<Subjects>) -> Self {
        Action::Cancel { projects: projects.into() }.into()
    }

    /// Builds projects: those that do not count get the status `building`. `*` is every project.
    pub fn build(projects: impl Into<Subjects>) -> Self {
        Action::Build { projects: projects.into(), opens: None }.into()
    }

    /// Builds projects, and opens them on a day or on the first day of a period.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::scenario::Change;
    ///
    /// let sooner = Change::build_opening(["berths-9-10", "wagons"], Period::quarter(2026, 3)?);
    /// assert_eq!(sooner.to_string(), "build berths-9-10, wagons, opening 2026-Q3");
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    pub fn build_opening(projects: impl Into<Subjects>, opens: impl Into<Moment>) -> Self {
        Action::Build { projects: projects.into(), opens: Some(opens.into()) }.into()
    }

    /// Enlarges legs and limits, by a share of what they have or by a volume per year.
    ///
    /// A leg without a capacity of its own stays without limit.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::scenario::{Change, Relative};
    ///
    /// let doubled = Change::expand("feeder-fleet", Relative::percent(100.0), Period::year(2027)?..);
    /// assert_eq!(doubled.to_string(), "expand feeder-fleet by 100 % from 2027");
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    pub fn expand(subjects: impl Into<Subjects>, by: impl CapacityStep, window: impl Into<Window>) -> Self {
        Action::Expand { subjects: subjects.into(), by: by.into_number(), window: window.into() }.into()
    }

    /// Takes a share of the capacity of legs, limits and nodes away.
    ///
    /// A node stands for all limits over it and all legs at it. Each capacity is lowered once per change, however
    /// many of its subjects stand for it. A leg without a capacity of its own stays without limit.
    #[doc(alias = "reduce")]
    ///
    /// ```
    /// use corridor::evidence::Estimate;
    /// use corridor::quantity::Share;
    /// use corridor::scenario::Change;
    ///
    /// // Low water takes a tenth to a fifth of the capacity, nobody knows how much.
    /// let loss: Estimate<Share> = "10-20 %".parse()?;
    /// let dry = Change::derate("aktau", loss.with_source("W1"), ..);
    /// assert_eq!(dry.to_string(), "derate aktau by 10-20 %");
    /// # Ok::<(), corridor::evidence::EstimateError>(())
    /// ```
    pub fn derate(
        subjects: impl Into<Subjects>,
        by: impl Into<Estimate<Share>>,
        window: impl Into<Window>,
    ) -> Self {
        let by = by.into().into_number();
        Action::Derate { subjects: subjects.into(), by, window: window.into() }.into()
    }

    /// Closes legs, nodes, limits and corridors.
    ///
    /// A node stands for every leg at it, a corridor for the legs of its cordon.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::scenario::Change;
    ///
    /// let (january, march) = (Period::month(2027, 1)?, Period::month(2027, 3)?);
    /// let storm = Change::close("aktau-baku", january..=march);
    /// assert_eq!(storm.to_string(), "close aktau-baku from 2027-01 until 2027-03");
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    pub fn close(subjects: impl Into<Subjects>, window: impl Into<Window>) -> Self {
        Action::Close { subjects: subjects.into(), window: window.into() }.into()
    }

    /// Makes demands and turnovers larger or smaller.
    ///
    /// `*` is every turnover, and every demand that does not follow a turnover (and so is not changed twice).
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::scenario::{Change, Relative};
    ///
    /// let slump = Change::scale("tengiz-export", Relative::percent(-10.0), Period::year(2028)?);
    /// assert_eq!(slump.to_string(), "scale tengiz-export by -10 % in 2028");
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    pub fn scale(
        subjects: impl Into<Subjects>,
        by: impl Into<Estimate<Relative>>,
        window: impl Into<Window>,
    ) -> Self {
        let by = by.into().into_number();
        Action::Scale { subjects: subjects.into(), by, window: window.into() }.into()
    }

    /// Lets demands and turnovers grow by another rule after their last given value.
    ///
    /// `*` is every turnover, and every demand with a volume of its own.
    ///
    /// ```
    /// use corridor::projection::Rule;
    /// use corridor::quantity::GrowthRate;
    /// use corridor::scenario::Change;
    ///
    /// let steady = Rule::compound(GrowthRate::percent_per_year(3.0));
    /// assert_eq!(Change::grow("az-tm", steady).to_string(), "grow az-tm by compound 3 %/yr");
    /// ```
    pub fn grow(subjects: impl Into<Subjects>, growth: Rule) -> Self {
        Action::Grow { subjects: subjects.into(), growth }.into()
    }

    /// Changes what shippers pay on legs, by a share of it or by a price.
    ///
    /// A leg without a tariff starts from none. A price is per unit of the network's measure, however the leg's own
    /// tariff is given; one by the kilometre is put together over the leg's distance.
    ///
    /// ```
    /// use corridor::quantity::{Mass, UnitPrice};
    /// use corridor::scenario::Change;
    ///
    /// let dearer: UnitPrice<Mass> = "2 USD/t".parse()?;
    /// let change = Change::tariff("aktau-baku", dearer, ..);
    /// assert_eq!(change.to_string(), "change the tariff of aktau-baku by +2 USD/t");
    /// # Ok::<(), corridor::quantity::QuantityError>(())
    /// ```
    pub fn tariff(legs: impl Into<Subjects>, by: impl TariffStep, window: impl Into<Window>) -> Self {
        Action::Tariff { legs: legs.into(), by: by.into_number(), window: window.into() }.into()
    }

    /// Changes how long legs take, by a share of it or by days.
    ///
    /// A leg without a time starts from none.
    ///
    /// ```
    /// use corridor::quantity::TransitTime;
    /// use corridor::scenario::Change;
    ///
    /// let detour = Change::time("china-europe-sea", TransitTime::days(12.0), ..);
    /// assert_eq!(detour.to_string(), "change the time of china-europe-sea by +12 d");
    /// ```
    pub fn time(legs: impl Into<Subjects>, by: impl TimeStep, window: impl Into<Window>) -> Self {
        Action::Time { legs: legs.into(), by: by.into_number(), window: window.into() }.into()
    }

    /// Adds a new thing.
    ///
    /// ```
    /// use corridor::network::{Node, NodeKind};
    /// use corridor::scenario::Change;
    ///
    /// let port = Node::new(NodeKind::Port).country("GE");
    /// assert_eq!(Change::add("anaklia", port).to_string(), "add node anaklia");
    /// ```
    pub fn add(name: &str, record: impl Into<Record>) -> Self {
        Self::add_all([Addition::new(name, record)])
    }

    /// Adds new things, which may refer to each other.
    pub fn add_all(things: impl IntoIterator<Item = Addition>) -> Self {
        Action::Add { things: things.into_iter().collect() }.into()
    }

    /// With why it was taken.
    pub fn with_note(mut self, note: &str) -> Self {
        note.clone_into(&mut self.note);
        self
    }

    /// As part of a package: changes of one group are one where a difference is explained.
    ///
    /// ```
    /// use corridor::scenario::Change;
    ///
    /// let ships = Change::build("new-ships").in_group("fleet");
    /// assert_eq!(ships.to_toml().as_deref(), Some(r#"{ build = "new-ships", group = "fleet" }"#));
    /// ```
    #[doc(alias = "bundle")]
    pub fn in_group(mut self, group: &str) -> Self {
        group.clone_into(&mut self.group);
        self
    }

    /// Its numbers, in the order in which it was given them; those of added things are not among them.
    ///
    /// ```
    /// use corridor::quantity::Share;
    /// use corridor::scenario::Change;
    ///
    /// let change = Change::derate("aktau", Share::percent(20.0), ..);
    /// assert!((change.numbers()[0].central() - 0.2).abs() < 1e-12);
    /// assert!(Change::cancel("*").numbers().is_empty());
    /// ```
    pub fn numbers(&self) -> Vec<&Number> {
        match &self.action {
            Action::Ramp { to: by, .. }
            | Action::Expand { by, .. }
            | Action::Derate { by, .. }
            | Action::Scale { by, .. }
            | Action::Tariff { by, .. }
            | Action::Time { by, .. } => vec![by],
            Action::Grow { growth, .. } => growth.numbers().into_iter().map(|(_, number)| number).collect(),
            _ => Vec::new(),
        }
    }
}
