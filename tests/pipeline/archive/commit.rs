//! New windows for old.

use super::given::*;
use atalaya_core::archive::{Archive, Limits, NewWindow, WindowState};
use atalaya_core::reports::{Grain, ProblemKind, Problems};
use atalaya_core::time::Window;
use atalaya_core::{Code, Result};
use std::time::Duration;

const MARCH_1: (&str, &str) = ("a1", "2026-03-01T08:00:00");
const MARCH_2: (&str, &str) = ("b2", "2026-03-02T09:00:00");

#[test]
fn rows_are_kept_and_found_again_after_reopening() -> Result<()> {
    let given = given()?;
    let mut problems = Problems::default();
    problems.add(ProblemKind::Unreadable, "time", 2);
    let facts =
        atalaya_core::archive::Facts { problems: problems.clone(), ..facts(WindowState::Held) };
    let staged = given.staged_as(day("2026-03-01"), &[MARCH_1], facts)?;
    assert_eq!((staged.rows(), staged.window()), (1, day("2026-03-01")));
    let generation = given.commit(vec![staged.into()])?;

    let archive = given.reopened()?;
    assert_eq!(archive.generation()?, generation);
    let records = archive.windows(&given.subject, day("2026-03-01"))?;
    let [record] = records.as_slice() else { panic!("one window, not {records:?}") };
    assert_eq!((record.state, record.closed, record.rows), (WindowState::Held, true, 1));
    assert_eq!((record.fetched, &record.problems), (utc(NOW), &problems));
    let segment = record.segment.as_ref().expect("rows are kept");
    assert_eq!(segment.span, window("2026-03-01T08:00:00", "2026-03-01T08:00:00"));
    assert_eq!(segment.version, 3);
    assert_eq!(segment.bytes, std::fs::metadata(&segment.path)?.len());
    let below = segment.path.strip_prefix(given.home()).expect("segments lie in the home");
    let expected = format!(
        "archive/operation={}/report=calls_test/subject={}/20260301000000_20260301235959_1.parquet",
        given.operation.id.0,
        given.subject.hash()
    );
    assert_eq!(below.to_string_lossy(), expected);
    assert_eq!(ids_of(&archive, &given.subject, day("2026-03-01"))?, ["a1"]);
    assert_eq!(
        archive.subjects(&given.operation.id, "calls_test")?,
        std::slice::from_ref(&given.subject)
    );
    assert_eq!(archive.extent(&given.subject)?, Some(day("2026-03-01")));
    Ok(())
}

#[test]
fn a_new_reading_replaces_the_windows_it_covers_and_nothing_else() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[MARCH_1])?;
    given.hold(day("2026-03-02"), &[MARCH_2])?;
    given.hold(day("2026-03-03"), &[("c3", "2026-03-03T10:00:00")])?;
    let before = given.archive.generation()?;
    let new = [("a1", "2026-03-01T08:00:00"), ("b9", "2026-03-02T09:30:00")];
    let after = given.hold(window("2026-03-01", "2026-03-02"), &new)?;
    assert_eq!(after, before + 1);
    assert_eq!(given.ids(window("2026-03-01", "2026-03-03"))?, ["a1", "b9", "c3"]);
    assert_eq!(given.files().len(), 2, "{:?}", given.files());
    let empty = NewWindow::empty(window("2026-03-01", "2026-03-02"), utc(NOW), true, false);
    given.commit(vec![empty])?;
    assert_eq!(given.ids(window("2026-03-01", "2026-03-03"))?, ["c3"]);
    Ok(())
}

#[test]
fn many_windows_come_in_one_step() -> Result<()> {
    let given = given()?;
    given.hold(window("2026-03-01", "2026-03-02"), &[MARCH_1, MARCH_2])?;
    let first = given.staged(day("2026-03-01"), &[MARCH_1])?;
    let second = NewWindow::empty(day("2026-03-02"), utc(NOW), false, true);
    let generation = given.commit(vec![first.into(), second])?;
    assert_eq!(generation, 2);
    let records = given.archive.windows(&given.subject, window("2026-03-01", "2026-03-02"))?;
    let told: Vec<_> = records.iter().map(|r| (r.state, r.closed, r.doubtful)).collect();
    let expected = [(WindowState::Held, true, false), (WindowState::Empty, false, true)];
    assert_eq!(told, expected);
    Ok(())
}

#[test]
fn covering_a_window_in_part_is_refused_and_leaves_no_trace() -> Result<()> {
    let given = given()?;
    given.hold(window("2026-03-01", "2026-03-02"), &[MARCH_1, MARCH_2])?;
    let refused = given.hold(day("2026-03-02"), &[MARCH_2]);
    assert_eq!(code(refused), Code::Internal);
    let two = vec![
        NewWindow::empty(day("2026-03-05"), utc(NOW), true, false),
        NewWindow::empty(window("2026-03-05", "2026-03-06"), utc(NOW), true, false),
    ];
    assert_eq!(code(given.commit(two)), Code::Internal);
    assert_eq!(given.ids(window("2026-03-01", "2026-03-02"))?, ["a1", "b2"]);
    assert_eq!(given.files().len(), 1, "{:?}", given.files());
    assert_eq!(given.archive.generation()?, 1);
    Ok(())
}

#[test]
fn what_is_staged_and_dropped_leaves_no_file() -> Result<()> {
    let given = given()?;
    let mut staging = given.archive.stage(&given.subject, &given.report, day("2026-03-01"))?;
    staging.push(batch(&given.report, &[MARCH_1])?)?;
    assert_eq!(given.files().len(), 1);
    drop(staging);
    assert!(given.files().is_empty());
    drop(given.staged(day("2026-03-01"), &[MARCH_1])?);
    assert!(given.files().is_empty());
    Ok(())
}

#[test]
fn rows_of_another_schema_are_refused() -> Result<()> {
    let given = given()?;
    let mut staging = given.archive.stage(&given.subject, &given.report, day("2026-03-01"))?;
    let other = report(Grain::Daily);
    assert_eq!(code(staging.push(batch(&other, &[])?)), Code::Internal);
    Ok(())
}

#[test]
fn no_rows_count_as_empty_and_keep_no_file() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[])?;
    let records = given.archive.windows(&given.subject, day("2026-03-01"))?;
    assert_eq!(records[0].state, WindowState::Empty);
    assert!(records[0].segment.is_none() && given.files().is_empty());
    Ok(())
}

#[test]
fn a_failure_never_takes_the_place_of_what_is_held() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-02"), &[MARCH_2])?;
    given.hold_empty(day("2026-03-03"))?;
    let before = given.archive.generation()?;
    let all = window("2026-03-01", "2026-03-05");
    given.archive.fail(&given.subject, Grain::Event, all, Code::TimedOut, utc(NOW))?;
    let told = |records: Vec<atalaya_core::archive::WindowRecord>| {
        let short = |w: Window| format!("{} {}", w.from.date(), w.to.date());
        let line = |r: atalaya_core::archive::WindowRecord| {
            format!("{} {} {}{}", short(r.window), r.state.name(), r.reason, r.last_failure)
        };
        records.into_iter().map(line).collect::<Vec<_>>()
    };
    let expected = [
        "2026-03-01 2026-03-01 failed NET-TIME",
        "2026-03-02 2026-03-02 held NET-TIME",
        "2026-03-03 2026-03-03 empty NET-TIME",
        "2026-03-04 2026-03-05 failed NET-TIME",
    ];
    assert_eq!(told(given.archive.windows(&given.subject, all)?), expected);
    assert_eq!(given.archive.generation()?, before, "no rows changed");

    // A later failure and a later success shrink failed windows to what is left of them.
    let fourth = day("2026-03-04");
    given.archive.fail(&given.subject, Grain::Event, fourth, Code::Cut, utc(NOW))?;
    given.hold_empty(day("2026-03-01"))?;
    given.hold(day("2026-03-02"), &[MARCH_2])?;
    let expected = [
        "2026-03-01 2026-03-01 empty ",
        "2026-03-02 2026-03-02 held ",
        "2026-03-03 2026-03-03 empty NET-TIME",
        "2026-03-04 2026-03-04 failed NET-CUT",
        "2026-03-05 2026-03-05 failed NET-TIME",
    ];
    assert_eq!(told(given.archive.windows(&given.subject, all)?), expected);
    Ok(())
}

#[test]
fn exact_windows_overlap_and_replace_only_their_equal() -> Result<()> {
    let given = given_grain(Grain::Exact)?;
    given.hold(window("2026-03-01", "2026-03-07"), &[("week", "2026-03-01")])?;
    given.hold(window("2026-03-01", "2026-03-31"), &[("month", "2026-03-01")])?;
    given.hold(window("2026-03-01", "2026-03-07"), &[("week again", "2026-03-01")])?;
    let exact = |w| given.archive.exact_segment(&given.subject, w);
    assert!(exact(window("2026-03-01", "2026-03-31"))?.is_some());
    assert!(exact(window("2026-03-01", "2026-03-08"))?.is_none());
    assert_eq!(given.files().len(), 2, "{:?}", given.files());
    let mut ids = given.ids(window("2026-03-01", "2026-03-31"))?;
    ids.sort();
    assert_eq!(ids, ["month", "week again"]);
    Ok(())
}

/// Second 00:00:00 of the 2nd came with both days.
const BORDER: (&str, &str) = ("x", "2026-03-02T00:00:00");

#[test]
fn rows_of_the_shared_second_are_stored_once_whichever_day_came_first() -> Result<()> {
    let (first, second) = (day("2026-03-01"), day("2026-03-02"));
    for order in [[0, 1], [1, 0]] {
        let given = given()?;
        // Twice in the first answer, once in the second: one of the two is no twin.
        let days = [(first, vec![MARCH_1, BORDER, BORDER]), (second, vec![BORDER, MARCH_2])];
        for index in order {
            given.hold(days[index].0, &days[index].1)?;
        }
        assert_eq!(given.ids(window("2026-03-01", "2026-03-02"))?, ["a1", "x", "x", "b2"]);
        let records = given.archive.windows(&given.subject, window("2026-03-01", "2026-03-02"))?;
        let shared: Vec<_> =
            records.iter().map(|r| r.problems.count(ProblemKind::SharedSecond)).collect();
        assert_eq!(shared, [1, 0]);
        assert_eq!(records[0].rows, 2);
        let report = given.archive.verify(true, &mut |_, _| {}, &Default::default())?;
        assert_eq!((report.problems, report.orphans, given.files().len()), (vec![], 0, 2));
    }
    Ok(())
}

#[test]
fn rows_of_the_shared_second_are_stored_once_within_one_step() -> Result<()> {
    let given = given()?;
    let first = given.staged(day("2026-03-01"), &[MARCH_1, BORDER])?;
    let second = given.staged(day("2026-03-02"), &[BORDER, MARCH_2])?;
    given.commit(vec![first.into(), second.into()])?;
    assert_eq!(given.ids(window("2026-03-01", "2026-03-02"))?, ["a1", "x", "b2"]);
    Ok(())
}

#[test]
fn stray_rows_without_a_twin_stay_and_are_found_by_their_time() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-02"), &[MARCH_2])?;
    given.hold(day("2026-03-01"), &[MARCH_1, BORDER])?;
    assert_eq!(given.ids(window("2026-03-01", "2026-03-02"))?, ["a1", "x", "b2"]);
    assert_eq!(given.ids(day("2026-03-02"))?, ["a1", "x", "b2"], "its segment reaches there");
    Ok(())
}

#[test]
fn equal_rows_of_one_answer_all_stay() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[MARCH_1, MARCH_1])?;
    assert_eq!(given.ids(day("2026-03-01"))?, ["a1", "a1"]);
    Ok(())
}

#[test]
fn a_second_program_waits_for_the_writer_and_then_gives_up() -> Result<()> {
    let given = given()?;
    given.hold(day("2026-03-01"), &[MARCH_1])?;
    let limits = Limits { lock_wait: Duration::from_millis(200), ..Limits::default() };
    let other = Archive::open_with(given.home(), &clock(), limits)?;
    let lock = std::fs::OpenOptions::new().write(true).open(given.home().join("writer.lock"))?;
    lock.lock()?;
    let window = day("2026-03-02");
    let failed = other.fail(&given.subject, Grain::Event, window, Code::Cut, utc(NOW));
    assert_eq!(code(failed), Code::Busy);
    assert_eq!(code(Archive::open_with(given.home(), &clock(), limits)), Code::Busy);
    assert_eq!(other.windows(&given.subject, day("2026-03-01"))?.len(), 1, "readers never wait");
    lock.unlock()?;
    other.fail(&given.subject, Grain::Event, window, Code::Cut, utc(NOW))
}

#[test]
fn two_programs_commit_side_by_side() -> Result<()> {
    let given = given()?;
    let other = given.reopened()?;
    std::thread::scope(|scope| -> Result<()> {
        let writers = [(&given.archive, "2026-03"), (&other, "2026-02")].map(|(archive, month)| {
            let (subject, report) = (&given.subject, &given.report);
            scope.spawn(move || -> Result<()> {
                for n in 1..=10 {
                    let date = format!("{month}-{n:02}");
                    let mut staging = archive.stage(subject, report, day(&date))?;
                    staging.push(batch(report, &[("r", &date)])?)?;
                    let staged = staging.finish(facts(WindowState::Held))?;
                    archive.commit(atalaya_core::archive::Swap {
                        subject: subject.clone(),
                        grain: Grain::Event,
                        windows: vec![staged.into()],
                    })?;
                }
                Ok(())
            })
        });
        writers.into_iter().try_for_each(|writer| writer.join().expect("no panic"))
    })?;
    assert_eq!(given.archive.generation()?, 20);
    let report = other.verify(true, &mut |_, _| {}, &Default::default())?;
    assert_eq!((report.windows, report.files, report.problems.len()), (20, 20, 0));
    Ok(())
}

#[test]
fn an_archive_and_what_it_gives_may_go_to_other_threads() {
    fn shared<T: Send + Sync>() {}
    fn sent<T: Send>() {}
    shared::<Archive>();
    sent::<atalaya_core::archive::Staging>();
    sent::<atalaya_core::archive::Staged>();
    shared::<atalaya_core::archive::Pin>();
}

#[test]
fn segments_are_small_and_their_pages_can_be_read_alone() -> Result<()> {
    use parquet::basic::{Encoding, PageType};
    use parquet::file::metadata::{PageIndexPolicy, ParquetMetaDataReader};
    let given = given()?;
    let mut staging = given.archive.stage(&given.subject, &given.report, day("2026-03-01"))?;
    for hour in 0..7 {
        let rows: Vec<_> = (0..10_000)
            .map(|n| {
                let (minute, second) = (n / 200, n % 60);
                (
                    format!("5f3a{hour:02}{:08}", n * 7919),
                    format!("2026-03-01T{hour:02}:{minute:02}:{second:02}"),
                )
            })
            .collect();
        let rows: Vec<_> = rows.iter().map(|(id, at)| (id.as_str(), at.as_str())).collect();
        staging.push(batch(&given.report, &rows)?)?;
    }
    given.commit(vec![staging.finish(facts(WindowState::Held))?.into()])?;
    let segment = given.archive.segments(&given.subject, day("2026-03-01"))?.remove(0);
    assert!(segment.bytes < 20 * segment.rows, "{} bytes", segment.bytes);
    let read = ParquetMetaDataReader::new()
        .with_page_index_policy(PageIndexPolicy::Required)
        .parse_and_finish(&std::fs::File::open(&segment.path)?)
        .expect("page indexes are written");
    let groups: Vec<_> = read.row_groups().iter().map(|group| group.num_rows()).collect();
    assert_eq!(groups, [65_536, 4_464]);
    let pages = read.offset_index().expect("it was required")[0][0].page_locations().len();
    assert!((30..=40).contains(&pages), "{pages} pages of 2,000 rows");
    let encoded = |column: usize| {
        let column = read.row_group(0).column(column);
        let pages = column.page_encoding_stats().map(|stats| {
            let data = stats.iter().filter(|page| page.page_type == PageType::DATA_PAGE);
            data.map(|page| page.encoding).collect::<Vec<_>>()
        });
        (column.dictionary_page_offset().is_some(), pages)
    };
    for (column, encoding) in [
        (0, Encoding::DELTA_BYTE_ARRAY),
        (2, Encoding::DELTA_LENGTH_BYTE_ARRAY),
        (3, Encoding::DELTA_BINARY_PACKED),
    ] {
        let (dictionary, pages) = encoded(column);
        assert!(!dictionary, "column {column}");
        assert!(pages.is_none_or(|pages| pages == [encoding]), "column {column}");
    }
    assert!(encoded(1).0, "agents repeat");
    Ok(())
}
