//! Trade and transit corridors as typed projections.

pub mod calendar;
pub mod evidence;
pub mod projection;
pub mod quantity;
pub mod series;
