//! Where things lie in the archive's folder, and how files and folders become lasting.

use super::fault::at;
use super::{OperationId, Subject};
use crate::Result;
use crate::time::Window;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Folder of all segments.
pub(super) const SEGMENTS: &str = "archive";
/// The ledger's file.
pub(super) const LEDGER: &str = "ledger.sqlite";
/// The ledger with what SQLite keeps beside it: alone these mean nothing.
pub(super) const LEDGER_FILES: [&str; 4] =
    [LEDGER, "ledger.sqlite-shm", "ledger.sqlite-wal", "ledger.sqlite-journal"];
/// Locked by whoever changes files and ledger together.
pub(super) const WRITER_LOCK: &str = "writer.lock";
/// Locked (shared) by whoever may still read replaced files.
pub(super) const READERS_LOCK: &str = "readers.lock";
/// Locked (shared) by whoever has the ledger open.
pub(super) const OPEN_LOCK: &str = "open.lock";
/// Ending of a segment.
pub(super) const SEGMENT: &str = ".parquet";
/// Ending of what is being written.
pub(super) const TEMPORARY: &str = ".tmp";
/// Added to the name of a segment set aside.
pub(super) const DAMAGED: &str = ".damaged";

/// Creates a folder that only this user may enter; leaves an existing one as it is.
pub(super) fn create_private(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(at(folder))
}

/// The folder of an operation's segments.
pub(super) fn operation_folder(home: &Path, operation: &OperationId) -> PathBuf {
    home.join(SEGMENTS).join(format!("operation={}", operation.0))
}

/// The folder of a subject's segments.
pub(super) fn subject_folder(home: &Path, subject: &Subject) -> PathBuf {
    operation_folder(home, &subject.operation)
        .join(format!("report={}", subject.report))
        .join(format!("subject={}", subject.hash()))
}

/// `<from>_<to>_<attempt>.parquet`.
pub(super) fn segment_name(window: &Window, attempt: u64) -> String {
    let compact = "%Y%m%d%H%M%S";
    let (from, to) = (window.from.format(compact), window.to.format(compact));
    format!("{from}_{to}_{attempt}{SEGMENT}")
}

/// The attempt in a segment's name; 0 if it has none.
pub(super) fn attempt(path: &Path) -> u64 {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    name.rsplit('_').next().and_then(|attempt| attempt.parse().ok()).unwrap_or(0)
}

/// The path as the ledger keeps it: below the home, with `/` on every system.
pub(super) fn relative(home: &Path, path: &Path) -> String {
    let below = path.strip_prefix(home).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The way back from [`relative`].
pub(super) fn absolute(home: &Path, relative: &str) -> PathBuf {
    home.join(relative.split('/').collect::<PathBuf>())
}

/// Creates the folders of a segment and makes each new one lasting.
pub(super) fn create_folders(home: &Path, folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    create_private(folder)?;
    for level in folder.ancestors().take_while(|level| level.starts_with(home)) {
        sync_folder(level)?;
    }
    Ok(())
}

/// Makes the names in a folder lasting. Windows has no such call and needs none.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))?;
    }
    Ok(())
}

/// All files below `folder`; none if it does not exist.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => continue,
            entries => entries.map_err(at(&folder))?,
        };
        for entry in entries {
            let entry = entry.map_err(at(&folder))?;
            match entry.file_type().map_err(at(&folder))?.is_dir() {
                true => folders.push(entry.path()),
                false => files.push(entry.path()),
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether the file name ends so.
pub(super) fn ends(path: &Path, ending: &str) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ending))
}

/// Removes a file; one that is not there is fine.
pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(at(path)(cause)),
        _ => Ok(()),
    }
}

/// Keeps a damaged file under another name, which nothing reads and nothing sweeps. A file that is
/// not there is fine.
pub(super) fn set_aside(path: &Path) -> Result<PathBuf> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(DAMAGED);
    match fs::rename(path, &aside) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(at(path)(cause)),
        _ => Ok(PathBuf::from(aside)),
    }
}
