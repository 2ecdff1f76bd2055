//! Saved views: named by the user, kept in the ledger as the window wrote them.

use super::app::App;
use super::types::*;
use crate::archive::View;
use crate::{Code, Error, Result};
use serde_json::Value;
use std::sync::Arc;

/// Bytes of a view at most: filters and columns, no rows.
const BODY_MAX: usize = 256 * 1024;

impl App {
    /// All saved views, by name.
    pub async fn views(self: &Arc<Self>, _: Nothing) -> Result<SavedViewList> {
        let views = self.archive.views()?.iter().map(saved).collect();
        Ok(SavedViewList { views })
    }

    /// Saves a view under its name.
    pub async fn save_view(self: &Arc<Self>, view: NewView) -> Result<SavedView> {
        if !view.replace {
            self.refuse_taken(&view.name, None)?;
        }
        Ok(saved(&self.archive.save_view(&view.name, &body(&view.body)?)?))
    }

    /// Gives a view another name.
    pub async fn rename_view(self: &Arc<Self>, view: ViewName) -> Result<SavedView> {
        self.refuse_taken(&view.name, Some(view.id))?;
        Ok(saved(&self.archive.rename_view(number(view.id)?, &view.name)?))
    }

    /// Removes a view.
    pub async fn remove_view(self: &Arc<Self>, key: ViewKey) -> Result<Nothing> {
        self.archive.remove_view(number(key.id)?)?;
        Ok(Nothing {})
    }

    fn refuse_taken(&self, name: &str, but: Option<u64>) -> Result<()> {
        let key = name.trim().to_lowercase();
        let taken = self
            .archive
            .views()?
            .into_iter()
            .any(|view| view.name.to_lowercase() == key && u64::try_from(view.id).ok() != but);
        if taken {
            return Err(Error::usage(
                "name",
                format!("a view is called '{}' already", name.trim()),
            ));
        }
        Ok(())
    }
}

/// Reads a view's content: an object, and not larger than filters can be.
pub(super) fn body(text: &str) -> Result<Value> {
    let fits = (text.len() <= BODY_MAX).then(|| serde_json::from_str::<Value>(text).ok()).flatten();
    fits.filter(Value::is_object).ok_or_else(|| Error::usage("view", "not the content of a view"))
}

fn saved(view: &View) -> SavedView {
    SavedView {
        id: u64::try_from(view.id).unwrap_or_default(),
        name: view.name.clone(),
        body: view.body.to_string(),
    }
}

fn number(id: u64) -> Result<i64> {
    i64::try_from(id)
        .map_err(|_| Error::new(Code::NotFound, format!("no view {id}")).with("what", "view"))
}
