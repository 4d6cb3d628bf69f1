use super::EnsembleError;

/// Draws are made and summed up in chunks of so many; a shard is some chunks.
pub(super) const CHUNK: u64 = 64;

/// One of several slices of an ensemble's draws, each for a process or a machine of its own.
///
/// ```
/// use corridor::ensemble::Shard;
///
/// let third: Shard = "3/4".parse()?;
/// assert_eq!(third, Shard::new(3, 4)?);
/// assert!("5/4".parse::<Shard>().is_err());
/// # Ok::<(), corridor::ensemble::EnsembleError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

impl Shard {
    /// All draws.
    pub const WHOLE: Self = Self { index: 1, count: 1 };

    /// Slice `index` of `count`, counted from 1.
    ///
    /// # Errors
    /// An index that is not within 1 and `count`.
    pub fn new(index: u64, count: u64) -> Result<Self, EnsembleError> {
        if (1..=count).contains(&index) {
            Ok(Self { index, count })
        } else {
            Err(EnsembleError::NoShard { index, count })
        }
    }

    /// How many of so many draws are its own.
    pub fn draws(self, draws: u64) -> u64 {
        let chunks = self.chunks(draws);
        draws.min(chunks.end.saturating_mul(CHUNK)) - draws.min(chunks.start.saturating_mul(CHUNK))
    }

    /// Its chunks, of so many draws in all; none where there are fewer chunks than shards.
    pub(super) fn chunks(self, draws: u64) -> std::ops::Range<u64> {
        let chunks = u128::from(draws.div_ceil(CHUNK));
        let until = |index: u64| u64::try_from(chunks * u128::from(index) / u128::from(self.count));
        until(self.index - 1).unwrap_or(0)..until(self.index).unwrap_or(0)
    }
}

impl std::str::FromStr for Shard {
    type Err = EnsembleError;

    /// `3/4`.
    fn from_str(text: &str) -> Result<Self, EnsembleError> {
        let (index, count) = text.split_once('/').unwrap_or((text, ""));
        let number = |text: &str| text.trim().parse().unwrap_or(0);
        Self::new(number(index), number(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_share_out_all_chunks_in_order() {
        for draws in [1, 64, 65, 1000, 1 << 48] {
            for count in [1, 2, 7, 100] {
                let (mut next, mut sum) = (0, 0);
                for index in 1..=count {
                    let chunks = Shard::new(index, count).unwrap().chunks(draws);
                    assert_eq!(chunks.start, next);
                    sum += Shard::new(index, count).unwrap().draws(draws);
                    next = chunks.end;
                }
                assert_eq!((next, sum), (draws.div_ceil(CHUNK), draws));
            }
        }
    }
}
