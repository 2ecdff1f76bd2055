//! One page per question of a report: a small table of its KPIs by group, with its chart.

use super::question::Question;
use super::said::Said;
use super::{Masks, agent_pages, call_pages, control, day_page};
use crate::Result;
use crate::api::app::App;
use crate::api::chosen::Chosen;
use crate::api::types::Look;
use crate::archive::Operation;
use crate::export::{ChartForm, ChartSpec, Datum, Page, SmallColumn, SmallTotal, Total};
use crate::kpis::{By, Figure, Kpi, Source, aht, evaluate};
use crate::query::{Filters, frame};
use crate::reports::{Kind, Report, Role};
use crate::time::Window;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// What a page's figures are asked of.
pub(super) struct Asked<'a> {
    pub(super) app: &'a App,
    pub(super) operation: &'a Operation,
    pub(super) report: &'a Arc<Report>,
    pub(super) chosen: &'a Chosen,
    pub(super) params: &'a BTreeMap<String, String>,
    pub(super) filters: &'a Filters,
    pub(super) window: Window,
    pub(super) cancel: &'a CancellationToken,
    pub(super) said: Said<'a>,
    pub(super) masks: &'a Masks,
}

/// Pages with the sentences that they give.
#[derive(Default)]
pub(super) struct Answers {
    pages: Vec<(Question, Page)>,
    pub(super) findings: Vec<String>,
}

impl Answers {
    pub(super) fn add(&mut self, question: Question, page: Page) {
        self.pages.push((question, page));
    }

    /// The pages that a layout has.
    pub(super) fn wanted(self, look: &Look) -> impl Iterator<Item = Page> {
        let is_wanted = |(question, _): &(Question, Page)| question.is_in(look);
        self.pages.into_iter().filter(is_wanted).map(|(_, page)| page)
    }
}

impl Asked<'_> {
    /// KPIs by group: the very figures of the screen.
    pub(super) async fn groups(&self, kpis: &[&Kpi], by: &[By]) -> Result<Vec<Figure>> {
        let rows = frame(&self.app.engine, &self.chosen.table, self.filters).await?;
        let scope = self.app.scope(self.operation, self.window, self.chosen)?;
        evaluate(rows, self.report, kpis, by, &scope, self.cancel).await
    }

    /// The column by which agents are told apart: the id where there is one, and the name beside.
    pub(super) fn agent_columns(&self) -> Vec<By> {
        let of = |role| self.report.by_role(role).map(|column| By::Column(column.name.clone()));
        [Role::Agent, Role::AgentName].into_iter().filter_map(of).collect()
    }

    /// Coverage in words where the period is not wholly held.
    pub(super) fn notes(&self) -> Vec<String> {
        let caution = self.report.caution.get(self.said.0).to_owned();
        let source = self.said.words(
            "source",
            &[
                ("report", self.report.title.get(self.said.0).to_owned()),
                ("code", self.report.code.clone()),
                ("period", self.said.period(&self.window)),
            ],
        );
        [source, caution].into_iter().filter(|note| !note.is_empty()).collect()
    }
}

/// The pages that the rows of a report allow.
pub(super) async fn pages(asked: &Asked<'_>) -> Result<Answers> {
    let mut answers = Answers::default();
    let fits = |source: Source| source.fits(asked.report);
    if fits(Source::AgentEvents) {
        agent_pages::states(asked, &mut answers).await?;
        day_page::page(asked, &mut answers).await?;
        control::page(asked, (Question::HandleTime, &aht::KPI), &mut answers).await?;
    }
    if fits(Source::HoldMute) {
        agent_pages::holds(asked, &mut answers).await?;
    }
    if fits(Source::Transfers) {
        agent_pages::transfers(asked, &mut answers).await?;
    }
    if fits(Source::Journeys) {
        call_pages::journeys(asked, &mut answers).await?;
    }
    if fits(Source::AmdDetail) {
        call_pages::verdicts(asked, &mut answers).await?;
    }
    Ok(answers)
}

/// A column without total, rule or wrapping.
pub(super) fn column(header: String, kind: Kind) -> SmallColumn {
    SmallColumn { header, kind, total: SmallTotal::None, rule: None, wrap: None }
}

/// A column with its sum below.
pub(super) fn summed(header: String, kind: Kind) -> SmallColumn {
    SmallColumn { total: SmallTotal::Of(Total::Sum), ..column(header, kind) }
}

/// A chart of stacked columns or bars without axis titles.
pub(super) fn chart(form: ChartForm, title: String, alt: String, rows: usize) -> ChartSpec {
    ChartSpec { title, alt, form, rows, ..ChartSpec::default() }
}

/// A known value as a number, else blank.
pub(super) fn number(value: Option<f64>) -> Datum {
    value.filter(|value| value.is_finite()).map_or(Datum::Blank, Datum::Number)
}

/// A figure's value: grey on few cases, blank where unknown.
pub(super) fn figure(figure: &Figure) -> Datum {
    match number(figure.value) {
        Datum::Number(value) if figure.few => Datum::Few(value),
        other => other,
    }
}

/// One in another, as a formula; blank without the latter.
pub(super) fn share(above: usize, below: usize, (up, down): (f64, f64)) -> Datum {
    if down > 0.0 { Datum::Ratio(above, below, up / down) } else { Datum::Blank }
}

/// The value of a group, by the place of its grouping.
pub(super) fn group(figure: &Figure, place: usize) -> Option<&str> {
    figure.group.get(place).and_then(|(_, value)| value.as_deref())
}
