//! The words of the network.

use crate::evidence::words;

words!(
    /// How a leg moves what it carries.
    Mode {
        /// Railway.
        Rail = "rail",
        /// Road.
        Road = "road",
        /// Sea, by ship, feeder or ferry.
        Sea = "sea",
        /// River and canal.
        River = "river",
        /// Pipeline.
        Pipeline = "pipeline",
        /// Fibre-optic cable.
        Cable = "cable",
        /// Air.
        Air = "air",
    }
);

words!(
    /// What a node is.
    NodeKind {
        /// Sea or river port.
        Port = "port",
        /// Terminal, dry port, station.
        Terminal = "terminal",
        /// Border crossing.
        Border = "border",
        /// Oil or gas field.
        Field = "field",
        /// Market where demand begins or ends.
        Market = "market",
        /// Junction of legs.
        Junction = "junction",
        /// Landing of a cable.
        Landing = "landing",
    }
);

words!(
    /// How far a project is.
    ProjectStatus {
        /// Announced or studied; does not count until a scenario builds it.
        Planned = "planned",
        /// Its money is found; counts.
        Funded = "funded",
        /// Under construction; counts.
        Building = "building",
        /// Done; counts.
        Open = "open",
        /// Given up; does not count.
        Cancelled = "cancelled",
    }
);

impl ProjectStatus {
    /// Whether a project of this status adds its capacity.
    pub const fn counts(self) -> bool {
        matches!(self, ProjectStatus::Funded | ProjectStatus::Building | ProjectStatus::Open)
    }
}
