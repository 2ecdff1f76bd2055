//! Rows beside the workbook: the same rows, in the form of the language, named in the workbook.

use super::{all_kinds, book, listing, quiet, seen_by_python, texts_sheet, write_book};
use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Float64Type, Int64Type, TimeUnit};
use atalaya_core::Code;
use atalaya_core::export::csv::{CsvOptions, write_rows};
use atalaya_core::export::{Detail, ReportSheet, Workbook, beside_names, format, write};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::Path;
use tokio_util::sync::CancellationToken;

fn beside(name: &str, sheets: Vec<ReportSheet>) -> Workbook<'static> {
    Workbook { detail: Detail::Beside(format(name).expect("a format")), ..book(sheets) }
}

fn csv_in(language: &str, mut sheet: ReportSheet) -> String {
    let mut out = Vec::new();
    let options = CsvOptions::for_spreadsheets(language);
    let (rows, cancel) = (sheet.rows.as_mut(), CancellationToken::new());
    write_rows(&mut out, &sheet.columns, rows, options, &cancel, &mut |_| {}).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn a_spreadsheet_of_the_language_reads_what_is_written() {
    let line = |language: &str| {
        let text = csv_in(language, all_kinds("S", 50));
        text.split("\r\n").nth(50).expect("a line").to_owned()
    };
    let spanish = "000049;Agente Ñandú 49;AUX 1;01:00;2026-03-01 00:49:49;2026-03-19;49:49:49;49;\
                   24,5;0,049";
    assert_eq!((line("es").as_str(), line("pt").as_str()), (spanish, spanish));
    let english = "000049,Agente Ñandú 49,AUX 1,01:00,2026-03-01 00:49:49,2026-03-19,49:49:49,49,\
                   24.5,0.049";
    assert_eq!(line("en"), english);
    assert!(csv_in("es", all_kinds("S", 1)).starts_with('\u{FEFF}'));
}

#[test]
fn no_text_is_run_as_a_formula_and_numbers_stay() {
    let texts =
        ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "a;b"];
    let written = csv_in("es", texts_sheet("T", &texts));
    for text in &texts[..8] {
        assert!(written.contains(&format!("'{text}")), "{text}: {written}");
    }
    assert!(written.contains("\"a;b\""), "{written}");
    let numbers = ["-5", "+573001112233", "-3,5", "-0.5", "a,b"];
    let written = csv_in("es", texts_sheet("T", &numbers));
    assert_eq!(written, format!("\u{FEFF}note\r\n{}\r\n", numbers.join("\r\n")));
}

#[test]
fn rows_stand_beside_and_the_workbook_names_their_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("2026-03_Ventas.xlsx");
    let sheets = vec![all_kinds("Estados", 3000), all_kinds("Otros", 2)];
    let written = write_book(beside("csv", sheets), &target).expect("written");
    let names =
        ["2026-03_Ventas.xlsx", "2026-03_Ventas_agent_2 (2).csv", "2026-03_Ventas_agent_2.csv"];
    assert_eq!(listing(folder.path()), names);
    assert_eq!((written.rows, written.sheets.len(), written.beside.len()), (3002, 0, 2));
    let text = std::fs::read_to_string(&written.beside[0].path).expect("a file");
    assert_eq!(text, csv_in("en", all_kinds("Estados", 3000)));
    assert_eq!(written.beside[0].bytes, text.len() as u64);
    let Some(seen) = seen_by_python(&target) else { return };
    let seen = seen.to_string();
    assert!(seen.contains("Estados: its 3000 rows are in a file beside this one"), "{seen}");
    assert!(seen.contains("2026-03_Ventas_agent_2 (2).csv"));
    assert!(seen.contains("has an apostrophe before it"));
    assert!(!seen.contains("Agente Ñandú"), "no row is in the workbook");
}

#[test]
fn parquet_keeps_types_and_values() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    let written = write_book(beside("parquet", vec![all_kinds("S", 140_000)]), &target);
    let file = &written.expect("written").beside[0];
    let reader = File::open(&file.path).expect("a file");
    let reader = ParquetRecordBatchReaderBuilder::try_new(reader).expect("Parquet");
    let groups = reader.metadata().row_groups();
    assert_eq!(groups.len(), 3, "no group of more rows than the writer may hold");
    assert!(format!("{:?}", groups[0].column(0).compression()).starts_with("ZSTD"));
    let types: Vec<DataType> =
        reader.schema().fields().iter().map(|field| field.data_type().clone()).collect();
    assert_eq!(types[4], DataType::Timestamp(TimeUnit::Millisecond, None));
    assert_eq!(
        (&types[5], &types[6], &types[9]),
        (&DataType::Date32, &DataType::Int64, &DataType::Float64)
    );
    assert_eq!(reader.schema().field(6).metadata()["kind"], "duration");
    let mut rows = 0;
    let mut known = 0;
    for batch in reader.build().expect("rows") {
        let batch = batch.expect("a batch");
        let ids = batch.column(0).as_string::<i32>();
        let time = batch.column(6).as_primitive::<Int64Type>();
        let share = batch.column(9).as_primitive::<Float64Type>();
        for row in 0..batch.num_rows() {
            let nth = rows + row as i64;
            if time.is_null(row) {
                continue;
            }
            known += 1;
            assert_eq!(
                (ids.value(row), time.value(row)),
                (format!("{nth:06}").as_str(), nth * 3661)
            );
            assert!((share.value(row) - nth as f64 * 0.001).abs() < 1e-9);
        }
        rows += batch.num_rows() as i64;
    }
    assert_eq!((rows, known), (140_000, 120_000));
}

#[test]
fn rows_may_be_left_out_and_the_workbook_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    let without = Workbook { detail: Detail::LeftOut, ..book(vec![all_kinds("S", 20)]) };
    let written = write_book(without, &target).expect("written");
    assert_eq!((written.rows, written.sheets.len()), (0, 0));
    assert_eq!(listing(folder.path()), ["a.xlsx"]);
    let Some(seen) = seen_by_python(&target) else { return };
    assert!(seen.to_string().contains("were left out of this file on request"));
}

#[test]
fn a_new_workbook_takes_no_file_of_others_and_an_old_one_replaces_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    let foreign = folder.path().join("a_agent_2.csv");
    std::fs::write(&foreign, "mine").expect("writable");
    let one = || beside("csv", vec![all_kinds("S", 2)]);
    let written = write_book(one(), &target).expect("written");
    assert_eq!(written.beside[0].path, folder.path().join("a_agent_2 (2).csv"));
    assert_eq!(std::fs::read_to_string(&foreign).expect("kept"), "mine");
    std::fs::remove_file(&foreign).expect("removable");
    std::fs::write(folder.path().join("a_agent_2.csv"), "older").expect("writable");
    let again = write_book(one(), &target).expect("written");
    assert_eq!(again.beside[0].path, foreign);
    assert!(std::fs::read_to_string(&foreign).expect("rows").contains("Ñandú"));
}

#[test]
fn what_ends_early_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    let old = |name: &str| folder.path().join(name);
    for name in ["a.xlsx", "a_agent_2.csv"] {
        std::fs::write(old(name), "old").expect("writable");
    }
    for limit in [1_u64, 9_000] {
        let cancel = CancellationToken::new();
        let stop = |progress: atalaya_core::export::Progress| {
            if progress.rows >= limit {
                cancel.cancel();
            }
        };
        let sheets = vec![all_kinds("A", 6_000), all_kinds("B", 3_000)];
        let error = write(beside("csv", sheets), &target, &stop, &cancel).expect_err("cancelled");
        assert_eq!(error.code(), Code::Cancelled);
    }
    let mut short = all_kinds("S", 20);
    short.row_count = 21;
    let error = write_book(beside("csv", vec![short]), &target).expect_err("another count");
    assert_eq!(error.code(), Code::Internal);
    assert_eq!(listing(folder.path()), ["a.xlsx", "a_agent_2.csv"]);
    assert!(
        ["a.xlsx", "a_agent_2.csv"].iter().all(|n| std::fs::read(old(n)).expect("kept") == b"old")
    );
    let never = CancellationToken::new();
    let alone = format("parquet").expect("a format");
    let target = folder.path().join("b.parquet");
    let rows = (alone.write)(book(vec![all_kinds("S", 9)]), &target, &quiet, &never);
    assert_eq!(rows.expect("written").rows, 9);
}

/// The workbook's own name is the last to be given: somebody makes a folder of that name meanwhile.
#[test]
fn a_workbook_that_finds_no_place_takes_its_rows_back() {
    for earlier in [Some("old"), None] {
        let folder = tempfile::tempdir().expect("a folder");
        let (target, rows) = (folder.path().join("a.xlsx"), folder.path().join("a_agent_2.csv"));
        if let Some(text) = earlier {
            std::fs::write(&target, text).expect("writable");
            std::fs::write(&rows, text).expect("writable");
        }
        let block = |progress: atalaya_core::export::Progress| {
            if progress.packing {
                let _ = std::fs::remove_file(&target);
                let _ = std::fs::create_dir(&target);
            }
        };
        let sheets = vec![all_kinds("A", 20), all_kinds("B", 3)];
        let never = CancellationToken::new();
        let error = write(beside("csv", sheets), &target, &block, &never).expect_err("no place");
        assert_eq!(error.code(), Code::ExportPlace);
        assert_eq!(std::fs::read_to_string(&rows).ok().as_deref(), earlier);
        let left = if earlier.is_some() { vec!["a.xlsx", "a_agent_2.csv"] } else { vec!["a.xlsx"] };
        assert_eq!(listing(folder.path()), left);
    }
}

#[test]
fn a_file_open_elsewhere_keeps_its_name_and_the_workbook_knows_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    for name in ["a.xlsx", "a_agent_2.csv", ".~lock.a_agent_2.csv#"] {
        std::fs::write(folder.path().join(name), "old").expect("writable");
    }
    let written = write_book(beside("csv", vec![all_kinds("S", 2)]), &target).expect("written");
    assert_eq!(written.beside[0].path, folder.path().join("a_agent_2 (2).csv"));
    let Some(seen) = seen_by_python(&target) else { return };
    assert!(seen.to_string().contains("a_agent_2 (2).csv"));
}

#[test]
fn names_follow_the_workbook_and_stay_short() {
    let names = |target: &str, codes: &[&str]| beside_names(Path::new(target), codes, "csv");
    assert_eq!(
        names("x/Marzo.xlsx", &["agent_2", "agent_9"]),
        ["Marzo_agent_2.csv", "Marzo_agent_9.csv"]
    );
    let long = format!("{}.xlsx", "ñ".repeat(120));
    assert!(names(&long, &["agent_2", "agent_2"]).iter().all(|name| name.len() < 220));
}
