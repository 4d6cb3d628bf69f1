use crate::scenario::Control;

/// Who decides on an input, by its place in a study.
///
/// Capacities, projects, tariffs, handling charges and what commitments promise are chosen by somebody. All else happens:
/// demand and trade, times, seasons and availability, background use, how sharply shippers choose, values of time, and by
/// how much a project slips.
///
/// ```
/// use corridor::scenario::Control;
/// use corridor::sensitivity::control_of;
///
/// assert_eq!(control_of("leg.aktau-baku.capacity"), Control::Lever);
/// assert_eq!(control_of("project.berths.slips"), Control::Uncertainty);
/// assert_eq!(control_of("demand.grain.volume.2024"), Control::Uncertainty);
/// ```
pub fn control_of(path: &str) -> Control {
    let mut parts = path.split('.');
    let (kind, _, key) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    let is_lever = match kind {
        Some("leg") => matches!(key, "capacity" | "tariff" | "tariffs"),
        Some("limit") => key == "capacity",
        Some("node") => key == "handling",
        Some("project") => key != "slips",
        Some("commitment") => key != "delivered",
        _ => false,
    };
    if is_lever { Control::Lever } else { Control::Uncertainty }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_decides_is_known_by_the_place() {
        for (path, control) in [
            ("leg.a-b.tariff.2027", Control::Lever),
            ("leg.a-b.tariffs.crude", Control::Lever),
            ("leg.a-b.background", Control::Uncertainty),
            ("leg.a-b.time", Control::Uncertainty),
            ("leg.a-b.season.dec", Control::Uncertainty),
            ("limit.berths.capacity", Control::Lever),
            ("limit.berths.availability", Control::Uncertainty),
            ("node.aktau.handling", Control::Lever),
            ("node.aktau.dwell", Control::Uncertainty),
            ("project.piers.adds", Control::Lever),
            ("project.piers.slips", Control::Uncertainty),
            ("commitment.oil.ramp.1", Control::Lever),
            ("commitment.oil.delivered.2024", Control::Uncertainty),
            ("turnover.az-kz.growth.by", Control::Uncertainty),
            ("commodity.crude.value_of_time", Control::Uncertainty),
            ("dispersion", Control::Uncertainty),
        ] {
            assert_eq!(control_of(path), control, "{path}");
        }
    }
}
