//! Turns a sourced description of a trade or transit corridor (its network, its dated commitments, its demand and its
//! trade) into typed projections of volume, lets you change one thing at a time, and says how the scenarios differ.
//!
//! What if Kazakh oil cannot go by Russia as it did?
//!
//! ```
//! use corridor::{assign::QueuedLogit, calendar::Period, evaluate::{Indicator, evaluate}, quantity::Mass};
//! use corridor::{quantity::Share, scenario::{Change, Overlay}, study::Study};
//!
//! let mut study = Overlay::new(Study::embedded("kazakh-oil")?.draft().clone());
//! study.apply(Change::derate("cpc", Share::percent(50.0), Period::year(2027)?))?;
//! let outcome = evaluate(&study.draft().plan()?, "cpc at half", &QueuedLogit::default());
//!
//! let left: Mass = outcome.volume(Indicator::Unserved, "tengiz-export", Period::year(2027)?).unwrap();
//! assert!(left > Mass::megatonnes(5.0), "{left:.1} of oil has no way out");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The main type
//!
//! is [`model::Draft`] (or [`model::Model<Q>`], the same with its measure known to the compiler): everything that is said
//! of a corridor, on one horizon. Think of it as a sheet of paper with
//!
//! - a [`network`]: nodes, legs, limits over any of them, dated projects, corridors with a cordon;
//! - [`commitment`]s: agreements with a status, volumes with a ramp and terms, targets that bind nobody;
//! - [`demand`]s: what wants to move, from volumes, measured series or trade turnover, and where it gives up;
//! - [`evidence`]: of every number, where it is from and how sure it is.
//!
//! A [`study`] file is read into it, a [`scenario`] changes it, [`Draft::plan`](model::Draft::plan) checks it whole and makes it ready
//! to run, [`evaluate::evaluate`] gives an [`Outcome`](evaluate::Outcome), and a [`Comparison`](compare::Comparison) sets outcomes
//! side by side.
//!
//! # By question
//!
//! | question | look at |
//! |---|---|
//! | Which leg binds first? | [`Indicator::Saturated`](evaluate::Indicator::Saturated), example `which_leg_binds_first` |
//! | What is one more berth worth? | [`Indicator::QueuePrice`](evaluate::Indicator::QueuePrice), example `one_more_berth` |
//! | What is paid if volume falls short? | [`Commitment::ship_or_pay`](commitment::Commitment::ship_or_pay), example `ship_or_pay` |
//! | What if a project slips, an agreement lapses, a leg closes? | [`scenario::Change`] |
//! | Did my scenario change what I meant? | [`Overlay::touched`](scenario::Overlay::touched) |
//! | Who gains, who loses? | [`Indicator::UserBenefit`](evaluate::Indicator::UserBenefit) |
//! | How far is it to the target? | [`commitment::Target`], [`Indicator::TargetGap`](evaluate::Indicator::TargetGap) |
//! | How dependent is an exporter on one route? | [`Indicator::Concentration`](evaluate::Indicator::Concentration) |
//! | How far does "fivefold by 2030" carry? | [`projection::Rule::Multiple`], example `fivefold_trade` |
//! | How do boxes limit tonnes? | [`network::Limit`], [`quantity::LoadFactor`], example `teu_limits` |
//! | What does a month of storms do? | [`network::Season`], [`Demand::waiting`](demand::Demand::waiting), example `storm_month` |
//! | What matters? | [`sensitivity::Sobol`], [what matters](docs::what_matters) |
//! | Which ranges of inputs lead to failure? | [`sensitivity::ScenarioDiscovery`] |
//! | Why do two scenarios differ? | [`sensitivity::Explanation`], [why they differ](docs::why_they_differ) |
//! | Is a project worth building, and who pays for whom? | [`appraise`], example `what_a_pipeline_is_worth` |
//! | At which tariff does it tip? By when is it sure? | [`sensitivity::Switching`], [`sensitivity::sure_by`] |
//! | Which strategy is least regretted, whatever happens? | [`compare::World`], [`compare::Payoffs`] |
//! | How sure is that? | [`evidence::Spread`], [`ensemble`] |
//! | Where is this number from? | [`evidence::Provenance`] |
//! | Who uses which route, and why? | [`assign`], [the formulation](docs::formulation) |
//! | How do I write a study? | [the study format](docs::study_format), [`study::schema`] |
//! | What do the words mean? | [the concepts](docs::concepts) |
//! | When should I use something else? | [the comparison](docs::comparison) |
//!
//! # What is supported, and what is not
//!
//! Networks of mass, containers, gas (by volume) and data, one of them per model; horizons of years, quarters or months; hard
//! capacities with queues; firm, interruptible and ship-or-pay volume; ranges and distributions as inputs, of which a run takes
//! the median.
//!
//! Not supported: travel times that rise smoothly with use, induced demand, vehicles and empty runs, storage, the physics of
//! pipelines and cables, and carriers that react to each other. The formulation says
//! [what follows from that](docs::formulation#what-the-model-does-not-do).
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `cli` | the command `corridor`, with `parallel`, `plot` and `sketch` |
//! | `lp` | the minimum-cost method, and the order of building under a budget, by a solver of linear and integer programs |
//! | `parquet` | results and draws as Parquet files |
//! | `parallel` | ensembles and what is built on them on all cores |
//! | `sketch` | ensembles of any number of draws in bounded memory |
//! | `plot` | charts as SVG, in `report::chart`, and the report as a page, in `report::page` |
//! | `png` | charts as PNG pictures |
//!
//! None is on by default: the library alone is light.

#![cfg_attr(docsrs, feature(doc_cfg))]

// In the order in which a study is made: each module uses only those above it (`tests/layering.rs`).
pub mod quantity;

pub mod calendar;

pub mod evidence;

pub mod series;

pub mod projection;

pub mod network;

pub mod commitment;

pub mod demand;

pub mod model;

pub mod scenario;

pub mod assign;

pub mod evaluate;

pub mod ensemble;

pub mod sensitivity;

pub mod compare;

pub mod appraise;

pub mod study;

pub mod report;

/// Longer pages: concepts, the method, the study format, the data, comparison and design.
#[expect(clippy::doc_markdown, reason = "these pages hold formulas and the names of companies")]
pub mod docs {
    /// What the words mean.
    ///
    /// [formulation]: crate::docs::formulation
    /// [study-format]: crate::docs::study_format
    /// [data]: crate::docs::data
    #[doc = include_str!("../docs/concepts.md")]
    pub mod concepts {}

    /// The method: formulas, signs, promises, and what it leaves out.
    ///
    /// [concepts]: crate::docs::concepts
    #[doc = include_str!("../docs/formulation.md")]
    pub mod formulation {}

    /// What a study file may say.
    #[doc = include_str!("../docs/study-format.md")]
    pub mod study_format {}

    /// Parts of years, gaps, slips of the unit, mirror statistics; money as tonnes.
    #[doc = include_str!("../docs/data-as-they-come.md")]
    pub mod data_as_they_come {}

    /// Growth rates, ceilings and elasticities read off a history.
    #[doc = include_str!("../docs/growth-curves.md")]
    pub mod growth_curves {}

    /// The figures of the studies: sources, contradictions, calibration, misses.
    #[doc = include_str!("../docs/data.md")]
    pub mod data {}

    /// Growth found in the data: methods, intervals, how well they held.
    #[doc = include_str!("../docs/fitting.md")]
    pub mod fitting {}

    /// Which change makes how much of a difference: each method with its formula and when not to use it.
    #[doc = include_str!("../docs/why-they-differ.md")]
    pub mod why_they_differ {}

    /// Which uncertain inputs matter, and which of their ranges lead to failure.
    #[doc = include_str!("../docs/sensitivity.md")]
    pub mod what_matters {}
    /// How promises have turned out, and what the next may.
    ///
    /// [data]: crate::docs::data
    #[doc = include_str!("../docs/track-records.md")]
    pub mod track_records {}

    /// What projects are worth, to whom, and in which order to build them.
    #[doc = include_str!("../docs/appraisal.md")]
    pub mod appraisal {}

    /// What each chart answers, how it is read, and when another is better.
    ///
    /// [appraisal]: crate::docs::appraisal
    /// [beyond-one-machine]: crate::docs::beyond_one_machine
    /// [what-matters]: crate::docs::what_matters
    /// [why-they-differ]: crate::docs::why_they_differ
    #[doc = include_str!("../docs/charts.md")]
    pub mod charts {}

    /// What the benches measure, and how cost grows.
    #[doc = include_str!("../docs/performance.md")]
    pub mod performance {}

    /// Shards of a sample on many machines: GNU parallel, Slurm, Dask, Ray.
    #[doc = include_str!("../docs/beyond-one-machine.md")]
    pub mod beyond_one_machine {}

    /// Comparisons scripted in a shell, in Rust and in Python.
    #[doc = include_str!("../docs/scripting.md")]
    pub mod scripting {}

    /// When to use this crate, and when something else.
    #[doc = include_str!("../docs/comparison.md")]
    pub mod comparison {}

    /// Why it is as it is.
    ///
    /// [concepts]: crate::docs::concepts
    /// [formulation]: crate::docs::formulation
    #[doc = include_str!("../docs/design.md")]
    pub mod design {}
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
