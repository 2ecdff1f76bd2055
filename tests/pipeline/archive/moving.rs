//! Backup and restore.

use super::given::*;
use atalaya_core::archive::{Archive, WindowState};
use atalaya_core::{Code, Result};
use tokio_util::sync::CancellationToken;

#[test]
fn a_backup_opens_elsewhere_with_everything_in_it() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[("a1", "2026-03-01T08:00:00")])?;
    given.hold(day("2026-03-01"), &[("a2", "2026-03-01T08:00:00")])?;
    given.hold_empty(day("2026-03-02"))?;
    given.archive.set_setting("language", Some(&serde_json::json!("es")))?;
    let (to, home) = (given.folder.path().join("backup"), given.folder.path().join("elsewhere"));
    let (mut seen, cancel) = (Vec::new(), CancellationToken::new());
    let copied = given.archive.backup(&to, &mut |done, all| seen.push((done, all)), &cancel)?;
    assert_eq!((copied.files, copied.damaged, seen), (1, vec![], vec![(1, 1)]));
    assert_eq!(code(given.archive.backup(&to, &mut |_, _| {}, &cancel)), Code::Usage);

    let (archive, copied) = Archive::restore(&to, &home, &clock(), &mut |_, _| {}, &cancel)?;
    assert_eq!((copied.files, copied.damaged), (1, vec![]));
    let all = window("2026-03-01", "2026-03-02");
    let (old, new) =
        (given.archive.windows(&given.subject, all)?, archive.windows(&given.subject, all)?);
    assert_eq!((new.len(), &new[1]), (2, &old[1]));
    assert_eq!(ids_of(&archive, &given.subject, all)?, ["a2"]);
    assert_eq!(archive.operations()?, std::slice::from_ref(&given.operation));
    assert_eq!(archive.setting("language")?, Some(serde_json::json!("es")));
    assert!(archive.verify(true, &mut |_, _| {}, &cancel)?.problems.is_empty());
    let occupied = Archive::restore(&to, &home, &clock(), &mut |_, _| {}, &cancel);
    assert_eq!(code(occupied), Code::Usage);
    Ok(())
}

#[test]
fn a_damaged_segment_of_a_backup_costs_its_window_only() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[("a1", "2026-03-01")])?;
    given.hold(day("2026-03-02"), &[("b1", "2026-03-02")])?;
    let (to, home) = (given.folder.path().join("backup"), given.folder.path().join("elsewhere"));
    let cancel = CancellationToken::new();
    given.archive.backup(&to, &mut |_, _| {}, &cancel)?;
    let held = given.archive.segments(&given.subject, day("2026-03-02"))?.remove(0).path;
    let below = held.strip_prefix(given.home()).expect("segments lie in the home");
    std::fs::write(to.join(below), "no rows here")?;
    let (archive, copied) = Archive::restore(&to, &home, &clock(), &mut |_, _| {}, &cancel)?;
    assert_eq!(copied.damaged.len(), 1);
    let records = archive.windows(&given.subject, window("2026-03-01", "2026-03-02"))?;
    let told: Vec<_> = records.iter().map(|r| (r.state, r.reason.as_str())).collect();
    assert_eq!(told, [(WindowState::Held, ""), (WindowState::Failed, "ARC-1")]);
    Ok(())
}

#[test]
fn a_cancelled_backup_leaves_nothing() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[("a1", "2026-03-01")])?;
    let (to, cancel) = (given.folder.path().join("backup"), CancellationToken::new());
    cancel.cancel();
    assert_eq!(code(given.archive.backup(&to, &mut |_, _| {}, &cancel)), Code::Cancelled);
    let home = given.folder.path().join("elsewhere");
    let nothing = Archive::restore(&to, &home, &clock(), &mut |_, _| {}, &cancel);
    assert_eq!(code(nothing), Code::NotOurs);
    let left: Vec<_> =
        std::fs::read_dir(given.folder.path())?.flatten().map(|e| e.file_name()).collect();
    assert_eq!(left, ["data"]);
    Ok(())
}
