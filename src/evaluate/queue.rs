use std::collections::VecDeque;

/// Volume that waits, first come first served, and is lost when it has waited too long.
#[derive(Debug, Clone, Default)]
pub(super) struct Queue {
    /// The period in which volume came, and how much of it still waits; oldest first.
    waiting: VecDeque<(usize, f64)>,
    /// How many periods it waits.
    patience: usize,
}

impl Queue {
    /// A queue in which volume waits for so many periods.
    pub(super) fn new(patience: usize) -> Self {
        Self { waiting: VecDeque::new(), patience }
    }

    /// Lets go of all that waits.
    pub(super) fn clear(&mut self) {
        self.waiting.clear();
    }

    /// All that waits.
    pub(super) fn total(&self) -> f64 {
        self.waiting.iter().map(|(_, volume)| volume).sum()
    }

    /// Serves the oldest first; what is left of `volume` when nobody waits any more.
    pub(super) fn serve(&mut self, mut volume: f64) -> f64 {
        while let Some((_, first)) = self.waiting.front_mut() {
            if *first > volume {
                *first -= volume;
                return 0.0;
            }
            volume -= *first;
            self.waiting.pop_front();
        }
        volume
    }

    /// Lets volume of a period wait.
    pub(super) fn join(&mut self, period: usize, volume: f64) {
        if volume > 0.0 {
            self.waiting.push_back((period, volume));
        }
    }

    /// Lets go what has waited for as many periods as it would; how much that is.
    pub(super) fn give_up(&mut self, period: usize) -> f64 {
        let mut lost = 0.0;
        while let Some(&(came, volume)) = self.waiting.front() {
            if period - came < self.patience {
                break;
            }
            lost += volume;
            self.waiting.pop_front();
        }
        lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_served_first_and_lost_first() {
        let mut queue = Queue::new(2);
        queue.join(0, 3.0);
        queue.join(1, 4.0);
        assert_eq!(queue.serve(2.0), 0.0);
        assert_eq!(queue.total(), 5.0);
        assert_eq!(queue.give_up(1), 0.0);
        assert_eq!(queue.give_up(2), 1.0);
        assert_eq!(queue.serve(5.0), 1.0);
        assert_eq!(queue.total(), 0.0);
    }

    #[test]
    fn without_patience_nothing_waits() {
        let mut queue = Queue::new(0);
        queue.join(7, 3.0);
        assert_eq!(queue.give_up(7), 3.0);
    }
}
