//! Files that a reader still uses stay.

use super::given::*;
use atalaya_core::Result;
use atalaya_core::archive::{Archive, Limits};
use std::time::Duration;

const ROW: (&str, &str) = ("a1", "2026-03-01T08:00:00");

#[test]
fn a_replaced_file_stays_until_the_last_pin_goes() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[ROW])?;
    let (pin, twin) = (given.archive.pin()?, given.archive.pin()?);
    let old = given.archive.segments(&given.subject, day("2026-03-01"))?.remove(0);
    given.hold(day("2026-03-01"), &[ROW, ROW])?;
    let late = given.archive.pin()?;
    assert_eq!((pin.generation(), late.generation()), (1, 2));
    drop(pin);
    assert!(old.path.exists(), "the twin still needs it");
    drop(twin);
    // A child that another test starts at this moment holds copies of all locks until it runs.
    for _ in 0..50 {
        if !old.path.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
        drop(given.archive.pin()?);
    }
    assert!(!old.path.exists(), "the late pin never saw it");
    assert_eq!(given.files().len(), 1);
    drop(late);
    assert_eq!(given.ids(day("2026-03-01"))?.len(), 2);
    Ok(())
}

#[test]
fn another_programs_pin_counts_too() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[ROW])?;
    let other = given.reopened()?;
    let pin = other.pin()?;
    let old = other.segments(&given.subject, day("2026-03-01"))?.remove(0);
    given.hold(day("2026-03-01"), &[ROW, ROW])?;
    assert!(old.path.exists());
    drop(pin);
    // Whoever commits or opens next removes it.
    given.hold_empty(day("2026-03-02"))?;
    assert!(!old.path.exists());
    Ok(())
}

#[test]
fn files_of_a_killed_reader_go_at_the_next_opening() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[ROW])?;
    let other = given.reopened()?;
    let pin = other.pin()?;
    given.hold(day("2026-03-01"), &[ROW, ROW])?;
    assert_eq!(given.files().len(), 2);
    drop(pin);
    drop(given.reopened()?);
    assert_eq!(given.files().len(), 1);
    Ok(())
}

#[test]
fn opening_sweeps_abandoned_and_orphaned_files_but_not_those_in_use() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[ROW])?;
    let held = given.archive.segments(&given.subject, day("2026-03-01"))?.remove(0).path;
    let folder = held.parent().expect("it lies in a folder");
    std::fs::write(folder.join("staged-killed.tmp"), "half")?;
    std::fs::copy(&held, folder.join("20260301000000_20260301235959_9.parquet"))?;
    let staging = given.archive.stage(&given.subject, &given.report, day("2026-03-02"))?;

    // The orphan is young by the computer's clock; only the abandoned file goes.
    drop(Archive::open(given.home(), &atalaya_core::clock::SystemClock)?);
    assert_eq!(given.files().len(), 3, "{:?}", given.files());
    let limits = Limits { orphan_age: Duration::ZERO, ..Limits::default() };
    drop(Archive::open_with(given.home(), &atalaya_core::clock::SystemClock, limits)?);
    assert_eq!(given.files().len(), 2, "{:?}", given.files());
    drop(staging);
    assert_eq!(given.ids(day("2026-03-01"))?, ["a1"]);
    Ok(())
}
