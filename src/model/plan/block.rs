//! Demands and limits of a plan filled for a block of draws at a time: what [`Levels`](super::Levels) hold for one.
//!
//! Values stand period by period, each by draw. What no loop is made for is filled draw by draw.

use super::demands::{PlannedDemand, Volume};
use super::limits::{FlatProject, LimitRow, Opening, PlannedLimit};
use super::profile::{FlatAdjustment, Lowered, Profile};
use super::slots::Slot;
use crate::calendar::Duration;
use crate::evidence::Column;
use crate::projection::{BlockInputs, Growth};

/// The values of a plan's inputs over a block of draws.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draws<'a> {
    /// The value of every slot that does not change.
    pub(crate) fixed: &'a [f64],
    /// By slot, which of the columns it is drawn from.
    pub(crate) places: &'a [Option<usize>],
    /// The drawn values, column by column.
    pub(crate) columns: &'a [f64],
    /// How many draws there are.
    pub(crate) count: usize,
}

/// Memory that is used again from block to block.
#[derive(Debug, Clone, Default)]
pub(crate) struct BlockMemory {
    values: Vec<f64>,
    row: Vec<f64>,
    nothing: Vec<f64>,
    factor: Vec<f64>,
    share: Vec<f64>,
    limit: LimitRow,
    growth: Growth,
}

impl<'a> Draws<'a> {
    /// The values of a slot.
    pub(crate) fn of(&self, slot: Slot) -> Column<'a> {
        match self.places[slot] {
            Some(place) => Column::Drawn(&self.columns[place * self.count..][..self.count]),
            None => Column::Same(self.fixed[slot]),
        }
    }

    fn is_same(&self, slot: Slot) -> bool {
        self.places[slot].is_none()
    }

    /// The values of all slots in one draw.
    fn put(&self, draw: usize, values: &mut Vec<f64>) {
        values.clear();
        let places = self.fixed.iter().zip(self.places);
        let of = |place: usize| self.columns[place * self.count + draw];
        values.extend(places.map(|(fixed, place)| place.map_or(*fixed, of)));
    }
}

/// Puts one draw's value of each period into its place.
fn scatter(row: &[f64], draw: usize, count: usize, out: &mut [f64]) {
    for (levels, level) in out.chunks_exact_mut(count).zip(row) {
        levels[draw] = *level;
    }
}

impl Profile {
    /// The value of each period before adjustments; one that follows a driver holds its last value.
    fn fill_given_block(&self, draws: &Draws<'_>, memory: &mut BlockMemory, out: &mut [f64]) {
        let inputs =
            BlockInputs { column: |input: usize| draws.of(self.first_slot() + input), draws: draws.count };
        let is_filled = match self.shape() {
            Lowered::Steps(steps) => steps.fill_block(&inputs, &mut memory.growth, out),
            Lowered::Course(course) => course.fill_block(&inputs, &mut memory.growth, out),
        };
        if is_filled {
            return;
        }
        memory.row.resize(out.len() / draws.count, 0.0);
        for draw in 0..draws.count {
            draws.put(draw, &mut memory.values);
            self.fill_given(&memory.values, None, &mut memory.row);
            scatter(&memory.row, draw, draws.count, out);
        }
    }

    /// The value of each period.
    fn fill_block(&self, draws: &Draws<'_>, memory: &mut BlockMemory, out: &mut [f64]) {
        self.fill_given_block(draws, memory, out);
        adjust(self.adjustments(), draws, out);
    }
}

/// Applies adjustments to the value of each period.
fn adjust(adjustments: &[FlatAdjustment], draws: &Draws<'_>, out: &mut [f64]) {
    for flat in adjustments {
        let amount = flat.slot.map_or(Column::Same(0.0), |slot| draws.of(slot));
        for &(period, share) in &flat.shares {
            let levels = &mut out[period * draws.count..][..draws.count];
            amount.change(levels, |level, amount| flat.adjustment.apply(level, amount, share));
        }
    }
}

impl PlannedDemand {
    /// Whether blocks of its volume can be filled: it has a volume of its own that follows no series.
    pub(crate) fn has_blocks(&self) -> bool {
        matches!(self.volume, Volume::Given { driver: None, .. })
    }

    /// Writes its volume of each period, as [`PlannedDemand::fill`] does for one draw.
    pub(crate) fn fill_block(
        &self,
        draws: &Draws<'_>,
        years: &[f64],
        memory: &mut BlockMemory,
        out: &mut [f64],
    ) {
        if let Volume::Given { profile, .. } = &self.volume {
            profile.fill_block(draws, memory, out);
        }
        adjust(&self.changes, draws, out);
        let factor = self.conversion.slot().map_or(Column::Same(1.0), |slot| draws.of(slot));
        for (levels, years) in out.chunks_exact_mut(draws.count).zip(years) {
            factor.change(levels, |level, factor| (level * factor * years).max(0.0));
        }
    }
}

impl PlannedLimit {
    /// Whether anything uses it that does not choose.
    pub(crate) fn has_background(&self) -> bool {
        self.background.is_some()
    }

    /// Writes its capacity in each period, as [`PlannedLimit::fill`] does for one draw, if it has one.
    pub(crate) fn fill_block(
        &self,
        draws: &Draws<'_>,
        years: &[f64],
        memory: &mut BlockMemory,
        whole: &mut [f64],
    ) {
        match &self.capacity {
            Some(capacity) if self.season.is_same(|slot| draws.is_same(slot)) => {
                capacity.fill_given_block(draws, memory, whole);
                self.add_projects_block(draws, memory, whole);
                adjust(&self.changes, draws, whole);
                self.open_block(draws, years, whole);
            }
            _ => self.fill_by_draw(draws, years, memory, whole),
        }
    }

    /// Writes its background use in each period, if it has any.
    pub(crate) fn fill_background_block(
        &self,
        draws: &Draws<'_>,
        years: &[f64],
        memory: &mut BlockMemory,
        out: &mut [f64],
    ) {
        let Some(background) = &self.background else { return };
        background.fill_block(draws, memory, out);
        for (levels, years) in out.chunks_exact_mut(draws.count).zip(years) {
            for level in levels {
                *level *= years;
            }
        }
    }

    fn fill_by_draw(&self, draws: &Draws<'_>, years: &[f64], memory: &mut BlockMemory, whole: &mut [f64]) {
        memory.nothing.clear();
        memory.nothing.resize(years.len(), 0.0);
        for draw in 0..draws.count {
            draws.put(draw, &mut memory.values);
            self.fill(&memory.values, years, &memory.nothing, &[], &mut memory.limit);
            scatter(&memory.limit.whole, draw, draws.count, whole);
        }
    }

    /// Shares first, each of the capacity without projects, then amounts.
    fn add_projects_block(&self, draws: &Draws<'_>, memory: &mut BlockMemory, out: &mut [f64]) {
        let said = |project: &FlatProject| (project.slips(draws), project.amount(draws));
        let said: Vec<(Slips, Vec<f64>)> = self.projects.iter().map(said).collect();
        let BlockMemory { share, factor, .. } = memory;
        let by = |is_share: bool| {
            self.projects.iter().zip(&said).filter(move |(project, _)| project.is_share == is_share)
        };
        for (period, levels) in out.chunks_exact_mut(draws.count).enumerate() {
            let mut is_enlarged = false;
            for (project, (slips, amount)) in by(true) {
                let Some(open) = project.share(slips, period, share) else { continue };
                if !is_enlarged {
                    factor.clear();
                    factor.resize(draws.count, -0.0);
                }
                is_enlarged = true;
                project.change(draws, amount, open, factor, |sum, added| sum + added);
            }
            if is_enlarged {
                levels.iter_mut().zip(factor.iter()).for_each(|(level, sum)| *level *= 1.0 + sum);
            }
            for (project, (slips, amount)) in by(false) {
                if let Some(open) = project.share(slips, period, share) {
                    project.change(draws, amount, open, levels, |level, added| level + added);
                }
            }
        }
    }

    /// What is left on the days that it is open, as volume of each period.
    fn open_block(&self, draws: &Draws<'_>, years: &[f64], out: &mut [f64]) {
        let available = self.availability.map_or(Column::Same(1.0), |slot| draws.of(slot));
        for (period, (levels, years)) in out.chunks_exact_mut(draws.count).zip(years).enumerate() {
            let season = self.season.open(draws.fixed, period);
            let whole = |level: f64| if level > 0.0 { level } else { 0.0 };
            match available {
                // Times one is the same number.
                Column::Same(share) if share * season == 1.0 && *years == 1.0 => {
                    for level in levels {
                        *level = whole(*level);
                    }
                }
                _ => available.change(levels, |level, available| whole(level * (available * season) * years)),
            }
        }
    }
}

/// The days by which a project slips in each draw, and the least and the most of them.
struct Slips {
    days: Vec<f64>,
    least: f64,
    most: f64,
}

impl Slips {
    fn of(days: Vec<f64>) -> Self {
        let least = days.iter().copied().fold(f64::INFINITY, f64::min);
        let most = days.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Self { days, least, most }
    }
}

impl FlatProject {
    /// The days by which it slips in each draw, whole ones where nothing else matters; none if it opens on a known day.
    fn slips(&self, draws: &Draws<'_>) -> Slips {
        let Opening::Slips { slip, project, .. } = &self.opening else { return Slips::of(Vec::new()) };
        let mut slips = vec![-0.0; draws.count];
        for (slot, days) in slip.inputs() {
            draws.of(*slot).change(&mut slips, |sum, value| sum + value * days);
        }
        if project.ramp == Duration::ZERO {
            for slip in &mut slips {
                *slip = slip.round();
            }
        }
        Slips::of(slips)
    }

    /// How much it is to add in each draw, if a ratio tells what comes of it.
    fn amount(&self, draws: &Draws<'_>) -> Vec<f64> {
        let Some(ratio) = self.ratio else { return Vec::new() };
        let mut amount = vec![0.0; draws.count];
        draws.of(self.adds).change(&mut amount, |_, adds| adds);
        draws.of(ratio).change(&mut amount, |adds, ratio| adds * ratio);
        amount
    }

    /// The share of what it adds that a period has; none if it has nothing of it in any draw.
    fn share<'a>(&self, slips: &Slips, period: usize, room: &'a mut Vec<f64>) -> Option<Column<'a>> {
        let (project, periods, ends) = match &self.opening {
            Opening::Dated(shares) => {
                return Some(Column::Same(shares[period])).filter(|_| shares[period] != 0.0);
            }
            Opening::Slips { project, periods, ends, .. } => (project, periods, ends),
        };
        room.resize(slips.days.len(), 0.0);
        if project.ramp == Duration::ZERO {
            days_open(slips, ends[period], room)
        } else {
            let shares = slips.days.iter().map(|slip| project.share_open_after(*slip, periods[period]));
            room.iter_mut().zip(shares).for_each(|(out, share)| *out = share);
            Some(Column::Drawn(room))
        }
    }

    /// Changes each draw's level by what the project adds where so much of it is open.
    fn change(
        &self,
        draws: &Draws<'_>,
        amount: &[f64],
        open: Column<'_>,
        levels: &mut [f64],
        change: impl Fn(f64, f64) -> f64,
    ) {
        let adds = if self.ratio.is_some() { Column::Drawn(amount) } else { draws.of(self.adds) };
        match (adds, open) {
            (adds, Column::Same(share)) => adds.change(levels, |level, adds| change(level, adds * share)),
            (Column::Same(adds), open) => open.change(levels, |level, share| change(level, adds * share)),
            (Column::Drawn(adds), Column::Drawn(shares)) => {
                for (level, (adds, share)) in levels.iter_mut().zip(adds.iter().zip(shares)) {
                    *level = change(*level, adds * share);
                }
            }
        }
    }
}

/// The share of a period's days from an opening without a ramp on: as [`Project::share_open_after`], to the bit.
///
/// [`Project::share_open_after`]: crate::network::Project::share_open_after
fn days_open<'a>(slips: &Slips, (end, days): (f64, f64), out: &'a mut [f64]) -> Option<Column<'a>> {
    if end <= slips.least {
        return None;
    }
    if end - slips.most >= days {
        return Some(Column::Same(1.0));
    }
    for (open, slip) in out.iter_mut().zip(&slips.days) {
        let left = end - slip;
        let left = if left > 0.0 { left } else { 0.0 };
        *open = if left < days { left } else { days } / days;
    }
    Some(Column::Drawn(out))
}
