//! What a key of the format can be declared to hold.

/// A kind of table: its name, its keys and what it is for.
#[derive(Debug)]
pub(crate) struct TableKind {
    /// Name in the format (`leg`), unique over all kinds.
    pub(crate) name: &'static str,
    /// Name in a message, with its article: `a leg`.
    pub(crate) called: &'static str,
    /// One or two sentences on what it is.
    pub(crate) about: &'static str,
    /// Its keys in the order of the documentation.
    pub(crate) keys: &'static [Key],
    /// Groups of keys of which exactly one must be given.
    pub(crate) one_of: &'static [&'static [&'static str]],
}

impl TableKind {
    /// A kind of table without groups of keys.
    pub(super) const fn new(
        name: &'static str,
        called: &'static str,
        about: &'static str,
        keys: &'static [Key],
    ) -> Self {
        Self { name, called, about, keys, one_of: &[] }
    }

    /// The same kind with groups of keys of which exactly one must be given.
    pub(super) const fn one_of(self, one_of: &'static [&'static [&'static str]]) -> Self {
        Self { one_of, ..self }
    }

    /// The declaration of a key.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The key that tells it from other kinds: its first.
    pub(crate) fn tag(&self) -> &'static str {
        self.keys.first().map_or("", |key| key.name)
    }

    /// The names of its keys.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|key| key.name)
    }
}

/// A key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) required: bool,
    /// One sentence for the reference and the schema.
    pub(crate) about: &'static str,
}

/// A key that every table of its kind has.
pub(super) const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: true, about }
}

/// A key that may be left out.
pub(super) const fn optional(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: false, about }
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    /// Any text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number from `least` to `most`.
    Whole { least: i64, most: i64 },
    /// When something was published: a day, a month, a year, or `n.d.`.
    Published,
    /// A year, a quarter or a month as text: `2027`, `2027-Q1`, `2027-03`.
    Period,
    /// A period or a day.
    Day,
    /// A period or a day, or a table of one with its evidence.
    Moment,
    /// A length of time in years, months or days: `2 yr`.
    Duration,
    /// Latitude and longitude in degrees.
    Position,
    /// A number of the kind said, in any form that the format has for numbers.
    Number(Measured),
    /// A number of the kind that the table around it is of, as text, with or without a range.
    Single,
    /// A bare number without any uncertainty.
    Real,
    /// A number, or a table of numbers by period.
    ByPeriod(Measured),
    /// A table of numbers by period.
    Periods(Measured),
    /// A table of numbers by period or part of a year.
    History(Measured),
    /// One of some words.
    Word(&'static [&'static str]),
    /// A text with a meaning of its own, which is described here.
    Name(&'static str),
    /// A thing of the study with its kind: `project.berths-9-10`.
    Thing,
    /// The id of a table of one of these kinds.
    Id(&'static [&'static str]),
    /// An id, a list of ids, or `"*"`.
    Ids(&'static [&'static str]),
    /// A list.
    List(&'static Form),
    /// A table of this kind.
    Table(&'static TableKind),
    /// A table of one of these kinds; the first key of each tells it.
    Tagged(&'static [&'static TableKind]),
    /// Tables by ids that the study chooses: `[leg.aktau-baku]`.
    Tables(&'static TableKind),
    /// Tables whose ids are words: `[mode.rail]`.
    TablesByWord(&'static [&'static str], &'static TableKind),
    /// Values by the ids of kinds of table.
    ById(&'static [&'static str], &'static Form),
    /// Any of these.
    Either(&'static [Form]),
}

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measured {
    /// A volume of the study's measure, or in containers.
    Volume,
    /// A volume per year.
    Flow,
    /// Money for a unit of volume.
    Price,
    /// Money for a unit of volume, whole or for each kilometre.
    Tariff,
    /// Money for a unit of volume and of time.
    TimeValue,
    /// A distance.
    Distance,
    /// A time in days or hours.
    Time,
    /// A length of time on the calendar, as a number of days.
    Lapse,
    /// Mass in a barrel.
    Density,
    /// Mass in a container.
    LoadFactor,
    /// Emission for a tonne-kilometre.
    EmissionFactor,
    /// A share in per cent.
    Share,
    /// Growth in per cent a year.
    Growth,
    /// A probability per year.
    Frequency,
    /// Money.
    Money,
    /// What a thing grows by in a year, in its own unit.
    Slope,
    /// A volume or an amount of money: what a series or a target measures.
    Amount,
    /// A share by which a capacity changes, or a volume per year that is added to it.
    CapacityChange,
    /// A share by which a tariff changes, or a price that is added to it.
    TariffChange,
    /// A share by which a time changes, or a time that is added to it.
    TimeChange,
    /// A share by which a volume changes.
    Change,
    /// How sharply shippers follow cost.
    Dispersion,
    /// How many times a value.
    Multiple,
    /// Relative change for a relative change.
    Elasticity,
}

impl Measured {
    /// Whether it may be written as a bare number, outside quotes.
    pub(crate) fn is_bare(self) -> bool {
        matches!(
            self,
            Measured::Dispersion
                | Measured::Multiple
                | Measured::Elasticity
                | Measured::Share
                | Measured::Amount
        )
    }
}
