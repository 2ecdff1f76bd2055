//! What the surface around the core provides: a window, a command line or a test.

use super::Tag;
use super::types::RunView;
use crate::secret::Token;
use crate::{Code, Error, Result};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Something that happened without being asked for.
#[derive(Clone, Debug)]
pub enum Event {
    /// A run went on.
    Run(Box<RunView>),
    /// A workbook grew.
    Export {
        /// Rows written.
        rows: u64,
        /// Rows to write.
        total: u64,
    },
    /// A backup or a restore went on.
    Copying {
        /// Files copied.
        done: u64,
        /// Files to copy.
        total: u64,
    },
    /// Answers that read these tags are stale.
    Changed(Vec<Tag>),
}

impl Event {
    /// Its name to the window.
    pub fn name(&self) -> &'static str {
        match self {
            Event::Run(_) => "run",
            Event::Export { .. } => "export",
            Event::Copying { .. } => "copying",
            Event::Changed(_) => "changed",
        }
    }

    /// Its content to the window.
    pub fn payload(&self) -> Value {
        match self {
            Event::Run(run) => json!(run),
            Event::Export { rows, total } => json!({ "rows": rows, "total": total }),
            Event::Copying { done, total } => json!({ "done": done, "total": total }),
            Event::Changed(tags) => {
                json!({ "tags": tags.iter().map(|tag| tag.name()).collect::<Vec<_>>() })
            }
        }
    }
}

/// The surface. Paths stay on this side: the window sees names and tickets only.
pub trait Host: Send + Sync {
    /// Tells that something happened; must not block.
    fn event(&self, event: Event);

    /// Asks the user where to save; `None` if the dialog was closed.
    fn ask_save_path(&self, suggested: &str) -> BoxFuture<'_, Result<Option<PathBuf>>>;

    /// The folder for workbooks while none is remembered.
    fn export_folder(&self) -> PathBuf;

    /// Opens a file with the system's program for it.
    fn open(&self, path: &Path) -> Result<()>;

    /// Shows a file in its folder.
    fn reveal(&self, path: &Path) -> Result<()>;

    /// Port and token of the built-in sample operation, started if it does not run yet.
    fn sample(&self, seed: u64, anchor: NaiveDate) -> BoxFuture<'_, Result<(u16, Token)>>;

    /// Asks the user for a folder, beginning at `start`; `None` if the dialog was closed.
    fn ask_folder(&self, start: &Path) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        let _ = start;
        Box::pin(async { Err(no_desktop("folder")) })
    }

    /// Asks the user for a file with one of these endings; `None` if the dialog was closed.
    fn ask_open_path(
        &self,
        endings: &'static [&'static str],
    ) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        let _ = endings;
        Box::pin(async { Err(no_desktop("file")) })
    }

    /// Puts text on the clipboard, and the same as HTML for programs that take it.
    fn copy_text(&self, text: String, html: Option<String>) -> BoxFuture<'_, Result<()>> {
        let _ = (text, html);
        Box::pin(async { Err(no_desktop("copy")) })
    }

    /// Puts a picture on the clipboard. The bytes are a PNG file of a moderate size.
    fn copy_picture(&self, png: Vec<u8>) -> BoxFuture<'_, Result<()>> {
        let _ = png;
        Box::pin(async { Err(no_desktop("copy")) })
    }

    /// Opens the system's dialog to print the page.
    fn print(&self) -> Result<()> {
        Err(no_desktop("print"))
    }

    /// Ends the program and starts it anew; returns before that.
    fn restart(&self) -> Result<()> {
        Err(no_desktop("restart"))
    }

    /// Hears of a setting of the window that was kept or forgotten, for those that the surface
    /// itself needs before the archive is open.
    fn setting_changed(&self, key: &str, value: Option<&str>) -> Result<()> {
        let _ = (key, value);
        Ok(())
    }

    /// What the surface knows of this computer, for the diagnosis: system, desktop, web view. No
    /// paths and no names of persons.
    fn facts(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// The language of the system: `es`, `en` or `pt`; Spanish for any other.
    fn language(&self) -> String {
        "es".to_owned()
    }

    /// A token that overrides the store, if this run has one (`ATALAYA_TOKEN`).
    fn token_override(&self, operation: &str) -> Option<Token> {
        let _ = operation;
        None
    }
}

/// The answer of a surface that has no desktop, or whose desktop refused.
fn no_desktop(what: &'static str) -> Error {
    Error::new(Code::Desktop, format!("this surface has no desktop: {what}"))
}
