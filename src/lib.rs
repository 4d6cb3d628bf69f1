//! Trade and transit corridors as typed projections.

pub mod quantity;
