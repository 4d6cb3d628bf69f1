use thiserror::Error;

/// What is wrong with the exports and imports of a trade.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TradeFault {
    /// A turnover that grows by one rule, and its exports or imports by another.
    #[error("grows by a rule, and so do its {parts}, of which it is the sum: leave out one or the other")]
    GrowthOfWholeAndParts {
        /// Which of its parts.
        parts: String,
    },
    /// Exports or imports that follow a series.
    #[error("cannot follow `{to}`: let the turnover follow it, and its exports and imports go with it")]
    PartFollows {
        /// What they follow.
        to: String,
    },
}
