use crate::calendar::Period;
use crate::compare::Profile;
use crate::evaluate::Indicator;
use crate::quantity::Unit;
use crate::report::Scale;
use crate::report::number::{percent_change, rounded, signed};

/// How the numbers of one kind are told: in one unit, with as many digits as the largest needs.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    scale: Scale,
    decimals: usize,
}

impl Amount {
    /// In what suits these values of a period.
    pub(super) fn of(
        indicator: Indicator,
        unit: Unit,
        period: Period,
        values: impl IntoIterator<Item = f64> + Clone,
    ) -> Self {
        let scale = Scale::of(indicator, unit, values.clone());
        let shown = values.into_iter().map(|value| scale.shown(value, period));
        let decimals = scale.decimals(shown.collect::<Vec<f64>>());
        Self { scale, decimals }
    }

    /// In what suits the largest value of a profile.
    pub(super) fn of_profile(profile: &Profile) -> Self {
        let period = profile.periods[0];
        Self::of(profile.indicator, profile.unit, period, profile.values().collect::<Vec<f64>>())
    }

    /// The unit.
    pub(super) fn symbol(&self) -> &str {
        self.scale.symbol()
    }

    /// A number without its unit.
    pub(super) fn bare(&self, value: f64, period: Period) -> String {
        rounded(self.scale.shown(value, period), self.decimals)
    }

    /// A number with its unit: `4.48 Mt`.
    pub(super) fn told(&self, value: f64, period: Period) -> String {
        self.with_unit(self.bare(value, period))
    }

    /// A difference with its sign and unit: `+1.20 Mt`.
    pub(super) fn change(&self, value: f64, period: Period) -> String {
        self.with_unit(minus(&signed(self.scale.shown(value, period), self.decimals)))
    }

    /// From one number to another: `3.9 to 5.2 Mt`.
    pub(super) fn range(&self, low: f64, high: f64, period: Period) -> String {
        self.with_unit(format!("{} to {}", minus(&self.bare(low, period)), minus(&self.bare(high, period))))
    }

    fn with_unit(&self, number: String) -> String {
        match self.symbol() {
            "" => number,
            symbol => format!("{number} {symbol}"),
        }
    }
}

/// A relative difference: `−12 %`.
pub(super) fn percent(share: f64) -> String {
    minus(&percent_change(Some(share)))
}

/// A share: `34 %`; what is neither none nor all is not rounded to them.
pub(super) fn share(part: f64) -> String {
    let percent = 100.0 * part;
    match percent {
        _ if part > 0.0 && percent < 0.5 => "<1 %".to_owned(),
        _ if part < 1.0 && percent > 99.5 => ">99 %".to_owned(),
        _ => format!("{percent:.0} %"),
    }
}

/// With the sign that printers use.
fn minus(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Measure;

    #[test]
    fn numbers_are_told_with_their_unit() {
        let year: Period = "2030".parse().unwrap();
        let amount = Amount::of(Indicator::Flow, Unit::Volume(Measure::Mass), year, [4.484e6, 1e5]);
        assert_eq!(amount.told(4.484e6, year), "4.48 Mt");
        assert_eq!(amount.change(-1.2e6, year), "\u{2212}1.20 Mt");
        assert_eq!(amount.range(1e6, 2e6, year), "1.00 to 2.00 Mt");
        assert_eq!(percent(-0.123), "\u{2212}12 %");
    }

    #[test]
    fn nearly_all_is_not_all() {
        for (part, text) in
            [(0.0, "0 %"), (0.001, "<1 %"), (0.344, "34 %"), (0.9999, ">99 %"), (1.0, "100 %")]
        {
            assert_eq!(share(part), text);
        }
    }
}
