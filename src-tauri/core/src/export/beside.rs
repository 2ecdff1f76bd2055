//! Rows of reports as files of their own beside the workbook. All grow first; they take their
//! names together, just before the workbook does, so that it never names a file that is not there.

use super::names::Taken;
use super::place::{self, Grown};
use super::xlsx::Job;
use super::{
    FileFormat, Limits, Progress, ReportSheet, Workbook, Written, WrittenFile, WrittenSheet,
};
use crate::{Error, Result};
use std::path::{Path, PathBuf};
use tokio_util::sync::CancellationToken;

/// Bytes of a file's name at most, before its ending: leaves room for ` (2)`.
const STEM: usize = 200;

/// The files of one workbook.
#[derive(Default)]
pub(super) struct Files(Vec<OneFile>);

struct OneFile {
    report: String,
    rows: u64,
    bytes: u64,
    path: PathBuf,
    grown: Option<Grown>,
}

impl Files {
    /// Writes the rows of every report to a file that has no place yet.
    pub(super) fn grow(
        format: &'static FileFormat,
        reports: Vec<ReportSheet>,
        target: &Path,
        job: &mut Job<'_>,
    ) -> Result<Files> {
        let codes: Vec<&str> = reports.iter().map(|sheet| sheet.report.code.as_str()).collect();
        let names = beside_names(target, &codes, format.extension);
        // What lies beside a new workbook is not ours to replace.
        let may_replace = target.exists();
        let grow = |(mut report, name): (ReportSheet, String)| {
            let path = place::free_path(&target.with_file_name(name), may_replace);
            let (grown, rows) = grow_one(format, &mut report, &path, job)?;
            let bytes = grown.bytes();
            let report = report.report.code.clone();
            Ok(OneFile { report, rows, bytes, path, grown: Some(grown) })
        };
        reports.into_iter().zip(names).map(grow).collect::<Result<_>>().map(Files)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Rows over all files.
    pub(super) fn rows(&self) -> u64 {
        self.0.iter().map(|file| file.rows).sum()
    }

    /// Every file's name with its rows.
    pub(super) fn named(&self) -> impl Iterator<Item = (String, u64)> {
        self.0.iter().map(|file| {
            let name = file.path.file_name().unwrap_or_default();
            (name.to_string_lossy().into_owned(), file.rows)
        })
    }

    /// Gives the files their names; says whether one had to take another.
    pub(super) fn put(&mut self, limits: &Limits) -> Result<bool> {
        let never = CancellationToken::new();
        let mut renamed = false;
        for file in &mut self.0 {
            let Some(grown) = file.grown.take() else { continue };
            let placed = grown.put(&file.path, limits, &never)?;
            renamed |= placed.path != file.path;
            file.path = placed.path;
        }
        Ok(renamed)
    }

    /// What was written.
    pub(super) fn placed(self) -> Vec<WrittenFile> {
        let written =
            |OneFile { report, rows, bytes, path, .. }| WrittenFile { path, report, rows, bytes };
        self.0.into_iter().map(written).collect()
    }
}

fn grow_one(
    format: &FileFormat,
    report: &mut ReportSheet,
    path: &Path,
    job: &mut Job<'_>,
) -> Result<(Grown, u64)> {
    let write = format.rows.ok_or_else(|| Error::usage("format", "holds no rows beside"))?;
    let (language, cancel) = (job.language().to_owned(), job.cancel().clone());
    let mut before = 0;
    let mut wrote = |done: u64| {
        job.wrote((done - before) as usize);
        before = done;
    };
    let (grown, rows) = place::grow_file(path, &cancel, |_, out| {
        write(out, report, &language, &cancel, &mut wrote)
    })?;
    if rows != report.row_count {
        return Err(super::report_sheet::row_count_differs());
    }
    Ok((grown, rows))
}

/// The names of the files with rows that stand beside a workbook, in the order of its reports:
/// the workbook's own name with the report's code.
pub fn beside_names(target: &Path, codes: &[&str], extension: &str) -> Vec<String> {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let mut taken = Taken::default();
    let name = |code: &&str| {
        let room = STEM.saturating_sub(code.len());
        let end = (0..=room.min(stem.len())).rev().find(|at| stem.is_char_boundary(*at));
        let start = stem[..end.unwrap_or_default()].trim_end();
        format!("{}.{extension}", taken.file(&format!("{start}_{code}")))
    };
    codes.iter().map(name).collect()
}

/// A file with the rows of the only report, in the workbook's place.
pub(super) fn alone(
    format: &FileFormat,
    mut workbook: Workbook<'_>,
    target: &Path,
    progress: &dyn Fn(Progress),
    cancel: &CancellationToken,
) -> Result<Written> {
    let (Some(mut report), true) = (workbook.sheets.pop(), workbook.sheets.is_empty()) else {
        let why = format!("{} holds exactly one report", format.name);
        return Err(Error::usage("format", why));
    };
    let write = format.rows.ok_or_else(|| Error::usage("format", "holds no rows"))?;
    let total = report.row_count;
    let mut wrote = |rows| progress(Progress { rows, total, packing: false });
    let (placed, rows) = place::write_file(target, &Limits::default(), cancel, |_, out| {
        write(out, &mut report, &workbook.language, cancel, &mut wrote)
    })?;
    let code = report.report.code.clone();
    let sheet =
        WrittenSheet { name: report.title, report: code, rows, part: 1, parts: 1, table: false };
    Ok(Written {
        path: placed.path,
        rows,
        sheets: vec![sheet],
        beside: Vec::new(),
        bytes: placed.bytes,
        renamed: placed.renamed,
        cut_texts: 0,
    })
}
