use std::sync::Arc;

use crate::calendar::{Horizon, Period};
use crate::evaluate::{Entry, Indicator, Layout, Row};
use crate::quantity::Unit;

use super::attribution_game::{Worths, pairs};
use super::attribution_permutations::Means;
use super::{Permutations, Player};

/// A difference between two scenarios, split over the changes that make it.
///
/// The parts of an indicator of a subject in a period add up to its difference, whatever the order of the changes.
/// Read [`Attribution::unsolved`] first.
///
/// Read off it: [`Attribution::explained`] for one value, [`Attribution::all`] for every one, [`Attribution::rows`] as
/// result rows.
#[derive(Debug, Clone)]
#[doc(alias = "waterfall")]
pub struct Attribution {
    study: Arc<str>,
    from: Arc<str>,
    to: Arc<str>,
    players: Vec<Player>,
    layout: Layout,
    found: Found,
}

/// The numbers behind an attribution: in each respect (entry by entry, each by period) both ends and, player by player,
/// the parts.
#[derive(Debug, Clone)]
pub(super) struct Found {
    ends: [Vec<f64>; 2],
    parts: Vec<f64>,
    errors: Option<Vec<f64>>,
    interactions: Option<Vec<f64>>,
    permutations: Option<Permutations>,
    runs: usize,
    unsolved: usize,
}

impl Found {
    /// From the worth of every coalition.
    pub(super) fn exact(worths: &Worths, with_interactions: bool, unsolved: usize) -> Self {
        let runs = worths.count();
        Self {
            ends: [worths.of(0).to_vec(), worths.of(runs - 1).to_vec()],
            parts: worths.parts(),
            errors: None,
            interactions: with_interactions.then(|| worths.interactions()),
            permutations: None,
            runs,
            unsolved,
        }
    }

    /// From some orders of the players.
    pub(super) fn sampled(
        means: Means,
        ends: [Vec<f64>; 2],
        permutations: Permutations,
        runs: usize,
        unsolved: usize,
    ) -> Self {
        let (parts, errors, permutations) = (means.means, Some(means.errors), Some(permutations));
        Self { ends, parts, errors, interactions: None, permutations, runs, unsolved }
    }
}

/// Whether a subject that is not there has nothing of an indicator, as a leg that is not there carries nothing.
pub(super) fn absence_is_nothing(indicator: Indicator) -> bool {
    matches!(
        indicator,
        Indicator::Demand
            | Indicator::Shipped
            | Indicator::Unserved
            | Indicator::Backlog
            | Indicator::HoldingCost
            | Indicator::Flow
            | Indicator::RouteShare
            | Indicator::Throughput
            | Indicator::Saturated
            | Indicator::CorridorVolume
            | Indicator::Committed
            | Indicator::Delivered
            | Indicator::MakeUp
            | Indicator::Shortfall
            | Indicator::DeficiencyPayment
            | Indicator::TariffRevenue
            | Indicator::TransportWork
            | Indicator::Emissions
            | Indicator::UserBenefit
            | Indicator::TradeTurnover
            | Indicator::TradeExports
            | Indicator::TradeImports
            | Indicator::TradeBalance
    )
}

/// One value of two scenarios, and what makes the difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// What was read off.
    pub indicator: Indicator,
    /// Of what.
    pub subject: Arc<str>,
    /// When.
    pub period: Period,
    /// The base unit of all its numbers.
    pub unit: Unit,
    /// The value in the first scenario.
    pub start: f64,
    /// The value in the second.
    pub end: f64,
    /// What each player adds, in the order of the players.
    pub parts: Vec<Part>,
    /// What each pair of players adds together beyond what they add apart; empty if that was not asked for.
    pub interactions: Vec<Interaction>,
}

/// What a player adds to a difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The player, by number.
    pub player: usize,
    /// Its name.
    pub name: String,
    /// What it adds, in the base unit.
    pub value: f64,
    /// How far that may be off by chance; none where all coalitions were played out.
    pub standard_error: Option<f64>,
}

/// What two players add together beyond what they add apart: above 0 they help each other, below they stand in for each
/// other.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "synergy")]
pub struct Interaction {
    /// The players, by number.
    pub players: [usize; 2],
    /// Their names.
    pub names: [String; 2],
    /// The interaction, in the base unit.
    pub value: f64,
}

/// A bar of a waterfall: from where the bars before it end to where it ends.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "waterfall")]
pub struct Bar {
    /// `start`, `end`, or the name of the part.
    pub name: String,
    /// Where it begins; 0 for the first and the last.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

impl Explained {
    /// The second scenario's value less the first's.
    pub fn difference(&self) -> f64 {
        self.end - self.start
    }

    /// What share of the difference a part is; none where there is no difference. It may be above 1 or below 0, where
    /// parts work against each other.
    pub fn share(&self, part: &Part) -> Option<f64> {
        (self.difference() != 0.0).then(|| part.value / self.difference())
    }

    /// The parts as the bars of a waterfall, between a bar for the start and one for the end.
    pub fn bars(&self) -> Vec<Bar> {
        let mut bars = vec![Bar { name: "start".to_owned(), from: 0.0, to: self.start }];
        let mut reached = self.start;
        for part in &self.parts {
            bars.push(Bar { name: part.name.clone(), from: reached, to: reached + part.value });
            reached += part.value;
        }
        bars.push(Bar { name: "end".to_owned(), from: 0.0, to: self.end });
        bars
    }

    /// Its result rows: `start`, each `part: …` (with its `standard-error: …`), each `interaction: … & …`, `end`.
    fn rows(&self, study: &Arc<str>, scenario: &Arc<str>) -> Vec<Row> {
        let row = |statistic: String, value: f64| Row {
            study: study.clone(),
            scenario: scenario.clone(),
            indicator: self.indicator,
            subject: self.subject.clone(),
            period: self.period,
            statistic: statistic.into(),
            value,
            unit: self.unit,
        };
        let mut rows = vec![row("start".to_owned(), self.start)];
        for part in &self.parts {
            rows.push(row(format!("part: {}", part.name), part.value));
            let error = part.standard_error;
            rows.extend(error.map(|error| row(format!("standard-error: {}", part.name), error)));
        }
        for Interaction { names: [one, other], value, .. } in &self.interactions {
            rows.push(row(format!("interaction: {one} & {other}"), *value));
        }
        rows.push(row("end".to_owned(), self.end));
        rows
    }
}

impl Attribution {
    pub(super) fn new(
        [study, from, to]: [Arc<str>; 3],
        players: Vec<Player>,
        layout: Layout,
        found: Found,
    ) -> Self {
        Self { study, from, to, players, layout, found }
    }

    /// The study's name.
    pub fn study(&self) -> &Arc<str> {
        &self.study
    }

    /// The first scenario.
    pub fn from(&self) -> &Arc<str> {
        &self.from
    }

    /// The second scenario.
    pub fn to(&self) -> &Arc<str> {
        &self.to
    }

    /// The changes, alone or in groups, that make the difference.
    pub fn players(&self) -> &[Player] {
        &self.players
    }

    /// What can be explained, in order.
    pub fn entries(&self) -> &[Entry] {
        self.layout.entries()
    }

    /// The periods.
    pub fn horizon(&self) -> Horizon {
        self.layout.horizon()
    }

    /// The permutations that the parts are estimated from; none where they are exact.
    pub fn permutations(&self) -> Option<Permutations> {
        self.found.permutations
    }

    /// How many times the model was run.
    pub fn runs(&self) -> usize {
        self.found.runs
    }

    /// In how many of the runs some period was not solved; their numbers are the best that the method had.
    pub fn unsolved(&self) -> usize {
        self.found.unsolved
    }

    /// One value and what makes its difference.
    ///
    /// None where there is no such indicator, subject or period, and where the value does not apply. What a scenario
    /// does not have counts as 0 where that is what it means (volumes, money, work); other indicators, such as prices and
    /// shares, must have a value whichever changes are made.
    pub fn explained(&self, indicator: Indicator, subject: &str, period: Period) -> Option<Explained> {
        let entry = self.layout.position(indicator, subject)?;
        self.explained_at(entry, self.horizon().index_of(period)?)
    }

    /// Every value that can be explained, entry by entry, each by period.
    pub fn all(&self) -> impl Iterator<Item = Explained> + '_ {
        let periods = self.horizon().len();
        (0..self.layout.entries().len())
            .flat_map(move |entry| (0..periods).filter_map(move |period| self.explained_at(entry, period)))
    }

    /// Every value that can be explained, as result rows of the second scenario.
    ///
    /// Of each value come, in this order, the statistics `start`, `part: NAME` for each player (and
    /// `standard-error: NAME` behind it where parts are estimated), `interaction: NAME & NAME` where asked for, and `end`.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        self.all().flat_map(|explained| explained.rows(&self.study, &self.to))
    }

    /// The result rows of one value.
    pub fn rows_of(&self, explained: &Explained) -> Vec<Row> {
        explained.rows(&self.study, &self.to)
    }

    fn explained_at(&self, entry: usize, period: usize) -> Option<Explained> {
        let respect = entry * self.horizon().len() + period;
        let about = &self.layout.entries()[entry];
        let [start, end] = self.found.ends.each_ref().map(|values| values[respect]);
        let parts: Vec<Part> = (0..self.players.len()).map(|player| self.part(player, respect)).collect();
        let is_there = !start.is_nan() && !end.is_nan() && parts.iter().all(|part| !part.value.is_nan());
        is_there.then(|| Explained {
            indicator: about.indicator,
            subject: about.subject.clone(),
            period: self.horizon().first().plus(i32::try_from(period).unwrap_or(i32::MAX)),
            unit: about.unit,
            start,
            end,
            parts,
            interactions: self.interactions(respect),
        })
    }

    fn part(&self, player: usize, respect: usize) -> Part {
        let place = player * self.found.ends[0].len() + respect;
        Part {
            player,
            name: self.players[player].name.clone(),
            value: self.found.parts[place],
            standard_error: self.found.errors.as_ref().map(|errors| errors[place]),
        }
    }

    fn interactions(&self, respect: usize) -> Vec<Interaction> {
        let Some(values) = &self.found.interactions else { return Vec::new() };
        let of_pair = |(number, (one, other)): (usize, (usize, usize))| Interaction {
            players: [one, other],
            names: [one, other].map(|player| self.players[player].name.clone()),
            value: values[number * self.found.ends[0].len() + respect],
        };
        pairs(self.players.len()).into_iter().enumerate().map(of_pair).collect()
    }
}
