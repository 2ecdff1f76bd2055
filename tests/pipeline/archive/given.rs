//! What the archive's tests start from: a small report, invented rows, an opened archive.

use arrow::array::{
    ArrayRef, BooleanArray, Int64Array, StringArray, TimestampMillisecondArray, new_null_array,
};
use arrow::record_batch::RecordBatch;
use atalaya_core::archive::{
    Archive, Facts, NewWindow, Operation, OperationId, Place, Staged, Subject, Swap, WindowState,
};
use atalaya_core::clock::FixedClock;
use atalaya_core::reports::{
    AT, Column, Fold, Grain, Kind, Problems, Report, Role, Shape, TOTAL, Texts, schema,
};
use atalaya_core::time::{Window, read_from, read_to};
use atalaya_core::{Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// Noon in Bogota.
pub(super) const NOW: &str = "2026-03-20T17:00:00Z";

pub(super) fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("the tests write correct moments")
}

pub(super) fn clock() -> FixedClock {
    FixedClock(utc(NOW))
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().expect("the tests write correct dates")
}

/// From and to as on the command line: bare dates are whole days.
pub(super) fn window(from: &str, to: &str) -> Window {
    let read = || Window::new(read_from(from)?, read_to(to)?);
    read().expect("the tests write correct windows")
}

pub(super) fn day(text: &str) -> Window {
    window(text, text)
}

/// A report like `agent_2`: calls with an id, an agent, a state, a start and a duration.
pub(super) fn report(grain: Grain) -> Report {
    let column = |name: &str, kind, role| Column {
        name: name.to_owned(),
        wire: name.to_owned(),
        kind,
        role,
        fold: Fold::None,
        label: Texts::default(),
        meaning: Texts::default(),
        values: Vec::new(),
        inside: None,
        personal: false,
    };
    Report {
        code: "calls_test".to_owned(),
        family: "test".to_owned(),
        version: 3,
        title: Texts::default(),
        question: Texts::default(),
        caution: Texts::default(),
        grain,
        shape: Shape::List,
        time: Some("date".to_owned()),
        natural_key: Vec::new(),
        may_total: false,
        params: Vec::new(),
        columns: vec![
            column("conn_id", Kind::Id, Some(Role::Call)),
            column("agent", Kind::Text, Some(Role::AgentName)),
            column("phone", Kind::Id, Some(Role::Phone)),
            column("date", Kind::Datetime, Some(Role::Start)),
            column("time", Kind::Duration, Some(Role::Duration)),
        ],
        kpis: Vec::new(),
        charts: Vec::new(),
    }
}

/// Rows of event reports: call id and start, `YYYY-MM-DDTHH:MM:SS`.
pub(super) fn batch(report: &Report, rows: &[(&str, &str)]) -> Result<RecordBatch> {
    let schema = schema(report);
    let starts = rows.iter().map(|(_, at)| Ok(read_from(at)?.and_utc().timestamp_millis()));
    let starts = starts.collect::<Result<Vec<i64>>>()?;
    let columns: Vec<ArrayRef> = schema
        .fields()
        .iter()
        .map(|field| -> ArrayRef {
            let ids = rows.iter().map(|(id, _)| *id);
            match field.name().as_str() {
                "conn_id" => Arc::new(ids.map(Some).collect::<StringArray>()),
                "agent" => Arc::new(
                    ids.map(|id| Some(format!("agent {}", id.len()))).collect::<StringArray>(),
                ),
                "phone" => {
                    Arc::new(ids.map(|id| Some(format!("57300{id}"))).collect::<StringArray>())
                }
                "time" => {
                    Arc::new(Int64Array::from_iter_values(ids.map(|id| 30 + id.len() as i64)))
                }
                "date" | AT => Arc::new(TimestampMillisecondArray::from(starts.clone())),
                TOTAL => Arc::new(BooleanArray::from(vec![false; rows.len()])),
                _ => new_null_array(field.data_type(), rows.len()),
            }
        })
        .collect();
    RecordBatch::try_new(schema, columns)
        .map_err(|cause| Error::new(atalaya_core::Code::Internal, cause.to_string()))
}

/// An archive in a temporary folder, with one operation and a subject of its report.
pub(super) struct Given {
    pub(super) folder: TempDir,
    pub(super) archive: Archive,
    pub(super) operation: Operation,
    pub(super) subject: Subject,
    pub(super) report: Report,
}

pub(super) fn given() -> Result<Given> {
    given_grain(Grain::Event)
}

pub(super) fn given_grain(grain: Grain) -> Result<Given> {
    let folder = tempfile::tempdir()?;
    let archive = Archive::open(&folder.path().join("data"), &clock())?;
    let zone = chrono_tz::America::Bogota;
    let operation = archive.add_operation("Ventas", Place::Wolkvox("0015".to_owned()), zone)?;
    let report = report(grain);
    let subject = subject(&operation.id, &report);
    Ok(Given { folder, archive, operation, subject, report })
}

pub(super) fn subject(operation: &OperationId, report: &Report) -> Subject {
    let params = BTreeMap::from([("campaign_id".to_owned(), "all".to_owned())]);
    Subject { operation: operation.clone(), report: report.code.clone(), params }
}

pub(super) fn facts(state: WindowState) -> Facts {
    Facts {
        state,
        closed: true,
        doubtful: false,
        fetched: utc(NOW),
        reason: String::new(),
        problems: Problems::default(),
    }
}

impl Given {
    pub(super) fn home(&self) -> &Path {
        self.archive.folder()
    }

    pub(super) fn reopened(&self) -> Result<Archive> {
        Archive::open(self.home(), &clock())
    }

    pub(super) fn staged(&self, window: Window, rows: &[(&str, &str)]) -> Result<Staged> {
        self.staged_as(window, rows, facts(WindowState::Held))
    }

    pub(super) fn staged_as(
        &self,
        window: Window,
        rows: &[(&str, &str)],
        facts: Facts,
    ) -> Result<Staged> {
        let mut staging = self.archive.stage(&self.subject, &self.report, window)?;
        staging.push(batch(&self.report, rows)?)?;
        staging.finish(facts)
    }

    pub(super) fn commit(&self, windows: Vec<NewWindow>) -> Result<u64> {
        let (subject, grain) = (self.subject.clone(), self.report.grain);
        self.archive.commit(Swap { subject, grain, windows })
    }

    /// Keeps a closed window with these rows.
    pub(super) fn hold(&self, window: Window, rows: &[(&str, &str)]) -> Result<u64> {
        self.commit(vec![self.staged(window, rows)?.into()])
    }

    /// Keeps a closed window without rows.
    pub(super) fn hold_empty(&self, window: Window) -> Result<u64> {
        self.commit(vec![NewWindow::empty(window, utc(NOW), true, false)])
    }

    /// Segments on disk, whatever the ledger says.
    pub(super) fn files(&self) -> Vec<String> {
        files_of(self.home())
    }

    /// Call ids kept for that time, in the order of windows.
    pub(super) fn ids(&self, window: Window) -> Result<Vec<String>> {
        ids_of(&self.archive, &self.subject, window)
    }
}

pub(super) fn files_of(home: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![home.join("archive")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => names.push(entry.file_name().to_string_lossy().into_owned()),
            }
        }
    }
    names.sort();
    names
}

pub(super) fn ids_of(archive: &Archive, subject: &Subject, window: Window) -> Result<Vec<String>> {
    use arrow::array::AsArray;
    let mut ids = Vec::new();
    for segment in archive.segments(subject, window)? {
        let file = std::fs::File::open(&segment.path)?;
        let damaged = |cause: String| Error::new(atalaya_core::Code::ArchiveDamaged, cause);
        let rows = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file)
            .and_then(|builder| builder.build())
            .map_err(|cause| damaged(cause.to_string()))?;
        for batch in rows {
            let batch = batch.map_err(|cause| damaged(cause.to_string()))?;
            let column = batch.column_by_name("conn_id").expect("the report has it");
            ids.extend(column.as_string::<i32>().iter().flatten().map(str::to_owned));
        }
    }
    Ok(ids)
}

/// The code of an error; fails the test if there was none.
pub(super) fn code<T>(result: Result<T>) -> atalaya_core::Code {
    match result {
        Ok(_) => panic!("an error was expected"),
        Err(cause) => cause.code(),
    }
}
