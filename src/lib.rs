//! Trade and transit corridors as typed projections.
