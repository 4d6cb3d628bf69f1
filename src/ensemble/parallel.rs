//! Work shared out over threads, where the crate is built with `parallel`; one after the other elsewhere.
//!
//! Each item is worked on by itself, so that how many threads there are changes nothing of what comes out.

/// The threads that work is shared out over.
#[derive(Debug)]
pub(crate) struct Threads {
    #[cfg(feature = "parallel")]
    pool: Option<rayon::ThreadPool>,
}

#[cfg(feature = "parallel")]
impl Threads {
    /// So many threads; as many as the machine has cores if none are asked for, or if they cannot be had.
    pub(crate) fn new(wanted: Option<usize>) -> Self {
        let pool = |count| rayon::ThreadPoolBuilder::new().num_threads(count).build().ok();
        Self { pool: wanted.and_then(pool) }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.pool.as_ref().map_or_else(rayon::current_num_threads, rayon::ThreadPool::current_num_threads)
    }

    /// Works on each item.
    pub(crate) fn each<T: Send>(&self, items: &mut [T], work: impl Fn(usize, &mut T) + Sync + Send) {
        use rayon::prelude::*;
        let mut run = || items.par_iter_mut().enumerate().for_each(|(number, item)| work(number, item));
        match &self.pool {
            Some(pool) => pool.install(run),
            None => run(),
        }
    }
}

#[cfg(not(feature = "parallel"))]
impl Threads {
    /// The one there is.
    pub(crate) fn new(_: Option<usize>) -> Self {
        Self {}
    }

    /// How many there are.
    #[expect(clippy::unused_self, reason = "the same as where there are many")]
    pub(crate) fn count(&self) -> usize {
        1
    }

    /// Works on each item.
    #[expect(clippy::unused_self, reason = "the same as where there are many")]
    pub(crate) fn each<T: Send>(&self, items: &mut [T], work: impl Fn(usize, &mut T) + Sync + Send) {
        for (number, item) in items.iter_mut().enumerate() {
            work(number, item);
        }
    }
}
