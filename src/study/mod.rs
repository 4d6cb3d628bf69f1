//! Study: a corridor written down in TOML, read whole or refused with every fault at once.
//!
//! A [`Study`] is a file (`Study::load`), a text (`Study::parse`) or one that comes with the crate
//! (`Study::embedded`). It holds the model on paper and its scenarios. What the file may say is told by
//! `docs/study-format.md`; [`key_reference`] prints the list of keys and [`schema`] the JSON Schema that editors use.
//!
//! A file that cannot be read gives [`Faults`]: each [`Problem`] has the [`Place`](crate::model::Place) (line and column), the key, what was
//! given, what is allowed and the nearest name.
//!
//! ```
//! use corridor::study::Study;
//!
//! let text = r#"
//! name = "One crossing"
//! measure = "mass"
//! horizon = { first = "2025", last = "2030" }
//!
//! [node]
//! aktau = { kind = "prot" }
//! "#;
//! let faults = Study::parse(text, "crossing.toml").unwrap_err();
//! assert_eq!(
//!     faults.to_string(),
//!     "crossing.toml:7:18: node.aktau.kind: `prot` is none of the words that can stand here; did you mean `port`? \
//!      Allowed: port, terminal, border, field, market, junction, landing\n1 fault"
//! );
//! ```
//!
//! Files above 8 MiB and files that are nested too deeply are refused unread.

mod disk;
mod embedded;
mod file;
mod judge;
mod keys;
mod map;
mod reader;
mod records;
mod reference;
mod run;
mod schema;

pub use file::Study;
pub use reader::faults::Faults;
pub use reader::problem::{Problem, ProblemKind};
pub use reference::key_reference;
pub use run::RunError;
pub use schema::schema;
