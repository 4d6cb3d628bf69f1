use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::Source;
use crate::model::{Draft, inputs};

/// The publications that the chosen inputs of a study rest on, for the foot of a chart: those with the most numbers
/// first, each publisher once, with the years.
///
/// ```
/// use corridor::report::chart::publications;
/// use corridor::study::Study;
///
/// let study = Study::embedded("middle-corridor")?;
/// let named = publications(study.draft(), |path| path.starts_with("series.titr."));
/// assert_eq!(named, ["Report.az (2026)"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn publications(draft: &Draft, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found: BTreeMap<&str, Publisher<'_>> = BTreeMap::new();
    for line in inputs(draft) {
        let Some(provenance) = line.provenance.filter(|_| is_wanted(&line.path)) else { continue };
        for source in provenance.sources.iter().filter_map(|id| draft.sources.get(id)) {
            let publisher = found.entry(name(source)).or_default();
            publisher.numbers += 1;
            publisher.years.extend(year(source));
        }
    }
    let mut named: Vec<(&str, Publisher<'_>)> =
        found.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    // Stable: those with as many numbers stay in the order of the alphabet.
    named.sort_by_key(|(_, publisher)| std::cmp::Reverse(publisher.numbers));
    named.into_iter().map(|(name, publisher)| publisher.shown(name)).collect()
}

/// How many numbers a publisher stands for, and the years of what it published.
#[derive(Default)]
struct Publisher<'a> {
    numbers: usize,
    years: BTreeSet<&'a str>,
}

impl Publisher<'_> {
    fn shown(&self, name: &str) -> String {
        let years: Vec<&str> = self.years.iter().copied().collect();
        if years.is_empty() { name.to_owned() } else { format!("{name} ({})", years.join(", ")) }
    }
}

fn name(source: &Source) -> &str {
    if source.publisher.is_empty() { &source.title } else { &source.publisher }
}

/// The year of a date or of a year.
fn year(source: &Source) -> Option<&str> {
    let year = source.published.split('-').next()?;
    (year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit())).then_some(year)
}
