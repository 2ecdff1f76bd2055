//! Nothing in a workbook gives Excel a reason to offer a repair.

use super::pages::page;
use super::{all_kinds, book, seen_by_python, write_book};
use atalaya_core::export::{ChartForm, KpiLine, Unit};

#[test]
fn no_part_of_a_full_workbook_would_need_a_repair() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("full.xlsx");
    let mut book = book(vec![all_kinds("Status", 40), all_kinds("Status", 3)]);
    book.pages = vec![page(ChartForm::Bars), page(ChartForm::Columns), page(ChartForm::Lines)];
    for (nth, page) in book.pages.iter_mut().enumerate() {
        page.thresholds[0].name = format!("Meta_{nth}");
    }
    book.back = vec![page(ChartForm::Funnel)];
    book.back[0].thresholds[0].name = "Meta_last".to_owned();
    let named = |n: usize| KpiLine {
        name: "KPI_same".to_owned(),
        previous: Some(1.0),
        ..super::kpi(&format!("k{n}"), Some(n as f64), Unit::Count)
    };
    book.summary = (0..20).map(named).collect();
    write_book(book, &target).expect("written");
    // The reader itself checks parts, relations, tables, texts and names, and fails if one is bad.
    let Some(seen) = seen_by_python(&target) else { return };
    assert_eq!(seen["faults"], serde_json::json!([]));
    assert_eq!(seen["sheets"].as_array().expect("sheets").len(), 1 + 3 + 2 + 2 + 1);
}
