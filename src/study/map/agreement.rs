//! Tables of agreements, commitments and targets, read as the model's records.

use crate::calendar::{Date, Frequency, Period, Span};
use crate::commitment::{
    Agreement, AgreementStatus, Commitment, Instrument, OwnEnds, RampStep, ShipOrPay, Target,
};
use crate::evidence::Number;
use crate::quantity::Unit;
use crate::study::reader::problem::ProblemKind;
use crate::study::reader::table::{TableReader, bare};

/// `[agreement.ID]`.
pub(super) fn agreement(table: &TableReader<'_>) -> Option<Agreement> {
    let status: AgreementStatus = table.parsed("status")?;
    let instrument: Instrument = table.parsed("instrument")?;
    Some(Agreement {
        name: table.string("name"),
        signed: table.first_day("signed"),
        period: period(table),
        documents: table.whole("documents"),
        backs: table.texts("backs").into_iter().map(str::to_owned).collect(),
        provenance: table.provenance(),
        ..Agreement::new(instrument, table.texts("parties")).status(status)
    })
}

/// The two periods that an agreement is for.
fn period(table: &TableReader<'_>) -> Option<(Period, Period)> {
    match table.texts("period").as_slice() {
        [first, last] => Some((first.parse().ok()?, last.parse().ok()?)),
        [] => None,
        _ => {
            table.at("period").unreadable("it does not have two periods", "the first and the last period");
            None
        }
    }
}

/// `[commitment.ID]`.
pub(super) fn commitment(table: &TableReader<'_>) -> Option<Commitment> {
    let (volume, ramp, ship_or_pay) = (table.number("volume"), ramp(table), ship_or_pay(table));
    let delivered = table.points("delivered").unwrap_or_default();
    Some(Commitment {
        name: table.string("name"),
        agreement: table.id("agreement"),
        demand: table.id("demand"),
        own: own_ends(table),
        via: table.text("via").map(|via| bare(via).to_owned()),
        firm: table.flag("firm").unwrap_or(true),
        priority: table.whole("priority").unwrap_or(1),
        ramp,
        ship_or_pay,
        make_up: table.duration("make_up"),
        delivered,
        track_record: table.id("track_record"),
        ..Commitment::from_number(volume?, span(table)?)
    })
}

/// From the first day of `from` to the last of `until`, or without end.
fn span(table: &TableReader<'_>) -> Option<Span> {
    let first = table.first_day("from")?;
    Some(Span::between(first, table.day_after("until").unwrap_or(Date::MAX)))
}

/// The ends of a commitment that has no demand.
fn own_ends(table: &TableReader<'_>) -> Option<OwnEnds> {
    let from = table.id("origin")?;
    if !table.has("destination") {
        let allowed = "the node where it ends".to_owned();
        let kind = ProblemKind::MissingKey {
            table: "a commitment with `origin`",
            key: "destination".to_owned(),
            allowed,
        };
        table.cursor().tell(kind);
    }
    Some(OwnEnds { from, to: table.id("destination")?, commodity: table.id("commodity") })
}

/// The steps of a ramp; those at fault are left out.
fn ramp(table: &TableReader<'_>) -> Vec<RampStep> {
    table.list("ramp").iter().filter_map(ramp_step).collect()
}

/// A step of a ramp.
pub(super) fn ramp_step(step: &TableReader<'_>) -> Option<RampStep> {
    let to = step.number("to");
    let (by, status) = (step.first_day("by"), step.parsed("status"));
    Some(RampStep { to: to?, by: by?, status, track_record: step.id("track_record") })
}

/// What is paid where less is shipped.
fn ship_or_pay(table: &TableReader<'_>) -> Option<ShipOrPay> {
    let terms = table.table("ship_or_pay")?;
    let (share, rate) = (terms.number("share"), terms.number("rate"));
    Some(ShipOrPay { share: share?, rate: rate? })
}

/// A rate (`400 Tbit/s`) as the volume of a target's year, which is the same number; others as they are.
fn of_the_year(number: Number, by: Option<Period>) -> Number {
    let is_year = by.is_some_and(|period| period.frequency() == Frequency::Year);
    match number.unit {
        Unit::Rate(measure) if is_year => Number { unit: Unit::Volume(measure), ..number },
        _ => number,
    }
}

/// `[target.ID]`.
pub(super) fn target(table: &TableReader<'_>) -> Option<Target> {
    let by = table.period("by");
    let value = table.number("value").map(|value| of_the_year(value, by));
    // Which kind of thing is meant is left standing: things of different kinds may have one id.
    let counts = table.text("counts")?;
    Some(Target {
        who: table.string("who"),
        said: table.first_day("said"),
        track_record: table.id("track_record"),
        ..Target::from_number(counts, value?, by?)
    })
}
