use crate::calendar::Date;
use crate::commitment::{Agreement, Commitment, RampStep, Target};

use super::listed::{List, Listed};

impl Listed for Agreement {
    const KIND: &'static str = "agreement";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { parties, instrument, signed, status, period, documents, backs, provenance, name: _ } =
            self;
        let first = list.len();
        list.words("parties", parties);
        list.text("instrument", Some(*instrument));
        list.text("signed", *signed);
        list.text("status", Some(*status));
        list.text("period", period.map(|(first, last)| format!("{first}, {last}")));
        list.text("documents", *documents);
        list.words("backs", backs);
        list.attribute(first, provenance);
    }
}

impl Listed for Commitment {
    const KIND: &'static str = "commitment";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            agreement,
            demand,
            own,
            via,
            span,
            volume,
            firm,
            priority,
            ramp,
            ship_or_pay,
            make_up,
            delivered,
            track_record,
            name: _,
        } = self;
        list.text("agreement", agreement.as_ref());
        list.text("demand", demand.as_ref());
        list.text("origin", own.as_ref().map(|own| &own.from));
        list.text("destination", own.as_ref().map(|own| &own.to));
        list.text("commodity", own.as_ref().and_then(|own| own.commodity.as_ref()));
        list.text("via", via.as_ref());
        list.text("from", Some(span.first_day()));
        let end = Some(span.end()).filter(|end| *end < Date::MAX);
        list.text("until", end.map(|end| end.plus_days(-1)));
        list.number("volume", Some(volume));
        list.text("firm", Some(*firm));
        list.text("priority", Some(*priority));
        for (index, step) in ramp.iter().enumerate() {
            list_step(index, step, list);
        }
        list.share("ship_or_pay.share", ship_or_pay.as_ref().map(|terms| &terms.share));
        list.number("ship_or_pay.rate", ship_or_pay.as_ref().map(|terms| &terms.rate));
        list.text("make_up", *make_up);
        for (period, volume) in delivered {
            list.number(&format!("delivered.{period}"), Some(volume));
        }
        list.text("track_record", track_record.as_ref());
    }
}

/// A step of a ramp, counted from 1.
fn list_step<'a>(index: usize, step: &'a RampStep, list: &mut List<'a, '_>) {
    let key = |name| format!("ramp.{}.{name}", index + 1);
    let RampStep { to, by, status, track_record } = step;
    list.number(&key("to"), Some(to));
    list.text(&key("by"), Some(by));
    list.text(&key("status"), status.as_ref());
    list.text(&key("track_record"), track_record.as_ref());
}

impl Listed for Target {
    const KIND: &'static str = "target";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { who, said, by, value, counts, track_record } = self;
        list.word("who", who);
        list.text("said", *said);
        list.text("by", Some(*by));
        list.number("value", Some(value));
        list.word("counts", counts);
        list.text("track_record", track_record.as_ref());
    }
}
