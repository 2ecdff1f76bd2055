//! Pages about calls: when they come, how far they get, who or what answers.

use super::control;
use super::question::Question;
use super::questions::{Answers, Asked, chart, column, figure, group, number, share, summed};
use crate::Result;
use crate::export::{ChartForm, Datum, Page, SmallColumn, SmallTable, SmallTotal};
use crate::kpis::{
    By, FEW, Figure, agent_calls, containment, entered_calls, human_rate, machine_rate, queue_loss,
};
use crate::reports::{Kind, Role};
use std::collections::{BTreeMap, BTreeSet};

const DAYS: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];
/// Campaigns in a chart; the table has all.
const BARS: usize = 15;

/// When do calls come, when are they lost, how far do they get?
pub(super) async fn journeys(asked: &Asked<'_>, answers: &mut Answers) -> Result<()> {
    let kpis = [&entered_calls::KPI, &queue_loss::KPI];
    let cells = asked.groups(&kpis, &[By::Hour, By::Weekday]).await?;
    let hours = asked.groups(&kpis, &[By::Hour]).await?;
    if hours.is_empty() {
        return Ok(());
    }
    answers.findings.extend(loss_finding(asked, &hours));
    answers.add(Question::Hours, when_page(asked, &cells, &hours));
    if let Some(page) = funnel_page(asked).await? {
        answers.add(Question::Funnel, page);
    }
    Ok(())
}

/// Hours down, weekdays across.
fn heat(
    asked: &Asked<'_>,
    cells: &[Figure],
    hours: &[Figure],
    kpi: &str,
    kind: Kind,
) -> (Vec<SmallColumn>, Vec<Vec<Datum>>) {
    let said = asked.said;
    let of = |figures: &[Figure]| -> BTreeMap<(String, String), Figure> {
        let own = figures.iter().filter(|figure| figure.kpi == kpi);
        own.map(|figure| {
            let place = |at| group(figure, at).unwrap_or_default().to_owned();
            ((place(0), place(1)), figure.clone())
        })
        .collect()
    };
    let (cells, all) = (of(cells), of(hours));
    let mut columns = vec![column(said.word("hour"), Kind::Text)];
    columns.extend(DAYS.map(|day| column(said.word(&format!("weekday_{day}")), kind)));
    let total = said.word("all_days");
    columns.push(if kind == Kind::Integer { summed(total, kind) } else { column(total, kind) });
    let hours: BTreeSet<&String> =
        all.keys().map(|(hour, _)| hour).filter(|hour| !hour.is_empty()).collect();
    let rows = hours.into_iter().map(|hour| {
        let cell = |day: &str| {
            let found = cells.get(&(hour.clone(), day.to_owned()));
            found.map_or(Datum::Blank, figure)
        };
        let mut row = vec![Datum::Text(hour.clone())];
        row.extend(DAYS.map(cell));
        row.push(all.get(&(hour.clone(), String::new())).map_or(Datum::Blank, figure));
        row
    });
    let rows = rows.collect();
    (columns, rows)
}

fn when_page(asked: &Asked<'_>, cells: &[Figure], hours: &[Figure]) -> Page {
    let said = asked.said;
    let (columns, rows) = heat(asked, cells, hours, entered_calls::KPI.name, Kind::Integer);
    let mut spec =
        chart(ChartForm::Columns, said.word("q_hours"), said.word("q_hours_alt"), rows.len());
    spec.series = vec![8];
    spec.category_title = said.word("hour");
    spec.value_title = entered_calls::KPI.title.get(said.0).to_owned();
    let calls = SmallTable {
        name: "q_hours".to_owned(),
        title: entered_calls::KPI.title.get(said.0).to_owned(),
        columns,
        rows,
        heat: Some((1, 7)),
        chart: Some(spec),
        ..SmallTable::default()
    };
    let (columns, rows) = heat(asked, cells, hours, queue_loss::KPI.name, Kind::Percent);
    let lost = SmallTable {
        name: "q_lost".to_owned(),
        title: format!("{} ({})", queue_loss::KPI.title.get(said.0), said.word("grey_few")),
        columns,
        rows,
        heat: Some((1, 7)),
        ..SmallTable::default()
    };
    Page {
        name: said.word("q_hours_sheet"),
        title: said.word("q_hours"),
        notes: asked.notes(),
        tables: vec![calls, lost],
        ..Page::default()
    }
}

/// The hour in which most queued callers are lost, on enough of them.
fn loss_finding(asked: &Asked<'_>, hours: &[Figure]) -> Option<String> {
    let said = asked.said;
    let known = |f: &&Figure| f.kpi == queue_loss::KPI.name && f.n >= FEW && f.value.is_some();
    let worst = hours
        .iter()
        .filter(known)
        .max_by(|a, b| a.value.partial_cmp(&b.value).unwrap_or(std::cmp::Ordering::Equal))?;
    let value = worst.value.filter(|value| *value > 0.0)?;
    let words = [
        ("hour", said.hour(group(worst, 0)?)),
        ("value", said.percent(value)),
        ("n", said.count(worst.n)),
    ];
    Some(said.words("finding_lost", &words))
}

/// How far do calls get?
async fn funnel_page(asked: &Asked<'_>) -> Result<Option<Page>> {
    let said = asked.said;
    let kpis = [&entered_calls::KPI, &containment::KPI, &agent_calls::KPI];
    let figures = asked.groups(&kpis, &[]).await?;
    let of = |kpi: &str| figures.iter().find(|figure| figure.kpi == kpi);
    let entered = of(entered_calls::KPI.name).and_then(|figure| figure.value);
    let contained = of(containment::KPI.name).and_then(|figure| figure.numerator);
    let with_agent = of(agent_calls::KPI.name).and_then(|figure| figure.value);
    let (Some(entered), Some(contained), Some(with_agent)) = (entered, contained, with_agent)
    else {
        return Ok(None);
    };
    if entered <= 0.0 {
        return Ok(None);
    }
    let stages = [
        (said.word("stage_entered"), entered),
        (said.word("stage_queued"), entered - contained),
        (said.word("stage_agent"), with_agent),
    ];
    let rows = stages.map(|(name, calls)| {
        vec![
            Datum::Text(name),
            Datum::Number(((entered - calls) / 2.0).max(0.0)),
            Datum::Number(calls),
            number(Some(calls / entered)),
        ]
    });
    let mut spec = chart(ChartForm::Funnel, said.word("q_funnel"), said.word("q_funnel_alt"), 3);
    spec.series = vec![1, 2];
    Ok(Some(Page {
        name: said.word("q_funnel_sheet"),
        title: said.word("q_funnel"),
        notes: asked.notes(),
        tables: vec![SmallTable {
            name: "q_funnel".to_owned(),
            columns: vec![
                column(said.word("stage"), Kind::Text),
                column(said.word("space"), Kind::Integer),
                column(said.word("calls"), Kind::Integer),
                column(said.word("of_entered"), Kind::Percent),
            ],
            rows: rows.to_vec(),
            chart: Some(spec),
            ..SmallTable::default()
        }],
        ..Page::default()
    }))
}

/// When, and in which campaigns, do people answer?
pub(super) async fn verdicts(asked: &Asked<'_>, answers: &mut Answers) -> Result<()> {
    let hours = asked.groups(&[&human_rate::KPI], &[By::Hour]).await?;
    if hours.is_empty() {
        return Ok(());
    }
    let said = asked.said;
    answers.findings.extend(hour_finding(asked, &hours));
    answers.findings.extend(machine_finding(asked).await?);
    let mut by_hour = verdict_table(asked, &hours, said.word("hour"), "q_answers");
    by_hour.chart = Some(verdict_chart(asked, ChartForm::Columns, by_hour.rows.len(), "q_answers"));
    let mut tables = vec![by_hour];
    if let Some(campaign) = asked.report.by_role(Role::Campaign) {
        let by = [By::Column(campaign.name.clone())];
        let mut campaigns = asked.groups(&[&human_rate::KPI], &by).await?;
        campaigns.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.group.cmp(&b.group)));
        let label = campaign.label.get(said.0).to_owned();
        let mut table = verdict_table(asked, &campaigns, label, "q_campaigns");
        table.title = said.word("q_campaigns");
        let shown = table.rows.len().min(BARS);
        table.chart = Some(verdict_chart(asked, ChartForm::Bars, shown, "q_campaigns"));
        tables.push(table);
    }
    let page = Page {
        name: said.word("q_answers_sheet"),
        title: said.word("q_answers"),
        notes: asked.notes(),
        tables,
        ..Page::default()
    };
    answers.add(Question::Verdicts, page);
    control::page(asked, (Question::HumanRate, &human_rate::KPI), answers).await
}

fn verdict_table(asked: &Asked<'_>, groups: &[Figure], label: String, name: &str) -> SmallTable {
    let said = asked.said;
    let row = |figure: &Figure| {
        let human = figure.numerator.unwrap_or(0.0);
        let judged = figure.denominator.unwrap_or(0.0);
        let name = group(figure, 0).map_or_else(|| said.word("nobody"), str::to_owned);
        vec![
            Datum::Text(name),
            Datum::Number(human),
            Datum::Number(judged - human),
            Datum::Number(judged),
            match share(1, 3, (human, judged)) {
                Datum::Ratio(above, below, value) if figure.few => {
                    Datum::FewRatio(above, below, value)
                }
                other => other,
            },
            Datum::Text(said.interval(figure)),
            Datum::Number(figure.excluded as f64),
        ]
    };
    SmallTable {
        name: name.to_owned(),
        columns: vec![
            column(label, Kind::Text),
            summed(said.word("human"), Kind::Integer),
            summed(said.word("machine"), Kind::Integer),
            summed(said.word("judged"), Kind::Integer),
            SmallColumn {
                total: SmallTotal::Ratio(1, 3),
                ..column(human_rate::KPI.title.get(said.0).to_owned(), Kind::Percent)
            },
            column(said.word("interval"), Kind::Text),
            summed(said.word("left_out"), Kind::Integer),
        ],
        rows: groups.iter().map(row).collect(),
        ..SmallTable::default()
    }
}

fn verdict_chart(
    asked: &Asked<'_>,
    form: ChartForm,
    rows: usize,
    question: &str,
) -> crate::export::ChartSpec {
    let said = asked.said;
    let alt = said.word(&format!("{question}_alt"));
    let mut spec = chart(form, said.word(question), alt, rows);
    spec.series = vec![1, 2];
    spec.value_title = said.word("calls");
    if form == ChartForm::Columns {
        spec.line = Some(4);
        spec.line_title = human_rate::KPI.title.get(said.0).to_owned();
        spec.category_title = said.word("hour");
    }
    spec
}

/// The best and the worst hour, on enough calls.
fn hour_finding(asked: &Asked<'_>, hours: &[Figure]) -> Option<String> {
    let said = asked.said;
    let mut known: Vec<(&Figure, f64)> = hours
        .iter()
        .filter(|hour| hour.n >= FEW)
        .filter_map(|hour| Some((hour, hour.value?)))
        .collect();
    known.sort_by(|a, b| b.1.total_cmp(&a.1));
    let ((best, high), (worst, low)) = (*known.first()?, *known.last()?);
    let words = [
        ("hour", said.hour(group(best, 0)?)),
        ("value", said.percent(high)),
        ("n", said.count(best.n)),
        ("other", said.hour(group(worst, 0)?)),
        ("low", said.percent(low)),
    ];
    (known.len() > 1).then(|| said.words("finding_hour", &words))
}

/// The share of machines over all.
async fn machine_finding(asked: &Asked<'_>) -> Result<Option<String>> {
    let said = asked.said;
    let figures = asked.groups(&[&machine_rate::KPI], &[]).await?;
    Ok(figures.first().and_then(|figure| {
        let words = [
            ("value", said.percent(figure.value?)),
            ("n", said.count(figure.n)),
            ("interval", said.interval(figure)),
        ];
        Some(said.words("finding_machines", &words))
    }))
}
