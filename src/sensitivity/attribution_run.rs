//! The runs behind an attribution.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::assign::Method;
use crate::ensemble::parallel::Threads;
use crate::evaluate::{Entry, Evaluator, Indicator, Wanted};
use crate::model::{Draft, Plan};
use crate::scenario::{ScenarioErrors, ScenarioSet};

use super::attribution::Found;
use super::attribution_coalition::{Maker, Reading};
use super::attribution_game::{MOST_NUMBERS, Worths, members};
use super::attribution_permutations::{Means, marginals};
use super::attribution_steps::Steps;
use super::{Attribution, AttributionError, MOST_EXACT, Permutations, Player};

/// How many pieces of work each thread gets, so that none waits long for another.
const PIECES: usize = 4;

/// Why do two scenarios differ? The question, ready to be answered by [`Explanation::run`].
///
/// Each change that only one of the scenarios makes is a player, and the changes of a group together are one. Where a
/// player takes part, its changes are as in the second scenario, elsewhere as in the first. The part of a player is its
/// [Shapley value](super::shapley): what it adds, averaged over all orders in which the players could come.
///
/// A change that rests on another's (it moves a project that the other adds) is without effect where the other does not
/// take part; [`Player::rests_on`] says so. Both then share what they make together.
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::evaluate::Indicator;
/// use corridor::sensitivity::Explanation;
/// use corridor::study::Study;
///
/// let study = Study::embedded("middle-corridor")?;
/// let explanation = Explanation::between(study.draft(), study.scenarios(), "baseline", "low-caspian")?
///     .reading(|entry| entry.indicator == Indicator::CorridorVolume);
/// let found = explanation.run(&QueuedLogit::default())?;
/// let middle = found.explained(Indicator::CorridorVolume, "middle", "2030".parse()?).unwrap();
/// let sum: f64 = middle.parts.iter().map(|part| part.value).sum();
/// assert_eq!(middle.parts.len(), 3);
/// assert!((sum - (middle.end - middle.start)).abs() < 1e-9 * middle.start);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "decomposition")]
pub struct Explanation<'a> {
    draft: &'a Draft,
    names: [Arc<str>; 2],
    steps: Steps,
    is_read: Box<dyn Fn(&Entry) -> bool + 'a>,
    wanted: Vec<Wanted>,
    permutations: Option<Permutations>,
    with_interactions: bool,
    threads: Option<usize>,
}

/// A run of coalitions that stand together, in one thread.
struct Piece<'a> {
    maker: Maker<'a>,
    /// The coalitions, or the pairs of orders.
    range: std::ops::Range<usize>,
    found: Result<Vec<Vec<f64>>, AttributionError>,
    unsolved: usize,
}

impl<'a> Explanation<'a> {
    /// Of the difference from one scenario to another.
    ///
    /// # Errors
    /// A scenario that does not exist or cannot be applied; two that have the same changes.
    pub fn between(
        draft: &'a Draft,
        scenarios: &ScenarioSet,
        from: &str,
        to: &str,
    ) -> Result<Self, AttributionError> {
        let resolve = |name| scenarios.resolve(name).map_err(ScenarioErrors::from);
        let (first, second) = (resolve(from)?, resolve(to)?);
        for (name, end) in [(from, &first), (to, &second)] {
            let faults = end.apply(draft)?.draft().faults();
            if !faults.is_empty() {
                return Err(AttributionError::Model {
                    made: vec![format!("the changes of `{name}`")],
                    faults,
                });
            }
        }
        let steps = Steps::between(&first, &second);
        if steps.players.is_empty() {
            return Err(AttributionError::NoChanges { from: from.to_owned(), to: to.to_owned() });
        }
        let usual = usual_indicator(draft);
        Ok(Self {
            draft,
            names: [from.into(), to.into()],
            steps,
            is_read: Box::new(move |entry| entry.indicator == usual),
            wanted: Vec::new(),
            permutations: None,
            with_interactions: false,
            threads: None,
        })
    }

    /// Explains these indicators and subjects; by default the volumes of the corridors, or, without
    /// corridors, those that are shipped, or the trade.
    pub fn reading(mut self, is_read: impl Fn(&Entry) -> bool + 'a) -> Self {
        self.is_read = Box::new(is_read);
        self
    }

    /// Explains just these numbers' indicators and subjects, each of which must come out of one of the scenarios.
    pub fn of(self, wanted: impl IntoIterator<Item = Wanted>) -> Self {
        Self { wanted: wanted.into_iter().collect(), ..self }
    }

    /// By permutations also where there are few players. More than [`MOST_EXACT`] take [`Permutations::default`] if
    /// nothing is said.
    pub fn permutations(self, permutations: Permutations) -> Self {
        Self { permutations: Some(permutations), ..self }
    }

    /// Also what each pair of players adds together; only where all coalitions are played out.
    pub fn interactions(self) -> Self {
        Self { with_interactions: true, ..self }
    }

    /// On so many threads instead of one for each core. They change nothing of what comes out.
    pub fn threads(self, count: usize) -> Self {
        Self { threads: Some(count), ..self }
    }

    /// The players, in the order in which their first changes are made. [`Player::rests_on`] is empty before the run.
    pub fn players(&self) -> &[Player] {
        &self.steps.players
    }

    /// Splits the difference.
    ///
    /// Complexity: 2ⁿ runs for n players up to [`MOST_EXACT`], else one run for each player of each permutation; each
    /// takes a check, a lowering and an evaluation of the model. Works in parallel with feature `parallel`.
    ///
    /// # Errors
    /// A choice that reads off nothing or more than fits in memory; a model that is at fault with some of the changes
    /// made, where leaving them out does not help.
    pub fn run(&self, method: &dyn Method) -> Result<Attribution, AttributionError> {
        let players = self.steps.players.len();
        let [none, all] = [vec![false; players], vec![true; players]].map(|members| self.plan(&members));
        let (none, all) = (none?, all?);
        let is_wanted = |entry: &Entry| match self.wanted.as_slice() {
            [] => (self.is_read)(entry),
            wanted => wanted
                .iter()
                .any(|wanted| wanted.indicator == entry.indicator && *wanted.subject == *entry.subject),
        };
        let reading = Reading::of(method, [&none, &all], &self.names[0], &is_wanted);
        self.check_wanted(method, &reading, [&none, &all])?;
        if reading.width() == 0 {
            let [from, to] = self.names.each_ref().map(ToString::to_string);
            return Err(AttributionError::NothingRead { from, to });
        }
        let permutations = self.permutations.or((players > MOST_EXACT).then(Permutations::default));
        let (found, lame) = match permutations {
            Some(permutations) => self.sampled(&reading, permutations, [&none, &all])?,
            None => self.exact(&reading)?,
        };
        let names = [none.name().into(), self.names[0].clone(), self.names[1].clone()];
        Ok(Attribution::new(names, self.told_players(&lame), reading.layout, found))
    }

    /// Tells what is wanted and does not come out of either scenario, with the nearest that does.
    fn check_wanted(
        &self,
        method: &dyn Method,
        reading: &Reading<'_>,
        ends: [&Plan; 2],
    ) -> Result<(), AttributionError> {
        for wanted in &self.wanted {
            if reading.layout.position(wanted.indicator, &wanted.subject).is_none() {
                let all = ends.map(|plan| Evaluator::new(plan, method).layout().clone());
                wanted.position(&all[0]).and_then(|_| wanted.position(&all[1]))?;
            }
            wanted.position(&reading.layout)?;
        }
        Ok(())
    }

    fn plan(&self, members: &[bool]) -> Result<Plan, AttributionError> {
        Maker::new(&self.steps, self.draft.clone()).plan(self.steps.of(members))
    }

    /// Plays out all coalitions.
    fn exact(&self, reading: &Reading<'_>) -> Result<(Found, BTreeSet<usize>), AttributionError> {
        let (players, width) = (self.steps.players.len(), reading.width());
        let room = width.saturating_mul(1 << players);
        check_size(room)?;
        let played = self.in_pieces(1 << players, |piece| {
            let mut values = Vec::with_capacity(piece.range.len() * width);
            for coalition in piece.range.clone() {
                piece.play(reading, &members(players, coalition), &mut values)?;
            }
            Ok(vec![values])
        })?;
        let mut values = Vec::with_capacity(room);
        played.found.iter().for_each(|piece| values.extend_from_slice(piece));
        let worths = Worths::new(players, width, values);
        let found = Found::exact(&worths, self.with_interactions, played.unsolved);
        Ok((found, played.lame))
    }

    /// Plays out some orders.
    fn sampled(
        &self,
        reading: &Reading<'_>,
        permutations: Permutations,
        ends: [&Plan; 2],
    ) -> Result<(Found, BTreeSet<usize>), AttributionError> {
        let players = self.steps.players.len();
        let pairs = usize::try_from(permutations.pairs()).unwrap_or(usize::MAX);
        check_size(reading.width().saturating_mul(players).saturating_mul(pairs))?;
        let ends = ends.map(|plan| {
            let mut values = Vec::with_capacity(reading.width());
            reading.read(plan, &mut values);
            values
        });
        let played = self.in_pieces(pairs, |piece| {
            let pairs = piece.range.clone();
            pairs
                .map(|pair| piece.there_and_back(reading, &permutations.order(pair as u64, players), &ends))
                .collect()
        })?;
        let runs = 2 + 2 * pairs * players.saturating_sub(1);
        let found = Found::sampled(Means::of(&played.found), ends, permutations, runs, played.unsolved);
        Ok((found, played.lame))
    }

    /// Does work in pieces, each in one thread, and puts what comes out together in order.
    fn in_pieces(
        &self,
        count: usize,
        work: impl Fn(&mut Piece<'_>) -> Result<Vec<Vec<f64>>, AttributionError> + Sync + Send,
    ) -> Result<Played, AttributionError> {
        let threads = Threads::new(self.threads);
        let pieces = (threads.count() * PIECES).clamp(1, count.max(1));
        let piece = |number: usize| Piece {
            maker: Maker::new(&self.steps, self.draft.clone()),
            range: count * number / pieces..count * (number + 1) / pieces,
            found: Ok(Vec::new()),
            unsolved: 0,
        };
        let mut pieces: Vec<Piece<'_>> = (0..pieces).map(piece).collect();
        threads.each(&mut pieces, |_, piece| piece.found = work(piece));
        let mut played = Played::default();
        for piece in pieces {
            played.found.extend(piece.found?);
            played.lame.extend(piece.maker.lame);
            played.unsolved += piece.unsolved;
        }
        Ok(played)
    }

    /// The players, with what those rest on that could not always be made.
    fn told_players(&self, lame: &BTreeSet<usize>) -> Vec<Player> {
        let mut players = self.steps.players.clone();
        let mut maker = Maker::new(&self.steps, self.draft.clone());
        for step in lame {
            let Some(player) = self.steps.player_of(*step) else { continue };
            let mut rests: BTreeSet<usize> = players[player].rests_on.iter().copied().collect();
            rests.extend(maker.rests_on(*step));
            players[player].rests_on = rests.into_iter().collect();
        }
        players
    }
}

/// What came out of all pieces.
#[derive(Default)]
struct Played {
    found: Vec<Vec<f64>>,
    lame: BTreeSet<usize>,
    unsolved: usize,
}

impl Piece<'_> {
    /// What a coalition is worth, put behind `out`.
    fn play(
        &mut self,
        reading: &Reading<'_>,
        members: &[bool],
        out: &mut Vec<f64>,
    ) -> Result<(), AttributionError> {
        let steps = self.maker.steps_of(members);
        let plan = self.maker.plan(steps)?;
        self.unsolved += usize::from(!reading.read(&plan, out));
        Ok(())
    }

    /// What each player adds in an order, the mean of both directions.
    fn there_and_back(
        &mut self,
        reading: &Reading<'_>,
        order: &[usize],
        ends: &[Vec<f64>; 2],
    ) -> Result<Vec<f64>, AttributionError> {
        let there = self.walk(reading, order.iter().copied(), order.len(), ends)?;
        let back = self.walk(reading, order.iter().rev().copied(), order.len(), ends)?;
        Ok(there.iter().zip(&back).map(|(there, back)| f64::midpoint(*there, *back)).collect())
    }

    /// What each player adds in an order.
    fn walk(
        &mut self,
        reading: &Reading<'_>,
        order: impl Iterator<Item = usize>,
        players: usize,
        [none, all]: &[Vec<f64>; 2],
    ) -> Result<Vec<f64>, AttributionError> {
        marginals(order, players, (none, all), |members, out| self.play(reading, members, out))
    }
}

/// What a study is about, if nobody says.
fn usual_indicator(draft: &Draft) -> Indicator {
    if !draft.corridors.is_empty() {
        Indicator::CorridorVolume
    } else if !draft.demands.is_empty() {
        Indicator::Shipped
    } else {
        Indicator::TradeTurnover
    }
}

fn check_size(numbers: usize) -> Result<(), AttributionError> {
    if numbers <= MOST_NUMBERS {
        return Ok(());
    }
    Err(AttributionError::TooLarge { numbers, allowed: MOST_NUMBERS })
}
