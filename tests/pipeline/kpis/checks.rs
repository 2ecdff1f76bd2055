//! Reconciliation checks.

use super::frames::{agent_2, agent_9, block_on, diagram_11, frame, march};
use atalaya_core::archive::{WindowRecord, WindowState};
use atalaya_core::kpis::checks::{Check, Verdict, check_roster, check_rows, check_windows};
use atalaya_core::kpis::{Roster, RosterEntry};
use atalaya_core::reports::{ProblemKind, Problems, Report};
use chrono::{DateTime, NaiveDate};
use std::collections::BTreeSet;
use tokio_util::sync::CancellationToken;

fn checks(report: &Report, rows: &[&str]) -> Vec<Check> {
    let cancel = CancellationToken::new();
    block_on(check_rows(frame(report, rows), report, &march(31), &cancel)).expect("checks")
}

fn outcome(checks: &[Check], name: &str) -> (Option<f64>, Option<f64>, u64, Verdict) {
    let check = checks.iter().find(|check| check.name == name).unwrap_or_else(|| panic!("{name}"));
    assert!(!check.title.es.is_empty() && !check.meaning.pt.is_empty(), "{name} has its words");
    (check.expected, check.found, check.n, check.verdict)
}

#[test]
fn events_add_up() {
    let rows = [
        // 100 s, a gap of 20 s, 60 s, then 30 s of which 10 overlap; a second agent.
        "02 08:00:00 | 1 | READY | 100 | 02 08:00:00 | 02 08:01:40 | | ",
        "02 08:02:00 | 1 | TALK  | 61  | 02 08:02:00 | 02 08:03:00 | A | ",
        "02 08:02:50 | 1 | TALK  | 30  | 02 08:02:50 | 02 08:03:20 | B | ",
        "02 08:00:00 | 2 | READY | 90   | 02 08:00:00 | 02 08:01:30 | | ",
        "02 08:05:00 | 2 | READY | 50  | 02 08:05:00 | 02 08:05:10 | | ",
        "02 09:00:00 | 2 | READY |     | 02 09:00:00 | | | ",
    ];
    let found = checks(&agent_2(), &rows);
    assert_eq!(outcome(&found, "event_duration"), (Some(5.0), Some(4.0), 5, Verdict::Fails));
    assert_eq!(outcome(&found, "event_overlap"), (Some(0.0), Some(1.0), 5, Verdict::Fails));
    // Spans 200 and 310; found 1 s more by the first odd duration and 40 by the second.
    assert_eq!(outcome(&found, "event_span"), (Some(510.0), Some(551.0), 5, Verdict::Fails));
    let good = checks(&agent_2(), &rows[..1]);
    assert_eq!(outcome(&good, "event_span"), (Some(100.0), Some(100.0), 1, Verdict::Holds));
    assert_eq!(outcome(&checks(&agent_2(), &[]), "event_duration").3, Verdict::Unknown);
}

#[test]
fn totals_are_compared_and_left_out() {
    let rows = [
        "02 | Ana | 1 | 10 | 5  | 15",
        "02 | Eva | 1 | 20 | 10 | 31",
        "*02 | TOTAL | 2 | 30 | 15 | 46",
        "03 | Ana | 1 | 7 | | 9",
    ];
    let found = checks(&agent_9(), &rows);
    assert_eq!(outcome(&found, "hold_plus_mute"), (Some(2.0), Some(2.0), 2, Verdict::Holds));
    assert_eq!(outcome(&found, "total_row"), (Some(46.0), Some(46.0), 1, Verdict::Holds));
    assert_eq!(outcome(&checks(&agent_9(), &rows[..2]), "total_row").3, Verdict::Unknown);
}

#[test]
fn the_journey_total_tells_which_reading_holds() {
    let with = ["02 08:00:00 | A || 3 | 10 | 7 | 20 | yes | 1 | 30 | 60"];
    assert_eq!(outcome(&checks(&diagram_11(), &with), "journey_with_queue").3, Verdict::Holds);
    let without = [
        "02 08:00:00 | A || 3 | 10 | 7 | 20 | yes | 1 | 30 | 40",
        "02 08:00:00 | B || 3 | 10 | 7 | 20 | no  | - |    | 10",
        "02 08:00:00 | C || 3 | 10 |   |    | no  | 4 |    | 10",
    ];
    let found = checks(&diagram_11(), &without);
    assert_eq!(outcome(&found, "journey_without_queue"), (Some(2.0), Some(2.0), 2, Verdict::Holds));
    assert_eq!(outcome(&found, "agent_agreement"), (Some(3.0), Some(2.0), 3, Verdict::Fails));
}

#[test]
fn repeated_keys_are_counted() {
    let mut report = diagram_11();
    report.natural_key = vec!["conn_id".to_owned(), "end_date_rp".to_owned()];
    let row = "02 08:00:00 | A | 02 08:00:00 | 3 | 10 | 7 | 20 | yes | 1 | 30 | 40";
    let found = checks(&report, &[row, row, row]);
    assert_eq!(outcome(&found, "duplicates"), (Some(0.0), Some(2.0), 3, Verdict::Fails));
    // One row per agent and day is no repetition.
    let mut daily = agent_9();
    daily.natural_key = vec!["agent_name".to_owned()];
    let rows = ["02 | Ana | 1 | 1 | 1 | 2", "03 | Ana | 1 | 1 | 1 | 2"];
    assert_eq!(outcome(&checks(&daily, &rows), "duplicates").3, Verdict::Holds);
}

fn window(day: u32, rows: u64, differs: bool) -> WindowRecord {
    let mut problems = Problems::default();
    problems.add(ProblemKind::CountDiffers, "", u64::from(differs));
    WindowRecord {
        id: 1,
        window: atalaya_core::time::Window::day(
            NaiveDate::from_ymd_opt(2026, 3, day).expect("a day"),
        ),
        state: WindowState::Held,
        closed: true,
        fetched: DateTime::UNIX_EPOCH,
        rows,
        doubtful: false,
        reason: String::new(),
        last_failure: String::new(),
        problems,
        segment: None,
    }
}

#[test]
fn one_cut_window_is_one_too_many() {
    let mut windows: Vec<_> = (0..200).map(|_| window(1, 100, false)).collect();
    let good = check_windows(&windows);
    assert_eq!(outcome(&good, "row_cap"), (Some(0.0), Some(0.0), 200, Verdict::Holds));
    windows.push(window(2, 59_000, true));
    let found = check_windows(&windows);
    assert_eq!(outcome(&found, "row_cap"), (Some(0.0), Some(1.0), 201, Verdict::Fails));
    assert_eq!(outcome(&found, "rows_received").3, Verdict::Fails);
    assert_eq!(found[1].items.len(), 1);
    assert_eq!(outcome(&check_windows(&[]), "row_cap").3, Verdict::Unknown);
}

#[test]
fn who_was_never_seen_is_listed() {
    let entry = |id: &str| RosterEntry { agent_id: id.to_owned(), ..RosterEntry::default() };
    let roster = Roster::new(vec![entry("1"), entry("2")]);
    let check = check_roster(&roster, &BTreeSet::from(["1".to_owned()]));
    assert_eq!((check.verdict, check.items), (Verdict::Fails, vec!["2".to_owned()]));
}
