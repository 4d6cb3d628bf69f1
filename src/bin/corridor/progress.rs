//! How far a run has got, on a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// A line on standard error that is drawn over and over; none where that is no terminal.
#[derive(Debug)]
pub(crate) struct Progress {
    total: u64,
    started: Instant,
    is_drawn: bool,
    last: Option<Instant>,
}

/// Drawn at most this often, which is as fast as anybody reads.
const PAUSE: Duration = Duration::from_millis(100);

/// Letters of the bar.
const BAR: usize = 24;

impl Progress {
    /// Of so many draws in all.
    pub(crate) fn new(total: u64) -> Self {
        Self { total, started: Instant::now(), is_drawn: io::stderr().is_terminal(), last: None }
    }

    /// Tells that so many are done.
    pub(crate) fn tell(&mut self, done: u64) {
        let is_due = self.last.is_none_or(|last| last.elapsed() >= PAUSE);
        if self.is_drawn && (is_due || done == self.total) {
            self.last = Some(Instant::now());
            let text = line(done, self.total, self.started.elapsed());
            let _ = write!(anstream::stderr(), "\r{text}\u{1b}[K");
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        if self.is_drawn {
            let _ = write!(anstream::stderr(), "\r\u{1b}[K");
        }
    }
}

/// `[##########--------------]  42 %  42,000 of 100,000 draws  12,300/s  0:05 left`
fn line(done: u64, total: u64, elapsed: Duration) -> String {
    let share = done as f64 / total.max(1) as f64;
    let filled = BAR * usize::try_from(done).unwrap_or(0) / usize::try_from(total.max(1)).unwrap_or(1);
    let bar = format!("{}{}", "#".repeat(filled), "-".repeat(BAR.saturating_sub(filled)));
    let rate = done as f64 / elapsed.as_secs_f64().max(1e-3);
    let left = total.saturating_sub(done) as f64 / rate.max(1e-9);
    let (percent, done, total, rate) = (share * 100.0, grouped(done), grouped(total), grouped(whole(rate)));
    format!("[{bar}] {percent:3.0} %  {done} of {total} draws  {rate}/s  {} left", clock(whole(left)))
}

/// A number that is not below 0, rounded up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is too large saturates")]
fn whole(number: f64) -> u64 {
    number.ceil() as u64
}

/// `1,000,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = (digits.len() + 2) % 3 + 1;
    let (head, tail) = digits.split_at(first.min(digits.len()));
    let tail: String =
        tail.chars().enumerate().flat_map(|(place, digit)| comma(place).chain([digit])).collect();
    format!("{head}{tail}")
}

fn comma(place: usize) -> impl Iterator<Item = char> {
    place.is_multiple_of(3).then_some(',').into_iter()
}

/// `0:05`, `12:00` or `3:00:00`.
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_how_fast_and_how_long() {
        assert_eq!(
            line(42_000, 100_000, Duration::from_secs(4)),
            "[##########--------------]  42 %  42,000 of 100,000 draws  10,500/s  0:06 left"
        );
        assert_eq!(
            line(1_000, 1_000, Duration::ZERO),
            "[########################] 100 %  1,000 of 1,000 draws  1,000,000/s  0:00 left"
        );
        assert!(line(0, 0, Duration::ZERO).contains("0 of 0 draws"));
        assert!(line(1, 7201, Duration::from_secs(1)).ends_with(" 2:00:00 left"));
    }

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (123_456_789, "123,456,789")] {
            assert_eq!(grouped(number), text);
        }
    }
}
