//! The numbers of a profile as the cells of a table.

use crate::compare::{Peak, Profile};

use super::Scale;
use super::number::{ABSENT, UNNOTICED, optional, percent_change, signed};

/// The scale and the decimals in which the numbers of a profile are shown.
pub(super) struct Shown<'a> {
    pub(super) profile: &'a Profile,
    pub(super) scale: Scale,
    pub(super) decimals: usize,
}

impl<'a> Shown<'a> {
    /// In the scale that suits the profile's largest number.
    pub(super) fn new(profile: &'a Profile) -> Self {
        Self::in_scale(profile, Scale::of(profile.indicator, profile.unit, profile.values()))
    }

    /// In a given scale.
    pub(super) fn in_scale(profile: &'a Profile, scale: Scale) -> Self {
        let pairs = profile.scenarios.iter().flat_map(|(_, values)| values.iter().zip(&profile.periods));
        let numbers = pairs.filter_map(|(value, period)| Some(scale.shown((*value)?, *period)));
        let decimals = scale.decimals(numbers);
        Self { profile, scale, decimals }
    }

    /// Values, one to each period of the profile.
    pub(super) fn cells(&self, values: &[Option<f64>]) -> Vec<String> {
        let pairs = values.iter().zip(&self.profile.periods);
        let shown = pairs.map(|(value, period)| value.map(|value| self.scale.shown(value, *period)));
        shown.map(|value| optional(value, self.decimals)).collect()
    }

    /// The values of a scenario and where it differs most from the baseline.
    pub(super) fn scenario(&self, number: usize, peak: Option<Peak>) -> Vec<String> {
        let mut cells = self.cells(&self.profile.scenarios[number].1);
        cells.push(if number == 0 { String::new() } else { self.told(peak) });
        cells
    }

    /// A difference and its period; `0 %` alone if there is no difference.
    fn told(&self, peak: Option<Peak>) -> String {
        let Some(Peak { period, difference, relative_difference }) = peak else { return ABSENT.to_owned() };
        if relative_difference.unwrap_or(difference).abs() < UNNOTICED {
            return "0 %".to_owned();
        }
        match relative_difference {
            Some(_) => format!("{} {period}", percent_change(relative_difference)),
            None => format!("{} {period}", signed(self.scale.shown(difference, period), self.decimals)),
        }
    }
}
