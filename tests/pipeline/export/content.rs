//! Sheets, types, totals, set-up and names.

use super::{all_kinds, book, column, seen_by_python, sheet, texts_sheet, write_book};
use arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch};
use atalaya_core::Code;
use atalaya_core::export::{Limits, Progress, Total, Written, suggest_name, write, write_with};
use atalaya_core::reports::Kind;
use atalaya_core::time::{Window, read_from, read_to};
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use chrono::{DateTime, NaiveDateTime};
use std::cell::RefCell;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

pub(super) fn read(path: &Path, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    book.worksheet_range(name).expect("the sheet")
}

/// The moment of a cell that is formatted as one.
fn moment_in(cell: &Data) -> NaiveDateTime {
    let Data::DateTime(time) = cell else { panic!("{cell:?} is no moment") };
    assert!(time.is_datetime());
    let seconds = ((time.as_f64() - 25_569.0) * 86_400.0).round() as i64;
    DateTime::from_timestamp(seconds, 0).expect("a moment").naive_utc()
}

/// The length of a cell that is formatted as a duration.
fn millis_in(cell: &Data) -> i64 {
    let Data::DateTime(time) = cell else { panic!("{cell:?} is no duration") };
    assert!(time.is_duration());
    (time.as_f64() * 86_400_000.0).round() as i64
}

fn number_in(cell: &Data) -> Option<f64> {
    match cell {
        Data::DateTime(time) => Some(time.as_f64()),
        other => other.as_f64(),
    }
}

fn sheet_names(path: &Path) -> Vec<String> {
    let book: Xlsx<_> = open_workbook(path).expect("a workbook");
    book.sheet_names()
}

#[test]
fn every_kind_comes_back_with_its_type() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("kinds.xlsx");
    let written = write_book(book(vec![all_kinds("Status", 1500)]), &target).expect("written");
    assert_eq!((written.rows, written.renamed, written.cut_texts), (1500, false, 0));
    assert_eq!(written.bytes, std::fs::metadata(&target).expect("a file").len());
    assert_eq!(sheet_names(&target), ["Summary", "Status", "Figures", "Data origin"]);

    let range = read(&target, "Status");
    assert_eq!(range.get_size(), (1502, 10));
    let cell = |row, column| range.get_value((row, column)).expect("a cell").clone();
    assert_eq!(cell(0, 0), Data::String("agent_id".to_owned()));
    assert_eq!(cell(5, 0), Data::String("000004".to_owned()));
    assert_eq!(cell(5, 3), Data::String("04:00".to_owned()));
    assert_eq!(moment_in(&cell(5, 4)), super::moment("2026-03-01T00:04:04"));
    assert_eq!(moment_in(&cell(5, 5)), super::moment("2026-03-05"));
    assert_eq!(millis_in(&cell(5, 6)), 4 * 3_661_000);
    assert_eq!(cell(5, 7), Data::Float(4.0));
    assert_eq!(cell(5, 8), Data::Float(2.0));
    assert_eq!(cell(5, 9), Data::Float(0.004));
    // Unknown is blank in every column.
    assert!((0..10).all(|column| cell(4, column) == Data::Empty));
}

#[test]
fn stored_totals_are_the_sums_of_their_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("totals.xlsx");
    write_book(book(vec![all_kinds("Status", 1500)]), &target).expect("written");
    let range = read(&target, "Status");
    assert_eq!(range.get_value((1501, 0)), Some(&Data::String("Total".to_owned())));
    for column in 6..9 {
        let values = (1..=1500).filter_map(|row| number_in(range.get_value((row, column))?));
        let sum: f64 = values.sum();
        let total = range.get_value((1501, column)).and_then(number_in).expect("a total");
        assert!((sum - total).abs() <= 1e-9 * sum, "column {column}: {sum} is not {total}");
    }
    let filled = (1..=1500).filter(|row| range.get_value((*row, 2)) != Some(&Data::Empty)).count();
    assert_eq!(range.get_value((1501, 2)), Some(&Data::Float(filled as f64)));
}

#[test]
fn another_program_sees_tables_formats_and_set_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("seen.xlsx");
    write_book(book(vec![all_kinds("Status", 1500)]), &target).expect("written");
    let Some(seen) = seen_by_python(&target) else { return };
    let page = &seen["sheets"][1];
    let table = &page["tables"]["t_agent_2"];
    assert_eq!(table["ref"], "A1:J1502");
    assert_eq!(table["filter"], "A1:J1501");
    assert_eq!(table["totals"], 1);
    assert_eq!((&page["freeze"], &page["landscape"]), (&"B2".into(), &true.into()));
    // One page wide is what a missing width means.
    assert_eq!((&page["fit"], &page["fit_to_page"]), (&serde_json::json!([null, 0]), &true.into()));
    assert_eq!(page["repeat"], "$1:$1");
    assert_eq!(page["footer"][0], "2026-03-01 – 2026-03-31 · Ventas && Cía");
    assert_eq!(page["footer"][1], "Page &P of &N");
    let format = |cell: &str| page["cells"][cell][1].as_str().expect("a format").to_owned();
    let formats = ["A2", "E2", "F2", "G2", "H2", "I2", "J2"].map(format);
    let expected =
        ["@", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd", "[h]:mm:ss", "#,##0", "#,##0.00", "0.0 %"];
    assert_eq!(formats, expected);
    // Formulas only in the totals row, and none of it leads out of the file.
    assert_eq!(seen["formulas"]["xl/worksheets/sheet1.xml"], 0);
    assert_eq!(seen["formulas"]["xl/worksheets/sheet2.xml"], 4);
    assert_eq!(seen["formulas"]["xl/worksheets/sheet3.xml"], 0);
    assert_eq!(seen["formulas"]["xl/worksheets/sheet4.xml"], 0);
    assert_eq!(seen["links"]["xl/worksheets/sheet2.xml"], 0);
    assert_eq!(seen["ignored"]["xl/worksheets/sheet2.xml"], 1);
    assert_eq!(seen["external"], serde_json::json!([]));
    assert_eq!(seen["title"], "Ventas & Cía: call-center reports");
    assert_eq!(
        (&seen["creator"], &seen["created"]),
        (&"Atalaya".into(), &"2026-04-01 08:30:00".into())
    );
    let windows = &seen["sheets"][3]["tables"]["windows"];
    assert_eq!(windows["columns"][0], "Report");
}

#[test]
fn a_report_without_rows_is_a_table_with_a_blank_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("empty.xlsx");
    let written = write_book(book(vec![all_kinds("Status", 0)]), &target).expect("written");
    assert_eq!((written.rows, written.sheets[0].rows), (0, 0));
    let Some(seen) = seen_by_python(&target) else { return };
    assert_eq!(seen["sheets"][1]["tables"]["t_agent_2"]["ref"], "A1:J3");
}

fn split(rows: i64, limits: Limits) -> (tempfile::TempDir, Written) {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("split.xlsx");
    let sheets = vec![all_kinds("A title that is long: really/truly", rows)];
    let cancel = CancellationToken::new();
    let written = write_with(book(sheets), &target, &|_| {}, &cancel, &limits).expect("written");
    (folder, written)
}

#[test]
fn more_rows_than_a_sheet_holds_continue_on_the_next() {
    let (_folder, written) = split(25, Limits { sheet_rows: 12, ..Limits::default() });
    let names: Vec<_> = written.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let expected = [
        "A title that is long r (1 of 3)",
        "A title that is long r (2 of 3)",
        "A title that is long r (3 of 3)",
    ];
    assert_eq!(names, expected);
    assert_eq!(written.sheets.iter().map(|sheet| sheet.rows).collect::<Vec<_>>(), [10, 10, 5]);
    let mut calls = Vec::new();
    for sheet in &written.sheets {
        let range = read(&written.path, &sheet.name);
        let rows = range.rows().skip(1).take(sheet.rows as usize);
        calls.extend(rows.map(|row| row[7].as_f64()));
        assert_eq!(range.get_size().0 as u64, sheet.rows + 2);
    }
    let expected: Vec<_> = (0..25).map(|n| (n % 7 != 3).then_some(f64::from(n))).collect();
    assert_eq!(calls, expected);
    let origin = read(&written.path, "Data origin");
    let said = |text: &str| origin.rows().flatten().any(|cell| cell.to_string().contains(text));
    assert!(said("continues over 3 sheets") && said("2 of 3"));
    seen_by_python(&written.path);
}

#[test]
fn without_totals_a_sheet_holds_one_row_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("full.xlsx");
    let limits = Limits { sheet_rows: 12, ..Limits::default() };
    for (rows, parts) in [(11, 1), (12, 2)] {
        let sheets = vec![texts_sheet("Notes", &vec!["x"; rows])];
        let cancel = CancellationToken::new();
        let written = write_with(book(sheets), &target, &|_| {}, &cancel, &limits);
        assert_eq!(written.expect("written").sheets.len(), parts);
    }
    assert_eq!(Limits::default().sheet_rows - 1, 1_048_575);
}

#[test]
fn a_sheet_beyond_the_tables_budget_keeps_filter_and_totals() {
    let (_folder, written) = split(25, Limits { table_cells: 100, ..Limits::default() });
    assert!(!written.sheets[0].table);
    let range = read(&written.path, &written.sheets[0].name);
    assert!(range.get_value((26, 7)).and_then(DataType::as_f64).expect("a total") > 0.0);
    let Some(seen) = seen_by_python(&written.path) else { return };
    let page = &seen["sheets"][1];
    assert_eq!((&page["filter"], &page["tables"]), (&"A1:J26".into(), &serde_json::json!({})));
    assert_eq!(page["cells"]["H27"][0], "=SUBTOTAL(109,H2:H26)");
}

#[test]
fn sheet_and_header_names_are_valid_and_unique() {
    let titles = [
        "Campaña: A/B?*",
        "campaña  a b",
        "History",
        "'quoted'",
        "",
        "summary",
        "Data origin",
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        "A very long title of a report, longer than allowed",
        "A very long title of a report, longer than other",
        "tab\tand\u{b}control",
        "[x]:\\",
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("names.xlsx");
    let sheets = titles.map(|title| texts_sheet(title, &["x"])).into();
    let written = write_book(book(sheets), &target).expect("written");
    let names = sheet_names(&target);
    assert_eq!(names.len(), titles.len() + 3);
    assert_eq!(written.sheets[0].name, "Campaña A B");
    assert_eq!(written.sheets[1].name, "campaña a b (2)");
    let unique: HashSet<_> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(unique.len(), names.len());
    for name in &names {
        assert!(name.encode_utf16().count() <= 31 && !name.is_empty(), "{name}");
        assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
        assert!(!name.starts_with('\'') && !name.ends_with('\'') && name != "History", "{name}");
    }
    seen_by_python(&target);
}

#[test]
fn odd_headers_stay_valid_and_totals_find_their_column() {
    let headers = ["Time", "time", "", "a\nb", "[x] #'", "_x0041_", "=1+1", &"long ".repeat(80)];
    let array: ArrayRef = Arc::new(Int64Array::from(vec![1, 2]));
    let mut columns = Vec::new();
    for (at, header) in headers.iter().enumerate() {
        let mut spec = column(&format!("c{at}"), Kind::Integer, Total::Sum);
        spec.header = (*header).to_owned();
        columns.push(spec);
    }
    let named = columns.iter().map(|spec| (spec.name.clone(), array.clone()));
    let batch = RecordBatch::try_from_iter(named).expect("a batch");
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("headers.xlsx");
    let sheets = vec![sheet("x", "Odd", columns, vec![batch])];
    write_book(book(sheets), &target).expect("written");
    let range = read(&target, "Odd");
    assert_eq!(range.get_value((0, 1)), Some(&Data::String("time (2)".to_owned())));
    assert!((0..8).all(|at| range.get_value((3, at)) == Some(&Data::Float(3.0))));
    let Some(seen) = seen_by_python(&target) else { return };
    let page = &seen["sheets"][1];
    let table = &page["tables"]["t_x"]["columns"];
    for (at, letter) in ('A'..='H').enumerate() {
        assert_eq!(table[at], page["cells"][format!("{letter}1")][0]);
    }
    assert_eq!(page["cells"]["E4"][0], "=SUBTOTAL(109,t_x['[x'] '#''])");
}

#[test]
fn what_excel_would_show_wrongly_becomes_text_or_blank() {
    let wholes: ArrayRef = Arc::new(Int64Array::from(vec![9_007_199_254_740_993, -5, i64::MIN]));
    let reals: ArrayRef = Arc::new(Float64Array::from(vec![f64::NAN, f64::INFINITY, 1.5]));
    let millis: ArrayRef = Arc::new(arrow::array::TimestampMillisecondArray::from(vec![
        -3_000_000_000_000,
        0,
        i64::MAX,
    ]));
    let batch = RecordBatch::try_from_iter([("n", wholes), ("x", reals), ("t", millis)]);
    let columns = vec![
        column("n", Kind::Integer, Total::Sum),
        column("x", Kind::Decimal, Total::Sum),
        column("t", Kind::Datetime, Total::None),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("odd.xlsx");
    let sheets = vec![sheet("x", "Odd", columns, vec![batch.expect("a batch")])];
    write_book(book(sheets), &target).expect("written");
    let range = read(&target, "Odd");
    let text = |row, column| range.get_value((row, column)).expect("a cell").to_string();
    assert_eq!(text(1, 0), "9007199254740993");
    assert_eq!((text(4, 0), text(4, 1)), ("-5".to_owned(), "1.5".to_owned()));
    assert_eq!((text(1, 1), text(2, 1)), (String::new(), String::new()));
    assert_eq!(text(1, 2), "1874-12-07T18:40:00");
}

#[test]
fn same_data_gives_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = ["a.xlsx", "b.xlsx"].map(|name| {
        let target = folder.path().join(name);
        write_book(book(vec![all_kinds("Status", 300)]), &target).expect("written");
        std::fs::read(target).expect("a file")
    });
    assert!(made[0] == made[1]);
}

#[test]
fn progress_ends_at_the_total() {
    let folder = tempfile::tempdir().expect("a folder");
    let heard = RefCell::new(Vec::new());
    let sheets = vec![all_kinds("A", 6000), all_kinds("B", 10)];
    let cancel = CancellationToken::new();
    let hear = |progress: Progress| heard.borrow_mut().push(progress);
    write(book(sheets), &folder.path().join("p.xlsx"), &hear, &cancel).expect("written");
    let heard = heard.into_inner();
    assert!(heard.is_sorted_by_key(|progress| progress.rows) && heard.len() > 4);
    assert_eq!(heard.last(), Some(&Progress { rows: 6010, total: 6010, packing: true }));
}

#[test]
fn a_source_with_another_number_of_rows_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for announced in [9, 11] {
        let mut sheet = all_kinds("Status", 10);
        sheet.row_count = announced;
        let error = write_book(book(vec![sheet]), &folder.path().join("x.xlsx")).expect_err("no");
        assert_eq!(error.code(), Code::Internal);
    }
    assert!(super::listing(folder.path()).is_empty());
}

#[test]
fn suggested_names_tell_period_report_and_operation() {
    let name = |from: &str, to: &str, reports: &[&str], operation: &str| {
        let window = Window::new(read_from(from).expect("a date"), read_to(to).expect("a date"));
        suggest_name(&window.expect("a window"), reports, operation, "xlsx")
    };
    let march = |reports: &[&str], operation| name("2026-03-01", "2026-03-31", reports, operation);
    assert_eq!(march(&["Campaign 7"], "ventas"), "2026-03_Campaign7_Ventas.xlsx");
    assert_eq!(march(&["agent_2", "b", "c"], "Ñu: <x>"), "2026-03_Agent2+2_ÑuX.xlsx");
    assert_eq!(march(&[], "..\\..\\CON"), "2026-03_CON.xlsx");
    assert_eq!(name("2026-01-01", "2026-03-31", &["A"], ""), "2026-01_2026-03_A.xlsx");
    assert_eq!(name("2026-03-05", "2026-03-05", &["A"], ""), "2026-03-05_A.xlsx");
    assert_eq!(name("2026-03-05", "2026-04-05", &["A"], ""), "2026-03-05_2026-04-05_A.xlsx");
    let long = march(&[&"word ".repeat(99)], &"x".repeat(300));
    assert!(long.encode_utf16().count() < 110, "{long}");
}
