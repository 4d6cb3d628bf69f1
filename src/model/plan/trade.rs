//! What a turnover is made of: exports and imports, which add up to it in every period.

use crate::calendar::Horizon;
use crate::demand::Turnover;
use crate::projection::{Course, Rule};

use super::LoweringError;
use super::profile::Profile;
use super::slots::Slots;

/// Exports and imports of a turnover, of which one at least is given.
///
/// Up to the turnover's last given value they divide it as they stand to each other, so that a part of a year will do.
/// After it they keep that proportion, or, where one of them has a rule of its own, each goes on by its own and the
/// turnover is their sum.
#[derive(Debug, Clone)]
pub(crate) struct PlannedParts {
    /// Which of the plan's turnovers with parts it is.
    pub(crate) number: usize,
    /// Exports, then imports.
    courses: [Option<Profile>; 2],
    /// The middle of the turnover's last given period.
    origin: f64,
    /// How many periods of the horizon are not after it.
    given: usize,
    /// Whether the parts grow by rules of their own.
    own_growth: bool,
    /// The middle of each period.
    times: Vec<f64>,
}

impl PlannedParts {
    /// Lowers the exports and imports of a turnover at `path`, if it has any.
    pub(super) fn lower(
        turnover: &Turnover,
        path: &str,
        number: usize,
        horizon: Horizon,
        slots: &mut Slots,
    ) -> Result<Option<Self>, LoweringError> {
        let (exports, imports) = (&turnover.exports, &turnover.imports);
        if exports.is_none() && imports.is_none() {
            return Ok(None);
        }
        let mut lower = |key: &str, course: &Option<Course>| {
            let lower = |course| Profile::part(course, &format!("{path}.{key}"), horizon, slots);
            course.as_ref().map(lower).transpose()
        };
        let courses = [lower("exports", exports)?, lower("imports", imports)?];
        let last = turnover.values.points().last().map(|(period, _)| *period);
        let origin = last.unwrap_or_else(|| horizon.first()).midpoint();
        let times: Vec<f64> = horizon.periods().map(crate::calendar::Period::midpoint).collect();
        let given = last.map_or(times.len().min(1), |last| {
            horizon.periods().take_while(|period| period.first_day() <= last.first_day()).count()
        });
        let own = |course: &Option<Course>| course.as_ref().is_some_and(|course| course.rule != Rule::Hold);
        let own_growth = own(exports) || own(imports);
        Ok(Some(Self { number, courses, origin, given, own_growth, times }))
    }

    /// Whether what follows the turnover must read its levels, since its own values tell nothing of its growth.
    pub(super) fn leads_by_levels(&self, origin_time: f64) -> bool {
        self.own_growth && origin_time > self.origin
    }

    /// Divides the turnover's levels into exports and imports; where these grow by themselves, the turnover becomes
    /// their sum.
    pub(super) fn fill(&self, whole: &Profile, values: &[f64], turnover: &mut [f64], parts: &mut [f64]) {
        let (exports, imports) = parts.split_at_mut(turnover.len());
        for (course, row) in self.courses.iter().zip([&mut *exports, &mut *imports]) {
            if let Some(course) = course {
                course.fill(values, None, row);
            }
        }
        self.fill_missing(whole, values, exports, imports);
        let [sent, taken] = self.at_origin(whole, values);
        for period in 0..turnover.len() {
            let grows = self.own_growth && period >= self.given;
            let whole = if grows { sent + taken } else { exports[period] + imports[period] };
            if grows && whole > 0.0 {
                exports[period] *= turnover[period] / whole;
                imports[period] *= turnover[period] / whole;
                turnover[period] = exports[period] + imports[period];
            } else {
                // A trade of nothing has no proportion, and is halved.
                let share = if whole > 0.0 { exports[period] / whole } else { 0.5 };
                exports[period] = turnover[period] * share;
                imports[period] = turnover[period] - exports[period];
            }
        }
    }

    /// Of exports or imports that are not given: what the others leave of the turnover, up to its last given value.
    fn fill_missing(&self, whole: &Profile, values: &[f64], exports: &mut [f64], imports: &mut [f64]) {
        let (known, missing) = match &self.courses {
            [Some(_), None] => (&*exports, imports),
            [None, Some(_)] => (&*imports, exports),
            _ => return,
        };
        let held = self.rest_at_origin(whole, values);
        for (period, place) in missing.iter_mut().enumerate() {
            *place = if period < self.given {
                (whole.level_at(values, self.times[period].min(self.origin)) - known[period]).max(0.0)
            } else {
                held
            };
        }
    }

    /// What the part that is given leaves of the turnover's last given value.
    fn rest_at_origin(&self, whole: &Profile, values: &[f64]) -> f64 {
        let known: f64 = self.courses.iter().flatten().map(|known| known.level_at(values, self.origin)).sum();
        (whole.level_at(values, self.origin) - known).max(0.0)
    }

    /// Exports and imports in the middle of the turnover's last given period.
    fn at_origin(&self, whole: &Profile, values: &[f64]) -> [f64; 2] {
        [0, 1].map(|part: usize| match &self.courses[part] {
            Some(course) => course.level_at(values, self.origin),
            None => self.rest_at_origin(whole, values),
        })
    }
}
