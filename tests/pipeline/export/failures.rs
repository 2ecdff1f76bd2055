//! What goes wrong around a file: the user reads what, why and which file, in three languages; the
//! earlier file is whole, and nothing of the new one is left.

use super::place::{ReadOnlyDisk, SmallDisk, is_untouched, with_good_file};
use super::{Rows, all_kinds, all_kinds_batch, book, listing, skip, write_book};
use atalaya_core::export::{Progress, write};
use atalaya_core::texts::Catalogue;
use atalaya_core::{Code, Error, Result};
use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tokio_util::sync::CancellationToken;

/// An error has this code, its words in every language, and the name of the file among its facts;
/// a place also the reason in words.
fn assert_told(error: &Error, code: Code, target: &Path) {
    assert_eq!(error.code(), code, "{error}: {:?}", std::error::Error::source(error));
    let catalogue = Catalogue::built_in();
    let file = target.file_name().expect("a name").to_string_lossy();
    for lang in ["es", "en", "pt"] {
        let told = catalogue.error(lang, error);
        for text in [&told.title, &told.cause, &told.safe, &told.next] {
            assert!(text.contains(' ') && !text.contains("errors."), "{lang}: {told:?}");
        }
        assert!(told.facts.iter().any(|(_, value)| *value == file), "{lang}: {told:?}");
        let reason = error.params().iter().find(|(name, _)| *name == "why");
        assert_eq!(reason.is_some(), code == Code::ExportPlace);
        let Some((_, raw)) = reason else { continue };
        let words = catalogue.text(lang, &format!("reasons.{raw}"), &[]);
        assert!(words.ends_with('.'), "{lang}: {raw} has no words");
        assert!(told.facts.iter().any(|(_, value)| *value == words), "{lang}: {told:?}");
    }
}

/// Rows that are never asked for.
fn unasked() -> atalaya_core::export::ReportSheet {
    let mut sheet = all_kinds("S", 10);
    let never = || -> Error { panic!("rows were asked for") };
    sheet.rows = Box::new(Rows { batches: [].into(), end: Some(Box::new(never)) });
    sheet
}

#[test]
fn a_place_that_cannot_be_used_is_told_before_the_work() {
    let (folder, target) = with_good_file();
    fs::create_dir(folder.path().join("Mayo.xlsx")).expect("a folder");
    let long = format!("{}.xlsx", "n".repeat(300));
    for name in ["Mayo.xlsx", long.as_str(), "absent/x.xlsx", "CON.xlsx"] {
        let place = folder.path().join(name);
        let error = write_book(book(vec![unasked()]), &place).expect_err("refused");
        assert_told(&error, Code::ExportPlace, &place);
    }
    assert_eq!(fs::read(&target).expect("the file"), b"good");
    assert_eq!(listing(folder.path()), ["Mayo.xlsx", "Ventas.xlsx"]);
}

#[test]
fn a_full_disk_is_told_with_the_file() {
    let Some(disk) = SmallDisk::mount(512) else {
        return skip("mounting needs root; a limit of the file's size stands for it");
    };
    let target = disk.path().join("Ventas.xlsx");
    fs::write(&target, "good").expect("a file");
    let error = write_book(book(vec![all_kinds("S", 6_000)]), &target).expect_err("full");
    assert_told(&error, Code::DiskFull, &target);
    assert!(is_untouched(&target));
}

#[test]
fn a_read_only_disk_is_told_with_the_file() {
    let Some(disk) = ReadOnlyDisk::mount() else {
        return skip("mounting needs root; a folder without rights stands for it");
    };
    let error = write_book(book(vec![unasked()]), &disk.target()).expect_err("refused");
    assert_told(&error, Code::ExportPlace, &disk.target());
    assert!(error.params().contains(&("why", "rights".to_owned())));
    assert!(is_untouched(&disk.target()));
}

/// Runs a test of this file again in a process of its own, inside `around`.
fn again(test: &str, around: &[&str]) -> std::process::Output {
    let program = std::env::current_exe().expect("the running test");
    let mut words = around.iter().map(|word| std::ffi::OsString::from(*word)).collect::<Vec<_>>();
    words.push(program.into());
    let mut command = Command::new(&words[0]);
    command
        .args(&words[1..])
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, "1")
        .stdin(Stdio::null());
    command.output().expect("the test can start itself")
}

/// Tells a test that it is the child of another.
const CHILD: &str = "ATALAYA_TEST_LIMITED_CHILD";

/// Runs only as the child of the test below, which may write files of 200 kB at most.
#[test]
fn limited_child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let (_folder, target) = with_good_file();
    // Rows and the packed file in turn are what does not fit.
    for rows in [6_000, 2_600] {
        let error = write_book(book(vec![all_kinds("S", rows)]), &target).expect_err("no room");
        assert_told(&error, Code::ExportPlace, &target);
        assert!(error.params().contains(&("why", "large".to_owned())));
        assert!(is_untouched(&target));
    }
}

/// Needs no rights: the system refuses to let the file grow, as it does on a stick that cannot
/// hold files of 4 GB.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_told_as_such() {
    let limited = "trap '' XFSZ; ulimit -f 200; exec \"$@\"";
    let output = again("export::failures::limited_child", &["bash", "-c", limited, "limited"]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
fn a_folder_that_vanishes_during_the_export_is_told_as_such() {
    let steps = Cell::new(0);
    let count = |_: Progress| steps.set(steps.get() + 1);
    export_to(&with_good_file().1, &count).expect("written");
    assert!(steps.get() > 4);
    for stop in 1..=steps.get() {
        for moved in [false, true] {
            let (folder, _) = with_good_file();
            let inner = folder.path().join("mes");
            let away = folder.path().join("otro");
            fs::create_dir(&inner).expect("a folder");
            let target = inner.join("Ventas.xlsx");
            let seen = Cell::new(0);
            let vanish = |_: Progress| {
                seen.set(seen.get() + 1);
                match (seen.get() == stop, moved) {
                    (true, true) => fs::rename(&inner, &away).expect("moved"),
                    (true, false) => fs::remove_dir_all(&inner).expect("removed"),
                    _ => {}
                }
            };
            let error = export_to(&target, &vanish).expect_err("no folder");
            assert_told(&error, Code::ExportPlace, &target);
            assert!(error.params().contains(&("why", "missing".to_owned())), "step {stop}");
            assert!(!inner.exists());
        }
    }
}

fn export_to(target: &Path, progress: &dyn Fn(Progress)) -> Result<()> {
    let sheets = vec![all_kinds("S", 9_000), all_kinds("T", 3_000)];
    write(book(sheets), target, progress, &CancellationToken::new()).map(drop)
}

#[test]
fn a_panic_of_the_writer_is_told_with_the_file() {
    let (_folder, target) = with_good_file();
    let mut sheet = all_kinds("S", 100);
    sheet.row_count = 5_000;
    let end = || -> Error { panic!("a panic of the test") };
    sheet.rows =
        Box::new(Rows { batches: [all_kinds_batch(0..100)].into(), end: Some(Box::new(end)) });
    let error = write_book(book(vec![sheet]), &target).expect_err("an error");
    assert_told(&error, Code::Export, &target);
    assert!(is_untouched(&target));
}

/// A user that may not write everywhere, as root may.
#[cfg(unix)]
#[test]
fn a_folder_without_rights_is_told_with_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, target) = with_good_file();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("rights");
    if fs::write(folder.path().join("probe"), "").is_ok() {
        assert!(std::env::var_os(CHILD).is_none(), "nobody may write everywhere");
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        let name = "export::failures::a_folder_without_rights_is_told_with_the_file";
        let output = again(name, &nobody);
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && told.contains("1 passed"), "{told}");
        return;
    }
    let error = write_book(book(vec![unasked()]), &target).expect_err("refused");
    assert_told(&error, Code::ExportPlace, &target);
    assert!(error.params().contains(&("why", "rights".to_owned())));
    assert!(is_untouched(&target));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("rights");
}
