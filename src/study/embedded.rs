//! The studies that come with the crate.

/// Name and text of each, in the order of the alphabet.
pub(super) const STUDIES: [(&str, &str); 5] = [
    ("caspian-cable", include_str!("../../studies/caspian-cable.toml")),
    ("kazakh-oil", include_str!("../../studies/kazakh-oil.toml")),
    ("middle-corridor", include_str!("../../studies/middle-corridor.toml")),
    ("trade-turnover", include_str!("../../studies/trade-turnover.toml")),
    ("turkmen-gas", include_str!("../../studies/turkmen-gas.toml")),
];

/// The text of a study that comes with the crate.
pub(super) fn text(name: &str) -> Option<&'static str> {
    STUDIES.iter().find(|(own, _)| *own == name).map(|(_, text)| *text)
}

/// The track records that come with the crate.
pub(super) const TRACK_RECORDS: &str = include_str!("../../studies/track-records.toml");
