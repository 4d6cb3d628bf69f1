use crate::calendar::Duration;
use crate::network::{Commodity, Corridor, Enlarges, Leg, Limit, Node, Project};
use crate::quantity::Unit;

use super::listed::{List, Listed};

impl Listed for Commodity {
    const KIND: &'static str = "commodity";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { density, load_factor, value_of_time, unit_value, name: _ } = self;
        list.number("density", density.as_ref());
        list.number("load_factor", load_factor.as_ref());
        list.number("value_of_time", value_of_time.as_ref());
        list.number("unit_value", unit_value.as_ref());
    }
}

impl Listed for Node {
    const KIND: &'static str = "node";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { country, kind, at, handling, dwell, name: _ } = self;
        list.word("country", country);
        list.text("kind", Some(*kind));
        list.text("at", at.map(|(latitude, longitude)| format!("{latitude}, {longitude}")));
        list.number("handling", handling.as_ref());
        list.number("dwell", dwell.as_ref());
    }
}

impl Listed for Leg {
    const KIND: &'static str = "leg";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            from,
            to,
            mode,
            distance,
            time,
            time_changes,
            tariff,
            tariffs,
            operating_cost,
            tariff_changes,
            capacity,
            capacity_changes,
            background,
            availability,
            season,
            commodities,
            both_ways,
            country,
            name: _,
        } = self;
        list.text("from", Some(from));
        list.text("to", Some(to));
        list.text("mode", Some(*mode));
        list.number("distance", distance.as_ref());
        list.steps("time", time.as_ref());
        list.changes("time", time_changes);
        list.steps("tariff", tariff.as_ref());
        for (commodity, tariff) in tariffs {
            list.steps(&format!("tariffs.{commodity}"), Some(tariff));
        }
        list.changes("tariff", tariff_changes);
        list.number("operating_cost", operating_cost.as_ref());
        list.steps("capacity", capacity.as_ref());
        list.changes("capacity", capacity_changes);
        list.steps("background", background.as_ref());
        list.share("availability", availability.as_ref());
        list.season(season);
        list.words("commodities", commodities);
        list.flag("both_ways", *both_ways);
        list.word("country", country);
    }
}

impl Listed for Limit {
    const KIND: &'static str = "limit";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            legs,
            nodes,
            corridors,
            commodities,
            capacity,
            capacity_changes,
            background,
            availability,
            season,
            name: _,
        } = self;
        list.words("legs", legs);
        list.words("nodes", nodes);
        list.words("corridors", corridors);
        list.words("commodities", commodities);
        list.steps("capacity", Some(capacity));
        list.changes("capacity", capacity_changes);
        list.steps("background", background.as_ref());
        list.share("availability", availability.as_ref());
        list.season(season);
    }
}

impl Listed for Project {
    const KIND: &'static str = "project";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            enlarges,
            adds,
            opens,
            slips,
            ramp,
            capex,
            upkeep,
            construction,
            life,
            payer,
            status,
            track_record,
            name: _,
        } = self;
        match enlarges {
            Enlarges::Limit(limit) => list.text("limit", Some(limit)),
            Enlarges::Leg(leg) => list.text("leg", Some(leg)),
        }
        if adds.unit == Unit::One {
            list.share("adds", Some(adds));
        } else {
            list.number("adds", Some(adds));
        }
        list.text("opens", Some(*opens));
        list.number("slips", slips.as_ref());
        list.text("ramp", Some(*ramp).filter(|ramp| *ramp != Duration::ZERO));
        list.number("capex", capex.as_ref());
        list.share("upkeep", upkeep.as_ref());
        list.text("construction", Some(*construction).filter(|time| *time != Duration::ZERO));
        list.text("life", *life);
        list.word("payer", payer);
        list.text("status", Some(*status));
        list.text("track_record", track_record.as_ref());
    }
}

impl Listed for Corridor {
    const KIND: &'static str = "corridor";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { cordon, commodities, scope, name: _ } = self;
        list.words("cordon", cordon);
        list.words("commodities", commodities);
        list.word("scope", scope);
    }
}
