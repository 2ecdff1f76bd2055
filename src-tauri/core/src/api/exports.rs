//! Workbooks: written, opened, shown.

use super::app::{App, blocking};
use super::book::{Prepared, place};
use super::fetching::period;
use super::figures::SCORECARD;
use super::host::Event;
use super::saving::name_of;
use super::types::*;
use crate::archive::ExportEntry;
use crate::export::{Progress, Workbook, Written, WrittenFile, suggest_name, write};
use crate::{Code, Error, Result, texts};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio_util::sync::CancellationToken;

/// The setting that remembers the folder of workbooks.
pub(super) const FOLDER_SETTING: &str = "export_folder";

/// Workbooks told of at most.
const TOLD: u64 = 20;

/// Workbooks of this session, and the one being written.
#[derive(Default)]
pub(super) struct Exports(Mutex<Session>);

#[derive(Default)]
struct Session {
    written: Vec<PathBuf>,
    cancel: CancellationToken,
}

impl Exports {
    fn session(&self) -> std::sync::MutexGuard<'_, Session> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A fresh token for the next export.
    fn begin(&self) -> CancellationToken {
        let mut session = self.session();
        session.cancel = CancellationToken::new();
        session.cancel.clone()
    }

    /// A ticket for a file; the same file keeps its ticket.
    pub(super) fn keep(&self, path: PathBuf) -> u64 {
        let mut session = self.session();
        let known = session.written.iter().position(|kept| *kept == path);
        let place = known.unwrap_or_else(|| {
            session.written.push(path);
            session.written.len() - 1
        });
        place as u64 + 1
    }

    fn get(&self, ticket: u64) -> Result<PathBuf> {
        let session = self.session();
        let place = usize::try_from(ticket).ok().and_then(|ticket| ticket.checked_sub(1));
        place.and_then(|place| session.written.get(place)).cloned().ok_or_else(|| {
            Error::new(Code::NotFound, "no such workbook in this session").with("what", ticket)
        })
    }
}

impl App {
    /// Writes a workbook to the remembered folder, or to where the user says.
    pub async fn export(self: &Arc<Self>, request: ExportRequest) -> Result<ExportView> {
        let name = self.workbook_name(&request)?;
        let target = match request.place {
            ExportPlace::Remembered => Some(self.remembered_folder()?.join(name)),
            ExportPlace::Ask => self.host.ask_save_path(&name).await?,
        };
        let Some(target) = target else { return Ok(closed_dialog()) };
        let view = self.export_to(request, target.clone()).await?;
        if let Some(folder) = target.parent() {
            let folder = Value::String(folder.to_string_lossy().into_owned());
            self.archive.set_setting(FOLDER_SETTING, Some(&folder))?;
        }
        Ok(view)
    }

    /// Writes a workbook to `target`; the file there stays as it is unless the new one is whole.
    pub async fn export_to(
        self: &Arc<Self>,
        request: ExportRequest,
        target: PathBuf,
    ) -> Result<ExportView> {
        let cancel = self.exports.begin();
        let prepared = self.prepare(&request, &cancel).await?;
        let missing_days = prepared.missing_days;
        let app = Arc::clone(self);
        let written = blocking(move || app.write_out(prepared, &target, &cancel)).await?;
        self.log(&request, &written)?;
        Ok(ExportView {
            name: name_of(Some(&written.path)),
            folder: name_of(written.path.parent()),
            rows: written.rows,
            bytes: written.bytes,
            renamed: written.renamed,
            cut_texts: written.cut_texts,
            missing_days,
            beside: written.beside.into_iter().map(|file| self.beside(file)).collect(),
            ticket: self.exports.keep(written.path),
        })
    }

    fn beside(&self, file: WrittenFile) -> BesideFile {
        BesideFile {
            report: file.report,
            name: name_of(Some(&file.path)),
            rows: file.rows,
            bytes: file.bytes,
            ticket: self.exports.keep(file.path),
        }
    }

    /// The latest workbooks, newest first.
    pub async fn export_log(self: &Arc<Self>, _: Nothing) -> Result<ExportLog> {
        let entries = self.archive.exports(TOLD)?;
        Ok(ExportLog {
            exports: entries.into_iter().map(|entry| self.past_export(entry)).collect(),
        })
    }

    fn past_export(&self, entry: ExportEntry) -> PastExport {
        let fact = |name: &str| entry.facts.get(name);
        let word = |name| fact(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let reports = fact("reports").and_then(Value::as_array).into_iter().flatten();
        PastExport {
            at: entry.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            name: name_of(Some(&entry.path)),
            folder: name_of(entry.path.parent()),
            reports: reports.filter_map(Value::as_str).map(str::to_owned).collect(),
            from: word("from"),
            to: word("to"),
            rows: fact("rows").and_then(Value::as_u64).unwrap_or_default(),
            there: entry.path.is_file(),
            ticket: self.exports.keep(entry.path),
        }
    }

    /// Notes a workbook in the ledger's log.
    fn log(&self, request: &ExportRequest, written: &Written) -> Result<()> {
        let tables = || request.sheets.iter().map(|sheet| &sheet.table);
        let card = request.scorecard.as_ref();
        let mut reports: Vec<&str> = card.map(|_| SCORECARD).into_iter().collect();
        reports.extend(tables().map(|table| table.report.as_str()));
        let from = tables().map(|table| date(&table.from)).chain(card.map(|card| date(&card.from)));
        let to = tables().map(|table| date(&table.to)).chain(card.map(|card| date(&card.to)));
        let path = std::path::absolute(&written.path).unwrap_or_else(|_| written.path.clone());
        self.archive.log_export(&ExportEntry {
            at: self.clock.now(),
            path,
            edition: request.edition.name().to_owned(),
            facts: json!({
                "reports": reports,
                "from": from.min(),
                "to": to.max(),
                "rows": written.rows,
            }),
        })
    }

    /// Ends the export that is being written; the earlier file stays.
    pub async fn cancel_export(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        self.exports.session().cancel.cancel();
        Ok(Nothing {})
    }

    /// Opens a workbook of this session.
    pub async fn open_export(self: &Arc<Self>, key: TicketKey) -> Result<Nothing> {
        self.host.open(&self.exports.get(key.ticket)?)?;
        Ok(Nothing {})
    }

    /// Shows a workbook of this session in its folder.
    pub async fn show_export(self: &Arc<Self>, key: TicketKey) -> Result<Nothing> {
        self.host.reveal(&self.exports.get(key.ticket)?)?;
        Ok(Nothing {})
    }

    pub(super) fn remembered_folder(&self) -> Result<PathBuf> {
        let remembered = self.archive.setting(FOLDER_SETTING)?;
        let remembered = remembered.as_ref().and_then(Value::as_str).map(PathBuf::from);
        Ok(remembered.filter(|folder| folder.is_dir()).unwrap_or_else(|| self.host.export_folder()))
    }

    pub(super) fn workbook_name(&self, request: &ExportRequest) -> Result<String> {
        let (operation, from, to) = place(request)?;
        let operation = self.operation(operation)?;
        let window = period(from, to)?;
        let mut titles = Vec::new();
        if request.scorecard.is_some() {
            titles.push(texts::text(&request.language, "workbook.card_sheet", &[]));
        }
        for sheet in &request.sheets {
            let report = self.report(&sheet.table.report)?;
            titles.push(report.title.get(&request.language).to_owned());
        }
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        Ok(suggest_name(&window, &titles, &operation.name, "xlsx"))
    }

    fn write_out(
        &self,
        prepared: Prepared,
        target: &Path,
        cancel: &CancellationToken,
    ) -> Result<Written> {
        let language = prepared.language.clone();
        let words = move |key: &str, params: &[(&str, String)]| texts::text(&language, key, params);
        let workbook = Workbook {
            language: prepared.language,
            operation_name: prepared.operation.name,
            period: prepared.period,
            generated: prepared.generated,
            version: self.version.to_owned(),
            edition: prepared.edition,
            compared: prepared.compared,
            summary: prepared.summary,
            findings: prepared.findings,
            pages: prepared.pages,
            sheets: prepared.sheets,
            detail: prepared.detail,
            looks: prepared.looks,
            back: prepared.back,
            bookmark: prepared.bookmark,
            origin: prepared.origin,
            words: &words,
        };
        let progress = |progress: Progress| {
            self.host.event(Event::Export { rows: progress.rows, total: progress.total });
        };
        write(workbook, target, &progress, cancel)
    }
}

/// The date of a moment.
fn date(moment: &str) -> &str {
    moment.get(..10).unwrap_or(moment)
}

fn closed_dialog() -> ExportView {
    ExportView {
        ticket: 0,
        name: String::new(),
        folder: String::new(),
        rows: 0,
        bytes: 0,
        renamed: false,
        cut_texts: 0,
        missing_days: 0,
        beside: Vec::new(),
    }
}
