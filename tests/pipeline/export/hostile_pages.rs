//! The same texts in small tables, titles, names, findings and filters.

use super::content::read;
use super::hostile::{CLASSICS, assert_cut, expected, hostile, is_cut, seen_of, texts_of};
use super::{book, column, kpi, seen_by_python, sheet, texts_by_python, texts_sheet, write_book};
use arrow::array::{ArrayRef, RecordBatch, StringArray};
use atalaya_core::export::{
    Datum, Page, SmallColumn, SmallTable, SmallTotal, Threshold, Total, Unit, Workbook,
};
use atalaya_core::reports::Kind;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

const ACROSS: usize = 4;

fn small(header: &str) -> SmallColumn {
    SmallColumn {
        header: header.to_owned(),
        kind: Kind::Text,
        total: SmallTotal::None,
        rule: None,
        wrap: None,
    }
}

#[test]
fn hostile_texts_come_back_from_small_tables() {
    let texts = hostile();
    let data = |texts: &[String]| {
        let known = texts.iter().map(|text| Datum::Text(text.clone()));
        known.chain(std::iter::repeat(Datum::Blank)).take(ACROSS).collect()
    };
    let table = SmallTable {
        name: "hostile".to_owned(),
        columns: ["A", "B", "C", "D"].map(small).to_vec(),
        rows: texts.chunks(ACROSS).map(data).collect(),
        ..SmallTable::default()
    };
    let mut workbook = book(Vec::new());
    workbook.pages =
        vec![Page { name: "Small".to_owned(), tables: vec![table], ..Page::default() }];
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("small.xlsx");
    let written = write_book(workbook, &target).expect("written");
    assert_cut(&written, &target, texts.iter().filter(|text| is_cut(text)).count());

    let range = read(&target, "Small");
    let header = range.rows().position(|row| row[0] == Data::String("A".to_owned()));
    let first = header.expect("the headers") + 1 + range.start().expect("cells").0 as usize;
    let place = |nth: usize| (first + nth / ACROSS, nth % ACROSS);
    for (nth, text) in texts.iter().enumerate() {
        let (row, at) = place(nth);
        let cell = range.get_value((row as u32, at as u32)).expect("a cell");
        assert_eq!(cell, &Data::String(expected(text)), "{nth}: {text:?}");
    }
    let Some(seen) = texts_by_python(&target) else { return };
    let cells = texts_of(&seen, 1);
    for (nth, text) in texts.iter().enumerate() {
        let (row, at) = place(nth);
        let name = format!("{}{}", ["A", "B", "C", "D"][at], row + 1);
        assert_eq!(cells[&name], seen_of(text, true), "{nth}: {text:?}");
    }
}

#[test]
fn a_text_that_would_be_too_long_in_pieces_is_cut_visibly() {
    // It fits as it is, but not with its escape spelled out.
    let text = format!("<r>{}_x0041_</r>", "a".repeat(32_753));
    assert_eq!(text.len(), 32_767);
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("pieces.xlsx");
    let mut workbook = book(Vec::new());
    workbook.findings = vec![text.clone()];
    workbook.pages = vec![page_of(0, &text)];
    let written = write_book(workbook, &target).expect("written");
    let whole = format!("{} […cut]", &text[..32_760]);
    let name = open_workbook::<Xlsx<_>, _>(&target).expect("a workbook").sheet_names()[1].clone();
    let found = cells(&target, &name);
    let cut = found.iter().filter(|cell| **cell == whole).count();
    assert!(cut >= 5, "{cut}");
    // The finding got a bullet before it, so it is in one piece, and too long by that.
    assert_cut(&written, &target, cut + 1);
}

/// A page with the text wherever a page has one.
fn page_of(nth: usize, text: &str) -> Page {
    let texts = |count| vec![Datum::Text(text.to_owned()); count];
    Page {
        name: text.to_owned(),
        title: text.to_owned(),
        notes: vec![text.to_owned()],
        thresholds: vec![Threshold {
            name: format!("Meta_{nth}"),
            label: text.to_owned(),
            kind: Kind::Integer,
            value: None,
        }],
        tables: vec![SmallTable {
            name: text.to_owned(),
            title: text.to_owned(),
            columns: vec![small(text), small(text), small("")],
            rows: vec![texts(3)],
            ..SmallTable::default()
        }],
    }
}

/// A sheet of rows with the text wherever it has one.
fn rows_of(text: &str) -> atalaya_core::export::ReportSheet {
    let array: ArrayRef = Arc::new(StringArray::from(vec![text]));
    let batch = RecordBatch::try_from_iter([("note", array)]).expect("a batch");
    let mut column = column("note", Kind::Text, Total::Count);
    column.header = text.to_owned();
    let mut sheet = sheet("chat_1", text, vec![column], vec![batch]);
    sheet.filters_text = text.to_owned();
    sheet
}

/// A workbook that says the texts wherever a workbook says something.
fn words_of(texts: &[String]) -> Workbook<'static> {
    let mut workbook = book(texts.iter().map(|text| rows_of(text)).collect());
    workbook.pages = texts.iter().enumerate().map(|(nth, text)| page_of(nth, text)).collect();
    workbook.findings = texts.to_vec();
    workbook.summary = texts
        .iter()
        .map(|text| {
            let mut line = kpi(text, Some(1.0), Unit::Count);
            (line.report, line.formula, line.note) = (text.clone(), text.clone(), text.clone());
            (line.said, line.counted, line.interval) = (text.clone(), text.clone(), text.clone());
            line
        })
        .collect();
    workbook.origin.reports = texts.iter().map(|text| (text.clone(), text.clone())).collect();
    workbook.origin.filters = texts.to_vec();
    workbook.origin.excluded = texts.to_vec();
    workbook.origin.coverage = texts.to_vec();
    let window = workbook.origin.windows[0].clone();
    workbook.origin.windows = texts
        .iter()
        .map(|text| {
            let mut window = window.clone();
            (window.report, window.params) = (text.clone(), text.clone());
            (window.state, window.problems) = (text.clone(), text.clone());
            window
        })
        .collect();
    workbook
}

/// All texts of a sheet.
fn cells(path: &Path, name: &str) -> Vec<String> {
    let range = read(path, name);
    let text = |cell: &Data| match cell {
        Data::String(text) => Some(text.clone()),
        _ => None,
    };
    range.rows().flatten().filter_map(text).collect()
}

/// Letters and digits that a name keeps of the text it was made of.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn hostile_words_come_back_from_wherever_a_workbook_says_something() {
    let all = hostile();
    // Each of the classics, and some of all others; long ones have their own test.
    let mut texts: Vec<String> = all.iter().step_by(97).cloned().collect();
    texts.extend(CLASSICS.iter().map(|text| (*text).to_owned()));
    texts.retain(|text| text.len() < 1_000 && !text.is_empty());
    assert!(texts.len() > 150);
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("words.xlsx");
    let written = write_book(words_of(&texts), &target).expect("written");
    assert_eq!(written.cut_texts, 0);

    let book: Xlsx<_> = open_workbook(&target).expect("a workbook");
    let names = book.sheet_names();
    assert_eq!(names.len(), 1 + 2 * texts.len() + 2);
    let distinct: HashSet<_> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(distinct.len(), names.len());
    let times = |cells: &[String], text: &str| cells.iter().filter(|cell| *cell == text).count();
    for (nth, text) in texts.iter().enumerate() {
        let page = cells(&target, &names[1 + nth]);
        let wanted = expected(text);
        // Title, note, threshold, title of the table, and its three cells; headers are made fit.
        assert!(times(&page, &wanted) >= 7, "{text:?}: {page:?}");
        let rows = cells(&target, &names[1 + texts.len() + nth]);
        assert!(times(&rows, &wanted) >= 1, "{text:?}: {rows:?}");
        for name in [&names[1 + nth], &names[1 + texts.len() + nth]] {
            assert!(name.encode_utf16().count() <= 31 && !name.contains(['[', ']', ':', '*', '?']));
            let (kept, whole) = (letters(name), letters(text));
            let start: String = whole.chars().take(8).collect();
            assert!(kept.starts_with(&start), "{text:?} became {name:?}");
        }
    }
    let [summary, figures, origin] =
        ["Summary", "Figures", "Data origin"].map(|name| cells(&target, name));
    for text in &texts {
        let (wanted, told) = (expected(text), expected(&format!("•  {text}")));
        assert!(times(&summary, &told) >= 1, "finding {text:?}");
        assert!(times(&figures, &wanted) >= 5, "figure {text:?}");
        assert!(times(&origin, &wanted) >= 6, "origin {text:?}");
        assert!(times(&origin, &expected(&format!("{text} ({text})"))) >= 1, "report {text:?}");
    }
    let Some(seen) = texts_by_python(&target) else { return };
    let heard = |sheet: usize| -> Vec<&str> {
        let texts = seen[sheet]["texts"].as_object().expect("texts by cell");
        texts.values().filter_map(|text| text.as_str()).collect()
    };
    for (nth, text) in texts.iter().enumerate() {
        assert!(heard(1 + nth).contains(&seen_of(text, true).as_str()), "page {text:?}");
        assert!(heard(1 + texts.len() + nth).contains(&seen_of(text, false).as_str()), "{text:?}");
    }
}

#[test]
fn hostile_names_of_an_operation_and_filters_come_back() {
    for nasty in CLASSICS {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("operation.xlsx");
        let mut workbook = book(vec![texts_sheet(nasty, &[nasty])]);
        workbook.operation_name = (*nasty).to_owned();
        workbook.edition = (*nasty).to_owned();
        workbook.sheets[0].filters_text = (*nasty).to_owned();
        write_book(workbook, &target).expect("written");
        for name in ["Summary", "Data origin"] {
            let cells = cells(&target, name);
            let says = |text: &str| cells.iter().any(|cell| cell.contains(text));
            assert!(says(&expected(nasty)), "{name}: {nasty:?} is not in {cells:?}");
        }
    }
}

#[test]
fn over_long_words_are_cut_visibly_in_every_place_and_counted() {
    let long = format!("=<r>{}", "😀".repeat(17_000));
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("long.xlsx");
    let mut workbook = book(vec![rows_of(&long)]);
    workbook.pages = vec![page_of(0, &long)];
    workbook.findings = vec![long.clone()];
    workbook.origin.filters = vec![long.clone()];
    let written = write_book(workbook, &target).expect("written");
    let mut book: Xlsx<_> = open_workbook(&target).expect("a workbook");
    let mut cut = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("the sheet");
        for cell in range.rows().flatten() {
            let Data::String(text) = cell else { continue };
            assert!(text.encode_utf16().count() <= 32_767);
            cut += usize::from(text.ends_with(" […cut]"));
            // Only names may be shortened without the mark.
            assert!(text.encode_utf16().count() < 300 || text.ends_with(" […cut]"));
        }
    }
    assert!(cut >= 9, "{cut}");
    assert_cut(&written, &target, cut);
    let Some(seen) = seen_by_python(&target) else { return };
    assert_eq!(seen["faults"], serde_json::json!([]));
}
