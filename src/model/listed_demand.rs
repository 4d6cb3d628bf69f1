use crate::demand::{Demand, DemandVolume, Observation, Turnover};
use crate::evidence::Id;
use crate::network::Routes;

use super::listed::{List, Listed};

impl Listed for Demand {
    const KIND: &'static str = "demand";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            from,
            to,
            commodity,
            volume,
            changes,
            reservation,
            captive,
            routes,
            dispersion,
            patience,
            holding,
            name: _,
        } = self;
        list.text("from", Some(from));
        list.text("to", Some(to));
        list.text("commodity", commodity.as_ref());
        list_volume(volume, list);
        list.changes("volume", changes);
        list.number("reservation", reservation.as_ref());
        list.flag("captive", *captive);
        list.text("routes", routes.as_ref().map(written_routes));
        list.number("dispersion", dispersion.as_ref());
        list.text("patience", *patience);
        list.number("holding", holding.as_ref());
    }
}

fn list_volume<'a>(volume: &'a DemandVolume, list: &mut List<'a, '_>) {
    match volume {
        DemandVolume::Given(course) => list.course("volume", "", course),
        DemandVolume::Trade { turnover, unit_value, share } => {
            list.text("volume.turnover", Some(turnover));
            list.steps("volume.unit_value", Some(unit_value));
            list.share("volume.share", share.as_ref());
        }
        DemandVolume::Series(series) => list.text("volume", Some(series)),
    }
}

/// How many routes, or the routes as the results name them: `leg+leg, leg`.
fn written_routes(routes: &Routes) -> String {
    let joined = |legs: &Vec<_>| legs.iter().map(Id::to_string).collect::<Vec<_>>().join("+");
    match routes {
        Routes::Cheapest(count) => count.to_string(),
        Routes::Given(routes) => routes.iter().map(joined).collect::<Vec<_>>().join(", "),
    }
}

impl Listed for Observation {
    const KIND: &'static str = "series";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { values, scope, reporter, of, name: _ } = self;
        list.course("values", "", values);
        list.word("scope", scope);
        list.word("reporter", reporter);
        list.text("of", of.as_ref());
    }
}

impl Listed for Turnover {
    const KIND: &'static str = "turnover";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { countries, reporter, values, mirror, changes, exports, imports, name: _ } = self;
        list.words("countries", countries);
        list.word("reporter", reporter);
        list.course("values", "", values);
        list.changes("values", changes);
        if let Some(mirror) = mirror {
            list.mirror(mirror);
        }
        for (key, course) in [("exports", exports), ("imports", imports)] {
            if let Some(course) = course {
                list.course(key, &format!("{key}_"), course);
            }
        }
    }
}
