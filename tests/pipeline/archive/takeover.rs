//! A backup that takes the archive's place: killed between any two steps, either archive is whole.
//!
//! What lies in the folder between the steps is written down here by hand, and a copy of this test
//! binary is killed at random while it restores one backup after the other.

use super::crash::{HOME, copy_of_this_test};
use super::given::*;
use atalaya_core::archive::Archive;
use atalaya_core::{Code, Result};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const WAITING: &str = "restore-waiting";
const STEP: &str = "restore.step";
const ASIDE: &str = "before-restore-20260320-170000";
/// Enough to meet each step; the release run uses more.
const KILLS: u32 = 20;

/// An archive with the row `old`, closed, beside a backup with the row `new` that waits for it.
struct Before {
    given: Given,
    home: PathBuf,
}

fn before() -> Result<Before> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[("new", "2026-03-01T08:00:00")])?;
    let backup = given.folder.path().join("backup");
    let cancel = CancellationToken::new();
    given.archive.backup(&backup, &mut |_, _| {}, &cancel)?;
    given.hold(day("2026-03-01"), &[("old", "2026-03-01T08:00:00")])?;
    let home = given.home().to_owned();
    Archive::restore_later(&backup, &home, &clock(), &mut |_, _| {}, &cancel)?;
    assert!(Archive::restore_waits(&home));
    Ok(Before { given, home })
}

/// Closes the archive, so that its place can be taken.
fn closed(before: Before) -> (tempfile::TempDir, atalaya_core::archive::Subject, PathBuf) {
    let Given { folder, subject, archive, .. } = before.given;
    drop(archive);
    (folder, subject, before.home)
}

fn holds(home: &Path, subject: &atalaya_core::archive::Subject, row: &str) -> Result<()> {
    let archive = Archive::open(home, &clock())?;
    assert_eq!(ids_of(&archive, subject, day("2026-03-01"))?, [row], "{}", home.display());
    let report = archive.verify(true, &mut |_, _| {}, &CancellationToken::new())?;
    assert_eq!((report.problems, report.orphans), (vec![], 0));
    Ok(())
}

#[test]
fn the_old_archive_is_kept_whole() -> Result<()> {
    let (folder, subject, home) = closed(before()?);
    holds(&home, &subject, "new")?;
    holds(&home.join(ASIDE), &subject, "old")?;
    // And back again, from what was kept.
    let cancel = CancellationToken::new();
    Archive::restore_later(&home.join(ASIDE), &home, &clock(), &mut |_, _| {}, &cancel)?;
    holds(&home, &subject, "old")?;
    holds(&home.join(format!("{ASIDE}-2")), &subject, "new")?;
    drop(folder);
    Ok(())
}

#[test]
fn while_the_archive_is_in_use_the_backup_waits() -> Result<()> {
    let before = before()?;
    holds(&before.home, &before.given.subject, "old")?;
    assert!(Archive::restore_waits(&before.home));
    let (_folder, subject, home) = closed(before);
    holds(&home, &subject, "new")
}

/// What has moved by then, of the steps of the change, in their order.
#[test]
fn interrupted_after_any_step_the_next_opening_does_the_rest() -> Result<()> {
    let out = ["ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite", "archive"];
    let into = ["archive", "ledger.sqlite"];
    for steps in 0..=out.len() + into.len() {
        let (_folder, subject, home) = closed(before()?);
        let aside = home.join(ASIDE);
        fs::create_dir(&aside)?;
        fs::write(home.join(STEP), format!("out {ASIDE}"))?;
        for name in out.iter().take(steps).filter(|name| home.join(name).exists()) {
            fs::rename(home.join(name), aside.join(name))?;
        }
        if steps >= out.len() {
            fs::write(home.join(STEP), format!("in {ASIDE}"))?;
            for name in into.iter().take(steps - out.len()) {
                fs::rename(home.join(WAITING).join(name), home.join(name))?;
            }
        }
        holds(&home, &subject, "new")?;
        holds(&aside, &subject, "old")?;
        assert!(!home.join(STEP).exists() && !home.join(WAITING).exists(), "after {steps}");
    }
    Ok(())
}

#[test]
fn interrupted_before_the_first_step_nothing_is_lost() -> Result<()> {
    let (_folder, subject, home) = closed(before()?);
    // The folder was made, and the marker was half written under its other name.
    fs::create_dir(home.join(ASIDE))?;
    fs::write(home.join(format!("{STEP}.tmp")), "ou")?;
    holds(&home, &subject, "new")?;
    holds(&home.join(format!("{ASIDE}-2")), &subject, "old")
}

#[test]
fn a_copy_that_was_not_finished_does_not_wait() -> Result<()> {
    let (_folder, subject, home) = closed(before()?);
    fs::rename(home.join(WAITING), home.join("restore-unfinished"))?;
    assert!(!Archive::restore_waits(&home));
    holds(&home, &subject, "old")
}

#[test]
fn a_marker_that_is_not_ours_stops_the_opening_untouched() -> Result<()> {
    let (_folder, subject, home) = closed(before()?);
    for text in ["", "out", "out ../elsewhere", "in before-restore-..", "away before-restore-1"] {
        fs::write(home.join(STEP), text)?;
        assert_eq!(code(Archive::open(&home, &clock())), Code::ArchiveDamaged, "{text}");
    }
    fs::remove_file(home.join(STEP))?;
    holds(&home, &subject, "new")
}

#[test]
fn the_later_of_two_restores_wins_and_one_at_a_time() -> Result<()> {
    let before = before()?;
    let (home, cancel) = (before.home.clone(), CancellationToken::new());
    let second = before.given.folder.path().join("second");
    before.given.archive.backup(&second, &mut |_, _| {}, &cancel)?;
    let mut busy = None;
    let mut meanwhile = |_, _| {
        let twin = Archive::restore_later(&second, &home, &clock(), &mut |_, _| {}, &cancel);
        busy = Some(code(twin));
    };
    Archive::restore_later(&second, &home, &clock(), &mut meanwhile, &cancel)?;
    assert_eq!(busy, Some(Code::Busy));
    let (_folder, subject, home) = closed(before);
    holds(&home, &subject, "old")
}

/// Restores `even` and `odd` in turn, and opens after each.
#[test]
#[ignore = "started by its parent, which kills it"]
fn restore_until_killed() -> Result<()> {
    let Some(home) = std::env::var_os(HOME).map(PathBuf::from) else { return Ok(()) };
    let beside = home.parent().expect("it lies in a folder");
    let cancel = CancellationToken::new();
    for number in 0.. {
        let from = beside.join(if number % 2 == 0 { "even" } else { "odd" });
        Archive::restore_later(&from, &home, &clock(), &mut |_, _| {}, &cancel)?;
        let archive = Archive::open(&home, &clock())?;
        drop(archive);
        let mut out = std::io::stdout();
        writeln!(out, "restored {number}")?;
        out.flush()?;
    }
    Ok(())
}

#[test]
fn killed_at_any_instant_one_of_the_two_is_whole() -> Result<()> {
    let given = given()?;
    let cancel = CancellationToken::new();
    for name in ["even", "odd"] {
        given.hold(day("2026-03-01"), &[(name, "2026-03-01T08:00:00")])?;
        given.archive.backup(&given.folder.path().join(name), &mut |_, _| {}, &cancel)?;
    }
    let Given { folder, subject, archive, .. } = given;
    let home = archive.folder().to_owned();
    drop(archive);
    for _ in 0..KILLS {
        let mut child = copy_of_this_test("takeover::restore_until_killed", &home)?.spawn()?;
        let mut told = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        while !told.contains("restored ") && out.read_line(&mut told)? > 0 {}
        std::thread::sleep(Duration::from_millis(fastrand::u64(..60)));
        child.kill()?;
        child.wait()?;
        let archive = Archive::open(&home, &clock())?;
        let ids = ids_of(&archive, &subject, day("2026-03-01"))?;
        assert!(ids == ["even"] || ids == ["odd"], "{ids:?}");
        let report = archive.verify(true, &mut |_, _| {}, &cancel)?;
        assert_eq!(report.problems, []);
        assert!(!home.join(STEP).exists());
        drop(archive);
        for kept in fs::read_dir(&home)?.flatten().map(|entry| entry.path()) {
            let name = kept.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with("before-restore-") && kept.join("ledger.sqlite").exists() {
                let old = Archive::open(&kept, &clock())?;
                assert_eq!(ids_of(&old, &subject, day("2026-03-01"))?.len(), 1);
                drop(old);
                fs::remove_dir_all(&kept)?;
            }
        }
    }
    drop(folder);
    Ok(())
}
