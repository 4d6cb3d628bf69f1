/// The values of one number over a block of draws.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Column<'a> {
    /// The same in every draw.
    Same(f64),
    /// One for each draw.
    Drawn(&'a [f64]),
}

impl Column<'_> {
    /// Changes each draw's level by its value in that draw.
    #[inline]
    pub(crate) fn change(self, levels: &mut [f64], change: impl Fn(f64, f64) -> f64) {
        match self {
            Column::Same(value) => levels.iter_mut().for_each(|level| *level = change(*level, value)),
            Column::Drawn(values) => {
                levels.iter_mut().zip(values).for_each(|(level, value)| *level = change(*level, *value));
            }
        }
    }
}
