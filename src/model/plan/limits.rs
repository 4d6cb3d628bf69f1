//! Limits, those of single legs among them, with the projects that enlarge them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{Horizon, Period};
use crate::evidence::Number;
use crate::model::Draft;
use crate::network::{Enlarges, Leg, LegId, Limit, LimitId, Project, Season};
use crate::projection::Steps;
use crate::quantity::{Measure, Unit};

use super::LoweringError;
use super::events::{Events, PlannedEvent};
use super::network::Commodities;
use super::profile::{FlatAdjustment, Profile, adjust, closes, flatten};
use super::record::{self, Slip};
use super::slots::{Slot, Slots};

/// More than all that ever wants to move, what waits and what is made up among it: a leg without a capacity that is
/// open all through.
const AMPLE: f64 = 2.0;

/// A limit of the plan: a limit of the draft, or a leg's own capacity.
#[derive(Debug, Clone)]
pub(crate) struct PlannedLimit {
    pub(crate) name: Arc<str>,
    pub(crate) measure: Measure,
    /// The leg whose own capacity it is.
    pub(crate) leg: Option<usize>,
    /// The commodities it counts, by number; none: all.
    pub(crate) commodities: Vec<usize>,
    /// What it allows per year; none for a leg without a capacity that a scenario closes for some days.
    pub(super) capacity: Option<Profile>,
    pub(super) changes: Vec<FlatAdjustment>,
    pub(super) background: Option<Profile>,
    pub(super) availability: Option<Slot>,
    pub(super) season: FlatSeason,
    pub(super) projects: Vec<FlatProject>,
    /// The events that hit it, by number.
    events: Vec<usize>,
}

/// Months of every year that are not open on all days.
#[derive(Debug, Clone, Default)]
pub(super) struct FlatSeason {
    /// The slot of the share of days open, and by period the share of its days that are in the month.
    months: Vec<(Slot, Vec<f64>)>,
}

impl FlatSeason {
    fn lower(season: &Season, path: &str, horizon: Horizon, slots: &mut Slots) -> Self {
        let mut months: Vec<(Slot, Vec<f64>)> = Vec::new();
        for (month, share) in season.months() {
            let name = Season::MONTHS[usize::from(month - 1)];
            months.push((slots.add(format!("{path}.season.{name}"), share), vec![0.0; horizon.len()]));
        }
        for (number, period) in horizon.periods().enumerate() {
            for (place, weight) in season.weights(period) {
                months[place].1[number] = weight;
            }
        }
        Self { months }
    }

    /// Whether its numbers are all of a kind.
    pub(super) fn is_same(&self, is_same: impl Fn(Slot) -> bool) -> bool {
        self.months.iter().all(|(slot, _)| is_same(*slot))
    }

    /// The share of a period's days that it is open.
    pub(super) fn open(&self, values: &[f64], period: usize) -> f64 {
        let closed = self.months.iter().map(|(slot, weights)| weights[period] * (1.0 - values[*slot]));
        1.0 - closed.sum::<f64>()
    }
}

/// A project with the share of what it adds that each period has.
#[derive(Debug, Clone)]
pub(super) struct FlatProject {
    pub(super) adds: Slot,
    /// Whether it adds a share of the capacity, and not an amount.
    pub(super) is_share: bool,
    /// How much comes of what it is to add, if it names a class of volumes.
    pub(super) ratio: Option<Slot>,
    pub(super) opening: Opening,
}

/// The share of what a project adds that each period has.
#[derive(Debug, Clone)]
pub(super) enum Opening {
    /// Of one that opens on a known day.
    Dated(Vec<f64>),
    /// Of one that slips by the values of inputs.
    Slips {
        slip: Slip,
        project: Box<Project>,
        periods: Vec<Period>,
        /// By period, the days from the opening without a slip to its end, and its length in days.
        ends: Vec<(f64, f64)>,
    },
}

impl FlatProject {
    fn lower(id: &str, project: &Project, draft: &Draft, slots: &mut Slots) -> Self {
        let (path, record) = (format!("project.{id}"), project.track_record.as_ref());
        let adds = slots.add(format!("{path}.adds"), &project.adds);
        let ratio = record::ratio(draft, &path, record, slots);
        let slip = Slip::lower(id, project, draft, slots);
        let periods = draft.horizon.periods();
        let opening = if slip.is_none() || !project.status.counts() {
            Opening::Dated(periods.map(|period| project.share_open(period)).collect())
        } else {
            let ends = draft.horizon.periods().map(|period| end_after(project, period)).collect();
            let project = Box::new(project.clone());
            Opening::Slips { slip, project, periods: periods.collect(), ends }
        };
        Self { adds, is_share: project.adds.unit == Unit::One, ratio, opening }
    }

    /// What it adds in a period, or the share that it adds.
    fn added(&self, values: &[f64], period: usize) -> f64 {
        let share = match &self.opening {
            Opening::Dated(shares) => shares[period],
            Opening::Slips { slip, project, periods, .. } => {
                project.share_open_after(slip.days(values), periods[period])
            }
        };
        values[self.adds] * self.ratio.map_or(1.0, |ratio| values[ratio]) * share
    }
}

/// The days from the opening of a project that does not slip to the end of a period, and the period's.
fn end_after(project: &Project, period: Period) -> (f64, f64) {
    (f64::from(project.opens.days_until(period.span().end())), f64::from(period.days()))
}

/// Scratch for one limit's values per period.
#[derive(Debug, Clone, Default)]
pub(crate) struct LimitRow {
    /// What it allows, background use included, as volume of the period.
    pub(crate) whole: Vec<f64>,
    /// What uses it without choosing, as volume of the period.
    pub(crate) background: Vec<f64>,
}

impl PlannedLimit {
    /// Whether a commodity counts.
    pub(crate) fn counts(&self, commodity: usize) -> bool {
        self.commodities.is_empty() || self.commodities.contains(&commodity)
    }

    /// Whether it has a capacity, and not only days on which it is closed.
    pub(crate) fn has_capacity(&self) -> bool {
        self.capacity.is_some()
    }

    /// Writes capacity and background use of each period; `demand` is all that could want to use it in each, and `kept`
    /// what each event leaves of it in each, event by event, or nothing where events do not count.
    pub(crate) fn fill(
        &self,
        values: &[f64],
        years: &[f64],
        demand: &[f64],
        kept: &[f64],
        row: &mut LimitRow,
    ) {
        row.whole.resize(years.len(), 0.0);
        row.background.resize(years.len(), 0.0);
        match &self.capacity {
            Some(capacity) => self.fill_capacity(capacity, values, years, kept, &mut row.whole),
            None => self.fill_open_share(values, demand, kept, &mut row.whole),
        }
        match &self.background {
            Some(background) => background.fill(values, None, &mut row.background),
            None => row.background.fill(0.0),
        }
        row.background.iter_mut().zip(years).for_each(|(volume, years)| *volume *= years);
    }

    /// (given + what projects add), changed by scenarios, × availability × length of the period.
    fn fill_capacity(
        &self,
        capacity: &Profile,
        values: &[f64],
        years: &[f64],
        kept: &[f64],
        out: &mut [f64],
    ) {
        capacity.fill_given(values, None, out);
        self.add_projects(values, out);
        adjust(&self.changes, values, out);
        for (period, (level, years)) in out.iter_mut().zip(years).enumerate() {
            *level = (*level * self.open(values, period) * years).max(0.0);
        }
        self.lose(kept, out);
    }

    /// Adds what each project does: shares first, each of the capacity without projects, then amounts.
    fn add_projects(&self, values: &[f64], out: &mut [f64]) {
        let (by_share, by_amount) =
            (|project: &&FlatProject| project.is_share, |p: &&FlatProject| !p.is_share);
        if self.projects.iter().any(|project| project.is_share) {
            for (period, level) in out.iter_mut().enumerate() {
                let shares = self.projects.iter().filter(by_share);
                *level *= 1.0 + shares.map(|project| project.added(values, period)).sum::<f64>();
            }
        }
        for project in self.projects.iter().filter(by_amount) {
            for (period, level) in out.iter_mut().enumerate() {
                *level += project.added(values, period);
            }
        }
    }

    /// The share of a period's days on which it is open, closures by scenarios aside.
    fn open(&self, values: &[f64], period: usize) -> f64 {
        self.availability.map_or(1.0, |slot| values[slot]) * self.season.open(values, period)
    }

    /// Takes what events take of each period. Several are taken to be independent of each other, each taking its share
    /// of what the others leave.
    fn lose(&self, kept: &[f64], out: &mut [f64]) {
        let periods = out.len();
        for kept in self.events.iter().filter_map(|event| kept.chunks_exact(periods).nth(*event)) {
            out.iter_mut().zip(kept).for_each(|(level, kept)| *level *= kept);
        }
    }

    /// A leg without a capacity carries all that could go over it, on the days on which it is open.
    fn fill_open_share(&self, values: &[f64], demand: &[f64], kept: &[f64], out: &mut [f64]) {
        let ample = AMPLE * demand.iter().sum::<f64>().max(1.0);
        for (period, level) in out.iter_mut().enumerate() {
            *level = self.open(values, period);
        }
        self.lose(kept, out);
        adjust(&self.changes, values, out);
        for (level, demand) in out.iter_mut().zip(demand) {
            *level = if *level >= 1.0 { ample } else { level.max(0.0) * demand };
        }
    }
}

/// The limits of a plan, and which legs and nodes each is over.
pub(super) struct Limits {
    pub(super) planned: Vec<PlannedLimit>,
    pub(super) events: Vec<PlannedEvent>,
    /// The limits over each leg.
    pub(super) over_leg: Vec<Vec<usize>>,
    /// The limits over each node.
    pub(super) over_node: Vec<Vec<usize>>,
}

/// Limits of the draft, then capacities of legs.
pub(super) fn lower(
    draft: &Draft,
    commodities: &Commodities,
    slots: &mut Slots,
) -> Result<Limits, LoweringError> {
    let mut limits = Limits {
        planned: Vec::new(),
        events: Vec::new(),
        over_leg: vec![Vec::new(); draft.legs.len()],
        over_node: vec![Vec::new(); draft.nodes.len()],
    };
    let projects = Projects::lower(draft, slots);
    let events = Events::lower(draft, slots);
    for (id, limit) in draft.limits.iter() {
        limits.add_limit(draft, id, limit, commodities, &projects, slots)?;
        limits.hit(events.of_limit(id.as_str()));
    }
    for (number, (id, leg)) in draft.legs.iter().enumerate() {
        let closed_at_times = leg.availability.is_some() || !leg.season.months().is_empty();
        let hit = events.of_leg(id.as_str());
        if leg.capacity.is_some() || closed_at_times || closes(&leg.capacity_changes) || !hit.is_empty() {
            limits.add_leg(draft, number, id, leg, &projects, slots)?;
            limits.hit(hit);
        }
    }
    limits.events = events.planned;
    Ok(limits)
}

impl Limits {
    /// The limit that was added last is hit by these events.
    fn hit(&mut self, events: &[usize]) {
        if let Some(limit) = self.planned.last_mut() {
            limit.events = events.to_vec();
        }
    }

    fn add_limit(
        &mut self,
        draft: &Draft,
        id: &LimitId,
        limit: &Limit,
        commodities: &Commodities,
        projects: &Projects,
        slots: &mut Slots,
    ) -> Result<(), LoweringError> {
        let number = self.planned.len();
        for leg in legs_of(draft, limit) {
            self.over_leg[leg].push(number);
        }
        for node in limit.nodes.iter().filter_map(|id| draft.nodes.position(id.as_str())) {
            self.over_node[node].push(number);
        }
        let path = format!("limit.{id}");
        let said = Said {
            path: &path,
            capacity: Some(&limit.capacity),
            changes: &limit.capacity_changes,
            background: limit.background.as_ref(),
            availability: limit.availability.as_ref(),
            season: &limit.season,
        };
        let mut planned = said.lower(draft, slots)?;
        planned.name = id.as_str().into();
        planned.commodities = commodities.numbers(&limit.commodities);
        planned.projects = projects.of_limit.get(id.as_str()).cloned().unwrap_or_default();
        self.planned.push(planned);
        Ok(())
    }

    fn add_leg(
        &mut self,
        draft: &Draft,
        number: usize,
        id: &LegId,
        leg: &Leg,
        projects: &Projects,
        slots: &mut Slots,
    ) -> Result<(), LoweringError> {
        self.over_leg[number].push(self.planned.len());
        let path = format!("leg.{id}");
        let said = Said {
            path: &path,
            capacity: leg.capacity.as_ref(),
            changes: &leg.capacity_changes,
            background: leg.background.as_ref(),
            availability: leg.availability.as_ref(),
            season: &leg.season,
        };
        let mut planned = said.lower(draft, slots)?;
        planned.name = id.as_str().into();
        planned.leg = Some(number);
        planned.projects = projects.of_leg.get(id.as_str()).cloned().unwrap_or_default();
        self.planned.push(planned);
        Ok(())
    }
}

/// The legs that a limit is over, those of its corridors' cordons among them, each once.
fn legs_of(draft: &Draft, limit: &Limit) -> Vec<usize> {
    let corridors = limit.corridors.iter().filter_map(|id| draft.corridors.get(id));
    let cordons = corridors.flat_map(|corridor| &corridor.cordon);
    let mut legs: Vec<usize> =
        limit.legs.iter().chain(cordons).filter_map(|id| draft.legs.position(id.as_str())).collect();
    legs.sort_unstable();
    legs.dedup();
    legs
}

/// What a limit or a leg says of its capacity.
struct Said<'a> {
    path: &'a str,
    capacity: Option<&'a Steps>,
    changes: &'a [crate::network::Adjustment],
    background: Option<&'a Steps>,
    availability: Option<&'a Number>,
    season: &'a Season,
}

impl Said<'_> {
    fn lower(&self, draft: &Draft, slots: &mut Slots) -> Result<PlannedLimit, LoweringError> {
        let (path, horizon) = (self.path, draft.horizon);
        let unit = self.capacity.and_then(Steps::unit);
        let mut steps = |steps: Option<&Steps>, name: &str| {
            steps.map(|steps| Profile::steps(steps, &format!("{path}.{name}"), horizon, slots)).transpose()
        };
        let capacity = steps(self.capacity, "capacity")?;
        let background = steps(self.background, "background")?;
        Ok(PlannedLimit {
            name: path.into(),
            measure: measure_of(unit).or(draft.measure).unwrap_or(Measure::Mass),
            leg: None,
            commodities: Vec::new(),
            capacity,
            changes: flatten(self.changes, &format!("{path}.capacity"), horizon, slots),
            background,
            availability: self.availability.map(|number| slots.add(format!("{path}.availability"), number)),
            season: FlatSeason::lower(self.season, path, horizon, slots),
            projects: Vec::new(),
            events: Vec::new(),
        })
    }
}

fn measure_of(unit: Option<Unit>) -> Option<Measure> {
    match unit? {
        Unit::Rate(measure) | Unit::Volume(measure) => Some(measure),
        _ => None,
    }
}

/// The projects by what they enlarge.
#[derive(Default)]
struct Projects {
    of_limit: BTreeMap<String, Vec<FlatProject>>,
    of_leg: BTreeMap<String, Vec<FlatProject>>,
}

impl Projects {
    fn lower(draft: &Draft, slots: &mut Slots) -> Self {
        let mut this = Self::default();
        for (id, project) in draft.projects.iter() {
            let flat = FlatProject::lower(id.as_str(), project, draft, slots);
            let (map, name) = match &project.enlarges {
                Enlarges::Limit(limit) => (&mut this.of_limit, limit.as_str()),
                Enlarges::Leg(leg) => (&mut this.of_leg, leg.as_str()),
            };
            map.entry(name.to_owned()).or_default().push(flat);
        }
        this
    }
}
