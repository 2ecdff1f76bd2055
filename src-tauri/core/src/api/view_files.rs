//! Saved views as files, to hand to others. A file holds filters, columns and charts; no rows. A
//! workbook is such a file too: it remembers the view that it was made of.

use super::app::{App, blocking};
use super::saving::name_of;
use super::types::*;
use crate::export::read_bookmark;
use crate::{Code, Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Ending of such a file.
const ENDING: &str = "atalaya-view";
/// Ending of a workbook.
const WORKBOOK: &str = "xlsx";
/// How a workbook begins, as every zip file does.
const ZIP: &[u8] = b"PK\x03\x04";
/// The form that this program writes, and the latest that it reads.
const FORM: u64 = 1;
/// Bytes of such a file at most.
const BYTES_MAX: u64 = 1024 * 1024;
/// Characters of a view's name at most.
const NAME_MAX: usize = 80;

#[derive(Serialize, Deserialize)]
struct Written {
    atalaya_view: u64,
    name: String,
    body: Map<String, Value>,
}

/// What is read first: all that every form has.
#[derive(Deserialize)]
struct Form {
    atalaya_view: u64,
}

impl App {
    /// Saves a view as a file where the user says.
    pub async fn share_view(self: &Arc<Self>, key: ViewKey) -> Result<SavedFile> {
        let views = self.archive.views()?;
        let view = views.into_iter().find(|view| u64::try_from(view.id) == Ok(key.id));
        let view = view.ok_or_else(|| {
            Error::new(Code::NotFound, format!("no view {}", key.id)).with("what", "view")
        })?;
        let Value::Object(body) = view.body else {
            return Err(Error::new(Code::Internal, "a view without content"));
        };
        let written = Written { atalaya_view: FORM, name: view.name, body };
        let bytes = serde_json::to_vec_pretty(&written).map_err(|cause| {
            Error::new(Code::Internal, "a view could not be written").because(cause)
        })?;
        self.save_as(&written.name, ENDING, bytes).await
    }

    /// Lets the user choose a view's file and reads it; nothing is saved.
    pub async fn read_view_file(self: &Arc<Self>, _: Nothing) -> Result<ViewFile> {
        let Some(path) = self.host.ask_open_path(&[ENDING, WORKBOOK]).await? else {
            return Ok(ViewFile::default());
        };
        blocking(move || read(&path)).await
    }
}

fn read(path: &Path) -> Result<ViewFile> {
    let file = name_of(Some(path));
    let foreign = |why: &str| {
        Error::new(Code::NotOurs, format!("the file of a view: {why}")).with("file", &file)
    };
    let unread = |cause: std::io::Error| Error::from(cause).with("file", &file);
    if begins_as_zip(path).map_err(unread)? {
        return read_workbook(path, file);
    }
    let mut bytes = Vec::new();
    File::open(path)
        .map_err(unread)?
        .take(BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(foreign("larger than 1 MiB").with("mebibytes", 1));
    }
    match serde_json::from_slice::<Form>(&bytes) {
        Ok(form) if form.atalaya_view > FORM => {
            return Err(
                Error::new(Code::ArchiveNewer, "a view of a newer version").with("file", &file)
            );
        }
        Ok(form) if form.atalaya_view == FORM => {}
        _ => return Err(foreign("not a view of Atalaya")),
    }
    let written: Written = serde_json::from_slice(&bytes).map_err(|_| foreign("damaged"))?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = [plain(&written.name), plain(&stem)].into_iter().find(|name| !name.is_empty());
    Ok(ViewFile {
        chosen: true,
        name: name.unwrap_or_default(),
        body: Value::Object(written.body).to_string(),
        workbook: None,
    })
}

fn begins_as_zip(path: &Path) -> std::io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(ZIP.len() as u64).read_to_end(&mut head)?;
    Ok(head == ZIP)
}

/// The view that a workbook was made of, named after the file.
fn read_workbook(path: &Path, file: String) -> Result<ViewFile> {
    let foreign = |why: &str| Error::new(Code::NotOurs, format!("not a view of Atalaya: {why}"));
    let json = read_bookmark(path).map_err(|error| error.with("file", &file))?;
    let json = json.ok_or_else(|| foreign("a workbook without one").with("file", &file))?;
    let body: Option<Map<String, Value>> = serde_json::from_str(&json).ok();
    let mut body = body.ok_or_else(|| foreign("damaged").with("file", &file))?;
    let workbook = body.remove("workbook");
    Ok(ViewFile {
        chosen: true,
        name: plain(&path.file_stem().unwrap_or_default().to_string_lossy()),
        body: Value::Object(body).to_string(),
        workbook: workbook.and_then(|choice| serde_json::from_value(choice).ok()),
    })
}

/// One line of visible characters, not too long.
pub(super) fn plain(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(NAME_MAX).collect::<String>().trim_end().to_owned()
}
