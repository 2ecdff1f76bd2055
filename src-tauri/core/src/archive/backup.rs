//! Taking the archive to another place or computer. Without tokens: they were never in it.

use super::fault::{at, unless_cancelled};
use super::ledger::{Line, every_line};
use super::lock::WriterLock;
use super::open::{Archive, Limits};
use super::verify::{Finding, FindingKind};
use super::{Subject, home, migrate, segment};
use crate::clock::Clock;
use crate::{Code, Error, Result};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Ending of a folder that is being filled.
const UNFINISHED: &str = ".unfinished";
/// Pages of the ledger copied at a time.
const PAGES: i32 = 256;

/// What was copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Segments.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Segments that are missing or damaged; what could be read of them was copied.
    pub damaged: Vec<Finding>,
}

impl Archive {
    /// Copies the archive as it stands now to the new folder `to`, while others go on reading and
    /// writing. The folder appears under its name once it is complete.
    ///
    /// Errors: `Usage` if `to` exists, `ExportPlace` if it lies in the archive's own folder;
    /// `Cancelled`, `Disk`, `DiskFull`: nothing is left there.
    pub fn backup(
        &self,
        to: &Path,
        progress: &mut dyn FnMut(u64, u64),
        cancel: &CancellationToken,
    ) -> Result<Copied> {
        if to.exists() {
            return Err(Error::usage("folder", "a backup needs a new folder"));
        }
        refuse_inside(to, self.home())?;
        let unfinished = Unfinished::create(&named(to, UNFINISHED))?;
        let _pin = self.pin()?;
        let ledger = copy_ledger(&self.home().join(home::LEDGER), &unfinished.0, cancel)?;
        let lines = every_line(&ledger, self.home())?;
        ledger.execute("DELETE FROM retired", [])?;
        ledger.close().map_err(|(_, cause)| cause)?;
        let copied = copy_segments(&lines, self.home(), &unfinished.0, progress, cancel)?;
        unfinished.becomes(to)?;
        Ok(copied)
    }

    /// Brings a backup into `folder`, which must not hold an archive yet, and opens it. Damaged
    /// segments of the backup are set aside, so that their windows are read again.
    ///
    /// Errors: `NotOurs` if `from` is no backup, `Usage` if `folder` holds an archive,
    /// `ArchiveNewer`, `ArchiveDamaged` for the backup's ledger; `Cancelled`, `Disk`, `DiskFull`:
    /// nothing is left there.
    pub fn restore(
        from: &Path,
        folder: &Path,
        clock: &dyn Clock,
        progress: &mut dyn FnMut(u64, u64),
        cancel: &CancellationToken,
    ) -> Result<(Archive, Copied)> {
        if !from.join(home::LEDGER).is_file() {
            return Err(Error::new(Code::NotOurs, "no backup in that folder")
                .with("file", from.file_name().unwrap_or_default().display()));
        }
        home::create_private(folder)?;
        let target = std::path::absolute(folder).map_err(at(folder))?;
        let lock = WriterLock::take(&target, Limits::default().lock_wait)?;
        refuse_occupied(&target)?;
        let unfinished = Unfinished::create(&target.join(UNFINISHED))?;
        migrate::refuse_newer(&from.join(home::LEDGER))?;
        let ledger = copy_ledger(&from.join(home::LEDGER), &unfinished.0, cancel)?;
        let lines = every_line(&ledger, from)?;
        ledger.close().map_err(|(_, cause)| cause)?;
        let mut copied = copy_segments(&lines, from, &unfinished.0, progress, cancel)?;
        unfinished.moves_into(&target)?;
        drop(lock);
        let archive = Archive::open(folder, clock)?;
        for finding in &mut copied.damaged {
            let path = finding.path.take();
            finding.path = path.map(|path| target.join(path.strip_prefix(from).unwrap_or(&path)));
        }
        archive.set_aside(&copied.report(), clock.now())?;
        Ok((archive, copied))
    }
}

impl Copied {
    fn report(&self) -> super::VerifyReport {
        super::VerifyReport { problems: self.damaged.clone(), ..Default::default() }
    }
}

/// A folder that goes unless it became what it should.
struct Unfinished(PathBuf);

impl Unfinished {
    fn create(path: &Path) -> Result<Unfinished> {
        if path.exists() {
            std::fs::remove_dir_all(path).map_err(at(path))?;
        }
        home::create_private(path)?;
        Ok(Unfinished(path.to_owned()))
    }

    fn becomes(self, to: &Path) -> Result<()> {
        home::sync_folder(&self.0)?;
        std::fs::rename(&self.0, to).map_err(at(to))?;
        to.parent().filter(|parent| parent.is_dir()).map_or(Ok(()), home::sync_folder)
    }

    /// Segments first: were the ledger first, a kill in between would leave windows without rows;
    /// this way it leaves segments without ledger, which opening refuses and rebuilding reads.
    fn moves_into(self, target: &Path) -> Result<()> {
        for name in [home::SEGMENTS, home::LEDGER] {
            let from = self.0.join(name);
            if from.exists() {
                std::fs::rename(&from, target.join(name)).map_err(at(target))?;
            }
        }
        home::sync_folder(target)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if self.0.exists() {
            // A leftover is removed by the next attempt.
            drop(std::fs::remove_dir_all(&self.0));
        }
    }
}

fn named(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A backup in the archive's folder would be lost together with it.
fn refuse_inside(to: &Path, home: &Path) -> Result<()> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let above = to.ancestors().skip(1).find(|folder| folder.exists()).map(real);
    if above.is_some_and(|above| above.starts_with(real(home))) {
        let file = to.file_name().unwrap_or_default().display().to_string();
        return Err(Error::new(Code::ExportPlace, "a backup in the archive's own folder")
            .with("file", file));
    }
    Ok(())
}

fn refuse_occupied(folder: &Path) -> Result<()> {
    if folder.join(home::LEDGER).exists() || folder.join(home::SEGMENTS).exists() {
        return Err(
            Error::usage("folder", "there is an archive already").with("file", folder.display())
        );
    }
    Ok(())
}

/// A consistent copy, whatever others write meanwhile. Closed, it is one file without a log.
fn copy_ledger(from: &Path, to: &Path, cancel: &CancellationToken) -> Result<Connection> {
    let source = migrate::connect_reader(from)?;
    let mut copy = Connection::open(to.join(home::LEDGER))?;
    let backup = Backup::new(&source, &mut copy)?;
    loop {
        unless_cancelled(cancel)?;
        match backup.step(PAGES)? {
            StepResult::Done => break,
            StepResult::More => {}
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    drop(backup);
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(copy)
}

fn copy_segments(
    lines: &[(Subject, crate::reports::Grain, Line)],
    from: &Path,
    to: &Path,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &CancellationToken,
) -> Result<Copied> {
    let total = lines.iter().filter(|(.., line)| line.path.is_some()).count() as u64;
    let mut copied = Copied::default();
    for (subject, _, line) in lines {
        let Some(path) = &line.path else { continue };
        unless_cancelled(cancel)?;
        let (source, target) = (home::absolute(from, path), home::absolute(to, path));
        let same = match copy(&source, &target, to)? {
            Some((bytes, hash)) => {
                copied.bytes += bytes;
                Some(&hash) == line.hash.as_ref()
            }
            None => false,
        };
        if !same {
            copied.damaged.push(Finding {
                kind: if source.exists() { FindingKind::Contents } else { FindingKind::Missing },
                subject: Some(subject.clone()),
                window: Some(line.record.window),
                path: Some(source),
                detail: "missing or other contents than were written".to_owned(),
            });
        }
        copied.files += 1;
        progress(copied.files, total);
    }
    Ok(copied)
}

/// Size and hash of what was copied; `None` if there is no such file.
fn copy(from: &Path, to: &Path, root: &Path) -> Result<Option<(u64, String)>> {
    let mut source = match File::open(from) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(at(from))?,
    };
    if let Some(folder) = to.parent() {
        home::create_folders(root, folder)?;
    }
    let mut target = File::create_new(to).map_err(at(to))?;
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = source.read(&mut buffer).map_err(at(from))?;
        if read == 0 {
            break;
        }
        target.write_all(&buffer[..read]).map_err(at(to))?;
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
    target.sync_all().map_err(at(to))?;
    Ok(Some((bytes, segment::hex(hasher))))
}
