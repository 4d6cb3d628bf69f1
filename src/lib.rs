//! Trade and transit corridors as typed projections.

pub mod assign;
pub mod calendar;
pub mod commitment;
pub mod compare;
pub mod demand;
pub mod evaluate;
pub mod evidence;
pub mod model;
pub mod network;
pub mod projection;
pub mod quantity;
pub mod report;
pub mod series;
pub mod study;
