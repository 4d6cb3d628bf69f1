//! From a document that follows the format to the model's records.

mod agreement;
mod demand;
mod network;
mod record;
mod scenario;
mod top;
mod trade;
mod uncertainty;

pub(crate) use scenario::scenarios;
pub(crate) use top::{draft, measure};
