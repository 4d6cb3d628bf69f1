//! Histories: gaps, parts of years, slips of the unit and values without a logarithm, told with what may be done.

use super::numbers::{Run, runs};
use super::{At, Check};
use crate::calendar::Period;
use crate::model::{Thing, WarningKind};
use crate::projection::{Course, Odd, Part};
use crate::series::Oddity;

/// What is odd about the values of series and turnovers, and about parts of years wherever they stand.
pub(super) fn histories(check: &mut Check<'_>) {
    for (at, run, _) in runs(check.draft) {
        let Run::Course(course) = run else { continue };
        let odd: Vec<Odd> = course.oddities();
        let told: Vec<&Odd> = odd.iter().filter(|odd| is_told(at, course, odd)).collect();
        for odd in &told {
            let gap = odd.oddity == Oddity::Gap;
            let after = |other: &&&Odd| other.oddity == Oddity::Gap && other.period.plus(1) == odd.period;
            if !gap {
                check.warn_at(format!("{at}.{}", odd.key), told_as(odd.words.clone(), odd.oddity));
            } else if told.iter().find(after).is_none() {
                let words = gap_words(&told, odd);
                check.warn(at, told_as(words, Oddity::Gap));
            }
        }
    }
}

fn told_as(found: String, oddity: Oddity) -> WarningKind {
    WarningKind::OddHistory { found, cure: cure(oddity) }
}

/// A gap of one year as it was found, and a longer one by its first and last year.
fn gap_words(told: &[&Odd], first: &Odd) -> String {
    let is_gap = |period: Period| told.iter().any(|odd| odd.oddity == Oddity::Gap && odd.period == period);
    let mut last = first.period;
    while is_gap(last.plus(1)) {
        last = last.plus(1);
    }
    if last == first.period {
        first.words.clone()
    } else {
        format!("{} to {last} are not given", first.period)
    }
}

/// Whether something odd is told: of a demand, whose points may be a plan, parts of years alone.
fn is_told(at: At<'_>, course: &Course, odd: &Odd) -> bool {
    let made = course.completed().iter().any(|year| odd.period.is_within(*year));
    match odd.oddity {
        // Of exports and imports the proportion alone counts.
        Oddity::PartByShape { .. } | Oddity::PartByDays => made && !at.is_part(),
        _ => is_history(at) && course.points().len() > 1,
    }
}

/// Whether values are those of a series or of a trade.
fn is_history(at: At<'_>) -> bool {
    [Thing::Series, Thing::Turnover].iter().any(|thing| at.table().0 == thing.word())
}

/// What to do about it.
fn cure(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::Gap => {
            "the model goes straight from one neighbour to the other; give it, if it was published"
        }
        Oddity::PartByShape { .. } => "give the whole year, once it is published",
        Oddity::PartByDays => {
            "give the same months of other years beside their wholes, so that their share in a year is known"
        }
        Oddity::UnitSlip { .. } | Oddity::OtherUnit { .. } => "check the unit (thousand, million, billion)",
        Oddity::Zero => "leave it out if nothing was counted, and let it grow by an amount, not by per cent",
        Oddity::Negative => "check the sign",
        _ => "check its unit, or leave it out if something else was counted",
    }
}

/// Whether a slip of the unit is told of a value by its course as a whole.
pub(super) fn tells_slip(at: At<'_>, run: &Run<'_>) -> impl Fn(Part) -> bool + use<> {
    let odd = match run {
        Run::Course(course) if is_history(at) => course.oddities(),
        _ => Vec::new(),
    };
    let slip = |oddity| matches!(oddity, Oddity::UnitSlip { .. } | Oddity::OtherUnit { .. } | Oddity::Tiny);
    let slips: Vec<Period> = odd.iter().filter(|odd| slip(odd.oddity)).map(|odd| odd.period).collect();
    move |part| matches!(part, Part::Point(period) if slips.contains(&period))
}
