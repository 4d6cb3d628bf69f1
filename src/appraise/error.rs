use thiserror::Error;

use crate::ensemble::SamplingError;
use crate::model::Faults;
use crate::quantity::{Money, Unit};

/// Why projects cannot be appraised.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum AppraisalError {
    /// A discount rate at which later money has no value.
    #[error("a discount rate of {rate} is not above -1: give one such as 0.06, 6 % a year")]
    RateTooLow {
        /// The rate per year.
        rate: f64,
    },
    /// A base year outside the calendar.
    #[error("{year} is no year to discount to: give one from 1000 to 9999, such as 2025")]
    NoSuchYear {
        /// The year.
        year: i32,
    },
    /// An amount that is no number.
    #[error("the amount of {year} is not finite: give a number")]
    NotFinite {
        /// The year.
        year: i32,
    },
    /// A model that does not say how to discount.
    #[error("nothing says how to discount: give `[appraisal]` a `rate` and `from`, or say them here")]
    NoTerms,
    /// A project that is not there.
    #[error("there is no project `{given}`{}", allowed(.known))]
    UnknownProject {
        /// The name that was given.
        given: String,
        /// The projects there are.
        known: Vec<String>,
    },
    /// No project at all.
    #[error("no project is named{}", allowed(.known))]
    NoProject {
        /// The projects there are.
        known: Vec<String>,
    },
    /// The model is at fault with some projects built and others not.
    #[error("with the projects {}: {faults}", named(.built))]
    Model {
        /// The projects that are built.
        built: Vec<String>,
        /// All that is wrong.
        faults: Faults,
    },
    /// Draws that cannot be taken.
    #[error(transparent)]
    Sampling(#[from] SamplingError),
    /// A budget or a span of years in which nothing can be chosen.
    #[error("there is no year to open in from {first} to {last}: give a later last year")]
    NoYears {
        /// The first.
        first: i32,
        /// The last.
        last: i32,
    },
    /// A budget below nothing.
    #[error("a yearly budget of {given} cannot be spent: give an amount of at least 0")]
    NoBudget {
        /// What was given.
        given: Money,
    },
    /// A budget in other money than the model's.
    #[error("the budget is in {given}, the study in {wanted}: give it in {wanted}")]
    OtherMoney {
        /// The unit of what was given.
        given: Unit,
        /// The unit of the model's money.
        wanted: Unit,
    },
    /// The solver of integer programs gave up.
    #[error("no order of building was found: the solver gave up; name fewer projects or fewer years")]
    NoOrder,
}

fn allowed(known: &[String]) -> String {
    match known {
        [] => ": the model has none".to_owned(),
        known => format!(": name one of {}", known.join(", ")),
    }
}

fn named(built: &[String]) -> String {
    if built.is_empty() { "none".to_owned() } else { built.join(", ") }
}

/// What a reader of an account has to know.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum Remark {
    /// A project without a cost.
    #[error("project `{project}` has no `capex`: its cost of building is taken as nothing")]
    NoCapex {
        /// The project.
        project: String,
    },
    /// A project that opens when all is over.
    #[error("project `{project}` opens in {opens}, after the last year {last}: it can only cost")]
    OpensTooLate {
        /// The project.
        project: String,
        /// The year in which it opens.
        opens: i32,
        /// The last year of the horizon.
        last: i32,
    },
    /// Legs of which nobody says what running them costs.
    #[error(
        "{} of {of} legs that earn a tariff have no `operating_cost`: what they earn more is counted as a gain in full", .without
    )]
    NoOperatingCost {
        /// How many have none.
        without: usize,
        /// How many earn a tariff.
        of: usize,
    },
    /// Queues that change much, and nobody says who has what they cost.
    #[error(
        "what queues cost users changes by a present value of {:.3e} in the study's money, which is counted as lost to all: say with `rent` what share of it is sold and not waited for", .change
    )]
    QueuesMatter {
        /// Present value with the projects less without (money).
        change: f64,
    },
    /// Periods that the method did not solve.
    #[error("{periods} periods were not solved to the method's tolerance: look at them with `corridor run`")]
    Unsolved {
        /// How many, with and without the projects.
        periods: usize,
    },
}
