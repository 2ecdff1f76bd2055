//! The first sheet: tiles, changes, what stands out, the way to the sheets; and the table of all
//! figures behind it.

use super::content::read;
use super::{all_kinds, book, kpi, seen_by_python, write_book};
use atalaya_core::export::{KpiLine, Unit};
use calamine::{Data, DataType, Range};
use std::path::Path;

/// Where a text stands.
pub(super) fn place(range: &Range<Data>, text: &str) -> (u32, u32) {
    let rows = (0..).zip(range.rows());
    let mut cells = rows.flat_map(|(row, cells)| (0..).zip(cells).map(move |(at, c)| (row, at, c)));
    let found = cells.find(|(_, _, cell)| **cell == Data::String(text.to_owned()));
    let (row, at, _) = found.unwrap_or_else(|| panic!("no cell {text}"));
    let (top, left) = range.start().expect("cells");
    (row + top, at + left)
}

fn number(range: &Range<Data>, at: (u32, u32)) -> Option<f64> {
    match range.get_value(at)? {
        Data::DateTime(time) => Some(time.as_f64()),
        other => other.as_f64(),
    }
}

fn written(figures: Vec<KpiLine>, target: &Path) {
    let mut book = book(vec![all_kinds("Status", 10)]);
    book.summary = figures;
    book.findings = vec!["=1+1 stands out".to_owned(), "Much".to_owned()];
    book.compared = "Compared with February".to_owned();
    book.edition = "For the client".to_owned();
    write_book(book, target).expect("written");
}

#[test]
fn a_tile_holds_value_change_and_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("tiles.xlsx");
    let handle = KpiLine {
        previous: Some(4_320.0),
        good: Some(false),
        said: "Worse than before".to_owned(),
        counted: "n = 321 calls".to_owned(),
        ..kpi("Average handle time", Some(5_400.0), Unit::Seconds)
    };
    let share = KpiLine { previous: Some(0.5), ..kpi("Occupancy", Some(0.8123), Unit::Ratio) };
    let unknown = KpiLine { said: "No rows".to_owned(), ..kpi("Loss", None, Unit::Ratio) };
    written(vec![handle, share, unknown], &target);
    let range = read(&target, "Summary");
    let (row, at) = place(&range, "Average handle time");
    assert_eq!(number(&range, (row + 1, at)), Some(5_400.0 / 86_400.0));
    assert_eq!(number(&range, (row + 2, at)), Some(4_320.0 / 86_400.0));
    let change = number(&range, (row + 2, at + 1)).expect("a change");
    assert!((change - 0.25).abs() < 1e-12, "the stored result of the formula: {change}");
    let said = range.get_value((row + 3, at)).expect("words").to_string();
    assert!(said.starts_with("Worse than before · n = 321 calls"), "{said}");
    let (row, at) = place(&range, "Occupancy");
    let points = number(&range, (row + 2, at + 1)).expect("a change in points");
    assert!((points - 31.23).abs() < 1e-9, "{points}");
    // Unknown stays blank, with the reason below.
    let (row, at) = place(&range, "Loss");
    assert_eq!(range.get_value((row + 1, at)).unwrap_or(&Data::Empty), &Data::Empty);
    assert!(range.get_value((row + 3, at)).expect("why").to_string().starts_with("No rows"));
    for text in ["•  =1+1 stands out", "•  Much", "Compared with February", "For the client"] {
        place(&range, text);
    }
}

#[test]
fn the_first_sheet_is_one_page_and_leads_to_every_sheet() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("one.xlsx");
    written(vec![kpi("Calls", Some(1.0), Unit::Count)], &target);
    let range = read(&target, "Summary");
    for sheet in ["Status", "Figures", "Data origin"] {
        place(&range, sheet);
    }
    let Some(seen) = seen_by_python(&target) else { return };
    assert_eq!(seen["sheets"][0]["fit"], serde_json::json!([null, null]), "one page each way");
    assert_eq!(seen["links"]["xl/worksheets/sheet1.xml"], 3);
    assert_eq!(seen["external"], serde_json::json!([]));
}

#[test]
fn every_report_has_tiles_and_all_figures_have_their_row_and_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("many.xlsx");
    let line = |report: &str, n: usize| KpiLine {
        report: report.to_owned(),
        name: format!("KPI_{report}_{n}"),
        ..kpi(&format!("{report} {n}"), Some(n as f64), Unit::Count)
    };
    let figures: Vec<_> =
        ["a", "b", "c"].iter().flat_map(|of| (0..9).map(move |n| line(of, n))).collect();
    let all_titles: Vec<String> = figures.iter().map(|line| line.title.clone()).collect();
    written(figures, &target);
    let range = read(&target, "Summary");
    for first in ["a 0", "b 0", "c 0", "c 1"] {
        place(&range, first);
    }
    let is_tile = |cell: &&Data| all_titles.contains(&cell.to_string());
    assert_eq!(range.rows().flatten().filter(is_tile).count(), 8, "taken in at a look");
    let all = read(&target, "Figures");
    assert_eq!(all.rows().filter(|row| row[0] == Data::String("c".to_owned())).count(), 9);
    let Some(seen) = seen_by_python(&target) else { return };
    let (row, at) = place(&all, "c 8");
    let letter = char::from(b'A' + at as u8 + 1);
    assert_eq!(seen["names"]["KPI_c_8"], format!("'Figures'!${letter}${}", row + 1));
}
