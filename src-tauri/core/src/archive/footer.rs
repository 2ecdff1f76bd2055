//! What every segment says about itself, in its own footer: enough to make the ledger anew.

use super::fault::{reading, unreadable};
use super::segment::Facts;
use super::text::{self, OperationText};
use super::{Operation, OperationId, Subject, WindowState};
use crate::Result;
use crate::reports::Grain;
use crate::time::{Window, moment_text};
use parquet::file::metadata::{KeyValue, ParquetMetaData, ParquetMetaDataReader};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

const KEY: &str = "atalaya";

/// Whose rows, from which window, read when and how.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Footer {
    pub(super) operation: Operation,
    pub(super) subject: Subject,
    pub(super) grain: Grain,
    pub(super) version: u32,
    pub(super) window: Window,
    pub(super) facts: Facts,
    pub(super) rows: u64,
    /// `None` only if there are no rows.
    pub(super) span: Option<Window>,
}

#[derive(Serialize, Deserialize)]
struct FooterText {
    operation: OperationText,
    report: String,
    params: BTreeMap<String, String>,
    grain: String,
    version: u32,
    from: String,
    to: String,
    state: String,
    closed: bool,
    doubtful: bool,
    fetched: String,
    reason: String,
    problems: String,
    rows: u64,
    span: Option<(String, String)>,
}

impl Footer {
    pub(super) fn entry(&self) -> KeyValue {
        let text = FooterText {
            operation: OperationText::from(&self.operation),
            report: self.subject.report.clone(),
            params: self.subject.params.clone(),
            grain: text::grain_name(self.grain).to_owned(),
            version: self.version,
            from: moment_text(self.window.from),
            to: moment_text(self.window.to),
            state: self.facts.state.name().to_owned(),
            closed: self.facts.closed,
            doubtful: self.facts.doubtful,
            fetched: text::utc_text(self.facts.fetched),
            reason: self.facts.reason.clone(),
            problems: text::problems_text(&self.facts.problems),
            rows: self.rows,
            span: self.span.map(|span| (moment_text(span.from), moment_text(span.to))),
        };
        KeyValue::new(KEY.to_owned(), text::json(&text))
    }

    /// Reads the footer of a file; `ArchiveDamaged` if it is none of ours or its own count and
    /// its rows differ.
    pub(super) fn read(path: &Path) -> Result<Footer> {
        let file = File::open(path).map_err(super::fault::at(path))?;
        let facts = ParquetMetaDataReader::new()
            .parse_and_finish(&file)
            .map_err(|cause| reading(path, cause))?;
        Footer::of(&facts).map_err(|cause| cause.with("file", path.display()))
    }

    pub(super) fn of(facts: &ParquetMetaData) -> Result<Footer> {
        let entries = facts.file_metadata().key_value_metadata().map_or(&[][..], Vec::as_slice);
        let entry = entries.iter().find(|entry| entry.key == KEY);
        let value = entry.and_then(|entry| entry.value.as_deref());
        let text: FooterText = text::from_json("a footer", value.unwrap_or_default())?;
        let footer = text.read()?;
        let in_groups: i64 = facts.row_groups().iter().map(|group| group.num_rows()).sum();
        let in_file = facts.file_metadata().num_rows();
        if in_groups != in_file || text::counted(in_file)? != footer.rows {
            return Err(unreadable("a footer's row count"));
        }
        Ok(footer)
    }
}

impl FooterText {
    fn read(self) -> Result<Footer> {
        let operation = self.operation.read()?;
        let facts = Facts {
            state: WindowState::parse(&self.state).ok_or_else(|| unreadable("a state"))?,
            closed: self.closed,
            doubtful: self.doubtful,
            fetched: text::utc(&self.fetched)?,
            reason: self.reason,
            problems: text::problems(&self.problems)?,
        };
        let span = match self.span {
            Some((from, to)) => Some(text::window(&from, &to)?),
            None => None,
        };
        Ok(Footer {
            subject: Subject {
                operation: OperationId(operation.id.0.clone()),
                report: self.report,
                params: self.params,
            },
            operation,
            grain: text::grain(&self.grain)?,
            version: self.version,
            window: text::window(&self.from, &self.to)?,
            facts,
            rows: self.rows,
            span,
        })
    }
}
