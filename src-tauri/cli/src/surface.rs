//! What the command line gives to the core: folders, clock, keyring, the sample operation.

use crate::trial::Trial;
use atalaya_core::api::{App, Event, Host, Setup};
use atalaya_core::archive::{Operation, OperationId, Place};
use atalaya_core::secret::{MemoryStore, Token};
use atalaya_core::{Code, Error, Result};
use atalaya_simulator::{Config, Simulation};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tokio::sync::Mutex;

/// The program's identifier: names its folders and its keyring entries.
const IDENTIFIER: &str = "app.atalaya.desktop";

/// The variable that holds a token for headless runs; it is never stored.
const TOKEN_VARIABLE: &str = "ATALAYA_TOKEN";

/// The variable that names another data folder; the window heeds it too.
const FOLDER_VARIABLE: &str = "ATALAYA_DATA_DIR";

/// The opened program with what the command line adds.
pub(crate) struct Surface {
    pub(crate) app: Arc<App>,
    host: Arc<CliHost>,
    /// Whether clock or limits are those of a test.
    trial: bool,
}

impl Surface {
    /// Opens the archive in `data_dir`, or in the folder that the window uses.
    pub(crate) fn open(data_dir: Option<PathBuf>, lang: &'static str) -> Result<Self> {
        let host = Arc::new(CliHost { lang, token: OnceLock::new(), sample: Mutex::default() });
        let trial = Trial::read()?;
        let app = App::open(Setup {
            data_folder: data_folder(data_dir)?,
            runtime_folder: dirs::runtime_dir().map_or_else(data_local, Ok)?.join(IDENTIFIER),
            clock: trial.clock,
            secrets: Arc::new(atalaya_keyring::Keyring::new(IDENTIFIER)),
            session: Arc::new(MemoryStore::default()),
            host: Arc::<CliHost>::clone(&host),
            limits: trial.limits,
            version: env!("CARGO_PKG_VERSION"),
        })?;
        Ok(Surface { app, host, trial: trial.active })
    }

    /// The operation named, or the only one. A token in the environment belongs to it.
    pub(crate) fn operation(&self, name: Option<&str>) -> Result<Operation> {
        let operation = match name {
            Some(name) => self.app.archive().operation_named(name)?,
            None => self.only_operation()?,
        };
        if self.trial && matches!(operation.place, Place::Wolkvox(_)) {
            return Err(Error::usage("operation", "a test asks this computer only"));
        }
        self.lend_token(&operation.id)?;
        Ok(operation)
    }

    /// Lets the operation use the environment's token in this run, if there is one.
    pub(crate) fn lend_token(&self, id: &OperationId) -> Result<()> {
        if let Some(token) = environment_token()? {
            // Set once: a run has one operation.
            let _ = self.host.token.set((id.0.clone(), token));
        }
        Ok(())
    }

    fn only_operation(&self) -> Result<Operation> {
        let mut all = self.app.archive().operations()?;
        match all.len() {
            1 => Ok(all.remove(0)),
            0 => {
                Err(Error::new(Code::NotFound, "no operation was added yet")
                    .with("what", "operation"))
            }
            _ => Err(Error::usage("operation", "there are several: say --operation NAME")),
        }
    }
}

/// The token in the environment, if there is one.
pub(crate) fn environment_token() -> Result<Option<Token>> {
    match std::env::var(TOKEN_VARIABLE) {
        Ok(text) if !text.trim().is_empty() => Token::read(&text).map(Some),
        _ => Ok(None),
    }
}

/// The folder given, by words or by the environment, or the one that the window uses.
pub(crate) fn data_folder(given: Option<PathBuf>) -> Result<PathBuf> {
    let variable = || std::env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty());
    match given.or_else(|| variable().map(PathBuf::from)) {
        Some(folder) => Ok(folder),
        None => Ok(data_local()?.join(IDENTIFIER)),
    }
}

fn data_local() -> Result<PathBuf> {
    dirs::data_local_dir().ok_or_else(|| {
        Error::new(Code::Disk, "this computer names no folder for data").with("folder", "")
    })
}

/// The command line as the core sees it.
struct CliHost {
    lang: &'static str,
    token: OnceLock<(String, Token)>,
    sample: Mutex<Option<Simulation>>,
}

impl Host for CliHost {
    fn event(&self, _: Event) {}

    fn ask_save_path(&self, _: &str) -> BoxFuture<'_, Result<Option<PathBuf>>> {
        Box::pin(async { Ok(None) })
    }

    fn export_folder(&self) -> PathBuf {
        PathBuf::from(".")
    }

    fn open(&self, _: &Path) -> Result<()> {
        Err(Error::usage("open", "the command line opens nothing"))
    }

    fn reveal(&self, _: &Path) -> Result<()> {
        Err(Error::usage("open", "the command line opens nothing"))
    }

    fn sample(&self, seed: u64, anchor: NaiveDate) -> BoxFuture<'_, Result<(u16, Token)>> {
        Box::pin(async move {
            let mut running = self.sample.lock().await;
            if let Some(sample) = running.as_ref() {
                return Ok((sample.port(), Token::read(sample.token())?));
            }
            let sample =
                atalaya_simulator::start(Config { seed, ..Config::sample(anchor) }).await?;
            let answer = (sample.port(), Token::read(sample.token())?);
            *running = Some(sample);
            Ok(answer)
        })
    }

    fn language(&self) -> String {
        self.lang.to_owned()
    }

    fn token_override(&self, operation: &str) -> Option<Token> {
        self.token.get().filter(|(id, _)| id == operation).map(|(_, token)| token.clone())
    }
}
