//! Permutations and scrambles that give any one element without the others.

/// A permutation of `0..count` that is settled by a key.
///
/// Four rounds of multiply, add and fold on the bits that hold `count`, each of which can be undone; what falls
/// beyond `count` walks on until it does not (cycle walking; Black and Rogaway 2002). Less than two walks on average.
#[derive(Debug, Clone, Copy)]
pub(super) struct Permutation {
    count: u64,
    mask: u64,
    fold: u32,
    key: [u64; 2],
}

const ROUNDS: u32 = 4;

impl Permutation {
    /// The permutation of `0..count` by a key; `count` is at least 1.
    pub(super) fn new(count: u64, key: [u64; 2]) -> Self {
        let bits = (u64::BITS - (count - 1).leading_zeros()).max(2);
        Self { count, mask: u64::MAX >> (u64::BITS - bits), fold: bits.div_ceil(2), key }
    }

    /// Where `index`, below the count, goes.
    pub(super) fn at(&self, index: u64) -> u64 {
        let mut place = self.mix(index);
        while place >= self.count {
            place = self.mix(place);
        }
        place
    }

    fn mix(&self, mut place: u64) -> u64 {
        for round in 0..ROUNDS {
            let factor = self.key[0].rotate_right(13 * round) | 1;
            let offset = self.key[1].rotate_right(17 * round);
            place = place.wrapping_mul(factor).wrapping_add(offset) & self.mask;
            place ^= place >> self.fold;
        }
        place
    }
}

/// Number `index` of a van der Corput sequence in base 2, its order shuffled and its digits scrambled, as 32 bits.
///
/// Both are nested permutations of binary digits (Owen 1995): any 2ᵐ numbers from a multiple of 2ᵐ on lie one in each
/// of 2ᵐ equal parts. With a shuffle of its own each sequence is independent of the others ("padding"; Kollig and
/// Keller 2002, Burley 2020).
pub(super) fn shuffled_van_der_corput(index: u32, shuffle: u32, scramble: u32) -> u32 {
    let shuffled = nested(index.reverse_bits(), shuffle).reverse_bits();
    nested(shuffled, scramble).reverse_bits()
}

/// A nested permutation, where each bit is flipped or not by the bits below it: the hash of Laine and Karras (2011)
/// with the constants of Vegdahl (2021).
pub(crate) fn nested(mut bits: u32, key: u32) -> u32 {
    bits ^= bits.wrapping_mul(0x3d20_adea);
    bits = bits.wrapping_add(key);
    bits = bits.wrapping_mul((key >> 16) | 1);
    bits ^= bits.wrapping_mul(0x0552_6c56);
    bits ^ bits.wrapping_mul(0x53a2_2864)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permutation_meets_every_element_once() {
        for count in [1, 2, 3, 5, 8, 100, 1000, 1025] {
            for key in 0..8_u64 {
                let permutation = Permutation::new(count, [key.wrapping_mul(0x9E37_79B9_7F4A_7C15), !key]);
                let mut met: Vec<u64> = (0..count).map(|index| permutation.at(index)).collect();
                met.sort_unstable();
                assert!(met.into_iter().eq(0..count));
            }
        }
    }

    /// Every block of 2ᵐ numbers has one in each of 2ᵐ parts.
    #[test]
    fn blocks_of_a_sequence_are_stratified() {
        for (size, bits) in [(4, 2), (64, 6), (1024, 10)] {
            for block in 0..4 {
                let numbers = (block * size..(block + 1) * size)
                    .map(|index| shuffled_van_der_corput(index, 0x1234_5678, 0x9abc_def0));
                let mut parts: Vec<u32> = numbers.map(|number| number >> (32 - bits)).collect();
                parts.sort_unstable();
                assert!(parts.into_iter().eq(0..size));
            }
        }
    }
}
