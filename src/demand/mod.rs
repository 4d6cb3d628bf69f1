//! Demand: what wants to move, between which places, and how much it will bear.
//!
//! - A [`Demand`] is the volume of one commodity from an origin to a destination, period by period (also: OD
//!   flow). It is that of the whole market between its places; what share a corridor wins comes out of the
//!   choice of route.
//! - A [`Turnover`] is trade between countries in money (never a bare "turnover"; transport work in tonne-km is
//!   [another thing](crate::quantity::TransportWork)), by the side that reports it.
//! - A [`Trade`] keeps exports and imports apart, and reads a multiple of their sum back as rate and balance.
//! - An [`Observation`] is what was measured of something the model computes, with its scope.

mod observation;
mod trade;
mod turnover;
mod want;

pub use observation::{Observation, ObservationId};
pub use trade::{Trade, TradeMultiple};
pub use turnover::{Mirror, MirrorYear, Turnover, TurnoverId};
pub use want::{Demand, DemandVolume};
