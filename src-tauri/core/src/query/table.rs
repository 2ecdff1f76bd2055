//! What a question is asked of: a report, a period and the segments that answer it.

use crate::Result;
use crate::archive::SegmentFile;
use crate::reports::Report;
use crate::time::Window;
use chrono::Duration;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The rows that a question is asked of. Pins a ledger generation: the same table gives the same
/// answers for as long as its files are kept.
#[derive(Clone, Debug)]
pub struct Table {
    /// The report whose columns the rows have.
    pub report: Arc<Report>,
    /// The period; a row belongs to it by its `_at`, both ends inclusive.
    pub period: Window,
    /// Segments in order of arrival; ties of a sort keep this order.
    pub sources: Vec<Source>,
    /// The ledger generation that the sources were chosen from.
    pub generation: u64,
}

/// A segment and what of it counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The file.
    pub file: SegmentFile,
    /// The stretches of time, by `_at`, in which its rows count.
    pub spans: Vec<Window>,
    /// Only rows with this value in this column count (a specific question on rows that were
    /// fetched for all).
    pub keep: Option<(String, String)>,
    /// Names of the file's columns that the report calls otherwise: from the file's to the
    /// report's. Columns that the file does not have are null.
    pub rename: BTreeMap<String, String>,
}

/// How the rows of a file are brought to the table's form. Files of equal treatment share one
/// scan.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Treatment {
    /// Rows outside all of these are left out; `None` if the file has no such rows.
    pub(super) within: Option<Vec<Window>>,
    /// See [`Source::keep`].
    pub(super) keep: Option<(String, String)>,
    /// See [`Source::rename`].
    pub(super) rename: BTreeMap<String, String>,
}

impl Table {
    /// The sources that can have rows in the period, with their place in `sources` and their
    /// treatment.
    pub(super) fn treated(&self) -> Vec<(usize, &Source, Treatment)> {
        let known =
            |(place, source)| self.treatment(source).map(|treatment| (place, source, treatment));
        self.sources.iter().enumerate().filter_map(known).collect()
    }

    fn treatment(&self, source: &Source) -> Option<Treatment> {
        let within = clipped(&source.spans, self.period);
        if !within.iter().any(|span| span.overlaps(&source.file.span)) {
            return None;
        }
        let whole = within.iter().any(|span| span.covers(&source.file.span));
        Some(Treatment {
            within: (!whole).then_some(within),
            keep: source.keep.clone(),
            rename: source.rename.clone(),
        })
    }

    /// Names this table in caches: equal only for equal questions to equal files.
    pub(super) fn fingerprint(&self) -> (u64, u64) {
        let mut hasher = DefaultHasher::new();
        (self.report.code.as_str(), self.report.version, self.period).hash(&mut hasher);
        self.sources.hash(&mut hasher);
        (self.generation, hasher.finish())
    }

    /// Refuses column names that the report does not have.
    pub(super) fn check_columns(&self, names: &[String]) -> Result<()> {
        let schema = crate::reports::schema(&self.report);
        match names.iter().find(|name| schema.column_with_name(name).is_none()) {
            Some(name) => Err(super::filter::unknown_column(&self.report, name)),
            None => Ok(()),
        }
    }
}

/// The parts of `spans` inside `period`, in order, with touching ones made one.
fn clipped(spans: &[Window], period: Window) -> Vec<Window> {
    let inside = spans
        .iter()
        .filter(|span| span.overlaps(&period))
        .map(|span| Window { from: span.from.max(period.from), to: span.to.min(period.to) });
    merged(inside.collect())
}

/// The same time in as few windows as possible, in order.
pub(super) fn merged(mut windows: Vec<Window>) -> Vec<Window> {
    windows.sort_unstable();
    let mut merged: Vec<Window> = Vec::with_capacity(windows.len());
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.from <= last.to + Duration::seconds(1) => {
                last.to = last.to.max(window.to);
            }
            _ => merged.push(window),
        }
    }
    merged
}
