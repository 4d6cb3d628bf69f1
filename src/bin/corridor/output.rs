//! Where results go, and in which format.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use corridor::report::{Document, Sheet, Style};

use crate::failure::Failure;

/// In which format results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Tables for people, in the units of the trade
    Table,
    /// Comma-separated values, in base units
    Csv,
    /// An array of objects, in base units
    Json,
}

/// Where results go.
#[derive(Debug, Args)]
pub(crate) struct Destination {
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Where results go, and in which format.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Format of the results
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    #[command(flatten)]
    destination: Destination,
    /// Width of tables in letters; by default that of the terminal, and unbounded elsewhere
    #[arg(long, value_name = "LETTERS", value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,
}

impl Destination {
    /// The file, if it goes to one.
    pub(crate) fn path(&self) -> Option<&PathBuf> {
        self.out.as_ref()
    }

    /// Writes bytes as they are.
    #[cfg(feature = "png")]
    pub(crate) fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.write(|out| out.write_all(bytes))
    }

    /// Writes a text as it is.
    pub(crate) fn text(&self, text: &str) -> Result<(), Failure> {
        self.write(|out| out.write_all(text.as_bytes()))
    }

    /// Whether it is standard output.
    pub(crate) fn is_stdout(&self) -> bool {
        self.out.is_none()
    }

    /// Writes a page for people: with rules and bold on a terminal, plain elsewhere.
    pub(crate) fn page(&self, page: &Document, width: Option<u16>) -> Result<(), Failure> {
        let text = page.render(&self.style(width));
        self.text(&text)
    }

    fn style(&self, width: Option<u16>) -> Style {
        let is_terminal = self.is_stdout() && io::stdout().is_terminal();
        let style = if is_terminal { Style::terminal() } else { Style::plain() };
        let own = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
        let width = width.or_else(|| if is_terminal { own() } else { None });
        width.map_or(style, |width| style.with_width(usize::from(width)))
    }

    /// Writes to it.
    pub(crate) fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let Some(path) = &self.out else { return to_stdout(write) };
        let place = format!("`{}`", path.display());
        to_file(path, write).map_err(|error| Failure::Output { place, error })
    }
}

impl Output {
    /// Writes a page for people.
    pub(crate) fn page(&self, page: &Document) -> Result<(), Failure> {
        self.destination.page(page, self.width)
    }

    /// Writes a sheet, in any format.
    pub(crate) fn sheet(&self, sheet: &Sheet, title: &str) -> Result<(), Failure> {
        match self.format {
            Format::Table => self.page(&Document::new().table(sheet.table(title))),
            Format::Csv => self.destination.write(|out| sheet.write_csv(out)),
            Format::Json => self.destination.write(|out| sheet.write_json(out)),
        }
    }
}

/// Writes to standard output; on a terminal without colour where that is not wanted.
pub(crate) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let written = if io::stdout().is_terminal() {
        buffered(anstream::stdout().lock(), write)
    } else {
        buffered(io::stdout().lock(), write)
    };
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
        _ => Failure::Output { place: "standard output".to_owned(), error },
    })
}

/// Writes all of it, or up to the first error.
fn buffered(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let written = write(&mut out).and_then(|()| out.flush());
    // What is left in the buffer after an error must not be tried again when it is dropped.
    let _ = out.into_parts();
    written
}

/// Writes a file whole or not at all: under another name beside it, which then takes the place of the old file.
///
/// A path that is there and is no plain file, such as `/dev/stdout`, is written to directly.
fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(about) if about.is_file() => replace(&fs::canonicalize(path)?, write),
        Ok(_) => buffered(OpenOptions::new().write(true).open(path)?, write),
        Err(_) => replace(path, write),
    }
}

/// Writes beside a file and then takes its place.
fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let beside = beside(path)?;
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = buffered(file, write).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A name beside a file that no other run of the command uses at the same time.
pub(crate) fn beside(path: &Path) -> io::Result<PathBuf> {
    let name =
        path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::IsADirectory, "not a file name"))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.partial", std::process::id()));
    Ok(path.with_file_name(hidden))
}
