//! Trade and transit corridors as typed projections.

pub mod quantity;

pub mod calendar;

pub mod evidence;

pub mod series;

pub mod projection;

pub mod network;

pub mod commitment;

pub mod demand;

pub mod model;

pub mod scenario;

pub mod assign;

pub mod evaluate;

pub mod compare;

pub mod study;

pub mod report;
