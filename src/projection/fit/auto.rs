use std::fmt;

use super::combination::{HORIZON, MEMBERS, Tested, members, put_together};
use super::{BackTest, FitError, Fitted, Forecast, History, Method, Scores};

/// The automatic choice: the combination, unless one of its members has made half its error or less in the back-test.
///
/// Over few origins, differences between methods are mostly chance, and a mean of methods is seldom far from the best of them. So
/// the burden of proof is with the single method. Of two that meet it alike, the simpler is taken.
///
/// ```
/// use corridor::projection::fit::{Auto, History, Method};
///
/// // A straight line needs no combination.
/// let line: Vec<f64> = (0..12).map(|year| 5.0 + 2.0 * f64::from(year)).collect();
/// assert_eq!(Auto.choose(&History::new(&line)?)?.word(), "drift");
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "automatic forecasting")]
pub struct Auto;

/// A member is taken for the combination if its error is at most this part of the combination's.
const CLEARLY_BETTER: f64 = 0.5;
/// Over fewer origins than these, no error is clearly less than another.
const FEWEST_ORIGINS: usize = 3;
/// Errors that differ by less than this part of the larger are alike, and the simpler method is taken.
const ALIKE: f64 = 1e-3;

/// One of the rules among which was chosen.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The rule's word.
    pub word: &'static str,
    /// The rule.
    pub fitted: Fitted,
    /// What it foresaw of the past.
    pub tested: BackTest,
    /// How good that was; none for a history too short to be tested on.
    pub scores: Option<Scores>,
}

/// What was chosen among what, and why.
#[derive(Debug, Clone)]
pub struct Choice {
    candidates: Vec<Candidate>,
    chosen: usize,
    reason: Reason,
    forecast: Forecast,
}

/// Why a rule was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No single method has made half the combination's error or less.
    NoneClearlyBetter,
    /// It has, and it is the best of those, or the simplest of the best.
    ClearlyBetter,
    /// There is too little to test on: fewer than three origins.
    Untested,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::NoneClearlyBetter => "no single method made half the combination's error or less",
            Reason::ClearlyBetter => "it made half the combination's error or less",
            Reason::Untested => "there are too few values to test on",
        })
    }
}

impl Choice {
    /// The rules among which was chosen, from the simplest.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The chosen one.
    pub fn chosen(&self) -> &Candidate {
        &self.candidates[self.chosen]
    }

    /// The chosen one's word.
    pub fn word(&self) -> &'static str {
        self.chosen().word
    }

    /// Why it was chosen.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// The chosen rule with the law of its errors.
    pub fn forecast(&self) -> &Forecast {
        &self.forecast
    }
}

impl Auto {
    /// Fits and tests all that may be chosen, and chooses.
    ///
    /// # Errors
    /// None but for a history that [`History`] would refuse.
    pub fn choose(&self, history: &History) -> Result<Choice, FitError> {
        let (tested, [naive, drift, damped, theta], fitted) = Self::all(history)?;
        let (chosen, reason) = choice(&tested);
        let [a, b, c, d] = tested.members;
        let words = MEMBERS.into_iter().chain(["combination"]);
        let rules = [(naive, a), (drift, b), (damped, c), (theta, d), (fitted, tested.combined)];
        let candidates: Vec<Candidate> = words
            .zip(rules)
            .map(|(word, (fitted, tested))| {
                let scores = tested.scores(history);
                Candidate { word, fitted, tested, scores }
            })
            .collect();
        let forecast =
            Forecast::tested(candidates[chosen].fitted.clone(), history, &candidates[chosen].tested);
        Ok(Choice { candidates, chosen, reason, forecast })
    }

    /// The chosen rule with the law of its errors, without the scores of the rest.
    ///
    /// # Errors
    /// None but for a history that [`History`] would refuse.
    pub fn forecast(&self, history: &History) -> Result<Forecast, FitError> {
        let (fitted, tested) = self.fit_and_test(history, HORIZON)?;
        Ok(Forecast::tested(fitted, history, &tested))
    }

    fn all(history: &History) -> Result<(Tested, [Fitted; 4], Fitted), FitError> {
        let tested = Tested::run(history);
        let members = members(history)?;
        let combined = put_together(history, members.clone(), tested.weights());
        Ok((tested, members, combined))
    }
}

/// The place of the chosen rule, the combination being the last, and why.
fn choice(tested: &Tested) -> (usize, Reason) {
    let enough = tested.combined.attempts().len() >= FEWEST_ORIGINS;
    let Some(combined) = tested.combined.mean_error().filter(|_| enough) else {
        return (MEMBERS.len(), Reason::Untested);
    };
    let errors = tested.members.each_ref().map(|member| member.mean_error().unwrap_or(f64::INFINITY));
    let least = errors.iter().copied().fold(f64::INFINITY, f64::min);
    // The members stand from the simplest on.
    let simplest = errors.iter().position(|error| *error <= least * (1.0 + ALIKE));
    match simplest.filter(|member| errors[*member] <= CLEARLY_BETTER * combined) {
        Some(member) => (member, Reason::ClearlyBetter),
        None => (MEMBERS.len(), Reason::NoneClearlyBetter),
    }
}

impl Method for Auto {
    fn word(&self) -> &'static str {
        "auto"
    }

    fn parameters(&self) -> usize {
        10
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        Ok(self.fit_and_test(history, HORIZON)?.0)
    }

    /// What the chosen rule would have foreseen, up to six periods ahead, whatever is asked for.
    fn test(&self, history: &History, _: usize) -> BackTest {
        let tested = Tested::run(history);
        let (chosen, _) = choice(&tested);
        tested.members.into_iter().nth(chosen).unwrap_or(tested.combined)
    }

    fn fit_and_test(&self, history: &History, _: usize) -> Result<(Fitted, BackTest), FitError> {
        let (tested, members, combined) = Self::all(history)?;
        let (chosen, _) = choice(&tested);
        let fitted = members.into_iter().nth(chosen).unwrap_or(combined);
        Ok((fitted, tested.members.into_iter().nth(chosen).unwrap_or(tested.combined)))
    }
}
