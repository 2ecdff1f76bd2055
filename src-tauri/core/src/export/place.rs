//! Puts a finished file in its place. The file grows in a folder of ours beside the target, is
//! synced, and only then takes the target's name; until that moment the previous file is whole.

use super::Limits;
use crate::{Code, Error, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// Our folders beside targets begin like this; they hold rows, so none may outlive its export.
const FOLDER: &str = ".atalaya-export-";
/// After this time a folder of ours was left behind by a killed program.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 3600);

/// A whole file that has no place yet. Dropped, nothing is left of it.
pub(super) struct Grown {
    folder: TempDir,
    file: PathBuf,
    bytes: u64,
}

/// A file in its place.
pub(super) struct Placed {
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
    pub(super) renamed: bool,
}

/// Makes the file at `target` from what `fill` writes. `fill` also gets a folder for scratch
/// files. Whatever happens (error, panic, cancel), the target is the old file or the new one,
/// and nothing else stays behind.
pub(super) fn write_file<T>(
    target: &Path,
    limits: &Limits,
    cancel: &CancellationToken,
    fill: impl FnOnce(&Path, &mut (dyn Write + Send)) -> Result<T>,
) -> Result<(Placed, T)> {
    let (grown, content) = grow_file(target, cancel, fill)?;
    Ok((grown.put(target, limits, cancel)?, content))
}

/// Makes a file beside `target` that is to be put there later, by [`Grown::put`].
pub(super) fn grow_file<T>(
    target: &Path,
    cancel: &CancellationToken,
    fill: impl FnOnce(&Path, &mut (dyn Write + Send)) -> Result<T>,
) -> Result<(Grown, T)> {
    let parent = check(target)?;
    sweep(parent);
    let grown = grow_beside(target, cancel, fill);
    grown.map_err(|error| naming(target, parent, error))
}

fn grow_beside<T>(
    target: &Path,
    cancel: &CancellationToken,
    fill: impl FnOnce(&Path, &mut (dyn Write + Send)) -> Result<T>,
) -> Result<(Grown, T)> {
    let folder = folder_beside(target)?;
    let file = folder.path().join("growing");
    let (bytes, content) = grow(&file, folder.path(), cancel, fill)?;
    Ok((Grown { folder, file, bytes }, content))
}

/// A folder of ours beside the target, gone when it is dropped.
pub(super) fn folder_beside(target: &Path) -> Result<TempDir> {
    let made = tempfile::Builder::new().prefix(FOLDER).tempdir_in(parent_of(target));
    made.map_err(|cause| place_error(target, cause))
}

impl Grown {
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Gives the file the target's name; `target` lies in the folder that it was grown for.
    pub(super) fn put(
        self,
        target: &Path,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Placed> {
        let parent = parent_of(target);
        let placed = put(&self.file, target, limits, cancel);
        let (path, renamed) = placed.map_err(|error| naming(target, parent, error))?;
        finish(self.folder, parent);
        Ok(Placed { path, bytes: self.bytes, renamed })
    }
}

/// The error with the file that it is about. Where the folder has gone meanwhile, that is what the
/// user must know, whatever failed first.
fn naming(target: &Path, parent: &Path, error: Error) -> Error {
    let is_named = error.params().iter().any(|(name, _)| *name == "file");
    match error.code() {
        Code::Cancelled => error,
        Code::Export | Code::Disk if !parent.is_dir() => refusal(target, "missing").because(error),
        _ if is_named => error,
        _ => error.with("file", file_name(target)),
    }
}

/// Only the file's own name: the folders above it may name the user.
fn file_name(target: &Path) -> String {
    target.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Puts a small file in its place, whole or not at all; says where it is in the end.
pub fn put_file(target: &Path, bytes: &[u8]) -> Result<PathBuf> {
    let never = CancellationToken::new();
    let fill = |_: &Path, out: &mut (dyn Write + Send)| Ok(out.write_all(bytes)?);
    Ok(write_file(target, &Limits::default(), &never, fill)?.0.path)
}

/// Checks what can be known before the work: an hour of rows must not end at a bad name.
fn check(target: &Path) -> Result<&Path> {
    let refuse = |why: &'static str| Err(refusal(target, why));
    let Some(name) = target.file_name().and_then(|name| name.to_str()) else {
        return refuse("name");
    };
    if !super::names::is_file_name(name) {
        return refuse("name");
    }
    if target.is_dir() {
        return refuse("folder");
    }
    let parent = parent_of(target);
    if parent.is_dir() { Ok(parent) } else { refuse("missing") }
}

/// A bare name lies in the folder at hand.
fn parent_of(target: &Path) -> &Path {
    target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn refusal(target: &Path, why: &'static str) -> Error {
    Error::new(Code::ExportPlace, format!("place not usable: {why}"))
        .with("file", file_name(target))
        .with("why", why)
}

fn place_error(target: &Path, cause: io::Error) -> Error {
    use io::ErrorKind::{
        InvalidFilename, IsADirectory, NotADirectory, NotFound, PermissionDenied,
        ReadOnlyFilesystem,
    };
    let why = match cause.kind() {
        PermissionDenied | ReadOnlyFilesystem => "rights",
        NotFound | NotADirectory => "missing",
        IsADirectory => "folder",
        InvalidFilename => "name",
        _ if is_full(&cause) => return cause.into(),
        _ => "other",
    };
    refusal(target, why).because(cause)
}

fn is_full(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn grow<T>(
    path: &Path,
    scratch: &Path,
    cancel: &CancellationToken,
    fill: impl FnOnce(&Path, &mut (dyn Write + Send)) -> Result<T>,
) -> Result<(u64, T)> {
    let mut sink = Sink::create(path, cancel)?;
    // The Excel writer panics where a write fails; here that becomes an error like any other.
    let filled = catch_unwind(AssertUnwindSafe(|| fill(scratch, &mut sink)));
    if cancel.is_cancelled() {
        return Err(cancelled());
    }
    let content = filled.unwrap_or_else(|panic| Err(panic_error(&*panic)))?;
    let file = sink.finish()?;
    file.sync_all().map_err(write_failed)?;
    Ok((file.metadata()?.len(), content))
}

/// A write that the system refused.
pub(super) fn write_failed(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::FileTooLarge => write_error("FileTooLarge").because(cause),
        _ => cause.into(),
    }
}

pub(super) fn cancelled() -> Error {
    Error::new(Code::Cancelled, "export cancelled")
}

fn panic_error(panic: &(dyn std::any::Any + Send)) -> Error {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("the writer stopped");
    write_error(text)
}

/// An error of the Excel writer, known by its text only: it hides the causes of most.
pub(super) fn write_error(text: &str) -> Error {
    let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    if has(&["StorageFull", "QuotaExceeded", "os error 28", "os error 112", "os error 122"]) {
        return Error::new(Code::DiskFull, text);
    }
    // Sticks in the old form hold no file of 4 GB, however empty they are.
    if has(&["FileTooLarge", "os error 27)", "os error 223)"]) {
        return Error::new(Code::ExportPlace, text).with("why", "large");
    }
    Error::new(Code::Export, text)
}

/// A growing file. Once it refused a write it swallows the rest: the zip writer tidies up when
/// dropped and would complain on standard error.
pub(super) struct Sink<'a> {
    file: BufWriter<File>,
    cancel: &'a CancellationToken,
    refused: bool,
}

impl<'a> Sink<'a> {
    pub(super) fn create(path: &Path, cancel: &'a CancellationToken) -> io::Result<Self> {
        let file = File::options().read(true).write(true).create_new(true).open(path)?;
        Ok(Sink { file: BufWriter::new(file), cancel, refused: false })
    }

    /// The file with everything written to it.
    pub(super) fn finish(self) -> Result<File> {
        self.file.into_inner().map_err(|cause| write_failed(cause.into_error()))
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.refused {
            return Ok(bytes.len());
        }
        let done = if self.cancel.is_cancelled() {
            Err(io::Error::other("cancelled"))
        } else {
            self.file.write(bytes)
        };
        self.refused = done.is_err();
        done
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.refused { Ok(()) } else { self.file.flush() }
    }
}

/// Gives the file its name: the target's, or a free one beside it while the target is open in
/// another program.
fn put(
    from: &Path,
    target: &Path,
    limits: &Limits,
    cancel: &CancellationToken,
) -> Result<(PathBuf, bool)> {
    for left in (0..limits.tries.max(1)).rev() {
        if cancel.is_cancelled() {
            return Err(cancelled());
        }
        if is_open_elsewhere(target) {
            break;
        }
        match fs::rename(from, target) {
            Ok(()) => return Ok((target.to_owned(), false)),
            Err(cause) if !is_held(&cause) => return Err(place_error(target, cause)),
            Err(_) if left > 0 => std::thread::sleep(limits.pause),
            Err(_) => {}
        }
    }
    put_beside(from, target)
}

/// Office programs leave a file beside what they have open: LibreOffice `.~lock.NAME#`, Excel
/// `~$NAME`. Elsewhere than on Windows they do not keep us from replacing it under their feet.
fn is_open_elsewhere(target: &Path) -> bool {
    let Some(name) = target.file_name().and_then(|name| name.to_str()) else { return false };
    [format!(".~lock.{name}#"), format!("~${name}")]
        .iter()
        .any(|mark| target.with_file_name(mark).exists())
}

/// Windows refuses to replace a file that is open (sharing or lock violation, access denied).
fn is_held(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy)
        || (cfg!(windows) && matches!(cause.raw_os_error(), Some(32 | 33)))
}

fn put_beside(from: &Path, target: &Path) -> Result<(PathBuf, bool)> {
    for number in 2..1000 {
        let candidate = numbered(target, number);
        if is_open_elsewhere(&candidate) {
            continue;
        }
        // Taken first, so that no other program's file of that name is ever replaced.
        match File::create_new(&candidate) {
            Ok(_) => return replace_own(from, candidate),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(place_error(target, cause)),
        }
    }
    Err(refusal(target, "open"))
}

fn numbered(target: &Path, number: u32) -> PathBuf {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let ending = target.extension().map(|ending| format!(".{}", ending.to_string_lossy()));
    target.with_file_name(format!("{stem} ({number}){}", ending.unwrap_or_default()))
}

/// The path that a file may take: `wished`, or a numbered one if that is open elsewhere or holds
/// a file that may not be replaced.
pub(super) fn free_path(wished: &Path, may_replace: bool) -> PathBuf {
    let is_free = |path: &Path| !is_open_elsewhere(path) && (may_replace || !path.exists());
    let numbers = (2..1000).map(|number| numbered(wished, number));
    let paths = std::iter::once(wished.to_owned()).chain(numbers);
    paths.into_iter().find(|path| is_free(path)).unwrap_or_else(|| wished.to_owned())
}

fn replace_own(from: &Path, taken: PathBuf) -> Result<(PathBuf, bool)> {
    match fs::rename(from, &taken) {
        Ok(()) => Ok((taken, true)),
        Err(cause) => {
            // Best effort: the error below is what the user must know.
            let _ = fs::remove_file(&taken);
            Err(place_error(&taken, cause))
        }
    }
}

/// Removes our folder and makes the new name last through a power cut. The file is in place, so
/// nothing here turns success into failure.
fn finish(folder: TempDir, parent: &Path) {
    let _ = folder.close();
    if cfg!(unix) {
        let _ = File::open(parent).and_then(|folder| folder.sync_all());
    }
}

/// Removes what a killed export left beside this target.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(FOLDER);
        if ours && is_left_behind(&entry) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_left_behind(entry: &fs::DirEntry) -> bool {
    let modified = entry.metadata().and_then(|about| about.modified());
    modified
        .ok()
        .and_then(|modified| SystemTime::now().duration_since(modified).ok())
        .is_some_and(|age| age > LEFT_BEHIND)
}
