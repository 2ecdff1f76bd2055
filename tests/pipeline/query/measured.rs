//! Figures of a year's archive. Run by hand: `cargo test -- --ignored measured --nocapture`.

use super::world::{COLUMNS, at, report};
use arrow::array::{
    ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray,
    new_null_array,
};
use atalaya_core::archive::SegmentFile;
use atalaya_core::query::{
    AggregateRequest, Bucket, DistinctRequest, Engine, Filter, Filters, Limits, Measure, MeasureFn,
    PageRequest, Question, Sort, Source, Table, Test,
};
use atalaya_core::reports::{AT, TOTAL, schema};
use atalaya_core::time::Window;
use chrono::Duration;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use tokio_util::sync::CancellationToken;

const FILES: i64 = 167;
const ROWS: i64 = 30_000;

fn segment(folder: &Path, file: i64, random: &mut fastrand::Rng) -> SegmentFile {
    let schema = schema(&report("calls", COLUMNS));
    let start = at(1, "00:00:00") + Duration::seconds(file * ROWS);
    let times = || (0..ROWS).map(|row| start + Duration::seconds(row));
    let moments: ArrayRef = Arc::new(
        times()
            .map(|at| Some(at.and_utc().timestamp_millis()))
            .collect::<TimestampMillisecondArray>(),
    );
    let mut texts = |upto: u64, form: fn(u64) -> String| -> ArrayRef {
        Arc::new((0..ROWS).map(|_| Some(form(random.u64(0..upto)))).collect::<StringArray>())
    };
    let columns = schema.fields().iter().map(|field| match field.name().as_str() {
        "date_ini" | AT => Arc::clone(&moments),
        "agent_id" => texts(200, |n| format!("{n:04}")),
        "agent_name" => texts(200, |n| format!("Agente {n}")),
        "agent_status" => texts(15, |n| format!("Estado {n}")),
        "destinity" => texts(u64::MAX, |n| format!("57{}", n % 10_000_000_000)),
        "time" => Arc::new((0..ROWS).map(|row| Some(row * 7919 % 900)).collect::<Int64Array>()),
        TOTAL => Arc::new(BooleanArray::from(vec![false; ROWS as usize])),
        _ => new_null_array(field.data_type(), ROWS as usize),
    });
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns.collect()).expect("rows");
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1).expect("a level")))
        .set_data_page_row_count_limit(2_000)
        .set_write_batch_size(500)
        .build();
    let path = folder.join(format!("{file:04}.parquet"));
    let target = std::fs::File::create(&path).expect("a file");
    let mut writer = ArrowWriter::try_new(target, schema, Some(properties)).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
    let window = Window { from: start, to: start + Duration::seconds(ROWS - 1) };
    let bytes = std::fs::metadata(&path).expect("its size").len();
    SegmentFile { path, window, rows: ROWS as u64, bytes, span: window, version: 1 }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes five million rows and takes a minute"]
async fn measured_at_five_million_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut random = fastrand::Rng::with_seed(1);
    let files: Vec<_> = (0..FILES).map(|file| segment(folder.path(), file, &mut random)).collect();
    let last = files[files.len() - 1].window;
    let period = Window { from: files[0].window.from, to: last.to };
    let source = |file: SegmentFile| Source {
        file,
        spans: vec![period],
        keep: None,
        rename: BTreeMap::new(),
    };
    let sources = files.into_iter().map(source).collect();
    let table =
        Table { report: Arc::new(report("calls", COLUMNS)), period, sources, generation: 1 };
    let engine = Engine::new(&Limits::default()).expect("an engine");
    let token = CancellationToken::new();
    let page = |offset| PageRequest { offset, limit: 100, ..PageRequest::default() };
    for sort in ["", "time", "agent_name", "destinity"] {
        let by = |column: &str| Sort { column: column.to_owned(), descending: true };
        let sort: Vec<_> = [sort].into_iter().filter(|name| !name.is_empty()).map(by).collect();
        let question = Question { sort, ..Question::default() };
        for offset in [0, 2_500_000, 2_500_100] {
            let start = Instant::now();
            let found = engine.page(&table, &question, &page(offset), &token).await.expect("rows");
            say(&format!("{question:?} page at {offset} of {}", found.total), start);
        }
    }
    let contains = Filter::one("destinity", Test::Contains("1234".to_owned()));
    let filters = Filters { all: vec![contains], ..Filters::default() };
    for _ in 0..2 {
        let start = Instant::now();
        engine.count(&table, &filters, &token).await.expect("a count");
        say("count where destinity contains 1234", start);
        let start = Instant::now();
        let question = Question { filters: filters.clone(), sort: vec![] };
        engine.page(&table, &question, &page(0), &token).await.expect("a page");
        say("its first page", start);
        let start = Instant::now();
        let request =
            DistinctRequest { column: "agent_name".to_owned(), limit: 500, ..Default::default() };
        engine.distinct(&table, &request, &token).await.expect("values");
        say("distinct agents", start);
        for bucket in [Bucket::Day, Bucket::Quarter] {
            let start = Instant::now();
            let request = AggregateRequest {
                bucket: Some(bucket),
                dimensions: vec!["agent_status".to_owned()],
                measures: vec![Measure { column: "time".to_owned(), function: MeasureFn::Sum }],
                ..AggregateRequest::default()
            };
            engine.aggregate(&table, &request, &token).await.expect("a series");
            say(&format!("time by status and {bucket:?}, cut at borders"), start);
        }
    }
}

#[expect(clippy::print_stdout, reason = "a measurement is for reading")]
fn say(what: &str, start: Instant) {
    println!("{:>8.1} ms  {what}", start.elapsed().as_secs_f64() * 1000.0);
}
