//! Sobol' points in as many dimensions as are asked for, scrambled.

use std::sync::LazyLock;

use crate::ensemble::nested;
use crate::evidence::Stream;

/// By line, of dimensions 2 to 512: the inner coefficients of a primitive polynomial over GF(2) as the bits of one number,
/// then its initial direction numbers (Joe and Kuo 2008, table `new-joe-kuo-6`).
const TABLE: &str = include_str!("directions.txt");

/// Bits of a point.
const BITS: usize = 32;

/// By dimension, what each bit of a point's number adds to it.
static DIRECTIONS: LazyLock<Vec<[u32; BITS]>> = LazyLock::new(|| {
    let first = std::array::from_fn(|bit| 1 << (BITS - 1 - bit));
    std::iter::once(first).chain(TABLE.lines().map(directions)).collect()
});

/// The directions of a dimension from its line of the table, by Sobol's recurrence.
fn directions(line: &str) -> [u32; BITS] {
    let mut numbers = line.split(' ').map(|number| number.parse::<u32>().unwrap_or(0));
    let coefficients = numbers.next().unwrap_or(0);
    let initial: Vec<u32> = numbers.collect();
    let degree = initial.len();
    let mut found = [0; BITS];
    for bit in 0..BITS {
        found[bit] = if let Some(number) = initial.get(bit) {
            number << (BITS - 1 - bit)
        } else {
            let base = found[bit - degree] ^ (found[bit - degree] >> degree);
            let is_set = |term: &usize| coefficients >> (degree - 1 - term) & 1 == 1;
            (1..degree).filter(is_set).fold(base, |sum, term| sum ^ found[bit - term])
        };
    }
    found
}

/// A Sobol' sequence with a nested scramble (Owen 1995, by Burley's hash of 2020) of each dimension, from a seed.
///
/// Dimensions beyond those of the table take the same ones over again, in a shuffled order that keeps the blocks of 2ᵐ
/// points together: each such stretch of dimensions is a net of its own, joined to the others at random.
#[derive(Debug, Clone)]
pub(super) struct Sequence {
    scrambles: Vec<u32>,
    shuffles: Vec<u32>,
}

impl Sequence {
    /// The sequence of so many dimensions that a seed and a name settle.
    pub(super) fn new(dimensions: usize, seed: u64, name: &str) -> Self {
        let stream = Stream::new(seed, name);
        let keys = |count: usize, from: usize| (from..from + count).map(move |key| word(stream, key));
        let stretches = dimensions.div_ceil(DIRECTIONS.len());
        Self { scrambles: keys(dimensions, 0).collect(), shuffles: keys(stretches, dimensions).collect() }
    }

    /// Point number `number`, each coordinate above 0 and below 1; `out` holds one for each dimension.
    pub(super) fn fill(&self, number: u32, out: &mut [f64]) {
        let stretches = out.chunks_mut(DIRECTIONS.len()).zip(self.scrambles.chunks(DIRECTIONS.len()));
        for (stretch, (out, scrambles)) in stretches.enumerate() {
            let place = self.place(number, stretch);
            for ((coordinate, scramble), directions) in out.iter_mut().zip(scrambles).zip(&*DIRECTIONS) {
                let scrambled = nested(point(place, directions).reverse_bits(), *scramble).reverse_bits();
                *coordinate = (f64::from(scrambled) + 0.5) * FINEST;
            }
        }
    }

    /// Which point a stretch of dimensions takes.
    fn place(&self, number: u32, stretch: usize) -> u32 {
        match stretch {
            0 => number,
            // Bits mixed from the highest down would tear blocks apart; from the lowest up they stay together.
            _ => nested(number.reverse_bits(), self.shuffles[stretch]).reverse_bits(),
        }
    }
}

/// The width of the finest part.
const FINEST: f64 = 1.0 / (1_u64 << BITS) as f64;

/// A coordinate of a point: the directions of the bits of its number, added without carrying.
fn point(number: u32, directions: &[u32; BITS]) -> u32 {
    let mut rest = number;
    let mut sum = 0;
    while rest != 0 {
        sum ^= directions[rest.trailing_zeros() as usize];
        rest &= rest - 1;
    }
    sum
}

#[expect(clippy::cast_possible_truncation, reason = "half of the 64 bits is what is needed")]
fn word(stream: Stream, key: usize) -> u32 {
    stream.setting(key as u64) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first points as the table's authors print them (Joe and Kuo, `sobol.cc`), in the order of Gray codes.
    #[test]
    fn points_are_those_of_the_tables_authors() {
        let printed = [
            [0.0, 0.0, 0.0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125],
            [0.625, 0.125, 0.875],
            [0.125, 0.625, 0.375],
        ];
        for (number, printed) in (0_u32..).zip(printed) {
            let gray = number ^ (number >> 1);
            let own = [0, 1, 2].map(|dimension| f64::from(point(gray, &DIRECTIONS[dimension])) * FINEST);
            assert_eq!(own, printed);
        }
    }

    /// Any two neighbouring dimensions of the first hundred have 2ᵐ points in 2ᵐ strips, each way; scrambled or not.
    #[test]
    fn every_dimension_is_stratified() {
        let sequence = Sequence::new(1100, 7, "test");
        let mut points = vec![vec![0.0; 1100]; 256];
        for (number, point) in (0..256).zip(&mut points) {
            sequence.fill(number, point);
        }
        for dimension in 0..1100 {
            let mut strips = vec![0; 256];
            for point in &points {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
                let strip = (point[dimension] * 256.0) as usize;
                strips[strip] += 1;
            }
            assert!(strips.iter().all(|count| *count == 1), "{dimension}");
        }
    }

    /// The first two dimensions are a net: one point in each box of 2⁻ᵃ by 2⁻ᵇ, a + b = 8. A scramble keeps that.
    #[test]
    fn the_first_two_dimensions_are_a_net() {
        let sequence = Sequence::new(2, 3, "net");
        for bits in 0..=8 {
            let (wide, high) = (f64::from(1 << bits), f64::from(256 >> bits));
            let mut boxes: Vec<f64> = (0..256)
                .map(|number| {
                    let mut point = [0.0; 2];
                    sequence.fill(number, &mut point);
                    (point[0] * wide).floor() * high + (point[1] * high).floor()
                })
                .collect();
            boxes.sort_by(f64::total_cmp);
            boxes.dedup();
            assert_eq!(boxes.len(), 256);
        }
    }
}
