//! `backup`, `restore`: the archive to another place and back.

use crate::interrupt::Interrupts;
use crate::output::{Done, Output};
use crate::surface::{Surface, data_folder};
use crate::trial::Trial;
use atalaya_core::archive::{Archive, Copied};
use atalaya_core::{Code, Error, Result};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tokio_util::sync::CancellationToken;

/// What was copied, as printed.
#[derive(Serialize)]
struct CopyView {
    /// Name of the backup's folder.
    name: String,
    files: u64,
    bytes: u64,
    /// Files that were missing or damaged.
    damaged: u64,
    /// Whether a restored backup still waits, because a program has the archive open.
    waits: bool,
}

pub(crate) async fn backup(surface: &Surface, folder: PathBuf, output: &Output) -> Result<Done> {
    let (archive, to) = (surface.app.archive().clone(), folder.clone());
    let copied = copy(output, move |tell, cancel| archive.backup(&to, tell, cancel)).await?;
    told(view(&folder, &copied, false), "cli.backed_up", output)
}

/// Needs no archive that can be opened: a damaged one is a reason to restore.
pub(crate) async fn restore(
    data_dir: Option<PathBuf>,
    folder: PathBuf,
    output: &Output,
) -> Result<Done> {
    let (home, clock) = (data_folder(data_dir)?, Trial::read()?.clock);
    let (from, target, its_clock) = (folder.clone(), home.clone(), clock.clone());
    let copied = copy(output, move |tell, cancel| {
        Archive::restore_later(&from, &target, its_clock.as_ref(), tell, cancel)
    });
    let copied = copied.await?;
    // The opening puts it in its place, unless another program has the old one open.
    drop(Archive::open(&home, clock.as_ref())?);
    let waits = Archive::restore_waits(&home);
    let key = if waits { "cli.restore_waits" } else { "cli.restored" };
    told(view(&folder, &copied, waits), key, output)
}

/// Copies on a thread that may block, tells how far it is, and ends it on Ctrl+C.
async fn copy(
    output: &Output,
    work: impl FnOnce(&mut dyn FnMut(u64, u64), &CancellationToken) -> Result<Copied> + Send + 'static,
) -> Result<Copied> {
    let mut interrupts = Interrupts::listen()?;
    let cancel = CancellationToken::new();
    let (inner, output) = (cancel.clone(), *output);
    let mut copying = tokio::task::spawn_blocking(move || {
        let mut tell = |done: u64, total: u64| {
            if output.is_watched() {
                let facts = [("done", output.count(done)), ("total", output.count(total))];
                output.progress(&output.text("cli.copying", &facts));
            }
        };
        let copied = work(&mut tell, &inner);
        output.progress_end();
        copied
    });
    loop {
        tokio::select! {
            biased;
            copied = &mut copying => return copied.map_err(|cause| {
                Error::new(Code::Internal, "the copying ended by itself").because(cause)
            })?,
            () = interrupts.next() => cancel.cancel(),
        }
    }
}

fn view(folder: &Path, copied: &Copied, waits: bool) -> CopyView {
    CopyView {
        name: folder.file_name().unwrap_or_default().display().to_string(),
        files: copied.files,
        bytes: copied.bytes,
        damaged: copied.damaged.len() as u64,
        waits,
    }
}

fn told(view: CopyView, key: &str, output: &Output) -> Result<Done> {
    output.answer(&view, || {
        let facts = [("file", view.name.clone()), ("files", output.count(view.files))];
        vec![output.text(key, &facts)]
    })?;
    if view.damaged == 0 {
        return Ok(Done::Whole);
    }
    output.tell(&output.text("cli.copy_damaged", &[("files", output.count(view.damaged))]));
    Ok(Done::Incomplete)
}
