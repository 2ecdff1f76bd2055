//! What a workbook would be: its name, its folder and its rows, told before anything is written.

use super::app::App;
use super::data::question;
use super::fetching::period;
use super::saving::name_of;
use super::types::*;
use crate::Result;
use crate::export::{Limits, beside_names};
use std::path::Path;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Rows of a report from which a workbook grows slow to open and its filter lists fall short.
const SOFT_LIMIT: u64 = 200_000;

impl App {
    /// Tells what a workbook would be.
    pub async fn export_preview(self: &Arc<Self>, request: ExportRequest) -> Result<ExportPreview> {
        let name = self.workbook_name(&request)?;
        let folder = self.remembered_folder()?;
        let mut reports = Vec::new();
        for sheet in &request.sheets {
            reports.push(self.counted(sheet).await?);
        }
        let codes: Vec<&str> = reports.iter().map(|count| count.report.as_str()).collect();
        let format = request.detail.format();
        let beside = format.map(|format| beside_names(Path::new(&name), &codes, format));
        Ok(ExportPreview {
            replaces: folder.join(&name).exists(),
            folder: name_of(Some(&folder)),
            name,
            rows: reports.iter().map(|count| count.rows).sum(),
            reports,
            soft_limit: SOFT_LIMIT,
            sheet_limit: u64::from(Limits::default().sheet_rows) - 1,
            beside: beside.unwrap_or_default(),
        })
    }

    async fn counted(&self, sheet: &ExportSheet) -> Result<ExportCount> {
        let table = &sheet.table;
        let report = self.report(&table.report)?;
        let operation = self.operation(&table.operation)?;
        let window = period(&table.from, &table.to)?;
        let chosen = self.chosen(&operation, &report, &table.params, window)?;
        let question = question(&report, &sheet.narrowing, &sheet.sort)?;
        let never = CancellationToken::new();
        let rows = self.engine.count(&chosen.table, &question.filters, &never).await?;
        Ok(ExportCount { report: report.code.clone(), rows })
    }
}
