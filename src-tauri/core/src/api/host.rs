//! What the surface around the core provides: a window, a command line or a test.

use super::Tag;
use super::types::RunView;
use crate::Result;
use crate::secret::Token;
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
    /// Answers that read these tags are stale.
    Changed(Vec<Tag>),
}

impl Event {
    /// Its name to the window.
    pub fn name(&self) -> &'static str {
        match self {
            Event::Run(_) => "run",
            Event::Export { .. } => "export",
            Event::Changed(_) => "changed",
        }
    }

    /// Its content to the window.
    pub fn payload(&self) -> Value {
        match self {
            Event::Run(run) => json!(run),
            Event::Export { rows, total } => json!({ "rows": rows, "total": total }),
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
