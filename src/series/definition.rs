use std::fmt;

/// What a series measures, and who measured it.
///
/// Two series compare only if both are the same: the Middle Corridor is counted in several scopes, and trade between two
/// countries is reported by each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[doc(alias = "metadata")]
pub struct Definition {
    /// What is measured: `TITR, all cargo`, `exports of goods`.
    pub scope: String,
    /// Who reports it: `KTZ`, `AZ`. May be empty.
    pub reporter: String,
}

impl Definition {
    /// Of a scope, by a reporter.
    pub fn new(scope: &str, reporter: &str) -> Self {
        Self { scope: scope.to_owned(), reporter: reporter.to_owned() }
    }
}

impl fmt::Display for Definition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.scope.is_empty(), self.reporter.is_empty()) {
            (true, true) => f.write_str("undefined"),
            (false, true) => write!(f, "`{}`", self.scope),
            (true, false) => write!(f, "as reported by {}", self.reporter),
            (false, false) => write!(f, "`{}` as reported by {}", self.scope, self.reporter),
        }
    }
}
