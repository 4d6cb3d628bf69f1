use crate::calendar::{Date, Period};
use crate::evidence::{Id, Number, TrackRecordId};
use crate::network::VolumeValue;

/// The name of a [`Target`].
pub type TargetId = Id<Target>;

/// What somebody said on a date would be reached by a period. Nobody is bound by it.
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::commitment::Target;
/// use corridor::quantity::Mass;
///
/// let ten = Target::new("middle", Mass::megatonnes(10.0), Period::year(2027)?).by("Minister of Transport");
/// assert_eq!(ten.counts, "middle");
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "goal")]
pub struct Target {
    /// Who said it.
    pub who: String,
    /// When it was said.
    pub said: Option<Date>,
    /// The period in which it is to be reached.
    pub by: Period,
    /// The volume of that period.
    pub value: Number,
    /// The corridor, leg or limit whose volume it speaks of.
    pub counts: String,
    /// How goals like it have turned out.
    pub track_record: Option<TrackRecordId>,
}

impl Target {
    /// A volume of a corridor, leg or limit in a period.
    pub fn new(counts: &str, value: impl VolumeValue, by: Period) -> Self {
        Self::from_number(counts, value.into_number(), by)
    }

    /// A volume, with its type set aside.
    pub fn from_number(counts: &str, value: Number, by: Period) -> Self {
        let counts = counts.to_owned();
        Self { who: String::new(), said: None, by, value, counts, track_record: None }
    }

    /// Said by somebody.
    pub fn by(mut self, who: &str) -> Self {
        who.clone_into(&mut self.who);
        self
    }

    /// Said on a day.
    pub fn said(mut self, day: Date) -> Self {
        self.said = Some(day);
        self
    }

    /// To be expected as goals of this class have turned out.
    #[doc(alias = "reference class")]
    pub fn track_record(mut self, class: impl Into<TrackRecordId>) -> Self {
        self.track_record = Some(class.into());
        self
    }
}
