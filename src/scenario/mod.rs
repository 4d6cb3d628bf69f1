//! Scenario: what if? A model, changed one thing at a time.
//!
//! - A [`Change`] is one thing that is different: a project slips, a leg closes, an agreement comes into force.
//!   It prints itself as a line.
//! - A [`Scenario`] is a named list of changes, perhaps on top of another's; a [`ScenarioSet`] holds all of a
//!   study, the baseline always among them.
//! - An [`Overlay`] is a draft with changes made. It says of each what it touched, with old and new values, and
//!   undoes them one by one, exactly.
//! - A [`Remark`] tells of a change that touches nothing or contradicts an earlier one; an error ([`ChangeFault`])
//!   of one that cannot be made, with what would do instead.
//!
//! | change | what it does | what it may be about |
//! |---|---|---|
//! | [`settle`](Change::settle), [`ramp`](Change::ramp) | gives a status; adds a step | agreement, commitment |
//! | [`track_record`](Change::track_record), [`as_promised`](Change::as_promised) | says how promises turn out | commitment, target, project |
//! | [`delay`](Change::delay), [`advance`](Change::advance) | moves an opening | project |
//! | [`cancel`](Change::cancel), [`build`](Change::build) | gives up; builds | project |
//! | [`expand`](Change::expand) | adds a share or an amount of capacity | leg, limit |
//! | [`derate`](Change::derate) | takes a share of capacity away | leg, limit, node |
//! | [`close`](Change::close) | leaves no capacity | leg, limit, node, corridor |
//! | [`scale`](Change::scale), [`grow`](Change::grow) | changes volumes; changes their growth | demand, turnover |
//! | [`tariff`](Change::tariff), [`time`](Change::time) | adds a share or an amount | leg |
//! | [`add`](Change::add) | adds something new | anything |
//!
//! Changes with a window hold for its days: within a period they count for the share of days that they are in
//! force. Several of one value are made one after the other, in the order of the scenario.
//!
//! What somebody chooses and what happens to everybody are told apart by [`Action::control`].
//!
//! ```
//! use corridor::calendar::{Horizon, Period};
//! use corridor::model::Draft;
//! use corridor::network::{Leg, Mode};
//! use corridor::quantity::{Mass, Rate, Share};
//! use corridor::scenario::{Change, Scenario};
//!
//! let mut draft = Draft::new("crossing", Horizon::years(2025, 2035)?);
//! let capacity: Rate<Mass> = "7.5 Mt/yr".parse()?;
//! draft.add_leg("aktau-baku", Leg::new("aktau", "baku", Mode::Sea).capacity(capacity));
//!
//! let dry = Scenario::new("low-caspian")
//!     .change(Change::derate("aktau-baku", Share::percent(20.0), Period::year(2027)?..));
//! let overlay = dry.apply(&draft)?;
//! let touched = &overlay.applied().next().unwrap().touched;
//! assert_eq!(touched[0].to_string(), "leg.aktau-baku.capacity.changes.1: none -> × 0.8 from 2027-01-01");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod action;
mod addition;
mod agreed;
mod built;
mod capacity;
mod change;
mod claim;
mod cost;
mod edit;
mod errors;
mod expected;
mod fault;
mod find;
mod named;
mod overlay;
mod print;
mod relative;
mod remark;
mod resolved;
mod saved;
mod set;
mod spread;
mod subject;
mod things;
mod volume;
mod window;

pub use action::{Action, Control};
pub use addition::{Addition, Record};
pub use change::Change;
pub use errors::ScenarioErrors;
pub use fault::{ChangeFault, ScenarioError};
pub use named::{BASELINE, Scenario};
pub use overlay::{Applied, NotApplied, Overlay};
pub use relative::{CapacityStep, Relative, TariffStep, TimeStep};
pub use remark::{Outcome, Remark, RemarkKind};
pub use resolved::Resolved;
pub use set::ScenarioSet;
pub use subject::{Subject, Subjects};
pub use window::{Moment, Window};
