//! Invented calls in real Parquet files, and the same rows in memory to compare answers with.

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray,
};
use arrow::datatypes::{DataType, Schema};
use atalaya_core::archive::SegmentFile;
use atalaya_core::query::{Engine, Limits, Question, Source, Table};
use atalaya_core::reports::{
    AT, Column, DAY, EXTRA, Fold, Grain, Kind, Report, Role, Shape, TOTAL, Texts, UNREAD, schema,
};
use atalaya_core::time::Window;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

pub(super) type Row = BTreeMap<&'static str, Value>;

pub(super) const COLUMNS: &[(&str, Kind, Option<Role>)] = &[
    ("date_ini", Kind::Datetime, Some(Role::Start)),
    ("agent_id", Kind::Id, Some(Role::Agent)),
    ("agent_name", Kind::Text, Some(Role::AgentName)),
    ("agent_status", Kind::Choice, Some(Role::Status)),
    ("time", Kind::Duration, Some(Role::Duration)),
    ("calls", Kind::Integer, None),
    ("cost", Kind::Decimal, None),
    ("share", Kind::Percent, None),
    ("slot", Kind::Hour, None),
    ("due", Kind::Date, None),
    ("destinity", Kind::Text, Some(Role::Destination)),
];

pub(super) fn report(code: &str, columns: &[(&str, Kind, Option<Role>)]) -> Report {
    let column = |(name, kind, role): &(&str, Kind, Option<Role>)| Column {
        name: (*name).to_owned(),
        wire: (*name).to_owned(),
        kind: *kind,
        role: *role,
        fold: Fold::None,
        label: Texts::default(),
        meaning: Texts::default(),
        values: Vec::new(),
        inside: None,
        personal: false,
    };
    Report {
        code: code.to_owned(),
        family: "agent".to_owned(),
        version: 1,
        title: Texts::default(),
        question: Texts::default(),
        caution: Texts::default(),
        grain: Grain::Event,
        shape: Shape::List,
        time: Some("date_ini".to_owned()),
        natural_key: Vec::new(),
        may_total: true,
        params: Vec::new(),
        columns: columns.iter().map(column).collect(),
        kpis: Vec::new(),
        charts: Vec::new(),
    }
}

pub(super) fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, number).expect("a day of March")
}

pub(super) fn at(number: u32, time: &str) -> NaiveDateTime {
    day(number).and_time(time.parse().expect("a time"))
}

pub(super) fn moment_json(moment: NaiveDateTime) -> Value {
    moment.format("%Y-%m-%dT%H:%M:%S").to_string().into()
}

/// A row with only a time; the rest is unknown.
pub(super) fn bare(at: NaiveDateTime) -> Row {
    let mut row: Row = COLUMNS.iter().map(|(name, ..)| (*name, Value::Null)).collect();
    row.insert(AT, moment_json(at));
    row.insert("date_ini", moment_json(at));
    row.insert(TOTAL, false.into());
    row
}

/// A day of calls with unknown values, several spellings, ties, and order or none.
pub(super) fn calls(
    number: u32,
    count: usize,
    in_order: bool,
    random: &mut fastrand::Rng,
) -> Vec<Row> {
    const NAMES: &[&str] =
        &["Ana Pérez", "ana perez", "Óscar Ruiz", "Zoe", "Beto", "ñandú", "-", ""];
    const STATES: &[&str] = &["READY", "Ready", "NO-ANSWER", "No answer", "Talk", "ACW"];
    let mut seconds: Vec<i64> = (0..count).map(|_| random.i64(0..86_400)).collect();
    if in_order {
        seconds.sort_unstable();
    }
    let row = |second: i64| {
        let mut row = bare(at(number, "00:00:00") + Duration::seconds(second));
        let mut set = |name: &'static str, value: Value| {
            if random.u8(0..10) > 0 {
                row.insert(name, value);
            }
        };
        let some = second as usize;
        set("agent_id", format!("{:04}", some % 7).into());
        set("agent_name", NAMES[some % NAMES.len()].into());
        set("agent_status", STATES[some % STATES.len()].into());
        set("time", (second % 5_000).into());
        set("calls", (second % 11 - 5).into());
        set("cost", ((second % 400) as f64 / 8.0).into());
        set("share", ((second % 5) as f64 / 4.0).into());
        set("slot", format!("{:02}:00", some / 3600).into());
        set("due", day(1 + (some % 28) as u32).to_string().into());
        set("destinity", format!("5731{:06}", some * 7919 % 1_000_000).into());
        row
    };
    let mut rows: Vec<Row> = seconds.into_iter().map(row).collect();
    if let Some(last) = rows.last_mut().filter(|_| number.is_multiple_of(4)) {
        last.insert(TOTAL, true.into());
    }
    rows
}

/// Writes rows as a segment: small pages and row groups, so that reading has to find its way.
pub(super) fn write(
    path: &Path,
    schema: &Arc<Schema>,
    window: Window,
    rows: &[Row],
) -> SegmentFile {
    let columns = schema.fields().iter().map(|f| array(f.name(), f.data_type(), rows));
    let batch = RecordBatch::try_new(Arc::clone(schema), columns.collect()).expect("rows fit");
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(700))
        .set_data_page_row_count_limit(90)
        .set_write_batch_size(45)
        .build();
    let file = File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
    let times = || rows.iter().map(|row| read_moment(&row[AT]));
    let span = Window {
        from: times().min().unwrap_or(window.from),
        to: times().max().unwrap_or(window.to),
    };
    SegmentFile {
        path: path.to_path_buf(),
        window,
        rows: rows.len() as u64,
        bytes: std::fs::metadata(path).expect("its size").len(),
        span,
        version: 1,
    }
}

pub(super) fn read_moment(value: &Value) -> NaiveDateTime {
    value.as_str().and_then(|text| text.parse().ok()).expect("a moment")
}

fn array(name: &str, kind: &DataType, rows: &[Row]) -> ArrayRef {
    let cells = rows.iter().map(|row| row.get(name).unwrap_or(&Value::Null));
    let texts = cells.clone().map(|cell| cell.as_str());
    match kind {
        DataType::Utf8 => Arc::new(texts.collect::<StringArray>()),
        DataType::Int64 => Arc::new(cells.map(Value::as_i64).collect::<Int64Array>()),
        DataType::Float64 => Arc::new(cells.map(Value::as_f64).collect::<Float64Array>()),
        DataType::Boolean => Arc::new(cells.map(Value::as_bool).collect::<BooleanArray>()),
        DataType::Date32 => {
            let days = |text: &str| {
                let day: NaiveDate = text.get(..10).and_then(|d| d.parse().ok()).expect("a day");
                (day - NaiveDate::default()).num_days() as i32
            };
            Arc::new(texts.map(|text| text.map(days)).collect::<Date32Array>())
        }
        _ => {
            let moment = |value: &Value| {
                value.is_string().then(|| read_moment(value).and_utc().timestamp_millis())
            };
            Arc::new(cells.map(moment).collect::<TimestampMillisecondArray>())
        }
    }
}

/// A table over files in a temporary folder, and its rows in order of arrival.
pub(super) struct World {
    pub(super) folder: tempfile::TempDir,
    pub(super) engine: Engine,
    pub(super) table: Table,
    pub(super) rows: Vec<Row>,
}

impl World {
    pub(super) fn new(report: Report, days: Vec<Vec<Row>>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let schema = schema(&report);
        let period = Window::days(day(1), day(31));
        let source = |(place, rows): (usize, &Vec<Row>)| {
            let path = folder.path().join(format!("segment {place} =á.parquet"));
            let window = Window::day(day(place as u32 + 1));
            Source {
                file: write(&path, &schema, window, rows),
                spans: vec![period],
                keep: None,
                rename: BTreeMap::new(),
            }
        };
        let sources = days.iter().enumerate().map(source).collect();
        let table = Table { report: Arc::new(report), period, sources, generation: 1 };
        let engine = Engine::new(&Limits { threads: 2, ..Limits::default() }).expect("an engine");
        World { folder, engine, table, rows: days.into_iter().flatten().collect() }
    }

    /// Ten days of calls; some days out of order.
    pub(super) fn calls(seed: u64, in_order: bool) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let days =
            (1..=10).map(|n| calls(n, 130 * n as usize, in_order || n % 2 == 0, &mut random));
        World::new(report("calls", COLUMNS), days.collect())
    }

    /// The rows that count, without totals, in order of arrival.
    pub(super) fn ordinary(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| row[TOTAL] == false).collect()
    }

    /// All rows of the answer, shown as the command line shows them.
    pub(super) async fn ask(&self, question: &Question) -> Vec<Row> {
        let request = atalaya_core::query::PageRequest {
            limit: u64::MAX,
            columns: all_columns(),
            ..Default::default()
        };
        let token = CancellationToken::new();
        let page = self.engine.page(&self.table, question, &request, &token).await.expect("a page");
        shown(&page.rows)
    }
}

pub(super) fn all_columns() -> Vec<String> {
    COLUMNS.iter().map(|(name, ..)| (*name).to_owned()).chain([AT.to_owned()]).collect()
}

/// A batch as rows of the oracle.
pub(super) fn shown(batch: &RecordBatch) -> Vec<Row> {
    let known = |name: &str| {
        let names = COLUMNS.iter().map(|(name, ..)| *name).chain([AT, DAY, TOTAL, UNREAD, EXTRA]);
        names.into_iter().find(|known| *known == name).expect("a known column")
    };
    let rows = atalaya_core::query::json_rows(batch).into_iter();
    rows.map(|row| row.into_iter().map(|(name, value)| (known(&name), value)).collect()).collect()
}

/// What the answer shows of a row: texts that stand for no value are null.
pub(super) fn as_shown(row: &Row) -> Row {
    let cell = |value: &Value| match value.as_str() {
        Some("" | "-" | "--") => Value::Null,
        _ => value.clone(),
    };
    let mut shown: Row = row.iter().map(|(name, value)| (*name, cell(value))).collect();
    shown.remove(TOTAL);
    shown
}
