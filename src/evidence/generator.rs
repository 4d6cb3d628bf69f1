//! The one place that makes random numbers: Philox, a generator without a state.

use std::array;

/// Multipliers and key steps of Philox 4x32 (Salmon et al. 2011, table 2).
const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const KEY_STEPS: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: usize = 10;

/// Numbers of a stream that are not draws have this bit set in their counter.
const SETTINGS: u64 = 1 << 63;

/// The random numbers of one named thing under one seed: number `k` is worked out from the seed, the name and `k`
/// alone, so it does not matter who asks, when, and for what else.
///
/// Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): the seed is its
/// key; its counter is the number and a 64-bit hash of the name. Two names of a study of a thousand share a hash, and
/// with it their numbers, once in 10¹³ studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stream {
    seed: u64,
    name: u64,
}

impl Stream {
    /// The stream of a name under a seed.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        Self { seed, name: hash(name) }
    }

    /// Uniform number `k`, within 0 and 1 and never either.
    pub(crate) fn uniform(self, k: u64) -> f64 {
        self.pair(k / 2)[usize::from(k % 2 == 1)]
    }

    /// Uniform numbers `first`, `first + 1` … into `out`.
    pub(crate) fn fill(self, first: u64, out: &mut [f64]) {
        let (lone, rest) = out.split_at_mut(usize::from(first % 2 == 1).min(out.len()));
        lone.fill(self.uniform(first));
        let start = first.div_ceil(2);
        let mut groups = rest.chunks_exact_mut(2 * LANES);
        let mut next = start;
        for group in groups.by_ref() {
            self.fill_group(next, group);
            next += LANES as u64;
        }
        for (number, k) in groups.into_remainder().iter_mut().zip(2 * next..) {
            *number = self.uniform(k);
        }
    }

    /// The numbers of as many blocks as there are lanes, worked out side by side.
    fn fill_group(self, first: u64, out: &mut [f64]) {
        let numbers: [u64; LANES] = array::from_fn(|lane| first + lane as u64);
        let name = [u64::from(low(self.name)), self.name >> 32].map(|word| [word; LANES]);
        let counter = [
            numbers.map(|number| u64::from(low(number))),
            numbers.map(|number| number >> 32),
            name[0],
            name[1],
        ];
        let [a, b, c, d] = philox_lanes(counter, [low(self.seed), high(self.seed)]);
        for (lane, pair) in out.chunks_exact_mut(2).enumerate() {
            pair[0] = unit(a[lane] << 32 | b[lane]);
            pair[1] = unit(c[lane] << 32 | d[lane]);
        }
    }

    /// 64 bits that settle how the stream's permutations and scrambles look; apart from its draws.
    pub(crate) fn setting(self, which: u64) -> u64 {
        let block = self.block(SETTINGS | which);
        u64::from(block[0]) << 32 | u64::from(block[1])
    }

    /// Four words of 32 bits; block `number` shares its bits with the uniform numbers 2 `number` and the next.
    pub(crate) fn words(self, number: u64) -> [u32; 4] {
        self.block(number)
    }

    fn pair(self, block: u64) -> [f64; 2] {
        let [a, b, c, d] = self.block(block);
        let joined = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
        [unit(joined(a, b)), unit(joined(c, d))]
    }

    fn block(self, number: u64) -> [u32; 4] {
        let counter = [low(number), high(number), low(self.name), high(self.name)];
        philox(counter, [low(self.seed), high(self.seed)])
    }
}

/// 52 bits as the middle of one of 2⁵² equal parts of the unit interval.
///
/// They stand as the digits of a number from 1 to 2, from which 1 less half a part is taken: both are exact.
#[inline]
fn unit(bits: u64) -> f64 {
    f64::from_bits(1.0f64.to_bits() | bits >> 12) - (1.0 - f64::EPSILON / 2.0)
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is asked for")]
fn low(word: u64) -> u32 {
    word as u32
}

fn high(word: u64) -> u32 {
    low(word >> 32)
}

fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..ROUNDS {
        let left = u64::from(MULTIPLIERS[0]) * u64::from(counter[0]);
        let right = u64::from(MULTIPLIERS[1]) * u64::from(counter[2]);
        counter =
            [high(right) ^ counter[1] ^ key[0], low(right), high(left) ^ counter[3] ^ key[1], low(left)];
        key = [key[0].wrapping_add(KEY_STEPS[0]), key[1].wrapping_add(KEY_STEPS[1])];
    }
    counter
}

/// Blocks that are worked out side by side.
const LANES: usize = 4;

/// The same for several counters, each word of them held in 64 bits, as processors multiply several at once.
#[inline]
fn philox_lanes(mut counter: [[u64; LANES]; 4], key: [u32; 2]) -> [[u64; LANES]; 4] {
    const LOW: u64 = u32::MAX as u64;
    let [first, second] = MULTIPLIERS.map(u64::from);
    let mut key = key;
    for _ in 0..ROUNDS {
        let keys = key.map(u64::from);
        let (left, right) = (counter[0].map(|word| first * word), counter[2].map(|word| second * word));
        counter = [
            array::from_fn(|lane| (right[lane] >> 32) ^ counter[1][lane] ^ keys[0]),
            right.map(|product| product & LOW),
            array::from_fn(|lane| (left[lane] >> 32) ^ counter[3][lane] ^ keys[1]),
            left.map(|product| product & LOW),
        ];
        key = [key[0].wrapping_add(KEY_STEPS[0]), key[1].wrapping_add(KEY_STEPS[1])];
    }
    counter
}

/// FNV-1a in 64 bits: the same on every machine and in every version.
fn hash(name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    name.bytes().fold(0xCBF2_9CE4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answers that come with Random123, the generator's own library (`kat_vectors`, `philox4x32 10`).
    #[test]
    fn philox_gives_the_known_answers() {
        let ones = u32::MAX;
        for (counter, key, answer) in [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            ([ones; 4], [ones; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ] {
            assert_eq!(philox(counter, key), answer);
        }
    }

    /// The test vectors of the hash's authors.
    #[test]
    fn names_hash_to_the_known_answers() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_row_of_numbers_is_each_of_them() {
        let stream = Stream::new(7, "leg.aktau-baku.capacity");
        for first in 0..4 {
            for count in 0..40 {
                let mut row = vec![0.0; count];
                stream.fill(first, &mut row);
                let single: Vec<f64> = (first..).take(count).map(|k| stream.uniform(k)).collect();
                assert_eq!(row, single);
            }
        }
    }

    #[test]
    fn the_ends_are_never_reached() {
        assert_eq!(unit(0), f64::EPSILON / 2.0);
        assert_eq!(unit(u64::MAX), 1.0 - f64::EPSILON / 2.0);
        for bits in [0, 1 << 12, 1 << 40, 0x1234_5678_9abc_def0, u64::MAX] {
            let plain = ((bits >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64);
            assert_eq!(unit(bits), plain);
        }
    }
}
