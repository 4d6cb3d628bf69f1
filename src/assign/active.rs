//! The active limits: the few that a step may price, and the uses that routes make of them.

use std::ops::Range;

use super::Structure;

/// The limits that are priced or overrun, numbered by position `0..len()`, and those rows of the structure that touch
/// them. Everything a step computes is about these only.
#[derive(Debug, Clone)]
pub(super) struct ActiveLimits {
    limits: Vec<usize>,
    candidates: Vec<usize>,
    /// The demands that touch an active limit.
    touched: Vec<Touched>,
    /// The routes that do, in the order of their demands, and where their uses start.
    routes: Vec<usize>,
    use_start: Vec<usize>,
    use_position: Vec<usize>,
    use_amount: Vec<f64>,
    /// The positions that each touched demand uses.
    positions: Vec<usize>,
    /// How many uses each route of the structure makes; then, where its next use goes.
    count: Vec<usize>,
    /// The last touched demand seen to use each position.
    seen: Vec<usize>,
}

/// A demand that touches active limits.
#[derive(Debug, Clone)]
struct Touched {
    demand: usize,
    rows: Range<usize>,
    positions: Range<usize>,
}

/// A demand that touches active limits, with what it uses of them.
#[derive(Clone, Copy)]
pub(super) struct Touching<'a> {
    active: &'a ActiveLimits,
    touched: &'a Touched,
}

/// The uses that one route makes of the active limits: positions, rising, and amounts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Uses<'a> {
    pub(super) positions: &'a [usize],
    pub(super) amounts: &'a [f64],
}

impl ActiveLimits {
    /// Room for every limit of a structure to be active.
    pub(super) fn new(structure: &Structure) -> Self {
        let (limits, uses) = (structure.limits(), structure.uses());
        Self {
            limits: Vec::with_capacity(limits),
            candidates: Vec::with_capacity(limits),
            touched: Vec::with_capacity(structure.demands()),
            routes: Vec::with_capacity(structure.routes()),
            use_start: Vec::with_capacity(structure.routes() + 1),
            use_position: vec![0; uses],
            use_amount: vec![0.0; uses],
            positions: Vec::with_capacity(uses),
            count: vec![0; structure.routes()],
            seen: Vec::with_capacity(limits),
        }
    }

    /// Whether there is room for the uses of a structure.
    pub(super) fn holds(&self, structure: &Structure) -> bool {
        self.use_position.len() == structure.uses()
    }

    /// How many limits are active.
    pub(super) fn len(&self) -> usize {
        self.limits.len()
    }

    /// The active limits, by position.
    pub(super) fn limits(&self) -> &[usize] {
        &self.limits
    }

    /// The demands that touch active limits.
    #[inline]
    pub(super) fn touching(&self) -> impl Iterator<Item = Touching<'_>> {
        self.touched.iter().map(|touched| Touching { active: self, touched })
    }

    /// Forgets which limits are active: another structure of the same size would not be told from this one.
    pub(super) fn clear(&mut self) {
        self.limits.clear();
        self.touched.clear();
    }

    /// Makes exactly those limits active that `is_active` names. Returns whether they were active already, as they
    /// are in most steps.
    pub(super) fn select(&mut self, structure: &Structure, is_active: impl Fn(usize) -> bool) -> bool {
        self.candidates.clear();
        self.candidates.extend((0..structure.limits()).filter(|&limit| is_active(limit)));
        let same = self.candidates == self.limits;
        if !same {
            std::mem::swap(&mut self.limits, &mut self.candidates);
            self.lay_out(structure);
            self.fill(structure);
            self.list_positions();
        }
        same
    }

    /// Counts the uses of each route, and gives those that have any their place.
    fn lay_out(&mut self, structure: &Structure) {
        self.count.fill(0);
        for &limit in &self.limits {
            structure.users_of(limit).for_each(|(route, _)| self.count[route] += 1);
        }
        self.routes.clear();
        self.touched.clear();
        self.use_start.clear();
        self.use_start.push(0);
        let mut end = 0;
        for demand in 0..structure.demands() {
            let first = self.routes.len();
            for route in structure.routes_of(demand).filter(|&route| self.count[route] > 0) {
                self.routes.push(route);
                end += self.count[route];
                self.use_start.push(end);
            }
            if self.routes.len() > first {
                self.touched.push(Touched { demand, rows: first..self.routes.len(), positions: 0..0 });
            }
        }
    }

    /// Puts the uses into their places; limit by limit, so that positions rise within a route.
    fn fill(&mut self, structure: &Structure) {
        for (&route, &start) in self.routes.iter().zip(&self.use_start) {
            self.count[route] = start;
        }
        for (position, &limit) in self.limits.iter().enumerate() {
            for (route, amount) in structure.users_of(limit) {
                let next = &mut self.count[route];
                (self.use_position[*next], self.use_amount[*next]) = (position, amount);
                *next += 1;
            }
        }
    }

    /// Lists the positions that each touched demand uses, each once, rising.
    fn list_positions(&mut self) {
        self.positions.clear();
        self.seen.clear();
        self.seen.resize(self.limits.len(), usize::MAX);
        for touched in &mut self.touched {
            let first = self.positions.len();
            let uses = self.use_start[touched.rows.start]..self.use_start[touched.rows.end];
            for &position in &self.use_position[uses] {
                if self.seen[position] != touched.demand {
                    self.seen[position] = touched.demand;
                    self.positions.push(position);
                }
            }
            self.positions[first..].sort_unstable();
            touched.positions = first..self.positions.len();
        }
    }
}

impl<'a> Touching<'a> {
    pub(super) fn demand(&self) -> usize {
        self.touched.demand
    }

    /// The positions of the active limits that its routes use, each once, rising.
    pub(super) fn positions(&self) -> &'a [usize] {
        &self.active.positions[self.touched.positions.clone()]
    }

    /// Its routes that use active limits, with their uses.
    #[inline]
    pub(super) fn routes(&self) -> impl Iterator<Item = (usize, Uses<'a>)> + use<'a> {
        let active = self.active;
        let rows = self.touched.rows.clone();
        let ends = active.use_start[rows.start..=rows.end].windows(2);
        active.routes[rows].iter().zip(ends).map(|(&route, ends)| {
            let uses = ends[0]..ends[1];
            (route, Uses { positions: &active.use_position[uses.clone()], amounts: &active.use_amount[uses] })
        })
    }
}

impl Uses<'_> {
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, f64)> {
        self.positions.iter().copied().zip(self.amounts.iter().copied())
    }

    /// Σ a x over the limits of the route.
    #[inline]
    pub(super) fn along(&self, x: &[f64]) -> f64 {
        self.iter().map(|(at, amount)| amount * x[at]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::ActiveLimits;
    use crate::assign::Structure;

    #[test]
    fn only_what_touches_the_active_limits_is_listed() {
        let structure = Structure::builder(4)
            .demand()
            .route(&[(0, 1.0), (2, 0.5)])
            .route(&[(1, 1.0)])
            .demand()
            .route(&[(1, 1.0)])
            .demand()
            .route(&[(3, 2.0), (2, 1.0)])
            .build()
            .unwrap();
        let mut active = ActiveLimits::new(&structure);
        assert!(!active.select(&structure, |limit| limit >= 2));
        assert!(active.select(&structure, |limit| limit >= 2));
        assert_eq!(active.limits(), [2, 3]);
        let listed: Vec<_> = active
            .touching()
            .map(|touching| {
                let routes = touching.routes().map(|(route, uses)| (route, uses.iter().collect::<Vec<_>>()));
                (touching.demand(), touching.positions(), routes.collect::<Vec<_>>())
            })
            .collect();
        let first = (0, [0].as_slice(), vec![(0, vec![(0, 0.5)])]);
        let last = (2, [0, 1].as_slice(), vec![(3, vec![(0, 1.0), (1, 2.0)])]);
        assert_eq!(listed, [first, last]);
    }
}
