//! Which segments answer a question, by day: the widest subject that holds
//! a day answers it, never two that overlap.

use super::table::{Source, Table, merged};
use crate::archive::{SegmentFile, WindowRecord, WindowState};
use crate::reports::{Grain, Report, Role};
use crate::time::Window;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A subject and the ledger's lines about it.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Its parameters, complete.
    pub params: BTreeMap<String, String>,
    /// Its windows.
    pub records: Vec<WindowRecord>,
}

/// The answer's table, and what of the period it stands on.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What to ask.
    pub table: Table,
    /// Days wholly held (or known to be empty) and closed.
    pub held: Vec<NaiveDate>,
    /// Days held as far as they exist; they will be read again.
    pub open: Vec<NaiveDate>,
    /// Days of which something is not held: never asked, failed, cut, or only a part of what the
    /// question is about.
    pub missing: Vec<NaiveDate>,
}

/// Chooses segments of a report. A parameter that `asked` leaves out means all that is held; days
/// held under the all-value answer for any of its values. An `exact` report answers only from
/// windows identical to the period.
pub fn choose(
    report: &Arc<Report>,
    period: Window,
    asked: &BTreeMap<String, String>,
    held: &[Held],
    generation: u64,
) -> Chosen {
    let usable = held.iter().filter_map(|subject| Candidate::of(report, period, asked, subject));
    assign(report, period, usable.collect(), generation)
}

/// Chooses among the events of all agents (`agent_14`) and those of single agents (`agent_2`):
/// per agent and day the former if held and not cut, else the latter. The table has the columns
/// of `all`; those of `single` that play the same role under another name are renamed.
pub fn choose_agent_days(
    (all, all_held): (&Arc<Report>, &[WindowRecord]),
    (single, single_held): (&Report, &[Held]),
    period: Window,
    agent: Option<&str>,
    generation: u64,
) -> Chosen {
    let column = all.by_role(Role::Agent).map_or("agent_id", |column| column.name.as_str());
    let only = agent.map(|agent| (column.to_owned(), agent.to_owned()));
    let mut candidates = vec![Candidate {
        breadth: 0,
        fixed: only.clone().into_iter().collect(),
        keep: only.clone(),
        rename: BTreeMap::new(),
        records: all_held.iter().collect(),
        whole: true,
    }];
    let rename = names_by_role(single, all);
    for subject in single_held {
        let Some(id) = subject.params.get("agent_id") else { continue };
        if agent.is_none_or(|agent| agent == id) {
            candidates.push(Candidate {
                breadth: 1,
                fixed: BTreeMap::from([(column.to_owned(), id.clone())]),
                keep: None,
                rename: rename.clone(),
                records: subject.records.iter().collect(),
                whole: true,
            });
        }
    }
    assign(all, period, candidates, generation)
}

/// Names of `from` that `to` calls otherwise, found by their roles.
fn names_by_role(from: &Report, to: &Report) -> BTreeMap<String, String> {
    let renamed = |name: &str, role| {
        let other = to.by_role(role)?;
        (other.name != name && to.column(name).is_none())
            .then(|| (name.to_owned(), other.name.clone()))
    };
    let columns = from.columns.iter();
    columns.filter_map(|column| renamed(&column.name, column.role?)).collect()
}

/// A subject that can answer the question or a part of it.
struct Candidate<'a> {
    /// How narrow the subject is: the number of its specific parameters.
    breadth: usize,
    /// What its rows are limited to, by parameter or column. Two candidates are disjoint if they
    /// differ in one of these.
    fixed: BTreeMap<String, String>,
    keep: Option<(String, String)>,
    rename: BTreeMap<String, String>,
    records: Vec<&'a WindowRecord>,
    /// Whether it can answer all that was asked; a single campaign cannot where all were.
    whole: bool,
}

impl<'a> Candidate<'a> {
    fn of(
        report: &Report,
        period: Window,
        asked: &BTreeMap<String, String>,
        subject: &'a Held,
    ) -> Option<Self> {
        let mut candidate = Candidate {
            breadth: 0,
            fixed: BTreeMap::new(),
            keep: None,
            rename: BTreeMap::new(),
            records: usable_records(report.grain, period, &subject.records),
            whole: true,
        };
        for param in &report.params {
            let is_all = |value: &str| param.all.as_ref().is_some_and(|all| same(all, value));
            let of_subject = subject.params.get(&param.name).map_or("", String::as_str);
            let of_question = asked.get(&param.name).map(String::as_str);
            match (of_question.filter(|value| !is_all(value)), is_all(of_subject)) {
                (Some(value), true) => {
                    let column = param.filters.clone()?;
                    // One column can be looked through for a value, not two.
                    if candidate.keep.replace((column, value.to_owned())).is_some() {
                        return None;
                    }
                    candidate.fixed.insert(param.name.clone(), value.to_owned());
                }
                (Some(value), false) if value == of_subject => {
                    candidate.breadth += 1;
                    candidate.fixed.insert(param.name.clone(), value.to_owned());
                }
                (Some(_), false) => return None,
                (None, true) => {}
                (None, false) => {
                    candidate.whole &= of_question.is_none();
                    candidate.breadth += 1;
                    candidate.fixed.insert(param.name.clone(), of_subject.to_owned());
                }
            }
        }
        Some(candidate)
    }

    fn disjoint(&self, other: &Candidate<'_>) -> bool {
        self.fixed.iter().any(|(name, value)| other.fixed.get(name).is_some_and(|v| v != value))
    }

    /// Whether everything of `other` is among what this one holds.
    fn includes(&self, other: &Candidate<'_>) -> bool {
        self.fixed.iter().all(|(name, value)| other.fixed.get(name) == Some(value))
    }

    /// What it holds of each day.
    fn qualities(&self, days: &[Window]) -> Vec<Quality> {
        let read = |state| matches!(state, WindowState::Held | WindowState::Empty);
        let whole = self.records.iter().filter(|record| read(record.state));
        let whole = merged(whole.map(|record| record.window).collect());
        let of_day = |day: &Window| {
            if whole.iter().any(|window| window.covers(day)) {
                return Quality::Whole;
            }
            let kept = |record: &&&WindowRecord| record.state != WindowState::Failed;
            let mut asked = self.records.iter().filter(kept);
            if asked.any(|record| record.window.overlaps(day)) {
                return Quality::Part;
            }
            let mut files = self.files();
            if files.any(|file| file.span.overlaps(day)) { Quality::Stray } else { Quality::None }
        };
        days.iter().map(of_day).collect()
    }

    fn is_open(&self, day: &Window) -> bool {
        let mut here = self.records.iter().filter(|record| record.window.overlaps(day));
        here.any(|record| !record.closed)
    }

    fn files(&self) -> impl Iterator<Item = &'a SegmentFile> {
        self.records.iter().filter_map(|record| record.segment.as_ref())
    }

    fn sources(&self, spans: &[Window]) -> Vec<Source> {
        let here = |file: &&SegmentFile| spans.iter().any(|span| span.overlaps(&file.span));
        let source = |file: &SegmentFile| Source {
            file: file.clone(),
            spans: spans.to_vec(),
            keep: self.keep.clone(),
            rename: self.rename.clone(),
        };
        self.files().filter(here).map(source).collect()
    }
}

fn usable_records(grain: Grain, period: Window, records: &[WindowRecord]) -> Vec<&WindowRecord> {
    let fits = |record: &&WindowRecord| grain != Grain::Exact || record.window == period;
    records.iter().filter(fits).collect()
}

fn same(all: &str, value: &str) -> bool {
    all.eq_ignore_ascii_case(value)
}

/// What a subject holds of a day, best first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quality {
    /// All of it that lies in the period.
    Whole,
    /// Some of it.
    Part,
    /// Never asked for it, but rows of other windows lie there.
    Stray,
    None,
}

fn assign(
    report: &Arc<Report>,
    period: Window,
    mut candidates: Vec<Candidate<'_>>,
    generation: u64,
) -> Chosen {
    candidates.sort_by_key(|candidate| candidate.breadth);
    let days: Vec<Window> = period.dates().map(|date| in_period(date, period)).collect();
    let plan = DayPlan::new(&candidates, &days);
    let table = Table { report: Arc::clone(report), period, sources: Vec::new(), generation };
    let mut chosen = Chosen { table, held: Vec::new(), open: Vec::new(), missing: Vec::new() };
    let mut spans: Vec<Vec<Window>> = vec![Vec::new(); candidates.len()];
    for (place, day) in days.iter().enumerate() {
        let of_day = plan.choose(place);
        of_day.iter().for_each(|candidate| spans[*candidate].push(*day));
        let list = if !plan.is_whole(place, &of_day) {
            &mut chosen.missing
        } else if of_day.iter().any(|candidate| candidates[*candidate].is_open(day)) {
            &mut chosen.open
        } else {
            &mut chosen.held
        };
        list.push(day.from.date());
    }
    let sources = candidates.iter().zip(spans).flat_map(|(c, spans)| c.sources(&merged(spans)));
    chosen.table.sources = sources.collect();
    // Arrival is the order of the windows; it decides ties.
    chosen
        .table
        .sources
        .sort_by(|a, b| (a.file.window, &a.file.path).cmp(&(b.file.window, &b.file.path)));
    chosen
}

fn in_period(date: NaiveDate, period: Window) -> Window {
    let day = Window::day(date);
    Window { from: day.from.max(period.from), to: day.to.min(period.to) }
}

struct DayPlan<'a, 'b> {
    candidates: &'a [Candidate<'b>],
    qualities: Vec<Vec<Quality>>,
    /// Which candidates have no row in common.
    disjoint: Vec<Vec<bool>>,
    /// Candidates that were asked for something in the period.
    relevant: Vec<usize>,
}

impl<'a, 'b> DayPlan<'a, 'b> {
    fn new(candidates: &'a [Candidate<'b>], days: &[Window]) -> Self {
        let qualities: Vec<_> = candidates.iter().map(|c| c.qualities(days)).collect();
        let row = |one: &Candidate<'_>| candidates.iter().map(|c| one.disjoint(c)).collect();
        let disjoint = candidates.iter().map(row).collect();
        let asked = |quality: &Quality| matches!(quality, Quality::Whole | Quality::Part);
        let relevant = (0..candidates.len()).filter(|c| qualities[*c].iter().any(asked)).collect();
        DayPlan { candidates, qualities, disjoint, relevant }
    }

    /// The subjects that answer a day: better held ones first, then wider ones, none that shares
    /// rows with one already chosen.
    fn choose(&self, day: usize) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        for quality in [Quality::Whole, Quality::Part, Quality::Stray] {
            for candidate in 0..self.candidates.len() {
                let fits = self.qualities[candidate][day] == quality;
                if fits && chosen.iter().all(|other| self.disjoint[candidate][*other]) {
                    chosen.push(candidate);
                }
            }
        }
        chosen
    }

    /// Whether all that the question is about is held of that day.
    fn is_whole(&self, day: usize, chosen: &[usize]) -> bool {
        let holds = |candidate: &&usize| self.qualities[**candidate][day] == Quality::Whole;
        let included = |other: usize| {
            let other = &self.candidates[other];
            chosen.iter().filter(holds).any(|c| self.candidates[*c].includes(other))
        };
        let all_asked = chosen.iter().filter(holds).any(|c| self.candidates[*c].whole);
        all_asked && self.relevant.iter().all(|other| included(*other))
    }
}
