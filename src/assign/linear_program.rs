//! Linear programs. No other file knows which crate solves them.

use microlp::{
    ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolutionStatus, SolveOptions, Tolerances,
    Variable,
};

/// Each row and bound of an answer holds to this, in the units of the program, which are chosen near 1.
const FEASIBLE: f64 = 1e-9;

/// Least Σ cost · x over the values within their ranges that satisfy every row.
#[derive(Debug, Clone, Default)]
pub(super) struct LinearProgram {
    costs: Vec<f64>,
    ranges: Vec<(f64, f64)>,
    rows: Vec<Row>,
}

/// A row: Σ coefficient · x stands in a relation to a bound.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) terms: Vec<(usize, f64)>,
    pub(super) relation: Relation,
    pub(super) bound: f64,
}

/// How the two sides of a row compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    AtMost,
    Exactly,
}

/// The cheapest values, and how many pivots they took.
#[derive(Debug, Clone, Default)]
pub(super) struct Optimum {
    pub(super) values: Vec<f64>,
    pub(super) pivots: usize,
}

/// Why a program has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// No values satisfy every row.
    Infeasible,
    /// The solver gave up, or found no least cost.
    Failed,
}

impl LinearProgram {
    /// Adds a value with its cost and its range, of which either end may be infinite; returns its number.
    pub(super) fn value(&mut self, cost: f64, range: (f64, f64)) -> usize {
        self.costs.push(cost);
        self.ranges.push(range);
        self.costs.len() - 1
    }

    /// Adds a row.
    pub(super) fn row(&mut self, terms: Vec<(usize, f64)>, relation: Relation, bound: f64) {
        self.rows.push(Row { terms, relation, bound });
    }

    /// Solves the program. The same program gives the same answer.
    pub(super) fn solve(&self) -> Result<Optimum, NoAnswer> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let ranged = self.costs.iter().zip(&self.ranges);
        let variables: Vec<Variable> = ranged.map(|(&cost, &range)| problem.add_var(cost, range)).collect();
        for row in &self.rows {
            problem.add_constraint(row.expression(&variables), row.relation.operator(), row.bound);
        }
        let mut options = SolveOptions::default();
        let mut tolerances = Tolerances::default();
        tolerances.feasibility = FEASIBLE;
        options.tolerances = tolerances;
        let solution = problem.solve_with(options).map_err(NoAnswer::from)?.into_solution();
        let solution = solution.map_err(|_| NoAnswer::Failed)?;
        let values = variables.iter().map(|&variable| solution.var_value(variable)).collect();
        Ok(Optimum { values, pivots: usize::try_from(solution.stats().lp_iterations).unwrap_or(usize::MAX) })
    }
}

/// The most parts of a search for whole numbers; a bound on work that does not hang on the clock.
const MOST_PARTS: u64 = 200_000;

/// Of things that are taken or left, those of the greatest Σ value with Σ weight at most a bound in each row.
///
/// Each row has a weight for some of the things. The answer is proved to be the best, to rounding; none where that took
/// too long.
pub(crate) fn best_choice(values: &[f64], rows: &[(Vec<(usize, f64)>, f64)]) -> Option<Vec<bool>> {
    let scale = |sizes: &mut dyn Iterator<Item = f64>| sizes.fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let most = scale(&mut values.iter().map(|value| value.abs()));
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let things: Vec<Variable> = values.iter().map(|value| problem.add_binary_var(value / most)).collect();
    for (weights, bound) in rows {
        let largest = scale(&mut weights.iter().map(|(_, weight)| weight.abs()));
        let terms: LinearExpr =
            weights.iter().map(|(thing, weight)| (things[*thing], weight / largest)).into();
        problem.add_constraint(terms, ComparisonOp::Le, bound / largest);
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(MOST_PARTS);
    let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
    let is_best = solution.status() == SolutionStatus::Optimal;
    is_best.then(|| things.iter().map(|thing| solution.var_value(*thing) > 0.5).collect())
}

impl Row {
    fn expression(&self, variables: &[Variable]) -> LinearExpr {
        self.terms.iter().map(|&(value, coefficient)| (variables[value], coefficient)).into()
    }
}

impl Relation {
    fn operator(self) -> ComparisonOp {
        match self {
            Self::AtMost => ComparisonOp::Le,
            Self::Exactly => ComparisonOp::Eq,
        }
    }
}

impl From<microlp::Error> for NoAnswer {
    fn from(error: microlp::Error) -> Self {
        if error == microlp::Error::Infeasible { Self::Infeasible } else { Self::Failed }
    }
}

#[cfg(test)]
mod tests {
    use super::{LinearProgram, NoAnswer, Relation};

    #[test]
    fn the_textbook_diet_is_found() {
        // Least 2x + 3y with x + y ≥ 4 and x ≤ 3: x = 3, y = 1.
        let mut program = LinearProgram::default();
        let (x, y) = (program.value(2.0, (0.0, 3.0)), program.value(3.0, (0.0, f64::INFINITY)));
        program.row(vec![(x, -1.0), (y, -1.0)], Relation::AtMost, -4.0);
        let values = program.solve().unwrap().values;
        approx::assert_relative_eq!(values[x], 3.0, epsilon = 1e-9);
        approx::assert_relative_eq!(values[y], 1.0, epsilon = 1e-9);
    }

    #[test]
    fn what_has_no_answer_is_told() {
        let mut program = LinearProgram::default();
        let x = program.value(-1.0, (0.0, f64::INFINITY));
        assert_eq!(program.solve().unwrap_err(), NoAnswer::Failed);
        program.row(vec![(x, 1.0)], Relation::AtMost, -1.0);
        assert_eq!(program.solve().unwrap_err(), NoAnswer::Infeasible);
    }
}
