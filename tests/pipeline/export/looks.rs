//! The looks of a workbook: logo, colour, chosen tiles, sheets left out.

use super::{all_kinds, book, kpi, seen_by_python, write_book};
use atalaya_core::export::{KpiLine, Looks, Rgb, Unit, Workbook};
use std::io::Read;
use std::path::Path;
use zip::ZipArchive;

/// The text of a part of a workbook; empty if it has none of that name.
fn part(path: &Path, name: &str) -> String {
    let mut parts = ZipArchive::new(std::fs::File::open(path).expect("a file")).expect("a zip");
    let mut bytes = Vec::new();
    if let Ok(mut part) = parts.by_name(name) {
        part.read_to_end(&mut bytes).expect("unpacked");
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn png() -> Vec<u8> {
    include_bytes!("../../../icons/32x32.png").to_vec()
}

#[test]
fn logo_and_colour_are_in_the_file_and_nothing_else_moves() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    let looks = Looks { logo: Some(png()), accent: Some(Rgb(0x0B_6E5B)), figures: false };
    write_book(Workbook { looks, ..book(vec![all_kinds("S", 3)]) }, &target).expect("written");
    assert!(part(&target, "xl/drawings/drawing1.xml").contains("Logo of Ventas &amp; Cía"));
    assert!(part(&target, "xl/styles.xml").contains("FF0B6E5B"));
    assert!(!part(&target, "xl/styles.xml").contains("FF2449CD"), "the usual colour is gone");
    let sheets = part(&target, "xl/workbook.xml");
    assert!(sheets.contains("Data origin") && !sheets.contains("\"Figures\""), "{sheets}");
    let Some(seen) = seen_by_python(&target) else { return };
    assert!(seen.to_string().contains("Ventas & Cía: call-center reports"));
}

#[test]
fn chosen_tiles_stand_in_their_order_and_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    let line = |title: &str, tile| KpiLine { tile, ..kpi(title, Some(0.5), Unit::Ratio) };
    let summary = vec![line("Uno", Some(1)), line("Dos", None), line("Tres", Some(0))];
    let chosen = Workbook { summary, ..book(vec![all_kinds("S", 1)]) };
    write_book(chosen, &target).expect("written");
    let page = part(&target, "xl/sharedStrings.xml");
    let at = |word: &str| page.find(&format!(">{word}<"));
    assert!(at("Tres") < at("Uno") && at("Uno").is_some(), "{page}");
}

#[test]
fn the_first_page_has_room_for_ten_chosen_tiles() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    let titles: Vec<String> = (0..12).map(|n| format!("Cifra {n}")).collect();
    let line = |(n, title): (usize, &String)| KpiLine {
        tile: Some(n),
        ..kpi(title, Some(0.5), Unit::Ratio)
    };
    let summary = titles.iter().enumerate().map(line).collect();
    let looks = Looks { figures: false, ..Looks::default() };
    let chosen = Workbook { summary, looks, ..book(vec![all_kinds("S", 1)]) };
    write_book(chosen, &target).expect("written");
    let page = part(&target, "xl/sharedStrings.xml");
    let shown = titles.iter().filter(|title| page.contains(&format!(">{title}<")));
    assert_eq!(shown.count(), 10);
}
