//! The view that a workbook was made of, as the window keeps views, so that opening the workbook
//! in Atalaya shows it again. Holds no rows and no operation; for outsiders no filter that names
//! a person.

use super::masks::Masks;
use super::said::Said;
use crate::Result;
use crate::api::app::App;
use crate::api::typed::filters_of;
use crate::api::types::*;
use crate::export::bookmark_properties;
use crate::reports::{Picker, Report, Texts};
use serde_json::{Map, Value, json};

/// The form of a view that this program writes; the window refuses newer ones.
const VERSION: u32 = 1;
/// The report of a view that shows the scorecard alone.
const SCORECARD_REPORT: &str = "agent_14";

/// A bookmark before it is written.
pub(super) struct Bookmark {
    /// Custom properties of the workbook; none if the view is too long to be kept.
    pub(super) properties: Vec<(String, String)>,
    /// Titles of columns whose filters are not in it.
    pub(super) left_out: Vec<String>,
}

impl Bookmark {
    /// What the reader is told of it.
    pub(super) fn said(&self, said: Said<'_>) -> String {
        let columns = ("columns", self.left_out.join(", "));
        match (self.properties.is_empty(), self.left_out.is_empty()) {
            (true, _) => said.word("bookmark_long"),
            (false, true) => said.word("bookmark_whole"),
            (false, false) => said.words("bookmark_without", &[columns]),
        }
    }
}

impl App {
    /// The bookmark of a workbook: its first sheet's view and what was chosen beside it.
    pub(super) fn bookmark(&self, request: &ExportRequest, masks: &Masks) -> Result<Bookmark> {
        let mut left_out = Vec::new();
        let mut body = match request.sheets.first() {
            Some(sheet) => self.view_of(sheet, masks, &request.language, &mut left_out)?,
            None => scorecard_view(request),
        };
        left_out.dedup();
        let reports: Vec<&str> = request.sheets.iter().map(|s| s.table.report.as_str()).collect();
        let choice = WorkbookChoice {
            reports: reports.into_iter().map(str::to_owned).collect(),
            scorecard: request.scorecard.is_some(),
            edition: request.edition,
            mask_agents: request.mask_agents,
            detail: request.detail,
            language: request.language.clone(),
            left_out: left_out.clone(),
        };
        body.insert("workbook".to_owned(), json!(choice));
        let properties = bookmark_properties(&Value::Object(body).to_string());
        Ok(Bookmark { properties, left_out })
    }

    fn view_of(
        &self,
        sheet: &ExportSheet,
        masks: &Masks,
        language: &str,
        left_out: &mut Vec<String>,
    ) -> Result<Map<String, Value>> {
        let table = &sheet.table;
        let report = self.report(&table.report)?;
        let title = |name: &str| {
            let column = report.column(name);
            column.map_or(name, |column| Texts::get(&column.label, language)).to_owned()
        };
        let filters = filters_of(&report, &sheet.narrowing)?.into_iter();
        let (kept, hidden): (Vec<_>, Vec<_>) =
            filters.partition(|filter| is_open(&report, &filter.column, masks));
        left_out.extend(hidden.iter().map(|filter| title(&filter.column)));
        let (params, secret): (Vec<_>, Vec<_>) =
            table.params.iter().partition(|(name, _)| is_open_param(&report, name, masks));
        left_out.extend(secret.iter().map(|(name, _)| title(name)));
        let search = if masks.is_client() { "" } else { sheet.narrowing.search.trim() };
        if search != sheet.narrowing.search.trim() {
            left_out.push("…".to_owned());
        }
        let named = &sheet.columns;
        let is_hidden = |name: &&String| !named.is_empty() && !named.contains(name);
        let names = report.columns.iter().map(|column| &column.name);
        let mut body = head("report", &table.report, &table.from, &table.to);
        body.extend(object(json!({
            "params": params.into_iter().collect::<std::collections::BTreeMap<_, _>>(),
            "narrowing": { "filters": kept, "search": search },
            "sort": sheet.sort,
            "hidden": names.filter(is_hidden).collect::<Vec<_>>(),
            "order": named,
        })));
        Ok(body)
    }
}

fn scorecard_view(request: &ExportRequest) -> Map<String, Value> {
    let card = request.scorecard.as_ref();
    let (from, to) = card.map_or(("", ""), |card| (card.from.as_str(), card.to.as_str()));
    head("scorecard", SCORECARD_REPORT, from, to)
}

fn head(place: &str, report: &str, from: &str, to: &str) -> Map<String, Value> {
    let day = |moment: &str| moment.get(..10).unwrap_or(moment).to_owned();
    object(json!({
        "atalaya": "view",
        "version": VERSION,
        "place": place,
        "report": report,
        "period": { "from": day(from), "to": day(to) },
    }))
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(map) = value { map } else { Map::new() }
}

/// Whether filters on a column may be told in this edition, and are known to a view: what Atalaya
/// itself keeps beside a report's columns is not.
fn is_open(report: &Report, column: &str, masks: &Masks) -> bool {
    report.column(column).is_some_and(|column| masks.mark(column).is_none())
}

fn is_open_param(report: &Report, name: &str, masks: &Masks) -> bool {
    let is_agents = |picker| picker == Some(Picker::Agents);
    let of_agents = report.params.iter().any(|param| param.name == name && is_agents(param.picker));
    let masked = report.column(name).is_some_and(|column| masks.mark(column).is_some());
    let hidden = of_agents && masks.hides_agents();
    !(masked || hidden)
}
