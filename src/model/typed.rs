use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use thiserror::Error;

use crate::calendar::Horizon;
use crate::quantity::{Flow, Measure};

use super::Draft;

/// A model of one flow quantity: `Model<Mass>`, `Model<GasVolume>`, `Model<Data>`, `Model<Containers>`.
///
/// It is a [`Draft`] whose measure is known to the compiler: all that a draft can do, it can, and the volumes
/// that come out of it are of type `Q`.
#[derive(Debug, Clone)]
pub struct Model<Q> {
    draft: Draft,
    quantity: PhantomData<Q>,
}

/// A draft of another measure than was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{name}` carries {}, not {wanted}: ask for the model of its own measure", .given.map_or("nothing", Measure::word))]
pub struct OtherMeasure {
    /// The draft's name.
    pub name: String,
    /// Its measure.
    pub given: Option<Measure>,
    /// The one asked for.
    pub wanted: Measure,
}

impl<Q: Flow> Model<Q> {
    /// An empty model over a horizon, in nominal US dollars.
    pub fn new(name: &str, horizon: Horizon) -> Self {
        let mut draft = Draft::new(name, horizon);
        draft.measure = Some(Q::MEASURE);
        Self { draft, quantity: PhantomData }
    }

    /// A draft as a model of this measure.
    ///
    /// # Errors
    /// A draft of another measure, or of none.
    pub fn from_draft(draft: Draft) -> Result<Self, OtherMeasure> {
        if draft.measure != Some(Q::MEASURE) {
            return Err(OtherMeasure { name: draft.name, given: draft.measure, wanted: Q::MEASURE });
        }
        Ok(Self { draft, quantity: PhantomData })
    }

    /// The draft in it.
    pub fn into_draft(self) -> Draft {
        self.draft
    }
}

impl<Q> Deref for Model<Q> {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.draft
    }
}

impl<Q> DerefMut for Model<Q> {
    fn deref_mut(&mut self) -> &mut Draft {
        &mut self.draft
    }
}
