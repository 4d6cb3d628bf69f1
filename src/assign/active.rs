//! The active limits: the few that a step may price, and the uses that routes make of them.

use super::Structure;

/// Not an active limit.
const INACTIVE: usize = usize::MAX;

/// The limits that are priced or overrun, numbered by position `0..len()`, with the rows of the structure cut
/// down to them. Everything a step computes is about these only.
#[derive(Debug, Clone)]
pub(super) struct ActiveLimits {
    limits: Vec<usize>,
    /// The position of each limit of the structure, or [`INACTIVE`].
    position: Vec<usize>,
    /// Uses of active limits, in rows by route: where each row starts, positions, amounts.
    use_start: Vec<usize>,
    use_position: Vec<usize>,
    use_amount: Vec<f64>,
    /// The positions that each demand touches, in rows by demand.
    touch_start: Vec<usize>,
    touch: Vec<usize>,
    /// The last demand seen to touch each position.
    seen: Vec<usize>,
    candidates: Vec<usize>,
}

impl ActiveLimits {
    /// Room for every limit of a structure to be active.
    pub(super) fn new(structure: &Structure) -> Self {
        let (limits, uses) = (structure.limits(), structure.uses());
        Self {
            limits: Vec::with_capacity(limits),
            position: vec![INACTIVE; limits],
            use_start: Vec::with_capacity(structure.routes() + 1),
            use_position: Vec::with_capacity(uses),
            use_amount: Vec::with_capacity(uses),
            touch_start: Vec::with_capacity(structure.demands() + 1),
            touch: Vec::with_capacity(uses),
            seen: Vec::with_capacity(limits),
            candidates: Vec::with_capacity(limits),
        }
    }

    /// Whether there is room for the uses of a structure.
    pub(super) fn holds(&self, structure: &Structure) -> bool {
        self.use_position.capacity() >= structure.uses()
    }

    /// How many limits are active.
    pub(super) fn len(&self) -> usize {
        self.limits.len()
    }

    /// The active limits, by position.
    pub(super) fn limits(&self) -> &[usize] {
        &self.limits
    }

    /// The active limits that a route uses: positions and amounts.
    pub(super) fn uses_of(&self, route: usize) -> impl Iterator<Item = (usize, f64)> + Clone {
        let uses = self.use_start[route]..self.use_start[route + 1];
        let (positions, amounts) = (&self.use_position[uses.clone()], &self.use_amount[uses]);
        positions.iter().copied().zip(amounts.iter().copied())
    }

    /// The positions of the active limits that any route of a demand uses, each once.
    pub(super) fn touched_by(&self, demand: usize) -> &[usize] {
        &self.touch[self.touch_start[demand]..self.touch_start[demand + 1]]
    }

    /// Makes exactly those limits active that `is_active` names.
    pub(super) fn select(&mut self, structure: &Structure, is_active: impl Fn(usize) -> bool) {
        self.candidates.clear();
        self.candidates.extend((0..structure.limits()).filter(|&limit| is_active(limit)));
        self.rebuild(structure);
    }

    /// Forgets the rows, as those of another structure of the same size would not be told from them.
    pub(super) fn clear(&mut self) {
        self.limits.iter().for_each(|&limit| self.position[limit] = INACTIVE);
        self.limits.clear();
        self.use_start.clear();
    }

    /// Cuts the rows down to the candidates, unless they are what is active already, as in most steps.
    fn rebuild(&mut self, structure: &Structure) {
        if self.candidates == self.limits && !self.use_start.is_empty() {
            return;
        }
        self.clear();
        std::mem::swap(&mut self.limits, &mut self.candidates);
        for (position, &limit) in self.limits.iter().enumerate() {
            self.position[limit] = position;
        }
        self.cut_uses(structure);
        self.list_touched(structure);
    }

    fn cut_uses(&mut self, structure: &Structure) {
        self.use_position.clear();
        self.use_amount.clear();
        self.use_start.push(0);
        for route in 0..structure.routes() {
            for (limit, amount) in
                structure.uses_of(route).filter(|&(limit, _)| self.position[limit] != INACTIVE)
            {
                self.use_position.push(self.position[limit]);
                self.use_amount.push(amount);
            }
            self.use_start.push(self.use_position.len());
        }
    }

    fn list_touched(&mut self, structure: &Structure) {
        self.touch.clear();
        self.touch_start.clear();
        self.touch_start.push(0);
        self.seen.clear();
        self.seen.resize(self.limits.len(), INACTIVE);
        for demand in 0..structure.demands() {
            let routes = structure.routes_of(demand);
            for &position in &self.use_position[self.use_start[routes.start]..self.use_start[routes.end]] {
                if self.seen[position] != demand {
                    self.seen[position] = demand;
                    self.touch.push(position);
                }
            }
            self.touch_start.push(self.touch.len());
        }
    }
}
