//! A backup that takes the place of the archive at the next opening, because the archive is in use
//! until then.
//!
//! ```text
//! restore-waiting/         a whole archive, checked, that waits
//! restore.step             how far the change has come; while it exists, every opening goes on with it
//! before-restore-<when>/   the archive that was there before, kept
//! ```
//!
//! Each step is a rename, and each can be done again. Killed between any two of them, the next
//! opening does the rest: either archive is whole afterwards, and the other is under its name.

use super::fault::{at, unreadable};
use super::lock::{self, WriterLock};
use super::open::{Archive, Limits};
use super::{backup::Copied, home};
use crate::clock::Clock;
use crate::{Code, Error, Result};
use chrono::{DateTime, Utc};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tokio_util::sync::CancellationToken;

/// The archive that waits.
const WAITING: &str = "restore-waiting";
/// What is not whole yet.
const UNFINISHED: &str = "restore-unfinished";
/// What is being removed.
const DISCARDED: &str = "restore-discarded";
/// Locked by whoever fills the waiting place.
const LOCK: &str = "restore.lock";
/// How far the change has come.
const STEP: &str = "restore.step";
/// Begins the name of an archive that was replaced.
const ASIDE: &str = "before-restore-";

/// The steps of the change, with the folder where the old archive is kept.
enum Step {
    /// The old archive leaves.
    Out(String),
    /// The waiting one comes in.
    In(String),
}

impl Archive {
    /// Copies a backup into a waiting place beside the archive of `folder`. At the next opening
    /// that finds the archive unused it takes the archive's place; the old one is kept beside it.
    /// A backup that waited before is dropped.
    ///
    /// Errors: as [`Archive::restore`], and `Busy` while another program does the same.
    pub fn restore_later(
        from: &Path,
        folder: &Path,
        clock: &dyn Clock,
        progress: &mut dyn FnMut(u64, u64),
        cancel: &CancellationToken,
    ) -> Result<Copied> {
        home::create_private(folder)?;
        let home = std::path::absolute(folder).map_err(at(folder))?;
        let path = home.join(LOCK);
        let filling = lock::open(&path)?;
        if !lock::try_lock(&filling, &path)? {
            return Err(Error::new(Code::Busy, "another program restores a backup"));
        }
        let unfinished = home.join(UNFINISHED);
        discard(&home, &unfinished)?;
        let copied = match Archive::restore(from, &unfinished, clock, progress, cancel) {
            Ok((_, copied)) => copied,
            Err(cause) => {
                // A leftover is removed by the next attempt.
                drop(discard(&home, &unfinished));
                return Err(cause);
            }
        };
        let _lock = WriterLock::take(&home, Limits::default().lock_wait)?;
        discard(&home, &home.join(WAITING))?;
        fs::rename(&unfinished, home.join(WAITING)).map_err(at(&unfinished))?;
        home::sync_folder(&home)?;
        Ok(copied)
    }

    /// Whether a backup waits to take the place of the archive in `folder`.
    pub fn restore_waits(folder: &Path) -> bool {
        folder.join(WAITING).join(home::LEDGER).is_file()
    }

    /// The backup that waits is dropped: the next opening leaves this archive as it is. Nothing
    /// happens where none waits. Errors: `Busy`, `Disk`.
    pub fn withdraw_restore(&self) -> Result<()> {
        let home = self.folder();
        let _lock = WriterLock::take(home, Limits::default().lock_wait)?;
        if is_under_way(home) {
            return Err(Error::new(Code::Busy, "a restore is under way"));
        }
        discard(home, &home.join(WAITING))
    }
}

/// Whether an archive is just taking another one's place.
pub(super) fn is_under_way(home: &Path) -> bool {
    home.join(STEP).exists()
}

/// Whether a folder of that name keeps an archive that was replaced.
pub(super) fn is_aside(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || c == '-';
    name.strip_prefix(ASIDE).is_some_and(|when| when.chars().all(plain))
}

/// Puts the waiting archive in its place, or goes on with that. While another program uses the old
/// one, it goes on waiting.
pub(super) fn take_over(home: &Path, now: DateTime<Utc>, _lock: &WriterLock) -> Result<()> {
    let begun = read_step(home)?;
    if begun.is_none() && !Archive::restore_waits(home) {
        return Ok(());
    }
    match (lock::refuse_in_use(home), &begun) {
        (Err(cause), None) if cause.code() == Code::Busy => return Ok(()),
        (used, _) => used?,
    }
    let aside = match begun {
        Some(Step::In(aside)) => aside,
        Some(Step::Out(aside)) => move_out(home, aside)?,
        None => move_out(home, begin(home, now)?)?,
    };
    move_in(home, &aside)
}

fn begin(home: &Path, now: DateTime<Utc>) -> Result<String> {
    let stamp = now.format("%Y%m%d-%H%M%S");
    let free = |name: &String| !home.join(name).exists();
    let numbered = (2..).map(|number| format!("{ASIDE}{stamp}-{number}"));
    let aside = std::iter::once(format!("{ASIDE}{stamp}")).chain(numbered).find(free);
    let aside = aside.ok_or_else(|| unreadable("a free name"))?;
    home::create_private(&home.join(&aside))?;
    write_step(home, &format!("out {aside}"))?;
    Ok(aside)
}

/// The log before its ledger: alone it means nothing, and is not missed.
fn move_out(home: &Path, aside: String) -> Result<String> {
    let kept = home.join(&aside);
    home::create_private(&kept)?;
    for name in home::LEDGER_FILES.iter().rev().chain([&home::SEGMENTS]) {
        shift(&home.join(name), &kept.join(name))?;
    }
    home::sync_folder(&kept)?;
    write_step(home, &format!("in {aside}"))?;
    Ok(aside)
}

fn move_in(home: &Path, aside: &str) -> Result<()> {
    let waiting = home.join(WAITING);
    for name in [&home::SEGMENTS].into_iter().chain(home::LEDGER_FILES.iter().rev()) {
        shift(&waiting.join(name), &home.join(name))?;
    }
    home::sync_folder(home)?;
    home::remove(&home.join(STEP))?;
    home::sync_folder(home)?;
    // Neither the emptied places nor their removal matter any more.
    drop(discard(home, &waiting));
    drop(fs::remove_dir(home.join(aside)));
    Ok(())
}

/// Renames what is there; what is not was renamed before.
fn shift(from: &Path, to: &Path) -> Result<()> {
    if !from.exists() {
        return Ok(());
    }
    if to.exists() {
        // Something was made anew in the middle of the change: neither may be lost.
        return Err(Error::new(Code::ArchiveDamaged, "a restore found its place taken")
            .with("file", to.display()));
    }
    fs::rename(from, to).map_err(at(from))
}

/// Removes a folder under another name first, so that half of it is never taken for the whole.
pub(super) fn discard(home: &Path, folder: &Path) -> Result<()> {
    let discarded = home.join(DISCARDED);
    for folder in [None, Some(folder)] {
        if let Some(folder) = folder.filter(|folder| folder.exists()) {
            fs::rename(folder, &discarded).map_err(at(folder))?;
        }
        if discarded.exists() {
            fs::remove_dir_all(&discarded).map_err(at(&discarded))?;
        }
    }
    Ok(())
}

fn read_step(home: &Path) -> Result<Option<Step>> {
    let path = home.join(STEP);
    let text = match fs::read_to_string(&path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        text => text.map_err(at(&path))?,
    };
    let (word, aside) = text.split_once(' ').ok_or_else(|| unreadable("the step of a restore"))?;
    match word {
        "out" if is_aside(aside) => Ok(Some(Step::Out(aside.to_owned()))),
        "in" if is_aside(aside) => Ok(Some(Step::In(aside.to_owned()))),
        _ => Err(unreadable("the step of a restore")),
    }
}

/// Written whole or not at all.
fn write_step(home: &Path, text: &str) -> Result<()> {
    let growing: PathBuf = home.join(format!("{STEP}{}", home::TEMPORARY));
    let write = || {
        let mut file = fs::File::create(&growing)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&growing, home.join(STEP))
    };
    write().map_err(at(&growing))?;
    home::sync_folder(home)
}
