//! Commitments: who has promised which volume to whom, and how firmly.
//!
//! - An [`Agreement`] is parties, an [`Instrument`], a date and a status. It carries no volume itself.
//! - A [`Commitment`] is volume under an agreement: from a date, by a ramp, on terms (firm or interruptible,
//!   ship-or-pay), with what was delivered so far.
//! - A [`Target`] is what somebody said would be reached. It binds nobody, takes no capacity, and is only
//!   compared with what comes out.
//!
//! The three are kept apart because the words of the trade run together: "1.5 Mt agreed" is a commitment,
//! "6–6.5 Mt being worked out" a ramp step under negotiation, "10 Mt by 2027" a target.

mod agreement;
mod promise;
mod target;
mod words;

pub use agreement::{Agreement, AgreementId};
pub use promise::{Commitment, CommitmentId, DemandId, DemandMark, OwnEnds, RampStep, ShipOrPay};
pub use target::{Target, TargetId};
pub use words::{AgreementStatus, Instrument};
