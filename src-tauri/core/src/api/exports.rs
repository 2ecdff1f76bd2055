//! Workbooks: written, opened, shown.

use super::app::{App, blocking};
use super::fetching::period;
use super::host::Event;
use super::sheets::Prepared;
use super::types::*;
use crate::export::{Progress, Workbook, Written, suggest_name, write};
use crate::{Code, Error, Result, texts};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio_util::sync::CancellationToken;

/// The setting that remembers the folder of workbooks.
const FOLDER_SETTING: &str = "export_folder";

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

    fn keep(&self, path: PathBuf) -> u64 {
        let mut session = self.session();
        session.written.push(path);
        session.written.len() as u64
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
        let text = |name: Option<&std::ffi::OsStr>| {
            name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        };
        Ok(ExportView {
            name: text(written.path.file_name()),
            folder: text(written.path.parent().and_then(Path::file_name)),
            rows: written.rows,
            bytes: written.bytes,
            renamed: written.renamed,
            cut_texts: written.cut_texts,
            missing_days,
            ticket: self.exports.keep(written.path),
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

    fn remembered_folder(&self) -> Result<PathBuf> {
        let remembered = self.archive.setting(FOLDER_SETTING)?;
        let remembered = remembered.as_ref().and_then(Value::as_str).map(PathBuf::from);
        Ok(remembered.filter(|folder| folder.is_dir()).unwrap_or_else(|| self.host.export_folder()))
    }

    fn workbook_name(&self, request: &ExportRequest) -> Result<String> {
        let first = request.sheets.first().ok_or_else(|| Error::usage("sheets", "none given"))?;
        let operation = self.operation(&first.table.operation)?;
        let window = period(&first.table.from, &first.table.to)?;
        let titles = request
            .sheets
            .iter()
            .map(|sheet| {
                Ok(self.report(&sheet.table.report)?.title.get(&request.language).to_owned())
            })
            .collect::<Result<Vec<_>>>()?;
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
            summary: prepared.summary,
            sheets: prepared.sheets,
            origin: prepared.origin,
            words: &words,
        };
        let progress = |progress: Progress| {
            self.host.event(Event::Export { rows: progress.rows, total: progress.total });
        };
        write(workbook, target, &progress, cancel)
    }
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
    }
}
