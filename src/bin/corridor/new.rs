//! `corridor new`.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::failure::Failure;
use crate::output::to_stdout;

const EXAMPLES: &str = "\
Examples:
  corridor new my-corridor
  corridor check my-corridor.toml

The study is small, complete and commented: it checks clean and runs as it is. A file that is there stays as it is.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// What the study is called; it is written to NAME.toml
    name: String,
}

/// The study, with `NAME` where its name goes.
const STARTER: &str = include_str!("starter.toml");

/// Writes a study to begin with.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let path = place(&options.name)?;
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::usage(format!(
            "`{}` is there already and stays as it is: give the study another name, or move the file away",
            path.display()
        )),
        _ => Failure::Output { place: format!("`{}`", path.display()), error },
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
    file.write_all(starter(&options.name).as_bytes()).map_err(failed)?;
    let told = format!("Wrote {0}. Next: corridor check {0}\n", path.display());
    to_stdout(|out| out.write_all(told.as_bytes()))
}

/// The file of a study of this name, which may be a path and may have its ending already.
fn place(name: &str) -> Result<PathBuf, Failure> {
    let path = Path::new(name);
    if stem(name).is_empty() || name.ends_with(['/', '\\']) {
        return Err(Failure::usage(format!("`{name}` is no name of a study: give one such as my-corridor")));
    }
    let has_ending = path.extension().is_some_and(|ending| ending == "toml");
    Ok(if has_ending { path.to_owned() } else { PathBuf::from(format!("{name}.toml")) })
}

/// The name without folders and ending.
fn stem(name: &str) -> String {
    let last = Path::new(name).file_name().unwrap_or_default().to_string_lossy();
    last.trim_end_matches(".toml").to_owned()
}

/// The study under its name, which may hold what TOML sets apart.
fn starter(name: &str) -> String {
    let stem = stem(name);
    let quoted: String =
        stem.chars().filter(|letter| !letter.is_control() && !"\"\\".contains(*letter)).collect();
    STARTER.replace("NAME", &quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_files() {
        for (name, path, title) in [
            ("my-corridor", "my-corridor.toml", "my-corridor"),
            ("my-corridor.toml", "my-corridor.toml", "my-corridor"),
            ("folder/v1.2", "folder/v1.2.toml", "v1.2"),
        ] {
            assert_eq!(place(name).ok(), Some(PathBuf::from(path)));
            assert_eq!(stem(name), title);
        }
        for bad in ["", "/", "..", ".toml", "folder/"] {
            assert!(place(bad).is_err(), "{bad}");
        }
    }
}
