use super::numbers::numbers;
use super::{
    Check, commitment, conversion, cordons, correlation, demand, events, history, names, network, record,
    series, sizes, sources, suspicion, units, ways,
};
use crate::evidence::Number;
use crate::model::{Draft, Faults, Warning};

/// One check: it tells what it finds.
type One = fn(&mut Check<'_>);

/// The checks for faults, each of which can be made whatever the others find.
const FAULTS: &[One] = &[
    units::measure,
    names::names,
    network::nodes,
    network::legs,
    network::limits,
    network::projects,
    network::corridors,
    events::events,
    demand::demands,
    series::turnovers,
    series::observations,
    series::drivers,
    series::circles,
    commitment::agreements,
    commitment::commitments,
    commitment::targets,
    record::records,
    units::values,
    units::projections,
    conversion::conversions,
    correlation::correlations,
    sources::known,
    ways::vias,
];

/// The checks for what only should be known, of a model without faults.
const WARNINGS: &[One] = &[
    sources::stated,
    correlation::groups,
    events::medians,
    ways::paths,
    cordons::cordons,
    series::sums,
    series::mirrors,
    history::histories,
    suspicion::legs,
    suspicion::limits,
    suspicion::magnitudes,
    suspicion::countries,
];

impl Draft {
    /// Checks the whole model: every fault at once, or else what should be known about it.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::model::Model;
    /// use corridor::network::{Leg, Mode, Node, NodeKind};
    /// use corridor::quantity::Mass;
    ///
    /// let mut model = Model::<Mass>::new("crossing", Horizon::years(2022, 2030)?);
    /// let aktau = model.add_node("aktau", Node::new(NodeKind::Port));
    /// model.add_leg("ferry", Leg::new(aktau, "bakku", Mode::Sea));
    /// model.add_node("baku", Node::new(NodeKind::Port));
    /// assert_eq!(
    ///     model.check().unwrap_err().to_string(),
    ///     "leg.ferry.to: there is no node `bakku`; did you mean `baku`?\n1 fault",
    /// );
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    ///
    /// Complexity: about linear in the size of the model; what needs paths takes a shortest-path search for each
    /// pair of an origin and a commodity.
    ///
    /// # Errors
    /// All that is wrong with the model. One that is too large to be run is told so, and not looked at further.
    #[doc(alias = "validate")]
    pub fn check(&self) -> Result<Vec<Warning>, Faults> {
        let mut check = Check::new(self);
        find_faults(&mut check);
        if !check.has_faults() {
            for one in WARNINGS {
                one(&mut check);
            }
        }
        let (faults, mut warnings) = check.into_findings();
        warnings.sort_by(|one, other| one.path.cmp(&other.path));
        if faults.is_empty() { Ok(warnings) } else { Err(Faults::new(faults)) }
    }

    /// All that is wrong with the model, without the search for what only should be known: faster than
    /// [`Draft::check`] where a model is checked again and again.
    pub fn faults(&self) -> Faults {
        let mut check = Check::new(self);
        find_faults(&mut check);
        Faults::new(check.into_findings().0)
    }

    /// Every number that the model's author gave, with its path: `leg.aktau-baku.capacity`.
    ///
    /// The numbers of scenarios' changes are not among them.
    pub fn numbers(&self) -> Vec<(String, &Number)> {
        let said = numbers(self).into_iter().filter(|said| said.of_study);
        said.map(|said| (said.at.to_string(), said.number)).collect()
    }
}

impl Draft {
    /// The least and the most that the number at a path may be, in its base unit; none where there is no such number.
    ///
    /// Where a number must be above 0, the least is a millionth of what it is.
    pub(crate) fn range_of(&self, path: &str) -> Option<[f64; 2]> {
        let said = numbers(self).into_iter().find(|said| said.at.to_string() == path)?;
        Some(said.meaning.range.ends(said.number.central()))
    }
}

/// A model of absurd size is told so at once, before anything is looked at that grows with it.
fn find_faults(check: &mut Check<'_>) {
    sizes::sizes(check);
    if !check.has_faults() {
        for one in FAULTS {
            one(check);
        }
    }
}
