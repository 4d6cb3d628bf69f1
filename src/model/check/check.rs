use super::At;
use crate::evidence::nearest;
use crate::model::{Draft, Fault, FaultKind, Warning, WarningKind};

/// Most findings of a kind that are kept: a broken model may have millions.
const MOST_KEPT: usize = 10_000;

/// Most names that are compared for a nearest one in one check, for the work grows with faults × names.
const MOST_COMPARED: usize = 200_000;

/// Names that are listed where none is near.
const LISTED: usize = 6;

/// A model under check, and what was found so far.
pub(super) struct Check<'a> {
    pub(super) draft: &'a Draft,
    faults: Vec<Fault>,
    warnings: Vec<Warning>,
    compared: usize,
}

impl<'a> Check<'a> {
    pub(super) fn new(draft: &'a Draft) -> Self {
        Self { draft, faults: Vec::new(), warnings: Vec::new(), compared: 0 }
    }

    pub(super) fn fault(&mut self, at: At<'_>, kind: FaultKind) {
        if self.faults.len() < MOST_KEPT {
            self.faults.push(Fault::new(at.to_string(), kind));
        }
    }

    pub(super) fn warn(&mut self, at: At<'_>, kind: WarningKind) {
        self.warn_at(at.to_string(), kind);
    }

    /// Warns of what stands at a path.
    pub(super) fn warn_at(&mut self, path: String, kind: WarningKind) {
        if self.warnings.len() < MOST_KEPT {
            self.warnings.push(Warning::new(path, kind));
        }
    }

    /// Tells a name that nothing has, with the nearest of those there are.
    pub(super) fn unknown<'n>(
        &mut self,
        at: At<'_>,
        wanted: &str,
        given: &str,
        names: impl Iterator<Item = &'n str> + Clone,
    ) {
        let count = names.clone().count();
        self.compared = self.compared.saturating_add(count);
        let compared = if self.compared <= MOST_COMPARED { count } else { 0 };
        let nearest = nearest(given, names.clone().take(compared)).map(str::to_owned);
        let known: Vec<String> = names.take(LISTED).map(str::to_owned).collect();
        let more = count - known.len();
        let (wanted, given) = (wanted.to_owned(), given.to_owned());
        self.fault(at, FaultKind::UnknownName { wanted, given, nearest, known, more });
    }

    pub(super) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    pub(super) fn into_findings(self) -> (Vec<Fault>, Vec<Warning>) {
        (self.faults, self.warnings)
    }
}
