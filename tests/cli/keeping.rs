//! What outlives a run: after Ctrl+C, and what `coverage` and `verify` say of it.

use crate::bench::{Bench, ONE_DAY, TWO_DAYS, error_of, files_below};
use serde_json::json;

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_130_and_keeps_what_came() {
    use crate::bench::{interrupt, ran, started};
    use atalaya_simulator::Fault;
    use std::time::{Duration, Instant};

    let bench = Bench::new();
    let week = ["--from", "2026-03-09", "--to", "2026-03-14"];
    // From the third day on, answers take for ever.
    let third = chrono::NaiveDate::from_ymd_opt(2026, 3, 11);
    bench.simulation().faults().when("agent_9", third, Fault::Latency(Duration::from_secs(60)));
    let child = started(bench.command(&[&["fetch", "agent_9", "--json"][..], &week].concat()));
    let begun = Instant::now();
    while bench.simulation().requests().len() < 3 {
        assert!(begun.elapsed() < Duration::from_secs(30), "the third day is asked");
        std::thread::sleep(Duration::from_millis(10));
    }
    interrupt(&child);
    let ran = ran(child.wait_with_output().expect("it ends")).ends(130);
    assert!(begun.elapsed() < Duration::from_secs(30), "it does not wait for the answer");
    assert_eq!(ran.error(), "CAN-1");
    assert_eq!(ran.document()["windows"].as_array().map(Vec::len), Some(2));

    bench.simulation().faults().clear();
    let held = ["--from", "2026-03-09", "--to", "2026-03-10"];
    bench.ask("rows", "agent_9", held, &["--json"]).ends(0);
    let rest = bench.ask("fetch", "agent_9", week, &["--json"]).ends(0).document();
    assert_eq!(rest["requests"], 4, "held days are not asked again");
}

#[test]
fn coverage_says_what_is_held_day_by_day() {
    let bench = Bench::new();
    bench.fetch("agent_9", TWO_DAYS);
    let days = ["--from", "2026-03-15", "--to", "2026-03-17"];
    let coverage = bench.ask("coverage", "agent_9", days, &["--json"]).ends(0).document();
    bench.golden("coverage", &coverage);
    let states = coverage["days"].as_array().expect("days").iter().map(|day| &day["state"]);
    assert_eq!(states.collect::<Vec<_>>(), ["never", "held", "open"]);
}

#[test]
fn verify_tells_damage() {
    let bench = Bench::new();
    bench.fetch("agent_9", TWO_DAYS);
    bench.golden("verify", &bench.json(&["verify"], 0));
    let full = bench.json(&["verify", "--full"], 0);
    assert_eq!(full["findings"], json!([]));

    let segment = files_below(&bench.path("data/archive"))
        .into_iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "parquet"))
        .expect("a segment");
    let mut bytes = std::fs::read(&segment).expect("readable");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(&segment, &bytes).expect("writable");
    let damaged = bench.json(&["verify", "--full"], 7);
    assert_eq!(error_of(&damaged), "ARC-1");
    assert_eq!(damaged["findings"].as_array().map(Vec::len), Some(1));

    assert_eq!(bench.json(&["verify", "--full"], 0)["findings"], json!([]), "it was set aside");
    bench.ask("rows", "agent_9", TWO_DAYS, &[]).ends(6);
    bench.fetch("agent_9", TWO_DAYS);

    let again = files_below(&bench.path("data/archive"))
        .into_iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "parquet"))
        .expect("a segment");
    std::fs::remove_file(&again).expect("removable");
    let missing = bench.json(&["verify"], 7);
    bench.golden("verify_damaged", &missing);
    assert_eq!(missing["findings"][0]["kind"], "missing");
    bench.fetch("agent_9", TWO_DAYS);
    assert_eq!(bench.json(&["verify", "--full"], 0)["findings"], json!([]));
}

#[test]
fn an_interrupted_segment_is_swept_not_read() {
    let bench = Bench::new();
    bench.fetch("agent_9", ONE_DAY);
    let before = bench.ask("rows", "agent_9", ONE_DAY, &["--json"]).ends(0).document();
    let segment = files_below(&bench.path("data/archive"))
        .into_iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "parquet"))
        .expect("a segment");
    let copy = segment.with_file_name("20260316000000_20260316235959_99.parquet");
    std::fs::copy(&segment, copy).expect("a copy that the ledger does not list");
    let after = bench.ask("rows", "agent_9", ONE_DAY, &["--json"]).ends(0).document();
    assert_eq!(before, after);
    assert_eq!(bench.json(&["verify"], 0)["orphans"], 1);
}
