//! What the core asks of this computer: dialogs, folders, programs, the sample operation.

use crate::window::MAIN;
use atalaya_core::api::{Event, Host};
use atalaya_core::secret::Token;
use atalaya_core::{Code, Error, Result};
use atalaya_simulator::{Config, Simulation};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Emitter};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::{Mutex, oneshot};

/// This computer's desktop.
pub(crate) struct Desktop {
    app: AppHandle,
    sample: Mutex<Option<Sample>>,
}

/// The sample operation while it runs.
struct Sample {
    seed: u64,
    anchor: NaiveDate,
    running: Simulation,
}

impl Desktop {
    pub(crate) fn new(app: AppHandle) -> Self {
        Desktop { app, sample: Mutex::new(None) }
    }
}

impl Host for Desktop {
    fn event(&self, event: Event) {
        // A window that is closing hears nothing any more, and needs nothing.
        let _ = self.app.emit_to(MAIN, event.name(), event.payload());
    }

    fn ask_save_path(&self, suggested: &str) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        let mut dialog = self.app.dialog().file().set_file_name(suggested);
        if let Some(ending) = Path::new(suggested).extension().and_then(|ending| ending.to_str()) {
            dialog = dialog.add_filter(ending.to_uppercase(), &[ending]);
        }
        let (answer, answered) = oneshot::channel();
        dialog.save_file(move |path| {
            let _ = answer.send(path);
        });
        Box::pin(async move {
            // A dialog that vanished with its window is a dialog that was closed.
            let path = answered.await.ok().flatten();
            path.map(|path| path.into_path().map_err(unusable)).transpose()
        })
    }

    fn export_folder(&self) -> PathBuf {
        let folders = [dirs::document_dir(), dirs::download_dir(), dirs::home_dir()];
        let found = folders.into_iter().flatten().find(|folder| folder.is_dir());
        found.unwrap_or_else(|| PathBuf::from("."))
    }

    fn open(&self, path: &Path) -> Result<()> {
        tauri_plugin_opener::open_path(path, None::<&str>).map_err(|cause| unopened(path, cause))
    }

    fn reveal(&self, path: &Path) -> Result<()> {
        tauri_plugin_opener::reveal_item_in_dir(path).map_err(|cause| unopened(path, cause))
    }

    fn sample(&self, seed: u64, anchor: NaiveDate) -> BoxFuture<'_, Result<(u16, Token)>> {
        Box::pin(async move {
            let mut sample = self.sample.lock().await;
            let same = sample.take().filter(|it| it.seed == seed && it.anchor == anchor);
            let running = match same {
                Some(sample) => sample.running,
                None => atalaya_simulator::start(Config { seed, ..Config::sample(anchor) }).await?,
            };
            let answer = (running.port(), Token::read(running.token())?);
            *sample = Some(Sample { seed, anchor, running });
            Ok(answer)
        })
    }

    fn language(&self) -> String {
        // In the order in which the system itself looks.
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let set = names.iter().filter_map(|name| std::env::var(name).ok());
        language_of(set.into_iter().find(|value| !value.is_empty()).as_deref().unwrap_or("")).into()
    }
}

/// The program's language for a locale such as `pt_BR.UTF-8`.
fn language_of(locale: &str) -> &'static str {
    match locale.get(..2) {
        Some("en") => "en",
        Some("pt") => "pt",
        _ => "es",
    }
}

fn unusable(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(Code::ExportPlace, "the chosen place is not a file path").because(cause)
}

fn unopened(path: &Path, cause: tauri_plugin_opener::Error) -> Error {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Error::new(Code::Disk, "no program of this computer took the file")
        .with("file", file)
        .because(cause)
}
