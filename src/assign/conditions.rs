//! The figures of one period: volumes, costs, capacities.

use std::fmt;

use super::Structure;

/// Every figure given to an assignment is at most this in size, so that no sum or product overflows.
pub(super) const LARGEST: f64 = 1e60;

/// Amounts and dispersions are at least this, so that what is divided by them does not overflow.
pub(super) const SMALLEST: f64 = 1e-60;

/// A limit with less capacity than this is closed: nothing that is measured comes in such parts.
pub(crate) const CLOSED_BELOW: f64 = 1e-60;

/// The figures of one period, before they are checked: one number for each demand, route or limit of a
/// [`Structure`], in its order.
///
/// Any units will do as long as they agree: if volume is in tonnes and cost in USD per tonne, then reservation is in
/// USD per tonne, dispersion in 1 / (USD per tonne), and capacity in the unit in which the route's amounts count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inputs<'a> {
    /// d: the volume that wants to move, for each demand; zero or more.
    #[doc(alias("demand", "trips"))]
    pub volume: &'a [f64],
    /// c: the generalised cost of a unit without queues, for each route; zero or more.
    #[doc(alias("impedance", "disutility"))]
    pub cost: &'a [f64],
    /// c₀: the cost at which shippers give up, for each demand; zero or more.
    #[doc(alias("choke price", "willingness to pay"))]
    pub reservation: &'a [f64],
    /// u: what each limit allows in the period; zero closes it.
    pub capacity: &'a [f64],
    /// θ: how sharply the shippers of each demand follow differences of cost; above zero.
    #[doc(alias("theta", "scale parameter"))]
    pub dispersion: &'a [f64],
}

/// The figures of one period, checked against their [`Structure`].
///
/// Made by [`Conditions::new`]; it borrows everything and costs one pass over the figures. It can never hold a
/// figure that is negative, infinite or not a number, nor more or fewer figures than its structure asks for.
#[derive(Debug, Clone, Copy)]
pub struct Conditions<'a> {
    structure: &'a Structure,
    inputs: Inputs<'a>,
}

/// What a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The volume of a demand.
    Volume,
    /// The cost of a route.
    Cost,
    /// The reservation cost of a demand.
    Reservation,
    /// The capacity of a limit.
    Capacity,
    /// The dispersion of a demand.
    Dispersion,
}

/// Why figures do not make [`Conditions`].
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ConditionsError {
    /// There are more or fewer figures than the structure has places for them.
    #[error("{given} figures were given for the {figure}, but the structure asks for {expected}")]
    Length {
        /// What the figures are of.
        figure: Figure,
        /// How many were given.
        given: usize,
        /// How many the structure asks for.
        expected: usize,
    },
    /// A figure is outside its range, infinite or not a number.
    #[error("the {figure} {index} is {given}: it must be {} and at most {LARGEST:e}", figure.least())]
    Value {
        /// What the figure is of.
        figure: Figure,
        /// Which demand, route or limit.
        index: usize,
        /// The figure.
        given: f64,
    },
}

impl<'a> Conditions<'a> {
    /// Checks the figures of a period.
    ///
    /// # Errors
    ///
    /// [`ConditionsError`] if there are not as many figures as the structure asks for; if one is negative (for a
    /// dispersion: not above zero), infinite, not a number, or absurdly large (above 1e60).
    ///
    /// # Examples
    ///
    /// ```
    /// use corridor::assign::{Conditions, Inputs, Structure};
    ///
    /// let structure = Structure::builder(1).demand().route(&[(0, 1.0)]).build()?;
    /// let fair = Inputs { volume: &[3.0], cost: &[20.0], reservation: &[60.0], capacity: &[2.0], dispersion: &[0.1] };
    /// assert!(Conditions::new(&structure, fair).is_ok());
    ///
    /// let fault = Conditions::new(&structure, Inputs { capacity: &[f64::NAN], ..fair }).unwrap_err();
    /// assert_eq!(fault.to_string(), "the capacity of limit 0 is NaN: it must be at least 0 and at most 1e60");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(structure: &'a Structure, inputs: Inputs<'a>) -> Result<Self, ConditionsError> {
        let (demands, routes, limits) = (structure.demands(), structure.routes(), structure.limits());
        check(Figure::Volume, inputs.volume, demands, 0.0)?;
        check(Figure::Cost, inputs.cost, routes, 0.0)?;
        check(Figure::Reservation, inputs.reservation, demands, 0.0)?;
        check(Figure::Capacity, inputs.capacity, limits, 0.0)?;
        check(Figure::Dispersion, inputs.dispersion, demands, SMALLEST)?;
        Ok(Self { structure, inputs })
    }

    /// The structure that the figures belong to.
    pub fn structure(&self) -> &'a Structure {
        self.structure
    }

    /// The figures.
    pub fn inputs(&self) -> &Inputs<'a> {
        &self.inputs
    }

    /// Whether a limit is closed: no route through it is open.
    pub fn is_closed(&self, limit: usize) -> bool {
        self.inputs.capacity[limit] < CLOSED_BELOW
    }

    /// Whether a route is shut, because a limit on it is closed.
    pub fn is_shut(&self, route: usize) -> bool {
        self.structure.uses_of(route).any(|(limit, _)| self.is_closed(limit))
    }
}

impl Figure {
    /// The least value allowed, in words.
    fn least(self) -> &'static str {
        if self == Self::Dispersion { "above 0" } else { "at least 0" }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Volume => "volume of demand",
            Self::Cost => "cost of route",
            Self::Reservation => "reservation cost of demand",
            Self::Capacity => "capacity of limit",
            Self::Dispersion => "dispersion of demand",
        })
    }
}

/// Refuses a wrong number of figures, and the first one outside `least..=LARGEST`.
fn check(figure: Figure, values: &[f64], expected: usize, least: f64) -> Result<(), ConditionsError> {
    if values.len() != expected {
        return Err(ConditionsError::Length { figure, given: values.len(), expected });
    }
    // A number that is not one fails both comparisons, an infinite one the second.
    match values.iter().position(|&value| !(value >= least && value <= LARGEST)) {
        Some(index) => Err(ConditionsError::Value { figure, index, given: values[index] }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Conditions, Inputs};
    use crate::assign::Structure;

    const FAIR: Inputs<'static> = Inputs {
        volume: &[3.0],
        cost: &[20.0, 0.0],
        reservation: &[60.0],
        capacity: &[2.0],
        dispersion: &[0.1],
    };

    fn fault(inputs: Inputs<'_>) -> String {
        let structure = Structure::builder(1).demand().route(&[(0, 1.0)]).route(&[]).build().unwrap();
        Conditions::new(&structure, inputs).unwrap_err().to_string()
    }

    #[test]
    fn bad_figures_are_refused_with_their_place() {
        let table = [
            (Inputs { volume: &[], ..FAIR }, "0 figures were given for the volume of demand, but"),
            (Inputs { volume: &[1.0, 2.0], ..FAIR }, "the structure asks for 1"),
            (Inputs { cost: &[1.0], ..FAIR }, "1 figures were given for the cost of route"),
            (Inputs { reservation: &[], ..FAIR }, "0 figures were given for the reservation cost"),
            (Inputs { capacity: &[], ..FAIR }, "0 figures were given for the capacity of limit"),
            (Inputs { dispersion: &[], ..FAIR }, "0 figures were given for the dispersion"),
            (Inputs { volume: &[-1.0], ..FAIR }, "the volume of demand 0 is -1: it must be at least 0"),
            (Inputs { cost: &[1.0, f64::NAN], ..FAIR }, "the cost of route 1 is NaN"),
            (Inputs { cost: &[1.0, f64::INFINITY], ..FAIR }, "the cost of route 1 is inf"),
            (
                Inputs { reservation: &[f64::NEG_INFINITY], ..FAIR },
                "the reservation cost of demand 0 is -inf",
            ),
            (Inputs { capacity: &[1e61], ..FAIR }, "at most 1e60"),
            (Inputs { dispersion: &[0.0], ..FAIR }, "the dispersion of demand 0 is 0: it must be above 0"),
        ];
        for (inputs, expected) in table {
            let given = fault(inputs);
            assert!(given.contains(expected), "{given:?} does not say {expected:?}");
        }
    }

    #[test]
    fn a_closed_limit_shuts_the_routes_through_it() {
        let structure = Structure::builder(1).demand().route(&[(0, 1.0)]).route(&[]).build().unwrap();
        let conditions = Conditions::new(&structure, Inputs { capacity: &[0.0], ..FAIR }).unwrap();
        assert!(conditions.is_closed(0) && conditions.is_shut(0) && !conditions.is_shut(1));
    }
}
