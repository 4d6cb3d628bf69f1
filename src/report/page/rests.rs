use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::{Evidence, Provenance};
use crate::model::{Draft, InputLine, inputs};

/// What a number of the page rests on: the sources that a reader sees when pointing at it, and what is to be said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rests {
    /// Ids of sources, each once.
    pub(super) sources: Vec<String>,
    /// What kind of knowledge it is, of a number that was given.
    pub(super) evidence: Option<Evidence>,
    /// The remark in short, of a result.
    pub(super) brief: String,
    /// A remark: of an assumed number why it was taken, of a result what it was computed from.
    pub(super) note: String,
}

impl Rests {
    /// Where a given number is from.
    pub(super) fn of(provenance: &Provenance) -> Self {
        Self {
            sources: provenance.sources.iter().map(ToString::to_string).collect(),
            evidence: Some(provenance.evidence),
            brief: String::new(),
            note: provenance.note.clone(),
        }
    }

    /// The sources as the page writes them.
    pub(super) fn ids(&self) -> String {
        self.sources.join(" ")
    }
}

/// Most sources that are told of one result; of more, those of the most numbers.
const MOST_SOURCES: usize = 6;

/// Every number of a model, and what each rests on.
pub(super) struct Register<'a> {
    draft: &'a Draft,
    lines: Vec<InputLine<'a>>,
}

impl<'a> Register<'a> {
    pub(super) fn new(draft: &'a Draft) -> Self {
        let lines = inputs(draft).into_iter().filter(|line| line.number.is_some()).collect();
        Self { draft, lines }
    }

    /// The numbers, in the order of the study format.
    pub(super) fn lines(&self) -> &[InputLine<'a>] {
        &self.lines
    }

    /// What a result rests on: the model computes it from all numbers; those of these things are nearest to it.
    ///
    /// A thing is named as its inputs begin: `leg.aktau-baku`.
    pub(super) fn computed(&self, things: &[String]) -> Rests {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let near: Vec<&InputLine<'_>> =
            self.lines.iter().filter(|line| things.iter().any(|thing| is_of(&line.path, thing))).collect();
        let provenances = || near.iter().filter_map(|line| line.provenance);
        for source in provenances().flat_map(|provenance| &provenance.sources) {
            *counts.entry(source.as_str()).or_default() += 1;
        }
        let mut sources: Vec<&str> = counts.keys().copied().collect();
        sources.sort_by_key(|source| std::cmp::Reverse(counts[source]));
        sources.truncate(MOST_SOURCES);
        let assumed = provenances().filter(|provenance| provenance.evidence == Evidence::Assumed).count();
        Rests {
            sources: sources.into_iter().map(str::to_owned).collect(),
            evidence: None,
            brief: self.brief(near.len(), assumed),
            note: self.told(things, near.len(), assumed),
        }
    }

    fn brief(&self, near: usize, assumed: usize) -> String {
        let all = format!("Computed from all {} numbers", self.lines.len());
        match (near, assumed) {
            (0, _) => all,
            (near, 0) => format!("{all}; of the {near} nearest, none is assumed"),
            (near, 1) => format!("{all}; of the {near} nearest, 1 is assumed"),
            (near, assumed) => format!("{all}; of the {near} nearest, {assumed} are assumed"),
        }
    }

    fn told(&self, things: &[String], near: usize, assumed: usize) -> String {
        let all = self.lines.len();
        if near == 0 {
            return format!("computed from the study's {all} numbers");
        }
        let few: Vec<&str> = things.iter().take(3).map(String::as_str).collect();
        let more = if things.len() > 3 { " and others" } else { "" };
        format!(
            "computed from the study's {all} numbers; the {near} nearest to it, {assumed} of them assumed, are of {}{more}",
            few.join(", ")
        )
    }

    /// The things that stand nearest to a subject of a result: itself, and what it names.
    pub(super) fn near(&self, subject: &str) -> Vec<String> {
        let head = subject.split('/').next().unwrap_or(subject);
        let legs = subject.split_once('/').map_or("", |(_, legs)| legs).split('+');
        let mut things: BTreeSet<String> = KINDS.iter().map(|kind| format!("{kind}.{head}")).collect();
        things.extend(legs.filter(|leg| !leg.is_empty()).map(|leg| format!("leg.{leg}")));
        self.add_of_corridor(head, &mut things);
        self.add_of_projects(head, &mut things);
        let is_there = |thing: &String| self.lines.iter().any(|line| is_of(&line.path, thing));
        things.into_iter().filter(is_there).collect()
    }

    fn add_of_corridor(&self, subject: &str, things: &mut BTreeSet<String>) {
        let found = self.draft.corridors.iter().find(|(id, _)| id.as_str() == subject);
        let Some((_, corridor)) = found else { return };
        things.extend(corridor.cordon.iter().map(|leg| format!("leg.{leg}")));
        let is_over = |legs: &[crate::network::LegId]| legs.iter().any(|leg| corridor.cordon.contains(leg));
        let limits = self.draft.limits.iter().filter(|(_, limit)| is_over(&limit.legs));
        things.extend(limits.map(|(id, _)| format!("limit.{id}")));
    }

    fn add_of_projects(&self, subject: &str, things: &mut BTreeSet<String>) {
        use crate::network::Enlarges;
        let own = self.draft.projects.iter().filter(|(_, project)| match &project.enlarges {
            Enlarges::Leg(leg) => leg.as_str() == subject,
            Enlarges::Limit(limit) => limit.as_str() == subject,
        });
        things.extend(own.map(|(id, _)| format!("project.{id}")));
    }
}

/// Kinds of tables whose things are subjects of results.
const KINDS: [&str; 9] =
    ["leg", "limit", "corridor", "demand", "commitment", "target", "series", "turnover", "project"];

/// Whether an input is of a thing.
fn is_of(path: &str, thing: &str) -> bool {
    path.strip_prefix(thing).is_some_and(|rest| rest.starts_with('.'))
}
