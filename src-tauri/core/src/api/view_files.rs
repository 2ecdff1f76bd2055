//! Saved views as files, to hand to others. A file holds filters, columns and charts; no rows. A
//! workbook is such a file too: it remembers the view that it was made of.

use super::app::{App, blocking};
use super::saving::name_of;
use super::shared_files::{SharedFile, start_of, stem_of};
use super::types::*;
use crate::export::read_bookmark;
use crate::{Code, Error, Result};
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::Arc;

const VIEW: SharedFile =
    SharedFile { what: "view", ending: "atalaya-view", mark: "atalaya_view", content: "body" };
/// Ending of a workbook.
const WORKBOOK: &str = "xlsx";
/// How a workbook begins, as every zip file does.
const ZIP: &[u8] = b"PK\x03\x04";

impl App {
    /// Saves a view as a file where the user says.
    pub async fn share_view(self: &Arc<Self>, key: ViewKey) -> Result<SavedFile> {
        let views = self.archive.views()?;
        let view = views.into_iter().find(|view| u64::try_from(view.id) == Ok(key.id));
        let view = view.ok_or_else(|| {
            Error::new(Code::NotFound, format!("no view {}", key.id)).with("what", "view")
        })?;
        let bytes = VIEW.written(&view.name, &view.body)?;
        self.save_as(&view.name, VIEW.ending, bytes).await
    }

    /// Lets the user choose a view's file and reads it; nothing is saved.
    pub async fn read_view_file(self: &Arc<Self>, _: Nothing) -> Result<ViewFile> {
        let Some(path) = self.host.ask_open_path(&[VIEW.ending, WORKBOOK]).await? else {
            return Ok(ViewFile::default());
        };
        blocking(move || read(&path)).await
    }
}

fn read(path: &Path) -> Result<ViewFile> {
    if start_of(path, ZIP.len() as u64)?.starts_with(ZIP) {
        return read_workbook(path);
    }
    let (name, body) = VIEW.read(path)?;
    if !body.is_object() {
        return Err(VIEW.foreign(path, "damaged"));
    }
    Ok(ViewFile { chosen: true, name, body: body.to_string(), workbook: None })
}

/// The view that a workbook was made of, named after the file.
fn read_workbook(path: &Path) -> Result<ViewFile> {
    let json = read_bookmark(path).map_err(|error| error.with("file", name_of(Some(path))))?;
    let json = json.ok_or_else(|| VIEW.foreign(path, "a workbook without one"))?;
    let body: Option<Map<String, Value>> = serde_json::from_str(&json).ok();
    let mut body = body.ok_or_else(|| VIEW.foreign(path, "damaged"))?;
    let workbook = body.remove("workbook");
    Ok(ViewFile {
        chosen: true,
        name: stem_of(path),
        body: Value::Object(body).to_string(),
        workbook: workbook.and_then(|choice| serde_json::from_value(choice).ok()),
    })
}
