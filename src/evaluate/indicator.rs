use crate::evidence::words;
use crate::quantity::{Currency, Measure, PriceBasis, Unit};

words!(
    /// What can be read off an assignment. One list for single runs, comparisons and ensembles.
    ///
    /// Volumes, money and work are those of the period; shares and prices hold throughout it.
    Indicator {
        /// Volume that wants to move (a demand).
        Demand = "demand",
        /// Volume that moves (a demand).
        Shipped = "shipped",
        /// Volume that does not move: its shippers gave up, or no capacity was left (a demand).
        Unserved = "unserved",
        /// Volume that waits at the end of the period for a later one (a demand that can wait).
        Backlog = "backlog",
        /// What waiting costs in the period: backlog × holding cost × days (a demand that can wait).
        HoldingCost = "holding-cost",
        /// Volume on a route (`demand/leg+leg+…`).
        Flow = "flow",
        /// A route's share of what its demand ships.
        RouteShare = "route-share",
        /// Herfindahl–Hirschman index of a demand's routes: Σ share², 1 where one route has all.
        Concentration = "concentration",
        /// Mean of tariffs + handling + value of time × time, over what a demand ships; queues not counted.
        GeneralisedCost = "generalised-cost",
        /// Mean time over what a demand ships.
        TransitTime = "transit-time",
        /// Use of a leg or a limit, in the limit's unit; background use counted.
        Throughput = "throughput",
        /// Throughput over capacity (a leg with a capacity, a limit).
        Utilisation = "utilisation",
        /// What one more unit of a limit would be worth to the shippers, and what a user of it waits or pays for its being short.
        QueuePrice = "queue-price",
        /// What queues at a limit cost its users: queue price × their use of it. Time and money in part: who gains what is
        /// lost here is not said.
        QueueCost = "queue-cost",
        /// Capacity that is left.
        Headroom = "headroom",
        /// 1 in the first period in which a limit binds (is used to 99.9 %).
        Saturated = "saturated",
        /// Volume over a corridor's cordon.
        CorridorVolume = "corridor-volume",
        /// Volume promised under a commitment whose agreement is in force.
        Committed = "committed",
        /// Volume of it that moves; what was really delivered, in periods of which it is known.
        Delivered = "delivered",
        /// Volume delivered on top of what is committed, for what fell short before.
        MakeUp = "make-up",
        /// Committed less delivered, not below 0.
        Shortfall = "shortfall",
        /// Delivered over committed.
        Fulfilment = "fulfilment",
        /// What is paid for falling short of the share that is paid for in any case.
        DeficiencyPayment = "deficiency-payment",
        /// Model's volume less the target, in the target's period: negative where it is missed.
        TargetGap = "target-gap",
        /// What comes of such a target by the track record that it names: target × ratio, whatever the model says.
        TargetOutcome = "target-outcome",
        /// Tariffs earned (a leg, a country).
        TariffRevenue = "tariff-revenue",
        /// What carriers spend (a leg, a country); legs with an operating cost only.
        OperatingCost = "operating-cost",
        /// Volume × distance (a leg, a mode); networks of mass only.
        TransportWork = "transport-work",
        /// Transport work × emission factor (a leg, a mode); modes with a factor only.
        Emissions = "emissions",
        /// What the shippers of a demand gain against the baseline: mean volume × fall of the expected cost (logsum).
        UserBenefit = "user-benefit",
        /// Trade in money (a country pair, by reporter).
        TradeTurnover = "trade-turnover",
        /// What the first country of a pair sends to the other, in money (a country pair with exports or imports).
        TradeExports = "trade-exports",
        /// What the first country of a pair takes from the other, in money (a country pair with exports or imports).
        TradeImports = "trade-imports",
        /// Exports less imports: below 0 where more is taken than sent (a country pair with exports or imports).
        TradeBalance = "trade-balance",
        /// A measured value, as the study gives it (a series).
        Observed = "observed",
    }
);

impl Indicator {
    /// One sentence on what it is.
    pub const fn definition(self) -> &'static str {
        match self {
            Indicator::Demand => "Volume that wants to move",
            Indicator::Shipped => "Volume that moves",
            Indicator::Unserved => "Volume that does not move: its shippers gave up, or no capacity was left",
            Indicator::Backlog => "Volume that waits at the end of the period for a later one",
            Indicator::HoldingCost => "Backlog x holding cost x days of the period",
            Indicator::Flow => "Volume on a route",
            Indicator::RouteShare => "A route's share of what its demand ships",
            Indicator::Concentration => {
                "Herfindahl-Hirschman index of a demand's routes: the sum of squared shares"
            }
            Indicator::GeneralisedCost => {
                "Mean of tariffs, handling and value of time x time over what a demand ships, without queues"
            }
            Indicator::TransitTime => "Mean time over what a demand ships",
            Indicator::Throughput => "Use of a leg or a limit, background use counted",
            Indicator::Utilisation => "Throughput over capacity",
            Indicator::QueuePrice => "What one more unit of a limit would be worth to the shippers",
            Indicator::QueueCost => "Queue price x the use of a limit, background use left out",
            Indicator::Headroom => "Capacity that is left",
            Indicator::Saturated => "1 in the first period in which a limit is used to 99.9 %",
            Indicator::CorridorVolume => "Volume over a corridor's cordon",
            Indicator::Committed => "Volume promised under a commitment whose agreement is in force",
            Indicator::Delivered => {
                "Volume of a commitment that moves; what was delivered, where that is known"
            }
            Indicator::MakeUp => "Volume delivered on top of what is committed, for what fell short before",
            Indicator::Shortfall => "Committed less delivered, not below 0",
            Indicator::Fulfilment => "Delivered over committed",
            Indicator::DeficiencyPayment => {
                "Payment for falling short of the share that is paid for in any case"
            }
            Indicator::TargetGap => "The model's volume less the target, in the target's period",
            Indicator::TargetOutcome => "The target times what has come of targets of its class",
            Indicator::TariffRevenue => "Tariffs earned on a leg or in a country",
            Indicator::OperatingCost => "What carriers spend on a leg or in a country",
            Indicator::TransportWork => "Volume x distance on a leg or by a mode",
            Indicator::Emissions => "Transport work x emission factor on a leg or by a mode",
            Indicator::UserBenefit => "Mean volume x fall of the expected cost (logsum) against the baseline",
            Indicator::TradeTurnover => "Trade in money between countries, as one side reports it",
            Indicator::TradeExports => "What the first country sends to the other, in money",
            Indicator::TradeImports => "What the first country takes from the other, in money",
            Indicator::TradeBalance => "Exports less imports: below 0 where more is taken than sent",
            Indicator::Observed => "A measured value, as the study gives it",
        }
    }

    /// Its base unit in a network of this measure and currency; a limit's own measure where it counts in TEU.
    pub const fn unit(self, measure: Measure, currency: Currency, prices: PriceBasis) -> Unit {
        match self {
            Indicator::Demand
            | Indicator::Shipped
            | Indicator::Unserved
            | Indicator::Backlog
            | Indicator::MakeUp
            | Indicator::Flow
            | Indicator::Throughput
            | Indicator::Headroom
            | Indicator::CorridorVolume
            | Indicator::Committed
            | Indicator::Delivered
            | Indicator::Shortfall
            | Indicator::TargetGap
            | Indicator::TargetOutcome
            | Indicator::Observed => Unit::Volume(measure),
            Indicator::RouteShare
            | Indicator::Concentration
            | Indicator::Utilisation
            | Indicator::Fulfilment
            | Indicator::Saturated => Unit::One,
            Indicator::GeneralisedCost | Indicator::QueuePrice => Unit::Price(currency, prices, measure),
            Indicator::TransitTime => Unit::Time,
            Indicator::DeficiencyPayment
            | Indicator::TariffRevenue
            | Indicator::OperatingCost
            | Indicator::QueueCost
            | Indicator::HoldingCost
            | Indicator::UserBenefit
            | Indicator::TradeTurnover
            | Indicator::TradeExports
            | Indicator::TradeImports
            | Indicator::TradeBalance => Unit::Money(currency, prices),
            Indicator::TransportWork => Unit::TransportWork,
            Indicator::Emissions => Unit::Emissions,
        }
    }
}
