//! A surface that answers dialogs with paths, and remembers what it was asked.

use crate::support::world::{World, anchor};
use atalaya_core::api::types::Nothing;
use atalaya_core::api::{App, Event, Host};
use atalaya_core::secret::Token;
use atalaya_core::{Code, Error, Result};
use chrono::{Days, NaiveDate};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

/// What the desk was asked and told.
#[derive(Default)]
pub(super) struct Seen {
    /// Names suggested, folders and endings offered by dialogs.
    pub(super) asked: Vec<String>,
    pub(super) copied: Vec<Copied>,
    pub(super) revealed: Vec<PathBuf>,
    pub(super) settings: Vec<(String, Option<String>)>,
    pub(super) copying: Vec<(u64, u64)>,
    pub(super) changes: u32,
    pub(super) prints: u32,
    pub(super) restarts: u32,
}

#[derive(Debug, PartialEq)]
pub(super) enum Copied {
    Text(String, Option<String>),
    Picture(Vec<u8>),
}

/// The desk. Its dialogs answer with `answer`; `None` is a closed dialog.
#[derive(Default)]
pub(super) struct Desk {
    seen: Mutex<Seen>,
    answer: Mutex<Option<PathBuf>>,
    /// Cancels the copying as soon as it hears of it.
    cancels: OnceLock<Weak<App>>,
    refuses_settings: bool,
}

impl Desk {
    /// A desk that has no place for settings.
    pub(super) fn without_settings() -> Self {
        Desk { refuses_settings: true, ..Desk::default() }
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn answers(&self, path: impl Into<PathBuf>) {
        *self.answer.lock().expect("no test panics here") = Some(path.into());
    }

    pub(super) fn closes(&self) {
        *self.answer.lock().expect("no test panics here") = None;
    }

    pub(super) fn cancels(&self, app: &Arc<App>) {
        self.cancels.set(Arc::downgrade(app)).expect("set once");
    }

    fn answered(&self, asked: String) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        self.seen().asked.push(asked);
        let answer = self.answer.lock().expect("no test panics here").clone();
        Box::pin(async { Ok(answer) })
    }
}

impl Host for Desk {
    fn event(&self, event: Event) {
        if matches!(event, Event::Changed(_)) {
            self.seen().changes += 1;
        }
        let Event::Copying { done, total } = event else { return };
        assert_eq!(event.name(), "copying");
        self.seen().copying.push((done, total));
        if let Some(app) = self.cancels.get().and_then(Weak::upgrade) {
            let cancelled = app.cancel_copying(Nothing {}).now_or_never().expect("at once");
            cancelled.expect("it can be cancelled");
        }
    }
    fn ask_save_path(&self, suggested: &str) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        self.answered(suggested.to_owned())
    }
    fn ask_folder(&self, start: &Path) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        self.answered(start.display().to_string())
    }
    fn ask_open_path(
        &self,
        endings: &'static [&'static str],
    ) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        self.answered(endings.join(" "))
    }
    fn copy_text(&self, text: String, html: Option<String>) -> BoxFuture<'_, Result<()>> {
        self.seen().copied.push(Copied::Text(text, html));
        Box::pin(async { Ok(()) })
    }
    fn copy_picture(&self, png: Vec<u8>) -> BoxFuture<'_, Result<()>> {
        self.seen().copied.push(Copied::Picture(png));
        Box::pin(async { Ok(()) })
    }
    fn print(&self) -> Result<()> {
        self.seen().prints += 1;
        Ok(())
    }
    fn restart(&self) -> Result<()> {
        self.seen().restarts += 1;
        Ok(())
    }
    fn setting_changed(&self, key: &str, value: Option<&str>) -> Result<()> {
        self.seen().settings.push((key.to_owned(), value.map(str::to_owned)));
        match self.refuses_settings {
            true => Err(Error::new(Code::Disk, "no place for the setting")),
            false => Ok(()),
        }
    }
    fn facts(&self) -> Vec<(&'static str, String)> {
        vec![("system", "Linux of the test".to_owned())]
    }
    fn export_folder(&self) -> PathBuf {
        std::env::temp_dir()
    }
    fn open(&self, _: &Path) -> Result<()> {
        Ok(())
    }
    fn reveal(&self, path: &Path) -> Result<()> {
        self.seen().revealed.push(path.to_owned());
        Ok(())
    }
    fn sample(&self, _: u64, _: NaiveDate) -> BoxFuture<'_, Result<(u16, Token)>> {
        unreachable!("tests connect to their own simulator")
    }
}

/// A program at a desk, on the archive of a world without rows.
pub(super) async fn at_desk() -> (World, Arc<Desk>, Arc<App>) {
    let world = World::with_days(3).await;
    let desk = Arc::new(Desk::default());
    let app = world.seen_by(Arc::<Desk>::clone(&desk));
    (world, desk, app)
}

/// The same with two days of rows, in two windows.
pub(super) async fn with_rows() -> (World, Arc<Desk>, Arc<App>) {
    let (world, desk, app) = at_desk().await;
    let (from, to) = period();
    let end = world.fetch("agent_13", &[], &from, &to).await;
    assert!(end.error.is_none() && end.rows > 0, "{:?}", end.error);
    (world, desk, app)
}

/// The two days that [`with_rows`] fetches.
pub(super) fn period() -> (String, String) {
    ((anchor() - Days::new(1)).to_string(), anchor().to_string())
}

/// Names in a folder, sorted.
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
