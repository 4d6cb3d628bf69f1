use std::sync::Arc;

use crate::ensemble::Threads;

use super::peeling::{Box, Points, binomial_tail};
use super::runs::{checked, rows};
use super::sequence::Sequence;
use super::{Inputs, SensitivityError};

/// Scenario discovery: which ranges of inputs lead to what is feared, or hoped for? The patient rule induction method.
///
/// A box over all points is peeled face by face, each time of the few points without which the rest holds the most cases;
/// then it is pasted again where that loses nothing (Friedman and Fisher 1999; as scenario discovery, Bryant and Lempert
/// 2010).
///
/// ```
/// use corridor::evidence::{Shape, Spread};
/// use corridor::sensitivity::{Inputs, ScenarioDiscovery};
///
/// let share = Spread::new(Shape::Uniform { low: 0.0, high: 1.0 })?;
/// let inputs = Inputs::new(["a", "b", "c"].map(|name| (name, share.clone())))?;
/// let found = ScenarioDiscovery::new().run(&inputs, 2000, 42, |x| x[0] > 0.6 && x[2] < 0.5)?;
/// let chosen = found.chosen();
/// assert!(chosen.coverage > 0.9 && chosen.density > 0.9);
/// let names: Vec<&str> = chosen.limits.iter().map(|limit| &*limit.name).collect();
/// assert_eq!(names, ["a", "c"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "PRIM")]
#[doc(alias = "patient rule induction method")]
#[doc(alias = "bump hunting")]
pub struct ScenarioDiscovery {
    peeled: f64,
    least_mass: f64,
    threads: Option<usize>,
}

/// Every box on the way, from all points to the smallest.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "peeling trajectory")]
pub struct Discovered {
    /// How many points there are.
    pub points: usize,
    /// How many of them are cases.
    pub cases: usize,
    /// The boxes, the first of which holds all points.
    pub trajectory: Vec<ScenarioBox>,
    /// Which of them is chosen if nobody says otherwise.
    choice: usize,
}

/// A box: ranges of some inputs, and what they hold.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioBox {
    /// The inputs that it limits, in their order.
    pub limits: Vec<BoxLimit>,
    /// How many points are in it.
    pub points: usize,
    /// The share of all cases that is in it.
    #[doc(alias = "recall")]
    pub coverage: f64,
    /// The share of its points that are cases.
    #[doc(alias = "precision")]
    pub density: f64,
    /// The share of all points that is in it.
    #[doc(alias = "support")]
    pub mass: f64,
}

/// The range of an input in a box.
#[derive(Debug, Clone, PartialEq)]
pub struct BoxLimit {
    /// The input.
    pub name: Arc<str>,
    /// The least value that is in the box; none where it is not limited below.
    pub low: Option<f64>,
    /// The greatest value that is in the box; none where it is not limited above.
    pub high: Option<f64>,
    /// How likely chance alone would make the box as dense, were the input not limited.
    #[doc(alias = "quasi-p-value")]
    pub chance: f64,
}

/// The share of a box's points that is peeled at a time, and the least share of all points that a box holds.
const PEELED: f64 = 0.05;
const LEAST_MASS: f64 = 0.05;

impl Default for ScenarioDiscovery {
    fn default() -> Self {
        Self::new()
    }
}

impl ScenarioDiscovery {
    /// Peels 5 % of a box's points at a time, down to 5 % of all.
    pub fn new() -> Self {
        Self { peeled: PEELED, least_mass: LEAST_MASS, threads: None }
    }

    /// Peels another share of a box's points at a time.
    pub fn peeling(self, share: f64) -> Self {
        Self { peeled: share, ..self }
    }

    /// Down to another share of all points.
    pub fn least_mass(self, share: f64) -> Self {
        Self { least_mass: share, ..self }
    }

    /// On so many threads instead of one for each core. They change nothing of what comes out.
    pub fn threads(self, count: usize) -> Self {
        Self { threads: Some(count), ..self }
    }

    /// The boxes of what is a case, over so many draws of some inputs (scrambled Sobol' points; groups correlated).
    ///
    /// # Errors
    /// Fewer than four draws or too many; those of [`ScenarioDiscovery::find`].
    pub fn run(
        &self,
        inputs: &Inputs,
        draws: usize,
        seed: u64,
        is_case: impl Fn(&[f64]) -> bool + Sync,
    ) -> Result<Discovered, SensitivityError> {
        checked("draws", draws, 4)?;
        let (width, copula) = (inputs.len() + 1, inputs.copula());
        let sequence = Sequence::new(inputs.len(), seed, "sensitivity.discovery");
        let table = rows(draws, width, &Threads::new(self.threads), |first, out| {
            let mut uniforms = vec![0.0; inputs.len()];
            for (number, row) in (first..).zip(out.chunks_exact_mut(width)) {
                sequence.fill(u32::try_from(number).unwrap_or(u32::MAX), &mut uniforms);
                let (values, case) = row.split_at_mut(inputs.len());
                inputs.values(&copula, &uniforms, values);
                case[0] = f64::from(u8::from(is_case(values)));
            }
        });
        let column = |place: usize| table.chunks_exact(width).map(|row| row[place]).collect::<Vec<f64>>();
        let columns: Vec<Vec<f64>> = (0..inputs.len()).map(column).collect();
        let cases: Vec<bool> = column(inputs.len()).iter().map(|case| *case > 0.5).collect();
        self.find(&inputs.names().collect::<Vec<&str>>(), &columns, &cases)
    }

    /// The boxes of given points: input by input the values of all points, and which points are cases.
    ///
    /// # Errors
    /// Columns that are not as many as the names, or not as long as the cases; values that are not finite; no case, or
    /// nothing but cases; shares that are none.
    pub fn find(
        &self,
        names: &[&str],
        columns: &[Vec<f64>],
        cases: &[bool],
    ) -> Result<Discovered, SensitivityError> {
        self.check(names, columns, cases)?;
        let points = Points::new(columns, cases);
        let peeled = points.peeled(self.peeled, self.least_mass);
        let choice = |boxes: &[Box]| {
            let score = |own: &Box| points.balance(own);
            (1..boxes.len())
                .fold(0, |best, next| if score(&boxes[next]) > score(&boxes[best]) { next } else { best })
        };
        let mut boxes = peeled;
        let pasted = points.pasted(&boxes[choice(&boxes)], self.peeled);
        boxes.extend(pasted);
        let choice = choice(&boxes);
        let total = cases.iter().filter(|case| **case).count();
        let trajectory = boxes.iter().map(|own| told(names, &points, own)).collect();
        Ok(Discovered { points: cases.len(), cases: total, trajectory, choice })
    }

    fn check(&self, names: &[&str], columns: &[Vec<f64>], cases: &[bool]) -> Result<(), SensitivityError> {
        let unpaired = |what, wanted, given| Err(SensitivityError::Unpaired { what, wanted, given });
        let is_share = |share: f64| share > 0.0 && share < 1.0;
        if !is_share(self.peeled) || !is_share(self.least_mass) {
            let given = if is_share(self.peeled) { self.least_mass } else { self.peeled };
            let (what, allowed) = ("as a share of the points", "a number between 0 and 1");
            return Err(SensitivityError::OutOfRange { what, given, allowed });
        }
        if names.is_empty() {
            return Err(SensitivityError::NoInputs);
        }
        if columns.len() != names.len() {
            return unpaired("columns", names.len(), columns.len());
        }
        if let Some(column) = columns.iter().find(|column| column.len() != cases.len()) {
            return unpaired("values of each input", cases.len(), column.len());
        }
        for (name, column) in names.iter().zip(columns) {
            if let Some(given) = column.iter().find(|value| !value.is_finite()) {
                let at = vec![((*name).to_owned(), *given)];
                return Err(SensitivityError::NotFinite { at, given: *given });
            }
        }
        let count = cases.iter().filter(|case| **case).count();
        if count == 0 || count == cases.len() {
            return Err(SensitivityError::OneSided { cases: count, points: cases.len() });
        }
        Ok(())
    }
}

/// A box as it is told.
fn told(names: &[&str], points: &Points<'_>, own: &Box) -> ScenarioBox {
    let held = points.held(own);
    let limit = |place: usize| {
        let without = points.held(&own.without(place));
        BoxLimit {
            name: names[place].into(),
            low: own.low(place),
            high: own.high(place),
            chance: binomial_tail(held.cases, held.points, without.density()),
        }
    };
    ScenarioBox {
        limits: own.limited().map(limit).collect(),
        points: held.points,
        coverage: held.cases as f64 / points.cases() as f64,
        density: held.density(),
        mass: held.points as f64 / points.len() as f64,
    }
}

impl Discovered {
    /// The box with the best balance of coverage and density: the greatest harmonic mean of both.
    pub fn chosen(&self) -> &ScenarioBox {
        &self.trajectory[self.choice]
    }

    /// Where the chosen box stands in the trajectory.
    pub fn choice(&self) -> usize {
        self.choice
    }
}
