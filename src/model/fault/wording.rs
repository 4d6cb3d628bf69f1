//! What faults say of numbers and names.

use super::listing::{figures, one_of, shown};
use crate::quantity::Unit;

/// Says of a number, sure or not, that it may be lower than is allowed.
pub(super) fn too_low(given: &str, low: f64, unit: Unit, allowed: &str) -> String {
    let low = match unit {
        Unit::Growth => format!("{} %/yr", figures(low * 100.0)),
        unit => shown(low, unit),
    };
    if given.starts_with(&low) {
        return format!("{given} is too low: give {allowed}");
    }
    format!("{given} may be as low as {low}: give {allowed}, or cut it with `at_least`")
}

pub(super) fn no_share(given: &str, low: f64, high: f64) -> String {
    if low < high {
        return format!("{given} may be anything from {} to {}", figures(low), figures(high));
    }
    format!("{given} is no share")
}

pub(super) fn no_factor(factor: &str, commodities: &[String]) -> String {
    match commodities {
        [] => format!("no commodity that meets it has a `{factor}`"),
        some => format!("{} has no `{factor}`", one_of(some)),
    }
}

pub(super) fn commodity_or_any(commodity: Option<&str>) -> String {
    commodity.map_or_else(|| "a demand without a commodity".to_owned(), |name| format!("`{name}`"))
}
