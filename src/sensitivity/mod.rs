//! Sensitivity: what matters?
