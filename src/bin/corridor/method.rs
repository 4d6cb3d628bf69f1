//! The methods by which demand is spread over routes.

use clap::ValueEnum;
use corridor::assign;

/// How demand is spread over routes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Method {
    /// By cost and taste, with queues where capacity is short
    QueuedLogit,
    /// All of it over the cheapest route, as if there were room for everybody
    AllOrNothing,
    /// At the least total cost, by a linear program
    #[cfg(feature = "lp")]
    MinimumCost,
}

impl Method {
    /// Its word on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Method::QueuedLogit => "queued-logit",
            Method::AllOrNothing => "all-or-nothing",
            #[cfg(feature = "lp")]
            Method::MinimumCost => "minimum-cost",
        }
    }

    /// The method as the library knows it.
    pub(crate) fn assignment(self) -> Box<dyn assign::Method> {
        match self {
            Method::QueuedLogit => Box::new(assign::QueuedLogit::default()),
            Method::AllOrNothing => Box::new(assign::AllOrNothing),
            #[cfg(feature = "lp")]
            Method::MinimumCost => Box::new(assign::MinimumCost),
        }
    }
}
