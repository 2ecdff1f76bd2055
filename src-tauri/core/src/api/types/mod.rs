//! What crosses the border to the window and the command line. Only these types know JSON.
//!
//! Moments are wall clock of the operation, `YYYY-MM-DDTHH:MM:SS`; dates `YYYY-MM-DD`; durations
//! whole seconds; ratios 0 to 1; unknown is null. No path and no token ever crosses to the window.

mod data;
mod fetch;
mod figures;
mod files;
mod home;
mod operations;
mod people;
mod reports;
mod templates;
mod timeline;
mod upkeep;
mod views;

pub use data::*;
pub use fetch::*;
pub use figures::*;
pub use files::*;
pub use home::*;
pub use operations::*;
pub use people::*;
pub use reports::*;
pub use templates::*;
pub use timeline::*;
pub use upkeep::*;
pub use views::*;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A request or answer without content.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// A text in the three languages of every report and KPI.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct TextsView {
    /// Spanish.
    pub es: String,
    /// English.
    pub en: String,
    /// Portuguese.
    pub pt: String,
}

impl From<&crate::reports::Texts> for TextsView {
    fn from(texts: &crate::reports::Texts) -> Self {
        TextsView { es: texts.es.clone(), en: texts.en.clone(), pt: texts.pt.clone() }
    }
}

/// An error as it crosses the border. The words are in the catalogues under `errors.<code>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ErrorView {
    /// One of [`crate::Code`]'s texts.
    pub code: String,
    /// Facts that the text names.
    pub params: BTreeMap<String, String>,
    /// Plain English for the copyable details; no token, no rows, no persons.
    pub detail: String,
    /// Whether asking again may succeed.
    pub retry: bool,
}

impl From<&crate::Error> for ErrorView {
    fn from(error: &crate::Error) -> Self {
        ErrorView {
            code: error.code().as_str().to_owned(),
            params: error.params().iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect(),
            detail: error.detail().to_owned(),
            retry: error.code().retry(),
        }
    }
}

/// What the window needs to know before it draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AppInfo {
    /// Version of the program.
    pub version: String,
    /// Language kept in the settings, or guessed from the system: `es`, `en`, `pt`.
    pub language: String,
    /// Whether tokens outlive this run: false where the computer has no keyring.
    pub keyring: bool,
}

/// A setting of the window; values are the window's own JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Setting {
    /// Name, for instance `theme`.
    pub key: String,
    /// Value as JSON text; null forgets it.
    pub value: Option<String>,
}

/// Asks for a setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SettingKey {
    /// Name.
    pub key: String,
}
