//! Exit codes, and which of several counts: 130, 3, 4, 7, 5, 6, 0.

use crate::bench::{Bench, ONE_DAY, QUICK, Ran, TWO_DAYS, finished};
use atalaya_simulator::Fault;
use chrono::NaiveDate;
use serde_json::Value;
use std::fs::File;

fn fetch(bench: &Bench, report: &str) -> Ran {
    bench.ask("fetch", report, TWO_DAYS, &["--json"])
}

#[test]
fn a_refused_or_missing_token_is_3() {
    let bench = Bench::new();
    bench.simulation().faults().set(Fault::BadToken);
    let refused = fetch(&bench, "agent_9").ends(3);
    assert_eq!(refused.error(), "TOK-2");
    assert_eq!(refused.document()["requests"], 1, "it is not tried again");
    bench.golden("fetch_refused", &refused.document());

    let mut bare =
        bench.command(&["fetch", "agent_9", "--from", "2026-03-16", "--to", "2026-03-16"]);
    bare.env_remove("ATALAYA_TOKEN").arg("--json");
    let missing = finished(bare).ends(3);
    assert!(["TOK-3", "KEY-1"].contains(&missing.error().as_str()), "{}", missing.out);
}

#[test]
fn spent_calls_park_with_4_and_keep_what_came() {
    let bench = Bench::new();
    let limit = bench.simulation().quota_limit();
    bench.simulation().set_quota_used(limit - 1);
    let parked = fetch(&bench, "agent_9").ends(4);
    assert_eq!(parked.error(), "QUO-2");
    let document = parked.document();
    assert!(document["rows"].as_u64() > Some(0), "the first day was kept");
    bench.golden("fetch_parked", &document);
    bench.simulation().clear_requests();
    assert_eq!(fetch(&bench, "agent_9").ends(4).document()["requests"], 0, "it is remembered");
    assert!(bench.simulation().requests().is_empty(), "no call is spent on hearing it again");

    bench.simulation().set_quota_used(0);
    bench.test_connection();
    let rest = fetch(&bench, "agent_9").ends(0).document();
    assert_eq!(rest["requests"], 1, "only the missing day is asked");
}

#[test]
fn a_server_that_does_not_answer_is_5() {
    let mut bench = Bench::new();
    bench.simulation().faults().set(Fault::Status(503, None));
    let failed = fetch(&bench, "agent_9").ends(5);
    assert_eq!(failed.error(), "NET-5");
    let document = failed.document();
    assert_eq!(document["requests"], 8, "four attempts for each of two windows");
    bench.golden("fetch_failed", &document);
    bench
        .simulation()
        .faults()
        .set(Fault::Redirect { status: 302, location: "http://127.0.0.1:9/".to_owned() });
    assert_eq!(fetch(&bench, "agent_9").ends(5).error(), "NET-RED");
    bench.stop_server();
    assert_eq!(fetch(&bench, "agent_9").ends(5).error(), "NET-DNS");
}

#[test]
fn a_server_in_use_by_another_program_is_busy() {
    let bench = Bench::new();
    let folder = bench.path("run/app.atalaya.desktop");
    std::fs::create_dir_all(&folder).expect("a folder");
    let lock = File::create(folder.join(format!("requests-loopback-{}.lock", bench.port())))
        .expect("a lock file");
    lock.lock().expect("nobody holds it");
    assert_eq!(fetch(&bench, "agent_9").ends(5).error(), "ARC-3");
    assert!(bench.simulation().requests().is_empty());
    lock.unlock().expect("it is ours");
    fetch(&bench, "agent_9").ends(0);
}

#[test]
fn cut_windows_are_6() {
    let bench = Bench::new();
    let mut command = bench.command(&[&["fetch", "agent_9", "--json"][..], &ONE_DAY].concat());
    command.env("ATALAYA_TEST_LIMITS", format!("{QUICK},row_alarm=3"));
    let partial = finished(command).ends(6).document();
    assert_eq!(partial["windows"][0]["state"], "partial");
    assert_eq!(partial["windows"][0]["reason"], "CAP-1");
    assert_eq!(partial["error"], Value::Null, "incomplete is an answer");
    bench.golden("fetch_partial", &partial);
    let rows = bench.ask("rows", "agent_9", ONE_DAY, &["--json"]).ends(6).document();
    assert!(rows["total"].as_u64() >= Some(3), "{rows}");
    fetch(&bench, "agent_9").ends(0);
    bench.ask("rows", "agent_9", ONE_DAY, &["--json"]).ends(0);
}

#[test]
fn answers_on_missing_days_are_6() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    for verb in ["rows", "kpis"] {
        let ran = bench.ask(verb, "agent_9", TWO_DAYS, &["--json"]).ends(6);
        assert!(ran.document()["error"].is_null(), "the answer is given all the same");
        bench.ask(verb, "agent_9", ONE_DAY, &["--json"]).ends(0);
    }
    let out = ["--out", "Marzo.xlsx", "--json"];
    let written = bench.ask("export", "agent_9", TWO_DAYS, &out).ends(6).document();
    assert_eq!(written["missing_days"], 1);
}

#[test]
fn an_archive_that_cannot_be_used_is_7() {
    let bench = Bench::unknown();
    std::fs::write(bench.path("data"), "no folder").expect("a file");
    let ran = bench.run(&["operation", "list", "--json"]).ends(7);
    assert_eq!(ran.error(), "DSK-2");
    std::fs::remove_file(bench.path("data")).expect("the file is there");

    bench.add("Ventas");
    bench.fetch("agent_9", ONE_DAY);
    let ledger = bench.path("data/ledger.sqlite");
    for left in ["ledger.sqlite-wal", "ledger.sqlite-shm"] {
        let _ = std::fs::remove_file(bench.path("data").join(left));
    }
    std::fs::write(&ledger, vec![b'x'; 8192]).expect("the ledger can be spoiled");
    let ran = bench.ask("rows", "agent_9", ONE_DAY, &["--json"]).ends(7);
    assert_eq!(ran.error(), "ARC-1");
}

#[test]
fn a_workbook_without_a_place_is_7() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    for out in ["nowhere/Marzo.xlsx", "."] {
        let ran = bench.ask("export", "agent_9", ONE_DAY, &["--out", out, "--json"]).ends(7);
        assert_eq!(ran.error(), "XLS-2", "{out}");
    }
}

#[test]
fn the_worst_of_several_counts() {
    let bench = Bench::new();
    let day = NaiveDate::from_ymd_opt(2026, 3, 17);
    // The first day cannot be read, the second ends the run: the token weighs more.
    bench.simulation().faults().when("agent_9", day, Fault::BadToken);
    bench.simulation().faults().set(Fault::Status(500, None));
    let ran = fetch(&bench, "agent_9").ends(3);
    assert_eq!(ran.document()["windows"][0]["reason"], "NET-5");
    // One day fails, the other is kept: the failure counts, and what came is kept.
    bench.simulation().faults().clear();
    bench.simulation().faults().when("agent_9", day, Fault::Status(500, None));
    let ran = fetch(&bench, "agent_9").ends(5);
    assert_eq!(ran.error(), "NET-5");
    let document = ran.document();
    let states: Vec<_> = [0, 1].map(|place| &document["windows"][place]["state"]).into();
    assert_eq!(states, ["held", "failed"]);
}
