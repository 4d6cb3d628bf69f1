//! Which strategy to take when nobody knows the state of the world.

use super::RegretError;

/// How so many strategies do in so many states of the world, in the order of preference of a goal.
///
/// Values that differ by less than a hundred-millionth of the largest are alike. Large values are good; of what is to be small, say so with [`Payoffs::smaller_is_better`].
///
/// Savage's example (1951, 1954): five good eggs are in the bowl for an omelette; is the sixth good?
///
/// ```
/// use corridor::compare::Payoffs;
///
/// let payoffs = Payoffs::new(
///     &["break into bowl", "break into saucer", "throw away"],
///     &["good", "rotten"],
///     &[vec![6.0, 0.0], vec![6.0, 5.0], vec![5.0, 5.0]],
/// )?;
/// let judged = payoffs.judge(Default::default())?;
/// assert_eq!(judged.best_by_regret(), ["break into saucer"]);
/// assert_eq!(judged.standings[1].most_regret, 0.0);
/// # Ok::<(), corridor::compare::RegretError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "decision matrix")]
#[doc(alias = "payoff table")]
pub struct Payoffs {
    strategies: Vec<String>,
    states: Vec<String>,
    /// Strategy by strategy, each by state, as they were given.
    values: Vec<Vec<f64>>,
    /// By state.
    weights: Vec<f64>,
    is_cost: bool,
    /// Values as near as this are alike: a hundred-millionth of the largest, below which lies what methods leave open.
    tie: f64,
}

/// What judging takes besides the values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judging {
    /// Weight of the best state against the worst (Hurwicz's α): 0 is as careful as maximin, 1 looks at the best alone.
    pub optimism: f64,
    /// A value that is good enough; none if nobody asks.
    pub threshold: Option<f64>,
}

impl Default for Judging {
    /// Half and half, and no threshold.
    fn default() -> Self {
        Self { optimism: 0.5, threshold: None }
    }
}

/// All strategies judged by every rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// In the order of the strategies.
    pub standings: Vec<Judgement>,
    /// Which strategies are never worse than which others.
    pub dominances: Vec<Dominance>,
    is_cost: bool,
    tie: f64,
}

/// How a strategy stands by every rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The strategy.
    pub strategy: String,
    /// Its worst value over the states (Wald's rule takes the strategy with the best of these: maximin).
    pub worst: f64,
    /// Its best value over the states.
    pub best: f64,
    /// Its mean over the states, by their weights; alike if they have none (Laplace's rule).
    pub mean: f64,
    /// α × best + (1 − α) × worst (Hurwicz's rule).
    pub hurwicz: f64,
    /// By state, how much better the best strategy there is.
    pub regrets: Vec<f64>,
    /// The largest of its regrets (Savage's rule takes the strategy with the least of these: minimax regret).
    pub most_regret: f64,
    /// The state of its largest regret.
    pub regretted_in: String,
    /// The share of states, by weight, in which it is good enough; none if no threshold was given.
    pub satisfied: Option<f64>,
}

/// That one strategy does at least as well as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dominance {
    /// The better strategy.
    pub better: String,
    /// The other.
    pub worse: String,
    /// How it is better.
    pub kind: DominanceKind,
}

/// How a strategy is better than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DominanceKind {
    /// Better in every state.
    Strict,
    /// Nowhere worse, and better in some state.
    Weak,
    /// Of every value, it reaches it in as many states or more, and of some in more (first-order stochastic dominance); but in
    /// some state it is worse.
    Stochastic,
}

impl Payoffs {
    /// A value for each strategy (row) in each state (column), large ones good.
    ///
    /// # Errors
    /// No strategy or state, two of one name, a row of another length, a value that is not finite.
    pub fn new(strategies: &[&str], states: &[&str], values: &[Vec<f64>]) -> Result<Self, RegretError> {
        check_names("strategies", strategies)?;
        check_names("states", states)?;
        if values.len() != strategies.len() {
            return Err(RegretError::OtherRows { given: values.len(), strategies: strategies.len() });
        }
        for (strategy, row) in strategies.iter().zip(values) {
            check_row(strategy, states, row)?;
        }
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        let weights = vec![1.0 / states.len() as f64; states.len()];
        let (strategies, states) = (owned(strategies), owned(states));
        let tie = ALIKE * values.iter().flatten().fold(0.0, |largest, value| f64::max(largest, value.abs()));
        Ok(Self { strategies, states, values: values.to_vec(), weights, is_cost: false, tie })
    }

    /// Small values are good: costs, unserved volumes, emissions.
    pub fn smaller_is_better(self) -> Self {
        Self { is_cost: true, ..self }
    }

    /// With states that count unequally in means and shares; weights need not add up to 1.
    ///
    /// # Errors
    /// Not one weight for each state, weights that are not finite or below 0, all of them 0.
    pub fn weighted(self, weights: &[f64]) -> Result<Self, RegretError> {
        let sum: f64 = weights.iter().sum();
        let is_weight = |weight: &f64| weight.is_finite() && *weight >= 0.0;
        if weights.len() != self.states.len()
            || !weights.iter().all(is_weight)
            || !(sum > 0.0 && sum.is_finite())
        {
            return Err(RegretError::BadWeights { states: self.states.len() });
        }
        Ok(Self { weights: weights.iter().map(|weight| weight / sum).collect(), ..self })
    }

    /// The strategies, in order.
    pub fn strategies(&self) -> &[String] {
        &self.strategies
    }

    /// The states, in order.
    pub fn states(&self) -> &[String] {
        &self.states
    }

    /// The values of a strategy, by state.
    pub fn values(&self, strategy: usize) -> &[f64] {
        &self.values[strategy]
    }

    /// Judges all strategies by every rule.
    ///
    /// Complexity: strategies² × states × log states.
    ///
    /// # Errors
    /// A weight of the best that is not between 0 and 1; a threshold that is not finite.
    pub fn judge(&self, judging: Judging) -> Result<Judged, RegretError> {
        let Judging { optimism, threshold } = judging;
        if !(0.0..=1.0).contains(&optimism) {
            return Err(RegretError::BadOptimism { given: optimism });
        }
        if let Some(given) = threshold.filter(|threshold| !threshold.is_finite()) {
            return Err(RegretError::BadThreshold { given });
        }
        let best = self.best_by_state();
        let standings =
            (0..self.strategies.len()).map(|number| self.judgement(number, &best, judging)).collect();
        Ok(Judged { standings, dominances: self.dominances(), is_cost: self.is_cost, tie: self.tie })
    }

    /// Larger is better, whatever was given.
    fn merit(&self, value: f64) -> f64 {
        if self.is_cost { -value } else { value }
    }

    /// By state, the merit of the best strategy.
    fn best_by_state(&self) -> Vec<f64> {
        let best = |state: usize| {
            self.values.iter().map(|row| self.merit(row[state])).fold(f64::NEG_INFINITY, f64::max)
        };
        (0..self.states.len()).map(best).collect()
    }

    fn judgement(&self, strategy: usize, best_by_state: &[f64], judging: Judging) -> Judgement {
        let row = &self.values[strategy];
        let merits: Vec<f64> = row.iter().map(|value| self.merit(*value)).collect();
        let worst = merits.iter().copied().fold(f64::INFINITY, f64::min);
        let best = merits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let regrets: Vec<f64> = best_by_state
            .iter()
            .zip(&merits)
            .map(|(best, own)| if best - own > self.tie { best - own } else { 0.0 })
            .collect();
        let most_regret = regrets.iter().copied().fold(0.0, f64::max);
        let place = regrets.iter().position(|regret| *regret == most_regret).unwrap_or(0);
        let weighted = |of: &dyn Fn(f64) -> f64| -> f64 {
            row.iter().zip(&self.weights).map(|(value, weight)| weight * of(*value)).sum()
        };
        let is_enough =
            |threshold: f64| weighted(&|value| f64::from(self.merit(value) >= self.merit(threshold)));
        Judgement {
            strategy: self.strategies[strategy].clone(),
            worst: self.merit(worst),
            best: self.merit(best),
            mean: weighted(&|value| value),
            hurwicz: self.merit(judging.optimism * best + (1.0 - judging.optimism) * worst),
            regrets,
            most_regret,
            regretted_in: self.states[place].clone(),
            satisfied: judging.threshold.map(is_enough),
        }
    }

    fn dominances(&self) -> Vec<Dominance> {
        let count = self.strategies.len();
        let pairs = (0..count).flat_map(|one| (0..count).map(move |other| (one, other)));
        let told = |(one, other): (usize, usize)| {
            let kind = self.dominance(one, other)?;
            let (better, worse) = (self.strategies[one].clone(), self.strategies[other].clone());
            Some(Dominance { better, worse, kind })
        };
        pairs.filter(|(one, other)| one != other).filter_map(told).collect()
    }

    /// How one strategy is better than another, if it is.
    fn dominance(&self, one: usize, other: usize) -> Option<DominanceKind> {
        let merits = |strategy: usize| self.values[strategy].iter().map(|value| self.merit(*value));
        let pairs = || merits(one).zip(merits(other));
        let is_more = |(one, other): (f64, f64)| one > other + self.tie;
        if pairs().all(is_more) {
            return Some(DominanceKind::Strict);
        }
        if pairs().all(|(one, other)| one >= other - self.tie) {
            return pairs().any(is_more).then_some(DominanceKind::Weak);
        }
        self.is_stochastically_better(one, other).then_some(DominanceKind::Stochastic)
    }

    /// Whether, of every value, one reaches it with at least the weight of the other, and of some with more.
    fn is_stochastically_better(&self, one: usize, other: usize) -> bool {
        let sorted = |strategy: usize| {
            let merits = self.values[strategy].iter().map(|value| self.merit(*value));
            let mut pairs: Vec<(f64, f64)> = merits.zip(self.weights.iter().copied()).collect();
            pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
            pairs
        };
        let (one, other) = (sorted(one), sorted(other));
        let (mut next, mut reached, mut wanted, mut is_more) = (0, 0.0, 0.0, false);
        let mut levels = one.iter().chain(&other).map(|(merit, _)| *merit).collect::<Vec<f64>>();
        levels.sort_by(|one, other| other.total_cmp(one));
        let mut behind = 0;
        for level in levels {
            while next < one.len() && one[next].0 >= level - self.tie {
                reached += one[next].1;
                next += 1;
            }
            while behind < other.len() && other[behind].0 >= level - self.tie {
                wanted += other[behind].1;
                behind += 1;
            }
            if reached < wanted - ROUNDING {
                return false;
            }
            is_more |= reached > wanted + ROUNDING;
        }
        is_more
    }
}

/// The share of the largest value by which values may differ and be alike.
const ALIKE: f64 = 1e-8;

/// Sums of weights may be off by this.
const ROUNDING: f64 = 1e-12;

fn check_names(what: &'static str, names: &[&str]) -> Result<(), RegretError> {
    if names.is_empty() {
        return Err(RegretError::Nothing { what });
    }
    let mut seen = std::collections::BTreeSet::new();
    let twice = names.iter().find(|name| !seen.insert(**name));
    twice.map_or(Ok(()), |name| Err(RegretError::TwiceNamed { what, name: (*name).to_owned() }))
}

fn check_row(strategy: &str, states: &[&str], row: &[f64]) -> Result<(), RegretError> {
    if row.len() != states.len() {
        let (strategy, given) = (strategy.to_owned(), row.len());
        return Err(RegretError::OtherLength { strategy, given, states: states.len() });
    }
    let bad = row.iter().zip(states).find(|(value, _)| !value.is_finite());
    bad.map_or(Ok(()), |(value, state)| {
        let (strategy, state) = (strategy.to_owned(), (*state).to_owned());
        Err(RegretError::NotFinite { strategy, state, given: *value })
    })
}

impl Judged {
    /// Whether small values are good.
    pub fn is_cost(&self) -> bool {
        self.is_cost
    }

    /// The strategies with the best worst value: maximin; of costs minimax (Wald 1950).
    #[doc(alias = "Wald")]
    pub fn best_by_worst(&self) -> Vec<&str> {
        self.best(|judgement| self.merit(judgement.worst))
    }

    /// The strategies with the best best value: maximax.
    pub fn best_by_best(&self) -> Vec<&str> {
        self.best(|judgement| self.merit(judgement.best))
    }

    /// The strategies with the best mean (Laplace).
    #[doc(alias = "Laplace")]
    pub fn best_by_mean(&self) -> Vec<&str> {
        self.best(|judgement| self.merit(judgement.mean))
    }

    /// The strategies with the best weighted sum of best and worst (Hurwicz 1951).
    #[doc(alias = "Hurwicz")]
    pub fn best_by_hurwicz(&self) -> Vec<&str> {
        self.best(|judgement| self.merit(judgement.hurwicz))
    }

    /// The strategies with the least largest regret: minimax regret (Savage 1951).
    #[doc(alias = "Savage")]
    pub fn best_by_regret(&self) -> Vec<&str> {
        self.best(|judgement| -judgement.most_regret)
    }

    /// The strategies that are good enough most often; none if no threshold was given (Simon 1956; Starr 1963).
    #[doc(alias = "satisficing")]
    pub fn best_by_satisfied(&self) -> Vec<&str> {
        let asked = self.standings.iter().all(|judgement| judgement.satisfied.is_some());
        if !asked {
            return Vec::new();
        }
        let share = |judgement: &Judgement| judgement.satisfied.unwrap_or(0.0);
        let most = self.standings.iter().map(share).fold(0.0, f64::max);
        let best = self.standings.iter().filter(|judgement| share(judgement) >= most - ROUNDING);
        best.map(|judgement| judgement.strategy.as_str()).collect()
    }

    fn merit(&self, value: f64) -> f64 {
        if self.is_cost { -value } else { value }
    }

    /// The strategies of the largest merit, all of them where several have it.
    fn best(&self, merit: impl Fn(&Judgement) -> f64) -> Vec<&str> {
        let most = self.standings.iter().map(&merit).fold(f64::NEG_INFINITY, f64::max);
        let best = self.standings.iter().filter(|judgement| merit(judgement) >= most - self.tie);
        best.map(|judgement| judgement.strategy.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Milnor (1954), "Games against nature", in Decision Processes, 49-59: four acts, four states, and each of four
    /// rules takes another act.
    fn milnor() -> Payoffs {
        let values = [[2.0, 2.0, 0.0, 1.0], [1.0, 1.0, 1.0, 1.0], [0.0, 4.0, 0.0, 0.0], [1.0, 3.0, 0.0, 0.0]];
        let rows = values.map(|row| row.to_vec());
        Payoffs::new(&["a", "b", "c", "d"], &["1", "2", "3", "4"], &rows).unwrap()
    }

    #[test]
    fn every_rule_takes_another_act() {
        let judged = milnor().judge(Judging { optimism: 0.5, threshold: Some(1.0) }).unwrap();
        assert_eq!(judged.best_by_mean(), ["a"]);
        assert_eq!(judged.best_by_worst(), ["b"]);
        assert_eq!(judged.best_by_hurwicz(), ["c"]);
        assert_eq!(judged.best_by_regret(), ["d"]);
        assert_eq!(judged.best_by_best(), ["c"]);
        assert_eq!(judged.best_by_satisfied(), ["b"]);
        let regrets: Vec<f64> = judged.standings.iter().map(|judgement| judgement.most_regret).collect();
        assert_eq!(regrets, [2.0, 3.0, 2.0, 1.0]);
        assert_eq!(judged.standings[1].regretted_in, "2");
        assert_eq!(judged.standings[0].satisfied, Some(0.75));
    }

    #[test]
    fn dominance_is_told_by_its_kind() {
        let payoffs = |one: &[f64], other: &[f64]| {
            let states: Vec<String> = (0..one.len()).map(|state| state.to_string()).collect();
            let states: Vec<&str> = states.iter().map(String::as_str).collect();
            Payoffs::new(&["one", "other"], &states, &[one.to_vec(), other.to_vec()]).unwrap()
        };
        let kinds = |payoffs: &Payoffs| {
            let judged = payoffs.judge(Judging::default()).unwrap();
            judged.dominances.into_iter().map(|found| (found.better, found.kind)).collect::<Vec<_>>()
        };
        let one = |kind| vec![("one".to_owned(), kind)];
        assert_eq!(kinds(&payoffs(&[2.0, 3.0], &[1.0, 2.0])), one(DominanceKind::Strict));
        assert_eq!(kinds(&payoffs(&[2.0, 3.0], &[2.0, 2.0])), one(DominanceKind::Weak));
        assert_eq!(kinds(&payoffs(&[3.0, 1.0], &[1.0, 2.0])), one(DominanceKind::Stochastic));
        assert_eq!(kinds(&payoffs(&[2.0, 3.0], &[2.0, 3.0])), []);
        assert_eq!(kinds(&payoffs(&[4.0, 1.0], &[2.0, 3.0])), []);
        let costs = payoffs(&[1.0, 2.0], &[2.0, 3.0]).smaller_is_better();
        assert_eq!(kinds(&costs), one(DominanceKind::Strict));
        // By weight: 3 in two thirds of the world against 2 in all but one third.
        let weighted = payoffs(&[3.0, 1.0], &[1.0, 2.0]).weighted(&[1.0, 2.0]).unwrap();
        assert_eq!(kinds(&weighted), []);
    }

    /// What a method leaves open makes no difference: rules take both, and neither dominates.
    #[test]
    fn values_within_rounding_are_alike() {
        let rows = [vec![2e6 + 1e-5, 3e6], vec![2e6, 3e6 + 1e-3]];
        let judged =
            Payoffs::new(&["a", "b"], &["1", "2"], &rows).unwrap().judge(Judging::default()).unwrap();
        assert_eq!(judged.best_by_worst(), ["a", "b"]);
        assert_eq!(judged.best_by_regret(), ["a", "b"]);
        assert_eq!(judged.standings[0].most_regret, 0.0);
        assert_eq!(judged.dominances, []);
    }

    #[test]
    fn bad_tables_are_refused() {
        let make =
            |strategies: &[&str], states: &[&str], rows: &[Vec<f64>]| Payoffs::new(strategies, states, rows);
        assert!(matches!(make(&[], &["s"], &[]), Err(RegretError::Nothing { what: "strategies" })));
        assert!(matches!(make(&["a"], &[], &[vec![]]), Err(RegretError::Nothing { what: "states" })));
        assert!(matches!(
            make(&["a", "a"], &["s"], &[vec![1.0], vec![1.0]]),
            Err(RegretError::TwiceNamed { .. })
        ));
        assert!(matches!(make(&["a"], &["s"], &[]), Err(RegretError::OtherRows { given: 0, .. })));
        assert!(matches!(
            make(&["a"], &["s"], &[vec![1.0, 2.0]]),
            Err(RegretError::OtherLength { given: 2, .. })
        ));
        for bad in [f64::NAN, f64::INFINITY] {
            assert!(matches!(make(&["a"], &["s"], &[vec![bad]]), Err(RegretError::NotFinite { .. })));
            let judging = Judging { threshold: Some(bad), ..Judging::default() };
            assert!(matches!(milnor().judge(judging), Err(RegretError::BadThreshold { .. })));
            assert!(milnor().weighted(&[bad, 1.0, 1.0, 1.0]).is_err());
        }
        for optimism in [-0.1, 1.1, f64::NAN] {
            let judging = Judging { optimism, threshold: None };
            assert!(matches!(milnor().judge(judging), Err(RegretError::BadOptimism { .. })));
        }
        assert!(milnor().weighted(&[0.0; 4]).is_err() && milnor().weighted(&[1.0]).is_err());
    }

    fn tables() -> impl Strategy<Value = Payoffs> {
        (1_usize..5, 1_usize..6).prop_flat_map(|(strategies, states)| {
            let row = prop::collection::vec((-9_i32..9).prop_map(f64::from), states);
            prop::collection::vec(row, strategies).prop_map(move |rows| {
                let names =
                    |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<String>>();
                let (rows_names, states_names) = (names(rows.len()), names(states));
                let words = |names: &[String]| names.to_vec();
                let (one, other) = (words(&rows_names), words(&states_names));
                let one: Vec<&str> = one.iter().map(String::as_str).collect();
                let other: Vec<&str> = other.iter().map(String::as_str).collect();
                Payoffs::new(&one, &other, &rows).unwrap()
            })
        })
    }

    proptest! {
        /// Regrets are never below 0, and in every state some strategy has none.
        #[test]
        fn somebody_regrets_nothing(payoffs in tables()) {
            let judged = payoffs.judge(Judging::default()).unwrap();
            for state in 0..payoffs.states().len() {
                let regrets = judged.standings.iter().map(|judgement| judgement.regrets[state]);
                prop_assert_eq!(regrets.fold(f64::INFINITY, f64::min), 0.0);
            }
        }

        /// Hurwicz with α 0 is maximin and with α 1 maximax; costs are the same turned round.
        #[test]
        fn rules_agree_at_their_ends(payoffs in tables()) {
            let careful = payoffs.judge(Judging { optimism: 0.0, threshold: None }).unwrap();
            prop_assert_eq!(careful.best_by_hurwicz(), careful.best_by_worst());
            let bold = payoffs.judge(Judging { optimism: 1.0, threshold: None }).unwrap();
            prop_assert_eq!(bold.best_by_hurwicz(), bold.best_by_best());
            let turned = Payoffs {
                values: payoffs.values.iter().map(|row| row.iter().map(|value| -value).collect()).collect(),
                is_cost: true,
                ..payoffs.clone()
            };
            let costs = turned.judge(Judging { optimism: 0.0, threshold: None }).unwrap();
            prop_assert_eq!(costs.best_by_worst(), careful.best_by_worst());
            prop_assert_eq!(costs.best_by_regret(), careful.best_by_regret());
            prop_assert_eq!(&costs.dominances, &careful.dominances);
        }

        /// A dominated strategy is worse by no rule only together with the one that dominates it.
        #[test]
        fn the_dominant_is_not_judged_worse(payoffs in tables()) {
            let judged = payoffs.judge(Judging::default()).unwrap();
            let of = |name: &str| judged.standings.iter().find(|judgement| judgement.strategy == name).unwrap();
            for Dominance { better, worse, kind } in &judged.dominances {
                let (better, worse) = (of(better), of(worse));
                prop_assert!(better.worst >= worse.worst && better.best >= worse.best);
                prop_assert!(better.mean >= worse.mean - 1e-9);
                prop_assert!(*kind == DominanceKind::Stochastic || better.most_regret <= worse.most_regret);
            }
        }
    }
}
