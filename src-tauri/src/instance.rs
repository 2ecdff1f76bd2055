//! One window per data folder, by a lock of the operating system: a killed program leaves none.

use atalaya_core::{Code, Error, Result};
use std::fs::{DirBuilder, File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

/// A window that is just closing gives its lock back within this time.
const CLOSING: Duration = Duration::from_secs(2);
const POLL: Duration = Duration::from_millis(50);

/// Held while the window lives.
pub(crate) struct Instance {
    _lock: File,
}

impl Instance {
    /// Claims the data folder, which is made for this user alone if it does not exist.
    pub(crate) fn claim(data: &Path) -> Result<Self> {
        private_folder().create(data)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(data.join("window.lock"))?;
        let patience = Instant::now() + CLOSING;
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Instance { _lock: lock }),
                Err(TryLockError::WouldBlock) if Instant::now() < patience => {
                    std::thread::sleep(POLL);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::new(Code::Busy, "the window is already open"));
                }
                Err(TryLockError::Error(cause)) => return Err(cause.into()),
            }
        }
    }
}

/// Makes folders that only this user can enter.
pub(crate) fn private_folder() -> DirBuilder {
    let mut folder = DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder
}
