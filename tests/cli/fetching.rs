//! `plan` and `fetch`.

use crate::bench::{Bench, ONE_DAY, TWO_DAYS, error_of, finished};
use chrono::{Duration, NaiveDate};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).expect("a day of the calendar")
}

/// Rows that a faultless server has on these days.
fn truth(bench: &Bench, report: &str, params: &[(&str, &str)], first: u32, last: u32) -> u64 {
    let params: BTreeMap<String, String> =
        params.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    let from = day(first).and_hms_opt(0, 0, 0).expect("midnight");
    let to = day(last).and_hms_opt(0, 0, 0).expect("midnight") + Duration::seconds(86_399);
    bench.simulation().operation().count(report, &params, from, to) as u64
}

fn windows(document: &Value) -> Vec<(String, String)> {
    let windows = document["windows"].as_array().expect("windows");
    let text = |window: &Value, part: &str| window[part].as_str().unwrap_or_default().to_owned();
    windows.iter().map(|window| (text(window, "from"), text(window, "state"))).collect()
}

#[test]
fn a_plan_tells_calls_and_asks_nothing() {
    let bench = Bench::new();
    let plan = bench.ask("plan", "campaign_7", TWO_DAYS, &["--json"]).ends(0).document();
    bench.golden("plan", &plan);
    assert_eq!((&plan["calls"], &plan["days_held"]), (&json!(2), &json!(0)));
    assert!(bench.simulation().requests().is_empty());
    bench.fetch("campaign_7", TWO_DAYS);
    let after = bench.ask("plan", "campaign_7", TWO_DAYS, &["--json"]).ends(0).document();
    assert_eq!((&after["calls"], &after["days_held"]), (&json!(0), &json!(1)));
    assert_eq!(after["skipped"][0]["skipped"], "floor");
}

#[test]
fn what_is_fetched_is_what_the_server_has() {
    let bench = Bench::new();
    let fetched = bench.ask("fetch", "campaign_7", TWO_DAYS, &["--json"]).ends(0).document();
    bench.golden("fetch", &fetched);
    let all = [("campaign_id", "all")];
    assert_eq!(fetched["rows"], truth(&bench, "campaign_7", &all, 16, 17));
    assert_eq!(fetched["requests"], bench.simulation().requests().len());
    let rows = bench.ask("rows", "campaign_7", TWO_DAYS, &["--json", "--limit", "0"]).ends(0);
    assert_eq!(rows.document()["total"], fetched["rows"]);
}

#[test]
fn an_open_day_is_left_alone_for_five_minutes() {
    let bench = Bench::new();
    bench.fetch("agent_9", TWO_DAYS);
    bench.simulation().clear_requests();
    let again = bench.ask("fetch", "agent_9", TWO_DAYS, &["--json"]).ends(0).document();
    bench.golden("fetch_floor", &again);
    let skipped = &again["windows"][0];
    assert_eq!(skipped["skipped"], "floor");
    assert_eq!(skipped["next_at"], "2026-03-19T12:05:00");
    assert!(bench.simulation().requests().is_empty());

    let reread =
        bench.ask("fetch", "agent_9", TWO_DAYS, &["--reread", "--json"]).ends(0).document();
    bench.golden("fetch_reread", &reread);
    assert_eq!(bench.simulation().requests().len(), 1, "the closed day; the floor still holds");

    let words = [&["fetch", "agent_9"][..], &TWO_DAYS, &["--json"]].concat();
    let mut later = bench.command(&words);
    later.env("ATALAYA_TEST_NOW", "2026-03-19T17:05:00Z");
    let later = finished(later).ends(0).document();
    assert_eq!(later["requests"], 1);
    assert_eq!(windows(&later), [("2026-03-17T00:00:00".to_owned(), "held".to_owned())]);
}

#[test]
fn periods_are_widened_and_days_to_come_dropped_and_said_so() {
    let bench = Bench::new();
    let part = ["--from", "2026-03-16T08:00:00", "--to", "2026-03-16T09:00:00"];
    for verb in ["plan", "fetch", "coverage"] {
        let ran = bench.ask(verb, "agent_14", part, &["--lang", "en"]).ends(0);
        assert!(ran.err.contains("Whole days"), "{verb}: {}", ran.err);
    }
    let whole = bench.ask("coverage", "agent_14", ONE_DAY, &["--lang", "en"]).ends(0);
    assert_eq!(whole.err, "");

    let ahead = ["--from", "2026-03-18", "--to", "2026-03-25"];
    let ran = bench.ask("plan", "agent_9", ahead, &["--lang", "en", "--json"]).ends(0);
    assert!(ran.err.contains("6 days after today"), "{}", ran.err);
    let plan = ran.document();
    assert_eq!((&plan["dropped_days"], &plan["calls"]), (&json!(6), &json!(2)));
    let never = ["--from", "2026-04-01", "--to", "2026-04-02"];
    let nothing = bench.ask("fetch", "agent_9", never, &["--json"]).ends(0).document();
    assert_eq!((&nothing["requests"], &nothing["windows"]), (&json!(0), &json!([])));
}

#[test]
fn parameters_reach_the_report_that_has_them() {
    let bench = Bench::new();
    let missing = bench.ask("fetch", "agent_2", ONE_DAY, &["--json"]).ends(2);
    assert_eq!(missing.error(), "USE-1");
    for param in ["skill_id=4", "agent_id", "campaign_7.campaign_id=1", "agent_2.nada=1"] {
        let words = ["--param", param, "--json"];
        let refused = bench.ask("fetch", "agent_2", ONE_DAY, &words).ends(2);
        assert_eq!(refused.error(), "USE-1", "{param}");
    }
    assert!(bench.simulation().requests().is_empty());

    let agent = bench.simulation().operation().agents()[0].id.clone();
    for form in [format!("agent_id={agent}"), format!("agent_2.agent_id={agent}")] {
        let words = ["--param", form.as_str(), "--json"];
        let fetched = bench.ask("fetch", "agent_2", ONE_DAY, &words).ends(0).document();
        let held = bench.ask("rows", "agent_2", ONE_DAY, &["--json", "--limit", "1"]).ends(0);
        assert_eq!(
            held.document()["total"],
            truth(&bench, "agent_2", &[("agent_id", &agent)], 16, 16)
        );
        assert!(fetched["requests"].as_u64() <= Some(1), "held the second time");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_before_any_call() {
    let bench = Bench::new();
    let cases: &[(&str, &str, &str)] = &[
        ("agent_99", "2026-03-16", "2026-03-17"),
        ("campaign_7", "2026-03-17", "2026-03-16"),
        ("campaign_7", "2026-02-30", "2026-03-16"),
        ("campaign_7", "16/03/2026", "2026-03-16"),
        ("campaign_7", "2026-03-16T25:00:00", "2026-03-17"),
    ];
    for verb in ["plan", "fetch", "coverage", "rows", "kpis"] {
        for (report, from, to) in cases {
            let refused = bench.json(&[verb, report, "--from", from, "--to", to], 2);
            assert!(["USE-1", "USE-2"].contains(&error_of(&refused).as_str()), "{verb} {report}");
        }
    }
    assert!(bench.simulation().requests().is_empty());
}

#[test]
fn waiting_is_short_unless_asked_for() {
    use atalaya_simulator::Fault::Status;
    let bench = Bench::new();
    let limits = "backoff_min=1,backoff_max=5,waiting=500";
    let words = [&["fetch", "agent_9"][..], &ONE_DAY, &["--json"]].concat();
    bench.simulation().faults().once(Status(429, Some("1".to_owned())));
    let mut short = bench.command(&words);
    short.env("ATALAYA_TEST_LIMITS", limits);
    assert_eq!(finished(short).ends(5).error(), "QUO-1");

    bench.simulation().faults().once(Status(429, Some("1".to_owned())));
    let mut patient = bench.command(&[&words[..], &["--wait"]].concat());
    patient.env("ATALAYA_TEST_LIMITS", limits);
    let fetched = finished(patient).ends(0).document();
    assert_eq!(fetched["requests"], 2);
    assert_eq!(windows(&fetched), [("2026-03-16T00:00:00".to_owned(), "held".to_owned())]);
}
