//! Reads report files: TOML to [`Report`], every refusal with file, line and reason.

mod check;
mod columns;
mod file;
mod words;

use super::Report;
use crate::{Code, Error, Result};
use file::ReportFile;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The files of `reports/`, listed by the build script: `(file name, content)`.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/report_files.rs"));

/// Report files of people are a few thousand bytes; what is far larger is no report file.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// All known reports, by family and number.
#[derive(Clone, Debug)]
pub struct Catalogue {
    reports: Vec<Arc<Report>>,
}

impl Catalogue {
    /// The reports that come with the program.
    pub fn built_in() -> &'static Catalogue {
        // A test reads each of the files, so none is left out here unseen.
        static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| {
            let reports =
                FILES.iter().filter_map(|(file, text)| parse_report(file, text).ok().map(Arc::new));
            Catalogue::of(reports.collect())
        });
        &BUILT_IN
    }

    /// The built-in reports and those of a folder of the user, with an error for each file that
    /// was refused. A folder that does not exist holds none. A file with the code of a built-in
    /// report replaces it only with a higher version, so that an update of the program is not
    /// undone by an old file.
    pub fn with_folder(folder: &Path) -> (Catalogue, Vec<Error>) {
        let mut catalogue = Catalogue::built_in().clone();
        let paths = match report_files(folder) {
            Ok(paths) => paths,
            Err(error) => return (catalogue, vec![error]),
        };
        let refused = paths.iter().filter_map(|path| catalogue.add(path).err()).collect();
        (Catalogue::of(catalogue.reports), refused)
    }

    /// The report with that code (`agent_2`).
    pub fn get(&self, code: &str) -> Option<&Arc<Report>> {
        self.reports.iter().find(|report| report.code == code)
    }

    /// The report with that code, or the error that says there is none.
    pub fn named(&self, code: &str) -> Result<&Arc<Report>> {
        self.get(code).ok_or_else(|| {
            Error::new(Code::NotFound, format!("no report '{code}'")).with("what", code)
        })
    }

    /// All reports, by family and number.
    pub fn all(&self) -> &[Arc<Report>] {
        &self.reports
    }

    fn of(mut reports: Vec<Arc<Report>>) -> Self {
        reports.sort_by_cached_key(|report| (report.family.clone(), number(&report.code)));
        Catalogue { reports }
    }

    fn add(&mut self, path: &Path) -> Result<()> {
        let file = file_name(path);
        let report = parse_report(&file, &read(path, &file)?)?;
        match self.reports.iter_mut().find(|known| known.code == report.code) {
            Some(known) if known.version >= report.version => {
                let why = format!("the program already has version {} of it", known.version);
                return Err(refusal(&file, 1, &why));
            }
            Some(known) => *known = Arc::new(report),
            None => self.reports.push(Arc::new(report)),
        }
        Ok(())
    }
}

/// Reads one report file; `file` is its name, which must be the report's code with `.toml`.
pub fn parse_report(file: &str, text: &str) -> Result<Report> {
    let parsed: ReportFile = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        refusal(file, line(text, at), &error.message().replace('\n', "; "))
    })?;
    let stem = file.strip_suffix(".toml").unwrap_or(file);
    check::report(&parsed, stem).map_err(|fault| refusal(file, line(text, fault.at), &fault.why))
}

fn refusal(file: &str, line: usize, why: &str) -> Error {
    Error::new(Code::ReportFile, format!("{file}:{line}: {why}"))
        .with("file", file)
        .with("line", line)
        .with("why", why)
}

/// The line, from 1, of a byte of the text.
fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// `agent_13_1` sorts after `agent_13` and before `agent_14`.
fn number(code: &str) -> Vec<u32> {
    code.split('_').filter_map(|part| part.parse().ok()).collect()
}

fn report_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(Error::from(cause).with("file", folder.display())),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path, file: &str) -> Result<String> {
    let named = |cause: std::io::Error| Error::from(cause).with("file", file);
    if fs::metadata(path).map_err(named)?.len() > FILE_BYTES_MAX {
        return Err(refusal(file, 1, "the file is larger than 1 MiB"));
    }
    let bytes = fs::read(path).map_err(named)?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().iter().take(valid);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        refusal(file, line, "the text is not UTF-8")
    })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
