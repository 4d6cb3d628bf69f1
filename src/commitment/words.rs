//! The words of agreements.

use crate::evidence::words;

words!(
    /// What an agreement is written down as. The kinds differ greatly in weight.
    Instrument {
        /// A treaty between states, ratified.
        Treaty = "treaty",
        /// A declaration, such as on strategic partnership.
        Declaration = "declaration",
        /// A memorandum of understanding.
        Memorandum = "memorandum",
        /// A programme of measures over some years.
        Programme = "programme",
        /// A contract between companies.
        Contract = "contract",
    }
);

words!(
    /// How far an agreement, or a step of a commitment, is.
    AgreementStatus {
        /// Said in public.
        Announced = "announced",
        /// Being worked out.
        UnderNegotiation = "under negotiation",
        /// Signed, not yet in force.
        Signed = "signed",
        /// In force: only this takes capacity.
        InForce = "in force",
        /// Set aside for a time.
        Suspended = "suspended",
        /// Ended.
        Lapsed = "lapsed",
    }
);

impl AgreementStatus {
    /// Whether volume under it takes its capacity before the rest of the demand.
    pub const fn counts(self) -> bool {
        matches!(self, AgreementStatus::InForce)
    }
}
