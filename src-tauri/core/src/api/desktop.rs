//! What the window asks of the desktop: clipboard, printer, folders, a fresh start.

use super::app::App;
use super::exports::FOLDER_SETTING;
use super::pictures::png_of;
use super::saving::{TEXT_MAX, name_of};
use super::types::*;
use crate::{Error, Result};
use serde_json::Value;
use std::sync::Arc;

impl App {
    /// Puts text on the clipboard, as a table too if HTML is given.
    pub async fn copy_text(self: &Arc<Self>, request: CopyRequest) -> Result<Nothing> {
        let html = request.html.as_ref().map_or(0, String::len);
        if request.text.len().max(html) > TEXT_MAX {
            return Err(Error::usage("text", "larger than 16 MiB"));
        }
        self.host.copy_text(request.text, request.html).await?;
        Ok(Nothing {})
    }

    /// Puts a picture on the clipboard; its name plays no part.
    pub async fn copy_picture(self: &Arc<Self>, picture: Picture) -> Result<Nothing> {
        self.host.copy_picture(png_of(&picture.png)?).await?;
        Ok(Nothing {})
    }

    /// Opens the dialog to print the page.
    pub async fn print(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        self.host.print()?;
        Ok(Nothing {})
    }

    /// Ends the program and starts it anew.
    pub async fn restart(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        self.host.restart()?;
        Ok(Nothing {})
    }

    /// The folder of workbooks.
    pub async fn export_folder(self: &Arc<Self>, _: Nothing) -> Result<FolderView> {
        Ok(FolderView { name: name_of(Some(&self.remembered_folder()?)) })
    }

    /// Lets the user choose the folder of workbooks; a closed dialog leaves it as it was.
    pub async fn choose_export_folder(self: &Arc<Self>, _: Nothing) -> Result<FolderView> {
        let chosen = self.host.ask_folder(&self.remembered_folder()?).await?;
        if let Some(folder) = chosen {
            let folder = Value::String(folder.to_string_lossy().into_owned());
            self.archive.set_setting(FOLDER_SETTING, Some(&folder))?;
        }
        self.export_folder(Nothing {}).await
    }
}
