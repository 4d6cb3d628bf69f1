//! The format of a study, declared once: every kind of table, its keys, what each holds and what it is for.
//!
//! The reader's checks, the JSON Schema and the reference of keys are all made from this one list, so that they cannot
//! disagree. To add a key, add a line here and read it where the table is mapped to the model.

mod agreement;
mod demand;
mod describe;
mod form;
mod measured;
mod network;
mod number;
mod record;
mod scenario;
mod top;
mod uncertainty;

pub(crate) use demand::BY_PRECISION;
pub(crate) use form::{Form, Key, Measured, TableKind};
pub(crate) use measured::LAPSES;
pub(crate) use number::{DATED, NUMBERS};
pub(crate) use top::STUDY;
