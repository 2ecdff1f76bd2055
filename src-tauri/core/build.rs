//! Lists the report files and the text catalogues, so that adding one needs no Rust.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    list(&Path::new(&here).join("reports"), "toml", "report_files.rs")?;
    list(&Path::new(&here).join("../../ui/src/i18n"), "json", "text_files.rs")
}

/// Writes an expression `&[(file name, content), …]` over the files of a folder.
fn list(folder: &Path, extension: &str, out: &str) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    let mut text = String::from("&[\n");
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let full = path.canonicalize()?;
        writeln!(text, "    ({name:?}, include_str!({full:?})),").map_err(io::Error::other)?;
    }
    text.push_str("]\n");
    let place = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&place).join(out), text)
}
