//! Templates: layouts of workbooks, kept under a name and handed on as files.

use super::app::{App, blocking};
use super::logos::{LOGO_MAX, accent_of, logo_of, logo_url};
use super::saving::name_of;
use super::shared_files::{SharedFile, start_of};
use super::types::*;
use crate::archive::Template;
use crate::{Code, Error, Result};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

const TEMPLATE: SharedFile = SharedFile {
    what: "template",
    ending: "atalaya-template",
    mark: "atalaya_template",
    content: "layout",
};

impl App {
    /// All templates, by name.
    pub async fn templates(self: &Arc<Self>, _: Nothing) -> Result<TemplateList> {
        let kept = self.archive.templates()?;
        Ok(TemplateList { templates: kept.into_iter().map(shown).collect::<Result<_>>()? })
    }

    /// Keeps a layout under a name.
    pub async fn save_template(self: &Arc<Self>, new: NewTemplate) -> Result<TemplateView> {
        check(&new.layout)?;
        if !new.replace {
            self.refuse_taken_template(&new.name, None)?;
        }
        shown(self.archive.save_template(&new.name, &json!(new.layout))?)
    }

    /// Gives a template another name.
    pub async fn rename_template(self: &Arc<Self>, template: TemplateName) -> Result<Nothing> {
        self.refuse_taken_template(&template.name, Some(template.id))?;
        self.archive.rename_template(number(template.id)?, &template.name)?;
        Ok(Nothing {})
    }

    /// Removes a template.
    pub async fn remove_template(self: &Arc<Self>, key: TemplateKey) -> Result<Nothing> {
        self.archive.remove_template(number(key.id)?)?;
        Ok(Nothing {})
    }

    /// Makes a template the one that is taken unless another is chosen.
    pub async fn set_usual_template(self: &Arc<Self>, usual: UsualTemplate) -> Result<Nothing> {
        self.archive.set_usual_template(usual.id.map(number).transpose()?)?;
        Ok(Nothing {})
    }

    /// Saves a template as a file where the user says, its logo within.
    pub async fn share_template(self: &Arc<Self>, key: TemplateKey) -> Result<SavedFile> {
        let id = number(key.id)?;
        let kept = self.archive.templates()?.into_iter().find(|kept| kept.id == id);
        let kept = kept.ok_or_else(|| missing(&id.to_string()))?;
        let bytes = TEMPLATE.written(&kept.name, &kept.body)?;
        self.save_as(&kept.name, TEMPLATE.ending, bytes).await
    }

    /// Lets the user choose a template's file and reads it; nothing is kept.
    pub async fn read_template_file(self: &Arc<Self>, _: Nothing) -> Result<TemplateFile> {
        match self.host.ask_open_path(&[TEMPLATE.ending]).await? {
            Some(path) => blocking(move || read(&path)).await,
            None => Ok(TemplateFile::default()),
        }
    }

    /// Lets the user choose a picture as logo.
    pub async fn choose_logo(self: &Arc<Self>, _: Nothing) -> Result<LogoFile> {
        let Some(path) = self.host.ask_open_path(&["png", "jpg", "jpeg"]).await? else {
            return Ok(LogoFile::default());
        };
        let logo = blocking(move || {
            let bytes = start_of(&path, LOGO_MAX as u64)?;
            logo_url(&bytes).map_err(|error| error.with("file", name_of(Some(&path))))
        });
        Ok(LogoFile { chosen: true, logo: logo.await? })
    }

    /// The template of that name, or of that file: what the command line calls a template.
    ///
    /// Errors: `NotFound`; `NotOurs` for another file, `ArchiveNewer` for one of a newer version.
    pub fn template(&self, named: &str) -> Result<Layout> {
        let path = Path::new(named);
        if path.is_file() {
            return Ok(read(path)?.layout);
        }
        let key = named.trim().to_lowercase();
        let kept = self.archive.templates()?;
        let found = kept.into_iter().find(|kept| kept.name.to_lowercase() == key);
        Ok(shown(found.ok_or_else(|| missing(named))?)?.layout)
    }

    fn refuse_taken_template(&self, name: &str, but: Option<u64>) -> Result<()> {
        let key = name.trim().to_lowercase();
        let other = |kept: &Template| u64::try_from(kept.id).ok() != but;
        let kept = self.archive.templates()?;
        if kept.iter().any(|kept| kept.name.to_lowercase() == key && other(kept)) {
            let why = format!("a template is called '{}' already", name.trim());
            return Err(Error::usage("name", why));
        }
        Ok(())
    }
}

/// What a workbook could not be made with.
fn check(layout: &Layout) -> Result<()> {
    logo_of(&layout.look.logo)?;
    accent_of(&layout.look.accent)?;
    Ok(())
}

fn read(path: &Path) -> Result<TemplateFile> {
    let damaged = |error: Error| TEMPLATE.foreign(path, "damaged").because(error);
    let (name, layout) = TEMPLATE.read(path)?;
    let layout = serde_json::from_value(layout);
    let layout: Layout =
        layout.map_err(|cause| TEMPLATE.foreign(path, "damaged").because(cause))?;
    check(&layout).map_err(damaged)?;
    Ok(TemplateFile { chosen: true, name, layout })
}

fn shown(kept: Template) -> Result<TemplateView> {
    let layout = serde_json::from_value(kept.body).map_err(|cause| {
        Error::new(Code::ArchiveDamaged, "a template cannot be read").because(cause)
    })?;
    let id = u64::try_from(kept.id).unwrap_or_default();
    Ok(TemplateView { id, name: kept.name, usual: kept.usual, layout })
}

fn number(id: u64) -> Result<i64> {
    i64::try_from(id).map_err(|_| missing(&id.to_string()))
}

fn missing(what: &str) -> Error {
    Error::new(Code::NotFound, format!("no template {what}")).with("what", "template")
}
