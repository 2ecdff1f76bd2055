//! The lines of the ledger: one per window, as it stands now.

use super::fault::unreadable;
use super::footer::Footer;
use super::open::{all, first};
use super::text::{self, count, counted};
use super::{Archive, OperationId, SegmentFile, Subject, WindowRecord, WindowState, home};
use crate::Result;
use crate::reports::Grain;
use crate::time::{Window, moment_text};
use rusqlite::{Connection, Row, params};
use std::path::Path;

const COLUMNS: &str = "w.id, w.starts, w.ends, w.state, w.closed, w.doubtful, w.fetched, w.rows, \
     w.reason, w.last_failure, w.problems, w.path, w.bytes, w.span_from, w.span_to, w.version, \
     w.hash";

/// A line with what only the archive itself needs.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) record: WindowRecord,
    /// The segment's path as the ledger keeps it.
    pub(super) path: Option<String>,
    pub(super) hash: Option<String>,
}

impl Archive {
    /// The windows of a subject that overlap `window`, by start.
    pub fn windows(&self, subject: &Subject, window: Window) -> Result<Vec<WindowRecord>> {
        let lines = self.read(|ledger| lines_in(ledger, self.home(), subject, window))?;
        Ok(lines.into_iter().map(|line| line.record).collect())
    }

    /// The segments that may hold rows of that time, by window: those whose rows' span overlaps
    /// it, whatever window was asked. Take a pin before, so that they stay (see [`Archive::pin`]).
    pub fn segments(&self, subject: &Subject, window: Window) -> Result<Vec<SegmentFile>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM windows w JOIN subjects s ON s.id = w.subject \
             WHERE s.operation = ?1 AND s.report = ?2 AND s.params = ?3 AND w.path IS NOT NULL \
             AND w.span_from <= ?5 AND w.span_to >= ?4 ORDER BY w.starts, w.id"
        );
        let (from, to) = (moment_text(window.from), moment_text(window.to));
        let key = (&subject.operation.0, &subject.report, text::json(&subject.params), from, to);
        let lines = self.read(|ledger| all(ledger, &sql, key, |row| line(self.home(), row)))?;
        Ok(lines.into_iter().filter_map(|line| line.record.segment).collect())
    }

    /// The segment of exactly that window: the only answer that an `exact` report has.
    pub fn exact_segment(&self, subject: &Subject, window: Window) -> Result<Option<SegmentFile>> {
        let found = self.windows(subject, window)?.into_iter().find(|line| line.window == window);
        Ok(found.and_then(|line| line.segment))
    }

    /// The subjects of a report that were ever asked, in a fixed order.
    pub fn subjects(&self, operation: &OperationId, report: &str) -> Result<Vec<Subject>> {
        let all = self.all_subjects(operation)?;
        Ok(all.into_iter().filter(|subject| subject.report == report).collect())
    }

    /// All subjects of an operation that were ever asked, in a fixed order.
    pub fn all_subjects(&self, operation: &OperationId) -> Result<Vec<Subject>> {
        let sql = "SELECT report, params FROM subjects WHERE operation = ?1 \
                   ORDER BY report, params";
        self.read(|ledger| {
            all(ledger, sql, [&operation.0], |row| {
                let params = text::from_json("parameters", &row.get::<_, String>(1)?)?;
                Ok(Subject { operation: operation.clone(), report: row.get(0)?, params })
            })
        })
    }

    /// From the first to the last second of what was ever asked of a subject with success; `None`
    /// if nothing was.
    pub fn extent(&self, subject: &Subject) -> Result<Option<Window>> {
        let sql = "SELECT min(w.starts), max(w.ends) FROM windows w \
                   JOIN subjects s ON s.id = w.subject WHERE s.operation = ?1 AND s.report = ?2 \
                   AND s.params = ?3 AND w.state <> 'failed'";
        let key = (&subject.operation.0, &subject.report, text::json(&subject.params));
        let ends = self.read(|ledger| {
            first(ledger, sql, key, |row| {
                Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
            })
        })?;
        match ends {
            Some((Some(from), Some(to))) => Ok(Some(text::window(&from, &to)?)),
            _ => Ok(None),
        }
    }
}

/// The lines of a subject that overlap the window.
pub(super) fn lines_in(
    ledger: &Connection,
    home: &Path,
    subject: &Subject,
    window: Window,
) -> Result<Vec<Line>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM windows w JOIN subjects s ON s.id = w.subject \
         WHERE s.operation = ?1 AND s.report = ?2 AND s.params = ?3 \
         AND w.starts <= ?5 AND w.ends >= ?4 ORDER BY w.starts, w.ends, w.id"
    );
    let (from, to) = (moment_text(window.from), moment_text(window.to));
    let key = (&subject.operation.0, &subject.report, text::json(&subject.params), from, to);
    all(ledger, &sql, key, |row| line(home, row))
}

/// Every line with its subject and grain.
pub(super) fn every_line(ledger: &Connection, home: &Path) -> Result<Vec<(Subject, Grain, Line)>> {
    let sql = format!(
        "SELECT {COLUMNS}, s.operation, s.report, s.params, s.grain FROM windows w \
         JOIN subjects s ON s.id = w.subject ORDER BY w.subject, w.starts, w.ends, w.id"
    );
    all(ledger, &sql, [], |row| {
        let subject = Subject {
            operation: OperationId(row.get(17)?),
            report: row.get(18)?,
            params: text::from_json("parameters", &row.get::<_, String>(19)?)?,
        };
        Ok((subject, text::grain(&row.get::<_, String>(20)?)?, line(home, row)?))
    })
}

fn line(home: &Path, row: &Row) -> Result<Line> {
    let path: Option<String> = row.get(11)?;
    let window = text::window(&row.get::<_, String>(1)?, &row.get::<_, String>(2)?)?;
    let rows = counted(row.get(7)?)?;
    let segment = match &path {
        Some(path) => Some(SegmentFile {
            path: home::absolute(home, path),
            window,
            rows,
            bytes: counted(row.get(12)?)?,
            span: text::window(&row.get::<_, String>(13)?, &row.get::<_, String>(14)?)?,
            version: row.get(15)?,
        }),
        None => None,
    };
    let state: String = row.get(3)?;
    let record = WindowRecord {
        id: row.get(0)?,
        window,
        state: WindowState::parse(&state).ok_or_else(|| unreadable("a state"))?,
        closed: row.get(4)?,
        doubtful: row.get(5)?,
        fetched: text::utc(&row.get::<_, String>(6)?)?,
        rows,
        reason: row.get(8)?,
        last_failure: row.get(9)?,
        problems: text::problems(&row.get::<_, String>(10)?)?,
        segment,
    };
    Ok(Line { record, path, hash: row.get(16)? })
}

/// The number of a subject; it is created if it was never asked before.
pub(super) fn subject_number(ledger: &Connection, subject: &Subject, grain: Grain) -> Result<i64> {
    let key = (&subject.operation.0, &subject.report, text::json(&subject.params));
    ledger.execute(
        "INSERT INTO subjects (operation, report, params, grain) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (operation, report, params) DO UPDATE SET grain = excluded.grain",
        (key.0, key.1, &key.2, text::grain_name(grain)),
    )?;
    let sql = "SELECT id FROM subjects WHERE operation = ?1 AND report = ?2 AND params = ?3";
    let number = first(ledger, sql, key, |row| Ok(row.get(0)?))?;
    number.ok_or_else(|| unreadable("a subject"))
}

/// Adds a line without rows.
pub(super) fn insert_bare(
    ledger: &Connection,
    subject: i64,
    window: Window,
    facts: &super::segment::Facts,
) -> Result<()> {
    ledger.execute(
        "INSERT INTO windows (subject, starts, ends, state, closed, doubtful, fetched, rows, \
         reason, problems) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9)",
        params![
            subject,
            moment_text(window.from),
            moment_text(window.to),
            facts.state.name(),
            facts.closed,
            facts.doubtful,
            text::utc_text(facts.fetched),
            facts.reason,
            text::problems_text(&facts.problems),
        ],
    )?;
    Ok(())
}

/// What is listed of a segment's file, beside its footer.
pub(super) struct Placed {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) hash: String,
}

/// Adds a line with rows.
pub(super) fn insert_segment(
    ledger: &Connection,
    subject: i64,
    footer: &Footer,
    file: &Placed,
) -> Result<()> {
    insert_bare(ledger, subject, footer.window, &footer.facts)?;
    let span = footer.span.unwrap_or(footer.window);
    ledger.execute(
        "UPDATE windows SET rows = ?2, path = ?3, bytes = ?4, span_from = ?5, span_to = ?6, \
         version = ?7, hash = ?8 WHERE id = ?1",
        params![
            ledger.last_insert_rowid(),
            count(footer.rows),
            file.path,
            count(file.bytes),
            moment_text(span.from),
            moment_text(span.to),
            footer.version,
            file.hash,
        ],
    )?;
    ledger.execute("UPDATE subjects SET ever_rows = 1 WHERE id = ?1", [subject])?;
    Ok(())
}

pub(super) fn delete_line(ledger: &Connection, id: i64) -> Result<()> {
    ledger.execute("DELETE FROM windows WHERE id = ?1", [id])?;
    Ok(())
}
