//! The quantiles of the standard normal distribution, one by one or many side by side.

/// Within this distance from the median, 85 % of all shares, no logarithm is needed.
const CENTRE: f64 = 0.425;
const CENTRE_SQUARED: f64 = CENTRE * CENTRE;
/// √(−ln share) from which the far tails begin: shares below 1.4e-11.
const FAR: f64 = 5.0;
const NEAR: f64 = 1.6;

/// A ratio of two polynomials of degree seven, highest power first.
struct Ratio {
    above: [f64; 8],
    below: [f64; 8],
}

/// The three ratios of Wichura (1988), Algorithm AS 241, PPND16, relative error about 1e-16.
const MIDDLE: Ratio = Ratio {
    above: [
        2.509_080_928_730_122_7e3,
        3.343_057_558_358_813e4,
        6.726_577_092_700_87e4,
        4.592_195_393_154_987e4,
        1.373_169_376_550_946e4,
        1.971_590_950_306_551_3e3,
        1.331_416_678_917_843_8e2,
        3.387_132_872_796_366_5,
    ],
    below: [
        5.226_495_278_852_854e3,
        2.872_908_573_572_194_3e4,
        3.930_789_580_009_271e4,
        2.121_379_430_158_659_7e4,
        5.394_196_021_424_751e3,
        6.871_870_074_920_579e2,
        4.231_333_070_160_091e1,
        1.0,
    ],
};
const TAIL: Ratio = Ratio {
    above: [
        7.745_450_142_783_414e-4,
        2.272_384_498_926_918_4e-2,
        2.417_807_251_774_506e-1,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ],
    below: [
        1.050_750_071_644_416_9e-9,
        5.475_938_084_995_345e-4,
        1.519_866_656_361_645_7e-2,
        1.481_039_764_274_800_8e-1,
        6.897_673_349_851e-1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ],
};
const FAR_TAIL: Ratio = Ratio {
    above: [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        1.242_660_947_388_078_4e-3,
        2.653_218_952_657_612_4e-2,
        2.965_605_718_285_048_7e-1,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ],
    below: [
        2.044_263_103_389_939_8e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        7.868_691_311_456_133e-4,
        1.487_536_129_085_061_5e-2,
        1.369_298_809_227_358e-1,
        5.998_322_065_558_88e-1,
        1.0,
    ],
};

impl Ratio {
    #[inline]
    fn at(&self, x: f64) -> f64 {
        let sum = |terms: &[f64; 8]| terms.iter().fold(0.0, |sum, term| sum * x + term);
        sum(&self.above) / sum(&self.below)
    }
}

/// The standard normal quantile of a share above 0 and below 1.
pub(crate) fn standard_normal_quantile(share: f64) -> f64 {
    let from_median = share - 0.5;
    if from_median.abs() <= CENTRE { in_centre(from_median) } else { in_tail(share) }
}

/// Replaces each share by its standard normal quantile, the same to the bit as one by one.
///
/// All are first taken for central ones, several at a time, and the rest worked out again.
pub(crate) fn standard_normal_quantiles(shares: &mut [f64]) {
    const BLOCK: usize = 64;
    let mut given = [0.0; BLOCK];
    for block in shares.chunks_mut(BLOCK) {
        let given = &mut given[..block.len()];
        given.copy_from_slice(block);
        for value in block.iter_mut() {
            *value = in_centre(*value - 0.5);
        }
        for (value, share) in block.iter_mut().zip(given) {
            if (*share - 0.5).abs() > CENTRE {
                *value = in_tail(*share);
            }
        }
    }
}

#[inline]
fn in_centre(from_median: f64) -> f64 {
    from_median * MIDDLE.at(CENTRE_SQUARED - from_median * from_median)
}

fn in_tail(share: f64) -> f64 {
    let depth = (-share.min(1.0 - share).ln()).sqrt();
    let size = if depth <= FAR { TAIL.at(depth - NEAR) } else { FAR_TAIL.at(depth - FAR) };
    if share < 0.5 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use statrs::distribution::{ContinuousCDF, Normal};

    /// The algorithm's own accuracy, and that of the function it is compared with.
    const ACCURACY: f64 = 5e-15;

    /// The two values that Wichura's paper checks by, and one from the far tail of its table.
    #[test]
    fn the_published_values_come_out() {
        assert_relative_eq!(
            standard_normal_quantile(0.25),
            -0.674_489_750_196_081_7,
            max_relative = ACCURACY
        );
        assert_relative_eq!(
            standard_normal_quantile(0.001),
            -3.090_232_306_167_813_5,
            max_relative = ACCURACY
        );
        assert_relative_eq!(standard_normal_quantile(1e-20), -9.262_340_089_798_408, max_relative = ACCURACY);
    }

    /// Everywhere it agrees with another implementation, and a row with its single values to the bit.
    #[test]
    fn quantiles_agree_with_another_library() {
        let shares: Vec<f64> =
            (1..4000).map(|step| f64::from(step) / 4000.0).chain([1e-12, 1e-9, 1.0 - 1e-12]).collect();
        let mut row = shares.clone();
        standard_normal_quantiles(&mut row);
        for (share, value) in shares.iter().zip(row) {
            assert_eq!(value.to_bits(), standard_normal_quantile(*share).to_bits());
            let expected = Normal::standard().inverse_cdf(*share);
            assert_relative_eq!(value, expected, max_relative = ACCURACY, epsilon = ACCURACY);
        }
        assert_eq!(standard_normal_quantile(0.5), 0.0);
    }
}
