//! Where every draw goes, if they are to be kept.

#[cfg(feature = "parquet")]
pub(crate) use written::DrawFile;

#[cfg(not(feature = "parquet"))]
pub(crate) use unwritten::DrawFile;

#[cfg(feature = "parquet")]
mod written {
    use std::fs::{self, File};
    use std::io::{self, BufWriter};
    use std::path::{Path, PathBuf};

    use corridor::ensemble::{Drawn, Draws};
    use corridor::report::DrawWriter;

    use crate::failure::Failure;
    use crate::output::beside;

    /// A file of draws in the making: under another name beside its own, which it takes once it is whole.
    pub(crate) struct DrawFile {
        place: PathBuf,
        beside: PathBuf,
        writer: Option<DrawWriter<BufWriter<File>>>,
        error: Option<io::Error>,
    }

    impl DrawFile {
        pub(crate) fn open(path: &Path, drawn: &Drawn) -> Result<Self, Failure> {
            let told = |error| failure(path, error);
            let beside = beside(path).map_err(told)?;
            let file = File::options().write(true).create_new(true).open(&beside).map_err(told)?;
            let mut this = Self { place: path.to_owned(), beside, writer: None, error: None };
            this.writer = Some(DrawWriter::new(BufWriter::new(file), drawn).map_err(told)?);
            Ok(this)
        }

        /// Takes some draws; whether that went well.
        pub(crate) fn take(&mut self, draws: &Draws<'_>) -> bool {
            if let (Some(writer), None) = (&mut self.writer, &self.error) {
                self.error = writer.write(draws).err();
            }
            self.error.is_none()
        }

        pub(crate) fn finish(mut self) -> Result<(), Failure> {
            let written = match (self.error.take(), self.writer.take()) {
                (Some(error), _) => Err(error),
                (None, Some(writer)) => writer.finish().and_then(|_| fs::rename(&self.beside, &self.place)),
                (None, None) => Ok(()),
            };
            written.map_err(|error| failure(&self.place, error))
        }
    }

    impl Drop for DrawFile {
        fn drop(&mut self) {
            // It has its own name by now if all went well.
            let _ = fs::remove_file(&self.beside);
        }
    }

    fn failure(path: &Path, error: io::Error) -> Failure {
        Failure::Output { place: format!("`{}`", path.display()), error }
    }
}

#[cfg(not(feature = "parquet"))]
mod unwritten {
    use std::path::Path;

    use corridor::ensemble::{Drawn, Draws};

    use crate::failure::Failure;
    use crate::rows::no_parquet;

    /// There is none in this build.
    pub(crate) enum DrawFile {}

    impl DrawFile {
        pub(crate) fn open(_: &Path, _: &Drawn) -> Result<Self, Failure> {
            Err(no_parquet())
        }

        pub(crate) fn take(&mut self, _: &Draws<'_>) -> bool {
            match *self {}
        }

        pub(crate) fn finish(self) -> Result<(), Failure> {
            match self {}
        }
    }
}
