//! From names on the command line to studies, scenarios and outcomes.

use std::path::Path;

use corridor::compare::Comparison;
use corridor::evaluate::{Outcome, evaluate};
use corridor::evidence::nearest;
use corridor::model::{Draft, inputs};
use corridor::scenario::{Overlay, ScenarioError};
use corridor::study::{Faults, Study};

use crate::failure::{Failure, warn};
use crate::method::Method;

/// The study of this name, or in the file of this name; or its faults.
pub(crate) fn read(name: &str) -> Result<Result<Study, Faults>, Failure> {
    if Study::names().any(|known| known == name) {
        return Ok(Study::embedded(name));
    }
    let path = Path::new(name);
    if path.exists() { Ok(Study::load(path)) } else { Err(no_such_study(name)) }
}

/// The study of this name, or in the file of this name.
pub(crate) fn study(name: &str) -> Result<Study, Failure> {
    read(name)?.map_err(Failure::study)
}

fn no_such_study(name: &str) -> Failure {
    let near = nearest(name, Study::names());
    let hint = near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
    Failure::usage(format!(
        "there is no study and no file `{name}`{hint} (`corridor studies` lists the studies)"
    ))
}

/// A study's model with the changes of a scenario.
///
/// Changes that touch nothing or contradict one another are warned of.
pub(crate) fn scenario(study: &Study, name: &str) -> Result<Draft, Failure> {
    let resolved = study.scenarios().resolve(name).map_err(Failure::usage)?;
    let overlay = resolved.apply(study.draft()).map_err(|errors| Failure::study(listed(&errors)))?;
    warn_of_remarks(&overlay);
    Ok(overlay.into_draft())
}

fn listed(errors: &[ScenarioError]) -> String {
    errors.iter().map(ScenarioError::to_string).collect::<Vec<String>>().join("\n")
}

fn warn_of_remarks(overlay: &Overlay) {
    for remark in overlay.remarks() {
        warn(remark);
    }
}

/// What comes out of a model under the name of a scenario.
pub(crate) fn outcome(draft: &Draft, scenario: &str, method: Method) -> Result<Outcome, Failure> {
    let told = |faults| Failure::study(format!("scenario `{scenario}`: {faults}"));
    let plan = draft.plan().map_err(told)?;
    Ok(evaluate(&plan, scenario, &*method.assignment()))
}

/// Tells that a single run takes promises that name a class at its median.
pub(crate) fn tell_of_medians(draft: &Draft) {
    let promises = inputs(draft).iter().filter(|input| input.path.ends_with(".track-record")).count();
    if promises > 0 {
        warn(format!(
            "{promises} promises turn out as the median of their class; `corridor sample` draws them"
        ));
    }
}

/// Warns of periods that were not solved, wherever the results go.
pub(crate) fn warn_of_unsolved(comparison: &Comparison) {
    for (scenario, statuses) in comparison.unsolved() {
        for status in statuses {
            warn(format!("scenario `{scenario}`: {status}; its numbers are the best the method had"));
        }
    }
}
