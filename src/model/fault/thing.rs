use crate::evidence::words;

words!(
    /// The kinds of named things in a model, by the word for their table in a study.
    Thing {
        /// A publication.
        Source = "source",
        /// What is moved.
        Commodity = "commodity",
        /// A place.
        Node = "node",
        /// A way between two places.
        Leg = "leg",
        /// A capacity over several of them.
        Limit = "limit",
        /// An enlargement of a capacity.
        Project = "project",
        /// A closure of which it is not known when it happens.
        Event = "event",
        /// A named set of routes.
        Corridor = "corridor",
        /// What was agreed.
        Agreement = "agreement",
        /// What was promised.
        Commitment = "commitment",
        /// What somebody said would be reached.
        Target = "target",
        /// How promises of a class have turned out.
        TrackRecord = "track_record",
        /// What was measured.
        Series = "series",
        /// Trade in money.
        Turnover = "turnover",
        /// What wants to move.
        Demand = "demand",
    }
);
