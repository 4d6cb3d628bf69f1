use super::SamplingError;
use super::shuffle::{Permutation, shuffled_van_der_corput};
use crate::evidence::Stream;
use crate::evidence::words;

words!(
    /// How the draws of each input spread over what it may be.
    ///
    /// Whatever the design, the number that an input takes in a draw depends on the seed, the input's path and the
    /// draw alone (and on how many draws there are, for [`Design::LatinHypercube`]): not on other inputs, the
    /// scenario, threads or shards. So adding an input changes no other, and scenarios are paired draw by draw.
    ///
    /// That is why the two stratified designs pair the inputs at random: each input has a stratified sequence of its
    /// own. What an indicator owes to single inputs then converges much faster than by Monte Carlo; what it owes to
    /// two or more of them acting together converges as fast as by Monte Carlo. A joint sequence over all inputs would
    /// do better there, but an input's numbers would depend on which others there are.
    Design {
        /// Independent draws. Errors fall as 1/√N.
        MonteCarlo = "monte-carlo",
        /// One draw in each of N equal parts of an input's distribution, in random order (McKay, Beckman and Conover 1979).
        LatinHypercube = "latin-hypercube",
        /// A Sobol sequence for each input, scrambled and shuffled (Owen 1995; Burley 2020): stratified at every power
        /// of two, so that draws can be added without losing those made. Errors of what inputs do together are a quarter
        /// larger than by Monte Carlo.
        Sobol = "sobol",
    }
);

/// How many draws of which design, and the seed that settles them.
///
/// ```
/// use corridor::ensemble::{Design, Sampling};
///
/// let sampling = Sampling::new(10_000, 42)?.with_design(Design::Sobol)?;
/// assert_eq!(sampling.draws(), 10_000);
/// assert!(Sampling::new(0, 42).is_err());
/// # Ok::<(), corridor::ensemble::SamplingError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    draws: u64,
    seed: u64,
    design: Design,
}

/// The most draws of a design that numbers them in 32 bits, and of any: 2⁴⁸ would take centuries.
const MOST_STRATIFIED: u64 = 1 << 32;
const MOST: u64 = 1 << 48;

impl Sampling {
    /// So many draws by Monte Carlo.
    ///
    /// # Errors
    /// No draws, or more than 2⁴⁸.
    pub fn new(draws: u64, seed: u64) -> Result<Self, SamplingError> {
        Self { draws, seed, design: Design::MonteCarlo }.checked()
    }

    /// The same by another design.
    ///
    /// # Errors
    /// More than 2³² draws of a stratified design.
    pub fn with_design(self, design: Design) -> Result<Self, SamplingError> {
        Self { design, ..self }.checked()
    }

    fn checked(self) -> Result<Self, SamplingError> {
        let most = if self.design == Design::MonteCarlo { MOST } else { MOST_STRATIFIED };
        if (1..=most).contains(&self.draws) {
            Ok(self)
        } else {
            Err(SamplingError::Draws { given: self.draws, most, design: self.design })
        }
    }

    /// How many draws.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How they spread.
    pub fn design(&self) -> Design {
        self.design
    }
}

/// The uniform numbers of one named input, under one sampling.
#[derive(Debug, Clone, Copy)]
pub(super) struct Uniforms {
    stream: Stream,
    spread: Spreading,
}

#[derive(Debug, Clone, Copy)]
enum Spreading {
    Independent,
    Strata { permutation: Permutation, width: f64 },
    Nested { shuffle: u32, scramble: u32 },
}

/// The width of the finest part of a scrambled sequence.
const FINEST: f64 = 1.0 / (1_u64 << 32) as f64;

impl Uniforms {
    pub(super) fn new(sampling: &Sampling, name: &str) -> Self {
        let stream = Stream::new(sampling.seed, name);
        let halves = || (stream.setting(0) >> 32, stream.setting(0) & u64::from(u32::MAX));
        let spread = match sampling.design {
            Design::MonteCarlo => Spreading::Independent,
            Design::LatinHypercube => Spreading::Strata {
                permutation: Permutation::new(sampling.draws, [stream.setting(0), stream.setting(1)]),
                width: 1.0 / sampling.draws as f64,
            },
            Design::Sobol => {
                let (shuffle, scramble) = halves();
                Spreading::Nested { shuffle: bits(shuffle), scramble: bits(scramble) }
            }
        };
        Self { stream, spread }
    }

    /// The numbers of draws `first`, `first + 1` … into `out`; each above 0 and below 1.
    pub(super) fn fill(&self, first: u64, out: &mut [f64]) {
        match self.spread {
            Spreading::Independent => self.stream.fill(first, out),
            Spreading::Strata { permutation, width } => {
                self.stream.fill(first, out);
                for (number, draw) in out.iter_mut().zip(first..) {
                    *number = inside((permutation.at(draw) as f64 + *number) * width);
                }
            }
            Spreading::Nested { shuffle, scramble } => {
                for (number, draw) in out.iter_mut().zip(first..) {
                    let place = shuffled_van_der_corput(bits(draw), shuffle, scramble);
                    *number = (f64::from(place) + 0.5) * FINEST;
                }
            }
        }
    }
}

/// Rounding may reach 1, which is no number of an open interval.
fn inside(number: f64) -> f64 {
    number.min(1.0 - f64::EPSILON / 2.0)
}

/// What is known to hold no more than 32 bits.
fn bits(word: u64) -> u32 {
    u32::try_from(word).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWS: u64 = 1 << 10;

    /// Which of as many equal parts as there are draws a number is in.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 1023")]
    fn part(number: f64) -> u64 {
        (number * DRAWS as f64) as u64
    }

    fn numbers(design: Design, name: &str) -> Vec<f64> {
        let sampling = Sampling::new(DRAWS, 3).unwrap().with_design(design).unwrap();
        let mut numbers = vec![0.0; 1 << 10];
        Uniforms::new(&sampling, name).fill(0, &mut numbers);
        numbers
    }

    /// Both stratified designs have one draw in each part; Monte Carlo has not.
    #[test]
    fn stratified_designs_have_one_draw_in_each_part() {
        for (design, stratified) in
            [(Design::MonteCarlo, false), (Design::LatinHypercube, true), (Design::Sobol, true)]
        {
            let mut parts: Vec<u64> = numbers(design, "a").iter().map(|number| part(*number)).collect();
            parts.sort_unstable();
            assert_eq!(parts.into_iter().eq(0..DRAWS), stratified, "{design}");
        }
    }

    /// The rank correlation of any two inputs is that of chance, of which none of 780 pairs is beyond four and a half
    /// standard deviations (once in 150,000). They are 1/√N; a quarter more for shuffles that keep blocks together.
    #[test]
    fn inputs_are_independent_of_each_other() {
        for design in Design::ALL {
            let names: Vec<String> = (0..40).map(|number| format!("leg.{number}.capacity")).collect();
            let columns: Vec<Vec<f64>> = names.iter().map(|name| numbers(*design, name)).collect();
            let centred = |column: &Vec<f64>| column.iter().map(|u| u - 0.5).collect::<Vec<f64>>();
            let columns: Vec<Vec<f64>> = columns.iter().map(centred).collect();
            let chance = if *design == Design::Sobol { 1.26 } else { 1.0 } / (DRAWS as f64).sqrt();
            for (number, left) in columns.iter().enumerate() {
                for right in &columns[..number] {
                    let product: f64 = left.iter().zip(right).map(|(x, y)| x * y).sum();
                    let correlation = 12.0 * product / DRAWS as f64;
                    assert!(correlation.abs() < 4.5 * chance, "{design}: {correlation}");
                }
            }
        }
    }

    #[test]
    fn draws_out_of_range_are_told() {
        let told = Sampling::new(0, 1).unwrap_err().to_string();
        assert!(told.starts_with("0 draws"), "{told}");
        let most = Sampling::new(1 << 40, 1).unwrap();
        assert!(most.with_design(Design::Sobol).is_err());
        assert!(Sampling::new(u64::MAX, 1).is_err());
    }
}
