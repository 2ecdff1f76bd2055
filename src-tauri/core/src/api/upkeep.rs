//! The archive's upkeep: its size, backups, old days.

use super::app::{App, blocking};
use super::host::Event;
use super::saving::{free, name_of};
use super::types::*;
use crate::archive::{Archive, Copied, OperationId, Replaced};
use crate::{Code, Error, Result};
use chrono::NaiveDate;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// The window hears of copying at most this often.
const TELL_EVERY: Duration = Duration::from_millis(120);

/// The backup or restore that is being copied.
#[derive(Default)]
pub(super) struct Copying(Mutex<Option<CancellationToken>>);

impl Copying {
    fn current(&self) -> std::sync::MutexGuard<'_, Option<CancellationToken>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One at a time; the second is refused.
    fn begin(&self) -> Result<Begun<'_>> {
        let mut current = self.current();
        if current.is_some() {
            return Err(Error::new(Code::Busy, "a backup is being copied already"));
        }
        let cancel = CancellationToken::new();
        *current = Some(cancel.clone());
        Ok(Begun { copying: self, cancel })
    }
}

struct Begun<'a> {
    copying: &'a Copying,
    cancel: CancellationToken,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        *self.copying.current() = None;
    }
}

impl App {
    /// How large the archive is.
    pub async fn archive_facts(self: &Arc<Self>, _: Nothing) -> Result<ArchiveFacts> {
        let archive = self.archive.clone();
        let read = move || Ok((archive.parts()?, archive.replaced()?));
        let (parts, replaced) = blocking(read).await?;
        let segments: u64 = parts.iter().map(|part| part.bytes).sum();
        Ok(ArchiveFacts {
            folder: name_of(Some(self.archive.folder())),
            files: parts.iter().map(|part| part.files).sum(),
            bytes: segments + self.archive.ledger_bytes(),
            parts: parts
                .into_iter()
                .map(|part| ArchivePart {
                    operation: part.operation.0,
                    report: part.report,
                    from: part.extent.from.date().to_string(),
                    to: part.extent.to.date().to_string(),
                    rows: part.rows,
                    bytes: part.bytes,
                })
                .collect(),
            restore_waits: Archive::restore_waits(self.archive.folder()),
            replaced: replaced_view(replaced),
        })
    }

    /// Shows the archive's folder.
    pub async fn show_archive(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        self.host.reveal(self.archive.folder())?;
        Ok(Nothing {})
    }

    /// Copies the archive to a new folder where the user says; fetches go on meanwhile.
    pub async fn backup(self: &Arc<Self>, _: Nothing) -> Result<BackupView> {
        let today = self.today()?;
        let chosen = self.host.ask_save_path(&format!("Atalaya {today}")).await?;
        let Some(chosen) = chosen else { return Ok(BackupView::default()) };
        let begun = self.copying.begin()?;
        let name = name_of(Some(&chosen));
        let to = free(|number| match number {
            1 => chosen.clone(),
            _ => chosen.with_file_name(format!("{name} ({number})")),
        });
        let (archive, cancel) = (self.archive.clone(), begun.cancel.clone());
        let (target, mut tell) = (to.clone(), self.teller());
        let copied = blocking(move || archive.backup(&target, &mut tell, &cancel)).await?;
        Ok(self.copied(&to, &copied))
    }

    /// Lets the user choose a backup; it takes the archive's place at the next start.
    pub async fn restore(self: &Arc<Self>, _: Nothing) -> Result<BackupView> {
        let chosen = self.host.ask_folder(&self.host.export_folder()).await?;
        let Some(chosen) = chosen else { return Ok(BackupView::default()) };
        let begun = self.copying.begin()?;
        let (folder, clock) = (self.archive.folder().to_owned(), Arc::clone(&self.clock));
        let (from, cancel, mut tell) = (chosen.clone(), begun.cancel.clone(), self.teller());
        let copied = blocking(move || {
            Archive::restore_later(&from, &folder, clock.as_ref(), &mut tell, &cancel)
        });
        Ok(self.copied(&chosen, &copied.await?))
    }

    /// Ends the copying; nothing of it stays.
    pub async fn cancel_copying(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        if let Some(cancel) = self.copying.current().as_ref() {
            cancel.cancel();
        }
        Ok(Nothing {})
    }

    /// The backup that waits for the next start is dropped; the archive stays.
    pub async fn withdraw_restore(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        let archive = self.archive.clone();
        blocking(move || archive.withdraw_restore()).await?;
        Ok(Nothing {})
    }

    /// Deletes the archives that backups replaced, and tells what went.
    pub async fn delete_replaced(self: &Arc<Self>, _: Nothing) -> Result<ReplacedView> {
        let archive = self.archive.clone();
        blocking(move || archive.delete_replaced()).await.map(replaced_view)
    }

    /// Lets go of old days, or tells what would go.
    pub async fn forget(self: &Arc<Self>, request: ForgetRequest) -> Result<ForgetView> {
        let before: NaiveDate =
            request.before.parse().map_err(|_| Error::usage("before", "not a day"))?;
        let archive = self.archive.clone();
        let gone =
            blocking(move || archive.forget(&OperationId(request.operation), before, request.dry));
        let gone = gone.await?;
        Ok(ForgetView { windows: gone.windows, rows: gone.rows, bytes: gone.bytes })
    }

    /// Today where the first operation is; nobody else says where this computer stands.
    pub(super) fn today(&self) -> Result<NaiveDate> {
        let first = self.archive.operations()?.into_iter().next();
        let zone = first.map_or(chrono_tz::UTC, |operation| operation.zone);
        Ok(self.clock.wall(zone).date())
    }

    /// Tells the window of progress, not too often, and of the end.
    fn teller(self: &Arc<Self>) -> impl FnMut(u64, u64) + Send + 'static {
        let (host, mut told) = (Arc::clone(&self.host), None::<Instant>);
        move |done, total| {
            if done == total || told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
                told = Some(Instant::now());
                host.event(Event::Copying { done, total });
            }
        }
    }

    fn copied(&self, folder: &Path, copied: &Copied) -> BackupView {
        BackupView {
            done: true,
            name: name_of(Some(folder)),
            ticket: self.exports.keep(folder.to_owned()),
            files: copied.files,
            bytes: copied.bytes,
            damaged: copied.damaged.len() as u64,
        }
    }
}

fn replaced_view(replaced: Replaced) -> ReplacedView {
    ReplacedView { archives: replaced.archives, bytes: replaced.bytes }
}
