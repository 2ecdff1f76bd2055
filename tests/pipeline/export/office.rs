//! Workbooks opened by LibreOffice: it computes what we stored, and prints what we laid out.

use super::golden_books::{of_last_day, operation, request, with_scorecard, written};
use super::{book, pages as paged, python, skip, write_book};
use crate::support::golden;
use atalaya_core::export::{ChartForm, Datum};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a conversion may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Formulas are computed anew on loading, whoever wrote the file.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// LibreOffice with a profile of its own in `folder`.
struct Office {
    folder: PathBuf,
}

impl Office {
    /// `None` (said aloud) where it is not installed, which is a failure under CI.
    fn find(folder: &Path) -> Option<Office> {
        if Command::new("soffice").arg("--version").output().is_err() {
            assert!(std::env::var_os("CI").is_none(), "libreoffice-calc is missing");
            skip("LibreOffice is not installed, so it opened no workbook");
            return None;
        }
        let user = folder.join("profile/user");
        std::fs::create_dir_all(&user).expect("a folder");
        std::fs::write(user.join("registrymodifications.xcu"), SETTINGS).expect("settings");
        Some(Office { folder: folder.to_owned() })
    }

    /// Converts `file`; the result has its name with another ending.
    fn convert(&self, file: &Path, ending: &str) -> PathBuf {
        let out = self.folder.join("out");
        let profile =
            format!("-env:UserInstallation=file://{}", self.folder.join("profile").display());
        let mut child = Command::new("soffice")
            .args([&profile, "--headless", "--norestore", "--convert-to", ending, "--outdir"])
            .args([&out, file])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it was there just now");
        let began = Instant::now();
        while child.try_wait().expect("a child").is_none() {
            if began.elapsed() > PATIENCE {
                child.kill().expect("it can be ended");
                panic!("LibreOffice took longer than {PATIENCE:?}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let made = out.join(file.file_stem().expect("a name")).with_extension(ending);
        assert!(made.is_file(), "LibreOffice did not write {}", made.display());
        made
    }
}

/// What our script finds when it compares the two files.
fn compared(python: &str, stored: &Path, computed: &Path) -> Value {
    let script = golden::root().join("tests/support/recalculate.py");
    let output = Command::new(python).arg(script).args([stored, computed]).output();
    let output = output.expect("python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The pages of a document as texts.
fn pages(document: &Path) -> Vec<String> {
    let output = Command::new("pdftotext").args(["-layout", "-q"]).arg(document).arg("-").output();
    let text = output.expect("poppler-utils are installed with LibreOffice").stdout;
    let text = String::from_utf8_lossy(&text).into_owned();
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn libreoffice_computes_what_is_stored_and_prints_the_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(office) = Office::find(folder.path()) else { return };
    let Some(python) = python() else { return };
    let world = operation().await;
    let reports = ["agent_14", "agent_9", "agent_13", "diagram_11", "campaign_7"];
    // A day of rows: what is compared is formulas, and reading many rows takes its time.
    let full = of_last_day(with_scorecard(&world, request(&world, &reports, "es")));
    let full = written(&world, full, "full.xlsx").await;
    let seen = compared(python, &full, &office.convert(&full, "xlsx"));
    assert_eq!(seen["differing"], serde_json::json!([]));
    assert!(seen["formulas"].as_u64() > Some(60), "{seen}");

    // Few rows, so that every printed page is one of ours.
    let small = written(&world, with_scorecard(&world, request(&world, &[], "pt")), "small.xlsx");
    let small = small.await;
    let titles = compared(python, &small, &small)["titles"].clone();
    let titles: Vec<&str> =
        titles.as_array().expect("titles").iter().filter_map(Value::as_str).collect();
    let printed = pages(&office.convert(&small, "pdf"));
    let begins = |page: &String, title: &str| {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        words(page).starts_with(&words(title))
    };
    assert!(begins(&printed[0], titles[0]), "{}", printed[0]);
    assert!(begins(&printed[1], titles[1]), "the summary is one page: {}", printed[1]);
    let firsts = printed.iter().filter(|page| titles.iter().any(|title| begins(page, title)));
    assert_eq!(firsts.count(), titles.len(), "every sheet begins a page");
    assert!(printed.len() <= titles.len() + 4, "{} pages for {titles:?}", printed.len());
}

/// One page per chart with the hours of a day below it, on the lower paper too, and none between
/// them: three charts, because the break of the first was once lost to that of the last.
#[test]
fn a_chart_and_the_hours_of_a_day_are_one_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(office) = Office::find(folder.path()) else { return };
    for language in ["es", "pt"] {
        let mut page = paged::page(ChartForm::Columns);
        page.thresholds.clear();
        let mut table = page.tables.remove(0);
        for column in &mut table.columns {
            column.rule = None;
        }
        let row = table.rows[0].clone();
        let chart = table.chart.as_mut().expect("a chart");
        "Hour".clone_into(&mut chart.category_title);
        table.rows = (0..24).map(|_| row.clone()).collect();
        for (hour, row) in table.rows.iter_mut().enumerate() {
            row[0] = Datum::Text(format!("{hour}:00"));
        }
        page.tables = ["one", "two", "three"]
            .map(|name| {
                let (name, title) = (format!("q_{name}"), format!("Hours {name}"));
                atalaya_core::export::SmallTable { name, title, ..table.clone() }
            })
            .to_vec();
        let mut book = book(Vec::new());
        language.clone_into(&mut book.language);
        book.pages = vec![page];
        let target = folder.path().join(format!("{language}.xlsx"));
        write_book(book, &target).expect("written");
        let printed = pages(&office.convert(&target, "pdf"));
        for (nth, name) in ["one", "two", "three"].iter().enumerate() {
            let page = &printed[1 + nth];
            let whole = page.contains(&format!("Hours {name}")) && page.contains("23:00");
            assert!(whole, "{language}, page {}: {page}", 2 + nth);
        }
    }
}
