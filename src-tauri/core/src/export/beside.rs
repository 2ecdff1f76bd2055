//! Rows of reports as files of their own beside the workbook. All grow first; they take their
//! names together, just before the workbook does, so that it never names a file that is not there.

use super::names::Taken;
use super::place::{self, Grown, Placed};
use super::xlsx::Job;
use super::{
    FileFormat, Limits, Progress, ReportSheet, Workbook, Written, WrittenFile, WrittenSheet,
};
use crate::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// Bytes of a file's name at most, before its ending: leaves room for ` (2)`.
const STEM: usize = 200;

/// The files of one workbook, with what they replace, until the workbook too has its place.
#[derive(Default)]
pub(super) struct Files {
    all: Vec<OneFile>,
    former: Option<TempDir>,
}

struct OneFile {
    report: String,
    rows: u64,
    bytes: u64,
    path: PathBuf,
    grown: Option<Grown>,
    back: Option<Back>,
}

/// What to do to a name so that it is as it was.
enum Back {
    Remove,
    Restore(PathBuf),
    /// The disk knows no second name for a file: the new rows stay.
    Nothing,
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
            Ok(OneFile { report, rows, bytes, path, grown: Some(grown), back: None })
        };
        let all = reports.into_iter().zip(names).map(grow).collect::<Result<_>>()?;
        Ok(Files { all, former: None })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Rows over all files.
    pub(super) fn rows(&self) -> u64 {
        self.all.iter().map(|file| file.rows).sum()
    }

    /// Every file's name with its rows.
    pub(super) fn named(&self) -> impl Iterator<Item = (String, u64)> {
        self.all.iter().map(|file| {
            let name = file.path.file_name().unwrap_or_default();
            (name.to_string_lossy().into_owned(), file.rows)
        })
    }

    /// Gives all files their names, and the workbook its own as the last. Where one of them took another
    /// name than the workbook tells, the workbook is made `anew`. On any error all names are as they
    /// were, as far as the disk allows.
    pub(super) fn put_with(
        &mut self,
        mut book: Grown,
        target: &Path,
        limits: &Limits,
        cancel: &CancellationToken,
        anew: impl FnOnce(&Files) -> Result<Grown>,
    ) -> Result<Placed> {
        let put = || {
            if self.put(limits)? {
                book = anew(self)?;
            }
            let late = CancellationToken::new();
            book.put(target, limits, if self.is_empty() { cancel } else { &late })
        };
        put().inspect_err(|_| self.take_back())
    }

    fn put(&mut self, limits: &Limits) -> Result<bool> {
        let Some(first) = self.all.first() else { return Ok(false) };
        let former = self.former.insert(place::folder_beside(&first.path)?);
        let mut renamed = false;
        for (number, file) in self.all.iter_mut().enumerate() {
            let Some(grown) = file.grown.take() else { continue };
            renamed |= file.put(grown, &former.path().join(number.to_string()), limits)?;
        }
        Ok(renamed)
    }

    fn take_back(&self) {
        for file in &self.all {
            // Best effort: the error that led here is what the user must know.
            let _ = match &file.back {
                Some(Back::Remove) => fs::remove_file(&file.path),
                Some(Back::Restore(former)) => fs::rename(former, &file.path),
                Some(Back::Nothing) | None => Ok(()),
            };
        }
    }

    /// What was written.
    pub(super) fn placed(self) -> Vec<WrittenFile> {
        let written =
            |OneFile { report, rows, bytes, path, .. }| WrittenFile { path, report, rows, bytes };
        self.all.into_iter().map(written).collect()
    }
}

impl OneFile {
    /// Gives the file its name; keeps what has it by now under `former`.
    fn put(&mut self, grown: Grown, former: &Path, limits: &Limits) -> Result<bool> {
        let was_there = self.path.exists();
        let is_kept = fs::hard_link(&self.path, former).is_ok();
        let placed = grown.put(&self.path, limits, &CancellationToken::new())?;
        let renamed = placed.path != self.path;
        self.back = Some(match (renamed || !was_there, is_kept) {
            (true, _) => Back::Remove,
            (false, true) => Back::Restore(former.to_owned()),
            (false, false) => Back::Nothing,
        });
        self.path = placed.path;
        Ok(renamed)
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
