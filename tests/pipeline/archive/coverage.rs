//! What is held of a day.

use super::given::*;
use atalaya_core::archive::{DayCoverage, NewWindow, WindowState};
use atalaya_core::reports::Grain;
use atalaya_core::time::read_from;
use atalaya_core::{Code, Result};

/// `state rows[+] reason` of each day from the 1st to `last`, at noon of the 20th.
fn told(given: &Given, last: &str) -> Result<Vec<String>> {
    let now = read_from("2026-03-20T12:00:00")?;
    let (from, to) = (date("2026-03-01"), date(last));
    let days = given.archive.coverage(&given.subject, given.report.grain, from, to, now)?;
    let line = |day: DayCoverage| {
        let shared = if day.shared { "+" } else { "" };
        format!("{} {}{shared} {}", day.state.name(), day.rows, day.reason).trim_end().to_owned()
    };
    Ok(days.into_iter().map(line).collect())
}

fn open(state: WindowState) -> atalaya_core::archive::Facts {
    atalaya_core::archive::Facts { closed: false, ..facts(state) }
}

#[test]
fn each_day_says_what_its_windows_are_together() -> Result<()> {
    let given = given()?;
    let archive = &given.archive;
    let fail = |w, why| archive.fail(&given.subject, Grain::Event, w, why, utc(NOW));
    given.hold(day("2026-03-01"), &[("a", "2026-03-01"), ("b", "2026-03-01")])?;
    given.hold_empty(day("2026-03-02"))?;
    fail(day("2026-03-03"), Code::Cut)?;
    // The 4th in halves: held and empty together are held.
    given.hold(window("2026-03-04", "2026-03-04T11:59:59"), &[("c", "2026-03-04")])?;
    given.hold_empty(window("2026-03-04T12:00:00", "2026-03-04"))?;
    // The 5th lacks its last second; the 6th failed in its second half.
    given.hold(window("2026-03-05", "2026-03-05T23:59:58"), &[("d", "2026-03-05")])?;
    given.hold(window("2026-03-06", "2026-03-06T11:59:59"), &[("e", "2026-03-06")])?;
    fail(window("2026-03-06T12:00:00", "2026-03-06"), Code::TimedOut)?;
    // The 7th was cut, the 8th and 9th came together, the 10th is open.
    let mut cut = facts(WindowState::Partial);
    (cut.closed, cut.reason) = (false, "CAP-1".to_owned());
    given.commit(vec![given.staged_as(day("2026-03-07"), &[("f", "2026-03-07")], cut)?.into()])?;
    given.hold(window("2026-03-08", "2026-03-09"), &[("g", "2026-03-08")])?;
    let staged =
        given.staged_as(day("2026-03-10"), &[("h", "2026-03-10")], open(WindowState::Held))?;
    given.commit(vec![staged.into()])?;
    given.commit(vec![NewWindow::empty(day("2026-03-11"), utc(NOW), false, true)])?;
    let expected = [
        "held 2",
        "empty 0",
        "failed 0 NET-CUT",
        "held 1",
        "partial 1",
        "partial 1 NET-TIME",
        "partial 1 CAP-1",
        "held 0+",
        "held 0+",
        "open 1",
        "open 0",
        "never 0",
    ];
    assert_eq!(told(&given, "2026-03-12")?, expected);
    Ok(())
}

#[test]
fn today_is_open_once_what_exists_is_covered_and_tomorrow_was_never_asked() -> Result<()> {
    let given = given()?;
    let morning = window("2026-03-20", "2026-03-20T11:59:59");
    let read = |w| given.staged_as(w, &[("a", "2026-03-20T08:00:00")], open(WindowState::Held));
    given.commit(vec![read(morning)?.into()])?;
    let of_today =
        |given: &Given| -> Result<Vec<String>> { Ok(told(given, "2026-03-21")?.split_off(19)) };
    assert_eq!(of_today(&given)?, ["partial 1", "never 0"], "the second of noon is missing");
    given.commit(vec![read(day("2026-03-20"))?.into()])?;
    assert_eq!(of_today(&given)?, ["open 1", "never 0"]);
    Ok(())
}

#[test]
fn an_exact_day_is_as_good_as_the_best_window_that_contains_it() -> Result<()> {
    let given = given_grain(Grain::Exact)?;
    given.hold(window("2026-03-01", "2026-03-03"), &[("w", "2026-03-01")])?;
    given.hold_empty(window("2026-03-03", "2026-03-04"))?;
    let half = window("2026-03-05", "2026-03-05T11:59:59");
    given.hold(half, &[("h", "2026-03-05")])?;
    let all = window("2026-03-02", "2026-03-06");
    given.archive.fail(&given.subject, Grain::Exact, all, Code::Slow, utc(NOW))?;
    let expected =
        ["held 0+", "held 0+", "held 0+", "empty 0", "failed 0 NET-SLOW", "failed 0 NET-SLOW"];
    assert_eq!(told(&given, "2026-03-06")?, expected);
    given.archive.fail(&given.subject, Grain::Exact, half, Code::Slow, utc(NOW))?;
    let kept = given.archive.windows(&given.subject, half)?;
    let same = kept.iter().find(|record| record.window == half).expect("it is held");
    assert_eq!((same.state, same.last_failure.as_str()), (WindowState::Held, "NET-SLOW"));
    Ok(())
}

#[test]
fn a_daily_day_knows_its_rows() -> Result<()> {
    let given = given_grain(Grain::Event)?;
    given.hold(day("2026-03-01"), &[("a", "2026-03-01")])?;
    let now = read_from("2026-03-20T12:00:00")?;
    let one = date("2026-03-01");
    let days = given.archive.coverage(&given.subject, Grain::Daily, one, one, now)?;
    assert_eq!((days[0].rows, days[0].shared, days[0].fetched), (1, false, Some(utc(NOW))));
    Ok(())
}

#[test]
fn emptiness_is_unproven_until_a_row_came() -> Result<()> {
    let given = given()?;
    let ask = || given.archive.emptiness(&given.subject);
    assert_eq!((ask()?.ever_rows, ask()?.empty_days), (false, 0));
    given.hold_empty(window("2026-03-01", "2026-03-06"))?;
    given.hold_empty(window("2026-03-07", "2026-03-07T12:00:00"))?;
    given.hold_empty(window("2026-03-07T12:00:01", "2026-03-07"))?;
    assert_eq!((ask()?.ever_rows, ask()?.empty_days), (false, 7));
    given.hold(day("2026-03-08"), &[("a", "2026-03-08")])?;
    given.hold_empty(day("2026-03-08"))?;
    assert_eq!((ask()?.ever_rows, ask()?.empty_days), (true, 8), "once proven, always");
    Ok(())
}
