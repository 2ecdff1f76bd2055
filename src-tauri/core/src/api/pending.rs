//! Commands that are declared and not built yet: they answer that they cannot.

use super::app::App;
use super::types::*;
use crate::{Code, Error, Result};
use std::sync::Arc;
impl App {
    /// Not built yet.
    pub async fn share_view(self: &Arc<Self>, _: ViewKey) -> Result<SavedFile> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn read_view_file(self: &Arc<Self>, _: Nothing) -> Result<ViewFile> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn export_folder(self: &Arc<Self>, _: Nothing) -> Result<FolderView> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn choose_export_folder(self: &Arc<Self>, _: Nothing) -> Result<FolderView> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn copy_text(self: &Arc<Self>, _: CopyRequest) -> Result<Nothing> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn copy_picture(self: &Arc<Self>, _: Picture) -> Result<Nothing> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn save_picture(self: &Arc<Self>, _: Picture) -> Result<SavedFile> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn save_text(self: &Arc<Self>, _: TextFile) -> Result<SavedFile> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn print(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn archive_facts(self: &Arc<Self>, _: Nothing) -> Result<ArchiveFacts> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn show_archive(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn backup(self: &Arc<Self>, _: Nothing) -> Result<BackupView> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn restore(self: &Arc<Self>, _: Nothing) -> Result<BackupView> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn cancel_copying(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn restart(self: &Arc<Self>, _: Nothing) -> Result<Nothing> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn forget(self: &Arc<Self>, _: ForgetRequest) -> Result<ForgetView> {
        Err(Error::new(Code::Internal, "pending"))
    }
    /// Not built yet.
    pub async fn diagnostics(self: &Arc<Self>, _: Nothing) -> Result<SavedFile> {
        Err(Error::new(Code::Internal, "pending"))
    }
}
