//! What an event lists as its inputs.

use super::listed::{List, Listed};
use crate::calendar::Date;
use crate::network::Event;

impl Listed for Event {
    const KIND: &'static str = "event";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { hits, loses, probability, lasts, months: _, span, name: _ } = self;
        list.words(if loses.is_some() { "derates" } else { "closes" }, hits);
        list.share("by", loses.as_ref());
        list.number("probability", Some(probability));
        list.number("lasts", Some(lasts));
        list.words("months", &self.month_words());
        list.text("from", Some(span.first_day()).filter(|first| *first > Date::MIN));
        list.text("until", self.last_day());
    }
}
