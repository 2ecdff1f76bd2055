//! Texts that break naive writers: every one comes back as it was, in valid XML, as text.

use super::content::read;
use super::{book, seen_by_python, texts_by_python, texts_sheet, write_book};
use atalaya_core::export::Written;
use calamine::Data;
use serde_json::{Value, json};
use std::path::Path;

pub(super) const CLASSICS: &[&str] = &[
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

/// Characters of which texts are mixed: all that some reader or writer treats in its own way.
const PIECES: &str = "=+-@\t\r\n<>&\"'_x0041AFrt/];#[{%\u{0}\u{7}\u{b}\u{1b}\u{7f}\u{85}\u{FFFD}\u{FFFE}\
    \u{FFFF}\u{200E}\u{202A}\u{202E}\u{2066}\u{2069}\u{2028}\u{FEFF}\u{e000}ñ\u{301}😀\u{10FFFF} ";
const FORMULA_STARTS: [&str; 9] = ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u{200B}="];

/// More than 10,000 texts, the same every time.
pub(super) fn hostile() -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(7);
    let pieces: Vec<char> = PIECES.chars().collect();
    let mut texts: Vec<_> = CLASSICS.iter().map(|text| (*text).to_owned()).collect();
    for classic in CLASSICS {
        texts.extend(FORMULA_STARTS.iter().map(|start| format!("{start}{classic}")));
        texts.extend([format!("  {classic}\n"), format!("<r>{classic}</r>"), classic.repeat(3)]);
    }
    for _ in 0..6_000 {
        texts.push((0..random.usize(1..20)).filter_map(|_| random.choice(&pieces)).collect());
    }
    for _ in 0..2_500 {
        let count = random.usize(1..4);
        texts.push((0..count).filter_map(|_| random.choice(CLASSICS)).copied().collect());
    }
    for _ in 0..1_500 {
        texts.push((0..random.usize(1..9)).map(|_| random.char(..)).collect());
    }
    // Half of a pair of surrogates, as wolkvox's own cutting leaves it.
    texts.push(String::from_utf8_lossy(b"cut \xED\xA0\xBD").into_owned());
    texts.extend(at_the_border());
    texts
}

/// Texts of 32,766 to 32,769 UTF-16 units that end in whatever could be torn.
fn at_the_border() -> Vec<String> {
    let ends =
        ["x", "ñ", "😀", "&", "<r>", "_x0041_", "\u{b}", "_x0041\u{b}", "</r>", "e\u{301}", " "];
    let mut texts = Vec::new();
    for (end, start) in ends.iter().zip(["", "=", "😀", "<r>"].iter().cycle()) {
        let units = |text: &str| text.encode_utf16().count();
        for whole in 32_766..=32_769 {
            let room = whole - units(start) - units(end);
            texts.push(format!("{start}{}{end}", "a".repeat(room)));
        }
    }
    texts
}

/// Excel's longest text, in UTF-16 units.
const LONGEST: usize = 32_767;

pub(super) fn is_cut(text: &str) -> bool {
    text.len() > LONGEST && text.encode_utf16().count() > LONGEST
}

/// What is allowed to differ: right after the literal start of an escape, a control character is
/// shown by its picture, because the writer would make an escape of both. And what is too long is
/// cut, with a mark.
pub(super) fn expected(text: &str) -> String {
    if !is_cut(text) {
        return readable(text);
    }
    let (mut kept, mut left) = (String::new(), LONGEST - " […cut]".encode_utf16().count());
    for c in text.chars() {
        match left.checked_sub(c.len_utf16()) {
            Some(rest) => left = rest,
            None => break,
        }
        kept.push(c);
    }
    readable(&format!("{kept} […cut]"))
}

fn readable(text: &str) -> String {
    let mut expected = String::new();
    for c in text.chars() {
        let open = is_escaped(c) && {
            let tail: String = expected.chars().rev().take(6).collect();
            tail.ends_with("x_")
                && tail.chars().count() == 6
                && tail.chars().take(4).all(|digit| digit.is_ascii_hexdigit())
        };
        expected.push(match (open, c < ' ') {
            (true, true) => char::from_u32(0x2400 + c as u32).expect("a picture"),
            (true, false) => '\u{FFFD}',
            (false, _) => c,
        });
    }
    expected
}

fn is_escaped(c: char) -> bool {
    (c < ' ' && !"\t\n".contains(c)) || "\u{FFFE}\u{FFFF}".contains(c)
}

/// How the text must stand in the file (ECMA-376, `ST_Xstring`): what XML cannot carry as
/// `_xHHHH_`, and the underscore of a literal `_xHHHH_` as `_x005F_`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for (at, c) in text.char_indices() {
        let digits = text.as_bytes().get(at + 2..at + 6);
        let literal = text[at..].starts_with("_x")
            && digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            && text.as_bytes().get(at + 6) == Some(&b'_');
        match (literal, is_escaped(c)) {
            (true, _) => escaped.push_str("_x005F_"),
            (_, true) => escaped.push_str(&format!("_x{:04X}_", c as u32)),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// What openpyxl hands out: the text as it stands in the file, and of shared texts it drops each
/// `x005F_`.
pub(super) fn seen_of(text: &str, shared: bool) -> String {
    let escaped = escaped(&expected(text));
    if shared { escaped.replace("x005F_", "") } else { escaped }
}

/// Reads the workbook with openpyxl: the sheet's texts by cell. Nothing in it may be a formula or
/// a link.
pub(super) fn texts_of(seen: &Value, sheet: usize) -> &serde_json::Map<String, Value> {
    assert_eq!(seen[sheet]["formulas"], json!({}));
    assert_eq!(seen[sheet]["links"], json!([]));
    seen[sheet]["texts"].as_object().expect("texts by cell")
}

/// The summary tells how many texts were cut.
pub(super) fn assert_cut(written: &Written, path: &Path, count: usize) {
    assert_eq!(written.cut_texts, count as u64);
    let said = format!("“[…cut]”: {count}");
    let summary = read(path, "Summary");
    assert!(summary.rows().flatten().any(|cell| cell.to_string().ends_with(&said)), "{said}");
}

#[test]
fn hostile_texts_come_back_unchanged() {
    let texts = hostile();
    assert!(texts.len() >= 10_000);
    let refs: Vec<_> = texts.iter().map(String::as_str).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("hostile.xlsx");
    let written = write_book(book(vec![texts_sheet("Notes", &refs)]), &target).expect("written");
    assert_cut(&written, &target, texts.iter().filter(|text| is_cut(text)).count());
    let range = read(&target, "Notes");
    assert_eq!(range.get_size().0, texts.len() + 1);
    for (row, text) in (1..).zip(&texts) {
        let cell = range.get_value((row, 0)).expect("a cell");
        assert_eq!(cell, &Data::String(expected(text)), "row {row}: {text:?}");
    }
    let Some(seen) = texts_by_python(&target) else { return };
    let cells = texts_of(&seen, 1);
    for (row, text) in (2..).zip(&texts) {
        assert_eq!(cells[&format!("A{row}")], seen_of(text, false), "row {row}: {text:?}");
    }
}

#[test]
fn hostile_texts_are_text_to_the_eye_of_another_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("classics.xlsx");
    write_book(book(vec![texts_sheet("Notes", CLASSICS)]), &target).expect("written");
    let Some(seen) = seen_by_python(&target) else { return };
    assert_eq!(seen["formulas"]["xl/worksheets/sheet2.xml"], 0);
    assert_eq!(seen["links"]["xl/worksheets/sheet2.xml"], 0);
    let cell = |name: &str| seen["sheets"][1]["cells"][name].clone();
    // Kept text when it is edited.
    assert_eq!(cell("A2"), json!([CLASSICS[0], "@", "s", true]));
    assert_eq!(cell("A11")[0], "<r><t>x</t></r>");
    assert_eq!(cell("A34"), json!(["00123", "@", "s", false]));
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
