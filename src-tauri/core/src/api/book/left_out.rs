//! What the last sheet says about the figures' ground: the clock, the definitions, what was left
//! out and why.

use super::said::Said;
use super::{Draft, Masks};
use crate::export::KpiLine;
use crate::kpis::RosterEntry;
use crate::reports::{ProblemKind, Problems};
use crate::texts;
use crate::time::Window;
use chrono::NaiveDate;

/// Problems for which rows or values have no part in a figure, or another than one would think.
const KINDS: [ProblemKind; 4] = [
    ProblemKind::TotalRow,
    ProblemKind::Unreadable,
    ProblemKind::NoTime,
    ProblemKind::OutsideWindow,
];

/// What of a report's rows was set apart, a sentence per reason.
pub(super) fn of_rows(title: &str, problems: &Problems, language: &str) -> Vec<String> {
    let counts = KINDS.into_iter().map(|kind| (kind, problems.count(kind)));
    let said = |(kind, count): (ProblemKind, u64)| {
        let count = [("count", count.to_string())];
        format!("{title}: {}", texts::text(language, &format!("problems.{}", kind.name()), &count))
    };
    counts.filter(|(_, count)| *count > 0).map(said).collect()
}

/// Fills in what is known only when all figures are.
pub(super) fn complete(draft: &mut Draft) {
    let language = draft.prepared.language.clone();
    let said = Said(&language);
    let prepared = &mut draft.prepared;
    let zone = [("zone", prepared.operation.zone.name().to_owned())];
    prepared.origin.zone = said.words("zone_text", &zone);
    if !draft.kpis.is_empty() {
        let sheet = [("sheet", said.word("definitions"))];
        prepared.origin.preset = said.words("preset_text", &sheet);
    }
    let period = prepared.period;
    let people = draft.roster.entries().iter();
    let people = people.filter_map(|entry| person(entry, period, said, &draft.masks));
    let mut excluded: Vec<String> = people.collect();
    excluded.append(&mut prepared.origin.excluded);
    excluded.extend(of_figures(&prepared.summary, said));
    if !excluded.is_empty() || !draft.kpis.is_empty() {
        excluded.push(said.word("excluded_few"));
    }
    prepared.origin.excluded = excluded;
    let whole = prepared.counts.iter().zip(&prepared.origin.reports);
    let whole = whole.filter(|(count, _)| count.missing == 0 && count.open == 0);
    let whole: Vec<String> = whole
        .map(|(count, (_, title))| {
            let words = [("report", title.clone()), ("days", count.days.to_string())];
            said.words("coverage_whole", &words)
        })
        .collect();
    prepared.origin.coverage.extend(whole);
}

/// An agent whom the roster leaves out on days of the period.
fn person(entry: &RosterEntry, period: Window, said: Said<'_>, masks: &Masks) -> Option<String> {
    let (first, last) = entry.excluded()?;
    if last < period.from.date() || first > period.to.date() {
        return None;
    }
    let date = |day: NaiveDate| said.period(&Window::days(day, day));
    let when = match (entry.excluded_from, entry.excluded_to) {
        (Some(from), Some(to)) => {
            said.words("when_both", &[("from", date(from)), ("to", date(to))])
        }
        (Some(from), None) => said.words("when_from", &[("from", date(from))]),
        (None, Some(to)) => said.words("when_to", &[("to", date(to))]),
        (None, None) => said.word("when_always"),
    };
    let name = if entry.name.trim().is_empty() { &entry.agent_id } else { &entry.name };
    Some(said.words("excluded_person", &[("agent", masks.agent(name)), ("when", when)]))
}

/// Rows that figures could not use; figures of a report that lack the same are named together.
fn of_figures(figures: &[KpiLine], said: Said<'_>) -> Vec<String> {
    let alike = |a: &KpiLine, b: &KpiLine| a.report == b.report && a.excluded == b.excluded;
    let lacking: Vec<&KpiLine> = figures.iter().filter(|figure| figure.excluded > 0).collect();
    let mut told: Vec<(&KpiLine, Vec<&str>)> = Vec::new();
    for figure in lacking {
        match told.iter_mut().find(|(first, _)| alike(first, figure)) {
            Some((_, titles)) => titles.push(&figure.title),
            None => told.push((figure, vec![&figure.title])),
        }
    }
    let sentence = |(first, titles): &(&KpiLine, Vec<&str>)| {
        let words = [
            ("report", first.report.clone()),
            ("kpi", titles.join(", ")),
            ("count", first.excluded.to_string()),
        ];
        said.words("excluded_rows", &words)
    };
    told.iter().map(sentence).collect()
}
