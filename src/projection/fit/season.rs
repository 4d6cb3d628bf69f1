use super::History;

/// How many standard errors the autocorrelation at the season's length must exceed: a one-sided test at 10 %, as in
/// the M competitions.
const SHOWS: f64 = 1.282;

/// The pattern of a season, one ratio to the year's mean for each of its periods; none where no season shows.
///
/// Classical decomposition by ratios to a centred moving mean, in which each period's ratio is the mean over the years and the
/// ratios are scaled to a mean of 1. It is looked for in three seasons or more of values above zero.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Season {
    /// By place within the season, beginning with the first value; one of 1 alone for no season.
    ratios: Vec<f64>,
    /// How many values there were.
    count: usize,
}

impl Season {
    pub(super) fn of(history: &History) -> Self {
        let (values, period) = (history.values(), history.season());
        let shows = period > 1
            && values.len() >= 3 * period
            && values.iter().all(|value| *value > 0.0)
            && shows(values, period);
        let ratios = if shows { ratios(values, period) } else { vec![1.0] };
        Self { ratios, count: values.len() }
    }

    pub(super) fn none(history: &History) -> Self {
        Self { ratios: vec![1.0], count: history.len() }
    }

    fn ratio(&self, place: usize) -> f64 {
        self.ratios[place % self.ratios.len()]
    }

    /// The values without it.
    pub(super) fn removed(&self, values: &[f64]) -> Vec<f64> {
        values.iter().enumerate().map(|(place, value)| value / self.ratio(place)).collect()
    }

    /// Values without it, with it.
    pub(super) fn put_back(&self, values: &[f64]) -> Vec<f64> {
        values.iter().enumerate().map(|(place, value)| value * self.ratio(place)).collect()
    }

    /// A level so many periods after the last value, with it.
    pub(super) fn put_back_ahead(&self, level: f64, ahead: usize) -> f64 {
        level * self.ratio(self.count + ahead.max(1) - 1)
    }
}

/// Whether the autocorrelation of the changes at the season's length stands out.
fn shows(values: &[f64], period: usize) -> bool {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let apart: Vec<f64> = values.iter().map(|value| value - mean).collect();
    let variance: f64 = apart.iter().map(|x| x * x).sum();
    let correlation =
        |lag: usize| apart.iter().zip(&apart[lag..]).map(|(a, b)| a * b).sum::<f64>() / variance;
    let others: f64 = (1..period).map(|lag| correlation(lag).powi(2)).sum();
    variance > 0.0 && correlation(period) > SHOWS * ((1.0 + 2.0 * others) / count).sqrt()
}

fn ratios(values: &[f64], period: usize) -> Vec<f64> {
    let ratios = pattern(values, period, |value, mean| value / mean);
    let mean = ratios.iter().sum::<f64>() / period as f64;
    ratios.iter().map(|ratio| ratio / mean).collect()
}

/// How each place of the season stands to the centred moving mean, on average over the years.
pub(super) fn pattern(values: &[f64], period: usize, stands: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let (half, window) = (period / 2, period + 1 - period % 2);
    let (mut sums, mut counts) = (vec![0.0; period], vec![0.0; period]);
    for middle in half..values.len() - half {
        let around = &values[middle - half..=middle + half];
        let ends = if period.is_multiple_of(2) { f64::midpoint(around[0], around[window - 1]) } else { 0.0 };
        let mean = (around.iter().sum::<f64>() - ends) / period as f64;
        sums[middle % period] += stands(values[middle], mean);
        counts[middle % period] += 1.0;
    }
    sums.iter().zip(&counts).map(|(sum, count)| sum / count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_season_is_found_where_there_is_one() {
        let pattern = [0.8, 1.1, 1.3, 0.8];
        let values: Vec<f64> = (0..24).map(|k| 100.0 * pattern[k % 4]).collect();
        let season = Season::of(&History::seasonal(&values, 4).unwrap());
        for (found, given) in season.ratios.iter().zip(pattern) {
            assert!((found - given).abs() < 1e-12, "{found} {given}");
        }
        assert!(season.removed(&values).iter().all(|value| (value - 100.0).abs() < 1e-9));
        assert!((season.put_back_ahead(100.0, 3) - 130.0).abs() < 1e-9);
    }

    #[test]
    fn none_is_found_where_there_is_none() {
        let line: Vec<f64> = (0..24).map(|k| 100.0 + f64::from(k * k % 7)).collect();
        for history in [History::seasonal(&line, 4).unwrap(), History::new(&line).unwrap()] {
            assert_eq!(Season::of(&history).ratios, [1.0]);
        }
    }
}
