//! Backup, restore, old days, as the window asks for them.

use super::desk::{at_desk, names_in, period, with_rows};
use crate::support::world::anchor;
use atalaya_core::Code;
use atalaya_core::api::types::{BackupView, CoverageRequest, ForgetRequest, Nothing, TicketKey};
use atalaya_core::archive::Archive;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

#[tokio::test]
async fn a_backup_is_told_step_by_step_and_opens() {
    let (world, desk, app) = with_rows().await;
    let target = world.folder.path().join("Atalaya 2026-03-19");
    desk.answers(&target);
    let view = app.backup(Nothing {}).await.expect("a backup");
    assert_eq!(desk.seen().asked, ["Atalaya 2026-03-19"]);
    assert!(view.done && view.files == 2 && view.damaged == 0 && view.bytes > 0);
    let told = desk.seen().copying.clone();
    assert_eq!(told.last(), Some(&(2, 2)));
    assert!(told.is_sorted());
    let second = app.backup(Nothing {}).await.expect("beside the first");
    assert_eq!(second.name, "Atalaya 2026-03-19 (2)");
    app.show_export(TicketKey { ticket: second.ticket }).await.expect("shown");
    assert_eq!(desk.seen().revealed, [world.folder.path().join("Atalaya 2026-03-19 (2)")]);
    let opened = Archive::open(&target, world.clock.as_ref()).expect("a whole archive");
    assert_eq!(opened.parts().expect("parts"), app.archive().parts().expect("parts"));
}

#[tokio::test]
async fn a_backup_that_was_cancelled_closed_or_put_inside_leaves_nothing() {
    let (world, desk, app) = with_rows().await;
    desk.closes();
    assert_eq!(app.backup(Nothing {}).await.expect("closed"), BackupView::default());
    desk.answers(world.folder.path().join("data/archive/Copia"));
    let inside = app.backup(Nothing {}).await.expect_err("inside the archive");
    assert_eq!(inside.code(), Code::ExportPlace);

    let before = names_in(world.folder.path());
    desk.cancels(&app);
    desk.answers(world.folder.path().join("Copia"));
    let cancelled = app.backup(Nothing {}).await.expect_err("cancelled");
    assert_eq!(cancelled.code(), Code::Cancelled);
    assert_eq!(names_in(world.folder.path()), before);
    let again = app.backup(Nothing {}).await.expect_err("cancelled again: it was free to begin");
    assert_eq!(again.code(), Code::Cancelled);
}

#[tokio::test]
async fn a_restored_backup_takes_its_place_at_the_next_start() {
    let (world, desk, app) = with_rows().await;
    let target = world.folder.path().join("Copia");
    desk.answers(&target);
    app.backup(Nothing {}).await.expect("a backup");
    let kept = app.archive().parts().expect("parts");
    let all = ForgetRequest { before: "2026-04-01".into(), ..forget(&world.operation, false) };
    app.forget(all).await.expect("gone");

    let view = app.restore(Nothing {}).await.expect("copied");
    assert!(view.done && view.files == 2 && view.name == "Copia");
    let facts = app.archive_facts(Nothing {}).await.expect("facts");
    assert!(facts.restore_waits && facts.files == 0, "until then all is as it was");
    let twin = world.seen_by(Arc::<super::desk::Desk>::clone(&desk));
    assert_eq!(twin.archive().parts().expect("parts"), [], "the archive is in use");

    drop((twin, app));
    let (folder, clock) = (world.folder, world.clock);
    drop(world.app);
    let data = folder.path().join("data");
    let archive = Archive::open(&data, clock.as_ref()).expect("an archive");
    assert_eq!(archive.parts().expect("parts"), kept);
    assert!(!Archive::restore_waits(&data));
    let aside = data.join("before-restore-20260319-170000");
    let old = Archive::open(&aside, clock.as_ref()).expect("the old archive is whole");
    assert_eq!(old.parts().expect("parts"), []);
    assert!(!names_in(&data).iter().any(|name| name.starts_with("restore-")));
}

#[tokio::test]
async fn a_waiting_backup_can_be_withdrawn() {
    let (world, desk, app) = with_rows().await;
    desk.answers(world.folder.path().join("Copia"));
    app.backup(Nothing {}).await.expect("a backup");
    let kept = app.archive().parts().expect("parts");
    app.restore(Nothing {}).await.expect("copied");
    app.withdraw_restore(Nothing {}).await.expect("withdrawn");
    app.withdraw_restore(Nothing {}).await.expect("none waits: nothing to do");
    assert!(!app.archive_facts(Nothing {}).await.expect("facts").restore_waits);

    drop(app);
    let (folder, clock) = (world.folder, world.clock);
    drop(world.app);
    let data = folder.path().join("data");
    let archive = Archive::open(&data, clock.as_ref()).expect("an archive");
    assert_eq!(archive.parts().expect("parts"), kept);
    let left: Vec<String> = names_in(&data);
    let strange = |name: &&String| name.contains("restore-");
    assert_eq!(left.iter().find(strange), None, "neither waits nor was anything replaced");
}

#[tokio::test]
async fn replaced_archives_are_told_and_deleted_on_request() {
    let (world, desk, app) = with_rows().await;
    let none = app.archive_facts(Nothing {}).await.expect("facts").replaced;
    assert_eq!((none.archives, none.bytes), (0, 0));
    desk.answers(world.folder.path().join("Copia"));
    app.backup(Nothing {}).await.expect("a backup");
    app.restore(Nothing {}).await.expect("copied");
    drop(app);
    let (folder, clock) = (world.folder, world.clock);
    drop(world.app);
    let data = folder.path().join("data");
    let archive = Archive::open(&data, clock.as_ref()).expect("an archive");
    // What only looks like one is left alone.
    std::fs::create_dir(data.join("before-restore-mine")).expect("a folder");
    let kept = archive.replaced().expect("told");
    assert!(kept.archives == 1 && kept.bytes > 1000, "{kept:?}");
    let aside = data.join("before-restore-20260319-170000");
    let open = Archive::open(&aside, clock.as_ref()).expect("the old archive");
    assert_eq!(archive.delete_replaced().expect_err("open elsewhere").code(), Code::Busy);
    drop(open);
    let kept = archive.replaced().expect("told");
    assert_eq!(archive.delete_replaced().expect("deleted"), kept);
    assert_eq!(archive.replaced().expect("none left").archives, 0);
    assert!(!aside.exists() && data.join("before-restore-mine").exists());
    assert_eq!(archive.parts().expect("parts").len(), 1, "the archive in use is whole");
}

#[tokio::test]
async fn a_folder_that_is_no_backup_is_refused() {
    let (world, desk, app) = at_desk().await;
    let folder = world.folder.path().join("Fotos");
    std::fs::create_dir(&folder).expect("a new folder");
    desk.answers(&folder);
    let refused = app.restore(Nothing {}).await.expect_err("no backup");
    assert_eq!(refused.code(), Code::NotOurs);
    assert_eq!(refused.params(), [("file", "Fotos".to_owned())]);
    assert!(!app.archive_facts(Nothing {}).await.expect("facts").restore_waits);
    desk.closes();
    assert!(!app.restore(Nothing {}).await.expect("closed").done);
    assert!(names_in(&folder).is_empty(), "a refused folder is left alone");
}

#[tokio::test]
async fn a_cancelled_restore_waits_for_nothing() {
    let (world, desk, app) = with_rows().await;
    let target = world.folder.path().join("Copia");
    desk.answers(&target);
    app.backup(Nothing {}).await.expect("a backup");
    let before = names_in(app.archive().folder());
    desk.cancels(&app);
    assert_eq!(app.restore(Nothing {}).await.expect_err("cancelled").code(), Code::Cancelled);
    assert!(!Archive::restore_waits(app.archive().folder()));
    let after = names_in(app.archive().folder());
    assert!(after.iter().all(|name| before.contains(name) || name == "restore.lock"), "{after:?}");
}

#[tokio::test]
async fn the_archive_tells_its_size_and_is_shown() {
    let (world, desk, app) = with_rows().await;
    let facts = app.archive_facts(Nothing {}).await.expect("facts");
    assert_eq!((facts.folder.as_str(), facts.files, facts.restore_waits), ("data", 2, false));
    let part = &facts.parts[0];
    let (from, to) = period();
    assert_eq!((&part.operation, part.report.as_str()), (&world.operation, "agent_13"));
    assert_eq!((&part.from, &part.to), (&from, &to));
    assert!(part.rows > 0 && part.bytes == bytes_below(&app.archive().folder().join("archive")));
    assert!(facts.bytes > part.bytes, "the ledger counts too");
    app.show_archive(Nothing {}).await.expect("shown");
    assert_eq!(desk.seen().revealed, [app.archive().folder()]);
}

#[tokio::test]
async fn forgetting_tells_first_and_leaves_the_days_as_never_asked() {
    let (world, _desk, app) = with_rows().await;
    let dry = app.forget(forget(&world.operation, true)).await.expect("told");
    assert!(dry.windows == 1 && dry.rows > 0 && dry.bytes > 0);
    assert_eq!(app.archive_facts(Nothing {}).await.expect("facts").files, 2, "nothing went yet");
    assert_eq!(app.forget(forget(&world.operation, false)).await.expect("gone"), dry);
    let (from, to) = period();
    let request = CoverageRequest {
        operation: world.operation.clone(),
        report: "agent_13".into(),
        params: Default::default(),
        from: from.clone(),
        to: to.clone(),
    };
    let days = app.coverage(request).await.expect("coverage").days;
    assert_eq!(days.iter().map(|day| day.state.as_str()).collect::<Vec<_>>(), ["never", "open"]);
    let nothing = app.forget(forget(&world.operation, false)).await.expect("nothing left");
    assert_eq!((nothing.windows, nothing.rows, nothing.bytes), (0, 0, 0));
    let end = world.fetch("agent_13", &[], &from, &from).await;
    assert!(end.error.is_none() && end.rows == dry.rows, "it can be fetched again");

    let unknown = app.forget(forget("nobody", true)).await.expect_err("no such operation");
    assert_eq!(unknown.code(), Code::NotFound);
    let wrong = ForgetRequest { before: "marzo".into(), ..forget(&world.operation, true) };
    assert_eq!(app.forget(wrong).await.expect_err("no day").code(), Code::Usage);
}

#[tokio::test]
async fn a_rehearsal_makes_no_answer_stale() {
    let (world, desk, app) = with_rows().await;
    for (dry, changes) in [(true, 0), (false, 1)] {
        let request =
            json!({ "operation": world.operation, "before": anchor().to_string(), "dry": dry });
        app.call("forget", request).await.expect("told");
        assert_eq!(desk.seen().changes, changes);
    }
}

fn forget(operation: &str, dry: bool) -> ForgetRequest {
    ForgetRequest { operation: operation.to_owned(), before: anchor().to_string(), dry }
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let size = |path: &Path| match path.is_dir() {
        true => bytes_below(path),
        false => path.metadata().expect("a file").len(),
    };
    entries.map(|entry| size(&entry.path())).sum()
}
