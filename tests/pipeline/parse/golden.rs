//! Every fixture, read from memory and as a stream, against its golden reading.

use super::reports::report;
use arrow::array::Array;
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use atalaya_core::reports::{Asked, Reading, Report, read_slice, read_stream};
use atalaya_core::time::Window;
use atalaya_core::{Code, Error};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/wolkvox");

/// The window of all fixtures: a Sunday.
fn window() -> Window {
    Window::day(NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date that exists"))
}

fn params() -> BTreeMap<String, String> {
    BTreeMap::from([("services_time".to_owned(), "20".to_owned())])
}

fn fixtures() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for report in std::fs::read_dir(FOLDER).expect("the fixtures are there").flatten() {
        let Ok(files) = std::fs::read_dir(report.path()) else { continue };
        for file in files.flatten().map(|file| file.path()) {
            if file.extension().is_some_and(|extension| extension == "json") {
                found.push((report.file_name().to_string_lossy().into_owned(), file));
            }
        }
    }
    found.sort();
    found
}

/// A reader that gives a few bytes at a time, so that every boundary is met.
struct Crumbs<'a>(&'a [u8]);

impl Read for Crumbs<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = into.len().min(7).min(self.0.len());
        let (now, later) = self.0.split_at(count);
        into[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

type Read2 = (Result<Reading, Error>, Vec<RecordBatch>);

fn both_ways(report: &Report, body: &[u8]) -> (Read2, Read2) {
    let params = params();
    let asked = Asked { report, params: &params, window: window() };
    let mut sinks = (Vec::new(), Vec::new());
    let slice = read_slice(&asked, body, &mut sinks.0);
    let stream = read_stream(&asked, Crumbs(body), &mut sinks.1);
    ((slice, sinks.0), (stream, sinks.1))
}

fn shown((reading, batches): &Read2) -> String {
    let mut text = String::new();
    match reading {
        Err(error) => return format!("error {}\n", error.code().as_str()),
        Ok(reading) => {
            let around = &reading.envelope;
            let _ = writeln!(text, "code {:?}, error {:?}", around.code, around.error);
            let _ = writeln!(text, "msg {:?}, said {:?}", around.msg, around.said);
            let _ = writeln!(
                text,
                "data {:?}, records {}, rows {}, doubtful {}",
                reading.data,
                reading.records,
                reading.rows,
                reading.doubtful()
            );
            for (kind, column, times) in reading.problems.iter() {
                let _ = writeln!(text, "problem {} {column:?} {times}", kind.name());
            }
        }
    }
    for batch in batches {
        text.push_str(&rows(batch));
    }
    text
}

fn rows(batch: &RecordBatch) -> String {
    let options = FormatOptions::new().with_null("null");
    let schema = batch.schema();
    let mut text = String::new();
    for row in 0..batch.num_rows() {
        text.push_str("--\n");
        for (field, column) in schema.fields().iter().zip(batch.columns()) {
            let value = ArrayFormatter::try_new(column.as_ref(), &options).expect("a plain type");
            let value =
                if column.is_null(row) { "null".into() } else { value.value(row).to_string() };
            let _ = writeln!(text, "{} = {}", field.name(), value.escape_debug());
        }
    }
    text
}

/// Compares with the golden file. Where it is missing or differs it is written anew, so that the
/// change shows in the diff; on the build server that is a failure, with the new text beside it.
fn differs(golden: &Path, text: &str) -> bool {
    if std::fs::read_to_string(golden).is_ok_and(|known| known == text) {
        return false;
    }
    let on_server = std::env::var_os("CI").is_some();
    let target = if on_server { golden.with_extension("changed") } else { golden.to_owned() };
    std::fs::write(target, text).expect("the fixture folder can be written");
    on_server
}

#[test]
fn fixtures_read_as_their_golden_files_say() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 20, "only {} fixtures found", fixtures.len());
    let mut changed = Vec::new();
    for (code, file) in fixtures {
        let body = std::fs::read(&file).expect("a fixture can be read");
        let (slice, stream) = both_ways(&report(&code), &body);
        let text = shown(&slice);
        // Which bytes count as repaired differs: a stream does not know the whole.
        if std::str::from_utf8(&body).is_ok() {
            assert_eq!(text, shown(&stream), "{} reads otherwise as a stream", file.display());
        }
        if differs(&file.with_extension("golden.txt"), &text) {
            changed.push(file);
        }
    }
    assert!(changed.is_empty(), "golden readings changed: {changed:?}");
}

#[test]
fn an_answer_cut_anywhere_is_never_complete() {
    let file = Path::new(FOLDER).join("agent_2/plain.json");
    let body = std::fs::read(file).expect("a fixture can be read");
    let end = body.trim_ascii_end().len();
    for cut in 0..end {
        let (slice, stream) = both_ways(&report("agent_2"), &body[..cut]);
        for (reading, _) in [slice, stream] {
            let error = reading.expect_err("a cut answer must not read");
            assert!(matches!(error.code(), Code::Cut | Code::Shape), "{cut}: {error}");
        }
    }
}

#[test]
fn a_changed_byte_never_panics() {
    let file = Path::new(FOLDER).join("agent_2/plain.json");
    let body = std::fs::read(file).expect("a fixture can be read");
    let mut random = fastrand::Rng::with_seed(7);
    for place in 0..body.len() {
        let mut other = body.clone();
        other[place] = random.u8(..);
        let _ = both_ways(&report("agent_2"), &other);
    }
}
