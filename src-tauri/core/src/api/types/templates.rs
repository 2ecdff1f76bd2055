//! Layouts of workbooks.

use super::{DetailView, EditionView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a workbook is made: kept under a name, used for any operation and period. Holds no rows and
/// names nobody.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Layout {
    /// Codes of its reports; none is whatever the view at hand is of.
    #[serde(default)]
    pub reports: Vec<String>,
    /// Whether it holds the scorecard.
    #[serde(default)]
    pub scorecard: bool,
    /// What becomes of the rows.
    #[serde(default)]
    pub detail: DetailView,
    /// For whom it is.
    #[serde(default)]
    pub edition: EditionView,
    /// Whether agents are masked; in the client's edition only.
    #[serde(default)]
    pub mask_agents: bool,
    /// Its language; none is that of the window.
    #[serde(default)]
    pub language: String,
    /// What it shows, and its looks.
    #[serde(default)]
    pub look: Look,
}

/// What a workbook shows beside its rows, and its looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Look {
    /// A page per question.
    pub questions: bool,
    /// Names of the questions that get none.
    pub without: Vec<String>,
    /// Charts on the pages.
    pub charts: bool,
    /// All figures in named cells.
    pub figures: bool,
    /// Reconciliation.
    pub checks: bool,
    /// Definitions of the figures.
    pub definitions: bool,
    /// Names of the KPIs that become tiles of the first page, in order; none is the usual ones.
    pub tiles: Vec<String>,
    /// A PNG or JPEG as data URL; empty for none.
    pub logo: String,
    /// Colour of titles, headers and first series as `#RRGGBB`; empty for the usual one.
    pub accent: String,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            questions: true,
            without: Vec::new(),
            charts: true,
            figures: true,
            checks: true,
            definitions: true,
            tiles: Vec::new(),
            logo: String::new(),
            accent: String::new(),
        }
    }
}

/// A kept layout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TemplateView {
    /// Number.
    pub id: u64,
    /// Name; unique, compared without case.
    pub name: String,
    /// Whether it is taken unless another is chosen.
    pub usual: bool,
    /// The layout.
    pub layout: Layout,
}

/// All kept layouts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TemplateList {
    /// By name.
    pub templates: Vec<TemplateView>,
}

/// A layout to keep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NewTemplate {
    /// Name.
    pub name: String,
    /// The layout.
    pub layout: Layout,
    /// Take the place of the one of that name; else a name in use is refused.
    #[serde(default)]
    pub replace: bool,
}

/// A new name for a layout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TemplateName {
    /// Number.
    pub id: u64,
    /// Name; refused if another has it.
    pub name: String,
}

/// Names a layout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TemplateKey {
    /// Number.
    pub id: u64,
}

/// Which layout is the usual one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UsualTemplate {
    /// Number; null for none.
    pub id: Option<u64>,
}

/// A layout read from a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct TemplateFile {
    /// Whether a file was chosen; false if the dialog was closed.
    pub chosen: bool,
    /// Its name.
    pub name: String,
    /// The layout.
    pub layout: Layout,
}

/// A picture chosen as logo.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct LogoFile {
    /// Whether a file was chosen.
    pub chosen: bool,
    /// The picture as data URL.
    pub logo: String,
}
