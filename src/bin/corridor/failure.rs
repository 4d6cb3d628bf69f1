//! What can go wrong, how it is told, and the exit status it ends with.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

/// The study is at fault.
const STUDY: u8 = 1;

/// The command line is at fault.
const COMMAND_LINE: u8 = 2;

/// The command was asked to stop, as shells have it: 128 and the number of the signal that Ctrl-C sends.
pub(crate) const INTERRUPTED: u8 = 130;

/// Why a command ended early.
pub(crate) enum Failure {
    /// Arguments that make no command; also a request for help, which is none.
    Arguments(clap::Error),
    /// A name, a path or a choice on the command line that cannot be followed.
    Usage(String),
    /// A study with faults, told.
    Study(String),
    /// A study with faults that the command has already told as its result.
    Told,
    /// Ctrl-C: what was done so far has been shown.
    Interrupted(String),
    /// The reader of standard output has gone, as `head` does when it has enough.
    ClosedPipe,
    /// A place that cannot be written to.
    Output {
        /// The file, or what else.
        place: String,
        /// What the system says.
        error: io::Error,
    },
}

impl Failure {
    /// A fault of the command line.
    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Failure::Usage(message.to_string())
    }

    /// A study with faults.
    pub(crate) fn study(message: impl fmt::Display) -> Self {
        Failure::Study(message.to_string())
    }

    /// Tells it on standard error and gives the exit status.
    pub(crate) fn tell(self) -> ExitCode {
        match self {
            Failure::ClosedPipe => ExitCode::SUCCESS,
            Failure::Told => ExitCode::from(STUDY),
            Failure::Interrupted(message) => {
                warn(message);
                ExitCode::from(INTERRUPTED)
            }
            Failure::Arguments(error) => told_by_clap(&error),
            Failure::Usage(message) => told(&message, COMMAND_LINE),
            Failure::Study(message) => told(&message, STUDY),
            Failure::Output { place, error } => told(&format!("cannot write {place}: {error}"), COMMAND_LINE),
        }
    }
}

/// Tells a message on standard error. If even that fails, the exit status still tells.
fn told(message: &str, status: u8) -> ExitCode {
    let _ = writeln!(anstream::stderr(), "\u{1b}[1;31merror:\u{1b}[0m {message}");
    ExitCode::from(status)
}

/// Lets clap print its message, its help or its version.
fn told_by_clap(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    u8::try_from(error.exit_code()).map_or(ExitCode::from(COMMAND_LINE), ExitCode::from)
}

/// Tells a warning on standard error.
pub(crate) fn warn(message: impl fmt::Display) {
    let _ = writeln!(anstream::stderr(), "\u{1b}[1;33mwarning:\u{1b}[0m {message}");
}
