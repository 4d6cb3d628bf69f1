use crate::calendar::Horizon;
use crate::commitment::{Agreement, AgreementId, Commitment, CommitmentId, DemandId, Target, TargetId};
use crate::demand::{Demand, Observation, ObservationId, Turnover, TurnoverId};
use crate::evidence::{
    Correlation, Estimate, Named, Number, Owner, Source, SourceId, TrackRecord, TrackRecordId,
};
use crate::network::{
    AppraisalTerms, Commodity, CommodityId, Corridor, CorridorId, Event, EventId, Leg, LegId, Limit, LimitId,
    Mode, Node, NodeId, Project, ProjectId,
};
use crate::quantity::{Currency, Dispersion, EmissionFactor, Measure, PriceBasis};

/// How many of the cheapest paths a demand may take where nothing else is said.
pub const DEFAULT_ROUTES: usize = 8;

/// A model on paper: everything that was said, not yet checked.
///
/// It is what a study file is read into, what a scenario changes, and what a [`Plan`](super::Plan) is made from.
/// Its fields are open, so that whatever can be said in a study can be said in code. For a model of one measure
/// whose quantities are checked by the compiler, begin with a [`Model`](super::Model).
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub note: String,
    /// What its network carries; none where there is no network.
    pub measure: Option<Measure>,
    /// The currency of all its money.
    pub currency: Currency,
    /// The price basis of all its money.
    pub prices: PriceBasis,
    /// The periods it runs over.
    pub horizon: Horizon,
    /// How sharply shippers follow cost (θ), where a demand says nothing else.
    pub dispersion: Option<Number>,
    /// How many of the cheapest paths a demand may take, where it says nothing else.
    pub routes: usize,
    /// The publications its numbers are from.
    pub sources: Named<Source>,
    /// What is moved.
    pub commodities: Named<Commodity>,
    /// Emission factors of modes.
    pub emissions: Vec<(Mode, Number)>,
    /// The places.
    pub nodes: Named<Node>,
    /// The ways between them.
    pub legs: Named<Leg>,
    /// Capacities over several legs, nodes and commodities.
    pub limits: Named<Limit>,
    /// Enlargements of capacity.
    pub projects: Named<Project>,
    /// Closures of which it is not known when they happen.
    pub events: Named<Event>,
    /// Named sets of routes.
    pub corridors: Named<Corridor>,
    /// On what terms projects are appraised; none where they are not.
    pub appraisal: Option<AppraisalTerms>,
    /// What was agreed.
    pub agreements: Named<Agreement>,
    /// What was promised.
    pub commitments: Named<Commitment>,
    /// What somebody said would be reached.
    pub targets: Named<Target>,
    /// How promises of a class have turned out.
    pub track_records: Named<TrackRecord>,
    /// What was measured.
    pub observations: Named<Observation>,
    /// Trade in money.
    pub turnovers: Named<Turnover>,
    /// What wants to move.
    pub demands: Named<Demand>,
    /// Rank correlations of groups of uncertain inputs.
    pub correlations: Vec<Correlation>,
    owner: Owner,
}

/// Defines the methods that add a named thing and give its id.
macro_rules! adders {
    ($($(#[$about:meta])* $method:ident($field:ident: $type:ident) -> $id:ident;)*) => { $(
        $(#[$about])*
        ///
        /// A name that is taken is a fault, told when the model is checked.
        pub fn $method(&mut self, name: &str, item: $type) -> $id {
            self.$field.add(name, item, &self.owner)
        }
    )* };
}

impl Draft {
    /// An empty model over a horizon, in nominal US dollars.
    pub fn new(name: &str, horizon: Horizon) -> Self {
        Self {
            name: name.to_owned(),
            note: String::new(),
            measure: None,
            currency: Currency::USD,
            prices: PriceBasis::Nominal,
            horizon,
            dispersion: None,
            routes: DEFAULT_ROUTES,
            sources: Named::default(),
            commodities: Named::default(),
            emissions: Vec::new(),
            nodes: Named::default(),
            legs: Named::default(),
            limits: Named::default(),
            projects: Named::default(),
            events: Named::default(),
            corridors: Named::default(),
            appraisal: None,
            agreements: Named::default(),
            commitments: Named::default(),
            targets: Named::default(),
            track_records: Named::default(),
            observations: Named::default(),
            turnovers: Named::default(),
            demands: Named::default(),
            correlations: Vec::new(),
            owner: Owner::default(),
        }
    }

    adders! {
        /// Adds a publication.
        add_source(sources: Source) -> SourceId;
        /// Adds a commodity.
        add_commodity(commodities: Commodity) -> CommodityId;
        /// Adds a node.
        add_node(nodes: Node) -> NodeId;
        /// Adds a leg.
        add_leg(legs: Leg) -> LegId;
        /// Adds a limit.
        add_limit(limits: Limit) -> LimitId;
        /// Adds a project.
        add_project(projects: Project) -> ProjectId;
        /// Adds an event.
        add_event(events: Event) -> EventId;
        /// Adds a corridor.
        add_corridor(corridors: Corridor) -> CorridorId;
        /// Adds an agreement.
        add_agreement(agreements: Agreement) -> AgreementId;
        /// Adds a commitment.
        add_commitment(commitments: Commitment) -> CommitmentId;
        /// Adds a target.
        add_target(targets: Target) -> TargetId;
        /// Adds a class of promises that have come due.
        add_track_record(track_records: TrackRecord) -> TrackRecordId;
        /// Adds a measured series.
        add_observation(observations: Observation) -> ObservationId;
        /// Adds trade between countries.
        add_turnover(turnovers: Turnover) -> TurnoverId;
    }

    /// Adds a demand.
    ///
    /// A name that is taken is a fault, told when the model is checked.
    pub fn add_demand(&mut self, name: &str, demand: Demand) -> DemandId {
        self.demands.add(name, demand, &self.owner);
        DemandId::owned(name, &self.owner)
    }

    /// Sets how sharply shippers follow cost, where a demand says nothing else.
    pub fn set_dispersion(&mut self, dispersion: impl Into<Estimate<Dispersion>>) {
        self.dispersion = Some(dispersion.into().into_number());
    }

    /// Joins the uncertain inputs of a group by rank, in place of what joined them before.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::evidence::Correlation;
    /// use corridor::model::Draft;
    ///
    /// let mut draft = Draft::new("crossing", Horizon::years(2025, 2030)?);
    /// draft.correlate(Correlation::alike("growth", 0.6)?);
    /// assert_eq!(draft.correlations.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn correlate(&mut self, correlation: Correlation) {
        self.correlations.retain(|other| other.group() != correlation.group());
        self.correlations.push(correlation);
    }

    /// Sets the emission factor of a mode.
    pub fn set_emissions(&mut self, mode: Mode, factor: impl Into<Estimate<EmissionFactor>>) {
        self.emissions.retain(|(other, _)| *other != mode);
        self.emissions.push((mode, factor.into().into_number()));
    }

    /// The mark by which the model knows its ids.
    pub fn owner(&self) -> &Owner {
        &self.owner
    }
}
