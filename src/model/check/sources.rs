//! Sources: every number says where it is from, by a source that there is, or why it was taken.

use std::collections::BTreeSet;

use super::numbers::numbers;
use super::units::text;
use super::{At, Check};
use crate::evidence::SourceId;
use crate::model::{Draft, Thing, WarningKind};

/// Every source that a number or an agreement names is there.
///
/// A source that stands on a whole table is that of all its numbers: it is told once for each table.
pub(super) fn known(check: &mut Check<'_>) {
    let draft = check.draft;
    let mut told = BTreeSet::new();
    for said in numbers(draft) {
        for source in said.number.provenance.sources.iter().filter(|source| is_strange(draft, source)) {
            if told.insert((said.at.table(), source)) {
                check.refers(said.at, Thing::Source, source, &draft.sources);
            }
        }
    }
    for correlation in &draft.correlations {
        for source in &correlation.provenance().sources {
            let at = At::named("correlation", correlation.group()).key("source");
            check.refers(at, Thing::Source, source, &draft.sources);
        }
    }
    for (id, agreement) in draft.agreements.iter() {
        for source in &agreement.provenance.sources {
            check.refers(
                At::thing(Thing::Agreement, id).key("source"),
                Thing::Source,
                source,
                &draft.sources,
            );
        }
    }
}

fn is_strange(draft: &Draft, source: &SourceId) -> bool {
    source.is_foreign_to(draft.owner()) || !draft.sources.contains(source.as_str())
}

/// Every number has a source, or says why it was taken.
pub(super) fn stated(check: &mut Check<'_>) {
    let unstated = numbers(check.draft).into_iter().filter(|said| said.of_study);
    for said in unstated.filter(|said| !said.number.provenance.is_stated()) {
        check.warn(said.at, WarningKind::Unstated { given: text(said.number) });
    }
}
