//! Looking for damage, and confining it: a damaged segment costs its window, nothing else.

use super::fault::{reading, unless_cancelled};
use super::footer::Footer;
use super::ledger::{Line, every_line};
use super::open::all;
use super::{Archive, Subject, failures, home, ledger, segment};
use crate::reports::Grain;
use crate::time::Window;
use crate::{Code, Error, Result};
use chrono::{DateTime, Utc};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::{Path, PathBuf};
use tokio_util::sync::CancellationToken;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// SQLite finds the ledger itself damaged.
    Ledger,
    /// Windows of a subject overlap, so that rows could count twice.
    Overlap,
    /// A segment is gone.
    Missing,
    /// A segment has another size than was written.
    Size,
    /// A segment's footer cannot be read.
    Footer,
    /// A segment's footer and the ledger disagree.
    Facts,
    /// A segment has other contents than were written.
    Contents,
    /// A segment's rows cannot be read.
    Rows,
}

impl FindingKind {
    /// All kinds with their names in JSON.
    pub const ALL: &[(FindingKind, &str)] = &[
        (FindingKind::Ledger, "ledger"),
        (FindingKind::Overlap, "overlap"),
        (FindingKind::Missing, "missing"),
        (FindingKind::Size, "size"),
        (FindingKind::Footer, "footer"),
        (FindingKind::Facts, "facts"),
        (FindingKind::Contents, "contents"),
        (FindingKind::Rows, "rows"),
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        FindingKind::ALL.iter().find(|(kind, _)| *kind == self).map_or("ledger", |(_, n)| n)
    }
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// Whose rows; `None` for the ledger itself.
    pub subject: Option<Subject>,
    /// Of which window.
    pub window: Option<Window>,
    /// In which file.
    pub path: Option<PathBuf>,
    /// Plain English for the copyable details.
    pub detail: String,
}

/// What was looked at and found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Windows in the ledger.
    pub windows: u64,
    /// Segments looked at.
    pub files: u64,
    /// What is wrong.
    pub problems: Vec<Finding>,
    /// Segments on disk that the ledger does not list: harmless, swept at an opening.
    pub orphans: u64,
}

impl Archive {
    /// Compares ledger and files: sizes, footers, row counts, no overlaps. `full` also reads every
    /// file: its hash and all of its rows. `progress` gets files done and files in all.
    ///
    /// Errors: `Cancelled`, `Busy`; what is damaged is no error but a finding.
    pub fn verify(
        &self,
        full: bool,
        progress: &mut dyn FnMut(u64, u64),
        cancel: &CancellationToken,
    ) -> Result<VerifyReport> {
        let mut report = VerifyReport { problems: self.check_ledger(full)?, ..Default::default() };
        let pin = self.pin()?;
        let lines = {
            let _lock = self.writer_lock()?;
            report.orphans = self.orphans()?.len() as u64;
            self.read(|ledger| every_line(ledger, self.home()))?
        };
        report.windows = lines.len() as u64;
        report.problems.extend(overlaps(&lines));
        let total = lines.iter().filter(|(.., line)| line.path.is_some()).count() as u64;
        for (subject, _, line) in &lines {
            unless_cancelled(cancel)?;
            if line.path.is_some() {
                report.problems.extend(check_segment(subject, line, full));
                report.files += 1;
                progress(report.files, total);
            }
        }
        drop(pin);
        Ok(report)
    }

    fn check_ledger(&self, full: bool) -> Result<Vec<Finding>> {
        let pragma = if full { "PRAGMA integrity_check(20)" } else { "PRAGMA quick_check(20)" };
        let mut said =
            self.read(|ledger| all(ledger, pragma, [], |row| Ok(row.get::<_, String>(0)?)))?;
        said.retain(|line| line != "ok");
        let loose = self.read(|ledger| {
            all(ledger, "PRAGMA foreign_key_check", [], |row| Ok(row.get::<_, String>(0)?))
        })?;
        said.extend(loose.into_iter().map(|table| format!("a row of {table} belongs to nothing")));
        let finding = |detail| Finding {
            kind: FindingKind::Ledger,
            subject: None,
            window: None,
            path: Some(self.home().join(home::LEDGER)),
            detail,
        };
        Ok(said.into_iter().map(finding).collect())
    }

    /// Sets damaged segments aside: each gets `.damaged` added to its name and is kept, its window
    /// becomes failed with the reason `ARC-1`, and so the next fetch reads it again. Returns the
    /// windows set aside.
    pub fn set_aside(
        &self,
        report: &VerifyReport,
        at: DateTime<Utc>,
    ) -> Result<Vec<(Subject, Window)>> {
        let lock = self.writer_lock()?;
        let mut aside = Vec::new();
        for finding in &report.problems {
            let (Some(subject), Some(window), Some(path)) =
                (&finding.subject, finding.window, &finding.path)
            else {
                continue;
            };
            let known = (subject.clone(), window);
            if finding.kind == FindingKind::Overlap || aside.contains(&known) {
                continue;
            }
            if self.set_segment_aside(subject, path, at, &lock)? {
                aside.push(known);
            }
        }
        Ok(aside)
    }

    /// Whether the ledger still listed it.
    fn set_segment_aside(
        &self,
        subject: &Subject,
        path: &Path,
        at: DateTime<Utc>,
        lock: &super::lock::WriterLock,
    ) -> Result<bool> {
        let lines = self.read(|ledger| every_line(ledger, self.home()))?;
        let listed = lines.into_iter().find(|(.., line)| {
            line.record.segment.as_ref().is_some_and(|segment| segment.path == path)
        });
        let Some((_, grain, line)) = listed else { return Ok(false) };
        // First the file: were the line changed first, a kill in between would leave an orphan,
        // and orphans are swept.
        home::set_aside(path)?;
        self.write(|ledger| {
            let number = ledger::subject_number(ledger, subject, grain)?;
            ledger::delete_line(ledger, line.record.id)?;
            let facts = failures::failure(Code::ArchiveDamaged.as_str(), at);
            ledger::insert_bare(ledger, number, line.record.window, &facts)?;
            self.bump(ledger, lock)
        })?;
        Ok(true)
    }
}

/// Windows come ordered by subject and start.
fn overlaps(lines: &[(Subject, Grain, Line)]) -> Vec<Finding> {
    let pairs = lines.windows(2).filter(|pair| {
        let ((first, grain, a), (second, _, b)) = (&pair[0], &pair[1]);
        let overlap = a.record.window.overlaps(&b.record.window);
        let allowed = *grain == Grain::Exact && a.record.window != b.record.window;
        first == second && overlap && !allowed
    });
    pairs
        .map(|pair| {
            let (subject, _, line) = &pair[1];
            let detail = format!("window {} overlaps the one before", line.record.id);
            finding(FindingKind::Overlap, subject, line, detail)
        })
        .collect()
}

fn finding(kind: FindingKind, subject: &Subject, line: &Line, detail: String) -> Finding {
    Finding {
        kind,
        subject: Some(subject.clone()),
        window: Some(line.record.window),
        path: line.record.segment.as_ref().map(|segment| segment.path.clone()),
        detail,
    }
}

/// The first thing that is wrong with a segment.
fn check_segment(subject: &Subject, line: &Line, full: bool) -> Option<Finding> {
    let segment = line.record.segment.as_ref()?;
    let found = |kind, detail: String| Some(finding(kind, subject, line, detail));
    let size = match std::fs::metadata(&segment.path) {
        Ok(facts) => facts.len(),
        Err(cause) => return found(FindingKind::Missing, cause.to_string()),
    };
    if size != segment.bytes {
        return found(FindingKind::Size, format!("{size} bytes, written were {}", segment.bytes));
    }
    let footer = match Footer::read(&segment.path) {
        Ok(footer) => footer,
        Err(cause) => return found(FindingKind::Footer, cause.to_string()),
    };
    let same = footer.window == segment.window
        && footer.subject == *subject
        && footer.rows == line.record.rows;
    if !same {
        return found(FindingKind::Facts, "footer and ledger differ".to_owned());
    }
    if !full {
        return None;
    }
    match hash_of(&segment.path) {
        Ok(hash) if Some(&hash) == line.hash.as_ref() => {}
        Ok(_) => return found(FindingKind::Contents, "the hash differs".to_owned()),
        Err(cause) => return found(FindingKind::Contents, cause.to_string()),
    }
    match count_rows(&segment.path) {
        Ok(rows) if rows == line.record.rows => None,
        Ok(rows) => found(FindingKind::Rows, format!("{rows} rows can be read")),
        Err(cause) => found(FindingKind::Rows, cause.to_string()),
    }
}

pub(super) fn hash_of(path: &Path) -> Result<String> {
    let file = File::open(path).map_err(super::fault::at(path))?;
    Ok(segment::hash(&file).map_err(super::fault::at(path))?.1)
}

fn count_rows(path: &Path) -> Result<u64> {
    let file = File::open(path).map_err(super::fault::at(path))?;
    let rows = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.build())
        .map_err(|cause| reading(path, cause))?;
    let mut count = 0;
    for batch in rows {
        let batch = batch.map_err(|cause| {
            Error::new(Code::ArchiveDamaged, format!("rows: {cause}")).with("file", path.display())
        })?;
        count += batch.num_rows() as u64;
    }
    Ok(count)
}
