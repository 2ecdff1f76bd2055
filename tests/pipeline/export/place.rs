//! The target is the old file or the whole new one, and nothing else stays behind.

use super::{Rows, all_kinds, book, listing, quiet, skip, write_book};
use atalaya_core::export::{Limits, Progress, write, write_with};
use atalaya_core::{Code, Error};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// A folder with a good file of an earlier export.
pub(super) fn with_good_file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("Ventas.xlsx");
    fs::write(&target, "good").expect("a file");
    (folder, target)
}

pub(super) fn is_untouched(target: &Path) -> bool {
    fs::read(target).expect("the file") == b"good"
        && listing(target.parent().expect("a folder")) == ["Ventas.xlsx"]
}

#[test]
fn a_finished_file_replaces_the_old_one() {
    let (folder, target) = with_good_file();
    let written = write_book(book(vec![all_kinds("S", 10)]), &target).expect("written");
    assert_eq!((written.path, written.renamed), (target.clone(), false));
    assert!(fs::read(&target).expect("the file").starts_with(b"PK"));
    assert_eq!(listing(folder.path()), ["Ventas.xlsx"]);
}

#[test]
fn errors_and_panics_leave_the_old_file() {
    type End = Box<dyn FnOnce() -> Error + Send>;
    let ends: [(End, Code); 2] = [
        (Box::new(|| Error::new(Code::ArchiveDamaged, "test")), Code::ArchiveDamaged),
        (Box::new(|| panic!("a panic of the test")), Code::Export),
    ];
    for (end, code) in ends {
        let (_folder, target) = with_good_file();
        let mut sheet = all_kinds("S", 100);
        sheet.row_count = 5000;
        let batches = [super::all_kinds_batch(0..100)].into();
        sheet.rows = Box::new(Rows { batches, end: Some(end) });
        let error = write_book(book(vec![sheet]), &target).expect_err("an error");
        assert_eq!(error.code(), code);
        assert!(is_untouched(&target));
    }
}

#[test]
fn cancelling_at_any_moment_leaves_nothing() {
    let calls = Cell::new(0);
    let (_folder, target) = with_good_file();
    let count = |_: Progress| calls.set(calls.get() + 1);
    let cancel = CancellationToken::new();
    let probe = target.with_file_name("probe.xlsx");
    write(book(vec![all_kinds("S", 9_000)]), &probe, &count, &cancel).expect("written");
    fs::remove_file(probe).expect("removed");
    for stop in 0..=calls.get() {
        let cancel = CancellationToken::new();
        let heard = Cell::new(0);
        let stopping = |_: Progress| {
            heard.set(heard.get() + 1);
            if heard.get() == stop {
                cancel.cancel();
            }
        };
        if stop == 0 {
            cancel.cancel();
        }
        let sheets = vec![all_kinds("S", 9_000)];
        let error = write(book(sheets), &target, &stopping, &cancel).expect_err("cancelled");
        assert_eq!(error.code(), Code::Cancelled);
        assert!(is_untouched(&target), "stopped at {stop}");
    }
}

#[test]
fn cancelling_from_another_thread_ends_in_old_or_new() {
    let (folder, target) = with_good_file();
    for wait in [0, 1, 2, 5, 10, 20, 40, 80, 160] {
        let cancel = CancellationToken::new();
        let remote = cancel.clone();
        let stopper = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(wait));
            remote.cancel();
        });
        let sheets = vec![all_kinds("S", 5_000)];
        let result = write(book(sheets), &target, &quiet, &cancel);
        stopper.join().expect("the stopper");
        match result {
            Ok(_) => fs::write(&target, "good").expect("reset"),
            Err(error) => assert_eq!(error.code(), Code::Cancelled),
        }
        assert!(is_untouched(&target), "stopped after {wait} ms");
    }
    assert_eq!(listing(folder.path()), ["Ventas.xlsx"]);
}

#[test]
fn a_target_open_elsewhere_gets_another_name() {
    for mark in [".~lock.Ventas.xlsx#", "~$Ventas.xlsx"] {
        let (folder, target) = with_good_file();
        fs::write(folder.path().join(mark), "").expect("a mark");
        fs::write(folder.path().join("Ventas (2).xlsx"), "mine").expect("a file");
        let written = write_book(book(vec![all_kinds("S", 10)]), &target).expect("written");
        assert!(written.renamed);
        assert_eq!(written.path, folder.path().join("Ventas (3).xlsx"));
        assert!(fs::read(&written.path).expect("a file").starts_with(b"PK"));
        assert_eq!(fs::read(&target).expect("a file"), b"good");
        assert_eq!(fs::read(folder.path().join("Ventas (2).xlsx")).expect("a file"), b"mine");
        assert_eq!(listing(folder.path()).len(), 4);
    }
}

/// A target that the system refuses to replace, as Windows does with one that is open in Excel:
/// here because another file is mounted over it.
struct HeldFile<'a>(&'a Path);

impl<'a> HeldFile<'a> {
    fn mount(target: &'a Path) -> Option<Self> {
        let mounted = Command::new("mount").arg("--bind").args([target, target]).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(HeldFile(target))
    }
}

impl Drop for HeldFile<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).output();
    }
}

#[test]
fn a_target_that_cannot_be_replaced_is_tried_then_left() {
    let (folder, target) = with_good_file();
    let Some(held) = HeldFile::mount(&target) else {
        return skip("mounting needs root, so a held file could not be tried");
    };
    let limits = Limits { pause: Duration::from_millis(20), ..Limits::default() };
    let cancel = CancellationToken::new();
    let sheets = vec![all_kinds("S", 10)];
    let started = Instant::now();
    let written = write_with(book(sheets), &target, &quiet, &cancel, &limits).expect("written");
    assert!(started.elapsed() >= 4 * limits.pause);
    assert_eq!((written.renamed, written.path), (true, folder.path().join("Ventas (2).xlsx")));
    drop(held);
    assert_eq!(fs::read(&target).expect("the file"), b"good");
    assert_eq!(listing(folder.path()), ["Ventas (2).xlsx", "Ventas.xlsx"]);
}

#[test]
fn places_that_cannot_be_used_are_refused_before_the_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = format!("{}.xlsx", "n".repeat(300));
    fs::write(folder.path().join("file"), "").expect("a file");
    fs::create_dir(folder.path().join("sub.xlsx")).expect("a folder");
    let cases = [
        ("sub.xlsx", "folder"),
        ("absent/x.xlsx", "missing"),
        ("file/x.xlsx", "missing"),
        (&long, "name"),
        ("CON.xlsx", "name"),
        ("lpt1.xlsx", "name"),
        ("x.xlsx.", "name"),
        ("a\u{b}b.xlsx", "name"),
        ("..", "name"),
    ];
    for (name, why) in cases {
        let mut sheet = all_kinds("S", 10);
        let never = || -> Error { panic!("rows were asked for") };
        sheet.rows = Box::new(Rows { batches: [].into(), end: Some(Box::new(never)) });
        let error = write_book(book(vec![sheet]), &folder.path().join(name)).expect_err("refused");
        assert_eq!(error.code(), Code::ExportPlace, "{name}");
        assert!(error.params().contains(&("why", why.to_owned())), "{name}: {:?}", error.params());
        let parent = folder.path().to_string_lossy().into_owned();
        assert!(!error.detail().contains(&parent), "the folder may name the user");
    }
    assert_eq!(listing(folder.path()), ["file", "sub.xlsx"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_rights_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, target) = with_good_file();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("rights");
    if fs::write(folder.path().join("probe"), "").is_ok() {
        return skip("this user may write everywhere, so missing rights cannot be tried");
    }
    let error = write_book(book(vec![all_kinds("S", 10)]), &target).expect_err("refused");
    assert_eq!(error.code(), Code::ExportPlace);
    assert!(error.params().contains(&("why", "rights".to_owned())));
    assert!(is_untouched(&target));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("rights");
}

/// A small file system of its own, while the value lives.
pub(super) struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    pub(super) fn mount(kilobytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().ok()?;
        let size = format!("size={kilobytes}k");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path());
        mount.output().ok()?.status.success().then(|| SmallDisk(folder))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }
}

/// A file system that nobody may write to, with a good file.
pub(super) struct ReadOnlyDisk(SmallDisk);

impl ReadOnlyDisk {
    pub(super) fn mount() -> Option<Self> {
        let disk = SmallDisk::mount(64)?;
        fs::write(disk.path().join("Ventas.xlsx"), "good").ok()?;
        let mut mount = Command::new("mount");
        mount.args(["-o", "remount,ro"]).arg(disk.path());
        mount.output().ok()?.status.success().then(|| ReadOnlyDisk(disk))
    }

    pub(super) fn target(&self) -> PathBuf {
        self.0.path().join("Ventas.xlsx")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_is_an_error_until_there_is_room() {
    // From no room for the first rows to room for the rows but not for the packed file.
    for kilobytes in [64, 512].into_iter().chain((1200..).step_by(150)) {
        let Some(disk) = SmallDisk::mount(kilobytes) else {
            return skip("mounting needs root, so a full disk could not be tried");
        };
        let target = disk.0.path().join("Ventas.xlsx");
        fs::write(&target, "good").expect("a file");
        match write_book(book(vec![all_kinds("S", 6_000)]), &target) {
            Ok(_) => return assert!(kilobytes > 1200, "no disk was full"),
            Err(error) => assert_eq!(error.code(), Code::DiskFull, "{kilobytes} kB: {error}"),
        }
        assert!(is_untouched(&target), "{kilobytes} kB");
    }
}

#[test]
fn what_a_killed_export_left_is_swept_later() {
    let (folder, target) = with_good_file();
    let old = folder.path().join(".atalaya-export-old");
    let fresh = folder.path().join(".atalaya-export-fresh");
    let other = folder.path().join(".atalaya-mine");
    for left in [&old, &fresh, &other] {
        fs::create_dir(left).expect("a folder");
        fs::write(left.join("growing"), "rows").expect("a file");
    }
    let touched = Command::new("touch").args(["-d", "2 days ago"]).args([&old, &other]).status();
    if !touched.is_ok_and(|status| status.success()) {
        return skip("`touch -d` is not available");
    }
    write_book(book(vec![all_kinds("S", 10)]), &target).expect("written");
    // A young one may belong to an export that runs now.
    assert!(!old.exists() && fresh.exists() && other.exists());
}
