//! Causes of SQLite, Parquet and the file system as our errors.

use crate::{Code, Error, Result};
use parquet::errors::ParquetError;
use rusqlite::ErrorCode;
use std::path::Path;

impl From<rusqlite::Error> for Error {
    fn from(cause: rusqlite::Error) -> Self {
        let code = match &cause {
            rusqlite::Error::SqliteFailure(failure, _) => sqlite_code(failure.code),
            rusqlite::Error::SqlInputError { error, .. } => sqlite_code(error.code),
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Code::ArchiveDamaged,
            _ => Code::Internal,
        };
        Error::new(code, format!("ledger: {cause}")).because(cause)
    }
}

fn sqlite_code(code: ErrorCode) -> Code {
    match code {
        ErrorCode::DiskFull => Code::DiskFull,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Code::Busy,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Code::ArchiveDamaged,
        ErrorCode::CannotOpen
        | ErrorCode::PermissionDenied
        | ErrorCode::ReadOnly
        | ErrorCode::SystemIoFailure
        | ErrorCode::FileLockingProtocolFailed
        | ErrorCode::NoLargeFileSupport => Code::Disk,
        _ => Code::Internal,
    }
}

/// A failure while rows were written: the disk's, else ours.
pub(super) fn writing(cause: ParquetError) -> Error {
    match disk(&cause) {
        Some(code) => Error::new(code, format!("segment: {cause}")).because(cause),
        None => Error::new(Code::Internal, format!("segment: {cause}")).because(cause),
    }
}

/// A failure while a segment was read: the disk's, else the file is damaged.
pub(super) fn reading(path: &Path, cause: ParquetError) -> Error {
    let code = disk(&cause).unwrap_or(Code::ArchiveDamaged);
    Error::new(code, format!("segment: {cause}")).with("file", path.display()).because(cause)
}

fn disk(cause: &ParquetError) -> Option<Code> {
    let ParquetError::External(inner) = cause else { return None };
    let io = inner.downcast_ref::<std::io::Error>()?;
    // A file that ends too early is damaged; the disk itself is fine.
    if io.kind() == std::io::ErrorKind::UnexpectedEof {
        return None;
    }
    Some(Error::from(std::io::Error::from(io.kind())).code())
}

/// Names the file or folder that an input or output failure was about.
pub(super) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
    move |cause| Error::from(cause).with("file", path.display())
}

/// Something in the ledger or a footer that cannot be read.
pub(super) fn unreadable(what: &str) -> Error {
    Error::new(Code::ArchiveDamaged, format!("{what} cannot be read"))
}

/// A promise between our own parts that was not kept.
pub(super) fn internal(detail: impl Into<String>) -> Error {
    Error::new(Code::Internal, detail)
}

/// [`Code::Cancelled`] once the user cancelled.
pub(super) fn unless_cancelled(cancel: &tokio_util::sync::CancellationToken) -> Result<()> {
    match cancel.is_cancelled() {
        true => Err(Error::new(Code::Cancelled, "cancelled")),
        false => Ok(()),
    }
}
