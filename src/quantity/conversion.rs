//! The few products of quantities that mean something.

use std::ops::{Div, Mul};

use super::{
    Containers, Density, Distance, EmissionFactor, Emissions, Flow, LoadFactor, Mass, OilVolume, Rate, Share,
    TransportWork,
};

/// Grams in a tonne.
const GRAMS_PER_TONNE: f64 = 1e6;

/// Implements `left × right = product` in base units.
macro_rules! product {
    ($($left:ty, $right:ty => $product:ident, $constructor:ident, $scale:expr);* $(;)?) => { $(
        impl Mul<$right> for $left {
            type Output = $product;
            fn mul(self, other: $right) -> $product { $product::$constructor(self.base() * other.base() * $scale) }
        }
        impl Mul<$left> for $right {
            type Output = $product;
            fn mul(self, other: $left) -> $product { other * self }
        }
    )* };
}

product! {
    OilVolume, Density => Mass, tonnes, 1.0;
    Containers, LoadFactor => Mass, tonnes, 1.0;
    Mass, Distance => TransportWork, tonne_kilometres, 1.0;
    TransportWork, EmissionFactor => Emissions, tonnes, 1.0 / GRAMS_PER_TONNE;
}

impl Div<Density> for Mass {
    type Output = OilVolume;
    fn div(self, density: Density) -> OilVolume {
        OilVolume::barrels(self.base() / density.base())
    }
}

impl Div<LoadFactor> for Mass {
    type Output = Containers;
    fn div(self, load_factor: LoadFactor) -> Containers {
        Containers::teu(self.base() / load_factor.base())
    }
}

impl Rate<OilVolume> {
    /// The same flow as a mass, by the oil's density: 1.2 mb/d at 0.1316 t/bbl is 57.6 Mt/yr.
    pub fn in_mass(self, density: Density) -> Rate<Mass> {
        Rate::per_year(OilVolume::barrels(self.base()) * density)
    }
}

impl Rate<Containers> {
    /// The same flow as a mass, by what a container holds.
    pub fn in_mass(self, load_factor: LoadFactor) -> Rate<Mass> {
        Rate::per_year(Containers::teu(self.base()) * load_factor)
    }
}

impl Share {
    /// Its part of a volume or a rate.
    pub fn of<Q: Mul<f64>>(self, whole: Q) -> Q::Output {
        whole * self.base()
    }
}

impl<Q: Flow> Mul<Share> for Rate<Q> {
    type Output = Self;
    fn mul(self, share: Share) -> Self {
        self * share.base()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn barrels_and_boxes_become_tonnes_by_a_stated_factor() {
        // X8: 7.6 bbl/t. 1.2 M bbl/d × 365 / 7.6 = 57.6 Mt/yr (facts of the BTC pipeline).
        let pipe: Rate<OilVolume> = "1.2 mb/d".parse().unwrap();
        let density = Density::tonnes_per_barrel(1.0 / 7.6);
        assert_relative_eq!(pipe.in_mass(density).base(), 57.631_578_947e6, max_relative = 1e-9);
        // A block train of 100 TEU carries 1,400 t.
        assert_eq!(Containers::teu(100.0) * LoadFactor::tonnes_per_teu(14.0), Mass::tonnes(1400.0));
        assert_eq!(Mass::tonnes(1400.0) / LoadFactor::tonnes_per_teu(14.0), Containers::teu(100.0));
    }

    #[test]
    fn work_and_emissions_follow() {
        let work = Mass::megatonnes(2.0) * Distance::kilometres(470.0);
        assert_eq!(work, TransportWork::tonne_kilometres(940e6));
        let emitted = work * EmissionFactor::grams_per_tonne_kilometre(20.0);
        assert_relative_eq!(emitted.base(), 18_800.0, max_relative = 1e-12);
        assert_eq!(Share::percent(80.0).of(Mass::tonnes(10.0)), Mass::tonnes(8.0));
    }
}
