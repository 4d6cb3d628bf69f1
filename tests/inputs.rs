//! The numbers of a plan are those that the model lists: one name for one number, everywhere.

use std::collections::{BTreeMap, BTreeSet};

use corridor::model::{Draft, inputs};
use corridor::study::Study;

/// Every input of the plan is a line of the list, with the same number; and no two have one path.
fn agree(name: &str, draft: &Draft) {
    let listed: BTreeMap<String, _> =
        inputs(draft).into_iter().map(|line| (line.path, line.number)).collect();
    let plan = draft.plan().unwrap_or_else(|faults| panic!("{name}: {faults}"));
    let mut seen = BTreeSet::new();
    for input in plan.inputs() {
        // What is drawn of an event for each year is made from the event, which is listed.
        if input.path.contains('@') {
            assert!(input.path.starts_with("event."), "{name}: {}", input.path);
            continue;
        }
        let number =
            listed.get(&input.path).unwrap_or_else(|| panic!("{name}: {} is not listed", input.path));
        assert_eq!(*number, Some(&input.number), "{name}: {}", input.path);
        assert!(seen.insert(&input.path), "{name}: {} has two slots", input.path);
    }
}

#[test]
fn plans_and_lists_name_numbers_alike() {
    for name in Study::names() {
        let study = Study::embedded(name).unwrap();
        agree(name, study.draft());
        for scenario in study.scenarios().names() {
            let overlay = study.scenarios().apply(scenario, study.draft()).unwrap();
            agree(&format!("{name}, {scenario}"), overlay.draft());
        }
    }
}
