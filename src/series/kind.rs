use crate::quantity::{
    DistancePrice, Emissions, Flow, GrowthRate, Money, Quantity, Rate, Share, TimePrice, TransitTime,
    TransportWork, UnitPrice,
};

use super::Factor;

/// A quantity that counts over a period, so that months add up to years: tonnes, money, tonne-kilometres.
#[doc(alias = "flow variable")]
pub trait Amount: Quantity {}

impl<Q: Flow> Amount for Q {}
impl Amount for Money {}
impl Amount for TransportWork {}
impl Amount for Emissions {}

/// A quantity that holds throughout a period, so that months average to years: a rate, a price, a share.
#[doc(alias = "stock variable")]
pub trait Level: Quantity {}

impl<Q: Flow> Level for Rate<Q> {}
impl<Q: Flow> Level for UnitPrice<Q> {}
impl<Q: Flow> Level for DistancePrice<Q> {}
impl<Q: Flow> Level for TimePrice<Q> {}
impl Level for TransitTime {}
impl Level for Share {}
impl Level for GrowthRate {}
impl Level for Factor {}
