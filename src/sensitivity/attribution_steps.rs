//! Who plays: the changes in which two scenarios differ, alone or in the groups that their author made.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::scenario::{Action, Change, Resolved};

/// A change, or a group of them, that makes a part of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    /// What it is called: the group, or the change in words; `undo …` of a change that only the first scenario makes.
    pub name: String,
    /// Its changes, in the order in which they are made.
    pub changes: Vec<PlayerChange>,
    /// The players, by number, without which it cannot be made: alone it has no effect.
    pub rests_on: Vec<usize>,
}

/// A change of a [`Player`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayerChange {
    /// The scenario that gives it, which may be one that the compared scenario extends.
    pub scenario: String,
    /// Its place in that scenario's own list, counted from 0.
    pub index: usize,
    /// The change in words.
    pub change: String,
    /// Why it was taken; may be empty.
    pub note: String,
    /// Whether it is undone: the first scenario makes it and the second does not.
    pub is_undone: bool,
}

/// A change of either scenario, and when it is made.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) change: Change,
    made: When,
}

/// When a change is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// In both scenarios.
    Always,
    /// In the second: where its player takes part.
    With(usize),
    /// In the first: where its player does not take part.
    Without(usize),
}

/// The changes of two scenarios in one order, of which that of each is a part.
#[derive(Debug)]
pub(super) struct Steps {
    pub(super) all: Vec<Step>,
    pub(super) players: Vec<Player>,
    /// The groups, each with its player.
    groups: BTreeMap<String, usize>,
}

/// A change as it is given, on its way to a step.
struct Given<'s> {
    scenario: &'s str,
    index: usize,
    change: &'s Change,
    /// What it does, to be compared; of added things all that they are, as their names do not tell.
    mark: String,
}

impl Steps {
    /// Changes that both scenarios make are no players. They are found by the longest list that both have in common.
    pub(super) fn between(from: &Resolved<'_>, to: &Resolved<'_>) -> Self {
        let (from, to) = (given(from), given(to));
        let mut this = Self { all: Vec::new(), players: Vec::new(), groups: BTreeMap::new() };
        let (mut first, mut second) = (0, 0);
        for (own, other) in common(&from, &to).into_iter().chain([(from.len(), to.len())]) {
            from[first..own].iter().for_each(|given| this.play(given, true));
            to[second..other].iter().for_each(|given| this.play(given, false));
            if let Some(given) = from.get(own) {
                this.all.push(Step { change: given.change.clone(), made: When::Always });
            }
            (first, second) = (own + 1, other + 1);
        }
        this.tell_apart();
        this
    }

    /// Adds a change that one scenario alone makes to its group's player, or to one of its own.
    fn play(&mut self, given: &Given<'_>, is_undone: bool) {
        let change = given.change.to_string();
        let group = &given.change.group;
        let alone = || if is_undone { format!("undo {change}") } else { change.clone() };
        let player = self.groups.get(group).copied().unwrap_or_else(|| {
            let name = if group.is_empty() { alone() } else { group.clone() };
            self.players.push(Player { name, changes: Vec::new(), rests_on: Vec::new() });
            self.players.len() - 1
        });
        if !group.is_empty() {
            self.groups.insert(group.clone(), player);
        }
        let (scenario, index) = (given.scenario.to_owned(), given.index);
        let note = given.change.note.clone();
        self.players[player].changes.push(PlayerChange { scenario, index, change, note, is_undone });
        let made = if is_undone { When::Without(player) } else { When::With(player) };
        self.all.push(Step { change: given.change.clone(), made });
    }

    /// Numbers players of one name, so that each can be asked for.
    fn tell_apart(&mut self) {
        let names: Vec<String> = self.players.iter().map(|player| player.name.clone()).collect();
        for (number, player) in self.players.iter_mut().enumerate() {
            let earlier = names[..number].iter().filter(|name| **name == player.name).count();
            if earlier > 0 {
                let _ = write!(player.name, " ({})", earlier + 1);
            }
        }
    }

    /// Whether what is made in one coalition may be at fault though both scenarios are not: where things are added that
    /// name others, or growth follows something.
    ///
    /// Elsewhere every name and number of a coalition's model is one of either scenario's, and so was checked.
    pub(super) fn is_structural(&self) -> bool {
        let names = |step: &&Step| matches!(step.change.action, Action::Add { .. } | Action::Grow { .. });
        self.all.iter().filter(|step| step.made != When::Always).any(|step| names(&step))
    }

    /// The steps that are made where these players take part, in order.
    pub(super) fn of(&self, members: &[bool]) -> Vec<usize> {
        let is_made = |step: &Step| match step.made {
            When::Always => true,
            When::With(player) => members[player],
            When::Without(player) => !members[player],
        };
        (0..self.all.len()).filter(|step| is_made(&self.all[*step])).collect()
    }

    /// The player of a step, if it has one.
    pub(super) fn player_of(&self, step: usize) -> Option<usize> {
        match self.all[step].made {
            When::Always => None,
            When::With(player) | When::Without(player) => Some(player),
        }
    }
}

fn given<'s>(resolved: &Resolved<'s>) -> Vec<Given<'s>> {
    let given = |(scenario, index, change): (&'s str, usize, &'s Change)| {
        let mark = match &change.action {
            Action::Add { things } => format!("{things:?}"),
            action => action.to_string(),
        };
        Given { scenario, index, change, mark }
    };
    resolved.given().map(given).collect()
}

/// The places of the longest list of changes that two lists have in common, in both; of several, the earliest in the
/// first list.
fn common(from: &[Given<'_>], to: &[Given<'_>]) -> Vec<(usize, usize)> {
    let mut longest = vec![vec![0_usize; to.len() + 1]; from.len() + 1];
    for own in (0..from.len()).rev() {
        for other in (0..to.len()).rev() {
            longest[own][other] = if from[own].mark == to[other].mark {
                longest[own + 1][other + 1] + 1
            } else {
                longest[own + 1][other].max(longest[own][other + 1])
            };
        }
    }
    let (mut own, mut other, mut found) = (0, 0, Vec::new());
    while own < from.len() && other < to.len() {
        if from[own].mark == to[other].mark {
            found.push((own, other));
            (own, other) = (own + 1, other + 1);
        } else if longest[own + 1][other] >= longest[own][other + 1] {
            own += 1;
        } else {
            other += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Duration;
    use crate::scenario::{Scenario, ScenarioSet};

    fn steps(scenarios: impl IntoIterator<Item = Scenario>, from: &str, to: &str) -> Steps {
        let set = ScenarioSet::new(scenarios).unwrap();
        Steps::between(&set.resolve(from).unwrap(), &set.resolve(to).unwrap())
    }

    fn words(steps: &Steps, members: &[bool]) -> Vec<String> {
        steps.of(members).into_iter().map(|step| steps.all[step].change.to_string()).collect()
    }

    /// With nobody the changes are those of the first scenario, with everybody those of the second, in their order.
    #[test]
    fn both_ends_are_the_scenarios_themselves() {
        let one = |name| Change::cancel(name);
        let from = Scenario::new("from").change(one("a")).change(one("b")).change(one("c"));
        let to = Scenario::new("to").change(one("x")).change(one("b")).change(one("a")).change(one("c"));
        let steps = steps([from, to], "from", "to");
        let count = steps.players.len();
        assert_eq!(words(&steps, &vec![false; count]), ["cancel a", "cancel b", "cancel c"]);
        assert_eq!(words(&steps, &vec![true; count]), ["cancel x", "cancel b", "cancel a", "cancel c"]);
        let names: Vec<&str> = steps.players.iter().map(|player| player.name.as_str()).collect();
        assert_eq!(names, ["undo cancel a", "cancel x", "cancel a"]);
    }

    #[test]
    fn what_a_scenario_takes_over_counts_as_its_own() {
        let built = Scenario::new("built").change(Change::build("*"));
        let late = Scenario::new("late").extending("built").change(Change::delay("*", Duration::years(2)));
        let scenarios = [built, late];
        assert_eq!(steps(scenarios.clone(), "baseline", "late").players.len(), 2);
        let one = steps(scenarios, "built", "late");
        assert_eq!(one.players.len(), 1);
        assert_eq!(one.players[0].changes[0].scenario, "late");
    }

    #[test]
    fn a_group_stays_one_and_equal_names_are_told_apart() {
        let fleet = |name| Change::build(name).in_group("fleet");
        let to = Scenario::new("to").change(fleet("a")).change(Change::cancel("c")).change(fleet("b"));
        let steps = steps([to.change(Change::cancel("c"))], "baseline", "to");
        let names: Vec<&str> = steps.players.iter().map(|player| player.name.as_str()).collect();
        assert_eq!(names, ["fleet", "cancel c", "cancel c (2)"]);
        assert_eq!(words(&steps, &[true, false, false]), ["build a", "build b"]);
    }
}
