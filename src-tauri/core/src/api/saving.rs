//! Small files that the window saves where the user says, each whole or not at all.

use super::app::{App, blocking};
use super::pictures::png_of;
use super::types::*;
use crate::export::{file_name, put_file};
use crate::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of a text at most.
pub(super) const TEXT_MAX: usize = 16 * 1024 * 1024;
/// Endings that a text file may have.
const ENDINGS: &[&str] = &["csv", "txt"];

impl App {
    /// Saves a picture of a chart.
    pub async fn save_picture(self: &Arc<Self>, picture: Picture) -> Result<SavedFile> {
        let png = png_of(&picture.png)?;
        self.save_as(&picture.name, "png", png).await
    }

    /// Saves the figures of a chart.
    pub async fn save_text(self: &Arc<Self>, file: TextFile) -> Result<SavedFile> {
        let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, "txt"));
        let ending = ENDINGS.iter().find(|known| known.eq_ignore_ascii_case(ending));
        let ending =
            ending.ok_or_else(|| Error::usage("name", "ends neither in csv nor in txt"))?;
        if file.text.len() > TEXT_MAX {
            return Err(Error::usage("text", "larger than 16 MiB"));
        }
        self.save_as(stem, ending, file.text.into_bytes()).await
    }

    /// Asks where to, and writes the file there.
    pub(super) async fn save_as(
        self: &Arc<Self>,
        name: &str,
        ending: &str,
        bytes: Vec<u8>,
    ) -> Result<SavedFile> {
        let chosen = self.host.ask_save_path(&file_name(name, ending)).await?;
        let Some(chosen) = chosen else { return Ok(SavedFile::default()) };
        let (target, size) = (with_ending(chosen, ending), bytes.len() as u64);
        let path = blocking(move || put_file(&target, &bytes)).await?;
        Ok(SavedFile {
            name: name_of(Some(&path)),
            folder: name_of(path.parent()),
            bytes: size,
            ticket: self.exports.keep(path),
        })
    }
}

/// The last part of a path: what the window may know of it.
pub(super) fn name_of(path: Option<&Path>) -> String {
    let name = path.and_then(Path::file_name);
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Dialogs of some desktops do not add the ending that they show. With it, the name may be that of
/// a file which nobody was asked about: then a free one is taken.
fn with_ending(chosen: PathBuf, ending: &str) -> PathBuf {
    if chosen.extension().is_some_and(|known| known.eq_ignore_ascii_case(ending)) {
        return chosen;
    }
    let name = name_of(Some(&chosen));
    free(|number| match number {
        1 => chosen.with_file_name(format!("{name}.{ending}")),
        _ => chosen.with_file_name(format!("{name} ({number}).{ending}")),
    })
}

/// The first of the numbered paths that does not exist.
pub(super) fn free(path: impl Fn(u32) -> PathBuf) -> PathBuf {
    (1..).map(&path).find(|path| !path.exists()).unwrap_or_else(|| path(1))
}
