//! Appraise: what projects are worth, to whom, and in which order to build them.
//!
//! A model is run with a project and without it. What differs, year by year, is its [`Account`]: what shippers gain
//! (the logsum), what carriers earn and spend, what is built and kept. Discounted at a stated rate to a stated year it
//! gives a [`Worth`]: net present value, benefit–cost ratio, internal rate of return, first-year rate of return.
//!
//! - [`CashFlow`] is money by year; it has a present value and [internal rates of return](InternalRates): none, one or
//!   several.
//! - [`Appraisal`] runs a model with and without projects: one by one, as a bundle, each as the last of a bundle, and
//!   over the draws of an ensemble.
//! - `Appraisal::order` (feature `lp`) says what to build when under a yearly budget.
//!
//! ```
//! use corridor::appraise::{Appraisal, Item};
//! use corridor::assign::QueuedLogit;
//! use corridor::calendar::{Date, Horizon, Period};
//! use corridor::demand::Demand;
//! use corridor::model::Draft;
//! use corridor::network::{AppraisalTerms, Leg, Mode, Node, NodeKind, Project};
//! use corridor::projection::{Course, Rule};
//! use corridor::quantity::{Dispersion, GrowthRate, Mass, Measure, Money, Rate, UnitPrice};
//!
//! let (price, rate) = (|text: &str| text.parse::<UnitPrice<Mass>>(), |text: &str| text.parse::<Rate<Mass>>());
//! let mut draft = Draft::new("ferry", Horizon::years(2025, 2044)?);
//! draft.measure = Some(Measure::Mass);
//! draft.set_dispersion(Dispersion::of(0.5));
//! draft.appraisal = Some(AppraisalTerms::new(GrowthRate::per_year(0.06), 2025));
//! draft.add_node("aktau", Node::new(NodeKind::Port));
//! draft.add_node("baku", Node::new(NodeKind::Port));
//! draft.add_leg("sea", Leg::new("aktau", "baku", Mode::Sea).tariff(price("12 USD/t")?).capacity(rate("3 Mt/yr")?));
//! draft.add_leg("round", Leg::new("aktau", "baku", Mode::Rail).tariff(price("20 USD/t")?));
//! let freight = Course::of([(Period::year(2025)?, Mass::megatonnes(5.0))], Rule::Hold);
//! draft.add_demand("freight", Demand::new("aktau", "baku", freight));
//! let ship = Project::for_leg("sea", rate("2 Mt/yr")?, Date::new(2026, 1, 1)?).capex("60 MUSD".parse::<Money>()?);
//! draft.add_project("ship", ship);
//!
//! let method = QueuedLogit::default();
//! let account = Appraisal::new(&draft, &method).bundle(&["ship"])?;
//! let worth = account.worth();
//! assert!(worth.net_present_value > 0.0 && worth.benefit_cost_ratio > Some(1.0));
//! assert_eq!(account.of(Item::Capex).amount(2026), -60e6);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is counted, and what is not
//!
//! A tariff that shippers pay and carriers earn is no gain of the whole: it stands in both accounts. Handling at nodes
//! is taken as what it costs. Queues are lost to all, unless the terms say that a share of them is earned as a rent.
//! Benefits end with the horizon; what is left of a project then is worth its part of the building cost, if its life is
//! given. There are no external costs and no taxes. The money is that of the study: with nominal prices, use a
//! nominal rate.
//!
//! # References
//!
//! * European Commission (2014), Guide to Cost–Benefit Analysis of Investment Projects, chapters 2 and 3.
//! * de Rus, G. (2021), Introduction to Cost–Benefit Analysis, 2nd edition, Edward Elgar.
//! * Lorie, J. H. and Savage, L. J. (1955), Three problems in rationing capital, The Journal of Business 28(4), 229–239.
//! * Ben-Akiva, M. and Lerman, S. R. (1985), Discrete Choice Analysis, MIT Press, chapter 5.

mod account;
mod appraisal;
mod cash_flow;
mod error;
#[cfg(feature = "lp")]
mod order;
mod rates;
mod sampled;
mod spending;
mod worth;

pub use account::{Account, Item};
pub use appraisal::Appraisal;
pub use cash_flow::{CashFlow, Discounting};
pub use error::{AppraisalError, Remark};
#[cfg(feature = "lp")]
pub use order::{Order, Step};
pub use rates::InternalRates;
pub use sampled::SampledWorth;
pub use worth::Worth;
