//! Killed at any instant, or out of disk: old or new, never half.
//!
//! The work is done by this test binary, started once more for one ignored test.

use super::given::*;
use atalaya_core::archive::{Archive, NewWindow, OperationId, Place, Swap, WindowState};
use atalaya_core::reports::Grain;
use atalaya_core::time::Window;
use atalaya_core::{Code, Error, Result};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Where the started copy finds its archive.
pub(super) const HOME: &str = "ATALAYA_TEST_ARCHIVE";
/// Enough to meet each step of a commit; the release run uses more.
const KILLS: u32 = 30;

pub(super) fn copy_of_this_test(name: &str, home: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args([&format!("archive::{name}"), "--exact", "--ignored", "--nocapture"]);
    command.env(HOME, home).stdout(Stdio::piped()).stderr(Stdio::null());
    Ok(command)
}

fn archive_of_parent() -> Result<Option<(Archive, OperationId)>> {
    let Some(home) = std::env::var_os(HOME) else { return Ok(None) };
    let archive = Archive::open(Path::new(&home), &clock())?;
    let id = archive.operation_named("Ventas")?.id;
    Ok(Some((archive, id)))
}

/// Both days as one window, or each as its own, all with the number of their swap: whoever finds
/// two numbers at once, or none, finds a swap that came in part.
#[test]
#[ignore = "started by its parent, which kills it"]
fn swap_until_killed() -> Result<()> {
    let Some((archive, id)) = archive_of_parent()? else { return Ok(()) };
    let report = report(Grain::Event);
    let subject = subject(&id, &report);
    let both = window("2026-03-01", "2026-03-02");
    for number in archive.generation()?.. {
        let mark = format!("n{}", number + 1);
        let stage = |window: Window| {
            let mut staging = archive.stage(&subject, &report, window)?;
            let at = window.from.format("%Y-%m-%dT%H:%M:%S").to_string();
            staging.push(batch(&report, &[(&mark, &at)])?)?;
            Ok::<NewWindow, Error>(staging.finish(facts(WindowState::Held))?.into())
        };
        let windows = match number % 2 {
            0 => vec![stage(both)?],
            _ => vec![stage(day("2026-03-01"))?, stage(day("2026-03-02"))?],
        };
        let swap = Swap { subject: subject.clone(), grain: Grain::Event, windows };
        let generation = archive.commit(swap)?;
        let mut out = std::io::stdout();
        writeln!(out, "kept {generation}")?;
        out.flush()?;
    }
    Ok(())
}

#[test]
fn killed_at_any_instant_each_window_is_old_or_new() -> Result<()> {
    let given = given()?;
    let both = window("2026-03-01", "2026-03-02");
    let mut acknowledged = 0;
    for _ in 0..KILLS {
        acknowledged = acknowledged.max(run_and_kill(&given)?);
        let archive = given.reopened()?;
        let generation = archive.generation()?;
        assert!(
            generation >= acknowledged,
            "{acknowledged} was acknowledged, {generation} is held"
        );
        let report = archive.verify(true, &mut |_, _| {}, &Default::default())?;
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        let ids = ids_of(&archive, &given.subject, both)?;
        let expected = if generation % 2 == 1 { 1 } else { 2 };
        if generation > 0 {
            assert_eq!(ids, vec![format!("n{generation}"); expected]);
        }
        let files = files_of(given.home());
        assert!(!files.iter().any(|file| file.ends_with(".tmp")), "{files:?}");
        assert!(files.len() as u64 <= ids.len() as u64 + report.orphans);
    }
    assert!(acknowledged > 0, "nothing was ever kept");
    Ok(())
}

/// The last number that the copy acknowledged before it was killed: at times while it starts,
/// mostly in the middle of its commits.
fn run_and_kill(given: &Given) -> Result<u64> {
    let mut child = copy_of_this_test("crash::swap_until_killed", given.home())?.spawn()?;
    let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut told = String::new();
    if fastrand::u8(..) > 30 {
        while !told.contains("kept ") && out.read_line(&mut told)? > 0 {}
    }
    std::thread::sleep(Duration::from_millis(fastrand::u64(..80)));
    child.kill()?;
    child.wait()?;
    out.read_to_string(&mut told)?;
    let whole = told.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let numbers = whole.lines().filter_map(|line| line.split("kept ").nth(1)?.parse().ok());
    Ok(numbers.max().unwrap_or(0))
}

/// Fills its disk, expecting to be told so, and to find everything acknowledged afterwards.
#[test]
#[ignore = "started by its parent on a small disk"]
fn fill_the_disk() -> Result<()> {
    let Some((archive, id)) = archive_of_parent()? else { return Ok(()) };
    let report = report(Grain::Event);
    let subject = subject(&id, &report);
    let ids: Vec<String> = (0..20_000).map(|_| fastrand::u64(..).to_string()).collect();
    let mut kept = 0;
    let full = loop {
        let today = date("2026-01-01") + chrono::Days::new(kept);
        let (window, at) = (Window::day(today), today.to_string());
        let rows: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), at.as_str())).collect();
        let write = || -> Result<u64> {
            let mut staging = archive.stage(&subject, &report, window)?;
            staging.push(batch(&report, &rows)?)?;
            let windows = vec![staging.finish(facts(WindowState::Held))?.into()];
            archive.commit(Swap { subject: subject.clone(), grain: Grain::Event, windows })
        };
        match write() {
            Ok(_) => kept += 1,
            Err(cause) => break cause,
        }
    };
    let held = archive.windows(&subject, window("2026-01-01", "2027-12-31"))?.len() as u64;
    let report = archive.verify(true, &mut |_, _| {}, &Default::default())?;
    let temporary = files_of(archive.folder()).iter().any(|file| file.ends_with(".tmp"));
    writeln!(
        std::io::stdout(),
        "full {} kept {} findings {} orphans {} temporary {temporary}",
        full.code().as_str(),
        held == kept && kept > 0,
        report.problems.len(),
        report.orphans
    )?;
    Ok(())
}

/// On a disk of 4 MB of its own, where the system lets a test have one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_costs_nothing_that_was_kept() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let home = folder.path().join("data");
    std::fs::create_dir(&home)?;
    let prepare = copy_of_this_test("crash::prepare_a_home", &home)?;
    let fill = copy_of_this_test("crash::fill_the_disk", &home)?;
    let line = |command: &Command| {
        let parts = std::iter::once(command.get_program()).chain(command.get_args());
        parts.map(|part| format!("'{}'", part.to_string_lossy())).collect::<Vec<_>>().join(" ")
    };
    let script = format!(
        "mount -t tmpfs -o size=4m small '{}' || exit 77; {} && exec {}",
        home.display(),
        line(&prepare),
        line(&fill)
    );
    let run = Command::new("unshare").args(["-rm", "sh", "-c", &script]).env(HOME, &home).output();
    let Some(run) = run.ok().filter(|run| ![Some(1), Some(77)].contains(&run.status.code())) else {
        return Ok(()); // No namespaces here: the same case is covered where there are.
    };
    let told = String::from_utf8_lossy(&run.stdout);
    let expected =
        format!("full {} kept true findings 0 orphans 0 temporary false", Code::DiskFull.as_str());
    assert!(told.contains(&expected), "{told}\n{}", String::from_utf8_lossy(&run.stderr));
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "started by its parent on a small disk"]
fn prepare_a_home() -> Result<()> {
    let Some(home) = std::env::var_os(HOME) else { return Ok(()) };
    let archive = Archive::open(Path::new(&home), &clock())?;
    let place = Place::Wolkvox("0015".to_owned());
    archive.add_operation("Ventas", place, chrono_tz::America::Bogota).map(drop)
}
