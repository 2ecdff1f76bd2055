//! Pages about agents: where their time goes, hold and mute, transfers.

use super::day_pieces::piece_of;
use super::question::Question;
use super::questions::{Answers, Asked, chart, column, figure, group, number, share, summed};
use crate::Result;
use crate::export::{ChartForm, Datum, Page, SmallColumn, SmallTable, SmallTotal};
use crate::kpis::{
    By, FEW, Figure, StateClass, aht, aux_share, avg_transfer_time, hold_mute_actions, hold_time,
    logged_time, mute_time, transferred_calls, transfers as transfer_rows,
};
use crate::reports::Kind;
use std::collections::BTreeMap;

/// Bars of a chart; the table has all rows.
const BARS: usize = 20;

/// What is known of an agent: figures by KPI, and state by class.
#[derive(Default)]
struct Line {
    name: Option<String>,
    figures: BTreeMap<&'static str, Figure>,
    classes: BTreeMap<StateClass, f64>,
}

type Lines = BTreeMap<Option<String>, Line>;

/// Figures filed by agent. The first group is the id or the only name; a name may follow.
fn file(lines: &mut Lines, figures: Vec<Figure>, groups: usize) {
    for figure in figures {
        let line = lines.entry(group(&figure, 0).map(str::to_owned)).or_default();
        if groups > 1 && line.name.is_none() {
            line.name = group(&figure, 1).map(str::to_owned);
        }
        let class = figure.group.get(groups).and_then(|(_, class)| class.as_deref());
        match class.and_then(StateClass::parse) {
            Some(class) => *line.classes.entry(class).or_default() += figure.value.unwrap_or(0.0),
            None => match line.figures.get_mut(figure.kpi) {
                Some(sum) => add(sum, &figure),
                None => drop(line.figures.insert(figure.kpi, figure)),
            },
        }
    }
}

/// An agent under two names: the parts add up.
fn add(sum: &mut Figure, more: &Figure) {
    let plus = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (None, None) => None,
        (a, b) => Some(a.unwrap_or(0.0) + b.unwrap_or(0.0)),
    };
    sum.numerator = plus(sum.numerator, more.numerator);
    sum.denominator = plus(sum.denominator, more.denominator);
    sum.n += more.n;
    sum.excluded += more.excluded;
    sum.few = sum.few && sum.n < FEW;
    sum.value = match (sum.numerator, sum.denominator) {
        (Some(above), Some(below)) if below > 0.0 => Some(above / below),
        (above, None) => above,
        _ => None,
    };
}

impl Line {
    fn value(&self, kpi: &str) -> Option<f64> {
        self.figures.get(kpi).and_then(|figure| figure.value)
    }

    fn datum(&self, kpi: &str) -> Datum {
        self.figures.get(kpi).map_or(Datum::Blank, figure)
    }
}

/// Agents from most to least, by what `of` says.
fn ranked(asked: &Asked<'_>, lines: Lines, of: impl Fn(&Line) -> f64) -> Vec<(String, Line)> {
    let label = |id: Option<String>, line: &Line| match (line.name.clone(), id) {
        (Some(name), _) => asked.masks.agent(&name),
        (None, Some(id)) => asked.masks.agent(&id),
        (None, None) => asked.said.word("nobody"),
    };
    let mut ranked: Vec<(String, Line)> =
        lines.into_iter().map(|(id, line)| (label(id, &line), line)).collect();
    ranked.sort_by(|a, b| of(&b.1).total_cmp(&of(&a.1)).then_with(|| a.0.cmp(&b.0)));
    ranked
}

/// Says that the chart shows a part of the table only.
fn part_note(asked: &Asked<'_>, rows: usize) -> Vec<String> {
    let mut notes = asked.notes();
    if rows > BARS {
        let counts = [("shown", BARS.to_string()), ("all", rows.to_string())];
        notes.push(asked.said.words("chart_part", &counts));
    }
    notes
}

/// Where does each agent's time go?
pub(super) async fn states(asked: &Asked<'_>, answers: &mut Answers) -> Result<()> {
    let agents = asked.agent_columns();
    let by: Vec<By> = agents.iter().cloned().chain([By::StateClass]).collect();
    let mut lines = Lines::new();
    file(&mut lines, asked.groups(&[&logged_time::KPI], &by).await?, agents.len());
    let own = [&logged_time::KPI, &aux_share::KPI, &aht::KPI];
    file(&mut lines, asked.groups(&own, &agents).await?, agents.len());
    let ranked = ranked(asked, lines, |line| line.value(logged_time::KPI.name).unwrap_or(0.0));
    if ranked.is_empty() {
        return Ok(());
    }
    answers.findings.extend(aux_finding(asked, &ranked));
    answers.add(Question::States, states_page(asked, &ranked));
    Ok(())
}

fn states_page(asked: &Asked<'_>, ranked: &[(String, Line)]) -> Page {
    let said = asked.said;
    let shown: Vec<StateClass> = StateClass::ALL
        .iter()
        .map(|(class, _)| *class)
        .filter(|class| *class != StateClass::LoggedOut)
        .filter(|class| ranked.iter().any(|(_, line)| line.classes.get(class) > Some(&0.0)))
        .collect();
    let mut columns = vec![column(said.word("agent"), Kind::Text)];
    columns.extend(
        shown
            .iter()
            .map(|class| summed(said.word(&format!("class_{}", class.name())), Kind::Duration)),
    );
    columns.push(summed(logged_time::KPI.title.get(said.0).to_owned(), Kind::Duration));
    columns.push(column(aux_share::KPI.title.get(said.0).to_owned(), Kind::Percent));
    columns.push(column(aht::KPI.title.get(said.0).to_owned(), Kind::Duration));
    let row = |(name, line): &(String, Line)| {
        let mut row = vec![Datum::Text(name.clone())];
        row.extend(shown.iter().map(|class| number(line.classes.get(class).copied())));
        row.push(number(line.value(logged_time::KPI.name)));
        row.push(line.datum(aux_share::KPI.name));
        row.push(line.datum(aht::KPI.name));
        row
    };
    let mut spec = chart(
        ChartForm::Bars,
        said.word("q_states"),
        said.word("q_states_alt"),
        ranked.len().min(BARS),
    );
    spec.series = (1..=shown.len()).collect();
    spec.pieces = shown.iter().map(|class| piece_of(*class, said, true)).collect();
    spec.value_title = said.word("axis_hours");
    Page {
        name: said.word("q_states_sheet"),
        title: said.word("q_states"),
        notes: part_note(asked, ranked.len()),
        tables: vec![SmallTable {
            name: "q_states".to_owned(),
            columns,
            rows: ranked.iter().map(row).collect(),
            chart: Some(spec),
            ..SmallTable::default()
        }],
        ..Page::default()
    }
}

/// The agent with the greatest share of pauses, on enough events.
fn aux_finding(asked: &Asked<'_>, ranked: &[(String, Line)]) -> Option<String> {
    let share = |line: &Line| line.figures.get(aux_share::KPI.name).filter(|f| f.n >= FEW).cloned();
    let known = ranked.iter().filter_map(|(name, line)| Some((name, share(line)?)));
    let known = known.filter(|(_, figure)| figure.value.is_some());
    let (name, most) =
        known.max_by(|a, b| a.1.value.unwrap_or(0.0).total_cmp(&b.1.value.unwrap_or(0.0)))?;
    let (mut above, mut below) = (0.0, 0.0);
    for figure in ranked.iter().filter_map(|(_, line)| line.figures.get(aux_share::KPI.name)) {
        above += figure.numerator.unwrap_or(0.0);
        below += figure.denominator.unwrap_or(0.0);
    }
    let words = [
        ("agent", name.clone()),
        ("value", asked.said.percent(most.value?)),
        ("all", asked.said.percent(above / below)),
    ];
    (ranked.len() > 2 && below > 0.0).then(|| asked.said.words("finding_aux", &words))
}

/// Who keeps callers on hold or muted?
pub(super) async fn holds(asked: &Asked<'_>, answers: &mut Answers) -> Result<()> {
    let agents = asked.agent_columns();
    let kpis = [&hold_time::KPI, &mute_time::KPI, &hold_mute_actions::KPI];
    let mut lines = Lines::new();
    file(&mut lines, asked.groups(&kpis, &agents).await?, agents.len());
    let both = |line: &Line| {
        line.value(hold_time::KPI.name).unwrap_or(0.0)
            + line.value(mute_time::KPI.name).unwrap_or(0.0)
    };
    let ranked = ranked(asked, lines, both);
    if ranked.is_empty() {
        return Ok(());
    }
    let said = asked.said;
    let loads: Vec<f64> = ranked.iter().map(|(_, line)| both(line)).collect();
    answers.findings.extend(half_finding(asked, &loads, "finding_hold"));
    let title = |kpi: &crate::kpis::Kpi| kpi.title.get(said.0).to_owned();
    let columns = vec![
        column(said.word("agent"), Kind::Text),
        summed(title(&hold_time::KPI), Kind::Duration),
        summed(title(&mute_time::KPI), Kind::Duration),
        summed(said.word("both"), Kind::Duration),
        SmallColumn {
            total: SmallTotal::Ratio(1, 3),
            ..column(crate::kpis::hold_share::KPI.title.get(said.0).to_owned(), Kind::Percent)
        },
        summed(title(&hold_mute_actions::KPI), Kind::Integer),
    ];
    let row = |(name, line): &(String, Line)| {
        let hold = line.value(hold_time::KPI.name).unwrap_or(0.0);
        vec![
            Datum::Text(name.clone()),
            number(line.value(hold_time::KPI.name)),
            number(line.value(mute_time::KPI.name)),
            Datum::Number(both(line)),
            share(1, 3, (hold, both(line))),
            number(line.value(hold_mute_actions::KPI.name)),
        ]
    };
    let mut spec = chart(
        ChartForm::Bars,
        said.word("q_holds"),
        said.word("q_holds_alt"),
        ranked.len().min(BARS),
    );
    spec.series = vec![1, 2];
    spec.value_title = said.word("axis_hours");
    let page = Page {
        name: said.word("q_holds_sheet"),
        title: said.word("q_holds"),
        notes: part_note(asked, ranked.len()),
        tables: vec![SmallTable {
            name: "q_holds".to_owned(),
            columns,
            rows: ranked.iter().map(row).collect(),
            chart: Some(spec),
            ..SmallTable::default()
        }],
        ..Page::default()
    };
    answers.add(Question::Holds, page);
    Ok(())
}

/// How few agents make half of something.
fn half_finding(asked: &Asked<'_>, loads: &[f64], name: &str) -> Option<String> {
    let all: f64 = loads.iter().sum();
    let mut run = 0.0;
    let few = loads.iter().position(|load| {
        run += load;
        run >= all / 2.0
    })? + 1;
    let words = [("count", few.to_string()), ("all", loads.len().to_string())];
    (all > 0.0 && loads.len() > 3).then(|| asked.said.words(name, &words))
}

/// Do a few agents make most transfers?
pub(super) async fn transfers(asked: &Asked<'_>, answers: &mut Answers) -> Result<()> {
    let agents = asked.agent_columns();
    let kpis = [&transfer_rows::KPI, &transferred_calls::KPI, &avg_transfer_time::KPI];
    let mut lines = Lines::new();
    file(&mut lines, asked.groups(&kpis, &agents).await?, agents.len());
    let count = |line: &Line| line.value(transfer_rows::KPI.name).unwrap_or(0.0);
    lines.retain(|_, line| count(line) > 0.0);
    let ranked = ranked(asked, lines, count);
    if ranked.is_empty() {
        return Ok(());
    }
    let said = asked.said;
    let counts: Vec<f64> = ranked.iter().map(|(_, line)| count(line)).collect();
    answers.findings.extend(half_finding(asked, &counts, "finding_transfers"));
    let all: f64 = counts.iter().sum();
    let mut run = 0.0;
    let mut rows = Vec::new();
    for (name, line) in &ranked {
        run += count(line);
        rows.push(vec![
            Datum::Text(name.clone()),
            Datum::Number(count(line)),
            Datum::Cumulated(1, run / all),
            number(line.value(transferred_calls::KPI.name)),
            line.datum(avg_transfer_time::KPI.name),
        ]);
    }
    let title = |kpi: &crate::kpis::Kpi| kpi.title.get(said.0).to_owned();
    let mut spec = chart(
        ChartForm::Columns,
        said.word("q_transfers"),
        said.word("q_transfers_alt"),
        ranked.len().min(BARS),
    );
    spec.series = vec![1];
    spec.line = Some(2);
    spec.value_title = title(&transfer_rows::KPI);
    spec.line_title = said.word("cumulated");
    let page = Page {
        name: said.word("q_transfers_sheet"),
        title: said.word("q_transfers"),
        notes: part_note(asked, ranked.len()),
        tables: vec![SmallTable {
            name: "q_transfers".to_owned(),
            columns: vec![
                column(said.word("agent"), Kind::Text),
                summed(title(&transfer_rows::KPI), Kind::Integer),
                column(said.word("cumulated"), Kind::Percent),
                column(title(&transferred_calls::KPI), Kind::Integer),
                column(title(&avg_transfer_time::KPI), Kind::Duration),
            ],
            rows,
            chart: Some(spec),
            ..SmallTable::default()
        }],
        ..Page::default()
    };
    answers.add(Question::Transfers, page);
    Ok(())
}
