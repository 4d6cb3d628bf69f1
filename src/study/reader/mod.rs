//! From text to a tree with places, its check against the declared format, and typed values out of it.
//!
//! [`document::Document`] parses; [`check::check`] compares with the list of keys and tells all that differs;
//! [`table::TableReader`] reads what the check has passed.

pub(super) mod check;
pub(super) mod cursor;
pub(super) mod document;
pub(super) mod faults;
pub(super) mod ids;
mod kind;
mod leaf;
mod number;
pub(super) mod problem;
pub(super) mod shape;
pub(super) mod table;
pub(super) mod text;
pub(super) mod tree;
