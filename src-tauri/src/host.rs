//! What the core asks of this computer: dialogs, folders, programs, the sample operation.

use crate::window::MAIN;
use crate::{clipboard, graphics};
use atalaya_core::api::{Event, Host};
use atalaya_core::secret::Token;
use atalaya_core::{Code, Error, Result};
use atalaya_simulator::{Config, Simulation};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::{Mutex, oneshot};

/// This computer's desktop.
pub(crate) struct Desktop {
    app: AppHandle,
    /// Folder of what is needed before the data can be read.
    config: Option<PathBuf>,
    sample: Mutex<Option<Sample>>,
}

/// The sample operation while it runs.
struct Sample {
    seed: u64,
    anchor: NaiveDate,
    running: Simulation,
}

impl Desktop {
    pub(crate) fn new(app: AppHandle, config: Option<PathBuf>) -> Self {
        Desktop { app, config, sample: Mutex::new(None) }
    }

    /// Runs on the thread that draws, the only one that the desktop's toolkit allows.
    fn on_main(
        &self,
        work: impl FnOnce(&AppHandle) -> Result<()> + Send + 'static,
    ) -> BoxFuture<'_, Result<()>> {
        let (answer, answered) = oneshot::channel();
        let app = self.app.clone();
        let sent = self.app.run_on_main_thread(move || {
            let _ = answer.send(work(&app));
        });
        Box::pin(async move {
            sent.map_err(|cause| clipboard::refused("desktop").because(cause))?;
            answered.await.unwrap_or_else(|_| Err(clipboard::refused("desktop")))
        })
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
        dialog.save_file(move |path| drop(answer.send(path)));
        Box::pin(chosen(answered))
    }

    fn ask_folder(&self, start: &Path) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        let (answer, answered) = oneshot::channel();
        let dialog = self.app.dialog().file().set_directory(start);
        dialog.pick_folder(move |path| drop(answer.send(path)));
        Box::pin(chosen(answered))
    }

    fn ask_open_path(
        &self,
        endings: &'static [&'static str],
    ) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        let (answer, answered) = oneshot::channel();
        let dialog = self.app.dialog().file().add_filter(endings.join(", "), endings);
        dialog.pick_file(move |path| drop(answer.send(path)));
        Box::pin(chosen(answered))
    }

    fn copy_text(&self, text: String, html: Option<String>) -> BoxFuture<'_, Result<()>> {
        self.on_main(move |app| clipboard::put_text(app, text, html))
    }

    fn copy_picture(&self, png: Vec<u8>) -> BoxFuture<'_, Result<()>> {
        self.on_main(move |app| clipboard::put_picture(app, png))
    }

    fn print(&self) -> Result<()> {
        let window = self.app.get_webview_window(MAIN);
        let window = window.ok_or_else(|| clipboard::refused("print"))?;
        window.print().map_err(|cause| clipboard::refused("print").because(cause))
    }

    fn restart(&self) -> Result<()> {
        self.app.request_restart();
        Ok(())
    }

    fn setting_changed(&self, key: &str, value: Option<&str>) -> Result<()> {
        match &self.config {
            Some(config) if key == graphics::SETTING => graphics::remember(config, value),
            _ => Ok(()),
        }
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        crate::facts::of(&self.app)
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

/// The answer of a dialog. One that vanished with its window was closed.
async fn chosen(answered: oneshot::Receiver<Option<FilePath>>) -> Result<Option<PathBuf>> {
    let path = answered.await.ok().flatten();
    path.map(|path| path.into_path().map_err(unusable)).transpose()
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
