//! Texts that break naive writers: every one comes back as it was, in valid XML, as text.

use super::content::read;
use super::{book, seen_by_python, texts_sheet, write_book};
use calamine::Data;

const CLASSICS: &[&str] = &[
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "=1+1",
    "+573001234567",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\r\nx",
    "\n=1",
    "＝1+1",
    "<r><t>x</t></r>",
    "<r></r></si></sst>",
    "<r>",
    "</t></is></c>",
    "]]>",
    "<![CDATA[x",
    "&amp;&lt;&#10;",
    "_x000D_",
    "_x0041_",
    "_x0041_x0042_",
    "_x005F_x0041_",
    "__x000b__",
    "_x004",
    "_xñandú_",
    "_x00\u{b}",
    "\u{b}",
    "a\u{0}b\u{1f}c",
    "\u{FFFE}\u{FFFF}",
    "\u{7f}\u{85}\u{9f}",
    "\u{202E}txet\u{2066}",
    "\u{200F}\u{200B}\u{FEFF}",
    "👩‍👩‍👧‍👦🇨🇴",
    "e\u{301}\u{301}\u{301}",
    "00123",
    "1E5",
    "2026-03-01",
    "TRUE",
    "#REF!",
    "'quoted",
    "''",
    "http://example.com",
    "mailto:x@example.com",
    "internal:Sheet1!A1",
    " leading and trailing ",
    "two  inner   blanks",
    "\u{a0}",
    "a\tb\nc",
    "DDE(\"cmd\";\"/C calc\";\"__DdeLink__\")",
];

/// Classics, then texts mixed from their pieces.
fn hostile() -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(7);
    let pieces: Vec<char> =
        "=+-@\t\r\n<>&\"'_x0041AFrt/];\u{0}\u{b}\u{1b}\u{FFFE}\u{FFFF}\u{202E}ñ😀 "
            .chars()
            .collect();
    let mut texts: Vec<_> = CLASSICS.iter().map(|text| (*text).to_owned()).collect();
    for _ in 0..1500 {
        texts.push((0..random.usize(1..20)).filter_map(|_| random.choice(&pieces)).collect());
    }
    for _ in 0..1000 {
        let count = random.usize(1..4);
        texts.push((0..count).filter_map(|_| random.choice(CLASSICS)).copied().collect());
    }
    texts
}

/// What is allowed to differ: right after the literal start of an escape, a control character is
/// shown by its picture, because the writer would make an escape of both.
fn expected(text: &str) -> String {
    let mut expected = String::new();
    for c in text.chars() {
        let escapes = (c < ' ' && !"\t\n".contains(c)) || "\u{FFFE}\u{FFFF}".contains(c);
        let tail: String = expected.chars().rev().take(6).collect();
        let open = tail.ends_with("x_")
            && tail.chars().count() == 6
            && tail.chars().take(4).all(|digit| digit.is_ascii_hexdigit());
        expected.push(match (escapes && open, c < ' ') {
            (true, true) => char::from_u32(0x2400 + c as u32).expect("a picture"),
            (true, false) => '\u{FFFD}',
            (false, _) => c,
        });
    }
    expected
}

#[test]
fn hostile_texts_come_back_unchanged() {
    let texts = hostile();
    assert!(texts.len() >= 2_000);
    let refs: Vec<_> = texts.iter().map(String::as_str).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("hostile.xlsx");
    let written = write_book(book(vec![texts_sheet("Notes", &refs)]), &target).expect("written");
    assert_eq!(written.cut_texts, 0);
    let range = read(&target, "Notes");
    assert_eq!(range.get_size().0, texts.len() + 1);
    for (row, text) in (1..).zip(&texts) {
        let cell = range.get_value((row, 0)).expect("a cell");
        assert_eq!(cell, &Data::String(expected(text)), "row {row}: {text:?}");
    }
    let Some(seen) = seen_by_python(&target) else { return };
    assert_eq!(seen["formulas"]["xl/worksheets/sheet2.xml"], 0);
    assert_eq!(seen["links"]["xl/worksheets/sheet2.xml"], 0);
    let cell = |name: &str| seen["sheets"][1]["cells"][name].clone();
    // Text to the eye of another reader too, and kept text when it is edited.
    assert_eq!(cell("A2"), serde_json::json!([CLASSICS[0], "@", "s", true]));
    assert_eq!(cell("A11")[0], "<r><t>x</t></r>");
    assert_eq!(cell("A34"), serde_json::json!(["00123", "@", "s", false]));
}

#[test]
fn hostile_words_do_not_break_names_properties_or_origin() {
    for nasty in ["<r><t>x</t></r>", "a\u{b}\u{0}&\"<>", "=1+1", "_x0041_", "&P&\"Arial\"", ""] {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("words.xlsx");
        let mut workbook = book(vec![texts_sheet(nasty, &[nasty])]);
        workbook.operation_name = nasty.to_owned();
        workbook.summary[0].title = nasty.to_owned();
        workbook.summary[0].formula = nasty.to_owned();
        workbook.origin.windows[0].params = nasty.to_owned();
        workbook.origin.filters = vec![nasty.to_owned(); 2];
        workbook.sheets[0].filters_text = nasty.to_owned();
        workbook.sheets[0].columns[0].header = nasty.to_owned();
        write_book(workbook, &target).expect("written");
        let Some(seen) = seen_by_python(&target) else { return };
        assert!(seen["formulas"].as_object().expect("parts").values().all(|count| *count == 0));
    }
}

#[test]
fn too_long_texts_are_cut_visibly_and_counted() {
    let fits = ["x".repeat(32_767), "ñ".repeat(32_767), "😀".repeat(16_383)];
    let long = ["x".repeat(32_768), "ñ".repeat(40_000), format!("x{}", "😀".repeat(20_000))];
    let texts: Vec<_> = fits.iter().chain(&long).map(String::as_str).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("long.xlsx");
    let written = write_book(book(vec![texts_sheet("Notes", &texts)]), &target).expect("written");
    assert_eq!(written.cut_texts, 3);
    let range = read(&target, "Notes");
    let text = |row| range.get_value((row, 0)).expect("a cell").to_string();
    for (row, kept) in (1..).zip(&fits) {
        assert!(&text(row) == kept);
    }
    for (row, whole) in (4..).zip(&long) {
        let text = text(row);
        let kept = text.strip_suffix(" […cut]").expect("the mark");
        assert!(whole.starts_with(kept));
        assert!((32_766..=32_767).contains(&text.encode_utf16().count()));
    }
    let summary = read(&target, "Summary");
    let said = summary.rows().flatten().any(|cell| cell.to_string().ends_with("“[…cut]”: 3"));
    assert!(said);
}
