//! One request in flight per server, across all programs of this user.
//!
//! wolkvox refuses a token's third request at once and advises one. An operating system's file
//! lock ends with its process however that dies, so there is no stale lock to clear.

use super::retry::wait;
use super::{Endpoint, Limits};
use crate::{Code, Error, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// The right to send requests to one server; given back on drop.
#[derive(Debug)]
pub struct RequestLock {
    _file: File,
}

impl RequestLock {
    /// Takes the lock, waiting up to [`Limits::lock_wait`]; then [`Code::Busy`]. `folder` is the
    /// user's runtime folder and is made if absent. May be called from async code: it only looks
    /// and sleeps.
    pub async fn take(
        folder: &Path,
        endpoint: &Endpoint,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let path = RequestLock::path(folder, endpoint);
        let end = Instant::now() + limits.lock_wait;
        loop {
            if let Some(lock) = RequestLock::attempt(&path)? {
                return Ok(lock);
            }
            if Instant::now() >= end {
                return Err(busy(endpoint));
            }
            wait(limits.lock_poll.min(end - Instant::now()), cancel).await?;
        }
    }

    /// The file that carries the lock.
    pub fn path(folder: &Path, endpoint: &Endpoint) -> PathBuf {
        folder.join(format!("requests-{}.lock", endpoint.key()))
    }

    fn attempt(path: &Path) -> Result<Option<Self>> {
        let file =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(RequestLock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(cause)) => Err(cause.into()),
        }
    }
}

fn busy(endpoint: &Endpoint) -> Error {
    let detail = format!("another program is asking {} now", endpoint.address());
    Error::new(Code::Busy, detail).with("server", endpoint.key())
}
