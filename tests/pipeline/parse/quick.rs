//! A body in memory is read another way than one that streams. Both must read the same, whatever
//! comes.

use super::reports::{agent_states, report};
use arrow::record_batch::RecordBatch;
use atalaya_core::reports::{
    Asked, BATCH_ROWS, Catalogue, Reading, Report, RowSink, read_slice, read_stream,
};
use atalaya_core::time::Window;
use atalaya_core::{Code, Error};
use chrono::NaiveDate;
use fastrand::Rng;
use std::collections::BTreeMap;

const BODIES: &[&str] = &[
    r#"{"code":"200","error":null,"msg":"2 records were found","data":[
       {"agent_id":"1001","agent_status":"READY","time":"00:00:05","date_ini":"2026-03-01 08:00:00"},
       {"agent_id":"1002", "agent_status" : "BAÑO","time":75,"date_ini":null,"other":"x"} ]}"#,
    r#" { "data" : [{"time":"0:02:30","agent_id":7,"agent_id":"8"},{"agent_id":"a\"b\u00f1"},{}],
       "code":200, "m\u0073g":"1 record", "msg":"later", "data":[{"agent_id":"no"}]} "#,
    r#"{"code":200,"data":[{"agent_id":-0,"time":1.50},{"agent_id":{"a":["}"]},"time":[1,2]},[],1]}"#,
    r#"{"code":200,"data":[{"agent_id":"  ","time":"-","date_end":"2026-03-01 08:00:05","":""}]}"#,
    r#"{"code":200,"data":[{"ag\u0065nt_id":"\ud83d","\udc00":"\/ \n","conn_id":1234567890123456789}]}"#,
    "\u{feff}{\"data\":[{\"agent_id\":\"1001\"}]}\n",
    r#"{"data":[],"code":"404"}"#,
    r#"[{"agent_id":"1001"}]"#,
    r#"{"data":{"agent_id":"1001","time":"00:00:05"}}"#,
];
/// What a body is broken with: what has a meaning in JSON, and what has none in it.
const PIECES: &[&str] = &[
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\u{1}",
    "0",
    "-",
    ".",
    "e",
    "null",
    "nul",
    "true",
    "ñ",
    "\\u",
    "\\ud83d",
    "01",
    "\"data\":",
    "\"agent_id\":\"x\"",
    "\u{0}",
    "\u{7f}",
];
const BLANKS: &[&str] = &["", "", "", " ", "\n", "\r\n\t", "  "];
const VALUES: &[&str] = &[
    r#""""#,
    r#""READY""#,
    r#""00:00:05""#,
    r#""2026-03-01 08:00:05""#,
    r#""BAÑO 😀""#,
    r#""a\"b\\c\/\b\f\n\r\t""#,
    r#""\u00f1 \ud83d\ude00 \ud83d \udc00""#,
    r#""[{,:}]""#,
    r#""--""#,
    "null",
    "true",
    "0",
    "75",
    "-0",
    "1.50",
    "1e400",
    "1234567890123456789",
    "[]",
    "{}",
    r#"[{"calls":"1","hour":"08:00"},{"calls":2}]"#,
    r#"{"a":{"b":["]}",null]},"agent_id":"inner"}"#,
];
const KEYS: &[&str] =
    &["new", "", "agent_id ", "a\\u0067ent_id", "\\ud83d", "code", "data", "ñ\\\""];
const AROUND: &[&str] =
    &[r#""code":"200""#, r#""error":null"#, r#""msg":"2 records""#, r#""x":[{}]"#];

fn choice<'a>(random: &mut Rng, among: &[&'a str]) -> &'a str {
    among[random.usize(0..among.len())]
}

/// Those pieces in a list of JSON, with blanks wherever JSON allows them.
fn listed(random: &mut Rng, open: &str, pieces: &[String], close: &str) -> String {
    let mut text = format!("{open}{}", choice(random, BLANKS));
    for (place, piece) in pieces.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let (before, after) = (choice(random, BLANKS), choice(random, BLANKS));
        text += &format!("{comma}{before}{piece}{after}");
    }
    text + close
}

/// A record of known keys, mostly in order, some of them missing, twice, odd or unknown.
fn record(random: &mut Rng, report: &Report) -> String {
    if random.u8(..) < 4 {
        return choice(random, VALUES).to_owned();
    }
    let mut keys: Vec<&str> = report.columns.iter().map(|column| column.wire.as_str()).collect();
    keys.extend(report.columns.iter().filter_map(|column| column.inside.as_deref()));
    match random.u8(0..6) {
        0 => random.shuffle(&mut keys),
        1 => keys.push(choice(random, KEYS)),
        2 => keys.extend_from_within(..random.usize(0..keys.len())),
        3 => keys.truncate(random.usize(0..keys.len())),
        _ => {}
    }
    let field = |key: &str| {
        let (before, after) = (choice(random, BLANKS), choice(random, BLANKS));
        // Mostly what is usual: one odd value hides what comes behind it.
        let value = if random.bool() { r#""usual""# } else { choice(random, VALUES) };
        format!("\"{key}\"{before}:{after}{value}")
    };
    let fields: Vec<String> = keys.into_iter().map(field).collect();
    listed(random, "{", &fields, "}")
}

fn body(random: &mut Rng, report: &Report) -> String {
    let records: Vec<String> = (0..random.usize(0..6)).map(|_| record(random, report)).collect();
    let data = match random.u8(0..12) {
        0 => choice(random, VALUES).to_owned(),
        _ => listed(random, "[", &records, "]"),
    };
    let mut keys: Vec<String> = AROUND.iter().map(|&piece| piece.to_owned()).collect();
    keys.truncate(random.usize(0..=keys.len()));
    keys.push(format!("\"data\":{data}"));
    if random.u8(0..8) == 0 {
        keys.extend_from_within(..1);
    }
    random.shuffle(&mut keys);
    let (before, after) = (choice(random, BLANKS), choice(random, BLANKS));
    format!("{before}{}{after}", listed(random, "{", &keys, "}"))
}

fn broken(body: &str, random: &mut Rng) -> String {
    let mut text: Vec<char> = body.chars().collect();
    for _ in 0..random.usize(1..4) {
        let at = random.usize(0..=text.len());
        let until = text.len().min(at + random.usize(0..3));
        let piece = choice(random, PIECES);
        match random.u8(0..5) {
            0 => drop(text.drain(at..until)),
            1 => text.truncate(at),
            2 => drop(text.splice(at..until, piece.chars())),
            _ => drop(text.splice(at..at, piece.chars())),
        }
    }
    text.into_iter().collect()
}

fn read(
    report: &Report,
    with: impl FnOnce(&Asked, &mut Vec<RecordBatch>) -> Result<Reading, Error>,
) -> (Result<Reading, Code>, Vec<RecordBatch>) {
    let window = Window::day(NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date that exists"));
    let params = BTreeMap::from([("services_time".to_owned(), "20".to_owned())]);
    let mut rows = Vec::new();
    let reading = with(&Asked { report, params: &params, window }, &mut rows);
    (reading.map_err(|error| error.code()), rows)
}

/// Both ways give the same batches, reading and error; true if there was no error. Rows of an
/// answer that could not be read count for nothing.
fn check(report: &Report, body: &[u8]) -> bool {
    let (whole, whole_rows) = read(report, |asked, rows| read_slice(asked, body, rows));
    let (piece, piece_rows) = read(report, |asked, rows| read_stream(asked, body, rows));
    let text = String::from_utf8_lossy(body);
    assert_eq!(whole, piece, "{text}");
    assert!(whole.is_err() || whole_rows == piece_rows, "{text}\n{whole_rows:?}\n{piece_rows:?}");
    whole.is_ok()
}

#[test]
fn both_ways_read_broken_bodies_the_same() {
    let report = agent_states("agent_2");
    let mut random = Rng::with_seed(60_000);
    for body in BODIES {
        check(&report, body.as_bytes());
        for _ in 0..700 {
            check(&report, broken(body, &mut random).as_bytes());
        }
    }
}

#[test]
fn both_ways_read_every_cut_the_same() {
    let report = agent_states("agent_2");
    for body in BODIES {
        // Within a byte order mark there is no answer yet, and the two call that by two names.
        let start = if body.starts_with('\u{feff}') { 3 } else { 0 };
        for end in start..=body.len() {
            check(&report, &body.as_bytes()[..end]);
        }
    }
}

#[test]
fn both_ways_read_generated_bodies_of_every_form_the_same() {
    let mut random = Rng::with_seed(14);
    let mut reports: Vec<Report> =
        ["agent_2", "agent_9", "skill_7", "agent_5", "cdr_4"].map(report).into();
    let built_in = Catalogue::built_in();
    reports.push(built_in.named("diagram_11").expect("a report of ours").as_ref().clone());
    for report in &reports {
        let mut read = 0;
        for _ in 0..400 {
            let body = body(&mut random, report);
            read += u32::from(check(report, body.as_bytes()));
            check(report, broken(&body, &mut random).as_bytes());
        }
        assert!(read > 200, "only {read} of {} were read at all", report.code);
    }
}

/// Refuses every batch but the first.
struct Full(u32);

impl RowSink for Full {
    fn push(&mut self, _: RecordBatch) -> Result<(), Error> {
        self.0 += 1;
        if self.0 == 1 { Ok(()) } else { Err(Error::new(Code::Disk, "no room")) }
    }
}

#[test]
fn batches_are_cut_alike_and_a_sink_that_fails_is_heard() {
    let report = agent_states("agent_2");
    let records = vec![r#"{"agent_id":"1001","time":"00:00:05"}"#; BATCH_ROWS * 2 + 1].join(",");
    let body = format!("{{\"data\":[{records}]}}");
    assert!(check(&report, body.as_bytes()));
    let (failed, _) = read(&report, |asked, _| read_slice(asked, body.as_bytes(), &mut Full(0)));
    assert_eq!(failed, Err(Code::Disk));
}
