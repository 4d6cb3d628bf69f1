use super::back_test::origins;
use super::{
    Attempt, BackTest, Drift, FitError, Fitted, History, Method, Naive, Outlook, Parameter, Smoothing, Theta,
};

/// The mean of naive, drift, damped smoothing and dynamic Theta, each weighted by the inverse square of its mean error in the back-test.
///
/// Weights of inverse squares are those of Bates and Granger (1969), without the correlations, which few values do not tell. A
/// method that cannot take so short a history stands back for a simpler one: damped smoothing for simple, that and
/// drift for naive, Theta for drift.
///
/// ```
/// use corridor::projection::fit::{Combination, History, Method};
///
/// let fitted = Combination.fit(&History::new(&[10.0, 12.0, 13.0, 15.0, 18.0, 19.0, 22.0, 23.0])?)?;
/// let weights: f64 = fitted.parameters().iter().map(|weight| weight.value).sum();
/// assert!((weights - 1.0).abs() < 1e-12);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "ensemble of forecasts")]
pub struct Combination;

/// How far ahead its members are tested.
pub(super) const HORIZON: usize = 6;
/// The names of the weights.
pub(super) const MEMBERS: [&str; 4] = ["naive", "drift", "damped", "theta"];
/// Errors are not taken for less than this part of their sum, so that one that was never wrong has not all the weight.
const LEAST_ERROR: f64 = 1e-6;

/// The members' fits in their order, each by itself or by what stands in for it.
pub(super) fn members(history: &History) -> Result<[Fitted; 4], FitError> {
    let naive = Naive.fit(history)?;
    let drift = Drift.fit(history).unwrap_or_else(|_| naive.clone());
    let damped = Smoothing::damped().fit(history).or_else(|_| Smoothing::simple().fit(history));
    let damped = damped.unwrap_or_else(|_| naive.clone());
    let theta = Theta::dynamic().fit(history).unwrap_or_else(|_| drift.clone());
    Ok([naive, drift, damped, theta])
}

/// What the members foresaw at each origin.
#[derive(Debug)]
pub(super) struct Tested {
    pub(super) members: [BackTest; 4],
    pub(super) combined: BackTest,
}

/// A weight for each member.
type Weights = [f64; 4];

impl Tested {
    /// Tests members and their mean, whose weights at each origin are those known then.
    pub(super) fn run(history: &History) -> Self {
        let mut attempts: [Vec<Attempt>; 4] = std::array::from_fn(|_| Vec::new());
        for known in origins(history) {
            let periods = HORIZON.min(history.len() - known);
            let actual = &history.values()[known..known + periods];
            let Ok(fits) = members(&history.first(known)) else { continue };
            for (attempts, fitted) in attempts.iter_mut().zip(fits) {
                attempts.push(Attempt { known, levels: fitted.levels(periods), actual: actual.to_vec() });
            }
        }
        let members = attempts.map(BackTest::from_attempts);
        let combined = combined(history, &members);
        Self { members, combined }
    }

    /// The members' weights, when all is known.
    pub(super) fn weights(&self) -> Weights {
        weights(&self.members, usize::MAX)
    }
}

fn combined(history: &History, members: &[BackTest; 4]) -> BackTest {
    let mut place = 0;
    BackTest::of(history, HORIZON, |known, periods| {
        let weights = weights(members, known);
        let foreseen = members.each_ref().map(|member| &member.attempts()[place].levels);
        place += 1;
        Some((0..periods).map(|ahead| mean(weights, |member| foreseen[member][ahead])).collect())
    })
}

fn mean(weights: Weights, of: impl Fn(usize) -> f64) -> f64 {
    weights.iter().enumerate().map(|(member, weight)| weight * of(member)).sum()
}

/// Inverse squares of the errors that had come out when so many values were known; alike where there were none.
fn weights(members: &[BackTest; 4], known: usize) -> Weights {
    let errors = members
        .each_ref()
        .map(|member| member.errors_known_at(known, 0).map(|(_, error)| error.abs()).sum::<f64>());
    let sum: f64 = errors.iter().sum();
    if sum <= 0.0 {
        return [0.25; 4];
    }
    let inverse = errors.map(|error| (error / sum + LEAST_ERROR).powi(-2));
    let all: f64 = inverse.iter().sum();
    inverse.map(|weight| weight / all)
}

/// The members' mean.
#[derive(Debug)]
struct Mean {
    members: [Fitted; 4],
    weights: Weights,
}

impl Outlook for Mean {
    fn level(&self, ahead: usize) -> f64 {
        mean(self.weights, |member| self.members[member].level(ahead))
    }

    fn spread(&self, ahead: usize) -> f64 {
        mean(self.weights, |member| self.members[member].spread(ahead))
    }
}

/// The members' fits put together.
pub(super) fn put_together(history: &History, members: [Fitted; 4], weights: Weights) -> Fitted {
    let of = |place: usize| mean(weights, |member| members[member].followed()[place]);
    let followed = (0..history.len()).map(of).collect();
    let parameters = MEMBERS.iter().zip(weights).map(|(name, weight)| Parameter::new(name, weight)).collect();
    Fitted::new("combination", parameters, history, followed, Mean { members, weights })
}

impl Method for Combination {
    fn word(&self) -> &'static str {
        "combination"
    }

    fn parameters(&self) -> usize {
        10
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        Ok(self.fit_and_test(history, HORIZON)?.0)
    }

    /// Its weights at each origin are those known then. Up to six periods ahead, whatever is asked for.
    fn test(&self, history: &History, _: usize) -> BackTest {
        Tested::run(history).combined
    }

    fn fit_and_test(&self, history: &History, _: usize) -> Result<(Fitted, BackTest), FitError> {
        let tested = Tested::run(history);
        Ok((put_together(history, members(history)?, tested.weights()), tested.combined))
    }
}
