use crate::model::Draft;

/// Longest name that stands in a sentence; of what has a longer one the id does.
const LONGEST: usize = 64;

/// What people call the things of a model.
pub(super) struct Names<'a> {
    draft: &'a Draft,
}

impl<'a> Names<'a> {
    pub(super) fn new(draft: &'a Draft) -> Self {
        Self { draft }
    }

    /// The name of a limit, leg or commitment behind its id: `feeder-fleet (Container ships between Aktau and Alat)`.
    pub(super) fn told(&self, id: &str) -> String {
        match self.name(id) {
            Some(name) => format!("{id} ({name})"),
            None => id.to_owned(),
        }
    }

    fn name(&self, id: &str) -> Option<&'a str> {
        let draft = self.draft;
        let limit = draft.limits.iter().find(|(own, _)| own.as_str() == id).map(|(_, one)| &*one.name);
        let leg = draft.legs.iter().find(|(own, _)| own.as_str() == id).map(|(_, one)| &*one.name);
        let promise = draft.commitments.iter().find(|(own, _)| own.as_str() == id).map(|(_, one)| &*one.name);
        let found = limit.or(leg).or(promise)?;
        Some(found).filter(|name| !name.is_empty() && name.chars().count() <= LONGEST && *name != id)
    }
}
