use std::fmt;

use super::{Fault, FaultKind, Place};

/// Every fault of a model at once: in the order of the file, or, without one, by path.
///
/// ```
/// use corridor::model::{Fault, FaultKind, Faults};
///
/// let faults = Faults::new(vec![
///     Fault::new("limit.berths", FaultKind::EmptyLimit),
///     Fault::new("corridor.middle", FaultKind::EmptyCordon),
/// ]);
/// assert_eq!(
///     faults.to_string(),
///     "corridor.middle: counts nothing, for its cordon is empty: name the legs at which its volume is counted\n\
///      limit.berths: limits nothing: name the legs or nodes that it is over\n\
///      2 faults",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[doc(alias = "errors")]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// These faults, put in order; equal ones once.
    pub fn new(mut faults: Vec<Fault>) -> Self {
        faults.sort_by(|one, other| one.order().cmp(&other.order()));
        faults.dedup();
        Self(faults)
    }

    /// The faults, in order.
    pub fn as_slice(&self) -> &[Fault] {
        &self.0
    }

    /// The faults, one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any of them is of a kind: `faults.any(FaultKind::is_unknown_name)`.
    pub fn any(&self, is: impl Fn(&FaultKind) -> bool) -> bool {
        self.0.iter().any(|fault| is(&fault.kind))
    }

    /// The same with their places in a file, as `place_of` finds them by path, and in the order of the file.
    ///
    /// A fault that has a place keeps it.
    pub fn placed(self, place_of: impl Fn(&str) -> Option<Place>) -> Self {
        let placed = |fault: Fault| Fault { place: fault.place.or_else(|| place_of(&fault.path)), ..fault };
        Self::new(self.0.into_iter().map(placed).collect())
    }

    /// Both lists as one.
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        Self::new(self.0)
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for Faults {
    /// One fault after the other, then their number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|fault| writeln!(f, "{fault}"))?;
        match self.len() {
            1 => f.write_str("1 fault"),
            count => write!(f, "{count} faults"),
        }
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_put_faults_in_the_order_of_the_file() {
        let faults = ["leg.a", "limit.b", "node.c"].map(|path| Fault::new(path, FaultKind::EmptyLimit));
        let line = |path: &str| ["node.c", "limit.b"].iter().position(|known| *known == path);
        let placed = Faults::new(faults.to_vec())
            .placed(|path| line(path).map(|line| Place::new("study.toml", line + 1, 1)));
        let paths: Vec<&str> = placed.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, ["leg.a", "node.c", "limit.b"]);
    }

    #[test]
    fn equal_faults_are_told_once() {
        let fault = Fault::new("limit.b", FaultKind::EmptyLimit);
        let faults = Faults::from(fault.clone()).and(Faults::from(fault));
        assert_eq!(faults.len(), 1);
        assert!(faults.any(|kind| matches!(kind, FaultKind::EmptyLimit)));
    }
}
