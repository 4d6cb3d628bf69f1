//! What is odd about the values that a course is given.

use super::Course;

impl Course {
    /// What is odd about the given values, in words and in order of time: gaps, years of which only some months are
    /// given, slips of the unit, values without a logarithm. See [`Readings::findings`](crate::series::Readings::findings).
    ///
    /// Empty where nothing is odd, and for values that do not count over a period, such as shares and prices.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::projection::{Course, Rule};
    /// use corridor::quantity::Mass;
    ///
    /// let given = [(2021, 586e3), (2022, 1485e3), (2023, 2764e6), (2025, 4119e3)];
    /// let given = given.map(|(year, tonnes)| Ok((Period::year(year)?, Mass::new(tonnes)?)));
    /// let given = given.into_iter().collect::<Result<Vec<_>, Box<dyn std::error::Error>>>()?;
    /// let odd = Course::of(given, Rule::Hold).findings();
    /// assert_eq!(odd.len(), 2);
    /// assert!(odd[0].starts_with("2023 is 2764.00 Mt") && odd[1].starts_with("2024 is not given"), "{odd:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn findings(&self) -> Vec<String> {
        self.oddities().into_iter().map(|odd| odd.words).collect()
    }
}
