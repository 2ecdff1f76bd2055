//! `demo` and `simulate`: the sample operation.

use crate::bench::Bench;
use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};

#[test]
fn the_demo_writes_its_workbook() {
    let bench = Bench::unknown();
    let ran = bench.run(&["demo", "--out", "Demo.xlsx", "--json", "--lang", "en"]).ends(0);
    let document = ran.document();
    let reports = document["reports"].as_array().expect("reports");
    assert_eq!(reports.len(), 6);
    for report in reports {
        assert!(report["fetch"]["rows"].as_u64() > Some(0), "{}", report["report"]);
        assert_eq!(report["kpis"]["coverage"]["missing"], 0, "{}", report["report"]);
    }
    assert_eq!(document["export"]["name"], "Demo.xlsx");
    let shape: Vec<&Value> = reports.iter().map(|report| &report["report"]).collect();
    bench.golden("demo", &serde_json::json!({ "reports": shape, "export": document["export"] }));
    let mut book: Xlsx<_> = open_workbook(bench.path("out/Demo.xlsx")).expect("a workbook");
    assert!(book.worksheets().len() >= 8, "six reports, summary and origin");
}

#[cfg(unix)]
#[test]
fn the_sample_runs_as_a_server_until_ended() {
    use crate::bench::interrupt;
    use std::process::Stdio;
    let bench = Bench::unknown();
    let mut command = bench.command(&["simulate", "--days", "3", "--seed", "5", "--json"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut text = String::new();
    while !text.contains("\n}") && out.read_line(&mut text).expect("readable") > 0 {}
    let started: Value = serde_json::from_str(&text).expect("a document");
    let port = started["port"].as_u64().expect("a port").to_string();
    let token = started["token"].as_str().expect("a token").to_owned();

    bench.run(&["operation", "add", "Ejemplo", "--loopback", &port]).ends(0);
    let mut test = bench.command(&["operation", "test", "Ejemplo", "--json"]);
    test.env("ATALAYA_TOKEN", &token);
    assert_eq!(test.status().expect("it runs").code(), Some(0));

    interrupt(&child);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let mut rest = String::new();
    out.read_to_string(&mut rest).expect("readable");
    assert_eq!(rest, "", "one document");
}
