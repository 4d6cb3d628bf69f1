//! Which demand has which routes, and which route uses how much of which limit.

use std::ops::Range;

/// The part of an assignment that does not change from period to period: demands, the routes open to each, and
/// the limits each route uses, in compressed rows.
///
/// Demands are numbered `0..demands()`, routes `0..routes()` (those of one demand side by side, in its order) and
/// limits `0..limits()`. A structure is checked once, when it is made; nothing that reads it checks again.
/// It can never name a limit that is not there, use a limit twice in one route, or hold an amount that is not
/// above zero.
///
/// # Examples
///
/// Two demands over one strait; the first has a way round it.
///
/// ```
/// use corridor::assign::Structure;
///
/// let strait = 0;
/// let structure = Structure::builder(1)
///     .demand()
///     .route(&[(strait, 1.0)])
///     .route(&[])
///     .demand()
///     .route(&[(strait, 0.07)])
///     .build()?;
/// assert_eq!((structure.demands(), structure.routes(), structure.limits()), (2, 3, 1));
/// assert_eq!(structure.routes_of(0), 0..2);
/// assert_eq!(structure.uses_of(2).collect::<Vec<_>>(), [(strait, 0.07)]);
/// # Ok::<(), corridor::assign::StructureError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    rows: Rows,
    /// The same uses by limit: where the users of each limit start, and the users.
    user_start: Vec<usize>,
    users: Vec<(usize, f64)>,
}

/// The flat arrays of a [`Structure`], before they are checked.
///
/// The compressed rows are those of sparse matrices: the routes of demand `k` are
/// `route_start[k]..route_start[k + 1]`, and the uses of route `r` are the same range of `use_start` in `limit`
/// and `amount`.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias("CSR", "incidence matrix"))]
pub struct Rows {
    /// How many limits there are.
    pub limits: usize,
    /// Where the routes of each demand start; one entry more than there are demands.
    pub route_start: Vec<usize>,
    /// Where the uses of each route start; one entry more than there are routes.
    pub use_start: Vec<usize>,
    /// The limit that each use is of.
    pub limit: Vec<usize>,
    /// How much of the limit one unit on the route takes, in units of the limit per unit of volume; above zero.
    pub amount: Vec<f64>,
}

/// Why a [`Structure`] could not be made.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum StructureError {
    /// A route was added before any demand.
    #[error("a route was given before any demand: call `demand()` first")]
    RouteBeforeDemand,
    /// A start array is empty, does not begin at 0, falls, or does not end where its rows end.
    #[error("`{array}` must rise from 0 to {end}, but entry {index} is {given:?}")]
    Starts {
        /// Which array: `route_start` or `use_start`.
        array: &'static str,
        /// The entry at fault.
        index: usize,
        /// What stands there; nothing if the array ends before it.
        given: Option<usize>,
        /// What the last entry must be.
        end: usize,
    },
    /// The arrays of limits and amounts differ in length.
    #[error("there are {limits} limits of uses but {amounts} amounts: give one amount for each use")]
    Uses {
        /// Length of `limit`.
        limits: usize,
        /// Length of `amount`.
        amounts: usize,
    },
    /// A route uses a limit that does not exist.
    #[error("route {route} uses limit {limit}, but the limits are 0..{limits}")]
    UnknownLimit {
        /// The route.
        route: usize,
        /// The limit it names.
        limit: usize,
        /// How many limits there are.
        limits: usize,
    },
    /// A route uses the same limit twice.
    #[error("route {route} uses limit {limit} twice: add the two amounts up and give one")]
    RepeatedLimit {
        /// The route.
        route: usize,
        /// The limit named twice.
        limit: usize,
    },
    /// An amount is zero, negative, infinite or not a number.
    #[error(
        "route {route} uses {given} of limit {limit}: an amount must be above 0 and at most {largest:e}; leave a use of nothing out"
    )]
    Amount {
        /// The route.
        route: usize,
        /// The limit.
        limit: usize,
        /// The amount given.
        given: f64,
        /// The largest amount allowed.
        largest: f64,
    },
}

/// Builds a [`Structure`] demand by demand; made by [`Structure::builder`].
#[derive(Debug, Clone)]
pub struct StructureBuilder {
    rows: Rows,
    early_route: bool,
}

impl Structure {
    /// Starts a structure with this many limits.
    pub fn builder(limits: usize) -> StructureBuilder {
        let rows = Rows { limits, route_start: vec![], use_start: vec![0], limit: vec![], amount: vec![] };
        StructureBuilder { rows, early_route: false }
    }

    /// Checks flat arrays and takes them over; the uses of each route are put into the order of their limits.
    ///
    /// # Errors
    ///
    /// [`StructureError`] where the starts do not rise from 0 to the end of their rows, where a use names a limit
    /// that does not exist or that its route has already used, and where an amount is not above zero.
    pub fn new(rows: Rows) -> Result<Self, StructureError> {
        check_starts("route_start", &rows.route_start, rows.use_start.len().saturating_sub(1))?;
        check_starts("use_start", &rows.use_start, rows.limit.len())?;
        if rows.limit.len() != rows.amount.len() {
            return Err(StructureError::Uses { limits: rows.limit.len(), amounts: rows.amount.len() });
        }
        let mut structure = Self { rows, user_start: vec![], users: vec![] };
        (0..structure.routes()).try_for_each(|route| structure.order_and_check(route))?;
        structure.list_users();
        Ok(structure)
    }

    /// How many demands there are.
    pub fn demands(&self) -> usize {
        self.rows.route_start.len() - 1
    }

    /// How many routes there are, over all demands.
    pub fn routes(&self) -> usize {
        self.rows.use_start.len() - 1
    }

    /// How many limits there are.
    pub fn limits(&self) -> usize {
        self.rows.limits
    }

    /// How many uses there are: pairs of a route and a limit that it touches.
    pub fn uses(&self) -> usize {
        self.rows.limit.len()
    }

    /// The routes of a demand.
    ///
    /// # Panics
    ///
    /// If there is no such demand.
    pub fn routes_of(&self, demand: usize) -> Range<usize> {
        self.rows.route_start[demand]..self.rows.route_start[demand + 1]
    }

    /// The limits that a route uses, in rising order, with the amount of each that one unit takes.
    ///
    /// # Panics
    ///
    /// If there is no such route.
    #[inline]
    pub fn uses_of(&self, route: usize) -> impl Iterator<Item = (usize, f64)> {
        let uses = self.rows.use_start[route]..self.rows.use_start[route + 1];
        let (limit, amount) = (&self.rows.limit[uses.clone()], &self.rows.amount[uses]);
        limit.iter().copied().zip(amount.iter().copied())
    }

    /// The routes that use a limit, in rising order, with the amount of it that one unit takes.
    ///
    /// # Panics
    ///
    /// If there is no such limit.
    #[inline]
    pub fn users_of(&self, limit: usize) -> impl Iterator<Item = (usize, f64)> {
        self.users[self.user_start[limit]..self.user_start[limit + 1]].iter().copied()
    }

    /// Turns the rows by route into rows by limit.
    fn list_users(&mut self) {
        let mut users: Vec<Vec<(usize, f64)>> = vec![vec![]; self.limits()];
        for route in 0..self.routes() {
            self.uses_of(route).for_each(|(limit, amount)| users[limit].push((route, amount)));
        }
        self.user_start = std::iter::once(0)
            .chain(users.iter().scan(0, |end, users| {
                *end += users.len();
                Some(*end)
            }))
            .collect();
        self.users = users.concat();
    }

    /// Puts the uses of one route into the order of their limits, and refuses those that make no sense.
    fn order_and_check(&mut self, route: usize) -> Result<(), StructureError> {
        let mut uses: Vec<(usize, f64)> = self.uses_of(route).collect();
        uses.sort_by_key(|&(limit, _)| limit);
        for (slot, &(limit, amount)) in (self.rows.use_start[route]..).zip(&uses) {
            (self.rows.limit[slot], self.rows.amount[slot]) = (limit, amount);
        }
        check_uses(route, &uses, self.rows.limits)
    }
}

impl StructureBuilder {
    /// Adds a demand; the routes that follow are its own.
    pub fn demand(mut self) -> Self {
        self.rows.route_start.push(self.rows.use_start.len() - 1);
        self
    }

    /// Adds a route to the last demand: the limits it uses and how much of each one unit takes.
    pub fn route(mut self, uses: &[(usize, f64)]) -> Self {
        self.early_route |= self.rows.route_start.is_empty();
        self.rows.limit.extend(uses.iter().map(|&(limit, _)| limit));
        self.rows.amount.extend(uses.iter().map(|&(_, amount)| amount));
        self.rows.use_start.push(self.rows.limit.len());
        self
    }

    /// Checks what was given and makes the structure.
    ///
    /// # Errors
    ///
    /// [`StructureError::RouteBeforeDemand`], and those of [`Structure::new`].
    pub fn build(mut self) -> Result<Structure, StructureError> {
        if self.early_route {
            return Err(StructureError::RouteBeforeDemand);
        }
        self.rows.route_start.push(self.rows.use_start.len() - 1);
        Structure::new(self.rows)
    }
}

/// Refuses a start array that does not rise from 0 to `end`.
fn check_starts(array: &'static str, starts: &[usize], end: usize) -> Result<(), StructureError> {
    let fault =
        |index: usize| StructureError::Starts { array, index, given: starts.get(index).copied(), end };
    if starts.first() != Some(&0) {
        return Err(fault(0));
    }
    if let Some(index) = starts.windows(2).position(|pair| pair[1] < pair[0]) {
        return Err(fault(index + 1));
    }
    if starts.last() == Some(&end) { Ok(()) } else { Err(fault(starts.len() - 1)) }
}

/// Refuses unknown limits, limits used twice and amounts outside their range; `uses` are in order of limit.
fn check_uses(route: usize, uses: &[(usize, f64)], limits: usize) -> Result<(), StructureError> {
    let largest = super::LARGEST;
    for &(limit, given) in uses {
        if limit >= limits {
            return Err(StructureError::UnknownLimit { route, limit, limits });
        }
        if !(given >= super::SMALLEST && given <= largest) {
            return Err(StructureError::Amount { route, limit, given, largest });
        }
    }
    match uses.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(StructureError::RepeatedLimit { route, limit: pair[0].0 }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, Structure, StructureError};

    fn rows() -> Rows {
        Rows {
            limits: 3,
            route_start: vec![0, 2, 2, 3],
            use_start: vec![0, 2, 2, 3],
            limit: vec![2, 0, 1],
            amount: vec![1.0, 0.5, 2.0],
        }
    }

    #[test]
    fn uses_come_in_the_order_of_their_limits() {
        let structure = Structure::new(rows()).unwrap();
        assert_eq!(structure.uses_of(0).collect::<Vec<_>>(), [(0, 0.5), (2, 1.0)]);
        assert_eq!(structure.uses(), 3);
        let users: Vec<Vec<_>> = (0..3).map(|limit| structure.users_of(limit).collect()).collect();
        assert_eq!(users, [vec![(0, 0.5)], vec![(2, 2.0)], vec![(0, 1.0)]]);
        assert!(structure.routes_of(1).is_empty());
    }

    #[test]
    fn the_builder_makes_what_the_arrays_make() {
        let built = Structure::builder(3)
            .demand()
            .route(&[(2, 1.0), (0, 0.5)])
            .route(&[])
            .demand()
            .demand()
            .route(&[(1, 2.0)])
            .build();
        assert_eq!(built, Structure::new(rows()));
    }

    #[test]
    fn an_empty_structure_is_one() {
        let structure = Structure::builder(0).build().unwrap();
        assert_eq!((structure.demands(), structure.routes(), structure.limits()), (0, 0, 0));
    }

    #[test]
    fn a_route_before_a_demand_is_refused() {
        let early = Structure::builder(1).route(&[]).demand().build();
        assert_eq!(early, Err(StructureError::RouteBeforeDemand));
    }

    /// What one broken array gives.
    fn broken(change: impl FnOnce(&mut Rows)) -> String {
        let mut rows = rows();
        change(&mut rows);
        Structure::new(rows).unwrap_err().to_string()
    }

    #[test]
    fn bad_arrays_are_refused_with_their_place() {
        let table = [
            (broken(|r| r.route_start.clear()), "`route_start` must rise from 0 to 3, but entry 0 is None"),
            (broken(|r| r.route_start[0] = 1), "`route_start` must rise from 0 to 3, but entry 0 is Some(1)"),
            (broken(|r| r.route_start[2] = 1), "`route_start` must rise from 0 to 3, but entry 2 is Some(1)"),
            (broken(|r| r.route_start[3] = 9), "`route_start` must rise from 0 to 3, but entry 3 is Some(9)"),
            (broken(|r| r.use_start[3] = 2), "`use_start` must rise from 0 to 3, but entry 3 is Some(2)"),
            (broken(|r| r.use_start.clear()), "`route_start` must rise from 0 to 0, but entry 3 is Some(3)"),
            (broken(|r| r.amount.truncate(1)), "there are 3 limits of uses but 1 amounts"),
            (broken(|r| r.limit[1] = 3), "route 0 uses limit 3, but the limits are 0..3"),
            (broken(|r| r.limit[1] = 2), "route 0 uses limit 2 twice"),
            (broken(|r| r.amount[2] = 0.0), "route 2 uses 0 of limit 1"),
            (broken(|r| r.amount[2] = -1.0), "route 2 uses -1 of limit 1"),
            (broken(|r| r.amount[2] = f64::NAN), "route 2 uses NaN of limit 1"),
            (broken(|r| r.amount[2] = f64::INFINITY), "route 2 uses inf of limit 1"),
            (broken(|r| r.amount[2] = 1e200), "at most 1e60"),
        ];
        for (given, expected) in table {
            assert!(given.contains(expected), "{given:?} does not say {expected:?}");
        }
    }
}
