//! Damage is found and confined, and a lost ledger is made anew.

use super::given::*;
use atalaya_core::archive::{
    Archive, Finding, FindingKind, Limits, VerifyReport, WindowRecord, WindowState,
};
use atalaya_core::reports::ProblemKind;
use atalaya_core::{Code, Result};
use std::path::{Path, PathBuf};
use tokio_util::sync::CancellationToken;

fn three_days() -> Result<Given> {
    let given = given()?;
    for n in 1..=3 {
        let date = format!("2026-03-0{n}");
        let at = format!("{date}T08:00:00");
        given.hold(day(&date), &[("a1", &at), ("b2", &at)])?;
    }
    Ok(given)
}

fn verify(archive: &Archive, full: bool) -> Result<VerifyReport> {
    archive.verify(full, &mut |_, _| {}, &CancellationToken::new())
}

fn file_of(given: &Given, date: &str) -> Result<PathBuf> {
    Ok(given.archive.segments(&given.subject, day(date))?.remove(0).path)
}

fn kinds(report: &VerifyReport) -> Vec<FindingKind> {
    report.problems.iter().map(|finding| finding.kind).collect()
}

fn flip(path: &Path, offset: usize) -> Result<()> {
    let mut bytes = std::fs::read(path)?;
    bytes[offset] ^= 0x40;
    Ok(std::fs::write(path, bytes)?)
}

#[test]
fn an_intact_archive_has_no_findings() -> Result<()> {
    let given = three_days()?;
    given.hold_empty(day("2026-03-04"))?;
    let mut seen = Vec::new();
    let progress = &mut |done, total| seen.push((done, total));
    let report = given.archive.verify(true, progress, &CancellationToken::new())?;
    let expected = VerifyReport { windows: 4, files: 3, problems: vec![], orphans: 0 };
    assert_eq!((report, seen), (expected, vec![(1, 3), (2, 3), (3, 3)]));
    Ok(())
}

#[test]
fn quick_verify_finds_what_is_gone_or_cut_and_full_verify_a_single_flipped_bit() -> Result<()> {
    let given = three_days()?;
    std::fs::remove_file(file_of(&given, "2026-03-01")?)?;
    let second = file_of(&given, "2026-03-02")?;
    let bytes = std::fs::read(&second)?;
    std::fs::write(&second, &bytes[..bytes.len() - 1])?;
    flip(&file_of(&given, "2026-03-03")?, 10)?;
    let expected = [FindingKind::Missing, FindingKind::Size];
    assert_eq!(kinds(&verify(&given.archive, false)?), expected);
    let full = verify(&given.archive, true)?;
    let expected = [FindingKind::Missing, FindingKind::Size, FindingKind::Contents];
    assert_eq!(kinds(&full), expected);
    let Finding { subject, window, .. } = &full.problems[2];
    assert_eq!((subject.as_ref(), *window), (Some(&given.subject), Some(day("2026-03-03"))));
    Ok(())
}

#[test]
fn every_flipped_byte_of_a_segment_is_found() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[("a1", "2026-03-01T08:00:00")])?;
    let path = file_of(&given, "2026-03-01")?;
    let length = std::fs::metadata(&path)?.len() as usize;
    for offset in (0..length).step_by(53) {
        flip(&path, offset)?;
        assert_eq!(verify(&given.archive, true)?.problems.len(), 1, "byte {offset}");
        flip(&path, offset)?;
    }
    assert!(verify(&given.archive, true)?.problems.is_empty());
    Ok(())
}

#[test]
fn a_damaged_segment_is_kept_aside_and_its_window_will_be_read_again() -> Result<()> {
    let given = three_days()?;
    let damaged = file_of(&given, "2026-03-02")?;
    flip(&damaged, 20)?;
    let report = verify(&given.archive, true)?;
    let generation = given.archive.generation()?;
    let aside = given.archive.set_aside(&report, utc(NOW))?;
    assert_eq!(aside, [(given.subject.clone(), day("2026-03-02"))]);
    assert!(given.archive.generation()? > generation);
    let record = given.archive.windows(&given.subject, day("2026-03-02"))?.remove(0);
    let told = (record.state, record.reason.as_str(), record.closed, record.rows);
    assert_eq!(told, (WindowState::Failed, "ARC-1", false, 0));
    assert!(PathBuf::from(format!("{}.damaged", damaged.display())).exists());
    assert!(verify(&given.archive, true)?.problems.is_empty());
    assert_eq!(given.archive.set_aside(&report, utc(NOW))?, [], "once is enough");
    given.hold(day("2026-03-02"), &[("again", "2026-03-02")])?;
    assert_eq!(given.ids(day("2026-03-02"))?, ["again"]);
    Ok(())
}

#[test]
fn verify_can_be_cancelled() -> Result<()> {
    let given = three_days()?;
    let cancel = CancellationToken::new();
    let mut seen = 0;
    let progress = &mut |done, _| {
        seen = done;
        cancel.cancel();
    };
    assert_eq!(code(given.archive.verify(true, progress, &cancel)), Code::Cancelled);
    assert_eq!(seen, 1);
    Ok(())
}

#[test]
fn a_lost_ledger_is_never_replaced_by_a_new_one() -> Result<()> {
    let given = three_days()?;
    let home = given.home().to_owned();
    let ledger = home.join("ledger.sqlite");
    let Given { folder: _folder, archive, .. } = given;
    drop(archive);
    for contents in [None, Some(&b""[..]), Some(&b"this is no database, but long enough"[..])] {
        match contents {
            Some(bytes) => std::fs::write(&ledger, bytes)?,
            None => std::fs::remove_file(&ledger)?,
        }
        assert_eq!(code(Archive::open(&home, &clock())), Code::ArchiveDamaged);
        let kept = std::fs::read(&ledger).ok();
        assert_eq!(kept.as_deref(), contents, "the damaged ledger stays as it was");
    }
    Ok(())
}

fn without_ids(records: Vec<WindowRecord>) -> Vec<WindowRecord> {
    records.into_iter().map(|record| WindowRecord { id: 0, ..record }).collect()
}

#[test]
fn the_segments_alone_give_the_same_ledger() -> Result<()> {
    let given = three_days()?;
    let march = window("2026-03-01", "2026-03-31");
    // Doubtful, with problems and stray rows; and one that was replaced but not swept.
    let mut odd = facts(WindowState::Partial);
    (odd.closed, odd.doubtful, odd.reason) = (false, true, "CAP-1".to_owned());
    odd.problems.add(ProblemKind::NewColumn, "sentiment", 4);
    let rows = [("s", "2026-03-06T00:00:00"), ("t", "2026-03-05T01:00:00")];
    given.commit(vec![given.staged_as(day("2026-03-05"), &rows, odd)?.into()])?;
    let replaced = file_of(&given, "2026-03-01")?;
    let bytes = std::fs::read(&replaced)?;
    given.hold(window("2026-03-01", "2026-03-02"), &[("new", "2026-03-01")])?;
    std::fs::write(&replaced, bytes)?;
    let before = without_ids(given.archive.windows(&given.subject, march)?);

    let home = given.home().to_owned();
    assert_eq!(code(Archive::rebuild(&home, &clock(), Limits::default())), Code::Busy);
    drop(given.archive);
    std::fs::remove_file(home.join("ledger.sqlite"))?;
    let (archive, rebuilt) = Archive::rebuild(&home, &clock(), Limits::default())?;
    assert_eq!((rebuilt.windows, rebuilt.rows, rebuilt.replaced), (3, 5, 1));
    assert_eq!((rebuilt.set_aside, rebuilt.unreadable), (None, vec![]));
    assert_eq!(without_ids(archive.windows(&given.subject, march)?), before);
    assert_eq!(archive.operations()?, std::slice::from_ref(&given.operation));
    assert!(archive.generation()? > 5, "file names are never given twice");
    assert!(verify(&archive, true)?.problems.is_empty());
    Ok(())
}

#[test]
fn rebuilding_keeps_the_damaged_ledger_and_takes_over_what_it_can() -> Result<()> {
    let given = three_days()?;
    given.archive.set_setting("language", Some(&serde_json::json!("pt")))?;
    given.archive.count_call(&given.operation.id, date("2026-03-01"))?;
    let bad = file_of(&given, "2026-03-03")?;
    std::fs::write(&bad, "PAR1 not at all PAR1")?;
    let home = given.home().to_owned();
    drop(given.archive);
    let (archive, rebuilt) = Archive::rebuild(&home, &clock(), Limits::default())?;
    assert_eq!((rebuilt.windows, rebuilt.unreadable.len()), (2, 1));
    let old = rebuilt.set_aside.expect("there was a ledger");
    assert!(old.exists() && rebuilt.unreadable[0].exists());
    assert!(rebuilt.salvaged.contains(&"settings".to_owned()), "{:?}", rebuilt.salvaged);
    assert_eq!(archive.setting("language")?, Some(serde_json::json!("pt")));
    assert_eq!(archive.quota(&given.operation.id, date("2026-03-01"))?.calls, 1);
    assert_eq!(archive.operations()?, std::slice::from_ref(&given.operation));
    assert!(archive.windows(&given.subject, day("2026-03-03"))?.is_empty(), "never asked");
    Ok(())
}

#[test]
fn rebuilding_leaves_out_a_swap_that_never_counted() -> Result<()> {
    let given = given()?;
    given.hold(window("2026-03-01", "2026-03-02"), &[("old", "2026-03-01")])?;
    let held = file_of(&given, "2026-03-01")?;
    let bytes = std::fs::read(&held)?;
    let first = given.staged(day("2026-03-01"), &[("new", "2026-03-01")])?;
    let second = given.staged(day("2026-03-02"), &[("new", "2026-03-02")])?;
    given.commit(vec![first.into(), second.into()])?;
    // As after a kill between the two renames: the old file is there, the second new one is not.
    std::fs::write(&held, bytes)?;
    std::fs::remove_file(file_of(&given, "2026-03-02")?)?;
    let home = given.home().to_owned();
    drop(given.archive);
    std::fs::remove_file(home.join("ledger.sqlite"))?;
    let (archive, rebuilt) = Archive::rebuild(&home, &clock(), Limits::default())?;
    assert_eq!((rebuilt.windows, rebuilt.replaced), (1, 1));
    assert_eq!(ids_of(&archive, &given.subject, day("2026-03-01"))?, ["old"]);
    Ok(())
}
