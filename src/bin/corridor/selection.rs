//! Which values of a result are wanted.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use corridor::compare::{PeriodRange, Selection, SelectionError, read_indicator};
use corridor::evaluate::Indicator;

use crate::failure::Failure;

/// Which values of a result are wanted. Without any of these a table shows the headline alone.
#[derive(Debug, Args)]
pub(crate) struct Choice {
    /// Only this indicator (several: repeat, or separate by commas)
    #[arg(long, value_name = "INDICATOR", value_delimiter = ',', value_parser = indicators())]
    indicator: Vec<Indicator>,
    /// Only subjects of this pattern, such as '*-port' (several: repeat, or separate by commas)
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    subject: Vec<String>,
    /// Only these periods: 2027, 2025..2030 or 2030.. (several: repeat, or separate by commas)
    #[arg(long, value_name = "PERIODS", value_delimiter = ',', value_parser = periods)]
    period: Vec<PeriodRange>,
    /// Every value, and not the headline alone
    #[arg(long)]
    all: bool,
}

/// The indicators by their words, which shells complete.
fn indicators() -> impl TypedValueParser<Value = Indicator> {
    PossibleValuesParser::new(Indicator::WORDS).try_map(|word| read_indicator(&word))
}

fn periods(text: &str) -> Result<PeriodRange, SelectionError> {
    text.parse()
}

impl Choice {
    /// Whether the headline is wanted and not a list of values.
    pub(crate) fn is_headline(&self) -> bool {
        !self.all && self.selection().is_everything()
    }

    /// Whether indicators or subjects are chosen, and not periods alone.
    pub(crate) fn has_entries(&self) -> bool {
        !self.indicator.is_empty() || !self.subject.is_empty()
    }

    /// What is chosen.
    pub(crate) fn selection(&self) -> Selection {
        let selection = self.indicator.iter().copied().fold(Selection::new(), Selection::indicator);
        let selection = self.subject.iter().map(String::as_str).fold(selection, Selection::subject);
        self.period.iter().copied().fold(selection, Selection::periods)
    }

    /// What is chosen, once it is sure that each part of it fits something.
    pub(crate) fn checked(&self, comparison: &corridor::compare::Comparison) -> Result<Selection, Failure> {
        let selection = self.selection();
        selection.check(comparison.entries(), comparison.horizon()).map_err(Failure::usage)?;
        Ok(selection)
    }
}
