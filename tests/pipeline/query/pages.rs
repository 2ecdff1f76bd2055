//! Order and pages: what the row index says against a plain sort.

use super::world::{
    COLUMNS, Row, World, all_columns, as_shown, at, bare, calls, report, shown, write,
};
use atalaya_core::Code;
use atalaya_core::query::{Filter, Filters, PageRequest, Question, Sort, Test, Value, fold};
use atalaya_core::reports::{AT, Kind, TOTAL, is_unknown, normal_form, schema};
use atalaya_core::time::Window;
use futures_util::TryStreamExt;
use std::cmp::Ordering;
use tokio_util::sync::CancellationToken;

/// The order of two cells; `None` for equal ones.
fn compare(a: &Row, b: &Row, by: &Sort) -> Ordering {
    let kind = COLUMNS.iter().find(|(name, ..)| *name == by.column).map(|(_, kind, _)| *kind);
    let unknown = |row: &Row| {
        let cell = &row[by.column.as_str()];
        cell.is_null() || cell.as_str().is_some_and(is_unknown)
    };
    match (unknown(a), unknown(b)) {
        (false, false) => {}
        (a, b) => return a.cmp(&b),
    }
    let (a, b) = (&a[by.column.as_str()], &b[by.column.as_str()]);
    let order = match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) if kind == Some(Kind::Choice) => normal_form(a).cmp(&normal_form(b)),
        (Some(a), Some(b)) => fold(a).cmp(&fold(b)).then_with(|| a.cmp(b)),
        _ => a.as_f64().partial_cmp(&b.as_f64()).expect("numbers"),
    };
    if by.descending { order.reverse() } else { order }
}

fn sorted<'a>(mut rows: Vec<&'a Row>, sort: &[Sort]) -> Vec<&'a Row> {
    let time = [Sort { column: AT.to_owned(), descending: false }];
    let sort = if sort.is_empty() { &time[..] } else { sort };
    // Stable: ties stay in order of arrival.
    rows.sort_by(|a, b| {
        sort.iter().map(|by| compare(a, b, by)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
    });
    rows
}

fn by(columns: &[(&str, bool)]) -> Vec<Sort> {
    let one = |(column, descending): &(&str, bool)| Sort {
        column: (*column).to_owned(),
        descending: *descending,
    };
    columns.iter().map(one).collect()
}

async fn agrees(world: &World, question: &Question, holds: impl Fn(&&Row) -> bool) {
    let wanted: Vec<Row> = {
        let rows = world.ordinary().into_iter().filter(holds).collect();
        sorted(rows, &question.sort).into_iter().map(as_shown).collect()
    };
    let token = CancellationToken::new();
    let total = wanted.len();
    for (offset, limit) in [(0, 10), (1, total), (total / 2, 37), (total - 3, 100), (total + 5, 9)]
    {
        let request = PageRequest {
            offset: offset as u64,
            limit: limit as u64,
            columns: all_columns(),
            ahead: offset == 0,
        };
        let page = world.engine.page(&world.table, question, &request, &token).await;
        let page = page.expect("a page");
        assert_eq!(page.total, total as u64, "{question:?}");
        let from = offset.min(total);
        let slice = &wanted[from..(from + limit).min(total)];
        assert_eq!(shown(&page.rows), slice, "{question:?} from {offset}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deep_pages_are_slices_of_the_sorted_whole() {
    for in_order in [true, false] {
        let world = World::calls(11, in_order);
        let sorts = [
            by(&[]),
            by(&[("time", true)]),
            by(&[("calls", false), ("date_ini", true)]),
            by(&[("agent_name", false), ("cost", true)]),
            by(&[("agent_status", true), ("due", false), ("slot", false)]),
            by(&[("share", true), ("destinity", false)]),
            by(&[("cost", true), ("share", false), ("cost", false)]),
            by(&[("destinity", true)]),
        ];
        for sort in sorts {
            agrees(&world, &Question { filters: Filters::default(), sort: sort.clone() }, |_| true)
                .await;
            let long = Filter::one("time", Test::Above(Value::Integer(2_000)));
            let filters = Filters { all: vec![long], ..Filters::default() };
            let holds = |row: &&Row| row["time"].as_i64().is_some_and(|n| n > 2_000);
            agrees(&world, &Question { filters, sort }, holds).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_in_order_without_totals_need_no_list_and_give_the_same_pages() {
    let mut random = fastrand::Rng::with_seed(5);
    let mut days: Vec<_> = (1..=5).map(|n| calls(n, 900, true, &mut random)).collect();
    days.iter_mut().flatten().for_each(|row| drop(row.insert(TOTAL, false.into())));
    // A shared second between neighbours: arrival decides.
    let shared = bare(at(2, "23:59:59"));
    days[1].push(shared.clone());
    days[2].insert(0, shared);
    let world = World::new(report("calls", COLUMNS), days);
    agrees(&world, &Question::default(), |_| true).await;
}

#[tokio::test]
async fn a_stream_gives_all_rows_in_order() {
    let world = World::calls(12, false);
    let sort = by(&[("agent_name", true), ("time", false)]);
    let question = Question { filters: Filters::default(), sort: sort.clone() };
    let token = CancellationToken::new();
    let stream = world.engine.rows(&world.table, &question, &all_columns(), &token);
    let batches: Vec<_> = stream.try_collect().await.expect("all rows");
    let found: Vec<Row> = batches.iter().flat_map(shown).collect();
    let wanted: Vec<Row> = sorted(world.ordinary(), &sort).into_iter().map(as_shown).collect();
    assert_eq!(found, wanted);
}

#[tokio::test]
async fn rows_outside_their_window_count_where_their_time_is() {
    let mut days: Vec<Vec<Row>> = (1..=3).map(|n| vec![bare(at(n, "08:00:00"))]).collect();
    days[0].push(bare(at(3, "07:00:00")));
    days[2].push(bare(at(1, "09:00:00")));
    let mut world = World::new(report("calls", COLUMNS), days);
    world.table.period = Window::days(super::world::day(1), super::world::day(2));
    let found = world.ask(&Question::default()).await;
    let times: Vec<_> = found.iter().map(|row| row[AT].as_str().expect("a time")).collect();
    assert_eq!(times, ["2026-03-01T08:00:00", "2026-03-01T09:00:00", "2026-03-02T08:00:00"]);
    let token = CancellationToken::new();
    let counted = world.engine.count(&world.table, &Filters::default(), &token).await;
    assert_eq!(counted.expect("a count"), 3);
}

#[tokio::test]
async fn files_of_other_versions_are_brought_to_the_reports_columns() {
    let mut world = World::new(report("calls", COLUMNS), vec![vec![bare(at(1, "08:00:00"))]]);
    // An older version: `calls` was text, `cost` did not exist, `destinity` had another name.
    let mut columns: Vec<_> = COLUMNS.to_vec();
    columns.retain(|(name, ..)| *name != "cost");
    for column in &mut columns {
        match column.0 {
            "calls" => column.1 = Kind::Text,
            "destinity" => column.0 = "destiny",
            _ => {}
        }
    }
    let mut row = bare(at(2, "08:00:00"));
    row.insert("calls", "12".into());
    row.insert("destiny", "3110000001".into());
    let mut broken = row.clone();
    broken.insert("calls", "many".into());
    let path = world.folder.path().join("old.parquet");
    let schema = schema(&report("calls", &columns));
    let window = Window::day(super::world::day(2));
    let mut old = world.table.sources[0].clone();
    old.file = write(&path, &schema, window, &[row, broken]);
    old.file.version = 0;
    old.rename.insert("destiny".to_owned(), "destinity".to_owned());
    world.table.sources.push(old);
    let found = world.ask(&Question::default()).await;
    let seen: Vec<_> = found
        .iter()
        .map(|r| (r["calls"].as_i64(), r["destinity"].as_str(), r["cost"].as_f64()))
        .collect();
    let destination = Some("3110000001");
    assert_eq!(
        seen,
        [(None, None, None), (Some(12), destination, None), (None, destination, None)]
    );
    let many = Filter::one("calls", Test::Above(Value::Integer(3)));
    let filters = Filters { all: vec![many], ..Filters::default() };
    let token = CancellationToken::new();
    let counted = world.engine.count(&world.table, &filters, &token).await;
    assert_eq!(counted.expect("a count"), 1);
}

#[tokio::test]
async fn a_cancelled_query_ends_as_cancelled() {
    let world = World::calls(13, false);
    let token = CancellationToken::new();
    token.cancel();
    let page = world
        .engine
        .page(&world.table, &Question::default(), &PageRequest::default(), &token)
        .await;
    assert_eq!(page.expect_err("cancelled").code(), Code::Cancelled);
    let count = world.engine.count(&world.table, &Filters::default(), &token).await;
    assert_eq!(count.expect_err("cancelled").code(), Code::Cancelled);
    // Nothing of it sticks: the next one is answered.
    assert_eq!(world.ask(&Question::default()).await.len(), world.ordinary().len());
}

#[tokio::test]
async fn a_newer_question_of_a_view_cancels_the_older_one_only() {
    let world = World::new(report("calls", COLUMNS), vec![]);
    let (first, other) = (world.engine.view("grid", 1), world.engine.view("chart", 1));
    let same = world.engine.view("grid", 1);
    assert!(!first.is_cancelled());
    let second = world.engine.view("grid", 2);
    assert!(first.is_cancelled() && same.is_cancelled());
    assert!(!second.is_cancelled() && !other.is_cancelled());
    assert!(world.engine.view("grid", 1).is_cancelled(), "it came late");
    world.engine.close_view("grid");
    assert!(second.is_cancelled());
    let page = world
        .engine
        .page(&world.table, &Question::default(), &PageRequest::default(), &other)
        .await
        .expect("a page of nothing");
    assert_eq!((page.total, page.rows.num_rows()), (0, 0));
}

#[tokio::test]
async fn a_missing_or_damaged_file_is_an_error_not_an_empty_answer() {
    let world = World::calls(14, true);
    let token = CancellationToken::new();
    let path = &world.table.sources[3].file.path;
    let length = std::fs::metadata(path).expect("a file").len() as usize;
    std::fs::write(path, vec![7_u8; length]).expect("damage");
    let page = world
        .engine
        .page(&world.table, &Question::default(), &PageRequest::default(), &token)
        .await;
    assert_eq!(page.expect_err("damaged").code(), Code::ArchiveDamaged);
    let count = world.engine.count(&world.table, &Filters::default(), &token).await;
    assert_eq!(count.expect_err("damaged").code(), Code::ArchiveDamaged);
    std::fs::remove_file(path).expect("gone");
    let count = world.engine.count(&world.table, &Filters::default(), &token).await;
    assert_eq!(count.expect_err("gone").code(), Code::ArchiveDamaged);
}
