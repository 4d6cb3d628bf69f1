//! `corridor completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output::Destination;

const EXAMPLES: &str = "\
Examples:
  corridor completions bash > ~/.local/share/bash-completion/completions/corridor
  corridor completions zsh --out ~/.zfunc/_corridor
  corridor completions fish --out ~/.config/fish/completions/corridor.fish";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
    #[command(flatten)]
    destination: Destination,
}

/// Prints what makes a shell complete the command's arguments.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "corridor", &mut script);
    options.destination.text(&String::from_utf8_lossy(&script))
}
