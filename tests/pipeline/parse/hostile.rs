//! Bodies that no honest server sends.

use super::reports::{agent_states, report};
use arrow::array::AsArray;
use arrow::record_batch::RecordBatch;
use atalaya_core::reports::{
    Asked, BATCH_ROWS, DataForm, ProblemKind, Reading, Report, RowSink, read_slice, read_stream,
    schema,
};
use atalaya_core::time::Window;
use atalaya_core::{Code, Error, Result};
use chrono::NaiveDate;
use std::collections::BTreeMap;

fn read(report: &Report, body: &[u8]) -> (Result<Reading>, Vec<RecordBatch>) {
    let mut sink = Vec::new();
    let (params, window) = (BTreeMap::new(), march_first());
    (read_slice(&Asked { report, params: &params, window }, body, &mut sink), sink)
}

fn march_first() -> Window {
    Window::day(NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date that exists"))
}

fn code_of(body: &[u8]) -> Code {
    read(&agent_states("agent_2"), body).0.expect_err("must not read").code()
}

#[test]
fn what_is_no_answer_is_refused() {
    assert_eq!(code_of(b""), Code::Cut);
    assert_eq!(code_of(b"   "), Code::Cut);
    assert_eq!(code_of(b"{\"code\":200,\"data\":["), Code::Cut);
    assert_eq!(code_of(b"{\"code\":200} trailing"), Code::Shape);
    assert_eq!(code_of(b"{\"code\":200}{\"code\":200}"), Code::Shape);
    assert_eq!(code_of(b"<html>"), Code::Shape);
    assert_eq!(code_of(b"\"text\""), Code::Shape);
    assert_eq!(code_of(b"null"), Code::Shape);
    assert_eq!(code_of(b"{\"msg\":\"Espa\xc3"), Code::Cut);
}

#[test]
fn errors_tell_places_not_values() {
    let body = br#"{"code":200,"data":[{"agent_id":"573000000001" x]}"#;
    let error = read(&agent_states("agent_2"), body).0.expect_err("must not read");
    assert!(!format!("{error} {error:?}").contains("57300"), "{error:?}");
}

#[test]
fn depth_and_length_do_not_crash() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let column = format!(r#"{{"code":"200","data":[{{"agent_id":{deep}}}]}}"#);
    let (reading, rows) = read(&agent_states("agent_2"), column.as_bytes());
    assert_eq!(reading.expect("reads").problems.count(ProblemKind::Unreadable), 1);
    assert_eq!(rows.len(), 1);
    let unknown = format!(r#"{{"code":"200","data":[{{"odd":{deep}}}],"more":{deep}}}"#);
    assert_eq!(read(&agent_states("agent_2"), unknown.as_bytes()).0.expect("reads").rows, 1);
    let data = format!(r#"{{"code":"200","data":{deep}}}"#);
    assert_eq!(
        read(&agent_states("agent_2"), data.as_bytes()).0.expect("reads").data,
        DataForm::Wrong
    );
    assert_eq!(
        read(&agent_states("agent_2"), deep.as_bytes()).0.expect("reads").data,
        DataForm::Wrong
    );
    let nested = format!(r#"{{"code":"200","data":[{{"status_x_hour":{deep}}}]}}"#);
    assert_eq!(read(&report("agent_5"), nested.as_bytes()).0.expect("reads").data, DataForm::Wrong);
    let long = format!(r#"{{"code":"200","data":[{{"agent_id":"{}"}}]}}"#, "x".repeat(70_000_000));
    let (_, rows) = read(&agent_states("agent_2"), long.as_bytes());
    let ids = rows[0].column(0).as_string::<i32>();
    assert_eq!(ids.value(0).len(), 70_000_000);
}

#[test]
fn many_unknown_keys_stay_bounded() {
    let keys: Vec<String> = (0..5000).map(|n| format!(r#""odd{n}":"{n}""#)).collect();
    let body = format!(r#"{{"code":200,"data":[{{{}}}]}}"#, keys.join(","));
    let reading = read(&agent_states("agent_2"), body.as_bytes()).0.expect("reads");
    assert!(reading.problems.iter().count() < 300);
    assert_eq!(reading.problems.count(ProblemKind::NewColumn), 5000);
}

#[test]
fn wrong_data_is_said_to_be_wrong() {
    for data in
        ["{}", "\"none\"", "7", "true", "[1]", "[null]", "[[]]", "[\"x\"]", "{\"error\":\"x\"}"]
    {
        let body = format!(r#"{{"code":"200","msg":"ok","data":{data}}}"#);
        let reading = read(&agent_states("agent_2"), body.as_bytes()).0.expect("reads");
        assert_eq!(reading.data, DataForm::Wrong, "{data}");
    }
}

fn many_rows(count: usize) -> String {
    let row = |n: usize| {
        format!(
            r#"{{"agent_id":"10{:02}","agent_status":"READY","time":"00:00:05","date_ini":"2026-03-01 08:00:00","date_end":"2026-03-01 08:00:05","conn_id":"1.{n}","type_interaction":"-","telephone":"573000000000"}}"#,
            n % 100
        )
    };
    let rows: Vec<String> = (0..count).map(row).collect();
    format!(
        r#"{{"data":[{}],"code":"200","error":null,"msg":"{count} records were found"}}"#,
        rows.join(",")
    )
}

#[test]
fn large_answers_come_in_batches_of_the_schema() {
    let report = agent_states("agent_2");
    let body = many_rows(20_000);
    let (reading, batches) = read(&report, body.as_bytes());
    let reading = reading.expect("reads");
    assert_eq!((reading.rows, reading.doubtful()), (20_000, false));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let sizes: Vec<usize> = batches.iter().map(RecordBatch::num_rows).collect();
    assert_eq!(sizes, [BATCH_ROWS, BATCH_ROWS, 20_000 - 2 * BATCH_ROWS]);
    assert!(batches.iter().all(|batch| batch.schema() == schema(&report)));
}

/// A disk that fills up.
struct Full(u32);

impl RowSink for Full {
    fn push(&mut self, _: RecordBatch) -> Result<()> {
        self.0 += 1;
        if self.0 > 1 { Err(Error::new(Code::DiskFull, "full")) } else { Ok(()) }
    }
}

#[test]
fn an_error_of_the_sink_comes_back_as_it_is() {
    let (report, params) = (agent_states("agent_2"), BTreeMap::new());
    let asked = Asked { report: &report, params: &params, window: march_first() };
    let body = many_rows(20_000);
    let slice = read_slice(&asked, body.as_bytes(), &mut Full(0)).expect_err("must fail");
    let stream = read_stream(&asked, body.as_bytes(), &mut Full(0)).expect_err("must fail");
    assert_eq!([slice.code(), stream.code()], [Code::DiskFull; 2]);
}
