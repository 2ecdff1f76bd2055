//! The view inside a workbook: it comes back whole, and nothing hostile gets through.

use super::{all_kinds, book, write_book};
use atalaya_core::Code;
use atalaya_core::export::{Workbook, bookmark_properties, read_bookmark};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A view with everything that XML, Excel and a cell's text could trip over.
fn long_json() -> String {
    let values: Vec<String> = (0..200).map(|n| format!("ñ<&\"_x0041_'{n}\\u000b")).collect();
    format!(r#"{{"atalaya":"view","values":["{}"]}}"#, values.join("\",\"").replace('"', "'"))
}

fn zip_with(folder: &Path, name: &str, part: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    let mut zip = ZipWriter::new(File::create(&path).expect("a file"));
    zip.start_file(part, SimpleFileOptions::default()).expect("a part");
    zip.write_all(content).expect("written");
    zip.finish().expect("finished");
    path
}

/// A part as another program would write it anew: other prefix, quotes, order, white space.
fn part(pieces: &[(&str, &str)]) -> String {
    let property = |(name, value): &(&str, &str)| {
        format!(
            "<op:property pid='2' name='{name}'>\n <v:lpwstr>{value}</v:lpwstr>\n</op:property>"
        )
    };
    let all: String = pieces.iter().map(property).collect();
    format!("<?xml version='1.0'?><op:Properties xmlns:op='o' xmlns:v='v'>{all}</op:Properties>")
}

#[test]
fn a_view_of_any_text_comes_back_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("a.xlsx");
    let json = long_json();
    let bookmark = bookmark_properties(&json);
    assert!(bookmark.len() > 10 && bookmark.iter().all(|(_, value)| value.len() <= 255));
    let marked = Workbook { bookmark, ..book(vec![all_kinds("S", 3)]) };
    write_book(marked, &target).expect("written");
    assert_eq!(read_bookmark(&target).expect("read"), Some(json));
    write_book(book(vec![all_kinds("S", 3)]), &target).expect("written");
    assert_eq!(read_bookmark(&target).expect("read"), None, "without one");
    assert!(bookmark_properties(&"x".repeat(20_000)).is_empty(), "too long to be kept");
}

#[test]
fn a_workbook_that_excel_saved_again_still_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let pieces = bookmark_properties(&long_json());
    let mut named: Vec<(&str, &str)> =
        pieces.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    named.reverse();
    named.insert(1, ("Departamento", "AtalayaView001"));
    let read = |content: &str| {
        read_bookmark(&zip_with(folder.path(), "b", "docProps/custom.xml", content.as_bytes()))
    };
    assert_eq!(read(&part(&named)).expect("read"), Some(long_json()));
    assert_eq!(read(&part(&[("Departamento", "Ventas")])).expect("foreign"), None);
    let gap = read(&part(&[named[0], named[3]])).expect_err("a piece is missing");
    assert_eq!(gap.code(), Code::NotOurs);
}

#[test]
fn hostile_files_are_refused_in_little_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = "docProps/custom.xml";
    let refused = |path: &Path| read_bookmark(path).expect_err("refused").code();
    let bomb = zip_with(folder.path(), "bomb", place, &vec![b' '; 32 << 20]);
    assert!(bomb.metadata().expect("there").len() < 1 << 20, "a small file");
    assert_eq!(refused(&bomb), Code::NotOurs);
    for content in ["<", "<a><b></a>", "\u{0}", "<property name='AtalayaView001'>%%%</property>"] {
        let path = zip_with(folder.path(), "x", place, content.as_bytes());
        match read_bookmark(&path) {
            Ok(found) => assert_eq!(found, None, "{content}"),
            Err(error) => assert_eq!(error.code(), Code::NotOurs, "{content}"),
        }
    }
    let many: Vec<(String, String)> =
        (1..=500).map(|n| (format!("AtalayaView{n:03}"), "e30=".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let many = zip_with(folder.path(), "many", place, part(&many).as_bytes());
    assert_eq!(refused(&many), Code::NotOurs);
    let whole = std::fs::read(&many).expect("bytes");
    for end in (0..whole.len()).step_by(97) {
        let cut = folder.path().join("cut");
        std::fs::write(&cut, &whole[..end]).expect("writable");
        assert_eq!(refused(&cut), Code::NotOurs, "cut at {end}");
    }
    // No list of parts is read that is longer than any workbook's.
    let list = folder.path().join("list");
    let mut zip = ZipWriter::new(File::create(&list).expect("a file"));
    for n in 0..60_000 {
        let stored = SimpleFileOptions::default();
        zip.start_file(format!("{n:0120}"), stored).expect("a part");
    }
    zip.finish().expect("finished");
    assert_eq!(refused(&list), Code::NotOurs);
}
