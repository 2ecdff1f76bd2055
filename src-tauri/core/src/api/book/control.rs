//! Whether a daily figure really changed: the control chart of individual values (XmR).

use super::question::Question;
use super::questions::{Answers, Asked, chart, column, group, number};
use super::said::Said;
use crate::Result;
use crate::export::{ChartForm, Datum, Page, SmallColumn, SmallTable};
use crate::kpis::{By, Figure, Kpi, Unit};
use crate::reports::Kind;
use chrono::NaiveDate;

/// Days from which limits mean something.
const DAYS: usize = 8;
/// Three standard deviations, told by the mean moving range (Shewhart, Wheeler).
const LIMITS: f64 = 2.66;

/// Did the figure change, or is it noise?
pub(super) async fn page(
    asked: &Asked<'_>,
    (asking, kpi): (Question, &'static Kpi),
    answers: &mut Answers,
) -> Result<()> {
    let days = asked.groups(&[kpi], &[By::Day]).await?;
    let days: Vec<(NaiveDate, &Figure, f64)> = days
        .iter()
        .filter_map(|day| Some((group(day, 0)?.parse().ok()?, day, day.value?)))
        .collect();
    if days.len() < DAYS {
        return Ok(());
    }
    let values: Vec<f64> = days.iter().map(|(.., value)| *value).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let moves: f64 = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    let reach = LIMITS * moves / (values.len() - 1) as f64;
    let (low, high) = ((mean - reach).max(0.0), mean + reach);
    let said = asked.said;
    let outside = |value: f64| value < low || value > high;
    let rows = days.iter().map(|(day, figure, value)| {
        let verdict = said.word(if outside(*value) { "outside" } else { "inside" });
        let date = (*day - NaiveDate::default()).num_days() as f64 + 25_569.0;
        vec![
            Datum::Number(date),
            Datum::Number(*value),
            Datum::Number(mean),
            Datum::Number(low),
            Datum::Number(high),
            number(Some(figure.n as f64)),
            Datum::Text(verdict),
        ]
    });
    let kind = if kpi.unit == Unit::Ratio { Kind::Percent } else { Kind::Duration };
    let title = kpi.title.get(said.0).to_owned();
    let question = said.words("q_control", &[("kpi", title.clone())]);
    let mut spec = chart(
        ChartForm::Lines,
        question.clone(),
        said.words("q_control_alt", &[("kpi", title.clone())]),
        days.len(),
    );
    spec.series = vec![1, 2, 3, 4];
    spec.value_title = if kind == Kind::Percent { "%".to_owned() } else { said.word("axis_time") };
    let mut notes = asked.notes();
    notes.push(said.word("control_note"));
    let table = SmallTable {
        name: format!("q_control_{}", kpi.name),
        columns: columns(said, &title, kind),
        rows: rows.collect(),
        chart: Some(spec),
        ..SmallTable::default()
    };
    let page = Page {
        name: said.words("q_control_sheet", &[("kpi", title)]),
        title: question,
        notes,
        tables: vec![table],
        ..Page::default()
    };
    answers.add(asking, page);
    Ok(())
}

fn columns(said: Said<'_>, title: &str, kind: Kind) -> Vec<SmallColumn> {
    vec![
        column(said.word("day"), Kind::Date),
        column(title.to_owned(), kind),
        column(said.word("mean"), kind),
        column(said.word("low_limit"), kind),
        column(said.word("high_limit"), kind),
        column(said.word("n"), Kind::Integer),
        column(said.word("verdict"), Kind::Text),
    ]
}
