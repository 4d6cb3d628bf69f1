use std::fmt::Debug;
use std::sync::Arc;

use super::History;

/// What comes after a history, by one method.
pub trait Outlook: Debug + Send + Sync {
    /// The level so many periods after the last, from 1 on: the median, in base units.
    fn level(&self, ahead: usize) -> f64;

    /// The standard deviation of the error so many periods ahead, as a multiple of that one period ahead.
    ///
    /// Unless a method knows better, errors add up as in a random walk.
    fn spread(&self, ahead: usize) -> f64 {
        (ahead.max(1) as f64).sqrt()
    }
}

/// A number that a method found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// Its name in the method's formula, such as `alpha`.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// Its standard error, where the method gives one.
    pub error: Option<f64>,
}

impl Parameter {
    /// A number without a standard error.
    pub fn new(name: &'static str, value: f64) -> Self {
        Self { name, value, error: None }
    }
}

/// A method fitted to a history: the levels to come, and how well it followed the past.
#[derive(Debug, Clone)]
pub struct Fitted {
    method: &'static str,
    parameters: Vec<Parameter>,
    followed: Vec<f64>,
    actual: Vec<f64>,
    criterion: Option<f64>,
    outlook: Arc<dyn Outlook>,
}

impl Fitted {
    /// Of a method's word, the numbers it found, what it said of each value of the history (a value before it was
    /// known, or the curve's own value), and what is to come.
    ///
    /// # Panics
    /// If `followed` has not as many values as the history.
    pub fn new(
        method: &'static str,
        parameters: Vec<Parameter>,
        history: &History,
        followed: Vec<f64>,
        outlook: impl Outlook + 'static,
    ) -> Self {
        assert_eq!(followed.len(), history.len(), "one value for each of the history");
        let outlook = Arc::new(outlook);
        Self { method, parameters, followed, actual: history.values().to_vec(), criterion: None, outlook }
    }

    /// With Akaike's criterion corrected for few values, by which kindred models are compared.
    pub fn with_criterion(self, criterion: f64) -> Self {
        Self { criterion: Some(criterion), ..self }
    }

    /// The method's word.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The numbers it found.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Its number of that name.
    pub fn parameter(&self, name: &str) -> Option<f64> {
        self.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.value)
    }

    /// What it says of each value of the history.
    #[doc(alias = "fitted values")]
    pub fn followed(&self) -> &[f64] {
        &self.followed
    }

    /// What is left of each value of the history: the value less what the method says of it.
    pub fn residuals(&self) -> impl ExactSizeIterator<Item = f64> {
        self.actual.iter().zip(&self.followed).map(|(actual, followed)| actual - followed)
    }

    /// The root of the mean squared residual, in base units.
    pub fn residual_error(&self) -> f64 {
        let squares: f64 = self.residuals().map(|residual| residual * residual).sum();
        (squares / self.actual.len() as f64).sqrt()
    }

    /// Akaike's criterion corrected for few values, where the method has a likelihood.
    #[doc(alias = "AICc")]
    pub fn criterion(&self) -> Option<f64> {
        self.criterion
    }

    /// The level so many periods after the last, from 1 on: the median, in base units.
    pub fn level(&self, ahead: usize) -> f64 {
        self.outlook.level(ahead)
    }

    /// The levels of the periods after the last, one after the other.
    pub fn levels(&self, periods: usize) -> Vec<f64> {
        (1..=periods).map(|ahead| self.level(ahead)).collect()
    }

    /// The standard deviation of the error so many periods ahead, as a multiple of that one period ahead.
    pub fn spread(&self, ahead: usize) -> f64 {
        self.outlook.spread(ahead)
    }
}
