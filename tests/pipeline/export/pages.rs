//! Pages of small tables: charts bound to their cells, formulas with their results, thresholds.

use super::content::read;
use super::front::place;
use super::{book, seen_by_python, write_book};
use atalaya_core::export::{
    ChartForm, ChartSpec, Datum, Page, Rule, SmallColumn, SmallTable, SmallTotal, Threshold, Total,
};
use atalaya_core::reports::Kind;
use calamine::{Data, DataType};

fn column(header: &str, kind: Kind, total: SmallTotal) -> SmallColumn {
    SmallColumn { header: header.to_owned(), kind, total, rule: None, wrap: None }
}

fn spec(form: ChartForm) -> ChartSpec {
    ChartSpec {
        title: "Who transfers?".to_owned(),
        alt: "Columns by agent".to_owned(),
        form,
        category: 0,
        series: vec![1],
        line: (form == ChartForm::Columns).then_some(3),
        rows: 2,
        category_title: String::new(),
        value_title: "Transfers".to_owned(),
        line_title: "Cumulated".to_owned(),
        ..ChartSpec::default()
    }
}

/// A page with a table of every kind of cell.
pub(super) fn page(form: ChartForm) -> Page {
    let sum = SmallTotal::Of(Total::Sum);
    let mut rated = column("Share", Kind::Percent, SmallTotal::Ratio(1, 2));
    rated.rule = Some(Rule { threshold: "Meta_share".to_owned(), higher: false });
    let row = |name: &str, some: f64, all: f64, run: f64| {
        vec![
            Datum::Text(name.to_owned()),
            Datum::Number(some),
            Datum::Number(all),
            Datum::Cumulated(1, run),
            Datum::Ratio(1, 2, some / all),
        ]
    };
    let table = SmallTable {
        name: "q_test".to_owned(),
        columns: vec![
            column("Agent", Kind::Text, SmallTotal::None),
            column("Some", Kind::Duration, sum),
            column("All", Kind::Duration, sum),
            column("Run", Kind::Percent, SmallTotal::None),
            rated,
        ],
        rows: vec![
            row("<r><t>Ana</t></r>", 60.0, 100.0, 0.6),
            row("=Eva", 30.0, 300.0, 0.9),
            row("Leo", 10.0, 50.0, 1.0),
        ],
        heat: Some((1, 2)),
        chart: Some(spec(form)),
        ..SmallTable::default()
    };
    Page {
        name: "Transfers: all?".to_owned(),
        title: "Who transfers?".to_owned(),
        notes: vec!["Source".to_owned()],
        thresholds: vec![Threshold {
            name: "Meta_share".to_owned(),
            label: "Share: at most".to_owned(),
            kind: Kind::Percent,
            value: Some(0.4),
        }],
        tables: vec![table],
    }
}

#[test]
fn a_page_holds_its_table_with_formulas_whose_results_are_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("page.xlsx");
    let mut book = book(Vec::new());
    book.pages = vec![page(ChartForm::Columns)];
    write_book(book, &target).expect("written");
    let range = read(&target, "Transfers all");
    let (top, _) = place(&range, "Agent");
    let number = |row: u32, at: u32| match range.get_value((top + row, at)) {
        Some(Data::DateTime(time)) => time.as_f64() * 86_400.0,
        Some(other) => other.as_f64().expect("a number"),
        None => panic!("no cell"),
    };
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    // Every stored result is what the cells beside it give.
    let mut run = 0.0;
    for row in 1..=3 {
        run += number(row, 1);
        near(number(row, 3), run / 100.0);
        near(number(row, 4), number(row, 1) / number(row, 2));
    }
    near(number(4, 1), 100.0);
    near(number(4, 2), 450.0);
    near(number(4, 4), 100.0 / 450.0);
    assert_eq!(range.get_value((top + 1, 0)), Some(&Data::String("<r><t>Ana</t></r>".into())));
    let Some(seen) = seen_by_python(&target) else { return };
    let page = &seen["sheets"][1];
    let cells = &page["cells"];
    let cell = |at: &str, row: u32| cells[format!("{at}{}", top + 1 + row)][0].clone();
    assert_eq!(
        cell("D", 2),
        format!("=SUM(B${0}:B{1})/SUM(B${0}:B${2})", top + 2, top + 3, top + 4)
    );
    assert_eq!(
        cell("E", 4),
        format!("=IFERROR(SUBTOTAL(109,B{0}:B{1})/SUBTOTAL(109,C{0}:C{1}),0)", top + 2, top + 4)
    );
    assert_eq!(page["tables"]["t_q_test"]["totals"], 1);
    assert_eq!(seen["names"]["Meta_share"], "'Transfers all'!$B$5");
    let rules = page["rules"].as_array().expect("conditional formats");
    assert!(rules.iter().any(|rule| rule.as_str().is_some_and(|rule| rule.contains("Meta_share"))));
}

#[test]
fn charts_read_cells_that_exist_and_carry_title_and_alt_text() {
    for form in [ChartForm::Bars, ChartForm::Columns, ChartForm::Funnel, ChartForm::Lines] {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("chart.xlsx");
        let mut book = book(Vec::new());
        book.pages = vec![page(form)];
        write_book(book, &target).expect("written");
        let Some(seen) = seen_by_python(&target) else { return };
        let charts = seen["charts"].as_array().expect("charts");
        // Its own, and the small one of the first sheet.
        assert_eq!(charts.len(), 2, "{form:?}");
        for chart in charts {
            assert_eq!(chart["title"], "Who transfers?");
            let ranges = chart["ranges"].as_array().expect("ranges");
            assert!(ranges.len() >= 3, "{ranges:?}");
            let bound = |range: &serde_json::Value| range["filled"].as_bool() == Some(true);
            assert!(ranges.iter().all(bound), "{form:?}: {ranges:?}");
        }
        assert!(seen["alt"].as_array().expect("texts").iter().all(|alt| alt == "Columns by agent"));
    }
}
