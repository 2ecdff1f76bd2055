//! Where the program keeps what it keeps.

use crate::instance;
use atalaya_core::{Code, Error, Result};
use std::path::PathBuf;

/// Names the folders, the keyring entries and the installed program. Fixed for all releases.
pub(crate) const IDENTIFIER: &str = "app.atalaya.desktop";

/// Another data folder than the system's: for tests and for a second, separate archive.
const VARIABLE: &str = "ATALAYA_DATA_DIR";

/// The folders of this run.
pub(crate) struct Folders {
    /// Everything that is kept.
    pub(crate) data: PathBuf,
    /// Locks between processes, the command line's included.
    pub(crate) runtime: PathBuf,
    /// What is needed before the data can be read: the window's place, safe graphics.
    pub(crate) config: PathBuf,
    /// Whether the data folder was chosen by the environment.
    pub(crate) chosen: bool,
}

impl Folders {
    /// The folders that the environment or the system names.
    pub(crate) fn find() -> Result<Self> {
        let chosen = std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty());
        let local = dirs::data_local_dir().map(|folder| folder.join(IDENTIFIER));
        let runtime = dirs::runtime_dir().map(|folder| folder.join(IDENTIFIER));
        let data = match &chosen {
            Some(folder) => std::path::absolute(folder)?,
            None => local.clone().ok_or_else(nowhere)?,
        };
        let runtime = runtime.or(local).ok_or_else(nowhere)?;
        let config = dirs::config_dir().map(|folder| folder.join(IDENTIFIER));
        let config = config.filter(|_| chosen.is_none()).unwrap_or_else(|| data.clone());
        Ok(Folders { data, runtime, config, chosen: chosen.is_some() })
    }

    /// Where the web view keeps its own things: theme and language for the first paint. `None` if
    /// there is no such place: the window opens all the same, and says what is wrong.
    pub(crate) fn web_view(&self) -> Option<PathBuf> {
        let folder = self.data.join("window");
        instance::private_folder().create(&folder).is_ok().then_some(folder)
    }
}

fn nowhere() -> Error {
    Error::new(Code::Disk, "this computer names no folder for data")
}
