//! What a change found before it touched anything, so that it can be undone.

use crate::commitment::{Agreement, Commitment, Target};
use crate::demand::{Demand, Turnover};
use crate::evidence::{Id, Named};
use crate::model::{Draft, InputChange, thing_diff};
use crate::network::{Event, Leg, Limit, Project};

use super::Addition;

/// Defines what is saved of each kind of thing, with the methods that save before they give access.
macro_rules! saved {
    ($( $(#[$about:meta])* $method:ident: $kind:ident in $field:ident; )+) => {
        /// One thing as it was before a change.
        #[derive(Debug, Clone)]
        pub(super) enum Saved {
            $( $(#[$about])* $kind(String, Box<$kind>), )+
            /// A thing that was not there.
            Added(Box<Addition>),
        }

        impl Saved {
            /// Puts the thing back as it was.
            pub(super) fn restore(self, draft: &mut Draft) {
                match self {
                    $( Saved::$kind(name, thing) => put_back(&mut draft.$field, &name, *thing), )+
                    Saved::Added(addition) => addition.remove_from(draft),
                }
            }

            /// Which inputs of the thing are not as they were.
            pub(super) fn touched(&self, draft: &Draft) -> Vec<InputChange> {
                match self {
                    $( Saved::$kind(name, old) => {
                        thing_diff(name, Some(&**old), draft.$field.get(&Id::<$kind>::new(name)))
                    } )+
                    Saved::Added(addition) => addition.inputs(),
                }
            }
        }

        /// Access to the things of a draft that saves them first.
        #[derive(Debug)]
        pub(super) struct Saver<'d> {
            /// The draft that is changed.
            pub(super) draft: &'d mut Draft,
            /// What was saved, in the order of the changes.
            pub(super) saved: Vec<Saved>,
        }

        impl Saver<'_> {
            $(
                $(#[$about])*
                pub(super) fn $method(&mut self, name: &str) -> Option<&mut $kind> {
                    let thing = self.draft.$field.get_mut(&Id::<$kind>::new(name))?;
                    self.saved.push(Saved::$kind(name.to_owned(), Box::new(thing.clone())));
                    Some(thing)
                }
            )+

            /// Adds a new thing.
            pub(super) fn add(&mut self, addition: &Addition) {
                addition.add_to(self.draft);
                self.saved.push(Saved::Added(Box::new(addition.clone())));
            }
        }
    };
}

saved! {
    /// A leg.
    leg: Leg in legs;
    /// A limit.
    limit: Limit in limits;
    /// A project.
    project: Project in projects;
    /// An event.
    event: Event in events;
    /// An agreement.
    agreement: Agreement in agreements;
    /// A commitment.
    commitment: Commitment in commitments;
    /// A target.
    target: Target in targets;
    /// A demand.
    demand: Demand in demands;
    /// A trade turnover.
    turnover: Turnover in turnovers;
}

fn put_back<T>(things: &mut Named<T>, name: &str, thing: T) {
    if let Some(place) = things.get_mut(&Id::<T>::new(name)) {
        *place = thing;
    }
}
