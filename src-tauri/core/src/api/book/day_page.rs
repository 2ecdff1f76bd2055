//! How a day went: the states of every agent over its hours; of a single agent, day by day.

use super::day_pieces::{Pieces, pieces_of};
use super::question::Question;
use super::questions::{Answers, Asked, chart, column, group, number, summed};
use crate::Result;
use crate::export::{ChartForm, Datum, Page, SmallTable};
use crate::kpis::{By, RosterEntry, StateClass, logged_time};
use crate::query::{AgentLane, Lanes, LanesRequest};
use crate::reports::Kind;
use crate::time::{Window, end_of_day};
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// Bars that can be told apart on a page.
const BARS: usize = 40;
/// Days among which the fullest is looked for, and days of a single agent.
const LATEST: usize = 7;
const DAYS: usize = 14;
/// Names that a sentence can hold.
const NAMES: usize = 60;
/// Seconds of a day.
const DAY: u32 = 86_400;

/// A bar with all that its row says.
pub(super) struct Bar {
    label: String,
    /// Seconds of the day by class, exact; states of nobody's class among the unclassified.
    seconds: BTreeMap<StateClass, i64>,
    /// `(from, to, class)` in seconds of the day, in order.
    pub(super) spans: Vec<(i64, i64, Option<StateClass>)>,
    overlap: i64,
}

impl Bar {
    fn logged(&self) -> i64 {
        self.seconds.values().sum()
    }

    fn ends(&self) -> (Option<i64>, Option<i64>) {
        let worked = || self.spans.iter().filter(|(.., class)| class.is_some());
        (worked().map(|span| span.0).min(), worked().map(|span| span.1).max())
    }
}

/// What the page shows.
struct Shown {
    bars: Vec<Bar>,
    title: String,
    notes: Vec<String>,
    head: String,
}

/// How did the day go? None without events of a time.
pub(super) async fn page(asked: &Asked<'_>, answers: &mut Answers) -> Result<()> {
    let Some(day) = fullest_day(asked).await? else { return Ok(()) };
    let lanes = lanes_of(asked, day).await?;
    let is_alone = lanes.agents.len() == 1 && held_days(asked).len() > 1;
    let shown = if is_alone { days_of_one(asked).await? } else { agents_of(asked, day, &lanes)? };
    if !shown.bars.is_empty() {
        answers.add(Question::Day, day_page(asked, shown));
    }
    Ok(())
}

/// The days that may be shown: the held ones, else those that can still change.
fn held_days(asked: &Asked<'_>) -> Vec<NaiveDate> {
    let chosen = asked.chosen;
    if chosen.held.is_empty() { chosen.open.clone() } else { chosen.held.clone() }
}

/// Of the latest days, the one with most logged time: a Sunday or a holiday tells little.
async fn fullest_day(asked: &Asked<'_>) -> Result<Option<NaiveDate>> {
    let mut days = held_days(asked);
    if asked.report.time.is_none() || days.is_empty() {
        return Ok(None);
    }
    days.sort_unstable();
    let latest = days.split_off(days.len().saturating_sub(LATEST));
    if let [only] = latest.as_slice() {
        return Ok(Some(*only));
    }
    let figures = asked.groups(&[&logged_time::KPI], &[By::Day]).await?;
    let logged: BTreeMap<NaiveDate, f64> =
        figures.iter().filter_map(|f| Some((group(f, 0)?.parse().ok()?, f.value?))).collect();
    let time = |day: &NaiveDate| logged.get(day).copied().unwrap_or(0.0);
    Ok(latest.into_iter().max_by(|a, b| time(a).total_cmp(&time(b)).then(a.cmp(b))))
}

/// The day's lanes to the second, with what reaches in from the day before.
async fn lanes_of(asked: &Asked<'_>, day: NaiveDate) -> Result<Lanes> {
    let whole = Window { from: day.and_time(NaiveTime::MIN), to: end_of_day(day) };
    let stretch =
        Window { from: whole.from.max(asked.window.from), to: whole.to.min(asked.window.to) };
    let earlier = Window { from: stretch.from - Days::new(1), to: stretch.to };
    let table = asked.app.chosen(asked.operation, asked.report, asked.params, earlier)?.of.table;
    let request = LanesRequest { filters: asked.filters.clone(), stretch, width: DAY };
    let mut lanes = asked.app.engine.lanes(&table, &request, asked.cancel).await?;
    let late = (stretch.from - whole.from).num_seconds();
    let spans = lanes.agents.values_mut().flat_map(|lane| &mut lane.spans);
    spans.for_each(|span| (span[0], span[1]) = (span[0] + late, span[1] + late));
    Ok(lanes)
}

fn bar(asked: &Asked<'_>, label: String, states: &[String], lane: &AgentLane) -> Result<Bar> {
    let classes = asked.app.classes(asked.operation)?;
    let class = |state: usize| {
        let class = classes.class(&states[state]).unwrap_or(StateClass::Unclassified);
        (class != StateClass::LoggedOut).then_some(class)
    };
    let mut seconds = BTreeMap::new();
    for (state, spent) in lane.seconds.iter().enumerate() {
        if let (Some(class), 1..) = (class(state), *spent) {
            *seconds.entry(class).or_default() += spent;
        }
    }
    let spans = lane.spans.iter().map(|[from, to, state, _]| (*from, *to, class(*state as usize)));
    Ok(Bar { label, seconds, spans: spans.collect(), overlap: lane.overlap })
}

/// An agent's name in this edition: the roster's, else the rows', else the id.
fn label(asked: &Asked<'_>, entry: Option<&RosterEntry>, id: &str, lane: &AgentLane) -> String {
    let name = entry.map(|entry| entry.name.as_str()).filter(|name| !name.trim().is_empty());
    match name.or(lane.name.as_deref()).unwrap_or(id) {
        "" => asked.said.word("nobody"),
        name => asked.masks.agent(name),
    }
}

/// One bar per agent of a day, those with most time first where not all find room.
fn agents_of(asked: &Asked<'_>, day: NaiveDate, lanes: &Lanes) -> Result<Shown> {
    let said = asked.said;
    let roster = asked.app.kpi_roster(asked.operation)?;
    let (mut bars, mut left_out) = (Vec::new(), 0);
    for (id, lane) in &lanes.agents {
        let entry = roster.entry(id);
        let excluded = entry.and_then(|entry| entry.excluded());
        if excluded.is_some_and(|(from, to)| (from..=to).contains(&day)) {
            left_out += 1;
            continue;
        }
        bars.push(bar(asked, label(asked, entry, id, lane), &lanes.states, lane)?);
    }
    bars.retain(|bar| bar.logged() > 0);
    bars.sort_by(|a, b| b.logged().cmp(&a.logged()).then_with(|| a.label.cmp(&b.label)));
    let mut others = bars.split_off(bars.len().min(BARS));
    for part in [&mut bars, &mut others] {
        part.sort_by(|a, b| (a.ends().0, &a.label).cmp(&(b.ends().0, &b.label)));
    }
    let date = said.period(&Window::days(day, day));
    let mut notes = Vec::new();
    if held_days(asked).len() > 1 {
        notes.push(said.words("day_chosen", &[("day", date.clone())]));
    }
    if left_out > 0 {
        notes.push(said.words("day_left_out", &[("count", left_out.to_string())]));
    }
    if !others.is_empty() {
        let mut names: Vec<_> = others.iter().take(NAMES).map(|bar| bar.label.clone()).collect();
        if others.len() > NAMES {
            names.push("…".to_owned());
        }
        let words = [("shown", bars.len().to_string()), ("names", names.join(", "))];
        notes.push(said.words("day_others", &words));
    }
    bars.append(&mut others);
    let title = said.words("q_day", &[("day", date)]);
    Ok(Shown { bars, title, notes, head: said.word("agent") })
}

/// One bar per day of the only agent there is.
async fn days_of_one(asked: &Asked<'_>) -> Result<Shown> {
    let said = asked.said;
    let roster = asked.app.kpi_roster(asked.operation)?;
    let mut days = held_days(asked);
    days.sort_unstable();
    let latest = days.split_off(days.len().saturating_sub(DAYS));
    let (mut bars, mut who) = (Vec::new(), String::new());
    for day in latest.into_iter().rev() {
        let lanes = lanes_of(asked, day).await?;
        let Some((id, lane)) = lanes.agents.iter().next() else { continue };
        let entry = roster.entry(id);
        if entry.and_then(|e| e.excluded()).is_some_and(|(a, b)| (a..=b).contains(&day)) {
            continue;
        }
        who = label(asked, entry, id, lane);
        let date = said.period(&Window::days(day, day));
        bars.push(bar(asked, date, &lanes.states, lane)?);
    }
    bars.retain(|bar| bar.logged() > 0);
    let title = said.words("q_days", &[("agent", who)]);
    Ok(Shown { bars, title, notes: Vec::new(), head: said.word("day") })
}

fn day_page(asked: &Asked<'_>, shown: Shown) -> Page {
    let said = asked.said;
    let rows = shown.bars.len().min(BARS);
    let pieces = pieces_of(&shown.bars[..rows]);
    let minutes = [("minutes", (pieces.slot / 60).to_string())];
    let mut notes = asked.notes();
    notes.extend(shown.notes.iter().cloned());
    notes.push(said.words("day_note", &minutes));
    let overlap: i64 = shown.bars.iter().map(|bar| bar.overlap).sum();
    if overlap > 0 {
        notes.push(said.words("day_overlap", &[("time", said.length(overlap as f64))]));
    }
    let mut spec = chart(ChartForm::Gantt, shown.title.clone(), said.word("q_day_alt"), rows);
    spec.value_title = said.word("axis_clock");
    spec.below = 1;
    spec.ends = Some(pieces.ends);
    spec.series = (1..=pieces.columns.len()).collect();
    spec.pieces = pieces.columns.iter().map(|column| column.piece(said)).collect();
    let feed = feed(asked, &shown, &pieces);
    Page {
        name: said.word("q_day_sheet"),
        title: shown.title.clone(),
        notes,
        tables: vec![
            SmallTable { chart: Some(spec), ..exact(asked, &shown.bars, shown.head.clone()) },
            feed,
        ],
        ..Page::default()
    }
}

/// The exact seconds per class.
fn exact(asked: &Asked<'_>, bars: &[Bar], head: String) -> SmallTable {
    let said = asked.said;
    let used: Vec<StateClass> = StateClass::ALL
        .iter()
        .map(|(class, _)| *class)
        .filter(|class| bars.iter().any(|bar| bar.seconds.contains_key(class)))
        .collect();
    let class_word = |class: &StateClass| said.word(&format!("class_{}", class.name()));
    let mut columns = vec![
        column(head, Kind::Text),
        column(said.word("day_first"), Kind::Duration),
        column(said.word("day_last"), Kind::Duration),
    ];
    columns.extend(used.iter().map(|class| summed(class_word(class), Kind::Duration)));
    columns.push(summed(logged_time::KPI.title.get(said.0).to_owned(), Kind::Duration));
    let row = |bar: &Bar| {
        let known = |second: Option<i64>| number(second.map(|second| second as f64));
        let (first, last) = bar.ends();
        let mut row = vec![Datum::Text(bar.label.clone()), known(first), known(last)];
        row.extend(used.iter().map(|class| known(bar.seconds.get(class).copied())));
        row.push(Datum::Number(bar.logged() as f64));
        row
    };
    SmallTable {
        name: "q_day".to_owned(),
        columns,
        rows: bars.iter().map(row).collect(),
        ..SmallTable::default()
    }
}

/// The pieces of the bars, which only the chart reads.
fn feed(asked: &Asked<'_>, shown: &Shown, pieces: &Pieces) -> SmallTable {
    let said = asked.said;
    let mut columns = vec![column(shown.head.clone(), Kind::Text)];
    columns.extend(pieces.columns.iter().map(|of| column(of.header(said), Kind::Duration)));
    let row = |(bar, values): (&Bar, &Vec<Option<i64>>)| {
        let mut row = vec![Datum::Text(bar.label.clone())];
        row.extend(values.iter().map(|value| number(value.map(|value| value as f64))));
        row
    };
    SmallTable {
        name: "q_day_pieces".to_owned(),
        title: said.word("day_pieces"),
        columns,
        rows: shown.bars.iter().zip(&pieces.rows).map(row).collect(),
        aside: true,
        ..SmallTable::default()
    }
}
