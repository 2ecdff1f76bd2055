//! Old days let go.

use super::given::*;
use atalaya_core::archive::{DayState, Forgotten, WindowState};
use atalaya_core::reports::Grain;
use atalaya_core::time::Window;
use atalaya_core::{Code, Result};
use tokio_util::sync::CancellationToken;

const ROW: (&str, &str) = ("a1", "2026-03-01T08:00:00");

/// Four days: held, empty, failed, held; and a window of two days over the border.
fn old_days() -> Result<Given> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[ROW, ROW])?;
    given.hold_empty(day("2026-03-02"))?;
    let (subject, failed) = (&given.subject, day("2026-03-03"));
    given.archive.fail(subject, Grain::Event, failed, Code::TimedOut, utc(NOW))?;
    given.hold(window("2026-03-04", "2026-03-05"), &[("a4", "2026-03-04T08:00:00")])?;
    given.archive.learn_density(subject, day("2026-03-01"), 4000)?;
    Ok(given)
}

fn states(given: &Given) -> Result<Vec<DayState>> {
    let (from, to) = (date("2026-03-01"), date("2026-03-05"));
    let now = window("2026-03-20", "2026-03-20").from;
    let days = given.archive.coverage(&given.subject, Grain::Event, from, to, now)?;
    Ok(days.into_iter().map(|day| day.state).collect())
}

#[test]
fn days_before_count_as_never_asked_and_a_window_over_the_border_stays() -> Result<()> {
    let given = old_days()?;
    let generation = given.archive.generation()?;
    let told = given.archive.forget(&given.operation.id, date("2026-03-05"), true)?;
    assert_eq!((told.windows, told.rows), (3, 2));
    assert_eq!(given.archive.generation()?, generation, "telling changes nothing");
    assert_eq!(given.files().len(), 2);

    let gone = given.archive.forget(&given.operation.id, date("2026-03-05"), false)?;
    assert_eq!(gone, told);
    use DayState::{Held, Never};
    assert_eq!(states(&given)?, [Never, Never, Never, Held, Held]);
    assert_eq!(given.archive.generation()?, generation + 1);
    assert_eq!(given.files().len(), 1);
    let report = given.archive.verify(true, &mut |_, _| {}, &CancellationToken::new())?;
    assert_eq!((report.problems, report.orphans, report.windows), (vec![], 0, 1));
    Ok(())
}

#[test]
fn what_was_learned_of_a_subject_stays() -> Result<()> {
    let given = old_days()?;
    let density = given.archive.density(&given.subject)?;
    given.archive.forget(&given.operation.id, date("2026-04-01"), false)?;
    assert_eq!(given.archive.density(&given.subject)?, density);
    let emptiness = given.archive.emptiness(&given.subject)?;
    assert!(emptiness.ever_rows, "it had rows once");
    assert_eq!(emptiness.empty_days, 0);
    assert_eq!(given.archive.extent(&given.subject)?, None);
    given.hold_empty(day("2026-03-02"))?;
    given.hold(day("2026-03-01"), &[ROW])?;
    assert_eq!(given.ids(day("2026-03-01"))?, ["a1"]);
    Ok(())
}

#[test]
fn open_readers_keep_their_files() -> Result<()> {
    let given = old_days()?;
    let pin = given.archive.pin()?;
    let file = given.archive.segments(&given.subject, day("2026-03-01"))?.remove(0).path;
    given.archive.forget(&given.operation.id, date("2026-03-02"), false)?;
    assert!(file.exists(), "its reader is not done");
    assert!(given.archive.segments(&given.subject, day("2026-03-01"))?.is_empty());
    drop(pin);
    assert!(!file.exists());
    Ok(())
}

#[test]
fn another_operation_keeps_its_days() -> Result<()> {
    let given = old_days()?;
    let zone = chrono_tz::America::Bogota;
    let place = atalaya_core::archive::Place::Wolkvox("0016".to_owned());
    let other = given.archive.add_operation("Cobros", place, zone)?;
    let none = given.archive.forget(&other.id, date("2026-04-01"), false)?;
    assert_eq!(none, Forgotten::default());
    assert_eq!(given.ids(Window::days(date("2026-03-01"), date("2026-03-05")))?.len(), 3);
    given.archive.remove_operation(&other.id, true)?;
    assert_eq!(code(given.archive.forget(&other.id, date("2026-04-01"), true)), Code::NotFound);
    Ok(())
}

/// A damaged segment that was set aside holds rows as well.
#[test]
fn old_segments_set_aside_go_too() -> Result<()> {
    let given = old_days()?;
    given.hold(day("2026-03-10"), &[("b1", "2026-03-10T08:00:00")])?;
    for old in ["2026-03-01", "2026-03-10"] {
        let file = given.archive.segments(&given.subject, day(old))?.remove(0).path;
        std::fs::write(file, "no rows here")?;
    }
    let cancel = CancellationToken::new();
    let report = given.archive.verify(false, &mut |_, _| {}, &cancel)?;
    assert_eq!(given.archive.set_aside(&report, utc(NOW))?.len(), 2);
    given.archive.forget(&given.operation.id, date("2026-03-05"), false)?;
    let aside: Vec<_> =
        given.files().into_iter().filter(|file| file.ends_with(".damaged")).collect();
    assert_eq!(aside.len(), 1);
    assert!(aside[0].starts_with("20260310"));
    let left = given.archive.windows(&given.subject, window("2026-03-01", "2026-03-31"))?;
    assert_eq!(left[1].state, WindowState::Failed, "the later one is still to be read again");
    Ok(())
}
