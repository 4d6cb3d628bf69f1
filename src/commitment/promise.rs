use crate::calendar::{Date, Duration, Period, Span};
use crate::evidence::{Estimate, Id, Number, TrackRecordId};
use crate::network::{CommodityId, NodeId, PriceValue, RateValue, VolumeValue, ramp_share_of_days};
use crate::quantity::Share;

use super::{AgreementId, AgreementStatus};

/// The name of a [`Commitment`].
pub type CommitmentId = Id<Commitment>;

/// Marks the names of demands, which a later stage defines.
#[derive(Debug, Clone, Copy)]
pub enum DemandMark {}

/// The name of a demand.
pub type DemandId = Id<DemandMark>;

/// A step of a commitment's ramp: the volume it rises to, and when.
#[derive(Debug, Clone)]
pub struct RampStep {
    /// The volume per year after the step.
    pub to: Number,
    /// The day by which it is reached; the volume rises in a straight line from the step before.
    pub by: Date,
    /// How far this step is; without one, as far as the agreement.
    pub status: Option<AgreementStatus>,
    /// How promises like its rise over the step before have turned out; without one, as the commitment says.
    pub track_record: Option<TrackRecordId>,
}

/// Pay for a share of the committed volume, shipped or not (also: take or pay).
#[derive(Debug, Clone)]
#[doc(alias = "TakeOrPay")]
pub struct ShipOrPay {
    /// The share of the committed volume that is paid for in any case.
    pub share: Number,
    /// What is paid per unit that falls short of it.
    pub rate: Number,
}

/// Volume promised under an agreement: from a date, by a ramp, on terms.
///
/// Firm volume of an agreement in force takes its capacity before the rest of the demand, in order of priority.
/// Interruptible volume, and volume that is still being negotiated, competes with all other. A
/// [`Target`](super::Target) is no commitment.
///
/// ```
/// use corridor::calendar::{Date, Period};
/// use corridor::commitment::{AgreementStatus, Commitment};
/// use corridor::evidence::Estimate;
/// use corridor::quantity::{Mass, Rate};
///
/// let agreed: Rate<Mass> = "1.5 Mt/yr".parse()?;
/// let worked_out: Estimate<Rate<Mass>> = "6-6.5 Mt/yr".parse()?;
/// let oil = Commitment::new(agreed, Date::new(2023, 1, 1)?)
///     .of_demand("tengiz-export")
///     .via("aktau-baku")
///     .ramp(worked_out, Date::new(2030, 1, 1)?, AgreementStatus::UnderNegotiation);
/// assert!(oil.firm);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "nomination")]
pub struct Commitment {
    /// What people call it.
    pub name: String,
    /// The agreement it rests on; without one it is in force.
    pub agreement: Option<AgreementId>,
    /// The demand whose volume it takes; without one it has its own ends.
    pub demand: Option<DemandId>,
    /// Its own origin, destination and commodity, if it takes no demand's volume.
    pub own: Option<OwnEnds>,
    /// The leg or corridor its routes must use.
    pub via: Option<String>,
    /// When it runs.
    pub span: Span,
    /// The volume per year.
    pub volume: Number,
    /// Whether it takes its capacity first.
    pub firm: bool,
    /// Its place among firm commitments: 1 is served first.
    pub priority: u32,
    /// Later volumes.
    pub ramp: Vec<RampStep>,
    /// What is paid if the volume falls short.
    pub ship_or_pay: Option<ShipOrPay>,
    /// For how long volume that fell short may be made up on top of later volumes; without one it may not.
    pub make_up: Option<Duration>,
    /// What was delivered, by period (volumes).
    pub delivered: Vec<(Period, Number)>,
    /// How promises like it have turned out: what is to be expected is the promise times one ratio of the class. The
    /// steps of its ramp share the ratio unless they name a class of their own.
    pub track_record: Option<TrackRecordId>,
}

/// The ends of a commitment that takes no demand's volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnEnds {
    /// Where it begins.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// What is moved.
    pub commodity: Option<CommodityId>,
}

impl Commitment {
    /// Firm volume per year from a day on.
    pub fn new(volume: impl RateValue, from: Date) -> Self {
        Self::from_number(volume.into_number(), Span::from(from))
    }

    /// Firm volume per year over a stretch of days.
    pub fn from_number(volume: Number, span: Span) -> Self {
        Self {
            name: String::new(),
            agreement: None,
            demand: None,
            own: None,
            via: None,
            span,
            volume,
            firm: true,
            priority: 1,
            ramp: Vec::new(),
            ship_or_pay: None,
            make_up: None,
            delivered: Vec::new(),
            track_record: None,
        }
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Under this agreement.
    pub fn under(mut self, agreement: impl Into<AgreementId>) -> Self {
        self.agreement = Some(agreement.into());
        self
    }

    /// Taking its volume from this demand.
    pub fn of_demand(mut self, demand: impl Into<DemandId>) -> Self {
        self.demand = Some(demand.into());
        self
    }

    /// Of its own, between two nodes.
    pub fn between(
        mut self,
        from: impl Into<NodeId>,
        to: impl Into<NodeId>,
        commodity: Option<CommodityId>,
    ) -> Self {
        self.own = Some(OwnEnds { from: from.into(), to: to.into(), commodity });
        self
    }

    /// Only on routes through this leg or corridor.
    pub fn via(mut self, leg_or_corridor: &str) -> Self {
        self.via = Some(leg_or_corridor.to_owned());
        self
    }

    /// Up to and with this day.
    pub fn until(mut self, day: Date) -> Self {
        self.span = Span::between(self.span.first_day(), day.plus_days(1));
        self
    }

    /// Not firm: it competes for capacity.
    pub fn interruptible(mut self) -> Self {
        self.firm = false;
        self
    }

    /// With its place among firm commitments: 1 is served first.
    pub fn priority(mut self, priority: u32) -> Self {
        self.priority = priority;
        self
    }

    /// Rising to a volume per year by a day, if the step's status lets it.
    pub fn ramp(mut self, to: impl RateValue, by: Date, status: AgreementStatus) -> Self {
        self.ramp.push(RampStep { to: to.into_number(), by, status: Some(status), track_record: None });
        self
    }

    /// With a share of the volume that is paid for in any case, and the price of what falls short of it.
    #[doc(alias = "take or pay")]
    pub fn ship_or_pay(mut self, share: impl Into<Estimate<Share>>, rate: impl PriceValue) -> Self {
        self.ship_or_pay = Some(ShipOrPay { share: share.into().into_number(), rate: rate.into_number() });
        self
    }

    /// With the time for which volume that fell short may be made up, on top of later volumes and with no further pay.
    #[doc(alias = "make-up gas")]
    pub fn make_up(mut self, within: Duration) -> Self {
        self.make_up = Some(within);
        self
    }

    /// With what was delivered in a period.
    pub fn delivered(mut self, period: Period, volume: impl VolumeValue) -> Self {
        self.delivered.push((period, volume.into_number()));
        self
    }

    /// To be expected as promises of this class have turned out.
    #[doc(alias = "reference class")]
    pub fn track_record(mut self, class: impl Into<TrackRecordId>) -> Self {
        self.track_record = Some(class.into());
        self
    }

    /// The weights of the base volume and of each counted ramp step in a period, in years.
    ///
    /// The committed volume of the period is the sum of each volume per year times its weight. A step that does
    /// not count (by its own status, or by the agreement's where it has none) is passed over.
    pub fn weights(&self, period: Period, agreement: AgreementStatus) -> Vec<(usize, f64)> {
        let years = self.span.years_in(period);
        if years == 0.0 {
            return Vec::new();
        }
        let mut weights = vec![(0, years)];
        // A ramp that the commitment's end cuts short is averaged over the days that it has.
        let days = self.span.overlap(period.span());
        let mut start = self.span.first_day();
        for (index, step) in self.counted_steps(agreement) {
            let risen = ramp_share_of_days(start, step.by, days) * years;
            if let Some(last) = weights.last_mut() {
                last.1 -= risen;
            }
            weights.push((index + 1, risen));
            start = step.by;
        }
        weights
    }

    fn counted_steps(&self, agreement: AgreementStatus) -> impl Iterator<Item = (usize, &RampStep)> {
        self.ramp.iter().enumerate().filter(move |(_, step)| step.status.unwrap_or(agreement).counts())
    }
}
