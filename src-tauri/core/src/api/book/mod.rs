//! What a workbook holds before its rows are read: tiles, what stands out, a page per question,
//! the scorecard, sheets of rows, reconciliation, definitions and where it all comes from.

mod agent_pages;
mod behind;
mod bookmark;
mod call_pages;
mod card_page;
mod control;
mod day_page;
mod day_pieces;
mod hold_page;
mod left_out;
mod masks;
pub(super) mod question;
mod questions;
mod said;
mod sheets;
mod tiles;

use super::app::App;
use super::chosen::Chosen;
use super::fetching::period;
use super::figures::coverage_count;
use super::logos::{accent_of, logo_of};
use super::people::window_key;
use super::types::*;
use crate::archive::{Operation, WindowRecord};
use crate::export::{self, Detail, KpiLine, Looks, Origin, Page, ReportSheet};
use crate::kpis::checks::{check_roster, check_rows, check_windows};
use crate::kpis::{Kpi, Roster, evaluate, previous_period, scorecard as card};
use crate::query::{Filters, frame};
use crate::reports::{Report, Role};
use crate::time::Window;
use crate::{Error, Result};
use behind::Checked;
pub(super) use masks::Masks;
use question::Question;
use questions::Asked;
use said::Said;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tiles::{Goal, Tile};
use tokio_util::sync::CancellationToken;

/// The setting of the window's targets.
const TARGETS: &str = "targets";
/// Rows up to which they are checked one against the other: that remembers a key per row, which
/// would undo the small memory of large exports.
const CHECKED_ROWS: u64 = 150_000;
/// Sentences on the first page.
const FINDINGS: usize = 3;

/// A workbook before its rows are read.
pub(super) struct Prepared {
    pub(super) language: String,
    pub(super) operation: Operation,
    pub(super) period: Window,
    pub(super) generated: chrono::NaiveDateTime,
    pub(super) edition: String,
    pub(super) compared: String,
    pub(super) summary: Vec<KpiLine>,
    pub(super) findings: Vec<String>,
    pub(super) pages: Vec<Page>,
    pub(super) sheets: Vec<ReportSheet>,
    pub(super) detail: Detail,
    pub(super) looks: Looks,
    pub(super) back: Vec<Page>,
    pub(super) origin: Origin,
    pub(super) missing_days: u32,
    pub(super) bookmark: Vec<(String, String)>,
    /// Coverage of each report.
    counts: Vec<CoverageCount>,
}

/// What grows while the parts of a workbook are read.
struct Draft {
    prepared: Prepared,
    look: Look,
    masks: Arc<Masks>,
    roster: Roster,
    targets: BTreeMap<String, Goal>,
    /// Changes with their size, for the first sentence.
    changes: Vec<(f64, String)>,
    kpis: Vec<&'static Kpi>,
    checked: Vec<Checked>,
}

/// A report with its question, chosen and filtered.
struct Part<'a> {
    report: Arc<Report>,
    params: &'a BTreeMap<String, String>,
    chosen: Chosen,
    filters: Filters,
    window: Window,
    row_count: u64,
}

impl App {
    /// Reads everything of a workbook but its rows.
    pub(super) async fn prepare(
        self: &Arc<Self>,
        request: &ExportRequest,
        cancel: &CancellationToken,
    ) -> Result<Prepared> {
        let mut draft = self.draft(request)?;
        for sheet in &request.sheets {
            self.add_sheet(&mut draft, sheet, cancel).await?;
        }
        if let Some(asked) = &request.scorecard {
            self.add_scorecard(&mut draft, asked).await?;
        }
        Ok(draft.finish())
    }

    fn draft(&self, request: &ExportRequest) -> Result<Draft> {
        let (operation, from, to) = place(request)?;
        let operation = self.operation(operation)?;
        let said = Said(&request.language);
        let roster = self.kpi_roster(&operation)?;
        let masks = match request.edition {
            EditionView::Internal => Masks::default(),
            EditionView::Client => {
                let key = self.archive.pseudonym_key(&operation.id)?;
                Masks::client(&key, request.mask_agents, roster.clone())
            }
        };
        let look = request.look.clone().unwrap_or_default();
        let bookmark = self.bookmark(request, &masks)?;
        let origin = Origin { bookmark: bookmark.said(said), ..Origin::default() };
        let prepared = Prepared {
            language: request.language.clone(),
            period: period(from, to)?,
            generated: self.clock.wall(operation.zone),
            edition: masks.said(said),
            compared: String::new(),
            operation,
            summary: Vec::new(),
            findings: Vec::new(),
            pages: Vec::new(),
            sheets: Vec::new(),
            detail: detail(request.detail),
            looks: Looks {
                logo: logo_of(&look.logo)?,
                accent: accent_of(&look.accent)?,
                figures: look.figures,
            },
            back: Vec::new(),
            origin,
            missing_days: 0,
            bookmark: bookmark.properties,
            counts: Vec::new(),
        };
        Ok(Draft {
            prepared,
            look,
            masks: Arc::new(masks),
            roster,
            targets: tiles::targets(self.archive.setting(&window_key(TARGETS)?)?.as_ref()),
            changes: Vec::new(),
            kpis: Vec::new(),
            checked: Vec::new(),
        })
    }

    /// Tiles of a report: now and in the previous equal period.
    async fn add_figures(
        &self,
        draft: &mut Draft,
        part: &Part<'_>,
        cancel: &CancellationToken,
    ) -> Result<()> {
        let operation = &draft.prepared.operation;
        let kpis = super::figures::kpis_of(&part.report, &[])?;
        let rows = frame(&self.engine, &part.chosen.table, &part.filters).await?;
        let scope = self.scope(operation, part.window, &part.chosen)?;
        let now = evaluate(rows, &part.report, &kpis, &[], &scope, cancel).await?;
        let former = previous_period(&part.window);
        let mut before = Vec::new();
        let mut whole = part.chosen.missing.is_empty();
        if let Some(former) = former {
            let chosen = self.chosen(operation, &part.report, part.params, former)?;
            whole = whole && chosen.missing.is_empty();
            if !chosen.held.is_empty() || !chosen.open.is_empty() {
                let rows = frame(&self.engine, &chosen.table, &part.filters).await?;
                let scope = self.scope(operation, former, &chosen)?;
                before = evaluate(rows, &part.report, &kpis, &[], &scope, cancel).await?;
            }
        }
        let language = draft.prepared.language.clone();
        let said = Said(&language);
        let title = part.report.title.get(&language);
        for (kpi, figure) in kpis.iter().zip(&now) {
            let tile = Tile {
                said,
                report: (title, &part.report.code),
                kpi,
                now: figure,
                before: before.iter().find(|former| former.kpi == kpi.name),
                missing: coverage_count(part.window, &part.chosen).missing,
                whole,
                goal: draft.targets.get(kpi.name).copied(),
            };
            draft.changes.extend(tile.finding());
            draft.push(kpi, tile.line());
            draft.know(kpi);
        }
        if let (Some(former), false) = (former, before.is_empty()) {
            draft.prepared.compared = compared(said, &part.window, &former);
        }
        Ok(())
    }

    /// Pages of the questions that the report answers.
    async fn add_questions(
        &self,
        draft: &mut Draft,
        part: &Part<'_>,
        cancel: &CancellationToken,
    ) -> Result<()> {
        let asked = Asked {
            app: self,
            operation: &draft.prepared.operation,
            report: &part.report,
            chosen: &part.chosen,
            params: part.params,
            filters: &part.filters,
            window: part.window,
            cancel,
            said: Said(&draft.prepared.language),
            masks: &draft.masks,
        };
        let answers = questions::pages(&asked).await?;
        draft.prepared.findings.extend(answers.findings.iter().cloned());
        draft.prepared.pages.extend(answers.wanted(&draft.look));
        Ok(())
    }

    /// The checks that the held rows and windows allow. They are about the whole period: filters
    /// of the sheet have no part in them.
    async fn add_checks(
        &self,
        draft: &mut Draft,
        part: &Part<'_>,
        cancel: &CancellationToken,
    ) -> Result<()> {
        let operation = &draft.prepared.operation;
        let with_totals = Filters { totals: true, ..Filters::default() };
        let scope = self.scope(operation, part.window, &part.chosen)?;
        let is_large = part.row_count > CHECKED_ROWS;
        let mut checks = Vec::new();
        if !is_large {
            let rows = frame(&self.engine, &part.chosen.table, &with_totals).await?;
            checks = check_rows(rows, &part.report, &scope, cancel).await?;
        }
        let windows: Vec<WindowRecord> =
            part.chosen.windows.iter().map(|(_, record)| record.clone()).collect();
        checks.extend(check_windows(&windows));
        if let (Some(column), false) =
            (part.report.by_role(Role::Agent), draft.roster.entries().is_empty())
        {
            let by = [crate::kpis::By::Column(column.name.clone())];
            let any = super::figures::kpis_of(&part.report, &[])?;
            let rows = frame(&self.engine, &part.chosen.table, &Filters::default()).await?;
            let first = any.first().copied().into_iter().collect::<Vec<_>>();
            let seen = evaluate(rows, &part.report, &first, &by, &scope, cancel).await?;
            let ids: BTreeSet<String> =
                seen.iter().filter_map(|f| questions::group(f, 0).map(str::to_owned)).collect();
            checks.push(check_roster(&draft.roster, &ids));
        }
        let title = part.report.title.get(&draft.prepared.language);
        let report = format!("{title} ({})", part.report.code);
        draft.checked.push(Checked { report, checks, is_large });
        Ok(())
    }

    async fn add_scorecard(
        self: &Arc<Self>,
        draft: &mut Draft,
        asked: &ScorecardRequest,
    ) -> Result<()> {
        let operation = draft.prepared.operation.clone();
        let window = period(&asked.from, &asked.to)?;
        let (sources, found) = self.scorecard_of(&operation, window).await?;
        let language = draft.prepared.language.clone();
        let said = Said(&language);
        let days = super::data::days_of(window) as usize;
        let page = card_page::Card {
            card: &found,
            said,
            masks: &draft.masks,
            targets: &draft.targets,
            period: said.period(&window),
            left_out: days.saturating_sub(found.days.len()),
        };
        let (finding, holds, page) = (page.finding(), page.hold_page(), page.page());
        let title = said.word("card_sheet");
        let former = self.former_card(&operation, window, &found).await?;
        if let Some((former, _)) = former.as_ref().filter(|_| draft.prepared.compared.is_empty()) {
            draft.prepared.compared = compared(said, &window, former);
        }
        for (nth, (kpi, figure)) in card::KPIS.iter().zip(&found.everybody).enumerate() {
            let tile = Tile {
                said,
                report: (&title, super::SCORECARD),
                kpi,
                now: figure,
                before: former.as_ref().and_then(|(_, card)| card.everybody.get(nth)),
                missing: (days - found.days.len().min(days)) as u32,
                whole: former.is_some(),
                goal: draft.targets.get(kpi.name).copied(),
            };
            draft.push(kpi, tile.line());
            draft.know(kpi);
        }
        draft.prepared.findings.extend(finding);
        let holds = holds.filter(|_| Question::HoldAndAht.is_in(&draft.look));
        draft.prepared.pages.splice(0..0, std::iter::once(page).chain(holds));
        draft.prepared.missing_days += (days - found.days.len().min(days)) as u32;
        for (_, report, chosen) in &sources {
            sheets::add_origin(&mut draft.prepared, &draft.masks, report, chosen, window, "");
        }
        Ok(())
    }
}

impl Draft {
    /// Adds a figure; among the tiles where these were chosen.
    fn push(&mut self, kpi: &Kpi, mut line: KpiLine) {
        line.tile = self.look.tiles.iter().position(|name| name == kpi.name);
        self.prepared.summary.push(line);
    }

    /// Notes a KPI for the definitions.
    fn know(&mut self, kpi: &'static Kpi) {
        if !self.kpis.iter().any(|known| known.name == kpi.name) {
            self.kpis.push(kpi);
        }
    }

    fn finish(mut self) -> Prepared {
        let language = self.prepared.language.clone();
        let said = Said(&language);
        let largest = self.changes.drain(..).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, sentence)) = largest {
            self.prepared.findings.insert(0, sentence);
        }
        self.prepared.findings.truncate(FINDINGS);
        self.prepared.origin.coverage_short = sheets::coverage_short(&self.prepared);
        left_out::complete(&mut self);
        let checks = behind::checks_page(&self.checked, said, &self.masks);
        self.prepared.back.extend(checks.filter(|_| self.look.checks));
        let definitions = behind::definitions_page(&self.kpis, said);
        self.prepared.back.extend(definitions.filter(|_| self.look.definitions));
        if !self.look.charts {
            let tables = self.prepared.pages.iter_mut().flat_map(|page| &mut page.tables);
            tables.for_each(|table| table.chart = None);
        }
        self.prepared
    }
}

/// With which period the figures are compared; both day counts where they differ.
fn compared(said: Said<'_>, now: &Window, before: &Window) -> String {
    let days = |window: &Window| super::data::days_of(*window).to_string();
    let words = [("period", said.period(before)), ("days", days(now)), ("before", days(before))];
    let same = days(now) == days(before);
    said.words(if same { "compared" } else { "compared_days" }, &words)
}

fn detail(wished: DetailView) -> Detail {
    let beside = wished.format().and_then(export::format);
    match (wished, beside) {
        (_, Some(format)) => Detail::Beside(format),
        (DetailView::None, None) => Detail::LeftOut,
        (_, None) => Detail::Inside,
    }
}

/// Operation and period of a workbook: those of its first part.
pub(super) fn place(request: &ExportRequest) -> Result<(&str, &str, &str)> {
    let card = request.scorecard.as_ref();
    let card = card.map(|card| (card.operation.as_str(), card.from.as_str(), card.to.as_str()));
    let sheet = request.sheets.first().map(|sheet| &sheet.table);
    let sheet = sheet.map(|t| (t.operation.as_str(), t.from.as_str(), t.to.as_str()));
    sheet.or(card).ok_or_else(|| Error::usage("sheets", "none given"))
}
