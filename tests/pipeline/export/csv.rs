//! Comma-separated values.

use super::{all_kinds, book, quiet, texts_sheet};
use atalaya_core::Code;
use atalaya_core::export::csv::{CsvForm, CsvOptions, write_rows};
use atalaya_core::export::{FORMATS, ReportSheet, format};
use tokio_util::sync::CancellationToken;

fn csv(mut sheet: ReportSheet, options: CsvOptions) -> String {
    let mut out = Vec::new();
    let cancel = CancellationToken::new();
    let rows = sheet.rows.as_mut();
    write_rows(&mut out, &sheet.columns, rows, options, &cancel, &mut |_| {}).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn values_are_written_for_programs() {
    let text = csv(all_kinds("S", 5), CsvOptions::default());
    let lines: Vec<_> = text.split("\r\n").collect();
    assert_eq!(lines[0], "agent_id,agent,status,slot,start,day,time,calls,score,share");
    let fifth = "000004,Agente Ñandú 4,Ready,04:00,2026-03-01T00:04:04,2026-03-05,14644,4,2,0.004";
    assert_eq!(lines[5], fifth);
    assert_eq!((lines[4], lines.len()), (",,,,,,,,,", 7));
}

#[test]
fn quotes_only_where_needed_and_formulas_only_where_asked() {
    let texts = ["a,b", "say \"x\"", "two\nlines", "", " x ", "=1+1", "-5", "+57 300", "-3,5", "ñ"];
    let plain = csv(texts_sheet("T", &texts), CsvOptions::default());
    let expected = "note\r\n\"a,b\"\r\n\"say \"\"x\"\"\"\r\n\"two\nlines\"\r\n\"\"\r\n x \r\n=1+1\r\n\
                    -5\r\n+57 300\r\n\"-3,5\"\r\nñ\r\n";
    assert_eq!(plain, expected);
    let safe = csv(
        texts_sheet("T", &texts),
        CsvOptions { bom: true, formula_safe: true, form: CsvForm::Programs },
    );
    assert!(safe.starts_with("\u{FEFF}note"));
    assert!(safe.contains("\r\n'=1+1\r\n-5\r\n'+57 300\r\n\"-3,5\"\r\n"));
}

#[test]
fn formats_are_found_by_name_and_csv_takes_one_report() {
    assert_eq!(
        FORMATS.iter().map(|format| format.name).collect::<Vec<_>>(),
        ["xlsx", "csv", "parquet"]
    );
    let csv = format("csv").expect("a format");
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("x.csv");
    let cancel = CancellationToken::new();
    let one = book(vec![all_kinds("S", 3000)]);
    let written = (csv.write)(one, &target, &quiet, &cancel).expect("written");
    let text = std::fs::read_to_string(&target).expect("a file");
    assert_eq!((written.rows, text.split("\r\n").count()), (3000, 3002));
    assert_eq!(written.bytes, text.len() as u64);
    let two = book(vec![all_kinds("A", 1), all_kinds("B", 1)]);
    let error = (csv.write)(two, &target, &quiet, &cancel).expect_err("two reports");
    assert_eq!(error.code(), Code::Usage);
    assert_eq!(super::listing(folder.path()), ["x.csv"]);
}
