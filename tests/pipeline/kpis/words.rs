//! The list of KPIs: complete, in order, in three languages, and the same in the folder, the code
//! and the documentation.

use super::frames::{agent_2, agent_9, agent_13, agent_14, campaign_7, diagram_11};
use atalaya_core::kpis::{ALL, Kpi, Phrase, Source, find, of_report};
use atalaya_core::reports::Report;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of the folder that holds a KPI is in the list, under its name, and the reverse.
#[test]
fn folder_and_list_agree() {
    let folder = fs::read_dir(root().join("src-tauri/core/src/kpis")).expect("the folder");
    let paths = folder.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<String> = paths
        .filter(|path| path.is_file())
        .filter(|path| fs::read_to_string(path).expect("a text").contains("pub const KPI: Kpi"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    files.sort();
    let names: Vec<&str> = ALL.iter().map(|kpi| kpi.name).collect();
    assert_eq!(files, names, "one file and one line per KPI, sorted");
    assert!(names.iter().all(|name| find(name).is_some_and(|kpi| kpi.name == *name)));
}

#[test]
fn every_kpi_speaks_three_languages() {
    for kpi in ALL {
        let mut phrases = vec![kpi.title, kpi.formula, kpi.pitfall];
        phrases.extend(kpi.elsewhere.iter().map(|other| other.what));
        for Phrase { es, en, pt } in phrases {
            for text in [es, en, pt] {
                assert!(!text.trim().is_empty() && !text.contains("  "), "{}: {text}", kpi.name);
            }
        }
        let differs = |phrase: Phrase| phrase.es != phrase.en || phrase.es.starts_with("hold_time");
        assert!(differs(kpi.formula) && differs(kpi.pitfall), "{} is translated", kpi.name);
        assert!(!kpi.sources.is_empty(), "{}", kpi.name);
    }
}

/// Each report gives the KPIs of its kind and no other's.
#[test]
fn reports_tell_their_kpis_by_roles() {
    let given = |report: &Report, source| {
        let kpis = of_report(report);
        let expected = ALL.iter().filter(|kpi| kpi.sources == [source]).count();
        assert_eq!(kpis.len(), expected, "{}", report.code);
        assert!(kpis.iter().all(|kpi| kpi.sources == [source]));
    };
    given(&agent_2(), Source::AgentEvents);
    given(&agent_14(), Source::AgentEvents);
    given(&agent_9(), Source::HoldMute);
    given(&agent_13(), Source::Transfers);
    given(&diagram_11(), Source::Journeys);
    given(&campaign_7(), Source::AmdDetail);
    let mut report = agent_2();
    report.kpis = vec!["talk_time".to_owned(), "aht".to_owned()];
    let first: Vec<&str> = of_report(&report).iter().take(2).map(|kpi| kpi.name).collect();
    assert_eq!(first, ["talk_time", "aht"]);
}

/// The table of docs/kpis.md is made of the texts in the files. With `UPDATE_DOCS=1` it is
/// written instead of compared.
#[test]
fn documentation_is_the_code() {
    let path = root().join("docs/kpis.md");
    let page = fs::read_to_string(&path).unwrap_or_default();
    let table: String = ALL.iter().map(|kpi| line(kpi)).collect();
    let (begin, end) = ("<!-- kpis -->\n", "<!-- /kpis -->\n");
    let (head, rest) = page.split_once(begin).expect("the table's beginning");
    let (found, tail) = rest.split_once(end).expect("the table's end");
    let table = format!(
        "| KPI | Title | Formula | Unit | n counts | Report | Good | Mind |\n\
         |---|---|---|---|---|---|---|---|\n{table}"
    );
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{head}{begin}{table}{end}{tail}")).expect("written");
    } else {
        assert_eq!(found, table, "run with UPDATE_DOCS=1");
    }
}

fn line(kpi: &Kpi) -> String {
    let reports: Vec<&str> = kpi.sources.iter().map(|source| source.report()).collect();
    let reports = reports.join(" + ").replace("agent_14", "agent_2 / agent_14");
    format!(
        "| `{}` | {} | {} | {} | {} | {reports} | {:?} | {} |\n",
        kpi.name,
        kpi.title.en,
        kpi.formula.en,
        kpi.unit.name(),
        kpi.counts.name(),
        kpi.better,
        kpi.pitfall.en,
    )
}
