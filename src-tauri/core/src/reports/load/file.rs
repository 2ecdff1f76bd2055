//! The form of a report file. Each word that is checked later keeps its place in the text.

use serde::Deserialize;
use toml::Spanned;

pub(super) type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportFile {
    pub(super) code: Word,
    pub(super) family: Word,
    pub(super) version: Spanned<u32>,
    pub(super) grain: Word,
    pub(super) shape: Option<Spanned<ShapeFile>>,
    pub(super) time: Option<Word>,
    #[serde(default)]
    pub(super) natural_key: Vec<Word>,
    #[serde(default)]
    pub(super) may_total: bool,
    #[serde(default)]
    pub(super) kpis: Vec<Word>,
    #[serde(default)]
    pub(super) charts: Vec<Word>,
    pub(super) title: TextsFile,
    pub(super) question: TextsFile,
    pub(super) caution: Option<TextsFile>,
    #[serde(default)]
    pub(super) params: Vec<ParamFile>,
    pub(super) columns: Spanned<Vec<ColumnFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextsFile {
    pub(super) es: Word,
    pub(super) en: Word,
    pub(super) pt: Word,
}

/// `shape = { nested = "hours" }`, `shape = { keyed = "band" }`; a list needs no word.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ShapeFile {
    List,
    Nested(String),
    Keyed(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParamFile {
    pub(super) name: Word,
    pub(super) required: bool,
    pub(super) all: Option<Word>,
    pub(super) filters: Option<Word>,
    pub(super) picker: Option<Word>,
    pub(super) label: TextsFile,
    #[serde(default)]
    pub(super) values: Vec<ChoiceFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnFile {
    pub(super) name: Word,
    pub(super) wire: Option<Word>,
    pub(super) kind: Word,
    pub(super) role: Option<Word>,
    pub(super) fold: Option<Spanned<FoldFile>>,
    pub(super) label: TextsFile,
    pub(super) meaning: TextsFile,
    #[serde(default)]
    pub(super) values: Vec<ChoiceFile>,
    pub(super) inside: Option<Word>,
    #[serde(default)]
    pub(super) personal: Option<Spanned<bool>>,
}

/// `fold = "sum"`, `fold = "none"`, `fold = { weighted_by = "calls" }`.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FoldFile {
    Sum,
    None,
    WeightedBy(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceFile {
    pub(super) value: Word,
    pub(super) label: TextsFile,
    pub(super) color: Option<Word>,
}
