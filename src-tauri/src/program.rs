//! The opened core, or the reason why it could not be opened.

use crate::folders::{Folders, IDENTIFIER};
use crate::graphics;
use crate::host::Desktop;
use crate::instance::Instance;
use atalaya_core::api::types::ErrorView;
use atalaya_core::api::{App, Setup};
use atalaya_core::clock::SystemClock;
use atalaya_core::secret::MemoryStore;
use atalaya_core::wolkvox::Limits;
use atalaya_core::{Code, Error, Result};
use atalaya_keyring::Keyring;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use std::sync::Arc;

/// The core of this window. Opening it reads the disk, so it happens beside the drawing, and
/// commands wait for it. If it fails the window stays, and every command answers why.
pub(crate) struct Program {
    opened: Shared<BoxFuture<'static, Result<Opened, ErrorView>>>,
}

#[derive(Clone)]
struct Opened {
    app: Arc<App>,
    /// Given back when the program ends.
    _instance: Arc<Instance>,
}

impl Program {
    /// Starts opening.
    pub(crate) fn opening(folders: Result<Folders>, host: Arc<Desktop>) -> Self {
        let work = tauri::async_runtime::spawn_blocking(move || open(folders?, host));
        let opened = async move {
            match work.await {
                Ok(outcome) => outcome.map_err(|error| ErrorView::from(&error)),
                Err(cause) => Err(broken(&cause)),
            }
        };
        Program { opened: opened.boxed().shared() }
    }

    /// The core, once it is open.
    pub(crate) async fn app(&self) -> Result<Arc<App>, ErrorView> {
        self.opened.clone().await.map(|opened| opened.app)
    }
}

fn open(folders: Folders, host: Arc<Desktop>) -> Result<Opened> {
    let instance = Instance::claim(&folders.data)?;
    let app = App::open(Setup {
        data_folder: folders.data,
        runtime_folder: folders.runtime,
        clock: Arc::new(SystemClock),
        secrets: Arc::new(Keyring::new(IDENTIFIER)),
        session: Arc::new(MemoryStore::default()),
        host,
        limits: Limits::default(),
        version: env!("CARGO_PKG_VERSION"),
    })?;
    // A backup that was restored may say otherwise than the file that the start goes by.
    let safe = app.archive().setting(&format!("window.{}", graphics::SETTING))?;
    graphics::remember(&folders.config, safe.as_ref().and_then(|value| value.as_str()))?;
    Ok(Opened { app, _instance: Arc::new(instance) })
}

/// What a command answers when our own code panicked.
pub(crate) fn broken(cause: &tauri::Error) -> ErrorView {
    // The panic's own words may hold a value of a row: they stay out.
    let ended = if matches!(cause, tauri::Error::JoinError(join) if join.is_panic()) {
        "a command ended by a fault of the program"
    } else {
        "a command was ended early"
    };
    ErrorView::from(&Error::new(Code::Internal, ended))
}
