//! Ctrl-C: the first asks the command to stop where it can still show something, the second ends it at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::{Failure, INTERRUPTED};

/// Whether Ctrl-C was pressed, or the system asked the command to end.
#[derive(Debug, Clone)]
pub(crate) struct Interrupt {
    is_asked: Arc<AtomicBool>,
}

impl Interrupt {
    /// Listens from now on.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let is_asked = Arc::new(AtomicBool::new(false));
        let asked = is_asked.clone();
        let answer = move || {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(INTERRUPTED));
            }
        };
        ctrlc::set_handler(answer)
            .map_err(|error| Failure::usage(format!("cannot listen for Ctrl-C: {error}")))?;
        Ok(Self { is_asked })
    }

    /// Whether to stop.
    pub(crate) fn is_asked(&self) -> bool {
        self.is_asked.load(Ordering::Relaxed)
    }
}
