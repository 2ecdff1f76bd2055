//! The workbook: what it holds, read back by other programs, and that it never costs a good file.

mod beside;
mod bookmark;
mod cancel;
mod content;
mod csv;
mod failures;
mod front;
mod golden_books;
mod hostile;
mod hostile_pages;
mod looks;
mod office;
mod pages;
mod place;
mod questions;
mod valid;

use arrow::array::{
    ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray,
};
use atalaya_core::export::{
    ColumnSpec, Detail, KpiLine, Looks, Origin, OriginWindow, Progress, ReportSheet, RowSource,
    Total, Unit, Workbook, Written, words, write,
};
use atalaya_core::reports::{Grain, Kind, Report, Shape, Texts};
use atalaya_core::time::Window;
use atalaya_core::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// A source that hands out these batches, then maybe fails.
struct Rows {
    batches: VecDeque<RecordBatch>,
    end: Option<Box<dyn FnOnce() -> Error + Send>>,
}

impl RowSource for Rows {
    fn next(&mut self) -> Result<Option<RecordBatch>> {
        match (self.batches.pop_front(), self.end.take()) {
            (Some(batch), end) => {
                self.end = end;
                Ok(Some(batch))
            }
            (None, Some(end)) => Err(end()),
            (None, None) => Ok(None),
        }
    }
}

fn moment(text: &str) -> NaiveDateTime {
    atalaya_core::time::read_from(text).expect("a date of the test")
}

fn report(code: &str) -> Arc<Report> {
    Arc::new(Report {
        code: code.to_owned(),
        family: "agent".to_owned(),
        version: 1,
        title: Texts::default(),
        question: Texts::default(),
        caution: Texts::default(),
        grain: Grain::Event,
        shape: Shape::List,
        time: None,
        natural_key: Vec::new(),
        may_total: false,
        params: Vec::new(),
        columns: Vec::new(),
        kpis: Vec::new(),
        charts: Vec::new(),
    })
}

fn column(name: &str, kind: Kind, total: Total) -> ColumnSpec {
    ColumnSpec { name: name.to_owned(), kind, header: name.to_owned(), width: None, total }
}

/// A sheet of these columns and batches.
fn sheet(
    code: &str,
    title: &str,
    columns: Vec<ColumnSpec>,
    batches: Vec<RecordBatch>,
) -> ReportSheet {
    let row_count = batches.iter().map(|batch| batch.num_rows() as u64).sum();
    ReportSheet {
        report: report(code),
        title: title.to_owned(),
        columns,
        row_count,
        rows: Box::new(Rows { batches: batches.into(), end: None }),
        filters_text: String::new(),
    }
}

/// One text column.
fn texts_sheet(title: &str, texts: &[&str]) -> ReportSheet {
    let array: ArrayRef = Arc::new(StringArray::from(texts.to_vec()));
    let batch = RecordBatch::try_from_iter([("note", array)]).expect("a batch");
    sheet("chat_1", title, vec![column("note", Kind::Text, Total::None)], vec![batch])
}

/// `rows` rows with a column of every kind, in batches of uneven size.
fn all_kinds(title: &str, rows: i64) -> ReportSheet {
    let columns = [
        ("agent_id", Kind::Id, Total::None),
        ("agent", Kind::Text, Total::None),
        ("status", Kind::Choice, Total::Count),
        ("slot", Kind::Hour, Total::None),
        ("start", Kind::Datetime, Total::None),
        ("day", Kind::Date, Total::None),
        ("time", Kind::Duration, Total::Sum),
        ("calls", Kind::Integer, Total::Sum),
        ("score", Kind::Decimal, Total::Sum),
        ("share", Kind::Percent, Total::None),
    ];
    let columns = columns.map(|(name, kind, total)| column(name, kind, total)).to_vec();
    let mut batches = Vec::new();
    let mut from = 0;
    for size in [1, 700, 3, 5000].into_iter().cycle() {
        if from >= rows {
            break;
        }
        let to = rows.min(from + size);
        batches.push(all_kinds_batch(from..to));
        from = to;
    }
    sheet("agent_2", title, columns, batches)
}

fn all_kinds_batch(rows: std::ops::Range<i64>) -> RecordBatch {
    let known = |n: &i64| n % 7 != 3;
    let start = moment("2026-03-01").and_utc().timestamp_millis();
    let texts = |text: fn(i64) -> String| -> ArrayRef {
        Arc::new(rows.clone().map(|n| known(&n).then(|| text(n))).collect::<StringArray>())
    };
    let wholes = |factor: i64| -> ArrayRef {
        Arc::new(rows.clone().map(|n| known(&n).then_some(n * factor)).collect::<Int64Array>())
    };
    let reals = |factor: f64| -> ArrayRef {
        let values = rows.clone().map(|n| known(&n).then_some(n as f64 * factor));
        Arc::new(values.collect::<Float64Array>())
    };
    let moments = rows.clone().map(|n| known(&n).then_some(start + n * 61_000));
    let days = rows.clone().map(|n| known(&n).then_some(20_513 + n as i32 % 31));
    RecordBatch::try_from_iter([
        ("agent_id", texts(|n| format!("{n:06}"))),
        ("agent", texts(|n| format!("Agente Ñandú {n}"))),
        ("status", texts(|n| ["Ready", "AUX 1"][n as usize % 2].to_owned())),
        ("slot", texts(|n| format!("{:02}:00", n % 24))),
        ("start", Arc::new(moments.collect::<TimestampMillisecondArray>())),
        ("day", Arc::new(days.collect::<Date32Array>())),
        ("time", wholes(3_661)),
        ("calls", wholes(1)),
        ("score", reals(0.5)),
        ("share", reals(0.001)),
    ])
    .expect("a batch")
}

/// A workbook with these sheets.
fn book(sheets: Vec<ReportSheet>) -> Workbook<'static> {
    let first = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date");
    let last = NaiveDate::from_ymd_opt(2026, 3, 31).expect("a date");
    Workbook {
        language: "en".to_owned(),
        operation_name: "Ventas & Cía".to_owned(),
        period: Window::days(first, last),
        generated: moment("2026-04-01T08:30:00"),
        version: "0.1.0".to_owned(),
        edition: String::new(),
        compared: String::new(),
        findings: Vec::new(),
        pages: Vec::new(),
        back: Vec::new(),
        summary: vec![
            kpi("Average handle time", Some(5_400.5), Unit::Seconds),
            kpi("Occupancy", Some(0.8123), Unit::Ratio),
            kpi("Calls", Some(12_345.0), Unit::Count),
            kpi("Unknown", None, Unit::Ratio),
        ],
        sheets,
        detail: Detail::Inside,
        bookmark: Vec::new(),
        looks: Looks::default(),
        origin: origin(),
        words: &listed_words,
    }
}

/// The English words; a key that the list does not have is a failure.
fn listed_words(key: &str, params: &[(&str, String)]) -> String {
    assert!(words::ENGLISH.iter().any(|(known, _)| *known == key), "{key} is not listed");
    let text = words::english(key, params);
    assert!(!text.contains("{{"), "{key} has a name that is not filled in: {text}");
    text
}

fn kpi(title: &str, value: Option<f64>, unit: Unit) -> KpiLine {
    KpiLine {
        report: "Agente por evento".to_owned(),
        title: title.to_owned(),
        value,
        unit,
        n: 321,
        excluded: 4,
        formula: "= talk time / calls".to_owned(),
        ..KpiLine::default()
    }
}

fn origin() -> Origin {
    Origin {
        zone: "America/Bogota".to_owned(),
        preset: "Those of wolkvox".to_owned(),
        reports: vec![("agent_2".to_owned(), "Agent status".to_owned())],
        windows: vec![OriginWindow {
            report: "agent_2".to_owned(),
            params: "agent_id=001".to_owned(),
            from: moment("2026-03-01"),
            to: moment("2026-03-15T23:59:59"),
            state: "held".to_owned(),
            rows: 40_000,
            fetched: Some(moment("2026-03-20T07:00:00")),
            problems: String::new(),
        }],
        filters: vec!["status = ready".to_owned()],
        excluded: vec!["2 test agents".to_owned()],
        coverage: vec!["16 days never asked".to_owned()],
        coverage_short: "16 days never asked".to_owned(),
        bookmark: "It shows this view again.".to_owned(),
    }
}

fn quiet(_: Progress) {}

fn write_book(book: Workbook<'_>, target: &Path) -> Result<Written> {
    write(book, target, &quiet, &CancellationToken::new())
}

/// The names in a folder, sorted.
fn listing(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder");
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Says why a test did not run.
fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// What Python's openpyxl sees in a workbook; `None` (said aloud) where it is not installed, which
/// is a failure under CI.
fn seen_by_python(path: &Path) -> Option<serde_json::Value> {
    read_by_python(&[path.as_os_str()])
}

/// The texts of all cells as openpyxl sees them; see `read_workbook.py`.
fn texts_by_python(path: &Path) -> Option<serde_json::Value> {
    read_by_python(&["--texts".as_ref(), path.as_os_str()])
}

fn read_by_python(given: &[&OsStr]) -> Option<serde_json::Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/support/read_workbook.py");
    let Some(python) = python() else {
        skip("python3-openpyxl is not installed, so the workbook was not read by it");
        return None;
    };
    let output = Command::new(python).arg(script).args(given).output().expect("python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

/// A Python that has openpyxl; that there is none is a failure under CI.
fn python() -> Option<&'static str> {
    let has_openpyxl = |python: &&str| {
        let tried = Command::new(python).args(["-c", "import openpyxl"]).output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    let python = ["python3", "/usr/bin/python3"].into_iter().find(has_openpyxl);
    assert!(python.is_some() || std::env::var_os("CI").is_none(), "python3-openpyxl is missing");
    python
}
