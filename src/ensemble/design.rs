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
    ///
    /// A stratified design is made of sixteen randomisations that are independent of each other: draw `k` is number
    /// `k / 16` of randomisation `k mod 16`. How far their means are apart says how sure the mean over all is, which
    /// nothing within one randomisation does (Owen 1997; L'Ecuyer and Lemieux 2002).
    Design {
        /// Independent draws. Errors fall as 1/√N.
        MonteCarlo = "monte-carlo",
        /// Sixteen hypercubes, each with one draw in each of N / 16 equal parts of an input's distribution, in random order
        /// (McKay, Beckman and Conover 1979).
        LatinHypercube = "latin-hypercube",
        /// Sixteen Sobol sequences for each input, scrambled and shuffled (Owen 1995; Burley 2020): stratified at every
        /// sixteenth power of two, so that draws can be added without losing those made. Errors of what inputs do together are a quarter
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
    design: Design,
    draws: u64,
}

/// How many independent randomisations a stratified design has: the standard error that they give is itself known to
/// 1 / √(2 · 15), within a fifth, and each is still well stratified.
pub(super) const REPLICATES: usize = 16;

/// The points of one randomisation of a stratified design.
#[derive(Debug, Clone, Copy)]
enum Points {
    Strata { permutation: Permutation, width: f64 },
    Nested { shuffle: u32, scramble: u32 },
}

/// The width of the finest part of a scrambled sequence.
const FINEST: f64 = 1.0 / (1_u64 << 32) as f64;

impl Uniforms {
    pub(super) fn new(sampling: &Sampling, name: &str) -> Self {
        Self { stream: Stream::new(sampling.seed, name), design: sampling.design, draws: sampling.draws }
    }

    /// The numbers of draws `first`, `first + 1` … into `out`; each above 0 and below 1.
    pub(super) fn fill(&self, first: u64, out: &mut [f64]) {
        if self.design != Design::Sobol {
            self.stream.fill(first, out);
        }
        if self.design == Design::MonteCarlo {
            return;
        }
        for (offset, draw) in (0..REPLICATES.min(out.len())).zip(first..) {
            let points = self.points(draw % REPLICATES as u64);
            let own = out[offset..].iter_mut().step_by(REPLICATES);
            for (number, index) in own.zip(draw / REPLICATES as u64..) {
                *number = points.at(index, *number);
            }
        }
    }

    /// The points of a randomisation, settled by bits of its own.
    fn points(&self, replicate: u64) -> Points {
        let setting = |which: u64| self.stream.setting(2 * replicate + which);
        if self.design == Design::Sobol {
            let word = setting(0);
            return Points::Nested { shuffle: bits(word >> 32), scramble: bits(word & u64::from(u32::MAX)) };
        }
        let count = self.draws.saturating_sub(replicate).div_ceil(REPLICATES as u64).max(1);
        let permutation = Permutation::new(count, [setting(0), setting(1)]);
        Points::Strata { permutation, width: 1.0 / count as f64 }
    }
}

impl Points {
    /// Point `index`; `within` is where it lies in its stratum.
    fn at(self, index: u64, within: f64) -> f64 {
        match self {
            Points::Strata { permutation, width } => inside((permutation.at(index) as f64 + within) * width),
            Points::Nested { shuffle, scramble } => {
                (f64::from(shuffled_van_der_corput(bits(index), shuffle, scramble)) + 0.5) * FINEST
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

    /// Which of as many equal parts as a randomisation has draws a number is in.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 63")]
    fn part(number: f64) -> u64 {
        (number * OF_EACH as f64) as u64
    }

    const OF_EACH: u64 = DRAWS / REPLICATES as u64;

    fn numbers(design: Design, name: &str) -> Vec<f64> {
        let sampling = Sampling::new(DRAWS, 3).unwrap().with_design(design).unwrap();
        let mut numbers = vec![0.0; 1 << 10];
        Uniforms::new(&sampling, name).fill(0, &mut numbers);
        numbers
    }

    /// Each randomisation of both stratified designs has one draw in each part; Monte Carlo has not.
    #[test]
    fn stratified_designs_have_one_draw_in_each_part() {
        for (design, stratified) in
            [(Design::MonteCarlo, false), (Design::LatinHypercube, true), (Design::Sobol, true)]
        {
            let numbers = numbers(design, "a");
            for replicate in 0..REPLICATES {
                let own = numbers[replicate..].iter().step_by(REPLICATES);
                let mut parts: Vec<u64> = own.map(|number| part(*number)).collect();
                parts.sort_unstable();
                assert_eq!(parts.into_iter().eq(0..OF_EACH), stratified, "{design}");
            }
        }
    }

    /// However few draws there are, each is a number of its own, the same alone as among others.
    #[test]
    fn draws_are_the_same_alone_as_among_others() {
        for design in Design::ALL {
            for draws in [1, 15, 16, 17, 100] {
                let sampling = Sampling::new(draws, 3).unwrap().with_design(*design).unwrap();
                let uniforms = Uniforms::new(&sampling, "a");
                let mut all = vec![0.0; usize::try_from(draws).unwrap()];
                uniforms.fill(0, &mut all);
                for (draw, number) in (0..).zip(&all) {
                    let mut alone = [0.0];
                    uniforms.fill(draw, &mut alone);
                    assert_eq!(alone[0].to_bits(), number.to_bits());
                    assert!(*number > 0.0 && *number < 1.0);
                }
            }
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
