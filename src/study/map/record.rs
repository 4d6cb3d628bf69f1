//! Tables of track records, read as the model's records.

use crate::calendar::Date;
use crate::evidence::{PastPromise, TrackRecord, Turnout};
use crate::study::reader::table::TableReader;

/// `[track_record.ID]`; promises at fault are left out.
pub(super) fn track_record(table: &TableReader<'_>) -> TrackRecord {
    let promises = table.list("promises");
    TrackRecord::new(promises.iter().filter_map(promise)).named(&table.string("name"))
}

/// A promise that has come due.
fn promise(table: &TableReader<'_>) -> Option<PastPromise> {
    let turnout = if table.tag() == "due" { date(table) } else { volume(table) };
    Some(PastPromise {
        what: table.string("what"),
        said: table.first_day("said"),
        bound: table.parsed("bound"),
        turnout: turnout?,
    })
}

fn volume(table: &TableReader<'_>) -> Option<Turnout> {
    let (promised, outcome) = (table.number("promised"), table.number("outcome"));
    Some(Turnout::Volume { promised: promised?, outcome: outcome? })
}

fn date(table: &TableReader<'_>) -> Option<Turnout> {
    let last_day = |key| table.day_after(key).map(|end: Date| end.plus_days(-1));
    Some(Turnout::Date { due: last_day("due")?, done: last_day("done")?, provenance: table.provenance() })
}
